//! From settled channels to an option: of all rows, of those that make the same picture, or of each value's rows.

use super::plan::Plan;
use super::{Draw, describe, facet, fitted, overlay, plain, thin};
use serde_json::Value as Json;
use spec::answer::{Level, Note, Table};
use spec::chart::Chart;

/// An option and what there is to say of it.
pub(crate) struct Picture {
    /// The ECharts option.
    pub option: Json,
    /// What it leaves out or could not do.
    pub notes: Vec<Note>,
}

/// Draws a settled chart.
pub(crate) fn of(draw: Draw, chart: &Chart, plan: &Plan<'_>, table: &Table) -> Picture {
    let facet = chart.facet.as_ref().and_then(|name| table.position(name));
    let Some(column) = facet else {
        return single(draw, chart, plan, table);
    };
    multiples(draw, chart, plan, (table, column)).unwrap_or_else(|| {
        let mut picture = single(draw, chart, plan, table);
        let message = "small multiples need a chart with two axes";
        picture.notes.push(Note::new(Level::Info, "no_facets", message));
        picture
    })
}

fn single(draw: Draw, chart: &Chart, plan: &Plan<'_>, table: &Table) -> Picture {
    let Some(thin) = thin::of(plan, table) else {
        return drawn(draw, chart, plan, table);
    };
    let plan = Plan {
        weights: &thin.weights,
        ..plan.clone()
    };
    let mut picture = drawn(draw, chart, &plan, &thin.table);
    plain::renumber(&mut picture.option, &thin.rows, table.rows.len());
    picture.notes.insert(0, thin.note);
    picture
}

fn multiples(draw: Draw, chart: &Chart, plan: &Plan<'_>, (table, column): (&Table, usize)) -> Option<Picture> {
    let (parts, left_out) = facet::parts(plan, table, column);
    let plan = Plan {
        whole: None,
        ..plan.clone()
    };
    let (mut options, mut notes) = (Vec::new(), Vec::new());
    for part in &parts {
        let mut picture = drawn(draw, chart, &plan, &part.table);
        plain::renumber(&mut picture.option, &part.rows, usize::MAX);
        options.push(picture.option);
        let said = picture.notes.into_iter();
        notes.extend(said.filter(|note| note.code != "trend"));
    }
    let names = parts.into_iter().map(|part| part.name).collect::<Vec<_>>();
    let option = facet::together(&names, options)?;
    notes.dedup();
    notes.extend(left_out);
    Some(Picture { option, notes })
}

fn drawn(draw: Draw, chart: &Chart, plan: &Plan<'_>, table: &Table) -> Picture {
    let sketch = draw(plan, table);
    let mut notes = sketch.notes.clone();
    let description = describe::describe(plan, &sketch, table);
    let mut option = sketch.option(plan, table, &description);
    if chart.fitted {
        fitted::fit(&mut option);
    }
    notes.extend(overlay::lay(&mut option, chart, plan, table));
    Picture { option, notes }
}
