//! Several tables in one sheet.

use super::check;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn tables_are_told_apart() {
    check(
        "below each other, with titles",
        "Sales\nregion|units\nNorth|3\nSouth|5\n\nStaff\nname|age\nAnn|30\nBob|40",
        &expect![[r#"
            below each other, with titles
            A1:B4: Sales
            [region | units]
             North | 3
             South | 5
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and A6:B9. Each becomes a dataset.
            + title_rows: The row “Sales” above the table is its title.
            A6:B: Staff
            [name | age]
             Ann | 30
             Bob | 40
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and A6:B9. Each becomes a dataset.
            + title_rows: The row “Staff” above the table is its title.
        "#]],
    );
    check(
        "below each other, without titles",
        "region|units\nNorth|3\nSouth|5\n\nname|age\nAnn|30\nBob|40",
        &expect![[r#"
            below each other, without titles
            A1:B3: (no title)
            [region | units]
             North | 3
             South | 5
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B3 and A5:B7. Each becomes a dataset.
            A5:B: (no title)
            [name | age]
             Ann | 30
             Bob | 40
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B3 and A5:B7. Each becomes a dataset.
        "#]],
    );
    check(
        "side by side, of different lengths",
        "region|units||name|age\nNorth|3||Ann|30\nSouth|5||Bob|40\nEast|7||||",
        &expect![[r#"
            side by side, of different lengths
            A1:B: (no title)
            [region | units]
             North | 3
             South | 5
             East | 7
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and D1:E3. Each becomes a dataset.
            D1:E: (no title)
            [name | age]
             Ann | 30
             Bob | 40
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and D1:E3. Each becomes a dataset.
        "#]],
    );
    check(
        "side by side, with titles",
        "Sales|||Staff|\nregion|units||name|age\nNorth|3||Ann|30\nSouth|5||Bob|40",
        &expect![[r#"
            side by side, with titles
            A1:B: Sales
            [region | units]
             North | 3
             South | 5
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and D1:E4. Each becomes a dataset.
            + title_rows: The row “Sales” above the table is its title.
            D1:E: Staff
            [name | age]
             Ann | 30
             Bob | 40
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and D1:E4. Each becomes a dataset.
            + title_rows: The row “Staff” above the table is its title.
        "#]],
    );
    check(
        "the same names twice",
        "2023|||2024|\nregion|units||region|units\nNorth|3||North|4\nSouth|5||South|6",
        &expect![[r#"
            the same names twice
            A1:B: 2023
            [region | units]
             North | 3
             South | 5
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and D1:E4. Each becomes a dataset.
            + title_rows: The row “2023” above the table is its title.
            D1:E: 2024
            [region | units]
             North | 4
             South | 6
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and D1:E4. Each becomes a dataset.
            + title_rows: The row “2024” above the table is its title.
        "#]],
    );
    check(
        "one above two",
        "Stores of the chain in all cities\n\ncity|staff|rent|area|since\nRome|1|2|3|4\nOslo|2|3|4|5\n\nregion|units||name|age\nNorth|3||Ann|30\nSouth|5||Bob|40",
        &expect![[r#"
            one above two
            A1:E5: Stores of the chain in all cities
            [city | staff | rent | area | since]
             Rome | 1 | 2 | 3 | 4
             Oslo | 2 | 3 | 4 | 5
            + separate_tables: The sheet holds 3 tables, apart from each other: A1:E5, A7:B9 and D7:E9. Each becomes a dataset.
            + title_rows: The row “Stores of the chain in all cities” above the table is its title.
            A7:B: (no title)
            [region | units]
             North | 3
             South | 5
            + separate_tables: The sheet holds 3 tables, apart from each other: A1:E5, A7:B9 and D7:E9. Each becomes a dataset.
            D7:E: (no title)
            [name | age]
             Ann | 30
             Bob | 40
            + separate_tables: The sheet holds 3 tables, apart from each other: A1:E5, A7:B9 and D7:E9. Each becomes a dataset.
        "#]],
    );
    check(
        "with the same names and titles",
        "North\nitem|units\npear|3\nfig|4\n\nSouth\nitem|units\npear|5\nfig|6",
        &expect![[r#"
            with the same names and titles
            A1:B4: North
            [item | units]
             pear | 3
             fig | 4
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and A6:B9. Each becomes a dataset.
            + title_rows: The row “North” above the table is its title.
            A6:B: South
            [item | units]
             pear | 5
             fig | 6
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:B4 and A6:B9. Each becomes a dataset.
            + title_rows: The row “South” above the table is its title.
        "#]],
    );
    check(
        "notes below are no table",
        "region|units\nNorth|3\nSouth|5\n\nNotes\nThe numbers are rounded.",
        &expect![[r#"
        notes below are no table
        [region | units]
         North | 3
         South | 5
        + note_rows: The 2 rows below the table, from “Notes” on, are notes.
    "#]],
    );
}
