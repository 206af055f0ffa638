//! Tables to ask about, the same ones for the engine and for PostgreSQL: nulls, ties, ends of months, leap days, several scripts.

use crate::Bytes;
use crate::postgres::session::Session;
use engine::Engine;
use spec::answer::Table;
use spec::dataset::{Dataset, Type};
use spec::question::{Query, Question};
use spec::reading::OpenOptions;
use spec::value::Value;
use spec::worker::{Reply, Request};
use std::fmt::Write as _;

/// Numbers that look like chance, the same ones each time.
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// The next number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }

    /// Whether something happens that does so `times` times in a hundred.
    pub fn percent(&mut self, times: u64) -> bool {
        self.below(100) < times
    }

    /// One of these.
    ///
    /// # Panics
    /// When there are none.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }
}

/// A file for the engine.
pub struct File {
    /// The dataset's name.
    pub name: &'static str,
    /// The file's text.
    pub csv: String,
}

const SHOPS: [&str; 8] = ["north", "South", "Élan", "日本", "straße", "a b", "O'Hara", "zeta"];
const PRODUCTS: [&str; 6] = ["tea", "coffee", "cocoa", "water", "juice", "milk"];
const NOTES: [&str; 7] = [
    "50% off",
    "REFUND",
    "a refund.",
    "x_y",
    "back\\slash",
    "comma, quote \"",
    "plain",
];
const DAYS: [&str; 14] = [
    "2023-12-31",
    "2024-01-01",
    "2024-01-31",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-03-31",
    "2024-06-30",
    "2024-07-01",
    "2024-12-30",
    "2024-12-31",
    "2025-01-01",
    "2025-02-28",
    "2023-01-01",
];

/// The tables that belong to a seed: `sales` with as many rows, and those around it.
pub fn files(seed: u64, rows: u64) -> Vec<File> {
    let mut chance = Chance(seed);
    vec![
        File {
            name: "sales",
            csv: sales(&mut chance, 1, rows),
        },
        File {
            name: "older",
            csv: older(&mut chance, rows / 3),
        },
        File {
            name: "products",
            csv: products(),
        },
        File {
            name: "returns",
            csv: returns(&mut chance, rows),
        },
        File {
            name: "rates",
            csv: rates(&mut chance),
        },
    ]
}

fn sales(chance: &mut Chance, first: u64, rows: u64) -> String {
    let mut csv = "id,day,at,shop,product,qty,price,cost,open,big,note\n".to_owned();
    for id in first..first + rows {
        let day = day(chance);
        let moment = (!chance.percent(8)).then(|| format!("{}T{}", self::day(chance), clock(chance)));
        let shop = filled(chance, 10, |chance| (*chance.one(&SHOPS)).to_owned());
        let product = filled(chance, 6, |chance| (*chance.one(&PRODUCTS)).to_owned());
        let quantity = filled(chance, 12, |chance| (chance.below(21) as i64 - 6).to_string());
        let price = filled(chance, 12, price);
        let cost = filled(chance, 9, |chance| {
            format!("${}.{:02}", chance.below(40), chance.below(100))
        });
        let open = filled(chance, 15, |chance| chance.percent(55).to_string());
        let big = (9_007_199_254_740_993 + chance.below(5) as i64).to_string();
        let note = filled(chance, 20, |chance| {
            format!("\"{}\"", chance.one(&NOTES).replace('"', "\"\""))
        });
        let day = if chance.percent(5) { String::new() } else { day };
        let moment = moment.unwrap_or_default();
        writeln!(
            csv,
            "{id},{day},{moment},{shop},{product},{quantity},{price},{cost},{open},{big},{note}"
        )
        .unwrap_or_default();
    }
    csv
}

fn older(chance: &mut Chance, rows: u64) -> String {
    let mut csv = "id,day,shop,qty,origin,price\n".to_owned();
    for id in 0..rows {
        let (day, shop, price) = (day(chance), *chance.one(&SHOPS), price(chance));
        let quantity = filled(chance, 20, |chance| chance.below(9).to_string());
        writeln!(
            csv,
            "{},{day},{shop},{quantity},archive {},{price}",
            10_000 + id,
            id % 3
        )
        .unwrap_or_default();
    }
    csv
}

fn products() -> String {
    "product,category,weight,since\n\
     tea,hot,0.25,2023-05-01\n\
     coffee,hot,0.5,2022-01-15\n\
     water,cold,1.5,2020-02-29\n\
     juice,cold,,2024-02-29\n\
     lemonade,cold,0.75,2024-12-31\n\
     bread,,1,2021-07-07\n"
        .to_owned()
}

fn returns(chance: &mut Chance, rows: u64) -> String {
    let mut csv = "sale,reason,amount,returned\n".to_owned();
    for _ in 0..rows / 2 {
        let sale = filled(chance, 5, |chance| (chance.below(rows + rows / 4) + 1).to_string());
        let (amount, day) = (chance.below(500), day(chance));
        let reason = *chance.one(&["late", "broken", "other"]);
        writeln!(csv, "{sale},{reason},{amount},{day}").unwrap_or_default();
    }
    csv
}

