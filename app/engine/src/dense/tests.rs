//! Plain arrays give what polars gives.

use super::grouped;
use crate::memory::Memory;
use polars::prelude::*;

/// Mulberry32.
struct Chance(u32);

impl Chance {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut mixed = (self.0 ^ (self.0 >> 15)).wrapping_mul(self.0 | 1);
        mixed ^= mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(mixed | 61));
        (mixed ^ (mixed >> 14)) % end
    }

    fn maybe<T>(&mut self, value: T) -> Option<T> {
        (self.below(8) > 0).then_some(value)
    }
}

/// A column of each usual kind, with nulls, ties and moments before 1970.
pub(super) fn sample(rows: usize, seed: u32) -> DataFrame {
    let chance = &mut Chance(seed);
    let texts = ["North", "south", "", "Île", "east"];
    let mut column = |name: &str, cell: &mut dyn FnMut(&mut Chance) -> AnyValue<'static>| {
        let cells: Vec<AnyValue<'static>> = (0..rows).map(|_| cell(chance)).collect();
        Series::from_any_values(name.into(), &cells, false)
            .unwrap()
            .into_column()
    };
    let or_null = |value: Option<AnyValue<'static>>| value.unwrap_or(AnyValue::Null);
    let text = |chance: &mut Chance, of: u32| AnyValue::StringOwned(texts[chance.below(of) as usize].into());
    let frame = DataFrame::new(vec![
        column("kind", &mut |chance| {
            let value = text(chance, 5);
            or_null(chance.maybe(value))
        }),
        column("name", &mut |chance| {
            AnyValue::StringOwned(format!("C{}", chance.below(900)).into())
        }),
        column("small", &mut |chance| {
            let value = AnyValue::Int64(i64::from(chance.below(9)) - 4);
            or_null(chance.maybe(value))
        }),
        column("wide", &mut |chance| {
            AnyValue::Int64(i64::from(chance.below(u32::MAX)) * 1_000_000_000)
        }),
        column("price", &mut |chance| {
            let value = AnyValue::Float64(f64::from(chance.below(100_000)) / 100.0 - 200.0);
            or_null(chance.maybe(value))
        }),
        column("open", &mut |chance| {
            let value = AnyValue::Boolean(chance.below(2) == 0);
            or_null(chance.maybe(value))
        }),
        column("day", &mut |chance| AnyValue::Int32(chance.below(900) as i32 - 300)),
        column("at", &mut |chance| {
            let value = AnyValue::Int64((i64::from(chance.below(40_000_000)) - 9_000_000) * 1_000_000);
            or_null(chance.maybe(value))
        }),
    ])
    .unwrap();
    let category = DataType::from_categories(Categories::global());
    let moments = DataType::Datetime(TimeUnit::Microseconds, None);
    let typed = [
        col("kind").cast(category),
        col("day").cast(DataType::Date),
        col("at").cast(moments),
    ];
    frame.lazy().with_columns(typed).collect().unwrap()
}

