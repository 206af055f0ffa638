//! What the names of columns and datasets say about who points at whom.

use super::cells::Class;
use crate::ask::stem::singular;
use crate::profile;

/// A column's name in parts.
pub(super) struct Name {
    /// Its words, singular.
    pub words: Vec<String>,
    /// What it is a key of: its words without those that only say that it is one.
    pub stem: Vec<String>,
    /// Whether it says that it is a key.
    pub is_key: bool,
}

/// What a dataset's rows are, by its name.
pub(super) struct Entity {
    words: Vec<String>,
    /// Whether its rows are days.
    is_calendar: bool,
}

const KEYS: &[&str] = &[
    "id",
    "key",
    "code",
    "cd",
    "no",
    "nr",
    "num",
    "number",
    "nbr",
    "sk",
    "fk",
    "pk",
    "uuid",
    "guid",
    "ref",
    "iata",
    "icao",
    "iso",
    "sku",
    "identifier",
    "abbr",
    "abbreviation",
];
const GLUED: &[&str] = &["id", "code", "key", "num"];
/// Says nothing about what the rows of a dataset are.
const NOISE: &[&str] = &[
    "dim", "fact", "tbl", "table", "data", "dataset", "list", "master", "raw", "src", "stg", "staging", "lookup",
    "export", "file", "info", "detail", "t", "v", "ref", "final", "all",
];
/// Too common to say that two columns belong together.
const COMMON: &[&str] = &[
    "id",
    "name",
    "code",
    "key",
    "number",
    "no",
    "num",
    "value",
    "type",
    "status",
    "description",
    "title",
    "note",
    "comment",
    "amount",
    "price",
    "cost",
    "qty",
    "quantity",
    "total",
    "count",
    "rank",
    "index",
    "row",
    "date",
    "time",
    "timestamp",
    "created",
    "updated",
    "created at",
    "updated at",
    "first name",
    "last name",
    "active",
    "flag",
    "score",
    "label",
    "unit",
    "age",
    "sex",
    "gender",
    "class",
    "level",
    "size",
    "color",
    "colour",
    "version",
    "order",
    "position",
    "category",
    "rating",
    "year",
    "month",
    "quarter",
    "week",
    "day",
    "hour",
    "minute",
    "weekday",
];
/// One row of a dataset points at another of the same by these.
const KIN: &[&str] = &[
    "manager",
    "parent",
    "supervisor",
    "superior",
    "boss",
    "lead",
    "leader",
    "mentor",
    "referrer",
    "predecessor",
    "previous",
    "original",
    "root",
    "reply",
    "mother",
    "father",
    "spouse",
    "head",
    "owner",
    "next",
    "replaced",
];

impl Name {
    /// Takes a name apart.
    pub(super) fn of(name: &str) -> Self {
        let mut words: Vec<String> = profile::name_words(name).iter().map(|word| singular(word)).collect();
        if let Some(last) = words.last().cloned()
            && let Some(end) = GLUED
                .iter()
                .find(|end| last.len() >= end.len() + 3 && last.ends_with(**end))
        {
            words.pop();
            words.extend([last[..last.len() - end.len()].to_owned(), (*end).to_owned()]);
        }
        if words
            .first()
            .is_some_and(|first| matches!(first.as_str(), "fk" | "pk" | "dim"))
            && words.len() > 1
        {
            words.remove(0);
        }
        let is_key = |word: &&String| KEYS.contains(&word.as_str());
        let ends = words.iter().rev().take_while(is_key).count();
        let starts = if ends == 0 {
            words.iter().take_while(is_key).count()
        } else {
            0
        };
        let stem = words[starts..words.len() - ends].to_vec();
        let is_key = ends + starts > 0 || words.ends_with(&["to".to_owned()]) && words.len() > 1;
        Self { words, stem, is_key }
    }

    fn is_common(&self) -> bool {
        COMMON.contains(&self.words.join(" ").as_str())
    }
}

