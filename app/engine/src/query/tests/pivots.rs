use super::check;
use expect_test::expect;

#[test]
fn columns() {
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"sum","column":"qty"}],"pivot":{"columns":["open"]}"#,
        expect![[r#"
            shop | No | Yes | (empty)
            a | 4 | – | –
            b | – | 1 | –
            z | – | 10 | –
            Élan | – | -5 | –
            – | – | – | 4
            nulls_left_out: 2 of 8 rows have no qty and are left out of the sum
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"day","by":{"grain":"year"}}],"measures":[{"aggregate":"count"},{"aggregate":"mean","column":"cost"}],"pivot":{"columns":["day (year)"],"totals":true},"totals":{"grand":true}"#,
        expect![[r#"
            shop | 2023 · count | 2023 · average of cost | 2024 · count | 2024 · average of cost | 2025 · count | 2025 · average of cost | (empty) · count | (empty) · average of cost | Total · count | Total · average of cost
            a | – | – | 1 | 2.2 | 1 | -1 | – | – | 2 | 0.6000000000000001
            b | 1 | 1.1 | 1 | 3.3 | – | – | 1 | 10 | 3 | 4.8
            z | – | – | 1 | 1.1 | – | – | – | – | 1 | 1.1
            Élan | – | – | 1 | 0.01 | – | – | – | – | 1 | 0.01
            – | – | – | 1 | – | – | – | – | – | 1 | –
            – | 1 | 1.1 | 5 | 1.6525 | 1 | -1 | 1 | 10 | 8 | 2.3871428571428575
            levels: 0 0 0 0 0 1
            nulls_left_out: 1 of 8 rows has no cost and is left out of the average
        "#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"quarter"}},{"column":"open"}],"measures":[{"aggregate":"count"}],"pivot":{"columns":["day (quarter)","open"],"totals":true},"totals":{"grand":true}"#,
        expect![[r#"
            Q4 2023 · Yes | Q1 2024 · No | Q1 2024 · Yes | Q1 2024 · (empty) | Q4 2024 · Yes | Q1 2025 · No | (empty) · No | Total
            1 | 1 | 2 | 1 | 1 | 1 | 1 | 8
        "#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"month_of_year"}},{"column":"shop"}],"measures":[{"aggregate":"count"}],"pivot":{"columns":["shop"]},"sort":[{"by":"shop","order":"descending"},{"by":"count"}]"#,
        expect![[r#"
            day (month of year) | Élan | z | b | a | (empty)
            1 | – | – | – | 2 | –
            2 | – | 1 | 1 | – | 1
            12 | 1 | – | 1 | – | –
            – | – | – | 1 | – | –
        "#]],
    );
}

#[test]
fn numbers_of_months_across() {
    check(
        r#""groups":[{"column":"open"},{"column":"month"}],"measures":[{"aggregate":"count"}],"pivot":{"columns":["month"]},"calculated":[{"name":"month","expression":"month(day)"}]"#,
        expect![[r#"
            open | Jan | Feb | Dec | (empty)
            false | 2 | – | – | 1
            true | – | 2 | 2 | –
            – | – | 1 | – | –
        "#]],
    );
}

#[test]
fn with_totals() {
    check(
        r#""groups":[{"column":"open"},{"column":"shop"},{"column":"day","by":{"grain":"year"}}],"measures":[{"aggregate":"mean","column":"id"}],"derived":[{"name":"before","of":"average of id","how":{"value":{"before":1}},"within":["open","shop"]}],"pivot":{"columns":["day (year)"],"totals":true},"totals":{"grand":true,"subtotals":true}"#,
        expect![[r#"
            open | shop | 2023 · average of id | 2023 · before | 2024 · average of id | 2024 · before | 2025 · average of id | 2025 · before | (empty) · average of id | (empty) · before | Total · average of id | Total · before
            false | a | – | – | 2 | – | 6 | 2 | – | – | 4 | –
            false | b | – | – | – | – | – | – | 7 | – | 7 | –
            false | – | – | – | 2 | – | 6 | – | 7 | – | 5 | –
            true | b | 1 | – | 3 | 1 | – | – | – | – | 2 | –
            true | z | – | – | 8 | – | – | – | – | – | 8 | –
            true | Élan | – | – | 5 | – | – | – | – | – | 5 | –
            true | – | 1 | – | 5.333333333333333 | – | – | – | – | – | 4.25 | –
            – | – | – | – | 4 | – | – | – | – | – | 4 | –
            – | – | – | – | 4 | – | – | – | – | – | 4 | –
            – | – | 1 | – | 4.4 | – | 6 | – | 7 | – | 4.5 | –
            levels: 0 0 1 0 0 0 1 0 1 2
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"count"}],"top":{"count":2,"other":true},"pivot":{"columns":["shop"],"totals":true},"totals":{"grand":true}"#,
        expect![[r#"
            open | b | a | Other | Total
            false | 1 | 2 | – | 3
            true | 2 | – | 2 | 4
            – | – | – | 1 | 1
            – | 3 | 2 | 3 | 8
            levels: 0 0 0 1
            other: “Other” stands for 3 more of shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"count"}],"having":{"compare":{"column":"count","is":"greater","value":1}},"pivot":{"columns":["open"],"totals":true}"#,
        expect![[r#"
            shop | No | Yes | Total
            a | 2 | – | 2
            b | – | 2 | 3
            totals_of_all: totals are of all rows, also of those whose groups are not shown
        "#]],
    );
}

#[test]
fn refusals() {
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"pivot":{"columns":["open"]}"#,
        expect![[r#"
            invalid_question: the answer has no group “open” to make columns of
              Its groups are shop
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"pivot":{"columns":[]}"#,
        expect![[r#"
            invalid_question: which groups become columns? A pivot names one or more
        "#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"pivot":{"columns":["shop"]}"#,
        expect![[r#"
            invalid_question: a pivot needs a figure for its cells: name a measure
        "#]],
    );
    check(
        r#""pivot":{"columns":["shop"]}"#,
        expect![[r#"
        invalid_question: which values become columns? Name a group and a measure, or leave the pivot out
    "#]],
    );
    check(
        r#""filter":{"any":[]},"groups":[{"column":"shop"},{"column":"open"}],"measures":[{"aggregate":"count"}],"pivot":{"columns":["shop"]},"totals":{"grand":true}"#,
        expect![[r#"
            open
            –
            levels: 1
        "#]],
    );
}
