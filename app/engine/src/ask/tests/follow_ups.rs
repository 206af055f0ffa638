//! Words that change the tile before.

use super::check_talk;
use super::schemas::{flights, sales};
use expect_test::expect;

#[test]
fn a_tile_is_changed_step_by_step() {
    let table = flights();
    let talk = [
        (
            "average arrival delay by carrier",
            expect![[r#"
            Average arr_delay by carrier
            average(arr_delay) by carrier sort average of arr_delay ↓"#]],
        ),
        (
            "and by month?",
            expect![[r#"
                Average arr_delay by month
                average(arr_delay) by month"#]],
        ),
        (
            "only JFK",
            expect![[r#"
                Average arr_delay by month, origin JFK
                average(arr_delay) by month where {"compare":{"column":"origin","is":"equal","value":"JFK"}}"#]],
        ),
        (
            "as a line",
            expect![[r#"
                Average arr_delay by month, origin JFK
                average(arr_delay) by month where {"compare":{"column":"origin","is":"equal","value":"JFK"}} as line"#]],
        ),
        (
            "by origin too",
            expect![[r#"
                Average arr_delay by month and origin, origin JFK
                average(arr_delay) by month, origin where {"compare":{"column":"origin","is":"equal","value":"JFK"}}"#]],
        ),
        (
            "in 2013",
            expect![[r#"
                Average arr_delay by month and origin, origin JFK, 2013
                average(arr_delay) by month, origin where {"all":[{"compare":{"column":"origin","is":"equal","value":"JFK"}},{"in":{"column":"time_hour","by":{"grain":"year"},"values":["2013-01-01"]}}]}"#]],
        ),
        (
            "and the median?",
            expect![[r#"
                Median arr_delay by month and origin, origin JFK, 2013
                median(arr_delay) by month, origin where {"all":[{"compare":{"column":"origin","is":"equal","value":"JFK"}},{"in":{"column":"time_hour","by":{"grain":"year"},"values":["2013-01-01"]}}]}"#]],
        ),
        (
            "what about LGA",
            expect![[r#"
                Median arr_delay by month and origin, 2013, origin LGA
                median(arr_delay) by month, origin where {"all":[{"in":{"column":"time_hour","by":{"grain":"year"},"values":["2013-01-01"]}},{"compare":{"column":"origin","is":"equal","value":"LGA"}}]}"#]],
        ),
    ];
    check_talk(&table, &talk);
}

#[test]
fn another_question_is_another_tile() {
    let table = sales();
    let talk = [
        (
            "sales by region",
            expect![[r#"
            Total revenue by region
            sum(revenue) by region sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "top 2 instead",
            expect![[r#"
            Total revenue by region, top 2
            sum(revenue) by region sort sum of revenue ↓ limit 2 with revenue = price * qty"#]],
        ),
        (
            "only Germany",
            expect![[r#"
            Total revenue by region, top 2, country Germany
            sum(revenue) by region where {"compare":{"column":"country","is":"equal","value":"Germany"}} sort sum of revenue ↓ limit 2 with revenue = price * qty"#]],
        ),
        (
            "by product",
            expect![[r#"
            Total revenue by product, top 2, country Germany
            sum(revenue) by product where {"compare":{"column":"country","is":"equal","value":"Germany"}} sort sum of revenue ↓ limit 2 with revenue = price * qty"#]],
        ),
        (
            "sorted alphabetically",
            expect![[r#"
                Total revenue by product, top 2, country Germany
                sum(revenue) by product where {"compare":{"column":"country","is":"equal","value":"Germany"}} top 2 ↓ sort product ↑ with revenue = price * qty"#]],
        ),
        (
            "exclude Phone",
            expect![[r#"
                Total revenue by product, top 2, country Germany, product not Phone
                sum(revenue) by product where {"all":[{"compare":{"column":"country","is":"equal","value":"Germany"}},{"compare":{"column":"product","is":"not_equal","value":"Phone"}}]} top 2 ↓ sort product ↑ with revenue = price * qty"#]],
        ),
        (
            "as a pie",
            expect![[r#"
                Total revenue by product, top 2, country Germany, product not Phone
                sum(revenue) by product where {"all":[{"compare":{"column":"country","is":"equal","value":"Germany"}},{"compare":{"column":"product","is":"not_equal","value":"Phone"}}]} top 2 ↓ sort product ↑ with revenue = price * qty as pie"#]],
        ),
        (
            "average discount by customer",
            expect![[r#"
            Average discount by customer
            average(discount) by customer sort average of discount ↓"#]],
        ),
    ];
    check_talk(&table, &talk);
}
