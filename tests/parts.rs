//! Questions by chance, worked out of all rows by one engine and of some rows each by several: the answers are the same.
//!
//! `ROUNDS=20000 SEED=7 cargo test -p tests --test parts` looks further. Figures that are not whole may differ in their last digits.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

use engine::{Engine, Share, Turn};
use spec::answer::Table;
use spec::question::{Query, Question};
use spec::value::Value;
use spec::worker::{Reply, Request};
use tests::postgres::questions;
use tests::postgres::tables::{Chance, TODAY, answer, files, open};

/// How many questions are asked of the same tables.
const EACH: u64 = 100;

#[test]
fn questions_by_chance_have_one_answer() {
    let (rounds, seed) = (setting("ROUNDS", 1_500), setting("SEED", 1));
    let (mut in_parts, mut failures) = (0, Vec::new());
    for first in (0..rounds).step_by(EACH as usize) {
        let tables = seed.wrapping_mul(1_000_003).wrapping_add(first);
        let files = files(tables, *Chance(tables).one(&[12, 60, 400]));
        // What one engine has answered it does not work out again.
        let ((mut engine, _), (mut alone, _)) = (open(&files), open(&files));
        for round in first..rounds.min(first + EACH) {
            let chance = &mut Chance(tables ^ (round << 20));
            let query = questions::question(chance);
            let whole = answer(&mut alone, Question::Query(query.clone()));
            let (parted, asked) = parted(&mut engine, &query, chance);
            in_parts += u64::from(asked > 0);
            if let Some(why) = difference(&whole, &parted) {
                let question = serde_json::to_string(&query).unwrap();
                failures.push(format!("round {round}: {question}\n{why}\n{whole:?}\n{parted:?}\n"));
            }
            assert!(failures.len() < 4, "{}", failures.join("\n"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(
        in_parts * 4 > rounds,
        "only {in_parts} of {rounds} questions were worked out in parts"
    );
}

/// The answer in up to five parts, some of them without rows, and how often the parts were asked.
fn parted(engine: &mut Engine, query: &Query, chance: &mut Chance) -> (Result<Table, String>, usize) {
    let request = Request::Table {
        question: Question::Query(query.clone()),
        limit: 100_000,
        today: TODAY.to_owned(),
    };
    let mut parted = match engine.take_apart(request, 1) {
        Ok(parted) => parted,
        Err(error) => return (Err(error.to_string()), 0),
    };
    let cuts: Vec<u64> = (0..chance.below(5)).map(|_| chance.below(101)).collect();
    let (mut found, mut asked): (Option<Vec<Vec<u8>>>, usize) = (None, 0);
    loop {
        let wanted = match engine.turn(&mut parted, found.as_deref()) {
            Err(error) => return (Err(error.to_string()), asked),
            Ok(Turn::Done((reply, _))) => return (table(reply), asked),
            Ok(Turn::Wanted(wanted)) => wanted,
        };
        asked += 1;
        let mut shares = shares(engine, &wanted.work.dataset, &wanted.columns, &cuts);
        let parts = shares.iter_mut().map(|share| share.part(&wanted.work, &wanted.known));
        found = parts.collect();
        if found.is_none() {
            let outcome = engine.alone(&parted).map_err(|error| error.to_string());
            return (outcome.and_then(|(reply, _)| table(reply)), 0);
        }
    }
}

/// The rows of a dataset in parts that end after so many of a hundred rows. The first is at hand, the others come as bytes.
fn shares(engine: &Engine, name: &str, columns: &[String], cuts: &[u64]) -> Vec<Share> {
    let (held, empty) = engine.held(name).unwrap();
    let rows = held.dataset.rows;
    let mut ends: Vec<u64> = cuts.iter().map(|cut| rows * cut / 100).chain([rows]).collect();
    ends.sort_unstable();
    let mut start = 0;
    let mut shares = Vec::new();
    for end in ends {
        let own = std::mem::replace(&mut start, end)..end;
        if shares.is_empty() {
            shares.push(engine.share(name, own).unwrap());
            continue;
        }
        let mut share = Share::new(held.clone(), empty.clone(), own.end - own.start).unwrap();
        for column in columns {
            let cells = engine.cells(name, column, own.clone()).unwrap();
            share.take(column, cells, true).unwrap();
        }
        shares.push(share);
    }
    shares
}

fn table(reply: Reply) -> Result<Table, String> {
    match reply {
        Reply::Table(table) => Ok(table),
        other => Err(format!("{other:?}")),
    }
}

/// What is different, but for the last digits.
fn difference(whole: &Result<Table, String>, parted: &Result<Table, String>) -> Option<String> {
    let (whole, parted) = match (whole, parted) {
        (Ok(whole), Ok(parted)) => (whole, parted),
        (whole, parted) => return (whole != parted).then(|| "one is refused".to_owned()),
    };
    if whole.columns != parted.columns || whole.rows.len() != parted.rows.len() {
        return Some("other columns, or more or fewer rows".to_owned());
    }
    let rows = whole.rows.iter().zip(&parted.rows).enumerate();
    let different = |(_, (whole, parted)): &(usize, (&Vec<Value>, &Vec<Value>))| {
        !whole
            .iter()
            .zip(parted.iter())
            .all(|(whole, parted)| same(whole, parted))
    };
    let (row, _) = { rows }.find(different)?;
    Some(format!("row {row} is another one"))
}

fn same(whole: &Value, parted: &Value) -> bool {
    match (whole, parted) {
        (Value::Float(_), _) | (_, Value::Float(_)) => {
            let far = |(whole, parted): (f64, f64)| (whole - parted).abs() <= 1e-9 * whole.abs().max(1e-3);
            whole.number().zip(parted.number()).is_some_and(far)
        }
        (whole, parted) => whole == parted,
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| {
        text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number"))
    })
}
