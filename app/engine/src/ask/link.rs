//! What words may be about in one dataset: its columns, its values, its rows.

pub(super) mod columns;
pub(super) mod spelling;
pub(super) mod values;

use super::stem::stem;
use super::words::name_words;
use super::{Known, Term, What};
use columns::Index;
use spec::dataset::Type;
use spec::profile::Role;

/// One dataset as words see it.
pub(super) struct Scope<'a> {
    /// The dataset.
    pub known: &'a Known<'a>,
    /// Its columns, and those that can be worked out from them.
    pub fields: Vec<Field<'a>>,
    /// The stems of its name's words.
    pub name: Vec<String>,
    /// Its columns by the stems of their words.
    pub index: Index,
}

/// A column, or what can be worked out from columns.
pub(super) struct Field<'a> {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub kind: Type,
    /// What it means.
    pub role: Role,
    /// Its different values, when they are few.
    pub values: &'a [String],
    /// How it is worked out, when it is no column.
    pub expression: Option<String>,
    /// Whether it is a metric of the model: a figure, and nothing else.
    pub is_metric: bool,
    /// The way to its dataset, when that is another one.
    pub way: Option<usize>,
    /// What it is called in that dataset.
    pub own_name: Option<String>,
    /// What else people say for it.
    pub also: Vec<String>,
}

/// A field that words may mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Link {
    /// Where it stands in [`Scope::fields`].
    pub field: usize,
    /// How well the words fit, from 0 to 1.
    pub quality: f32,
}

impl<'a> Scope<'a> {
    /// What words may be about in this dataset.
    pub(super) fn new(known: &'a Known<'a>) -> Self {
        let columns = known.dataset.columns.iter().enumerate();
        let mut fields: Vec<Field<'a>> = columns
            .map(|(index, column)| Field {
                values: known.values.get(index).map_or(&[], Vec::as_slice),
                ..Field::plain(&column.name, column.kind, known.roles.get(index).copied())
            })
            .collect();
        let named = |term: &Term<'_>| {
            std::iter::once(&term.name)
                .chain(term.synonyms)
                .any(|name| name.eq_ignore_ascii_case("revenue"))
        };
        let is_told = known.terms.iter().any(|term| term.way.is_none() && named(term));
        fields.extend(worked_out(&fields).filter(|_| !is_told));
        for term in &known.terms {
            let field = beside(known, &fields, term);
            fields.push(field);
        }
        let name: Vec<String> = name_words(&known.dataset.name)
            .iter()
            .filter(|word| !word.chars().all(char::is_numeric))
            .map(|word| stem(word))
            .collect();
        let index = Index::new(&fields, &name);
        Self {
            known,
            fields,
            name,
            index,
        }
    }

    /// The dataset's name.
    pub(super) fn dataset(&self) -> &str {
        &self.known.dataset.name
    }

    /// The first field on the calendar.
    pub(super) fn time(&self) -> Option<usize> {
        self.fields
            .iter()
            .position(|field| field.kind.is_time() && field.way.is_none())
    }

    /// Whether the rows are people.
    pub(super) fn names_people(&self) -> bool {
        self.name.last().is_some_and(|last| is_person(last))
    }

    /// The figure that is most likely meant when none is named.
    pub(super) fn main_figure(&self) -> Option<usize> {
        let figures = (0..self.fields.len()).filter(|field| self.fields[*field].is_figure());
        figures.max_by_key(|field| (self.fields[*field].prominence(), std::cmp::Reverse(*field)))
    }

    /// Whether the field's values differ from row to row, as far as is known.
    pub(super) fn is_unique(&self, field: usize) -> bool {
        let count = self.fields[field].values.len() as u64;
        count >= self.known.dataset.rows && count > 0
    }
}

