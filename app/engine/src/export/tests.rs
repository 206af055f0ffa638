//! Tables become files and files become tables again: the same ones.

use super::file;
use crate::ingest::tests::opened;
use crate::query;
use expect_test::{Expect, expect};
use polars::prelude::*;
use spec::problem::Problem;
use spec::worker::ExportFormat;

const FORMATS: [(ExportFormat, &str); 6] = [
    (ExportFormat::Csv, "t.csv"),
    (ExportFormat::Xlsx, "t.xlsx"),
    (ExportFormat::Parquet, "t.parquet"),
    (ExportFormat::Arrow, "t.arrow"),
    (ExportFormat::Json, "t.json"),
    (ExportFormat::Ndjson, "t.ndjson"),
];

/// A table column by column: its names, types and cells as they travel.
fn shown(frame: &DataFrame) -> Vec<String> {
    let table = query::table(frame, 100).unwrap();
    let column = |(at, column): (usize, &spec::dataset::Column)| {
        let cells: Vec<_> = table
            .rows
            .iter()
            .map(|row| serde_json::to_string(&row[at]).unwrap())
            .collect();
        format!("{} {:?}: {}", column.name, column.kind, cells.join(" "))
    };
    table.columns.iter().enumerate().map(column).collect()
}

/// Checks which columns come back otherwise than they were, in each format.
#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(frame: &DataFrame, expect: Expect) {
    let before = shown(frame);
    let mut out = String::new();
    for (format, filename) in FORMATS {
        let again = opened(&file(frame.clone(), format).unwrap(), filename);
        let after = shown(&again);
        assert_eq!(before.len(), after.len(), "{format:?}: {after:?}");
        for (before, after) in before.iter().zip(&after).filter(|(before, after)| before != after) {
            out += &format!("{format:?}\n  {before}\n  {after}\n");
        }
    }
    expect.assert_eq(&out);
}

fn column<T, S: AsRef<[Option<T>]>>(name: &str, cells: S) -> Column
where
    Series: NamedFrom<S, [Option<T>]>,
{
    Series::new(name.into(), cells).into()
}

fn physical(name: &str, cells: &[Option<i64>], dtype: &DataType) -> Column {
    Series::new(name.into(), cells).cast(dtype).unwrap().into()
}

