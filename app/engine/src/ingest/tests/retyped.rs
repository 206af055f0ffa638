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
    check(&cells, Type::Float, None, None, &expect![[r#""#]]);
    check(&cells, Type::Integer, None, None, &expect![[r#""#]]);
    check(&cells, Type::Decimal, None, None, &expect![[r#""#]]);
    check(&["1.234,5", "2"], Type::Float, None, None, &expect![[r#""#]]);
    check(&["1,234", "2"], Type::Float, None, Some(","), &expect![[r#""#]]);
    check(&["1"], Type::Float, None, Some("x"), &expect![[r#""#]]);
}

#[test]
fn text_becomes_times_and_flags() {
    let cells = ["31/01/2024", "01/02/2024", "2024-03-01", "soon", "2024-02-30"];
    check(&cells, Type::Date, None, None, &expect![[r#""#]]);
    check(&cells, Type::Date, Some(DateOrder::MonthFirst), None, &expect![[r#""#]]);
    check(&["20240131", "1/2/2024 10:15 PM"], Type::Datetime, Some(DateOrder::DayFirst), None, &expect![[r#""#]]);
    check(&["10:15", "36:00:00"], Type::Time, None, None, &expect![[r#""#]]);
    check(&["10:15", "36:00:00", "PT5M"], Type::Duration, None, None, &expect![[r#""#]]);
    check(&["Ja", "nein", "1", "0", "vielleicht"], Type::Boolean, None, None, &expect![[r#""#]]);
    check(&["x"], Type::List, None, None, &expect![[r#""#]]);
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
    expect![[r#""#]].assert_eq(&out);
}
