//! Questions by chance, answered by the engine and by a real PostgreSQL: the two are independent, and agree.
//!
//! `ROUNDS=20000 SEED=7 cargo test -p tests --test oracle` looks further. What may differ, and why:
//!
//! - Groups beside “Other” are text there, also when nothing is left over, and numbers and moments are spelled otherwise: what they mean is compared, and nothing is sorted by them.
//! - Correlations of what lies on a line: one is 1 and the other 0.9999999999999999, so that nothing is sorted or ranked by them.
//! - Letters that become several in capitals, such as ß: STRASSE here, STRAßE there.
//! - The first and the last value: a table of PostgreSQL has no order, so they are not asked for here.
//! - Numbers beyond what a floating point number holds: PostgreSQL refuses them, here they are null.
//! - A sample: by another hash.

use spec::question::{Query, Question};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tests::postgres::tables::{Chance, answer, copy, files, open, statement};
use tests::postgres::{Server, Session, compare, questions, shrink};

/// How many questions are asked of the same tables.
const EACH: u64 = 250;

#[test]
fn questions_by_chance_are_answered_alike() {
    let (rounds, seed) = (setting("ROUNDS", 2_000), setting("SEED", 1));
    let server = Server::start();
    let mut session = Session::open(&server);
    let (mut refused, mut failures) = (0, Vec::new());
    for first in (0..rounds).step_by(EACH as usize) {
        let tables = seed.wrapping_mul(1_000_003).wrapping_add(first);
        let rows = *Chance(tables).one(&[0, 1, 12, 60, 200]);
        let (mut engine, datasets) = open(&files(tables, rows.max(12)));
        copy(&mut engine, &datasets, &mut session);
        for round in first..rounds.min(first + EACH) {
            let query = questions::question(&mut Chance(tables ^ (round << 20)));
            let mut told = |query: &Query| failure(query, &mut engine, &mut session);
            match told(&query) {
                Told::Same => {}
                Told::Refused => refused += 1,
                Told::Different(_) => {
                    let smallest = shrink::smallest(&query, |query| matches!(told(query), Told::Different(_)));
                    let Told::Different(why) = told(&smallest) else {
                        continue;
                    };
                    let question = serde_json::to_string(&smallest).unwrap();
                    failures.push(format!("round {round}: {question}\n{why}\n"));
                }
            }
            assert!(failures.len() < 12, "{}", failures.join("\n"));
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {rounds}:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(refused * 20 < rounds, "{refused} of {rounds} questions were refused");
}

enum Told {
    Same,
    Refused,
    Different(String),
}

fn failure(query: &Query, engine: &mut engine::Engine, session: &mut Session) -> Told {
    let question = || Question::Query(query.clone());
    let ours = match catch_unwind(AssertUnwindSafe(|| answer(engine, question()))) {
        Ok(Ok(ours)) => ours,
        Ok(Err(_)) => return Told::Refused,
        Err(_) => return Told::Different("the engine panics".to_owned()),
    };
    let statement = match statement(engine, question()) {
        Ok(statement) => statement,
        Err(why) => return Told::Different(format!("no statement: {why}")),
    };
    match session.ask(&statement) {
        Err(why) => Told::Different(format!("{why}\n{statement}")),
        Ok(theirs) => match compare::difference(query, &ours, &theirs) {
            Some(difference) => Told::Different(format!("{difference}\n{statement}")),
            None => Told::Same,
        },
    }
}

fn setting(name: &str, usual: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(usual, |text| {
        text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number"))
    })
}
