//! Cells that people read as numbers, dates, flags or nothing.

use super::{Case, case};

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "leading zeros",
            "zip,n\n02134,1\n90210,2\n00501,3\n",
            "zip text | n integer
             02134 | 1
             90210 | 2
             00501 | 3",
        ),
        case(
            "ids beyond 2^53",
            "id,n\n9007199254740993,1\n9007199254740995,2\n",
            "id text | n integer
             9007199254740993 | 1
             9007199254740995 | 2",
        ),
        case(
            "words for no value",
            "n,m,t\n1,NULL,x\nNA,2,y\n-,N/A,z\n4,5,w\n",
            "n integer | m integer | t text
             1 | ∅ | x
             ∅ | 2 | y
             ∅ | ∅ | z
             4 | 5 | w",
        ),
        case(
            "decimals and exponents",
            "a,b\n1.5,1e3\n-2.25,2.5E-1\n",
            "a float | b float
             1.5 | 1000
             -2.25 | 0.25",
        ),
        case(
            "true and false",
            "a,b\ntrue,TRUE\nfalse,FALSE\n",
            "a boolean | b boolean
             true | true
             false | false",
        ),
        case(
            "day first, told by one date",
            "d,n\n01/02/2024,1\n31/01/2024,2\n",
            "d date | n integer
             2024-02-01 | 1
             2024-01-31 | 2",
        ),
        case(
            "dates with dots",
            "d;n\n31.12.2023;1\n1.2.2024;2\n",
            "d date | n integer
             2023-12-31 | 1
             2024-02-01 | 2",
        ),
        case(
            "mixed cells stay text",
            "a,b\n1,x\ntwo,y\n3,z\n",
            "a text | b text
             1 | x
             two | y
             3 | z",
        ),
    ]
}
