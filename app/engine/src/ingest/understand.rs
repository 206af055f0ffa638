//! What the cells of a file's columns mean: decided over a whole column, then over the file, then by habit; what is doubtful is told, and no cell is lost.

use super::different::Texts;
use super::guess::{Guess, Habit, Kind};
use super::look::{Asked, Look, Way};
use super::moment::Order;
use super::number::Mark;
use super::typed::{self, Said, Typed};
use super::{Sheet, narrow, ordered, retype, settle, whole, words};
use crate::aside::Aside;
use crate::error::Error;
use crate::query;
use polars::prelude::{Column, DataFrame, DataType, PlSmallStr, Series};
use spec::answer::{Level, Note};
use spec::dataset::Type;
use spec::reading::{DateOrder, Format, OpenOptions, Source};

/// How a file's cells are to be understood.
pub(super) struct Manner<'a> {
    /// What the user says.
    pub options: &'a OpenOptions,
    /// How the file's maker writes, where cells do not tell.
    pub habit: Habit,
    /// How the first columns were read already, and what they may be besides; columns beyond are text.
    pub known: Option<&'a [(Kind, Guess)]>,
    /// The row in the file of a row of the table.
    pub row: &'a dyn Fn(usize) -> u64,
    /// Words that were read as no value already, and how often.
    pub words: Vec<(String, u64)>,
    /// Whether text may be something else.
    pub is_text_open: bool,
}

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

/// What the columns of a file have in common.
#[derive(Clone, Copy, Default)]
struct Common {
    mark: Option<Mark>,
    order: Option<Order>,
}

/// Understands the table of a file whose cells come with types.
pub(super) fn sheet(sheet: &mut Sheet, options: &OpenOptions) -> Result<(), Error> {
    let has_own_types = matches!(sheet.source.format, Format::Parquet | Format::Arrow);
    let header = match sheet.source.header {
        Some(true) => u64::from(sheet.source.header_rows.unwrap_or(1)),
        _ => 0,
    };
    let before = sheet.source.skipped.unwrap_or(0) + header;
    let manner = Manner {
        options,
        habit: Habit::MonthFirst,
        known: None,
        row: &|row| before + row as u64 + 1,
        words: Vec::new(),
        is_text_open: !has_own_types,
    };
    let columns = std::mem::take(&mut sheet.frame).take_columns();
    let understood = over(columns, &manner)?;
    understood.tell(&mut sheet.source, options);
    sheet.frame = DataFrame::new(understood.columns)?;
    sheet.notes.extend(understood.notes);
    sheet.aside.append(understood.aside);
    Ok(())
}

