//! Statements as other databases are tested with: `examples/conformance` reads such files, and this is the one that must agree.

#[path = "../../../examples/conformance/agree.rs"]
mod agree;
#[path = "../../../examples/conformance/file.rs"]
mod file;
#[path = "../../../examples/conformance/md5.rs"]
mod md5;
#[path = "../../../examples/conformance/tables.rs"]
mod tables;

use crate::Engine;
use file::{Record, records};
use spec::answer::Table;
use spec::problem::Problem;
use spec::question::{Question, Sql};
use spec::worker::{Reply, Request};
use tables::Tables;

fn ask(engine: &mut Engine, text: &str) -> Result<Table, Problem> {
    let request = Request::Table {
        question: Question::Sql(Sql { text: text.to_owned() }),
        limit: 1_000,
        today: "2024-03-01".to_owned(),
    };
    match engine.handle(request).map_err(Problem::from)?.0 {
        Reply::Table(table) => Ok(table),
        _ => Err(Problem::new("unexpected", "no table came back")),
    }
}

#[test]
fn what_must_agree_agrees() {
    let text = include_str!("../../../examples/conformance/own.test");
    let (mut engine, mut tables, mut bad) = (Engine::default(), Tables::default(), Vec::new());
    let mut asked = 0;
    for record in records(text) {
        match record {
            Record::Statement(text) => tables.hear(&mut engine, &text),
            Record::Query(text, wanted) => {
                assert!(tables.can_answer(&mut engine, &text), "{text}");
                asked += 1;
                match ask(&mut engine, &text) {
                    Ok(table) => bad.extend(
                        wanted
                            .differs(&table)
                            .map(|how| format!("{text}: {how} {:?}", table.rows)),
                    ),
                    Err(problem) => bad.push(format!("{text}: {problem}")),
                }
            }
        }
    }
    assert!(bad.is_empty() && asked == 17, "{asked} asked: {bad:#?}");
    assert_eq!(md5::digest(b"message digest"), "f96b697d7cb7938d525a2f31aaf161d0");
}
