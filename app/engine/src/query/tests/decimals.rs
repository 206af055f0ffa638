//! Exact decimals, times of day and lengths of time, from a file through questions, statements and profiles to files again.

use super::{answer, print};
use crate::catalog::Catalog;
use crate::ingest::tests::{opened, table};
use crate::{export, sql};
use expect_test::{Expect, expect};
use spec::problem::Problem;
use spec::question::Query;
use spec::reading::Source;

const FILE: &str = "shop,qty,price,big,at,took\n\
    a,1,$0.10,12345678901234567.89,10:15,36:15:00\n\
    b,2,$0.20,0.01,09:00,01:00:00\n\
    a,3,$0.30,0.10,23:59:30,00:00:05\n\
    b,4,\"$1,000.55\",-1.00,,\n\
    a,5,,,10:15,12:00:00\n";

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    catalog.add("money", table(FILE), Source::default()).unwrap();
    catalog
}

fn check(queries: &[&str], expected: &Expect) {
    let catalog = catalog();
    let mut out = String::new();
    for query in queries {
        let read: Query = serde_json::from_str(&format!(r#"{{"from":"money",{query}}}"#)).unwrap();
        out += &format!("{query}\n{}", indented(&answer(&catalog, &read)));
    }
    expected.assert_eq(&out);
}

fn check_sql(statements: &[&str], expected: &Expect) {
    let catalog = catalog();
    let mut out = String::new();
    for statement in statements {
        let text = format!("select {statement}");
        let said = match sql::run(&catalog, &text, &sql::Given::default()) {
            Ok(frame) => {
                let types: Vec<_> = frame.dtypes().iter().map(ToString::to_string).collect();
                format!("{}\n{}", types.join(" | "), print(&frame))
            }
            Err(error) => format!("{}\n", Problem::from(error).message),
        };
        out += &format!("{statement}\n{}", indented(&said));
    }
    expected.assert_eq(&out);
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn questions() {
    check(
        &[
            r#""measures":[{"aggregate":"sum","column":"price"},{"aggregate":"mean","column":"price"},{"aggregate":"min","column":"price"},{"aggregate":"max","column":"price"},{"aggregate":"median","column":"price"},{"aggregate":"distinct","column":"price"}]"#,
            r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"price"},{"aggregate":"share","column":"price"},{"aggregate":"deviation","column":"price"},{"aggregate":"first","column":"price"},{"aggregate":"last","column":"price"},{"aggregate":"sum","column":"big"}]"#,
            r#""groups":[{"column":"price"}],"measures":[{"aggregate":"count"}]"#,
            r#""groups":[{"column":"price","by":{"width":0.5}}],"measures":[{"aggregate":"count"}]"#,
            r#""groups":[{"column":"price","by":{"bins":5}}],"measures":[{"aggregate":"count"}]"#,
            r#""columns":["price","big"],"filter":{"compare":{"column":"price","is":"at_least","value":0.3}},"sort":[{"by":"price","order":"descending"}]"#,
            r#""columns":["price"],"filter":{"compare":{"column":"big","is":"equal","value":"12345678901234567.89"}}"#,
            r#""columns":["price"],"filter":{"in":{"column":"price","values":[0.1,1000.55,null]}},"sort":[{"by":"price"}]"#,
            r#""columns":["price"],"filter":{"between":{"column":"price","low":0.15,"high":0.3}}"#,
            r#""groups":[{"column":"at"}],"measures":[{"aggregate":"sum","column":"took"},{"aggregate":"mean","column":"took"},{"aggregate":"max","column":"took"}],"sort":[{"by":"at"}]"#,
            r#""groups":[{"column":"at","by":{"grain":"hour_of_day"}}],"measures":[{"aggregate":"count"}]"#,
            r#""columns":["at"],"filter":{"compare":{"column":"at","is":"less","value":"10:00"}}"#,
            r#""columns":["took"],"filter":{"compare":{"column":"took","is":"greater","value":"PT1H"}}"#,
            r#""groups":[{"column":"took"}],"measures":[{"aggregate":"count"}],"top":{"count":2}"#,
        ],
        &expect![[r#"
            "measures":[{"aggregate":"sum","column":"price"},{"aggregate":"mean","column":"price"},{"aggregate":"min","column":"price"},{"aggregate":"max","column":"price"},{"aggregate":"median","column":"price"},{"aggregate":"distinct","column":"price"}]
              sum of price | average of price | lowest of price | highest of price | median of price | distinct of price
              1001.15 | 250.2875 | 0.1 | 1000.55 | 0.25 | 4
              nulls_left_out: 1 of 5 rows has no price and is left out of the sum
            "groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"price"},{"aggregate":"share","column":"price"},{"aggregate":"deviation","column":"price"},{"aggregate":"first","column":"price"},{"aggregate":"last","column":"price"},{"aggregate":"sum","column":"big"}]
              shop | sum of price | share of price | standard deviation of price | first of price | last of price | sum of big
              a | 0.4 | 0.00039954052839234885 | 0.14142135623730948 | 0.1 | 0.3 | 12345678901234567.99
              b | 1000.75 | 0.9996004594716077 | 707.3542685599627 | 0.2 | 1000.55 | -0.99
              nulls_left_out: 1 of 5 rows has no price and is left out of the sum
              nulls_left_out: 1 of 5 rows has no big and is left out of the sum
            "groups":[{"column":"price"}],"measures":[{"aggregate":"count"}]
              price | count
              0.1 | 1
              0.2 | 1
              0.3 | 1
              1000.55 | 1
              – | 1
            "groups":[{"column":"price","by":{"width":0.5}}],"measures":[{"aggregate":"count"}]
              price (bin) | count
              0 | 3
              1000.5 | 1
              – | 1
            "groups":[{"column":"price","by":{"bins":5}}],"measures":[{"aggregate":"count"}]
              price (bin) | count
              0 | 3
              1000 | 1
              – | 1
            "columns":["price","big"],"filter":{"compare":{"column":"price","is":"at_least","value":0.3}},"sort":[{"by":"price","order":"descending"}]
              price | big
              1000.55 | -1
              0.3 | 0.1
            "columns":["price"],"filter":{"compare":{"column":"big","is":"equal","value":"12345678901234567.89"}}
              price
              0.1
            "columns":["price"],"filter":{"in":{"column":"price","values":[0.1,1000.55,null]}},"sort":[{"by":"price"}]
              price
              1000.55
              0.1
              –
            "columns":["price"],"filter":{"between":{"column":"price","low":0.15,"high":0.3}}
              price
              0.2
              0.3
            "groups":[{"column":"at"}],"measures":[{"aggregate":"sum","column":"took"},{"aggregate":"mean","column":"took"},{"aggregate":"max","column":"took"}],"sort":[{"by":"at"}]
              at | sum of took | average of took | highest of took
              23:59:30 | PT5S | PT5S | PT5S
              10:15:00 | P2DT15M | P1DT7M30S | P1DT12H15M
              09:00:00 | PT1H | PT1H | PT1H
              – | – | – | –
              nulls_left_out: 1 of 5 rows has no took and is left out of the sum
            "groups":[{"column":"at","by":{"grain":"hour_of_day"}}],"measures":[{"aggregate":"count"}]
              at (hour of day) | count
              9 | 1
              10 | 2
              23 | 1
              – | 1
            "columns":["at"],"filter":{"compare":{"column":"at","is":"less","value":"10:00"}}
              at
              09:00:00
            "columns":["took"],"filter":{"compare":{"column":"took","is":"greater","value":"PT1H"}}
              took
              P1DT12H15M
              PT12H
            "groups":[{"column":"took"}],"measures":[{"aggregate":"count"}],"top":{"count":2}
              took | count
              PT5S | 1
              PT1H | 1
              groups_left_out: 3 more of took are not shown
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn statements() {
    check_sql(
        &[
            "sum(price), avg(price), min(price), max(price), count(distinct price), median(price), stddev(price) from money",
            "shop, sum(price * qty) as revenue from money group by shop order by shop",
            "price + 1, price - 0.05, price * 3, price / 2, -price, price * price, price + qty, price % 0.3 from money where qty = 3",
            "round(price, 1), abs(price), floor(price), ceil(price), coalesce(price, 0), greatest(price, 5) from money order by qty",
            "cast(price as int), cast(price as double), cast(price as text), cast(price as decimal(10,1)), big::text from money order by qty",
            "price from money where price > 0.2 and price in (0.3, 1000.55) order by price desc",
            "price from money where price = 0.1 or price between 0.15 and 0.2",
            "case when price > 0.2 then price else 0 end as p from money order by qty",
            "sum(price) over (partition by shop order by qty) as s, lag(price) over (order by qty) as l, rank() over (order by price desc) as r from money order by qty",
            "price from money union all select big from money order by 1",
            "m.price, n.qty from money m join money n on m.price = n.price order by n.qty",
            "sum(big), sum(price + big), max(big) - min(big) from money",
            "price, count(*) from money group by price having sum(price) > 0.1 order by price",
            "distinct price from money order by price limit 2",
            "at, took, at::text, took::text, extract(hour from at) as h from money order by qty",
            "min(at), max(at), sum(took), avg(took), count(distinct at) from money",
            "took from money where took > interval '1 hour' order by took",
            "at from money where at > '10:00' order by at",
            "sum(big * big * big) from money",
        ],
        &expect![[r#"
            sum(price), avg(price), min(price), max(price), count(distinct price), median(price), stddev(price) from money
              decimal[38,2] | f64 | decimal[38,2] | decimal[38,2] | i64 | f64 | f64
              sum | avg | min | max | count | median | stddev
              1001.15 | 250.2875 | 0.1 | 1000.55 | 4 | 0.25 | 500.1750066643341
            shop, sum(price * qty) as revenue from money group by shop order by shop
              cat | decimal[38,2]
              shop | revenue
              a | 1
              b | 4002.6
            price + 1, price - 0.05, price * 3, price / 2, -price, price * price, price + qty, price % 0.3 from money where qty = 3
              decimal[38,2] | decimal[38,2] | decimal[38,2] | f64 | decimal[38,2] | decimal[38,4] | decimal[38,2] | f64
              price + 1 | price - 0.05 | price * 3 | price / 2 | -price | price * price | price + qty | price % 0.3
              1.3 | 0.25 | 0.9 | 0.15 | -0.3 | 0.09 | 3.3 | 0
            round(price, 1), abs(price), floor(price), ceil(price), coalesce(price, 0), greatest(price, 5) from money order by qty
              f64 | f64 | f64 | f64 | decimal[38,2] | decimal[38,2]
              round | abs | floor | ceil | coalesce | greatest
              0.1 | 0.1 | 0 | 1 | 0.1 | 5
              0.2 | 0.2 | 0 | 1 | 0.2 | 5
              0.3 | 0.3 | 0 | 1 | 0.3 | 5
              1000.6 | 1000.55 | 1000 | 1001 | 1000.55 | 1000.55
              – | – | – | – | 0 | 5
            cast(price as int), cast(price as double), cast(price as text), cast(price as decimal(10,1)), big::text from money order by qty
              i64 | f64 | str | f64 | str
              price | price_2 | price_3 | price_4 | big
              0 | 0.1 | 0.10 | 0.1 | 12345678901234567.89
              0 | 0.2 | 0.20 | 0.2 | 0.01
              0 | 0.3 | 0.30 | 0.3 | 0.10
              1001 | 1000.55 | 1000.55 | 1000.6 | -1.00
              – | – | – | – | –
            price from money where price > 0.2 and price in (0.3, 1000.55) order by price desc
              decimal[38,2]
              price
              1000.55
              0.3
            price from money where price = 0.1 or price between 0.15 and 0.2
              decimal[38,2]
              price
              0.1
              0.2
            case when price > 0.2 then price else 0 end as p from money order by qty
              decimal[38,2]
              p
              0
              0
              0.3
              1000.55
              0
            sum(price) over (partition by shop order by qty) as s, lag(price) over (order by qty) as l, rank() over (order by price desc) as r from money order by qty
              f64 | decimal[38,2] | i64
              s | l | r
              0.1 | – | 4
              0.2 | 0.1 | 3
              0.4 | 0.2 | 2
              1000.75 | 0.3 | 1
              0.4 | 1000.55 | 5
            price from money union all select big from money order by 1
              decimal[38,2]
              price
              -1
              0.01
              0.1
              0.1
              0.2
              0.3
              1000.55
              12345678901234567.89
              –
              –
            m.price, n.qty from money m join money n on m.price = n.price order by n.qty
              decimal[38,2] | i64
              price | qty
              0.1 | 1
              0.2 | 2
              0.3 | 3
              1000.55 | 4
            sum(big), sum(price + big), max(big) - min(big) from money
              decimal[38,2] | decimal[38,2] | decimal[38,2]
              sum | sum_2 | max(big) - min(big)
              12345678901234567.00 | 12345678901235568.15 | 12345678901234568.89
            price, count(*) from money group by price having sum(price) > 0.1 order by price
              decimal[38,2] | i64
              price | count
              0.2 | 1
              0.3 | 1
              1000.55 | 1
            distinct price from money order by price limit 2
              decimal[38,2]
              price
              0.1
              0.2
            at, took, at::text, took::text, extract(hour from at) as h from money order by qty
              time | duration[μs] | str | str | i64
              at | took | at_2 | took_2 | h
              10:15:00 | P1DT12H15M | 10:15:00 | P1DT12H15M | 10
              09:00:00 | PT1H | 09:00:00 | PT1H | 9
              23:59:30 | PT5S | 23:59:30 | PT5S | 23
              – | – | – | – | –
              10:15:00 | PT12H | 10:15:00 | PT12H | 10
            min(at), max(at), sum(took), avg(took), count(distinct at) from money
              time | time | duration[μs] | duration[μs] | i64
              min | max | sum | avg | count
              09:00:00 | 23:59:30 | P2DT1H15M5S | PT12H18M46.25S | 3
            took from money where took > interval '1 hour' order by took
              duration[μs]
              took
              PT12H
              P1DT12H15M
            at from money where at > '10:00' order by at
              time
              at
              10:15:00
              10:15:00
              23:59:30
            sum(big * big * big) from money
              the engine could not work this out: the result has more than 38 digits; cast one of the decimals to double
        "#]],
    );
}

#[test]
fn profiles_and_files() {
    let mut catalog = catalog();
    let mut out = String::new();
    for column in catalog.profile("money").unwrap().columns {
        out += &format!(
            "{} {:?} {:?}: {} to {}, mean {:?}, {} distinct, {:?}\n",
            column.column.name,
            column.column.kind,
            column.role,
            column.min,
            column.max,
            column.mean,
            column.distinct,
            column.histogram
        );
    }
    let frame = catalog.entry("money").unwrap().frame.clone();
    let csv = export::file(frame.clone(), spec::worker::ExportFormat::Csv).unwrap();
    out += std::str::from_utf8(&csv).unwrap();
    let again = table(std::str::from_utf8(&csv).unwrap());
    out += &format!("{:?}\n", again.dtypes());
    let restored = export::restored(export::stored(frame.clone()).unwrap()).unwrap();
    assert!(restored.equals_missing(&frame));
    let stream = export::arrow_stream(frame.clone()).unwrap();
    let again = opened(&stream, "t.arrow");
    assert!(again.equals_missing(&frame), "{again}");
    expect![[r#"
        shop Text Category: a to b, mean None, 2 distinct, []
        qty Integer Measure: 1 to 5, mean Some(3.0), 5 distinct, [1, 1, 1, 1, 1]
        price Decimal Rate: 0.1 to 1000.55, mean Some(250.2875), 4 distinct, [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        big Decimal Measure: -1 to 12345678901234567.89, mean Some(3086419725308642.0), 4 distinct, [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        at Time Period: 09:00:00 to 23:59:30, mean None, 3 distinct, [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        took Duration Rate: PT5S to P1DT12H15M, mean None, 4 distinct, [2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
        shop,qty,price,big,at,took
        a,1,0.10,12345678901234567.89,10:15:00,P1DT12H15M
        b,2,0.20,0.01,09:00:00,PT1H
        a,3,0.30,0.10,23:59:30,PT5S
        b,4,1000.55,-1.00,,
        a,5,,,10:15:00,PT12H
        [Categorical, Int64, Float64, Decimal(38, 2), Time, Duration('μs')]
    "#]].assert_eq(&out);
}
