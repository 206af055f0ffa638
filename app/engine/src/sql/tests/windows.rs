use super::check_sql;
use expect_test::expect;

#[test]
fn ranking() {
    check_sql(
        r#"select id, row_number() over (partition by shop order by id desc) r from sales order by id"#,
        expect![[r#"
            id | r
            1 | 3
            2 | 2
            3 | 2
            4 | 1
            5 | 1
            6 | 1
            7 | 1
            8 | 1
        "#]],
    );
    check_sql(
        r#"select id, shop, qty, rank() over (order by qty) r, dense_rank() over (order by qty) d from sales order by r, id"#,
        expect![[r#"
            id | shop | qty | r | d
            5 | Élan | -5 | 1 | 1
            1 | b | 1 | 2 | 2
            2 | a | 2 | 3 | 3
            6 | a | 2 | 3 | 3
            4 | – | 4 | 5 | 4
            8 | z | 10 | 6 | 5
            3 | b | – | 7 | 6
            7 | b | – | 7 | 6
        "#]],
    );
    check_sql(
        r#"select id from (select id, row_number() over (partition by shop order by price desc) as r from sales) t where r = 1 order by id"#,
        expect![[r#"
            id
            2
            4
            5
            7
            8
        "#]],
    );
    check_sql(
        r#"select id, shop from sales qualify row_number() over (partition by shop order by id) = 1 order by id"#,
        expect![[r#"
            id | shop
            1 | b
            2 | a
            4 | –
            5 | Élan
            8 | z
        "#]],
    );
    check_sql(
        r#"select id, ntile(3) over (order by id) n, percent_rank() over (order by open) p, cume_dist() over (order by open) c from sales order by id"#,
        expect![[r#"
            id | n | p | c
            1 | 1 | 0.42857142857142855 | 0.875
            2 | 1 | 0 | 0.375
            3 | 1 | 0.42857142857142855 | 0.875
            4 | 2 | 1 | 1
            5 | 2 | 0.42857142857142855 | 0.875
            6 | 2 | 0 | 0.375
            7 | 3 | 0 | 0.375
            8 | 3 | 0.42857142857142855 | 0.875
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn around() {
    check_sql(
        r#"select id, lag(id) over (order by id) l, lead(qty, 2, 0) over (order by id) d from sales order by id"#,
        expect![[r#"
            id | l | d
            1 | – | –
            2 | 1 | 4
            3 | 2 | -5
            4 | 3 | 2
            5 | 4 | –
            6 | 5 | 10
            7 | 6 | 0
            8 | 7 | 0
        "#]],
    );
    check_sql(
        r#"select id, first_value(id) over w f, last_value(id) over w l from sales window w as (partition by shop order by id) order by id"#,
        expect![[r#"
            id | f | l
            1 | 1 | 1
            2 | 2 | 2
            3 | 1 | 3
            4 | 4 | 4
            5 | 5 | 5
            6 | 2 | 6
            7 | 1 | 7
            8 | 8 | 8
        "#]],
    );
    check_sql(
        r#"select id, sum(qty) over (order by id) running, avg(qty) over (order by id rows between 1 preceding and current row) moving from sales order by id"#,
        expect![[r#"
            id | running | moving
            1 | 1 | 1
            2 | 3 | 1.5
            3 | 3 | 2
            4 | 7 | 4
            5 | 2 | -0.5
            6 | 4 | -1.5
            7 | 4 | 2
            8 | 14 | 10
        "#]],
    );
    check_sql(
        r#"select id, sum(qty) over (partition by shop) s, count(*) over () n, max(note) over (partition by open) m from sales order by id"#,
        expect![[r#"
            id | s | n | m
            1 | 1 | 8 | a refund.
            2 | 4 | 8 | 日本
            3 | 1 | 8 | a refund.
            4 | 4 | 8 | 
            5 | -5 | 8 | a refund.
            6 | 4 | 8 | 日本
            7 | 1 | 8 | 日本
            8 | 10 | 8 | a refund.
        "#]],
    );
    check_sql(
        r#"select shop, sum(qty) q, sum(sum(qty)) over () as total, rank() over (order by sum(qty) desc) r from sales group by shop order by shop"#,
        expect![[r#"
            shop | q | total | r
            a | 4 | 14 | 2
            b | 1 | 14 | 4
            z | 10 | 14 | 1
            Élan | -5 | 14 | 5
            – | 4 | 14 | 2
        "#]],
    );
    check_sql(
        r#"select id, sum(id) over (order by shop) s, min(price) over (order by id rows between unbounded preceding and 1 preceding) m from sales order by id"#,
        expect![[r#"
            id | s | m
            1 | 19 | –
            2 | 8 | 0.3
            3 | 19 | 0.3
            4 | 36 | 0.3
            5 | 32 | 0.3
            6 | 8 | 0.3
            7 | 19 | -0.05
            8 | 27 | -0.05
        "#]],
    );
    check_sql(
        r#"select id, round(100.0 * qty / sum(qty) over (partition by shop), 1) as share from sales order by id"#,
        expect![[r#"
            id | share
            1 | 100
            2 | 50
            3 | –
            4 | 100
            5 | 100
            6 | 50
            7 | –
            8 | 100
        "#]],
    );
    check_sql(
        r#"select date_trunc('month', day) m, count(*) n, count(*) - lag(count(*)) over (order by date_trunc('month', day)) change from sales group by m order by m"#,
        expect![[r#"
            m | n | change
            2023-12-01 | 1 | –
            2024-01-01 | 1 | 0
            2024-02-01 | 3 | 2
            2024-12-01 | 1 | -2
            2025-01-01 | 1 | 0
            – | 1 | 0
        "#]],
    );
}
