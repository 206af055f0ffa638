//! Columns of a dataset that go from coarse to fine: parts of the calendar, places, and columns that settle one another.

#[cfg(test)]
mod tests;

use crate::ask::stem::singular;
use crate::profile;
use spec::dataset::{Column, Type};
use spec::model::{Hierarchy, Origin};
use spec::report::{Dependency, Report};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of the calendar, coarse first; words of one rank mean the same.
const TIMES: &[&[&str]] = &[
    &["year"],
    &["semester", "half"],
    &["quarter"],
    &["month"],
    &["week"],
    &["date", "day"],
    &["hour"],
    &["minute"],
];
/// Places, coarse first.
const PLACES: &[&[&str]] = &[
    &["continent"],
    &["country", "nation"],
    &["state", "province", "region", "territory"],
    &["county", "district", "department"],
    &["city", "town", "municipality"],
    &["neighbourhood", "neighborhood", "borough", "suburb"],
    &["zip", "postcode", "postal", "zipcode"],
    &["street", "address"],
];
/// A fine column has so many times the values of a coarse one at least.
const FINER: f64 = 1.25;

/// The hierarchies of a dataset, by its columns and what was found in them.
pub(crate) fn found(dataset: &str, report: &Report) -> Vec<Hierarchy> {
    let columns: Vec<&Column> = report.columns.iter().map(|column| &column.profile.column).collect();
    let mut all = ranked(&columns, TIMES, "Calendar", |column| column.kind != Type::Text);
    all.extend(ranked(&columns, PLACES, "Place", |column| column.kind != Type::Float));
    let used: BTreeSet<String> = all.iter().flat_map(|(_, levels)| levels.iter().cloned()).collect();
    all.extend(settled(report, &used));
    let mut names = BTreeSet::new();
    let named = all.into_iter().map(|(name, levels)| {
        let numbered = (2..).map(|number| format!("{name} {number}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|name| !names.contains(name));
        let name = free.unwrap_or(name);
        names.insert(name.clone());
        Hierarchy {
            name,
            dataset: dataset.to_owned(),
            levels,
            origin: Origin::Found,
        }
    });
    named.collect()
}

/// Columns whose names have a rank, by what else is in their names: `ship_country` and `ship_city` go together.
fn ranked(
    columns: &[&Column],
    ranks: &[&[&str]],
    name: &str,
    fits: impl Fn(&Column) -> bool,
) -> Vec<(String, Vec<String>)> {
    let mut families: BTreeMap<Vec<String>, BTreeMap<usize, String>> = BTreeMap::new();
    for column in columns.iter().filter(|column| fits(column)) {
        let mut words: Vec<String> = profile::name_words(&column.name)
            .iter()
            .map(|word| singular(word))
            .collect();
        words.retain(|word| !matches!(word.as_str(), "name" | "code" | "of" | "no" | "number"));
        let rank = |word: &String| ranks.iter().position(|words| words.contains(&word.as_str()));
        let Some(at) = words.iter().position(|word| rank(word).is_some()) else {
            continue;
        };
        let Some(rank) = rank(&words[at]) else { continue };
        words.remove(at);
        if words.len() <= 1 {
            families
                .entry(words)
                .or_default()
                .entry(rank)
                .or_insert_with(|| column.name.clone());
        }
    }
    let several = families.into_iter().filter(|(_, levels)| levels.len() > 1);
    let titled = several.map(|(words, levels)| {
        let title = match words.first() {
            Some(word) => format!("{} {}", capitalised(word), name.to_lowercase()),
            None => name.to_owned(),
        };
        (title, levels.into_values().collect())
    });
    titled.collect()
}

/// Columns each of which settles the one before: category, subcategory, product.
fn settled(report: &Report, used: &BTreeSet<String>) -> Vec<(String, Vec<String>)> {
    let distinct: BTreeMap<&str, u64> = report
        .columns
        .iter()
        .map(|column| (column.profile.column.name.as_str(), column.profile.distinct))
        .collect();
    let count = |name: &str| distinct.get(name).copied().unwrap_or_default() as f64;
    let is_text = |name: &str| {
        let mut columns = report.columns.iter();
        columns.any(|column| column.profile.column.name == name && column.profile.column.kind == Type::Text)
    };
    let finer = |one: &Dependency| match one.from.as_slice() {
        [from] if is_text(from) && is_text(&one.to) && count(from) >= FINER * count(&one.to) => {
            Some((from.clone(), one.to.clone()))
        }
        _ => None,
    };
    let pairs: BTreeSet<(String, String)> = report.dependencies.iter().filter_map(finer).collect();
    let mut columns: Vec<&str> = pairs
        .iter()
        .flat_map(|(fine, coarse)| [fine.as_str(), coarse])
        .collect();
    columns.sort_by(|one, other| count(one).total_cmp(&count(other)).then(one.cmp(other)));
    columns.dedup();
    let settles = |fine: &str, coarse: &str| pairs.contains(&(fine.to_owned(), coarse.to_owned()));
    let mut chains: Vec<Vec<&str>> = Vec::new();
    for column in columns {
        let mut longest: Vec<&str> = Vec::new();
        for chain in &chains {
            let fits = chain.iter().rposition(|coarse| settles(column, coarse));
            if let Some(end) = fits
                && end + 1 > longest.len()
            {
                longest = chain[..=end].to_vec();
            }
        }
        longest.push(column);
        chains.retain(|chain| !longest.starts_with(chain));
        chains.push(longest);
    }
    let new = |chain: &Vec<&str>| chain.len() > 1 && !chain.iter().all(|name| used.contains::<str>(name));
    let chains = chains.into_iter().filter(new);
    let titled = chains.map(|chain| {
        let title = chain.last().map(|last| spoken(last)).unwrap_or_default();
        (title, chain.into_iter().map(str::to_owned).collect())
    });
    titled.collect()
}

fn spoken(name: &str) -> String {
    capitalised(&profile::name_words(name).join(" "))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
