//! What stands after the table.

use super::{Case, case};

const TABLE: &str = "
    region text | quarter integer | amount float
    North | 1 | 10.5
    South | 2 | 20.25
    East | 3 | 30.25
";
const TEXT: &str = "region,quarter,amount\nNorth,1,10.5\nSouth,2,20.25\nEast,3,30.25\n";

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    let after = |about: &str, footer: &str| case(about, &format!("{TEXT}{footer}"), TABLE);
    vec![
        after("a source", "Source: our own counting\n"),
        after("a source after a blank line", "\nSource: our own counting, 2024\n"),
        after("a count of rows", "(3 rows)\n"),
        after("a count of rows in words", "3 rows in set (0.01 sec)\n"),
        after("a total that adds up", "Total,,61\n"),
        after("a total after a blank line", "\nTotal,6,61.0\n"),
        after("notes", "\nNotes:\n* preliminary\n* without returns, and taxes\n"),
        after("a copyright", "\n© 2024 Example, Inc.\n"),
        after("lines of delimiters", ",,\n,,\n"),
        after("blank lines", "\n\n\n"),
        after("an end mark", "-- end of file --\n"),
        after("a padded note", "Source: own data,,\n"),
        case(
            "a title before and a source after",
            &format!("Sales\n\n{TEXT}\nSource: own data\n"),
            TABLE,
        ),
        case(
            "a last row that breaks off",
            "id,name,n\n1,Anna,5\n2,Bo,6\n3,Cy",
            "id integer | name text | n integer
             1 | Anna | 5
             2 | Bo | 6
             3 | Cy | ∅",
        ),
        case(
            "a last row that is short",
            "id,name,n\n1,Anna,5\n2,Bo,6\n3\n",
            "id integer | name text | n integer
             1 | Anna | 5
             2 | Bo | 6
             3 | ∅ | ∅",
        ),
        case(
            "a row called total that is a row",
            "class,n\nfirst,5\ntotal,6\nsecond,7\n",
            "class text | n integer
             first | 5
             total | 6
             second | 7",
        ),
    ]
}
