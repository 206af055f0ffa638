//! Every file of the corpus becomes the table that a careful person would make of it.

use std::fmt::Write as _;
use tests::corpus::{all, shown};

#[test]
fn every_file_becomes_its_table() {
    let cases = all();
    let mut failures = String::new();
    let mut failed = 0;
    for case in &cases {
        let found = shown(&case.filename, &case.bytes).unwrap_or_else(|error| format!("refused: {error}\n"));
        if found != case.expected {
            failed += 1;
            let text = String::from_utf8_lossy(&case.bytes);
            let text: String = text.chars().take(600).collect();
            let (name, about, expected) = (&case.name, &case.about, &case.expected);
            writeln!(
                failures,
                "## {name}: {about}\n{text:?}\nexpected\n{expected}found\n{found}"
            )
            .unwrap();
        }
    }
    assert!(cases.len() >= 150, "only {} cases", cases.len());
    assert!(
        failed == 0,
        "{failed} of {} files are misread\n\n{failures}",
        cases.len()
    );
}
