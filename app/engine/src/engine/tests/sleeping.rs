//! Datasets that sleep and wake, and what each takes.

use super::{open, steps, transform};
use crate::{Engine, Error};
use expect_test::expect;
use spec::answer::Table;
use spec::model::Model;
use spec::question::{Question, Sql};
use spec::worker::{Reply, Request};

const SALES: &str = "day,region,price\n2024-01-31,north,1.5\n2024-02-01,south,\n2024-02-02,north,2.5\n2024-02-03,west,x\n2024-02-04,west,4\n2024-02-05,west,4\n2024-02-06,east,8\n";
const REGIONS: &str = "region,chief\nnorth,Ann\nsouth,Bo\nwest,Cy\neast,Di\n";

fn engine() -> Engine {
    let mut engine = Engine::default();
    open(&mut engine, "sales.csv", SALES);
    open(&mut engine, "regions.csv", REGIONS);
    engine
}

fn sql(engine: &mut Engine, text: &str) -> Result<String, Error> {
    let question = Question::Sql(Sql { text: text.to_owned() });
    let (limit, today) = (100, "2024-03-01".to_owned());
    match engine.handle(Request::Table { question, limit, today })? {
        (Reply::Table(table), _) => Ok(print(&table)),
        other => panic!("{other:?}"),
    }
}

fn print(table: &Table) -> String {
    let line = |cells: Vec<String>| cells.join("|") + "\n";
    let names = line(table.columns.iter().map(|column| column.name.clone()).collect());
    let rows = table
        .rows
        .iter()
        .map(|row| line(row.iter().map(ToString::to_string).collect()));
    names + &rows.collect::<String>()
}

/// Puts a dataset to sleep and gives what is in storage then.
fn sleep(engine: &mut Engine, name: &str) -> Vec<u8> {
    let stored = engine.stored(name).unwrap();
    engine.sleep(name).unwrap();
    stored
}

fn wake(engine: &mut Engine, name: &str, stored: &[u8]) {
    let source = engine.dataset(name).unwrap().source;
    engine.wake(name, &source, stored.to_vec()).unwrap();
}

#[test]
fn a_dataset_is_the_same_after_it_slept() {
    let mut engine = engine();
    let step = r#"{"join": {"dataset": "regions", "kind": "left", "on": [["region", "region"]]}}, {"retype": {"column": "price", "to": "float"}}"#;
    transform(&mut engine, "sales", step);
    let all = |engine: &mut Engine| {
        let aside = Request::SetAside {
            dataset: "sales".to_owned(),
            offset: 0,
            limit: 10,
        };
        (
            sql(engine, "select * from sales order by day").unwrap(),
            engine.dataset("sales").unwrap(),
            engine.handle(aside).unwrap().0,
            engine.catalog.profile("sales").unwrap(),
            engine.catalog.report("sales").unwrap(),
            engine
                .handle(Request::Outcomes {
                    dataset: "sales".to_owned(),
                })
                .unwrap()
                .0,
        )
    };
    let before = all(&mut engine);
    assert!(before.1.set_aside > 0, "nothing was set aside");
    let stored = sleep(&mut engine, "sales");
    assert_eq!(engine.dataset("sales").unwrap(), before.1);
    assert_eq!(engine.catalog.profile("sales").unwrap(), before.3);
    wake(&mut engine, "sales", &stored);
    assert_eq!(all(&mut engine), before);
}

