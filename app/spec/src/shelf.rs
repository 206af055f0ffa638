//! The shelves of the visual builder: which part of a question stands on which, and what a column becomes on each.

pub mod column;
pub mod leading;
#[cfg(test)]
mod tests;

use crate::chart::Chart;
use crate::dashboard::Tile;
use crate::filter::Filter;
use crate::question::{Group, Measure, Query, Question};

/// A place where parts of a question stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// What is worked out.
    Values,
    /// What lies along the axis.
    Groups,
    /// What is told apart by colour.
    Color,
    /// What has a small chart for each of its values.
    Multiples,
    /// Which rows count.
    Filters,
}

impl Shelf {
    /// Every shelf, in the order in which they stand.
    pub const ALL: [Self; 5] = [Self::Values, Self::Groups, Self::Color, Self::Multiples, Self::Filters];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Values => "Values",
            Self::Groups => "Groups",
            Self::Color => "Colour",
            Self::Multiples => "Small multiples",
            Self::Filters => "Filters",
        }
    }

    /// Its name in a document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Values => "values",
            Self::Groups => "groups",
            Self::Color => "color",
            Self::Multiples => "multiples",
            Self::Filters => "filters",
        }
    }

    /// The shelf of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shelf| shelf.name() == name)
    }

    /// Whether groups stand on it.
    pub fn is_of_groups(self) -> bool {
        matches!(self, Self::Groups | Self::Color | Self::Multiples)
    }
}

/// One part of a question on a shelf, by its place in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pill {
    /// A figure.
    Measure(usize),
    /// A column worked out over the answer.
    Derived(usize),
    /// A group.
    Group(usize),
    /// A condition on the rows.
    Filter(usize),
}

/// What stands on a shelf, in order.
pub fn pills(tile: &Tile, shelf: Shelf) -> Vec<Pill> {
    let Question::Query(query) = &tile.question else {
        return Vec::new();
    };
    match shelf {
        Shelf::Values => {
            let measures = (0..query.measures.len()).map(Pill::Measure);
            measures.chain((0..query.derived.len()).map(Pill::Derived)).collect()
        }
        Shelf::Filters => (0..conditions(query)).map(Pill::Filter).collect(),
        _ => {
            let groups = query.groups.iter().enumerate();
            let own = groups.filter(|(_, group)| shelf_of(&tile.chart, group) == shelf);
            own.map(|(at, _)| Pill::Group(at)).collect()
        }
    }
}

/// The shelf that a part stands on.
pub fn of(tile: &Tile, pill: Pill) -> Shelf {
    match (pill, &tile.question) {
        (Pill::Measure(_) | Pill::Derived(_), _) => Shelf::Values,
        (Pill::Filter(_), _) => Shelf::Filters,
        (Pill::Group(at), Question::Query(query)) => {
            let group = query.groups.get(at);
            group.map_or(Shelf::Groups, |group| shelf_of(&tile.chart, group))
        }
        (Pill::Group(_), Question::Sql(_)) => Shelf::Groups,
    }
}

/// Where in the question's groups or figures a part goes that is put before the one at `at` of a shelf; after all that are on it when there is none.
pub fn index(tile: &Tile, shelf: Shelf, at: usize) -> usize {
    let all = pills(tile, shelf);
    let end = match &tile.question {
        Question::Query(query) if shelf == Shelf::Values => query.measures.len(),
        Question::Query(query) => query.groups.len(),
        Question::Sql(_) => 0,
    };
    match (all.get(at), all.last()) {
        (Some(Pill::Measure(index) | Pill::Group(index)), _) => *index,
        (None, Some(Pill::Group(last))) => last + 1,
        _ => end,
    }
}

/// The chart with one of the question's groups on this shelf. What stood alone there goes back along the axis.
#[must_use]
pub fn dealt(chart: &Chart, group: &Group, shelf: Shelf) -> Chart {
    let (name, mut chart) = (group.name(), chart.clone());
    chart.color.take_if(|color| *color == name);
    chart.facet.take_if(|facet| *facet == name);
    match shelf {
        Shelf::Color => chart.color = Some(name),
        Shelf::Multiples => chart.facet = Some(name),
        Shelf::Values | Shelf::Groups | Shelf::Filters => {}
    }
    chart
}

/// The changed tile with its groups on the shelves where they stood before.
#[must_use]
pub fn kept(before: &Tile, after: Tile) -> Tile {
    let (Question::Query(old), Question::Query(new)) = (&before.question, &after.question) else {
        return after;
    };
    let follow = |name: &Option<String>| {
        let at = old.groups.iter().position(|group| Some(group.name()) == *name)?;
        let was = old.groups.get(at)?;
        let same = new.groups.iter().find(|group| group.name() == was.name());
        let in_its_place = || {
            let is_as_long = new.groups.len() == old.groups.len();
            new.groups.get(at).filter(|_| is_as_long)
        };
        same.or_else(in_its_place).map(Group::name)
    };
    let color = follow(&before.chart.color);
    let facet = follow(&before.chart.facet).filter(|facet| Some(facet) != color.as_ref());
    let chart = Chart {
        color,
        facet,
        ..after.chart.clone()
    };
    Tile { chart, ..after }
}

/// The tile as it is drawn: a colour tells nothing apart where nothing lies along the axis.
#[must_use]
pub fn drawn(tile: &Tile) -> Tile {
    let mut tile = tile.clone();
    if pills(&tile, Shelf::Groups).is_empty() {
        tile.chart.color = None;
    }
    if pills(&tile, Shelf::Groups).is_empty() {
        tile.chart.facet = None;
    }
    tile
}

/// Whether the only figure is the number of rows, as it stands in for one that is not chosen yet.
pub fn is_counted_only(query: &Query) -> bool {
    !query.groups.is_empty() && query.measures == [Measure::count()] && query.derived.is_empty()
}

/// Whether nothing was chosen yet.
pub fn is_bare(query: &Query) -> bool {
    query.is_rows() && query.filter.is_none() && query.columns.is_empty() && query.joins.is_empty()
}

fn shelf_of(chart: &Chart, group: &Group) -> Shelf {
    let name = Some(group.name());
    match () {
        () if chart.facet == name => Shelf::Multiples,
        () if chart.color == name => Shelf::Color,
        () => Shelf::Groups,
    }
}

fn conditions(query: &Query) -> usize {
    match &query.filter {
        None => 0,
        Some(Filter::All(parts)) => parts.len(),
        Some(_) => 1,
    }
}
