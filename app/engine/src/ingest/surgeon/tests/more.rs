//! Sheets with several troubles at once.

use super::check;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn as_offices_send_them() {
    check(
        "titles, two levels, groups, subtotals, a total and a note",
        "Revenue by region|<|<|<|<|<\nas of March 2024\n\nRegion|Product|2023|<|2024|<\n^|^|Units|EUR|Units|EUR\nNorth|Pear|1|10|2|20\n^|Fig|3|30|4|40\nNorth total|<|Σ4|Σ40|Σ6|Σ60\nSouth|Pear|5|50|6|60\n^|Fig|7|70|8|80\nSouth total|<|Σ12|Σ120|Σ14|Σ140\nGrand total|<|16|160|20|200\n\n* without returns",
        &expect![[r#"
            titles, two levels, groups, subtotals, a total and a note
            [Region | Product | 2023 Units | 2023 EUR | 2024 Units | 2024 EUR]
             North | Pear | 1 | 10 | 2 | 20
             North | Fig | 3 | 30 | 4 | 40
             South | Pear | 5 | 50 | 6 | 60
             South | Fig | 7 | 70 | 8 | 80
            + title_rows: The 2 rows above the table, from “Revenue by region” on, are titles.
            + merged_cells: The values of 5 merged cells, such as “North” in A6:A7, are given to each of them.
            + header_rows: The names go over 2 rows and are joined, as in “2023 Units”.
            + total_rows: 3 rows, such as “North total”, sum up others.
            + note_rows: The row “* without returns” below the table is a note.
        "#]],
    );
    check(
        "pages with a title and names each",
        "Report|||\npage 1|||\nname|city|units|paid\nAnn|Rome|3|30\nBob|Oslo|5|50\n|||\nReport|||\npage 2|||\nname|city|units|paid\nCid|Bonn|7|70\nDan|Bern|9|90",
        &expect![[r#"
            pages with a title and names each
            A1:D5: Report
            [name | city | units | paid]
             Ann | Rome | 3 | 30
             Bob | Oslo | 5 | 50
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:D5 and A7:D11. Each becomes a dataset.
            + title_rows: The 2 rows above the table, from “Report” on, are titles.
            A7:D: Report
            [name | city | units | paid]
             Cid | Bonn | 7 | 70
             Dan | Bern | 9 | 90
            + separate_tables: The sheet holds 2 tables, apart from each other: A1:D5 and A7:D11. Each becomes a dataset.
            + title_rows: The 2 rows above the table, from “Report” on, are titles.
        "#]],
    );
    check(
        "a cross-tab with sections",
        "Costs in thousand EUR\n\nitem|Jan 2024|Feb 2024|Mar 2024|Total\nStaff\nwages|10|11|12|33\ntravel|1|2|3|6\nRooms\nrent|5|5|5|15\nheat|3|2|1|6\nSum|19|20|21|60",
        &expect![[r#"
            a cross-tab with sections
            [group | item | Jan 2024 | Feb 2024 | Mar 2024]
             Staff | wages | 10 | 11 | 12
             Staff | travel | 1 | 2 | 3
             Rooms | rent | 5 | 5 | 5
             Rooms | heat | 3 | 2 | 1
            + title_rows: The row “Costs in thousand EUR” above the table is its title.
            + row_groups: 2 rows, such as “Staff”, name the group of the rows below them. The names become a column.
            + total_rows: “Sum” sums up other rows.
            + total_columns: The column “Total” sums up the columns to its left.
            - cross_tab: The columns “Jan 2024” to “Mar 2024” are the months of one number. They can become rows: one for each month.
        "#]],
    );
    check(
        "an index without a name",
        "|units|paid\nNorth|3|30\nSouth|5|50",
        &expect![[r#"
            an index without a name
            [ | units | paid]
             North | 3 | 30
             South | 5 | 50
        "#]],
    );
    check(
        "a key above the table",
        "Customer|Acme\nPeriod|2024\n\nitem|units|price|paid\npear|3|2|6\nfig|4|1|4",
        &expect![[r#"
            a key above the table
            [item | units | price | paid]
             pear | 3 | 2 | 6
             fig | 4 | 1 | 4
            + title_rows: The 2 rows above the table, from “Customer” on, are titles.
        "#]],
    );
    check(
        "a box of figures below",
        "item|units|price|paid\npear|3|2|6\nfig|4|1|4\n\nBest item|pear\nWorst item|fig",
        &expect![[r#"
            a box of figures below
            [item | units | price | paid]
             pear | 3 | 2 | 6
             fig | 4 | 1 | 4
            + note_rows: The 2 rows below the table, from “Best item” on, are notes.
        "#]],
    );
    check(
        "blank rows between groups, the name once",
        "region|product|units\nNorth|pear|3\n|fig|4\n|nut|5\n\nSouth|pear|5\n|fig|6\n|nut|7",
        &expect![[r#"
            blank rows between groups, the name once
            [region | product | units]
             North | pear | 3
             North | fig | 4
             North | nut | 5
             South | pear | 5
             South | fig | 6
             South | nut | 7
            + blanks: 1 blank row inside the table is left out.
            + row_groups: The groups in “region”, such as “North”, are written once and are given to each of their rows.
        "#]],
    );
    check(
        "a spacer under two levels",
        "|2023|<||2024|<\nregion|units|paid||units|paid\nNorth|1|10||3|30\nSouth|2|20||4|40",
        &expect![[r#"
            a spacer under two levels
            [region | 2023 units | 2023 paid | 2024 units | 2024 paid]
             North | 1 | 10 | 3 | 30
             South | 2 | 20 | 4 | 40
            + header_rows: The names go over 2 rows and are joined, as in “2023 units”.
            + blanks: 1 blank column inside the table is left out.
        "#]],
    );
    check(
        "dates as names",
        "item|2024-01-01|2024-02-01|2024-03-01\npear|1|2|3\nfig|4|5|6",
        &expect![[r#"
            dates as names
            [item | 2024-01-01 | 2024-02-01 | 2024-03-01]
             pear | 1 | 2 | 3
             fig | 4 | 5 | 6
            - cross_tab: The columns “2024-01-01” to “2024-03-01” are the dates of one number. They can become rows: one for each date.
        "#]],
    );
    check(
        "a survey with words only",
        "question|answer|who\nWhere?|Here|Ann\nWhen?|Now|Bob\nWho?|Me|Cid",
        &expect![[r#"
            a survey with words only
            [question | answer | who]
             Where? | Here | Ann
             When? | Now | Bob
             Who? | Me | Cid
        "#]],
    );
    check(
        "codes with zeros, ids and phones stay text",
        "zip|id|phone|units\n'00123|'12345678901234567890|'+49 30 1234|1\n'04567|'12345678901234567891|'030 99 88|2",
        &expect![[r#"
            codes with zeros, ids and phones stay text
            [zip | id | phone | units]
             '00123 | '12345678901234567890 | +49 30 1234 | 1
             '04567 | '12345678901234567891 | 030 99 88 | 2
        "#]],
    );
    check(
        "a total in front of the label",
        "no|item|units\n1|pear|3\n2|fig|4\n|Total|7",
        &expect![[r#"
        a total in front of the label
        [no | item | units]
         1 | pear | 3
         2 | fig | 4
        + total_rows: “Total” sums up other rows.
    "#]],
    );
    check(
        "percent of the total and a count",
        "region|units|share\nNorth|3|0.375\nSouth|5|0.625\nTotal|8|1",
        &expect![[r#"
            percent of the total and a count
            [region | units | share]
             North | 3 | 0.375
             South | 5 | 0.625
            + total_rows: “Total” sums up other rows.
        "#]],
    );
}
