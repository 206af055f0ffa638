//! The finding in words, for simple shapes. Says nothing where a tie or a limit could make it false.

use super::format::{grouped, write};
use super::histogram::step;
use super::matrix::compare;
use super::phrase::{self, Phrase, capital};
use super::shape::{Role, Shape, number_at};
use spec::answer::{Format, FormatKind, Table};
use spec::dataset::Type;
use spec::question::{Order, Query, Question};
use spec::value::Value;

/// Names longer than this make no headline.
const LONGEST_NAME: usize = 60;

/// One sentence about the answer, or nothing.
pub(crate) fn headline(question: &Question, shape: &Shape, formats: &[Format], table: &Table) -> String {
    let said = match (shape.groups.as_slice(), shape.measures.as_slice()) {
        _ if !shape.is_grouped || table.truncated || is_arranged(question) => None,
        ([], [measure]) => Finding::new(question, shape, formats, table, *measure).figure(),
        ([group], [measure]) => Finding::new(question, shape, formats, table, *measure).by(*group),
        _ => None,
    };
    said.unwrap_or_default()
}

/// What a sentence about one measure needs.
struct Finding<'a> {
    question: &'a Question,
    shape: &'a Shape,
    formats: &'a [Format],
    table: &'a Table,
    measure: usize,
    phrase: Phrase,
}

/// A row and its figure.
#[derive(Clone, Copy)]
struct Mark {
    row: usize,
    value: f64,
}

impl<'a> Finding<'a> {
    fn new(question: &'a Question, shape: &'a Shape, formats: &'a [Format], table: &'a Table, measure: usize) -> Self {
        let phrase = phrase::of(question, measure, &table.columns[measure].name);
        Self {
            question,
            shape,
            formats,
            table,
            measure,
            phrase,
        }
    }

    fn figure(&self) -> Option<String> {
        let value = number_at(self.table, 0, self.measure).filter(|_| self.table.rows.len() == 1)?;
        Some(capital(&format!("{} is {}", self.phrase.subject, self.write(value))))
    }

    fn by(&self, group: usize) -> Option<String> {
        match self.shape.roles[group] {
            Role::Timeline(_) => self.over_time(group),
            Role::Bin(width) => self.over_bins(group, width),
            Role::Period => self.over_periods(group),
            _ => self.leader(group),
        }
    }

    /// From the first to the last moment, and the peak.
    fn over_time(&self, group: usize) -> Option<String> {
        if is_cut(self.question) {
            return None;
        }
        let mut marks = self.marks(group);
        marks.sort_by(|one, two| compare(self.cell(one.row, group), self.cell(two.row, group)));
        let (first, last) = (*marks.first()?, *marks.last()?);
        if marks.len() < 2 || compare(self.cell(first.row, group), self.cell(last.row, group)).is_eq() {
            return None;
        }
        let (from, to) = (self.write(first.value), self.write(last.value));
        let (start, end) = (self.name(first.row, group)?, self.name(last.row, group)?);
        let subject = capital(&self.phrase.subject);
        let at = self.preposition(group);
        let course = if from == to {
            format!("{subject} was {from} {at} {start} as {at} {end}")
        } else if last.value > first.value {
            format!("{subject} rose from {from} {at} {start} to {to} {at} {end}")
        } else {
            format!("{subject} fell from {from} {at} {start} to {to} {at} {end}")
        };
        let peak = highest(&marks).filter(|peak| peak.row != first.row && peak.row != last.row);
        match peak.and_then(|peak| Some((self.name(peak.row, group)?, self.write(peak.value)))) {
            Some((when, value)) => Some(format!("{course}, highest {at} {when} with {value}")),
            None => Some(course),
        }
    }

