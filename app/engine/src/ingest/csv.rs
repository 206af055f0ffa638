//! Delimited text. Types are settled over the whole file; no cell is lost: what cannot be read as the others are makes the column text.

mod plan;
mod records;
mod said;

use super::column::{Batch, Building};
use super::guess::Guess;
use super::text::{self, Text};
use super::understand::{self, Manner};
use super::{File, Sheet, names};
use crate::error::Error;
use encoding_rs::{Encoding, WINDOWS_1252};
use plan::Plan;
use polars::prelude::{Column, DataFrame, IntoColumn as _, NamedFrom as _, PlSmallStr, Series};
use records::{Ragged, Records, Rest};
use spec::answer::{Level, Note};
use spec::reading::{Format, Source};

/// How much text is made columns of at a time: it fits in a processor's cache.
const BATCH: usize = 128 << 10;

/// No row is longer than this.
const LONGEST_ROW: usize = 64 << 20;

/// Reads the one table of a delimited file.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let head = text::head(file, 1 << 20)?;
    let encoding = text::encoding(file, &head)?;
    match table(file, encoding)? {
        Some(sheet) => Ok(vec![sheet]),
        None => {
            let mut sheet = table(file, WINDOWS_1252)?;
            if let Some(sheet) = &mut sheet {
                let said = format!("{} is not all UTF-8 and is read as Windows-1252", file.name);
                sheet.notes.push(Note::new(Level::Info, "encoding", said));
            }
            Ok(sheet.into_iter().collect())
        }
    }
}

/// What was met on the way through a file.
#[derive(Default)]
struct Met {
    rows: usize,
    ragged: u64,
    first: Option<Ragged>,
    extras: Vec<(usize, String)>,
    unclosed: (u64, u64),
}

/// Reads the table in this encoding; none when the file is not in it.
fn table(file: &mut File<'_>, encoding: &'static Encoding) -> Result<Option<Sheet>, Error> {
    let mut start = Text::new(file, encoding)?;
    start.read_up_to(file, plan::HEAD)?;
    let Some(plan) = plan::plan(file, &start)? else {
        return Ok(None);
    };
    drop(start);
    let rows = plan.expected_rows(file.input.size_bytes());
    let new = |guess| Building::new(guess, plan.habit, rows);
    let mut columns: Vec<_> = stated(file, &plan).into_iter().map(new).collect();
    let mut open: Vec<usize> = (0..columns.len()).collect();
    let mut met = Met::default();
    while !open.is_empty() || met.rows == 0 {
        let Some(seen) = pass(file, encoding, &plan, &mut columns, &open)? else {
            return Ok(None);
        };
        met = seen;
        let used = said::words(&columns);
        open.retain(|index| columns[*index].is_unfinished(&used));
        for index in &open {
            columns[*index] = columns[*index].begun_again(met.rows);
        }
        if met.rows == 0 {
            break;
        }
        if open.is_empty() {
            open = Building::reconsidered(&mut columns, met.rows);
        }
    }
    finish(file, encoding, &plan, columns, &met).map(Some)
}

/// What the columns' cells may be, as far as the user leaves it open.
fn stated(file: &File<'_>, plan: &Plan) -> Vec<Guess> {
    let (names, _) = names::repaired(plan.names.clone());
    let is_told = |name: &String| file.options.types.contains_key(name) || file.options.nulls.is_some();
    let guesses = names.iter().zip(&plan.guesses);
    guesses
        .map(|(name, guess)| {
            if is_told(name) {
                Guess::TEXT
            } else {
                guess.stated(file.options)
            }
        })
        .collect()
}

