//! What can be asked about a dataset's steps and about what was set aside; several datasets made one.

use crate::Engine;
use crate::aside::Aside;
use crate::catalog::Entry;
use crate::error::Error;
use crate::query::columns::invalid;
use crate::{export, query, steps};
use polars::prelude::{Column, DataFrame, IntoColumn as _, PlSmallStr, StringChunkedBuilder};
use spec::answer::Table;
use spec::dataset::Opened;
use spec::reading::Source;
use spec::step::{Outcome, Step};
use spec::worker::{ExportFormat, Reply};

impl Engine {
    /// Does these steps to a dataset in place of those it had.
    pub(super) fn transform(&mut self, name: &str, steps: &[Step]) -> Result<Reply, Error> {
        self.catalog.transform(name, steps)?;
        Ok(Reply::Transformed(Box::new(self.dataset(name)?), self.outcomes(name)?))
    }

    /// What came of a dataset's steps.
    pub(super) fn outcomes(&self, name: &str) -> Result<Vec<Outcome>, Error> {
        let played = self.catalog.entry(name)?.played.iter();
        Ok(played.map(|played| played.outcome.clone()).collect())
    }

    /// The statement that a dataset's steps amount to.
    pub(super) fn steps_sql(&self, name: &str) -> Result<String, Error> {
        Ok(steps::statement(self.catalog.whole(name)?, &self.catalog))
    }

    /// A page of what was set aside.
    pub(super) fn set_aside(&self, name: &str, offset: u64, limit: u64) -> Result<Table, Error> {
        let entry = self.catalog.whole(name)?;
        let (mut page, mut passed) = (Aside::default(), 0);
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        for aside in entry.asides() {
            let skipped = offset.saturating_sub(passed);
            page.take_from(aside, skipped, limit - page.len());
            passed += aside.len();
        }
        let mut table = query::table(&page.frame()?, u64::MAX)?;
        table.truncated = offset.saturating_add(page.len()) < passed;
        Ok(table)
    }

    /// Everything that was set aside.
    pub(super) fn set_aside_csv(&self, name: &str) -> Result<Vec<u8>, Error> {
        let mut all = Aside::default();
        for aside in self.catalog.whole(name)?.asides() {
            all.append(aside.clone());
        }
        export::file(all.frame()?, ExportFormat::Csv)
    }

    /// Makes one dataset of several with the same columns, and closes them.
    pub(super) fn combine(&mut self, names: &[String], wanted: &str) -> Result<Opened, Error> {
        let entries = names
            .iter()
            .map(|name| self.catalog.whole(name))
            .collect::<Result<Vec<_>, _>>()?;
        refuse_unlike(&entries)?;
        let places = places(&entries);
        let frames: Vec<&DataFrame> = entries.iter().map(|entry| &entry.frame).collect();
        let whose: Vec<&str> = entries.iter().map(|entry| entry.dataset.name.as_str()).collect();
        let (mut frame, notes) = steps::below(&frames, &whose)?;
        frame.with_column(origin(&frame, &entries, &places)?)?;
        let (mut aside, mut source) = (Aside::default(), entries[0].dataset.source.clone());
        for (entry, place) in entries.iter().zip(&places) {
            for part in entry.asides().filter(|part| part.len() > 0) {
                aside.append(part.clone().located(place));
            }
        }
        source.filename = listed(&places);
        source.inside = None;
        let closed: Vec<String> = whose.iter().map(|name| (*name).to_owned()).collect();
        let wanted = match wanted.trim().is_empty() {
            true => closed[0].clone(),
            false => wanted.to_owned(),
        };
        for name in &closed {
            self.catalog.remove(name)?;
        }
        let dataset = self.catalog.add_with(&wanted, frame, source, aside)?;
        Ok(Opened {
            datasets: vec![dataset],
            notes,
        })
    }
}

/// Refuses what cannot be one table: fewer than two, one twice, other columns.
fn refuse_unlike(entries: &[&Entry]) -> Result<(), Error> {
    let [first, others @ ..] = entries else {
        return Err(invalid("combine what? Name at least two datasets"));
    };
    if others.is_empty() {
        return Err(invalid(format!(
            "combine {} with what? Name another dataset",
            first.dataset.name
        )));
    }
    for (at, entry) in others.iter().enumerate() {
        let name = &entry.dataset.name;
        if entries[..=at].iter().any(|before| before.dataset.name == *name) {
            return Err(invalid(format!("{name} is named twice")));
        }
        for (one, other) in [(first, entry), (entry, first)] {
            let lacking = one
                .dataset
                .columns
                .iter()
                .find(|column| other.dataset.column(&column.name).is_none());
            if let Some(column) = lacking {
                return Err(Error::Invalid {
                    why: format!(
                        "{} has no column “{}”, and {} has one",
                        other.dataset.name, column.name, one.dataset.name
                    ),
                    hint: Some("Rename or remove columns first, until all have the same".to_owned()),
                });
            }
        }
    }
    Ok(())
}

/// What tells where a row comes from: the file's name, with the place in it where files are the same.
fn places(entries: &[&Entry]) -> Vec<String> {
    let source = |entry: &Entry| entry.dataset.source.clone();
    let simple = |source: Source| source.inside.unwrap_or(source.filename);
    let full = |source: Source| {
        let parts = [Some(source.filename), source.inside, source.sheet, source.range];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" / ")
    };
    let differ = |names: &[String]| names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    let names: Vec<String> = entries.iter().map(|entry| simple(source(entry))).collect();
    if differ(&names) {
        return names;
    }
    let names: Vec<String> = entries.iter().map(|entry| full(source(entry))).collect();
    match differ(&names) {
        true => names,
        false => entries.iter().map(|entry| entry.dataset.name.clone()).collect(),
    }
}

fn origin(frame: &DataFrame, entries: &[&Entry], places: &[String]) -> Result<Column, Error> {
    let taken = |name: &String| frame.column(name).is_ok();
    let numbered = (2..).map(|number| format!("file_{number}"));
    let name = std::iter::once("file".to_owned())
        .chain(numbered)
        .find(|name| !taken(name));
    let name = PlSmallStr::from(name.unwrap_or_default());
    let mut cells = StringChunkedBuilder::new(name.clone(), frame.height());
    for (entry, place) in entries.iter().zip(places) {
        for _ in 0..entry.frame.height() {
            cells.append_value(place);
        }
    }
    let text = crate::ingest::text(&polars::prelude::IntoSeries::into_series(cells.finish()))?;
    Ok(text.with_name(name).into_column())
}

fn listed(places: &[String]) -> String {
    const MOST: usize = 3;
    match places.len() {
        0..=MOST => places.join(", "),
        count => format!("{} and {} more", places[..MOST - 1].join(", "), count + 1 - MOST),
    }
}
