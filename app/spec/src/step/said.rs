//! Steps in words, short enough for a list.

use crate::dataset::Type;
use crate::filter::{Comparison, Filter, Span, Unit};
use crate::question::{Group, Measure, Order, Sort};
use crate::step::{JoinKind, Letters, Match, Operation};
use crate::value::Value;

impl Operation {
    /// What it does, in a short sentence without a full stop: "Rename qty to quantity".
    pub fn said(&self) -> String {
        match self {
            Self::Rename { column, to } => format!("Rename {column} to {to}"),
            Self::Remove { columns } => format!("Remove {}", listed(columns)),
            Self::Keep { columns } => format!("Keep only {}", listed(columns)),
            Self::Retype { column, to, .. } => format!("Read {column} as {}", kind(*to)),
            Self::Split { column, by, into } => format!("Split {column} at {} into {}", quoted(by), listed(into)),
            Self::Merge { columns, with, into } => match with.is_empty() {
                true => format!("Join {} into {into}", listed(columns)),
                false => format!("Join {} with {} into {into}", listed(columns), quoted(with)),
            },
            Self::Trim { columns } => format!("Remove needless spaces in {}", listed(columns)),
            Self::Letters { columns, to } => format!("Write {} {}", listed(columns), letters(*to)),
            Self::FillDown { columns } => format!("Fill {} down", listed(columns)),
            Self::Fill { column, value } => format!("Fill empty cells of {column} with {}", shown(value)),
            Self::Replace {
                columns,
                find,
                with,
                how,
            } => replaced(columns, find, with, *how),
            Self::Unify { column, values, to } => {
                let values: Vec<String> = values.iter().map(|value| quoted(value)).collect();
                format!("Write {} as {} in {column}", listed(&values), quoted(to))
            }
            Self::Correct { column, row, value } => match value.is_empty() {
                true => format!("Empty {column} in row {row}"),
                false => format!("Set {column} in row {row} to {}", quoted(value)),
            },
            Self::Filter { filter } => format!("Keep rows where {}", condition(filter)),
            Self::Deduplicate { columns } => match columns.is_empty() {
                true => "Remove duplicate rows".to_owned(),
                false => format!("Keep the first row of each {}", listed(columns)),
            },
            Self::Sort { by } => format!("Sort by {}", listed(&by.iter().map(sorted).collect::<Vec<_>>())),
            Self::Unpivot { columns, names, values } => {
                format!("Turn {} into rows of {names} and {values}", listed(columns))
            }
            Self::Pivot { rows, column, measure } => {
                let by = match rows.is_empty() {
                    true => String::new(),
                    false => format!(", by {}", listed(rows)),
                };
                format!("Turn {column} into columns of {}{by}", measure.name())
            }
            Self::Union { dataset } => format!("Add the rows of {dataset}"),
            Self::Join { dataset, kind, on } => joined(dataset, *kind, on),
            Self::Calculate(calculated) => format!("Calculate {} = {}", calculated.name, calculated.expression),
            Self::Group { by, measures } => grouped(by, measures),
        }
    }
}

/// The first few, and how many there are besides.
fn listed<T: AsRef<str>>(names: &[T]) -> String {
    const MOST: usize = 4;
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => "nothing".to_owned(),
        [only] => (*only).to_owned(),
        [before @ .., last] if names.len() <= MOST => format!("{} and {last}", before.join(", ")),
        names => format!("{} and {} more", names[..MOST - 1].join(", "), names.len() + 1 - MOST),
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Text(text) => quoted(text),
        other => other.to_string(),
    }
}

fn kind(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "true or false",
        Type::Integer => "a whole number",
        Type::Float => "a number",
        Type::Decimal => "an exact number",
        Type::Text => "text",
        Type::Date => "a date",
        Type::Datetime => "a moment",
        Type::Time => "a time of day",
        Type::Duration => "a length of time",
        Type::List => "a list",
        Type::Struct => "a record",
    }
}

fn letters(letters: Letters) -> &'static str {
    match letters {
        Letters::Lower => "in small letters",
        Letters::Upper => "in capitals",
        Letters::Title => "with initial capitals",
    }
}

fn replaced(columns: &[String], find: &str, with: &str, how: Match) -> String {
    let (find, places) = (quoted(find), listed(columns));
    let what = match how {
        Match::Part => find,
        Match::Whole => format!("cells that are {find}"),
        Match::Pattern => format!("what matches {find}"),
    };
    match with.is_empty() {
        true => format!("Remove {what} in {places}"),
        false => format!("Replace {what} with {} in {places}", quoted(with)),
    }
}

