//! An answer's groups inside each other: what treemaps, rings and trees are drawn from.

use super::hues;
use super::matrix::{OTHER, compare, figure};
use super::plan::Plan;
use super::shape::{Shape, key, number_at};
use super::sketch::merge;
use super::told::{Told, column_name, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;
use std::collections::HashMap;

/// No more groups are nested than can be told apart.
const MOST_LEVELS: usize = 4;

/// A value of a group, and what is inside it.
pub(crate) struct Branch {
    /// Its name.
    pub name: String,
    /// The sum of its rows.
    pub value: f64,
    /// The answer's rows.
    pub rows: Vec<usize>,
    /// The values of the next group inside it.
    pub children: Vec<Branch>,
    value_in_order: Value,
    /// Whether it is what is left over.
    is_rest: bool,
}

/// The branches of an answer, and what is left out of them.
pub(crate) struct Nested {
    /// The values of the first group.
    pub branches: Vec<Branch>,
    /// How many groups are nested.
    pub depth: usize,
    /// What is left out.
    pub notes: Vec<Note>,
}

/// Why an answer cannot be drawn as parts inside each other.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let Some(measure) = shape.measures.first().copied() else {
        return Some("it needs a figure for each part");
    };
    match () {
        () if shape.groups.is_empty() => Some("it needs a group to divide the whole by"),
        () if !shape.is_additive(measure) => Some("averages and the like are no parts of a whole"),
        () if shape.has_negative(measure) => Some("parts of a whole cannot be below zero"),
        () if shape
            .highest
            .get(measure)
            .copied()
            .flatten()
            .is_none_or(|high| high <= 0.0) =>
        {
            Some("there is no figure above zero")
        }
        () => None,
    }
}

/// The groups of a plan, from the outside in.
pub(crate) fn levels(plan: &Plan<'_>) -> Vec<usize> {
    let mut levels: Vec<usize> = plan.x.into_iter().chain(plan.color).collect();
    for group in &plan.shape.groups {
        if !levels.contains(group) {
            levels.push(*group);
        }
    }
    levels.truncate(MOST_LEVELS);
    levels
}

impl Nested {
    /// Nests an answer's rows; of each branch the `most` largest parts keep their names.
    pub(crate) fn read(plan: &Plan<'_>, table: &Table, most: usize) -> Self {
        let levels = levels(plan);
        let measure = plan.y.first().copied().unwrap_or_default();
        let is_drawn = |row: &usize| number_at(table, *row, measure).is_some_and(|value| value > 0.0);
        let rows: Vec<usize> = (0..table.rows.len()).filter(is_drawn).collect();
        let left_out = table.rows.len() - rows.len();
        let grower = Grower {
            plan,
            table,
            measure,
            most,
        };
        let mut nested = Self {
            branches: grower.grow(&levels, &rows),
            depth: levels.len(),
            notes: Vec::new(),
        };
        if left_out > 0 {
            let rows = if left_out == 1 {
                "1 row".to_owned()
            } else {
                format!("{left_out} rows")
            };
            let name = column_name(table, measure);
            nested.note(format!("{rows} without “{name}” above zero cannot be drawn"));
        }
        if nested.branches.iter().any(Branch::has_other) {
            nested.note(format!("the smallest parts are drawn together as “{OTHER}”"));
        }
        nested
    }

    /// The sum of everything.
    pub(crate) fn total(&self) -> f64 {
        self.branches.iter().map(|branch| branch.value).sum()
    }

    /// The marks of a chart, each with those inside it.
    pub(crate) fn marks(&self, plan: &Plan<'_>, table: &Table) -> Vec<Json> {
        let measure = plan.y.first().copied().unwrap_or_default();
        let whole = self.total();
        let top = |branch: &Branch| {
            branch.mark(
                plan,
                table,
                measure,
                &Parent {
                    path: Vec::new(),
                    whole,
                    value: whole,
                },
            )
        };
        let level = levels(plan).first().copied().unwrap_or_default();
        let values: Vec<Value> = self
            .branches
            .iter()
            .map(|branch| branch.value_in_order.clone())
            .collect();
        let hues = hues::of(plan, level, &values);
        let mut marks: Vec<Json> = self.branches.iter().map(top).collect();
        for ((mark, hue), branch) in marks.iter_mut().zip(hues).zip(&self.branches) {
            let hue = if branch.is_rest { json!("rest") } else { hue };
            merge(mark, json!({ "hue": hue }));
        }
        marks
    }

