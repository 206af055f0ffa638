//! Endings for words that are still being typed.

use super::link::Scope;
use super::suggest::{self, spoken};
use super::words::normal;
use super::{Known, What};
use spec::dataset::Type;
use spec::profile::Role;

/// How many endings there are at most.
const MOST: usize = 8;

const OPENINGS: &[&str] = &[
    "average ",
    "total ",
    "how many ",
    "top 5 ",
    "number of ",
    "distribution of ",
    "median ",
    "which ",
];
const GRAINS: &[&str] = &["month", "year", "quarter", "week", "day", "weekday", "hour"];
const JOINTS: &[&str] = &[
    "by",
    "per",
    "in",
    "for",
    "since",
    "top",
    "sorted by",
    "as a line",
    "as a pie",
    "as a table",
];

/// The whole texts that the words may become, best first.
pub(super) fn complete(words: &str, known: &[Known<'_>]) -> Vec<String> {
    let Some(first) = known.first() else { return Vec::new() };
    let text: String = words.chars().take(500).collect();
    if text.trim().is_empty() {
        return suggest::questions(first).into_iter().take(MOST).collect();
    }
    let (head, typed) = split(&text);
    let before = head.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let mut endings = Vec::new();
    if typed.is_empty() {
        endings.extend(after(&before, first));
    } else {
        endings.extend(beginning_with(typed, &before, known));
    }
    let mut texts: Vec<String> = Vec::new();
    for ending in endings {
        let whole = format!("{head}{ending}");
        let grown = whole.trim() != text.trim();
        if grown && !texts.contains(&whole) && texts.len() < MOST {
            texts.push(whole);
        }
    }
    texts
}

/// What is complete, and the word that is still being typed.
fn split(text: &str) -> (&str, &str) {
    let at = text.rfind(char::is_whitespace).map_or(0, |index| {
        index + text[index..].chars().next().map_or(1, char::len_utf8)
    });
    text.split_at(at)
}

fn after(before: &str, known: &Known<'_>) -> Vec<String> {
    match before {
        "by" | "per" | "each" | "every" => groups(known),
        "average" | "total" | "sum" | "median" | "mean" | "highest" | "lowest" | "of" | "minimum" | "maximum" => {
            figures(known)
        }
        "in" | "for" | "only" | "from" => values(known, ""),
        "many" => vec![super::say::rows(&known.dataset.name)],
        _ => {
            let groups = groups(known).into_iter().take(5).map(|group| format!("by {group}"));
            groups.chain(["in ".into(), "as a line".into()]).collect()
        }
    }
}

fn beginning_with(typed: &str, before: &str, known: &[Known<'_>]) -> Vec<String> {
    let wanted = normal(typed);
    let starts =
        |text: &str| normal(text).split(' ').any(|word| word.starts_with(&wanted)) || normal(text).starts_with(&wanted);
    let mut found: Vec<String> = Vec::new();
    if wanted.is_empty() {
        return found;
    }
    let mut openings = OPENINGS
        .iter()
        .filter(|opening| before.is_empty() && wanted.len() > 2 && opening.starts_with(&wanted));
    if let (Some(opening), Some(first)) = (openings.next(), known.first()) {
        found.push(opening.trim_end().to_owned());
        let spoken_of = if matches!(*opening, "average " | "total " | "median ") {
            figures(first)
        } else {
            Vec::new()
        };
        found.extend(spoken_of.into_iter().take(5).map(|figure| format!("{opening}{figure}")));
    }
    let grouped = matches!(before, "by" | "per" | "each" | "every");
    for known in known {
        let names = known.dataset.columns.iter().map(|column| spoken(&column.name, known));
        found.extend(names.filter(|name| starts(name)));
        let scope = Scope::new(known);
        let more = scope
            .fields
            .iter()
            .filter(|field| field.expression.is_some() || field.way.is_some() || own_term(known, &field.name))
            .map(|field| spoken(field.own_name.as_ref().unwrap_or(&field.name), known));
        found.extend(more.filter(|name| starts(name)));
        if grouped && known.dataset.columns.iter().any(|column| column.kind.is_time()) {
            found.extend(
                GRAINS
                    .iter()
                    .filter(|grain| starts(grain))
                    .map(|grain| (*grain).to_owned()),
            );
        }
        let rows = super::say::rows(&known.dataset.name);
        found.extend(Some(rows).filter(|rows| starts(rows)));
    }
    found.extend(
        JOINTS
            .iter()
            .filter(|joint| joint.starts_with(&wanted))
            .map(|joint| (*joint).to_owned()),
    );
    found.extend(known.iter().flat_map(|known| values(known, &wanted)));
    found
}

/// Whether this is a metric or a dimension of the dataset itself.
fn own_term(known: &Known<'_>, name: &str) -> bool {
    known.terms.iter().any(|term| term.way.is_none() && term.name == name)
}

fn groups(known: &Known<'_>) -> Vec<String> {
    let columns = known.dataset.columns.iter().zip(known.roles);
    let grouped = columns
        .filter(|(_, role)| matches!(role, Role::Category | Role::Place | Role::Flag | Role::Period))
        .map(|(column, _)| spoken(&column.name, known));
    let timed = known.dataset.columns.iter().any(|column| column.kind.is_time());
    let grains = GRAINS
        .iter()
        .take(if timed { 4 } else { 0 })
        .map(|grain| (*grain).to_owned());
    let dimensions = known
        .terms
        .iter()
        .filter(|term| term.what == What::Dimension && term.way.is_none());
    let dimensions = dimensions.take(3).map(|term| spoken(&term.name, known));
    let mut names: Vec<String> = dimensions.chain(grouped).take(5).collect();
    names.extend(grains);
    names
}

fn figures(known: &Known<'_>) -> Vec<String> {
    let columns = known.dataset.columns.iter().zip(known.roles);
    let numeric =
        columns.filter(|(column, role)| column.kind.is_number() && matches!(role, Role::Measure | Role::Rate));
    let metrics = known.terms.iter().filter(|term| term.what == What::Metric);
    let metrics = metrics.map(|term| spoken(&term.name, known));
    metrics
        .chain(numeric.map(|(column, _)| spoken(&column.name, known)))
        .collect()
}

fn values(known: &Known<'_>, start: &str) -> Vec<String> {
    let columns = known.dataset.columns.iter().zip(known.values);
    let texts = columns
        .filter(|(column, _)| column.kind == Type::Text)
        .flat_map(|(_, values)| {
            let fitting = values.iter().filter(|value| starts_ignoring_case(value, start));
            fitting.take(4)
        });
    texts.take(MOST).cloned().collect()
}

fn starts_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
        || (!start.is_ascii() && text.to_lowercase().starts_with(start))
}
