//! Columns read as another type, and the cells that do not fit.

use crate::ingest::retype;
use expect_test::{Expect, expect};
use polars::prelude::{DataType, NamedFrom as _, Series};
use spec::dataset::Type;
use spec::reading::DateOrder;

fn check(cells: &[&str], to: Type, dates: Option<DateOrder>, decimal: Option<&str>, expect: &Expect) {
    let plain = Series::new("c".into(), cells);
    let coded = crate::ingest::text(&plain).unwrap().with_name("c".into());
    let said = shown(&plain, to, dates, decimal);
    assert_eq!(shown(&coded, to, dates, decimal), said);
    expect.assert_eq(&said);
}

fn shown(series: &Series, to: Type, dates: Option<DateOrder>, decimal: Option<&str>) -> String {
    match retype(series, to, dates, decimal) {
        Err(error) => error.to_string(),
        Ok((series, misfits)) => {
            let mut out = super::show(&series.into_frame(), 9);
            for (row, text) in misfits {
                out += &format!("{row}: {text}\n");
            }
            out
        }
    }
}

#[test]
fn text_becomes_numbers() {
    let cells = ["1,234.50", "n.a.", "", "02134", "5 €", "1e3"];
    check(
        &cells,
        Type::Float,
        None,
        None,
        &expect![[r#"
        c f64: 1234.5 | null | null | 2134.0 | 5.0 | 1000.0
        1: n.a.
    "#]],
    );
    check(
        &cells,
        Type::Integer,
        None,
        None,
        &expect![[r#"
        c i64: null | null | null | 2134 | 5 | 1000
        0: 1,234.50
        1: n.a.
    "#]],
    );
    check(
        &cells,
        Type::Decimal,
        None,
        None,
        &expect![[r#"
        c decimal[38,2]: 1234.50 | null | null | 2134.00 | 5.00 | 1000.00
        1: n.a.
    "#]],
    );
    check(
        &["1.234,5", "2"],
        Type::Float,
        None,
        None,
        &expect![[r#"
        c f64: 1234.5 | 2.0
    "#]],
    );
    check(
        &["1,234", "2"],
        Type::Float,
        None,
        Some(","),
        &expect![[r#"
        c f64: 1.234 | 2.0
    "#]],
    );
    check(
        &["1"],
        Type::Float,
        None,
        Some("x"),
        &expect!["“x” cannot stand before the decimals of a number"],
    );
}

#[test]
fn text_becomes_times_and_flags() {
    let cells = ["31/01/2024", "01/02/2024", "2024-03-01", "soon", "2024-02-30"];
    check(
        &cells,
        Type::Date,
        None,
        None,
        &expect![[r#"
        c date: 2024-01-31 | 2024-02-01 | 2024-03-01 | null | null
        3: soon
        4: 2024-02-30
    "#]],
    );
    check(
        &cells,
        Type::Date,
        Some(DateOrder::MonthFirst),
        None,
        &expect![[r#"
        c date: null | 2024-01-02 | 2024-03-01 | null | null
        0: 31/01/2024
        3: soon
        4: 2024-02-30
    "#]],
    );
    check(
        &["20240131", "1/2/2024 10:15 PM"],
        Type::Datetime,
        Some(DateOrder::DayFirst),
        None,
        &expect![[r#"
        c datetime[μs]: 2024-01-31 00:00:00 | 2024-02-01 22:15:00
    "#]],
    );
    check(
        &["10:15", "36:00:00"],
        Type::Time,
        None,
        None,
        &expect![[r#"
        c time: 10:15:00 | null
        1: 36:00:00
    "#]],
    );
    check(
        &["10:15", "36:00:00", "PT5M"],
        Type::Duration,
        None,
        None,
        &expect![[r#"
        c duration[μs]: 10h 15m | 1d 12h | 5m
    "#]],
    );
    check(
        &["Ja", "nein", "1", "0", "vielleicht"],
        Type::Boolean,
        None,
        None,
        &expect![[r#"
        c bool: true | false | true | false | null
        4: vielleicht
    "#]],
    );
    check(
        &["x"],
        Type::List,
        None,
        None,
        &expect!["“c” holds single values, and this needs lists or records"],
    );
}

#[test]
fn other_types_become_others() {
    let show = |series: Series, to: Type| shown(&series.with_name("c".into()), to, None, None);
    let whole = Series::new("c".into(), [20_240_131i64, 1]);
    let reals = Series::new("c".into(), [Some(1.5), None, Some(2.0)]);
    let flags = Series::new("c".into(), [true, false]);
    let moments = Series::new("c".into(), [1_706_694_300_000_000i64])
        .cast(&DataType::Datetime(polars::prelude::TimeUnit::Microseconds, None))
        .unwrap();
    let mut out = String::new();
    out += &show(whole.clone(), Type::Date);
    out += &show(whole.clone(), Type::Text);
    out += &show(whole, Type::Float);
    out += &show(reals.clone(), Type::Integer);
    out += &show(reals.clone(), Type::Decimal);
    out += &show(reals, Type::Text);
    out += &show(flags.clone(), Type::Integer);
    out += &show(flags, Type::Text);
    out += &show(moments.clone(), Type::Date);
    out += &show(moments.clone(), Type::Time);
    out += &show(moments, Type::Text);
    expect![[r#"
        c date: 2024-01-31 | null
        1: 1
        c cat: "20240131" | "1"
        c f64: 2.0240131e7 | 1.0
        c i64: null | null | 2
        0: 1.5
        c decimal[38,1]: 1.5 | null | 2.0
        c cat: "1.5" | null | "2"
        c i64: 1 | 0
        c cat: "true" | "false"
        c date: 2024-01-31
        c time: 09:45:00
        c cat: "2024-01-31T09:45:00"
    "#]]
    .assert_eq(&out);
}