    fn note(&mut self, message: String) {
        self.notes.push(Note::new(Level::Info, "not_all_drawn", message));
    }
}

/// What a branch is inside of.
struct Parent<'a> {
    path: Vec<&'a str>,
    whole: f64,
    value: f64,
}

impl Branch {
    fn has_other(&self) -> bool {
        self.is_rest || self.children.iter().any(Self::has_other)
    }

    fn mark(&self, plan: &Plan<'_>, table: &Table, measure: usize, parent: &Parent<'_>) -> Json {
        let path: Vec<&str> = parent.path.iter().copied().chain([self.name.as_str()]).collect();
        let mut told = Told::new(path.join(" › ")).figure(plan, table, measure, Some(self.value));
        if let Some(above) = parent.path.last() {
            told = told.part(&format!("of {above}"), self.value, parent.value);
        }
        told = told.part("of all", self.value, parent.whole);
        let mut mark = mark(&figure(Some(self.value)), &self.rows, &told);
        let inside = Parent {
            path,
            whole: parent.whole,
            value: self.value,
        };
        let children = self
            .children
            .iter()
            .map(|child| child.mark(plan, table, measure, &inside));
        merge(&mut mark, json!({ "name": self.name }));
        if !self.children.is_empty() {
            merge(&mut mark, json!({ "children": children.collect::<Vec<_>>() }));
        }
        mark
    }
}

struct Grower<'a> {
    plan: &'a Plan<'a>,
    table: &'a Table,
    measure: usize,
    most: usize,
}

impl Grower<'_> {
    fn grow(&self, levels: &[usize], rows: &[usize]) -> Vec<Branch> {
        let Some((level, inside)) = levels.split_first() else {
            return Vec::new();
        };
        let mut branches: Vec<Branch> = Vec::new();
        let mut places = HashMap::new();
        for row in rows {
            let cell = self.table.rows.get(*row).and_then(|row| row.get(*level));
            let place = *places.entry(key(cell)).or_insert(branches.len());
            if place == branches.len() {
                branches.push(self.branch(*level, cell.cloned().unwrap_or_default()));
            }
            if let Some(branch) = branches.get_mut(place) {
                branch.rows.push(*row);
                branch.value += number_at(self.table, *row, self.measure).unwrap_or(0.0);
            }
        }
        let mut branches = self.few(branches);
        if self.plan.shape.is_ordered(*level) {
            branches.sort_by(|one, two| compare(&one.value_in_order, &two.value_in_order));
        }
        for branch in &mut branches {
            if !branch.is_rest {
                branch.children = self.grow(inside, &branch.rows);
            }
        }
        branches
    }

    fn branch(&self, level: usize, value: Value) -> Branch {
        Branch {
            name: self.plan.name(level, &value),
            value: 0.0,
            rows: Vec::new(),
            children: Vec::new(),
            value_in_order: value,
            is_rest: false,
        }
    }

    /// The largest branches, largest first, and one for all the others.
    fn few(&self, mut branches: Vec<Branch>) -> Vec<Branch> {
        branches.sort_by(|one, two| two.value.total_cmp(&one.value));
        if branches.len() <= self.most + 1 {
            return branches;
        }
        let rest = branches.split_off(self.most);
        let other = Branch {
            name: OTHER.to_owned(),
            value: rest.iter().map(|branch| branch.value).sum(),
            rows: rest.into_iter().flat_map(|branch| branch.rows).collect(),
            children: Vec::new(),
            value_in_order: Value::Null,
            is_rest: true,
        };
        branches.push(other);
        branches
    }
}