fn printed(mut frame: DataFrame, keys: usize) -> Vec<String> {
    let rounded = |cell: AnyValue<'_>| match cell {
        AnyValue::Float64(number) => format!("{:.15e}", number + 0.0),
        other => format!("{other:?}"),
    };
    let columns = frame.get_columns().to_vec();
    frame.as_single_chunk();
    let mut rows: Vec<String> = (0..frame.height())
        .map(|row| {
            columns
                .iter()
                .map(|cells| rounded(cells.get(row).unwrap()))
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    if keys > 0 {
        rows.sort();
    }
    let types: Vec<String> = columns
        .iter()
        .map(|cells| format!("{} {:?}", cells.name(), cells.dtype()))
        .collect();
    rows.insert(0, types.join(", "));
    rows
}

/// Whether two cells are the same, but for rounding.
fn same(ours: &str, theirs: &str) -> bool {
    match (ours.parse::<f64>(), theirs.parse::<f64>()) {
        (Ok(ours), Ok(theirs)) => (ours - theirs).abs() <= 1e-9 * ours.abs().max(1e-6),
        _ => ours == theirs,
    }
}

pub(super) fn check(frame: &LazyFrame, by: &[Expr], aggregates: &[Expr], memory: &Memory) {
    let found =
        grouped(frame, by, aggregates, memory).unwrap_or_else(|| panic!("not worked out: {by:?} {aggregates:?}"));
    let plain = match by.is_empty() {
        true => frame.clone().select(aggregates),
        false => frame.clone().group_by(by).agg(aggregates),
    };
    let expected = printed(plain.collect().unwrap(), by.len());
    let found = printed(found, by.len());
    assert_eq!(found.len(), expected.len(), "{by:?}");
    for (ours, theirs) in found.iter().zip(&expected) {
        let cells = ours.split(" | ").zip(theirs.split(" | "));
        assert!(
            cells.into_iter().all(|(ours, theirs)| same(ours, theirs)),
            "{by:?}\n{ours}\n{theirs}"
        );
    }
}

pub(super) fn aggregates() -> Vec<Expr> {
    let known = |sum: Expr, cells: Expr| when(cells.count().gt(lit(0))).then(sum).otherwise(lit(NULL));
    let nulls = col("kind").null_count().gt(lit(0)).cast(DataType::UInt32);
    let every = vec![
        len(),
        col("price").count(),
        col("small").sum(),
        known(col("price").sum(), col("price")),
        (col("price") * col("small").cast(DataType::Float64)).sum(),
        (col("small") * lit(3_i64) - lit(1_i64)).sum(),
        col("open").cast(DataType::Int64).sum(),
        col("price").mean(),
        col("small").mean(),
        col("price").min(),
        col("at").max(),
        col("day").min(),
        col("wide").max() - col("wide").min(),
        col("price").std(1),
        col("price").var(1),
        col("price").median(),
        col("small").quantile(lit(0.9), QuantileMethod::Linear),
        col("kind").n_unique() - nulls,
        col("name").n_unique(),
        pearson_corr(col("price") + col("small"), col("wide").cast(DataType::Float64)).fill_nan(lit(NULL)),
        col("name").first(),
        col("price").drop_nulls().last(),
    ];
    every
        .into_iter()
        .enumerate()
        .map(|(at, figure)| figure.alias(format!("f{at}")))
        .collect()
}

#[test]
fn plain_arrays_give_what_polars_gives() {
    let month = |cells: Expr| cells.dt().truncate(lit("1mo"));
    let keys = [
        vec![],
        vec![col("kind")],
        vec![col("kind"), month(col("day")).alias("month")],
        vec![col("name")],
        vec![col("small"), col("open")],
        vec![month(col("at")).alias("month"), col("kind").cast(DataType::String)],
        vec![(col("price") / lit(10.0)).floor().alias("bin")],
        vec![col("at").dt().truncate(lit("1h")).alias("hour")],
        vec![col("price")],
        vec![
            col("small").is_null().alias("missing"),
            col("at").dt().date().dt().weekday().alias("weekday"),
        ],
    ];
    let day = |text: &str| lit(text).cast(DataType::Date);
    let conditions = [
        None,
        Some(col("price").gt_eq(lit(10.0)).and(col("price").lt(lit(300)))),
        Some(col("small").eq(lit(2_i64)).or(col("kind").eq(lit("North")))),
        Some(
            col("kind")
                .cast(DataType::String)
                .eq(lit("north"))
                .not()
                .and(col("day").gt(day("1970-03-01"))),
        ),
        Some(col("price").gt(lit(1e9))),
        Some(col("open").and(col("name").neq(lit("C7")))),
    ];
    for (seed, rows) in [(1, 0), (2, 1), (3, 60), (4, 6_000)] {
        let (frame, memory) = (sample(6_000, seed).slice(0, rows), Memory::default());
        for by in &keys {
            for condition in &conditions {
                let rows = frame.clone().lazy();
                let rows = match condition {
                    Some(condition) => rows.filter(condition.clone()),
                    None => rows,
                };
                check(&rows, by, &aggregates(), &memory);
            }
        }
    }
}

#[test]
fn columns_that_are_worked_out_first_are_spelled_out() {
    let (frame, memory) = (sample(500, 5), Memory::default());
    let rows = frame
        .lazy()
        .with_column((col("price") * lit(2.0)).alias("double"))
        .filter(col("double").gt(lit(5.0)))
        .with_column((col("double") + lit(1.0)).alias("price"))
        .select([col("price"), col("kind").alias("sort"), col("double").alias("small")]);
    let figures = [
        col("price").sum().alias("sum"),
        (col("small") - col("price")).max().alias("most"),
    ];
    check(&rows, &[col("sort")], &figures, &memory);
    check(&rows.clone().filter(col("price").lt(lit(100))), &[], &figures, &memory);
    for (by, figure) in [
        (col("sort").shift(lit(1)), len()),
        (col("sort"), col("price").cum_sum(false).max()),
        (col("sort"), col("price").filter(col("small").gt(lit(1))).sum()),
    ] {
        assert!(grouped(&rows, &[by], &[figure], &memory).is_none());
    }
    assert!(grouped(&rows.select([col("price").sum()]), &[], &[len()], &memory).is_none());
}

#[test]
fn a_plan_whose_columns_were_looked_up_is_the_same_plan() {
    let memory = Memory::default();
    let mut looked_up = sample(500, 5).lazy();
    looked_up.collect_schema().unwrap();
    let filtered = looked_up.clone().filter(col("small").gt(lit(0)));
    for plan in [looked_up, filtered] {
        check(&plan, &[col("kind")], &[len(), col("price").sum()], &memory);
    }
}
