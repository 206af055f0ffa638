//! Titles, names over several rows, notes.

use super::check;
use expect_test::expect;

#[test]
fn titles_are_left_out() {
    check(
        "a title",
        "Sales of 2024\nregion|product|units\nNorth|pear|3\nSouth|apple|5",
        &expect![[r#"
        a title
        [region | product | units]
         North | pear | 3
         South | apple | 5
        + title_rows: The row “Sales of 2024” above the table is its title.
    "#]],
    );
    check(
        "titles and what the report says of itself",
        "Sales report||||\nDate:|2024-03-01|||\nBy:|Ann|||\n||||\nregion|product|units|price|paid\nNorth|pear|3|2|6\nSouth|apple|5|3|15",
        &expect![[r#"
            titles and what the report says of itself
            [region | product | units | price | paid]
             North | pear | 3 | 2 | 6
             South | apple | 5 | 3 | 15
            + title_rows: The 3 rows above the table, from “Sales report” on, are titles.
        "#]],
    );
    check(
        "a title over two columns",
        "Sales of the year by region\nregion|units\nNorth|3\nSouth|5",
        &expect![[r#"
        a title over two columns
        [region | units]
         North | 3
         South | 5
        + title_rows: The row “Sales of the year by region” above the table is its title.
    "#]],
    );
    check(
        "a merged title",
        "Sales|<|<\nregion|product|units\nNorth|pear|3",
        &expect![[r#"
        a merged title
        [region | product | units]
         North | pear | 3
        + title_rows: The row “Sales” above the table is its title.
    "#]],
    );
    check(
        "a title and a blank row over two columns",
        "Sales\n\nregion|units\nNorth|3\nSouth|5",
        &expect![[r#"
        a title and a blank row over two columns
        [region | units]
         North | 3
         South | 5
        + title_rows: The row “Sales” above the table is its title.
    "#]],
    );
    check(
        "the table begins elsewhere",
        "\n\n||region|units\n||North|3\n||South|5",
        &expect![[r#"
        the table begins elsewhere
        [region | units]
         North | 3
         South | 5
    "#]],
    );
}

#[test]
fn names_go_over_several_rows() {
    check(
        "merged over groups",
        "region|2023|<|2024|<\n^|units|paid|units|paid\nNorth|1|10|3|30\nSouth|2|20|4|40",
        &expect![[r#"
            merged over groups
            [region | 2023 units | 2023 paid | 2024 units | 2024 paid]
             North | 1 | 10 | 3 | 30
             South | 2 | 20 | 4 | 40
            + header_rows: The names go over 2 rows and are joined, as in “2023 units”.
        "#]],
    );
    check(
        "filled to the right",
        "|Sales||Costs|\nregion|Q1|Q2|Q1|Q2\nNorth|1|10|3|30\nSouth|2|20|4|40",
        &expect![[r#"
            filled to the right
            [region | Sales Q1 | Sales Q2 | Costs Q1 | Costs Q2]
             North | 1 | 10 | 3 | 30
             South | 2 | 20 | 4 | 40
            + header_rows: The names go over 2 rows and are joined, as in “Sales Q1”.
        "#]],
    );
    check(
        "three levels",
        "|Europe|<|<|<\n|2023|<|2024|<\ncity|units|paid|units|paid\nRome|1|10|3|30\nOslo|2|20|4|40",
        &expect![[r#"
            three levels
            [city | Europe 2023 units | Europe 2023 paid | Europe 2024 units | Europe 2024 paid]
             Rome | 1 | 10 | 3 | 30
             Oslo | 2 | 20 | 4 | 40
            + header_rows: The names go over 3 rows and are joined, as in “Europe 2023 units”.
        "#]],
    );
    check(
        "units",
        "name|weight|height\n|kg|cm\nAnn|60|170\nBob|80|180",
        &expect![[r#"
        units
        [name | weight kg | height cm]
         Ann | 60 | 170
         Bob | 80 | 180
        + header_rows: The names go over 2 rows and are joined, as in “weight kg”.
    "#]],
    );
    check(
        "units in brackets",
        "name|weight|height\n(text)|(kg)|(cm)\nAnn|60|170\nBob|80|180",
        &expect![[r#"
        units in brackets
        [name (text) | weight (kg) | height (cm)]
         Ann | 60 | 170
         Bob | 80 | 180
        + header_rows: The names go over 2 rows and are joined, as in “name (text)”.
    "#]],
    );
    check(
        "years as names",
        "country|2021|2022\nItaly|1.5|2.5\nFrance|3.5|4",
        &expect![[r#"
        years as names
        [country | 2021 | 2022]
         Italy | 1.5 | 2.5
         France | 3.5 | 4
    "#]],
    );
    check(
        "no names",
        "North|3|2024-01-01\nSouth|5|2024-01-02",
        &expect![[r#"
        no names
         North | 3 | 2024-01-01
         South | 5 | 2024-01-02
    "#]],
    );
}

#[test]
fn notes_are_left_out() {
    check(
        "a source",
        "region|units\nNorth|3\nSouth|5\n\nSource: the office of numbers",
        &expect![[r#"
        a source
        [region | units]
         North | 3
         South | 5
        + note_rows: The row “Source: the office of numbers” below the table is a note.
    "#]],
    );
    check(
        "footnotes",
        "region|units|paid\nNorth *|3|30\nSouth|5|50\n* estimated\n** preliminary",
        &expect![[r#"
            footnotes
            [region | units | paid]
             North * | 3 | 30
             South | 5 | 50
            + note_rows: The 2 rows below the table, from “* estimated” on, are notes.
        "#]],
    );
    check(
        "a long text",
        "region|units|paid\nNorth|3|30\nSouth|5|50\nThese numbers were collected over the phone and may be wrong.",
        &expect![[r#"
            a long text
            [region | units | paid]
             North | 3 | 30
             South | 5 | 50
            + note_rows: The row “These numbers were collected over the phone and may be wrong…” below the table is a note.
        "#]],
    );
    check(
        "a mark and a text",
        "region|units|paid\nNorth|3|30\nSouth|5|50\n*|as of today",
        &expect![[r#"
        a mark and a text
        [region | units | paid]
         North | 3 | 30
         South | 5 | 50
        + note_rows: The row “as of today” below the table is a note.
    "#]],
    );
    check(
        "a merged note",
        "region|units|paid\nNorth|3|30\nSouth|5|50\nas of today|<|<",
        &expect![[r#"
        a merged note
        [region | units | paid]
         North | 3 | 30
         South | 5 | 50
        + note_rows: The row “as of today” below the table is a note.
    "#]],
    );
}