    /// In a year, on a day, at an hour.
    fn preposition(&self, group: usize) -> &'static str {
        match self.formats.get(group).map(|format| format.kind) {
            Some(FormatKind::Date) => "on",
            Some(FormatKind::Hour | FormatKind::Datetime) => "at",
            Some(FormatKind::Week) => "in the week of",
            _ => "in",
        }
    }

    fn over_bins(&self, group: usize, width: Option<f64>) -> Option<String> {
        if is_cut(self.question) || !self.shape.is_additive(self.measure) {
            return None;
        }
        let marks = self.marks(group);
        let top = highest(&marks).filter(|_| marks.len() > 1)?;
        let low = number_at(self.table, top.row, group)?;
        let mut lows = self
            .table
            .rows
            .iter()
            .filter_map(|row| row.get(group).cloned())
            .collect::<Vec<_>>();
        lows.sort_by(compare);
        let width = width.or_else(|| step(&lows))?;
        let decimals = self.formats.get(group).and_then(|format| format.decimals);
        let (from, to) = (grouped(low, decimals), grouped(low + width, decimals));
        Some(format!(
            "{from} to {to} holds the most, with {}",
            self.phrase.having(&self.write(top.value))
        ))
    }

    fn over_periods(&self, group: usize) -> Option<String> {
        if is_cut(self.question) {
            return None;
        }
        let marks = self.marks(group);
        let (top, bottom) = (highest(&marks)?, lowest(&marks)?);
        if top.row == bottom.row {
            return None;
        }
        let (best, least) = (self.name(top.row, group)?, self.name(bottom.row, group)?);
        let having = self.phrase.having(&self.write(top.value));
        Some(format!(
            "{best} is highest with {having}, {least} lowest with {}",
            self.write(bottom.value)
        ))
    }

    /// Who leads, or who is last where the answer asks for that.
    fn leader(&self, group: usize) -> Option<String> {
        let marks = self.marks(group);
        if marks.len() < 2 || self.table.columns[group].kind == Type::Boolean {
            return None;
        }
        let name = &self.table.columns[self.measure].name;
        match asked(self.question, name, &marks) {
            Asked::Highest => self.leaders(group, &marks),
            Asked::Lowest => {
                let bottom = lowest(&marks)?;
                let who = self.name(bottom.row, group)?;
                Some(format!(
                    "{who} is lowest with {}",
                    self.phrase.having(&self.write(bottom.value))
                ))
            }
            Asked::Neither => None,
        }
    }

    fn leaders(&self, group: usize, marks: &[Mark]) -> Option<String> {
        if let Some(top) = highest(marks) {
            let who = self.name(top.row, group)?;
            return Some(format!(
                "{who} leads with {}",
                self.phrase.having(&self.write(top.value))
            ));
        }
        let most = marks.iter().map(|mark| mark.value).fold(f64::NEG_INFINITY, f64::max);
        let tied = marks.iter().filter(|mark| mark.value == most).collect::<Vec<_>>();
        let [one, two] = tied.as_slice() else { return None };
        if marks.len() == 2 {
            return None;
        }
        let (one, two) = (self.name(one.row, group)?, self.name(two.row, group)?);
        Some(format!(
            "{one} and {two} lead, each with {}",
            self.phrase.having(&self.write(most))
        ))
    }

    /// The rows that have a figure, without the one that stands for the rest.
    fn marks(&self, group: usize) -> Vec<Mark> {
        let has_rest =
            matches!(self.question, Question::Query(query) if query.top.as_ref().is_some_and(|top| top.other));
        let rows = self.table.rows.iter().enumerate();
        let rows = rows.filter(|(_, row)| !has_rest || row.get(group) != Some(&Value::from("Other")));
        let mark = |(row, _)| {
            Some(Mark {
                row,
                value: number_at(self.table, row, self.measure)?,
            })
        };
        let rows = rows.filter_map(mark);
        match self.shape.roles[group] {
            Role::Timeline(_) | Role::Bin(_) => rows.filter(|mark| !self.cell(mark.row, group).is_null()).collect(),
            _ => rows.collect(),
        }
    }

    fn cell(&self, row: usize, group: usize) -> &Value {
        self.table
            .rows
            .get(row)
            .and_then(|cells| cells.get(group))
            .unwrap_or(&Value::Null)
    }

    /// The group's name; nothing where it is empty or too long to be said.
    fn name(&self, row: usize, group: usize) -> Option<String> {
        let name = write(self.cell(row, group), self.formats.get(group)?);
        (!name.trim().is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
    }

    fn write(&self, value: f64) -> String {
        let format = self.formats.get(self.measure).cloned().unwrap_or_default();
        write(&Value::Float(value), &format)
    }
}

/// The mark above all others; nothing when two share the place.
fn highest(marks: &[Mark]) -> Option<Mark> {
    let top = marks
        .iter()
        .copied()
        .reduce(|one, two| if two.value > one.value { two } else { one })?;
    let ties = marks.iter().filter(|mark| mark.value == top.value).count();
    (ties == 1).then_some(top)
}

fn lowest(marks: &[Mark]) -> Option<Mark> {
    let turned = marks
        .iter()
        .map(|mark| Mark {
            value: -mark.value,
            ..*mark
        })
        .collect::<Vec<_>>();
    highest(&turned).map(|mark| Mark {
        value: -mark.value,
        ..mark
    })
}

/// Which end of the groups the answer is sure to hold, and is about.
enum Asked {
    Highest,
    Lowest,
    Neither,
}

fn asked(question: &Question, measure: &str, marks: &[Mark]) -> Asked {
    match question {
        Question::Sql(statement) => {
            let text = statement.text.to_lowercase();
            let falls = marks.windows(2).all(|pair| pair[0].value >= pair[1].value);
            match text.contains("limit") || text.contains("fetch") || text.contains("offset") {
                true if text.contains("order by") && falls && !text.contains("offset") => Asked::Highest,
                true => Asked::Neither,
                false => Asked::Highest,
            }
        }
        Question::Query(query) => asked_by_query(query, measure),
    }
}

fn asked_by_query(query: &Query, measure: &str) -> Asked {
    let by_measure = query
        .sort
        .first()
        .filter(|sort| sort.by == measure)
        .map(|sort| sort.order);
    let is_lowest = by_measure == Some(Order::Ascending);
    if let Some(top) = &query.top {
        let is_ranked = top.by.as_deref().is_none_or(|by| by == measure);
        return match top.order {
            _ if !is_ranked || query.limit.is_some() || query.offset.is_some_and(|offset| offset > 0) => Asked::Neither,
            Order::Descending => Asked::Highest,
            Order::Ascending => Asked::Lowest,
        };
    }
    match (query.limit, query.offset.filter(|offset| *offset > 0)) {
        (_, Some(_)) => Asked::Neither,
        (Some(_), None) if by_measure.is_none() => Asked::Neither,
        _ if is_lowest => Asked::Lowest,
        _ => Asked::Highest,
    }
}

/// Whether the columns are not those of the question, or rows were left out by what was worked out over them.
fn is_arranged(question: &Question) -> bool {
    matches!(question, Question::Query(query) if query.pivot.is_some() || query.qualify.is_some())
}

/// Whether the answer may hold only some of the groups.
fn is_cut(question: &Question) -> bool {
    match question {
        Question::Query(query) => {
            query.limit.is_some() || query.offset.is_some_and(|offset| offset > 0) || query.top.is_some()
        }
        Question::Sql(statement) => statement.text.to_lowercase().contains("limit"),
    }
}
