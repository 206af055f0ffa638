//! Several tables in one file.

use super::{Case, case};

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "two tables with a blank line between",
            "id,name,n\n1,a,5\n2,b,6\n3,c,7\n\nday,celsius\n2024-01-01,1.5\n2024-01-02,2.5\n2024-01-03,3.5\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             ---
             day date | celsius float
             2024-01-01 | 1.5
             2024-01-02 | 2.5
             2024-01-03 | 3.5",
        ),
        case(
            "two tables with titles",
            "People\nid,name,n\n1,a,5\n2,b,6\n3,c,7\n\nWeather\nday,celsius\n2024-01-01,1.5\n2024-01-02,2.5\n2024-01-03,3.5\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             ---
             day date | celsius float
             2024-01-01 | 1.5
             2024-01-02 | 2.5
             2024-01-03 | 3.5",
        ),
        case(
            "a blank line in the middle of one table",
            "id,name,n\n1,a,5\n2,b,6\n\n3,c,7\n4,d,8\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             4 | d | 8",
        ),
        case(
            "two files one after the other",
            "id,name,n\n1,a,5\n2,b,6\n\nid,name,n\n3,c,7\n4,d,8\n",
            "id integer | name text | n integer
             1 | a | 5
             2 | b | 6
             3 | c | 7
             4 | d | 8",
        ),
    ]
}
