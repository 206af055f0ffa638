//! An answer's cells as texts: as a reader sees them, and for other programs to read.

use crate::ui::format;
use crate::ui::table;
use spec::answer::Answer;
use std::fmt::Write as _;

/// The rows as a reader sees them: in their columns' formats, with words where a row sums up others.
pub(crate) fn written(answer: &Answer) -> impl Iterator<Item = Vec<String>> {
    let groups = table::groups(answer);
    answer.table.rows.iter().enumerate().map(move |(at, row)| {
        let merged = table::merged(answer, groups, at);
        let cell = |(column, value)| match &merged {
            Some(merged) if merged.start == column => "Total".to_owned(),
            Some(merged) if merged.contains(&column) => String::new(),
            _ => {
                let format = answer.formats.get(column).cloned().unwrap_or_default();
                format::cell(value, &format)
            }
        };
        row.iter().enumerate().map(cell).collect()
    })
}

/// The table in Markdown.
pub(crate) fn markdown(answer: &Answer) -> String {
    let escaped = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
    let line = |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    let columns = &answer.table.columns;
    let mut text = line(&mut columns.iter().map(|column| escaped(&column.name)));
    text += &line(&mut (0..columns.len()).map(|at| {
        let right = answer.formats.get(at).is_some_and(format::is_number);
        if right { "---:" } else { "---" }.to_owned()
    }));
    for row in written(answer) {
        text += &line(&mut row.iter().map(|cell| escaped(cell)));
    }
    text
}

/// The table as lines of cells with tabs between them, for spreadsheets: numbers are bare, dates ISO 8601.
pub(crate) fn tabbed(answer: &Answer) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let mut lines = vec![join(answer.table.columns.iter().map(|column| plain(&column.name)))];
    let rows = answer.table.rows.iter();
    lines.extend(rows.map(|row| join(row.iter().map(|cell| plain(&cell.to_string())))));
    lines.join("\n")
}

/// The table in HTML, for documents and letters.
pub(crate) fn html(answer: &Answer) -> String {
    let mut text = "<table><thead><tr>".to_owned();
    for column in &answer.table.columns {
        write!(text, "<th>{}</th>", escaped(&column.name)).unwrap_or_default();
    }
    text += "</tr></thead><tbody>";
    for row in &answer.table.rows {
        text += "<tr>";
        for cell in row {
            write!(text, "<td>{}</td>", escaped(&cell.to_string())).unwrap_or_default();
        }
        text += "</tr>";
    }
    text + "</tbody></table>"
}

fn join(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("\t")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::answer::{Format, FormatKind, Table};
    use spec::dataset::{Column, Type};
    use spec::value::Value;

    fn answer() -> Answer {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
            nullable: true,
        };
        let format = |kind| Format {
            kind,
            ..Format::default()
        };
        Answer {
            table: Table {
                columns: vec![column("a|b", Type::Text), column("sum", Type::Integer)],
                rows: vec![
                    vec!["x <y>\tz".into(), Value::Integer(1234)],
                    vec![Value::Null, Value::Integer(1234)],
                ],
                truncated: false,
                levels: vec![0, 1],
            },
            formats: vec![format(FormatKind::Text), format(FormatKind::Integer)],
            ..Answer::default()
        }
    }

    #[test]
    fn a_table_leaves_as_text() {
        let answer = answer();
        assert_eq!(
            markdown(&answer),
            "| a\\|b | sum |\n| --- | ---: |\n| x <y>\tz | 1,234 |\n| Total | 1,234 |\n"
        );
        assert_eq!(tabbed(&answer), "a|b\tsum\nx <y> z\t1234\n\t1234");
        assert_eq!(
            html(&answer),
            "<table><thead><tr><th>a|b</th><th>sum</th></tr></thead><tbody><tr><td>x &lt;y&gt;\tz</td><td>1234</td></tr><tr><td></td><td>1234</td></tr></tbody></table>"
        );
    }
}
