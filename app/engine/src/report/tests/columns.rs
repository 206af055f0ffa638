//! What columns mean, whom they point at, how they spread.

use super::super::report;
use super::{drawn, rows};
use crate::ingest::tests::table;
use expect_test::{Expect, expect};
use polars::prelude::{Column, DataFrame, DataType, IntoSeries as _, NamedFrom as _, Series};

fn check_meanings(text: &str, expect: &Expect) {
    let report = report(&table(text)).unwrap();
    let out: String = report
        .columns
        .iter()
        .map(|column| {
            let personal = column
                .personal
                .map(|personal| format!(" {personal:?}"))
                .unwrap_or_default();
            format!("{}: {:?}{personal}\n", column.profile.column.name, column.meaning)
        })
        .collect();
    expect.assert_eq(&out);
}

#[test]
fn meanings_in_english() {
    let names = "id,email,website,phone,ip,zip,full_name,product_name,country,lat,price,discount_pct,score,birth_date,salary,diagnosis,active,notes";
    let file = rows(names, 60, |at| {
        let people = ["Ann Lee", "Bob Ray", "Cy Dee", "Eve Fox"][drawn(at, 4)];
        let thing = ["Lamp", "Chair", "Desk"][drawn(at, 3)];
        format!(
            "{at},p{at}@example.org,https://example.org/{at},+44 20 7946 0{at:03},10.0.0.{at},0{},{people},{thing},Italy,{}.5,{}.25,{},{},1980-01-{:02},{},flu,{},it was a long day at the office and it rained all the time number {at}",
            1000 + drawn(at, 8000),
            at % 90,
            drawn(at, 300),
            drawn(at, 50),
            drawn(at, 10),
            1 + at % 28,
            30000 + drawn(at, 9000),
            at % 2 == 0
        )
    });
    check_meanings(
        &file,
        &expect![[r#"
        id: Identifier
        email: Email Direct
        website: Url
        phone: Phone Direct
        ip: IpAddress Indirect
        zip: PostalCode Indirect
        full_name: Person Direct
        product_name: Category
        country: Place
        lat: Coordinate Indirect
        price: Currency
        discount_pct: Percent
        score: Rate
        birth_date: Time Indirect
        salary: Currency Sensitive
        diagnosis: Category Sensitive
        active: Flag
        notes: Text
    "#]],
    );
}

#[test]
fn meanings_in_other_languages() {
    let names = "Vorname,Nachname,PLZ,Ort,Umsatz,Anteil,Telefon,Geburtsdatum,prénom,ville,montant,apellido,ciudad,precio,religión";
    let file = rows(names, 60, |at| {
        format!(
            "Petra,Meier,0{},Bern,{}.5,{},030/123456{at},1980-01-{:02},Marie,Lyon,{}.5,García,Madrid,{}.5,x",
            1000 + drawn(at, 8000),
            drawn(at, 300),
            drawn(at, 50),
            1 + at % 28,
            drawn(at, 99),
            drawn(at, 77)
        )
    });
    check_meanings(
        &file,
        &expect![[r#"
        Vorname: Person Direct
        Nachname: Person Direct
        PLZ: PostalCode Indirect
        Ort: Place
        Umsatz: Currency
        Anteil: Percent
        Telefon: Phone Direct
        Geburtsdatum: Time Indirect
        prénom: Person Direct
        ville: Place
        montant: Currency
        apellido: Person Direct
        ciudad: Place
        precio: Currency
        religión: Category Sensitive
    "#]],
    );
}

#[test]
fn spreads() {
    let file = rows("n,day,text", 100, |at| {
        let n = if at == 40 { 5000 } else { at };
        format!("{n},2024-0{}-{:02},t{}", 1 + at / 28, 1 + at % 28, at % 3)
    });
    let mut out = String::new();
    for column in report(&table(&file)).unwrap().columns {
        let quantiles: Vec<_> = column.quantiles.iter().map(ToString::to_string).collect();
        out += &format!(
            "{} {} {:?}\n",
            column.profile.column.name,
            quantiles.join(" "),
            column.outliers
        );
    }
    expect![[r#"
        n 5 25 51 75 95 Some(Outliers { count: 1, low: -125.0, high: 225.0, examples: [(41, Integer(5000))] })
        day 2024-01-06 2024-01-26 2024-02-23 2024-03-19 2024-04-11 None
        text  None
    "#]]
    .assert_eq(&out);
}

#[test]
fn every_type_can_be_reported_on() {
    let list = Series::new(
        "list".into(),
        [Series::new("".into(), [1i64]), Series::new("".into(), [2i64, 3])],
    );
    let record = DataFrame::new(vec![Column::new("x".into(), [1i64, 2])])
        .unwrap()
        .into_struct("record".into())
        .into_series();
    let mut columns = vec![list, record];
    columns.push(Series::full_null("nothing".into(), 2, &DataType::Null));
    columns.push(Series::full_null("numbers".into(), 2, &DataType::Int64));
    columns.push(Series::new("infinite".into(), [f64::INFINITY, f64::NAN]));
    columns.push(Series::new("huge".into(), [i64::MIN, i64::MAX]));
    columns.push(Series::new("unsigned".into(), [u64::MAX, 1]));
    columns.push(Series::new("time".into(), [1i64, 2]).cast(&DataType::Time).unwrap());
    columns.push(
        Series::new("far".into(), [i64::MIN, i64::MAX])
            .cast(&DataType::Datetime(polars::prelude::TimeUnit::Microseconds, None))
            .unwrap(),
    );
    columns.push(
        Series::new("days".into(), [i32::MIN, i32::MAX])
            .cast(&DataType::Date)
            .unwrap(),
    );
    columns.push(
        Series::new("decimal".into(), [1i64, 2])
            .cast(&DataType::Decimal(Some(30), Some(2)))
            .unwrap(),
    );
    columns.push(Series::new("bytes".into(), [b"a".as_slice(), b"b"]));
    let frame = DataFrame::new(columns.into_iter().map(Column::from).collect()).unwrap();
    assert_eq!(report(&frame).unwrap().columns.len(), 12);
}
