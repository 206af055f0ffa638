//! The shape of a column's values: what its little picture shows, and parts in percent.

use spec::profile::ColumnProfile;

/// The shape of the values as bars in a picture of 100 by 24: where each starts, how wide and how high it is.
pub(crate) fn bars(summary: &ColumnProfile) -> Vec<(f64, f64, f64)> {
    let counts: Vec<u64> = match summary.histogram.is_empty() {
        true => summary.top.iter().map(|(_, count)| *count).collect(),
        false => summary.histogram.clone(),
    };
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    // A few values stand apart from each other; the bins of a histogram touch.
    let slots = counts.len().max(if summary.histogram.is_empty() { 4 } else { 1 }) as f64;
    let step = 100.0 / slots;
    let gap = if summary.histogram.is_empty() {
        step * 0.2
    } else {
        step * 0.08
    };
    let bar = |(index, count): (usize, &u64)| {
        let height = if *count == 0 {
            0.0
        } else {
            (*count as f64 / most * 24.0).max(1.0)
        };
        (index as f64 * step, step - gap, height)
    };
    counts.iter().enumerate().map(bar).collect()
}

/// A part of a whole, in percent.
pub(crate) fn share(part: u64, whole: u64) -> String {
    match part as f64 / whole.max(1) as f64 * 100.0 {
        few if few < 0.1 => "under 0.1%".to_owned(),
        some if some < 10.0 => format!("{some:.1}%"),
        many => format!("{many:.0}%"),
    }
}
