//! Rows of totals and subtotals, with formulas or without.
//!
//! A row is a total when two things say so: its label, its formulas, its numbers, or that nothing else is in it.

use super::log::{self, Log};
use super::table::{Table, Tally};
use super::words::{self, Total};
use crate::ingest::workbook::grid::{Formula, Row};
use spec::repair::RepairKind;

/// Which rows hold totals, by their place.
pub(super) fn find(table: &Table) -> Vec<usize> {
    let tallies = table.tallies();
    let mut search = Search::new(table, &tallies);
    if search.numbers.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        match search.is_total(index, row) {
            true => {
                search.close(row);
                found.push(index);
            }
            false => search.add(row),
        }
    }
    // A sheet of nothing but totals is a table of them.
    match found.len() * 10 > table.rows.len() * 6 {
        true => Vec::new(),
        false => found,
    }
}

/// Leaves the rows of totals out.
pub(super) fn leave_out(table: &mut Table, found: &[usize], log: &mut Log<'_>) {
    let Some(first) = found.first().map(|first| &table.rows[*first]) else {
        return;
    };
    let label = label(first).map_or_else(|| format!("row {}", first.number + 1), words::shortened);
    let places = log::rows(found.iter().map(|index| &table.rows[*index]));
    let said = match found.len() {
        1 if matches!(words::total(label.trim_matches(['“', '”'])), Some(Total::Average)) => {
            format!("{label} is the average of other rows.")
        }
        1 => format!("{} sums up other rows.", capital(&label)),
        count => format!("{count} rows, such as {label}, sum up others."),
    };
    if !log.propose(RepairKind::TotalRows, true, said, found.len() as u64, places) {
        return;
    }
    for index in found {
        log.row(&table.rows[*index], "the row is a total of others");
    }
    let mut index = 0;
    table.rows.retain(|_| {
        index += 1;
        found.binary_search(&(index - 1)).is_err()
    });
}

fn capital(label: &str) -> String {
    match label.strip_prefix("row ") {
        Some(number) => format!("Row {number}"),
        None => label.to_owned(),
    }
}

fn label(row: &Row) -> Option<&str> {
    labelled(row).0
}

/// The text that names a row, and what it says about totals.
fn labelled(row: &Row) -> (Option<&str>, Option<Total>) {
    let texts = || row.cells.iter().filter_map(|cell| cell.text()).take(3);
    let total = texts().find_map(|text| words::total(text).map(|word| (Some(text), Some(word))));
    total.unwrap_or_else(|| (texts().next(), None))
}

/// Whether two amounts are the same but for rounding.
pub(super) fn are_equal(one: f64, other: f64) -> bool {
    let size = one.abs().max(other.abs());
    (one - other).abs() <= (size * 1e-6).max((size * 0.005).min(0.011))
}

/// Sums on the way down a table.
struct Search<'t> {
    table: &'t Table,
    /// The columns of numbers.
    numbers: Vec<Amounts>,
    /// The columns of text that are usually filled.
    labels: Vec<u32>,
    rows: usize,
    since: usize,
}

struct Amounts {
    column: u32,
    /// Since the last total.
    since: f64,
    /// From the first row on.
    all: f64,
    /// Of the subtotals.
    subtotals: f64,
    /// Of the whole column, totals and all.
    whole: f64,
    most: f64,
    /// Formulas that sum up what is above are usual in this column: it is a running total.
    runs: bool,
}

impl<'t> Search<'t> {
    fn new(table: &'t Table, tallies: &[Tally]) -> Self {
        let lanes = || table.lanes.iter().zip(tallies);
        let amounts = |column: u32| {
            let cells = table.rows.iter().filter_map(|row| row.get(column));
            let (mut whole, mut most, mut formulas, mut count) = (0.0, f64::MIN, 0, 0);
            for cell in cells {
                count += 1;
                formulas += usize::from(cell.formula == Formula::Down);
                whole += cell.number().unwrap_or(0.0);
                most = cell.number().map_or(most, |number| most.max(number));
            }
            Amounts {
                column,
                since: 0.0,
                all: 0.0,
                subtotals: 0.0,
                whole,
                most,
                runs: formulas * 2 > count,
            }
        };
        let filled = |tally: &Tally| tally.all() * 10 >= table.rows.len() * 6;
        Self {
            table,
            numbers: lanes()
                .filter(|(_, tally)| tally.is_numeric())
                .map(|(lane, _)| amounts(lane.column))
                .collect(),
            labels: lanes()
                .filter(|(_, tally)| !tally.is_numeric() && filled(tally))
                .map(|(lane, _)| lane.column)
                .collect(),
            rows: 0,
            since: 0,
        }
    }

