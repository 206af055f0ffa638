//! Statements that make tables and views, and several statements in one text.

use super::open;
use crate::Engine;
use expect_test::{Expect, expect};
use spec::problem::Problem;
use spec::question::{Question, Sql};
use spec::worker::{Reply, Request};

fn ask(engine: &mut Engine, text: &str) -> String {
    let request = Request::Table {
        question: Question::Sql(Sql { text: text.to_owned() }),
        limit: 10,
        today: "2024-03-01".to_owned(),
    };
    let mut said = match engine.handle(request) {
        Ok((Reply::Table(table), _)) => {
            let rows = table.rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
                cells.join(" | ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
        Ok(_) => "something else".to_owned(),
        Err(error) => {
            let problem = Problem::from(error);
            let word = problem.place.map(|(from, to)| {
                let word: String = text.chars().skip(from).take(to - from).collect();
                format!(" at {word}")
            });
            format!("{}{}", problem.message, word.unwrap_or_default())
        }
    };
    let changes = engine.take_changes();
    for made in &changes.made {
        said += &format!("\n+ {} of {} rows", made.name, made.rows);
    }
    for name in &changes.dropped {
        said += &format!("\n- {name}");
    }
    said
}

fn check(engine: &mut Engine, text: &str, expected: &Expect) {
    expected.assert_eq(&format!("{}\n", ask(engine, text)));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn tables_and_views_are_made_and_dropped() {
    let mut engine = Engine::default();
    open(&mut engine, "sales.csv", "id,shop,qty\n1,a,2\n2,b,3\n3,a,4\n");
    let engine = &mut engine;
    check(
        engine,
        "create table by_shop as select shop, sum(qty) q from sales group by shop",
        &expect![[r#"
            made | table | by_shop | 2
            + by_shop of 2 rows
        "#]],
    );
    check(
        engine,
        "select * from by_shop order by q",
        &expect![[r#"
        b | 3
        a | 6
    "#]],
    );
    check(
        engine,
        "create table by_shop as select 1",
        &expect![[r#"
        there is by_shop already at by_shop
    "#]],
    );
    check(
        engine,
        "create or replace table by_shop as select shop, count(*) n from sales group by shop; select * from by_shop order by n",
        &expect![[r#"
            b | 1
            a | 2
            + by_shop of 2 rows
        "#]],
    );
    check(
        engine,
        "create view large as select * from sales where qty > 2",
        &expect![[r#"
            made | view | large | 2
            + large of 2 rows
        "#]],
    );
    check(
        engine,
        "create view larger (nr) as select id from large where qty > 3; select nr from larger",
        &expect![[r#"
            3
            + larger of 1 rows
        "#]],
    );
    open(engine, "more.csv", "id\n1\n");
    check(
        engine,
        "select count(*) from large",
        &expect![[r#"
        2
    "#]],
    );
    check(
        engine,
        "create or replace table sales as select 1",
        &expect![[r#"
        no statement made sales, and none can change it at sales
    "#]],
    );
    check(
        engine,
        "drop table sales",
        &expect![[r#"
        no statement made sales, and none can change it at sales
    "#]],
    );
    check(
        engine,
        "drop table nothing",
        &expect![[r#"
        there is no dataset named “nothing” at nothing
    "#]],
    );
    check(
        engine,
        "drop table if exists nothing",
        &expect![[r#"
        dropped | 
    "#]],
    );
    check(
        engine,
        "drop view larger; select count(*) from large;",
        &expect![[r#"
        2
        - larger
    "#]],
    );
    check(
        engine,
        "create table t as select 1 a; select b from t",
        &expect![[r#"
        t has no column “b” at b
    "#]],
    );
    check(
        engine,
        "select * from t",
        &expect![[r#"
        there is no dataset named “t” at t
    "#]],
    );
    check(
        engine,
        "create table t (a int)",
        &expect![[r#"
        create table t needs rows at t
    "#]],
    );
    check(
        engine,
        "insert into by_shop values (1)",
        &expect![[r#"
        INSERT is not run here: a statement reads, and makes or drops tables and views of its own at insert into by_shop values (1)
    "#]],
    );
    check(
        engine,
        "select 1; selec 2",
        &expect![[r#"
        the SQL cannot be read: expected: an SQL statement, found: selec at selec
    "#]],
    );
    check(
        engine,
        "select 1 a; select 2 b",
        &expect![[r#"
        2
    "#]],
    );
}

#[test]
fn a_view_is_worked_out_again() {
    let mut engine = Engine::default();
    open(&mut engine, "sales.csv", "id,qty\n1,2\n2,3\n");
    check(
        &mut engine,
        "create view total as select sum(qty) q, 'it''s' as note from sales; select * from total",
        &expect![[r#"
            5 | it's
            + total of 1 rows
        "#]],
    );
    super::transform(
        &mut engine,
        "sales",
        r#"{"filter":{"filter":{"compare":{"column":"qty","is":"greater","value":2}}}}"#,
    );
    check(
        &mut engine,
        "select * from total",
        &expect![[r#"
        3 | it's
        + total of 1 rows
    "#]],
    );
    let stored = engine.stored("total").unwrap();
    let source = engine.dataset("total").unwrap().source;
    let mut later = Engine::default();
    later.restore("total", source, stored).unwrap();
    check(
        &mut later,
        "select * from total",
        &expect![[r#"
        3 | it's
    "#]],
    );
    open(&mut later, "sales.csv", "id,qty\n1,10\n");
    check(
        &mut later,
        "select * from total",
        &expect![[r#"
        10 | it's
        + total of 1 rows
    "#]],
    );
}
