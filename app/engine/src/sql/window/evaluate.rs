//! Window functions are worked out over rows that are at hand, partition by partition.

use crate::error::Error;
use crate::query::columns::column;
use crate::sql::dialect::refused;
use crate::sql::select::sorting;
use crate::sql::window::{Edge, Frame, Function, Window, name};
use polars::prelude::*;

/// Adds a column for each window. Of the other columns only the `kept` stay.
pub(in crate::sql) fn evaluate(frame: LazyFrame, windows: &[Window], kept: &[PlSmallStr]) -> Result<LazyFrame, Error> {
    let mut inputs: Vec<Expr> = kept.iter().map(|name| column(name)).collect();
    for (at, window) in windows.iter().enumerate() {
        let parts = window.partition.iter().enumerate();
        inputs.extend(parts.map(|(index, key)| key.clone().alias(part_name(at, index))));
        let keys = window.order.iter().enumerate();
        inputs.extend(keys.map(|(index, key)| key.sorted().alias(order_name(at, index))));
        inputs.extend(window.argument.clone().map(|value| value.alias(argument_name(at))));
        inputs.extend(window.default.clone().map(|value| value.alias(default_name(at))));
    }
    let mut frame = frame.with_row_index(ROW, None).with_columns(inputs.clone());
    let wanted = inputs
        .iter()
        .filter_map(|input| input.clone().meta().output_name().ok());
    let wanted: Vec<Expr> = wanted.chain([ROW.into()]).map(|name| column(&name)).collect();
    frame = frame.select(wanted);
    let mut rows = frame.collect()?;
    for (at, window) in windows.iter().enumerate() {
        let worked_out = work_out(&rows, at, window)?;
        rows.with_column(worked_out.with_name(name(at).into()))?;
    }
    let kept = kept.iter().map(|name| column(name));
    let added = (0..windows.len()).map(|at| column(&name(at)));
    Ok(rows.lazy().select(kept.chain(added).collect::<Vec<_>>()))
}

const ROW: &str = "\u{1}row";

fn part_name(at: usize, index: usize) -> String {
    format!("\u{1}w{at}p{index}")
}

fn order_name(at: usize, index: usize) -> String {
    format!("\u{1}w{at}o{index}")
}

fn argument_name(at: usize) -> String {
    format!("\u{1}w{at}x")
}

fn default_name(at: usize) -> String {
    format!("\u{1}w{at}d")
}

/// A window's rows in its order: which row is where, who is alike, and the partitions as places.
struct Places {
    /// The row at each place.
    row: Vec<IdxSize>,
    /// Places with the same number are alike in the order.
    alike: Vec<u32>,
    /// The value of the order at each place, the larger the later, where frames are a range of values.
    values: Vec<Option<f64>>,
    /// The partitions, each its places in order.
    partitions: Vec<Vec<IdxSize>>,
}

fn work_out(rows: &DataFrame, at: usize, window: &Window) -> Result<Series, Error> {
    let places = Places::new(rows, at, window)?;
    let argument = match &window.argument {
        Some(_) => Some(rows.column(&argument_name(at))?.as_materialized_series().clone()),
        None => None,
    };
    match window.function {
        Function::RowNumber | Function::Rank | Function::DenseRank | Function::Ntile(_) | Function::CountRows => {
            Ok(whole(&places, rows.height(), |places, part, out| {
                ranks(places, part, window, out)
            }))
        }
        Function::PercentRank | Function::CumeDist => Ok(shares(&places, rows.height(), window.function)),
        Function::Lag(back) => {
            let argument = argument.unwrap_or_default();
            let taken = gather(&argument, &lagged(&places, rows.height(), back))?;
            match &window.default {
                None => Ok(taken),
                Some(_) => {
                    let default = rows
                        .column(&default_name(at))?
                        .as_materialized_series()
                        .cast(taken.dtype())?;
                    let outside = lagged(&places, rows.height(), back);
                    let inside: BooleanChunked = outside.iter().map(|place| Some(place.is_some())).collect();
                    Ok(taken.zip_with(&inside, &default)?)
                }
            }
        }
        Function::First | Function::Last | Function::Nth(_) => {
            let picked = picked(&places, rows.height(), window);
            gather(&argument.unwrap_or_default(), &picked)
        }
        Function::Min | Function::Max => {
            let argument = argument.unwrap_or_default();
            let picked = extremes(&places, &argument, window);
            gather(&argument, &picked)
        }
        Function::Count | Function::Sum | Function::Mean => tallies(&places, &argument.unwrap_or_default(), window),
    }
}

