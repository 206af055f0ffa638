//! GeoJSON: the properties of each feature, with the longitude and the latitude of points and any other geometry as JSON text.

use super::rows::{self, Cells, Rows};
use super::scan::{Scan, Trouble, Value};
use crate::ingest::gather::Cell;
use std::borrow::Cow;
use std::collections::HashSet;

/// Reads the places of a document of this GeoJSON type.
pub(super) fn read(scan: &mut Scan<'_>, kind: &str) -> Result<Rows, Trouble> {
    let mut rows = Rows::default();
    let list = match kind {
        "FeatureCollection" => "features",
        "GeometryCollection" => "geometries",
        "Feature" => {
            let cells = feature(scan)?;
            rows.push(&cells, 1);
            return Ok(rows);
        }
        _ => {
            let mut cells = Vec::new();
            geometry(scan, &mut cells)?;
            rows.push(&cells, 1);
            return Ok(rows);
        }
    };
    let (mut is_first, mut row) = (true, 0);
    scan.value()?;
    while let Some(key) = scan.key(is_first)? {
        is_first = false;
        let value = scan.value()?;
        if key != list || value != Value::List {
            scan.pass_rest(&value)?;
            continue;
        }
        while scan.item(row == 0)? {
            row += 1;
            let mut cells = Vec::new();
            match list {
                "features" => cells = feature(scan)?,
                _ => geometry(scan, &mut cells)?,
            }
            rows.push(&cells, row);
        }
    }
    Ok(rows)
}

/// Whether the next record says that it is a feature. Nothing is taken.
pub(in crate::ingest) fn is_feature(scan: &mut Scan<'_>) -> bool {
    let mut ahead = scan.clone();
    let is_type = |scan: &mut Scan<'_>| -> Result<bool, Trouble> {
        scan.value()?;
        let key = scan.key(true)?;
        Ok(key.as_deref() == Some("type") && scan.value()? == Value::Text("Feature".into()))
    };
    ahead.peek() == Some(b'{') && is_type(&mut ahead).unwrap_or(false)
}

/// The cells of the next feature.
pub(in crate::ingest) fn feature<'a>(scan: &mut Scan<'a>) -> Result<Cells<'a>, Trouble> {
    let (mut properties, mut others, mut place) = (Vec::new(), Vec::new(), Vec::new());
    scan.peek();
    let Value::Record = scan.value()? else {
        return Err(Trouble::Unexpected(scan.at()));
    };
    let mut is_first = true;
    while let Some(key) = scan.key(is_first)? {
        is_first = false;
        match (key.as_ref(), scan.peek()) {
            ("geometry", _) => geometry(scan, &mut place)?,
            ("properties", Some(b'{')) => properties = rows::record(scan)?,
            ("type" | "properties", _) => drop(scan.pass()?),
            _ => rows::member(scan, key, &mut others)?,
        }
    }
    let taken: HashSet<Cow<'a, str>> = match others.is_empty() && place.is_empty() {
        true => HashSet::new(),
        false => properties.iter().map(|(name, ..)| name.clone()).collect(),
    };
    let of_feature = |prefix: &str, (name, cell, is_list): (Cow<'a, str>, Cell<'a>, bool)| match taken.contains(&name) {
        true => (Cow::Owned(format!("{prefix}.{name}")), cell, is_list),
        false => (name, cell, is_list),
    };
    let (first, last): (Vec<_>, Vec<_>) = others.into_iter().partition(|(name, ..)| name == "id");
    let mut cells: Cells<'a> = first.into_iter().map(|cell| of_feature("feature", cell)).collect();
    cells.extend(properties);
    cells.extend(place.into_iter().map(|cell| of_feature("geometry", cell)));
    cells.extend(last.into_iter().map(|cell| of_feature("feature", cell)));
    Ok(cells)
}

/// The cells of the next geometry: a point is two numbers, anything else is its type and its JSON.
fn geometry<'a>(scan: &mut Scan<'a>, cells: &mut Cells<'a>) -> Result<(), Trouble> {
    scan.peek();
    let (start, depth) = (scan.at(), scan.depth());
    let Value::Record = scan.value()? else {
        return Ok(());
    };
    let (mut is_first, mut kind, mut at) = (true, None, None);
    while let Some(key) = scan.key(is_first)? {
        is_first = false;
        scan.peek();
        let place = scan.at();
        let value = scan.value()?;
        scan.pass_rest(&value)?;
        match (key.as_ref(), value) {
            ("type", Value::Text(text)) => kind = Some(text),
            ("coordinates", Value::List) => at = Some(place),
            _ => {}
        }
    }
    let end = (scan.at(), scan.depth());
    if let (Some("Point"), Some(at)) = (kind.as_deref(), at) {
        scan.go_back(at, depth);
        point(scan, cells)?;
        scan.go_back(end.0, end.1);
        return Ok(());
    }
    let text = scan.between(start, end.0);
    cells.extend(kind.map(|kind| (Cow::Borrowed("geometry"), Cell::Text(kind), false)));
    cells.push((Cow::Borrowed("geometry.json"), Cell::Text(text.into()), true));
    Ok(())
}

fn point<'a>(scan: &mut Scan<'a>, cells: &mut Cells<'a>) -> Result<(), Trouble> {
    const NAMES: [&str; 3] = ["longitude", "latitude", "altitude"];
    let mut count = 0;
    scan.value()?;
    while scan.item(count == 0)? {
        let value = scan.value()?;
        scan.pass_rest(&value)?;
        if let Some(name) = NAMES.get(count) {
            cells.push((Cow::Borrowed(name), rows::of(value), false));
        }
        count += 1;
    }
    Ok(())
}
