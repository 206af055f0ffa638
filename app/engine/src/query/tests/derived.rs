//! Columns over an answer's rows. Figures of dates were worked out by hand from the calendar.

use super::{answer, check};
use crate::catalog::Catalog;
use crate::ingest::tests::table;
use expect_test::{Expect, expect};
use spec::question::Query;
use spec::reading::Source;

/// Sales by day and region, with gaps, leap days, ends of months and a day without a date.
const FILE: &str = "day,region,sales,cost,took\n\
    2023-01-31,n,10,1.10,36:00:00\n\
    2023-02-28,n,20,2.20,00:30:00\n\
    2023-02-28,s,5,,48:10:00\n\
    2023-03-31,n,30,3.30,\n\
    2023-12-31,s,8,1.00,00:05:00\n\
    2024-01-31,n,15,1.50,02:00:00\n\
    2024-02-28,n,40,4.00,00:20:00\n\
    2024-02-29,n,50,5.00,00:15:00\n\
    2024-02-29,s,,0.10,00:40:00\n\
    2024-03-30,n,60,6.00,00:45:00\n\
    2024-03-31,s,7,7.00,00:50:00\n\
    ,s,1,1.00,00:01:00\n";

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    catalog.add("days", table(FILE), Source::default()).unwrap();
    catalog
}

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check_days(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(&format!(r#"{{"from":"days",{query}}}"#)).unwrap();
    expected.assert_eq(&answer(&catalog(), &query));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn periods_before() {
    let by = |grain: &str, reference: &str| {
        format!(
            r#""groups":[{{"column":"day","by":{{"grain":"{grain}"}}}}],"measures":[{{"aggregate":"sum","column":"sales","name":"sales"}}],"derived":[{{"name":"then","of":"sales","how":{{"value":{{"earlier":{reference}}}}}}},{{"name":"more","of":"sales","how":{{"difference":{{"earlier":{reference}}}}}}},{{"name":"growth","of":"sales","how":{{"change":{{"earlier":{reference}}}}}}}]"#
        )
    };
    check_days(
        &by("day", r#"{"count":1,"unit":"year"}"#),
        expect![[r#"
        day (day) | sales | then | more | growth
        2023-01-31 | 10 | – | – | –
        2023-02-28 | 25 | – | – | –
        2023-03-31 | 30 | – | – | –
        2023-12-31 | 8 | – | – | –
        2024-01-31 | 15 | 10 | 5 | 0.5
        2024-02-28 | 40 | 25 | 15 | 0.6
        2024-02-29 | 50 | 25 | 25 | 1
        2024-03-30 | 60 | – | – | –
        2024-03-31 | 7 | 30 | -23 | -0.7666666666666667
        – | 1 | – | – | –
        nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
    "#]],
    );
    check_days(
        &by("day", r#"{"count":1,"unit":"month"}"#),
        expect![[r#"
        day (day) | sales | then | more | growth
        2023-01-31 | 10 | – | – | –
        2023-02-28 | 25 | – | – | –
        2023-03-31 | 30 | 25 | 5 | 0.2
        2023-12-31 | 8 | – | – | –
        2024-01-31 | 15 | 8 | 7 | 0.875
        2024-02-28 | 40 | – | – | –
        2024-02-29 | 50 | – | – | –
        2024-03-30 | 60 | 50 | 10 | 0.2
        2024-03-31 | 7 | 50 | -43 | -0.86
        – | 1 | – | – | –
        nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
    "#]],
    );
    check_days(
        &by("month", r#"{"count":1,"unit":"year"}"#),
        expect![[r#"
        day (month) | sales | then | more | growth
        2023-01-01 | 10 | – | – | –
        2023-02-01 | 25 | – | – | –
        2023-03-01 | 30 | – | – | –
        2023-12-01 | 8 | – | – | –
        2024-01-01 | 15 | 10 | 5 | 0.5
        2024-02-01 | 90 | 25 | 65 | 2.6
        2024-03-01 | 67 | 30 | 37 | 1.2333333333333334
        – | 1 | – | – | –
        nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
    "#]],
    );
    check_days(
        &by("month", r#"{"count":1,"unit":"month"}"#),
        expect![[r#"
        day (month) | sales | then | more | growth
        2023-01-01 | 10 | – | – | –
        2023-02-01 | 25 | 10 | 15 | 1.5
        2023-03-01 | 30 | 25 | 5 | 0.2
        2023-12-01 | 8 | – | – | –
        2024-01-01 | 15 | 8 | 7 | 0.875
        2024-02-01 | 90 | 15 | 75 | 5
        2024-03-01 | 67 | 90 | -23 | -0.25555555555555554
        – | 1 | – | – | –
        nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
    "#]],
    );
    check_days(
        &by("week", r#"{"count":1,"unit":"year"}"#),
        expect![[r#"
        day (week) | sales | then | more | growth
        2023-01-30 | 10 | – | – | –
        2023-02-27 | 25 | – | – | –
        2023-03-27 | 30 | – | – | –
        2023-12-25 | 8 | – | – | –
        2024-01-29 | 15 | 10 | 5 | 0.5
        2024-02-26 | 90 | 25 | 65 | 2.6
        2024-03-25 | 67 | 30 | 37 | 1.2333333333333334
        – | 1 | – | – | –
        nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
    "#]],
    );
    check_days(
        &by("quarter", r#"{"count":4,"unit":"quarter"}"#),
        expect![[r#"
        day (quarter) | sales | then | more | growth
        2023-01-01 | 65 | – | – | –
        2023-10-01 | 8 | – | – | –
        2024-01-01 | 172 | 65 | 107 | 1.646153846153846
        – | 1 | – | – | –
        nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
    "#]],
    );
    check_days(
        r#""groups":[{"column":"day","by":{"grain":"year"}},{"column":"region"},{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"sum","column":"sales","name":"sales"}],"derived":[{"name":"then","of":"sales","how":{"value":{"earlier":{"count":1,"unit":"year"}}}},{"name":"before","of":"sales","how":{"value":{"before":1}},"within":["region"]}]"#,
        expect![[r#"
            day (year) | region | day (month) | sales | then | before
            2023-01-01 | n | 2023-01-01 | 10 | – | –
            2023-01-01 | n | 2023-02-01 | 20 | – | 10
            2023-01-01 | n | 2023-03-01 | 30 | – | 20
            2023-01-01 | s | 2023-02-01 | 5 | – | –
            2023-01-01 | s | 2023-12-01 | 8 | – | 5
            2024-01-01 | n | 2024-01-01 | 15 | 10 | 30
            2024-01-01 | n | 2024-02-01 | 90 | 20 | 15
            2024-01-01 | n | 2024-03-01 | 60 | 30 | 90
            2024-01-01 | s | 2024-02-01 | – | 5 | 8
            2024-01-01 | s | 2024-03-01 | 7 | – | –
            – | s | – | 1 | – | 7
            nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
        "#]],
    );
}

#[test]
fn to_date() {
    check_days(
        r#""groups":[{"column":"region"},{"column":"day"}],"measures":[{"aggregate":"sum","column":"sales","name":"sales"}],"derived":[{"name":"year","of":"sales","how":{"to_date":"year"},"within":["region"]},{"name":"quarter","of":"sales","how":{"to_date":"quarter"},"within":["region"]},{"name":"month","of":"sales","how":{"to_date":"month"}},{"name":"week","of":"sales","how":{"to_date":"week"}}]"#,
        expect![[r#"
            region | day | sales | year | quarter | month | week
            n | 2023-01-31 | 10 | 10 | 10 | 10 | 10
            n | 2023-02-28 | 20 | 30 | 30 | 20 | 20
            n | 2023-03-31 | 30 | 60 | 60 | 30 | 30
            n | 2024-01-31 | 15 | 15 | 15 | 15 | 15
            n | 2024-02-28 | 40 | 55 | 55 | 40 | 40
            n | 2024-02-29 | 50 | 105 | 105 | 90 | 90
            n | 2024-03-30 | 60 | 165 | 165 | 60 | 60
            s | 2023-02-28 | 5 | 5 | 5 | 25 | 25
            s | 2023-12-31 | 8 | 13 | 8 | 8 | 8
            s | 2024-02-29 | – | – | – | – | –
            s | 2024-03-31 | 7 | 7 | 7 | 67 | 67
            s | – | 1 | – | – | – | –
            nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
        "#]],
    );
    check_days(
        r#""calendar":{"week_start":7,"year_start":2},"groups":[{"column":"day"}],"measures":[{"aggregate":"sum","column":"cost","name":"cost"}],"derived":[{"name":"year","of":"cost","how":{"to_date":"year"}},{"name":"quarter","of":"cost","how":{"to_date":"quarter"}}]"#,
        expect![[r#"
            day | cost | year | quarter
            2023-01-31 | 1.1 | 1.1 | 1.1
            2023-02-28 | 2.2 | 2.2 | 2.2
            2023-03-31 | 3.3 | 5.5 | 5.5
            2023-12-31 | 1 | 6.5 | 1
            2024-01-31 | 1.5 | 8 | 2.5
            2024-02-28 | 4 | 4 | 4
            2024-02-29 | 5.1 | 9.1 | 9.1
            2024-03-30 | 6 | 15.1 | 15.1
            2024-03-31 | 7 | 22.1 | 22.1
            – | 1 | – | –
            nulls_left_out: 1 of 12 rows has no cost and is left out of the sum
        "#]],
    );
    check_days(
        r#""groups":[{"column":"region"}],"measures":[{"aggregate":"count"}],"derived":[{"name":"so far","of":"count","how":{"to_date":"year"}}]"#,
        expect![[r#"
            invalid_question: “so far” looks along time, and none of the answer's groups is a date
              Group by a date's year, month, week or day
        "#]],
    );
}

#[test]
fn folds() {
    check_days(
        r#""groups":[{"column":"region"},{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"sum","column":"sales","name":"sales"},{"aggregate":"sum","column":"cost","name":"cost"}],"derived":[{"name":"running","of":"cost","how":{"running":"sum"},"within":["region"]},{"name":"moving","of":"sales","how":{"moving":{"fold":"mean","before":1,"after":0}},"within":["region"]},{"name":"around","of":"sales","how":{"moving":{"fold":"max","before":1,"after":1}}},{"name":"all","of":"cost","how":{"window":"sum"}},{"name":"counted","of":"sales","how":{"window":"count"},"within":["region"]},{"name":"share","of":"cost","how":"share","within":["region"]}]"#,
        expect![[r#"
            region | day (month) | sales | cost | running | moving | around | all | counted | share
            n | 2023-01-01 | 10 | 1.1 | 1.1 | 10 | 20 | 32.2 | 6 | 0.04761904761904762
            n | 2023-02-01 | 20 | 2.2 | 3.3000000000000003 | 15 | 30 | 32.2 | 6 | 0.09523809523809525
            n | 2023-03-01 | 30 | 3.3 | 6.6 | 25 | 30 | 32.2 | 6 | 0.14285714285714285
            n | 2024-01-01 | 15 | 1.5 | 8.1 | 22.5 | 90 | 32.2 | 6 | 0.06493506493506493
            n | 2024-02-01 | 90 | 9 | 17.1 | 52.5 | 90 | 32.2 | 6 | 0.3896103896103896
            n | 2024-03-01 | 60 | 6 | 23.1 | 75 | 90 | 32.2 | 6 | 0.2597402597402597
            s | 2023-02-01 | 5 | – | – | 5 | 60 | 32.2 | 4 | –
            s | 2023-12-01 | 8 | 1 | 1 | 6.5 | 8 | 32.2 | 4 | 0.10989010989010989
            s | 2024-02-01 | – | 0.1 | 1.1 | – | – | 32.2 | 4 | 0.01098901098901099
            s | 2024-03-01 | 7 | 7 | 8.1 | 7 | 7 | 32.2 | 4 | 0.7692307692307693
            s | – | 1 | 1 | 9.1 | 4 | 7 | 32.2 | 4 | 0.10989010989010989
            nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
            nulls_left_out: 1 of 12 rows has no cost and is left out of the sum
        "#]],
    );
    check_days(
        r#""groups":[{"column":"region"}],"measures":[{"aggregate":"sum","column":"took","name":"took"},{"aggregate":"min","column":"day","name":"first"}],"derived":[{"name":"running","of":"took","how":{"running":"sum"}},{"name":"mean","of":"took","how":{"window":"mean"}},{"name":"latest","of":"first","how":{"window":"max"}},{"name":"less","of":"took","how":{"difference":{"before":1}}},{"name":"names","of":"region","how":{"window":"min"}}]"#,
        expect![[r#"
            region | took | first | running | mean | latest | less | names
            n | P1DT15H50M | 2023-01-31 | P1DT15H50M | P1DT20H48M | 2023-02-28 | – | n
            s | P2DT1H46M | 2023-02-28 | P3DT17H36M | P1DT20H48M | 2023-02-28 | PT9H56M | n
            nulls_left_out: 1 of 12 rows has no took and is left out of the sum
        "#]],
    );
}

#[test]
fn places() {
    check_days(
        r#""groups":[{"column":"region"},{"column":"day"}],"measures":[{"aggregate":"max","column":"cost","name":"cost"}],"derived":[{"name":"rank","of":"cost","how":{"rank":{}}},{"name":"dense","of":"cost","how":{"rank":{"order":"ascending","ties":"dense"}}},{"name":"ordinal","of":"cost","how":{"rank":{"order":"ascending","ties":"ordinal"}}},{"name":"in region","of":"cost","how":{"rank":{}},"within":["region"]},{"name":"part","of":"cost","how":"percent_rank"},{"name":"third","of":"cost","how":{"tile":3}}]"#,
        expect![[r#"
            region | day | cost | rank | dense | ordinal | in region | part | third
            n | 2023-01-31 | 1.1 | 8 | 3 | 4 | 7 | 0.3 | 1
            n | 2023-02-28 | 2.2 | 6 | 5 | 6 | 5 | 0.5 | 2
            n | 2023-03-31 | 3.3 | 5 | 6 | 7 | 4 | 0.6 | 2
            n | 2024-01-31 | 1.5 | 7 | 4 | 5 | 6 | 0.4 | 2
            n | 2024-02-28 | 4 | 4 | 7 | 8 | 3 | 0.7 | 2
            n | 2024-02-29 | 5 | 3 | 8 | 9 | 2 | 0.8 | 3
            n | 2024-03-30 | 6 | 2 | 9 | 10 | 1 | 0.9 | 3
            s | 2023-02-28 | – | – | – | – | – | – | –
            s | 2023-12-31 | 1 | 9 | 2 | 2 | 2 | 0.1 | 1
            s | 2024-02-29 | 0.1 | 11 | 1 | 1 | 4 | 0 | 1
            s | 2024-03-31 | 7 | 1 | 10 | 11 | 1 | 1 | 3
            s | – | 1 | 9 | 2 | 3 | 2 | 0.1 | 1
        "#]],
    );
    check_days(
        r#""groups":[{"column":"day","by":{"grain":"year"}}],"measures":[{"aggregate":"count"}],"derived":[{"name":"rank","of":"day (year)","how":{"rank":{}}},{"name":"part","of":"count","how":"percent_rank","within":["day (year)"]},{"name":"first","of":"count","how":{"value":"first"}},{"name":"last","of":"count","how":{"value":"last"}},{"name":"next","of":"count","how":{"value":{"after":1}},"along":[{"by":"count"}]}]"#,
        expect![[r#"
            day (year) | count | rank | part | first | last | next
            2023-01-01 | 5 | 2 | 0 | 5 | 1 | 1
            2024-01-01 | 6 | 1 | 0 | 5 | 1 | 5
            – | 1 | – | 0 | 5 | 1 | –
        "#]],
    );
}

#[test]
fn together() {
    check_days(
        r#""groups":[{"column":"region"},{"column":"day","by":{"grain":"quarter"}}],"measures":[{"aggregate":"sum","column":"sales","name":"sales"},{"aggregate":"sum","column":"cost","name":"cost"}],"derived":[{"name":"ratio","how":{"expression":"sales / cost"}},{"name":"place","of":"ratio","how":{"rank":{}},"within":["region"]}],"qualify":{"compare":{"column":"place","is":"at_most","value":2}},"sort":[{"by":"ratio"}],"limit":3"#,
        expect![[r#"
            region | day (quarter) | sales | cost | ratio | place
            n | 2024-01-01 | 165 | 16.5 | 10 | 1
            n | 2023-01-01 | 60 | 6.6 | 9.090909090909092 | 2
            s | 2023-10-01 | 8 | 1 | 8 | 1
            nulls_left_out: 1 of 12 rows has no sales and is left out of the sum
            nulls_left_out: 1 of 12 rows has no cost and is left out of the sum
            limited: 3 of 4 rows are shown
        "#]],
    );
    check_days(
        r#""columns":["day","region","sales"],"derived":[{"name":"so far","of":"sales","how":{"running":"sum"},"within":["region"],"along":[{"by":"day","order":"ascending"}]},{"name":"twice","how":{"expression":"sales * 2"}}],"qualify":{"compare":{"column":"so far","is":"greater","value":10}},"sort":[{"by":"so far"}]"#,
        expect![[r#"
            day | region | sales | so far | twice
            2024-03-30 | n | 60 | 225 | 120
            2024-02-29 | n | 50 | 165 | 100
            2024-02-28 | n | 40 | 115 | 80
            2024-01-31 | n | 15 | 75 | 30
            2023-03-31 | n | 30 | 60 | 60
            2023-02-28 | n | 20 | 30 | 40
            – | s | 1 | 21 | 2
            2024-03-31 | s | 7 | 20 | 14
            2023-12-31 | s | 8 | 13 | 16
        "#]],
    );
    check(
        r#""columns":["shop","open"],"distinct":true,"sort":[{"by":"shop","order":"ascending"},{"by":"open"}],"limit":4"#,
        expect![[r#"
            shop | open
            a | false
            b | true
            b | false
            z | true
            limited: 4 of 6 rows are shown
        "#]],
    );
}

#[test]
fn refusals() {
    let refused = |derived: &str| {
        let query = format!(
            r#"{{"from":"days","groups":[{{"column":"region"}}],"measures":[{{"aggregate":"count"}}],"derived":[{derived}]}}"#
        );
        answer(&catalog(), &serde_json::from_str(&query).unwrap())
    };
    let said = [
        r#"{"name":"x","how":{"running":"sum"}}"#,
        r#"{"name":"x","of":"sale","how":{"running":"sum"}}"#,
        r#"{"name":"x","of":"region","how":{"running":"sum"}}"#,
        r#"{"name":"count","of":"count","how":{"running":"sum"}}"#,
        r#"{"name":" ","of":"count","how":{"running":"sum"}}"#,
        r#"{"name":"x","of":"count","how":{"running":"sum"},"within":["day"]}"#,
        r#"{"name":"x","of":"count","how":{"tile":0}}"#,
        r#"{"name":"x","of":"count","how":{"value":{"earlier":{"count":1,"unit":"year"}}}}"#,
        r#"{"name":"x","how":{"expression":"count / sales"}}"#,
    ];
    expect![[r#"
        invalid_question: “x” is worked out of which column? Name one
        unknown_column: the answer has no column “sale”
          Its columns are region, count
        wrong_type: “region” holds text, and this needs numbers
        invalid_question: two columns of the answer are named “count”: give one of them another name
        invalid_question: a derived column needs a name
        unknown_column: the answer has no column “day”
          Its columns are region, count
        invalid_question: the values of “count” fall in how many parts? There must be at least 1
        invalid_question: “x” looks along time, and none of the answer's groups is a date
          Group by a date's year, month, week or day
        unknown_column: the answer has no column “sales”
          Its columns are region, count
    "#]]
    .assert_eq(&said.map(refused).concat());
}