impl Places {
    fn new(rows: &DataFrame, at: usize, window: &Window) -> Result<Self, Error> {
        let height = rows.height();
        let mut values = Vec::new();
        let (row, alike): (Vec<IdxSize>, Vec<u32>) = match window.order.len() {
            0 => ((0..height as IdxSize).collect(), vec![0; height]),
            keys => {
                let names: Vec<String> = (0..keys).map(|index| order_name(at, index)).collect();
                let wanted: Vec<Expr> = names.iter().map(|name| column(name)).chain([column(ROW)]).collect();
                let by: Vec<Expr> = names.iter().map(|name| column(name)).collect();
                let sorted = rows.clone().lazy().select(wanted);
                let sorted = sorted.sort_by_exprs(by, sorting(&window.order)).collect()?;
                let row = sorted.column(ROW)?.cast(&IDX_DTYPE)?.idx()?.iter().flatten().collect();
                let is_far = |edge: Edge| matches!(edge, Edge::Far(_));
                if is_far(window.frame.from) || is_far(window.frame.to) {
                    values = numbers(sorted.column(&names[0])?, window.order[0].descending)?;
                }
                (row, alike(&sorted, &names)?)
            }
        };
        let partitions = match window.partition.len() {
            0 => vec![(0..height as IdxSize).collect()],
            parts => {
                let names: Vec<String> = (0..parts).map(|index| part_name(at, index)).collect();
                let places = IdxCa::from_slice("places".into(), &row);
                let keys = rows.select(names.iter().map(String::as_str))?.take(&places)?;
                let groups = keys.group_by(names.iter().map(String::as_str))?;
                groups
                    .get_groups()
                    .iter()
                    .map(|group| match group {
                        GroupsIndicator::Idx((_, places)) => places.to_vec(),
                        GroupsIndicator::Slice([first, len]) => (first..first + len).collect(),
                    })
                    .collect()
            }
        };
        Ok(Self {
            row,
            alike,
            values,
            partitions,
        })
    }

    /// The frame of each place in its partition: from one position up to and including another; none when it is empty.
    fn frames(&self, part: &[IdxSize], frame: Frame) -> Vec<Option<(usize, usize)>> {
        let last = part.len().saturating_sub(1);
        let peers = self.peers(part, frame.peers);
        let place = |edge: Edge, at: usize, peer: usize| match edge {
            Edge::Start => 0,
            Edge::End => last as i64,
            Edge::Near(0) => peer as i64,
            Edge::Near(offset) => at as i64 + offset,
            Edge::Far(_) => peer as i64,
        };
        let far = |edge: Edge, at: usize, is_start: bool| match edge {
            Edge::Far(distance) => self.reached(part, at, distance, is_start),
            _ => None,
        };
        let one = |(at, (first, until)): (usize, &(usize, usize))| {
            let from = far(frame.from, at, true).unwrap_or_else(|| place(frame.from, at, *first));
            let to = far(frame.to, at, false).unwrap_or_else(|| place(frame.to, at, *until));
            let (from, to) = (from.max(0), to.min(last as i64));
            (from <= to).then_some((from as usize, to as usize))
        };
        peers.iter().enumerate().map(one).collect()
    }

    /// The first or the last position whose value is so far from that of a place; none where that has no value.
    fn reached(&self, part: &[IdxSize], at: usize, distance: f64, is_start: bool) -> Option<i64> {
        let value = |place: &IdxSize| self.values.get(*place as usize).copied().flatten();
        let wanted = value(&part[at])? + distance;
        let first = match value(&part[0]) {
            Some(_) => 0,
            None => part.partition_point(|place| value(place).is_none()),
        };
        let known = part[first..].partition_point(|place| value(place).is_some());
        let known = &part[first..first + known];
        let before = match is_start {
            true => known.partition_point(|place| value(place).is_some_and(|value| value < wanted)) as i64,
            false => known.partition_point(|place| value(place).is_some_and(|value| value <= wanted)) as i64 - 1,
        };
        Some(first as i64 + before)
    }

    /// For each place in its partition, the first and the last of those that are alike in the order; itself where that does not matter.
    fn peers(&self, part: &[IdxSize], together: bool) -> Vec<(usize, usize)> {
        let mut peers: Vec<(usize, usize)> = (0..part.len()).map(|at| (at, at)).collect();
        if !together {
            return peers;
        }
        let same = |left: usize, right: usize| self.alike[part[left] as usize] == self.alike[part[right] as usize];
        for at in 1..part.len() {
            if same(at, at - 1) {
                peers[at].0 = peers[at - 1].0;
            }
        }
        for at in (1..part.len()).rev() {
            if same(at, at - 1) {
                peers[at - 1].1 = peers[at].1;
            }
        }
        peers
    }
}

