//! Figures over joins that multiply rows.

use super::joins::check;
use expect_test::expect;

const LINES: &str = r#""dataset":"lines","on":[{"left":"id","right":"order"}]"#;
const PAYMENTS: &str = r#""dataset":"payments","on":[{"left":"id","right":"order"}]"#;
const CUSTOMERS: &str = r#""dataset":"customers","on":[{"left":"customer","right":"customer"}]"#;

#[test]
fn of_one_join() {
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES}}}],"measures":[{{"aggregate":"count"}},{{"aggregate":"sum","column":"amount"}},{{"aggregate":"mean","column":"amount"}},{{"aggregate":"count","column":"id"}},{{"aggregate":"sum","column":"qty"}},{{"aggregate":"median","column":"amount"}},{{"aggregate":"share","column":"amount"}}]"#
        ),
        expect![[r#"
            count | sum of amount | average of amount | count of id | sum of qty | median of amount | share of amount
            9 | 210 | 35 | 6 | 21 | 35 | 1
            rows_multiplied: the join with lines makes 9 rows of 6, 1.5 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
            nulls_left_out: 3 of 9 rows have no qty and are left out of the sum
        "#]],
    );
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES},"kind":"inner"}}],"groups":[{{"column":"product"}}],"measures":[{{"aggregate":"count"}},{{"aggregate":"sum","column":"amount"}},{{"aggregate":"sum","column":"qty"}},{{"aggregate":"first","column":"id"}},{{"aggregate":"last","column":"id"}},{{"aggregate":"distinct","column":"customer"}}]"#
        ),
        expect![[r#"
            product | count | sum of amount | sum of qty | first of id | last of id | distinct of customer
            p | 3 | 60 | 10 | 1 | 3 | 2
            q | 2 | 10 | 5 | 1 | 1 | 1
            r | 1 | 30 | 6 | 3 | 3 | 1
            rows_multiplied: the join with lines makes 6 rows of 6, 1 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
        "#]],
    );
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES},"kind":"full"}}],"groups":[{{"column":"customer"}}],"measures":[{{"aggregate":"count"}},{{"aggregate":"sum","column":"amount"}},{{"aggregate":"sum","column":"qty"}}],"filter":{{"not":{{"compare":{{"column":"product","is":"equal","value":"r"}}}}}}"#
        ),
        expect![[r#"
            customer | count | sum of amount | sum of qty
            a | 1 | 20 | 4
            b | 4 | 40 | 11
            – | 2 | – | 15
            rows_multiplied: the join with lines makes 9 rows of 6, 1.5 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
        "#]],
    );
}

/// The other way round nothing is multiplied: what the order says is said of each of its lines.
#[test]
fn of_what_is_looked_up() {
    check(
        r#""from":"lines","joins":[{"dataset":"orders","on":[{"left":"order","right":"id"}]}],"measures":[{"aggregate":"count"},{"aggregate":"sum","column":"amount"},{"aggregate":"sum","column":"qty"}]"#,
        expect![[r#"
            count | sum of amount | sum of qty
            8 | 110 | 36
            nulls_left_out: 2 of 8 rows have no amount and are left out of the sum
        "#]],
    );
}

/// Lines and payments of the same orders multiply each other; neither makes the other's figures larger.
#[test]
fn of_two_joins() {
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES},"kind":"inner"}},{{{PAYMENTS}}}],"groups":[{{"column":"id"}}],"measures":[{{"aggregate":"count"}},{{"aggregate":"sum","column":"amount"}},{{"aggregate":"sum","column":"qty"}},{{"aggregate":"sum","column":"sum"}}]"#
        ),
        expect![[r#"
            id | count | sum of amount | sum of qty | sum of sum
            1 | 6 | 10 | 6 | 10
            2 | 1 | 20 | 4 | –
            3 | 2 | 30 | 11 | 30
            rows_multiplied: the join with lines makes 6 rows of 6, 1 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
            rows_multiplied: the join with payments makes 9 rows of 6, 1.5 of each on average and up to 2: the count of rows counts them all, a figure of a column of orders with lines counts each of its rows once in each group
        "#]],
    );
    check(
        &format!(
            r#""from":"orders","joins":[{{{CUSTOMERS}}},{{{PAYMENTS}}},{{{LINES}}}],"measures":[{{"aggregate":"count"}},{{"aggregate":"sum","column":"amount"}},{{"aggregate":"sum","column":"customers.amount"}},{{"aggregate":"sum","column":"qty"}},{{"aggregate":"sum","column":"sum"}}]"#
        ),
        expect![[r#"
            count | sum of amount | sum of customers.amount | sum of qty | sum of sum
            12 | 210 | 8 | 21 | 40
            rows_multiplied: the join with payments makes 7 rows of 6, 1.17 of each on average and up to 2: the count of rows counts them all, a figure of a column of orders with customers counts each of its rows once in each group
            rows_multiplied: the join with lines makes 12 rows of 7, 1.71 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders with customers with payments counts each of its rows once in each group
        "#]],
    );
}

/// A calculated column is of the dataset of its columns; of several, of the one that is furthest out.
#[test]
fn of_calculated_columns() {
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES}}},{{{PAYMENTS}}}],"calculated":[{{"name":"double","expression":"amount * 2"}},{{"name":"four","expression":"double * 2"}},{{"name":"worth","expression":"amount * qty"}},{{"name":"one","expression":"1"}}],"measures":[{{"aggregate":"sum","column":"double"}},{{"aggregate":"sum","column":"four"}},{{"aggregate":"sum","column":"worth"}},{{"aggregate":"sum","column":"one"}}]"#
        ),
        expect![[r#"
            sum of double | sum of four | sum of worth | sum of one
            420 | 840 | 470 | 12
            rows_multiplied: the join with lines makes 9 rows of 6, 1.5 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
            rows_multiplied: the join with payments makes 12 rows of 9, 1.33 of each on average and up to 2: the count of rows counts them all, a figure of a column of orders with lines counts each of its rows once in each group
        "#]],
    );
}

