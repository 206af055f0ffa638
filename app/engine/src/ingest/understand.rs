//! What the cells of a file's columns mean: decided over a whole column, then over the file, then by habit; what is doubtful is told, and no cell is lost.

mod manner;
mod said;

pub(super) use manner::Manner;

use super::different::Texts;
use super::guess::{Guess, Habit, Kind};
use super::look::{Asked, Look, Way};
use super::moment::Order;
use super::number::Mark;
use super::typed::{self, Said, Typed};
use super::{Sheet, narrow, ordered, retype, settle, whole};
use crate::aside::Aside;
use crate::error::Error;
use manner::Common;
use polars::prelude::{Column, DataFrame, DataType, PlSmallStr, Series};
use said::{called, doubt, shortened};
use spec::answer::{Level, Note};
use spec::dataset::Type;
use spec::reading::{DateOrder, Format, OpenOptions, Source};
use spec::repair::{Repair, RepairKind};

/// Columns that are understood.
#[derive(Default)]
pub(super) struct Understood {
    /// The columns.
    pub columns: Vec<Column>,
    /// What the user should know.
    pub notes: Vec<Note>,
    /// Cells that do not fit the type that the user asked for.
    pub aside: Aside,
    mark: Option<Mark>,
    order: Option<Order>,
    words: Vec<(String, u64)>,
}

/// Understands the table of a file whose cells come with types.
pub(super) fn sheet(sheet: &mut Sheet, options: &OpenOptions) -> Result<(), Error> {
    let has_own_types = matches!(sheet.source.format, Format::Parquet | Format::Arrow);
    let header = match sheet.source.header {
        Some(true) => u64::from(sheet.source.header_rows.unwrap_or(1)),
        _ => 0,
    };
    let before = sheet.source.skipped.unwrap_or(0) + header;
    let aside = std::mem::take(&mut sheet.aside);
    let manner = Manner {
        options,
        habit: Habit::MonthFirst,
        known: None,
        row: &|row| aside.row_of(row).unwrap_or(before + row as u64 + 1),
        words: Vec::new(),
        is_text_open: !has_own_types && !leaves_text(&sheet.source),
    };
    let columns = std::mem::take(&mut sheet.frame).take_columns();
    let understood = over(columns, &manner)?;
    understood.tell(&mut sheet.source, options);
    sheet.frame = DataFrame::new(understood.columns)?;
    let frame = &sheet.frame;
    sheet
        .notes
        .retain(|note| note.code != "mixed_types" || stays_text(frame, note));
    sheet.notes.extend(understood.notes);
    sheet.aside = aside;
    sheet.aside.append(understood.aside);
    Ok(())
}

fn stays_text(frame: &DataFrame, note: &Note) -> bool {
    let column = note.column.as_deref().and_then(|name| frame.column(name).ok());
    column.is_none_or(|column| crate::catalog::kind(column.dtype()) == Type::Text)
}

/// Whether the user has it that text in a sheet stays text.
fn leaves_text(source: &Source) -> bool {
    let is_off = |repair: &Repair| repair.kind == RepairKind::NumbersAsText && !repair.enabled;
    source.repairs.iter().any(is_off)
}

/// Understands the columns of a table.
pub(super) fn over(columns: Vec<Column>, manner: &Manner<'_>) -> Result<Understood, Error> {
    let is_nothing = |text: &str| manner.is_nothing(text);
    let asked = Asked {
        is_nothing: &is_nothing,
    };
    let mut looks = Vec::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let series = column.as_materialized_series();
        let is_open = manner.is_open(index) && !manner.options.types.contains_key(series.name().as_str());
        looks.push(if is_open { Look::at(series, &asked)? } else { None });
    }
    let common = manner.common(&columns, &looks)?;
    let mut out = Understood {
        words: manner.words.clone(),
        mark: common.mark,
        order: common.order,
        ..Understood::default()
    };
    for (index, (column, look)) in columns.into_iter().zip(looks).enumerate() {
        let series = column.take_materialized_series();
        let name = series.name().clone();
        let mut series = match (manner.options.types.get(name.as_str()), look) {
            (Some(to), _) => out.forced(series, *to, manner)?,
            (None, Some(look)) => out.looked(series, &look, common, manner)?,
            (None, None) => out.settled(series, manner.known_at(index), common, manner)?,
        };
        series.rename(name);
        if !manner.options.types.contains_key(series.name().as_str()) {
            series = out.counted(series, manner)?;
        }
        if manner.options.narrow {
            series = narrow::narrowed(series)?;
        }
        out.columns.push(series.into());
    }
    out.say_unknown_types(manner.options);
    out.say_words();
    Ok(out)
}

impl Understood {
    /// Says in the source what was found.
    pub(super) fn tell(&self, source: &mut Source, options: &OpenOptions) {
        source.decimal = self.mark.map(|mark| mark.sign().to_string()).or(source.decimal.take());
        source.dates = self.order.map(DateOrder::from).or(source.dates);
        let words = self.words.iter().map(|(word, _)| word.clone());
        source.nulls = match &options.nulls {
            Some(words) => Some(words.clone()),
            None if self.words.is_empty() => source.nulls.take(),
            None => Some(words.collect()),
        };
    }

    fn note(&mut self, level: Level, name: &str, (code, said): Said) -> &mut Note {
        let said = said.replace("{}", &format!("“{name}”"));
        self.notes.push(Note {
            column: Some(name.to_owned()),
            ..Note::new(level, code, said)
        });
        let last = self.notes.len() - 1;
        &mut self.notes[last]
    }

