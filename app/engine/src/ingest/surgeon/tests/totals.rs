//! Totals, in rows and in columns.

use super::check;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn rows_of_totals_are_left_out() {
    check(
        "a total",
        "region|units\nNorth|3\nSouth|5\nTotal|8",
        &expect![[r#"
        a total
        [region | units]
         North | 3
         South | 5
        + total_rows: “Total” sums up other rows.
    "#]],
    );
    check(
        "a formula",
        "region|units\nNorth|3\nSouth|5\nAll of it|Σ8",
        &expect![[r#"
        a formula
        [region | units]
         North | 3
         South | 5
        + total_rows: “All of it” sums up other rows.
    "#]],
    );
    check(
        "a formula without a label",
        "region|product|units\nNorth|pear|3\nSouth|apple|5\n||Σ8",
        &expect![[r#"
        a formula without a label
        [region | product | units]
         North | pear | 3
         South | apple | 5
        + total_rows: Row 4 sums up other rows.
    "#]],
    );
    check(
        "no label and no formula",
        "region|product|units\nNorth|pear|3\nSouth|apple|5\nEast|fig|1\n||9",
        &expect![[r#"
        no label and no formula
        [region | product | units]
         North | pear | 3
         South | apple | 5
         East | fig | 1
        + total_rows: Row 5 sums up other rows.
    "#]],
    );
    check(
        "subtotals and a grand total",
        "region|product|units|paid\nNorth|pear|3|30\nNorth|fig|4|40\nNorth total||7|70\nSouth|pear|5|50\nSouth|fig|6|60\nSouth total||11|110\nGrand total||18|180",
        &expect![[r#"
            subtotals and a grand total
            [region | product | units | paid]
             North | pear | 3 | 30
             North | fig | 4 | 40
             South | pear | 5 | 50
             South | fig | 6 | 60
            + total_rows: 3 rows, such as “North total”, sum up others.
        "#]],
    );
    check(
        "in German, with a rounding",
        "Land|Betrag\nBayern|10.333\nHessen|20.333\nSaarland|5.333\nSumme|36",
        &expect![[r#"
        in German, with a rounding
        [Land | Betrag]
         Bayern | 10.333
         Hessen | 20.333
         Saarland | 5.333
        + total_rows: “Summe” sums up other rows.
    "#]],
    );
    check(
        "an average",
        "name|points\nAnn|4\nBob|6\nAverage|5",
        &expect![[r#"
        an average
        [name | points]
         Ann | 4
         Bob | 6
        + total_rows: “Average” is the average of other rows.
    "#]],
    );
    check(
        "a total and an average",
        "name|class|points\nAnn|a|4\nBob|b|6\nTotal||10\nAverage||5",
        &expect![[r#"
        a total and an average
        [name | class | points]
         Ann | a | 4
         Bob | b | 6
        + total_rows: 2 rows, such as “Total”, sum up others.
    "#]],
    );
    check(
        "a total above",
        "region|units\nTotal|8\nNorth|3\nSouth|5",
        &expect![[r#"
        a total above
        [region | units]
         North | 3
         South | 5
        + total_rows: “Total” sums up other rows.
    "#]],
    );
    check(
        "of one row each",
        "region|product|units\nNorth|pear|3\nNorth total||3\nSouth|fig|5\nSouth|pear|1\nSouth total||6",
        &expect![[r#"
        of one row each
        [region | product | units]
         North | pear | 3
         South | fig | 5
         South | pear | 1
        + total_rows: 2 rows, such as “North total”, sum up others.
    "#]],
    );
    check(
        "behind a blank row",
        "region|units\nNorth|3\nSouth|5\n\nTotal|8",
        &expect![[r#"
        behind a blank row
        [region | units]
         North | 3
         South | 5
        + blanks: 1 blank row inside the table is left out.
        + total_rows: “Total” sums up other rows.
    "#]],
    );
    check(
        "in Japanese",
        "品名|数量\n梨|3\n林檎|5\n合計|8",
        &expect![[r#"
        in Japanese
        [品名 | 数量]
         梨 | 3
         林檎 | 5
        + total_rows: “合計” sums up other rows.
    "#]],
    );
}

#[test]
fn columns_of_totals_are_left_out() {
    check(
        "quarters",
        "region|Q1|Q2|Total\nNorth|1|2|3\nSouth|3|4|7",
        &expect![[r#"
        quarters
        [region | Q1 | Q2]
         North | 1 | 2
         South | 3 | 4
        + total_columns: The column “Total” sums up the columns to its left.
    "#]],
    );
    check(
        "regions",
        "month|North|South|East|Total\nJan|1|2|3|6\nFeb|3|4|5|12",
        &expect![[r#"
        regions
        [month | North | South | East]
         Jan | 1 | 2 | 3
         Feb | 3 | 4 | 5
        + total_columns: The column “Total” sums up the columns to its left.
    "#]],
    );
    check(
        "formulas",
        "region|2023|2024|Sum\nNorth|1|2|→3\nSouth|3|4|→7",
        &expect![[r#"
        formulas
        [region | 2023 | 2024]
         North | 1 | 2
         South | 3 | 4
        + total_columns: The column “Sum” sums up the columns to its left.
    "#]],
    );
    check(
        "totals both ways",
        "region|Q1|Q2|Q3|Total\nNorth|1|2|3|6\nSouth|3|4|5|12\nTotal|4|6|8|18",
        &expect![[r#"
        totals both ways
        [region | Q1 | Q2 | Q3]
         North | 1 | 2 | 3
         South | 3 | 4 | 5
        + total_rows: “Total” sums up other rows.
        + total_columns: The column “Total” sums up the columns to its left.
        - cross_tab: The columns “Q1” to “Q3” are the quarters of one number. They can become rows: one for each quarter.
    "#]],
    );
}

#[test]
fn repeated_names_are_left_out() {
    check(
        "on each page",
        "region|units\nNorth|3\nSouth|5\nregion|units\nEast|7\nWest|9",
        &expect![[r#"
        on each page
        [region | units]
         North | 3
         South | 5
         East | 7
         West | 9
        + repeated_headers: The names are repeated in row 4.
    "#]],
    );
    check(
        "behind a blank row",
        "region|units\nNorth|3\nSouth|5\n\nregion|units\nEast|7\nWest|9",
        &expect![[r#"
        behind a blank row
        [region | units]
         North | 3
         South | 5
         East | 7
         West | 9
        + blanks: 1 blank row inside the table is left out.
        + repeated_headers: The names are repeated in row 5.
    "#]],
    );
}
