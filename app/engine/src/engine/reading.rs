//! Files become datasets, and datasets come back: from a newer file, from the same file read in another way, from storage.

use super::shape;
use crate::Engine;
use crate::error::Error;
use crate::export;
use crate::ingest::{self, Input, Sheet};
use polars::prelude::DataFrame;
use spec::answer::{Level, Note};
use spec::dataset::{Dataset, Opened};
use spec::reading::{OpenOptions, Source};
use spec::step::Step;

impl Engine {
    /// Reads a file into datasets. `progress` hears a stage in words and how much of it is done, from 0 to 1.
    ///
    /// # Errors
    /// When nothing of the file can be read. What was open stays open.
    pub fn open(
        &mut self,
        input: &mut dyn Input,
        options: &OpenOptions,
        progress: &mut dyn FnMut(&str, f64),
    ) -> Result<Opened, Error> {
        let sheets = ingest::read(input, options, progress)?;
        let count = sheets.len();
        let mut opened = Opened::default();
        for sheet in sheets {
            let name = sheet.dataset_name(options, count);
            let mut dataset = self.catalog.add_with(&name, sheet.frame, sheet.source, sheet.aside)?;
            opened.notes.extend(sheet.notes);
            if !options.steps.is_empty() {
                self.catalog.transform(&dataset.name, &options.steps)?;
                dataset = self.dataset(&dataset.name)?;
                opened.notes.extend(self.undone(&dataset.name)?);
            }
            opened.datasets.push(dataset);
        }
        Ok(opened)
    }

    /// Reads a file in place of a dataset, which keeps its name; its steps are run again, or those of the options when there are some. The notes say what is different now.
    ///
    /// # Errors
    /// When nothing of the file can be read, or none of its tables is like the dataset. The dataset is then as it was.
    pub fn reread(
        &mut self,
        name: &str,
        input: &mut dyn Input,
        options: &OpenOptions,
        progress: &mut dyn FnMut(&str, f64),
    ) -> Result<Opened, Error> {
        let source = self.catalog.whole(name)?.dataset.source.clone();
        let sheets = read(input, &source, options, progress)?;
        self.replace_by(name, sheets, options)
    }

    /// Puts the one of these tables that stands for a dataset in its place.
    pub(crate) fn replace_by(
        &mut self,
        name: &str,
        sheets: Vec<Sheet>,
        options: &OpenOptions,
    ) -> Result<Opened, Error> {
        let entry = self.catalog.whole(name)?;
        let (name, before, source) = (
            entry.dataset.name.clone(),
            entry.base.clone(),
            entry.dataset.source.clone(),
        );
        let failing = self.undone(&name)?;
        let sheet = picked(sheets, &source, options, Some(&before))?;
        let after = sheet.frame.clone();
        self.catalog.reread(&name, sheet.frame, sheet.source, sheet.aside)?;
        if !options.steps.is_empty() {
            self.catalog.transform(&name, &options.steps)?;
        }
        let mut notes = sheet.notes;
        notes.extend(shape::changes(&before, &after));
        let undone = self.undone(&name)?;
        notes.extend(undone.into_iter().filter(|note| !failing.contains(note)));
        Ok(Opened {
            datasets: vec![self.dataset(&name)?],
            notes,
        })
    }

    /// The form that a dataset is stored in, as it was read; [`Engine::restore`] takes it back.
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn stored(&self, name: &str) -> Result<Vec<u8>, Error> {
        let entry = self.catalog.whole(name)?;
        let mut bytes = export::stored(entry.base.clone())?;
        export::put_behind(&mut bytes, &entry.aside)?;
        Ok(bytes)
    }

    /// Brings a stored dataset back as it was read; its steps are for [`Engine::resume`], once all are back.
    ///
    /// # Errors
    /// When the bytes are not what [`Engine::stored`] gave.
    pub fn restore(&mut self, name: &str, source: Source, mut bytes: Vec<u8>) -> Result<Dataset, Error> {
        let aside = export::take_behind(&mut bytes)?;
        let frame = export::restored(bytes)?;
        self.catalog.add_with(name, frame, source, aside)
    }

    /// Brings a dataset back from its file, when it was not stored in time.
    ///
    /// # Errors
    /// When nothing of the file can be read.
    pub fn reopen(
        &mut self,
        name: &str,
        source: &Source,
        input: &mut dyn Input,
        options: &OpenOptions,
        progress: &mut dyn FnMut(&str, f64),
    ) -> Result<Dataset, Error> {
        let sheet = picked(read(input, source, options, progress)?, source, options, None)?;
        self.catalog.add_with(name, sheet.frame, sheet.source, sheet.aside)
    }

    /// Runs the steps of datasets that were brought back, in whatever order they came: those that others need first. Steps that cannot be done are told.
    ///
    /// # Errors
    /// When a dataset is not there.
    pub fn resume(&mut self, steps: Vec<(String, Vec<Step>)>) -> Result<Vec<Note>, Error> {
        let mut waiting = steps;
        waiting.retain(|(_, steps)| !steps.is_empty());
        let mut notes = Vec::new();
        while !waiting.is_empty() {
            let names: Vec<String> = waiting.iter().map(|(name, _)| name.to_lowercase()).collect();
            let is_ready = |steps: &[Step]| {
                let mut needed = steps.iter().filter_map(|step| step.operation.dataset());
                !needed.any(|needed| names.contains(&needed.to_lowercase()))
            };
            let next = waiting.iter().position(|(_, steps)| is_ready(steps)).unwrap_or(0);
            let (name, steps) = waiting.remove(next);
            self.catalog.transform(&name, &steps)?;
            notes.extend(self.undone(&name)?);
        }
        Ok(notes)
    }

