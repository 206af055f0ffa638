//! The different texts of a column, so that each is asked only once what it is where they are few.

use crate::error::Error;
use polars::prelude::{DataType, Series, StringChunked, UInt32Chunked};

/// The texts of a column.
pub(super) enum Texts<'a> {
    /// Few: each different one, and which one each cell is, from 1; 0 is no cell.
    Coded {
        /// Each different text, with its count and the first row that has it.
        different: Vec<Text<'a>>,
        /// Which one each cell is.
        codes: Vec<u32>,
    },
    /// Many: as they are.
    Plain(&'a StringChunked),
}

/// A text that cells have.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// Itself.
    pub text: &'a str,
    /// How many cells have it.
    pub count: u64,
    /// The first that has it.
    pub row: usize,
}

impl<'a> Texts<'a> {
    /// The texts of a column of text; none for another column.
    pub(super) fn of(series: &'a Series) -> Result<Option<Self>, Error> {
        Ok(match series.dtype() {
            DataType::String => Some(Self::Plain(series.str()?)),
            DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => {
                let physical = series.to_physical_repr().cast(&DataType::UInt32)?;
                let text = |category: u32| mapping.cat_to_str(category).unwrap_or_default();
                Some(coded(physical.u32()?, text))
            }
            _ => None,
        })
    }

    /// Calls with each text, its count and the first row that has it; where texts are many, with each cell.
    pub(super) fn each(&self, mut call: impl FnMut(Text<'_>)) {
        match self {
            Self::Coded { different, .. } => different.iter().for_each(|text| call(*text)),
            Self::Plain(texts) => {
                let there = texts
                    .iter()
                    .enumerate()
                    .filter_map(|(row, text)| text.map(|text| (row, text)));
                there.for_each(|(row, text)| call(Text { text, count: 1, row }));
            }
        }
    }

    /// What each cell is read as.
    pub(super) fn read<T: Copy>(&self, mut read: impl FnMut(&str) -> Option<T>) -> Vec<Option<T>> {
        match self {
            Self::Coded { different, codes } => {
                let mut values = vec![None];
                values.extend(different.iter().map(|text| read(text.text)));
                codes.iter().map(|code| values[*code as usize]).collect()
            }
            Self::Plain(texts) => texts.iter().map(|text| text.and_then(&mut read)).collect(),
        }
    }

    /// The cells whose text is one of these, with their rows.
    pub(super) fn cells(&self, wanted: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
        match self {
            Self::Coded { different, codes } => {
                let mut are_wanted = vec![false];
                are_wanted.extend(different.iter().map(|text| wanted(text.text)));
                let cells = codes.iter().enumerate().filter(|(_, code)| are_wanted[**code as usize]);
                cells
                    .map(|(row, code)| (row, different[*code as usize - 1].text.to_owned()))
                    .collect()
            }
            Self::Plain(texts) => {
                let there = texts
                    .iter()
                    .enumerate()
                    .filter_map(|(row, text)| text.map(|text| (row, text)));
                there
                    .filter(|(_, text)| wanted(text))
                    .map(|(row, text)| (row, text.to_owned()))
                    .collect()
            }
        }
    }
}

/// Calls with the texts of about so many cells from everywhere in the column; without a pass over all of them.
pub(super) fn sample(series: &Series, most: usize, mut call: impl FnMut(&str)) -> Result<(), Error> {
    let rows = (0..series.len()).step_by(series.len().div_ceil(most).max(1));
    match series.dtype() {
        DataType::String => {
            let texts = series.str()?;
            rows.filter_map(|row| texts.get(row)).for_each(call);
        }
        DataType::Categorical(_, mapping) | DataType::Enum(_, mapping) => {
            let physical = series.to_physical_repr().cast(&DataType::UInt32)?;
            let categories = physical.u32()?;
            let texts = rows.filter_map(|row| mapping.cat_to_str(categories.get(row)?));
            texts.for_each(&mut call);
        }
        _ => {}
    }
    Ok(())
}

fn coded<'a>(physical: &UInt32Chunked, text: impl Fn(u32) -> &'a str) -> Texts<'a> {
    let most = physical.iter().flatten().max().map_or(0, |most| most as usize + 1);
    let mut places = vec![0u32; most];
    let mut different: Vec<Text<'a>> = Vec::new();
    let mut codes = Vec::with_capacity(physical.len());
    for (row, category) in physical.iter().enumerate() {
        let Some(category) = category else {
            codes.push(0);
            continue;
        };
        let place = &mut places[category as usize];
        if *place == 0 {
            different.push(Text {
                text: text(category),
                count: 0,
                row,
            });
            *place = different.len() as u32;
        }
        different[*place as usize - 1].count += 1;
        codes.push(*place);
    }
    Texts::Coded { different, codes }
}
