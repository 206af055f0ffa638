//! Where a cell that was set aside stands in the table, as far as that can be told.

use spec::dataset::Dataset;
use spec::reading::{Format, Source};
use spec::step::{Operation, Step};

/// A cell that was set aside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages::data) struct Odd {
    /// Its row, as it is told: that of the file, or that of the step that set it aside.
    pub row: u64,
    /// Its column; none for a whole line.
    pub column: Option<String>,
    /// What stands there.
    pub value: String,
    /// Why it was set aside.
    pub reason: String,
}

/// Where a value is put right: before which step, and in which row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages::data) struct Place {
    /// Before which step.
    pub before: usize,
    /// The row there, from 1.
    pub row: u64,
}

/// The place of a cell; none when it is no cell of the table.
///
/// A cell that a step sets aside is put right before that step, whose row it has.
/// One that was set aside while reading is put right first, in its row of the file less the lines before the table.
pub(in crate::pages::data) fn place(odd: &Odd, dataset: &Dataset, steps: &[Step]) -> Option<Place> {
    let column = odd.column.as_deref()?;
    let sets_aside =
        |step: &Step| step.enabled && matches!(&step.operation, Operation::Retype { column: of, .. } if of == column);
    if let Some(before) = steps.iter().position(sets_aside) {
        return Some(Place { before, row: odd.row });
    }
    let row = odd
        .row
        .checked_sub(lines_before(&dataset.source))
        .filter(|row| *row > 0)?;
    Some(Place { before: 0, row })
}

/// The steps with a value put right in a place. Corrections before it stay before it.
pub(in crate::pages::data) fn corrected(mut steps: Vec<Step>, place: Place, column: &str, value: &str) -> Vec<Step> {
    let step = Operation::Correct {
        column: column.to_owned(),
        row: place.row,
        value: value.to_owned(),
    };
    steps.insert(place.before.min(steps.len()), step.into());
    steps
}

/// What a cell was put right to already.
pub(in crate::pages::data) fn repaired(odd: &Odd, place: Place, steps: &[Step]) -> Option<String> {
    steps
        .iter()
        .filter(|step| step.enabled)
        .find_map(|step| match &step.operation {
            Operation::Correct { column, row, value } if Some(column) == odd.column.as_ref() && *row == place.row => {
                Some(value.clone())
            }
            _ => None,
        })
}

/// Whether the rows of the table are still those of the file, in their order.
pub(in crate::pages::data) fn keep_rows(steps: &[Step]) -> bool {
    let moves = |step: &Step| {
        matches!(
            step.operation,
            Operation::Filter { .. }
                | Operation::Deduplicate { .. }
                | Operation::Sort { .. }
                | Operation::Unpivot { .. }
                | Operation::Pivot { .. }
                | Operation::Union { .. }
                | Operation::Join { .. }
                | Operation::Group { .. }
        )
    };
    !steps.iter().any(|step| step.enabled && moves(step))
}

fn lines_before(source: &Source) -> u64 {
    let names = match source.header {
        Some(true) => u64::from(source.header_rows.unwrap_or(1)),
        _ => 0,
    };
    match source.format {
        Format::Csv | Format::Tsv | Format::FixedWidth => source.skipped.unwrap_or(0) + names,
        Format::Xlsx | Format::Xlsb | Format::Xls | Format::Ods => first_row(source).saturating_sub(1) + names,
        _ => 0,
    }
}

/// The first row of the range: 4 of `B4:H200`.
fn first_row(source: &Source) -> u64 {
    let range = source.range.as_deref().unwrap_or("A1");
    let corner = range.split(':').next().unwrap_or(range);
    corner
        .trim_start_matches(|letter: char| !letter.is_ascii_digit())
        .parse()
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::dataset::Type;

    fn dataset(format: Format, skipped: Option<u64>, range: Option<&str>) -> Dataset {
        let source = Source {
            format,
            skipped,
            header: Some(true),
            range: range.map(str::to_owned),
            ..Source::default()
        };
        Dataset {
            name: "a".into(),
            rows: 9,
            columns: Vec::new(),
            bytes: 0,
            source,
            steps: Vec::new(),
            set_aside: 1,
        }
    }

    fn retype(column: &str) -> Step {
        Operation::Retype {
            column: column.into(),
            to: Type::Integer,
            dates: None,
            decimal: None,
        }
        .into()
    }

    #[test]
    fn cells_have_their_row_in_the_table() {
        let odd = |row, column: Option<&str>| Odd {
            row,
            column: column.map(str::to_owned),
            ..Odd::default()
        };
        let text = dataset(Format::Csv, Some(2), None);
        let sheet = dataset(Format::Xlsx, None, Some("B4:H200"));
        for (odd, dataset, steps, expected) in [
            (odd(7, Some("qty")), &text, vec![], Some((0, 4))),
            (odd(3, Some("qty")), &text, vec![], None),
            (odd(6, Some("qty")), &sheet, vec![], Some((0, 2))),
            (odd(7, None), &text, vec![], None),
            (
                odd(7, Some("qty")),
                &text,
                vec![retype("price"), retype("qty")],
                Some((1, 7)),
            ),
        ] {
            let found = place(&odd, dataset, &steps).map(|place| (place.before, place.row));
            assert_eq!(found, expected, "{odd:?}");
        }
        let place = Place { before: 1, row: 7 };
        let steps = corrected(vec![retype("price"), retype("qty")], place, "qty", "12");
        assert_eq!(steps[1].operation.said(), "Set qty in row 7 to “12”");
        assert!(keep_rows(&steps));
        assert_eq!(repaired(&odd(7, Some("qty")), place, &steps), Some("12".into()));
    }
}
