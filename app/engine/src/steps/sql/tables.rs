//! Steps on rows and whole tables as SQL statements.

use super::{Before, Unwritten};
use crate::sql;
use crate::sql::explain::condition::plain;
use crate::sql::explain::words::{identifier, text};
use crate::steps::pivot::EMPTY;
use spec::dataset::Type;
use spec::question::{Aggregate, Grouping, Measure, Query};
use spec::step::{JoinKind, Operation};

impl Before<'_> {
    /// A step on rows and whole tables.
    pub(super) fn table(&self, operation: &Operation) -> Result<String, Unwritten> {
        let from = self.from;
        match operation {
            Operation::Filter { filter } => {
                let met = plain(filter).map_err(unwritten)?;
                Ok(format!("select * from {from} where {met}"))
            }
            Operation::Sort { by } => whole(&Query {
                from: from.to_owned(),
                sort: by.clone(),
                ..Query::default()
            }),
            Operation::Deduplicate { columns } => Ok(match columns.is_empty() {
                true => format!("select distinct * from {from}"),
                false => format!(
                    "select * from {from} qualify row_number() over (partition by {}) = 1",
                    listed(columns)
                ),
            }),
            Operation::Group { by, measures } => {
                if by.iter().any(|group| matches!(group.by, Grouping::Bins(_))) {
                    return Err("because the width of its bins depends on the data");
                }
                whole(&Query {
                    from: from.to_owned(),
                    groups: by.clone(),
                    measures: measures.clone(),
                    ..Query::default()
                })
            }
            Operation::Unpivot { columns, names, values } => Ok(self.unpivot(columns, names, values)),
            Operation::Pivot { rows, column, measure } => self.pivot(rows, column, measure),
            Operation::Union { dataset } => self.union(dataset),
            Operation::Join { dataset, kind, on } => self.join(dataset, *kind, on),
            _ => Err("because SQL has no words for it"),
        }
    }

    fn unpivot(&self, columns: &[String], names: &str, values: &str) -> String {
        let kept: Vec<String> = self
            .columns
            .iter()
            .filter(|column| !columns.contains(&column.name))
            .map(|column| identifier(&column.name))
            .collect();
        let as_text = self
            .after
            .iter()
            .any(|column| column.name == values && column.kind == Type::Text);
        let parts = columns.iter().map(|name| {
            let cells = match as_text {
                true => self.spelled(name),
                false => identifier(name),
            };
            let mut items = kept.clone();
            items.push(format!("{} as {}", text(name), identifier(names)));
            items.push(format!("{cells} as {}", identifier(values)));
            self.select(items.into_iter())
        });
        parts.collect::<Vec<_>>().join(" union all ")
    }

    fn pivot(&self, rows: &[String], name: &str, measure: &Measure) -> Result<String, Unwritten> {
        if !matches!(self.kind(name), Type::Text | Type::Integer | Type::Boolean) {
            return Err("because its columns are no plain values");
        }
        let given = |name: &str| rows.iter().any(|row| name.starts_with(&format!("{row}_")));
        let mut new = self.after.iter().skip(rows.len());
        if new.any(|column| given(&column.name) || column.name.starts_with(&format!("{EMPTY}_"))) {
            return Err("because some of its columns are not named as their values");
        }
        let mut items: Vec<String> = rows.iter().map(|name| identifier(name)).collect();
        let key = identifier(name);
        for column in self.after.iter().skip(rows.len()) {
            let met = match (column.name.as_str(), self.kind(name)) {
                (EMPTY, _) => format!("{key} is null"),
                (value, Type::Text) => format!("{key} = {}", text(value)),
                (value, _) => format!("{key} = {value}"),
            };
            items.push(format!("{} as {}", figure(measure, &met)?, identifier(&column.name)));
        }
        let grouped = self.select(items.into_iter());
        let ordinals: Vec<String> = (1..=rows.len()).map(|at| at.to_string()).collect();
        Ok(match rows.is_empty() {
            true => grouped,
            false => format!("{grouped} group by {0} order by {0}", ordinals.join(", ")),
        })
    }

    fn union(&self, dataset: &str) -> Result<String, Unwritten> {
        let other = self
            .catalog
            .entry(dataset)
            .map_err(|_closed| "because the other dataset is not open")?;
        let side = |has: &dyn Fn(&str) -> Option<Type>| -> Vec<String> {
            let item = |column: &spec::dataset::Column| {
                let name = identifier(&column.name);
                match (has(&column.name), column.kind) {
                    (None, _) => format!("null as {name}"),
                    (Some(kind), Type::Text) if kind != Type::Text => format!("{name}::text as {name}"),
                    _ => name,
                }
            };
            self.after.iter().map(item).collect()
        };
        let ours = side(&|name| {
            self.columns
                .iter()
                .find(|column| column.name == name)
                .map(|column| column.kind)
        });
        let theirs = side(&|name| other.dataset.column(name).map(|column| column.kind));
        Ok(format!(
            "select {} from {} union all select {} from {}",
            ours.join(", "),
            self.from,
            theirs.join(", "),
            identifier(&other.dataset.name)
        ))
    }

    fn join(&self, dataset: &str, kind: JoinKind, on: &[(String, String)]) -> Result<String, Unwritten> {
        let other = self
            .catalog
            .entry(dataset)
            .map_err(|_closed| "because the other dataset is not open")?;
        let (from, whose) = (self.from, identifier(&other.dataset.name));
        let cell = |table: &str, name: &str| format!("{table}.{}", identifier(name));
        let mut items: Vec<String> = Vec::new();
        for column in self.columns {
            let ours = cell(from, &column.name);
            let pair = on.iter().find(|(mine, _)| *mine == column.name);
            items.push(match (kind, pair) {
                (JoinKind::Full, Some((_, theirs))) => {
                    let either = format!("coalesce({ours}, {})", cell(&whose, theirs));
                    format!("{either} as {}", identifier(&column.name))
                }
                _ => ours,
            });
        }
        let beside = other.dataset.columns.iter();
        let beside = beside.filter(|column| !on.iter().any(|(_, theirs)| *theirs == column.name));
        if !matches!(kind, JoinKind::Semi | JoinKind::Anti) {
            for (column, after) in beside.zip(&self.after[self.columns.len()..]) {
                let cell = cell(&whose, &column.name);
                items.push(match column.name == after.name {
                    true => cell,
                    false => format!("{cell} as {}", identifier(&after.name)),
                });
            }
        }
        let word = match kind {
            JoinKind::Inner => "join",
            JoinKind::Left => "left join",
            JoinKind::Full => "full join",
            JoinKind::Semi => "left semi join",
            JoinKind::Anti => "left anti join",
        };
        let met: Vec<String> = on
            .iter()
            .map(|(mine, theirs)| format!("{} = {}", cell(from, mine), cell(&whose, theirs)))
            .collect();
        Ok(format!(
            "{} {word} {whose} on {}",
            self.select(items.into_iter()),
            met.join(" and ")
        ))
    }
}