/// Goes through the file once and fills the open columns.
fn pass(
    file: &mut File<'_>,
    encoding: &'static Encoding,
    plan: &Plan,
    columns: &mut [Building],
    open: &[usize],
) -> Result<Option<Met>, Error> {
    let mut met = Met::default();
    let mut text = Text::new(file, encoding)?;
    text.read_more(file)?;
    text.used(plan.start);
    let mut records = Records::new(plan.dialect, plan.width);
    records.lines = plan.lines;
    loop {
        let unused = text.unused();
        let rest = match unused.len() {
            _ if text.is_at_end() => Rest::Ends,
            LONGEST_ROW.. => Rest::FollowsFar,
            _ => Rest::Follows,
        };
        let used = records.scan(unused, BATCH, rest);
        if used == 0 {
            match rest {
                Rest::Ends => break,
                Rest::FollowsFar => return Err(endless_row(file, records.lines)),
                Rest::Follows => {}
            }
            text.read_more(file)?;
            (file.progress)("Reading rows", text.done());
            continue;
        }
        let Ok(part) = std::str::from_utf8(&unused[..used]) else {
            return Ok(None);
        };
        let batch = Batch {
            text: part,
            places: &records.places,
            width: plan.width,
        };
        for index in open {
            columns[*index].extend(batch, *index);
        }
        met.note_ragged(&records, part);
        met.rows += batch.rows();
        text.used(used);
    }
    met.unclosed = records.unclosed;
    Ok(Some(met))
}

fn endless_row(file: &File<'_>, line: u64) -> Error {
    let why = format!("has no end of line for 64 MB after line {line}");
    file.unreadable("not_a_table", why, "check that it is a table, or name its format")
}

impl Met {
    fn note_ragged(&mut self, records: &Records, text: &str) {
        for ragged in &records.ragged {
            self.ragged += 1;
            self.first.get_or_insert(*ragged);
            if let Some((start, end)) = ragged.extra {
                let extra = text.get(start as usize..end as usize).unwrap_or_default();
                self.extras.push((self.rows + ragged.row, extra.to_owned()));
            }
        }
    }

    /// What rows have beyond the last column, as a column of its own.
    fn extra_column(&self) -> Column {
        let mut cells: Vec<Option<&str>> = vec![None; self.rows];
        for (row, extra) in &self.extras {
            if let Some(cell) = cells.get_mut(*row) {
                *cell = Some(extra);
            }
        }
        Series::new(PlSmallStr::from_static("_extra"), cells).into_column()
    }
}

fn finish(
    file: &File<'_>,
    encoding: &'static Encoding,
    plan: &Plan,
    columns: Vec<Building>,
    met: &Met,
) -> Result<Sheet, Error> {
    let mut notes: Vec<_> = said::of_plan(plan).into_iter().collect();
    let mut words = said::words(&columns);
    let kinds: Vec<_> = columns.iter().map(|column| (column.kind(), column.guess)).collect();
    let used: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    let mut finished = Vec::with_capacity(columns.len());
    for column in columns {
        let (series, counts) = column.finish(&used)?;
        words
            .iter_mut()
            .zip(counts)
            .for_each(|((_, count), more)| *count += more);
        finished.push(series);
    }
    let mut given = plan.names.clone();
    while plan.header && finished.len() > 1 && given.last().is_some_and(|name| name.trim().is_empty()) {
        if finished.last().is_some_and(|series| series.null_count() < series.len()) {
            break;
        }
        given.pop();
        finished.pop();
    }
    if !met.extras.is_empty() {
        given.push("_extra".to_owned());
    }
    let (given, renamed) = names::repaired(given);
    notes.extend(said::of_rows(met));
    if plan.header {
        notes.extend(renamed);
    }
    let mut frame: Vec<Column> = finished.into_iter().map(Column::from).collect();
    if !met.extras.is_empty() {
        frame.push(met.extra_column());
    }
    for (column, name) in frame.iter_mut().zip(&given) {
        column.rename(PlSmallStr::from_str(name));
    }
    let manner = Manner {
        options: file.options,
        habit: plan.habit,
        known: Some(&kinds),
        row: &|row| plan.lines + row as u64 + 1,
        words: words
            .into_iter()
            .map(|(word, count)| (word.to_owned(), count))
            .collect(),
        is_text_open: true,
    };
    let understood = understand::over(frame, &manner)?;
    let mut source = Source {
        format: if plan.dialect.delimiter == b'\t' {
            Format::Tsv
        } else {
            Format::Csv
        },
        encoding: Some(encoding.name().to_ascii_lowercase()),
        delimiter: Some(char::from(plan.dialect.delimiter).to_string()),
        header: Some(plan.header),
        skipped: (plan.skipped > 0).then_some(plan.skipped),
        ..file.source()
    };
    understood.tell(&mut source, file.options);
    notes.splice(0..0, understood.notes);
    Ok(Sheet {
        name: None,
        frame: DataFrame::new(understood.columns)?,
        source,
        notes,
        aside: understood.aside,
    })
}
