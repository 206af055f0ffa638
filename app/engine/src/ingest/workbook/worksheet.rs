//! A sheet of a zipped Excel workbook, read in one pass over its XML.

use super::formula;
use super::grid::{self, Area, Cell, Formula, Grid, Look, MOST_CELLS, Row, Value};
use super::package::Trouble;
use super::serial;
use super::xml;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::io::BufRead;
use std::rc::Rc;

/// What the sheets of a workbook have in common.
pub(super) struct Shared {
    /// The texts that cells refer to by number.
    pub texts: Vec<Rc<str>>,
    /// How numbers look, by the number of their style.
    pub looks: Vec<Look>,
    /// Whether days count from 1904.
    pub from_1904: bool,
}

/// Reads the cells of a sheet.
pub(super) fn read(
    part: impl BufRead,
    shared: &Shared,
    fail: &dyn Fn(&dyn std::fmt::Display) -> Trouble,
) -> Result<Grid, Trouble> {
    let mut reader = xml::reader(part);
    let mut buffer = Vec::new();
    let mut sheet = Reading::new(shared);
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| fail(&error))? {
            Event::Start(tag) => sheet.start(&tag)?,
            Event::End(tag) => sheet.end(tag.local_name().as_ref())?,
            Event::Text(piece) if sheet.collects() => sheet.text().push_str(&piece.xml10_content()),
            Event::CData(piece) if sheet.collects() => sheet.text().push_str(&piece),
            Event::GeneralRef(entity) if sheet.collects() => xml::push_entity(sheet.text(), &entity),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if !sheet.ended {
        return Err(fail(&"the end of a sheet is missing"));
    }
    sheet.grid.settle();
    Ok(sheet.grid)
}

/// What text belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Value,
    Formula,
}

#[expect(clippy::struct_excessive_bools, reason = "where in the XML the reader is")]
struct Reading<'a> {
    shared: &'a Shared,
    grid: Grid,
    ended: bool,
    count: usize,
    row: u32,
    hidden: bool,
    cells: Vec<Cell>,
    place: (u32, u32),
    kind: String,
    look: Look,
    value: String,
    has_value: bool,
    formula: String,
    is_formula: bool,
    alike: Option<u64>,
    formulas: HashMap<u64, Formula>,
    part: Part,
    in_reading: bool,
}

impl<'a> Reading<'a> {
    fn new(shared: &'a Shared) -> Self {
        Self {
            shared,
            grid: Grid::default(),
            ended: false,
            count: 0,
            row: 0,
            hidden: false,
            cells: Vec::new(),
            place: (0, 0),
            kind: String::new(),
            look: Look::Plain,
            value: String::new(),
            has_value: false,
            formula: String::new(),
            is_formula: false,
            alike: None,
            formulas: HashMap::new(),
            part: Part::None,
            in_reading: false,
        }
    }

    fn collects(&self) -> bool {
        self.part != Part::None && !self.in_reading
    }

