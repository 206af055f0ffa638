//! Rows that functions make, whole numbers that do not fit, patterns, and rows cut in the standard's words.

use super::check_sql;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn numbers_and_dates_in_a_row() {
    check_sql(
        r#"select * from generate_series(1, 7, 3)"#,
        expect![[r#"
        generate_series
        1
        4
        7
    "#]],
    );
    check_sql(
        r#"select n, n * n sq from range(3) as t(n) order by n desc"#,
        expect![[r#"
            n | sq
            2 | 4
            1 | 1
            0 | 0
        "#]],
    );
    check_sql(
        r#"select g from generate_series(3, 1, -1) g"#,
        expect![[r#"
        g
        3
        2
        1
    "#]],
    );
    check_sql(
        r#"select d, count(s.id) n from generate_series(date '2024-01-31', date '2024-05-01', interval '1 month') g(d) left join sales s on date_trunc('month', s.day) = date_trunc('month', d) group by d order by d"#,
        expect![[r#"
            d | n
            2024-01-31 | 1
            2024-02-29 | 3
            2024-03-29 | 0
            2024-04-29 | 0
        "#]],
    );
    check_sql(
        r#"select * from generate_series('2024-01-01 22:00', '2024-01-02', interval '90 minutes')"#,
        expect![[r#"
            generate_series
            2024-01-01T22:00:00
            2024-01-01T23:30:00
        "#]],
    );
    check_sql(
        r#"select * from generate_series(1, 0)"#,
        expect![[r#"
        generate_series
    "#]],
    );
    check_sql(
        r#"select * from generate_series(1, 5, 0)"#,
        expect![[r#"
        sql: the step of generate_series is 0
          at generate_series(1, 5, 0)
    "#]],
    );
    check_sql(
        r#"select count(*) from generate_series(1, 99999999999)"#,
        expect![[r#"
        sql: generate_series gives more than 10000000 rows
          at generate_series(1, 99999999999)
    "#]],
    );
    check_sql(
        r#"select * from generate_series(date '2024-01-01', date '2024-01-05')"#,
        expect![[r#"
            sql: generate_series over dates needs an interval to step by
              at generate_series(date '2024-01-01', date '2024-01-05')
              Such as: interval '1 day'
        "#]],
    );
    check_sql(
        r#"select * from frobnicate(1)"#,
        expect![[r#"
        sql: frobnicate(…) is no table here
          at frobnicate(1)
          There is generate_series(from, to, step)
    "#]],
    );
}

#[test]
fn whole_numbers_never_wrap_around() {
    check_sql(
        r#"select 9223372036854775807 + 1"#,
        expect![[r#"
        sql: “9223372036854775807 + 1” is too large for a whole number; cast one of the two to double
    "#]],
    );
    check_sql(
        r#"select id * 9223372036854775807 x from sales where id > 1"#,
        expect![[r#"
            sql: “2 * 9223372036854775807” is too large for a whole number; cast one of the two to double
        "#]],
    );
    check_sql(
        r#"select -9223372036854775807 - 2"#,
        expect![[r#"
        sql: “-9223372036854775807 - 2” is too large for a whole number; cast one of the two to double
    "#]],
    );
    check_sql(
        r#"select id * 3000000000 x from sales where id > 6 order by id"#,
        expect![[r#"
            x
            21000000000
            24000000000
        "#]],
    );
    check_sql(
        r#"select sum(9223372036854775807) over () from sales"#,
        expect![[r#"
        sql: the sum over (…) is too large for a whole number
          Cast what is summed to double
    "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn words_and_patterns() {
    check_sql(
        r#"select note ~ 'a(' from sales"#,
        expect![[r#"
        sql: “a(” is no regular expression: unclosed group
          at 'a('
    "#]],
    );
    check_sql(
        r#"select regexp_replace(note, '(a{500}){500}', 'x') from sales"#,
        expect![[r#"
            sql: “(a{500}){500}” is too large a regular expression
              at '(a{500}){500}'
        "#]],
    );
    check_sql(
        r#"select regexp_replace('a-b-c', '(\w)-', '<\1>', 'g') x, regexp_replace('a-b', '-', '$') y, regexp_count('abcabc', '[ab]') n"#,
        expect![[r#"
            x | y | n
            <a><b>c | a$b | 4
        "#]],
    );
    check_sql(
        r#"select left(note, strpos(note, ' ') - 1) first, replace(note, shop, '_') r, contains(note, shop) c from sales where id < 4 order by id"#,
        expect![[r#"
            first | r | c
            50% | 50% off | false
            REFUN | REFUND | false
            a | a refund. | false
        "#]],
    );
    check_sql(
        r#"select datediff(month, date '2024-01-31', date '2024-03-01') m, dateadd(day, -1, date '2024-03-01') d, date_sub(date '2024-03-31', interval 1 month) s, safe_divide(1, 0) z, if(1 > 2, 'a', 'b') i, isnull(null) n, isnull(null, 4) f"#,
        expect![[r#"
            m | d | s | z | i | n | f
            2 | 2024-02-29 | 2024-02-29 | – | b | true | 4
        "#]],
    );
    check_sql(
        r#"select regr_slope(price, id) s, regr_count(price, id) n, round(regr_intercept(price, id), 6) i from sales"#,
        expect![[r#"
            s | n | i
            0.15169491525423734 | 6 | 0.450424
        "#]],
    );
    check_sql(
        r#"select id from sales order by id offset 2 rows fetch first 2 rows only"#,
        expect![[r#"
            id
            3
            4
        "#]],
    );
    check_sql(
        r#"select id from sales where id is not distinct from 3 limit all"#,
        expect![[r#"
            id
            3
        "#]],
    );
    check_sql(
        r#"select id, sum(qty) over (order by id rows between current row and unbounded following) s, count(*) filter (where open) over (order by shop range between current row and unbounded following) n, max(qty) over (order by id rows between 1 preceding and 1 following) m from sales order by id"#,
        expect![[r#"
            id | s | n | m
            1 | 14 | 4 | 2
            2 | 13 | 4 | 2
            3 | 11 | 4 | 4
            4 | 11 | 0 | 4
            5 | 7 | 1 | 4
            6 | 12 | 4 | 2
            7 | 10 | 4 | 10
            8 | 10 | 2 | 10
        "#]],
    );
    check_sql(
        r#"select current_date d, now() n, today() t"#,
        expect![[r#"
        d | n | t
        2024-03-01 | 2024-03-01T00:00:00 | 2024-03-01
    "#]],
    );
    check_sql(
        r#"select * from (values (1, 'a'), (2, null)) v(n, t) order by n"#,
        expect![[r#"
            n | t
            1 | a
            2 | –
        "#]],
    );
}

#[test]
fn ranges_of_values() {
    check_sql(
        r#"select id, count(*) over (order by day range between interval '30 days' preceding and current row) n, sum(qty) over (order by id range between 2 preceding and 1 following) s, count(*) over (order by price desc range between 1 preceding and 1 preceding) p from sales order by id"#,
        expect![[r#"
            id | n | s | p
            1 | 1 | 3 | 0
            2 | 2 | 3 | 0
            3 | 3 | 7 | 2
            4 | 3 | 1 | 0
            5 | 1 | 1 | 2
            6 | 2 | 1 | 0
            7 | 1 | 7 | 0
            8 | 1 | 12 | 0
        "#]],
    );
    check_sql(
        r#"select id, count(*) over (order by day range between interval '1 month' preceding and current row) n from sales"#,
        expect![[r#"
            sql: a range is so many days, hours or the like: a month has no fixed length
              at count(*)
              Such as: range between interval '6 days' preceding and current row
        "#]],
    );
    check_sql(
        r#"select id, shop from sales where id = 1 union all by name select city, shop from shops where since = 2020"#,
        expect![[r#"
            id | shop | city
            1 | b | –
            – | a | Aachen
        "#]],
    );
}

#[test]
fn values_that_are_the_same_for_every_row() {
    check_sql(
        r#"select shop, sum(1) a, avg(2.5) b, max('x') c, count(distinct 1) d, covar_pop(price, 1) e, min(date '2024-01-01') f, string_agg('y', '+' order by 'z', id) g from sales group by shop order by shop"#,
        expect![[r#"
            shop | a | b | c | d | e | f | g
            a | 2 | 2.5 | x | 1 | 0 | 2024-01-01 | y+y
            b | 3 | 2.5 | x | 1 | 0 | 2024-01-01 | y+y+y
            z | 1 | 2.5 | x | 1 | 0 | 2024-01-01 | y
            Élan | 1 | 2.5 | x | 1 | – | 2024-01-01 | y
            – | 1 | 2.5 | x | 1 | 0 | 2024-01-01 | y
        "#]],
    );
    check_sql(
        r#"select sum(-1) a, count(null) b, max(null) c, corr(1, null) d from sales where id > 99"#,
        expect![[r#"
            a | b | c | d
            – | 0 | – | –
        "#]],
    );
    check_sql(
        r#"select sum(2) a, regr_slope(1, 1) b, arg_max(3, 4) c"#,
        expect![[r#"
        a | b | c
        2 | – | 3
    "#]],
    );
    check_sql(
        r#"select distinct on (1) open, id from sales order by 1, id desc, 'x'"#,
        expect![[r#"
            open | id
            false | 7
            true | 8
            – | 4
        "#]],
    );
    check_sql(
        r#"with a as materialized (select 1 x), b as not materialized (select 2 y) select x, y, row_number() over (order by 'x') r from a, b"#,
        expect![[r#"
            x | y | r
            1 | 2 | 1
        "#]],
    );
}

#[test]
fn many_values_are_no_more_than_so_many() {
    let many = (0..60).map(|at| format!("qty + {at}")).collect::<Vec<_>>().join(", ");
    check_sql(
        &format!(
            "select greatest({many}) g, least({many}, null) l, least('b', shop) t, greatest(day, '2024-06-01') d from sales where id < 4 order by id"
        ),
        expect![[r#"
            g | l | t | d
            60 | 1 | b | 2024-06-01
            61 | 2 | a | 2024-06-01
            – | – | b | 2024-06-01
        "#]],
    );
    let nested = (0..20).fold("qty".to_owned(), |inner, _| format!("1 / ({inner})"));
    check_sql(
        &format!("select id, {nested} d from sales where id < 4 order by id"),
        expect![[r#"
            id | d
            1 | 1
            2 | 2
            3 | –
        "#]],
    );
}
