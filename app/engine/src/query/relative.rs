//! Spans counted from today become days.

use crate::error::Error;
use crate::query::columns::invalid;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use spec::filter::{Span, Unit};

/// The first day of a span, and the first day after it.
pub(super) fn days(span: Span, today: &str) -> Result<(NaiveDate, NaiveDate), Error> {
    let today = NaiveDate::parse_from_str(today, "%Y-%m-%d")
        .map_err(|_unreadable| invalid(format!("“{today}” is no date, and a relative span needs today's")))?;
    let tomorrow = forward(today, 1, Unit::Day);
    Ok(match span {
        Span::Last { count, unit } => {
            let end = start(today, unit);
            (back(end, count, unit), end)
        }
        Span::Past { count, unit } => (back(tomorrow, count, unit), tomorrow),
        Span::This(unit) => {
            let first = start(today, unit);
            (first, forward(first, 1, unit))
        }
        Span::ToDate(unit) => (start(today, unit), tomorrow),
        Span::Next { count, unit } => {
            let first = forward(start(today, unit), 1, unit);
            (first, forward(first, count, unit))
        }
    })
}

fn start(day: NaiveDate, unit: Unit) -> NaiveDate {
    let first_of = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    match unit {
        Unit::Day => day,
        Unit::Week => back(day, day.weekday().num_days_from_monday(), Unit::Day),
        Unit::Month => first_of(day.month()),
        Unit::Quarter => first_of(day.month0() / 3 * 3 + 1),
        Unit::Year => first_of(1),
    }
}

fn forward(day: NaiveDate, count: u32, unit: Unit) -> NaiveDate {
    let moved = match step(count, unit) {
        Step::Days(days) => day.checked_add_days(days),
        Step::Months(months) => day.checked_add_months(months),
    };
    moved.unwrap_or(NaiveDate::MAX)
}

fn back(day: NaiveDate, count: u32, unit: Unit) -> NaiveDate {
    let moved = match step(count, unit) {
        Step::Days(days) => day.checked_sub_days(days),
        Step::Months(months) => day.checked_sub_months(months),
    };
    moved.unwrap_or(NaiveDate::MIN)
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
    use expect_test::{Expect, expect};

    #[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
    fn check(span: &str, expected: Expect) {
        let span: Span = serde_json::from_str(span).unwrap();
        let (first, after) = days(span, "2024-02-29").unwrap();
        expected.assert_eq(&format!("{first} {after}"));
    }

    #[test]
    fn spans_from_a_leap_day() {
        check(
            r#"{"last":{"count":1,"unit":"month"}}"#,
            expect!["2024-01-01 2024-02-01"],
        );
        check(r#"{"last":{"count":7,"unit":"day"}}"#, expect!["2024-02-22 2024-02-29"]);
        check(
            r#"{"last":{"count":2,"unit":"quarter"}}"#,
            expect!["2023-07-01 2024-01-01"],
        );
        check(r#"{"past":{"count":7,"unit":"day"}}"#, expect!["2024-02-23 2024-03-01"]);
        check(
            r#"{"past":{"count":1,"unit":"year"}}"#,
            expect!["2023-03-01 2024-03-01"],
        );
        check(r#"{"this":"week"}"#, expect!["2024-02-26 2024-03-04"]);
        check(r#"{"this":"year"}"#, expect!["2024-01-01 2025-01-01"]);
        check(r#"{"to_date":"quarter"}"#, expect!["2024-01-01 2024-03-01"]);
        check(
            r#"{"next":{"count":1,"unit":"month"}}"#,
            expect!["2024-03-01 2024-04-01"],
        );
        check(r#"{"past":{"count":0,"unit":"day"}}"#, expect!["2024-03-01 2024-03-01"]);
        let (first, after) = days(
            Span::Last {
                count: u32::MAX,
                unit: Unit::Year,
            },
            "2024-02-29",
        )
        .unwrap();
        assert!(first < after);
        assert!(days(Span::This(Unit::Day), "today").is_err());
    }
}
