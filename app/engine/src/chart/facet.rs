//! Small multiples: the same chart for each value of a column, on one scale.

use super::density::round_width;
use super::matrix::compare;
use super::plan::Plan;
use super::shape::Shape;
use super::sketch::legend;
use super::whole::Labels;
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};

/// More small charts than this are too small.
const MOST: usize = 12;
/// Of the height, in percent: what is above the first row, and above each chart for its name.
const ABOVE: f64 = 9.0;
const NAME: f64 = 7.0;

/// One small chart's rows.
pub(crate) struct Part {
    /// What it is called.
    pub name: String,
    /// Its rows.
    pub table: Table,
    /// Where each of them is in the answer.
    pub rows: Vec<usize>,
}

/// The rows of each value of a column, the most frequent ones, and a note on those that are left out.
pub(crate) fn parts(plan: &Plan<'_>, table: &Table, column: usize) -> (Vec<Part>, Option<Note>) {
    let labels = Labels::of(table, column);
    let mut rows = vec![Vec::new(); labels.values.len()];
    labels
        .of
        .iter()
        .enumerate()
        .for_each(|(row, place)| rows[*place].push(row));
    let mut found = labels.values.into_iter().zip(rows).collect::<Vec<_>>();
    found.sort_by_key(|(_, rows)| usize::MAX - rows.len());
    let left_out = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    found.sort_by(|one, two| compare(&one.0, &two.0));
    let parts = found.into_iter().map(|(value, rows)| Part {
        name: plan.name(column, &value),
        table: Table {
            columns: table.columns.clone(),
            rows: rows.iter().filter_map(|row| table.rows.get(*row).cloned()).collect(),
            truncated: table.truncated,
            levels: Vec::new(),
        },
        rows,
    });
    let message = format!(
        "drawn for {MOST} values of “{}”; {left_out} more are in the table",
        plan.shape.names[column]
    );
    let note = (left_out > 0).then(|| Note::new(Level::Info, "not_all_drawn", message));
    (parts.collect(), note)
}

/// The shape of an answer for charts that each show one value of this column.
pub(crate) fn shape_without(shape: &Shape, column: usize) -> Shape {
    let mut shape = shape.clone();
    shape.groups.retain(|group| *group != column);
    shape.measures.retain(|measure| *measure != column);
    shape.rows = shape
        .rows
        .div_ceil(shape.distinct.get(column).copied().unwrap_or(1).max(1));
    shape
}

/// The charts beside and below each other; nothing when they have no two axes.
pub(crate) fn together(names: &[String], options: Vec<Json>) -> Option<Json> {
    let is_cartesian = |option: &Json| option["xAxis"].is_object() && option["yAxis"].is_object();
    if options.is_empty() || !options.iter().all(is_cartesian) {
        return None;
    }
    let columns = match options.len() {
        1 => 1,
        2 | 4 => 2,
        3 | 5..=9 => 3,
        _ => 4,
    };
    let rows = options.len().div_ceil(columns);
    let scale = scale(&options, if rows > 2 { 2.0 } else { 4.0 });
    let mut whole = options.first()?.clone();
    let (mut axes_x, mut axes_y, mut grids, mut titles, mut series, mut measures) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (place, (option, name)) in options.into_iter().zip(names).enumerate() {
        let (across, down) = ((place % columns) as f64, (place / columns) as f64);
        let (width, height) = (100.0 / columns as f64, (100.0 - ABOVE) / rows as f64);
        let (left, top) = (across * width, ABOVE + down * height);
        let percent = |number: f64| format!("{number:.2}%");
        titles.push(json!({ "text": name, "left": percent(left + width * 0.02), "top": percent(top), "small": true }));
        grids.push(json!({
            "left": percent(left + width * 0.02), "top": percent(top + NAME), "width": percent(width * 0.94),
            "height": percent(height - NAME - 2.0), "outerBoundsMode": "same", "outerBoundsContain": "all",
        }));
        axes_x.push(on_grid(&option["xAxis"], place));
        axes_y.push(on_grid(&option["yAxis"], place));
        for mut one in option["series"].as_array().cloned().unwrap_or_default() {
            if let Some(stack) = one.get("stack").and_then(Json::as_str).map(str::to_owned) {
                one["stack"] = json!(format!("{stack} {place}"));
            }
            // A line's name would stand on the names below it.
            if is_lying(&option)
                && let Some(lines) = one["markLine"]["data"].as_array_mut()
            {
                lines
                    .iter_mut()
                    .for_each(|line| line["label"] = json!({ "show": false }));
            }
            if one["label"]["show"] == true {
                one["label"]["show"] = json!(false);
            }
            one["xAxisIndex"] = json!(place);
            one["yAxisIndex"] = json!(place);
            series.push(one);
        }
        measures.extend(option["sextant"]["series"].as_array().cloned().unwrap_or_default());
    }
    let is_lying =
        axes_x.iter().any(|axis| axis["type"] == "value") && axes_y.iter().all(|axis| axis["type"] == "category");
    let valued = if is_lying { &mut axes_x } else { &mut axes_y };
    if let Some((low, high, step)) = scale {
        valued
            .iter_mut()
            .filter(|axis| axis["type"] == "value")
            .for_each(|axis| {
                axis["min"] = json!(low);
                axis["max"] = json!(high);
                axis["interval"] = json!(step);
            });
    }
    tell_apart(&mut whole, &series);
    whole["xAxis"] = axes_x.into();
    whole["yAxis"] = axes_y.into();
    whole["grid"] = grids.into();
    whole["title"] = titles.into();
    whole["series"] = series.into();
    whole["sextant"]["series"] = measures.into();
    whole["sextant"]["facets"] = json!({ "columns": columns, "rows": rows });
    if let Json::Object(members) = &mut whole {
        members.remove("dataZoom");
    }
    Some(whole)
}