fn listed(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| identifier(name)).collect();
    names.join(", ")
}

/// A measure over the rows that meet a condition.
fn figure(measure: &Measure, met: &str) -> Result<String, Unwritten> {
    let Some(column) = measure.column.as_deref().map(identifier) else {
        return match measure.aggregate {
            Aggregate::Count => Ok(format!("count(case when {met} then 1 end)")),
            _ => Err("because SQL has no short words for it"),
        };
    };
    let cells = format!("case when {met} then {column} end");
    Ok(match measure.aggregate {
        Aggregate::Count => format!("count({cells})"),
        Aggregate::Sum => format!("sum({cells})"),
        Aggregate::Mean => format!("avg({cells})"),
        Aggregate::Min => format!("min({cells})"),
        Aggregate::Max => format!("max({cells})"),
        Aggregate::Distinct => format!("count(distinct {cells})"),
        Aggregate::Deviation => format!("stddev_samp({cells})"),
        _ => return Err("because SQL has no short words for it"),
    })
}

/// A query's statement on one line.
fn whole(query: &Query) -> Result<String, Unwritten> {
    let statement = sql::unseen(query).map_err(unwritten)?;
    Ok(statement.replace('\n', " "))
}

fn unwritten(_error: crate::error::Error) -> Unwritten {
    "because SQL has no words for it"
}
