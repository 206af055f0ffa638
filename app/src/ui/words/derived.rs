//! Derived columns in words.

use spec::derived::{Calculation, Derived, Fold, Reference, Ties};
use spec::question::Order;

/// What a derived column is usually called: `running total of revenue`, `share of revenue in each region`.
pub(crate) fn name(derived: &Derived) -> String {
    let of = &derived.of;
    let words = match &derived.how {
        Calculation::Running(fold) => format!("{} of {of}", running(*fold)),
        Calculation::Moving { fold, before, after } => {
            format!("moving {} of {of} ({})", folded(*fold), before + after + 1)
        }
        Calculation::Window(fold) => format!("overall {} of {of}", folded(*fold)),
        Calculation::ToDate(unit) => format!("{of}, {} to date", super::unit(*unit)),
        Calculation::Value(other) => format!("{of}, {}", place(*other)),
        Calculation::Difference(other) => format!("{of}, change from {}", place(*other)),
        Calculation::Change(other) => format!("{of}, % change from {}", place(*other)),
        Calculation::Share => format!("share of {of}"),
        Calculation::Rank { order, .. } if *order == Order::Ascending => format!("rank of {of}, smallest first"),
        Calculation::Rank { .. } => format!("rank of {of}"),
        Calculation::PercentRank => format!("percent rank of {of}"),
        Calculation::Tile(4) => format!("quarter of {of}"),
        Calculation::Tile(parts) => format!("part of {of} ({parts})"),
        Calculation::Expression(text) => return text.clone(),
    };
    // Along a timeline it goes without saying that each group has its own.
    let is_among = !walks(&derived.how);
    match is_among && !derived.within.is_empty() {
        true => format!("{words} in each {}", derived.within.join(" and ")),
        false => words,
    }
}

/// A way to work a column out, as a menu offers it.
pub(crate) fn way(how: &Calculation) -> String {
    match how {
        Calculation::Running(Fold::Sum) => "Running total".into(),
        Calculation::Running(fold) => super::capitalised(&running(*fold)),
        Calculation::Moving { fold, before, after } => {
            format!("Moving {} of {}", folded(*fold), before + after + 1)
        }
        Calculation::Window(fold) => format!("Overall {}", folded(*fold)),
        Calculation::ToDate(unit) => format!("{} to date", super::capitalised(super::unit(*unit))),
        Calculation::Value(other) => super::capitalised(&place(*other)),
        Calculation::Difference(other) => format!("Change from {}", place(*other)),
        Calculation::Change(other) => format!("Percent change from {}", place(*other)),
        Calculation::Share => "Percent of total".into(),
        Calculation::Rank { order, ties } => rank(*order, *ties),
        Calculation::PercentRank => "Percent rank".into(),
        Calculation::Tile(4) => "Quarter (1 to 4)".into(),
        Calculation::Tile(parts) => format!("In {parts} equal parts"),
        Calculation::Expression(_) => "Expression".into(),
    }
}

fn rank(order: Order, ties: Ties) -> String {
    let end = match order {
        Order::Descending => "Rank",
        Order::Ascending => "Rank, smallest first",
    };
    match ties {
        Ties::Competition => end.into(),
        Ties::Dense => format!("{end}, no gaps"),
        Ties::Ordinal => format!("{end}, no ties"),
    }
}

/// Whether the order of the rows matters to it.
pub(crate) fn walks(how: &Calculation) -> bool {
    match how {
        Calculation::Running(_)
        | Calculation::Moving { .. }
        | Calculation::ToDate(_)
        | Calculation::Value(_)
        | Calculation::Difference(_)
        | Calculation::Change(_) => true,
        Calculation::Window(_)
        | Calculation::Share
        | Calculation::Rank { .. }
        | Calculation::PercentRank
        | Calculation::Tile(_)
        | Calculation::Expression(_) => false,
    }
}

fn running(fold: Fold) -> String {
    match fold {
        Fold::Sum => "running total".into(),
        other => format!("running {}", folded(other)),
    }
}

fn folded(fold: Fold) -> &'static str {
    match fold {
        Fold::Sum => "sum",
        Fold::Mean => "average",
        Fold::Min => "lowest",
        Fold::Max => "highest",
        Fold::Count => "count",
    }
}

fn place(reference: Reference) -> String {
    match reference {
        Reference::Before(1) => "the previous".into(),
        Reference::Before(rows) => format!("{rows} before"),
        Reference::After(1) => "the next".into(),
        Reference::After(rows) => format!("{rows} after"),
        Reference::First => "the first".into(),
        Reference::Last => "the last".into(),
        Reference::Earlier { count: 1, unit } => format!("a {} earlier", super::unit(unit)),
        Reference::Earlier { count, unit } => format!("{count} {}s earlier", super::unit(unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::filter::Unit;

    #[test]
    fn names() {
        let earlier = |count| Reference::Earlier {
            count,
            unit: Unit::Year,
        };
        let named = |how: Calculation, within: &[&str]| {
            name(&Derived {
                name: String::new(),
                of: "revenue".into(),
                how,
                within: within.iter().map(|&name| name.to_owned()).collect(),
                along: Vec::new(),
            })
        };
        for (how, within, expected) in [
            (
                Calculation::Running(Fold::Sum),
                &["region"][..],
                "running total of revenue",
            ),
            (Calculation::Share, &["region"], "share of revenue in each region"),
            (
                Calculation::Change(earlier(1)),
                &[],
                "revenue, % change from a year earlier",
            ),
            (
                Calculation::Difference(Reference::Before(1)),
                &[],
                "revenue, change from the previous",
            ),
            (Calculation::ToDate(Unit::Year), &[], "revenue, year to date"),
            (
                Calculation::Moving {
                    fold: Fold::Mean,
                    before: 2,
                    after: 0,
                },
                &[],
                "moving average of revenue (3)",
            ),
        ] {
            assert_eq!(named(how, within), expected);
        }
    }
}
