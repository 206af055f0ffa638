//! Columns in, meanings and summaries out.

use super::{profile, role};
use crate::ingest::tests::table;
use expect_test::{Expect, expect};
use polars::prelude::{Column, DataFrame, DataType, NamedFrom as _, Series};
use spec::profile::Role;

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn roles() {
    let rows = |name: &str, cell: &dyn Fn(usize) -> String| {
        let cells: String = (0..200).map(|row| cell(row) + ",x\n").collect();
        format!("{name},other\n{cells}")
    };
    let number = |name: &str, least: usize, most: usize| {
        (
            name.to_owned(),
            rows(name, &|row| (least + row * 7 % (most - least + 1)).to_string()),
        )
    };
    let real = |name: &str, most: f64| {
        (
            name.to_owned(),
            rows(name, &|row| format!("{:.3}", most * (row as f64 + 0.5) / 201.0)),
        )
    };
    let text = |name: &str, few: usize| {
        (
            name.to_owned(),
            rows(name, &|row| {
                format!("{}{}", "abcdefghij".chars().nth(row % 10).unwrap(), row % few)
            }),
        )
    };
    let long = (
        "comment".to_owned(),
        rows("comment", &|row| {
            format!("this was the {row}th time that I came here and I liked it")
        }),
    );
    let mut out = String::new();
    for (name, file) in [
        number("year", 2010, 2020),
        number("month", 1, 12),
        number("day", 1, 31),
        number("hour", 0, 23),
        number("minute", 0, 59),
        number("Year", 1, 9),
        number("weekday", 1, 7),
        number("order_id", 1, 500),
        number("CustomerID", 1, 9),
        number("id", 1, 9),
        number("flight", 1, 900),
        number("zip", 10000, 99999),
        number("dep_delay", 0, 90),
        number("arr_delay", 0, 90),
        number("air_time", 20, 400),
        number("distance", 80, 3000),
        number("quantity", 1, 9),
        number("qty", 1, 9),
        number("Sales", 1, 900),
        number("number_of_orders", 1, 9),
        number("invoice_number", 1, 900),
        number("survived", 0, 1),
        number("pclass", 1, 3),
        number("age", 1, 90),
        number("sched_dep_time", 500, 2300),
        number("visits", 1, 900),
        number("daily_total", 1, 30),
        number("population", 1, 90000),
        real("price", 90.0),
        real("total_price", 90.0),
        real("avg_sales", 90.0),
        real("lat", 90.0),
        real("longitude", 90.0),
        real("temp", 30.0),
        real("conversion", 1.0),
        real("revenue", 900.0),
        real("profit", 900.0),
        real("wind_speed", 30.0),
        real("amount", 9.0),
        text("carrier", 3),
        text("tailnum", 30),
        text("origin", 3),
        text("country", 3),
        text("sku", 30),
        text("note", 3),
        long,
    ] {
        out += &format!("{name} {:?}\n", role(&table(&file).get_columns()[0]));
    }
    expect![[r#"
        year Period
        month Period
        day Period
        hour Period
        minute Period
        Year Measure
        weekday Period
        order_id Identifier
        CustomerID Identifier
        id Identifier
        flight Identifier
        zip Place
        dep_delay Rate
        arr_delay Rate
        air_time Rate
        distance Measure
        quantity Measure
        qty Measure
        Sales Measure
        number_of_orders Measure
        invoice_number Identifier
        survived Rate
        pclass Category
        age Rate
        sched_dep_time Rate
        visits Measure
        daily_total Measure
        population Measure
        price Rate
        total_price Measure
        avg_sales Rate
        lat Coordinate
        longitude Coordinate
        temp Rate
        conversion Rate
        revenue Measure
        profit Measure
        wind_speed Rate
        amount Measure
        carrier Category
        tailnum Category
        origin Place
        country Place
        sku Identifier
        note Category
        comment Text
    "#]]
    .assert_eq(&out);
}

fn check(text: &str, expect: &Expect) {
    let mut out = String::new();
    for column in profile(&table(text)).unwrap().columns {
        out += &format!(
            "{} {:?} {:?} nulls {} distinct {} min {} max {} mean {:?} top {:?} {:?}\n",
            column.column.name,
            column.column.kind,
            column.role,
            column.nulls,
            column.distinct,
            column.min,
            column.max,
            column.mean,
            column
                .top
                .iter()
                .map(|(value, count)| format!("{value}:{count}"))
                .collect::<Vec<_>>()
                .join(" "),
            column.histogram
        );
    }
    expect.assert_eq(&out);
}

#[test]
fn summaries() {
    check(
        "n,x,t,f,d,m,e\n1,0.5,b,true,2024-01-01,2024-01-01 05:00,\n3,1.5,a,false,2024-01-31,2024-01-01 06:00,\n,,,,,,\n3,100,b,true,2024-01-02,2024-01-02 05:00,\n",
        &expect![[r#"
            n Integer Measure nulls 1 distinct 2 min 1 max 3 mean Some(2.3333333333333335) top "" [1, 0, 2]
            x Float Measure nulls 1 distinct 3 min 0.5 max 100 mean Some(34.0) top "" [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
            t Text Category nulls 1 distinct 2 min a max b mean None top "b:2 a:1" []
            f Boolean Flag nulls 1 distinct 2 min false max true mean None top "true:2 false:1" []
            d Date Time nulls 1 distinct 3 min 2024-01-01 max 2024-01-31 mean None top "" [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
            m Datetime Time nulls 1 distinct 3 min 2024-01-01T05:00:00 max 2024-01-02T05:00:00 mean None top "" [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
            e Text Category nulls 4 distinct 0 min  max  mean None top "" []
        "#]],
    );
    check(
        "n\n5\n5\n",
        &expect![[r#"
        n Integer Measure nulls 0 distinct 1 min 5 max 5 mean Some(5.0) top "" [2]
    "#]],
    );
    check(
        "n,t\n",
        &expect![[r#"
        n Text Category nulls 0 distinct 0 min  max  mean None top "" []
        t Text Category nulls 0 distinct 0 min  max  mean None top "" []
    "#]],
    );
}

#[test]
fn nested_and_empty_columns_are_summed_up_too() {
    let list = Series::new(
        "list".into(),
        [Series::new("".into(), [1i64]), Series::new("".into(), [2i64, 3])],
    );
    let record = DataFrame::new(vec![Column::new("x".into(), [1i64, 2])])
        .unwrap()
        .into_struct("record".into());
    let nothing = Series::full_null("nothing".into(), 2, &DataType::Null);
    let numbers = Series::full_null("numbers".into(), 2, &DataType::Int64);
    let infinite = Series::new("infinite".into(), [f64::INFINITY, 1.0]);
    let huge = Series::new("huge".into(), [i64::MIN, i64::MAX]);
    let time = Series::new("time".into(), [1i64, 2]).cast(&DataType::Time).unwrap();
    let columns = [
        list,
        polars::prelude::IntoSeries::into_series(record),
        nothing,
        numbers,
        infinite,
        huge,
        time,
    ];
    let frame = DataFrame::new(columns.into_iter().map(Column::from).collect()).unwrap();
    let said: Vec<_> = profile(&frame)
        .unwrap()
        .columns
        .into_iter()
        .map(|column| {
            (
                column.column.name,
                column.nulls,
                column.distinct,
                column.min,
                column.histogram,
            )
        })
        .collect();
    assert_eq!(said.len(), 7);
    assert_eq!(role(&frame.get_columns()[0]), Role::Text);
}
