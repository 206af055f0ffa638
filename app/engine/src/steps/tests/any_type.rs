//! Every step on columns of every type: a table or a refusal in words, never a panic and never an error of polars.

use super::{catalog, steps};
use crate::error::Error;
use crate::query::tests::sample;
use crate::steps::{Place, run};
use polars::prelude::*;
use spec::reading::Source;

/// The small table with a time, a length of time, a list, a record and nothing beside.
fn every_type() -> DataFrame {
    let mut frame = sample();
    let moments = frame.column("at").unwrap().clone();
    let since = (moments.clone() - moments.shift(1)).unwrap();
    let time = moments.cast(&DataType::Time).unwrap();
    let list: ListChunked = (0..8i64)
        .map(|row| (row % 3 > 0).then(|| Series::new("".into(), [row, 1])))
        .collect();
    let record = frame
        .select(["id", "shop"])
        .unwrap()
        .into_struct("record".into())
        .into_series();
    let nothing = Column::full_null("nothing".into(), 8, &DataType::Null);
    for (name, column) in [
        ("since", since),
        ("time", time),
        ("list", list.into_series().into_column()),
        ("record", record.into_column()),
        ("nothing", nothing),
    ] {
        frame.with_column(column.with_name(name.into())).unwrap();
    }
    frame
}

const STEPS: &str = r#"
{"rename":{"column":"C","to":"x"}}
{"split":{"column":"C","by":"-","into":["x","y"]}}
{"merge":{"columns":["C","id"],"with":"-","into":"x"}}
{"trim":{"columns":["C"]}}
{"letters":{"columns":["C"],"to":"title"}}
{"fill_down":{"columns":["C"]}}
{"fill":{"column":"C","value":"2024-01-01"}}
{"fill":{"column":"C","value":1}}
{"fill":{"column":"C","value":true}}
{"fill":{"column":"C","value":null}}
{"replace":{"columns":["C"],"find":"1.10","with":"","how":"whole"}}
{"replace":{"columns":["C"],"find":"a","with":"b","how":"pattern"}}
{"unify":{"column":"C","values":["a"],"to":"b"}}
{"correct":{"column":"C","row":2,"value":"12:30:00"}}
{"correct":{"column":"C","row":2,"value":"7"}}
{"correct":{"column":"C","row":2,"value":""}}
{"filter":{"filter":{"compare":{"column":"C","is":"greater","value":"2024-01-01"}}}}
{"filter":{"filter":{"in":{"column":"C","values":[1,null]}}}}
{"filter":{"filter":{"null":{"column":"C"}}}}
{"deduplicate":{"columns":["C"]}}
{"sort":{"by":[{"by":"C"}]}}
{"unpivot":{"columns":["C","qty"],"names":"n","values":"v"}}
{"pivot":{"rows":["shop"],"column":"C","measure":{"aggregate":"count"}}}
{"pivot":{"rows":["C"],"column":"shop","measure":{"aggregate":"max","column":"id"}}}
{"pivot":{"rows":["shop"],"column":"tiny","measure":{"aggregate":"first","column":"C"}}}
{"group":{"by":[{"column":"C"}],"measures":[{"aggregate":"sum","column":"qty"}]}}
{"group":{"by":[],"measures":[{"aggregate":"distinct","column":"C"}]}}
{"join":{"dataset":"other","kind":"full","on":[["C","C"]]}}
{"join":{"dataset":"other","kind":"inner","on":[["id","id"],["C","qty"]]}}
{"join":{"dataset":"other","kind":"anti","on":[["C","note"]]}}
"#;

/// What polars itself refuses about a column is a refusal we did not think of.
fn check(frame: &DataFrame, json: &str, place: Place<'_>) -> Option<String> {
    match run(frame, &steps(json)[0].operation, place) {
        Err(Error::Polars(error)) => Some(format!("{json}: {error}\n")),
        _ => None,
    }
}

#[test]
fn no_type_is_a_surprise_to_a_step() {
    let frame = every_type();
    let mut catalog = catalog();
    catalog.add("other", frame.slice(1, 5), Source::default()).unwrap();
    let place = Place {
        catalog: &catalog,
        whose: "sales",
    };
    let mut surprises = String::new();
    for name in frame.get_column_names_str() {
        for step in STEPS.trim().lines() {
            let json = step.replace("\"C\"", &format!("\"{name}\""));
            surprises.extend(check(&frame, &json, place));
        }
        for to in [
            "boolean", "integer", "float", "decimal", "text", "date", "datetime", "time", "duration", "list",
        ] {
            let json = format!(r#"{{"retype":{{"column":"{name}","to":"{to}"}}}}"#);
            surprises.extend(check(&frame, &json, place));
        }
    }
    let union = r#"{"union":{"dataset":"other"}}"#;
    surprises.extend(check(&frame, union, place));
    surprises.extend(check(&frame.slice(0, 0), union, place));
    assert_eq!(surprises, "");
}
