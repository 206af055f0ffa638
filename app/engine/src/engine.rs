//! The only entry point; the worker and the tests both use it.

mod advising;
mod answers;
mod expressions;
mod knowing;
mod leaders;
mod modelling;
mod packing;
mod reading;
mod shape;
mod sleeping;
mod statements;
mod steps;
#[cfg(test)]
mod tests;
mod workbooks;

pub(crate) use answers::worked_out;
pub use statements::Changes;

use crate::catalog::Catalog;
use crate::error::Error;
use crate::{ask, chart, export, model, query, sql};
use knowing::Learned;
use spec::answer::Answer;
use spec::ask::Asked;
use spec::chart::{Chart, Kind};
use spec::cross;
use spec::dashboard::Tile;
use spec::dataset::{Column, Dataset};
use spec::filter::Filter;
use spec::model::Model;
use spec::question::{Query, Question};
use spec::value::Value;
use spec::worker::{ExportFormat, Reply, Request};
use std::collections::BTreeMap;

/// The loaded datasets, and what can be asked about them.
#[derive(Default)]
pub struct Engine {
    pub(crate) catalog: Catalog,
    pub(crate) model: Model,
    learned: Option<Learned>,
    changes: Changes,
    /// The catalog's revision when views were last worked out.
    seen: u64,
    /// The day that was last said to be today.
    today: String,
}

/// A reply and the bytes that travel beside it.
pub type Outcome = (Reply, Option<Vec<u8>>);

/// The most rows that a chart is drawn from.
const MOST_ROWS: u64 = 5_000;

impl Engine {
    /// Does what `request` asks, but for what needs a file: see [`Engine::open`] and [`Engine::reread`], and for [`Request::Restore`]: see [`Engine::restore`].
    ///
    /// # Errors
    /// When the request names what is not there or asks what makes no sense. The engine is then as it was.
    pub fn handle(&mut self, request: Request) -> Result<Outcome, Error> {
        let request = self.without_changes(request)?;
        self.reply(request)
    }

