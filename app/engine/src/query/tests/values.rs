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
    expect![[r#"
        float | big | time | span | list | far | record
        0.1 | 9007199254740992 | 00:00:00 | PT0S | [1,2] | – | {"big":9007199254740992,"float":0.1}
        – | 9007199254740993 | 01:00:00 | PT1M30.5S | [3] | – | {"big":"9007199254740993","float":null}
        – | -9223372036854775808 | 23:59:59.999 | -P1D | [] | – | {"big":"-9223372036854775808","float":null}
    "#]]
    .assert_eq(&print(&frame));
    let short = table(&frame, 2).unwrap();
    assert_eq!((short.rows.len(), short.truncated), (2, true));
    assert!(!table(&frame, 3).unwrap().truncated);
}
