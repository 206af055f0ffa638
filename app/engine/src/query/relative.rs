//! Spans counted from today become days.

use crate::error::Error;
use crate::query::calendar::{back, forward, start};
use crate::query::columns::invalid;
use chrono::NaiveDate;
use spec::filter::{Span, Unit};
use spec::model::Calendar;

/// The first day of a span, and the first day after it.
pub(crate) fn days(span: Span, today: &str, calendar: Calendar) -> Result<(NaiveDate, NaiveDate), Error> {
    let today = NaiveDate::parse_from_str(today, "%Y-%m-%d")
        .map_err(|_unreadable| invalid(format!("“{today}” is no date, and a relative span needs today's")))?;
    let tomorrow = forward(today, 1, Unit::Day);
    Ok(match span {
        Span::Last { count, unit } => {
            let end = start(today, unit, calendar);
            (back(end, count, unit), end)
        }
        Span::Past { count, unit } => (back(tomorrow, count, unit), tomorrow),
        Span::This(unit) => {
            let first = start(today, unit, calendar);
            (first, forward(first, 1, unit))
        }
        Span::ToDate(unit) => (start(today, unit, calendar), tomorrow),
        Span::Next { count, unit } => {
            let first = forward(start(today, unit, calendar), 1, unit);
            (first, forward(first, count, unit))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    fn check(span: &str, expected: Expect) {
        check_by(Calendar::default(), span, expected);
    }

    #[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
    fn check_by(calendar: Calendar, span: &str, expected: Expect) {
        let span: Span = serde_json::from_str(span).unwrap();
        let (first, after) = days(span, "2024-02-29", calendar).unwrap();
        expected.assert_eq(&format!("{first} {after}"));
    }

    #[test]
    fn spans_by_another_calendar() {
        let calendar = Calendar {
            week_start: 7,
            year_start: 4,
        };
        let check = |span: &str, expected: Expect| check_by(calendar, span, expected);
        check(r#"{"this":"week"}"#, expect!["2024-02-25 2024-03-03"]);
        check(r#"{"this":"year"}"#, expect!["2023-04-01 2024-04-01"]);
        check(r#"{"to_date":"year"}"#, expect!["2023-04-01 2024-03-01"]);
        check(r#"{"this":"quarter"}"#, expect!["2024-01-01 2024-04-01"]);
        check(
            r#"{"last":{"count":1,"unit":"year"}}"#,
            expect!["2022-04-01 2023-04-01"],
        );
        check(
            r#"{"next":{"count":1,"unit":"week"}}"#,
            expect!["2024-03-03 2024-03-10"],
        );
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
            Calendar::default(),
        )
        .unwrap();
        assert!(first < after);
        assert!(days(Span::This(Unit::Day), "today", Calendar::default()).is_err());
    }
}
