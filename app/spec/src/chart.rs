//! Which kind of chart, and which column of the answer goes where.

pub mod overlay;
mod purpose;

use crate::advice::Rule;
use overlay::{Annotation, Reference};
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
    /// The answer's column whose values have a small chart each.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<String>,
    /// Whether the axis of values begins near the smallest of them, not at zero.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fitted: bool,
    /// What is said no more about how it is drawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dismissed: Vec<Rule>,
    /// Whether a straight line shows where values tend to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub trend: bool,
    /// Of how many values a line shows the average, moving along.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moving_average: Option<u32>,
    /// Lines and bands across.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
    /// Notes along the axis.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
}

impl Chart {
    /// A chart of this kind, its channels chosen from the answer's shape.
    pub fn of(kind: Kind) -> Self {
        Self {
            kind: Some(kind),
            ..Self::default()
        }
    }

    /// This chart as another kind: its columns are chosen anew, what is drawn over it stays.
    pub fn redrawn(self, kind: Kind) -> Self {
        Self {
            kind: Some(kind),
            x: None,
            y: Vec::new(),
            color: None,
            ..self
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
    /// A square for each day, by weeks and months.
    Calendar,
    /// What is left of each start after one period, two periods and so on.
    Cohort,
    /// Steps that grow narrower.
    Funnel,
    /// One figure on a dial.
    Gauge,
    /// Nested rectangles as large as their figures.
    Treemap,
    /// Nested rings.
    Sunburst,
    /// Branches from the first group to the last.
    Tree,
    /// Bands that flow from one group to the next.
    Sankey,
    /// What is linked with what.
    Network,
    /// Several figures around a centre.
    Radar,
    /// A line for each row across an axis for each figure.
    Parallel,
    /// Layers that swell and shrink over time.
    ThemeRiver,
    /// Bars from a start to an end.
    Gantt,
    /// Countries coloured by a figure.
    Choropleth,
    /// Circles at places.
    BubbleMap,
    /// A small line for each row.
    SparkTable,
    /// A cross table with totals.
    Pivot,
    /// Rows and columns.
    Table,
    /// Bars of equal height, each colour by its share of them.
    PercentBar,
    /// A line without corners.
    SmoothLine,
    /// A line that holds each value until the next.
    StepLine,
    /// Filled lines on top of each other, by colour.
    StackedArea,
    /// Bars for the first measure, lines for the others on an axis of their own.
    Combo,
    /// Slices of a whole around its sum.
    Donut,
    /// A point for each row, as large as a third measure.
    Bubble,
    /// Coloured cells of how many rows lie where, for very many.
    Density,
    /// The middle half of the values, their reach, and those far out.
    BoxPlot,
    /// A line with the ground between a low and a high value filled.
    Band,
    /// Bars that each begin where the one before ended.
    Waterfall,
    /// Slices of equal angle, as long as their values.
    Rose,
    /// A bar for each value against its target.
    Bullet,
    /// Bars, largest first, and the share that they make up so far.
    Pareto,
    /// Bars around a circle.
    PolarBar,
    /// Open, close, low and high of each period.
    Candlestick,
    /// A value and how far it may be off.
    ErrorBar,
    /// A thin stem and a dot for each value.
    Lollipop,
    /// Ranks, and how they change.
    Bump,
}

impl Kind {
    /// Every kind, in the order of the menus.
    pub const ALL: &'static [Self] = &[
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
        Self::Calendar,
        Self::Cohort,
        Self::Funnel,
        Self::Gauge,
        Self::Treemap,
        Self::Sunburst,
        Self::Tree,
        Self::Sankey,
        Self::Network,
        Self::Radar,
        Self::Parallel,
        Self::ThemeRiver,
        Self::Gantt,
        Self::Choropleth,
        Self::BubbleMap,
        Self::SparkTable,
        Self::Pivot,
        Self::Table,
        Self::PercentBar,
        Self::SmoothLine,
        Self::StepLine,
        Self::StackedArea,
        Self::Combo,
        Self::Donut,
        Self::Bubble,
        Self::Density,
        Self::BoxPlot,
        Self::Band,
        Self::Waterfall,
        Self::Rose,
        Self::Bullet,
        Self::Pareto,
        Self::PolarBar,
        Self::Candlestick,
        Self::ErrorBar,
        Self::Lollipop,
        Self::Bump,
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
            Self::Calendar => "Calendar",
            Self::Cohort => "Cohort",
            Self::Funnel => "Funnel",
            Self::Gauge => "Gauge",
            Self::Treemap => "Treemap",
            Self::Sunburst => "Sunburst",
            Self::Tree => "Tree",
            Self::Sankey => "Sankey",
            Self::Network => "Network",
            Self::Radar => "Radar",
            Self::Parallel => "Parallel",
            Self::ThemeRiver => "Stream",
            Self::Gantt => "Gantt",
            Self::Choropleth => "Map",
            Self::BubbleMap => "Bubble map",
            Self::SparkTable => "Table of lines",
            Self::Pivot => "Pivot",
            Self::Table => "Table",
            Self::PercentBar => "Percent bar",
            Self::SmoothLine => "Smooth line",
            Self::StepLine => "Step line",
            Self::StackedArea => "Stacked area",
            Self::Combo => "Bars and line",
            Self::Donut => "Donut",
            Self::Bubble => "Bubble",
            Self::Density => "Density",
            Self::BoxPlot => "Box plot",
            Self::Band => "Band",
            Self::Waterfall => "Waterfall",
            Self::Rose => "Rose",
            Self::Bullet => "Bullet",
            Self::Pareto => "Pareto",
            Self::PolarBar => "Polar bar",
            Self::Candlestick => "Candlestick",
            Self::ErrorBar => "Error bars",
            Self::Lollipop => "Lollipop",
            Self::Bump => "Bump",
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
            Self::Calendar => "calendar",
            Self::Cohort => "cohort",
            Self::Funnel => "funnel",
            Self::Gauge => "gauge",
            Self::Treemap => "treemap",
            Self::Sunburst => "sunburst",
            Self::Tree => "tree",
            Self::Sankey => "sankey",
            Self::Network => "network",
            Self::Radar => "radar",
            Self::Parallel => "parallel",
            Self::ThemeRiver => "theme_river",
            Self::Gantt => "gantt",
            Self::Choropleth => "choropleth",
            Self::BubbleMap => "bubble_map",
            Self::SparkTable => "spark_table",
            Self::Pivot => "pivot",
            Self::Table => "table",
            Self::PercentBar => "percent_bar",
            Self::SmoothLine => "smooth_line",
            Self::StepLine => "step_line",
            Self::StackedArea => "stacked_area",
            Self::Combo => "combo",
            Self::Donut => "donut",
            Self::Bubble => "bubble",
            Self::Density => "density",
            Self::BoxPlot => "box_plot",
            Self::Band => "band",
            Self::Waterfall => "waterfall",
            Self::Rose => "rose",
            Self::Bullet => "bullet",
            Self::Pareto => "pareto",
            Self::PolarBar => "polar_bar",
            Self::Candlestick => "candlestick",
            Self::ErrorBar => "error_bar",
            Self::Lollipop => "lollipop",
            Self::Bump => "bump",
        }
    }

    /// Whether the page draws it itself, without ECharts.
    pub fn is_html(self) -> bool {
        matches!(self, Self::Kpi | Self::SparkTable | Self::Pivot | Self::Table)
    }
}
