//! Circles at places: at longitudes and latitudes, or on countries.

use super::choropleth::left_out;
use super::matrix::figure;
use super::places::{Atlas, Place};
use super::plan::Plan;
use super::shape::{Role, Shape, number_at};
use super::sketch::{Sketch, free, merge};
use super::told::{Told, column_name, mark};
use serde_json::{Value as Json, json};
use spec::answer::{Level, Note, Table};
use spec::value::Value;

/// The width of the largest and of the smallest circle.
const WIDTHS: (f64, f64) = (44.0, 5.0);
/// From this part of the world on, the whole world is shown.
const MOST_DEGREES: f64 = 150.0;

/// Why an answer cannot be drawn as circles on a map.
pub(crate) fn lacks(shape: &Shape) -> Option<&'static str> {
    let degrees = shape.placed(Place::Longitude).zip(shape.placed(Place::Latitude));
    if degrees.is_some() {
        return None;
    }
    match shape.placed(Place::Country) {
        Some(country) if shape.groups == [country] && size(shape).is_some() => None,
        _ => Some("a bubble map needs columns named longitude and latitude, or countries and a figure"),
    }
}

/// The column that tells how large the circles are.
pub(crate) fn size(shape: &Shape) -> Option<usize> {
    let is_degrees = |column: &usize| {
        matches!(
            shape.places.get(*column),
            Some(Some(Place::Longitude | Place::Latitude))
        )
    };
    shape.measures.iter().copied().find(|measure| !is_degrees(measure))
}

/// The column that names the circles.
pub(crate) fn named(shape: &Shape) -> Option<usize> {
    let country = shape.placed(Place::Country);
    country.or_else(|| shape.roles.iter().position(|role| *role == Role::Category))
}

/// A circle.
struct Circle {
    row: usize,
    name: String,
    /// Longitude and latitude; the middle of the named country when absent.
    at: Option<(f64, f64)>,
    country: Option<&'static str>,
    size: Option<f64>,
}

/// Draws a circle for each row that has a place.
pub(crate) fn draw(plan: &Plan<'_>, table: &Table) -> Sketch {
    let measure = plan.y.first().copied();
    let (circles, unknown) = circles(plan, table, measure);
    let most = circles
        .iter()
        .filter_map(|circle| circle.size)
        .fold(f64::MIN_POSITIVE, f64::max);
    let marks = circles.iter().map(|circle| {
        let mut told = Told::new(circle.name.as_str());
        if let Some(measure) = measure {
            told = told.figure(plan, table, measure, circle.size);
        }
        let (east, north) = circle.at.unwrap_or_default();
        let mut item = mark(&json!([east, north, figure(circle.size)]), &[circle.row], &told);
        let share = circle.size.map_or(0.04, |size| (size / most).clamp(0.0, 1.0));
        let width = (share.sqrt() * WIDTHS.0).max(WIDTHS.1);
        merge(&mut item, json!({ "symbolSize": (width * 10.0).round() / 10.0 }));
        if let (None, Some(country)) = (circle.at, circle.country) {
            merge(&mut item, json!({ "on": country }));
        }
        item
    });
    let mut geo =
        json!({ "map": "world", "roam": false, "left": 8, "right": 8, "top": 8, "bottom": 8, "silent": true });
    if let Some(bounds) = bounds(&circles) {
        merge(&mut geo, json!({ "boundingCoords": bounds }));
    }
    let marks = marks.collect::<Vec<_>>();
    let series = json!({
        "type": "scatter",
        "coordinateSystem": "geo",
        "name": measure.map(|measure| column_name(table, measure)),
        "data": marks,
    });
    let shown = measure
        .or_else(|| plan.shape.placed(Place::Latitude))
        .unwrap_or_default();
    free(
        json!({ "geo": geo, "series": [series] }),
        vec![shown],
        notes(&circles, &unknown),
    )
}

/// The circles, largest first so that no one hides another, and what has no place.
fn circles(plan: &Plan<'_>, table: &Table, measure: Option<usize>) -> (Vec<Circle>, Vec<String>) {
    let (east, north) = (plan.shape.placed(Place::Longitude), plan.shape.placed(Place::Latitude));
    let atlas = Atlas::read();
    let (mut circles, mut unknown) = (Vec::new(), Vec::new());
    for (row, cells) in table.rows.iter().enumerate() {
        let cell = plan.x.and_then(|x| cells.get(x));
        let name = plan.x.zip(cell).map(|(x, cell)| plan.name(x, cell)).unwrap_or_default();
        let size = measure.and_then(|measure| number_at(table, row, measure));
        let degrees = east.zip(north).and_then(|(east, north)| {
            let at = (number_at(table, row, east)?, number_at(table, row, north)?);
            (at.0.abs() <= 180.0 && at.1.abs() <= 90.0).then_some(at)
        });
        let country = match cell {
            Some(Value::Text(text)) if east.zip(north).is_none() => atlas.find(text),
            _ => None,
        };
        let at = degrees.or_else(|| country.and_then(|country| country.at));
        if at.is_none() && country.is_none() {
            unknown.push(name);
        } else if measure.is_none() || size.is_some() {
            let country = country.map(|country| country.name);
            circles.push(Circle {
                row,
                name,
                at,
                country,
                size,
            });
        }
    }
    circles.sort_by(|one, two| two.size.unwrap_or(0.0).total_cmp(&one.size.unwrap_or(0.0)));
    (circles, unknown)
}

/// The corners of the part of the world that the circles lie in; none when that is most of it.
fn bounds(circles: &[Circle]) -> Option<Json> {
    let places: Option<Vec<(f64, f64)>> = circles.iter().map(|circle| circle.at).collect();
    let places = places.filter(|places| !places.is_empty())?;
    let of = |pick: fn(&(f64, f64)) -> f64| {
        let values = places.iter().map(pick);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let ((west, east), (south, north)) = (of(|place| place.0), of(|place| place.1));
    let margin = ((east - west).max(north - south) * 0.08).max(2.0);
    if east - west > MOST_DEGREES || north - south > MOST_DEGREES {
        return None;
    }
    let (west, east) = ((west - margin).max(-180.0), (east + margin).min(180.0));
    let (south, north) = ((south - margin).max(-85.0), (north + margin).min(85.0));
    Some(json!([[west, north], [east, south]]))
}

fn notes(circles: &[Circle], unknown: &[String]) -> Vec<Note> {
    let mut notes = left_out(unknown);
    if circles.iter().any(|circle| circle.size.is_some_and(|size| size < 0.0)) {
        let message = "circles of figures below zero are drawn as small as possible";
        notes.push(Note::new(Level::Info, "not_all_drawn", message));
    }
    notes
}
