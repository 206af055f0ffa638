//! Tables become charts.

use crate::error::Error;
use spec::answer::{Format, Table};
use spec::chart::{Chart, Kind};
use spec::question::Question;

/// A chart with its kind and channels settled.
pub(crate) struct Drawn {
    /// Kind and channels, none left open but those that the kind does not use.
    pub chart: Chart,
    /// The kinds that fit this table, best first.
    pub fitting: Vec<Kind>,
    /// The ECharts option; null for kinds that the page draws itself.
    pub option: serde_json::Value,
    /// How each column is written.
    pub formats: Vec<Format>,
    /// The finding in words; empty when there is nothing to say.
    pub headline: String,
}

/// Settles what `chart` leaves open and draws.
pub(crate) fn draw(chart: &Chart, question: &Question, table: &Table) -> Result<Drawn, Error> {
    let _ = question;
    Ok(Drawn {
        chart: Chart {
            kind: Some(Kind::Table),
            ..chart.clone()
        },
        fitting: vec![Kind::Table],
        option: serde_json::Value::Null,
        formats: vec![Format::default(); table.columns.len()],
        headline: String::new(),
    })
}