/// The values of an order as numbers, the larger the later.
fn numbers(key: &Column, descending: bool) -> Result<Vec<Option<f64>>, Error> {
    let cells = match key.dtype() {
        DataType::Date | DataType::Datetime(..) => key
            .cast(&DataType::Datetime(TimeUnit::Microseconds, None))?
            .cast(&DataType::Int64)?,
        _ => key.clone(),
    };
    let cells = cells.cast(&DataType::Float64)?;
    let sign = if descending { -1.0 } else { 1.0 };
    Ok(cells.f64()?.iter().map(|cell| Some(cell? * sign)).collect())
}

/// Numbers that are the same for rows alike in the order.
fn alike(sorted: &DataFrame, names: &[String]) -> Result<Vec<u32>, Error> {
    let mut changes: Option<BooleanChunked> = None;
    for name in names {
        let key = sorted.column(name)?.as_materialized_series();
        let changed = key.not_equal_missing(&key.shift(1))?;
        changes = Some(match changes {
            None => changed,
            Some(before) => &before | &changed,
        });
    }
    let mut number = 0;
    let changes = changes.unwrap_or_default();
    Ok(changes
        .iter()
        .enumerate()
        .map(|(place, changed)| {
            number += u32::from(place > 0 && changed.unwrap_or(true));
            number
        })
        .collect())
}

fn whole(places: &Places, height: usize, fill: impl Fn(&Places, &[IdxSize], &mut [i64])) -> Series {
    let mut out = vec![0i64; height];
    for part in &places.partitions {
        fill(places, part, &mut out);
    }
    Series::new("".into(), out)
}

fn ranks(places: &Places, part: &[IdxSize], window: &Window, out: &mut [i64]) {
    let (mut rank, mut dense) = (1, 1);
    let frames = match window.function {
        Function::CountRows => places.frames(part, window.frame),
        _ => Vec::new(),
    };
    for (at, place) in part.iter().enumerate() {
        let place = *place as usize;
        if at > 0 && places.alike[place] != places.alike[part[at - 1] as usize] {
            rank = at as i64 + 1;
            dense += 1;
        }
        out[places.row[place] as usize] = match window.function {
            Function::RowNumber => at as i64 + 1,
            Function::Rank => rank,
            Function::DenseRank => dense,
            Function::Ntile(tiles) => tile(at, part.len(), tiles),
            _ => frames[at].map_or(0, |(from, to)| (to - from + 1) as i64),
        };
    }
}

/// Tiles are as even as can be, the larger ones first.
fn tile(at: usize, of: usize, tiles: usize) -> i64 {
    let (size, larger) = (of / tiles, of % tiles);
    let in_larger = larger * (size + 1);
    let tile = match at < in_larger {
        true => at / (size + 1),
        false => larger + (at - in_larger) / size.max(1),
    };
    tile as i64 + 1
}

fn shares(places: &Places, height: usize, function: Function) -> Series {
    let mut out = vec![0f64; height];
    for part in &places.partitions {
        let mut first = 0;
        while first < part.len() {
            let same = |other: &usize| places.alike[part[*other] as usize] == places.alike[part[first] as usize];
            let last = (first..part.len()).take_while(same).last().unwrap_or(first);
            let share = match function {
                Function::PercentRank => first as f64 / (part.len() - 1).max(1) as f64,
                _ => (last + 1) as f64 / part.len() as f64,
            };
            for place in &part[first..=last] {
                out[places.row[*place as usize] as usize] = share;
            }
            first = last + 1;
        }
    }
    Series::new("".into(), out)
}

fn lagged(places: &Places, height: usize, back: i64) -> Vec<Option<IdxSize>> {
    let mut out = vec![None; height];
    for part in &places.partitions {
        for (at, place) in part.iter().enumerate() {
            let other = usize::try_from(at as i64 - back).ok().and_then(|other| part.get(other));
            out[places.row[*place as usize] as usize] = other.map(|other| places.row[*other as usize]);
        }
    }
    out
}

fn picked(places: &Places, height: usize, window: &Window) -> Vec<Option<IdxSize>> {
    let mut out = vec![None; height];
    for part in &places.partitions {
        let frames = places.frames(part, window.frame);
        for (place, around) in part.iter().zip(frames) {
            let chosen = around.and_then(|(from, to)| match window.function {
                Function::First => Some(from),
                Function::Last => Some(to),
                Function::Nth(nth) => Some(from + nth - 1).filter(|chosen| *chosen <= to),
                _ => None,
            });
            out[places.row[*place as usize] as usize] = chosen.map(|chosen| places.row[part[chosen] as usize]);
        }
    }
    out
}

