//! Answers as a workbook.

#[cfg(test)]
mod tests;

use super::Engine;
use crate::error::Error;
use crate::export::xlsx::book::{self, Page};
use crate::query;
use polars::prelude::DataFrame;
use spec::answer::Answer;
use spec::chart::Kind;
use spec::cross;
use spec::workbook::{Sheet, Workbook};

impl Engine {
    /// A sheet for each tile. One that has no answer says why, unless it is the only one.
    pub(super) fn workbook(&self, workbook: &Workbook, today: &str) -> Result<Vec<u8>, Error> {
        let mut pages = Vec::new();
        for sheet in &workbook.sheets {
            let filled = match self.sheet(sheet, today) {
                Err(error) if workbook.sheets.len() == 1 => return Err(error),
                filled => filled.map_err(|error| error.to_string()),
            };
            pages.push(Page {
                title: &sheet.tile.title,
                told: &sheet.told,
                filled,
            });
        }
        book::write(&workbook.title, &workbook.told, &pages)
    }

    fn sheet(&self, sheet: &Sheet, today: &str) -> Result<(DataFrame, Answer), Error> {
        let answer = self.answer(&sheet.tile, &sheet.filters, today)?;
        let question = sheet.tile.question.filtered(&sheet.filters);
        let crossed = cross::crossed(&sheet.tile.chart, &question);
        let crossed = crossed.filter(|_| answer.chart.kind == Some(Kind::Pivot));
        let frame = self.frame(&crossed.unwrap_or(question), today)?.0;
        Ok((query::shown(frame), answer))
    }
}
