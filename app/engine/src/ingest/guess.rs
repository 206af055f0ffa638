//! What the cells of a column can be, narrowed cell by cell over the whole file.

use super::cell;
use super::moment::{self, Order};
use super::number::Mark;
use spec::reading::{DateOrder, OpenOptions};

/// What every cell seen so far can be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess(u16);

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No cell holds anything yet.
    Empty,
    /// Whole numbers.
    Whole,
    /// Numbers with a decimal point.
    Real,
    /// Numbers with a decimal comma.
    CommaReal,
    /// True or false.
    Flag,
    /// Days.
    Day(Order),
    /// Moments without a zone.
    Moment(Order),
    /// Moments with a zone, read as UTC.
    Zoned(Order),
    /// Anything.
    Text,
}

const WHOLE: u16 = 1;
const REAL: u16 = 1 << 1;
const COMMA: u16 = 1 << 2;
const FLAG: u16 = 1 << 3;
const DAY: u16 = 1 << 4;
const MOMENT: u16 = 1 << 7;
const ZONED: u16 = 1 << 10;
/// Read with a decimal point, its commas only set thousands apart.
const THOUSANDS: u16 = 1 << 13;
const ALL: u16 = (1 << 14) - 1;
const ORDERS: [Order; 3] = [Order::Year, Order::Day, Order::Month];

/// What people around the file's maker write, where cells alone do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Habit {
    /// 12/31/2024 and 1,234.5.
    #[default]
    MonthFirst,
    /// 31/12/2024 and 1.234,5.
    DayFirst,
}

impl Guess {
    /// Nothing is known.
    pub(super) const ANYTHING: Self = Self(ALL);
    /// Some cell is text.
    pub(super) const TEXT: Self = Self(0);

    /// What one cell can be read as.
    pub(super) fn of(raw: &[u8]) -> Self {
        let bare = cell::bare(raw);
        if bare.is_empty() || cell::no_value(bare).is_some() {
            return Self(ALL);
        }
        let mut bits = 0;
        if cell::whole(bare).is_some() {
            bits |= WHOLE;
        }
        if cell::real(bare).is_some() {
            bits |= REAL;
        }
        if cell::comma_real(bare).is_some() {
            bits |= COMMA;
        }
        if bits & WHOLE != 0 || bits == COMMA && cell::has_thousands(bare) {
            bits |= THOUSANDS;
        }
        if cell::flag(bare).is_some() {
            bits |= FLAG;
        }
        if bits == 0 || bits == REAL {
            bits |= days(bare);
        }
        Self(bits)
    }

    /// What it is, knowing of another cell.
    pub(super) fn narrowed(self, raw: &[u8]) -> Self {
        match self {
            Self::TEXT => self,
            Self(bits) => Self(bits & Self::of(raw).0),
        }
    }

    /// Without a way that has failed.
    pub(super) fn without(self, kind: Kind) -> Self {
        Self(self.0 & !bit(kind))
    }

    /// Whether this way is still open.
    pub(super) fn allows(self, kind: Kind) -> bool {
        kind == Kind::Text || self.0 & bit(kind) != 0
    }

    /// The narrowest way to read such cells.
    pub(super) fn kind(self, habit: Habit) -> Kind {
        if self.0 & (WHOLE | FLAG) == WHOLE | FLAG {
            return Kind::Empty;
        }
        let plain = [Kind::Whole, Kind::Real, Kind::CommaReal, Kind::Flag];
        let is_open = |kind: &Kind| *kind != Kind::CommaReal || self.0 & THOUSANDS == 0;
        let orders = match habit {
            Habit::MonthFirst => [Order::Year, Order::Month, Order::Day],
            Habit::DayFirst => ORDERS,
        };
        let calendar = [Kind::Day, Kind::Moment, Kind::Zoned]
            .into_iter()
            .flat_map(|kind| orders.into_iter().map(kind));
        plain
            .into_iter()
            .chain(calendar)
            .find(|kind| self.allows(*kind) && is_open(kind))
            .unwrap_or(Kind::Text)
    }

    /// Without the ways that the user rules out.
    pub(super) fn stated(self, options: &OpenOptions) -> Self {
        let mut bits = self.0;
        match options.decimal.as_deref() {
            Some(",") => bits &= !REAL,
            Some(_) => bits &= !COMMA,
            None => {}
        }
        let other = match options.dates {
            Some(DateOrder::DayFirst) => Order::Month,
            Some(DateOrder::MonthFirst) => Order::Day,
            Some(DateOrder::YearFirst) | None => return Self(bits),
        };
        let kinds = [Kind::Day(other), Kind::Moment(other), Kind::Zoned(other)];
        kinds.into_iter().fold(Self(bits), Self::without)
    }

    /// The decimal mark that cells of this kind show beyond doubt.
    pub(super) fn certain_mark(self, kind: Kind) -> Option<Mark> {
        match kind {
            Kind::Real if !self.allows(Kind::CommaReal) => Some(Mark::Point),
            Kind::CommaReal => Some(Mark::Comma),
            _ => None,
        }
    }

    /// Whether day and month cannot be told apart.
    pub(super) fn ambiguous(self, kind: Kind) -> bool {
        match kind {
            Kind::Day(_) => self.allows(Kind::Day(Order::Day)) && self.allows(Kind::Day(Order::Month)),
            Kind::Moment(_) => self.allows(Kind::Moment(Order::Day)) && self.allows(Kind::Moment(Order::Month)),
            Kind::Zoned(_) => self.allows(Kind::Zoned(Order::Day)) && self.allows(Kind::Zoned(Order::Month)),
            _ => false,
        }
    }
}

fn bit(kind: Kind) -> u16 {
    match kind {
        Kind::Whole => WHOLE,
        Kind::Real => REAL,
        Kind::CommaReal => COMMA,
        Kind::Flag => FLAG,
        Kind::Day(order) => DAY << order as u16,
        Kind::Moment(order) => MOMENT << order as u16,
        Kind::Zoned(order) => ZONED << order as u16,
        Kind::Empty | Kind::Text => 0,
    }
}

fn days(bare: &[u8]) -> u16 {
    if !bare[0].is_ascii_digit() || bare.len() < 6 {
        return 0;
    }
    let mut bits = 0;
    for order in ORDERS {
        if moment::day(bare, order).is_some() {
            bits |= bit(Kind::Day(order)) | bit(Kind::Moment(order));
        } else if let Some(moment) = moment::moment(bare, order) {
            bits |= bit(if moment.zoned {
                Kind::Zoned(order)
            } else {
                Kind::Moment(order)
            });
        }
    }
    bits
}
