//! The only entry point; the worker and the tests both use it.

use crate::catalog::Catalog;
use crate::error::Error;
use crate::ingest::{self, Input, Sheet};
use crate::{ask, chart, export, query, sql};
use polars::prelude::DataFrame;
use spec::answer::{Answer, Note};
use spec::ask::Asked;
use spec::dashboard::Tile;
use spec::dataset::{Dataset, Opened};
use spec::filter::Filter;
use spec::question::Question;
use spec::reading::{OpenOptions, Source};
use spec::worker::{Reply, Request};

/// The loaded datasets, and what can be asked about them.
#[derive(Default)]
pub struct Engine {
    catalog: Catalog,
}

/// A reply and the bytes that travel beside it.
pub type Outcome = (Reply, Option<Vec<u8>>);

/// The most rows that a chart is drawn from.
const MOST_ROWS: u64 = 5_000;

impl Engine {
    /// Does what `request` asks, but for [`Request::Open`], which needs the file: see [`Engine::open`], and [`Request::Restore`]: see [`Engine::restore`].
    ///
    /// # Errors
    /// When the request names what is not there or asks what makes no sense. The engine is then as it was.
    pub fn handle(&mut self, request: Request) -> Result<Outcome, Error> {
        let reply = match request {
            Request::Open(_)
            | Request::Inspect(_)
            | Request::Reread { .. }
            | Request::Revise { .. }
            | Request::Restore => {
                return Err(needs_bytes());
            }
            Request::Combine { .. }
            | Request::Transform { .. }
            | Request::Outcomes { .. }
            | Request::StepsSql { .. }
            | Request::SetAside { .. }
            | Request::SetAsideCsv { .. }
            | Request::Report { .. } => return Err(needs_bytes()),
            Request::Datasets => Reply::Datasets(self.datasets()),
            Request::Answer { tile, filters, today } => Reply::Answer(Box::new(self.answer(&tile, &filters, &today)?)),
            Request::Table { question, limit, today } => {
                Reply::Table(query::table(&self.frame(&question, &today)?.0, limit)?)
            }
            Request::Arrow { question, today } => {
                return Ok((
                    Reply::Bytes,
                    Some(export::arrow_stream(self.frame(&question, &today)?.0)?),
                ));
            }
            Request::Export {
                question,
                format,
                today,
            } => {
                let frame = self.frame(&question, &today)?.0;
                return Ok((Reply::Bytes, Some(export::file(frame, format)?)));
            }
            Request::Ask {
                words,
                datasets,
                previous,
                today,
            } => Reply::Asked(Box::new(self.ask(&words, &datasets, previous.as_ref(), &today)?)),
            Request::Suggest { dataset } => Reply::Words(self.suggest(dataset)?),
            Request::Complete { words, datasets } => {
                Reply::Words(ask::complete(&words, &self.catalog.known(&datasets)?))
            }
            Request::Profile { dataset } => Reply::Profile(self.catalog.profile(&dataset)?),
            Request::Explain { question } => Reply::Sql(explain(&question)),
            Request::Close { dataset } => {
                self.catalog.remove(&dataset)?;
                Reply::Closed
            }
        };
        Ok((reply, None))
    }

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
            let name = dataset_name(options, &sheet, count);
            opened
                .datasets
                .push(self.catalog.add(&name, sheet.frame, sheet.source)?);
            opened.notes.extend(sheet.notes);
        }
        Ok(opened)
    }

    /// The form that a dataset is stored in; [`Engine::restore`] takes it back.
    ///
    /// # Errors
    /// When there is no such dataset.
    pub fn stored(&self, name: &str) -> Result<Vec<u8>, Error> {
        export::stored(self.catalog.entry(name)?.frame.clone())
    }

    /// Brings a stored dataset back.
    ///
    /// # Errors
    /// When the bytes are not what [`Engine::stored`] gave.
    pub fn restore(&mut self, name: &str, source: Source, bytes: Vec<u8>) -> Result<Dataset, Error> {
        let frame = export::restored(bytes)?;
        self.catalog.add(name, frame, source)
    }

    fn datasets(&self) -> Vec<Dataset> {
        self.catalog
            .entries()
            .iter()
            .map(|entry| entry.dataset.clone())
            .collect()
    }

    fn frame(&self, question: &Question, today: &str) -> Result<(DataFrame, Vec<Note>), Error> {
        match question {
            Question::Query(query) => query::run(&self.catalog, query, today),
            Question::Sql(statement) => Ok((sql::run(&self.catalog, &statement.text)?, Vec::new())),
        }
    }

    fn answer(&self, tile: &Tile, filters: &[Filter], today: &str) -> Result<Answer, Error> {
        let question = tile.question.filtered(filters);
        let (frame, mut notes) = self.frame(&question, today)?;
        let table = query::table(&frame, MOST_ROWS)?;
        let drawn = chart::draw(&tile.chart, &question, &table)?;
        notes.extend(drawn.notes);
        let (chart, fitting, option) = (drawn.chart, drawn.fitting, drawn.option);
        let (formats, headline) = (drawn.formats, drawn.headline);
        Ok(Answer {
            table,
            chart,
            fitting,
            option,
            formats,
            headline,
            notes,
            millis: 0.0,
        })
    }

    fn ask(
        &self,
        words: &str,
        datasets: &[String],
        previous: Option<&Tile>,
        today: &str,
    ) -> Result<(Asked, Answer), Error> {
        let reading = ask::read(words, &self.catalog.known(datasets)?, previous, today)?;
        let answer = self.answer(&reading.tile, &[], today)?;
        let asked = Asked {
            tile: reading.tile,
            chart: answer.chart.kind.map(|kind| kind.name().to_owned()).unwrap_or_default(),
            table: answer.table.clone(),
            notes: reading.notes.into_iter().chain(answer.notes.iter().cloned()).collect(),
            alternatives: reading.alternatives,
            confidence: reading.confidence,
        };
        Ok((asked, answer))
    }

    fn suggest(&self, dataset: String) -> Result<Vec<String>, Error> {
        let known = self.catalog.known(&[dataset])?;
        Ok(known.iter().flat_map(ask::suggest).collect())
    }
}

fn explain(question: &Question) -> String {
    match question {
        Question::Query(query) => sql::explain(query),
        Question::Sql(statement) => statement.text.clone(),
    }
}

fn needs_bytes() -> Error {
    Error::Invalid {
        why: "this request needs the bytes of a file beside it".into(),
        hint: None,
    }
}

/// What a table of a file with so many is called: by the user's name or the file's, with what tells it from the others.
fn dataset_name(options: &OpenOptions, sheet: &Sheet, count: usize) -> String {
    let several = count > 1;
    let inside = sheet.source.inside.as_deref();
    let mut name = match (&options.name, inside) {
        (Some(name), Some(inside)) if several => format!("{name} {}", stem(inside)),
        (Some(name), _) => name.clone(),
        (None, inside) => stem(inside.unwrap_or(&sheet.source.filename)).to_owned(),
    };
    if let Some(sheet) = sheet.name.as_deref().filter(|_| several) {
        name = format!("{name} {sheet}");
    }
    name
}

/// A file's name without its folder and its extensions.
fn stem(filename: &str) -> &str {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or(filename);
    let name = [".gz", ".zst", ".zstd"]
        .iter()
        .find_map(|packed| name.strip_suffix(packed))
        .unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
