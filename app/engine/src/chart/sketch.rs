//! An ECharts option in the making: charming's types for what they know, a raw patch for the rest.

use super::matrix::Matrix;
use super::plan::Plan;
use charming::component::{Axis, DataZoom, DataZoomType, Grid, Legend, LegendType};
use charming::element::{AxisPointer, AxisPointerType, AxisType, Orient, SplitLine, Tooltip, Trigger};
use serde_json::{Map, Value as Json, json};
use spec::answer::{Note, Table};

/// A chart, what charming cannot say of it, and what the page must know of it.
pub(crate) struct Sketch {
    /// The typed part.
    pub chart: charming::Chart,
    /// What is merged over the typed part.
    pub patch: Json,
    /// Which column is along each axis.
    pub axes: (Option<usize>, Option<usize>),
    /// Which column each series measures.
    pub series: Vec<usize>,
    /// What is left out.
    pub notes: Vec<Note>,
}

/// From this many categories on, only some are in sight at first.
pub(crate) const MANY_CATEGORIES: usize = 40;
/// From this many points on, a line can be zoomed.
const MANY_POINTS: usize = 150;

impl Sketch {
    /// The whole option.
    pub(crate) fn option(self, plan: &Plan<'_>, table: &Table, description: &str) -> Json {
        let mut option = serde_json::to_value(&self.chart).unwrap_or_default();
        merge(&mut option, self.patch);
        // What a kind says of columns that it makes up itself.
        let own = option.as_object_mut().and_then(|members| members.remove("sextant"));
        let name = |column: usize| table.columns.get(column).map(|column| column.name.clone());
        let formats = table.columns.iter().zip(plan.formats);
        let formats = formats
            .map(|(column, format)| (column.name.clone(), serde_json::to_value(format).unwrap_or_default()))
            .collect::<Map<_, _>>();
        let mut told = json!({
            "formats": formats,
            "axes": { "x": self.axes.0.and_then(name), "y": self.axes.1.and_then(name) },
            "series": self.series.into_iter().map(name).collect::<Vec<_>>(),
            "description": description,
        });
        if let Some(more) = own {
            merge(&mut told, more);
        }
        if let Json::Object(members) = &mut option {
            members.insert("sextant".to_owned(), told);
        }
        option
    }
}

/// A chart without axes of its own: what charming has no words for, and a tooltip for each mark.
pub(crate) fn free(more: Json, measures: Vec<usize>, notes: Vec<Note>) -> Sketch {
    let mut patch = json!({ "tooltip": { "confine": true } });
    merge(&mut patch, more);
    Sketch {
        chart: charming::Chart::new().tooltip(Tooltip::new().trigger(Trigger::Item)),
        patch,
        axes: (None, None),
        series: measures,
        notes,
    }
}

/// Lays `patch` over `base`: objects member by member, lists item by item, anything else replaces.
pub(crate) fn merge(base: &mut Json, patch: Json) {
    match (base, patch) {
        (Json::Object(base), Json::Object(patch)) => {
            for (name, value) in patch {
                merge(base.entry(name).or_insert(Json::Null), value);
            }
        }
        (Json::Array(base), Json::Array(patch)) => {
            for (place, value) in patch.into_iter().enumerate() {
                match base.get_mut(place) {
                    Some(item) => merge(item, value),
                    None => base.push(value),
                }
            }
        }
        (base, patch) => *base = patch,
    }
}

/// What surrounds a chart.
pub(crate) struct Frame {
    /// Whether the legend is shown.
    pub has_legend: bool,
    /// Which side the slider for zooming is on, and how much is in sight at first.
    pub zoom: Option<Zoom>,
    /// Room for the figures at the ends of lying bars.
    pub right: i32,
}

/// How a chart is zoomed.
#[derive(Clone, Copy)]
pub(crate) enum Zoom {
    /// Along the horizontal axis, all in sight.
    Wide,
    /// Along the horizontal axis, the first categories in sight.
    WideFirst(usize),
    /// Along the vertical axis, the first categories in sight.
    TallFirst(usize),
}