#[test]
fn of_leading_groups() {
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES}}}],"groups":[{{"column":"product"}},{{"column":"paid","by":{{"grain":"month"}}}}],"measures":[{{"aggregate":"sum","column":"amount"}}],"top":{{"count":1,"other":true}}"#
        ),
        expect![[r#"
            product | paid (month) | sum of amount
            – | 2024-02-01 | 90
            – | 2024-03-01 | 60
            Other | 2024-01-01 | 30
            Other | 2024-02-01 | 30
            rows_multiplied: the join with lines makes 9 rows of 6, 1.5 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
            other: “Other” stands for 3 more of product
        "#]],
    );
}

/// Conditions, expressions and pairs of columns count each row once, too: of those that are met.
#[test]
fn of_other_measures() {
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES}}},{{{PAYMENTS}}}],"measures":[{{"aggregate":"sum","column":"amount","filter":{{"compare":{{"column":"product","is":"equal","value":"q"}}}},"name":"with q"}},{{"aggregate":"expression","expression":"sum(amount)","name":"amounts"}},{{"aggregate":"expression","expression":"sum(sum) / sum(amount)","name":"paid"}},{{"aggregate":"expression","expression":"sum(amount) filter (where product = 'q')","name":"q"}},{{"aggregate":"expression","expression":"count(*) + count(1)","name":"rows"}},{{"aggregate":"weighted_mean","column":"amount","with":"qty","name":"weighted"}}]"#
        ),
        expect![[r#"
            with q | amounts | paid | q | rows | weighted
            10 | 210 | 0.19047619047619047 | 10 | 24 | 22.38095238095238
            rows_multiplied: the join with lines makes 9 rows of 6, 1.5 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
            rows_multiplied: the join with payments makes 12 rows of 9, 1.33 of each on average and up to 2: the count of rows counts them all, a figure of a column of orders with lines counts each of its rows once in each group
        "#]],
    );
    check(
        &format!(
            r#""from":"orders","joins":[{{{LINES},"kind":"inner"}}],"groups":[{{"column":"product"}}],"measures":[{{"aggregate":"sum","column":"amount"}},{{"aggregate":"sum","column":"amount","level":{{"fixed":[]}},"name":"all"}}],"totals":{{"grand":true}}"#
        ),
        expect![[r#"
            product | sum of amount | all
            p | 60 | 60
            q | 10 | 60
            r | 30 | 60
            – | 60 | 60
            levels: 0 0 0 1
            rows_multiplied: the join with lines makes 6 rows of 6, 1 of each on average and up to 3: the count of rows counts them all, a figure of a column of orders counts each of its rows once in each group
        "#]],
    );
}