/// Understands the columns of a table.
pub(super) fn over(columns: Vec<Column>, manner: &Manner<'_>) -> Result<Understood, Error> {
    let is_nothing = |text: &str| manner.is_nothing(text);
    let asked = Asked { is_nothing: &is_nothing };
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

impl Manner<'_> {
    fn is_nothing(&self, text: &str) -> bool {
        match &self.options.nulls {
            Some(words) => words.iter().any(|word| word == text),
            None => words::is_nothing(text),
        }
    }

    fn is_open(&self, index: usize) -> bool {
        self.is_text_open && self.known.is_none_or(|known| index < known.len())
    }

    fn known_at(&self, index: usize) -> Option<(Kind, Guess)> {
        self.known.and_then(|known| known.get(index).copied())
    }

    /// What most plainly shows in some column: how decimals are marked, which part of a date comes first.
    fn common(&self, columns: &[Column], looks: &[Option<Look>]) -> Result<Common, Error> {
        let (mut marks, mut orders) = (Vec::new(), Vec::new());
        for (index, column) in columns.iter().enumerate() {
            if let Some((kind, guess)) = self.known_at(index) {
                marks.extend(guess.certain_mark(kind));
                orders.extend(certain_order(kind, guess, column.as_materialized_series())?);
            }
        }
        for look in looks.iter().flatten() {
            let ways = look.whole();
            let has = |way: Way| ways.contains(&way);
            match (has(Way::Number(Mark::Point)), has(Way::Number(Mark::Comma))) {
                (true, false) => marks.push(Mark::Point),
                (false, true) => marks.push(Mark::Comma),
                _ => {}
            }
            let has = |order: Order| has(Way::Stamp(order)) || has(Way::Zoned(order));
            match (has(Order::Day), has(Order::Month)) {
                (true, false) => orders.push(Order::Day),
                (false, true) => orders.push(Order::Month),
                _ => {}
            }
        }
        let stated = self.options.decimal.as_deref().and_then(Mark::of);
        Ok(Common {
            mark: stated.or(agreed(&marks)),
            order: self.options.dates.map(Order::from).or(agreed(&orders)),
        })
    }

    /// The way to read a column of which every cell can be read, and whether nothing but habit speaks for it.
    fn way(&self, look: &Look, common: Common) -> Option<(Way, bool)> {
        let ways = look.whole();
        let has = |way: Way| ways.contains(&way);
        let marks: Vec<Mark> = [Mark::Point, Mark::Comma].into_iter().filter(|mark| has(Way::Number(*mark))).collect();
        let is_stated = self.options.decimal.is_some();
        match (marks.as_slice(), common.mark) {
            ([mark], stated) if !is_stated || stated == Some(*mark) => return Some((Way::Number(*mark), false)),
            ([_, _], Some(mark)) => return Some((Way::Number(mark), false)),
            ([_, _], None) => {
                let mark = if self.habit == Habit::DayFirst { Mark::Comma } else { Mark::Point };
                return Some((Way::Number(mark), look.differs_by_mark()));
            }
            _ => {}
        }
        let first = ways.into_iter().find(|way| !matches!(way, Way::Number(_)))?;
        let of = match first {
            Way::Stamp(_) => Way::Stamp,
            Way::Zoned(_) => Way::Zoned,
            other => return Some((other, false)),
        };
        let is_stated = self.options.dates.is_some();
        let usual = match self.habit {
            Habit::DayFirst => [Order::Day, Order::Month],
            Habit::MonthFirst => [Order::Month, Order::Day],
        };
        let open: Vec<Order> = usual.into_iter().filter(|order| has_way(look, of(*order))).collect();
        match (open.as_slice(), common.order) {
            (_, Some(order)) if is_stated && look.differs_by_order() => {
                has_way(look, of(order)).then_some((of(order), false))
            }
            ([_, _], Some(order)) if open.contains(&order) => Some((of(order), false)),
            ([order, _], _) => Some((of(*order), look.differs_by_order())),
            ([order], _) => Some((of(*order), false)),
            _ => Some((first, false)),
        }
    }
}

fn has_way(look: &Look, way: Way) -> bool {
    look.fits(way) == look.total
}

fn agreed<T: Copy + PartialEq>(all: &[T]) -> Option<T> {
    let first = *all.first()?;
    all.iter().all(|other| *other == first).then_some(first)
}