fn rates(chance: &mut Chance) -> String {
    let mut csv = "since,shop,rate\n".to_owned();
    for (at, day) in ["2023-06-01", "2024-01-31", "2024-03-01", "2024-12-31"]
        .iter()
        .enumerate()
    {
        for shop in &SHOPS[..5] {
            if !chance.percent(20) {
                writeln!(csv, "{day},{shop},{}.{}", at + 1, chance.below(100)).unwrap_or_default();
            }
        }
    }
    csv
}

fn filled(chance: &mut Chance, nulls: u64, value: impl FnOnce(&mut Chance) -> String) -> String {
    match chance.percent(nulls) {
        true => String::new(),
        false => value(chance),
    }
}

fn day(chance: &mut Chance) -> String {
    match chance.percent(60) {
        true => (*chance.one(&DAYS)).to_owned(),
        false => format!(
            "202{}-{:02}-{:02}",
            3 + chance.below(3),
            1 + chance.below(12),
            1 + chance.below(28)
        ),
    }
}

fn clock(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => "00:00:00".to_owned(),
        1 => "23:59:59.5".to_owned(),
        _ => format!(
            "{:02}:{:02}:{:02}",
            chance.below(24),
            chance.below(60),
            chance.below(60)
        ),
    }
}

fn price(chance: &mut Chance) -> String {
    match chance.below(12) {
        0 => "-0.0".to_owned(),
        1 => "0.3".to_owned(),
        2 => "0.7".to_owned(),
        3 => "NaN".to_owned(),
        _ => format!("{}.{:02}", chance.below(200) as i64 - 30, chance.below(100)),
    }
}

/// Opens the files in an engine.
///
/// # Panics
/// When one cannot be read.
pub fn open(files: &[File]) -> (Engine, Vec<Dataset>) {
    let mut engine = Engine::default();
    let mut datasets = Vec::new();
    for file in files {
        let options = OpenOptions {
            name: Some(file.name.to_owned()),
            filename: Some(format!("{}.csv", file.name)),
            ..OpenOptions::default()
        };
        let mut bytes = Bytes(file.csv.clone().into_bytes());
        let opened = engine.open(&mut bytes, &options, &mut |_, _| {});
        let opened = opened.unwrap_or_else(|error| panic!("{}: {error}", file.name));
        datasets.extend(opened.datasets);
    }
    (engine, datasets)
}

/// Gives PostgreSQL the same rows: as the engine has them, for how a file is read is not what is compared here.
///
/// # Panics
/// When PostgreSQL refuses them.
pub fn copy(engine: &mut Engine, datasets: &[Dataset], session: &mut Session) {
    for dataset in datasets {
        let question = Question::Query(Query {
            from: dataset.name.clone(),
            ..Query::default()
        });
        let table = answer(engine, question).unwrap_or_else(|error| panic!("{}: {error}", dataset.name));
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| format!("\"{}\" {}", column.name, type_of(column.kind)))
            .collect();
        let name = &dataset.name;
        let made = session.ask(&format!(
            "drop table if exists {name};\ncreate table {name} ({})",
            columns.join(", ")
        ));
        made.and_then(|_made| session.fill(name, &lines(&table)))
            .and_then(|()| session.ask(&format!("analyze {name}")).map(drop))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

/// What the engine answers.
///
/// # Errors
/// When it refuses the question.
pub fn answer(engine: &mut Engine, question: Question) -> Result<Table, String> {
    let request = Request::Table {
        question,
        limit: 100_000,
        today: TODAY.to_owned(),
    };
    match engine.handle(request).map_err(|error| error.to_string())?.0 {
        Reply::Table(table) => Ok(table),
        other => Err(format!("{other:?}")),
    }
}

/// The statement that the engine writes for PostgreSQL.
///
/// # Errors
/// When there is none.
pub fn statement(engine: &mut Engine, question: Question) -> Result<String, String> {
    let request = Request::Explain {
        question,
        today: TODAY.to_owned(),
    };
    match engine.handle(request).map_err(|error| error.to_string())?.0 {
        Reply::Sql(text) => Ok(text),
        other => Err(format!("{other:?}")),
    }
}

/// The day that questions are asked on.
pub const TODAY: &str = "2024-12-31";

fn type_of(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "boolean",
        Type::Integer => "bigint",
        Type::Float => "double precision",
        Type::Decimal => "numeric",
        Type::Date => "date",
        Type::Datetime => "timestamp",
        Type::Time => "time",
        Type::Duration => "interval",
        Type::Text | Type::List | Type::Struct => "text",
    }
}

fn lines(table: &Table) -> String {
    let cell = |value: &Value| match value {
        Value::Null => "\\N".to_owned(),
        value => {
            let text = value.to_string().replace('\\', "\\\\");
            text.replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
        }
    };
    let mut lines = String::new();
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        lines.push_str(&cells.join("\t"));
        lines.push('\n');
    }
    lines
}
