//! Rows with too many or too few cells.

use super::{Case, case};

/// The topic's cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "rows that are too short",
            "a,b,c\n1,2,3\n4,5\n6,7,8\n9\n",
            "a integer | b integer | c integer
             1 | 2 | 3
             4 | 5 | ∅
             6 | 7 | 8
             9 | ∅ | ∅",
        ),
        case(
            "a row that is too long keeps what it has",
            "a,b\n1,2\n3,4,5,6\n7,8\n",
            "a integer | b integer | _extra text
             1 | 2 | ∅
             3 | 4 | 5,6
             7 | 8 | ∅",
        ),
        case(
            "a delimiter in a name without quotes",
            "id,name,age,city\n1,Anna Meyer,31,Oslo\n2,Berg, Bo,22,Rome\n3,Cy Young,44,Bonn\n",
            "id integer | name text | age integer | city text
             1 | Anna Meyer | 31 | Oslo
             2 | Berg, Bo | 22 | Rome
             3 | Cy Young | 44 | Bonn",
        ),
        case(
            "two delimiters in a name without quotes",
            "id,name,age\n1,Anna Meyer,31\n2,Berg, Bo, Dr.,22\n3,Cy Young,44\n",
            "id integer | name text | age integer
             1 | Anna Meyer | 31
             2 | Berg, Bo, Dr. | 22
             3 | Cy Young | 44",
        ),
        case(
            "a delimiter in the last cell",
            "id,n,note\n1,5,fine\n2,6,good, really good\n3,7,so so\n",
            "id integer | n integer | note text
             1 | 5 | fine
             2 | 6 | good, really good
             3 | 7 | so so",
        ),
        case(
            "a row that is broken in a cell",
            "id,address,n\n1,12 High St,5\n2,1 Low Rd\nLeeds,6\n3,9 Mid Ln,7\n",
            "id integer | address text | n integer
             1 | 12 High St | 5
             2 | 1 Low Rd⏎Leeds | 6
             3 | 9 Mid Ln | 7",
        ),
        case(
            "a row that is broken between cells",
            "id,a,b,c\n1,x,5,2.5\n2,y\n6,3.5\n3,z,7,4.5\n",
            "id integer | a text | b integer | c float
             1 | x | 5 | 2.5
             2 | y | 6 | 3.5
             3 | z | 7 | 4.5",
        ),
        case(
            "a delimiter at the end of every row",
            "a,b,\n1,2,\n3,4,\n",
            "a integer | b integer
             1 | 2
             3 | 4",
        ),
        case(
            "a delimiter at the end of every row but the names",
            "a,b\n1,2,\n3,4,\n",
            "a integer | b integer
             1 | 2
             3 | 4",
        ),
        case(
            "a delimiter at the end of some rows",
            "a,b\n1,2\n3,4,\n5,6\n7,8,,\n",
            "a integer | b integer
             1 | 2
             3 | 4
             5 | 6
             7 | 8",
        ),
        case(
            "a delimiter at the end of every row without names",
            "1,2.5,\n3,4.5,\n5,6.5,\n",
            "column_1 integer | column_2 float
             1 | 2.5
             3 | 4.5
             5 | 6.5",
        ),
        case(
            "a cell is missing in the middle",
            "id,name,n,day\n1,Anna,5,2024-01-31\n2,6,2024-02-29\n3,Cy,7,2024-03-31\n",
            "id integer | name text | n integer | day date
             1 | Anna | 5 | 2024-01-31
             2 | ∅ | 6 | 2024-02-29
             3 | Cy | 7 | 2024-03-31",
        ),
    ]
}
