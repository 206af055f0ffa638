//! An answer's chart as one of Excel's own, where Excel has the kind: it stays alive when cells change.

mod strands;

use super::cells::{Cells, Kind as Held};
use rust_xlsxwriter::{Chart, ChartSeries, ChartType, Format, Worksheet, XlsxError};
use spec::answer::Answer;
use spec::chart::Kind;
use std::ops::Range;
use strands::Strands;

/// What a chart stands on.
pub(super) struct Ground<'a> {
    /// The sheet's name.
    pub name: &'a str,
    /// What the chart is called.
    pub title: &'a str,
    /// The answer.
    pub answer: &'a Answer,
    /// The table's columns.
    pub columns: &'a [Cells],
    /// The row of the table's header.
    pub top: u32,
    /// How many rows the table has.
    pub rows: usize,
}

/// Excel draws no more points than this of a series without trouble.
const MOST_POINTS: usize = 5_000;
const WIDTH_PX: u32 = 720;
const HEIGHT_PX: u32 = 400;
/// How many columns of the usual width a chart covers, and one more.
const CHART_COLUMNS: u16 = 13;

/// How Excel draws a kind.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// Each series like the others.
    Alike(ChartType),
    /// Lines without corners.
    Smooth,
    /// Bars that touch.
    Touching,
    /// The first as bars, the others as lines with an axis of their own.
    Both,
    /// Two measures against each other.
    Dots,
}

fn form(kind: Kind) -> Option<Form> {
    Some(match kind {
        Kind::Column | Kind::GroupedBar | Kind::Pareto => Form::Alike(ChartType::Column),
        Kind::Histogram => Form::Touching,
        Kind::StackedBar => Form::Alike(ChartType::ColumnStacked),
        Kind::PercentBar => Form::Alike(ChartType::ColumnPercentStacked),
        Kind::Bar | Kind::Lollipop => Form::Alike(ChartType::Bar),
        Kind::Line | Kind::StepLine | Kind::Bump => Form::Alike(ChartType::Line),
        Kind::SmoothLine => Form::Smooth,
        Kind::Area => Form::Alike(ChartType::Area),
        Kind::StackedArea | Kind::ThemeRiver => Form::Alike(ChartType::AreaStacked),
        Kind::Pie | Kind::Rose => Form::Alike(ChartType::Pie),
        Kind::Donut => Form::Alike(ChartType::Doughnut),
        Kind::Radar => Form::Alike(ChartType::Radar),
        Kind::Combo => Form::Both,
        Kind::Scatter | Kind::Bubble => Form::Dots,
        _ => return None,
    })
}

/// Puts the chart beside the table, where Excel has its kind and it has what it needs.
pub(super) fn draw(sheet: &mut Worksheet, ground: &Ground<'_>) -> Result<(), XlsxError> {
    let Some(form) = ground.answer.chart.kind.and_then(form) else {
        return Ok(());
    };
    let beside = ground.columns.len() as u16 + 1;
    let Some(strands) = Strands::of(ground, form == Form::Dots, beside + CHART_COLUMNS) else {
        return Ok(());
    };
    strands.write(sheet, ground.top)?;
    let mut chart = drawn(form, &strands, ground);
    chart.title().set_name(ground.title);
    chart.set_alt_text(match ground.answer.headline.as_str() {
        "" => ground.title,
        headline => headline,
    });
    chart.set_width(WIDTH_PX).set_height(HEIGHT_PX);
    sheet.insert_chart(ground.top, beside, &chart)?;
    Ok(())
}

fn drawn(form: Form, strands: &Strands, ground: &Ground<'_>) -> Chart {
    let all = 0..strands.count();
    let with =
        |kind, which: Range<usize>, dress: &dyn Fn(&mut ChartSeries)| series(kind, strands, ground, which, dress);
    let mut chart = match form {
        Form::Alike(kind) => with(kind, all, &|_| {}),
        Form::Smooth => with(ChartType::Line, all, &|series| {
            series.set_smooth(true);
        }),
        Form::Touching => with(ChartType::Column, all, &|series| {
            series.set_gap(2);
        }),
        Form::Dots => with(ChartType::Scatter, all, &|_| {}),
        Form::Both if strands.count() < 2 => with(ChartType::Column, all, &|_| {}),
        Form::Both => {
            let lines = with(ChartType::Line, 1..strands.count(), &|series| {
                series.set_secondary_axis(true);
            });
            let mut bars = with(ChartType::Column, 0..1, &|_| {});
            bars.combine(&lines);
            bars
        }
    };
    dress(&mut chart, form, strands);
    chart
}

/// The axes and the legend.
fn dress(chart: &mut Chart, form: Form, strands: &Strands) {
    chart.x_axis().set_name(strands.along.as_str());
    chart.y_axis().set_num_format(strands.format.as_str());
    if let Some(format) = &strands.moments {
        chart.x_axis().set_num_format(format.as_str());
    }
    match form {
        // Excel has the first lying bar at the bottom.
        Form::Alike(ChartType::Bar) => {
            chart.x_axis().set_reverse();
        }
        Form::Alike(ChartType::Line | ChartType::Area) | Form::Smooth => {
            chart.x_axis().set_date_axis(strands.moments.is_some());
        }
        Form::Alike(ChartType::ColumnPercentStacked) => {
            chart.y_axis().set_num_format("0%");
        }
        Form::Dots => {
            chart.y_axis().set_name(strands.up.as_str());
        }
        _ => {}
    }
    let is_line = matches!(form, Form::Dots | Form::Smooth | Form::Alike(ChartType::Line));
    if strands.is_positive && !is_line {
        chart.y_axis().set_min(0);
    }
    let is_parts = matches!(form, Form::Alike(ChartType::Pie | ChartType::Doughnut));
    if strands.count() == 1 && !is_parts {
        chart.legend().set_hidden();
    }
}

fn series(
    kind: ChartType,
    strands: &Strands,
    ground: &Ground<'_>,
    which: Range<usize>,
    dress: &dyn Fn(&mut ChartSeries),
) -> Chart {
    let mut chart = Chart::new(kind);
    let (first, last) = (ground.top + 1, ground.top + strands.rows as u32);
    for at in which {
        let (along, values) = (strands.along_at, strands.values_at(at));
        let series = chart.add_series();
        series
            .set_name((ground.name, ground.top, values))
            .set_categories((ground.name, first, along, last, along))
            .set_values((ground.name, first, values, last, values));
        dress(series);
    }
    chart
}
