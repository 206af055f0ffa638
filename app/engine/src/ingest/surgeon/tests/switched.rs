//! What the user wishes otherwise.

use super::{drawn, shown};
use crate::ingest::surgeon::OpenOptions;
use expect_test::{Expect, expect};

fn check(wishes: &str, sheet: &str, expect: &Expect) {
    let options: OpenOptions = serde_json::from_str(wishes).unwrap();
    expect.assert_eq(&shown(drawn(sheet), &options));
}

const SALES: &str =
    "Sales of the year\nregion|Q1|Q2|Q3|Total\nNorth|1|2|3|6\nSouth|3|4|5|12\nTotal|4|6|8|18\n* estimated";

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn repairs_are_switched() {
    check(
        r#"{"repairs":{"total_rows":false,"total_columns":false}}"#,
        SALES,
        &expect![[r#"
        [region | Q1 | Q2 | Q3 | Total]
         North | 1 | 2 | 3 | 6
         South | 3 | 4 | 5 | 12
         Total | 4 | 6 | 8 | 18
        + title_rows: The row “Sales of the year” above the table is its title.
        - total_rows: “Total” sums up other rows.
        - total_columns: The column “Total” sums up the columns to its left.
        + note_rows: The row “* estimated” below the table is a note.
    "#]],
    );
    check(
        r#"{"repairs":{"note_rows":false}}"#,
        SALES,
        &expect![[r#"
        [region | Q1 | Q2 | Q3]
         North | 1 | 2 | 3
         South | 3 | 4 | 5
         * estimated |  |  |
        + title_rows: The row “Sales of the year” above the table is its title.
        + total_rows: “Total” sums up other rows.
        + total_columns: The column “Total” sums up the columns to its left.
        - note_rows: The row “* estimated” below the table is a note.
        - cross_tab: The columns “Q1” to “Q3” are the quarters of one number. They can become rows: one for each quarter.
    "#]],
    );
    check(
        r#"{"repairs":{"title_rows":false}}"#,
        SALES,
        &expect![[r#"
        [region | Q1 | Q2 | Q3]
         Sales of the year |  |  |
         North | 1 | 2 | 3
         South | 3 | 4 | 5
        - title_rows: The row “Sales of the year” above the table is its title.
        + total_rows: “Total” sums up other rows.
        + total_columns: The column “Total” sums up the columns to its left.
        + note_rows: The row “* estimated” below the table is a note.
        - cross_tab: The columns “Q1” to “Q3” are the quarters of one number. They can become rows: one for each quarter.
    "#]],
    );
    check(
        r#"{"repairs":{"cross_tab":true}}"#,
        SALES,
        &expect![[r#"
        [region | quarter | value]
         North | Q1 | 1
         North | Q2 | 2
         North | Q3 | 3
         South | Q1 | 3
         South | Q2 | 4
         South | Q3 | 5
        + title_rows: The row “Sales of the year” above the table is its title.
        + total_rows: “Total” sums up other rows.
        + total_columns: The column “Total” sums up the columns to its left.
        + note_rows: The row “* estimated” below the table is a note.
        + cross_tab: The columns “Q1” to “Q3” are the quarters of one number. They can become rows: one for each quarter.
    "#]],
    );
    check(
        r#"{"repairs":{"blanks":false}}"#,
        "a|b\n1|2\n\n3|4",
        &expect![[r#"
        [a | b]
         1 | 2
          |
         3 | 4
        - blanks: 1 blank row inside the table is left out.
    "#]],
    );
    check(
        r#"{"repairs":{"numbers_as_text":false}}"#,
        "a|b\n'1|2\n'3|4",
        &expect![[r#"
        [a | b]
         '1 | 2
         '3 | 4
        - numbers_as_text: The numbers in “a” are stored as text and are read as numbers.
    "#]],
    );
    check(
        r#"{"repairs":{"separate_tables":false}}"#,
        "region|units\nNorth|3\nSouth|5\n\nname|age\nAnn|30\nBob|40",
        &expect![[r#"
            [region | units]
             North | 3
             South | 5
             name | age
             Ann | 30
             Bob | 40
            - separate_tables: The sheet holds 2 tables, apart from each other: A1:B3 and A5:B7. Each becomes a dataset.
            + blanks: 1 blank row inside the table is left out.
        "#]],
    );
    check(
        r#"{"repairs":{"header_rows":false}}"#,
        "|2023|<\nregion|units|paid\nNorth|1|2\nSouth|3|4",
        &expect![[r#"
        [region | units | paid]
         North | 1 | 2
         South | 3 | 4
        - header_rows: The names go over 2 rows and are joined, as in “2023 units”.
    "#]],
    );
}

#[test]
fn ranges_and_names() {
    check(
        r#"{"range":"A3:C4","header":false}"#,
        SALES,
        &expect![[r#"
        A3:C4: (no title)
         North | 1 | 2
         South | 3 | 4
    "#]],
    );
    check(
        r#"{"range":"A2:B"}"#,
        SALES,
        &expect![[r#"
        A2:B: (no title)
        [region | Q1]
         North | 1
         South | 3
        + total_rows: “Total” sums up other rows.
        + note_rows: The row “* estimated” below the table is a note.
    "#]],
    );
    check(
        r#"{"skipped":1,"footer":2}"#,
        SALES,
        &expect![[r#"
        [region | Q1 | Q2 | Q3]
         North | 1 | 2 | 3
         South | 3 | 4 | 5
        + total_columns: The column “Total” sums up the columns to its left.
        - cross_tab: The columns “Q1” to “Q3” are the quarters of one number. They can become rows: one for each quarter.
    "#]],
    );
    check(
        r#"{"header_rows":2}"#,
        "name|size\nall|all\nAnn|'x\nBob|'y",
        &expect![[r#"
        [name all | size all]
         Ann | x
         Bob | y
        + header_rows: The names go over 2 rows and are joined, as in “name all”.
    "#]],
    );
    check(
        r#"{"header":true}"#,
        "1|2\n3|4",
        &expect![[r#"
        [1 | 2]
         3 | 4
    "#]],
    );
}
