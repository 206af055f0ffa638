//! Every operation goes into a form and comes out as it was; forms say what they lack.

use super::*;

fn columns() -> Vec<Column> {
    let column = |name: &str, kind| Column {
        name: name.into(),
        kind,
        nullable: true,
    };
    vec![
        column("city", Type::Text),
        column("qty", Type::Integer),
        column("day", Type::Date),
    ]
}

#[test]
fn every_operation_survives_its_form() {
    for json in [
        r#"{"rename":{"column":"qty","to":"quantity"}}"#,
        r#"{"remove":{"columns":["city","day"]}}"#,
        r#"{"keep":{"columns":["day","city"]}}"#,
        r#"{"retype":{"column":"day","to":"date","dates":"day_first"}}"#,
        r#"{"retype":{"column":"qty","to":"float","decimal":","}}"#,
        r#"{"split":{"column":"city","by":", ","into":["town","land"]}}"#,
        r#"{"merge":{"columns":["city","qty"],"with":" ","into":"both"}}"#,
        r#"{"trim":{"columns":["city"]}}"#,
        r#"{"letters":{"columns":["city"],"to":"upper"}}"#,
        r#"{"fill_down":{"columns":["city"]}}"#,
        r#"{"fill":{"column":"qty","value":0}}"#,
        r#"{"fill":{"column":"city","value":"Rome"}}"#,
        r#"{"replace":{"columns":["city"],"find":" a","with":"","how":"pattern"}}"#,
        r#"{"unify":{"column":"city","values":["NYC","N.Y."],"to":"New York"}}"#,
        r#"{"correct":{"column":"qty","row":3,"value":"7"}}"#,
        r#"{"filter":{"filter":{"all":[{"compare":{"column":"qty","is":"at_least","value":2}},{"not":{"null":{"column":"city"}}}]}}}"#,
        r#"{"filter":{"filter":{"any":[{"in":{"column":"city","values":["Rome"]}},{"contains":{"column":"city","text":"x"}}]}}}"#,
        r#"{"filter":{"filter":{"starts_with":{"column":"city","text":"x"}}}}"#,
        r#"{"deduplicate":{"columns":[]}}"#,
        r#"{"sort":{"by":[{"by":"qty","order":"descending"},{"by":"city","order":"ascending"}]}}"#,
        r#"{"unpivot":{"columns":["qty"],"names":"name","values":"value"}}"#,
        r#"{"pivot":{"rows":["day"],"column":"city","measure":{"aggregate":"sum","column":"qty"}}}"#,
        r#"{"union":{"dataset":"may"}}"#,
        r#"{"join":{"dataset":"shops","kind":"anti","on":[["city","town"]]}}"#,
        r#"{"calculate":{"name":"total","expression":"qty * 2"}}"#,
        r#"{"group":{"by":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"count"}]}}"#,
    ] {
        let operation: Operation = serde_json::from_str(json).unwrap();
        let built = Draft::of(&operation).build(&columns()).unwrap();
        assert_eq!(serde_json::to_string(&built).unwrap(), json);
    }
}

#[test]
fn forms_say_what_they_lack() {
    let city = &columns()[0];
    for (kind, lacks) in [
        (Kind::Rename, "nothing"),
        (Kind::Split, "Name the new columns"),
        (Kind::Fill, "With which value?"),
        (Kind::Replace, "What is to be found?"),
        (Kind::Unify, "Which spellings?"),
        (Kind::Correct, "In which row, from 1?"),
        (Kind::Filter, "A condition lacks its value"),
        (Kind::Deduplicate, "nothing"),
        (Kind::Sort, "nothing"),
        (Kind::Join, "Choose a dataset"),
        (Kind::Calculate, "A name is missing"),
        (Kind::Group, "nothing"),
    ] {
        let told = Draft::about(kind, city).build(&columns()).err().unwrap_or("nothing");
        assert_eq!(told, lacks, "{kind:?}");
    }
    assert_eq!(
        Draft::new(Kind::Remove).build(&columns()),
        Err("Choose at least one column")
    );
}