    /// Does what a request asks whose statements are done.
    pub(crate) fn reply(&mut self, request: Request) -> Result<Outcome, Error> {
        let reply = match request {
            Request::Open(_)
            | Request::Adopt(..)
            | Request::Replace { .. }
            | Request::Inspect(_)
            | Request::Reread { .. }
            | Request::Revise { .. }
            | Request::Unpack { .. }
            | Request::Restore => return Err(needs_bytes()),
            Request::Report { dataset } => Reply::Report(Box::new(self.catalog.report(&dataset)?)),
            Request::Combine { datasets, name } => Reply::Opened(self.combine(&datasets, &name)?),
            Request::Transform { dataset, steps } => self.transform(&dataset, &steps)?,
            Request::Outcomes { dataset } => Reply::Outcomes(self.outcomes(&dataset)?),
            Request::StepsSql { dataset } => Reply::Sql(self.steps_sql(&dataset)?),
            Request::SetAside { dataset, offset, limit } => Reply::Table(self.set_aside(&dataset, offset, limit)?),
            Request::SetAsideCsv { dataset } => return Ok((Reply::Bytes, Some(self.set_aside_csv(&dataset)?))),
            Request::Pack { dataset } => return self.pack(&dataset),
            Request::Datasets => Reply::Datasets(self.datasets()),
            Request::Answer { tile, filters, today } => Reply::Answer(Box::new(self.answer(&tile, &filters, &today)?)),
            Request::Advise { tile, today } => Reply::Advice(self.advise(&tile, &today)?),
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
            } => return Ok((Reply::Bytes, Some(self.export(&question, format, &today)?))),
            Request::Workbook { workbook, today } => {
                return Ok((Reply::Bytes, Some(self.workbook(&workbook, &today)?)));
            }
            Request::Ask {
                words,
                datasets,
                previous,
                today,
            } => Reply::Asked(Box::new(self.ask(&words, &datasets, previous.as_ref(), &today)?)),
            Request::Suggest { dataset } => Reply::Words(self.suggest(dataset)?),
            Request::Complete { words, datasets } => {
                self.learn();
                Reply::Words(ask::complete(&words, &self.known(&datasets)?))
            }
            Request::Profile { dataset } => Reply::Profile(self.catalog.profile(&dataset)?),
            Request::Explain { question, today } => Reply::Sql(self.explain(&question, &today)?),
            Request::Model(wanted) => {
                model::check(&wanted, &self.catalog)?;
                self.model = wanted;
                self.learn_anew();
                Reply::Modelled
            }
            Request::Relations => Reply::Relations(self.all_relations()?),
            Request::Hierarchies { dataset } => Reply::Hierarchies(self.hierarchies(&dataset)?),
            Request::CheckExpression { query, ground, text } => {
                Reply::Checked(self.check_expression(&query, ground, &text)?)
            }
            Request::CompleteExpression {
                query,
                ground,
                text,
                cursor,
            } => Reply::Completions(self.complete_expression(&query, ground, &text, cursor)?),
            Request::Columns { query } => Reply::Columns(self.columns(&query)?),
            request @ (Request::Memory { .. } | Request::Free | Request::Sleep { .. } | Request::Wake { .. }) => {
                self.weighed(&request)?
            }
            Request::Close { dataset } => {
                self.catalog.remove(&dataset)?;
                Reply::Closed
            }
        };
        Ok((reply, None))
    }

    fn export(&self, question: &Question, format: ExportFormat, today: &str) -> Result<Vec<u8>, Error> {
        let frame = self.frame(question, today)?.0;
        let name = match question {
            Question::Query(query) => query.from.as_str(),
            Question::Sql(_) => "Data",
        };
        export::named_file(name, frame, format)
    }

    fn columns(&self, query: &Query) -> Result<Vec<Column>, Error> {
        let query = model::resolve_whole(&self.model, &self.catalog, query)?;
        query::columns_of(&self.catalog, &query)
    }

    /// The request once its statements that change something are done.
    pub(crate) fn without_changes(&mut self, request: Request) -> Result<Request, Error> {
        Ok(match request {
            Request::Answer {
                mut tile,
                filters,
                today,
            } => {
                tile.question = self.settled(tile.question, &today)?;
                Request::Answer { tile, filters, today }
            }
            Request::Table { question, limit, today } => {
                let question = self.settled(question, &today)?;
                Request::Table { question, limit, today }
            }
            Request::Arrow { question, today } => {
                let question = self.settled(question, &today)?;
                Request::Arrow { question, today }
            }
            Request::Export {
                question,
                format,
                today,
            } => {
                let question = self.settled(question, &today)?;
                Request::Export {
                    question,
                    format,
                    today,
                }
            }
            Request::Workbook { mut workbook, today } => {
                for sheet in &mut workbook.sheets {
                    sheet.tile.question = self.settled(sheet.tile.question.clone(), &today)?;
                }
                Request::Workbook { workbook, today }
            }
            other => {
                self.refresh_views()?;
                other
            }
        })
    }

    fn datasets(&self) -> Vec<Dataset> {
        self.catalog
            .entries()
            .iter()
            .map(|entry| entry.dataset.clone())
            .collect()
    }

    /// The question in the engine's own words: what it calls by the model's names is replaced by what that stands for.
    fn resolved(&self, question: &Question) -> Result<Question, Error> {
        model::resolve_question(&self.model, &self.catalog, question)
    }

    /// A tile's answer: laid out as a cross table where one is wanted and can be made.
    fn answer(&self, tile: &Tile, filters: &[Filter], today: &str) -> Result<Answer, Error> {
        let question = tile.question.filtered(filters);
        let Some(crossed) = cross::crossed(&tile.chart, &question) else {
            return self.pictured(&question, &tile.chart, today);
        };
        let plain = self.pictured(&question, &Chart::of(Kind::Pivot), today)?;
        Ok(match self.pictured(&crossed, &Chart::of(Kind::Pivot), today) {
            Ok(answer) => Answer {
                heads: self.heads(&crossed, &plain, &answer)?,
                fitting: plain.fitting,
                reasons: plain.reasons,
                lacking: plain.lacking,
                ..answer
            },
            Err(error) => chart::pivot::uncrossed(plain, &error),
        })
    }

    /// What the columns of a cross table stand for.
    fn heads(&self, crossed: &Question, plain: &Answer, answer: &Answer) -> Result<BTreeMap<String, Value>, Error> {
        Ok(match self.resolved(crossed)? {
            Question::Query(query) => chart::pivot::heads(&query, &plain.table, &answer.table),
            Question::Sql(_) => BTreeMap::new(),
        })
    }

    /// What a question comes to, drawn.
    fn pictured(&self, question: &Question, wanted: &Chart, today: &str) -> Result<Answer, Error> {
        let (frame, mut notes) = self.frame(question, today)?;
        let table = query::table(&frame, MOST_ROWS)?;
        let formats = model::formats(&self.model, &self.catalog, question);
        let beside = chart::Beside {
            told: &formats,
            leaders: self.leaders(question),
            whole: table.truncated.then(|| chart::whole::Whole::of(&frame)),
        };
        let drawn = chart::draw(wanted, &self.resolved(question)?, &table, &beside)?;
        notes.extend(drawn.notes);
        Ok(Answer {
            table,
            chart: drawn.chart,
            fitting: drawn.fitting,
            reasons: drawn.reasons,
            lacking: drawn.lacking,
            option: drawn.option,
            formats: drawn.formats,
            headline: drawn.headline,
            heads: BTreeMap::new(),
            notes,
            millis: 0.0,
        })
    }

    fn ask(
        &mut self,
        words: &str,
        datasets: &[String],
        previous: Option<&Tile>,
        today: &str,
    ) -> Result<(Asked, Answer), Error> {
        self.learn();
        let reading = ask::read(words, &self.known(datasets)?, previous, today)?;
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

    fn explain(&self, question: &Question, today: &str) -> Result<String, Error> {
        match self.resolved(question)? {
            Question::Query(query) => sql::explain(&self.catalog, &query, today),
            Question::Sql(statement) => Ok(statement.text),
        }
    }

    fn suggest(&mut self, dataset: String) -> Result<Vec<String>, Error> {
        self.learn_alone();
        let known = self.known(&[dataset])?;
        Ok(known.iter().flat_map(ask::suggest).collect())
    }
}

fn needs_bytes() -> Error {
    Error::Invalid {
        why: "this request needs the bytes of a file beside it".into(),
        hint: None,
    }
}
