//! What cells of text mean, decided over the whole column.

use super::{named, said, sheets, show};
use expect_test::{Expect, expect};
use spec::dataset::Type;
use spec::reading::{DateOrder, OpenOptions};

/// One column of cells in quotes.
fn csv(name: &str, cells: &[&str]) -> String {
    let rows: String = cells.iter().map(|cell| format!("\"{cell}\",\"x\"\n")).collect();
    format!("\"{name}\",\"other\"\n{rows}")
}

/// What becomes of each column: its type, cells and notes.
fn read(cases: &[(&str, &[&str])], expect: &Expect) {
    let mut out = String::new();
    for (about, cells) in cases {
        let (name, about) = about.split_once(": ").unwrap_or(("c", about));
        out += &format!("{about}\n{}", shown(&csv(name, cells), &with_header()));
    }
    expect.assert_eq(&out);
}

fn with_header() -> OpenOptions {
    OpenOptions {
        header: Some(true),
        ..named("t.csv")
    }
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
#[expect(clippy::too_many_lines, reason = "a table of cases")]
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
            ("hours stay text", &["8h", "12h"]),
            ("rooms", &["RM101", "RM102"]),
            ("codes of ten letters and digits", &["EUR100", "USD200"]),
            ("hexadecimal stays text", &["0x1F", "0b11"]),
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
        &expect![[r#"
            points and commas
              c f64: 1234.56 | 7.0 | -0.5
            commas and points
              c f64: 1234.56 | 7.0 | -0.5
            a comma that can only be decimal
              c f64: 1.2345 | 1.234
            spaces between thousands
              c f64: 1234.56 | 12.0
            narrow spaces between thousands
              c f64: 1234567.5 | 12.0
            apostrophes between thousands
              c f64: 1234.56 | 12.0
            lakhs and crores
              c f64: 1.2346e6 | 1000.0
            signs
              c i64: 5 | -7 | -1 | 1000
              ! decimal_mark: “c” is read with “.” before the decimals and “,” between thousands; no number in it tells otherwise
            a minus behind
              c i64: -123 | 5
            brackets of accountants
              c f64: -1234.5 | 7.25
            powers of ten
              c f64: 100000.0 | 0.0015 | 0.5
            percent
              c f64: 0.125 | 0.07 | 0.0
              ! percent: “c” is written in percent; 12.5% is read as 0.125
            percent and none
              c cat: "12.5 %" | "7"
              ! mixed_percent: “c” has numbers with and without a percent sign and is read as text
            dollars
              c decimal[38,2]: 1234.50 | -5.00 | 0.10
              ! currency: “c” holds amounts in $
            euros
              c decimal[38,2]: 5.00 | 5.50 | 1000.00
              ! currency: “c” holds amounts in EUR
            whole euros
              c i64: 5 | 7
              ! currency: “c” holds amounts in EUR
            two currencies
              c cat: "$5" | "€7"
              ! mixed_currencies: “c” holds amounts in $ and EUR and is read as text
            units stay text
              c cat: "5 kg" | "7 kg"
            hours stay text
              c cat: "8h" | "12h"
            rooms
              c cat: "RM101" | "RM102"
            codes of ten letters and digits
              c cat: "EUR100" | "USD200"
            hexadecimal stays text
              c cat: "0x1F" | "0b11"
            long ids
              c cat: "9007199254740993" | "12345678901234567890"
            long decimals
              c decimal[38,2]: 12345678901234567.89 | 1.50
            floats of 17 digits
              c f64: 0.3 | 0.1
            floats of scientists
              c f64: 0.1 | 2.5
            phone numbers
              c cat: "+49 151 2345678" | "+49 30 123456"
            phone numbers in groups of three
              c cat: "612 345 678" | "698 765 432"
            whole and decimal
              c f64: 1.0 | 1.0 | 2.0
            both marks
              c cat: "1,5" | "1.5"
            words for no value
              c f64: 1000.5 | null | null | null | 7.0
              ! no_value_words: read as no value: “n.a.”, “#DIV/0!”, “unknown” (count 3)
        "#]],
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
        &expect![[r#"
            yes and no
              c bool: true | false | true
            y and n
              c bool: true | false | null
              ! no_value_words: read as no value: “N/A” (count 1)
            ja und nein
              c bool: true | false
            oui et non
              c bool: true | false | null
            sí y no
              c bool: true | false
            wahr und falsch
              c bool: true | false
            on and off
              c bool: true | false
            t and f
              c bool: true | false
            one word alone
              c cat: "yes" | "yes"
            a third word
              c cat: "yes" | "no" | "maybe"
            ones and zeros
              c i64: 1 | 0
        "#]],
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
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
            (
                "mail",
                &["Mon, 29 Jan 2024 10:00:00 +0100", "Tue, 30 Jan 2024 10:00:00 GMT"],
            ),
            ("months", &["Jan 2024", "Feb 2024"]),
            ("months in figures", &["2024-01", "2024-02"]),
            ("seasons", &["2009-10", "2010-11"]),
            ("ratios", &["3/1000", "5/1000"]),
            ("days and moments", &["2024-01-31", "2024-02-01 10:00"]),
            ("zones by name", &["2024-01-31 10:00 CET", "2024-07-31 10:00 CEST"]),
            (
                "zones in brackets",
                &["2024-01-31T10:00:00+01:00[Europe/Berlin]", "2024-01-31T10:00Z"],
            ),
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
        &expect![[r#"
            day first by a day above twelve
              c date: 2024-02-01 | 2024-01-31
            doubtful
              c date: 2024-01-02 | 2024-03-04
              ! day_or_month: “c” is read as month/day/year; no date in it tells it from day/month/year
            two-digit years
              c date: 1999-12-31 | 2024-02-01
            two-digit years with dashes
              c date: 1999-12-31 | 2024-02-01
            spaces
              c date: 2024-01-31 | 2024-02-01
            months in English
              c date: 2024-01-31 | 2024-02-01
            months in German
              c date: 2024-01-31 | 2024-03-03
            months in French
              c date: 2024-02-01 | 2024-08-15
            months in Spanish
              c date: 2024-01-31 | 2024-08-01
            months in Italian
              c date: 2024-01-31 | 2024-08-01
            months in Portuguese
              c date: 2024-01-31 | 2024-03-01
            months in Dutch
              c date: 2024-01-31 | 2024-03-01
            databases
              c date: 2024-01-31 | 2024-02-01
            days of the week
              c date: 2024-01-29 | 2024-01-30
            mail
              c datetime[μs]: 2024-01-29 09:00:00 | 2024-01-30 10:00:00
              ! utc: the times of “c” are given in UTC
            months
              c date: 2024-01-01 | 2024-02-01
              ! months: “c” names months; each is read as its first day
            months in figures
              c date: 2024-01-01 | 2024-02-01
              ! months: “c” names months; each is read as its first day
            seasons
              c cat: "2009-10" | "2010-11"
            ratios
              c cat: "3/1000" | "5/1000"
            days and moments
              c datetime[μs]: 2024-01-31 00:00:00 | 2024-02-01 10:00:00
            zones by name
              c datetime[μs]: 2024-01-31 09:00:00 | 2024-07-31 08:00:00
              ! utc: the times of “c” are given in UTC
            zones in brackets
              c datetime[μs]: 2024-01-31 09:00:00 | 2024-01-31 10:00:00
              ! utc: the times of “c” are given in UTC
            half the day
              c datetime[μs]: 2024-01-31 13:05:00 | 2024-02-01 00:00:00
            a day that does not exist
              c cat: "2024-01-31" | "2023-02-30"
            days of eight digits
              date date: 2024-01-31 | 2024-02-01
              ! compact_dates: the eight digits of “date” are read as dates
            ids of eight digits
              order_id i64: 20240131 | 20240201
            numbers of eight digits
              n i64: 20240131 | 20240201
            seconds
              created_at datetime[μs]: 2024-01-31 09:45:00 | 2024-02-01 09:45:00
              ! unix_time: “created_at” counts seconds since 1970 and is read as moments in UTC
            milliseconds
              eventTimestamp datetime[μs]: 2024-01-31 09:45:00.123 | 2024-02-01 09:45:00
              ! unix_time: “eventTimestamp” counts milliseconds since 1970 and is read as moments in UTC
            seconds that are none
              amount i64: 1706694300 | 1706780700
            versions
              c cat: "1.2.3" | "1.10.0"
            serial numbers of Excel
              c i64: 45322 | 45323
        "#]],
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
        &expect![[r#"
            times of day
              c time: 10:15:00 | 23:59:00
            with seconds
              c time: 10:15:30.123 | 09:00:00
            half the day
              c time: 13:05:00 | 00:30:00
            French
              c time: 10:15:00 | 09:05:00
            longer than a day
              c duration[μs]: 1d 12h 15m | 1h
            ISO lengths
              c duration[μs]: 1h | 1d 30m
            days and a clock
              c duration[μs]: 1d 2h | 1s
        "#]],
    );
}

#[test]
fn files() {
    let mut out = String::new();
    for (about, text) in [
        (
            "a column that tells orders for another",
            "a,b\n01/02/2024,31/12/2024\n03/04/2024,01/12/2024\n",
        ),
        (
            "a column that tells marks for another",
            "a\tb\n1,234\t1,5\n2,345\t2,25\n",
        ),
        (
            "points are thousands where commas are decimal",
            "a;b\n1.234;1,5\n2.345;2,25\n",
        ),
        ("points are decimal where nothing tells", "a;b\n1.234;x\n2.345;y\n"),
        (
            "commas are thousands where points are decimal",
            "a;b\n1,234;1.5\n2,345;2.25\n",
        ),
        ("semicolons are a habit of commas", "a;b\n1,234;x\n2,345;y\n"),
    ] {
        out += &format!("{about}\n{}", shown(text, &named("t.csv")));
    }
    expect![[r#"
        a column that tells orders for another
          a date: 2024-02-01 | 2024-04-03
          b date: 2024-12-31 | 2024-12-01
        a column that tells marks for another
          a f64: 1.234 | 2.345
          b f64: 1.5 | 2.25
        points are thousands where commas are decimal
          a f64: 1234.0 | 2345.0
          b f64: 1.5 | 2.25
        points are decimal where nothing tells
          a f64: 1.234 | 2.345
          b cat: "x" | "y"
        commas are thousands where points are decimal
          a i64: 1234 | 2345
          b f64: 1.5 | 2.25
        semicolons are a habit of commas
          a f64: 1.234 | 2.345
          b cat: "x" | "y"
          ! decimal_mark: “a” is read with “,” before the decimals and “.” between thousands; no number in it tells otherwise
    "#]].assert_eq(&out);
}

#[test]
fn odd_cells() {
    let mut cells = vec!["12.5"; 30];
    cells[14] = "about 12";
    let numbers = csv("price", &cells);
    cells[14] = "0012";
    let codes = csv("zip", &cells);
    let mut days = vec!["2024-01-31"; 40];
    days[3] = "2023-02-30";
    days[9] = "soon";
    let mut out = "columns\n".to_owned() + &shown(&numbers, &named("t.csv"));
    out += &shown(&codes, &named("t.csv"));
    out += &shown(&csv("day", &days), &named("t.csv"));
    expect![[r#"
        columns
          price cat: "12.5" | "12.5" | "12.5" | "12.5" | "12.5" | "12.5" | "12.5" | "12.5"
          ! odd_cells: “price” is read as text because 1 of its 30 cells is not a number: “about 12” in row 16 (row 16) (count 1)
          zip cat: "12.5" | "12.5" | "12.5" | "12.5" | "12.5" | "12.5" | "12.5" | "12.5"
          day cat: "2024-01-31" | "2024-01-31" | "2024-01-31" | "2023-02-30" | "2024-01-31" | "2024-01-31" | "2024-01-31" | "2024-01-31"
          ! odd_cells: “day” is read as text because 2 of its 40 cells are not dates, such as “2023-02-30” in row 5 (row 5) (count 2)
    "#]].assert_eq(&out);
}

#[test]
fn what_the_user_says() {
    let mut out = String::new();
    let types = |pairs: &[(&str, Type)]| pairs.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    let text = "a,b,c,d\n1,02134,01/02/2024,-999\nx,5,2024-03-01,7\n3,6,soon,none\n";
    for options in [
        OpenOptions {
            types: types(&[
                ("a", Type::Integer),
                ("b", Type::Integer),
                ("c", Type::Date),
                ("d", Type::Text),
                ("e", Type::Text),
            ]),
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
    expect![[r#"
          a i64: 1 | null | 3
          b i64: 2134 | 5 | 6
          c date: 2024-02-01 | 2024-03-01 | null
          d cat: "-999" | "7" | "none"
          ! misfits: 1 cell of “a” is set aside: not whole numbers, such as “x” in row 3 (row 3) (count 1)
          ! misfits: 1 cell of “c” is set aside: not dates, such as “soon” in row 4 (row 4) (count 1)
          ! unknown_column: a type is asked for “e”, and there is no such column
          row u64: 3 | 4
          column str: "a" | "c"
          value str: "x" | "soon"
          reason str: "this column is read as whole numbers" | "this column is read as dates"
          --
          a i64: 1 | null | 3
          b cat: "02134" | "5" | "6"
          c cat: "01/02/2024" | "2024-03-01" | "soon"
          d cat: null | "7" | "none"
          ! no_value_words: read as no value: “x”, “-999” (count 2)
          --
          a cat: "1" | "x" | "3"
          b cat: "02134" | "5" | "6"
          c cat: "01/02/2024" | "2024-03-01" | "soon"
          d i32: -999 | 7 | null
          ! no_value_words: read as no value: “none” (count 1)
          --
          a date: 2024-02-01 | 2024-04-03
          b f64: 1.234 | 5.678
        Some(",") Some(DayFirst) None
        Some(",") Some(DayFirst) Some(["n/a"])
    "#]]
    .assert_eq(&out);
}

#[test]
fn text_of_typed_files() {
    let text = r#"[{"zip":"90210","price":"$1,234.50","ok":"yes","day":"31.01.2024","at":"1:05 PM","n":1},
        {"zip":"10115","price":"$7","ok":"no","day":"01.02.2024","at":"2:10 AM","n":"n.a."}]"#;
    expect![[r#"
        columns
          zip cat: "90210" | "10115"
          price decimal[38,2]: 1234.50 | 7.00
          ok bool: true | false
          day date: 2024-01-31 | 2024-02-01
          at time: 13:05:00 | 02:10:00
          n i64: 1 | null
          ! no_value_words: words such as n/a in 1 cell of “n” are read as no value
          ! currency: “price” holds amounts in $
    "#]]
    .assert_eq(&format!("columns\n{}", shown(text, &named("t.json"))));
}

#[test]
fn many_different_cells() {
    let rows = |last: &str| {
        let rows: String = (0..25_000).map(|row| format!("\"${row}.05\",{row},{row}\n")).collect();
        format!("price,n,text\n{rows}{last}")
    };
    let mut out = "columns\n".to_owned();
    for last in ["$7,\"1,234.5\",12.x\n", "seven,n.a.,\n"] {
        out += &shown(&rows(last), &named("t.csv"));
    }
    expect![[r#"
        columns
          price decimal[38,2]: 0.05 | 1.05 | 2.05 | 3.05 | 4.05 | 5.05 | 6.05 | 7.05
          n f64: 0.0 | 1.0 | 2.0 | 3.0 | 4.0 | 5.0 | 6.0 | 7.0
          text str: "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7"
          ! currency: “price” holds amounts in $
          ! odd_cells: “text” is read as text because 1 of its 25,001 cells is not a number: “12.x” in row 25002 (row 25002) (count 1)
          price str: "$0.05" | "$1.05" | "$2.05" | "$3.05" | "$4.05" | "$5.05" | "$6.05" | "$7.05"
          n i64: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
          text i64: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
          ! no_value_words: read as no value: “n.a.” (count 1)
          ! odd_cells: “price” is read as text because 1 of its 25,001 cells is not a number: “seven” in row 25002 (row 25002) (count 1)
    "#]].assert_eq(&out);
}

#[test]
fn numbers_with_many_digits_in_json() {
    let text =
        r#"[{"a":0.12345678901234567890,"b":0.1,"c":12345678901234567890},{"a":1,"b":0.30000000000000004,"c":1}]"#;
    expect![[r#"
        columns
          a decimal[38,20]: 0.12345678901234567890 | 1.00000000000000000000
          b f64: 0.1 | 0.3
          c cat: "12345678901234567890" | "1"
          ! mixed_types: “c” holds cells of different types and is read as text
    "#]]
    .assert_eq(&format!("columns\n{}", shown(text, &named("t.json"))));
}
