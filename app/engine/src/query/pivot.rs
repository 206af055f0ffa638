//! Answers laid out with the values of some groups as columns. Sums are worked out from the rows, never from other figures.

mod names;

pub(crate) use names::called;

use crate::error::Error;
use crate::query::columns::{column, invalid};
use crate::query::grouped::{Named, Plan};
use crate::query::order::{self, RANK};
use crate::query::top::Leading;
use crate::query::totals::{self, LEVEL};
use crate::query::walk::{By, Walk};
use polars::prelude::*;
use spec::model::Calendar;
use spec::pivot::Pivot;
use spec::question::{Order, Query};

/// More columns than this are no table that anybody reads.
const MOST_COLUMNS: usize = 500;

/// Where a row, a column and a figure lie, while they are put together.
const ROW: &str = "\u{1}row";
const COLUMN: &str = "\u{1}column";
const FIGURE: &str = "\u{1}figure";

/// An answer that is being laid out.
struct Layout<'a> {
    plan: &'a Plan,
    leading: Option<&'a Leading>,
    answer: &'a DataFrame,
    /// The groups at the side.
    side: Vec<Named>,
    /// The groups whose values become columns.
    across: Vec<Named>,
    /// The different values of these, in order.
    heads: DataFrame,
    /// The columns that each of them becomes.
    figures: Vec<String>,
    /// Whether a last column sums up each row.
    totals: bool,
}

/// Lays the answer's rows out, and the rows that sum them up.
pub(super) fn lay_out(
    plan: &Plan,
    query: &Query,
    wanted: &Pivot,
    leading: Option<&Leading>,
    answer: &DataFrame,
    calendar: Calendar,
) -> Result<DataFrame, Error> {
    let layout = Layout::new(plan, query, wanted, leading, answer)?;
    let names = layout.names(query, calendar)?;
    let sides = layout.sides(query)?;
    let mut blocks = vec![(0, layout.block(&sides, &layout.side, answer, &names)?)];
    for depth in layout.depths(query) {
        let keys = layout.side[..depth].to_vec();
        let by = keys.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        let first = Walk::new(&sides, &by, &[])?.numbers().1;
        let first = IdxCa::from_vec("first".into(), first);
        let totals = match depth {
            0 => DataFrame::empty_with_height(1),
            _ => sides.select(by)?.take(&first)?,
        };
        let figures = layout.figures_by(&[keys.as_slice(), &layout.across].concat())?;
        blocks.push((
            layout.side.len() - depth,
            layout.block(&totals, &keys, &figures, &names)?,
        ));
    }
    let order = layout.order(&sides, &blocks)?;
    together(blocks, &order)
}

impl<'a> Layout<'a> {
    fn new(
        plan: &'a Plan,
        query: &'a Query,
        wanted: &Pivot,
        leading: Option<&'a Leading>,
        answer: &'a DataFrame,
    ) -> Result<Self, Error> {
        let (mut side, mut across) = (Vec::new(), Vec::new());
        for name in &wanted.columns {
            let key = plan.keys.iter().find(|(key, _)| key == name);
            let key = key.ok_or_else(|| unknown(plan, name))?;
            if !across.iter().any(|(known, _)| known == name) {
                across.push(key.clone());
            }
        }
        if across.is_empty() {
            return Err(invalid("which groups become columns? A pivot names one or more"));
        }
        for key in &plan.keys {
            if !across.iter().any(|(name, _)| *name == key.0) {
                side.push(key.clone());
            }
        }
        let figures = query.measures.iter().map(spec::question::Measure::name);
        let figures: Vec<String> = figures
            .chain(query.derived.iter().map(|derived| derived.name.clone()))
            .collect();
        if figures.is_empty() {
            return Err(invalid("a pivot needs a figure for its cells: name a measure"));
        }
        let mut layout = Self {
            plan,
            leading,
            answer,
            side,
            across,
            heads: DataFrame::empty(),
            figures,
            totals: wanted.totals,
        };
        layout.heads = layout.heads(query)?;
        layout.refuse_too_many()?;
        Ok(layout)
    }

    /// The different values that become columns: as the query sorts their groups, else in the groups' own order.
    fn heads(&self, query: &Query) -> Result<DataFrame, Error> {
        let names = named(&self.across);
        let sorts = query.sort.iter().filter(|sort| names.contains(&sort.by.as_str()));
        let mut by: Vec<By<'_>> = sorts
            .map(|sort| (sort.by.as_str(), sort.order == Order::Descending))
            .collect();
        by.extend(self.own(&names));
        self.different(&names, &by)
    }

