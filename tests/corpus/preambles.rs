//! What stands before the table, and comments in it.

use super::{Case, case};

const TABLE: &str = "
    region text | quarter integer | amount float
    North | 1 | 10.5
    South | 2 | 20.25
    East | 3 | 30.75
";
const TEXT: &str = "region,quarter,amount\nNorth,1,10.5\nSouth,2,20.25\nEast,3,30.75\n";

/// The topic's cases.
#[expect(clippy::too_many_lines, reason = "a table of cases")]
pub(super) fn cases() -> Vec<Case> {
    let before = |about: &str, preamble: &str| case(about, &format!("{preamble}{TEXT}"), TABLE);
    vec![
        before("a title", "Sales report\n"),
        before("a title and a blank line", "Sales report\n\n"),
        before("a title, a date, a blank line", "Sales report\n2024-01-31\n\n"),
        before("a title with a comma", "Sales report, all regions\n\n"),
        before("a title in quotes with commas", "\"Sales, costs, and profits\"\n\n"),
        before("a title with as many delimiters as the table", "Sales report,,\n,,\n"),
        before(
            "keys and values",
            "Report: sales\nCreated: 2024-01-31\nBy: Anna Meyer\n",
        ),
        before(
            "keys and values in cells",
            "Report,Sales\nCreated,2024-01-31\nAuthor,Anna\n\n",
        ),
        before(
            "keys and values in padded cells",
            "Report,Sales,\nCreated,2024-01-31,\n,,\n",
        ),
        before("comments with a hash", "# made by hand\n# on Monday, at noon\n"),
        before(
            "comments with a hash and as many commas as the table",
            "# one, two, three\n# four, five, six\n",
        ),
        before("comments with two slashes", "// made by hand\n// on Monday\n"),
        before("comments with two dashes", "-- made by hand\n-- on Monday\n"),
        before(
            "comments with a percent sign",
            "% made by hand\n% on Monday, at noon, or so\n",
        ),
        before("comments with a semicolon", "; made by hand\n; on Monday\n"),
        before("comments with an exclamation mark", "! made by hand\n! on Monday\n"),
        before("a long preamble", &"a line of text that says nothing\n".repeat(12)),
        before(
            "a long sentence with commas",
            "This file was made by us, for you, with love, on a Monday, as ever.\n\n",
        ),
        before("blank lines first", "\n\n\n"),
        before("lines of delimiters first", ",,\n,,\n"),
        case(
            "comments between the rows",
            "region,quarter,amount\nNorth,1,10.5\n# checked up to here\nSouth,2,20.25\n# the rest, is, new\nEast,3,30.75\n",
            TABLE,
        ),
        case(
            "comments with two slashes between the rows",
            "// start\nregion,quarter,amount\nNorth,1,10.5\n// checked up to here\nSouth,2,20.25\nEast,3,30.75\n",
            TABLE,
        ),
        case(
            "a comment with a quote in it",
            "# don't say \"no\n# \"open\nregion,quarter,amount\nNorth,1,10.5\nSouth,2,20.25\nEast,3,30.75\n",
            TABLE,
        ),
        case(
            "names in a comment",
            "#region,quarter,amount\nNorth,1,10.5\nSouth,2,20.25\nEast,3,30.75\n",
            TABLE,
        ),
        case(
            "names in the last comment",
            "# made by hand\n# region,quarter,amount\nNorth,1,10.5\nSouth,2,20.25\nEast,3,30.75\n",
            TABLE,
        ),
        case(
            "values that begin with a hash are values",
            "tag,n\n#red,1\n#green,2\n#blue,3\n",
            "tag text | n integer
             #red | 1
             #green | 2
             #blue | 3",
        ),
        case(
            "a title above two columns",
            "Temperatures in May\nday,celsius\n2024-05-01,12.5\n2024-05-02,13.5\n",
            "day date | celsius float
             2024-05-01 | 12.5
             2024-05-02 | 13.5",
        ),
        case(
            "a title above one column",
            "# temperatures\n# in May\ncelsius\n12.5\n13.5\n14.5\n",
            "celsius float
             12.5
             13.5
             14.5",
        ),
        case(
            "a title above semicolons",
            "Umsatz, 2024\n\nname;betrag\nA;1\nB;2\nC;3\n",
            "name text | betrag integer
             A | 1
             B | 2
             C | 3",
        ),
        case(
            "a preamble without names below",
            "Sensor 7\nStart: noon\n1,2.5,3.5\n2,4.5,5.5\n3,6.5,7.5\n",
            "column_1 integer | column_2 float | column_3 float
             1 | 2.5 | 3.5
             2 | 4.5 | 5.5
             3 | 6.5 | 7.5",
        ),
    ]
}
