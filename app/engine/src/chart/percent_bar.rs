//! Bars of equal height: each colour by its share of the category's sum.

use super::bars::columns_zoom;
use super::catalogue::{Channels, Entry, never};
use super::matrix::{MOST_CATEGORIES, Matrix, Strand, figure};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Frame, Sketch, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::PercentBar,
    draw: Some(draw),
    channels: Channels::Split,
    fits,
    leads: never,
    needs: "shares need parts of a sum, told apart by colour",
    instead: &[Kind::StackedBar, Kind::GroupedBar, Kind::Bar, Kind::Column],
};

/// What the shares are called among the columns.
const SHARE: &str = "share of the sum";
/// Up to so many bars carry their shares.
const FEW_BARS: usize = 12;

fn fits(shape: &Shape) -> bool {
    shape.has_parts()
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read(plan, table, MOST_CATEGORIES);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    let totals = totals(&matrix);
    let (chart, mut patch) = Frame {
        has_legend: matrix.strands.len() > 1,
        zoom: columns_zoom(plan, &matrix),
        right: 16,
    }
    .start(Trigger::Axis, AxisPointerType::Shadow);
    let chart = chart.x_axis(category_axis(&matrix)).y_axis(value_axis().min(0).max(1));
    let labelled = matrix.categories.len() <= FEW_BARS;
    let series = matrix.strands.iter().map(|strand| {
        json!({
            "type": "bar", "name": strand.name, "stack": "all", "barMaxWidth": 64, "barCategoryGap": "28%",
            "data": items(strand, &totals, &table.columns[strand.measure].name),
            "label": { "show": labelled, "position": "inside", "hue": "ground" },
            "hue": strand.hue,
        })
    });
    let series = series.collect::<Vec<_>>();
    let percent = json!({ "formats": { SHARE: { "kind": "percent" } }, "axes": { "y": SHARE } });
    let labels = json!({ "labels": SHARE });
    merge(&mut patch, json!({ "series": series, "sextant": percent }));
    merge(&mut patch, json!({ "sextant": labels }));
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: matrix.strands.iter().map(|strand| strand.measure).collect(),
        notes: matrix.notes,
    }
}

/// The sum of each category; nothing where there is nothing to share.
fn totals(matrix: &Matrix) -> Vec<Option<f64>> {
    let total = |place: usize| {
        let cells = matrix
            .strands
            .iter()
            .filter_map(|strand| strand.cells.get(place)?.as_ref());
        let sum = cells.filter_map(|cell| cell.value).map(f64::abs).sum::<f64>();
        (sum > 0.0).then_some(sum)
    };
    (0..matrix.categories.len()).map(total).collect()
}

fn items(strand: &Strand, totals: &[Option<f64>], column: &str) -> Vec<Json> {
    let item = |(cell, total): (&Option<super::matrix::Cell>, &Option<f64>)| {
        let Some(cell) = cell else {
            return json!({ "value": null });
        };
        let share = cell.value.zip(*total).map(|(value, total)| value.abs() / total);
        let line = tip::line_beside(&strand.name, (share, SHARE), (cell.value, column));
        tip::item(cell, &figure(share), &[line])
    };
    strand.cells.iter().zip(totals).map(item).collect()
}
