//! A dashboard as a page of its own: which small tables it carries, and how each tile's figures are made from them.
//!
//! A carried table has a row for each combination of what tiles group by and filters ask for, with sums, counts and extremes.
//! From it come the figures of every tile under every pick. What cannot be made from it says why.

mod figures;

use crate::control::{self, Control, ControlKind};
use crate::dashboard::{Dashboard, TileId};
use crate::dataset::Dataset;
use crate::filter::Filter;
use crate::model::Model;
use crate::question::{Grain, Group, Grouping, Measure, Query, Question};
use crate::reach::Ground;
use figures::figure;
use serde::Serialize;

/// Which tables are carried, and how tiles are made from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The tables.
    pub cubes: Vec<Cube>,
    /// How each tile that shows an answer is made.
    pub tiles: Vec<Making>,
}

/// One carried table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cube {
    /// The dataset that it is of.
    pub dataset: String,
    /// What its rows are told apart by.
    pub sides: Vec<Side>,
    /// What is worked out for each row.
    pub measures: Vec<Measure>,
    /// Where its rows come from, without groups and measures.
    base: Query,
}

/// What the rows of a carried table are told apart by.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// The column.
    pub column: String,
    /// How its values form groups.
    pub by: Grouping,
}

/// A tile, and how it is made.
#[derive(Clone, Debug, PartialEq)]
pub struct Making {
    /// Which tile.
    pub id: TileId,
    /// What it asks on the page before anyone filters.
    pub question: Question,
    /// From what its figures are made; why they cannot be, otherwise.
    pub recipe: Result<Recipe, String>,
}

/// How a tile's figures are made from a carried table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recipe {
    /// Which table.
    pub cube: usize,
    /// Which of its sides the tile groups by, in the order of the answer's columns.
    pub groups: Vec<usize>,
    /// The figures, in the order of the answer's columns behind the groups.
    pub figures: Vec<Figure>,
    /// The group of which only the leading values are shown by name, and the rest as one.
    pub other: Option<usize>,
    /// Whether the answer holds only some of the groups.
    pub is_part: bool,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// How it is made.
    pub how: How,
    /// From which of the table's measures.
    pub parts: Vec<usize>,
}

/// How a figure of several rows is made from theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Added; 0 of nothing.
    Count,
    /// Added; nothing of nothing.
    Sum,
    /// The first added, by the second added.
    Mean,
    /// The smallest.
    Min,
    /// The largest.
    Max,
    /// Added, as a part of all rows.
    Share,
}

impl Plan {
    /// How a dashboard becomes a page.
    pub fn of(dashboard: &Dashboard, datasets: &[Dataset], model: &Model) -> Self {
        let mut plan = Self::default();
        let ground = Ground { datasets, model };
        let asked: Vec<_> = dashboard
            .tiles
            .iter()
            .filter_map(|placed| {
                Some((
                    &placed.id,
                    asked(dashboard, &placed.id, &placed.tile()?.question, &ground),
                ))
            })
            .collect();
        for (id, question) in &asked {
            let recipe = match question {
                Question::Query(query) => plan.make(query, datasets, model),
                Question::Sql(_) => Err("it is asked in SQL".to_owned()),
            };
            plan.tiles.push(Making {
                id: (*id).clone(),
                question: question.clone(),
                recipe,
            });
        }
        plan.add_sides(&sides(dashboard, &plan, &ground), datasets);
        plan
    }

    /// Leaves a side out of a table, which is then smaller; tiles that group by it cannot be made any more.
    pub fn leave_out(&mut self, cube: usize, side: usize) {
        let Some(table) = self.cubes.get_mut(cube) else { return };
        let left_out = table.sides.remove(side);
        for making in &mut self.tiles {
            let Ok(recipe) = &mut making.recipe else { continue };
            if recipe.cube != cube {
                continue;
            }
            if recipe.groups.contains(&side) {
                making.recipe = Err(format!("{} has too many values to carry", left_out.column));
                continue;
            }
            for group in recipe.groups.iter_mut().filter(|group| **group > side) {
                *group -= 1;
            }
        }
    }

