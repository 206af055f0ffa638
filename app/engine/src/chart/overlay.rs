//! What is laid over a drawn chart: a trend, a moving average, lines, bands and notes.

use super::fit_line::{self, Fitted};
use super::format::write;
use super::matrix::figure;
use super::plan::{Plan, label};
use super::timeline;
use serde_json::{Map, Value as Json, json};
use spec::answer::{FormatKind, Level, Note, Table};
use spec::chart::overlay::{Annotation, Height, Reference};
use spec::chart::{Chart, Kind};
use spec::value::Value;

/// The most series that have a trend or an average of their own.
const MOST_SERIES: usize = 4;

/// Lays what a chart asks for over its option.
pub(crate) fn lay(option: &mut Json, chart: &Chart, plan: &Plan<'_>, table: &Table) -> Vec<Note> {
    let is_plain =
        !chart.trend && chart.moving_average.is_none() && chart.references.is_empty() && chart.annotations.is_empty();
    if is_plain || option.is_null() {
        return Vec::new();
    }
    let Some(ground) = Ground::of(option) else {
        let message = "lines and notes need a chart with two axes";
        return vec![Note::new(Level::Info, "no_overlay", message)];
    };
    let mut notes = Vec::new();
    let drawn = ground.drawn(option);
    if chart.trend {
        notes.extend(ground.trends(option, &drawn, plan, table));
    }
    if let Some(window) = chart.moving_average.filter(|window| *window > 1) {
        ground.averages(option, &drawn, window as usize);
    }
    ground.references(option, &drawn, &chart.references, plan);
    ground.annotations(option, &chart.annotations);
    notes
}

/// Which way a chart's values go.
struct Ground {
    lies: bool,
}

/// A drawn series: its place, its name, its colour and its points.
struct Drawn {
    place: usize,
    name: String,
    hue: Json,
    is_stacked: bool,
    /// For each point its place on the axis as it is written, as a number, and its value.
    points: Vec<(Json, f64, f64)>,
}

impl Ground {
    fn of(option: &Json) -> Option<Self> {
        let kind = |axis: &str| first(&option[axis]).and_then(|axis| axis["type"].as_str());
        match (kind("xAxis")?, kind("yAxis")?) {
            ("category", "category") => None,
            ("value", "category") => Some(Self { lies: true }),
            _ => Some(Self { lies: false }),
        }
    }

