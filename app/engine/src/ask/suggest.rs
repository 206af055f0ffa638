//! Questions worth asking about a dataset, and endings while words are typed.

use super::Known;
use super::lexicon::abbreviations::expansions;
use super::link::{Field, Scope};
use super::say::rows;
use super::stem::plural;
use super::words::name_words;
use spec::profile::Role;

/// How many suggestions there are at most.
pub(super) const MOST: usize = 8;

/// Questions that may be worth asking, best first; the caller keeps those that are read well.
pub(super) fn questions(known: &Known<'_>) -> Vec<String> {
    let scope = Scope::new(known);
    let mut figures: Vec<&Field<'_>> = scope
        .fields
        .iter()
        .filter(|field| field.is_figure() && field.way.is_none())
        .collect();
    figures.sort_by_key(|field| std::cmp::Reverse(field.prominence()));
    let spoken = |name: &str| spoken(name, known);
    let said = |figure: &Field<'_>| said(figure, known);
    let mut groups: Vec<&Field<'_>> = scope
        .fields
        .iter()
        .filter(|field| is_good_group(field, known.dataset.rows))
        .collect();
    groups.sort_by_key(|field| crowding(field));
    let time = scope.time().map(|index| &scope.fields[index]);
    let rows = rows(scope.dataset());
    let mut found = Vec::new();
    if let (Some(figure), Some(group)) = (best_figure(&figures, 0), groups.first()) {
        found.push(format!("{} by {}", said(figure), spoken(&group.name)));
    }
    if time.is_some() {
        match best_figure(&figures, 0) {
            Some(figure) if figure.role == Role::Measure => found.push(format!("{} by month", said(figure))),
            _ => found.push(format!("number of {rows} by month")),
        }
    }
    if let Some(group) = groups.first() {
        found.push(format!("number of {rows} by {}", spoken(&group.name)));
    }
    if let (Some(figure), Some(group)) = (best_figure(&figures, 1).or(best_figure(&figures, 0)), groups.get(1)) {
        found.push(format!("top 5 {} by {}", many(&spoken(&group.name)), said(figure)));
    }
    if let Some(figure) = best_figure(&figures, 0) {
        found.push(format!("distribution of {}", spoken(&figure.name)));
    }
    if let (Some(figure), Some(first), Some(second)) = (best_figure(&figures, 0), groups.first(), groups.get(1)) {
        found.push(format!(
            "{} by {} and {}",
            said(figure),
            spoken(&first.name),
            spoken(&second.name)
        ));
    }
    if let (Some(first), Some(second)) = (best_figure(&figures, 0), best_figure(&figures, 1)) {
        found.push(format!(
            "relationship between {} and {}",
            spoken(&first.name),
            spoken(&second.name)
        ));
    }
    if let Some(group) = groups.get(2) {
        found.push(format!("number of {rows} by {}", spoken(&group.name)));
    }
    if let Some(period) = scope
        .fields
        .iter()
        .find(|field| field.role == Role::Period)
        .filter(|_| time.is_none())
    {
        found.push(format!("number of {rows} by {}", spoken(&period.name)));
    }
    found.extend([format!("how many {rows}"), format!("list of {rows}")]);
    found
}

fn best_figure<'a>(figures: &[&'a Field<'a>], index: usize) -> Option<&'a Field<'a>> {
    figures.get(index).copied()
}

/// A figure as one asks for it.
fn said(figure: &Field<'_>, known: &Known<'_>) -> String {
    let name = spoken(&figure.name, known);
    match figure.role {
        _ if figure.is_metric => name,
        Role::Rate => format!("average {name}"),
        _ => format!("total {name}"),
    }
}

fn is_good_group(field: &Field<'_>, rows: u64) -> bool {
    let values = field.values.len() as u64;
    matches!(field.role, Role::Category | Role::Place | Role::Flag)
        && field.way.is_none()
        && (values == 0 || (values > 1 && values < rows.max(2)))
}

/// Groups of a handful of values come first.
fn crowding(field: &Field<'_>) -> usize {
    match field.values.len() {
        0 => 900,
        1..3 => 40,
        count @ 3..26 => count / 10,
        count => 20 + count,
    }
}

/// A column's name as it is spoken: `arr_delay` is "arrival delay".
pub(super) fn spoken(name: &str, known: &Known<'_>) -> String {
    let arrives = known
        .dataset
        .columns
        .iter()
        .any(|column| name_words(&column.name).iter().any(|word| word == "arr"));
    let long = |word: String| {
        let mut longs = expansions(&word);
        match (longs.next(), longs.next()) {
            (Some("departure"), _) if arrives => "departure".to_owned(),
            (Some(long), None) if word != "id" => long.to_owned(),
            _ => word,
        }
    };
    name_words(name).into_iter().map(long).collect::<Vec<_>>().join(" ")
}

/// The plural of a name's last word.
fn many(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((first, last)) => format!("{first} {}", plural(last)),
        None => plural(name),
    }
}
