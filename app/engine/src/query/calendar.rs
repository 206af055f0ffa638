//! Days on a calendar whose weeks and years start where a query says.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use spec::filter::Unit;
use spec::model::Calendar;

/// The first day of the unit that holds a day.
pub(crate) fn start(day: NaiveDate, unit: Unit, calendar: Calendar) -> NaiveDate {
    let first_of = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    match unit {
        Unit::Day => day,
        Unit::Week => {
            let since = (day.weekday().number_from_monday() + 7 - u32::from(calendar.week_start)) % 7;
            back(day, since, Unit::Day)
        }
        Unit::Month => first_of(day.month()),
        Unit::Quarter => back(first_of(day.month()), months_since(day, calendar) % 3, Unit::Month),
        Unit::Year => back(first_of(day.month()), months_since(day, calendar), Unit::Month),
    }
}

/// The quarter's number in its year, from 1 to 4.
pub(crate) fn quarter(day: NaiveDate, calendar: Calendar) -> i32 {
    months_since(day, calendar) as i32 / 3 + 1
}

/// The week's number in its year, from 1 to 53: a week belongs to the year in which most of its days lie, as ISO 8601 has it.
pub(crate) fn week(day: NaiveDate, calendar: Calendar) -> i32 {
    let first = start(day, Unit::Week, calendar);
    let year = start(forward(first, 3, Unit::Day), Unit::Year, calendar);
    let first_of_year = start(forward(year, 3, Unit::Day), Unit::Week, calendar);
    ((first - first_of_year).num_days() / 7 + 1) as i32
}

/// The day's number in its year, from 1 to 366.
pub(crate) fn day_of_year(day: NaiveDate, calendar: Calendar) -> i32 {
    (day - start(day, Unit::Year, calendar)).num_days() as i32 + 1
}

/// The day so many units later; the last of the month where there is no such day.
pub(crate) fn forward(day: NaiveDate, count: u32, unit: Unit) -> NaiveDate {
    let moved = match step(count, unit) {
        Step::Days(days) => day.checked_add_days(days),
        Step::Months(months) => day.checked_add_months(months),
    };
    moved.unwrap_or(NaiveDate::MAX)
}

/// The day so many units earlier; the last of the month where there is no such day.
pub(crate) fn back(day: NaiveDate, count: u32, unit: Unit) -> NaiveDate {
    let moved = match step(count, unit) {
        Step::Days(days) => day.checked_sub_days(days),
        Step::Months(months) => day.checked_sub_months(months),
    };
    moved.unwrap_or(NaiveDate::MIN)
}

/// How many months before this one the year started.
fn months_since(day: NaiveDate, calendar: Calendar) -> u32 {
    (day.month() + 12 - u32::from(calendar.year_start)) % 12
}

enum Step {
    Days(Days),
    Months(Months),
}

fn step(count: u32, unit: Unit) -> Step {
    match unit {
        Unit::Day => Step::Days(Days::new(count.into())),
        Unit::Week => Step::Days(Days::new(u64::from(count) * 7)),
        Unit::Month => Step::Months(Months::new(count)),
        Unit::Quarter => Step::Months(Months::new(count.saturating_mul(3))),
        Unit::Year => Step::Months(Months::new(count.saturating_mul(12))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Weekday;

    #[test]
    fn the_usual_calendar_is_iso_8601() {
        let usual = Calendar::default();
        let mut day = NaiveDate::from_ymd_opt(1999, 12, 20).unwrap();
        for _ in 0..3_000 {
            assert_eq!(week(day, usual), day.iso_week().week() as i32, "{day}");
            assert_eq!(day_of_year(day, usual), day.ordinal() as i32, "{day}");
            assert_eq!(quarter(day, usual), day.month0() as i32 / 3 + 1, "{day}");
            day = day.succ_opt().unwrap();
        }
    }

    #[test]
    fn years_and_weeks_start_where_they_are_told_to() {
        for week_start in 1..=7u8 {
            for year_start in 1..=12u8 {
                let calendar = Calendar { week_start, year_start };
                let mut day = NaiveDate::from_ymd_opt(2023, 12, 1).unwrap();
                for _ in 0..800 {
                    let year = start(day, Unit::Year, calendar);
                    assert!(year <= day && forward(year, 1, Unit::Year) > day, "{day}");
                    assert_eq!((year.month(), year.day()), (u32::from(year_start), 1), "{day}");
                    let week_of = start(day, Unit::Week, calendar);
                    assert_eq!(week_of.weekday(), Weekday::try_from(week_start - 1).unwrap(), "{day}");
                    assert!((0..7).contains(&(day - week_of).num_days()), "{day}");
                    assert!((1..=53).contains(&week(day, calendar)), "{day}");
                    let quarter_of = start(day, Unit::Quarter, calendar);
                    let months = (quarter(day, calendar) - 1) as u32 * 3;
                    assert_eq!(quarter_of, forward(year, months, Unit::Month), "{day}");
                    day = day.succ_opt().unwrap();
                }
            }
        }
    }
}
