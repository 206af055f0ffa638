//! Tables on the clipboard: those of a web page or a spreadsheet program, and plain text.

use super::found::Found;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Document, Element, NodeList};

/// The texts of a clipboard.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clip {
    /// As HTML.
    pub html: String,
    /// Without any form.
    pub plain: String,
}

/// One cell of a table in HTML: its text, and over how many columns and rows it goes.
#[derive(Clone, Debug, PartialEq)]
struct Cell {
    text: String,
    columns: usize,
    rows: usize,
}

/// More cells than this are no table that a person copied.
const MOST_CELLS: usize = 4_000_000;

impl Clip {
    /// Asks the browser for what is on the clipboard; none when it does not let us.
    pub(crate) async fn read() -> Option<Self> {
        let clipboard = Reflect::get(&web_sys::window()?.navigator(), &"clipboard".into()).ok()?;
        let items: Array = awaited(&clipboard, "read", None).await?.dyn_into().ok()?;
        let mut clip = Self::default();
        for item in items.iter() {
            clip.html += &typed(&item, "text/html").await.unwrap_or_default();
            clip.plain += &typed(&item, "text/plain").await.unwrap_or_default();
        }
        Some(clip)
    }

    /// The tables in it.
    pub(crate) fn tables(&self) -> Vec<Found> {
        let tables = html_tables(&self.html);
        let found: Vec<Found> = tables
            .iter()
            .filter_map(|grid| pasted(&csv(grid), "csv", ","))
            .collect();
        match found.is_empty() {
            false => found,
            true => self.plain_table().into_iter().collect(),
        }
    }

    /// The address in it, when it is nothing else.
    pub(crate) fn address(&self) -> Option<&str> {
        let text = self.plain.trim();
        let is_address = text.starts_with("https://") || text.starts_with("http://");
        (is_address && !text.contains(char::is_whitespace)).then_some(text)
    }

    fn plain_table(&self) -> Option<Found> {
        let text = self.plain.trim_matches(['\n', '\r']);
        match is_table(text) {
            true if text.contains('\t') => pasted(text, "tsv", "\t"),
            true => Some(Found::new(blob(text)?, "pasted.txt")),
            false => None,
        }
    }
}

/// Whether plain text can be a table: several lines, or several cells in one.
fn is_table(text: &str) -> bool {
    text.contains('\t') || text.trim().lines().filter(|line| !line.trim().is_empty()).count() > 1
}

fn pasted(text: &str, extension: &str, delimiter: &str) -> Option<Found> {
    let mut found = Found::new(blob(text)?, format!("pasted.{extension}"));
    found.options.delimiter = Some(delimiter.to_owned());
    Some(found)
}

fn blob(text: &str) -> Option<Blob> {
    Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()
}

/// The cells of every table in HTML that holds no other table.
fn html_tables(html: &str) -> Vec<Vec<Vec<String>>> {
    if !html.contains("<t") {
        return Vec::new();
    }
    // A line break parts words and has no text of its own.
    let html = html.replace("<br", " <br").replace("<BR", " <BR");
    let Some(document) = parsed(&html) else {
        return Vec::new();
    };
    let tables = document.query_selector_all("table:not(:has(table))").ok();
    let grids = elements(tables).map(|table| spread(&rows(&table)));
    grids
        .filter(|grid| grid.iter().map(Vec::len).sum::<usize>() > 1)
        .collect()
}

fn parsed(html: &str) -> Option<Document> {
    let parser: Function = Reflect::get(&js_sys::global(), &"DOMParser".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let parser = Reflect::construct(&parser, &Array::new()).ok()?;
    let parse: Function = Reflect::get(&parser, &"parseFromString".into()).ok()?.dyn_into().ok()?;
    parse
        .call2(&parser, &html.into(), &"text/html".into())
        .ok()?
        .dyn_into()
        .ok()
}

fn rows(table: &Element) -> Vec<Vec<Cell>> {
    let rows = elements(table.query_selector_all("tr").ok());
    rows.map(|row| {
        elements(row.query_selector_all("th, td").ok())
            .map(|cell| read(&cell))
            .collect()
    })
    .collect()
}

fn read(cell: &Element) -> Cell {
    let span = |name: &str| {
        let told = cell.get_attribute(name).and_then(|span| span.trim().parse().ok());
        told.unwrap_or(1).clamp(1, 1_000)
    };
    let text = cell.text_content().unwrap_or_default();
    Cell {
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        columns: span("colspan"),
        rows: span("rowspan"),
    }
}

fn elements(list: Option<NodeList>) -> impl Iterator<Item = Element> {
    let count = list.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| list.as_ref()?.get(index)?.dyn_into().ok())
}

