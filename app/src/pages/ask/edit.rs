//! Changes to how a question was read: each takes a query and leaves one that is whole again.

mod formula;
mod settle;
pub(crate) mod show_as;
#[cfg(test)]
mod tests;

use settle::{lose_columns, renamed, replaced, settle};
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;
use spec::derived::Derived;
use spec::filter::Filter;
use spec::join::{Join, Sample};
use spec::pivot::{Pivot, Totals};
use spec::question::{Aggregate, Calculated, Group, Measure, Query, Question, Sort, Top};

/// Where a condition stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// On the rows of the dataset.
    Rows,
    /// On the answer's groups and measures, before it is ranked.
    Groups,
    /// On the answer with its derived columns.
    Answer,
}

/// One change to a reading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Change {
    /// Another figure in place of the one there.
    Measure(usize, Measure),
    /// One more figure.
    AddMeasure(Measure),
    /// One figure less.
    RemoveMeasure(usize),
    /// Another group in place of the one there.
    Group(usize, Group),
    /// One more group.
    AddGroup(Group),
    /// A figure at another place.
    MoveMeasure(usize, usize),
    /// A group at another place.
    MoveGroup(usize, usize),
    /// One group less.
    RemoveGroup(usize),
    /// Another condition in place of the one there.
    Filter(Stage, usize, Filter),
    /// One more condition.
    AddFilter(Stage, Filter),
    /// One condition less.
    RemoveFilter(Stage, usize),
    /// Another calculated column in place of the one there.
    Calculated(usize, Calculated),
    /// One more calculated column.
    AddCalculated(Calculated),
    /// One calculated column less.
    RemoveCalculated(usize),
    /// Other datasets beside the first; these columns are not there any more.
    Joins(Vec<Join>, Vec<String>),
    /// Other datasets below the first; these columns are not there any more.
    Union(Vec<String>, Vec<String>),
    /// Only some of the rows.
    Sample(Option<Sample>),
    /// Another derived column in place of the one there.
    Derived(usize, Derived),
    /// One more derived column.
    AddDerived(Derived),
    /// One derived column less.
    RemoveDerived(usize),
    /// Another order; the groups' own when empty.
    Sort(Vec<Sort>),
    /// Only the leading groups; all when absent.
    Top(Option<Top>),
    /// At most so many rows; all when absent.
    Limit(Option<u64>),
    /// Rows that sum up others.
    Totals(Totals),
    /// Groups that become columns.
    Pivot(Option<Pivot>),
    /// Rows in place of figures, of these columns; of all when empty.
    Rows(Vec<String>),
    /// Whether equal rows are shown once.
    Distinct(bool),
}

/// A chip of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chip {
    /// A figure.
    Measure(usize),
    /// A derived column.
    Derived(usize),
    /// A group.
    Group(usize),
    /// A condition.
    Filter(Stage, usize),
    /// A calculated column.
    Calculated(usize),
    /// A dataset beside the first.
    Join(usize),
    /// The datasets below the first.
    Union,
    /// The sample.
    Sample,
    /// The ranking.
    Top,
    /// The order.
    Sort,
    /// Totals and columns across.
    Layout,
    /// The columns that rows show.
    Columns,
}

impl Change {
    /// The chip that the change is made at, in the query as it is after it.
    pub(crate) fn chip(&self, after: &Query) -> Chip {
        let last = |length: usize| length.saturating_sub(1);
        match self {
            Self::Measure(at, _) | Self::RemoveMeasure(at) => Chip::Measure(*at),
            Self::AddMeasure(_) => Chip::Measure(last(after.measures.len())),
            Self::Group(at, _) | Self::RemoveGroup(at) => Chip::Group(*at),
            Self::MoveMeasure(_, to) => Chip::Measure(*to),
            Self::MoveGroup(_, to) => Chip::Group(*to),
            Self::AddGroup(_) => Chip::Group(last(after.groups.len())),
            Self::Filter(stage, at, _) | Self::RemoveFilter(stage, at) => Chip::Filter(*stage, *at),
            Self::AddFilter(stage, _) => Chip::Filter(*stage, last(filters(after, *stage).len())),
            Self::Calculated(at, _) | Self::RemoveCalculated(at) => Chip::Calculated(*at),
            Self::AddCalculated(_) => Chip::Calculated(last(after.calculated.len())),
            Self::Joins(joins, _) => Chip::Join(last(joins.len())),
            Self::Union(..) => Chip::Union,
            Self::Sample(_) => Chip::Sample,
            Self::Derived(at, _) | Self::RemoveDerived(at) => Chip::Derived(*at),
            Self::AddDerived(_) => Chip::Derived(last(after.derived.len())),
            Self::Sort(_) => Chip::Sort,
            Self::Top(_) | Self::Limit(_) => Chip::Top,
            Self::Totals(_) | Self::Pivot(_) => Chip::Layout,
            Self::Rows(_) | Self::Distinct(_) => Chip::Columns,
        }
    }
}

