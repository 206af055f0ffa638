//! Where the rows come from by chance: datasets below and beside `sales`.

use crate::postgres::questions::Columns;
use crate::postgres::tables::Chance;
use spec::join::{Join, JoinKind, Key, Nearest, Side};
use spec::question::Query;

/// Perhaps a dataset below.
pub(super) fn union(query: &mut Query, columns: &mut Columns, chance: &mut Chance) {
    if chance.percent(12) {
        query.union.push("older".to_owned());
        columns.texts.push("origin".to_owned());
    }
}

/// Perhaps one or two datasets beside.
pub(super) fn joins(query: &mut Query, columns: &mut Columns, chance: &mut Chance) {
    for _ in 0..chance.below(4).saturating_sub(1) {
        let join = one(chance);
        if query.joins.iter().any(|known| known.prefix() == join.prefix()) {
            continue;
        }
        add(&join, columns);
        query.joins.push(join);
    }
}

fn one(chance: &mut Chance) -> Join {
    let kinds = [
        JoinKind::Inner,
        JoinKind::Left,
        JoinKind::Left,
        JoinKind::Full,
        JoinKind::Semi,
        JoinKind::Anti,
    ];
    let key = |left: &str, right: &str| {
        vec![Key {
            left: left.to_owned(),
            right: right.to_owned(),
        }]
    };
    match chance.below(5) {
        0 | 1 => Join {
            dataset: "products".to_owned(),
            kind: *chance.one(&kinds),
            on: key("product", "product"),
            ..Join::default()
        },
        2 | 3 => Join {
            dataset: "returns".to_owned(),
            kind: *chance.one(&kinds),
            on: key("id", "sale"),
            ..Join::default()
        },
        _ => Join {
            dataset: "rates".to_owned(),
            kind: JoinKind::AsOf,
            on: key("shop", "shop"),
            nearest: Some(Nearest {
                left: (*chance.one(&["day", "at"])).to_owned(),
                right: "since".to_owned(),
                side: *chance.one(&[Side::Before, Side::After, Side::Either]),
            }),
            ..Join::default()
        },
    }
}

/// The columns that a join adds, where no other join names one of them otherwise.
fn add(join: &Join, columns: &mut Columns) {
    if !join.kind.adds_columns() {
        return;
    }
    let (numbers, texts): (&[&str], &[&str]) = match join.dataset.as_str() {
        "products" => (&["weight"], &["category"]),
        "returns" => (&["amount"], &["reason"]),
        _ => (&["rate"], &[]),
    };
    columns.numbers.extend(numbers.iter().map(|name| (*name).to_owned()));
    columns.texts.extend(texts.iter().map(|name| (*name).to_owned()));
}
