//! The same table in every format, every encoding, and through the store.

use super::{named, sheets, show, shown};
use crate::export;
use expect_test::expect;
use polars::prelude::*;
use spec::reading::OpenOptions;

const CSV: &[u8] = include_bytes!("../../../../../tests/data/orders.csv");

#[test]
fn orders_are_the_same_in_every_format() {
    let expected = show(&sheets(CSV, &named("orders.csv")).unwrap()[0].frame, 100);
    for (name, bytes) in [
        (
            "orders.tsv",
            &include_bytes!("../../../../../tests/data/orders.tsv")[..],
        ),
        ("orders.json", include_bytes!("../../../../../tests/data/orders.json")),
        (
            "orders.ndjson",
            include_bytes!("../../../../../tests/data/orders.ndjson"),
        ),
        (
            "orders.parquet",
            include_bytes!("../../../../../tests/data/orders.parquet"),
        ),
        (
            "orders.feather",
            include_bytes!("../../../../../tests/data/orders.feather"),
        ),
        ("orders.arrow", include_bytes!("../../../../../tests/data/orders.arrow")),
        ("orders.xlsx", include_bytes!("../../../../../tests/data/orders.xlsx")),
    ] {
        let sheets = sheets(bytes, &named(name)).unwrap();
        assert_eq!(show(&sheets[0].frame, 100), expected, "{name}");
        assert_eq!(sheets[0].notes, [], "{name}");
    }
    let types: Vec<_> = expected.lines().map(|line| line.split(':').next().unwrap()).collect();
    expect![[r#"
        order_id i64
        day date
        region cat
        product cat
        quantity i64
        price f64
        paid bool
        zip cat
        placed_at datetime[μs]"#]]
    .assert_eq(&types.join("\n"));
}

#[test]
fn encodings() {
    let text = "städte,n\nMünchen,1\nKöln – „alt“,2\n";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let late = format!("a,n\n{}", "x,1\n".repeat(400_000)).into_bytes();
    for bytes in [
        text.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", text.as_bytes()),
        western.to_vec(),
        marked(b"\xff\xfe", &little),
        marked(b"\xfe\xff", &big),
        little,
        big,
    ] {
        let sheets = sheets(&bytes, &named("t.csv")).unwrap();
        assert_eq!(
            show(&sheets[0].frame, 9),
            show(&super::sheets(text.as_bytes(), &named("t.csv")).unwrap()[0].frame, 9)
        );
    }
    let sheets = sheets(&marked(&late, b"\xe9t\xe9,2\n"), &named("t.csv")).unwrap();
    let (frame, note) = (&sheets[0].frame, &sheets[0].notes[0].code);
    assert_eq!((frame.height(), note.as_str()), (400_001, "encoding"));
    let (kanji, _, _) = encoding_rs::SHIFT_JIS.encode("都市,n\n東京,1\n");
    let options = OpenOptions {
        encoding: Some("shift_jis".into()),
        ..named("t.csv")
    };
    expect![[r#"
        都市 cat: "東京"
        n i64: 1
    "#]]
    .assert_eq(&shown(&kanji, &options));
}

#[test]
fn what_comes_late_changes_the_whole_column() {
    let row = "1,2,2024-01-01,x,1\n".repeat(300_000);
    let text = format!("a,b,c,d,e\n{row}0.5,02134,soon,y,9007199254740993\n,,,,\n");
    let sheets = sheets(text.as_bytes(), &named("t.csv")).unwrap();
    expect![[r#"
        a f64: 1.0 | 0.5 | null
        b cat: "2" | "02134" | null
        c cat: "2024-01-01" | "soon" | null
        d cat: "x" | "y" | null
        e cat: "1" | "9007199254740993" | null
    "#]]
    .assert_eq(&show(&sheets[0].frame.tail(Some(3)), 3));
}

#[test]
fn many_columns_and_options() {
    let names: Vec<_> = (0..300).map(|index| format!("c{index}")).collect();
    let cells: Vec<_> = (0..300).map(|index| index.to_string()).collect();
    let text = format!("{}\n{}\n", names.join(","), cells.join(","));
    let sheets = sheets(text.as_bytes(), &named("t.csv")).unwrap();
    assert_eq!(sheets[0].frame.shape(), (1, 300));
    let options = OpenOptions {
        header: Some(false),
        delimiter: Some("^".into()),
        ..named("t")
    };
    expect![[r#"
        column_1 cat: "a" | "1"
        column_2 cat: "b" | "2"
    "#]]
    .assert_eq(&shown(b"a^b\n1^2\n", &options));
}

#[test]
fn categories_compare_by_text() {
    let read = |text: &str| sheets(text.as_bytes(), &named("t.csv")).unwrap().remove(0).frame;
    let left = read("k,n\nb,1\na,2\nc,3\nb,4\n,5\n");
    let right = read("k,m\nz,0\na,10\nb,20\n");
    let grouped = left
        .clone()
        .lazy()
        .group_by([col("k")])
        .agg([col("n").sum()])
        .sort(["k"], SortMultipleOptions::default());
    let equal = left.clone().lazy().filter(col("k").eq(lit("b")));
    let within = left
        .clone()
        .lazy()
        .filter(col("k").is_in(lit(Series::new("".into(), ["a", "c"])).implode(), false));
    let joined = left.clone().lazy().inner_join(right.lazy(), col("k"), col("k"));
    let restored = export::restored(export::stored(left.clone()).unwrap()).unwrap();
    assert_eq!(show(&restored, 9), show(&left, 9));
    let both = restored
        .lazy()
        .inner_join(left.lazy(), col("k"), col("k"))
        .select([len()]);
    let mut out = String::new();
    for (what, frame) in [
        ("grouped", grouped),
        ("equal", equal),
        ("within", within),
        ("joined", joined),
        ("both", both),
    ] {
        out += &match frame.collect() {
            Ok(frame) => format!("{what}\n{}", show(&frame, 9)),
            Err(error) => format!("{what}: {error}\n"),
        };
    }
    expect![[r#"
        grouped
        k cat: null | "a" | "b" | "c"
        n i64: 5 | 2 | 5 | 3
        equal
        k cat: "b" | "b"
        n i64: 1 | 4
        within
        k cat: "a" | "c"
        n i64: 2 | 3
        joined
        k cat: "b" | "a" | "b"
        n i64: 1 | 2 | 4
        m i64: 20 | 10 | 20
        both
        len u32: 6
    "#]]
    .assert_eq(&out);
}

#[test]
fn many_categories_survive_the_store() {
    let table = |from: usize| {
        let rows: String = (from..from + 15_000)
            .map(|row| format!("k{row},g{}\n", row % 3))
            .collect();
        super::table(&format!("key,group\n{rows}"))
    };
    let tables: Vec<_> = (0..5).map(|index| table(index * 15_000)).collect();
    let bytes = export::stored(tables[4].clone()).unwrap();
    assert!(bytes.len() < 1_000_000);
    let restored = export::restored(bytes).unwrap();
    assert_eq!(show(&restored, 15_000), show(&tables[4], 15_000));
}

#[test]
fn types_of_other_writers_settle() {
    let mut frame = df!(
        "small" => [1i8, 2], "unsigned" => [1u32, 2], "huge" => [u64::MAX, 1], "big" => [1i64, 2],
        "single" => [0.1f32, f32::NAN], "double" => [f64::NAN, 2.0], "text" => [Some(""), Some("x")]
    )
    .unwrap();
    let digits = Int128Chunked::from_slice("money".into(), &[1_050, 123_456_789_012_345_678_901]);
    frame
        .with_column(digits.into_decimal(Some(30), 2).unwrap().into_series())
        .unwrap();
    let moment = Series::new("zoned".into(), [0i64, 1_500])
        .cast(&DataType::Datetime(TimeUnit::Milliseconds, None))
        .unwrap();
    frame.with_column(moment).unwrap();
    frame
        .with_column(Series::new(
            "list".into(),
            [Series::new("".into(), [1i64]), Series::new("".into(), [2i64, 3])],
        ))
        .unwrap();
    let nested = df!("x" => [1i32, 2], "y" => ["a", "b"])
        .unwrap()
        .into_struct("nested".into());
    frame.with_column(nested.into_series()).unwrap();
    let stored = export::stored(frame).unwrap();
    expect![[r#"
        small i64: 1 | 2
        unsigned i64: 1 | 2
        huge cat: "18446744073709551615" | "1"
        big i64: 1 | 2
        single f64: 0.1 | null
        double f64: null | 2.0
        text cat: null | "x"
        money decimal[38,2]: 10.50 | 1234567890123456789.01
        zoned datetime[μs]: 1970-01-01 00:00:00 | 1970-01-01 00:00:01.500
        list list[i64]: [1] | [2, 3]
        nested.x i64: 1 | 2
        nested.y cat: "a" | "b"
    "#]]
    .assert_eq(&shown(&stored, &named("t.arrow")));
}

#[test]
fn keys_of_few_and_of_many_texts_join() {
    let rows: String = (0..30_000).map(|row| format!("k{row},{row}\n")).collect();
    let mut engine = crate::Engine::default();
    for (name, text) in [
        ("many", format!("k,m\n{rows}")),
        ("few", "k,n\nk1,1\nk2,2\n".to_owned()),
    ] {
        engine
            .open(&mut super::Bytes(text.as_bytes()), &named(name), &mut |_, _| ())
            .unwrap();
    }
    let text = "select few.k, n, m from few join many on few.k = many.k order by 1";
    let question = spec::question::Question::Sql(spec::question::Sql { text: text.into() });
    let reply = engine.handle(spec::worker::Request::Table {
        question,
        limit: 9,
        today: "2026-11-21".into(),
    });
    let spec::worker::Reply::Table(table) = reply.unwrap().0 else {
        panic!("a table was asked for");
    };
    assert_eq!(table.rows.len(), 2);
}
