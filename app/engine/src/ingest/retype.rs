//! Reads a column as another type; the cells that do not fit are given back.

use super::calendar::Stamp;
use super::different::Texts;
use super::moment::Order;
use super::number::{Mark, Number};
use super::typed;
use super::words::{self, PAIRS};
use super::{clock, settle};
use crate::error::Error;
use crate::query;
use polars::prelude::{
    BooleanChunked, DataType, Float64Chunked, Int64Chunked, IntoSeries as _, Series, StringChunked, TimeUnit,
};
use spec::dataset::Type;
use spec::reading::DateOrder;

/// A cell that does not fit: its row from 0, and its text.
pub(crate) type Misfit = (usize, String);

impl From<Order> for DateOrder {
    fn from(order: Order) -> Self {
        match order {
            Order::Day => Self::DayFirst,
            Order::Month => Self::MonthFirst,
            Order::Year => Self::YearFirst,
        }
    }
}

impl From<DateOrder> for Order {
    fn from(order: DateOrder) -> Self {
        match order {
            DateOrder::DayFirst => Self::Day,
            DateOrder::MonthFirst => Self::Month,
            DateOrder::YearFirst => Self::Year,
        }
    }
}

/// Reads a column as another type. Cells that do not fit are null in it and come back beside it.
pub(crate) fn retype(
    series: &Series,
    to: Type,
    dates: Option<DateOrder>,
    decimal: Option<&str>,
) -> Result<(Series, Vec<Misfit>), Error> {
    let mark = match decimal {
        None => None,
        Some(text) => Some(Mark::of(text).ok_or_else(|| no_mark(text))?),
    };
    let order = dates.map(Order::from);
    let name = series.name().clone();
    if let Some(done) = cast(series, to)? {
        return Ok((done.with_name(name), Vec::new()));
    }
    let (read, misfits) = match Texts::of(series)? {
        Some(texts) => text_as(&texts, &name, to, order, mark)?,
        None => {
            let spelled = spelled(series);
            text_as(&Texts::Plain(&spelled), &name, to, order, Some(Mark::Point))?
        }
    };
    Ok((read.with_name(name), misfits))
}

fn no_mark(text: &str) -> Error {
    Error::Invalid {
        why: format!("“{text}” cannot stand before the decimals of a number"),
        hint: Some("Write . or ,".to_owned()),
    }
}

/// What needs no text in between.
fn cast(series: &Series, to: Type) -> Result<Option<Series>, Error> {
    if crate::catalog::kind(series.dtype()) == to {
        return Ok(Some(series.clone()));
    }
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    Ok(match (series.dtype(), to) {
        (DataType::Date, Type::Datetime) => Some(series.cast(&micros)?),
        (DataType::Datetime(..), Type::Date) => Some(series.cast(&DataType::Date)?),
        (DataType::Datetime(..), Type::Time) => Some(series.cast(&DataType::Time)?),
        (DataType::Decimal(..), Type::Float) => Some(series.cast(&DataType::Float64)?),
        (dtype, Type::Float) if dtype.is_integer() => Some(series.cast(&DataType::Float64)?),
        (DataType::Boolean, Type::Integer) => Some(series.cast(&DataType::Int64)?),
        (DataType::Struct(_) | DataType::List(_), Type::Text) => Some(settle::text(&spelled(series).into_series())?),
        (_, Type::Text) => Some(settle::text(&spelled(series).into_series())?),
        _ => None,
    })
}

/// Each cell as the table of an answer shows it.
fn spelled(series: &Series) -> StringChunked {
    let series = series.rechunk();
    series.iter().map(query::spelled).collect()
}

