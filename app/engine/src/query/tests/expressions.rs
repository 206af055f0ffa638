use super::check;
use expect_test::expect;

#[test]
fn conditions() {
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"qty > :least and shop <> :shop"}},"parameters":{"least":1,"shop":"z"}"#,
        expect![[r#"
            id
            2
            6
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"not":{"expression":{"text":"qty > 1"}}}"#,
        expect![[r#"
            id
            1
            5
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"day >= :since"}},"parameters":{"since":"2024-12-31"}"#,
        expect![[r#"
            id
            5
            6
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"qty > :lowest"}},"parameters":{"least":1,"shop":"z"}"#,
        expect![[r#"
            unknown_parameter: there is no parameter “:lowest”
              There are :least, :shop
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"qty > :lowest"}}"#,
        expect![[r#"
            unknown_parameter: there is no parameter “:lowest”
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"qty + 1"}}"#,
        expect![[r#"
            sql: “qty + 1” needs a condition that is true or false, and gets whole numbers
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"qty > :list"}},"parameters":{"list":[1,2]}"#,
        expect![[r#"
            sql: the parameter :list is a list
              Write: x in (:list)
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"expression":{"text":"qty > avg(qty) over ()"}}"#,
        expect![[r#"
            sql: avg over (…) cannot be used here
              Make it a calculated column, and set the condition on that
        "#]],
    );
    check(
        r#""filter":{"set":{"name":"Large"}}"#,
        expect![[r#"
        invalid_question: there is no set “Large”
          Sets are made in the workspace's model
    "#]],
    );
}

#[test]
fn calculated() {
    check(
        r#""calculated":[{"name":"worth","expression":"price * qty"},{"name":"double","expression":"worth * :factor"}],"parameters":{"factor":2},"columns":["id","worth","double"],"limit":4"#,
        expect![[r#"
            id | worth | double
            1 | 0.3 | 0.6
            2 | 1.4 | 2.8
            3 | – | –
            4 | 10 | 20
            limited: 4 of 8 rows are shown
        "#]],
    );
    check(
        r#""calculated":[{"name":"of shop","expression":"sum(qty) over (partition by shop)"},{"name":"part","expression":"qty / \"of shop\""},{"name":"place","expression":"row_number() over (partition by shop order by day desc)"}],"columns":["shop","qty","of shop","part","place"],"filter":{"compare":{"column":"id","is":"greater","value":2}}"#,
        expect![[r#"
            shop | qty | of shop | part | place
            b | – | 1 | – | 1
            – | 4 | 4 | 1 | 1
            Élan | -5 | -5 | 1 | 1
            a | 2 | 4 | 0.5 | 1
            b | – | 1 | – | 3
            z | 10 | 10 | 1 | 1
        "#]],
    );
    check(
        r#""calculated":[{"name":"more","expression":"qty - avg(qty) over ()"}],"groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"more"}]"#,
        expect![[r#"
            shop | sum of more
            a | -0.666666666666667
            b | -1.3333333333333335
            z | 7.666666666666666
            Élan | -7.333333333333334
            – | 1.6666666666666665
            nulls_left_out: 2 of 8 rows have no more and are left out of the sum
        "#]],
    );
    check(
        r#""calculated":[{"name":"a","expression":"b + 1"},{"name":"b","expression":"a + 1"}]"#,
        expect![[r#"
            invalid_question: “a” uses “b”, which is worked out after it
              Put “b” first; of two that use each other neither can be worked out
        "#]],
    );
    check(
        r#""calculated":[{"name":"a","expression":"a + 1"}]"#,
        expect![[r#"
        invalid_question: “a” is worked out from itself
          Use other columns in it, or give it another name
    "#]],
    );
    check(
        r#""calculated":[{"name":"a","expression":"sum(qty)"}]"#,
        expect![[r#"
        sql: sum sums up rows and cannot be used here
          A condition on an aggregate goes into having
    "#]],
    );
    check(
        r#""calculated":[{"name":"a","expression":"quantity + 1"}]"#,
        expect![[r#"
            unknown_column: sales has no column “quantity”
              Its columns are id, shop, note, day, at, qty, price, tiny, huge, open, cost
        "#]],
    );
    check(
        r#""calculated":[{"name":"n","expression":"cast(note as int)"}],"columns":["n"]"#,
        expect![[r#"
            sql: “50% off” is not a whole number; try_cast gives null for it
        "#]],
    );
    check(
        r#""calculated":[{"name":"n","expression":"try_cast(note as int)"},{"name":"zero","expression":"1 / (qty - 2)"}],"columns":["n","zero"],"limit":3"#,
        expect![[r#"
            n | zero
            – | -1
            – | –
            – | –
            divided_by_zero: 2 of 8 rows divide by 0 in “zero” and have no value there
            limited: 3 of 8 rows are shown
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn among() {
    let largest = r#"{"from":"sales","groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"qty"}],"top":{"count":2}}"#;
    check(
        &format!(r#""columns":["id","shop"],"filter":{{"among":{{"column":"shop","query":{largest}}}}}"#),
        expect![[r#"
            id | shop
            2 | a
            6 | a
            8 | z
        "#]],
    );
    check(
        &format!(r#""columns":["id","shop"],"filter":{{"not":{{"among":{{"column":"shop","query":{largest}}}}}}}"#),
        expect![[r#"
            id | shop
            1 | b
            3 | b
            5 | Élan
            7 | b
        "#]],
    );
    for (column, inner) in [
        ("cost", "cost"),
        ("price", "price"),
        ("qty", "price"),
        ("day", "at"),
        ("qty", "cost"),
    ] {
        check(
            &format!(
                r#""columns":["id","{column}"],"filter":{{"among":{{"column":"{column}","query":{{"from":"sales","columns":["{inner}"],"filter":{{"compare":{{"column":"id","is":"at_least","value":3}}}}}}}}}}"#
            ),
            match (column, inner) {
                ("cost", _) => expect![[r#"
                    id | cost
                    1 | 1.1
                    3 | 3.3
                    5 | 0.01
                    6 | -1
                    7 | 10
                    8 | 1.1
                "#]],
                ("price", _) => expect![[r#"
                    id | price
                    4 | 2.5
                    6 | -0.05
                    7 | 1
                    8 | 2.5
                "#]],
                ("qty", "price") => expect![[r#"
                    id | qty
                    1 | 1
                "#]],
                ("day", _) => expect![[r#"
                    id | day
                    3 | 2024-02-29
                    4 | 2024-02-29
                    8 | 2024-02-28
                "#]],
                _ => expect![[r#"
                    id | qty
                    8 | 10
                "#]],
            },
        );
    }
    check(
        r#""columns":["id"],"filter":{"among":{"column":"id","query":{"from":"sales","columns":["id"],"filter":{"expression":{"text":"qty > :least"}}}}},"parameters":{"least":3}"#,
        expect![[r#"
            id
            4
            8
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"among":{"column":"shop","query":{"from":"sales","columns":["shop"],"filter":{"null":{"column":"shop"}}}}}"#,
        expect![[r#"
            id
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"among":{"column":"shop","query":{"from":"sales","columns":["qty"]}}}"#,
        expect![[r#"
            invalid_question: “shop” of sales holds text and “qty” of sales holds whole numbers: they are never equal
              Change the type of one of them to that of the other, or choose other columns
        "#]],
    );
    check(
        r#""columns":["id"],"filter":{"among":{"column":"shop","query":{"from":"shops","columns":["qty"]}}}"#,
        expect![[r#"
            unknown_dataset: there is no dataset named “shops”
              Open now: sales
        "#]],
    );
    let mut nested = r#"{"from":"sales","columns":["id"]}"#.to_owned();
    for _ in 0..3 {
        nested =
            format!(r#"{{"from":"sales","columns":["id"],"filter":{{"among":{{"column":"id","query":{nested}}}}}}}"#);
    }
    check(
        &format!(r#""columns":["id"],"filter":{{"among":{{"column":"id","query":{nested}}}}}"#),
        expect![[r#"
            invalid_question: conditions may stand on other questions 3 deep, and the one over sales is deeper
        "#]],
    );
}

#[test]
fn divisions_by_zero_are_counted() {
    for (question, expected) in [
        (
            r#""calculated":[{"name":"rate","expression":"id / (qty - 1)"}],"groups":[],"measures":[{"aggregate":"max","column":"rate"}]"#,
            expect![[r#"
                highest of rate
                6
                divided_by_zero: 1 of 8 rows divides by 0 in “rate” and has no value there
            "#]],
        ),
        (
            r#""calculated":[{"name":"rate","expression":"id / (qty - 1)"}],"columns":["id","rate"],"filter":{"compare":{"column":"id","is":"at_most","value":2}}"#,
            expect![[r#"
                id | rate
                1 | –
                2 | 2
                divided_by_zero: 1 of 2 rows divides by 0 in “rate” and has no value there
            "#]],
        ),
        (
            r#""measures":[{"aggregate":"expression","expression":"sum(id % (qty - 2))","name":"left"}]"#,
            expect![[r#"
                left
                5
                divided_by_zero: 2 of 8 rows divide by 0 in “left” and have no value there
            "#]],
        ),
        (
            r#""groups":[{"column":"open"}],"measures":[{"aggregate":"expression","expression":"count(*) / count(note)","name":"one"},{"aggregate":"expression","expression":"sum(price) / (count(*) - 4)","name":"rate"}]"#,
            expect![[r#"
                open | one | rate
                false | 1 | -1.65
                true | 1.3333333333333333 | –
                – | 1 | -0.8333333333333334
                divided_by_zero: 1 of 3 groups divides by 0 in “rate” and has no value there
            "#]],
        ),
        (
            r#""measures":[{"aggregate":"expression","expression":"sum(id) / nullif(sum(tiny) - sum(tiny), 0)","name":"none"}]"#,
            expect![[r#"
                none
                –
            "#]],
        ),
    ] {
        check(question, expected);
    }
}
