//! The few rows that come first in an order, of those that count: the rest is neither moved nor sorted.

use super::batch::Batches;
use super::cells::Cells;
use super::elementwise::is_elementwise;
use super::selection::Selection;
use super::source;
use crate::memory::Memory;
use polars::prelude::*;
use std::sync::Arc;

/// Of more rows than these, sorting all is as fast.
const MOST_ROWS: usize = 1 << 16;

/// Some of the rows, in the table's order.
pub(crate) struct Leading {
    /// The plan over these rows alone.
    pub frame: LazyFrame,
    /// How many rows there are of which they lead.
    pub of: u64,
}

/// Rows that are kept so far, the smallest keys first to be kept.
struct Kept {
    count: usize,
    /// Whether of rows with the same key only the first are needed.
    is_settled: bool,
    rows: Vec<(i64, u32)>,
    /// Rows with a larger key cannot lead any more.
    furthest: i64,
    /// The first rows without a key.
    unknown: Vec<u32>,
}

/// Rows among which are the first `count` in the order of columns, each with whether it falls, nulls last and equal rows as they are; none when polars has to find them.
pub(crate) fn leading(frame: &LazyFrame, order: &[(Expr, bool)], count: usize, memory: &Memory) -> Option<Leading> {
    if count > MOST_ROWS {
        return None;
    }
    let (first, falls) = match order.first() {
        Some((first, falls)) => (vec![first.clone()], *falls),
        None => (Vec::new(), false),
    };
    let source = source::find(&frame.logical_plan, &first, &[])?;
    let selection = Selection::of(&source.frame, &source.conditions, memory)?;
    let of = match &selection.bits {
        Some(bits) => bits.iter().map(|word| u64::from(word.count_ones())).sum(),
        None => selection.height as u64,
    };
    let rows = match source.keys.first() {
        Some(key) => by_key(&source.frame, key, falls, &selection, count, order.len() == 1)?,
        None => unsorted(&selection, count),
    };
    let few = source.frame.take(&IdxCa::from_vec(PlSmallStr::EMPTY, rows)).ok()?;
    let plan = over(&frame.logical_plan, few)?;
    let frame = LazyFrame::from(plan);
    Some(Leading { frame, of })
}

fn unsorted(selection: &Selection, count: usize) -> Vec<u32> {
    let mut rows = Vec::new();
    let mut batches = Batches::new(selection);
    while let Some(batch) = batches.next().filter(|_| rows.len() < count) {
        rows.extend(batch.rows().map(|row| row as u32));
    }
    rows.truncate(count);
    rows
}

fn by_key(
    frame: &DataFrame,
    key: &Expr,
    falls: bool,
    selection: &Selection,
    count: usize,
    is_settled: bool,
) -> Option<Vec<u32>> {
    let Expr::Column(name) = super::bare(key) else {
        return None;
    };
    let column = frame.column(name).ok()?.as_materialized_series();
    // Numbers of categories are not in the order of their words.
    if matches!(column.dtype(), DataType::Categorical(..) | DataType::Enum(..)) {
        return None;
    }
    let cells = Cells::of(column).filter(|cells| !cells.are_unsigned())?;
    let known = cells.known().map(|known| known.downcast_as_array().values());
    let mut kept = Kept {
        count,
        is_settled,
        rows: Vec::new(),
        furthest: i64::MAX,
        unknown: Vec::new(),
    };
    let mut keys = Vec::new();
    let mut batches = Batches::new(selection);
    while let Some(batch) = batches.next() {
        cells.keys(&batch, &mut keys)?;
        for (row, key) in batch.rows().zip(&keys) {
            match known.is_none_or(|known| known.get_bit(row)) {
                true => kept.add(if falls { !*key } else { *key }, row as u32)?,
                false => kept.add_unknown(row as u32)?,
            }
        }
    }
    Some(kept.finished())
}

impl Kept {
    #[inline]
    fn add(&mut self, key: i64, row: u32) -> Option<()> {
        if key > self.furthest {
            return Some(());
        }
        self.rows.push((key, row));
        match self.rows.len() > 2 * self.count + 4096 {
            true => self.narrow(),
            false => Some(()),
        }
    }

