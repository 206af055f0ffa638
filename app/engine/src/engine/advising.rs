//! What makes a tile's chart easy to misread.

use super::Engine;
use crate::chart::honest::{self, Case};
use crate::chart::shape;
use crate::error::Error;
use crate::query;
use spec::advice::Advice;
use spec::answer::Table;
use spec::dashboard::Tile;
use spec::question::{Measure, Query, Question};
use std::collections::HashMap;

/// The rows behind the figures of larger answers are not counted.
const MOST_GROUPS: u64 = 5_000;

impl Engine {
    /// What is to be said of a tile's chart.
    pub(super) fn advise(&self, tile: &Tile, today: &str) -> Result<Vec<Advice>, Error> {
        let answer = self.answer(tile, &[], today)?;
        let shape = shape::read(&self.resolved(&tile.question)?, &answer.table);
        let (sizes, columns) = match &tile.question {
            Question::Query(query) => (self.sizes(query, &answer.table, today)?, self.columns(query)?),
            Question::Sql(_) => (Vec::new(), Vec::new()),
        };
        Ok(honest::advise(&Case {
            tile,
            answer: &answer,
            shape,
            sizes,
            columns,
        }))
    }

    /// How many rows each figure of an answer is worked out from.
    fn sizes(&self, query: &Query, table: &Table, today: &str) -> Result<Vec<u64>, Error> {
        if !honest::needs_sizes(query) {
            return Ok(Vec::new());
        }
        let counting = Query {
            from: query.from.clone(),
            union: query.union.clone(),
            joins: query.joins.clone(),
            sample: query.sample,
            parameters: query.parameters.clone(),
            calendar: query.calendar,
            calculated: query.calculated.clone(),
            filter: query.filter.clone(),
            groups: query.groups.clone(),
            measures: vec![Measure {
                name: Some(" rows".to_owned()),
                ..Measure::count()
            }],
            ..Query::default()
        };
        let (frame, _) = self.frame(&Question::Query(counting), today)?;
        let counted = query::table(&frame, MOST_GROUPS)?;
        let groups = query.groups.len();
        let key = |row: &[spec::value::Value]| {
            let cells = row.iter().take(groups).map(|cell| shape::key(Some(cell)));
            cells.collect::<Vec<_>>()
        };
        let sizes: HashMap<_, _> = counted
            .rows
            .iter()
            .filter_map(|row| Some((key(row), row.get(groups)?.number()? as u64)))
            .collect();
        let all = table.rows.iter().map(|row| sizes.get(&key(row)).copied());
        Ok(all.collect::<Option<Vec<_>>>().unwrap_or_default())
    }
}
