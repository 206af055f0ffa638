//! What each kind of chart is for, in half a sentence.

use super::Kind;

impl Kind {
    /// What it is for: `shows how …`.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Column => "compares values in their own order",
            Self::Bar => "compares values that have names",
            Self::GroupedBar => "compares a few values side by side in each group",
            Self::StackedBar => "shows what each sum is made of",
            Self::Line => "shows how values change over time",
            Self::Area => "shows how an amount changes over time",
            Self::Pie => "shows a few parts of one whole",
            Self::Scatter => "shows how two measures go together",
            Self::Histogram => "shows how often values of each size occur",
            Self::Heatmap => "shows where values are high and low across two groups",
            Self::Kpi => "says one figure, large",
            Self::Table => "says every value exactly",
            Self::Calendar => "shows good and bad days of a year at a glance",
            Self::Cohort => "shows how many stay, period after period",
            Self::Funnel => "shows how many are lost at each step",
            Self::Gauge => "shows how far one figure has come",
            Self::Treemap => "shows many parts of a whole by their size",
            Self::Sunburst => "shows parts of parts, ring by ring",
            Self::Tree => "shows what belongs to what",
            Self::Sankey => "shows what flows from where to where",
            Self::Network => "shows what is linked with what",
            Self::Radar => "compares the profiles of a few things",
            Self::Parallel => "compares many rows over several measures",
            Self::ThemeRiver => "shows how parts swell and shrink over time",
            Self::Gantt => "shows what runs when",
            Self::Choropleth => "shows how countries differ",
            Self::BubbleMap => "shows amounts where they are",
            Self::SparkTable => "shows the course of many values, line by line",
            Self::Pivot => "says every value of two groups, with totals",
            Self::PercentBar => "compares shares, whatever the sums are",
            Self::SmoothLine => "shows the course of values without their corners",
            Self::StepLine => "shows values that hold until they change",
            Self::StackedArea => "shows how a sum and its parts change over time",
            Self::Combo => "shows two measures of different size together",
            Self::Donut => "shows a few parts around their sum",
            Self::Bubble => "shows three measures of each row at once",
            Self::Density => "shows where very many rows lie",
            Self::BoxPlot => "shows how values spread in each group",
            Self::Band => "shows a value and the range that it lies in",
            Self::Waterfall => "shows how steps up and down make a result",
            Self::Rose => "compares a few values around a circle",
            Self::Bullet => "compares each value with its target",
            Self::Pareto => "shows which few make up most of the sum",
            Self::PolarBar => "shows a rhythm around the clock or the year",
            Self::Candlestick => "shows open, close, low and high of each period",
            Self::ErrorBar => "shows how exact each value is",
            Self::Lollipop => "compares many values with little ink",
            Self::Bump => "shows who overtakes whom",
        }
    }
}