fn certain_order(kind: Kind, guess: Guess, series: &Series) -> Result<Option<Order>, Error> {
    let order = match kind {
        Kind::Day(order) | Kind::Moment(order) | Kind::Zoned(order) if order != Order::Year => order,
        _ => return Ok(None),
    };
    let is_certain = !guess.ambiguous(kind) || ordered::tells(series)?;
    Ok(is_certain.then_some(order))
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
            let cells = if count == 1 { "1 cell of {} is".to_owned() } else { format!("{count} cells of {{}} are") };
            let said = format!("{cells} set aside: not {called}, such as “{}” in row {row}", shortened(text));
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
            self.note(Level::Info, &name, ("utc", "the times of {} are given in UTC".to_owned()));
        }
        let is_text = matches!(series.dtype(), DataType::String | DataType::Categorical(..));
        if is_text && manner.options.nulls.is_some() {
            return self.without_words(series, manner);
        }
        let order = match known {
            Some((kind @ (Kind::Day(order) | Kind::Moment(order) | Kind::Zoned(order)), guess)) if guess.ambiguous(kind) => order,
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
        let kept = spelled.str()?.iter().map(|text| text.filter(|text| !manner.is_nothing(text)));
        let kept = polars::prelude::StringChunked::from_iter(kept);
        Ok(settle::text(&polars::prelude::IntoSeries::into_series(kept))?.with_name(series.name().clone()))
    }

    fn count_word(&mut self, word: &str, count: u64) {
        match self.words.iter_mut().find(|(known, _)| known == word) {
            Some((_, counted)) => *counted += count,
            None => self.words.push((word.to_owned(), count)),
        }
    }

    /// Says why a column stays text although nearly all of its cells are something else.
    fn say_odd(&mut self, series: &Series, look: &Look, manner: &Manner<'_>) {
        let Some((way, row, count)) = look.nearly() else {
            return;
        };
        let name = series.name().to_string();
        let text = series.get(row).ok().and_then(|cell| cell.get_str().map(str::to_owned)).unwrap_or_default();
        let (row, total) = ((manner.row)(row), look.total);
        let [one, several] = way.called();
        let are = if count == 1 { format!("is not {one}:") } else { format!("are not {several}, such as") };
        let (counted, total) = (query::counted(count), query::counted(total));
        let said = format!(
            "{{}} is read as text because {counted} of its {total} cells {are} “{}” in row {row}",
            shortened(&text)
        );
        let note = self.note(Level::Warning, &name, ("odd_cells", said));
        (note.row, note.count) = (Some(row), Some(count));
    }

    fn say_unknown_types(&mut self, options: &OpenOptions) {
        for name in options.types.keys() {
            if !self.columns.iter().any(|column| column.name().as_str() == name) {
                let said = "a type is asked for {}, and there is no such column".to_owned();
                self.note(Level::Warning, name, ("unknown_column", said));
            }
        }
    }

    fn say_words(&mut self) {
        if self.words.is_empty() {
            return;
        }
        const MOST: usize = 12;
        let list: Vec<_> = self.words.iter().take(MOST).map(|(word, _)| format!("“{word}”")).collect();
        self.notes.insert(0, Note {
            count: Some(self.words.iter().map(|(_, count)| count).sum()),
            ..Note::new(Level::Info, "no_value_words", format!("read as no value: {}", list.join(", ")))
        });
    }
}

impl Manner<'_> {
    /// Whole numbers that a typed file holds as text are kept so: whoever made it had the choice.
    fn keeps(&self, texts: &Texts<'_>, way: Way) -> bool {
        if self.known.is_some() || !matches!(way, Way::Number(_)) {
            return false;
        }
        let mut is_plain = true;
        texts.each(|text| {
            let bare = text.text.trim();
            is_plain &= bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') || self.is_nothing(bare);
        });
        is_plain
    }
}

fn doubt(way: Way) -> Said {
    match way {
        Way::Number(Mark::Point) => (
            "decimal_mark",
            "{} is read with “.” before the decimals and “,” between thousands; no number in it tells otherwise".to_owned(),
        ),
        Way::Number(Mark::Comma) => (
            "decimal_mark",
            "{} is read with “,” before the decimals and “.” between thousands; no number in it tells otherwise".to_owned(),
        ),
        Way::Stamp(Order::Month) | Way::Zoned(Order::Month) => (
            "day_or_month",
            "{} is read as month/day/year; no date in it tells it from day/month/year".to_owned(),
        ),
        _ => (
            "day_or_month",
            "{} is read as day/month/year; no date in it tells it from month/day/year".to_owned(),
        ),
    }
}

fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn called(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "yes or no",
        Type::Integer => "whole numbers",
        Type::Float | Type::Decimal => "numbers",
        Type::Text => "text",
        Type::Date => "dates",
        Type::Datetime => "moments",
        Type::Time => "times of day",
        Type::Duration => "lengths of time",
        Type::List => "lists",
        Type::Struct => "records",
    }
}
