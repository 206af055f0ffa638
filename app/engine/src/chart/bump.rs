//! Ranks, and how they change.

use super::catalogue::{Channels, Entry, never};
use super::matrix::{Matrix, Strand};
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::{Frame, Sketch, category_axis, merge, value_axis};
use super::tip;
use charming::element::{AxisPointerType, BoundaryGap, Trigger};
use serde_json::{Value as Json, json};
use spec::answer::Table;
use spec::chart::Kind;

/// What is special about it.
pub(crate) const ENTRY: Entry = Entry {
    kind: Kind::Bump,
    draw: Some(draw),
    channels: Channels::Split,
    fits,
    leads: never,
    needs: "ranks need several names along time",
    instead: &[Kind::Line, Kind::GroupedBar, Kind::StackedBar],
};

/// More moments than this cannot be followed.
const MOST_MOMENTS: usize = 60;
/// Up to so many moments have a dot on every line.
const FEW_MOMENTS: usize = 24;
/// What ranks are called among the columns.
const RANK: &str = "rank";
/// The room for the names at the ends of the lines.
const NAMES_PX: i32 = 120;

fn fits(shape: &Shape) -> bool {
    shape.runs() && shape.is_grouped && shape.groups.len() == 2
}

fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let mut matrix = Matrix::read_leading(plan, table, MOST_MOMENTS);
    if plan.x.is_some_and(|x| plan.shape.is_ordered(x)) {
        matrix.sort();
    }
    let (chart, mut patch) = Frame {
        has_legend: false,
        zoom: None,
        right: NAMES_PX,
    }
    .start(Trigger::Item, AxisPointerType::Line);
    let ranks = ranks(&matrix);
    let lowest = ranks.iter().flatten().flatten().max().copied().unwrap_or(1);
    let chart = chart
        .x_axis(category_axis(&matrix).boundary_gap(BoundaryGap::CategoryAxis(false)))
        .y_axis(value_axis().inverse(true).min(1).max(lowest as f64).min_interval(1));
    let moments = matrix.categories.len();
    let series = matrix.strands.iter().zip(&ranks).map(|(strand, ranks)| {
        json!({
            "type": "line", "name": strand.name, "hue": strand.hue, "data": items(strand, ranks, &table.columns[strand.measure].name),
            "smooth": 0.4, "smoothMonotone": "x", "lineStyle": { "width": 3 }, "symbol": "circle", "symbolSize": 9,
            "showSymbol": moments <= FEW_MOMENTS, "connectNulls": false,
            "endLabel": { "show": true, "distance": 8, "width": NAMES_PX - 16, "overflow": "truncate", "seriesName": true },
            "emphasis": { "focus": "series" },
        })
    });
    let series = series.collect::<Vec<_>>();
    merge(
        &mut patch,
        json!({
            "series": series,
            "xAxis": { "offset": 12, "axisLine": { "show": false } },
            "yAxis": { "splitLine": { "show": false }, "axisLine": { "show": false }, "interval": 1 },
            "sextant": { "formats": { RANK: { "kind": "integer" } }, "axes": { "y": RANK } },
        }),
    );
    Sketch {
        chart,
        patch,
        axes: (plan.x, None),
        series: matrix.strands.iter().map(|strand| strand.measure).collect(),
        notes: matrix.notes,
    }
}

/// The rank of each strand at each place, from 1.
fn ranks(matrix: &Matrix) -> Vec<Vec<Option<usize>>> {
    let mut ranks = vec![vec![None; matrix.categories.len()]; matrix.strands.len()];
    let places = matrix.categories.iter().enumerate();
    for (place, _) in places {
        let strands = matrix.strands.iter().enumerate();
        let mut values = strands
            .filter_map(|(at, strand)| Some((at, strand.cells.get(place)?.as_ref()?.value?)))
            .collect::<Vec<_>>();
        values.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        for (rank, (at, _)) in values.into_iter().enumerate() {
            ranks[at][place] = Some(rank + 1);
        }
    }
    ranks
}

fn items(strand: &Strand, ranks: &[Option<usize>], column: &str) -> Vec<Json> {
    let item = |(cell, rank): (&Option<super::matrix::Cell>, &Option<usize>)| match (cell, rank) {
        (Some(cell), Some(rank)) => {
            let lines = [
                tip::line("Rank", Some(*rank as f64), RANK),
                tip::line(column, cell.value, column),
            ];
            let mut item = tip::item(cell, &json!(rank), &lines);
            merge(&mut item, json!({ "of": strand.name }));
            item
        }
        _ => json!({ "value": null }),
    };
    strand.cells.iter().zip(ranks).map(item).collect()
}