#[test]
fn text() {
    let texts = [
        Some("plain"),
        Some("a \"quoted\" word"),
        Some("two\nlines"),
        None,
        Some("Zürich, 日本, 🙂"),
        Some("007"),
        Some("=1+1"),
        Some("@x, y"),
        Some("-5 apples"),
        Some("it's"),
        Some("a;b\tc"),
        Some("#9"),
    ];
    let zeros: Vec<_> = (0..12).map(|at| Some(format!("00{at}"))).collect();
    let categories = texts
        .map(|text| text.map(|text| text.len() % 3))
        .map(|kind| kind.map(|kind| ["red", "green", "blue"][kind]));
    let category = DataType::from_categories(Categories::global());
    let frame = DataFrame::new(vec![
        column("text", &texts[..]),
        column("zip", zeros),
        Series::new("kind".into(), &categories[..])
            .cast(&category)
            .unwrap()
            .into(),
    ]);
    check(&frame.unwrap(), expect![[r#""#]]);
}

#[test]
fn numbers() {
    let frame = DataFrame::new(vec![
        column("whole", [Some(1i64), None, Some(-3), Some(0)]),
        column("large", [Some(1i64 << 53), Some(-(1i64 << 53)), None, Some(5)]),
        column(
            "huge",
            [
                Some("9007199254740993"),
                None,
                Some("123456789012345678901234567890"),
                Some("-9007199254740993"),
            ],
        ),
        column("real", [Some(0.1), Some(-2.5e-300), None, Some(1.7e300)]),
        column("third", [Some(1.0 / 3.0), Some(-0.0), Some(2.0), None]),
        column("flag", [Some(true), None, Some(false), Some(true)]),
        physical("money", &[Some(110), None, Some(-5), Some(1_234_567)], &DataType::Int64),
    ]);
    check(
        &frame.unwrap(),
        expect![[r#"
        Xlsx
          large Integer: 9007199254740992 -9007199254740992 null 5
          large Text: "9007199254740992" "-9007199254740992" null "5"
    "#]],
    );
}

#[test]
fn decimals() {
    let short = Series::new("short".into(), ["1.10", "-0.05", "12345.67"])
        .cast(&DataType::Decimal(Some(20), Some(2)))
        .unwrap();
    let long = Series::new("long".into(), ["12345678901234567890.12", "0.01", "-1.00"])
        .cast(&DataType::Decimal(Some(38), Some(2)))
        .unwrap();
    let frame = DataFrame::new(vec![short.into(), long.into()]).unwrap();
    check(
        &frame,
        expect![[r#"
            Csv
              short Decimal: 1.1 -0.05 12345.67
              short Float: 1.1 -0.05 12345.67
            Xlsx
              short Decimal: 1.1 -0.05 12345.67
              short Float: 1.1 -0.05 12345.67
            Json
              short Decimal: 1.1 -0.05 12345.67
              short Float: 1.1 -0.05 12345.67
            Ndjson
              short Decimal: 1.1 -0.05 12345.67
              short Float: 1.1 -0.05 12345.67
        "#]],
    );
}

#[test]
fn times() {
    const DAY: i64 = 86_400_000_000;
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    let length = DataType::Duration(TimeUnit::Microseconds);
    let frame = DataFrame::new(vec![
        column("n", [Some(1i64), Some(2), Some(3), Some(4)]),
        physical("day", &[Some(0), None, Some(19_800), Some(-20_000)], &DataType::Date),
        physical("old", &[Some(0), None, Some(-200_000), Some(5)], &DataType::Date),
        physical(
            "second",
            &[
                Some(20_000 * DAY + 1_000_000),
                None,
                Some(0),
                Some(19_000 * DAY + 43_210_000_000),
            ],
            &micros,
        ),
        physical(
            "fine",
            &[Some(20_000 * DAY + 123_456), None, Some(0), Some(5_000_001)],
            &micros,
        ),
        physical(
            "time",
            &[Some(3_600_000_000_000), None, Some(0), Some(86_399_000_000_000)],
            &DataType::Time,
        ),
        physical(
            "length",
            &[
                Some(3_600_000_000),
                None,
                Some(0),
                Some(100 * 3_600_000_000 + 1_000_000),
            ],
            &length,
        ),
        physical("short", &[Some(1_500), None, Some(-3_600_000_000), Some(1)], &length),
    ]);
    check(&frame.unwrap(), expect![""]);
}

#[test]
fn nested() {
    let list = Series::new(
        "list".into(),
        [Series::new("".into(), [1i64]), Series::new("".into(), [2i64, 3])],
    );
    let record = DataFrame::new(vec![
        Column::new("x".into(), [1i64, 2]),
        Column::new("y".into(), ["a", "b, c"]),
    ]);
    let record = record.unwrap().into_struct("record".into()).into_series();
    let frame = DataFrame::new(vec![column("n", [Some(1i64), Some(2)]), list.into(), record.into()]).unwrap();
    for (format, filename) in FORMATS {
        let again = opened(&file(frame.clone(), format).unwrap(), filename);
        assert_eq!(again.height(), 2, "{filename}");
    }
    let csv = String::from_utf8(file(frame, ExportFormat::Csv).unwrap()).unwrap();
    expect![[r#"
        n,list,record
        1,[1],"{""x"":1,""y"":""a""}"
        2,"[2,3]","{""x"":2,""y"":""b, c""}"
    "#]]
    .assert_eq(&csv);
}

#[test]
fn one_column_and_no_rows() {
    check(
        &DataFrame::new(vec![column("only", [Some("a"), None, Some("b"), None])]).unwrap(),
        expect![[r#"
            Csv
              only Text: "a" null "b" null
              only Text: "a" null "b"
            Xlsx
              only Text: "a" null "b" null
              only Text: "a" "b"
        "#]],
    );
    check(
        &DataFrame::new(vec![column("only", [Some(1i64), None, Some(3)])]).unwrap(),
        expect![[r#"
            Xlsx
              only Integer: 1 null 3
              only Integer: 1 3
        "#]],
    );
    let frame = DataFrame::new(vec![column("a", [Some("x")]), column("b, c", [Some(1i64)])])
        .unwrap()
        .head(Some(0));
    let mut out = String::new();
    for (format, filename) in FORMATS {
        let bytes = file(frame.clone(), format).unwrap();
        if matches!(format, ExportFormat::Json | ExportFormat::Ndjson) {
            out += &format!("{format:?} {:?}\n", String::from_utf8(bytes).unwrap());
            continue;
        }
        out += &format!("{format:?} {:?}\n", shown(&opened(&bytes, filename)));
    }
    expect![[r#"
        Csv ["a Text: ", "b, c Text: "]
        Xlsx ["a Text: ", "b, c Text: "]
        Parquet ["a Text: ", "b, c Integer: "]
        Arrow ["a Text: ", "b, c Integer: "]
        Json "[]\n"
        Ndjson ""
    "#]]
    .assert_eq(&out);
}

#[test]
fn names() {
    let names = ["Name", "name", "b, c", "d\"e", "two\nlines", " spaced ", "größe", "a.b"];
    let columns = names.map(|name| column(name, [Some(1i64), Some(2)]));
    check(
        &DataFrame::new(columns.to_vec()).unwrap(),
        expect![[r#"
            Csv
               spaced  Integer: 1 2
              spaced Integer: 1 2
            Xlsx
              two
            lines Integer: 1 2
              two lines Integer: 1 2
            Xlsx
               spaced  Integer: 1 2
              spaced Integer: 1 2
        "#]],
    );
}

#[test]
fn what_a_workbook_cannot_hold_is_refused() {
    let said = |frame: DataFrame| {
        let problem = Problem::from(file(frame, ExportFormat::Xlsx).unwrap_err());
        format!("{}: {}\n", problem.code, problem.message)
    };
    let mut out = String::new();
    out += &said(DataFrame::new(vec![Series::new("n".into(), vec![1i32; 1_048_576]).into()]).unwrap());
    out += &said(DataFrame::new((0..16_385).map(|at| column(&format!("c{at}"), [Some(1i32)])).collect()).unwrap());
    out += &said(
        DataFrame::new(vec![column(
            "text",
            [Some("short".to_owned()), Some("x".repeat(32_768))],
        )])
        .unwrap(),
    );
    expect![[r#"
        too_large: this table has 1048576 rows, and an Excel sheet holds at most 1048575
        too_large: this table has 16385 columns, and an Excel sheet holds at most 16384
        too_large: this table has a text of more than 32767 letters in “text”, row 2, and an Excel cell holds no more
    "#]]
    .assert_eq(&out);
}

#[test]
fn long_tables_come_in_the_parts_that_they_are_written_in() {
    for (rows, expected) in [
        (600_000, vec![300_000, 300_000]),
        (300_000, vec![300_000]),
        (800_001, vec![266_667; 3]),
    ] {
        let names: StringChunked = (0..rows)
            .map(|row| Some(format!("a name longer than twelve letters {}", row % 7)))
            .collect();
        let numbers = Series::from_iter(0..rows);
        let columns = vec![
            names.with_name("name".into()).into_column(),
            numbers.with_name("number".into()).into(),
        ];
        let before = DataFrame::new(columns).unwrap();
        let mut after = before.clone();
        super::measure_text(&mut after).unwrap();
        for column in after.get_columns() {
            let lengths: Vec<usize> = column.as_materialized_series().chunk_lengths().collect();
            assert_eq!(lengths, expected);
        }
        assert!(before.equals(&after));
    }
}
