//! Files into datasets and back: newer files, stored datasets, several files as one.

mod crossing;
mod sleeping;
mod statements;

use crate::query::tests::print;
use crate::{Engine, Error, Input};
use expect_test::{Expect, expect};
use spec::dataset::Opened;
use spec::problem::Problem;
use spec::reading::OpenOptions;
use spec::step::{Operation, Step};
use spec::worker::{Reply, Request};

struct Bytes<'a>(&'a [u8]);

impl Input for Bytes<'_> {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}

fn named(filename: &str) -> OpenOptions {
    OpenOptions {
        filename: Some(filename.to_owned()),
        ..OpenOptions::default()
    }
}

fn steps(json: &str) -> Vec<Step> {
    let operations: Vec<Operation> = serde_json::from_str(&format!("[{json}]")).unwrap();
    operations.into_iter().map(Step::from).collect()
}

pub(super) fn open(engine: &mut Engine, filename: &str, text: &str) -> String {
    let opened = engine
        .open(&mut Bytes(text.as_bytes()), &named(filename), &mut |_, _| ())
        .unwrap();
    opened.datasets[0].name.clone()
}

pub(super) fn transform(engine: &mut Engine, name: &str, json: &str) {
    let request = Request::Transform {
        dataset: name.to_owned(),
        steps: steps(json),
    };
    engine.handle(request).unwrap();
}

fn shown(engine: &Engine, opened: Result<Opened, Error>) -> String {
    match opened {
        Ok(opened) => {
            let mut text = String::new();
            for dataset in &opened.datasets {
                let entry = engine.catalog.entry(&dataset.name).unwrap();
                text += &format!(
                    "{} from {}\n{}",
                    dataset.name,
                    dataset.source.filename,
                    print(&entry.frame)
                );
            }
            let notes = opened
                .notes
                .iter()
                .map(|note| format!("! {}: {}\n", note.code, note.message));
            text + &notes.collect::<String>()
        }
        Err(error) => {
            let problem = Problem::from(error);
            let hint = problem.hint.map(|hint| format!("\n  {hint}")).unwrap_or_default();
            format!("{}: {}{hint}\n", problem.code, problem.message)
        }
    }
}

/// What a newer file changes.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check_newer(old: &str, json: &str, new: &str, expected: Expect) {
    let mut engine = Engine::default();
    open(&mut engine, "jan.csv", old);
    transform(&mut engine, "jan", json);
    let opened = engine.reread("jan", &mut Bytes(new.as_bytes()), &named("feb.csv"), &mut |_, _| ());
    expected.assert_eq(&shown(&engine, opened));
}

