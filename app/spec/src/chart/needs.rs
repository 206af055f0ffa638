//! What each kind of chart needs of an answer, for those that do not have it.

use super::Kind;

impl Kind {
    /// What it needs, as a sentence goes on: `needs two measures`.
    pub fn needs(self) -> &'static str {
        match self {
            Self::Column | Self::Bar => "needs one group and a value",
            Self::GroupedBar | Self::StackedBar => "needs two groups, or several values of one group",
            Self::Line | Self::Area | Self::SmoothLine | Self::StepLine => {
                "needs an order along which values change, such as a date"
            }
            Self::Pie | Self::Donut | Self::Rose => "needs a few parts of a whole, none below zero",
            Self::Scatter => "needs two values",
            Self::Histogram => "needs a group cut into bins",
            Self::Heatmap => "needs two groups and a value",
            Self::Kpi => "needs one figure alone, without groups",
            Self::Table => "always fits",
            Self::Calendar => "needs one group by day",
            Self::Cohort => "needs a start and the periods after it, by time",
            Self::Funnel => "needs one group, its steps, and a value for each",
            Self::Gauge => "needs one figure alone, without groups",
            Self::Treemap | Self::Sunburst => "needs a group to divide the whole by, and a value that adds up",
            Self::Tree => "needs several groups, one inside the other",
            Self::Sankey | Self::Network => "needs two groups, from and to, and a value",
            Self::Radar => "needs several values of a few things",
            Self::Parallel => "needs several values of many rows",
            Self::ThemeRiver | Self::StackedArea => "needs parts of a sum along time",
            Self::Gantt => "needs two columns with dates: start and end",
            Self::Choropleth => "needs countries, by their names or codes, and a value",
            Self::BubbleMap => "needs a longitude and a latitude",
            Self::SparkTable => "needs a group and a date",
            Self::Pivot => "needs two groups and a value",
            Self::PercentBar => "needs parts of a sum, told apart by colour",
            Self::Combo => "needs two values of one group",
            Self::Bubble => "needs three values",
            Self::Density => "needs two values of many rows",
            Self::BoxPlot => "needs several values in each group",
            Self::Band => "needs a low, a middle and a high value along time",
            Self::Waterfall => "needs a few steps that add up",
            Self::Bullet => "needs a value and a target for each",
            Self::Pareto => "needs parts of a sum, none below zero",
            Self::PolarBar => "needs a few values, none below zero",
            Self::Candlestick => "needs open, close, low and high along time",
            Self::ErrorBar => "needs a value and how far it may be off",
            Self::Lollipop => "needs one value of one group",
            Self::Bump => "needs several names along time",
        }
    }
}
