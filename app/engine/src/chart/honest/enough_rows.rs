//! An average of a handful of rows says little.

use super::Case;
use crate::chart::format::write;
use crate::chart::plan::EMPTY;
use spec::advice::{Advice, Fix, Rule};

/// An average of fewer rows is a matter of luck.
const ENOUGH: u32 = 5;

pub(super) fn check(case: &Case<'_>) -> Option<Advice> {
    let query = case.query()?;
    let is_small = |size: &&u64| **size > 0 && **size < u64::from(ENOUGH);
    let small = case.sizes.iter().filter(is_small).count();
    let first = case.sizes.iter().position(|size| is_small(&size))?;
    // Where all groups are small, nothing would be left.
    let others = case.sizes.len() > small;
    let message = match (small, case.sizes.get(first)) {
        (1, Some(size)) => {
            let rows = if *size == 1 {
                "one row".to_owned()
            } else {
                format!("{size} rows")
            };
            format!("the figure{} is of {rows} only", of_group(case, first))
        }
        _ => format!(
            "{small} of {} figures are of fewer than {ENOUGH} rows each",
            case.sizes.len()
        ),
    };
    Some(Advice {
        rule: Rule::EnoughRows,
        message,
        fix: (others && !query.groups.is_empty() && query.derived.is_empty()).then_some(Fix::AtLeast(ENOUGH)),
    })
}

/// Which group a row of the answer is: ` of JFK`.
fn of_group(case: &Case<'_>, row: usize) -> String {
    let Some(group) = case.shape.groups.first().copied() else {
        return String::new();
    };
    let value = case.answer.table.rows.get(row).and_then(|row| row.get(group));
    let format = case.answer.formats.get(group).cloned().unwrap_or_default();
    match value.map(|value| write(value, &format)).unwrap_or_default() {
        name if name.trim().is_empty() => format!(" of {EMPTY}"),
        name => format!(" of {name}"),
    }
}
