//! Tables become charts: the kind and the channels are settled, then an ECharts option is drawn.
//!
//! Options hold no functions and no colours; the page adds both.

mod area;
mod band;
mod bar;
mod bars;
mod box_plot;
mod bubble;
mod bubble_map;
mod bullet;
mod bump;
mod calendar;
mod candlestick;
mod catalogue;
mod channels;
mod choropleth;
mod cohort;
mod column;
mod combo;
mod density;
mod describe;
mod donut;
mod error_bar;
mod facet;
mod fit_line;
mod fitted;
mod flows;
mod followed;
mod format;
mod funnel;
mod gantt;
mod gauge;
mod grouped_bar;
mod headline;
mod heatmap;
mod histogram;
pub(crate) mod honest;
pub(crate) mod hues;
mod line;
mod lines;
mod lollipop;
mod matrix;
mod nested;
mod network;
mod overlay;
mod parallel;
mod pareto;
mod part;
mod percent_bar;
mod phrase;
mod picture;
mod pie;
pub(crate) mod pivot;
mod places;
mod plain;
mod plan;
mod polar_bar;
mod radar;
mod recommend;
mod rose;
mod sankey;
mod scatter;
pub(crate) mod shape;
mod sizes;
mod sketch;
mod smooth_line;
mod spread;
mod springs;
mod stacked_area;
mod stacked_bar;
mod step_line;
mod sunburst;
mod theme_river;
mod thin;
mod timeline;
mod tip;
mod told;
mod tree;
mod treemap;
mod waterfall;
pub(crate) mod whole;

#[cfg(test)]
mod tests;

use crate::error::Error;
use hues::Leaders;
use plan::Plan;
use sketch::Sketch;
use spec::answer::{Format, Level, Note, Reason, Table};
use spec::chart::{Chart, Kind};
use spec::question::Question;
use std::collections::BTreeMap;
use whole::Whole;

/// A chart with its kind and channels settled.
pub(crate) struct Drawn {
    /// Kind and channels, none left open but those that the kind does not use.
    pub chart: Chart,
    /// The kinds that fit this table, best first.
    pub fitting: Vec<Kind>,
    /// Why the best of them suit.
    pub reasons: Vec<Reason>,
    /// What the table lacks for kinds that cannot be drawn of it.
    pub lacking: Vec<Reason>,
    /// The ECharts option; null for kinds that the page draws itself.
    pub option: serde_json::Value,
    /// How each column is written.
    pub formats: Vec<Format>,
    /// The finding in words; empty when there is nothing to say.
    pub headline: String,
    /// What the chart leaves out or could not do.
    pub notes: Vec<Note>,
}

/// What is known beside an answer's table.
pub(crate) struct Beside<'a> {
    /// How columns are written that someone has decided on, by their names.
    pub told: &'a BTreeMap<String, Format>,
    /// Which values have which colours.
    pub leaders: Leaders,
    /// All rows, when there are more than the table has.
    pub whole: Option<Whole<'a>>,
}

/// Draws one kind of chart: settled channels and a table in, most of an option out.
type Draw = fn(&Plan<'_>, &Table) -> Sketch;

/// Settles what `chart` leaves open and draws.
///
/// # Errors
/// When `chart` names a column that the answer does not have, or measures what is not a number.
pub(crate) fn draw(chart: &Chart, question: &Question, table: &Table, beside: &Beside<'_>) -> Result<Drawn, Error> {
    channels::check(chart, table)?;
    let formats = format::formats(question, &shape::read(question, table), table, beside.told);
    let plain = plain::Plain::of(table);
    let table = plain.as_ref().map_or(table, |plain| &plain.table);
    let mut shape = shape::read(question, table);
    if let Some(facet) = chart.facet.as_ref().and_then(|name| table.position(name)) {
        shape = facet::shape_without(&shape, facet);
    }
    let fitting = recommend::fitting(&shape);
    let (kind, mut notes) = settle_kind(chart, &fitting, &shape);
    let settled = channels::settle(kind, chart, &shape, table)?;
    let mut plan = Plan::new(&settled, &shape, (&formats, &beside.leaders), table);
    plan.whole = beside.whole.as_ref().filter(|_| plain.is_none());
    let mut option = serde_json::Value::Null;
    if let Some(draw) = drawing(kind) {
        let picture = picture::of(draw, &settled, &plan, table);
        notes.extend(picture.notes);
        option = picture.option;
    }
    if let Some(plain) = &plain {
        plain.renumber(&mut option);
    }
    let headline = headline::headline(question, &shape, &formats, table);
    let reasons = recommend::reason::reasons(&fitting, &shape);
    let lacking = recommend::lacking::lacking(&fitting, &shape);
    Ok(Drawn {
        chart: settled,
        fitting,
        reasons,
        lacking,
        option,
        formats,
        headline,
        notes,
    })
}

/// How a kind is drawn; nothing for kinds that the page draws itself.
fn drawing(kind: Kind) -> Option<Draw> {
    Some(match kind {
        Kind::Column => column::draw,
        Kind::Bar => bar::draw,
        Kind::GroupedBar => grouped_bar::draw,
        Kind::StackedBar => stacked_bar::draw,
        Kind::Line => line::draw,
        Kind::Area => area::draw,
        Kind::Pie => pie::draw,
        Kind::Scatter => scatter::draw,
        Kind::Histogram => histogram::draw,
        Kind::Heatmap => heatmap::draw,
        Kind::Calendar => calendar::draw,
        Kind::Cohort => cohort::draw,
        Kind::Funnel => funnel::draw,
        Kind::Gauge => gauge::draw,
        Kind::Treemap => treemap::draw,
        Kind::Sunburst => sunburst::draw,
        Kind::Tree => tree::draw,
        Kind::Sankey => sankey::draw,
        Kind::Network => network::draw,
        Kind::Radar => radar::draw,
        Kind::Parallel => parallel::draw,
        Kind::ThemeRiver => theme_river::draw,
        Kind::Gantt => gantt::draw,
        Kind::Choropleth => choropleth::draw,
        Kind::BubbleMap => bubble_map::draw,
        other => return catalogue::find(other).and_then(|entry| entry.draw),
    })
}

/// The wanted kind, or the nearest that fits and a note that says so.
fn settle_kind(chart: &Chart, fitting: &[Kind], shape: &shape::Shape) -> (Kind, Vec<Note>) {
    let Some(wanted) = chart.kind else {
        return (fitting.first().copied().unwrap_or(Kind::Table), Vec::new());
    };
    if let Some(lack) = recommend::lacking::lack(wanted, fitting, shape) {
        let drawn = recommend::nearest(wanted, fitting);
        let message = recommend::lacking::why_not(drawn, lack);
        return (drawn, vec![Note::new(Level::Info, "other_chart", message)]);
    }
    let is_doubtful = !fitting.contains(&wanted) && recommend::is_doubtful(wanted, shape);
    let doubt = is_doubtful.then(|| Note::new(Level::Info, "doubtful_chart", recommend::why_doubtful(fitting)));
    (wanted, doubt.into_iter().collect())
}
