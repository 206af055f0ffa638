//! OpenDocument spreadsheets, read in one pass over their XML.

use super::formula;
use super::grid::{Area, Cell, Formula, Grid, Look, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row, Value};
use super::package::{Package, Trouble};
use super::{Known, Visibility, formats, serial, xml};
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;
use std::rc::Rc;

/// A workbook whose sheets have been read.
pub(super) struct Book {
    /// Its sheets in order.
    pub(super) sheets: Vec<Known>,
    grids: Vec<Grid>,
}

impl Book {
    /// Reads every sheet.
    pub(super) fn open(mut package: Package) -> Result<Self, Trouble> {
        if is_encrypted(&mut package)? {
            return Err(Trouble::Encrypted);
        }
        let mut reading = Reading::default();
        reading.part(&mut package, "styles.xml")?;
        reading.part(&mut package, "content.xml")?;
        match reading.ended {
            true => Ok(Self {
                sheets: reading.sheets,
                grids: reading.grids,
            }),
            false => Err(Trouble::Broken("its end is missing".to_owned())),
        }
    }

    /// The cells of a sheet, by its place in the list.
    pub(super) fn grid(&mut self, index: usize) -> Grid {
        std::mem::take(&mut self.grids[index])
    }
}

fn is_encrypted(package: &mut Package) -> Result<bool, Trouble> {
    let watch = package.watch();
    let Some(part) = package.part("META-INF/manifest.xml")? else {
        return Ok(false);
    };
    let (mut reader, mut buffer) = (xml::reader(part), Vec::new());
    loop {
        match reader
            .read_event_into(&mut buffer)
            .map_err(|error| watch.trouble(&error))?
        {
            Event::Start(tag) if tag.local_name().as_ref() == "encryption-data" => return Ok(true),
            Event::Eof => return Ok(false),
            _ => {}
        }
        buffer.clear();
    }
}

#[derive(Default)]
struct Reading {
    ended: bool,
    sheets: Vec<Known>,
    grids: Vec<Grid>,
    style: String,
    invisible: HashSet<String>,
    /// The number style that is being read, and whether it shows money.
    numbers: Option<(String, bool)>,
    /// Styles that show money: of numbers and of cells.
    money: HashSet<String>,
    money_columns: Vec<(u32, u32)>,
    grid: Grid,
    count: usize,
    tables: usize,
    folded: usize,
    column: u32,
    row: u32,
    row_times: u32,
    hidden: bool,
    cells: Vec<Cell>,
    place: u32,
    place_times: u32,
    value: Option<Value>,
    formula: Option<String>,
    look: Look,
    is_text: bool,
    in_paragraph: usize,
    in_note: usize,
    paragraphs: usize,
    text: String,
}

impl Reading {
    /// Reads a part, when there is one of this name.
    fn part(&mut self, package: &mut Package, name: &str) -> Result<(), Trouble> {
        let watch = package.watch();
        let Some(part) = package.part(name)? else {
            return Ok(());
        };
        let (mut reader, mut buffer) = (xml::reader(part), Vec::new());
        loop {
            match reader
                .read_event_into(&mut buffer)
                .map_err(|error| watch.trouble(&error))?
            {
                Event::Start(tag) => self.start(&tag),
                Event::End(tag) => self.end(tag.local_name().as_ref())?,
                Event::Text(piece) => self.said(&piece.xml10_content()),
                Event::CData(piece) => self.said(&piece),
                Event::GeneralRef(entity) if self.collects() => xml::push_entity(&mut self.text, &entity),
                Event::Eof => return Ok(()),
                _ => {}
            }
            buffer.clear();
        }
    }

