//! Measures at a level of their own: each is worked out in a part before the statement, and put beside the groups it belongs to.

use crate::error::Error;
use crate::sql::explain::context::Context;
use crate::sql::explain::figure;
use crate::sql::explain::grouped;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::select::Select;
use spec::question::{Group, Level, Measure, Query};

/// The groups with the figures of other levels beside them, in the order of the measures.
pub(super) fn beside(query: &Query, scope: &Scope, context: &Context<'_>) -> Result<Select, Error> {
    let plain = Query {
        measures: query
            .measures
            .iter()
            .filter(|measure| measure.level.is_none())
            .cloned()
            .collect(),
        ..query.clone()
    };
    let mut answer = match plain.is_rows() {
        true => Select {
            from: "(select 1) as one".to_owned(),
            ..Select::default()
        },
        false => grouped::groups(&plain, scope, context)?.wrapped("grouped", context),
    };
    let keys: Vec<Known> = answer.columns[..query.groups.len()].to_vec();
    let mut columns = keys.clone();
    let mut at = 0;
    for measure in &query.measures {
        let Some(level) = &measure.level else {
            columns.extend(
                answer
                    .columns
                    .iter()
                    .find(|known| known.name == measure.name())
                    .cloned(),
            );
            continue;
        };
        at += 1;
        let leveled = Leveled::new(query, measure, level, at, scope, context)?;
        answer.from.push_str(&leveled.joined(&keys));
        columns.push(Known {
            written: leveled.figure.clone(),
            ..Known::named(&measure.name(), leveled.of.kind, true)
        });
    }
    answer.columns = columns;
    answer.all = false;
    Ok(answer)
}

/// Whether a measure of the query has a level of its own.
pub(super) fn has(query: &Query) -> bool {
    query.measures.iter().any(|measure| measure.level.is_some())
}

/// A part with the figures of a level.
struct Leveled {
    part: String,
    /// The names of its keys, and which of the answer's groups they are.
    keys: Vec<(String, usize)>,
    figure: String,
    of: Known,
}

impl Leveled {
    fn new(
        query: &Query,
        measure: &Measure,
        level: &Level,
        at: usize,
        scope: &Scope,
        context: &Context<'_>,
    ) -> Result<Self, Error> {
        let (prefix, figure) = (format!("level_{at}"), format!("level_{at}_figure"));
        let is_kept = |group: &Group| match level {
            Level::Fixed(names) => names.contains(&group.name()),
            Level::Exclude(names) => !names.contains(&group.name()),
            Level::Include { .. } => true,
        };
        let mut inner = Query {
            from: query.from.clone(),
            filter: query.filter.clone(),
            measures: vec![Measure {
                level: None,
                name: Some(figure.clone()),
                ..measure.clone()
            }],
            ..Query::default()
        };
        let mut keys = Vec::new();
        for (place, group) in query.groups.iter().enumerate().filter(|(_, group)| is_kept(group)) {
            let name = format!("{prefix}_key_{}", keys.len() + 1);
            inner.groups.push(Group {
                name: Some(name.clone()),
                ..group.clone()
            });
            keys.push((name, place));
        }
        let mut select = match level {
            Level::Include { groups, then } => {
                let outer = inner.groups.len();
                for (place, group) in groups.iter().enumerate() {
                    inner.groups.push(Group {
                        name: Some(format!("{prefix}_more_{}", place + 1)),
                        ..group.clone()
                    });
                }
                let finer = grouped::groups(&inner, scope, context)?.wrapped(&format!("{prefix}_parts"), context);
                let combined = Measure {
                    name: Some(figure.clone()),
                    ..Measure::of(*then, &figure)
                };
                let mut select = finer.clone();
                select.columns.truncate(outer);
                select
                    .columns
                    .push(figure::figure(&combined, None, &finer.scope(), context)?);
                select.has_windows = figure::has_window(&combined);
                select.groups = (1..=outer).map(|ordinal| ordinal.to_string()).collect();
                select.all = false;
                select
            }
            _ => grouped::groups(&inner, scope, context)?,
        };
        let of = select
            .columns
            .pop()
            .unwrap_or_else(|| Known::named(&figure, None, true));
        select.columns.push(of.clone());
        Ok(Self {
            part: context.define(&prefix, &select.text()),
            keys,
            figure,
            of,
        })
    }

    /// What puts it beside the groups.
    fn joined(&self, keys: &[Known]) -> String {
        let met: Vec<String> = self.keys.iter().map(|(name, at)| keys[*at].same(name)).collect();
        match met.is_empty() {
            true => format!(" cross join {}", self.part),
            false => format!(" left join {} on {}", self.part, met.join(" and ")),
        }
    }
}