impl Zoom {
    /// For points along time.
    pub(crate) fn for_points(count: usize) -> Option<Self> {
        (count > MANY_POINTS).then_some(Self::Wide)
    }
}

impl Frame {
    /// The chart's grid, legend and zoom, and the patch that belongs to them.
    pub(crate) fn start(&self, trigger: Trigger, pointer: AxisPointerType) -> (charming::Chart, Json) {
        let slides_below = matches!(self.zoom, Some(Zoom::Wide | Zoom::WideFirst(_)));
        let slides_beside = matches!(self.zoom, Some(Zoom::TallFirst(_)));
        let grid = Grid::new()
            .left(8)
            .right(self.right + if slides_beside { 32 } else { 0 })
            .top(if self.has_legend { 40 } else { 16 })
            .bottom(if slides_below { 48 } else { 8 });
        let tooltip = Tooltip::new()
            .trigger(trigger)
            .axis_pointer(AxisPointer::new().type_(pointer));
        let mut chart = charming::Chart::new().tooltip(tooltip).grid(grid);
        if self.has_legend {
            chart = chart.legend(legend());
        }
        let (chart, zoomed) = match self.zoom {
            None => (chart, json!({})),
            Some(zoom) => with_zoom(chart, zoom),
        };
        let mut patch = json!({
            "grid": [{ "outerBoundsMode": "same", "outerBoundsContain": "all" }],
            "tooltip": { "confine": true },
        });
        merge(&mut patch, zoomed);
        (chart, patch)
    }
}

fn with_zoom(chart: charming::Chart, zoom: Zoom) -> (charming::Chart, Json) {
    let inside = DataZoom::new().type_(DataZoomType::Inside);
    let slider = DataZoom::new().type_(DataZoomType::Slider);
    let quiet = json!({ "showDetail": false, "brushSelect": false });
    let (inside, slider) = match zoom {
        Zoom::Wide => (inside.x_axis_index(0), slider.x_axis_index(0).bottom(8)),
        Zoom::WideFirst(count) => {
            let last = count.saturating_sub(1) as f64;
            let inside = inside.x_axis_index(0).start_value(0).end_value(last);
            (inside, slider.x_axis_index(0).start_value(0).end_value(last).bottom(8))
        }
        Zoom::TallFirst(count) => {
            let last = count.saturating_sub(1) as f64;
            let inside = inside.y_axis_index(0).start_value(0).end_value(last);
            (
                inside,
                slider
                    .orient(Orient::Vertical)
                    .y_axis_index(0)
                    .start_value(0)
                    .end_value(last)
                    .right(4),
            )
        }
    };
    let mut size = match zoom {
        Zoom::TallFirst(_) => json!({ "width": 18, "height": "auto", "top": 16, "bottom": 32 }),
        _ => json!({ "height": 20 }),
    };
    merge(&mut size, quiet);
    (
        chart.data_zoom(inside).data_zoom(slider),
        json!({ "dataZoom": [{}, size] }),
    )
}

/// A legend above the chart; flatter items would have their names cut off by the scrolling kind.
pub(crate) fn legend() -> Legend {
    Legend::new()
        .type_(LegendType::Scroll)
        .top(0)
        .left(0)
        .item_width(12)
        .item_height(14)
}

/// An axis of figures.
pub(crate) fn value_axis() -> Axis {
    Axis::new()
        .type_(AxisType::Value)
        .split_line(SplitLine::new().show(true))
}

/// An axis of categories.
pub(crate) fn category_axis(matrix: &Matrix) -> Axis {
    Axis::new()
        .type_(AxisType::Category)
        .data(matrix.labels())
        .split_line(SplitLine::new().show(false))
}

/// A figure is whole where its column counts.
pub(crate) fn is_whole(plan: &Plan<'_>) -> bool {
    use spec::answer::FormatKind::Integer;
    plan.y.iter().all(|measure| plan.format(*measure).kind == Integer)
}
