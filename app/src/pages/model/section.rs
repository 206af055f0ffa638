//! The parts of the model, one at a time.

use spec::model::{Model, Origin};

/// One part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// How datasets belong together.
    Relations,
    /// Named figures.
    Metrics,
    /// Named columns.
    Dimensions,
    /// Levels from coarse to fine.
    Hierarchies,
    /// Named conditions.
    Sets,
    /// Values that people set.
    Parameters,
    /// How the calendar is cut.
    Calendar,
}

impl Section {
    /// Every part, in order.
    pub(super) const ALL: [Self; 7] = [
        Self::Relations,
        Self::Metrics,
        Self::Dimensions,
        Self::Hierarchies,
        Self::Sets,
        Self::Parameters,
        Self::Calendar,
    ];

    /// The part with this name in the address; the first when there is none.
    pub(super) fn called(name: Option<&str>) -> Self {
        let found = Self::ALL
            .into_iter()
            .find(|section| Some(section.word().as_str()) == name);
        found.unwrap_or(Self::Relations)
    }

    /// Its name in the address.
    pub(super) fn word(self) -> String {
        self.title().to_lowercase()
    }

    /// What it is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Relations => "Relations",
            Self::Metrics => "Metrics",
            Self::Dimensions => "Dimensions",
            Self::Hierarchies => "Hierarchies",
            Self::Sets => "Sets",
            Self::Parameters => "Parameters",
            Self::Calendar => "Calendar",
        }
    }

    /// What it is good for.
    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Relations => {
                "Which datasets belong together, and by which columns. Questions then find the columns of the other dataset by themselves."
            }
            Self::Metrics => {
                "Figures with a name, worked out the same way everywhere: ask for “revenue by month”, and everybody gets the same number."
            }
            Self::Dimensions => {
                "Columns with a name of your own, worked out from others: a season from a date, an age group from an age."
            }
            Self::Hierarchies => "Columns from coarse to fine, to drill down along: country, region, town.",
            Self::Sets => "Rows with a name: large customers, this year’s campaigns. Use them as a filter anywhere.",
            Self::Parameters => {
                "Values to play with. Expressions use them as :name, and your dashboards follow when you move one."
            }
            Self::Calendar => {
                "When your weeks and your years begin. Groups by time, “this year” and “year to date” go by it."
            }
        }
    }

    /// How many things there are in it; none where that says nothing.
    pub(super) fn count(self, model: &Model) -> Option<usize> {
        Some(match self {
            Self::Relations => model
                .relations
                .iter()
                .filter(|one| one.origin != Origin::Refused)
                .count(),
            Self::Metrics => model.metrics.len(),
            Self::Dimensions => model.dimensions.len(),
            Self::Hierarchies => model
                .hierarchies
                .iter()
                .filter(|one| one.origin != Origin::Refused)
                .count(),
            Self::Sets => model.sets.len(),
            Self::Parameters => model.parameters.len(),
            Self::Calendar => return None,
        })
    }
}