    /// Drops what cannot lead any more; none when too many rows have the same key.
    fn narrow(&mut self) -> Option<()> {
        let last = self.count.saturating_sub(1);
        if self.rows.len() <= last {
            return Some(());
        }
        let (_, (furthest, _), _) = self.rows.select_nth_unstable(last);
        self.furthest = *furthest;
        match self.is_settled {
            true => self.rows.truncate(self.count),
            false => self.rows.retain(|(key, _)| *key <= self.furthest),
        }
        (self.rows.len() <= MOST_ROWS).then_some(())
    }

    fn add_unknown(&mut self, row: u32) -> Option<()> {
        if self.is_settled && self.unknown.len() >= self.count {
            return Some(());
        }
        // Where other columns settle the order of rows without a key, all of them may be needed.
        let may_lead = self.rows.len() < self.count;
        if may_lead {
            self.unknown.push(row);
        }
        (self.unknown.len() <= MOST_ROWS).then_some(())
    }

    fn finished(mut self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.rows.drain(..).map(|(_, row)| row).collect();
        if rows.len() < self.count {
            rows.append(&mut self.unknown);
        }
        rows.sort_unstable();
        rows
    }
}

/// The same plan over these rows of the table.
fn over(plan: &DslPlan, rows: DataFrame) -> Option<DslPlan> {
    let inner = |input: &DslPlan, rows: DataFrame| Some(Arc::new(over(input, rows)?));
    Some(match plan {
        DslPlan::DataFrameScan { .. } => rows.lazy().logical_plan,
        DslPlan::IR { dsl, .. } => over(dsl, rows)?,
        DslPlan::Filter { input, predicate } => DslPlan::Filter {
            input: inner(input, rows)?,
            predicate: predicate.clone(),
        },
        DslPlan::HStack { input, exprs, options } if exprs.iter().all(is_elementwise) => DslPlan::HStack {
            input: inner(input, rows)?,
            exprs: exprs.clone(),
            options: *options,
        },
        DslPlan::Select { input, expr, options } => DslPlan::Select {
            input: inner(input, rows)?,
            expr: expr.clone(),
            options: *options,
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::leading;
    use crate::dense::tests::sample;
    use crate::memory::Memory;
    use polars::prelude::*;

    #[test]
    fn the_first_rows_are_those_that_sorting_gives() {
        let (frame, memory) = (sample(20_000, 11), Memory::default());
        let doubled = (col("price") * lit(2.0)).alias("double");
        let wide = frame.clone().lazy().with_columns([doubled]);
        let orders: [(&[(&str, bool)], bool); 8] = [
            (&[], true),
            (&[("price", false)], true),
            (&[("price", true)], true),
            (&[("small", true), ("name", false)], true),
            (&[("open", false), ("price", true)], true),
            (&[("at", true)], true),
            (&[("kind", true)], false),
            (&[("double", true)], false),
        ];
        let conditions = [
            None,
            Some(col("small").gt(lit(1_i64))),
            Some(col("small").is_null()),
            Some(col("small").gt(lit(99_i64))),
        ];
        for (order, is_led) in orders {
            let order: Vec<(Expr, bool)> = order.iter().map(|(name, falls)| (col(*name), *falls)).collect();
            let (by, falls): (Vec<Expr>, Vec<bool>) = order.iter().cloned().unzip();
            let every = vec![true; falls.len()];
            let options = SortMultipleOptions::default()
                .with_order_descending_multi(falls.clone())
                .with_nulls_last_multi(every)
                .with_maintain_order(true);
            let sorted = |frame: LazyFrame| {
                if by.is_empty() {
                    frame
                } else {
                    frame.sort_by_exprs(&by, options.clone())
                }
            };
            for condition in &conditions {
                let rows = condition
                    .as_ref()
                    .map_or(wide.clone(), |condition| wide.clone().filter(condition.clone()));
                let all = sorted(rows.clone()).collect().unwrap();
                for count in [0, 1, 37, 3_000] {
                    let led = leading(&rows, &order, count, &memory);
                    assert_eq!(led.is_some(), is_led, "{order:?}");
                    let Some(led) = led else { continue };
                    assert_eq!(led.of, all.height() as u64);
                    let first = sorted(led.frame).collect().unwrap().slice(0, count);
                    assert!(
                        first.equals_missing(&all.slice(0, count)),
                        "{order:?} {condition:?} {count}"
                    );
                }
            }
        }
    }
}