    fn collects(&self) -> bool {
        self.in_paragraph > 0 && self.in_note == 0 && self.tables == 1
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "table" => self.start_table(tag),
            _ if self.tables > 1 => {}
            "style" => self.start_style(tag),
            "number-style" | "currency-style" => {
                let name = xml::attribute(tag, "name").unwrap_or_default().into_owned();
                self.numbers = Some((name, tag.local_name().as_ref() == "currency-style"));
            }
            "table-properties" if xml::attribute(tag, "display").as_deref() == Some("false") => {
                self.invisible.insert(self.style.clone());
            }
            "table-row-group" => self.folded += 1,
            "table-column" => self.start_column(tag),
            "table-row" => self.start_row(tag),
            "table-cell" | "covered-table-cell" => self.start_cell(tag),
            "annotation" => self.in_note += 1,
            "p" if self.in_note == 0 => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph += 1;
            }
            "s" if self.collects() => {
                let count = xml::whole(tag, "c").unwrap_or(1).min(1000);
                (0..count).for_each(|_| self.text.push(' '));
            }
            "tab" if self.collects() => self.text.push('\t'),
            "line-break" if self.collects() => self.text.push('\n'),
            _ => {}
        }
    }

    fn start_style(&mut self, tag: &BytesStart<'_>) {
        self.style = xml::attribute(tag, "name").unwrap_or_default().into_owned();
        let numbers = xml::attribute(tag, "data-style-name");
        if numbers.is_some_and(|numbers| self.money.contains(&*numbers)) {
            self.money.insert(self.style.clone());
        }
    }

    /// Text between tags: a paragraph of a cell, or what a number style writes beside a number.
    fn said(&mut self, text: &str) {
        if let Some((_, money)) = &mut self.numbers {
            *money |= formats::is_money(text);
        } else if self.collects() {
            self.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Trouble> {
        match name {
            "number-style" | "currency-style" => {
                let style = self.numbers.take().filter(|(_, money)| *money);
                self.money.extend(style.map(|(name, _)| name));
            }
            "table" => self.end_table(),
            "document-content" => self.ended = true,
            _ if self.tables > 1 => {}
            "table-row-group" => self.folded = self.folded.saturating_sub(1),
            "table-row" => return self.end_row(),
            "table-cell" | "covered-table-cell" => return self.end_cell(),
            "annotation" => self.in_note = self.in_note.saturating_sub(1),
            "p" if self.in_note == 0 => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn start_table(&mut self, tag: &BytesStart<'_>) {
        self.tables += 1;
        if self.tables > 1 {
            return;
        }
        let style = xml::attribute(tag, "style-name").unwrap_or_default();
        self.sheets.push(Known {
            name: xml::attribute(tag, "name").unwrap_or_default().into_owned(),
            visibility: match self.invisible.contains(&*style) {
                true => Visibility::Hidden,
                false => Visibility::Shown,
            },
            holds_cells: true,
        });
        (self.row, self.column, self.folded) = (0, 0, 0);
        self.money_columns.clear();
    }

    fn end_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        if self.tables == 0 && self.grids.len() < self.sheets.len() {
            let mut grid = std::mem::take(&mut self.grid);
            grid.settle();
            self.grids.push(grid);
        }
    }

    fn start_column(&mut self, tag: &BytesStart<'_>) {
        let times = xml::whole(tag, "number-columns-repeated")
            .unwrap_or(1)
            .clamp(1, u64::from(MOST_COLUMNS)) as u32;
        let last = (self.column + times).min(MOST_COLUMNS);
        if xml::attribute(tag, "default-cell-style-name").is_some_and(|style| self.money.contains(&*style)) {
            self.money_columns.push((self.column, last));
        }
        if xml::attribute(tag, "visibility").as_deref() == Some("collapse") && last > self.column {
            self.grid.hidden_columns.push((self.column, last - 1));
        }
        self.column = last;
    }

    fn start_row(&mut self, tag: &BytesStart<'_>) {
        self.row_times = xml::whole(tag, "number-rows-repeated")
            .unwrap_or(1)
            .clamp(1, u64::from(MOST_ROWS)) as u32;
        let visibility = xml::attribute(tag, "visibility");
        self.grid.filtered |= visibility.as_deref() == Some("filter");
        self.hidden = matches!(visibility.as_deref(), Some("collapse" | "filter")) && self.folded == 0;
        self.place = 0;
    }

    fn end_row(&mut self) -> Result<(), Trouble> {
        let cells: Vec<Cell> = self.cells.drain(..).collect();
        let last = self.row.saturating_add(self.row_times).min(MOST_ROWS);
        if !cells.is_empty() {
            self.count += cells.len() * last.saturating_sub(self.row + 1) as usize;
            self.bounded()?;
            for number in self.row..last {
                self.grid.rows.push(Row {
                    number,
                    hidden: self.hidden,
                    cells: cells.clone(),
                });
            }
        }
        self.row = last;
        Ok(())
    }

    fn bounded(&self) -> Result<(), Trouble> {
        match self.count > MOST_CELLS {
            true => Err(Trouble::TooLarge(format!(
                "has sheets with more than {} million cells, and no more fit in a browser's memory",
                MOST_CELLS / 1_000_000
            ))),
            false => Ok(()),
        }
    }

    fn start_cell(&mut self, tag: &BytesStart<'_>) {
        self.text.clear();
        (self.in_paragraph, self.paragraphs, self.value) = (0, 0, None);
        self.place_times = xml::whole(tag, "number-columns-repeated")
            .unwrap_or(1)
            .clamp(1, u64::from(MOST_COLUMNS)) as u32;
        self.formula = xml::attribute(tag, "formula").map(|text| text.into_owned());
        let number = |name: &str| {
            xml::attribute(tag, name)
                .and_then(|text| text.trim().parse::<f64>().ok())
                .filter(|number| number.is_finite())
        };
        let kind = xml::attribute(tag, "value-type");
        self.look = match kind.as_deref() {
            Some("percentage") => Look::Percent,
            Some("currency") => Look::Money,
            Some("float") if self.is_money(tag) => Look::Money,
            _ => Look::Plain,
        };
        self.is_text = false;
        self.value = match kind.as_deref() {
            Some("float" | "percentage" | "currency") => number("value").map(Value::Number),
            Some("date") => xml::attribute(tag, "date-value").and_then(|text| serial::of_iso(&text)),
            Some("time") => xml::attribute(tag, "time-value").and_then(|text| serial::of_iso(&text)),
            Some("boolean") => Some(Value::Flag(
                xml::attribute(tag, "boolean-value").as_deref() == Some("true"),
            )),
            Some("string") => {
                self.is_text = true;
                let text = xml::attribute(tag, "string-value").filter(|text| !text.trim().is_empty());
                text.map(|text| Value::Text(Rc::from(&*text)))
            }
            _ => None,
        };
        self.merge(tag);
    }

    fn is_money(&self, tag: &BytesStart<'_>) -> bool {
        match xml::attribute(tag, "style-name") {
            Some(style) => self.money.contains(&*style),
            None => self
                .money_columns
                .iter()
                .any(|(first, end)| (*first..*end).contains(&self.place)),
        }
    }

    fn merge(&mut self, tag: &BytesStart<'_>) {
        let spanned = |name: &str, most: u32| xml::whole(tag, name).unwrap_or(1).clamp(1, u64::from(most)) as u32;
        let (rows, columns) = (
            spanned("number-rows-spanned", MOST_ROWS),
            spanned("number-columns-spanned", MOST_COLUMNS),
        );
        if rows > 1 || columns > 1 {
            self.grid.merged.push(Area {
                top: self.row,
                left: self.place,
                bottom: (self.row + rows - 1).min(MOST_ROWS - 1),
                right: (self.place + columns - 1).min(MOST_COLUMNS - 1),
            });
        }
    }

    fn end_cell(&mut self) -> Result<(), Trouble> {
        let text = self.text.trim();
        let is_error = self.formula.is_some() && (text.starts_with('#') || text.starts_with("Err:"));
        let value = match self.value.take() {
            _ if is_error => Some(Value::Error(Rc::from(text))),
            Some(Value::Number(number)) if is_flag(text, self.formula.as_deref()) => Some(Value::Flag(number != 0.0)),
            Some(value) => Some(value),
            None if text.is_empty() => None,
            None => Some(Value::Text(Rc::from(self.text.as_str()))),
        };
        let (first, last) = (
            self.place,
            self.place.saturating_add(self.place_times).min(MOST_COLUMNS),
        );
        self.place = last;
        let kind = match &self.formula {
            Some(text) => formula::kind(text, self.row, first),
            None => Formula::Nothing,
        };
        let Some(value) = value else {
            let text = self.formula.take().filter(|_| !self.is_text);
            self.grid.uncached.extend(text.map(|text| (self.row, first, text)));
            return Ok(());
        };
        self.count += last.saturating_sub(first) as usize;
        self.bounded()?;
        for column in first..last {
            self.cells.push(Cell {
                column,
                value: value.clone(),
                formula: kind,
                look: self.look,
            });
        }
        Ok(())
    }
}

/// LibreOffice keeps true and false as numbers that are shown as words.
fn is_flag(text: &str, formula: Option<&str>) -> bool {
    matches!(text, "TRUE" | "FALSE") || matches!(formula, Some("of:=TRUE()" | "of:=FALSE()"))
}