    fn text(&mut self) -> &mut String {
        match self.part {
            Part::Formula => &mut self.formula,
            Part::Value | Part::None => &mut self.value,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Trouble> {
        match tag.local_name().as_ref() {
            "c" => self.start_cell(tag)?,
            "v" => {
                self.part = Part::Value;
                self.has_value = true;
            }
            "t" => {
                self.part = Part::Value;
                self.has_value = true;
            }
            "f" => self.start_formula(tag),
            "row" => self.start_row(tag),
            "rPh" => self.in_reading = true,
            "col" => self.column(tag),
            "mergeCell" => {
                let area = xml::attribute(tag, "ref").and_then(|area| Area::read(&area));
                self.grid
                    .merged
                    .extend(area.filter(|area| area.top != area.bottom || area.left != area.right));
            }
            "filterColumn" => self.grid.filtered = true,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Trouble> {
        match name {
            "v" | "t" | "f" => self.part = Part::None,
            "rPh" => self.in_reading = false,
            "c" => self.end_cell()?,
            "row" => self.end_row(),
            "worksheet" => self.ended = true,
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) {
        if let Some(number) = xml::whole(tag, "r") {
            self.row = (number.clamp(1, u64::from(grid::MOST_ROWS)) - 1) as u32;
        }
        // Rows that are folded up hold the details of a total: they are part of the table.
        let folded = xml::whole(tag, "outlineLevel").is_some_and(|level| level > 0);
        self.hidden = xml::says_yes(tag, "hidden") && !folded;
        self.place = (self.row, 0);
    }

    fn end_row(&mut self) {
        self.grid.rows.push(Row {
            number: self.row,
            hidden: self.hidden,
            cells: self.cells.drain(..).collect(),
        });
        self.row = (self.row + 1).min(grid::MOST_ROWS - 1);
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Trouble> {
        self.kind.clear();
        self.value.clear();
        self.formula.clear();
        (self.has_value, self.is_formula, self.alike) = (false, false, None);
        self.look = Look::Plain;
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.0 {
                "r" => {
                    let place = grid::place(&attribute.value);
                    let broken = || Trouble::Broken(format!("a cell is said to be at “{}”", attribute.value));
                    self.place = (self.row, place.ok_or_else(broken)?.1);
                }
                "t" => self.kind.push_str(&attribute.value),
                "s" => {
                    let style: Option<usize> = attribute.value.parse().ok();
                    self.look = style
                        .and_then(|style| self.shared.looks.get(style))
                        .copied()
                        .unwrap_or_default();
                }
                _ => {}
            }
        }
        match self.place.1 < grid::MOST_COLUMNS {
            true => Ok(()),
            false => Err(Trouble::Broken("a row has more than 16,384 cells".to_owned())),
        }
    }

    fn start_formula(&mut self, tag: &BytesStart<'_>) {
        self.part = Part::Formula;
        self.is_formula = true;
        if xml::attribute(tag, "t").is_some_and(|kind| kind == "shared") {
            self.alike = xml::whole(tag, "si");
        }
    }

    fn end_cell(&mut self) -> Result<(), Trouble> {
        let (row, column) = self.place;
        self.place.1 += 1;
        let formula = self.formula_kind(row, column);
        if self.is_formula && self.value.is_empty() && self.kind != "str" {
            let text = if self.formula.is_empty() {
                "a formula like others"
            } else {
                &self.formula
            };
            self.grid.uncached.push((row, column, format!("={text}")));
        }
        let value = match self.has_value {
            true => self.value_of_cell(),
            false => None,
        };
        if let Some(value) = value {
            self.count += 1;
            self.cells.push(Cell {
                column,
                value,
                formula,
                look: self.look,
            });
        }
        match self.count + self.grid.uncached.len() > MOST_CELLS {
            true => Err(Trouble::TooLarge(format!(
                "has a sheet with more than {} million cells, and no more fit in a browser's memory",
                MOST_CELLS / 1_000_000
            ))),
            false => Ok(()),
        }
    }

    fn formula_kind(&mut self, row: u32, column: u32) -> Formula {
        if !self.is_formula {
            return Formula::Nothing;
        }
        let known = self.alike.and_then(|alike| self.formulas.get(&alike)).copied();
        match (known, self.formula.is_empty()) {
            (Some(kind), true) => kind,
            _ => {
                let kind = formula::kind(&self.formula, row, column);
                self.formulas.extend(self.alike.map(|alike| (alike, kind)));
                kind
            }
        }
    }

    fn value_of_cell(&self) -> Option<Value> {
        let text = self.value.as_str();
        let plain = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(Rc::from(text)));
        match self.kind.as_str() {
            "s" => {
                let shared = text
                    .trim()
                    .parse()
                    .ok()
                    .and_then(|index: usize| self.shared.texts.get(index));
                match shared {
                    Some(text) => (!text.trim().is_empty()).then(|| Value::Text(Rc::clone(text))),
                    None => Some(Value::Error(Rc::from("a text that is not in the workbook"))),
                }
            }
            "b" => Some(Value::Flag(matches!(text.trim(), "1" | "true"))),
            "e" => Some(Value::Error(Rc::from(text))),
            "str" | "inlineStr" => plain(&xml::unescaped(text)),
            "d" => serial::of_iso(text).or_else(|| plain(text)),
            _ => match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Some(serial::value(number, self.look, self.shared.from_1904)),
                _ => plain(text),
            },
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let folded = xml::whole(tag, "outlineLevel").is_some_and(|level| level > 0);
        let (first, last) = (xml::whole(tag, "min"), xml::whole(tag, "max"));
        if let (true, false, Some(first), Some(last)) = (xml::says_yes(tag, "hidden"), folded, first, last) {
            let most = u64::from(grid::MOST_COLUMNS);
            let of = |number: u64| (number.clamp(1, most) - 1) as u32;
            self.grid.hidden_columns.push((of(first), of(last)));
        }
    }
}