    /// Where the name of a line across stands: above an upright line, or at its end.
    fn label(&self) -> &'static str {
        if self.lies { "end" } else { "insideEndTop" }
    }

    /// The axis that values are read from, and the other.
    fn axes(&self) -> (&'static str, &'static str) {
        if self.lies {
            ("xAxis", "yAxis")
        } else {
            ("yAxis", "xAxis")
        }
    }

    fn drawn(&self, option: &Json) -> Vec<Drawn> {
        let series = option["series"].as_array().map(Vec::as_slice).unwrap_or_default();
        let shown = series.iter().enumerate().filter(|(_, series)| {
            let is_known = ["line", "bar", "scatter"].iter().any(|kind| series["type"] == *kind);
            let is_first_axis = series["yAxisIndex"].as_u64().unwrap_or_default() == 0;
            is_known && series["silent"] != true && is_first_axis
        });
        let drawn = shown.map(|(place, series)| Drawn {
            place,
            name: series["name"].as_str().unwrap_or_default().to_owned(),
            hue: series["hue"].clone(),
            is_stacked: series.get("stack").is_some(),
            points: self.points(series),
        });
        drawn.collect()
    }

    fn points(&self, series: &Json) -> Vec<(Json, f64, f64)> {
        let items = series["data"].as_array().map(Vec::as_slice).unwrap_or_default();
        let point = |(index, item): (usize, &Json)| {
            let value = item.get("value").unwrap_or(item);
            let Some(pair) = value.as_array() else {
                return Some((json!(index), index as f64, value.as_f64()?));
            };
            let (along, up) = if self.lies {
                (pair.get(1)?, pair.first()?)
            } else {
                (pair.first()?, pair.get(1)?)
            };
            let number = match along {
                Json::String(moment) => timeline::millis(moment)?,
                other => other.as_f64()?,
            };
            Some((along.clone(), number, up.as_f64()?))
        };
        items.iter().enumerate().filter_map(point).collect()
    }

    fn trends(&self, option: &mut Json, drawn: &[Drawn], plan: &Plan<'_>, table: &Table) -> Vec<Note> {
        let mut notes = Vec::new();
        if matches!(plan.kind, Kind::Scatter | Kind::Bubble) {
            notes.extend(self.trend_of_all(option, drawn, plan, table));
            return notes;
        }
        for series in drawn.iter().filter(|series| !series.is_stacked).take(MOST_SERIES) {
            let pairs = series.points.iter().map(|(_, x, y)| (*x, *y)).collect::<Vec<_>>();
            let (Some(fitted), Some(first), Some(last)) =
                (fit_line::of(&pairs), series.points.first(), series.points.last())
            else {
                continue;
            };
            let ends = [
                (first.0.clone(), fitted.at(first.1)),
                (last.0.clone(), fitted.at(last.1)),
            ];
            notes.push(told(series, &fitted, plan));
            self.add_line(option, series, &format!("{}, trend", series.name), &ends, "dashed");
        }
        notes
    }

    /// One line through every point, whatever its colour, of all rows.
    fn trend_of_all(&self, option: &mut Json, drawn: &[Drawn], plan: &Plan<'_>, table: &Table) -> Option<Note> {
        let (x, y) = (plan.x?, *plan.y.first()?);
        let pairs = plan.numbers(table, x).into_iter().zip(plan.numbers(table, y));
        let pairs = pairs
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .collect::<Vec<_>>();
        let fitted = fit_line::of(&pairs)?;
        let low = pairs.iter().map(|pair| pair.0).reduce(f64::min)?;
        let high = pairs.iter().map(|pair| pair.0).reduce(f64::max)?;
        let ends = [low, high].map(|end| (figure(Some(end)), fitted.at(end)));
        let series = Drawn {
            place: drawn.first()?.place,
            name: "Trend".into(),
            hue: json!("ink"),
            is_stacked: false,
            points: Vec::new(),
        };
        self.add_line(option, &series, "Trend", &ends, "dashed");
        let name = |column: usize| plan.shape.names.get(column).cloned().unwrap_or_default();
        let sign = if fitted.start < 0.0 { "−" } else { "+" };
        let message = format!(
            "trend: {} = {} × {} {sign} {} (R² {})",
            name(y),
            short(fitted.slope),
            name(x),
            short(fitted.start.abs()),
            short(fitted.explained)
        );
        Some(Note::new(Level::Info, "trend", message))
    }

    fn averages(&self, option: &mut Json, drawn: &[Drawn], window: usize) {
        for series in drawn.iter().filter(|series| !series.is_stacked).take(MOST_SERIES) {
            let means = series.points.windows(window).filter_map(|part| {
                let mean = part.iter().map(|(_, _, y)| y).sum::<f64>() / window as f64;
                Some((part.last()?.0.clone(), mean))
            });
            let means = means.collect::<Vec<_>>();
            let name = format!("{}, average of {window}", series.name);
            self.add_line(option, series, &name, &means, "solid");
        }
    }

    /// A line of points over the chart, in the colour of the series that it is about.
    fn add_line(&self, option: &mut Json, about: &Drawn, name: &str, points: &[(Json, f64)], style: &str) {
        let pair = |(along, up): &(Json, f64)| {
            let up = figure(Some(*up));
            if self.lies {
                json!([up, along])
            } else {
                json!([along, up])
            }
        };
        let hue = if about.hue.is_null() {
            json!("ink")
        } else {
            about.hue.clone()
        };
        let line = json!({
            "type": "line", "name": name, "data": points.iter().map(pair).collect::<Vec<_>>(), "hue": hue, "z": 4,
            "showSymbol": false, "symbol": "none", "silent": true, "smooth": false,
            "lineStyle": { "type": style, "width": 2 }, "tooltip": { "show": style == "solid" },
        });
        push(option, line, about.place);
    }

    fn references(&self, option: &mut Json, drawn: &[Drawn], references: &[Reference], plan: &Plan<'_>) {
        let values = drawn
            .iter()
            .flat_map(|series| series.points.iter().map(|point| point.2));
        let mut values = values.collect::<Vec<_>>();
        values.sort_by(f64::total_cmp);
        for reference in references {
            let Some((value, word)) = height(reference.at, &values) else {
                continue;
            };
            let format = plan.y.first().map(|measure| plan.format(*measure)).unwrap_or_default();
            let word = if reference.label.is_empty() {
                word
            } else {
                reference.label.as_str()
            };
            let name = format!("{word} {}", write(&Value::Float(value), &format));
            let (axis, _) = self.axes();
            match reference.to {
                None => mark(
                    option,
                    "markLine",
                    json!({ "name": name.trim(), axis: value, "label": { "position": self.label() } }),
                ),
                Some(end) => {
                    let band = json!([{ "name": reference.label, axis: value }, { axis: end }]);
                    mark(option, "markArea", band);
                }
            }
            self.make_room(option, drawn, [Some(value), reference.to], &values);
        }
    }

    /// An unseen point at a line beyond the values: the axis then reaches to it.
    fn make_room(&self, option: &mut Json, drawn: &[Drawn], wanted: [Option<f64>; 2], values: &[f64]) {
        let (Some(low), Some(high)) = (values.first(), values.last()) else {
            return;
        };
        let is_beyond = |value: &f64| value < low || value > high;
        let place = drawn
            .first()
            .and_then(|series| Some((series.place, series.points.first()?.0.clone())));
        let (Some((about, along)), beyond) = (place, wanted.into_iter().flatten().filter(is_beyond)) else {
            return;
        };
        let pair = |value: f64| {
            if self.lies {
                json!([value, along])
            } else {
                json!([along, value])
            }
        };
        let data = beyond.map(pair).collect::<Vec<_>>();
        if !data.is_empty() {
            let unseen = json!({
                "type": "scatter", "data": data, "symbolSize": 0, "silent": true, "tooltip": { "show": false },
            });
            push(option, unseen, about);
        }
    }

    fn annotations(&self, option: &mut Json, annotations: &[Annotation]) {
        let (_, axis) = self.axes();
        for annotation in annotations {
            mark(
                option,
                "markLine",
                json!({ "name": annotation.text, axis: label(&annotation.at), "label": { "position": "insideEndTop" } }),
            );
        }
    }
}

