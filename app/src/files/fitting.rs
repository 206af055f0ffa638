//! A file that may not fit: what can be left out of it so that it does.

use spec::dataset::{Column, Type};
use spec::reading::{Format, Inspection, OpenOptions};
use std::collections::BTreeSet;

/// A file of this size and more is looked into before it is opened.
pub(crate) const LARGE_BYTES: f64 = 50e6;

/// What a file would take, and what is left out of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fitting {
    /// What was found out about the file.
    pub inspection: Inspection,
    /// How large the file is.
    pub size_bytes: u64,
    /// The columns that are left out.
    pub left_out: BTreeSet<String>,
    /// Only about so many rows are read.
    pub sample: Option<u64>,
    /// Numbers are kept in half the room.
    pub narrow: bool,
}

impl Fitting {
    /// Nothing is left out yet.
    pub(crate) fn new(inspection: Inspection, size_bytes: u64) -> Self {
        Self {
            inspection,
            size_bytes,
            ..Self::default()
        }
    }

    /// Whether it fits as it is.
    pub(crate) fn fits(&self) -> bool {
        self.peak_bytes() <= self.inspection.room_bytes
    }

    /// About how much memory it takes at most.
    pub(crate) fn peak_bytes(&self) -> u64 {
        let all: u64 = self.columns().map(|(_, bytes)| bytes).sum();
        if all == 0 {
            return self.inspection.peak_bytes;
        }
        let kept = self
            .columns()
            .filter(|(column, _)| !self.left_out.contains(&column.name));
        let kept: f64 = kept.map(|(column, bytes)| self.narrowed(column, *bytes)).sum();
        let fixed = self.fixed_bytes().min(self.inspection.peak_bytes) as f64;
        let growing = self.inspection.peak_bytes as f64 - fixed;
        (fixed + growing * kept / all as f64 * self.part()) as u64
    }

    /// The columns with what each takes, largest first.
    pub(crate) fn by_size(&self) -> Vec<(Column, u64)> {
        let mut columns: Vec<_> = self.columns().cloned().collect();
        columns.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        columns
    }

    /// How many rows would fit, as a round number.
    pub(crate) fn rows_that_fit(&self) -> u64 {
        let whole = Self {
            sample: None,
            ..self.clone()
        };
        let fixed = self.fixed_bytes();
        let room = self.inspection.room_bytes.saturating_sub(fixed) as f64 * 0.9;
        let growing = whole.peak_bytes().saturating_sub(fixed).max(1) as f64;
        rounded((self.rows() as f64 * (room / growing).min(1.0)) as u64)
    }

    /// About how many rows the file has.
    pub(crate) fn rows(&self) -> u64 {
        self.inspection.tables.iter().map(|table| table.rows).sum()
    }

    /// What the choices are to the reader.
    pub(crate) fn options(&self, options: &OpenOptions) -> OpenOptions {
        let kept = self
            .columns()
            .filter(|(column, _)| !self.left_out.contains(&column.name));
        let columns = match self.left_out.is_empty() {
            true => options.columns.clone(),
            false => kept.map(|(column, _)| column.name.clone()).collect(),
        };
        OpenOptions {
            columns,
            sample: self.sample.or(options.sample),
            narrow: self.narrow || options.narrow,
            ..options.clone()
        }
    }

    fn columns(&self) -> impl Iterator<Item = &(Column, u64)> {
        self.inspection.tables.iter().flat_map(|table| &table.columns)
    }

    /// What is in memory whatever is left out: files that cannot be read piece by piece.
    fn fixed_bytes(&self) -> u64 {
        let format = self.inspection.tables.first().map(|table| table.source.format);
        match format {
            Some(Format::Parquet | Format::Arrow) => self.size_bytes,
            _ => 0,
        }
    }

    fn narrowed(&self, column: &Column, bytes: u64) -> f64 {
        match column.kind {
            Type::Integer | Type::Float if self.narrow => bytes as f64 / 2.0,
            _ => bytes as f64,
        }
    }

    fn part(&self) -> f64 {
        let sample = self.sample.unwrap_or(u64::MAX) as f64;
        (sample / self.rows().max(1) as f64).min(1.0)
    }
}

/// With one figure that is not 0, or two: 1,234,567 becomes 1,200,000.
fn rounded(number: u64) -> u64 {
    let digits = number.checked_ilog10().unwrap_or_default();
    let unit = 10_u64.pow(digits.saturating_sub(1));
    number / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::reading::{InspectedTable, Source};

    const GIGABYTE: u64 = 1_000_000_000;

    fn fitting(format: Format) -> Fitting {
        let column = |name: &str, kind, bytes| {
            let column = Column {
                name: name.to_owned(),
                kind,
                nullable: false,
            };
            (column, bytes)
        };
        let table = InspectedTable {
            source: Source {
                format,
                ..Source::default()
            },
            rows: 10_000_000,
            columns: vec![
                column("id", Type::Integer, GIGABYTE),
                column("note", Type::Text, 2 * GIGABYTE),
            ],
            ..InspectedTable::default()
        };
        let inspection = Inspection {
            tables: vec![table],
            peak_bytes: 6 * GIGABYTE,
            room_bytes: 3 * GIGABYTE,
        };
        Fitting::new(inspection, GIGABYTE)
    }

    #[test]
    fn each_choice_takes_its_part_away() {
        let whole = fitting(Format::Csv);
        assert!(!whole.fits());
        let mut without_note = whole.clone();
        without_note.left_out.insert("note".to_owned());
        assert_eq!(without_note.peak_bytes(), 2 * GIGABYTE);
        assert!(without_note.fits());
        let narrow = Fitting {
            narrow: true,
            ..whole.clone()
        };
        assert_eq!(narrow.peak_bytes(), 5 * GIGABYTE);
        let half = Fitting {
            sample: Some(5_000_000),
            ..whole.clone()
        };
        assert_eq!(half.peak_bytes(), 3 * GIGABYTE);
        assert_eq!(whole.rows_that_fit(), 4_500_000);
        assert_eq!(fitting(Format::Parquet).rows_that_fit(), 3_600_000);
    }

    #[test]
    fn choices_become_options() {
        let mut choice = fitting(Format::Csv);
        choice.left_out.insert("note".to_owned());
        choice.sample = Some(1_000);
        let options = choice.options(&OpenOptions::default());
        assert_eq!(
            (options.columns, options.sample, options.narrow),
            (vec!["id".to_owned()], Some(1_000), false)
        );
        let options = fitting(Format::Csv).options(&OpenOptions::default());
        assert_eq!(options, OpenOptions::default());
    }

    #[test]
    fn numbers_of_rows_are_round() {
        for (number, expected) in [(0, 0), (7, 7), (99, 99), (1_234_567, 1_200_000), (10, 10)] {
            assert_eq!(rounded(number), expected);
        }
    }
}