/// Says what the colours of all charts are; each alone may have one only.
fn tell_apart(whole: &mut Json, series: &[Json]) {
    let names = series_names(series);
    if names.len() > 1 && whole["legend"].is_null() {
        whole["legend"] = serde_json::to_value(legend()).unwrap_or_default();
    }
    if whole["legend"]["data"].is_array() {
        whole["legend"]["data"] = names.into();
    }
}

/// What the charts tell apart by colour, each once.
fn series_names(series: &[Json]) -> Vec<&str> {
    let mut names = Vec::new();
    // What stands over bars without being seen is nothing to tell apart.
    let seen = series.iter().filter(|one| one["itemStyle"]["opacity"] != 0);
    for name in seen.filter_map(|one| one["name"].as_str()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn on_grid(axis: &Json, place: usize) -> Json {
    let mut axis = axis.clone();
    axis["gridIndex"] = json!(place);
    if let Json::Object(members) = &mut axis {
        members.remove("name");
    }
    axis
}

/// The round ends of all values together and the step between about so many marks; zero is one of the ends unless a chart begins elsewhere.
fn scale(options: &[Json], marks: f64) -> Option<(f64, f64, f64)> {
    let ends = options
        .iter()
        .filter_map(reach)
        .reduce(|one, two| (one.0.min(two.0), one.1.max(two.1)));
    let (mut low, mut high) = ends?;
    let is_free = options.iter().any(|option| option["yAxis"]["scale"] == true);
    if !is_free {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    let step = round_width((high - low) / marks);
    Some(((low / step).floor() * step, (high / step).ceil() * step, step))
}

fn is_lying(option: &Json) -> bool {
    option["yAxis"]["type"] == "category" && option["xAxis"]["type"] == "value"
}

/// The lowest and the highest value of a chart, of stacks their sums.
fn reach(option: &Json) -> Option<(f64, f64)> {
    let lies = is_lying(option);
    let mut sums: Vec<f64> = Vec::new();
    let mut ends: Option<(f64, f64)> = None;
    let mut meet = |value: f64| {
        ends = Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
    };
    for series in option["series"].as_array()? {
        let items = series["data"].as_array().map(Vec::as_slice).unwrap_or_default();
        for (place, item) in items.iter().enumerate() {
            let value = item.get("value").unwrap_or(item);
            let value = match value.as_array() {
                Some(pair) => pair.get(usize::from(!lies)),
                None => Some(value),
            };
            let Some(value) = value.and_then(Json::as_f64) else {
                continue;
            };
            if series.get("stack").is_none() {
                meet(value);
                continue;
            }
            if sums.len() <= place {
                sums.resize(place + 1, 0.0);
            }
            sums[place] += value;
        }
    }
    sums.into_iter().for_each(meet);
    ends
}