    /// A column of the type that the user asks for; what does not fit is set aside.
    fn forced(&mut self, series: Series, to: Type, manner: &Manner<'_>) -> Result<Series, Error> {
        let name = series.name().to_string();
        let series = match manner.options.nulls {
            Some(_) => self.without_words(series, manner)?,
            None => series,
        };
        let (series, misfits) = retype::retype(&series, to, manner.options.dates, manner.options.decimal.as_deref())?;
        let called = called(to);
        let reason = format!("this column is read as {called}");
        for (row, text) in &misfits {
            self.aside.cell((manner.row)(*row), &name, text.as_str(), &reason);
        }
        if let Some((row, text)) = misfits.first() {
            let count = misfits.len() as u64;
            let row = (manner.row)(*row);
            let cells = if count == 1 {
                "1 cell of {} is".to_owned()
            } else {
                format!("{count} cells of {{}} are")
            };
            let said = format!(
                "{cells} set aside: not {called}, such as “{}” in row {row}",
                shortened(text)
            );
            let note = self.note(Level::Warning, &name, ("misfits", said));
            (note.row, note.count) = (Some(row), Some(count));
        }
        Ok(series)
    }

    /// A column of text that a look was taken at.
    fn looked(&mut self, series: Series, look: &Look, common: Common, manner: &Manner<'_>) -> Result<Series, Error> {
        let name = series.name().to_string();
        let Some(texts) = Texts::of(&series)? else {
            return Ok(series);
        };
        let Some((way, is_doubtful)) = manner.way(look, common).filter(|(way, _)| !manner.keeps(&texts, *way)) else {
            self.say_odd(&series, look, manner);
            drop(texts);
            return self.settled(series, None, common, manner);
        };
        let is_nothing = |text: &str| manner.is_nothing(text);
        match typed::typed(&texts, way, &is_nothing)? {
            Typed::Column(read, said) => {
                if let Some(said) = said {
                    self.note(Level::Info, &name, said);
                }
                if is_doubtful {
                    self.note(Level::Info, &name, doubt(way));
                }
                self.find_out(way, look);
                texts.each(|text| {
                    if manner.is_nothing(text.text.trim()) {
                        self.count_word(text.text.trim(), text.count);
                    }
                });
                Ok(read)
            }
            Typed::Text(said) => {
                if let Some(said) = said {
                    self.note(Level::Info, &name, said);
                }
                drop(texts);
                self.settled(series, None, common, manner)
            }
        }
    }

    fn find_out(&mut self, way: Way, look: &Look) {
        match way {
            Way::Number(mark) if look.differs_by_mark() => self.mark = self.mark.or(Some(mark)),
            Way::Stamp(order) | Way::Zoned(order) if look.differs_by_order() => self.order = self.order.or(Some(order)),
            _ => {}
        }
    }

    /// A column that was read already, or stays text.
    fn settled(
        &mut self,
        series: Series,
        known: Option<(Kind, Guess)>,
        common: Common,
        manner: &Manner<'_>,
    ) -> Result<Series, Error> {
        let name = series.name().to_string();
        if let Some((Kind::Zoned(_), _)) = known {
            self.note(
                Level::Info,
                &name,
                ("utc", "the times of {} are given in UTC".to_owned()),
            );
        }
        let is_text = matches!(series.dtype(), DataType::String | DataType::Categorical(..));
        if is_text && manner.options.nulls.is_some() {
            return self.without_words(series, manner);
        }
        let order = match known {
            Some((kind @ (Kind::Day(order) | Kind::Moment(order) | Kind::Zoned(order)), guess))
                if guess.ambiguous(kind) =>
            {
                order
            }
            _ => return Ok(series),
        };
        if ordered::tells(&series)? {
            return Ok(series);
        }
        match common.order {
            Some(other) if other == order => Ok(series),
            Some(_) if !matches!(known, Some((Kind::Zoned(_), _))) => ordered::swapped(&series),
            _ => {
                self.note(Level::Info, &name, doubt(Way::Stamp(order)));
                self.order = self.order.or(Some(order));
                Ok(series)
            }
        }
    }

    /// Whole numbers that count time.
    fn counted(&mut self, series: Series, manner: &Manner<'_>) -> Result<Series, Error> {
        if series.dtype() != &DataType::Int64 || !manner.is_text_open {
            return Ok(series);
        }
        let name = series.name().to_string();
        match whole::moments(&series)? {
            Some((read, said)) => {
                self.note(Level::Info, &name, said);
                Ok(read.with_name(PlSmallStr::from_str(&name)))
            }
            None => Ok(series),
        }
    }

    /// Text without the words that the user says are no value.
    fn without_words(&mut self, series: Series, manner: &Manner<'_>) -> Result<Series, Error> {
        let Some(texts) = Texts::of(&series)? else {
            return Ok(series);
        };
        let mut found = false;
        texts.each(|text| {
            if manner.is_nothing(text.text) {
                found = true;
                self.count_word(text.text, text.count);
            }
        });
        if !found {
            drop(texts);
            return Ok(series);
        }
        let spelled = series.cast(&DataType::String)?;
        let kept = spelled
            .str()?
            .iter()
            .map(|text| text.filter(|text| !manner.is_nothing(text)));
        let kept = polars::prelude::StringChunked::from_iter(kept);
        Ok(settle::text(&polars::prelude::IntoSeries::into_series(kept))?.with_name(series.name().clone()))
    }

    fn count_word(&mut self, word: &str, count: u64) {
        match self.words.iter_mut().find(|(known, _)| known == word) {
            Some((_, counted)) => *counted += count,
            None => self.words.push((word.to_owned(), count)),
        }
    }
}
