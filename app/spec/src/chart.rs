//! Which kind of chart, and which column of the answer goes where.

use serde::{Deserialize, Serialize};

/// How an answer is drawn. Channels that are absent are chosen from the answer's shape.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Chart {
    /// Which kind; the one that fits best when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// The answer's column along the category or time axis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The answer's columns that are measured.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub y: Vec<String>,
    /// The answer's column that is told apart by colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
}

impl Chart {
    /// A chart of this kind, its channels chosen from the answer's shape.
    pub fn of(kind: Kind) -> Self {
        Self {
            kind: Some(kind),
            ..Self::default()
        }
    }
}

/// A kind of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Upright bars.
    Column,
    /// Lying bars.
    Bar,
    /// Bars side by side, by colour.
    GroupedBar,
    /// Bars on top of each other, by colour.
    StackedBar,
    /// A line.
    Line,
    /// A line with the ground filled.
    Area,
    /// Slices of a whole.
    Pie,
    /// A point for each row.
    Scatter,
    /// Upright bars of bins, without gaps.
    Histogram,
    /// Coloured cells of two groups.
    Heatmap,
    /// One figure, large.
    Kpi,
    /// Rows and columns.
    Table,
}

impl Kind {
    /// Every kind, in the order of the menus.
    pub const ALL: [Self; 12] = [
        Self::Column,
        Self::Bar,
        Self::GroupedBar,
        Self::StackedBar,
        Self::Line,
        Self::Area,
        Self::Pie,
        Self::Scatter,
        Self::Histogram,
        Self::Heatmap,
        Self::Kpi,
        Self::Table,
    ];

    /// Its name in menus.
    pub fn label(self) -> &'static str {
        match self {
            Self::Column => "Column",
            Self::Bar => "Bar",
            Self::GroupedBar => "Grouped bar",
            Self::StackedBar => "Stacked bar",
            Self::Line => "Line",
            Self::Area => "Area",
            Self::Pie => "Pie",
            Self::Scatter => "Scatter",
            Self::Histogram => "Histogram",
            Self::Heatmap => "Heatmap",
            Self::Kpi => "Figure",
            Self::Table => "Table",
        }
    }

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Bar => "bar",
            Self::GroupedBar => "grouped_bar",
            Self::StackedBar => "stacked_bar",
            Self::Line => "line",
            Self::Area => "area",
            Self::Pie => "pie",
            Self::Scatter => "scatter",
            Self::Histogram => "histogram",
            Self::Heatmap => "heatmap",
            Self::Kpi => "kpi",
            Self::Table => "table",
        }
    }

    /// Whether the page draws it itself, without ECharts.
    pub fn is_html(self) -> bool {
        matches!(self, Self::Kpi | Self::Table)
    }
}