    /// The different values at the side: as the query sorts the rows, else in the groups' own order.
    fn sides(&self, query: &Query) -> Result<DataFrame, Error> {
        let (names, across) = (named(&self.side), named(&self.across));
        let sorts = query.sort.iter().filter(|sort| !across.contains(&sort.by.as_str()));
        let mut by: Vec<By<'_>> = sorts
            .map(|sort| (sort.by.as_str(), sort.order == Order::Descending))
            .collect();
        by.extend(self.own(&names));
        let sides = self.different(&names, &by)?;
        if !query.totals.subtotals || names.len() < 2 {
            return Ok(sides);
        }
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); sides.height()];
        for depth in 1..names.len() {
            let numbers = Walk::new(&sides, &names[..depth], &[])?.numbers().0;
            places
                .iter_mut()
                .zip(numbers)
                .for_each(|(place, number)| place.push(number));
        }
        let mut rows: Vec<IdxSize> = (0..sides.height() as IdxSize).collect();
        rows.sort_by(|one, two| places[*one as usize].cmp(&places[*two as usize]));
        Ok(sides.take(&IdxCa::from_vec("rows".into(), rows))?)
    }

    /// The groups' own order, leading ones by their rank where these groups tell it.
    fn own(&self, names: &[&'a str]) -> Vec<By<'a>> {
        let own = order::own(self.plan, self.leading, self.plan.keys.len());
        let ranked = self.leading.map(|leading| &leading.ranked);
        let told = ranked.is_some_and(|ranked| ranked.names(self.plan).all(|name| names.contains(&name)));
        let by = own
            .into_iter()
            .filter(|name| names.contains(name) || (*name == RANK && told));
        let rest = names.iter().copied();
        by.chain(rest).map(|name| (name, false)).collect()
    }

    fn different(&self, names: &[&str], by: &[By<'_>]) -> Result<DataFrame, Error> {
        let order = Walk::new(self.answer, &[], by)?.order;
        let sorted = IdxCa::from_slice("rows".into(), &order);
        if names.is_empty() {
            return Ok(DataFrame::empty_with_height(1));
        }
        let sorted = self.answer.select(names.iter().copied())?.take(&sorted)?;
        let firsts = Walk::new(&sorted, names, &[])?.numbers().1;
        Ok(sorted.take(&IdxCa::from_vec("rows".into(), firsts))?)
    }

    fn refuse_too_many(&self) -> Result<(), Error> {
        let count = (self.heads.height() + usize::from(self.totals)) * self.figures.len();
        if count <= MOST_COLUMNS {
            return Ok(());
        }
        Err(Error::Invalid {
            why: format!(
                "the values of “{}” would become {} columns, and at most {MOST_COLUMNS} can be shown",
                named(&self.across).join("” and “"),
                crate::query::counted(count as u64)
            ),
            hint: Some("Filter them, or keep only the leading ones".to_owned()),
        })
    }

    /// The new columns' names: for each head the figures, then the totals.
    fn names(&self, query: &Query, calendar: Calendar) -> Result<Vec<String>, Error> {
        names::names(
            query,
            calendar,
            &self.heads,
            &named(&self.side),
            &self.figures,
            self.totals,
        )
    }

    /// By how many groups at the side total rows are worked out.
    fn depths(&self, query: &Query) -> Vec<usize> {
        let count = self.side.len();
        let subtotals = if query.totals.subtotals {
            (1..count.max(1)).rev()
        } else {
            (0..0).rev()
        };
        subtotals
            .chain((query.totals.grand && count > 0).then_some(0))
            .collect()
    }

    fn figures_by(&self, keys: &[Named]) -> Result<DataFrame, Error> {
        totals::told_apart(self.plan, self.leading, keys)?;
        let figures = totals::by(self.plan, self.leading, keys)?;
        totals::like(self.answer, &figures)
    }

    /// Rows with these values at the side, their figures in the columns.
    fn block(
        &self,
        sides: &DataFrame,
        keys: &[Named],
        figures: &DataFrame,
        names: &[String],
    ) -> Result<DataFrame, Error> {
        let height = sides.height();
        let mut columns: Vec<Column> = Vec::new();
        for (name, _) in &self.side {
            let like = self.answer.column(name)?.dtype();
            let cells = sides.column(name).cloned();
            columns.push(cells.unwrap_or_else(|_| Column::full_null(name.as_str().into(), height, like)));
        }
        let mut names = names.iter();
        let across = self.places(figures, sides, keys, true)?;
        let count = self.heads.height();
        let mut rows = vec![vec![None; height]; count];
        for (row, head, figure) in across {
            rows[head][row] = Some(figure);
        }
        if self.totals {
            let sums = self.figures_by(keys)?;
            let mut summed = vec![None; height];
            for (row, _, figure) in self.places(&sums, sides, keys, false)? {
                summed[row] = Some(figure);
            }
            rows.into_iter()
                .try_for_each(|rows| self.cells(figures, rows, &mut names, &mut columns))?;
            self.cells(&sums, summed, &mut names, &mut columns)?;
        } else {
            rows.into_iter()
                .try_for_each(|rows| self.cells(figures, rows, &mut names, &mut columns))?;
        }
        Ok(DataFrame::new(columns)?)
    }

    /// One column for each figure, its cells in these rows.
    fn cells(
        &self,
        figures: &DataFrame,
        rows: Vec<Option<IdxSize>>,
        names: &mut std::slice::Iter<'_, String>,
        columns: &mut Vec<Column>,
    ) -> Result<(), Error> {
        let rows: IdxCa = rows.into_iter().collect();
        for figure in &self.figures {
            let name = names.next().map(String::as_str).unwrap_or_default();
            columns.push(figures.column(figure)?.take(&rows)?.with_name(name.into()));
        }
        Ok(())
    }

    /// For each figure that has a place: its row, its head, and where it is.
    fn places(
        &self,
        figures: &DataFrame,
        sides: &DataFrame,
        keys: &[Named],
        across: bool,
    ) -> Result<Vec<(usize, usize, IdxSize)>, Error> {
        let mut placed = figures.clone().lazy().with_row_index(FIGURE, None);
        placed = beside(placed, sides, &named(keys), ROW);
        let heads = if across { named(&self.across) } else { Vec::new() };
        placed = beside(placed, &self.heads, &heads, COLUMN);
        let placed = placed.select([ROW, COLUMN, FIGURE].map(column)).collect()?;
        let cells = |name: &str| -> Result<Vec<IdxSize>, Error> {
            Ok(placed
                .column(name)?
                .idx()?
                .iter()
                .map(Option::unwrap_or_default)
                .collect())
        };
        let (rows, heads, figures) = (cells(ROW)?, cells(COLUMN)?, cells(FIGURE)?);
        let places = rows.into_iter().zip(heads).zip(figures);
        Ok(places
            .map(|((row, head), figure)| (row as usize, head as usize, figure))
            .collect())
    }

    /// The order of the blocks' rows: total rows after those they sum up. The first block's rows are in order.
    fn order(&self, sides: &DataFrame, blocks: &[(usize, DataFrame)]) -> Result<Vec<IdxSize>, Error> {
        let names = named(&self.side);
        let mut places: Vec<(usize, usize, IdxSize)> =
            (0..sides.height()).map(|row| (row, 0, row as IdxSize)).collect();
        let mut before = sides.height();
        for (level, block) in &blocks[1..] {
            let numbers = match names.len() - level {
                0 => vec![0; sides.height()],
                depth => Walk::new(sides, &names[..depth], &[])?.numbers().0,
            };
            let mut last = vec![usize::MAX; block.height()];
            for (row, number) in numbers.into_iter().enumerate() {
                if let Some(last) = last.get_mut(number) {
                    *last = row;
                }
            }
            places.extend(
                last.into_iter()
                    .zip(before..)
                    .map(|(last, at)| (last, *level, at as IdxSize)),
            );
            before += block.height();
        }
        places.sort_unstable();
        Ok(places.into_iter().map(|(.., at)| at).collect())
    }
}

/// Numbers the rows of `frame` by the row of `known` that has the same values.
fn beside(frame: LazyFrame, known: &DataFrame, names: &[&str], number: &str) -> LazyFrame {
    if names.is_empty() {
        return frame.with_column(lit(0 as IdxSize).cast(IDX_DTYPE).alias(number));
    }
    let by: Vec<Expr> = names.iter().map(|name| column(name)).collect();
    let known = known.clone().lazy().select(by.clone()).with_row_index(number, None);
    let mut how = JoinArgs::new(JoinType::Inner);
    how.nulls_equal = true;
    frame.join(known, by.clone(), by, how)
}

/// The blocks' rows in order, with their levels where there are totals.
fn together(blocks: Vec<(usize, DataFrame)>, order: &[IdxSize]) -> Result<DataFrame, Error> {
    let mut levels: Vec<u32> = Vec::new();
    let mut whole: Option<DataFrame> = None;
    for (level, block) in blocks {
        levels.resize(levels.len() + block.height(), u32::try_from(level).unwrap_or(u32::MAX));
        whole = Some(match whole {
            None => block,
            Some(before) => before.vstack(&block)?,
        });
    }
    let mut whole = whole.unwrap_or_default();
    if whole.width() == 0 {
        return Ok(whole);
    }
    if levels.iter().any(|level| *level > 0) {
        whole.with_column(Column::new(LEVEL.into(), levels))?;
    }
    Ok(whole.take(&IdxCa::from_slice("rows".into(), order))?)
}

fn named(keys: &[Named]) -> Vec<&str> {
    keys.iter().map(|(name, _)| name.as_str()).collect()
}

fn unknown(plan: &Plan, name: &str) -> Error {
    Error::Invalid {
        why: format!("the answer has no group “{name}” to make columns of"),
        hint: (!plan.keys.is_empty()).then(|| format!("Its groups are {}", named(&plan.keys).join(", "))),
    }
}
