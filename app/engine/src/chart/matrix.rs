//! An answer's rows as categories and strands: what bars and lines are drawn from.

use super::format::grouped;
use super::hues;
use super::plan::{Plan, label};
use super::recommend::MOST_COLORS;
use super::shape::{Role, key, number, number_at};
use super::timeline;
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;
use std::cmp::Ordering;
use std::collections::HashMap;

/// More categories than this make a chart that nobody can read.
pub(crate) const MOST_CATEGORIES: usize = 500;
/// What is left over when there are too many colours.
pub(crate) const OTHER: &str = "Other";

/// Categories along the axis, and one strand of cells for each colour or measure.
pub(crate) struct Matrix {
    /// What stands along the axis.
    pub categories: Vec<Value>,
    /// What is told apart by colour.
    pub strands: Vec<Strand>,
    /// What was left out.
    pub notes: Vec<Note>,
}

/// The cells of one colour, one for each category.
pub(crate) struct Strand {
    /// What the legend calls it.
    pub name: String,
    /// Which column it measures.
    pub measure: usize,
    /// Its cells; nothing where the answer has no row.
    pub cells: Vec<Option<Cell>>,
    /// Which colour it has, when it stands for a value that has one of its own.
    pub hue: Json,
}

impl Strand {
    /// Gives a series the strand's own colour.
    pub(crate) fn dye(&self, series: &mut Json) {
        if let (false, Json::Object(members)) = (self.hue.is_null(), series) {
            members.insert("hue".to_owned(), self.hue.clone());
        }
    }
}

/// A figure and the rows that it stands for.
#[derive(Clone)]
pub(crate) struct Cell {
    /// The figure; nothing when it is null.
    pub value: Option<f64>,
    /// Which of the answer's rows.
    pub rows: Vec<usize>,
}

impl Cell {
    fn add(&mut self, other: &Self) {
        self.value = match (self.value, other.value) {
            (Some(one), Some(two)) => Some(one + two),
            (one, two) => one.or(two),
        };
        self.rows.extend(&other.rows);
    }

    /// The item of a chart's data: `value` (the figure itself, or with its place) and the row or rows.
    pub(crate) fn item(&self, value: &Json) -> Json {
        match self.rows.as_slice() {
            [row] => json!({ "value": value, "row": row }),
            rows => json!({ "value": value, "rows": rows }),
        }
    }
}

