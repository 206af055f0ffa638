//! Days and moments as a reader writes them.

use super::MONTHS;
use spec::answer::FormatKind;

/// An ISO 8601 day, and the time of day where there is one.
pub(super) struct Moment<'a> {
    year: &'a str,
    month: usize,
    day: u32,
    clock: &'a str,
}

impl<'a> Moment<'a> {
    /// Reads it; none when the text is no day.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (date, clock) = text.split_once(['T', ' ']).unwrap_or((text, ""));
        let mut parts = date.rsplitn(3, '-');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            year,
            month: month.parse().ok().filter(|month| (1..=12).contains(month))?,
            day: day.parse().ok()?,
            clock: clock.split(['.', '+', 'Z']).next().unwrap_or_default(),
        })
    }

    /// Writes it as what it means.
    pub(super) fn write(&self, kind: FormatKind) -> String {
        let (year, month) = (self.year, MONTHS[self.month - 1]);
        let date = format!("{} {month} {year}", self.day);
        let short = self.clock.get(..5).unwrap_or("00:00");
        match kind {
            FormatKind::Year => year.to_owned(),
            FormatKind::Quarter => format!("Q{} {year}", self.month.div_ceil(3)),
            FormatKind::Month => format!("{month} {year}"),
            FormatKind::MonthName => month.to_owned(),
            FormatKind::Hour => format!("{date}, {short}"),
            FormatKind::Datetime if self.clock.is_empty() => date,
            FormatKind::Datetime if self.clock.ends_with(":00") => format!("{date}, {short}"),
            FormatKind::Datetime => format!("{date}, {}", self.clock),
            _ => date,
        }
    }
}