    /// Finds a place for a query's groups and measures in a table.
    fn make(&mut self, query: &Query, datasets: &[Dataset], model: &Model) -> Result<Recipe, String> {
        refuse(query)?;
        let dataset = datasets.iter().find(|dataset| dataset.name == query.from);
        let dataset = dataset.ok_or_else(|| format!("{} is not open", query.from))?;
        let mut figures = Vec::new();
        for measure in &query.measures {
            figures.push(figure(measure, dataset, model)?);
        }
        let base = base(query);
        let cube = self.cubes.iter().position(|cube| cube.base == base);
        let cube = cube.unwrap_or_else(|| {
            self.cubes.push(Cube {
                dataset: query.from.clone(),
                sides: Vec::new(),
                measures: Vec::new(),
                base,
            });
            self.cubes.len() - 1
        });
        let Some(table) = self.cubes.get_mut(cube) else {
            return Err("there is no table for it".to_owned());
        };
        let groups: Vec<_> = query.groups.iter().map(|group| table.side(&Side::of(group))).collect();
        let figures = figures
            .into_iter()
            .map(|(how, parts)| Figure {
                how,
                parts: parts.into_iter().map(|part| table.measure(part)).collect(),
            })
            .collect();
        Ok(Recipe {
            cube,
            other: other(query),
            is_part: query.limit.is_some() || query.top.as_ref().is_some_and(|top| !top.other),
            groups,
            figures,
        })
    }

    /// Adds what tiles and filters of the same dataset are picked by.
    fn add_sides(&mut self, sides: &[(String, Side)], datasets: &[Dataset]) {
        for cube in &mut self.cubes {
            let dataset = datasets.iter().find(|dataset| dataset.name == cube.dataset);
            for (of, side) in sides {
                let has_column = dataset.is_some_and(|dataset| dataset.column(&side.column).is_some())
                    || cube.base.calculated.iter().any(|one| one.name == side.column);
                if *of == cube.dataset && has_column {
                    cube.side(side);
                }
            }
        }
    }
}

impl Cube {
    /// The question that gives the table: its sides, then its measures.
    pub fn query(&self) -> Query {
        let groups = self.sides.iter().enumerate().map(|(index, side)| Group {
            column: side.column.clone(),
            by: side.by,
            name: Some(format!("side {index}")),
        });
        let measures = self.measures.iter().enumerate().map(|(index, measure)| Measure {
            name: Some(format!("measure {index}")),
            ..measure.clone()
        });
        Query {
            groups: groups.collect(),
            measures: measures.collect(),
            ..self.base.clone()
        }
    }

    fn side(&mut self, side: &Side) -> usize {
        let known = self.sides.iter().position(|known| known == side);
        known.unwrap_or_else(|| {
            self.sides.push(side.clone());
            self.sides.len() - 1
        })
    }

    fn measure(&mut self, measure: Measure) -> usize {
        let known = self.measures.iter().position(|known| *known == measure);
        known.unwrap_or_else(|| {
            self.measures.push(measure);
            self.measures.len() - 1
        })
    }
}

impl Side {
    /// By what a group tells rows apart.
    fn of(group: &Group) -> Self {
        Self {
            column: group.column.clone(),
            by: group.by,
        }
    }

    /// By what a filter of a dashboard tells rows apart.
    pub fn of_control(control: &Control) -> Self {
        Self {
            column: control.column.clone(),
            by: match control.kind {
                ControlKind::Date => Grouping::Grain(Grain::Day),
                ControlKind::List | ControlKind::Range | ControlKind::Text => Grouping::Value,
            },
        }
    }

