use super::check_sql;
use expect_test::expect;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn names() {
    check_sql(
        r#"select id, shop from sales order by id limit 2"#,
        expect![[r#"
        id | shop
        1 | b
        2 | a
    "#]],
    );
    check_sql(
        r#"select * from shops order by since limit 1"#,
        expect![[r#"
        shop | city | since
        a | Aachen | 2020
    "#]],
    );
    check_sql(
        r#"SELECT Id, "shop" FROM Sales WHERE ID = 1; -- the end"#,
        expect![[r#"
            Id | shop
            1 | b
        "#]],
    );
    check_sql(
        r#"select s.* exclude (note, day, at, qty, price, tiny, huge, open, cost) from sales s where s.id < 3 order by 1"#,
        expect![[r#"
            id | shop
            1 | b
            2 | a
        "#]],
    );
    check_sql(
        r#"select extract(year from day), extract(month from day), 1, 1, 'x', 'x' from sales where id = 3"#,
        expect![[r#"
            year | month | 1 | 1_2 | x | x_2
            2024 | 2 | 1 | 1 | x | x
        "#]],
    );
    check_sql(
        r#"select a.shop, b.shop from sales a join sales b on a.id = b.id where a.id = 1"#,
        expect![[r#"
            shop | shop_2
            b | b
        "#]],
    );
    check_sql(
        r#"select id as "Order No" from sales order by "Order No" desc limit 1"#,
        expect![[r#"
            Order No
            8
        "#]],
    );
    check_sql(
        r#"select 1 + 1 as two, 'a' || 'b' as ab"#,
        expect![[r#"
        two | ab
        2 | ab
    "#]],
    );
    check_sql(
        r#"select /* nothing */ count(*) from sales"#,
        expect![[r#"
        count
        8
    "#]],
    );
    check_sql(
        r#"select id, from sales where id = 1"#,
        expect![[r#"
        id
        1
    "#]],
    );
    check_sql(
        r#"select s.id from (select id from sales) s where id > 7"#,
        expect![[r#"
            id
            8
        "#]],
    );
    check_sql(
        r#"show tables"#,
        expect![[r#"
        name
        sales
        shops
    "#]],
    );
    check_sql(
        r#"describe shops"#,
        expect![[r#"
        column | type
        shop | text
        city | text
        since | integer
    "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn grouped() {
    check_sql(
        r#"select shop, count(*) as n from sales group by shop order by shop"#,
        expect![[r#"
            shop | n
            a | 2
            b | 3
            z | 1
            Élan | 1
            – | 1
        "#]],
    );
    check_sql(
        r#"select date_trunc('month', day) as m, count(*) from sales group by m order by m"#,
        expect![[r#"
            m | count
            2023-12-01 | 1
            2024-01-01 | 1
            2024-02-01 | 3
            2024-12-01 | 1
            2025-01-01 | 1
            – | 1
        "#]],
    );
    check_sql(
        r#"select date_trunc('month', day), count(*) n from sales group by 1 order by 2 desc, 1"#,
        expect![[r#"
            date_trunc | n
            2024-02-01 | 3
            2023-12-01 | 1
            2024-01-01 | 1
            2024-12-01 | 1
            2025-01-01 | 1
            – | 1
        "#]],
    );
    check_sql(
        r#"select shop, sum(qty) q from sales group by all order by q desc, shop"#,
        expect![[r#"
            shop | q
            z | 10
            a | 4
            – | 4
            b | 1
            Élan | -5
        "#]],
    );
    check_sql(
        r#"select upper(shop) u, count(*) n from sales group by u having n > 1 order by u"#,
        expect![[r#"
            u | n
            A | 2
            B | 3
        "#]],
    );
    check_sql(
        r#"select shop s, avg(price) from sales group by s order by avg(price) desc, s"#,
        expect![[r#"
            s | avg
            z | 2.5
            – | 2.5
            b | 0.65
            a | 0.32499999999999996
            Élan | –
        "#]],
    );
    check_sql(
        r#"select shop from sales group by shop having sum(qty) > 2 order by 1"#,
        expect![[r#"
            shop
            a
            z
            –
        "#]],
    );
    check_sql(
        r#"select count(*), count(qty), count(distinct shop), count(distinct qty), sum(qty), avg(qty), min(shop), max(shop) from sales"#,
        expect![[r#"
            count | count_2 | count_3 | count_4 | sum | avg | min | max
            8 | 6 | 4 | 5 | 14 | 2.3333333333333335 | a | Élan
        "#]],
    );
    check_sql(
        r#"select sum(qty) as q, max(day) as d from sales where false"#,
        expect![[r#"
            q | d
            – | –
        "#]],
    );
    check_sql(
        r#"select count(*) from sales where 1 = 0 group by shop"#,
        expect![[r#"
            count
        "#]],
    );
    check_sql(
        r#"select median(qty), stddev(qty), stddev_pop(qty), var_samp(qty), quantile_cont(qty, 0.9), mode(qty) from sales"#,
        expect![[r#"
            median | stddev | stddev_pop | var_samp | quantile_cont | mode
            2 | 4.844240566555987 | 4.422166387140534 | 23.46666666666667 | 7 | 2
        "#]],
    );
    check_sql(
        r#"select percentile_cont(0.5) within group (order by price) from sales"#,
        expect![[r#"
            percentile_cont
            0.85
        "#]],
    );
    check_sql(
        r#"select corr(id, qty), covar_samp(id, qty), covar_pop(id, qty) from sales"#,
        expect![[r#"
            corr | covar_samp | covar_pop
            0.4370614685290014 | 5.466666666666667 | 4.555555555555556
        "#]],
    );
    check_sql(
        r#"select count(*) filter (where open) as n, sum(qty) filter (where shop = 'a') as a, avg(price) filter (where qty > 1) as p from sales"#,
        expect![[r#"
            n | a | p
            4 | 4 | 1.4125
        "#]],
    );
    check_sql(
        r#"select string_agg(shop, ',' order by id desc) from sales"#,
        expect![[r#"
            string_agg
            z,b,a,Élan,b,a,b
        "#]],
    );
    check_sql(
        r#"select shop, string_agg(note, '; ') as notes from sales group by shop order by shop"#,
        expect![[r#"
            shop | notes
            a | REFUND; straße
            b | 50% off; a refund.; 日本
            z | (x)
            Élan | –
            – | 
        "#]],
    );
    check_sql(
        r#"select shop, first(id) f, last(id) l, array_agg(id) ids from sales group by shop order by shop"#,
        expect![[r#"
            shop | f | l | ids
            a | 2 | 6 | [2,6]
            b | 1 | 7 | [1,3,7]
            z | 8 | 8 | [8]
            Élan | 5 | 5 | [5]
            – | 4 | 4 | [4]
        "#]],
    );
    check_sql(
        r#"select bool_and(open), bool_or(open), count_if(open) from sales"#,
        expect![[r#"
            bool_and | bool_or | count_if
            false | true | 4
        "#]],
    );
    check_sql(
        r#"select arg_max(id, price), arg_min(id, price) from sales"#,
        expect![[r#"
            arg_max | arg_min
            4 | 6
        "#]],
    );
    check_sql(
        r#"select sum(huge) from sales"#,
        expect![[r#"
        sum
        18455751272964293000
    "#]],
    );
    check_sql(
        r#"select sum(tiny), sum(cost), avg(cost), sum(distinct qty) from sales"#,
        expect![[r#"
            sum | sum_2 | avg | sum_3
            399 | 16.71 | 2.3871428571428575 | 12
        "#]],
    );
    check_sql(
        r#"select max(qty) - min(id) as spread, round(avg(price), 2) from sales"#,
        expect![[r#"
            spread | round
            9 | 1.16
        "#]],
    );
    check_sql(
        r#"select case when qty > 2 then 'many' when qty is null then 'none' else 'few' end as size, count(*) as n from sales group by size order by n desc, size"#,
        expect![[r#"
            size | n
            few | 4
            many | 2
            none | 2
        "#]],
    );
    check_sql(
        r#"select floor(price / 1) as bin, count(*) as n from sales group by bin order by bin"#,
        expect![[r#"
            bin | n
            -1 | 1
            0 | 2
            1 | 1
            2 | 2
            – | 2
        "#]],
    );
    check_sql(
        r#"select shop, qty, count(*) from sales group by shop, qty order by 1, 2 limit 3"#,
        expect![[r#"
            shop | qty | count
            a | 2 | 2
            b | 1 | 1
            b | – | 2
        "#]],
    );
    check_sql(
        r#"select sum(qty) * 100.0 / (select sum(qty) from sales) as percent, shop from sales group by shop order by shop"#,
        expect![[r#"
            percent | shop
            28.57142857142857 | a
            7.142857142857142 | b
            71.42857142857143 | z
            -35.714285714285715 | Élan
            28.57142857142857 | –
        "#]],
    );
    check_sql(
        r#"select distinct shop from sales order by shop"#,
        expect![[r#"
        shop
        a
        b
        z
        Élan
        –
    "#]],
    );
    check_sql(
        r#"select distinct on (shop) shop, id from sales order by shop, id desc"#,
        expect![[r#"
            shop | id
            a | 6
            b | 7
            z | 8
            Élan | 5
            – | 4
        "#]],
    );
    check_sql(
        r#"select 7 as x, count(*) from sales group by x"#,
        expect![[r#"
        x | count
        7 | 8
    "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn filtered() {
    check_sql(
        r#"select id from sales where shop = 'a'"#,
        expect![[r#"
        id
        2
        6
    "#]],
    );
    check_sql(
        r#"select id from sales where shop <> 'a' order by id"#,
        expect![[r#"
            id
            1
            3
            5
            7
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where shop in ('a', 'Élan') order by id"#,
        expect![[r#"
            id
            2
            5
            6
        "#]],
    );
    check_sql(
        r#"select id from sales where shop not in ('a', 'b') order by id"#,
        expect![[r#"
            id
            5
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where shop not in ('a', null)"#,
        expect![[r#"
            id
        "#]],
    );
    check_sql(
        r#"select id from sales where note like '%refund%'"#,
        expect![[r#"
        id
        3
    "#]],
    );
    check_sql(
        r#"select id from sales where note ilike '%REFUND%' order by id"#,
        expect![[r#"
            id
            2
            3
        "#]],
    );
    check_sql(
        r#"select id from sales where note not like '%e%' order by id"#,
        expect![[r#"
            id
            1
            2
            4
            7
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where shop like '_'  and shop >= 'b' order by id"#,
        expect![[r#"
            id
            1
            3
            7
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where shop ~ '^[ab]$' order by id"#,
        expect![[r#"
            id
            1
            2
            3
            6
            7
        "#]],
    );
    check_sql(
        r#"select id from sales where day = '2024-02-29'"#,
        expect![[r#"
        id
        3
        4
    "#]],
    );
    check_sql(
        r#"select id from sales where day between '2024-01-01' and date '2024-02-28' order by id"#,
        expect![[r#"
            id
            2
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where at >= '2024-02-29 12:30' order by id"#,
        expect![[r#"
            id
            3
            5
            7
        "#]],
    );
    check_sql(
        r#"select id from sales where day >= date '2024-01-01' - interval '1 day' and day < '2024-01-01'::date + interval 2 month order by id"#,
        expect![[r#"
            id
            1
            2
            3
            4
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where extract(dow from day) = 0"#,
        expect![[r#"
            id
            1
        "#]],
    );
    check_sql(
        r#"select id from sales where qty is null or price is null order by id"#,
        expect![[r#"
            id
            3
            5
            7
        "#]],
    );
    check_sql(
        r#"select id from sales where not (qty > 2) order by id"#,
        expect![[r#"
            id
            1
            2
            5
            6
        "#]],
    );
    check_sql(
        r#"select id from sales where open order by id"#,
        expect![[r#"
        id
        1
        3
        5
        8
    "#]],
    );
    check_sql(
        r#"select id from sales where open is not true order by id"#,
        expect![[r#"
            id
            2
            4
            6
            7
        "#]],
    );
    check_sql(
        r#"select id from sales where qty in (select since - 2018 from shops)"#,
        expect![[r#"
            id
            2
            4
            6
        "#]],
    );
    check_sql(
        r#"select id from sales where shop in (select shop from shops where since > 2020) order by id"#,
        expect![[r#"
            id
            1
            3
            5
            7
        "#]],
    );
    check_sql(
        r#"select id from sales where exists (select 1 from shops where since = 2024) and id < 2"#,
        expect![[r#"
            id
            1
        "#]],
    );
    check_sql(
        r#"select id from sales where price > (select avg(price) from sales) order by id"#,
        expect![[r#"
            id
            4
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where cost = 1.1 order by id"#,
        expect![[r#"
        id
        1
        8
    "#]],
    );
    check_sql(
        r#"select id from sales where shop is distinct from 'b' order by id"#,
        expect![[r#"
            id
            2
            4
            5
            6
            8
        "#]],
    );
    check_sql(
        r#"select id from sales where qty = '2' order by id"#,
        expect![[r#"
        id
        2
        6
    "#]],
    );
    check_sql(
        r#"select id from sales where huge = 9007199254740993"#,
        expect![[r#"
            id
            8
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn functions() {
    check_sql(
        r#"select upper(shop), lower(note), length(shop), left(shop, 1), right(note, 2), reverse(shop) from sales where id = 5 or id = 1 order by id"#,
        expect![[r#"
            upper | lower | length | left | right | reverse
            B | 50% off | 1 | b | ff | b
            ÉLAN | – | 4 | É | – | nalÉ
        "#]],
    );
    check_sql(
        r#"select substring('hello' from 2 for 3), substr('hello', 0, 3), replace('aXbX', 'X', '-'), split_part('a,b,c', ',', 2), trim('  x '), ltrim('xxy', 'x'), lpad('7', 3, '0'), position('l' in 'hello'), initcap('hello wORLD')"#,
        expect![[r#"
            substring | substr | replace | split_part | trim | ltrim | lpad | position | initcap
            ell | he | a-b- | b | x | y | 007 | 3 | Hello World
        "#]],
    );
    check_sql(
        r#"select concat('a', null, 'b'), 'a' || null, concat_ws('-', 'a', 'b'), starts_with('abc', 'ab'), regexp_replace('a1b2', '[0-9]', '#'), repeat('ab', 2)"#,
        expect![[r#"
            concat | 'a' || NULL | concat_ws | starts_with | regexp_replace | repeat
            ab | – | a-b | true | a#b# | abab
        "#]],
    );
    check_sql(
        r#"select round(2.5), round(-2.5), round(1.005, 2), round(1234, -2), floor(-1.5), ceil(1.2), trunc(-1.7), abs(-3), 7 % 3, -7 % 3, 7 / 2, 7 // 2, mod(7, 4), pow(2, 10), sqrt(16), ln(1), log(100), sign(-2.5)"#,
        expect![[r#"
            round | round_2 | round_3 | round_4 | floor | ceil | trunc | abs | 7 % 3 | -7 % 3 | 7 / 2 | 7 // 2 | mod | pow | sqrt | ln | log | sign
            3 | -3 | 1.01 | 1200 | -2 | 2 | -1 | 3 | 1 | -1 | 3.5 | 3 | 3 | 1024 | 4 | 0 | 2 | -1
        "#]],
    );
    check_sql(
        r#"select 1 / 0, 5 % 0, sqrt(-1), nullif(1, 1), coalesce(null, 2, 3), greatest(1, 3.5, 2), least('b', 'a'), if(true, 'y', 'n')"#,
        expect![[r#"
            1 / 0 | 5 % 0 | sqrt | nullif | coalesce | greatest | least | if
            – | – | – | – | 2 | 3.5 | a | y
        "#]],
    );
    check_sql(
        r#"select extract(year from d), date_part('quarter', d), year(d), month(d), day(d), dayofweek(d), extract(isodow from d), extract(week from d), extract(doy from d), dayname(d), monthname(d), last_day(d) from (select date '2024-02-29' as d)"#,
        expect![[r#"
            year | date_part | year_2 | month | day | dayofweek | isodow | week | doy | dayname | monthname | last_day
            2024 | 1 | 2024 | 2 | 29 | 4 | 4 | 9 | 60 | Thursday | February | 2024-02-29
        "#]],
    );
    check_sql(
        r#"select date_trunc('week', day), date_trunc('quarter', day), date_trunc('hour', at), date_trunc('day', at) from sales where id = 3"#,
        expect![[r#"
            date_trunc | date_trunc_2 | date_trunc_3 | date_trunc_4
            2024-02-26 | 2024-01-01 | 2024-02-29T12:00:00 | 2024-02-29T00:00:00
        "#]],
    );
    check_sql(
        r#"select date '2024-01-31' + interval '1 month', date '2024-03-01' - date '2024-02-01', date '2024-01-01' + 30, timestamp '2024-01-01 00:00:00' - interval '90 minutes', at + interval '1 hour 30 minutes' from sales where id = 3"#,
        expect![[r#"
            DATE '2024-01-31' + INTERVAL '1 month' | DATE '2024-03-01' - DATE '2024-02-01' | DATE '2024-01-01' + 30 | TIMESTAMP '2024-01-01 00:00:00' - INTERVAL '90 minutes' | at + INTERVAL '1 hour 30 minutes'
            2024-02-29 | 29 | 2024-01-31 | 2023-12-31T22:30:00 | 2024-02-29T14:00:00
        "#]],
    );
    check_sql(
        r#"select date_diff('month', date '2023-11-30', date '2024-02-01'), date_diff('day', '2024-02-28', '2024-03-01'), date_diff('week', date '2024-02-25', date '2024-02-26'), make_date(2024, 2, 30)"#,
        expect![[r#"
            date_diff | date_diff_2 | date_diff_3 | make_date
            3 | 2 | 1 | –
        "#]],
    );
    check_sql(
        r#"select strftime(day, '%d.%m.%Y'), to_char(at, 'YYYY-MM-DD HH24:MI'), to_date('31/12/2023', 'DD/MM/YYYY') from sales where id = 3"#,
        expect![[r#"
            strftime | to_char | to_date
            29.02.2024 | 2024-02-29 12:30 | 2023-12-31
        "#]],
    );
    check_sql(
        r#"select '12'::int, '1.5'::double, 2.5::int, 1.005::numeric(10,2), 12::text, true::int, 'true'::boolean, '2024-02-29'::date, at::date, day::timestamp, try_cast('x' as int), cast(null as int) from sales where id = 3"#,
        expect![[r#"
            12 | 1.5 | 2.5 | 1.005 | 12_2 | true | true_2 | 2024-02-29 | at | day | x | NULL
            12 | 1.5 | 3 | 1.01 | 12 | 1 | true | 2024-02-29 | 2024-02-29 | 2024-02-29T00:00:00 | – | –
        "#]],
    );
    check_sql(
        r#"select case shop when 'a' then 1 when 'b' then 2 end as c from sales order by id limit 4"#,
        expect![[r#"
            c
            2
            1
            2
            –
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn tables() {
    check_sql(
        r#"select s.id, c.city from sales s join shops c on s.shop = c.shop order by s.id"#,
        expect![[r#"
            id | city
            1 | Bonn
            2 | Aachen
            3 | Bonn
            5 | Élysée
            6 | Aachen
            7 | Bonn
        "#]],
    );
    check_sql(
        r#"select s.id, c.city from sales s left join shops c using (shop) order by s.id"#,
        expect![[r#"
            id | city
            1 | Bonn
            2 | Aachen
            3 | Bonn
            4 | –
            5 | Élysée
            6 | Aachen
            7 | Bonn
            8 | –
        "#]],
    );
    check_sql(
        r#"select shop, city from sales right join shops using (shop) order by city, shop"#,
        expect![[r#"
            shop | city
            a | Aachen
            a | Aachen
            b | Bonn
            b | Bonn
            b | Bonn
            – | None
            nowhere | Nowhere
            Élan | Élysée
        "#]],
    );
    check_sql(
        r#"select coalesce(s.shop, c.shop) k, count(s.id) n from sales s full join shops c on c.shop = s.shop group by k order by k"#,
        expect![[r#"
            k | n
            a | 2
            b | 3
            nowhere | 0
            z | 1
            Élan | 1
            – | 1
        "#]],
    );
    check_sql(
        r#"select count(*) from sales, shops"#,
        expect![[r#"
        count
        40
    "#]],
    );
    check_sql(
        r#"select s.id, c.since from sales s, shops c where s.shop = c.shop and c.since > 2020 order by s.id"#,
        expect![[r#"
            id | since
            1 | 2021
            3 | 2021
            5 | 2022
            7 | 2021
        "#]],
    );
    check_sql(
        r#"select c.city, s.id from shops c left join sales s on s.shop = c.shop and s.qty > 1 order by c.city, s.id"#,
        expect![[r#"
            city | id
            Aachen | 2
            Aachen | 6
            Bonn | –
            None | –
            Nowhere | –
            Élysée | –
        "#]],
    );
    check_sql(
        r#"select a.id, b.id from sales a join sales b on a.id < b.id and a.shop = b.shop order by 1, 2"#,
        expect![[r#"
            id | id_2
            1 | 3
            1 | 7
            2 | 6
            3 | 7
        "#]],
    );
    check_sql(
        r#"select id from sales s where id < 4 union all select since from shops where since < 2021 order by 1"#,
        expect![[r#"
            id
            1
            2
            3
            2020
        "#]],
    );
    check_sql(
        r#"select shop from sales union select shop from shops order by shop"#,
        expect![[r#"
            shop
            a
            b
            nowhere
            z
            Élan
            –
        "#]],
    );
    check_sql(
        r#"select shop from sales intersect select shop from shops order by shop"#,
        expect![[r#"
            shop
            a
            b
            Élan
            –
        "#]],
    );
    check_sql(
        r#"select shop from shops except select shop from sales order by shop"#,
        expect![[r#"
            shop
            nowhere
        "#]],
    );
    check_sql(
        r#"with big as (select * from sales where qty > 1), n as (select count(*) as c from big) select id, c from big, n order by id"#,
        expect![[r#"
            id | c
            2 | 4
            4 | 4
            6 | 4
            8 | 4
        "#]],
    );
    check_sql(
        r#"with t(a, b) as (select id, qty from sales) select sum(a), sum(b) from t"#,
        expect![[r#"
            sum | sum_2
            36 | 14
        "#]],
    );
    check_sql(
        r#"select * from (values (1, 'a'), (2, 'b')) t(x, y) order by x desc"#,
        expect![[r#"
            x | y
            2 | b
            1 | a
        "#]],
    );
    check_sql(
        r#"select city from shops semi join sales on shops.shop = sales.shop order by city"#,
        expect![[r#"
            city
            Aachen
            Bonn
            Élysée
        "#]],
    );
    check_sql(
        r#"select city from shops anti join sales using (shop) order by city"#,
        expect![[r#"
            city
            None
            Nowhere
        "#]],
    );
    check_sql(
        r#"select id from sales order by qty desc nulls first, id limit 3 offset 1"#,
        expect![[r#"
            id
            7
            8
            4
        "#]],
    );
    check_sql(
        r#"select id from sales order by price * -1, id limit 2"#,
        expect![[r#"
            id
            4
            8
        "#]],
    );
    check_sql(
        r#"select * from sales natural join shops where id = 1"#,
        expect![[r#"
            id | shop | note | day | at | qty | price | tiny | huge | open | cost | city | since
            1 | b | 50% off | 2023-12-31 | 2023-12-31T23:59:59.500 | 1 | 0.3 | 100 | 9223372036854775807 | true | 1.1 | Bonn | 2021
        "#]],
    );
}