/// Gives each cell its place; one that goes over several stands in each of them.
fn spread(rows: &[Vec<Cell>]) -> Vec<Vec<String>> {
    let mut grid: Vec<Vec<Option<String>>> = vec![Vec::new(); rows.len()];
    let mut room = MOST_CELLS;
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while grid[row].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            for line in grid.iter_mut().skip(row).take(cell.rows) {
                if line.len() < column + cell.columns {
                    line.resize(column + cell.columns, None);
                }
                for place in &mut line[column..column + cell.columns] {
                    *place = Some(cell.text.clone());
                }
                room = room.saturating_sub(cell.columns);
            }
            column += cell.columns;
            if room == 0 {
                return Vec::new();
            }
        }
    }
    let full = |line: Vec<Option<String>>| line.into_iter().map(Option::unwrap_or_default).collect();
    grid.into_iter().filter(|line| !line.is_empty()).map(full).collect()
}

/// As comma separated text.
fn csv(grid: &[Vec<String>]) -> String {
    let quoted = |cell: &String| match cell.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.clone(),
    };
    let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    grid.iter().map(line).collect()
}

async fn typed(item: &JsValue, kind: &str) -> Option<String> {
    let types: Array = Reflect::get(item, &"types".into()).ok()?.dyn_into().ok()?;
    if !types.includes(&kind.into(), 0) {
        return None;
    }
    let blob: Blob = awaited(item, "getType", Some(kind)).await?.dyn_into().ok()?;
    JsFuture::from(blob.text()).await.ok()?.as_string()
}

async fn awaited(object: &JsValue, method: &str, given: Option<&str>) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let given = given.map_or(JsValue::UNDEFINED, JsValue::from);
    let promise: Promise = function.call1(object, &given).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str, columns: usize, rows: usize) -> Cell {
        Cell {
            text: text.to_owned(),
            columns,
            rows,
        }
    }

    #[test]
    fn merged_cells_stand_in_each_of_their_places() {
        let rows = [
            vec![cell("region", 1, 2), cell("2023", 2, 1), cell("note", 1, 1)],
            vec![cell("q1", 1, 1), cell("q2", 1, 1), cell("say \"hm\", twice", 1, 1)],
            vec![],
            vec![cell("north", 1, 1), cell("1", 1, 1), cell("2", 1, 1), cell("", 1, 1)],
        ];
        assert_eq!(
            csv(&spread(&rows)),
            "region,2023,2023,note\nregion,q1,q2,\"say \"\"hm\"\", twice\"\nnorth,1,2,\n"
        );
    }

    #[test]
    fn a_cell_that_claims_a_thousand_million_places_makes_no_table() {
        let huge: Vec<_> = (0..1_000).map(|_| cell("x", 1_000, 1_000)).collect();
        assert!(spread(&vec![huge; 1_000]).is_empty());
    }

    #[test]
    fn sentences_are_no_tables_and_addresses_are_links() {
        for (text, table) in [
            ("hello, world", false),
            ("a\tb", true),
            ("a,b\n1,2", true),
            ("a\n\n", false),
        ] {
            assert_eq!(is_table(text), table, "{text}");
        }
        let clip = |plain: &str| Clip {
            plain: plain.to_owned(),
            ..Clip::default()
        };
        assert_eq!(clip(" https://a.org/b.csv\n").address(), Some("https://a.org/b.csv"));
        assert_eq!(clip("see https://a.org/b.csv").address(), None);
    }
}