/// The tile with the change made, titled by what it now is.
pub(crate) fn apply(tile: &Tile, change: Change) -> Tile {
    let Question::Query(before) = &tile.question else {
        return tile.clone();
    };
    let mut query = before.clone();
    change_query(&mut query, change);
    let kind = kind(before, &query, tile.chart.kind);
    let question = Question::Query(query);
    Tile {
        title: crate::ui::words::title(&question),
        question,
        chart: Chart {
            kind,
            fitted: tile.chart.fitted,
            dismissed: tile.chart.dismissed.clone(),
            trend: tile.chart.trend,
            moving_average: tile.chart.moving_average,
            references: tile.chart.references.clone(),
            ..Chart::default()
        },
    }
}

/// The kind of chart stays while the answer has the same shape.
fn kind(before: &Query, after: &Query, kind: Option<Kind>) -> Option<Kind> {
    let shape = |query: &Query| {
        let figures = query.measures.len() + query.derived.len();
        (
            query.groups.len(),
            figures,
            query.pivot.is_some(),
            query.totals.is_none(),
        )
    };
    kind.filter(|_| shape(before) == shape(after))
}

/// The conditions of a query at a stage, one by one.
pub(crate) fn filters(query: &Query, stage: Stage) -> Vec<Filter> {
    parts(match stage {
        Stage::Rows => &query.filter,
        Stage::Groups => &query.having,
        Stage::Answer => &query.qualify,
    })
}

/// The conditions that one is made of, all of which must be met.
fn parts(filter: &Option<Filter>) -> Vec<Filter> {
    match filter {
        None => Vec::new(),
        Some(Filter::All(parts)) => parts.clone(),
        Some(one) => vec![one.clone()],
    }
}

/// One condition of several.
fn together(mut parts: Vec<Filter>) -> Option<Filter> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Filter::All(parts)),
    }
}

fn change_query(query: &mut Query, change: Change) {
    let were_rows = query.is_rows();
    match change {
        Change::Measure(at, measure) => put_measure(query, at, measure),
        Change::AddMeasure(measure) => add_measure(query, measure),
        Change::RemoveMeasure(at) => take(&mut query.measures, at),
        Change::Group(at, group) => put_group(query, at, group),
        Change::AddGroup(group) => query.groups.push(group),
        Change::MoveMeasure(from, to) => shift(&mut query.measures, from, to),
        Change::MoveGroup(from, to) => shift(&mut query.groups, from, to),
        Change::RemoveGroup(at) => take(&mut query.groups, at),
        Change::Filter(stage, at, filter) => with_filters(query, stage, |filters| put(filters, at, filter)),
        Change::AddFilter(stage, filter) => with_filters(query, stage, |filters| filters.push(filter)),
        Change::RemoveFilter(stage, at) => with_filters(query, stage, |filters| take(filters, at)),
        Change::Calculated(at, calculated) => put_calculated(query, at, calculated),
        Change::AddCalculated(calculated) => query.calculated.push(calculated),
        Change::RemoveCalculated(at) => {
            if at < query.calculated.len() {
                let gone = query.calculated.remove(at).name;
                lose_columns(query, &[gone]);
            }
        }
        Change::Joins(joins, lost) => {
            query.joins = joins;
            lose_columns(query, &lost);
        }
        Change::Union(union, lost) => {
            query.union = union;
            lose_columns(query, &lost);
        }
        Change::Sample(sample) => query.sample = sample,
        Change::Derived(at, derived) => put_derived(query, at, derived),
        Change::AddDerived(derived) => query.derived.push(derived),
        Change::RemoveDerived(at) => take(&mut query.derived, at),
        Change::Sort(sort) => query.sort = sort,
        Change::Top(top) => query.top = top,
        Change::Limit(limit) => query.limit = limit,
        Change::Totals(totals) => query.totals = totals,
        Change::Pivot(pivot) => query.pivot = pivot,
        Change::Rows(columns) => show_rows(query, columns),
        Change::Distinct(distinct) => query.distinct = distinct,
    }
    settle(query, were_rows);
}