    /// The dataset as it is now.
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn dataset(&self, name: &str) -> Result<Dataset, Error> {
        Ok(self.catalog.entry(name)?.dataset.clone())
    }

    /// What is said about the steps that could not be done.
    fn undone(&self, name: &str) -> Result<Vec<Note>, Error> {
        let entry = self.catalog.entry(name)?;
        let mut notes = Vec::new();
        for (at, played) in entry.played.iter().enumerate() {
            let Some(problem) = &played.outcome.problem else {
                continue;
            };
            let message = format!(
                "Step {} of {} could not be done and is left out: {}. {problem}",
                at + 1,
                entry.dataset.name,
                played.outcome.said
            );
            notes.push(Note::new(Level::Warning, "step_failed", message));
        }
        Ok(notes)
    }
}

/// Reads the tables of a file that has the name of the one before when it has none. Columns that were left out stay out, and numbers stay narrow.
fn read(
    input: &mut dyn Input,
    source: &Source,
    options: &OpenOptions,
    progress: &mut dyn FnMut(&str, f64),
) -> Result<Vec<Sheet>, Error> {
    let options = OpenOptions {
        filename: options.filename.clone().or_else(|| Some(source.filename.clone())),
        columns: match options.columns.as_slice() {
            [] => source.columns.clone(),
            chosen => chosen.to_vec(),
        },
        narrow: options.narrow || source.narrow,
        ..options.clone()
    };
    ingest::read(input, &options, progress)
}

/// The table of a file that stands for one of another file: at the same place, else with the most columns in common.
fn picked(
    sheets: Vec<Sheet>,
    source: &Source,
    options: &OpenOptions,
    before: Option<&DataFrame>,
) -> Result<Sheet, Error> {
    let place = |source: &Source| (source.inside.clone(), source.sheet.clone(), source.range.clone());
    let (inside, sheet, range) = (
        options.inside.clone().or_else(|| source.inside.clone()),
        options.sheet.clone().or_else(|| source.sheet.clone()),
        options.range.clone().or_else(|| source.range.clone()),
    );
    let table = options.table.clone().or_else(|| source.table.clone());
    let common = |sheet: &Sheet| {
        let names = before.map(DataFrame::get_column_names_owned).unwrap_or_default();
        names.iter().filter(|name| sheet.frame.column(name).is_ok()).count()
    };
    let rank = |found: &Sheet| {
        let (its_inside, its_sheet, its_range) = place(&found.source);
        let (same_inside, same_sheet) = (its_inside == inside, its_sheet == sheet);
        (
            same_inside && same_sheet,
            same_sheet && sheet.is_some(),
            table.is_some() && found.source.table == table,
            common(found),
            its_range == range,
        )
    };
    let single = sheets.len() == 1;
    let names: Vec<String> = sheets.iter().filter_map(|sheet| sheet.name.clone()).collect();
    let best = sheets.into_iter().rev().max_by_key(rank);
    let fits = |found: &Sheet| {
        let (same, same_sheet, _, common, _) = rank(found);
        let most = before.map_or(0, DataFrame::width);
        single || same || same_sheet || (common > 0 && 2 * common >= most)
    };
    best.filter(fits).ok_or_else(|| Error::Unreadable {
        file: options.filename.clone().unwrap_or_else(|| source.filename.clone()),
        code: "no_such_table",
        why: format!(
            "has no table in the place of “{}”",
            sheet.or(inside).unwrap_or_else(|| source.filename.clone())
        ),
        hint: (!names.is_empty()).then(|| format!("Its tables are {}", names.join(", "))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::tests::table;
    use expect_test::expect;

    fn sheet(name: &str, range: &str, text: &str) -> Sheet {
        let source = Source {
            sheet: Some(name.to_owned()),
            range: (!range.is_empty()).then(|| range.to_owned()),
            ..Source::default()
        };
        Sheet {
            name: Some(name.to_owned()),
            frame: table(text),
            source,
            notes: Vec::new(),
            aside: Default::default(),
        }
    }

    #[test]
    fn the_table_at_the_same_place_is_taken_else_the_one_most_alike() {
        let before = table("id,qty\n1,2\n");
        let book = || {
            vec![
                sheet("Notes", "", "text\nhello\n"),
                sheet("Data", "A1:B9", "id,price\n1,2\n"),
                sheet("Data", "E1:F9", "id,qty\n1,2\n"),
                sheet("March", "", "id,qty\n3,4\n"),
            ]
        };
        let mut found = String::new();
        for (wanted, range, columns) in [
            ("Notes", "", &before),
            ("Data", "A1:B12", &before),
            ("Data", "E1:F9", &before),
            ("February", "", &before),
            ("February", "", &table("x,y\n1,2\n")),
        ] {
            let source = sheet(wanted, range, "a\n1\n").source;
            let picked = picked(book(), &source, &OpenOptions::default(), Some(columns));
            found += &match picked {
                Ok(sheet) => format!("{wanted} {range}: {:?} {:?}\n", sheet.source.sheet, sheet.source.range),
                Err(error) => format!("{wanted} {range}: {error}\n"),
            };
        }
        expect![[r#"
            Notes : Some("Notes") None
            Data A1:B12: Some("Data") Some("E1:F9")
            Data E1:F9: Some("Data") Some("E1:F9")
            February : Some("March") None
            February :  has no table in the place of “February”
        "#]]
        .assert_eq(&found);
    }
}
