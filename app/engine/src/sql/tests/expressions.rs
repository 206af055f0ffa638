//! Expressions with parameters.

use super::check_expression;
use crate::query::columns::Rows;
use crate::query::tests::catalogs;
use crate::sql::expression::check;
use crate::sql::expression::going_on::complete;
use crate::sql::lexicon::{self, Of};
use crate::sql::{Given, aggregate};
use expect_test::expect;
use spec::expression::Ground;
use spec::value::Value;
use std::collections::BTreeMap;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn parameters_stand_for_values() {
    let limit = ("limit", Value::Integer(2));
    check_expression(
        "qty > :limit",
        std::slice::from_ref(&limit),
        expect![[r#"
        id | value
        1 | false
        2 | false
        3 | –
    "#]],
    );
    check_expression(
        "day >= :from",
        &[("from", Value::from("2024-02-01"))],
        expect![[r#"
        id | value
        1 | false
        2 | false
        3 | true
    "#]],
    );
    let shops = Value::List(vec![Value::from("a"), Value::from("b")]);
    check_expression(
        "shop in (:shops, 'c')",
        &[("shops", shops.clone())],
        expect![[r#"
        id | value
        1 | true
        2 | true
        3 | true
    "#]],
    );
    check_expression(
        "shop = :shops",
        &[("shops", shops)],
        expect![[r#"
        sql: the parameter :shops is a list
          at shop
          Write: x in (:shops)
    "#]],
    );
    check_expression(
        "coalesce(:none, qty)",
        &[("none", Value::Null)],
        expect![[r#"
        id | value
        1 | 1
        2 | 2
        3 | –
    "#]],
    );
    check_expression(
        "qty > :limt",
        std::slice::from_ref(&limit),
        expect![[r#"
        unknown_parameter: there is no parameter “:limt”
          at :limt
          Did you mean “limit”?
    "#]],
    );
    check_expression(
        "qty + :other",
        &[limit],
        expect![[r#"
        unknown_parameter: there is no parameter “:other”
          at :other
          There are :limit
    "#]],
    );
    check_expression(
        "qty + :other",
        &[],
        expect![[r#"
        unknown_parameter: there is no parameter “:other”
          at :other
    "#]],
    );
    check_expression(
        "current_date - day",
        &[],
        expect![[r#"
        id | value
        1 | 61
        2 | 60
        3 | 1
    "#]],
    );
}

#[test]
fn places_are_counted_in_letters() {
    check_expression(
        "'Élan 日本' || nop",
        &[],
        expect![[r#"
        unknown_column: sales has no column “nop”
          at nop
          Its columns are id, shop, note, day, at, qty, price, tiny, huge, open, cost
    "#]],
    );
    check_expression(
        "id\n + (\n  shop * 2)",
        &[],
        expect![[r#"
        sql: * needs numbers, and gets text
          at shop
    "#]],
    );
    check_expression(
        "id +\n 'open",
        &[],
        expect![[r#"
        sql: the SQL cannot be read: unterminated string literal
          at '
    "#]],
    );
    check_expression(
        "id + ",
        &[],
        expect![[r#"
        sql: the SQL cannot be read: expected: an expression, found: EOF
          at +
    "#]],
    );
    check_expression(
        "id + ) 2",
        &[],
        expect![[r#"
        sql: the SQL cannot be read: expected: an expression, found: )
          at )
    "#]],
    );
    check_expression(
        "id id",
        &[],
        expect![[r#"
        sql: “id id” is not one expression: “id” is left over
          at id
    "#]],
    );
    check_expression(
        "upper(left(shop, 'x')) || 'a'",
        &[],
        expect![[r#"
            sql: left needs whole numbers, and gets text
              at left(shop, 'x')
        "#]],
    );
}

#[test]
fn functions_that_are_listed_are_there() {
    let [catalog, _] = catalogs();
    let rows = Rows::of(&catalog, "sales").unwrap();
    let mut bad = String::new();
    for known in lexicon::FUNCTIONS {
        let names = std::iter::once(&known.name).chain(known.aliases);
        for name in names {
            let call = example(&known.signature.replacen(known.name, name, 1));
            let call = match known.of {
                Of::Window => format!("{call} over (order by id)"),
                _ => call,
            };
            let ground = match known.of {
                Of::Row | Of::Window => Ground::Row,
                Of::Group => Ground::Group,
            };
            if let Err(error) = check(&rows, ground, &call, &Given::new("2024-03-01", &BTreeMap::new())) {
                bad.push_str(&format!("{call}: {error}\n"));
            }
        }
    }
    assert_eq!(bad, "");
    let aggregates = aggregate::NAMES.iter().filter(|name| lexicon::known(name).is_none());
    assert_eq!(aggregates.collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// A signature with columns and values in place of what it says.
fn example(signature: &str) -> String {
    let Some((name, arguments)) = signature.split_once('(') else {
        return signature.to_owned();
    };
    let arguments = arguments.trim_end_matches(')').replace(['[', ']'], "");
    let filled = arguments.split(", ").map(|argument| match argument {
        "number" => "price",
        "text" => "shop",
        "value" => "qty",
        "date" => "day",
        "condition" => "open",
        "unit" => "'month'",
        "interval" => "interval '1 month'",
        "part" => "'a'",
        "pattern" => "'[a-c]'",
        "format" => "'%Y'",
        "share" => "0.5",
        "base" => "2",
        "digits" | "count" | "from" => "3",
        "low" => "0",
        "high" => "10",
        "year" | "month" => "12",
        other => other,
    });
    let filled: Vec<&str> = filled.collect();
    format!("{name}({})", filled.join(", "))
}

#[test]
fn types_are_told() {
    let [catalog, _] = catalogs();
    let rows = Rows::of(&catalog, "sales").unwrap();
    let mut told = String::new();
    for (ground, text) in [
        (Ground::Row, "price * qty"),
        (Ground::Row, "sum(qty) over (partition by shop)"),
        (Ground::Row, "day + interval '1 hour'"),
        (Ground::Row, "sum(qty)"),
        (Ground::Group, "sum(price * qty) / count(distinct shop)"),
        (Ground::Group, "max(day)"),
        (Ground::Group, "price"),
        (Ground::Answer, "cost + 1"),
        (Ground::Answer, "null"),
        (Ground::Answer, " "),
    ] {
        let given = Given::default();
        let said = match check(&rows, ground, text, &given) {
            Ok(kind) => format!("{kind:?}\n"),
            Err(error) => super::refusal(error, text),
        };
        told.push_str(&format!("{ground:?} {text}: {said}"));
    }
    expect![[r#"
        Row price * qty: Float
        Row sum(qty) over (partition by shop): Integer
        Row day + interval '1 hour': Datetime
        Row sum(qty): sql: sum sums up rows and cannot be used here
          at sum(qty)
          A condition on an aggregate goes into having
        Group sum(price * qty) / count(distinct shop): Float
        Group max(day): Date
        Group price: sql: “price” is neither in group by nor inside an aggregate
          at price
          Add it to group by, or write max(price)
        Answer cost + 1: Decimal
        Answer null: Text
        Answer  : sql: there is no expression yet
          Such as: price * qty
    "#]]
    .assert_eq(&told);
}

#[test]
fn expressions_go_on() {
    let [catalog, _] = catalogs();
    let rows = Rows::of(&catalog, "sales").unwrap();
    let parameters = [
        ("rate".to_owned(), Value::Float(0.1)),
        ("limit".to_owned(), Value::Integer(5)),
    ];
    let given = Given::new("", &parameters.into_iter().collect());
    let mut told = String::new();
    for (ground, text) in [
        (Ground::Row, ""),
        (Ground::Row, "pr"),
        (Ground::Row, "price * "),
        (Ground::Row, "price "),
        (Ground::Row, "price > :"),
        (Ground::Row, "price > :ra"),
        (Ground::Row, "price::"),
        (Ground::Row, "case "),
        (Ground::Row, "case when open "),
        (Ground::Row, "case when open then 1 e"),
        (Ground::Row, "upper(sh"),
        (Ground::Row, "\"sho"),
        (Ground::Row, "shop = 'a"),
        (Ground::Row, "12"),
        (Ground::Row, "datea"),
        (Ground::Group, ""),
        (Ground::Group, "qt"),
        (Ground::Group, "sum(q"),
        (Ground::Answer, "su"),
    ] {
        let offers = complete(&rows.schema, ground, text, text.chars().count(), &given);
        let shown: Vec<String> = offers
            .iter()
            .take(5)
            .map(|offer| format!("{}@{}", offer.text, offer.from))
            .collect();
        told.push_str(&format!(
            "{ground:?} {text:?}: {} of {}\n",
            shown.join(" "),
            offers.len()
        ));
    }
    expect![[r#"
        Row "": id@0 shop@0 note@0 day@0 at@0 of 60
        Row "pr": price@0 starts_with(@0 product(@0 approx_count_distinct(@0 of 4
        Row "price * ": id@8 shop@8 note@8 day@8 at@8 of 60
        Row "price ": and@6 or@6 is null@6 is not null@6 in (@6 of 8
        Row "price > :": :limit@8 :rate@8 of 2
        Row "price > :ra": :rate@8 of 1
        Row "price::": int@7 double@7 text@7 date@7 timestamp@7 of 7
        Row "case ": when@5 id@5 shop@5 note@5 day@5 of 60
        Row "case when open ": then@15 and@15 or@15 is null@15 is not null@15 of 9
        Row "case when open then 1 e": else@22 end@22 when@22 between@22 like@22 of 5
        Row "upper(sh": shop@6 of 1
        Row "\"sho": shop@0 of 1
        Row "shop = 'a":  of 0
        Row "12":  of 0
        Row "datea": date_add(@0 of 1
        Group "": sum(@0 count(@0 avg(@0 min(@0 max(@0 of 60
        Group "qt": sum(qty)@0 of 1
        Group "sum(q": qty@4 quarter(@4 sqrt(@4 of 3
        Answer "su": mid(@0 ends_with(@0 regexp_extract(@0 date_sub(@0 of 4
    "#]]
    .assert_eq(&told);
}
