//! Delimited and fixed-width text. Types are settled over the whole file; no cell is lost: what cannot be read as the others are makes the column text, and what is no part of the table is set aside.

mod dialect;
mod feed;
mod fixed;
mod layout;
mod left;
mod mend;
mod plan;
mod records;
mod rewrite;
mod said;
mod shape;
mod sniff;

use super::column::{Batch, Building};
use super::guess::Guess;
use super::text::{self, Coding, Text};
use super::understand::{self, Manner};
use super::{File, Sheet, names};
use crate::error::Error;
use feed::Feed;
use plan::Plan;
use polars::prelude::{Column, DataFrame, IntoColumn as _, NamedFrom as _, PlSmallStr, Series};
use records::{Ragged, Records, Rest};
use rewrite::Done;

/// How much text is made columns of at a time: it fits in a processor's cache.
const BATCH: usize = 128 << 10;

/// Reads the tables of a text file.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let mut coding = text::coding(file)?;
    let mut sheets = tables(file, coding)?;
    if sheets.is_none() {
        coding = text::reconsidered(file)?;
        sheets = tables(file, coding)?;
    }
    let mut sheets = sheets.unwrap_or_default();
    if let (Some(sheet), Some(note)) = (sheets.first_mut(), left::of_coding(file, coding)) {
        sheet.notes.push(note);
    }
    Ok(sheets)
}

/// What was met on the way through a file.
#[derive(Default)]
struct Met {
    rows: usize,
    all_rows: usize,
    ragged: u64,
    first: Option<Ragged>,
    extras: Vec<(usize, String)>,
    unclosed: (u64, u64),
    replaced: (u64, u64),
    lines: u64,
    done: Done,
}

/// Which columns and rows are read.
struct Choice {
    columns: Vec<usize>,
    step: usize,
}

/// Reads the tables in this encoding; none when the file is not in it.
fn tables(file: &mut File<'_>, coding: Coding) -> Result<Option<Vec<Sheet>>, Error> {
    let mut start = Text::new(file, coding)?;
    start.read_up_to(file, plan::HEAD)?;
    let Some(plans) = plan::plans(file, coding, &start)? else {
        return Ok(None);
    };
    drop(start);
    let several = plans.len() > 1;
    let mut sheets = Vec::with_capacity(plans.len());
    for (index, mut plan) in plans.into_iter().enumerate() {
        let Some(mut sheet) = table(file, coding, &mut plan)? else {
            return Ok(None);
        };
        sheet.name = several.then(|| format!("table {}", index + 1)).filter(|_| index > 0);
        sheets.push(sheet);
    }
    if several {
        let note = left::of_tables(sheets.len());
        sheets[0].notes.push(note);
    }
    Ok(Some(sheets))
}