    fn add(&mut self, row: &Row) {
        self.rows += 1;
        self.since += 1;
        for amounts in &mut self.numbers {
            let number = row.number(amounts.column).unwrap_or(0.0);
            amounts.since += number;
            amounts.all += number;
        }
    }

    fn close(&mut self, row: &Row) {
        for amounts in &mut self.numbers {
            if self.since > 0 {
                amounts.subtotals += row.number(amounts.column).unwrap_or(0.0);
            }
            amounts.since = 0.0;
        }
        self.since = 0;
    }

    fn is_total(&self, index: usize, row: &Row) -> bool {
        let has_labels = !self.labels.is_empty();
        let (text, word) = labelled(row);
        let by_formula = self.by_formula(row);
        let unlabelled = text.is_none() && self.labels.iter().all(|column| row.get(*column).is_none());
        if word.is_none() && !by_formula && !(unlabelled && has_labels) {
            return false;
        }
        let is_last = index + 1 == self.table.rows.len() || self.only_totals_follow(index);
        let bare = self.is_bare(row, text);
        if by_formula && (word.is_some() || unlabelled || bare || is_last) {
            return true;
        }
        match word {
            Some(Total::Average) => self.matches(row, true) || bare && is_last,
            Some(Total::Only) => {
                self.matches(row, false)
                    || bare && self.rows > 0
                    || is_last && self.is_most(row)
                    || index == 0 && self.sums_what_follows(row)
            }
            Some(Total::Of) => self.matches(row, false) || bare && self.fills_numbers(row) && self.rows > 0,
            None => unlabelled && self.since > 1 && self.matches(row, false) && (is_last || self.numbers.len() > 1),
        }
    }

    fn by_formula(&self, row: &Row) -> bool {
        let is_sum = |amounts: &&Amounts| {
            !amounts.runs
                && row
                    .get(amounts.column)
                    .is_some_and(|cell| cell.formula == Formula::Down)
        };
        let sums = self.numbers.iter().filter(is_sum).count();
        let filled = self
            .numbers
            .iter()
            .filter(|amounts| row.get(amounts.column).is_some())
            .count();
        sums > 0 && sums * 2 >= filled
    }

    /// Whether the other labels are missing, which are there in other rows.
    fn is_bare(&self, row: &Row, label: Option<&str>) -> bool {
        let is_label = |column: u32| row.text(column).is_some_and(|text| Some(text) == label);
        let others: Vec<_> = self.labels.iter().filter(|column| !is_label(**column)).collect();
        let before = others.iter().take_while(|column| row.get(***column).is_some()).count();
        // Group names may be given to the total by merged cells: only what follows the label counts.
        let behind = others.len() - before;
        behind > 0 && others[before..].iter().all(|column| row.get(**column).is_none())
    }

    fn fills_numbers(&self, row: &Row) -> bool {
        self.numbers.iter().any(|amounts| row.number(amounts.column).is_some())
    }

    /// Whether most of the numbers are the sums, or the averages, of those above.
    fn matches(&self, row: &Row, average: bool) -> bool {
        let (mut filled, mut matched, mut told) = (0, 0, false);
        for amounts in &self.numbers {
            let Some(number) = row.number(amounts.column) else {
                continue;
            };
            filled += 1;
            let wanted = match average {
                true => [
                    amounts.since / self.since.max(1) as f64,
                    amounts.all / self.rows.max(1) as f64,
                    f64::NAN,
                ],
                false => [amounts.since, amounts.all, amounts.subtotals],
            };
            if self.rows > 0 && wanted.iter().any(|wanted| are_equal(number, *wanted)) {
                matched += 1;
                told |= number != 0.0;
            }
        }
        told && matched * 2 >= filled
    }

    /// Whether a number is larger than all others of its column together with no other row, and there are a few.
    fn is_most(&self, row: &Row) -> bool {
        let larger = |amounts: &Amounts| {
            row.number(amounts.column)
                .is_some_and(|number| number >= amounts.most && number > amounts.all * 0.5)
        };
        self.rows > 2
            && self
                .numbers
                .iter()
                .filter(|amounts| row.number(amounts.column).is_some())
                .all(larger)
            && self.fills_numbers(row)
    }

    fn sums_what_follows(&self, row: &Row) -> bool {
        let sums = |amounts: &&Amounts| {
            let number = row.number(amounts.column);
            number.is_some_and(|number| number != 0.0 && are_equal(number * 2.0, amounts.whole))
        };
        let filled = self
            .numbers
            .iter()
            .filter(|amounts| row.number(amounts.column).is_some())
            .count();
        filled > 0 && self.table.rows.len() > 2 && self.numbers.iter().filter(sums).count() * 2 > filled
    }

    fn only_totals_follow(&self, index: usize) -> bool {
        let rest = &self.table.rows[index + 1..];
        rest.len() < 4 && rest.iter().all(|row| label(row).and_then(words::total).is_some())
    }
}
