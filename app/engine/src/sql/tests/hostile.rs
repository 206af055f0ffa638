//! What must never stop the engine: in a browser a panic is the end of it.

use super::answer;
use crate::catalog::Catalog;
use crate::query::tests::catalogs;
use polars::prelude::*;
use spec::reading::Source;

#[test]
fn nothing_panics() {
    let [catalog, _] = catalogs();
    let mut bad = Vec::new();
    for text in [
        "select date '2024-01-01' + interval '999999 years'",
        "select day - interval '999999 years' from sales",
        "select at + interval '900000 months' from sales",
        "select day + 999999 from sales",
        "select day + huge from sales",
        "select day + id * 1000000000 from sales",
        "select to_timestamp(1e18)",
        "select date_trunc('month', to_timestamp(1e13)), year(to_timestamp(9e12))",
        "select date_trunc('month', make_date(262000, 1, 1)), last_day(make_date(262000, 12, 1))",
        "select strftime(make_date(262000, 1, 1), '%Y')",
        "select date '9999-12-31' + interval '1 month', date '0001-01-01' - interval '1 month'",
        "select huge * huge, huge + huge, -huge from sales",
        "select id // 0, id % 0, 5 // (id - id) from sales",
        "select substr(note, -5, 1000000000), right(note, -1000000000), lpad(note, 1000000000, '') from sales",
        "select note ~ '(' from sales",
        "select regexp_extract(note, '(a)', 7) from sales",
        "select regexp_replace(note, '[', 'x') from sales",
        "select ntile(0) over (order by id), nth_value(id, 0) over (), lag(id, -1000000) over (order by id) from sales",
        "select sum(id) over (order by id rows between 5 following and 2 following) from sales",
        "select id from sales group by id, id order by 0",
        "select id from sales limit 0 offset 99999999999",
        "select * from sales where false order by id limit 1",
        "select corr(id, id), stddev(id), quantile_cont(id, 1) from sales where false",
        "select max(note) over (partition by shop order by id) from sales where false",
        "select string_agg(note, ',') from sales where false",
        "select (select id from sales where false)",
        "select shop from sales where shop in (select note from sales where false)",
        "select round(1e308, 300), pow(10, 400), exp(1000), log(0), 1e400",
        "select huge::int, (price * 1e300)::int, (huge * 1.0)::date from sales",
        "select '9999-99-99'::date",
        "select date_diff('day', date '0001-01-01', date '9999-12-31')",
        "select repeat(repeat(note, 1000), 1000) from sales where id = 1",
        "select cost + cost, cost * cost, sum(cost * 1e30) from sales",
        "select case when null then 1 end, null + 1, null = null, not null, coalesce(null, null)",
        "select count(null), sum(null), max(null), avg(null) from sales",
        "select distinct null from sales union select 1",
        "select array_agg(shop), array_agg(distinct id order by id desc) from sales group by open",
        "select min(open), max(open), sum(open), avg(open), mode(open) from sales group by shop",
        "select first(cost), median(cost), median(day) from sales",
        "select * from sales s join sales t on s.price = t.qty and s.day = t.day and s.at = t.day",
        "select extract(hour from day), extract(second from day), extract(epoch from at) from sales",
        "with a as (select 1 as x), b as (select x from a) select * from b, a where a.x = b.x",
    ] {
        let asked = || answer(&catalog, text);
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(asked));
        if done.is_err() {
            bad.push(text);
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn days_that_no_calendar_holds_are_null() {
    let frame = df!["at" => [i64::MAX, 0, i64::MIN], "day" => [i32::MAX, 0, i32::MIN]].unwrap();
    let casts = [
        col("at").cast(DataType::Datetime(TimeUnit::Microseconds, None)),
        col("day").cast(DataType::Date),
    ];
    let mut catalog = Catalog::default();
    let frame = frame.lazy().with_columns(casts).collect().unwrap();
    catalog.add("far", frame, Source::default()).unwrap();
    let text = "select date_trunc('month', at) a, year(day) d, count(*) n from far group by a, d order by a";
    assert_eq!(
        answer(&catalog, text),
        "a | d | n\n1970-01-01T00:00:00 | 1970 | 1\n– | – | 2\n"
    );
}

#[test]
fn every_row_is_joined_with_the_few_that_are_left() {
    let catalog = Catalog::default();
    for few in ["where n = 5 or n = 7", "limit 2", "order by n desc limit 2 offset 1"] {
        let text = format!(
            "select count(*) as n from generate_series(1, 2000000) as a(n), (select n from generate_series(1, 2000000) as b(n) {few}) as c"
        );
        assert_eq!(answer(&catalog, &text), "n\n4000000\n", "{few}");
    }
}
