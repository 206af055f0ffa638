//! What each step makes.

use super::check;
use expect_test::expect;

const ONLY: &str = r#"{"keep":{"columns":["id","shop","qty"]}},"#;

fn few(json: &str, expected: expect_test::Expect) {
    check(&format!("{ONLY}{json}"), expected);
}

#[test]
fn columns_are_renamed_left_out_and_calculated() {
    check(
        r#"{"rename":{"column":"qty","to":"quantity"}},{"remove":{"columns":["day","note"]}},
           {"calculate":{"name":"total","expression":"quantity * price"}},{"keep":{"columns":["total","id"]}}"#,
        expect![[r#"
            total | id
            3 | 1
            – | 2
            – | 3
            10 | 4
            10 | 5
            float integer
            Rename qty to quantity (0)
            Remove day and note (0)
            Calculate total = quantity * price (0)
            Keep only total and id (0)
        "#]],
    );
}

#[test]
fn cells_become_another_type_or_are_set_aside() {
    check(
        r#"{"keep":{"columns":["id","price","note","day"]}},{"retype":{"column":"price","to":"integer"}},
           {"retype":{"column":"note","to":"float"}},{"retype":{"column":"id","to":"text"}},{"retype":{"column":"day","to":"datetime"}}"#,
        expect![[r#"
            id | price | note | day
            1 | – | – | 2024-01-05T00:00:00
            2 | – | – | 2024-01-06T00:00:00
            3 | – | – | 2024-02-01T00:00:00
            4 | 10 | – | 2024-02-01T00:00:00
            5 | 10 | – | 2024-02-03T00:00:00
            text integer float datetime
            Keep only id, price, note and day (0)
            Read price as a whole number (2)
            row | column | value | reason
            1 | price | 1.5 | not a whole number
            2 | price | 2.25 | not a whole number
            Read note as a number (4)
            row | column | value | reason
            1 | note |   hello  world | not a number
            2 | note | x-y-z | not a number
            4 | note | A-b | not a number
            5 | note | x-y-z | not a number
            Read id as text (0)
            Read day as a moment (0)
        "#]],
    );
    check(
        r#"{"keep":{"columns":["id","day"]}},{"retype":{"column":"id","to":"boolean"}},{"retype":{"column":"day","to":"text"}},{"retype":{"column":"day","to":"date"}}"#,
        expect![[r#"
            id | day
            true | 2024-01-05
            – | 2024-01-06
            – | 2024-02-01
            – | 2024-02-01
            – | 2024-02-03
            boolean date
            Keep only id and day (0)
            Read id as true or false (4)
            row | column | value | reason
            2 | id | 2 | not true or false
            3 | id | 3 | not true or false
            4 | id | 4 | not true or false
            5 | id | 5 | not true or false
            Read day as text (0)
            Read day as a date (0)
        "#]],
    );
}

#[test]
fn numbers_that_are_no_whole_ones_are_set_aside_as_they_are() {
    check(
        r#"{"keep":{"columns":["id"]}},{"calculate":{"name":"n","expression":"case id when 1 then 2.5 when 2 then -3.0 when 3 then 1e17 when 4 then 9007199254740993.0 end"}},{"retype":{"column":"n","to":"integer"}}"#,
        expect![[r#"
            id | n
            1 | –
            2 | -3
            3 | –
            4 | 9007199254740992
            5 | –
            integer integer
            Keep only id (0)
            Calculate n = case id when 1 then 2.5 when 2 then -3.0 when 3 then 1e17 when 4 then 9007199254740993.0 end (0)
            Read n as a whole number (2)
            row | column | value | reason
            1 | n | 2.5 | not a whole number
            3 | n | 100000000000000000 | not a whole number
        "#]],
    );
}

#[test]
fn a_moment_read_as_a_date_loses_its_time_and_says_so() {
    check(
        r#"{"keep":{"columns":["id"]}},{"calculate":{"name":"at","expression":"timestamp '2024-01-05 10:30:00'"}},
           {"retype":{"column":"at","to":"date"}},{"filter":{"filter":{"compare":{"column":"id","is":"at_most","value":1}}}}"#,
        expect![[r#"
            id | at
            1 | 2024-01-05
            integer date
            Keep only id (0)
            Calculate at = timestamp '2024-01-05 10:30:00' (0)
            Read at as a date (0)
            ! time_cut: 5 moments of “at” had a time of day, which a date does not keep
            Keep rows where id is at most 1 (4)
        "#]],
    );
}

#[test]
fn text_is_cut_and_joined() {
    check(
        r#"{"keep":{"columns":["id","note"]}},{"split":{"column":"note","by":"-","into":["first","rest"]}},
           {"merge":{"columns":["id","first"],"with":"/","into":"both"}}"#,
        expect![[r#"
            id | note | first | both | rest
            1 |   hello  world |   hello  world | 1/  hello  world | –
            2 | x-y-z | x | 2/x | y-z
            3 | – | – | 3 | –
            4 | A-b | A | 4/A | b
            5 | x-y-z | x | 5/x | y-z
            integer text text text text
            Keep only id and note (0)
            Split note at “-” into first and rest (3)
            Join id and first with “/” into both (0)
        "#]],
    );
}

#[test]
fn text_is_tidied() {
    check(
        r#"{"keep":{"columns":["shop","note"]}},{"trim":{"columns":["note"]}},{"letters":{"columns":["shop"],"to":"upper"}},{"letters":{"columns":["note"],"to":"title"}}"#,
        expect![[r#"
            shop | note
            B | Hello World
            A | X-Y-Z
            B | –
            – | A-B
            A | X-Y-Z
            text text
            Keep only shop and note (0)
            Remove needless spaces in note (1)
            Write shop in capitals (4)
            Write note with initial capitals (4)
        "#]],
    );
    check(
        r#"{"keep":{"columns":["shop","note","price"]}},{"replace":{"columns":["note"],"find":"-","with":"","how":"part"}},
           {"replace":{"columns":["note"],"find":"^x(.*)z$","with":"<$1>","how":"pattern"}},
           {"replace":{"columns":["shop","price"],"find":"10","with":"","how":"whole"}},
           {"unify":{"column":"shop","values":["a","b"],"to":"ab"}}"#,
        expect![[r#"
            shop | note | price
            ab |   hello  world | 1.5
            ab | <y> | 2.25
            ab | – | –
            – | Ab | –
            ab | <y> | –
            text text float
            Keep only shop, note and price (0)
            Remove “-” in note (3)
            Replace what matches “^x(.*)z$” with “<$1>” in note (2)
            Remove cells that are “10” in shop and price (2)
            Write “a” and “b” as “ab” in shop (4)
        "#]],
    );
}

#[test]
fn empty_cells_are_filled_and_cells_corrected() {
    few(
        r#"{"fill_down":{"columns":["shop","qty"]}}"#,
        expect![[r#"
        id | shop | qty
        1 | b | 2
        2 | a | 2
        3 | b | 4
        4 | b | 1
        5 | a | 1
        integer text integer
        Keep only id, shop and qty (0)
        Fill shop and qty down (2)
    "#]],
    );
    few(
        r#"{"fill":{"column":"shop","value":"none"}},{"fill":{"column":"qty","value":0}},
           {"correct":{"column":"qty","row":1,"value":"1,200"}},{"correct":{"column":"shop","row":2,"value":""}}"#,
        expect![[r#"
            id | shop | qty
            1 | b | 1200
            2 | – | 0
            3 | b | 4
            4 | none | 1
            5 | a | 1
            integer text integer
            Keep only id, shop and qty (0)
            Fill empty cells of shop with “none” (1)
            Fill empty cells of qty with 0 (1)
            Set qty in row 1 to “1,200” (1)
            Empty shop in row 2 (1)
        "#]],
    );
}

#[test]
fn rows_are_picked_and_ordered() {
    few(
        r#"{"filter":{"filter":{"any":[{"compare":{"column":"qty","is":"greater","value":1}},{"null":{"column":"shop"}}]}}}"#,
        expect![[r#"
            id | shop | qty
            1 | b | 2
            3 | b | 4
            4 | – | 1
            integer text integer
            Keep only id, shop and qty (0)
            Keep rows where qty is above 1 or shop is empty (2)
        "#]],
    );
    few(
        r#"{"sort":{"by":[{"by":"shop","order":"ascending"},{"by":"qty"}]}},{"deduplicate":{"columns":["shop"]}}"#,
        expect![[r#"
            id | shop | qty
            5 | a | 1
            3 | b | 4
            4 | – | 1
            integer text integer
            Keep only id, shop and qty (0)
            Sort by shop and qty, largest first (0)
            Keep the first row of each shop (2)
        "#]],
    );
    check(
        r#"{"keep":{"columns":["shop","note"]}},{"letters":{"columns":["note"],"to":"lower"}},{"union":{"dataset":"shops"}},{"keep":{"columns":["shop"]}},{"deduplicate":{"columns":[]}}"#,
        expect![[r#"
            shop
            b
            a
            –
            c
            text
            Keep only shop and note (0)
            Write note in small letters (1)
            Add the rows of shops (3)
            ! missing_column: shops has no column “note”: its cells are empty there
            ! missing_column: sales has no column “id”: its cells are empty there
            ! missing_column: sales has no column “city”: its cells are empty there
            ! missing_column: sales has no column “price”: its cells are empty there
            Keep only shop (0)
            Remove duplicate rows (4)
        "#]],
    );
}

#[test]
fn columns_become_rows_and_rows_columns() {
    check(
        r#"{"keep":{"columns":["id","qty","price"]}},{"unpivot":{"columns":["qty","price"],"names":"what","values":"amount"}}"#,
        expect![[r#"
            id | what | amount
            1 | qty | 2
            1 | price | 1.5
            2 | qty | –
            2 | price | 2.25
            3 | qty | 4
            3 | price | –
            4 | qty | 1
            4 | price | 10
            5 | qty | 1
            5 | price | 10
            integer text float
            Keep only id, qty and price (0)
            Turn qty and price into rows of what and amount (10)
        "#]],
    );
    check(
        r#"{"keep":{"columns":["id","qty","shop"]}},{"unpivot":{"columns":["qty","shop"],"names":"what","values":"cell"}},{"filter":{"filter":{"compare":{"column":"id","is":"less","value":3}}}}"#,
        expect![[r#"
            id | what | cell
            1 | qty | 2
            1 | shop | b
            2 | qty | –
            2 | shop | a
            integer text text
            Keep only id, qty and shop (0)
            Turn qty and shop into rows of what and cell (10)
            Keep rows where id is below 3 (6)
        "#]],
    );
    check(
        r#"{"pivot":{"rows":["shop"],"column":"day","measure":{"aggregate":"sum","column":"qty"}}}"#,
        expect![[r#"
            shop | 2024-01-05 | 2024-01-06 | 2024-02-01 | 2024-02-03
            a | – | – | – | 1
            b | 2 | – | 4 | –
            – | – | – | 1 | –
            text integer integer integer integer
            Turn day into columns of sum of qty, by shop (5)
        "#]],
    );
    check(
        r#"{"pivot":{"rows":[],"column":"shop","measure":{"aggregate":"count"}}}"#,
        expect![[r#"
            a | b | (empty)
            2 | 2 | 1
            integer integer integer
            Turn shop into columns of count (5)
        "#]],
    );
}

#[test]
fn a_value_named_like_an_empty_cell_is_a_column_of_its_own() {
    check(
        r#"{"correct":{"column":"shop","row":1,"value":"(empty)"}},{"pivot":{"rows":["qty"],"column":"shop","measure":{"aggregate":"count"}}}"#,
        expect![[r#"
            qty | (empty)_2 | a | b | (empty)
            1 | 0 | 1 | 0 | 1
            2 | 1 | 0 | 0 | 0
            4 | 0 | 0 | 1 | 0
            – | 0 | 1 | 0 | 0
            integer integer integer integer integer
            Set shop in row 1 to “(empty)” (1)
            Turn shop into columns of count, by qty (5)
        "#]],
    );
}

#[test]
fn rows_are_grouped() {
    check(
        r#"{"group":{"by":[{"column":"day","by":{"grain":"month"}},{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"mean","column":"price","name":"p"}]}}"#,
        expect![[r#"
            day (month) | shop | count | p
            2024-01-01 | a | 1 | 2.25
            2024-01-01 | b | 1 | 1.5
            2024-02-01 | a | 1 | 10
            2024-02-01 | b | 1 | –
            2024-02-01 | – | 1 | 10
            date text integer float
            Group by day (month) and shop with count and p (0)
        "#]],
    );
}

#[test]
fn other_datasets_come_below_and_beside() {
    few(
        r#"{"union":{"dataset":"shops"}}"#,
        expect![[r#"
        id | shop | qty | city | price
        1 | b | 2 | – | –
        2 | a | – | – | –
        3 | b | 4 | – | –
        4 | – | 1 | – | –
        5 | a | 1 | – | –
        1 | a | – | Aachen | 9
        2 | b | – | Bonn | 8
        3 | c | – | Cologne | 7
        integer text integer text integer
        Keep only id, shop and qty (0)
        Add the rows of shops (3)
        ! missing_column: shops has no column “qty”: its cells are empty there
        ! missing_column: sales has no column “city”: its cells are empty there
        ! missing_column: sales has no column “price”: its cells are empty there
    "#]],
    );
    few(
        r#"{"join":{"dataset":"shops","kind":"left","on":[["shop","shop"]]}}"#,
        expect![[r#"
            id | shop | qty | id_shops | city | price
            1 | b | 2 | 2 | Bonn | 8
            2 | a | – | 1 | Aachen | 9
            3 | b | 4 | 2 | Bonn | 8
            4 | – | 1 | – | – | –
            5 | a | 1 | 1 | Aachen | 9
            integer text integer integer text integer
            Keep only id, shop and qty (0)
            Join shops on shop (4)
        "#]],
    );
    few(
        r#"{"join":{"dataset":"shops","kind":"inner","on":[["id","id"],["shop","shop"]]}}"#,
        expect![[r#"
            id | shop | qty | city | price
            integer text integer text integer
            Keep only id, shop and qty (0)
            Join shops on id and shop, rows with a partner only (0)
        "#]],
    );
    few(
        r#"{"join":{"dataset":"shops","kind":"full","on":[["shop","shop"]]}}"#,
        expect![[r#"
            id | shop | qty | id_shops | city | price
            1 | b | 2 | 2 | Bonn | 8
            2 | a | – | 1 | Aachen | 9
            3 | b | 4 | 2 | Bonn | 8
            4 | – | 1 | – | – | –
            5 | a | 1 | 1 | Aachen | 9
            – | c | – | 3 | Cologne | 7
            integer text integer integer text integer
            Keep only id, shop and qty (0)
            Join shops on shop, all rows of both (5)
        "#]],
    );
    few(
        r#"{"join":{"dataset":"shops","kind":"semi","on":[["id","id"]]}},{"join":{"dataset":"shops","kind":"anti","on":[["shop","shop"]]}}"#,
        expect![[r#"
            id | shop | qty
            integer text integer
            Keep only id, shop and qty (0)
            Keep rows with a partner in shops on id (2)
            Keep rows without a partner in shops on shop (3)
        "#]],
    );
}