impl Field<'_> {
    fn plain(name: &str, kind: Type, role: Option<Role>) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            role: meaning(kind, role),
            values: &[],
            expression: None,
            is_metric: false,
            way: None,
            own_name: None,
            also: Vec::new(),
        }
    }

    /// Whether it is a figure that can be summed or averaged.
    pub(super) fn is_figure(&self) -> bool {
        self.kind.is_number() && matches!(self.role, Role::Measure | Role::Rate)
    }

    /// Whether each cell is itself a number of things: `passengers`, `total_rooms`.
    pub(super) fn holds_counts(&self) -> bool {
        let words = name_words(&self.name);
        let counting = |word: &String| matches!(word.as_str(), "number" | "num" | "total" | "qty" | "quantity");
        let many = words.iter().any(|word| super::stem::is_plural(word));
        self.is_figure() && self.role == Role::Measure && (many || words.iter().any(counting))
    }

    /// How likely a figure is what matters most, from its name: money and delays do, schedules and clock times do not.
    pub(super) fn prominence(&self) -> i32 {
        const STRONG: &str = "revenue sales amount profit price salary delay score rating income cost total spend spending pay budget population value quantity qty satisfaction";
        const WEAK: &str =
            "sched scheduled time min max index rank num number year height width lat lon minute second flag";
        let words = name_words(&self.name);
        let strong = words.iter().any(|word| STRONG.split(' ').any(|other| other == word));
        let weak = words.iter().any(|word| WEAK.split(' ').any(|other| other == word));
        i32::from(strong) * 2 - i32::from(weak) * 3
            + i32::from(self.expression.is_some())
            + i32::from(self.is_metric) * 6
            - i32::from(self.way.is_some()) * 6
    }

    /// Whether it can be compared and worked with as a number.
    pub(super) fn is_number(&self) -> bool {
        self.kind.is_number() || self.kind == Type::Duration
    }

    /// Whether rows can be grouped by its values.
    pub(super) fn is_group(&self) -> bool {
        self.kind.is_time() || !matches!(self.role, Role::Measure | Role::Rate | Role::Coordinate)
    }
}

/// What stands beside the dataset's own columns, under a name that is free.
fn beside<'a>(known: &'a Known<'a>, fields: &[Field<'a>], term: &Term<'a>) -> Field<'a> {
    let way = term.way.and_then(|way| known.ways.get(way));
    let taken = fields.iter().any(|field| field.name == term.name);
    let mut also = term.synonyms.to_vec();
    let mut name = term.name.clone();
    if let Some(way) = way {
        let rows = super::say::rows(way.prefix());
        let one = super::stem::singular(&rows);
        match name_words(&term.name).last().map(String::as_str) {
            Some("name" | "title" | "label") => also.extend([one.clone(), format!("{one} name"), term.name.clone()]),
            _ => also.push(format!("{one} {}", term.name)),
        }
        if taken {
            name = format!("{}.{}", way.prefix(), term.name);
        }
    }
    Field {
        own_name: way.map(|_| term.name.clone()).filter(|_| term.what == What::Column),
        values: term.values,
        is_metric: term.what == What::Metric,
        way: term.way,
        also,
        ..Field::plain(&name, term.kind, Some(term.role))
    }
}

/// Whether a word with this stem is one for a person.
pub(super) fn is_person(word: &str) -> bool {
    const PEOPLE: &str = "person people employee customer student user member staff worker patient passenger player actor teacher child respondent colleague";
    PEOPLE.split(' ').any(|other| stem(other) == word)
}

/// A role that fits the column's type: numbers and days are never free text.
fn meaning(kind: Type, role: Option<Role>) -> Role {
    match role.unwrap_or(Role::Text) {
        Role::Text if kind.is_number() => Role::Measure,
        Role::Text if kind.is_time() => Role::Time,
        Role::Text if kind == Type::Boolean => Role::Flag,
        role => role,
    }
}

/// Revenue is price times quantity where no column holds it.
fn worked_out(fields: &[Field<'_>]) -> Option<Field<'static>> {
    let named = |words: &[&str]| {
        fields.iter().find(|field| {
            let parts = name_words(&field.name);
            field.kind.is_number() && parts.last().is_some_and(|last| words.contains(&last.as_str()))
        })
    };
    if named(&[
        "revenue", "sales", "amount", "turnover", "total", "income", "sale", "amt", "value",
    ])
    .is_some()
    {
        return None;
    }
    let price = named(&["price", "unitprice"])?;
    let quantity = named(&["qty", "quantity", "units"])?;
    let kind = match (price.kind, quantity.kind) {
        (Type::Integer, Type::Integer) => Type::Integer,
        _ => Type::Float,
    };
    Some(Field {
        expression: Some(format!("{} * {}", quoted(&price.name), quoted(&quantity.name))),
        ..Field::plain("revenue", kind, Some(Role::Measure))
    })
}

fn quoted(name: &str) -> String {
    let plain = name
        .chars()
        .all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter.is_ascii_digit());
    if plain && !name.starts_with(|letter: char| letter.is_ascii_digit()) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
