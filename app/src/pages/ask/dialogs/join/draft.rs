//! A join as it is filled in.

use spec::dataset::{Column, Type};
use spec::join::{Join, JoinKind, Key, Nearest, Side};
use spec::question::Query;

/// A join as it is filled in; a key without columns is left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// What is filled in.
    pub join: Join,
}

impl Draft {
    /// As it is.
    pub(super) fn of(join: Join) -> Self {
        Self { join }
    }

    /// About another dataset.
    pub(super) fn about(&mut self, dataset: String) {
        self.join = Join {
            dataset,
            kind: self.join.kind,
            ..Join::default()
        };
    }

    /// Fills in what names tell: columns of one name, a `customer_id` beside an `id` of customers, and times to be near.
    pub(super) fn guess(&mut self, left: &[Column], right: &[Column]) {
        let dataset = self.join.dataset.to_lowercase();
        let own = dataset.trim_end_matches('s');
        let points = |name: &str| {
            let name = name.to_lowercase();
            ["id", "key", "code", "name"]
                .iter()
                .any(|end| name == format!("{own}_{end}"))
        };
        let pointing = left.iter().find_map(|from| {
            let to = right.iter().find(|to| to.kind == from.kind && is_key(&to.name))?;
            points(&from.name).then(|| Key {
                left: from.name.clone(),
                right: to.name.clone(),
            })
        });
        let common = || {
            let both = left
                .iter()
                .filter(|from| right.iter().any(|to| to.name == from.name && to.kind == from.kind));
            let mut both: Vec<_> = both.filter(|column| is_joinable(column.kind)).collect();
            both.sort_by_key(|column| !is_key(&column.name));
            both.first().map(|column| Key::same(&column.name))
        };
        self.join.on = pointing.or_else(common).into_iter().collect();
        let time = |columns: &[Column]| {
            columns
                .iter()
                .find(|column| column.kind.is_time())
                .map(|column| column.name.clone())
        };
        self.join.nearest = time(left).zip(time(right)).map(|(left, right)| Nearest {
            left,
            right,
            side: Side::Before,
        });
    }

    /// Gives it a name where its own is taken.
    pub(super) fn call(&mut self, base: &Query) {
        let taken: Vec<_> = std::iter::once(base.from.as_str())
            .chain(base.joins.iter().map(Join::prefix))
            .collect();
        if taken.contains(&self.join.dataset.as_str()) {
            let names = (2..).map(|number| format!("{}_{number}", self.join.dataset));
            self.join.name = names.take(100).find(|name| !taken.contains(&name.as_str()));
        }
    }

    /// The join; none while it lacks something.
    pub(super) fn built(&self) -> Option<Join> {
        let mut join = self.join.clone();
        join.on.retain(|key| !key.left.is_empty() && !key.right.is_empty());
        if join.kind != JoinKind::AsOf {
            join.nearest = None;
        }
        join.name.take_if(|name| name.trim().is_empty());
        let is_held = !join.on.is_empty() || join.nearest.is_some();
        (is_held && !join.dataset.is_empty()).then_some(join)
    }
}

fn is_key(name: &str) -> bool {
    let name = name.to_lowercase();
    ["id", "key", "code", "number", "no"]
        .iter()
        .any(|end| name == *end || name.ends_with(&format!("_{end}")) || name.ends_with(&format!(" {end}")))
}

fn is_joinable(kind: Type) -> bool {
    !matches!(kind, Type::List | Type::Struct | Type::Float)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_likeliest_keys() {
        let columns = |all: &[(&str, Type)]| {
            let columns = all.iter().map(|(name, kind)| Column {
                name: (*name).to_owned(),
                kind: *kind,
                nullable: false,
            });
            columns.collect::<Vec<_>>()
        };
        let guessed = |left: &[(&str, Type)], right: &[(&str, Type)]| {
            let mut draft = Draft::of(Join::default());
            draft.about("customers".into());
            draft.guess(&columns(left), &columns(right));
            let keys = draft
                .join
                .on
                .into_iter()
                .map(|key| format!("{} = {}", key.left, key.right));
            keys.collect::<Vec<_>>().join(", ")
        };
        use Type::{Integer, Text};
        for (left, right, expected) in [
            (
                &[("id", Integer), ("customer_id", Integer)][..],
                &[("id", Integer), ("name", Text)][..],
                "customer_id = id",
            ),
            (
                &[("name", Text), ("customer_code", Text)],
                &[("name", Text), ("customer_code", Text)],
                "customer_code = customer_code",
            ),
            (&[("a", Text)], &[("b", Text)], ""),
        ] {
            assert_eq!(guessed(left, right), expected);
        }
    }
}
