//! Steps as SQL: the statement runs here and gives the same rows.

use super::{catalog, steps};
use crate::query::tests::print;
use crate::sql;
use crate::steps::statement;
use expect_test::expect;

/// The statement of the steps, after it gave the same rows over the table as it was read.
fn written(json: &str) -> String {
    let mut catalog = catalog();
    catalog.transform("sales", &steps(json)).unwrap();
    let entry = catalog.entry("sales").unwrap();
    let text = statement(entry, &catalog);
    let (same, failed) = (
        sorted(&print(&entry.frame)),
        entry.played.iter().any(|played| played.outcome.problem.is_some()),
    );
    assert!(!failed, "{json}");
    catalog.transform("sales", &[]).unwrap();
    match sql::run(&catalog, &text, &sql::Given::default()) {
        Ok(frame) => assert_eq!(sorted(&print(&frame)), same, "{text}"),
        Err(error) => panic!("{error}\n{text}"),
    }
    text
}

fn sorted(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[1..].sort_unstable();
    lines
}

#[test]
fn steps_as_a_statement() {
    let text = written(
        r#"{"rename":{"column":"qty","to":"Quantity"}},{"trim":{"columns":["note"]}},{"fill":{"column":"Quantity","value":0}},
           {"filter":{"filter":{"compare":{"column":"Quantity","is":"at_least","value":1}}}},{"sort":{"by":[{"by":"id"}]}}"#,
    );
    expect![[r#"
        -- sales as it was read, then its steps
        with read as (select * from sales),
        renamed as (select id, shop, day, qty as "Quantity", price, note from read),
        trimmed as (select * replace (nullif(regexp_replace(regexp_replace(note, '^\s+|\s+$', '', 'g'), '[^\S\r\n]{2,}', ' ', 'g'), '') as note) from renamed),
        filled as (select * replace (coalesce("Quantity", 0) as "Quantity") from trimmed),
        filtered as (select * from filled where "Quantity" >= 1),
        sorted as (select * from filtered order by id desc nulls last)
        select * from sorted"#]].assert_eq(&text);
}

#[test]
fn statements_give_the_same_rows() {
    for json in [
        "",
        r#"{"remove":{"columns":["note","day"]}}"#,
        r#"{"keep":{"columns":["note","id"]}},{"split":{"column":"note","by":"-","into":["a","b"]}}"#,
        r#"{"keep":{"columns":["note","id"]}},{"split":{"column":"note","by":"-","into":["a"]}}"#,
        r#"{"split":{"column":"id","by":"-","into":["a","b","c"]}}"#,
        r#"{"merge":{"columns":["shop","qty"],"with":"'","into":"m"}}"#,
        r#"{"letters":{"columns":["note","shop"],"to":"title"}}"#,
        r#"{"letters":{"columns":["note"],"to":"upper"}}"#,
        r#"{"replace":{"columns":["note"],"find":"x","with":"it's","how":"part"}}"#,
        r#"{"replace":{"columns":["note"],"find":"(\\w)-(\\w)","with":"$2:$1","how":"pattern"}}"#,
        r#"{"replace":{"columns":["note"],"find":"A-b","with":"","how":"whole"}},{"replace":{"columns":["qty","price"],"find":"2","with":"7","how":"whole"}}"#,
        r#"{"unify":{"column":"shop","values":["a","b"],"to":"c"}}"#,
        r#"{"correct":{"column":"qty","row":3,"value":"9"}},{"correct":{"column":"day","row":1,"value":"2020-01-01"}}"#,
        r#"{"fill":{"column":"shop","value":"?"}},{"fill":{"column":"price","value":0.5}}"#,
        r#"{"retype":{"column":"note","to":"integer"}},{"retype":{"column":"day","to":"datetime"}},{"retype":{"column":"qty","to":"text"}}"#,
        r#"{"deduplicate":{"columns":["shop"]}},{"deduplicate":{"columns":[]}}"#,
        r#"{"unpivot":{"columns":["qty","price"],"names":"what","values":"value"}}"#,
        r#"{"unpivot":{"columns":["qty","shop"],"names":"what","values":"value"}}"#,
        r#"{"pivot":{"rows":["day"],"column":"shop","measure":{"aggregate":"sum","column":"qty"}}}"#,
        r#"{"pivot":{"rows":[],"column":"shop","measure":{"aggregate":"count"}}}"#,
        r#"{"group":{"by":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"count"},{"aggregate":"max","column":"qty"}]}}"#,
        r#"{"calculate":{"name":"a b","expression":"qty * price"}},{"calculate":{"name":"c","expression":"\"a b\" + 1"}}"#,
        r#"{"union":{"dataset":"shops"}}"#,
        r#"{"join":{"dataset":"shops","kind":"inner","on":[["shop","shop"]]}}"#,
        r#"{"join":{"dataset":"shops","kind":"left","on":[["id","id"],["shop","shop"]]}}"#,
        r#"{"join":{"dataset":"shops","kind":"full","on":[["shop","shop"]]}}"#,
        r#"{"join":{"dataset":"shops","kind":"semi","on":[["id","id"]]}}"#,
        r#"{"join":{"dataset":"shops","kind":"anti","on":[["id","id"]]}}"#,
    ] {
        let text = written(json);
        assert!(!text.contains("is not in this statement"), "{text}");
    }
}

#[test]
fn what_sql_has_no_words_for_is_said() {
    let mut catalog = catalog();
    let mut list = steps(
        r#"{"fill_down":{"columns":["shop"]}},{"rename":{"column":"qty","to":"n"}},{"trim":{"columns":["qty"]}},{"remove":{"columns":["note"]}}"#,
    );
    list[3].enabled = false;
    catalog.transform("sales", &list).unwrap();
    let text = statement(catalog.entry("sales").unwrap(), &catalog);
    catalog.transform("sales", &[]).unwrap();
    sql::run(&catalog, &text, &sql::Given::default()).unwrap();
    expect![[r#"
        -- sales as it was read, then its steps
        with read as (select * from sales),
        -- step 1 is not in this statement, because rows have no order of their own in SQL: Fill shop down
        renamed as (select id, shop, day, qty as n, price, note from read)
        -- step 3 could not be done: Remove needless spaces in qty
        -- step 4 is switched off: Remove note
        select * from renamed"#]]
    .assert_eq(&text);
}
