use super::check;
use expect_test::expect;

#[test]
fn spread_and_mode() {
    check(
        r#""groups":[{"column":"open"}],"measures":[{"aggregate":"variance","column":"qty"},{"aggregate":"mode","column":"shop"},{"aggregate":"mode","column":"price"},{"aggregate":"mode","column":"cost"},{"aggregate":"mode","column":"day"}]"#,
        expect![[r#"
            open | variance of qty | most frequent of shop | most frequent of price | most frequent of cost | most frequent of day
            false | 0 | a | -0.05 | -1 | 2024-01-01
            true | 57 | b | 0.3 | 1.1 | 2023-12-31
            – | – | – | 2.5 | – | 2024-02-29
            nulls_left_out: 2 of 8 rows have no qty and are left out of the variance
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"mode","column":"shop"},{"aggregate":"mode","column":"qty"},{"aggregate":"mode","column":"open"},{"aggregate":"variance","column":"cost"},{"aggregate":"mode","column":"at"}]"#,
        expect![[r#"
            most frequent of shop | most frequent of qty | most frequent of open | variance of cost | most frequent of at
            b | 2 | true | 13.210157142857144 | 2023-12-31T23:59:59.500
            nulls_left_out: 1 of 8 rows has no cost and is left out of the variance
        "#]],
    );
    check(
        r#""filter":{"any":[]},"measures":[{"aggregate":"mode","column":"shop"},{"aggregate":"variance","column":"qty"},{"aggregate":"correlation","column":"qty","with":"price"},{"aggregate":"weighted_mean","column":"qty","with":"price"},{"aggregate":"expression","expression":"sum(qty) / count(*)","name":"ratio"}]"#,
        expect![[r#"
            most frequent of shop | variance of qty | correlation of qty | weighted average of qty | ratio
            – | – | – | – | –
        "#]],
    );
}

#[test]
fn pairs() {
    check(
        r#""groups":[{"column":"open"}],"measures":[{"aggregate":"correlation","column":"qty","with":"tiny"},{"aggregate":"weighted_mean","column":"cost","with":"qty"},{"aggregate":"weighted_mean","column":"price","with":"cost"}]"#,
        expect![[r#"
            open | correlation of qty | weighted average of cost | weighted average of price
            false | – | 0.6000000000000001 | 1.0348214285714286
            true | -0.9176629354822471 | 2.0083333333333333 | 1.4
            – | – | – | –
            nulls_left_out: 2 of 8 rows have no qty or tiny and are left out of the correlation
            nulls_left_out: 3 of 8 rows have no cost or qty and are left out of the weighted average
            nulls_left_out: 3 of 8 rows have no price or cost and are left out of the weighted average
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"correlation","column":"qty","with":"price"},{"aggregate":"weighted_mean","column":"cost","with":"qty","filter":{"compare":{"column":"qty","is":"greater","value":0}}}]"#,
        expect![[r#"
            correlation of qty | weighted average of cost
            0.785873704950665 | 0.9666666666666667
            nulls_left_out: 3 of 8 rows have no qty or price and are left out of the correlation
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"correlation","column":"qty"}]"#,
        expect![[r#"
            invalid_question: the correlation of “qty” with which column? Name a second one
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"weighted_mean","column":"qty","with":"shop"}]"#,
        expect![[r#"
            wrong_type: “shop” holds text, and this needs numbers
        "#]],
    );
}

#[test]
fn with_filters() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count","filter":{"compare":{"column":"open","is":"equal","value":true}},"name":"open"},{"aggregate":"share","filter":{"compare":{"column":"open","is":"equal","value":true}},"name":"part"},{"aggregate":"sum","column":"qty","filter":{"compare":{"column":"qty","is":"greater","value":1}},"name":"large"},{"aggregate":"mean","column":"cost","filter":{"null":{"column":"note"}},"name":"unsaid"},{"aggregate":"first","column":"note","filter":{"compare":{"column":"id","is":"greater","value":2}},"name":"note"},{"aggregate":"distinct","column":"note","filter":{"compare":{"column":"id","is":"greater","value":2}},"name":"notes"},{"aggregate":"mode","column":"note","filter":{"compare":{"column":"id","is":"less","value":7}},"name":"most"},{"aggregate":"count"}]"#,
        expect![[r#"
            shop | open | part | large | unsaid | note | notes | most | count
            a | 0 | 0 | 4 | – | straße | 1 | REFUND | 2
            b | 2 | 0.5 | – | – | a refund. | 2 | 50% off | 3
            z | 1 | 0.25 | 10 | – | (x) | 1 | – | 1
            Élan | 1 | 0.25 | – | 0.01 | – | 0 | – | 1
            – | 0 | 0 | 4 | – |  | 1 |  | 1
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"count","filter":{"any":[]}},{"aggregate":"share","filter":{"any":[]}},{"aggregate":"sum","column":"cost","filter":{"any":[]}},{"aggregate":"max","column":"shop","filter":{"compare":{"column":"shop","is":"less","value":"z"}}}]"#,
        expect![[r#"
            count | share | sum of cost | highest of shop
            0 | – | – | b
        "#]],
    );
}

#[test]
fn by_expressions() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"expression","expression":"sum(qty * price) / count(distinct note)","name":"ratio"},{"aggregate":"expression","expression":"max(day) - min(day)","name":"span"},{"aggregate":"expression","expression":"sum(qty) > 3","name":"large"},{"aggregate":"expression","expression":"count(*) filter (where open)","name":"open"},{"aggregate":"expression","expression":"sum(cost)","name":"cost"},{"aggregate":"expression","expression":"1","name":"one"},{"aggregate":"expression","expression":"max(shop)","name":"itself"}]"#,
        expect![[r#"
            shop | ratio | span | large | open | cost | one | itself
            a | 0.6499999999999999 | 366 | true | 0 | 1.2 | 1 | a
            b | 0.09999999999999999 | 60 | false | 2 | 14.4 | 1 | b
            z | 25 | 0 | true | 1 | 1.1 | 1 | z
            Élan | – | 0 | false | 1 | 0.01 | 1 | Élan
            – | 10 | 0 | true | 0 | – | 1 | –
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"expression","expression":"sum(qty) / count(*)","filter":{"compare":{"column":"qty","is":"greater","value":1}}},{"aggregate":"expression","expression":"sum(qty) / 0","name":"none"},{"aggregate":"sum","column":"qty"}]"#,
        expect![[r#"
            sum(qty) / count(*) | none | sum of qty
            4.5 | – | 14
            nulls_left_out: 2 of 8 rows have no qty and are left out of the sum
            divided_by_zero: “none” divides by 0 and has no value
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"expression","expression":"qty + sum(qty)"}]"#,
        expect![[r#"
            sql: “qty” is neither in group by nor inside an aggregate
              Add it to group by, or write max(qty)
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"expression","expression":"array_agg(qty)"}]"#,
        expect![[r#"
            invalid_question: “array_agg(qty)” gives lists or records, and a figure is a single value
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"expression"}]"#,
        expect![[r#"
        invalid_question: a figure by an expression needs one, such as sum(price) / count(distinct customer)
    "#]],
    );
    check(
        r#""measures":[{"aggregate":"metric","column":"Revenue"}]"#,
        expect![[r#"
            invalid_question: there is no metric “Revenue”
              Metrics are named in the workspace's model
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"expression","expression":"sum(quantity)"}]"#,
        expect![[r#"
            unknown_column: sales has no column “quantity”
              Its columns are id, shop, note, day, at, qty, price, tiny, huge, open, cost
        "#]],
    );
}
