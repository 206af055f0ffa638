use super::print;
use crate::query::table;
use expect_test::expect;
use polars::prelude::*;

#[test]
fn every_type_is_plain() {
    let frame = df![
        "float" => [0.1f32, f32::NAN, f32::INFINITY],
        "big" => [1i64 << 53, (1 << 53) + 1, i64::MIN],
        "time" => [0i64, 3_600_000_000_000, 86_399_999_000_000],
        "span" => [0i64, 90_500, -86_400_000],
        "list" => [Series::new("".into(), [1i64, 2]), Series::new("".into(), [3i64]), Series::new_empty("".into(), &DataType::Int64)],
    ]
    .unwrap()
    .lazy()
    .with_columns([
        col("time").cast(DataType::Time),
        col("span").cast(DataType::Duration(TimeUnit::Milliseconds)),
        col("big").cast(DataType::Datetime(TimeUnit::Milliseconds, None)).alias("far"),
        as_struct(vec![col("float"), col("big")]).alias("record"),
    ])
    .collect()
    .unwrap();
    expect![[r#""#]].assert_eq(&print(&frame));
    let short = table(&frame, 2).unwrap();
    assert_eq!((short.rows.len(), short.truncated), (2, true));
    assert!(!table(&frame, 3).unwrap().truncated);
}
