//! Tiles in words: titles, and notes on what was ignored or assumed.

use super::draft::Draft;
use super::link::Scope;
use super::stem::plural;
use super::when::{day_name, month_name};
use spec::answer::{Level, Note};
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::question::{Aggregate, Grain, Group, Grouping, Measure, Order, Query};
use spec::value::Value;

/// What a query is called: `Average arr_delay by carrier`.
pub(super) fn title(query: &Query) -> String {
    let mut title = subject(query);
    let groups: Vec<String> = query.groups.iter().map(group).collect();
    if !groups.is_empty() {
        title = format!("{title} by {}", groups.join(" and "));
    }
    if let Some(top) = &query.top {
        title = format!("{title}, {}", leading(top.count, top.order));
    } else if let Some(limit) = query.limit {
        let order = query.sort.first().map_or(Order::Descending, |sort| sort.order);
        title = format!("{title}, {}", leading(limit, order));
    }
    for filter in query.filter.iter().chain(&query.having) {
        title = format!("{title}, {}", condition(filter));
    }
    capitalised(&title)
}

/// What was ignored and assumed.
pub(super) fn notes(scope: &Scope<'_>, draft: &Draft, assumed: &[String]) -> Vec<Note> {
    let mut notes = Vec::new();
    if !draft.ignored.is_empty() {
        let words = listed(&draft.ignored, "and");
        let verb = if draft.ignored.len() == 1 { "was" } else { "were" };
        notes.push(Note::new(
            Level::Warning,
            "ignored_words",
            format!("{words} {verb} not understood and left out"),
        ));
    }
    for (written, read) in &draft.corrected {
        notes.push(Note::new(
            Level::Info,
            "spelling",
            format!("“{written}” was read as “{read}”"),
        ));
    }
    for (words, taken, others) in &draft.doubts {
        let name = |field: &usize| scope.fields[*field].name.clone();
        let others = others.iter().map(name).collect::<Vec<_>>().join(", ");
        notes.push(Note::new(
            Level::Info,
            "assumed",
            format!("“{words}” was taken as {}; it could also be {others}", name(taken)),
        ));
    }
    notes.extend(
        assumed
            .iter()
            .map(|text| Note::new(Level::Info, "assumed", text.clone())),
    );
    let query_uses = |name: &str| {
        draft
            .figures
            .iter()
            .any(|figure| figure.field.is_some_and(|field| scope.fields[field].name == name))
    };
    for field in &scope.fields {
        if let Some(expression) = field.expression.as_deref().filter(|_| query_uses(&field.name)) {
            notes.push(Note::new(
                Level::Info,
                "assumed",
                format!("{} is worked out as {expression}", field.name),
            ));
        }
    }
    notes
}