/// Where a line is, and what it is called.
fn height(at: Height, sorted: &[f64]) -> Option<(f64, &'static str)> {
    match at {
        Height::Value(value) => Some((value, "")),
        Height::Average if sorted.is_empty() => None,
        Height::Average => Some((sorted.iter().sum::<f64>() / sorted.len() as f64, "Average")),
        Height::Median => Some((super::spread::quantile(sorted, 0.5)?, "Median")),
    }
}

/// A trend in words: how much it rises with each step of its axis.
fn told(series: &Drawn, fitted: &Fitted, plan: &Plan<'_>) -> Note {
    const DAY_MILLIS: f64 = 86_400_000.0;
    let is_time = matches!(series.points.first(), Some((Json::String(_), ..)));
    let (rise, step) = match plan.x.map(|x| plan.format(x).kind) {
        _ if !is_time => (fitted.slope, "step"),
        Some(FormatKind::Year) => (fitted.slope * DAY_MILLIS * 365.25, "year"),
        Some(FormatKind::Quarter) => (fitted.slope * DAY_MILLIS * 91.3125, "quarter"),
        Some(FormatKind::Month) => (fitted.slope * DAY_MILLIS * 30.4375, "month"),
        Some(FormatKind::Week) => (fitted.slope * DAY_MILLIS * 7.0, "week"),
        Some(FormatKind::Hour) => (fitted.slope * DAY_MILLIS / 24.0, "hour"),
        _ => (fitted.slope * DAY_MILLIS, "day"),
    };
    let sign = if rise < 0.0 { "−" } else { "+" };
    let message = format!(
        "trend of {}: {sign}{} with each {step} (R² {})",
        series.name,
        short(rise.abs()),
        short(fitted.explained)
    );
    Note::new(Level::Info, "trend", message)
}

fn short(number: f64) -> String {
    let format = spec::answer::Format {
        kind: FormatKind::Number,
        ..spec::answer::Format::default()
    };
    write(&Value::Float(number), &format)
}

/// Adds a series after the others; its figures are written as those of the series that it is about.
fn push(option: &mut Json, mut series: Json, about: usize) {
    let axes = ["xAxisIndex", "yAxisIndex"].map(|axis| (axis, option["series"][about][axis].clone()));
    for (axis, index) in axes {
        if !index.is_null() {
            series[axis] = index;
        }
    }
    let column = option["sextant"]["series"][about].clone();
    let (all, columns) = ("/series", "/sextant/series");
    for (path, item) in [(all, series), (columns, column)] {
        if let Some(list) = option.pointer_mut(path).and_then(Json::as_array_mut) {
            list.push(item);
        }
    }
}

/// Adds a mark to the first series that is seen.
fn mark(option: &mut Json, kind: &str, data: Json) {
    let series = option["series"].as_array_mut();
    let series = series.and_then(|series| series.iter_mut().find(|series| series["silent"] != true));
    let Some(Json::Object(series)) = series else { return };
    let marks = series.entry(kind).or_insert_with(|| Json::Object(Map::new()));
    let look = match kind {
        "markArea" => json!({ "silent": true, "itemStyle": { "opacity": 0.1 } }),
        _ => json!({ "silent": true, "symbol": "none", "lineStyle": { "type": "dashed" } }),
    };
    super::sketch::merge(marks, look);
    let Json::Object(marks) = marks else { return };
    if let Json::Array(list) = marks.entry("data").or_insert_with(|| json!([])) {
        list.push(data);
    }
}

/// The axis, or the first of several.
fn first(axes: &Json) -> Option<&Json> {
    match axes {
        Json::Array(axes) => axes.first(),
        Json::Null => None,
        axis => Some(axis),
    }
}
