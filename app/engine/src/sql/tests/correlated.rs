//! Inner statements that use columns of the outer one.

use super::check_sql;
use expect_test::expect;

#[test]
fn rows_that_exist() {
    check_sql(
        r#"select id, shop from sales s where exists (select 1 from shops c where c.shop = s.shop and c.since > 2020) order by id"#,
        expect![[r#"
            id | shop
            1 | b
            3 | b
            5 | Élan
            7 | b
        "#]],
    );
    check_sql(
        r#"select id, shop from sales s where not exists (select * from shops c where c.shop = s.shop) order by id"#,
        expect![[r#"
            id | shop
            4 | –
            8 | z
        "#]],
    );
    check_sql(
        r#"select id from sales s where exists (select 1 from sales t where t.shop = s.shop and t.id <> s.id and t.qty > s.qty) order by id"#,
        expect![[r#"
            id
        "#]],
    );
    check_sql(
        r#"select id from sales s where qty in (select t.qty from sales t where t.shop = s.shop and t.id <> s.id) order by id"#,
        expect![[r#"
            id
            2
            6
        "#]],
    );
    check_sql(
        r#"select id from sales s where qty not in (select t.qty from sales t where t.shop = s.shop and t.id < s.id) order by id"#,
        expect![[r#"
            id
            1
            2
            4
            5
            8
        "#]],
    );
    check_sql(
        r#"select id, qty not in (select t.qty from sales t where t.open = s.open and t.shop = 'b') x from sales s order by id"#,
        expect![[r#"
            id | x
            1 | false
            2 | –
            3 | –
            4 | true
            5 | –
            6 | –
            7 | –
            8 | –
        "#]],
    );
    check_sql(
        r#"select count(*) n from sales s where exists (select 1 from shops where shops.shop = s.shop and exists (select 1 from sales t where t.shop = shops.shop and t.qty = 2))"#,
        expect![[r#"
            n
            2
        "#]],
    );
}

#[test]
fn values_that_belong_to_a_row() {
    check_sql(
        r#"select id, (select max(t.qty) from sales t where t.shop = s.shop) most, (select count(*) from sales t where t.shop = s.shop and t.open) n from sales s order by id"#,
        expect![[r#"
            id | most | n
            1 | 1 | 2
            2 | 2 | 0
            3 | 1 | 2
            4 | – | 0
            5 | -5 | 1
            6 | 2 | 0
            7 | 1 | 2
            8 | 10 | 1
        "#]],
    );
    check_sql(
        r#"select id from sales s where price > (select avg(price) from sales t where t.shop = s.shop) order by id"#,
        expect![[r#"
            id
            2
            7
        "#]],
    );
    check_sql(
        r#"select id, (select city from shops c where c.shop = s.shop) city from sales s order by id"#,
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
        r#"select shop, (select t.id from sales t where t.shop = c.shop order by t.price desc limit 1) best from shops c order by shop"#,
        expect![[r#"
            shop | best
            a | 2
            b | 7
            nowhere | –
            Élan | 5
            – | –
        "#]],
    );
    check_sql(
        r#"select shop, (select t.id from sales t where t.shop = c.shop) best from shops c"#,
        expect![[r#"
            sql: an inner statement that stands for one value gives several rows for a row of the outer one
              at select t.id from sales t where t.shop = c.shop
              Add limit 1, or an aggregate such as max(…)
        "#]],
    );
    check_sql(
        r#"select sum((select since from shops c where c.shop = s.shop)) years, count(*) n from sales s group by open order by n"#,
        expect![[r#"
            years | n
            – | 1
            6061 | 3
            6064 | 4
        "#]],
    );
    check_sql(
        r#"select id, case when exists (select 1 from shops c where c.shop = s.shop) then 'known' else 'other' end k from sales s where id < 5 order by id"#,
        expect![[r#"
            id | k
            1 | known
            2 | known
            3 | known
            4 | other
        "#]],
    );
}

#[test]
fn tables_with_commas_are_joined_as_they_are_linked() {
    check_sql(
        r#"select a.id, c.city, b.id from sales a, sales x, shops c, sales b where b.id = a.id and x.id = b.id and a.shop = c.shop and c.since < 2022 order by a.id"#,
        expect![[r#"
            id | city | id_2
            1 | Bonn | 1
            2 | Aachen | 2
            3 | Bonn | 3
            6 | Aachen | 6
            7 | Bonn | 7
        "#]],
    );
    check_sql(
        r#"select * from (values (1)) a(x), (values (2), (3)) b(y), (values (3, 1)) c(z, w) where w = x and z = y"#,
        expect![[r#"
            x | y | z | w
            1 | 3 | 3 | 1
        "#]],
    );
}

#[test]
fn nothing_is_passed_over_in_silence() {
    for text in [
        "select id, (select rank() over (order by t.id) from sales t where t.shop = s.shop) from sales s",
        "select id from sales s where id in (select t.id from sales t where t.shop = s.shop limit 1)",
        "select id, (select t.id from sales t where t.shop = s.shop limit 2) from sales s",
        "select id, count(distinct shop) over (partition by open) from sales",
        "select id, first_value(qty ignore nulls) over (order by id) from sales",
        "select id, lag(qty) ignore nulls over (order by id) from sales",
    ] {
        let [catalog, _] = crate::query::tests::catalogs();
        let given = super::Given::default();
        assert!(super::run(&catalog, text, &given).is_err(), "{text}");
    }
    check_sql(
        r#"select id, sum(id) over w s, count(*) over v n, rank() over (base order by id desc) r from sales where id < 4 window base as (partition by shop), v as (base), w as (base order by id) order by id"#,
        expect![[r#"
            id | s | n | r
            1 | 1 | 2 | 2
            2 | 2 | 1 | 1
            3 | 4 | 2 | 1
        "#]],
    );
    check_sql(
        r#"select product(id) p, product(id) filter (where id < 4) q from sales where id > 90"#,
        expect![[r#"
            p | q
            – | –
        "#]],
    );
}

#[test]
fn what_is_refused() {
    check_sql(
        r#"select id, (select t.qty from sales t where t.shop > s.shop) from sales s"#,
        expect![[r#"
            sql: “t.shop > s.shop” in an inner statement is about the outer one too
              at select t.qty from sales t where t.shop > s.shop
              Write it as a join, or sum up what it gives
        "#]],
    );
    check_sql(
        r#"select id, (select max(t.qty) from sales t where t.shop = s.shop and t.id < s.id) m, (select count(*) from sales t where t.id < s.id) n from sales s order by id"#,
        expect![[r#"
            id | m | n
            1 | – | 0
            2 | – | 1
            3 | 1 | 2
            4 | – | 3
            5 | – | 4
            6 | 2 | 5
            7 | 1 | 6
            8 | – | 7
        "#]],
    );
    check_sql(
        r#"select id from sales s where not exists (select 1 from sales t where t.price > s.price) order by id"#,
        expect![[r#"
            id
            3
            4
            5
            8
        "#]],
    );
    check_sql(
        r#"select id, (select max(nope) from sales t where t.shop = s.shop) from sales s"#,
        expect![[r#"
            unknown_column: t has no column “nope”
              at nope
              Did you mean “note”?
        "#]],
    );
    check_sql(
        r#"select shop, count(*), (select city from shops c where c.shop = s.shop) from sales s group by shop"#,
        expect![[r#"
            sql: an inner statement that uses columns of the outer one cannot stand beside group by
              at select city from shops c where c.shop = s.shop
              Group in a statement in from, and write it around that
        "#]],
    );
    check_sql(
        r#"select * from sales s, lateral (select * from shops c where c.shop = s.shop) x"#,
        expect![[r#"
            sql: lateral cannot be used here: a statement in from does not see the tables beside it
              at lateral
              Join on columns that are alike, or use a window function
        "#]],
    );
    check_sql(
        r#"select id, qty > all (select since - 2018 from shops) a, qty < any (select qty from sales) b, qty <> any (select 1) c, qty >= all (select qty from sales where false) d from sales order by id"#,
        expect![[r#"
            id | a | b | c | d
            1 | false | true | false | true
            2 | false | true | true | true
            3 | – | – | – | true
            4 | false | true | true | true
            5 | false | true | true | true
            6 | false | true | true | true
            7 | – | – | – | true
            8 | true | – | true | true
        "#]],
    );
    check_sql(
        r#"select id from sales where qty = any (select since - 2018 from shops) order by id"#,
        expect![[r#"
            id
            2
            4
            6
        "#]],
    );
}
