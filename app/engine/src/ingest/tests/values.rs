//! What cells of text mean, decided over the whole column.

use super::{named, said, sheets, show};
use expect_test::{Expect, expect};
use spec::dataset::Type;
use spec::reading::{DateOrder, OpenOptions};

/// One column of cells in quotes.
fn csv(name: &str, cells: &[&str]) -> String {
    let rows: String = cells.iter().map(|cell| format!("\"{cell}\",x\n")).collect();
    format!("{name},other\n{rows}")
}

/// What becomes of each column: its type, cells and notes.
fn read(cases: &[(&str, &[&str])], expect: &Expect) {
    let mut out = String::new();
    for (about, cells) in cases {
        let (name, about) = about.split_once(": ").unwrap_or(("c", about));
        out += &format!("{about}\n{}", shown(&csv(name, cells), &named("t.csv")));
    }
    expect.assert_eq(&out);
}

fn shown(text: &str, options: &OpenOptions) -> String {
    let sheet = &sheets(text.as_bytes(), options).unwrap()[0];
    let frame = sheet.frame.drop("other").unwrap_or(sheet.frame.clone());
    let lines = show(&frame, 8) + &said(&sheet.notes);
    let aside = match sheet.aside.len() {
        0 => String::new(),
        _ => show(&sheet.aside.frame().unwrap(), 8),
    };
    (lines + &aside).lines().map(|line| format!("  {line}\n")).collect()
}

