//! Places in the order of the values. Nulls have none.

use super::numbers::{floats, wholes};
use crate::error::Error;
use crate::query::columns::invalid;
use crate::query::walk::{self, Walk};
use polars::prelude::*;
use spec::derived::Ties;

/// The place of each row from 1, along a walk in the order of the values.
pub(super) fn rank(answer: &DataFrame, of: &str, ties: Ties, walk: &Walk) -> Result<Column, Error> {
    let places = places(answer, of, ties, walk)?;
    Ok(wholes(
        places.into_iter().map(|place| place.map(|(place, _)| place as i128)),
    ))
}

/// The place of each row from 0 for the smallest to 1 for the largest.
pub(super) fn percent_rank(answer: &DataFrame, of: &str, walk: &Walk) -> Result<Column, Error> {
    let places = places(answer, of, Ties::Competition, walk)?;
    let part = |(place, count): (usize, usize)| (place - 1) as f64 / count.saturating_sub(1).max(1) as f64;
    Ok(floats(places.into_iter().map(|place| place.map(part))))
}

/// Which of so many parts each row falls in; the first parts are the larger ones by one.
pub(super) fn tile(of: &Column, parts: u32, walk: &Walk) -> Result<Column, Error> {
    if parts == 0 {
        return Err(invalid(format!(
            "the values of “{}” fall in how many parts? There must be at least 1",
            of.name()
        )));
    }
    let known = of.is_not_null();
    let mut tiles = vec![None; of.len()];
    for rows in walk.parts() {
        let ranked = rows.iter().filter(|row| known.get(**row as usize) == Some(true));
        let ranked: Vec<usize> = ranked.map(|row| *row as usize).collect();
        let (size, larger) = (ranked.len() / parts as usize, ranked.len() % parts as usize);
        let in_larger = larger * (size + 1);
        for (at, row) in ranked.into_iter().enumerate() {
            let tile = match at < in_larger {
                true => at / (size + 1),
                false => larger + (at - in_larger) / size.max(1),
            };
            tiles[row] = Some(tile as i128 + 1);
        }
    }
    Ok(wholes(tiles.into_iter()))
}

/// For each row with a value its place, and how many there are in its part.
fn places(answer: &DataFrame, of: &str, ties: Ties, walk: &Walk) -> Result<Vec<Option<(usize, usize)>>, Error> {
    let known = answer.column(of)?.is_not_null();
    let differs = walk::changes(answer, &[of], &walk.order)?;
    let mut places = vec![None; answer.height()];
    let mut start = 0;
    for rows in walk.parts() {
        let count = rows
            .iter()
            .take_while(|row| known.get(**row as usize) == Some(true))
            .count();
        let (mut place, mut different) = (0, 0);
        for (at, row) in rows[..count].iter().enumerate() {
            if at == 0 || differs[start + at] {
                place = at + 1;
                different += 1;
            }
            let place = match ties {
                Ties::Competition => place,
                Ties::Dense => different,
                Ties::Ordinal => at + 1,
            };
            places[*row as usize] = Some((place, count));
        }
        start += rows.len();
    }
    Ok(places)
}
