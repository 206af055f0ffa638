use super::answer;
use crate::query;
use crate::query::tests::{catalogs, print};
use crate::sql::explain;
use expect_test::{Expect, expect};
use spec::question::Query;

/// Checks the statement of a query, and that it gives the query's own answer.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(&format!(r#"{{"from":"sales",{query}}}"#)).unwrap();
    let catalogs = catalogs();
    let statement = explain(&catalogs[0], &query, "2024-03-01").unwrap();
    expected.assert_eq(&statement);
    for catalog in catalogs {
        if statement.contains("array_agg") {
            continue;
        }
        let (frame, _) = query::run(&catalog, &query, "2024-03-01").unwrap();
        assert_eq!(answer(&catalog, &statement), print(&frame), "{statement}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn statements_answer_like_their_queries() {
    check(
        r#""columns":["id","shop"],"sort":[{"by":"id"}],"limit":3,"offset":1"#,
        expect![[r#"
            select id, shop
            from sales
            order by id desc nulls last
            limit 3
            offset 1"#]],
    );
    check(
        r#""filter":{"all":[{"contains":{"column":"note","text":"50%"}},{"not":{"null":{"column":"qty"}}}]}"#,
        expect![[r#"
            select *
            from sales
            where (note ilike '%50\%%' and qty is not null)"#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"},{"aggregate":"sum","column":"qty"}]"#,
        expect![[r#"
            select shop, count(*) as count, sum(qty) as "sum of qty"
            from sales
            group by 1
            order by 1"#]],
    );
    check(
        r#""groups":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"mean","column":"price"},{"aggregate":"distinct","column":"shop"}],"sort":[{"by":"average of price"}]"#,
        expect![[r#"
            select date_trunc('month', day)::date as "day (month)", avg(price) as "average of price", count(distinct shop) as "distinct of shop"
            from sales
            group by 1
            order by "average of price" desc nulls last, 1"#]],
    );
    check(
        r#""groups":[{"column":"at","by":{"grain":"quarter"}},{"column":"open"}],"measures":[{"aggregate":"median","column":"qty","name":"Order"}]"#,
        expect![[r#"
            select date_trunc('quarter', at)::date as "at (quarter)", open, percentile_cont(0.5) within group (order by qty) as "Order"
            from sales
            group by 1, 2
            order by 1, 2"#]],
    );
    check(
        r#""groups":[{"column":"at","by":{"grain":"weekday"}}],"measures":[{"aggregate":{"percentile":0.9},"column":"qty"},{"aggregate":"deviation","column":"qty"}]"#,
        expect![[r#"
            select extract(isodow from at) as "at (weekday)", percentile_cont(0.9) within group (order by qty) as "percentile 90 of qty", stddev_samp(qty) as "standard deviation of qty"
            from sales
            group by 1
            order by 1"#]],
    );
    check(
        r#""groups":[{"column":"price","by":{"width":0.5}}],"measures":[{"aggregate":"min","column":"id"},{"aggregate":"max","column":"id"},{"aggregate":"last","column":"qty"}]"#,
        expect![[r#"
            select floor(price / 0.5) * 0.5 as "price (bin)", min(id) as "lowest of id", max(id) as "highest of id", (array_agg(qty) filter (where qty is not null))[count(qty)] as "last of qty"
            from sales
            group by 1
            order by 1"#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"share"},{"aggregate":"share","column":"id"}]"#,
        expect![[r#"
            select shop, count(*) * 1.0 / nullif(sum(count(*)) over (), 0) as share, sum(id) * 1.0 / nullif(sum(sum(id)) over (), 0) as "share of id"
            from sales
            group by 1
            order by 1"#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"count"}],"having":{"compare":{"column":"count","is":"greater","value":1}}"#,
        expect![[r#"
            select shop, count(*) as count
            from sales
            group by 1
            having count(*) > 1
            order by 1"#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"sum","column":"id"}],"top":{"count":2}"#,
        expect![[r#"
            select shop, sum(id) as "sum of id"
            from sales
            group by 1
            order by sum(id) desc nulls last, shop
            limit 2"#]],
    );
    check(
        r#""groups":[{"column":"shop"}],"measures":[{"aggregate":"mean","column":"id"}],"top":{"count":2,"other":true},"sort":[{"by":"average of id"}]"#,
        expect![[r#"
            with leaders as (select shop as leader, row_number() over (order by avg(id) desc nulls last, shop) as place from sales group by 1 order by 2 limit 2)
            select case when place is null then coalesce((select 'All other' from leaders where leader = 'Other' limit 1), 'Other') else leader end as shop, avg(id) as "average of id"
            from sales left join leaders on shop is not distinct from leader
            group by 1, place
            order by place is null, "average of id" desc nulls last, place"#]],
    );
    check(
        r#""groups":[{"column":"open"},{"column":"shop"}],"measures":[{"aggregate":"count"}],"top":{"count":1,"group":"shop"}"#,
        expect![[r#"
            with leaders as (select shop as leader, row_number() over (order by count(*) desc nulls last, shop) as place from sales group by 1 order by 2 limit 1),
            grouped as (select open, shop, count(*) as count from sales group by 1, 2)
            select open, shop, count
            from grouped join leaders on shop is not distinct from leader
            order by 1, place"#]],
    );
    check(
        r#""calculated":[{"name":"revenue","expression":"price * qty"},{"name":"twice","expression":"revenue * 2"}],"measures":[{"aggregate":"sum","column":"twice"}]"#,
        expect![[r#"
            select sum(twice) as "sum of twice"
            from (select *, revenue * 2 as twice from (select *, price * qty as revenue from sales) as sales) as sales"#]],
    );
    check(
        r#""columns":["id"],"filter":{"any":[{"in":{"column":"shop","values":["a",null,"it's"]}},{"in":{"column":"day","by":{"grain":"month"},"values":["2024-12-01"]}},{"between":{"column":"day","low":"2024-02-01","high":"2024-02-28"}}]}"#,
        expect![[r#"
            select id
            from sales
            where ((shop in ('a', 'it''s') or shop is null) or date_trunc('month', day)::date = '2024-12-01' or day between '2024-02-01' and '2024-02-28')"#]],
    );
    check(
        r#""columns":["id"],"filter":{"relative":{"column":"day","span":{"last":{"count":1,"unit":"month"}}}}"#,
        expect![[r#"
            select id
            from sales
            where (day >= '2024-02-01' and day < '2024-03-01')"#]],
    );
}
