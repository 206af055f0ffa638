//! The records of a sqllogictest file.

use super::agree::Wanted;

/// One record.
pub(crate) enum Record {
    /// A statement that changes something.
    Statement(String),
    /// A statement with its result.
    Query(String, Wanted),
}

/// The records of a file, but for those that need what is not here: loops, connections, extensions.
pub(crate) fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut depth = 0;
    for block in text.replace("\r\n", "\n").split("\n\n") {
        let mut lines: Vec<&str> = block
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .collect();
        while let Some(first) = lines.first().map(|line| line.trim()) {
            match first.split_whitespace().next() {
                Some("loop" | "foreach" | "concurrentloop" | "concurrentforeach") => depth += 1,
                Some("endloop") => depth -= 1,
                Some("statement" | "query") => break,
                Some("halt") => return records,
                Some("skipif") if first.ends_with("postgresql") => lines.clear(),
                Some("onlyif") if !first.ends_with("postgresql") => lines.clear(),
                _ => {}
            }
            if !lines.is_empty() {
                lines.remove(0);
            }
        }
        if depth == 0 {
            records.extend(record(&lines));
        }
    }
    records
}

fn record(lines: &[&str]) -> Option<Record> {
    let (first, rest) = lines.split_first()?;
    let words: Vec<&str> = first.split_whitespace().collect();
    match words.as_slice() {
        ["statement", "ok", ..] => Some(Record::Statement(rest.join("\n"))),
        ["query", types, more @ ..] => {
            let end = rest.iter().position(|line| line.trim() == "----")?;
            let text = rest[..end].join("\n");
            let sort = more.first().copied().unwrap_or("nosort");
            if text.contains("${") || types.is_empty() || rest[end + 1..].iter().any(|line| line.contains("<REGEX>")) {
                return None;
            }
            let wanted = Wanted::new(types, sort, &text, &rest[end + 1..]);
            Some(Record::Query(text, wanted))
        }
        _ => None,
    }
}
