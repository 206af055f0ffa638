//! Steps as JSON, what they say and what they need.

use crate::step::{Operation, Step};

fn operation(json: &str) -> Operation {
    serde_json::from_str(json).unwrap()
}

#[test]
fn steps_say_what_they_do() {
    for (json, said, read) in [
        (
            r#"{"rename":{"column":"qty","to":"quantity"}}"#,
            "Rename qty to quantity",
            "qty",
        ),
        (
            r#"{"remove":{"columns":["a","b","c","d","e"]}}"#,
            "Remove a, b, c and 2 more",
            "a b c d e",
        ),
        (r#"{"keep":{"columns":["a","b"]}}"#, "Keep only a and b", "a b"),
        (
            r#"{"retype":{"column":"price","to":"float"}}"#,
            "Read price as a number",
            "price",
        ),
        (
            r#"{"split":{"column":"name","by":", ","into":["last","first"]}}"#,
            "Split name at “, ” into last and first",
            "name",
        ),
        (
            r#"{"merge":{"columns":["a","b"],"with":"-","into":"ab"}}"#,
            "Join a and b with “-” into ab",
            "a b",
        ),
        (
            r#"{"replace":{"columns":["a"],"find":"x","with":"","how":"whole"}}"#,
            "Remove cells that are “x” in a",
            "a",
        ),
        (
            r#"{"unify":{"column":"city","values":["NYC","N.Y."],"to":"New York"}}"#,
            "Write “NYC” and “N.Y.” as “New York” in city",
            "city",
        ),
        (
            r#"{"correct":{"column":"qty","row":3,"value":"7"}}"#,
            "Set qty in row 3 to “7”",
            "qty",
        ),
        (
            r#"{"filter":{"filter":{"all":[{"compare":{"column":"qty","is":"at_least","value":2}},{"not":{"null":{"column":"city"}}}]}}}"#,
            "Keep rows where qty is at least 2 and city is not empty",
            "qty city",
        ),
        (r#"{"deduplicate":{"columns":[]}}"#, "Remove duplicate rows", ""),
        (
            r#"{"sort":{"by":[{"by":"qty","order":"descending"},{"by":"city","order":"ascending"}]}}"#,
            "Sort by qty, largest first and city",
            "qty city",
        ),
        (
            r#"{"pivot":{"rows":["city"],"column":"month","measure":{"aggregate":"sum","column":"qty"}}}"#,
            "Turn month into columns of sum of qty, by city",
            "city month qty",
        ),
        (
            r#"{"join":{"dataset":"shops","kind":"left","on":[["shop","id"]]}}"#,
            "Join shops on shop = id",
            "shop",
        ),
        (
            r#"{"calculate":{"name":"total","expression":"price * qty"}}"#,
            "Calculate total = price * qty",
            "",
        ),
        (
            r#"{"group":{"by":[{"column":"city"}],"measures":[{"aggregate":"count"}]}}"#,
            "Group by city with count",
            "city",
        ),
    ] {
        let operation = operation(json);
        assert_eq!(operation.said(), said);
        assert_eq!(operation.columns_read().join(" "), read, "{said}");
        assert_eq!(serde_json::to_string(&operation).unwrap(), json, "{said}");
    }
}

#[test]
fn steps_are_done_unless_they_are_switched_off() {
    let step: Step = serde_json::from_str(r#"{"operation":{"trim":{"columns":["a"]}}}"#).unwrap();
    assert!(step.enabled);
    assert_eq!(step.operation.dataset(), None);
    let union = operation(r#"{"union":{"dataset":"may"}}"#);
    assert_eq!(union.dataset(), Some("may"));
}