/// Reads a table as planned.
fn table(file: &mut File<'_>, coding: Coding, plan: &mut Plan) -> Result<Option<Sheet>, Error> {
    let choice = Choice::of(file, plan)?;
    let rows = plan.expected_rows(file.input.size_bytes()) / choice.step + 1;
    let stated = stated(file, plan);
    let new = |index: &usize| Building::new(stated[*index], plan.habit, rows);
    let mut columns: Vec<_> = choice.columns.iter().map(new).collect();
    let mut open: Vec<usize> = (0..columns.len()).collect();
    let mut met = Met::default();
    while !open.is_empty() || met.rows == 0 {
        let Some(seen) = pass(file, coding, plan, &choice, &mut columns, &open)? else {
            return Ok(None);
        };
        met = seen;
        let used = said::words(&columns);
        open.retain(|index| columns[*index].is_unfinished(&used));
        if plan.rules.is_none() && (met.ragged > 0 || !open.is_empty() && feed::repeats_names(file, coding, plan)?) {
            plan.mend();
            columns = choice
                .columns
                .iter()
                .map(|index| Building::new(stated[*index], plan.habit, rows))
                .collect();
            open = (0..columns.len()).collect();
            continue;
        }
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
    finish(file, coding, plan, &choice, columns, met).map(Some)
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

impl Choice {
    /// What the user chose, or everything.
    fn of(file: &File<'_>, plan: &Plan) -> Result<Self, Error> {
        let wanted = &file.options.columns;
        let (given, _) = names::repaired(plan.names.clone());
        let is_wanted = |index: &usize| wanted.is_empty() || wanted.contains(&given[*index]);
        let columns: Vec<usize> = (0..plan.width).filter(is_wanted).collect();
        if columns.is_empty() {
            return Err(Error::UnknownColumn {
                dataset: file.name.clone(),
                name: wanted.first().cloned().unwrap_or_default(),
                hint: Some(format!("Its columns: {}", given.join(", "))),
            });
        }
        let rows = plan.expected_rows(file.input.size_bytes()) as u64;
        let step = file.options.sample.map_or(1, |sample| rows / sample.max(1));
        Ok(Self {
            columns,
            step: step.max(1) as usize,
        })
    }

    /// The rows that are read of these, which begin with this one of the table.
    fn places<'a>(&self, places: &'a [(u32, u32)], width: usize, from: usize) -> std::borrow::Cow<'a, [(u32, u32)]> {
        if self.step == 1 {
            return places.into();
        }
        let rows = places.chunks(width).enumerate();
        let kept = rows.filter(|(index, _)| (from + index).is_multiple_of(self.step));
        kept.flat_map(|(_, row)| row.iter().copied()).collect::<Vec<_>>().into()
    }
}

/// Goes through the table once and fills the open columns.
fn pass(
    file: &mut File<'_>,
    coding: Coding,
    plan: &Plan,
    choice: &Choice,
    columns: &mut [Building],
    open: &[usize],
) -> Result<Option<Met>, Error> {
    let mut met = Met::default();
    let mut feed = Feed::new(file, coding, plan)?;
    let mut records = Records::new(plan.marks, plan.width);
    records.lines = if plan.rules.is_some() { 0 } else { plan.lines };
    let is_known = matches!(coding, Coding::Known(encoding) if encoding == encoding_rs::UTF_8);
    loop {
        let rest = feed.rest();
        let unused = feed.unused();
        let lines = records.lines;
        let used = records.scan(unused, BATCH, rest);
        if used == 0 {
            match rest {
                _ if feed.is_broken() => return Ok(None),
                Rest::Ends => break,
                Rest::FollowsFar => return Err(endless_row(file, records.lines)),
                Rest::Follows => feed.read_more(file)?,
            }
            continue;
        }
        let Ok(part) = std::str::from_utf8(&unused[..used]) else {
            return Ok(None);
        };
        let batch = Batch {
            text: part,
            places: &choice.places(&records.places, plan.width, met.all_rows),
            width: plan.width,
        };
        for index in open {
            columns[*index].extend(batch, choice.columns[*index]);
        }
        if !is_known {
            met.note_replaced(part, lines);
        }
        met.note_ragged(&records, part, choice.step);
        met.rows += batch.rows();
        met.all_rows += records.places.len() / plan.width;
        feed.used(used);
    }
    met.unclosed = records.unclosed;
    met.lines = records.lines;
    if plan.rules.is_some() {
        met.done = feed.done();
        met.number_lines();
    }
    Ok(Some(met))
}

fn endless_row(file: &File<'_>, line: u64) -> Error {
    let why = format!("has no end of line for 64 MB after line {line}");
    file.unreadable("not_a_table", why, "check that it is a table, or name its format")
}

impl Met {
    fn note_ragged(&mut self, records: &Records, text: &str, step: usize) {
        for ragged in &records.ragged {
            self.ragged += 1;
            self.first.get_or_insert(*ragged);
            let row = self.all_rows + ragged.row;
            if let Some((start, end)) = ragged.extra
                && row.is_multiple_of(step)
            {
                let extra = text.get(start as usize..end as usize).unwrap_or_default();
                self.extras.push((row / step, extra.to_owned()));
            }
        }
    }

