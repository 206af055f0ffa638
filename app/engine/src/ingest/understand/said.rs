//! What is said about how columns were understood.

use super::Understood;
use super::manner::Manner;
use crate::ingest::look::{Look, Way};
use crate::ingest::moment::Order;
use crate::ingest::number::Mark;
use crate::ingest::typed::Said;
use crate::query;
use polars::prelude::Series;
use spec::answer::{Level, Note};
use spec::dataset::Type;
use spec::reading::OpenOptions;

impl Understood {
    /// Says why a column stays text although nearly all of its cells are something else.
    pub(super) fn say_odd(&mut self, series: &Series, look: &Look, manner: &Manner<'_>) {
        let Some((way, row, count)) = look.nearly() else {
            return;
        };
        let name = series.name().to_string();
        let text = series
            .get(row)
            .ok()
            .and_then(|cell| cell.get_str().map(str::to_owned))
            .unwrap_or_default();
        let (row, total) = ((manner.row)(row), look.total);
        let [one, several] = way.called();
        let are = if count == 1 {
            format!("is not {one}:")
        } else {
            format!("are not {several}, such as")
        };
        let (counted, total) = (query::counted(count), query::counted(total));
        let said = format!(
            "{{}} is read as text because {counted} of its {total} cells {are} “{}” in row {row}",
            shortened(&text)
        );
        let note = self.note(Level::Warning, &name, ("odd_cells", said));
        (note.row, note.count) = (Some(row), Some(count));
    }

    /// Says which columns that the user gives a type are not there.
    pub(super) fn say_unknown_types(&mut self, options: &OpenOptions) {
        for name in options.types.keys() {
            if !self.columns.iter().any(|column| column.name().as_str() == name) {
                let said = "a type is asked for {}, and there is no such column".to_owned();
                self.note(Level::Warning, name, ("unknown_column", said));
            }
        }
    }

    /// Says which words were read as no value.
    pub(super) fn say_words(&mut self) {
        if self.words.is_empty() {
            return;
        }
        const MOST: usize = 12;
        let list: Vec<_> = self
            .words
            .iter()
            .take(MOST)
            .map(|(word, _)| format!("“{word}”"))
            .collect();
        self.notes.insert(
            0,
            Note {
                count: Some(self.words.iter().map(|(_, count)| count).sum()),
                ..Note::new(
                    Level::Info,
                    "no_value_words",
                    format!("read as no value: {}", list.join(", ")),
                )
            },
        );
    }
}

/// That nothing but habit speaks for this way.
pub(super) fn doubt(way: Way) -> Said {
    match way {
        Way::Number(Mark::Point) => (
            "decimal_mark",
            "{} is read with “.” before the decimals and “,” between thousands; no number in it tells otherwise"
                .to_owned(),
        ),
        Way::Number(Mark::Comma) => (
            "decimal_mark",
            "{} is read with “,” before the decimals and “.” between thousands; no number in it tells otherwise"
                .to_owned(),
        ),
        Way::Stamp(Order::Month) | Way::Zoned(Order::Month) => (
            "day_or_month",
            "{} is read as month/day/year; no date in it tells it from day/month/year".to_owned(),
        ),
        _ => (
            "day_or_month",
            "{} is read as day/month/year; no date in it tells it from month/day/year".to_owned(),
        ),
    }
}

/// The start of a long text.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What the cells of a column of this type are called.
pub(super) fn called(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "yes or no",
        Type::Integer => "whole numbers",
        Type::Float | Type::Decimal => "numbers",
        Type::Text => "text",
        Type::Date => "dates",
        Type::Datetime => "moments",
        Type::Time => "times of day",
        Type::Duration => "lengths of time",
        Type::List => "lists",
        Type::Struct => "records",
    }
}
