//! Every file of the corpus becomes the table that a careful person would make of it.

use spec::reading::{OpenOptions, Source};
use std::fmt::Write as _;
use tests::corpus::{all, opened, shown, shown_dataset};

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

/// What was found out, as if the user said it.
fn said(source: &Source) -> OpenOptions {
    let source = source.clone();
    OpenOptions {
        filename: Some(source.filename),
        format: Some(source.format),
        header: source.header,
        header_rows: source.header_rows,
        delimiter: source.delimiter,
        quote: source.quote,
        escape: source.escape,
        encoding: source.encoding,
        skipped: source.skipped,
        footer: source.footer,
        comment: source.comment,
        decimal: source.decimal,
        dates: source.dates,
        nulls: source.nulls,
        starts: source.starts,
        ..OpenOptions::default()
    }
}

#[test]
fn what_was_found_reads_the_file_the_same_way() {
    let mut failures = String::new();
    for case in all() {
        let options = OpenOptions {
            filename: Some(case.filename.clone()),
            ..OpenOptions::default()
        };
        let Ok((mut engine, first)) = opened(&case.bytes, &options) else {
            continue;
        };
        let [dataset] = first.datasets.as_slice() else {
            continue;
        };
        let before = shown_dataset(&mut engine, dataset).unwrap();
        let again = opened(&case.bytes, &said(&dataset.source));
        let (after, source) = match again {
            Ok((mut engine, again)) => {
                let table = shown_dataset(&mut engine, &again.datasets[0]).unwrap();
                (table, again.datasets[0].source.clone())
            }
            Err(error) => (format!("refused: {error}"), Source::default()),
        };
        if before != after || source != dataset.source {
            let (name, said) = (&case.name, &dataset.source);
            writeln!(
                failures,
                "## {name}\n{said:?}\n{source:?}\nfirst\n{before}then\n{after}"
            )
            .unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
