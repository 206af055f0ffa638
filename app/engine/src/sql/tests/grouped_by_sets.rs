//! `rollup`, `cube` and `grouping sets`.

use super::check_sql;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn several_sets_of_groups() {
    check_sql(
        r#"select shop, open, count(*) n, sum(qty) q, grouping(shop, open) g from sales group by rollup(shop, open) order by g, shop, open"#,
        expect![[r#"
            shop | open | n | q | g
            a | false | 2 | 4 | 0
            b | false | 1 | – | 0
            b | true | 2 | 1 | 0
            z | true | 1 | 10 | 0
            Élan | true | 1 | -5 | 0
            – | – | 1 | 4 | 0
            a | – | 2 | 4 | 1
            b | – | 3 | 1 | 1
            z | – | 1 | 10 | 1
            Élan | – | 1 | -5 | 1
            – | – | 1 | 4 | 1
            – | – | 8 | 14 | 3
        "#]],
    );
    check_sql(
        r#"select open, shop is null x, count(*) n from sales group by cube(open, shop is null) order by 1, 2"#,
        expect![[r#"
            open | x | n
            false | false | 3
            false | – | 3
            true | false | 4
            true | – | 4
            – | false | 7
            – | true | 1
            – | true | 1
            – | – | 1
            – | – | 8
        "#]],
    );
    check_sql(
        r#"select shop, extract(year from day) y, avg(price) p from sales group by grouping sets ((shop), (extract(year from day)), ()) having count(*) > 1 order by shop, y"#,
        expect![[r#"
            shop | y | p
            a | – | 0.32499999999999996
            b | – | 0.65
            – | 2024 | 1.9000000000000001
            – | – | 1.1583333333333334
        "#]],
    );
    check_sql(
        r#"select shop, count(*) n, sum(id) filter (where open) i from sales where false group by rollup(shop)"#,
        expect![[r#"
            shop | n | i
            – | 0 | –
        "#]],
    );
    check_sql(
        r#"select open, shop, count(*) n, rank() over (partition by grouping(shop) order by count(*) desc) r from sales group by open, rollup(shop) order by open, n desc, shop"#,
        expect![[r#"
            open | shop | n | r
            false | – | 3 | 2
            false | a | 2 | 1
            false | b | 1 | 3
            true | – | 4 | 1
            true | b | 2 | 1
            true | z | 1 | 3
            true | Élan | 1 | 3
            – | – | 1 | 3
            – | – | 1 | 3
        "#]],
    );
    check_sql(
        r#"select shop, count(*) from sales group by shop with rollup order by 1"#,
        expect![[r#"
            shop | count
            a | 2
            b | 3
            z | 1
            Élan | 1
            – | 1
            – | 8
        "#]],
    );
    check_sql(
        r#"select grouping(id) from sales group by shop"#,
        expect![[r#"
        sql: “id” in grouping is none of what is grouped by
          at grouping(id)
    "#]],
    );
    check_sql(
        r#"select array_agg(id) from sales group by rollup(shop)"#,
        expect![[r#"
            sql: array_agg cannot be used with rollup, cube and grouping sets
              at array_agg(id)
        "#]],
    );
}