#[test]
fn what_needs_rows_that_sleep_says_whose_and_changes_nothing() {
    let mut engine = engine();
    let stored = sleep(&mut engine, "regions");
    let join = r#"{"join": {"dataset": "regions", "kind": "left", "on": [["region", "region"]]}}"#;
    let asked = [
        Request::Table {
            question: Question::Sql(Sql {
                text: "select count(*) as n from sales natural join Regions".to_owned(),
            }),
            limit: 1,
            today: "2024-03-01".to_owned(),
        },
        Request::Transform {
            dataset: "sales".to_owned(),
            steps: steps(join),
        },
        Request::Combine {
            datasets: vec!["sales".to_owned(), "regions".to_owned()],
            name: "both".to_owned(),
        },
        Request::SetAsideCsv {
            dataset: "regions".to_owned(),
        },
        Request::Relations,
        Request::Profile {
            dataset: "regions".to_owned(),
        },
    ];
    let before = engine.handle(Request::Datasets).unwrap().0;
    for request in asked {
        let text = format!("{request:?}");
        let problem = spec::problem::Problem::from(engine.handle(request).unwrap_err());
        assert_eq!(problem.code, "asleep", "{text}");
        assert_eq!(engine.take_wanted(), ["regions"], "{text}");
    }
    assert_eq!(engine.handle(Request::Datasets).unwrap().0, before);
    wake(&mut engine, "regions", &stored);
    let joined = sql(&mut engine, "select count(*) as n from sales natural join regions").unwrap();
    expect![[r#"
        n
        7
    "#]]
    .assert_eq(&joined);
}

#[test]
fn a_dataset_wakes_after_those_it_is_made_from() {
    let mut engine = engine();
    transform(
        &mut engine,
        "sales",
        r#"{"join": {"dataset": "regions", "kind": "left", "on": [["region", "region"]]}}"#,
    );
    let (sales, regions) = (sleep(&mut engine, "sales"), sleep(&mut engine, "regions"));
    let source = engine.dataset("sales").unwrap().source;
    assert!(matches!(
        engine.wake("sales", &source, sales.clone()),
        Err(Error::Asleep { .. })
    ));
    assert!(sql(&mut engine, "select * from sales").is_err(), "it is half awake");
    assert_eq!(engine.take_wanted(), ["regions", "sales"]);
    wake(&mut engine, "regions", &regions);
    wake(&mut engine, "sales", &sales);
    assert!(sql(&mut engine, "select chief from sales").is_ok());
}

#[test]
fn a_view_over_rows_that_sleep_is_worked_out_once_they_are_back() {
    let mut engine = engine();
    sql(
        &mut engine,
        "create view chiefs as select chief, count(*) as n from sales natural join regions group by chief",
    )
    .unwrap();
    sql(&mut engine, "select * from chiefs").unwrap();
    let regions = sleep(&mut engine, "regions");
    transform(
        &mut engine,
        "sales",
        r#"{"filter": {"filter": {"in": {"column": "region", "values": ["north"]}}}}"#,
    );
    assert!(
        sql(&mut engine, "select * from chiefs").is_err(),
        "the view is as it was before the filter"
    );
    wake(&mut engine, "regions", &regions);
    expect![[r#"
        chief|n
        Ann|2
    "#]]
    .assert_eq(&sql(&mut engine, "select * from chiefs").unwrap());
}

#[test]
fn words_know_a_dataset_that_sleeps_and_its_relations() {
    let mut engine = engine();
    let ask = |engine: &mut Engine, words: &str| {
        let request = Request::Ask {
            words: words.to_owned(),
            datasets: vec!["sales".to_owned()],
            previous: None,
            today: "2024-03-01".to_owned(),
        };
        engine.handle(request)
    };
    let before = ask(&mut engine, "number of rows by chief").unwrap().0;
    let stored = sleep(&mut engine, "regions");
    engine.handle(Request::Model(Model::default())).unwrap();
    assert!(ask(&mut engine, "number of rows by chief").is_err());
    assert_eq!(engine.take_wanted(), ["regions"]);
    wake(&mut engine, "regions", &stored);
    assert_eq!(ask(&mut engine, "number of rows by chief").unwrap().0, before);
}

#[test]
fn another_engine_takes_in_what_sleeps() {
    let mut first = engine();
    let expected = sql(&mut first, "select * from sales").unwrap();
    let stored = first.stored("sales").unwrap();
    let outline = first.sleep("sales").unwrap();
    let mut second = Engine::default();
    second.take_in(outline).unwrap();
    assert_eq!(second.dataset("sales").unwrap(), first.dataset("sales").unwrap());
    assert!(second.has_sleepers() && sql(&mut second, "select * from sales").is_err());
    wake(&mut second, "sales", &stored);
    assert_eq!(sql(&mut second, "select * from sales").unwrap(), expected);
}

#[test]
fn rows_of_another_file_do_not_wake_a_dataset() {
    let mut engine = engine();
    let regions = engine.stored("regions").unwrap();
    let other = engine.dataset("regions").unwrap().source;
    engine.sleep("sales").unwrap();
    assert!(engine.wake("sales", &other, regions).is_err());
    assert!(engine.has_sleepers());
}

#[test]
fn what_takes_memory_adds_up() {
    let mut engine = engine();
    let weights = |engine: &Engine| {
        let usage = engine.usage();
        let sales = usage.datasets.into_iter().find(|held| held.name == "sales").unwrap();
        (
            sales.shown_bytes,
            sales.read_bytes,
            sales.between_bytes,
            sales.aside_bytes,
            usage.remembered_bytes,
        )
    };
    let (shown, read, between, aside, remembered) = weights(&engine);
    assert_eq!(
        shown,
        engine.dataset("sales").unwrap().bytes,
        "what is shown counts as what was read too"
    );
    assert_eq!((read, between, remembered), (0, 0, 0));
    transform(
        &mut engine,
        "sales",
        r#"{"filter": {"filter": {"in": {"column": "region", "values": ["north"]}}}}, {"sort": {"by": [{"by": "price"}]}}"#,
    );
    let filtered = weights(&engine);
    assert_eq!(
        filtered.1, shown,
        "each column as it was read is there beside what is shown"
    );
    assert!(
        filtered.0 < shown && filtered.2 > 0 && filtered.3 >= aside,
        "{filtered:?}"
    );
    sql(&mut engine, "select region, count(*) as n from sales group by region").unwrap();
    assert!(weights(&engine).4 > 0, "the answer is not remembered");
    engine.free();
    let freed = weights(&engine);
    assert_eq!((freed.0, freed.1, freed.2, freed.4), (filtered.0, filtered.1, 0, 0));
    sleep(&mut engine, "sales");
    assert_eq!(weights(&engine), (0, 0, 0, 0, 0));
}

#[test]
fn a_question_counts_as_use() {
    let mut engine = engine();
    let oldest = |engine: &Engine| {
        let mut usage = engine.usage();
        usage.datasets.iter_mut().for_each(|held| held.is_stored = true);
        usage.to_sleep(1, &[]).join(" ")
    };
    assert_eq!(oldest(&engine), "sales");
    sql(&mut engine, "select max(price) as most from sales").unwrap();
    assert_eq!(oldest(&engine), "regions");
}