impl Matrix {
    /// The labels of the categories; the page formats them.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.categories.iter().map(label).collect()
    }

    /// Whether the answer has a row for this category.
    pub(crate) fn has_rows(&self, place: usize) -> bool {
        let mut cells = self.strands.iter().filter_map(|strand| strand.cells.get(place));
        cells.any(Option::is_some)
    }

    /// How many figures there are.
    pub(crate) fn figures(&self) -> usize {
        let cells = self.strands.iter().flat_map(|strand| &strand.cells);
        cells.flatten().filter(|cell| cell.value.is_some()).count()
    }

    /// Every figure.
    pub(crate) fn values(&self) -> impl Iterator<Item = f64> {
        let cells = self.strands.iter().flat_map(|strand| &strand.cells);
        cells.flatten().filter_map(|cell| cell.value)
    }

    /// Lays the answer's rows out; `most` categories are kept.
    pub(crate) fn read(plan: &Plan<'_>, table: &Table, most: usize) -> Self {
        let mut matrix = match plan.color {
            Some(color) => by_color(plan, color, table),
            None => by_measure(plan, table),
        };
        matrix.few_strands(plan, table);
        matrix.cut(plan, table, most);
        matrix.give_hues(plan, table);
        matrix
    }

    /// Lays the answer's rows out with the largest strands only: what is not drawn is not added up either.
    pub(crate) fn read_leading(plan: &Plan<'_>, table: &Table, most: usize) -> Self {
        let mut matrix = match plan.color {
            Some(color) => by_color(plan, color, table),
            None => by_measure(plan, table),
        };
        matrix.keep_leading(plan, table, MOST_COLORS);
        matrix.cut(plan, table, most);
        matrix.give_hues(plan, table);
        matrix
    }

    /// Strands that stand for values have the colours of those.
    fn give_hues(&mut self, plan: &Plan<'_>, table: &Table) {
        let Some(color) = plan.color else { return };
        let strands = self.strands.iter_mut().filter(|strand| strand.hue.is_null());
        let mut strands = strands.collect::<Vec<_>>();
        let values = strands.iter().map(|strand| value_of(strand, color, table));
        let values = values.collect::<Vec<_>>();
        let rest = rest_among(&values).filter(|_| plan.shape.rest == Some(color));
        let hues = hues::of(plan, color, &values);
        for (strand, hue) in strands.iter_mut().zip(hues) {
            strand.hue = hue;
        }
        if let Some(strand) = rest.and_then(|rest| strands.get_mut(rest)) {
            strand.hue = json!("rest");
        }
    }

    /// Puts the categories in their own order, earliest or smallest first, empty ones last.
    pub(crate) fn sort(&mut self) {
        let mut order = (0..self.categories.len()).collect::<Vec<_>>();
        order.sort_by(|one, two| compare(&self.categories[*one], &self.categories[*two]));
        self.arrange(&order);
    }

    /// Puts the categories in the order of the first strand's values, largest first.
    pub(crate) fn sort_by_size(&mut self) {
        let value = |place: &usize| {
            let strand = self.strands.first()?;
            strand.cells.get(*place)?.as_ref()?.value
        };
        let mut order = (0..self.categories.len()).collect::<Vec<_>>();
        order.sort_by(|one, two| {
            let size = |place| value(place).unwrap_or(f64::NEG_INFINITY);
            size(two).total_cmp(&size(one))
        });
        self.arrange(&order);
    }

    /// The strands' places, the one with the lowest mean first.
    pub(crate) fn by_mean(&self) -> Vec<usize> {
        let mean = |place: &usize| {
            let values = self.strands[*place]
                .cells
                .iter()
                .flatten()
                .filter_map(|cell| cell.value);
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            if count > 0.0 { sum / count } else { 0.0 }
        };
        let mut order = (0..self.strands.len()).collect::<Vec<_>>();
        order.sort_by(|one, two| mean(one).total_cmp(&mean(two)));
        order
    }

    fn arrange(&mut self, order: &[usize]) {
        self.categories = order.iter().map(|place| self.categories[*place].clone()).collect();
        for strand in &mut self.strands {
            strand.cells = order.iter().map(|place| strand.cells[*place].clone()).collect();
        }
    }

    /// Leaves a gap for each period of the timeline that the answer has no row for.
    pub(crate) fn fill_gaps(&mut self, plan: &Plan<'_>, most: usize) {
        let Some(Role::Timeline(Some(grain))) = plan.x.and_then(|x| plan.shape.roles.get(x)) else {
            return;
        };
        for (place, moment) in timeline::missing(*grain, &self.categories, most) {
            self.categories.insert(place, Value::Text(moment));
            for strand in &mut self.strands {
                strand.cells.insert(place, None);
            }
        }
    }

    /// Keeps the largest strands; the rest become one when they can be added up.
    fn few_strands(&mut self, plan: &Plan<'_>, table: &Table) {
        if self.strands.len() <= MOST_COLORS {
            return;
        }
        let can_add = self.strands.iter().all(|strand| plan.shape.is_additive(strand.measure));
        if !can_add {
            self.keep_leading(plan, table, MOST_COLORS);
            return;
        }
        let rest = self.split_smallest(MOST_COLORS - 1);
        let count = rest.len();
        self.strands.extend(merged(rest));
        let name = color_name(plan, table);
        self.note(format!(
            "the {} smallest of “{name}” are drawn together as “{OTHER}”",
            counted(count)
        ));
    }

    fn keep_leading(&mut self, plan: &Plan<'_>, table: &Table, kept: usize) {
        let count = self.split_smallest(kept).len();
        let name = color_name(plan, table);
        if count > 0 {
            self.note(format!(
                "drawn with the {kept} largest of “{name}”; {} more are in the table",
                counted(count)
            ));
        }
    }

    /// Takes away all but the largest strands; the order stays.
    fn split_smallest(&mut self, kept: usize) -> Vec<Strand> {
        let mut sizes = self.strands.iter().map(size).enumerate().collect::<Vec<_>>();
        sizes.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        let mut leading = sizes.iter().take(kept).map(|(place, _)| *place).collect::<Vec<_>>();
        leading.sort_unstable();
        let mut rest = Vec::new();
        for (place, strand) in std::mem::take(&mut self.strands).into_iter().enumerate() {
            if leading.binary_search(&place).is_ok() {
                self.strands.push(strand);
            } else {
                rest.push(strand);
            }
        }
        rest
    }

    /// Keeps the first categories.
    pub(crate) fn cut(&mut self, plan: &Plan<'_>, table: &Table, most: usize) {
        let all = self.categories.len();
        if all <= most {
            return;
        }
        self.categories.truncate(most);
        for strand in &mut self.strands {
            strand.cells.truncate(most);
        }
        let name = plan.x.map(|x| table.columns[x].name.clone()).unwrap_or_default();
        self.note(format!(
            "drawn with the first {most} of {} values of “{name}”; all are in the table",
            counted(all)
        ));
    }

    fn note(&mut self, message: String) {
        self.notes.push(Note::new(Level::Info, "not_all_drawn", message));
    }
}

fn counted(number: usize) -> String {
    grouped(number as f64, Some(0))
}

fn color_name<'a>(plan: &Plan<'_>, table: &'a Table) -> &'a str {
    let column = plan.color.and_then(|color| table.columns.get(color));
    column.map(|column| column.name.as_str()).unwrap_or_default()
}

/// One strand for each measure; every row is a category.
fn by_measure(plan: &Plan<'_>, table: &Table) -> Matrix {
    let strand = |measure: &usize| Strand {
        name: table.columns[*measure].name.clone(),
        measure: *measure,
        cells: (0..table.rows.len())
            .map(|row| Some(cell(table, row, *measure)))
            .collect(),
        hue: Json::Null,
    };
    Matrix {
        categories: table.rows.iter().map(|row| category(plan, row)).collect(),
        strands: plan.y.iter().map(strand).collect(),
        notes: Vec::new(),
    }
}