/// Texts in quotes, with commas and a last "and" or "or".
pub(super) fn listed(texts: &[String], word: &str) -> String {
    let quoted: Vec<String> = texts.iter().take(8).map(|text| format!("“{text}”")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// A measure in words: `average price`, `number of sales`.
pub(super) fn measure(measure: &Measure, dataset: &str) -> String {
    let rows = rows(dataset);
    let Some(column) = &measure.column else {
        return match measure.aggregate {
            Aggregate::Share => format!("share of {rows}"),
            _ => format!("number of {rows}"),
        };
    };
    match measure.aggregate {
        Aggregate::Metric => column.clone(),
        Aggregate::Count => format!("number of {column}"),
        Aggregate::Sum => format!("total {column}"),
        Aggregate::Distinct => format!("number of different {column}"),
        Aggregate::Share => format!("share of {column}"),
        Aggregate::Deviation => format!("standard deviation of {column}"),
        Aggregate::Percentile(part) => format!("{} percentile of {column}", ordinal((part * 100.0).round() as u32)),
        other => format!("{} {column}", other.word()),
    }
}

/// What a dataset's rows are called.
pub(super) fn rows(dataset: &str) -> String {
    let words = super::words::name_words(dataset);
    let words: Vec<&String> = words
        .iter()
        .filter(|word| !word.chars().all(char::is_numeric))
        .collect();
    match words.split_last() {
        None => "rows".into(),
        Some((last, _))
            if matches!(
                last.as_str(),
                "data" | "dataset" | "table" | "export" | "report" | "file" | "t"
            ) =>
        {
            "rows".into()
        }
        Some((last, rest)) => {
            let many = plural(last);
            rest.iter()
                .map(|word| word.as_str())
                .chain([many.as_str()])
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

fn subject(query: &Query) -> String {
    if query.measures.is_empty() {
        return match (&query.groups[..], &query.columns[..]) {
            ([], []) => rows(&query.from),
            ([], [one, two]) => format!("{one} and {two}"),
            ([], [one, two, three]) => format!("{one}, {two} and {three}"),
            ([], [one]) => one.clone(),
            ([], [first, ..]) => format!("{} by {first}", rows(&query.from)),
            _ => "values".into(),
        };
    }
    let measures: Vec<String> = query.measures.iter().map(|one| measure(one, &query.from)).collect();
    measures.join(" and ")
}

fn group(group: &Group) -> String {
    match group.by {
        Grouping::Grain(grain) => grain.word().to_owned(),
        _ => group.column.clone(),
    }
}

fn leading(count: u64, order: Order) -> String {
    match order {
        Order::Descending => format!("top {count}"),
        Order::Ascending => format!("bottom {count}"),
    }
}

/// A condition in words.
pub(super) fn condition(filter: &Filter) -> String {
    match filter {
        Filter::All(filters) => filters.iter().map(condition).collect::<Vec<_>>().join(", "),
        Filter::Any(filters) => filters.iter().map(condition).collect::<Vec<_>>().join(" or "),
        Filter::Not(inner) => match inner.as_ref() {
            Filter::Null { column } => format!("{column} known"),
            other => format!("not {}", condition(other)),
        },
        Filter::Compare {
            is: Comparison::AtLeast,
            value,
            ..
        } if is_day(value) => format!("since {value}"),
        Filter::Compare {
            is: Comparison::Less,
            value,
            ..
        } if is_day(value) => format!("before {value}"),
        Filter::Compare { column, is, value } => format!("{column} {}{value}", sign(*is)),
        Filter::In { column, by, values } => within(column, *by, values),
        Filter::Between { column, low, high } => format!("{column} {low} to {high}"),
        Filter::Contains { column, text } => format!("{column} containing “{text}”"),
        Filter::StartsWith { column, text } => format!("{column} starting with “{text}”"),
        Filter::EndsWith { column, text } => format!("{column} ending with “{text}”"),
        Filter::Null { column } => format!("{column} missing"),
        Filter::Relative { span, .. } => spanned(*span),
        Filter::Among { column, query } => format!("{column} among those of {}", query.from),
        Filter::Expression { text } => text.clone(),
        Filter::Set { name } => format!("in {name}"),
    }
}

fn is_day(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2)
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "",
        Comparison::NotEqual => "not ",
        Comparison::Less => "< ",
        Comparison::AtMost => "≤ ",
        Comparison::Greater => "> ",
        Comparison::AtLeast => "≥ ",
    }
}

fn within(column: &str, by: Grouping, values: &[Value]) -> String {
    let Grouping::Grain(grain) = by else {
        let values: Vec<String> = values.iter().map(Value::to_string).collect();
        return format!("{column} {}", values.join(" or "));
    };
    let values: Vec<String> = values.iter().map(|value| period(grain, value)).collect();
    match &values[..] {
        [first, .., last] if values.len() > 2 && grain == Grain::MonthOfYear => format!("{first} to {last}"),
        _ => values.join(" and "),
    }
}

fn period(grain: Grain, value: &Value) -> String {
    let text = value.to_string();
    let number = || text.parse::<u32>().unwrap_or(1);
    let month = || text.get(5..7).and_then(|month| month.parse::<u32>().ok()).unwrap_or(1);
    let year = || text.get(..4).unwrap_or(&text).to_owned();
    match grain {
        Grain::Year => year(),
        Grain::Quarter => format!("Q{} {}", month().div_ceil(3), year()),
        Grain::Month => format!("{} {}", month_name(month()), year()),
        Grain::MonthOfYear => month_name(number()),
        Grain::Weekday => day_name(number()),
        Grain::QuarterOfYear => format!("Q{text}"),
        _ => text,
    }
}

fn spanned(span: Span) -> String {
    let word = |unit: Unit| match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    };
    let many = |lead: &str, count: u32, unit: Unit| match count {
        1 => format!("{lead} {}", word(unit)),
        _ => format!("{lead} {count} {}s", word(unit)),
    };
    match span {
        Span::Last { count, unit } => many("last", count, unit),
        Span::Past { count, unit } => many("past", count, unit),
        Span::Next { count, unit } => many("next", count, unit),
        Span::This(Unit::Day) => "today".into(),
        Span::This(unit) => format!("this {}", word(unit)),
        Span::ToDate(unit) => format!("{} to date", word(unit)),
    }
}

fn ordinal(number: u32) -> String {
    let end = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

fn capitalised(text: &str) -> String {
    let named = text.split(' ').next().is_some_and(|first| first.contains('_'));
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !named => first.to_uppercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}
