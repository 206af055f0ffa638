//! Lists of steps run again: longer, shorter, changed.

use super::{catalog, done, steps};
use crate::query::tests::print;
use std::sync::Arc;

const ALL: [&str; 7] = [
    r#"{"trim":{"columns":["note"]}}"#,
    r#"{"rename":{"column":"qty","to":"quantity"}}"#,
    r#"{"filter":{"filter":{"compare":{"column":"id","is":"greater","value":1}}}}"#,
    r#"{"retype":{"column":"price","to":"integer"}}"#,
    r#"{"union":{"dataset":"shops"}}"#,
    r#"{"sort":{"by":[{"by":"id"}]}}"#,
    r#"{"fill":{"column":"quantity","value":0}}"#,
];

#[test]
fn fewer_steps_are_those_alone() {
    let mut replayed = catalog();
    for count in [7, 5, 2, 7, 0, 3, 4, 6, 1, 7] {
        let json = ALL[..count].join(",");
        assert_eq!(done(&mut replayed, &json), done(&mut catalog(), &json), "{count} steps");
    }
}

#[test]
fn a_step_in_the_middle_can_change_or_be_switched_off() {
    let mut replayed = catalog();
    done(&mut replayed, &ALL.join(","));
    for without in 0..ALL.len() {
        let mut list = steps(&ALL.join(","));
        list[without].enabled = false;
        let mut fresh = catalog();
        replayed.transform("sales", &list).unwrap();
        fresh.transform("sales", &list).unwrap();
        let [replayed, fresh] = [&replayed, &fresh].map(|catalog| catalog.entry("sales").unwrap());
        assert_eq!(print(&replayed.frame), print(&fresh.frame), "without step {without}");
        assert_eq!(replayed.dataset, fresh.dataset, "without step {without}");
    }
}

#[test]
fn the_table_as_it_was_read_stays() {
    let mut catalog = catalog();
    let before = print(&catalog.entry("sales").unwrap().frame);
    done(&mut catalog, &ALL.join(","));
    assert_ne!(print(&catalog.entry("sales").unwrap().frame), before);
    assert_eq!(print(&catalog.entry("sales").unwrap().base), before);
    done(&mut catalog, "");
    assert_eq!(print(&catalog.entry("sales").unwrap().frame), before);
}

#[test]
fn cells_set_aside_are_counted_while_their_step_is_there() {
    let mut catalog = catalog();
    for (json, count) in [(ALL[3], 2), ("", 0), (r#"{"retype":{"column":"note","to":"date"}}"#, 4)] {
        catalog.transform("sales", &steps(json)).unwrap();
        assert_eq!(catalog.entry("sales").unwrap().dataset.set_aside, count, "{json}");
    }
}

#[test]
fn a_changed_last_step_runs_alone() {
    let mut catalog = catalog();
    done(&mut catalog, &ALL[..3].join(","));
    let before = catalog.entry("sales").unwrap().played[0].aside.clone();
    done(&mut catalog, &format!("{},{},{}", ALL[0], ALL[1], ALL[3]));
    let after = catalog.entry("sales").unwrap().played[0].aside.clone();
    assert!(Arc::ptr_eq(&before, &after), "the first step was run again");
}

#[test]
fn a_step_on_another_dataset_sees_what_that_is_now() {
    let mut catalog = catalog();
    let union = r#"{"keep":{"columns":["id"]}},{"union":{"dataset":"shops"}},{"keep":{"columns":["id"]}}"#;
    done(&mut catalog, union);
    assert_eq!(catalog.entry("sales").unwrap().dataset.rows, 8);
    let fewer = steps(r#"{"filter":{"filter":{"compare":{"column":"id","is":"equal","value":1}}}}"#);
    catalog.transform("shops", &fewer).unwrap();
    done(&mut catalog, union);
    assert_eq!(catalog.entry("sales").unwrap().dataset.rows, 6);
}