fn put<T>(all: &mut [T], at: usize, one: T) {
    if let Some(place) = all.get_mut(at) {
        *place = one;
    }
}

fn take<T>(all: &mut Vec<T>, at: usize) {
    if at < all.len() {
        all.remove(at);
    }
}

/// Takes one from its place and puts it at another.
fn shift<T>(all: &mut Vec<T>, from: usize, to: usize) {
    if from < all.len() {
        let one = all.remove(from);
        all.insert(to.min(all.len()), one);
    }
}

fn put_measure(query: &mut Query, at: usize, measure: Measure) {
    let Some(before) = query.measures.get(at).cloned() else {
        return;
    };
    let after = measure.name();
    let nameless = |measure: &Measure| Measure {
        name: None,
        ..measure.clone()
    };
    let is_same = nameless(&before) == nameless(&measure);
    put(&mut query.measures, at, measure);
    match is_same {
        true => renamed(query, &before.name(), &after),
        false => replaced(query, &before.name(), &after),
    }
}

/// A figure in place of rows leaves their columns behind.
fn add_measure(query: &mut Query, measure: Measure) {
    if query.is_rows() {
        (query.columns, query.distinct) = (Vec::new(), false);
    }
    query.measures.push(measure);
}

fn put_group(query: &mut Query, at: usize, group: Group) {
    let Some(before) = query.groups.get(at).cloned() else {
        return;
    };
    let after = group.name();
    let is_same = before.column == group.column && before.by == group.by;
    put(&mut query.groups, at, group);
    match is_same {
        true => renamed(query, &before.name(), &after),
        false => replaced(query, &before.name(), &after),
    }
}

fn put_calculated(query: &mut Query, at: usize, calculated: Calculated) {
    let Some(before) = query.calculated.get(at).map(|before| before.name.clone()) else {
        return;
    };
    let after = calculated.name.clone();
    put(&mut query.calculated, at, calculated);
    settle::rename_column(query, at, &before, &after);
}

fn put_derived(query: &mut Query, at: usize, derived: Derived) {
    let Some(before) = query.derived.get(at).map(|before| before.name.clone()) else {
        return;
    };
    let after = derived.name.clone();
    put(&mut query.derived, at, derived);
    renamed(query, &before, &after);
}

fn show_rows(query: &mut Query, columns: Vec<String>) {
    if !query.is_rows() {
        (query.groups, query.measures) = (Vec::new(), Vec::new());
    }
    query.columns = columns;
}

fn with_filters(query: &mut Query, stage: Stage, change: impl FnOnce(&mut Vec<Filter>)) {
    let mut parts = filters(query, stage);
    change(&mut parts);
    let place = match stage {
        Stage::Rows => &mut query.filter,
        Stage::Groups => &mut query.having,
        Stage::Answer => &mut query.qualify,
    };
    *place = together(parts);
}

/// Whether an expression mentions a column.
pub(crate) fn mentions(text: &str, name: &str) -> bool {
    formula::mentions(text, name)
}

/// The figures that make sense of a column, most usual first. Those that need a second column come last.
pub(crate) fn aggregates(is_number: bool, is_ordered: bool) -> Vec<Aggregate> {
    use Aggregate::{Count, Deviation, Distinct, First, Last, Max, Mean, Median, Min, Mode, Share, Sum, Variance};
    match (is_number, is_ordered) {
        (true, _) => vec![
            Sum, Mean, Median, Min, Max, Count, Distinct, Share, Mode, Deviation, Variance, First, Last,
        ],
        (false, true) => vec![Min, Max, Count, Distinct, Mode, First, Last],
        (false, false) => vec![Distinct, Count, Mode, First, Last],
    }
}
