//! Bars of every sort: upright or lying, alone, side by side or on top of each other.

use super::matrix::{MOST_CATEGORIES, Matrix, Strand, figure};
use super::plan::Plan;
use super::shape::Role;
use super::sketch::{Frame, MANY_CATEGORIES, Sketch, Zoom, category_axis, is_whole, merge, value_axis};
use charming::element::{AxisPointerType, ItemStyle, Label, LabelPosition, Trigger};
use charming::series::Bar;
use serde_json::{Value as Json, json};
use spec::answer::Table;

/// Up to so many lying bars carry their figures, and so many totals.
const FEW_BARS: usize = 16;
/// Up to so many upright bars carry their figures: they stand closer together.
const FEW_UPRIGHT: usize = 10;
/// A timeline with more periods than this shows no gaps.
const MOST_PERIODS: usize = 400;
/// How many lying bars are in sight at first when there are too many.
const IN_SIGHT: usize = 16;
/// Lines of text as close as bars can be.
pub(crate) const LINE_PX: u32 = 12;
/// The room that the figure of a bar to the left of zero needs between the bar and its name.
pub(crate) const FIGURE_PX: u32 = 46;
/// What the invisible bars that carry the totals are called.
const TOTAL: &str = "Total";

/// How bars are laid out.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Layout {
    /// Upright, side by side where there are several.
    Upright,
    /// Lying, side by side where there are several.
    Lying,
    /// Upright, on top of each other.
    Stacked,
    /// Upright, touching each other.
    Touching,
}

/// Draws the rows of a table as bars.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table, layout: Layout) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    if layout != Layout::Lying && is_in_time_order(&matrix) {
        matrix.fill_gaps(plan, MOST_PERIODS);
    }
    draw_matrix(plan, matrix, layout)
}

/// Draws categories and strands as bars.
pub(crate) fn draw_matrix(plan: &Plan<'_>, matrix: Matrix, layout: Layout) -> Sketch {
    let lies = layout == Layout::Lying;
    let figures = matrix.figures();
    let labelled = figures <= if lies { FEW_BARS } else { FEW_UPRIGHT } && layout != Layout::Stacked;
    let totals = if layout == Layout::Stacked {
        totals(&matrix)
    } else {
        None
    };
    let frame = Frame {
        has_legend: matrix.strands.len() > 1,
        zoom: zoom(plan, &matrix, lies),
        right: if lies && labelled { 56 } else { 16 },
    };
    let (mut chart, mut patch) = frame.start(Trigger::Axis, AxisPointerType::Shadow);
    let values = if is_whole(plan) {
        value_axis().min_interval(1)
    } else {
        value_axis()
    };
    let categories = category_axis(&matrix);
    chart = if lies {
        chart.x_axis(values).y_axis(categories.inverse(true))
    } else {
        chart.x_axis(categories).y_axis(values)
    };
    if lies && labelled && matrix.values().any(|value| value < 0.0) {
        merge(&mut patch, json!({ "yAxis": { "axisLabel": { "margin": FIGURE_PX } } }));
    }
    let mut series = Vec::new();
    for strand in &matrix.strands {
        chart = chart.series(bar(strand, layout, labelled));
        let mut more = json!({ "data": items(strand), "barMaxWidth": 48, "barCategoryGap": gap(layout), "label": { "lineHeight": LINE_PX } });
        strand.dye(&mut more);
        series.push(more);
    }
    let mut measures = matrix.strands.iter().map(|strand| strand.measure).collect::<Vec<_>>();
    if let (Some(totals), Some(first)) = (totals, measures.first().copied()) {
        chart = chart.series(
            Bar::new()
                .name(TOTAL)
                .bar_gap("-100%")
                .label(ends(true))
                .item_style(ItemStyle::new().opacity(0)),
        );
        series.push(invisible(&totals));
        let names = matrix
            .strands
            .iter()
            .map(|strand| strand.name.as_str())
            .collect::<Vec<_>>();
        // A total must not outlive a part that is switched off.
        merge(
            &mut patch,
            json!({ "legend": { "data": names, "selectedMode": false } }),
        );
        measures.push(first);
    }
    merge(&mut patch, json!({ "series": series }));
    Sketch {
        chart,
        patch,
        axes: if lies { (None, plan.x) } else { (plan.x, None) },
        series: measures,
        notes: matrix.notes,
    }
}

/// Bars as high as the stacks, of which only the figures are seen.
fn invisible(totals: &[Json]) -> Json {
    json!({
        "data": totals,
        "barMaxWidth": 48,
        "silent": true,
        "label": { "opacity": 1 },
        "tooltip": { "show": false },
    })
}

fn bar(strand: &Strand, layout: Layout, labelled: bool) -> Bar {
    let radius = match layout {
        Layout::Upright | Layout::Lying => 3,
        Layout::Stacked | Layout::Touching => 0,
    };
    let bar = Bar::new()
        .name(strand.name.as_str())
        .item_style(ItemStyle::new().border_radius(radius))
        .label(ends(labelled));
    if layout == Layout::Stacked {
        bar.stack("all")
    } else {
        bar
    }
}

/// Figures at the outer ends of the bars.
fn ends(shown: bool) -> Label {
    Label::new().show(shown).position(LabelPosition::Outside)
}

fn gap(layout: Layout) -> &'static str {
    if layout == Layout::Touching { "2%" } else { "28%" }
}

fn items(strand: &Strand) -> Vec<Json> {
    let item = |cell: &Option<super::matrix::Cell>| match cell {
        Some(cell) => cell.item(&figure(cell.value)),
        None => json!({ "value": null }),
    };
    strand.cells.iter().map(item).collect()
}

/// The sum of each category, where there are few and none has a part below zero.
fn totals(matrix: &Matrix) -> Option<Vec<Json>> {
    let places = matrix.categories.len();
    let is_worth_it = (1..=FEW_BARS).contains(&places) && matrix.strands.len() > 1;
    if !is_worth_it || matrix.values().any(|value| value < 0.0) {
        return None;
    }
    let total = |place: usize| {
        let cells = matrix
            .strands
            .iter()
            .filter_map(|strand| strand.cells.get(place)?.as_ref()?.value);
        figure(Some(cells.sum()))
    };
    Some((0..places).map(total).collect())
}

fn zoom(plan: &Plan<'_>, matrix: &Matrix, lies: bool) -> Option<Zoom> {
    if lies {
        rows_zoom(matrix)
    } else {
        columns_zoom(plan, matrix)
    }
}

/// The first rows are in sight when there are too many.
pub(crate) fn rows_zoom(matrix: &Matrix) -> Option<Zoom> {
    (matrix.categories.len() > MANY_CATEGORIES).then_some(Zoom::TallFirst(IN_SIGHT))
}

/// The first columns are in sight when there are too many, or all of a timeline.
pub(crate) fn columns_zoom(plan: &Plan<'_>, matrix: &Matrix) -> Option<Zoom> {
    columns_zoom_of(plan, matrix.categories.len())
}

/// The zoom of so many columns.
pub(crate) fn columns_zoom_of(plan: &Plan<'_>, count: usize) -> Option<Zoom> {
    let is_timeline = plan.x.is_some_and(|x| matches!(plan.shape.roles[x], Role::Timeline(_)));
    (count > MANY_CATEGORIES).then_some(if is_timeline {
        Zoom::Wide
    } else {
        Zoom::WideFirst(MANY_CATEGORIES)
    })
}

fn is_in_time_order(matrix: &Matrix) -> bool {
    let mut pairs = matrix.categories.windows(2);
    pairs.all(|pair| super::matrix::compare(&pair[0], &pair[1]).is_lt())
}