/// The row with the smallest or the largest value of each frame.
fn extremes(places: &Places, argument: &Series, window: &Window) -> Vec<Option<IdxSize>> {
    let descending = window.function == Function::Max;
    let options = SortOptions::default()
        .with_order_descending(descending)
        .with_nulls_last(true);
    let mut rank = vec![IdxSize::MAX; argument.len()];
    let known = argument.len() - argument.null_count();
    for (at, row) in argument.arg_sort(options).iter().flatten().take(known).enumerate() {
        rank[row as usize] = at as IdxSize;
    }
    let mut out = vec![None; argument.len()];
    let one = |place: IdxSize| {
        let row = places.row[place as usize];
        (rank[row as usize] != IdxSize::MAX).then_some(row)
    };
    let best_of = |left: Option<IdxSize>, right: Option<IdxSize>| match (left, right) {
        (Some(left), Some(right)) if rank[right as usize] < rank[left as usize] => Some(right),
        (left, right) => left.or(right),
    };
    each_frame(places, window.frame, None, one, best_of, |row, best| out[row] = best);
    out
}

#[derive(Clone, Copy)]
struct Tally {
    count: u64,
    sum: f64,
    whole: i128,
}

fn tallies(places: &Places, argument: &Series, window: &Window) -> Result<Series, Error> {
    let is_whole = argument.dtype() == &DataType::Int64;
    let numbers = match window.function {
        Function::Count => None,
        _ => Some(argument.cast(&DataType::Float64)?),
    };
    let numbers = numbers.as_ref().map(|numbers| numbers.f64()).transpose()?;
    let wholes = is_whole.then(|| argument.i64()).transpose()?;
    let known = argument.is_not_null();
    let nothing = Tally {
        count: 0,
        sum: 0.0,
        whole: 0,
    };
    let mut out = vec![nothing; argument.len()];
    let one = |place: IdxSize| {
        let row = places.row[place as usize] as usize;
        Tally {
            count: u64::from(known.get(row) == Some(true)),
            sum: numbers.and_then(|numbers| numbers.get(row)).unwrap_or(0.0),
            whole: wholes.and_then(|wholes| wholes.get(row)).map_or(0, i128::from),
        }
    };
    let add = |left: Tally, right: Tally| Tally {
        count: left.count + right.count,
        sum: left.sum + right.sum,
        whole: left.whole + right.whole,
    };
    each_frame(places, window.frame, nothing, one, add, |row, tally| out[row] = tally);
    let some = |tally: &Tally| tally.count > 0;
    Ok(match window.function {
        Function::Count => out
            .iter()
            .map(|tally| Some(tally.count as i64))
            .collect::<Int64Chunked>()
            .into_series(),
        Function::Mean => {
            let mean = |tally: &Tally| some(tally).then(|| tally.sum / tally.count as f64);
            out.iter().map(mean).collect::<Float64Chunked>().into_series()
        }
        _ if is_whole => {
            if out.iter().any(|tally| i64::try_from(tally.whole).is_err()) {
                return Err(refused(
                    "the sum over (…) is too large for a whole number",
                    Some("Cast what is summed to double"),
                ));
            }
            let sum = |tally: &Tally| some(tally).then_some(tally.whole as i64);
            out.iter().map(sum).collect::<Int64Chunked>().into_series()
        }
        _ => {
            let sum = |tally: &Tally| some(tally).then_some(tally.sum);
            out.iter().map(sum).collect::<Float64Chunked>().into_series()
        }
    })
}

/// Folds the rows of each frame. Frames move on from one row to the next, so that each row is added and taken away once.
///
/// What was added is kept in two parts: folds of the rows from each one up to a turning point, and one fold of those after it. Nothing is ever subtracted, which would lose digits.
fn each_frame<T: Copy>(
    places: &Places,
    frame: Frame,
    nothing: T,
    one: impl Fn(IdxSize) -> T,
    join: impl Fn(T, T) -> T,
    mut done: impl FnMut(usize, T),
) {
    for part in &places.partitions {
        let (mut leading, mut trailing): (Vec<T>, T) = (Vec::new(), nothing);
        let (mut from, mut turn, mut until) = (0, 0, 0);
        for (place, around) in part.iter().zip(places.frames(part, frame)) {
            let row = places.row[*place as usize] as usize;
            let Some((first, last)) = around else {
                done(row, nothing);
                continue;
            };
            if first >= until {
                (from, turn, until) = (first, first, first);
                (leading, trailing) = (Vec::new(), nothing);
            }
            for place in &part[until..(last + 1).max(until)] {
                trailing = join(trailing, one(*place));
            }
            until = until.max(last + 1);
            if first > from && first >= turn {
                leading.clear();
                let mut folded = nothing;
                for place in part[first..until].iter().rev() {
                    folded = join(one(*place), folded);
                    leading.push(folded);
                }
                (turn, trailing) = (until, nothing);
            } else {
                leading.truncate(turn.saturating_sub(first));
            }
            from = first;
            done(row, join(leading.last().copied().unwrap_or(nothing), trailing));
        }
    }
}

fn gather(argument: &Series, rows: &[Option<IdxSize>]) -> Result<Series, Error> {
    let rows: IdxCa = rows.iter().copied().collect();
    Ok(argument.take(&rows)?)
}
