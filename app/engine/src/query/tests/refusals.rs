use super::check;
use expect_test::expect;

#[test]
fn names() {
    check(
        r#""measures":[{"aggregate":"sum","column":"quantity"}]"#,
        expect![[r#"
            unknown_column: sales has no column “quantity”
              Its columns are id, shop, note, day, at, qty, price, tiny, huge, open, cost
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"sum","column":"Qty"}]"#,
        expect![[r#"
        unknown_column: sales has no column “Qty”
          Did you mean “qty”?
    "#]],
    );
    check(
        r#""columns":["shops"]"#,
        expect![[r#"
        unknown_column: sales has no column “shops”
          Did you mean “shop”?
    "#]],
    );
    check(
        r#""columns":["id","id"]"#,
        expect![[r#"
        invalid_question: two columns of the answer are named “id”: give one of them another name
    "#]],
    );
    check(
        r#""measures":[{"aggregate":"count"},{"aggregate":"count"}]"#,
        expect![[r#"
            invalid_question: two columns of the answer are named “count”: give one of them another name
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"sort":[{"by":"n"}]"#,
        expect![[r#"
            unknown_column: the answer has no column “n”
              Its columns are shop, count
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":3,"by":"sum"}"#,
        expect![[r#"
            invalid_question: the answer has no measure “sum” to rank by
              Its columns are count
        "#]],
    );
    check(
        r#""columns":["*"]"#,
        expect![[r#"
        unknown_column: sales has no column “*”
          Its columns are id, shop, note, day, at, qty, price, tiny, huge, open, cost
    "#]],
    );
}

#[test]
fn types() {
    check(
        r#""measures":[{"aggregate":"sum","column":"shop"}]"#,
        expect![[r#"
        wrong_type: “shop” holds text, and this needs numbers
    "#]],
    );
    check(
        r#""measures":[{"aggregate":"mean","column":"day"}]"#,
        expect![[r#"
        wrong_type: “day” holds dates, and this needs numbers
    "#]],
    );
    check(
        r#""groups":[{"column":"shop","by":{"grain":"month"}}]"#,
        expect![[r#"
            wrong_type: “shop” holds text, and this needs dates
        "#]],
    );
    check(
        r#""groups":[{"column":"shop","by":{"width":2}}]"#,
        expect![[r#"
        wrong_type: “shop” holds text, and this needs numbers to make bins of
    "#]],
    );
    check(
        r#""groups":[{"column":"qty","by":{"width":0}}]"#,
        expect![[r#"
        invalid_question: bins of “qty” need a width above 0, and 0 is none
    "#]],
    );
    check(
        r#""measures":[{"aggregate":{"percentile":90},"column":"qty"}]"#,
        expect![[r#"
            invalid_question: a percentile is a share from 0 to 1, and 90 is not: write 0.9 for the 90th
        "#]],
    );
    check(
        r#""measures":[{"aggregate":"sum"}]"#,
        expect![[r#"
        invalid_question: the sum of which column? A measure other than a count names one
    "#]],
    );
    check(
        r#""filter":{"compare":{"column":"day","is":"equal","value":"yesterday"}}"#,
        expect![[r#"
            invalid_question: “day” holds dates, and “yesterday” is not one that can be read
              Write a date as 2013-01-31 and a moment as 2013-01-31T17:30:00
        "#]],
    );
    check(
        r#""filter":{"compare":{"column":"day","is":"equal","value":2024}}"#,
        expect![[r#"
            invalid_question: “day” holds dates, and “2024” is not one that can be read
              Write a date as 2013-01-31 and a moment as 2013-01-31T17:30:00
        "#]],
    );
    check(
        r#""filter":{"in":{"column":"qty","values":["many"]}}"#,
        expect![[r#"
            invalid_question: “qty” holds whole numbers, and “many” is not one
        "#]],
    );
    check(
        r#""filter":{"relative":{"column":"shop","span":{"this":"year"}}}"#,
        expect![[r#"
            wrong_type: “shop” holds text, and this needs dates
        "#]],
    );
    check(
        r#""filter":{"compare":{"column":"open","is":"equal","value":"maybe"}}"#,
        expect![[r#"
            invalid_question: “open” holds true and false, and “maybe” is not one
        "#]],
    );
}

#[test]
fn nonsense() {
    check(
        r#""top":{"count":3}"#,
        expect![[r#"
        invalid_question: only the leading groups of what? Name a group, or leave the top out
    "#]],
    );
    check(
        r#""columns":["id"],"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            invalid_question: a question with groups or measures gives just those: leave its columns out
        "#]],
    );
    check(
        r#""calculated":[{"name":"qty","expression":"price"}],"columns":["qty"]"#,
        expect![[r#"
            invalid_question: sales has a column “qty” already: give the calculated column another name
        "#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"prise * 2"}],"columns":["x"]"#,
        expect![[r#"
            unknown_column: sales has no column “prise”
              Did you mean “price”?
        "#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"price *"}],"columns":["x"]"#,
        expect![[r#"
            sql: the SQL cannot be read: expected: an expression, found: EOF
        "#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"sum(price)"}],"columns":["x"]"#,
        expect![[r#"
            sql: sum sums up rows and cannot be used here
              A condition on an aggregate goes into having
        "#]],
    );
    check(
        r#""calculated":[{"name":"x","expression":"shop * 2"}],"columns":["x"]"#,
        expect![[r#"
            sql: * needs numbers, and gets text
        "#]],
    );
}
