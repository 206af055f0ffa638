//! Merged cells, groups of rows, blanks, numbers as text, hidden rows.

use super::{check, drawn, shown};
use crate::ingest::surgeon::OpenOptions;
use expect_test::expect;

#[test]
fn merged_cells_and_groups() {
    check(
        "merged down",
        "region|product|units\nNorth|pear|3\n^|fig|4\nSouth|pear|5\n^|fig|6",
        &expect![[r#"
        merged down
        [region | product | units]
         North | pear | 3
         North | fig | 4
         South | pear | 5
         South | fig | 6
        + merged_cells: The values of 2 merged cells, such as “North” in A2:A3, are given to each of them.
    "#]],
    );
    check(
        "written once",
        "region|product|units\nNorth|pear|3\n|fig|4\n|apple|1\nSouth|pear|5\n|fig|6\n|apple|2",
        &expect![[r#"
            written once
            [region | product | units]
             North | pear | 3
             North | fig | 4
             North | apple | 1
             South | pear | 5
             South | fig | 6
             South | apple | 2
            + row_groups: The groups in “region”, such as “North”, are written once and are given to each of their rows.
        "#]],
    );
    check(
        "groups in groups, with totals",
        "country|city|item|units\nItaly|Rome|pear|1\n||fig|2\n||nut|3\n|Bari|pear|4\n||fig|5\n||nut|6\nItaly total|||21\nSpain|Vigo|pear|7\n||fig|8\n||nut|9\nSpain total|||24",
        &expect![[r#"
            groups in groups, with totals
            [country | city | item | units]
             Italy | Rome | pear | 1
             Italy | Rome | fig | 2
             Italy | Rome | nut | 3
             Italy | Bari | pear | 4
             Italy | Bari | fig | 5
             Italy | Bari | nut | 6
             Spain | Vigo | pear | 7
             Spain | Vigo | fig | 8
             Spain | Vigo | nut | 9
            + row_groups: The groups in “country” and “city”, such as “Italy”, are written once and are given to each of their rows.
            + total_rows: 2 rows, such as “Italy total”, sum up others.
        "#]],
    );
    check(
        "in rows of their own",
        "product|units|paid\nFruit\npear|3|30\nfig|4|40\nNuts\nalmond|5|50\nwalnut|6|60",
        &expect![[r#"
            in rows of their own
            [group | product | units | paid]
             Fruit | pear | 3 | 30
             Fruit | fig | 4 | 40
             Nuts | almond | 5 | 50
             Nuts | walnut | 6 | 60
            + row_groups: 2 rows, such as “Fruit”, name the group of the rows below them. The names become a column.
        "#]],
    );
}

#[test]
fn blanks() {
    check(
        "rows",
        "region|units\nNorth|3\n\nSouth|5\n\n\nEast|7",
        &expect![[r#"
        rows
        [region | units]
         North | 3
         South | 5
         East | 7
        + blanks: 3 blank rows inside the table are left out.
    "#]],
    );
    check(
        "a column",
        "region||units\nNorth||3\nSouth||5",
        &expect![[r#"
        a column
        [region | units]
         North | 3
         South | 5
        + blanks: 1 blank column inside the table is left out.
    "#]],
    );
}

#[test]
fn numbers_and_days_as_text() {
    check(
        "numbers",
        "region|units\nNorth|'3\nSouth|'1,250.50",
        &expect![[r#"
        numbers
        [region | units]
         North | 3
         South | 1250.5
        + numbers_as_text: The numbers in “units” are stored as text and are read as numbers.
    "#]],
    );
    check(
        "decimal commas",
        "Land|Betrag\nBayern|'1.250,50\nHessen|'7,5",
        &expect![[r#"
        decimal commas
        [Land | Betrag]
         Bayern | 1250.5
         Hessen | 7.5
        + numbers_as_text: The numbers in “Betrag” are stored as text and are read as numbers.
    "#]],
    );
    check(
        "some of them",
        "region|units\nNorth|3\nSouth|'5\nEast|'n/a",
        &expect![[r#"
        some of them
        [region | units]
         North | 3
         South | 5
         East | n/a
        + numbers_as_text: The numbers in “units” are stored as text and are read as numbers.
    "#]],
    );
    check(
        "days",
        "name|born\nAnn|'31.12.1990\nBob|'01.02.1991",
        &expect![[r#"
        days
        [name | born]
         Ann | 1990-12-31
         Bob | 1991-02-01
        + numbers_as_text: The dates in “born” are stored as text and are read as dates.
    "#]],
    );
    check(
        "money and percent",
        "name|paid|share\nAnn|'$1,200|'12%\nBob|'($30)|'7.5%",
        &expect![[r#"
        money and percent
        [name | paid | share]
         Ann | 1200 | 0.12
         Bob | -30 | 0.075
        + numbers_as_text: The numbers in “paid” and “share” are stored as text and are read as numbers.
    "#]],
    );
    check(
        "codes stay text",
        "product code|units\n'17|1\n'18|2",
        &expect![[r#"
        codes stay text
        [product code | units]
         '17 | 1
         '18 | 2
    "#]],
    );
}

#[test]
fn hidden() {
    check(
        "a hidden row",
        "region|units\nNorth|3\n!South|5\nEast|7",
        &expect![[r#"
        a hidden row
        [region | units]
         North | 3
         East | 7
        + hidden_rows: Row 3 is hidden in the sheet.
    "#]],
    );
    let mut grid = drawn("region|secret|units\nNorth|x|3\nSouth|y|5");
    grid.hidden_columns.push((1, 1));
    expect![[r#"
        [region | units]
         North | 3
         South | 5
        + hidden_columns: Column B is hidden in the sheet.
    "#]]
    .assert_eq(&shown(grid, &OpenOptions::default()));
    let mut filtered = drawn("region|units\nNorth|3\n!South|5\nEast|7");
    filtered.filtered = true;
    expect![[r#"
        [region | units]
         North | 3
         South | 5
         East | 7
        - hidden_rows: Row 3 is hidden by a filter.
    "#]]
    .assert_eq(&shown(filtered, &OpenOptions::default()));
}

#[test]
fn cross_tabs() {
    check(
        "years",
        "country|2021|2022|2023\nItaly|1.5|2.5|3\nFrance|3.5|4|5",
        &expect![[r#"
        years
        [country | 2021 | 2022 | 2023]
         Italy | 1.5 | 2.5 | 3
         France | 3.5 | 4 | 5
        - cross_tab: The columns “2021” to “2023” are the years of one number. They can become rows: one for each year.
    "#]],
    );
    check(
        "months with a total",
        "item|Jan|Feb|Mar|Total\npear|1|2|3|6\nfig|4|5|6|15",
        &expect![[r#"
        months with a total
        [item | Jan | Feb | Mar]
         pear | 1 | 2 | 3
         fig | 4 | 5 | 6
        + total_columns: The column “Total” sums up the columns to its left.
        - cross_tab: The columns “Jan” to “Mar” are the months of one number. They can become rows: one for each month.
    "#]],
    );
}