#[test]
fn numbers() {
    read(
        &[
            ("points and commas", &["1,234.56", "7", "-0.5"]),
            ("commas and points", &["1.234,56", "7", "-0,5"]),
            ("a comma that can only be decimal", &["1,2345", "1,234"]),
            ("spaces between thousands", &["1 234,56", "12"]),
            ("narrow spaces between thousands", &["1\u{202f}234 567,5", "12"]),
            ("apostrophes between thousands", &["1'234.56", "12"]),
            ("lakhs and crores", &["12,34,567.89", "1,000"]),
            ("signs", &["+5", "−7", "-1", "1,000"]),
            ("a minus behind", &["123-", "5"]),
            ("brackets of accountants", &["(1,234.50)", "7.25"]),
            ("powers of ten", &["1e5", "1.5E-3", ".5"]),
            ("percent", &["12.5 %", "7%", "0"]),
            ("percent and none", &["12.5 %", "7"]),
            ("dollars", &["$1,234.50", "-$5", "$0.1"]),
            ("euros", &["€ 5", "5,50 EUR", "1.000,00 €"]),
            ("whole euros", &["€5", "7 €"]),
            ("two currencies", &["$5", "€7"]),
            ("units stay text", &["5 kg", "7 kg"]),
            ("hexadecimal stays text", &["0x1F", "0b11"]),
            ("leading zeros", &["02134", "90210"]),
            ("long ids", &["9007199254740993", "12345678901234567890"]),
            ("long decimals", &["12345678901234567.89", "1.5"]),
            ("floats of 17 digits", &["0.30000000000000004", "0.1"]),
            ("floats of scientists", &["1.000000000000000056e-01", "2.5e+00"]),
            ("phone numbers", &["+49 151 2345678", "+49 30 123456"]),
            ("phone numbers in groups of three", &["612 345 678", "698 765 432"]),
            ("whole and decimal", &["1.0", "1", "2"]),
            ("both marks", &["1,5", "1.5"]),
            ("words for no value", &["1,000.5", "n.a.", "#DIV/0!", "unknown", "7"]),
        ],
        &expect![[r#""#]],
    );
}

#[test]
fn flags() {
    read(
        &[
            ("yes and no", &["yes", "No", "YES"]),
            ("y and n", &["y", "n", "N/A"]),
            ("ja und nein", &["ja", "nein"]),
            ("oui et non", &["Oui", "Non", ""]),
            ("sí y no", &["Sí", "No"]),
            ("wahr und falsch", &["WAHR", "FALSCH"]),
            ("on and off", &["on", "off"]),
            ("t and f", &["t", "f"]),
            ("one word alone", &["yes", "yes"]),
            ("a third word", &["yes", "no", "maybe"]),
            ("ones and zeros", &["1", "0"]),
        ],
        &expect![[r#""#]],
    );
}

#[test]
fn dates() {
    read(
        &[
            ("day first by a day above twelve", &["01/02/2024", "31/01/2024"]),
            ("doubtful", &["01/02/2024", "03/04/2024"]),
            ("two-digit years", &["31.12.99", "01.02.24"]),
            ("two-digit years with dashes", &["31-12-99", "01-02-24"]),
            ("spaces", &["31 01 2024", "01 02 2024"]),
            ("months in English", &["31 January 2024", "Feb 1, 2024"]),
            ("months in German", &["31. Januar 2024", "3. März 2024"]),
            ("months in French", &["1er février 2024", "15 août 2024"]),
            ("months in Spanish", &["31 de enero de 2024", "1 de agosto de 2024"]),
            ("months in Italian", &["31 gennaio 2024", "1 ago 2024"]),
            ("months in Portuguese", &["31 de janeiro de 2024", "1 de março de 2024"]),
            ("months in Dutch", &["31 januari 2024", "1 mrt 2024"]),
            ("databases", &["31-JAN-24", "01-FEB-24"]),
            ("days of the week", &["Mon, 29 Jan 2024", "Tuesday, 30 January 2024"]),
            ("mail", &["Mon, 29 Jan 2024 10:00:00 +0100", "Tue, 30 Jan 2024 10:00:00 GMT"]),
            ("months", &["Jan 2024", "Feb 2024"]),
            ("months in figures", &["2024-01", "2024-02"]),
            ("days and moments", &["2024-01-31", "2024-02-01 10:00"]),
            ("zones by name", &["2024-01-31 10:00 CET", "2024-07-31 10:00 CEST"]),
            ("zones in brackets", &["2024-01-31T10:00:00+01:00[Europe/Berlin]", "2024-01-31T10:00Z"]),
            ("half the day", &["1/31/2024 1:05 PM", "2/1/2024 12:00 AM"]),
            ("a day that does not exist", &["2024-01-31", "2023-02-30"]),
            ("date: days of eight digits", &["20240131", "20240201"]),
            ("order_id: ids of eight digits", &["20240131", "20240201"]),
            ("n: numbers of eight digits", &["20240131", "20240201"]),
            ("created_at: seconds", &["1706694300", "1706780700"]),
            ("eventTimestamp: milliseconds", &["1706694300123", "1706780700000"]),
            ("amount: seconds that are none", &["1706694300", "1706780700"]),
            ("versions", &["1.2.3", "1.10.0"]),
            ("serial numbers of Excel", &["45322", "45323"]),
        ],
        &expect![[r#""#]],
    );
}

#[test]
fn times() {
    read(
        &[
            ("times of day", &["10:15", "23:59"]),
            ("with seconds", &["10:15:30.123", "09:00:00"]),
            ("half the day", &["1:05 PM", "12:30 am"]),
            ("French", &["10h15", "9h05"]),
            ("longer than a day", &["36:15:00", "01:00:00"]),
            ("ISO lengths", &["PT1H", "P1DT30M"]),
            ("days and a clock", &["1 days 02:00:00", "0 days 00:00:01"]),
        ],
        &expect![[r#""#]],
    );
}

#[test]
fn files() {
    let mut out = String::new();
    for (about, text) in [
        ("a column that tells orders for another", "a,b\n01/02/2024,31/12/2024\n03/04/2024,01/12/2024\n"),
        ("a column that tells marks for another", "a\tb\n1,234\t1,5\n2,345\t2,25\n"),
        ("points are thousands where commas are decimal", "a;b\n1.234;1,5\n2.345;2,25\n"),
        ("points are decimal where nothing tells", "a;b\n1.234;x\n2.345;y\n"),
        ("commas are thousands where points are decimal", "a;b\n1,234;1.5\n2,345;2.25\n"),
        ("semicolons are a habit of commas", "a;b\n1,234;x\n2,345;y\n"),
    ] {
        out += &format!("{about}\n{}", shown(text, &named("t.csv")));
    }
    expect![[r#""#]].assert_eq(&out);
}

#[test]
fn odd_cells() {
    let mut cells = vec!["12.5"; 30];
    cells[14] = "about 12";
    let numbers = csv("price", &cells);
    cells[14] = "0012";
    let codes = csv("zip", &cells);
    let mut days = vec!["2024-01-31"; 30];
    days[3] = "2023-02-30";
    days[9] = "soon";
    let mut out = shown(&numbers, &named("t.csv"));
    out += &shown(&codes, &named("t.csv"));
    out += &shown(&csv("day", &days), &named("t.csv"));
    expect![[r#""#]].assert_eq(&out);
}

#[test]
fn what_the_user_says() {
    let mut out = String::new();
    let types = |pairs: &[(&str, Type)]| pairs.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    let text = "a,b,c,d\n1,02134,01/02/2024,-999\nx,5,2024-03-01,7\n3,6,soon,none\n";
    for options in [
        OpenOptions {
            types: types(&[("a", Type::Integer), ("b", Type::Integer), ("c", Type::Date), ("d", Type::Text), ("e", Type::Text)]),
            dates: Some(DateOrder::DayFirst),
            ..named("t.csv")
        },
        OpenOptions {
            nulls: Some(vec!["-999".into(), "x".into()]),
            ..named("t.csv")
        },
        OpenOptions {
            narrow: true,
            ..named("t.csv")
        },
    ] {
        out += &shown(text, &options);
        out += "  --\n";
    }
    let text = "a,b\n01/02/2024,\"1,234\"\n03/04/2024,\"5,678\"\n";
    let options = OpenOptions {
        dates: Some(DateOrder::DayFirst),
        decimal: Some(",".into()),
        ..named("t.csv")
    };
    out += &shown(text, &options);
    let source = &sheets(text.as_bytes(), &options).unwrap()[0].source;
    out += &format!("{:?} {:?} {:?}\n", source.decimal, source.dates, source.nulls);
    let text = "a;b\n31.12.2024;1,5\nn/a;2\n";
    let source = &sheets(text.as_bytes(), &named("t.csv")).unwrap()[0].source;
    out += &format!("{:?} {:?} {:?}\n", source.decimal, source.dates, source.nulls);
    expect![[r#""#]].assert_eq(&out);
}

#[test]
fn text_of_typed_files() {
    let text = r#"[{"zip":"90210","price":"$1,234.50","ok":"yes","day":"31.01.2024","at":"1:05 PM","n":1},
        {"zip":"10115","price":"$7","ok":"no","day":"01.02.2024","at":"2:10 AM","n":"n.a."}]"#;
    expect![[r#""#]].assert_eq(&shown(text, &named("t.json")));
}
