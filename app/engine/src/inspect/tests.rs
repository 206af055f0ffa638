//! What is told before a file is read is near what comes out.

use super::*;
use polars::prelude::{NamedFrom as _, Series};
use polars_io::SerWriter as _;

struct Bytes(Vec<u8>);

impl Input for Bytes {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        into.copy_from_slice(&self.0[offset as usize..][..into.len()]);
        Ok(())
    }
}

fn named(filename: &str) -> OpenOptions {
    OpenOptions {
        filename: Some(filename.to_owned()),
        ..OpenOptions::default()
    }
}

/// Rows and bytes are told within this part of what they are.
const TOLERANCE: f64 = 0.3;

#[track_caller]
fn assert_near(told: f64, real: f64, what: &str) {
    assert!(
        (told - real).abs() <= TOLERANCE * real,
        "{what}: told {told}, in truth {real}"
    );
}

/// Inspects, opens and compares rows, bytes and names.
#[track_caller]
fn check(filename: &str, bytes: Vec<u8>) {
    let options = named(filename);
    let mut engine = Engine::default();
    let mut input = Bytes(bytes);
    let told = engine.inspect(&mut input, &options).unwrap();
    let opened = engine.open(&mut input, &options, &mut |_, _| {}).unwrap();
    let (table, dataset) = (&told.tables[0], &opened.datasets[0]);
    assert_near(table.rows as f64, dataset.rows as f64, "rows");
    let bytes: u64 = table.columns.iter().map(|(_, bytes)| bytes).sum();
    let real = in_memory(&engine.catalog.entry(&dataset.name).unwrap().frame);
    assert_near(bytes as f64, real as f64, "bytes");
    assert!(told.peak_bytes >= bytes && told.room_bytes > 3 << 30);
    let names = |columns: Vec<&str>| columns.join(",");
    assert_eq!(
        names(table.columns.iter().map(|(column, _)| column.name.as_str()).collect()),
        names(dataset.columns.iter().map(|column| column.name.as_str()).collect())
    );
}

/// Numbers, days, a category, an id that never comes again, free text.
fn sales(rows: usize) -> String {
    let mut text = String::from("id,day,region,customer,price,remark\n");
    for row in 0..rows {
        let (day, region) = (row % 28 + 1, ["north", "south", "east"][row % 3]);
        let price = row as f64 * 1.25;
        text += &format!("{row},2024-01-{day:02},{region},C{row:07},{price},remark number {row} on nothing\n");
    }
    text
}

#[test]
fn a_small_file_is_told_exactly() {
    let mut input = Bytes(b"a,b\n1,x\n2,y\n3,\n".to_vec());
    let told = Engine::default().inspect(&mut input, &named("t.csv")).unwrap();
    assert_eq!((told.tables[0].rows, told.tables[0].head.rows.len()), (3, 3));
}

#[test]
fn delimited_text_is_scaled_up() {
    check("sales.csv", sales(150_000).into_bytes());
    check("sales.tsv", sales(150_000).replace(',', "\t").into_bytes());
}

#[test]
fn lines_that_grow_longer_are_counted_where_they_are() {
    let mut text = String::from("id,note\n");
    for row in 0..120_000 {
        text += &format!("{row},{}\n", "x".repeat(row / 1_000));
    }
    check("growing.csv", text.into_bytes());
}

#[test]
fn documents_a_line_are_scaled_up() {
    let line = |row: usize| format!("{{\"id\":{row},\"kind\":\"k{}\",\"price\":{}.5}}\n", row % 7, row % 100);
    check("orders.ndjson", (0..120_000).map(line).collect::<String>().into_bytes());
}

#[test]
fn parquet_and_arrow_describe_themselves() {
    let rows = 50_000_u32;
    let ids: Vec<i64> = (0..rows).map(i64::from).collect();
    let prices: Vec<f64> = (0..rows).map(|row| f64::from(row) * 0.1).collect();
    let kinds: Vec<String> = (0..rows).map(|row| format!("kind {}", row % 9)).collect();
    let columns = vec![
        Series::new("id".into(), ids).into(),
        Series::new("price".into(), prices).into(),
        Series::new("kind".into(), kinds).into(),
    ];
    let mut frame = DataFrame::new(columns).unwrap();
    let mut bytes = Vec::new();
    polars_io::parquet::write::ParquetWriter::new(&mut bytes)
        .finish(&mut frame)
        .unwrap();
    check("t.parquet", bytes);
    let mut numbers = frame.select(["id", "price"]).unwrap();
    let mut bytes = Vec::new();
    polars_io::ipc::IpcWriter::new(&mut bytes).finish(&mut numbers).unwrap();
    check("t.arrow", bytes);
}

#[test]
fn packed_files_are_told_by_what_comes_out() {
    let mut gzip = vec![0x1f, 0x8b, 8, 0];
    gzip.resize(1_000, 7);
    gzip.extend(50_000_000_u32.to_le_bytes());
    let told = Engine::default().inspect(&mut Bytes(gzip), &named("t.csv.gz")).unwrap();
    assert!(told.peak_bytes > 100_000_000, "{}", told.peak_bytes);
    let zstandard = [
        &[0x28, 0xb5, 0x2f, 0xfd, 0x80][..],
        &[0],
        &30_000_000_u32.to_le_bytes(),
        &[0; 40],
    ]
    .concat();
    let told = Engine::default()
        .inspect(&mut Bytes(zstandard), &named("t.zst"))
        .unwrap();
    assert!(told.peak_bytes > 60_000_000, "{}", told.peak_bytes);
}

#[test]
fn what_is_open_takes_room() {
    let mut engine = Engine::default();
    let before = engine.inspect(&mut Bytes(b"a\n1\n".to_vec()), &named("t.csv")).unwrap();
    engine
        .open(&mut Bytes(sales(5_000).into_bytes()), &named("s.csv"), &mut |_, _| {})
        .unwrap();
    let after = engine.inspect(&mut Bytes(b"a\n1\n".to_vec()), &named("t.csv")).unwrap();
    assert!(after.room_bytes + 100_000 < before.room_bytes);
}