/// One strand for each colour. A second row with the same category and colour gets a category of its own.
fn by_color(plan: &Plan<'_>, color: usize, table: &Table) -> Matrix {
    let measure = plan.y.first().copied().unwrap_or_default();
    let mut matrix = Matrix {
        categories: Vec::new(),
        strands: Vec::new(),
        notes: Vec::new(),
    };
    let mut places = HashMap::new();
    let mut strands = HashMap::new();
    let mut times = HashMap::new();
    for (position, row) in table.rows.iter().enumerate() {
        let along = plan.x.map(|x| key(row.get(x))).unwrap_or_default();
        let apart = key(row.get(color));
        let time = times.entry((along.clone(), apart.clone())).or_insert(0_usize);
        *time += 1;
        let place = *places.entry((along, *time)).or_insert_with(|| {
            matrix.categories.push(category(plan, row));
            matrix.categories.len() - 1
        });
        let strand = *strands.entry(apart).or_insert_with(|| {
            let name = plan.name(color, row.get(color).unwrap_or(&Value::Null));
            matrix.strands.push(Strand {
                name,
                measure,
                cells: Vec::new(),
                hue: Json::Null,
            });
            matrix.strands.len() - 1
        });
        let cells = &mut matrix.strands[strand].cells;
        if cells.len() <= place {
            cells.resize(place + 1, None);
        }
        cells[place] = Some(cell(table, position, measure));
    }
    let count = matrix.categories.len();
    for strand in &mut matrix.strands {
        strand.cells.resize(count, None);
    }
    tell_apart(&mut matrix.strands);
    order_strands(plan, color, table, &mut matrix);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    matrix
}

/// Strands of weekdays, years and the like stand in their own order.
fn order_strands(plan: &Plan<'_>, color: usize, table: &Table, matrix: &mut Matrix) {
    if !plan.shape.is_ordered(color) {
        return;
    }
    matrix
        .strands
        .sort_by(|one, two| compare(&value_of(one, color, table), &value_of(two, color, table)));
}

/// The value that a strand stands for.
fn value_of(strand: &Strand, color: usize, table: &Table) -> Value {
    let row = strand.cells.iter().flatten().next().and_then(|cell| cell.rows.first());
    let value = row.and_then(|row| table.rows.get(*row)?.get(color));
    value.cloned().unwrap_or_default()
}

/// Two strands never have the same name, for the legend would make them one.
fn tell_apart(strands: &mut [Strand]) {
    let mut seen = HashMap::new();
    for strand in strands {
        let times = seen.entry(strand.name.clone()).or_insert(0_usize);
        *times += 1;
        if *times > 1 {
            strand.name = format!("{} ({times})", strand.name);
        }
    }
}

/// Which of these values stands for all that do not lead.
fn rest_among(values: &[Value]) -> Option<usize> {
    let named = |name: &str| values.iter().position(|value| *value == Value::from(name));
    named("All other").or_else(|| named(OTHER))
}

fn merged(strands: Vec<Strand>) -> Option<Strand> {
    let mut strands = strands.into_iter();
    let mut other = Strand {
        name: OTHER.to_owned(),
        hue: json!("rest"),
        ..strands.next()?
    };
    for strand in strands {
        for (mine, theirs) in other.cells.iter_mut().zip(strand.cells) {
            match (mine.as_mut(), theirs) {
                (Some(mine), Some(theirs)) => mine.add(&theirs),
                (None, theirs) => *mine = theirs,
                (Some(_), None) => {}
            }
        }
    }
    Some(other)
}

fn cell(table: &Table, row: usize, measure: usize) -> Cell {
    Cell {
        value: number_at(table, row, measure),
        rows: vec![row],
    }
}

fn category(plan: &Plan<'_>, row: &[Value]) -> Value {
    plan.x.and_then(|x| row.get(x)).cloned().unwrap_or_default()
}

fn size(strand: &Strand) -> f64 {
    let values = strand.cells.iter().flatten().filter_map(|cell| cell.value);
    values.map(f64::abs).sum()
}

/// Numbers by size, text by letter, null last.
pub(crate) fn compare(one: &Value, two: &Value) -> Ordering {
    let sized = |value: &Value| number(value, spec::dataset::Type::Float);
    match (one, two) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        (Value::Text(one), Value::Text(two)) => one.cmp(two),
        _ => match (sized(one), sized(two)) {
            (Some(one), Some(two)) => one.total_cmp(&two),
            _ => one.to_string().cmp(&two.to_string()),
        },
    }
}

/// A figure as JSON: whole where it is whole.
pub(crate) fn figure(value: Option<f64>) -> Json {
    const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;
    match value {
        None => Json::Null,
        Some(value) if value.fract() == 0.0 && value.abs() < LARGEST_WHOLE => json!(value as i64),
        Some(value) => json!(value),
    }
}