/// How a text is read, and what is made of the results.
fn text_as(
    texts: &Texts<'_>,
    name: &str,
    to: Type,
    order: Option<Order>,
    mark: Option<Mark>,
) -> Result<(Series, Vec<Misfit>), Error> {
    let number = |text: &str| {
        let mark = mark.unwrap_or(Mark::Point);
        Number::read(text, mark)
    };
    match to {
        Type::Integer | Type::Float | Type::Decimal if mark.is_none() => {
            let marks = [Mark::Point, Mark::Comma];
            let best = best(texts, &marks, |text, mark| {
                Number::read(text, mark).is_some_and(|number| !number.is_name)
            });
            text_as(texts, name, to, order, Some(best))
        }
        Type::Date | Type::Datetime if order.is_none() => {
            let orders = [Order::Day, Order::Month, Order::Year];
            let best = best(texts, &orders, |text, order| Stamp::read(text, order).is_some());
            text_as(texts, name, to, Some(best), mark)
        }
        Type::Integer => read(
            texts,
            |text| number(text)?.whole(),
            |cells| Ok(cells.into_iter().collect::<Int64Chunked>().into_series()),
        ),
        Type::Float => read(
            texts,
            |text| Some(number(text)?.real()),
            |cells| Ok(cells.into_iter().collect::<Float64Chunked>().into_series()),
        ),
        Type::Decimal => {
            let scale = scale(texts, &number);
            let make = |cells| typed::decimals(cells, scale as usize);
            read(texts, |text| number(text)?.scaled(scale), make)
        }
        Type::Boolean => {
            let pairs: Vec<usize> = (0..=PAIRS.len()).collect();
            let pair = best(texts, &pairs, |text, pair| flag(text, pair).is_some());
            read(
                texts,
                |text| flag(text, pair),
                |cells| Ok(cells.into_iter().collect::<BooleanChunked>().into_series()),
            )
        }
        Type::Date => {
            let order = order.unwrap_or(Order::Day);
            let day = |text: &str| Some(Stamp::read(text, order)?.day);
            read(texts, day, |cells| Ok(typed::days(cells.into_iter())))
        }
        Type::Datetime => {
            let order = order.unwrap_or(Order::Day);
            let micros = |text: &str| Some(Stamp::read(text, order)?.micros());
            read(texts, micros, |cells| Ok(typed::moments(cells.into_iter())))
        }
        Type::Time => read(texts, clock::time, |cells| Ok(typed::times(cells))),
        Type::Duration => read(texts, clock::length, |cells| Ok(typed::lengths(cells))),
        Type::Text => read(texts, |_| Some(()), |_| Ok(Series::default())),
        Type::List | Type::Struct => Err(Error::WrongType {
            column: name.to_owned(),
            found: "single values".to_owned(),
            needed: "lists or records".to_owned(),
        }),
    }
}

fn read<T: Copy>(
    texts: &Texts<'_>,
    read: impl Fn(&str) -> Option<T>,
    make: impl Fn(Vec<Option<T>>) -> Result<Series, Error>,
) -> Result<(Series, Vec<Misfit>), Error> {
    let misfits = texts.cells(|text| !text.trim().is_empty() && read(text).is_none());
    Ok((make(texts.read(&read))?, misfits))
}

/// The way that the most cells follow; of equals the first.
fn best<W: Copy>(texts: &Texts<'_>, ways: &[W], fits: impl Fn(&str, W) -> bool) -> W {
    let mut counts = vec![0u64; ways.len()];
    texts.each(|text| {
        for (count, way) in counts.iter_mut().zip(ways) {
            *count += if fits(text.text, *way) { text.count } else { 0 };
        }
    });
    let most = counts.iter().max().copied().unwrap_or(0);
    let place = counts.iter().position(|count| *count == most).unwrap_or(0);
    ways[place]
}

/// The most decimals that a cell has, as far as a decimal has room for them beside the largest number.
fn scale(texts: &Texts<'_>, number: &dyn Fn(&str) -> Option<Number>) -> i32 {
    let (mut scale, mut before) = (0, 1);
    texts.each(|text| {
        if let Some(number) = number(text.text) {
            let digits = number
                .digits
                .unsigned_abs()
                .checked_ilog10()
                .map_or(1, |digits| digits as i32 + 1);
            scale = scale.max(number.scale);
            before = before.max(digits - number.scale);
        }
    });
    scale.min(typed::PRECISION as i32 - before).max(0)
}

/// A word for true or false of a pair, or 1 or 0.
fn flag(text: &str, pair: usize) -> Option<bool> {
    match text.trim() {
        "1" => Some(true),
        "0" => Some(false),
        text => words::flag(text, pair),
    }
}