fn sorted(sort: &Sort) -> String {
    match sort.order {
        Order::Ascending => sort.by.clone(),
        Order::Descending => format!("{}, largest first", sort.by),
    }
}

fn joined(dataset: &str, kind: JoinKind, on: &[(String, String)]) -> String {
    let pairs: Vec<String> = on
        .iter()
        .map(|(ours, theirs)| match ours == theirs {
            true => ours.clone(),
            false => format!("{ours} = {theirs}"),
        })
        .collect();
    let on = listed(&pairs);
    match kind {
        JoinKind::Inner => format!("Join {dataset} on {on}, rows with a partner only"),
        JoinKind::Left => format!("Join {dataset} on {on}"),
        JoinKind::Full => format!("Join {dataset} on {on}, all rows of both"),
        JoinKind::Semi => format!("Keep rows with a partner in {dataset} on {on}"),
        JoinKind::Anti => format!("Keep rows without a partner in {dataset} on {on}"),
    }
}

fn grouped(by: &[Group], measures: &[Measure]) -> String {
    let by: Vec<String> = by.iter().map(Group::name).collect();
    let measures: Vec<String> = measures.iter().map(Measure::name).collect();
    match (by.is_empty(), measures.is_empty()) {
        (true, _) => format!("Work out {} of all rows", listed(&measures)),
        (false, true) => format!("Group by {}", listed(&by)),
        (false, false) => format!("Group by {} with {}", listed(&by), listed(&measures)),
    }
}

fn condition(filter: &Filter) -> String {
    match filter {
        Filter::All(inner) => conditions(inner, " and ", "anything holds"),
        Filter::Any(inner) => conditions(inner, " or ", "nothing holds"),
        Filter::Not(inner) => match inner.as_ref() {
            Filter::Null { column } => format!("{column} is not empty"),
            Filter::In { column, values, .. } => format!("{column} is none of {}", values_listed(values)),
            inner => format!("not ({})", condition(inner)),
        },
        Filter::Compare { column, is, value } => format!("{column} {} {}", comparison(*is), shown(value)),
        Filter::In { column, values, .. } => match values.as_slice() {
            [only] => format!("{column} is {}", shown(only)),
            values => format!("{column} is one of {}", values_listed(values)),
        },
        Filter::Between { column, low, high } => {
            format!("{column} is between {} and {}", shown(low), shown(high))
        }
        Filter::Contains { column, text } => format!("{column} contains {}", quoted(text)),
        Filter::StartsWith { column, text } => format!("{column} begins with {}", quoted(text)),
        Filter::EndsWith { column, text } => format!("{column} ends with {}", quoted(text)),
        Filter::Null { column } => format!("{column} is empty"),
        Filter::Relative { column, span } => format!("{column} is in {}", spanned(*span)),
        Filter::Among { column, query } => format!("{column} is among those of {}", query.from),
        Filter::Expression { text } => text.clone(),
        Filter::Set { name } => format!("it is in {}", quoted(name)),
    }
}

fn conditions(filters: &[Filter], word: &str, empty: &str) -> String {
    let parts: Vec<String> = filters.iter().map(condition).collect();
    match parts.is_empty() {
        true => empty.to_owned(),
        false => parts.join(word),
    }
}

fn values_listed(values: &[Value]) -> String {
    listed(&values.iter().map(shown).collect::<Vec<_>>())
}

fn comparison(is: Comparison) -> &'static str {
    match is {
        Comparison::Equal => "is",
        Comparison::NotEqual => "is not",
        Comparison::Less => "is below",
        Comparison::AtMost => "is at most",
        Comparison::Greater => "is above",
        Comparison::AtLeast => "is at least",
    }
}

fn spanned(span: Span) -> String {
    match span {
        Span::Last { count, unit } => format!("the last {count} {}s", word(unit)),
        Span::Past { count, unit } => format!("the past {count} {}s", word(unit)),
        Span::This(unit) => format!("this {}", word(unit)),
        Span::ToDate(unit) => format!("the {} to date", word(unit)),
        Span::Next { count, unit } => format!("the next {count} {}s", word(unit)),
    }
}

fn word(unit: Unit) -> &'static str {
    match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}
