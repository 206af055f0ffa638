//! Joins and samples in words.

use spec::join::{Join, JoinKind, Key, Sample};

/// A join in words: `customers`, `not in customers`.
pub(crate) fn join(join: &Join) -> String {
    let name = match &join.name {
        Some(name) if *name != join.dataset => format!("{} as {name}", join.dataset),
        _ => join.dataset.clone(),
    };
    match join.kind {
        JoinKind::Left => name,
        JoinKind::Inner => format!("{name}, only with a partner"),
        JoinKind::Full => format!("{name}, all of both"),
        JoinKind::Semi => format!("only those in {name}"),
        JoinKind::Anti => format!("only those not in {name}"),
        JoinKind::AsOf => format!("{name}, the nearest"),
    }
}

/// A kind of join as a dialog offers it: what it is called, and what it does.
pub(crate) fn kind(kind: JoinKind) -> (&'static str, &'static str) {
    match kind {
        JoinKind::Left => ("Keep all rows", "and add what matches"),
        JoinKind::Inner => ("Only rows with a partner", "and add what matches"),
        JoinKind::Full => ("Keep all rows of both", "matched where they match"),
        JoinKind::Semi => ("Only rows with a partner", "without adding its columns"),
        JoinKind::Anti => ("Only rows without a partner", "such as customers who never bought"),
        JoinKind::AsOf => ("Keep all rows", "and add the nearest in time or size"),
    }
}

/// Keys in words: `customer_id = id`.
pub(crate) fn keys(keys: &[Key]) -> String {
    let keys = keys.iter().map(|key| match key.left == key.right {
        true => key.left.clone(),
        false => format!("{} = {}", key.left, key.right),
    });
    keys.collect::<Vec<_>>().join(" and ")
}

/// A sample in words: `1,000 rows`, `10% of the rows`.
pub(crate) fn sample(sample: Sample) -> String {
    match sample {
        Sample::Rows { count, .. } => crate::ui::format::counted(count, "row"),
        Sample::Share { part, .. } => format!("{}% of the rows", super::number(part * 100.0)),
    }
}
