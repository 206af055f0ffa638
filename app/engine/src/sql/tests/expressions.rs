//! Expressions with parameters.

use super::check_expression;
use expect_test::expect;
use spec::value::Value;

#[test]
fn parameters_stand_for_values() {
    let limit = ("limit", Value::Integer(2));
    check_expression(
        "qty > :limit",
        &[limit.clone()],
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
        &[limit.clone()],
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
        sql: left needs a whole number here that is written in the statement
          at left(shop, 'x')
    "#]],
    );
}
