//! A cube gives what a look at every row gives.

use super::grouped;
use crate::dense::source;
use crate::dense::tests::{aggregates, check, sample};
use crate::memory::Memory;
use polars::prelude::*;

fn is_answered(frame: &LazyFrame, by: &[Expr], figures: &[Expr], memory: &Memory) -> bool {
    let source = source::find(&frame.logical_plan, by, figures).unwrap();
    grouped(&source, memory).is_some()
}

#[test]
fn a_condition_that_moves_is_answered_by_a_cube() {
    let (frame, figures) = (sample(60_000, 6), aggregates());
    let month = col("at").dt().truncate(lit("1mo")).alias("month");
    let keys = [vec![], vec![month, col("kind")]];
    let rest = col("small").gt(lit(-3_i64)).and(col("name").neq(lit("C7")));
    let moving: [fn(i64) -> Expr; 7] = [
        |at| {
            let low = at as f64 * 37.0 - 190.0;
            col("price").gt_eq(lit(low)).and(col("price").lt(lit(low + 60.0)))
        },
        |at| lit(at * 50_000_000_000_000_000).lt(col("wide")),
        |at| col("day").gt_eq(lit(at as i32 * 30).cast(DataType::Date)),
        |at| {
            let moment = DataType::Datetime(TimeUnit::Microseconds, None);
            col("at").lt_eq(lit(at * 4_000_000_000_000).cast(moment))
        },
        |at| col("kind").eq(lit(["North", "south", "Île", "west"][at as usize % 4])),
        |at| col("small").eq(lit(at % 9 - 4)),
        |at| {
            col("price")
                .gt(lit(at as f64))
                .and(col("price").lt_eq(lit(at as f64 + 0.02)))
        },
    ];
    for (which, moved) in moving.iter().enumerate() {
        let memory = Memory::default();
        for by in &keys {
            for rest in [None, Some(&rest)] {
                for at in 0..4 {
                    let rows = frame.clone().lazy().filter(moved(at));
                    let rows = rest.map_or(rows.clone(), |rest| rows.filter(rest.clone()));
                    // Where both are about one column, there is nothing else that stays.
                    if at > 1 {
                        assert!(is_answered(&rows, by, &figures, &memory), "{which} {by:?}");
                    }
                    check(&rows, by, &figures, &memory);
                }
            }
        }
    }
}

#[test]
fn what_a_cube_cannot_answer_is_left_to_others() {
    let (frame, memory) = (sample(60_000, 7), Memory::default());
    let above = |at: i64| frame.clone().lazy().filter(col("price").gt(lit(at as f64)));
    for at in 0..4 {
        assert!(!is_answered(
            &above(at).filter(col("wide").gt(lit(at))),
            &[],
            &[len()],
            &memory
        ));
        assert!(!is_answered(&above(7), &[col("kind")], &[len()], &memory));
    }
    let few = sample(100, 8).lazy();
    for at in 0..4 {
        let rows = few.clone().filter(col("price").gt(lit(f64::from(at))));
        assert!(!is_answered(&rows, &[], &[len()], &memory));
    }
}