impl Entity {
    /// What a dataset's rows are.
    pub(super) fn of(dataset: &str) -> Self {
        let words = profile::name_words(dataset).into_iter();
        let words = words.filter(|word| !word.chars().all(char::is_numeric) && !NOISE.contains(&word.as_str()));
        let words: Vec<String> = words.map(|word| singular(&word)).collect();
        let is_calendar = words
            .last()
            .is_some_and(|last| matches!(last.as_str(), "calendar" | "date" | "day" | "time"));
        Self { words, is_calendar }
    }

    /// How well these words name one of its rows, from 0 to 1.
    fn is_named(&self, stem: &[String]) -> f64 {
        let (Some(last), Some(own)) = (stem.last(), self.words.last()) else {
            return 0.0;
        };
        let ends = stem.len() >= self.words.len()
            && stem[stem.len() - self.words.len()..]
                .iter()
                .zip(&self.words)
                .all(|(one, other)| one == other);
        let whole: String = self.words.concat();
        match () {
            () if stem == self.words.as_slice() || stem.concat() == whole => 1.0,
            () if ends => 0.95,
            () if last == own => 0.85,
            () if is_short_for(last, own) => 0.85,
            () if self.words.len() > 1 && stem.len() == 1 && self.words.first() == Some(last) => 0.5,
            () => 0.0,
        }
    }
}

/// `cust` for customer, `dept` for department.
fn is_short_for(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    let within = short.chars().all(|letter| letters.any(|other| other == letter));
    let starts = short.chars().next() == long.chars().next();
    short.len() >= 3 && short.len() < long.len() && (long.starts_with(short) || starts && short.len() >= 4 && within)
}

/// How much the names say that the first column points at the second, from 0 to 1.
pub(super) fn evidence(left: &Name, right: &Name, to: &Entity, class: Class, within_one: bool) -> f64 {
    if within_one {
        return of_kin(left, right, to);
    }
    let named = to.is_named(&left.stem);
    let own_key = right.is_key && (right.stem.is_empty() || to.is_named(&right.stem) >= 0.85);
    let own_name = !right.is_key && (right.words == to.words || right.words == ["name"] || right.words == ["title"]);
    let mut most: f64 = 0.0;
    if named > 0.0 && own_key {
        most = most.max(named * if left.is_key { 1.0 } else { 0.9 });
    }
    if named > 0.0 && own_name && class == Class::Text {
        most = most.max(named * if left.is_key { 0.4 } else { 0.85 });
    }
    if left.words == right.words && !left.is_common() {
        most = most.max(if left.is_key { 0.9 } else { 0.6 });
    }
    let longer = left.words.len() > right.words.len() && left.words.ends_with(&right.words);
    if longer && right.is_key && !right.stem.is_empty() {
        most = most.max(0.85);
    }
    if class == Class::Day || class == Class::Moment {
        most = most.max(of_days(left, right, to));
    }
    most
}

fn of_days(left: &Name, right: &Name, to: &Entity) -> f64 {
    let is_day = |name: &Name| {
        name.words
            .last()
            .is_some_and(|last| matches!(last.as_str(), "date" | "day"))
    };
    match () {
        () if to.is_calendar => 0.9,
        () if is_day(left) && is_day(right) => 0.6,
        () => 0.0,
    }
}

fn of_kin(left: &Name, right: &Name, to: &Entity) -> f64 {
    let own_key = right.is_key && (right.stem.is_empty() || to.is_named(&right.stem) >= 0.85);
    let kin = left.stem.iter().any(|word| KIN.contains(&word.as_str())) || left.words.ends_with(&["to".to_owned()]);
    let longer = left.words.len() > right.words.len() && left.words.ends_with(&right.words) && !right.stem.is_empty();
    let role = left.is_key && left.stem.len() > 1 && to.is_named(&left.stem) >= 0.95;
    match () {
        () if kin && own_key => 0.9,
        () if kin && right.is_key && right.words != left.words => 0.75,
        () if (longer || role) && right.is_key && own_key => 0.85,
        () => 0.0,
    }
}
