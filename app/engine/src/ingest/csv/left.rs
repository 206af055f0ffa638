//! What of a text is not in its table as it stood there: lines left out, rows mended, letters replaced.

use super::Met;
use super::dialect::Delimiter;
use super::mend::Mend;
use super::plan::Plan;
use crate::aside::Aside;
use crate::ingest::File;
use crate::ingest::text::Coding;
use encoding_rs::UTF_8;
use spec::answer::{Level, Note};
use spec::reading::{Format, Source};

/// What the text is assumed to be written in.
pub(super) fn of_coding(file: &File<'_>, coding: Coding) -> Option<Note> {
    if file.options.encoding.is_some() {
        return None;
    }
    let said = match coding {
        Coding::Known(encoding) if encoding == UTF_8 => return None,
        Coding::Patched => format!("{} is read as UTF-8, though a few of its bytes are not", file.name),
        Coding::Known(encoding) if encoding.is_ascii_compatible() => {
            format!("{} is not all UTF-8 and is read as {}", file.name, coding.name())
        }
        coding => format!("{} is read as {}", file.name, coding.name()),
    };
    Some(Note::new(Level::Info, "encoding", said))
}

/// Several tables in one file.
pub(super) fn of_tables(count: usize) -> Note {
    Note {
        count: Some(count as u64),
        ..Note::new(
            Level::Info,
            "several_tables",
            format!("the file has {count} tables below each other; each is a dataset of its own"),
        )
    }
}

/// What was left out and mended.
pub(super) fn of_rows(plan: &Plan, met: &Met) -> Vec<Note> {
    let left_out = [
        (
            ("footer_lines", plan.footer),
            "the last line is not part of the table and is left out",
            "lines after the table are left out",
        ),
        (
            ("comment_lines", met.done.comments),
            "1 line between the rows is a comment and is left out",
            "lines between the rows are comments and are left out",
        ),
        (
            ("repeated_header", met.done.repeated),
            "the names are repeated once further down; that line is left out",
            "lines further down repeat the names or introduce them and are left out",
        ),
    ];
    let mut notes: Vec<_> = left_out
        .into_iter()
        .filter_map(|((code, count), one, many)| counted(Level::Info, code, (count, None), one, many))
        .collect();
    notes.extend(MENDS.iter().filter_map(|(mend, one, many)| {
        let lines = met.done.mended.iter().filter(|(_, done)| done == mend);
        let first = lines.clone().next().map(|(line, _)| *line);
        counted(Level::Warning, "mended_rows", (lines.count() as u64, first), one, many)
    }));
    notes.extend(counted(
        Level::Warning,
        "replaced_letters",
        (met.replaced.0, Some(met.replaced.1)),
        "1 letter could not be read and is replaced by “\u{fffd}”",
        "letters could not be read and are replaced by “\u{fffd}”",
    ));
    notes
}

/// What is said of each way to put a row right: of one row, of many.
const MENDS: [(Mend, &str, &str); 5] = [
    (
        Mend::Joined,
        "1 row had a delimiter in a cell without quotes; its cells are joined again",
        "rows had delimiters in cells without quotes; their cells are joined again",
    ),
    (
        Mend::Unbroken,
        "1 row was broken over two lines and is joined again",
        "rows were broken over two lines and are joined again",
    ),
    (
        Mend::Filled,
        "1 row lacked a cell before its end; it is empty now, so that the others stand in their columns",
        "rows lacked a cell before their end; it is empty now, so that the others stand in their columns",
    ),
    (
        Mend::Emptied,
        "1 row had an empty cell too many before its end; it is left out, so that the others stand in their columns",
        "rows had an empty cell too many before their end; it is left out, so that the others stand in their columns",
    ),
    (
        Mend::Recut,
        "1 row is cut at another mark than the others; its cells stand in their columns",
        "rows are cut at another mark than the others; their cells stand in their columns",
    ),
];

/// A note about so many rows, the first of which stands there; none when there are none.
fn counted(level: Level, code: &str, (count, row): (u64, Option<u64>), one: &str, many: &str) -> Option<Note> {
    let said = match count {
        0 => return None,
        1 => one.to_owned(),
        count => format!("{count} {many}"),
    };
    Some(Note {
        row,
        count: Some(count),
        ..Note::new(level, code, said)
    })
}

/// The lines that are not in the table.
pub(super) fn aside(plan: &Plan, met: &mut Met) -> Aside {
    let mut aside = plan.aside.clone();
    aside.append(std::mem::take(&mut met.done.aside));
    for (index, line) in plan.after.iter().enumerate() {
        aside.line(met.lines + index as u64 + 1, line.as_str(), "after the table");
    }
    aside
}

/// How the table was read, in the words of the options.
pub(super) fn source(file: &File<'_>, coding: Coding, plan: &Plan, step: usize, met: &Met) -> Source {
    let (delimiter, starts) = match &plan.dialect.delimiter {
        Delimiter::Text(text) if text == "\u{0}" => (String::new(), None),
        Delimiter::Text(text) => (text.clone(), None),
        Delimiter::Spaces => ("\\s+".to_owned(), None),
        Delimiter::Drawn('|') => (" | ".to_owned(), None),
        Delimiter::Drawn(bar) => (bar.to_string(), None),
        Delimiter::Starts(starts) => (String::new(), Some(starts.clone())),
    };
    let is_cut = starts.is_none();
    let quote = plan
        .dialect
        .quote
        .map_or(String::new(), |quote| char::from(quote).to_string());
    Source {
        format: match &plan.dialect.delimiter {
            Delimiter::Text(text) if text == "\t" => Format::Tsv,
            Delimiter::Starts(_) => Format::FixedWidth,
            _ => Format::Csv,
        },
        encoding: Some(coding.label()),
        delimiter: is_cut.then_some(delimiter),
        quote: is_cut.then_some(quote),
        escape: plan.dialect.escape.map(|escape| char::from(escape).to_string()),
        header: Some(plan.header),
        header_rows: (plan.header_rows > 1).then_some(plan.header_rows as u32),
        skipped: (plan.skipped > 0).then_some(plan.skipped),
        footer: (plan.footer > 0).then_some(plan.footer),
        comment: plan.comment.clone(),
        starts,
        sampled_from: (step > 1).then_some(met.all_rows as u64),
        ..file.source()
    }
}