    /// What it is found by on the page.
    pub fn key(&self) -> String {
        format!(
            "{} {}",
            self.column,
            serde_json::to_string(&self.by).unwrap_or_default()
        )
    }
}

/// Whether a filter can be set on the page; one that counts from today stays as it is when the page is made.
pub fn is_free(control: &Control) -> bool {
    match &control.filter {
        None => true,
        Some(Filter::In { by, .. }) => by.is_value(),
        Some(Filter::Between { .. } | Filter::Compare { .. } | Filter::Contains { .. }) => true,
        Some(_) => false,
    }
}

/// Whether a filter can be set on the page for a tile: its rows have the column themselves.
pub fn can_be_set(control: &Control, id: &TileId, question: &Question, ground: &Ground<'_>) -> bool {
    let Question::Query(query) = question else {
        return false;
    };
    is_free(control) && !control.except.contains(id) && ground.has(query, &control.dataset, &control.column)
}

/// A tile's question as the page starts from it: under the dashboard's parameters, and the filters that cannot be set there.
fn asked(dashboard: &Dashboard, id: &TileId, question: &Question, ground: &Ground<'_>) -> Question {
    let Question::Query(query) = question else {
        return question.clone();
    };
    let controls = dashboard.controls.iter();
    let fixed = controls.filter(|control| !control.except.contains(id) && !can_be_set(control, id, question, ground));
    let wishes: Vec<_> = fixed.filter_map(Control::wish).collect();
    let reached = ground.reach(query, &wishes);
    Question::Query(control::set(
        &reached.query.filtered(&reached.filters),
        &dashboard.settings,
    ))
}

/// What tiles of each dataset are told apart by, and what filters ask for.
fn sides(dashboard: &Dashboard, plan: &Plan, ground: &Ground<'_>) -> Vec<(String, Side)> {
    let makings = plan.tiles.iter().filter(|making| making.recipe.is_ok());
    let queries: Vec<_> = makings
        .filter_map(|making| match &making.question {
            Question::Query(query) => Some((&making.id, &making.question, query)),
            Question::Sql(_) => None,
        })
        .collect();
    let of_tiles = queries
        .iter()
        .flat_map(|(.., query)| query.groups.iter().map(|group| (query.from.clone(), Side::of(group))));
    let of_controls = dashboard.controls.iter().flat_map(|control| {
        let reached = queries
            .iter()
            .filter(|(id, question, _)| can_be_set(control, id, question, ground));
        reached.map(|(.., query)| (query.from.clone(), Side::of_control(control)))
    });
    of_tiles.chain(of_controls).collect()
}

/// Where a query's rows come from.
fn base(query: &Query) -> Query {
    Query {
        groups: Vec::new(),
        measures: Vec::new(),
        top: None,
        sort: Vec::new(),
        limit: None,
        ..query.clone()
    }
}

fn other(query: &Query) -> Option<usize> {
    let top = query.top.as_ref().filter(|top| top.other)?;
    let ranked = match &top.group {
        None => 0,
        Some(name) => query.groups.iter().position(|group| group.name() == *name)?,
    };
    (ranked < query.groups.len()).then_some(ranked)
}

/// What the figures of parts cannot say.
fn refuse(query: &Query) -> Result<(), String> {
    let reasons = [
        (query.is_rows(), "it shows single rows"),
        (query.having.is_some(), "it keeps groups by their figures"),
        (
            !query.derived.is_empty() || query.qualify.is_some(),
            "it has columns worked out over the answer",
        ),
        (!query.totals.is_none(), "it has totals"),
        (query.pivot.is_some(), "it is a cross table"),
        (query.offset.is_some(), "it leaves the first rows out"),
        (query.sample.is_some(), "it is about a sample"),
        (
            query.top.as_ref().is_some_and(|top| !top.within.is_empty()),
            "it ranks within groups",
        ),
    ];
    match reasons.into_iter().find(|(holds, _)| *holds) {
        Some((_, reason)) => Err(reason.to_owned()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
