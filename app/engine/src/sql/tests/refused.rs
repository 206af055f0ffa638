use super::check_sql;
use expect_test::expect;

#[test]
fn names() {
    check_sql(
        r#"select nme from sales"#,
        expect![[r#"
            unknown_column: sales has no column “nme”
              at nme
              Its columns are id, shop, note, day, at, qty, price, tiny, huge, open, cost
        "#]],
    );
    check_sql(
        r#"select id from sale"#,
        expect![[r#"
            unknown_dataset: there is no dataset named “sale”
              at sale
              Did you mean “sales”?
        "#]],
    );
    check_sql(
        r#"select x.id from sales s"#,
        expect![[r#"
            sql: “x” is no table of this statement
              at x
              Its tables are s
        "#]],
    );
    check_sql(
        r#"select s.nope from sales s"#,
        expect![[r#"
            unknown_column: s has no column “nope”
              at nope
              Did you mean “note”?
        "#]],
    );
    check_sql(
        r#"select shop from sales join shops using (shop) where since > id and cty = 1"#,
        expect![[r#"
            unknown_column: none of sales, shops has no column “cty”
              at cty
              Did you mean “qty” or “city”?
        "#]],
    );
    check_sql(
        r#"select id from sales a join sales b on a.id = b.id"#,
        expect![[r#"
            sql: “id” is in both a and b
              at id
              Write a.id or b.id
        "#]],
    );
    check_sql(
        r#"select frobnicate(id) from sales"#,
        expect![[r#"
            sql: there is no function frobnicate
              at frobnicate(id)
        "#]],
    );
    check_sql(
        r#"select uper(shop) from sales"#,
        expect![[r#"
            sql: there is no function uper
              at uper(shop)
              Did you mean “upper”?
        "#]],
    );
}

#[test]
fn writing() {
    check_sql(
        r#"drop table sales"#,
        expect![[r#"
            sql: DROP is not run here: a statement reads, and makes or drops tables and views of its own
              Start with select, with, create table … as select or create view … as select
        "#]],
    );
    check_sql(
        r#"insert into sales values (1)"#,
        expect![[r#"
            sql: INSERT is not run here: a statement reads, and makes or drops tables and views of its own
              Start with select, with, create table … as select or create view … as select
        "#]],
    );
    check_sql(
        r#"delete from sales"#,
        expect![[r#"
            sql: DELETE is not run here: a statement reads, and makes or drops tables and views of its own
              Start with select, with, create table … as select or create view … as select
        "#]],
    );
    check_sql(
        r#"update sales set id = 1"#,
        expect![[r#"
            sql: UPDATE is not run here: a statement reads, and makes or drops tables and views of its own
              Start with select, with, create table … as select or create view … as select
        "#]],
    );
    check_sql(
        r#"create table t as select 1"#,
        expect![[r#"
            sql: CREATE is not run here: a statement reads, and makes or drops tables and views of its own
              Start with select, with, create table … as select or create view … as select
        "#]],
    );
    check_sql(
        r#"select 1; select 2"#,
        expect![[r#"
        sql: there are 2 statements, and one is run at a time
          Keep one of them
    "#]],
    );
}

#[test]
fn reading() {
    check_sql(
        r#"select from where"#,
        expect![[r#"
            sql: the SQL cannot be read: expected an expression, found: from
              at from
        "#]],
    );
    check_sql(
        r#"selec 1"#,
        expect![[r#"
            sql: the SQL cannot be read: expected: an SQL statement, found: selec
              at selec
        "#]],
    );
    check_sql(
        r#"select * from sales where"#,
        expect![[r#"
            sql: the SQL cannot be read: expected: an expression, found: EOF
              at e
        "#]],
    );
    check_sql(
        r#"-- empty"#,
        expect![[r#"
        sql: there is no statement
          Such as: select * from sales limit 10
    "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn types() {
    check_sql(
        r#"select shop + 1 from sales"#,
        expect![[r#"
            sql: + needs numbers, and gets text
              at shop
        "#]],
    );
    check_sql(
        r#"select sum(shop) from sales"#,
        expect![[r#"
            sql: sum needs numbers, and gets text
              at sum(shop)
        "#]],
    );
    check_sql(
        r#"select id from sales where day = 'yesterday'"#,
        expect![[r#"
            sql: “yesterday” is no date
              at 'yesterday'
              Write a date as 2013-01-31 and a moment as 2013-01-31 17:30:00
        "#]],
    );
    check_sql(
        r#"select id from sales where qty = 'many'"#,
        expect![[r#"
            sql: “many” is compared with numbers and is none
              at 'many'
        "#]],
    );
    check_sql(
        r#"select id from sales where shop = 5"#,
        expect![[r#"
            sql: a comparison of text with whole numbers makes no sense
              at shop
              Cast one of them: x::int, x::text, x::date
        "#]],
    );
    check_sql(
        r#"select id from sales where qty"#,
        expect![[r#"
        sql: “qty” needs a condition that is true or false, and gets whole numbers
    "#]],
    );
    check_sql(
        r#"select date_trunc('fortnight', day) from sales"#,
        expect![[r#"
            sql: date_trunc knows no fortnight
              at date_trunc('fortnight', day)
              It knows year, quarter, month, week, day, hour, minute and second
        "#]],
    );
    check_sql(
        r#"select extract(month from shop) from sales"#,
        expect![[r#"
            sql: the month of a date needs a date, and gets text
              at shop
        "#]],
    );
    check_sql(
        r#"select shop::int from sales"#,
        expect![[r#"
            sql: “b” is not a whole number; try_cast gives null for it
        "#]],
    );
    check_sql(
        r#"select id from sales where day > at and open = 'perhaps'"#,
        expect![[r#"
            sql: a comparison needs a condition that is true or false, and gets text
              at open
        "#]],
    );
    check_sql(
        r#"select strftime(day, '%Q') from sales"#,
        expect![[r#"
            sql: “%Q” is no pattern for dates
              at '%Q'
              Such as '%Y-%m-%d %H:%M'
        "#]],
    );
    check_sql(
        r#"select coalesce(shop, 1) from sales"#,
        expect![[r#"
            sql: coalesce mixes text and whole numbers
              at coalesce(shop, 1)
        "#]],
    );
    check_sql(
        r#"select 99999999999999999999999"#,
        expect![[r#"
        99999999999999999999999
        100000000000000000000000
    "#]],
    );
}

#[test]
fn grouping() {
    check_sql(
        r#"select shop, count(*) from sales"#,
        expect![[r#"
            sql: “shop” is neither in group by nor inside an aggregate
              at shop
              Add it to group by, or write max(shop)
        "#]],
    );
    check_sql(
        r#"select shop, id from sales group by shop"#,
        expect![[r#"
            sql: “id” is neither in group by nor inside an aggregate
              at id
              Add it to group by, or write max(id)
        "#]],
    );
    check_sql(
        r#"select shop from sales where count(*) > 1"#,
        expect![[r#"
            sql: count sums up rows and cannot be used here
              at count(*)
              A condition on an aggregate goes into having
        "#]],
    );
    check_sql(
        r#"select sum(sum(qty)) from sales"#,
        expect![[r#"
            sql: sum sums up rows and cannot be used here
              at sum(qty)
              A condition on an aggregate goes into having
        "#]],
    );
    check_sql(
        r#"select shop, count(*) from sales group by 5"#,
        expect![[r#"
        sql: group by 5: the answer has 2 columns
    "#]],
    );
    check_sql(
        r#"select id from sales having id > 1"#,
        expect![[r#"
        sql: having needs group by or an aggregate
          Use where
    "#]],
    );
    check_sql(
        r#"select shop, count(*) from sales group by rollup(shop) order by 1, 2"#,
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
        r#"select id from sales where row_number() over () = 1"#,
        expect![[r#"
            sql: row_number over (…) cannot be used here
              at row_number()
              A condition on it goes into qualify, or into a statement around this one
        "#]],
    );
    check_sql(
        r#"select distinct shop from sales order by id"#,
        expect![[r#"
        sql: order by with select distinct names columns of the answer
    "#]],
    );
}

#[test]
fn more() {
    check_sql(
        r#"select (select id from sales)"#,
        expect![[r#"
            sql: an inner statement that stands for one value gives 8 rows
              at select id from sales
              Add limit 1, or an aggregate such as max(…)
        "#]],
    );
    check_sql(
        r#"select id from sales where id in (select id, shop from sales)"#,
        expect![[r#"
            sql: the statement after in gives several columns, and needs one
              at id in (select id, shop from sales)
        "#]],
    );
    check_sql(
        r#"select id from sales union select id, shop from sales"#,
        expect![[r#"
            sql: the two sides of UNION have 1 and 2 columns
              Give both the same columns in the same order
        "#]],
    );
    check_sql(
        r#"select id from sales limit 'x'"#,
        expect![[r#"
        sql: limit is a whole number, and “'x'” is none
    "#]],
    );
    check_sql(
        r#"select now()"#,
        expect![[r#"
            now
            2024-03-01T00:00:00
        "#]],
    );
    check_sql(
        r#"select * from sales cross join sales b cross join sales c cross join sales d cross join sales e cross join sales f cross join sales g cross join sales h cross join sales i"#,
        expect![[r#"
            sql: joining every row with every row gives 16777216 rows
              Join on columns that are alike, such as: join customers c on c.id = s.customer
        "#]],
    );
    check_sql(
        r#"select s.id from sales s where exists (select 1 from shops c where c.shop = note)"#,
        expect![[r#"
            id
        "#]],
    );
    check_sql(
        r#"with recursive t as (select 1 union all select * from t) select * from t"#,
        expect![[r#"
            sql: a statement cannot refer to itself
              For numbers and dates in a row there is generate_series(from, to, step)
        "#]],
    );
    check_sql(
        r#"select quantile_cont(qty, 90) from sales"#,
        expect![[r#"
            sql: quantile_cont needs a share from 0 to 1, such as 0.9
              at quantile_cont(qty, 90)
        "#]],
    );
    check_sql(
        r#"select sum(qty) over (order by id range between 2 preceding and current row) from sales"#,
        expect![[r#"
            sum
            1
            3
            3
            6
            -1
            1
            -3
            12
        "#]],
    );
}
