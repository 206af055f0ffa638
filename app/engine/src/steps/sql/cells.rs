//! Steps on cells as SQL expressions.

use super::{Before, Unwritten};
use crate::sql::explain::words::{identifier, number, text};
use spec::dataset::Type;
use spec::step::{Letters, Match, Operation};
use spec::value::Value;

impl Before<'_> {
    /// A step that changes the cells of some columns.
    pub(super) fn cells(&self, operation: &Operation) -> Result<String, Unwritten> {
        let over = |names: &[String], cells: &dyn Fn(&str, &str) -> Result<String, Unwritten>| {
            let mut changed = Vec::new();
            for name in names {
                changed.push((name.as_str(), cells(name, &identifier(name))?));
            }
            Ok(self.replacing(&changed))
        };
        let one = |name: &String, cells: Result<String, Unwritten>| Ok(self.replacing(&[(name.as_str(), cells?)]));
        match operation {
            Operation::Trim { columns } => over(columns, &|_, cell| {
                let around = format!("regexp_replace({cell}, '^\\s+|\\s+$', '', 'g')");
                Ok(format!(
                    "nullif(regexp_replace({around}, '[^\\S\\r\\n]{{2,}}', ' ', 'g'), '')"
                ))
            }),
            Operation::Letters { columns, to } => over(columns, &|_, cell| {
                Ok(match to {
                    Letters::Lower => format!("lower({cell})"),
                    Letters::Upper => format!("upper({cell})"),
                    Letters::Title => format!("initcap({cell})"),
                })
            }),
            Operation::Replace {
                columns,
                find,
                with,
                how,
            } => over(columns, &|name, cell| self.replaced(name, cell, find, with, *how)),
            Operation::Unify { column, values, to } => {
                let values: Vec<String> = values.iter().map(|value| text(value)).collect();
                let cell = identifier(column);
                let among = format!(
                    "case when {cell} in ({}) then {} else {cell} end",
                    values.join(", "),
                    text(to)
                );
                one(column, Ok(among))
            }
            Operation::Fill { column, value } => {
                let value = self.literal(column, value);
                one(
                    column,
                    value.map(|value| format!("coalesce({}, {value})", identifier(column))),
                )
            }
            Operation::Correct { column, row, value } => {
                let (cell, value) = (identifier(column), Value::Text(value.clone()));
                let value = match value.to_string().is_empty() {
                    true => Ok("null".to_owned()),
                    false => self.literal(column, &value),
                };
                let corrected =
                    value.map(|value| format!("case when row_number() over () = {row} then {value} else {cell} end"));
                one(column, corrected)
            }
            Operation::Retype {
                column,
                to,
                dates,
                decimal,
            } => match (dates, decimal) {
                (None, None) => one(column, self.cast(column, *to)),
                _ => Err("because SQL reads numbers and dates in one way only"),
            },
            _ => Err("because rows have no order of their own in SQL"),
        }
    }

    /// New columns from the parts of one.
    pub(super) fn split(&self, column: &str, by: &str, into: &[String]) -> Result<String, Unwritten> {
        let cell = match self.kind(column) {
            Type::Text => identifier(column),
            Type::Integer => format!("{}::text", identifier(column)),
            _ => return Err("because SQL spells these cells in its own way"),
        };
        let part = |at: usize| match at + 1 == into.len() {
            true if at == 0 => cell.clone(),
            true => {
                let before = format!("(?:.*?{}){{{at}}}", regex::escape(by));
                format!("regexp_extract({cell}, {}, 1)", text(&format!("(?s)^{before}(.*)$")))
            }
            false => format!("split_part({cell}, {}, {})", text(by), at + 1),
        };
        let parts: Vec<String> = into
            .iter()
            .enumerate()
            .map(|(at, name)| format!("nullif({}, '') as {}", part(at), identifier(name)))
            .collect();
        Ok(self.select(self.columns.iter().flat_map(|known| {
            let mut items = vec![identifier(&known.name)];
            if known.name == column {
                items.extend(parts.iter().cloned());
            }
            items
        })))
    }

    /// A new column from several.
    pub(super) fn merge(&self, columns: &[String], with: &str, into: &str) -> String {
        let cells: Vec<String> = columns.iter().map(|name| self.spelled(name)).collect();
        let merged = format!(
            "nullif(concat_ws({}, {}), '') as {}",
            text(with),
            cells.join(", "),
            identifier(into)
        );
        self.select(self.after.iter().map(|column| match column.name == into {
            true => merged.clone(),
            false => identifier(&column.name),
        }))
    }

    /// A column as text.
    pub(super) fn spelled(&self, name: &str) -> String {
        match self.kind(name) {
            Type::Text => identifier(name),
            _ => format!("{}::text", identifier(name)),
        }
    }

    fn replaced(&self, name: &str, cell: &str, find: &str, with: &str, how: Match) -> Result<String, Unwritten> {
        Ok(match how {
            Match::Part => format!("nullif(replace({cell}, {}, {}), '')", text(find), text(with)),
            Match::Pattern => {
                format!(
                    "nullif(regexp_replace({cell}, {}, {}, 'g'), '')",
                    text(find),
                    text(with)
                )
            }
            Match::Whole => {
                let value = |written: &str| match written.is_empty() {
                    true => Ok("null".to_owned()),
                    false => self.literal(name, &Value::Text(written.to_owned())),
                };
                match find.is_empty() {
                    true => format!("coalesce({cell}, {})", value(with)?),
                    false => format!(
                        "case when {cell} = {} then {} else {cell} end",
                        value(find)?,
                        value(with)?
                    ),
                }
            }
        })
    }

    /// A value as a cell of this column.
    fn literal(&self, column: &str, value: &Value) -> Result<String, Unwritten> {
        let written = value.to_string();
        let unlike = "because the value is written in another way";
        let parsed = || written.trim().parse::<f64>().map(number).map_err(|_other| unlike);
        Ok(match (value, self.kind(column)) {
            (Value::Null, _) => "null".to_owned(),
            (_, Type::Text) => text(&written),
            (_, Type::Integer) => written
                .trim()
                .parse::<i64>()
                .map(|whole| whole.to_string())
                .or_else(|_other| parsed())?,
            (_, Type::Float | Type::Decimal) => parsed()?,
            (_, Type::Boolean) => written
                .trim()
                .to_lowercase()
                .parse::<bool>()
                .map_err(|_other| unlike)?
                .to_string(),
            (_, Type::Date) => format!("date {}", text(&written)),
            (_, Type::Datetime) => format!("timestamp {}", text(&written)),
            _ => return Err(unlike),
        })
    }

    fn cast(&self, column: &str, to: Type) -> Result<String, Unwritten> {
        let cell = identifier(column);
        let (from, unlike) = (self.kind(column), "because SQL has no such cast");
        let word = match (from, to) {
            (from, to) if from == to => return Ok(cell),
            (Type::Date | Type::Datetime | Type::Integer | Type::Boolean, Type::Text) => "text",
            (Type::Text, Type::Boolean) => "boolean",
            (Type::Text | Type::Boolean, Type::Integer) => "bigint",
            (Type::Text | Type::Boolean | Type::Integer, Type::Float | Type::Decimal) => "double",
            (Type::Text | Type::Datetime, Type::Date) => "date",
            (Type::Text | Type::Date, Type::Datetime) => "timestamp",
            _ => return Err(unlike),
        };
        Ok(match from {
            Type::Text => format!("try_cast({cell} as {word})"),
            _ => format!("{cell}::{word}"),
        })
    }
}
