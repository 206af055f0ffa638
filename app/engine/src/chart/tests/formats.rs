//! How columns are written.

use super::{drawn, question, sql, table};
use expect_test::{Expect, expect};
use serde_json::json;
use spec::answer::Table;
use spec::question::Question;

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(question: Question, table: Table, expected: Expect) {
    let formats = drawn(None, &question, &table).formats;
    let lines = formats.iter().zip(&table.columns).map(|(format, column)| {
        let kind = serde_json::to_value(format.kind).unwrap();
        let decimals = format
            .decimals
            .map(|decimals| format!(" .{decimals}"))
            .unwrap_or_default();
        format!("{}: {}{decimals}", column.name, kind.as_str().unwrap())
    });
    expected.assert_eq(&lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn groups_are_written_by_their_grain() {
    for (grain, kind) in [
        ("year", "year"),
        ("quarter", "quarter"),
        ("month", "month"),
        ("week", "week"),
        ("day", "date"),
        ("month_of_year", "month_name"),
        ("weekday", "weekday"),
        ("hour_of_day", "hour"),
        ("day_of_month", "plain"),
    ] {
        let table = table("when:date, count:integer", json!([["2013-01-01", 1]]));
        let formats = drawn(None, &question(&format!("date {grain}"), "count"), &table).formats;
        assert_eq!(serde_json::to_value(formats[0].kind).unwrap(), kind);
    }
}

#[test]
fn measures_are_written_by_their_aggregate() {
    check(
        question("month; carrier", "count; share; mean delay; sum price; max year"),
        table(
            "month:integer, carrier:text, count:integer, share:float, delay:float, price:float, highest of year:integer",
            json!([
                [1, "A", 5, 0.25, 6.895_377, 12_345.678, 2013],
                [12, "B", 5, 0.25, 1.5, 0.5, 2014]
            ]),
        ),
        expect![[r"
            month: month_name
            carrier: text
            count: integer
            share: percent .1
            delay: number .2
            price: number .0
            highest of year: plain"]],
    );
}

#[test]
fn rows_are_written_as_they_are() {
    check(
        sql("select * from t"),
        table(
            "user_id:integer, year:integer, qty:integer, price:decimal, ratio:float, ok:boolean, at:datetime",
            json!([[123_456, 2013, 5, 1999.5, 0.001_234, true, "2013-01-01T05:00:00"]]),
        ),
        expect![[r"
            user_id: plain
            year: plain
            qty: integer
            price: number .1
            ratio: number .5
            ok: boolean
            at: datetime"]],
    );
}

#[test]
fn exact_numbers_keep_their_digits() {
    use crate::chart::format::write;
    let format = spec::answer::Format {
        kind: spec::answer::FormatKind::Number,
        decimals: Some(2),
        unit: None,
    };
    for (text, expected) in [
        ("12345678901234567.89", "12,345,678,901,234,567.89"),
        ("-9007199254740993", "-9,007,199,254,740,993"),
        ("1.5", "1.50"),
    ] {
        assert_eq!(write(&text.into(), &format), expected);
    }
}