#[test]
fn a_newer_file_runs_the_same_steps_and_says_what_changed() {
    let old = "id,qty,city\n1,2,a\n2,3,b\n";
    let rename = r#"{"rename":{"column":"qty","to":"quantity"}}"#;
    check_newer(
        old,
        rename,
        "id,qty,city\n3,4,c\n4,5,d\n",
        expect![[r#"
        jan from feb.csv
        id | quantity | city
        3 | 4 | c
        4 | 5 | d
    "#]],
    );
    check_newer(
        old,
        rename,
        "id,Qty.,city,tax\n3,4,c\n",
        expect![[r#"
        jan from feb.csv
        id | Qty. | city | tax
        3 | 4 | c | –
        ! ragged_rows: 1 row has fewer cells than there are columns; the missing cells are empty
        ! column_renamed: the column “qty” is called “Qty.” now
        ! column_new: the column “tax” is new
        ! rows_changed: 1 row fewer than before: 1 instead of 2
        ! step_failed: Step 1 of jan could not be done and is left out: Rename qty to quantity. jan has no column “qty”
    "#]],
    );
    check_newer(
        old,
        rename,
        "id,qty\nx,4\ny,5\nz,6\n",
        expect![[r#"
        jan from feb.csv
        id | quantity
        x | 4
        y | 5
        z | 6
        ! column_gone: the column “city” is gone
        ! column_retyped: “id” holds text now, and held whole numbers before
        ! rows_changed: 1 row more than before: 3 instead of 2
    "#]],
    );
    check_newer(
        old,
        "",
        "id,qty,place\n1,2,a\n2,3,b\n",
        expect![[r#"
        jan from feb.csv
        id | qty | place
        1 | 2 | a
        2 | 3 | b
        ! column_renamed: the column “city” is called “place” now
    "#]],
    );
    check_newer(
        old,
        "",
        "",
        expect![[r#"
        empty_file: feb.csv is empty: it has no bytes at all
          check that it was saved or downloaded completely
    "#]],
    );
}

#[test]
fn steps_of_the_options_are_run_on_what_is_opened() {
    let mut engine = Engine::default();
    let options = OpenOptions {
        steps: steps(r#"{"retype":{"column":"a","to":"float"}},{"remove":{"columns":["nope"]}}"#),
        ..named("t.csv")
    };
    let opened = engine.open(&mut Bytes(b"a,b\n1,x\n2,y\nz3,z\n"), &options, &mut |_, _| ());
    expect![[r#"
        t from t.csv
        a | b
        1 | x
        2 | y
        – | z
        ! step_failed: Step 2 of t could not be done and is left out: Remove nope. t has no column “nope”
    "#]]
    .assert_eq(&shown(&engine, opened));
    let page = |offset, limit| Request::SetAside {
        dataset: "t".to_owned(),
        offset,
        limit,
    };
    let (reply, _) = engine.handle(page(0, 10)).unwrap();
    let Reply::Table(table) = reply else { panic!("a table") };
    assert_eq!((table.rows.len(), table.truncated), (1, false));
    let (reply, _) = engine.handle(page(1, 10)).unwrap();
    let Reply::Table(table) = reply else { panic!("a table") };
    assert_eq!((table.rows.len(), table.columns.len()), (0, 4));
    let csv = Request::SetAsideCsv {
        dataset: "t".to_owned(),
    };
    let bytes = engine.handle(csv).unwrap().1.unwrap();
    expect![[r#"
        row,column,value,reason
        3,a,z3,not a number
    "#]]
    .assert_eq(std::str::from_utf8(&bytes).unwrap());
}

#[test]
fn several_files_become_one_table() {
    let mut engine = Engine::default();
    open(&mut engine, "jan.csv", "id,qty\n1,2\n2,3\n");
    open(&mut engine, "feb.csv", "qty,id\n1.5,7\n");
    open(&mut engine, "other.csv", "id,amount\n1,2\n");
    let combine = |names: &[&str]| Request::Combine {
        datasets: names.iter().map(|name| (*name).to_owned()).collect(),
        name: "year".to_owned(),
    };
    let mut said = String::new();
    for names in [
        &["jan"][..],
        &["jan", "jan"],
        &["jan", "other"],
        &["jan", "nope"],
        &["jan", "feb"],
    ] {
        let opened = engine.handle(combine(names)).map(|(reply, _)| match reply {
            Reply::Opened(opened) => opened,
            _ => Opened::default(),
        });
        said += &shown(&engine, opened);
    }
    let names: Vec<String> = engine.datasets().into_iter().map(|dataset| dataset.name).collect();
    expect![[r#"
        invalid_question: combine jan with what? Name another dataset
        invalid_question: jan is named twice
        invalid_question: other has no column “qty”, and jan has one
          Rename or remove columns first, until all have the same
        unknown_dataset: there is no dataset named “nope”
          Open now: jan, feb, other
        year from jan.csv, feb.csv
        id | qty | file
        1 | 2 | jan.csv
        2 | 3 | jan.csv
        7 | 1.5 | feb.csv
        other year
    "#]]
    .assert_eq(&format!("{said}{}\n", names.join(" ")));
}

#[test]
fn stored_datasets_come_back_with_their_steps_in_any_order() {
    let mut engine = Engine::default();
    open(&mut engine, "a.csv", "id,qty\n1,2\n2,3\n");
    open(&mut engine, "b.csv", "id,qty\n7,x\n8,9\n");
    transform(&mut engine, "b", r#"{"retype":{"column":"qty","to":"integer"}}"#);
    transform(
        &mut engine,
        "a",
        r#"{"union":{"dataset":"b"}},{"rename":{"column":"qty","to":"n"}}"#,
    );
    let before = engine.datasets();
    for order in [["a", "b"], ["b", "a"]] {
        let mut later = Engine::default();
        let mut kept = Vec::new();
        for name in order {
            let dataset = engine.dataset(name).unwrap();
            later
                .restore(name, dataset.source, engine.stored(name).unwrap())
                .unwrap();
            kept.push((name.to_owned(), dataset.steps));
        }
        assert_eq!(later.resume(kept).unwrap(), []);
        for dataset in &before {
            assert_eq!(later.dataset(&dataset.name).unwrap(), *dataset);
        }
    }
    let mut alone = Engine::default();
    let dataset = engine.dataset("a").unwrap();
    alone.restore("a", dataset.source, engine.stored("a").unwrap()).unwrap();
    let notes = alone.resume(vec![("a".to_owned(), dataset.steps)]).unwrap();
    let datasets = alone.datasets();
    expect![[r#"
        a from a.csv
        id | n
        1 | 2
        2 | 3
        ! step_failed: Step 1 of a could not be done and is left out: Add the rows of b. there is no dataset named “b”
    "#]]
    .assert_eq(&shown(&alone, Ok(Opened { datasets, notes })));
}

#[test]
fn what_was_set_aside_is_stored_too() {
    let mut engine = Engine::default();
    open(&mut engine, "a.csv", "id,qty\n1,2\n2,3\n");
    let entry = engine.catalog.entry("a").unwrap();
    let (frame, source) = (entry.frame.clone(), entry.dataset.source.clone());
    let mut aside = crate::aside::Aside::default();
    aside.cell(3, "qty", "many", "not a whole number");
    aside.line(4, "total,5", "a footer");
    engine
        .catalog
        .reread("a", frame, source.clone(), aside.clone())
        .unwrap();
    let mut later = Engine::default();
    let dataset = later.restore("a", source, engine.stored("a").unwrap()).unwrap();
    assert_eq!(dataset.set_aside, 2);
    assert_eq!(later.catalog.entry("a").unwrap().aside, aside);
}

#[test]
fn a_dataset_comes_back_from_its_file() {
    let mut engine = Engine::default();
    open(&mut engine, "a.csv", "id,qty\n1,2\n2,3\n");
    let source = engine.dataset("a").unwrap().source;
    let mut later = Engine::default();
    let again = later.reopen(
        "a",
        &source,
        &mut Bytes(b"id,qty\n1,2\n2,3\n"),
        &named("a.csv"),
        &mut |_, _| (),
    );
    assert_eq!(again.unwrap(), engine.dataset("a").unwrap());
}
