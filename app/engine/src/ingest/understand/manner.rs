//! What decides how a column is read: its cells, then the file's other columns, then habit; the user before all of them.

use crate::error::Error;
use crate::ingest::different::Texts;
use crate::ingest::guess::{Guess, Habit, Kind};
use crate::ingest::look::{Look, Way};
use crate::ingest::moment::Order;
use crate::ingest::number::Mark;
use crate::ingest::{ordered, words};
use polars::prelude::{Column, Series};
use spec::reading::OpenOptions;

/// How a file's cells are to be understood.
pub(in crate::ingest) struct Manner<'a> {
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

/// What the columns of a file have in common.
#[derive(Clone, Copy, Default)]
pub(super) struct Common {
    /// What stands before the decimals.
    pub mark: Option<Mark>,
    /// Which part of a date comes first.
    pub order: Option<Order>,
}

impl Manner<'_> {
    /// Whether this text stands for no value.
    pub(super) fn is_nothing(&self, text: &str) -> bool {
        match &self.options.nulls {
            Some(words) => words.iter().any(|word| word == text),
            None => words::is_nothing(text),
        }
    }

    /// Whether a column may be something else than it is now.
    pub(super) fn is_open(&self, index: usize) -> bool {
        self.is_text_open && self.known.is_none_or(|known| index < known.len())
    }

    /// How a column was read already.
    pub(super) fn known_at(&self, index: usize) -> Option<(Kind, Guess)> {
        self.known.and_then(|known| known.get(index).copied())
    }

    /// What most plainly shows in some column: how decimals are marked, which part of a date comes first.
    pub(super) fn common(&self, columns: &[Column], looks: &[Option<Look>]) -> Result<Common, Error> {
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
    pub(super) fn way(&self, look: &Look, common: Common) -> Option<(Way, bool)> {
        let ways = look.whole();
        let has = |way: Way| ways.contains(&way);
        let marks: Vec<Mark> = [Mark::Point, Mark::Comma]
            .into_iter()
            .filter(|mark| has(Way::Number(*mark)))
            .collect();
        let is_stated = self.options.decimal.is_some();
        match (marks.as_slice(), common.mark) {
            ([mark], stated) if !is_stated || stated == Some(*mark) => return Some((Way::Number(*mark), false)),
            ([_, _], Some(mark)) => return Some((Way::Number(mark), false)),
            ([_, _], None) => {
                let mark = if self.habit == Habit::DayFirst {
                    Mark::Comma
                } else {
                    Mark::Point
                };
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

impl Manner<'_> {
    /// Whole numbers that a typed file holds as text are kept so: whoever made it had the choice.
    pub(super) fn keeps(&self, texts: &Texts<'_>, way: Way) -> bool {
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