    /// Notes letters that stand for bytes without a meaning.
    fn note_replaced(&mut self, text: &str, lines: u64) {
        let replaced = "\u{fffd}".as_bytes();
        for at in memchr::memmem::find_iter(text.as_bytes(), replaced) {
            if self.replaced.0 == 0 {
                self.replaced.1 = lines + memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count() as u64 + 1;
            }
            self.replaced.0 += 1;
        }
    }

    /// Gives what was met in text that was written anew its lines in the file.
    fn number_lines(&mut self) {
        if let Some(first) = &mut self.first {
            first.line = self.done.line(first.line);
        }
        self.replaced.1 = self.done.line(self.replaced.1);
        self.lines = self.done.line(self.lines);
        self.unclosed = self.done.unclosed;
        for (_, extra) in &mut self.extras {
            *extra = extra.replace(char::from(rewrite::MARKS.delimiter), ",");
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
    coding: Coding,
    plan: &Plan,
    choice: &Choice,
    columns: Vec<Building>,
    mut met: Met,
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
    let (mut given, renamed) = given_names(plan, choice, &mut finished);
    notes.extend(said::of_rows(&met));
    if plan.header {
        notes.extend(renamed);
    }
    let mut frame: Vec<Column> = finished.into_iter().map(Column::from).collect();
    if !met.extras.is_empty() {
        frame.push(met.extra_column());
        given.push(names::free_name("_extra", &given.iter().cloned().collect()));
    }
    for (column, name) in frame.iter_mut().zip(&given) {
        column.rename(PlSmallStr::from_str(name));
    }
    let manner = Manner {
        options: file.options,
        habit: plan.habit,
        known: Some(&kinds),
        row: &|row| line(plan, &met, row * choice.step),
        words: words
            .into_iter()
            .map(|(word, count)| (word.to_owned(), count))
            .collect(),
        is_text_open: true,
    };
    let understood = understand::over(frame, &manner)?;
    notes.splice(0..0, understood.notes.iter().cloned());
    notes.extend(left::of_rows(plan, &met));
    let mut source = left::source(file, coding, plan, choice.step, &met);
    understood.tell(&mut source, file.options);
    let mut aside = left::aside(plan, &mut met);
    aside.append(understood.aside);
    Ok(Sheet {
        name: None,
        frame: DataFrame::new(understood.columns)?,
        source,
        notes,
        aside,
    })
}

/// The line that a row stands in, but for cells over several lines.
fn line(plan: &Plan, met: &Met, row: usize) -> u64 {
    match plan.rules {
        Some(_) => met.done.line(row as u64 + 1),
        None => plan.lines + row as u64 + 1,
    }
}

/// The names of the columns that are read. Columns at the end without a name and without a cell are none: each row ends in a delimiter.
fn given_names(plan: &Plan, choice: &Choice, finished: &mut Vec<Series>) -> (Vec<String>, Vec<spec::answer::Note>) {
    let mut given = plan.names.clone();
    let mut last = choice.columns.len();
    while last > 1
        && given.last().is_some_and(|name| name.trim().is_empty())
        && choice.columns[last - 1] + 1 == given.len()
    {
        if finished.last().is_some_and(|series| series.null_count() < series.len()) {
            break;
        }
        given.pop();
        finished.pop();
        last -= 1;
    }
    let (given, renamed) = names::repaired(given);
    let chosen: Vec<String> = choice.columns[..last]
        .iter()
        .map(|index| given[*index].clone())
        .collect();
    let is_chosen = |note: &spec::answer::Note| note.column.as_ref().is_none_or(|column| chosen.contains(column));
    let renamed = renamed.into_iter().filter(is_chosen).collect();
    (chosen, renamed)
}
