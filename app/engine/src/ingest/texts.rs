//! A column of text in the making: numbered while different ones are few, spelled out once they are many.

use super::dictionary::{Dictionary, NOTHING};
use super::settle;
use crate::error::Error;
use polars::prelude::{
    DataType, IdxCa, IdxSize, IntoSeries as _, NamedFrom as _, PlSmallStr, Series, StringChunked, StringChunkedBuilder,
};

/// Texts, one after the other.
pub(super) struct Texts {
    kept: Kept,
    first: String,
    capacity: usize,
}

enum Kept {
    Coded(Dictionary, Vec<u32>),
    Plain(StringChunkedBuilder),
}

impl Texts {
    /// None yet, about `capacity` to come.
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            kept: Kept::Coded(Dictionary::new(), Vec::with_capacity(capacity)),
            first: String::new(),
            capacity,
        }
    }

    /// Adds a text; an empty one is nothing.
    #[inline]
    pub(super) fn push(&mut self, text: &str) {
        if text.is_empty() {
            return self.push_nothing();
        }
        match &mut self.kept {
            Kept::Coded(dictionary, codes) => match dictionary.code(text) {
                Some(code) => codes.push(code),
                None => {
                    self.spell_out();
                    self.push(text);
                }
            },
            Kept::Plain(out) => out.append_value(text),
        }
    }

    /// Adds a missing cell.
    #[inline]
    pub(super) fn push_nothing(&mut self) {
        match &mut self.kept {
            Kept::Coded(_, codes) => codes.push(NOTHING),
            Kept::Plain(out) => out.append_null(),
        }
    }

    fn spell_out(&mut self) {
        if let Kept::Coded(dictionary, codes) = &self.kept {
            self.first = dictionary.texts().next().unwrap_or_default().to_owned();
            self.kept = Kept::Plain(spelled_out(dictionary, codes, self.capacity));
        }
    }

    /// What every text can be read as, when all can; each different one is asked once where they are numbered.
    pub(super) fn read<T: Copy>(&self, read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
        if !self.first.is_empty() {
            read(&self.first)?;
        }
        match &self.kept {
            Kept::Coded(dictionary, codes) => {
                let values: Option<Vec<T>> = dictionary.texts().map(read).collect();
                let values = values?;
                let value = |code: &u32| (*code != NOTHING).then(|| values[*code as usize - 1]);
                Some(codes.iter().map(value).collect())
            }
            Kept::Plain(out) => {
                let texts = out.clone().finish();
                texts
                    .iter()
                    .map(|text| text.map_or(Some(None), |text| read(text).map(Some)))
                    .collect()
            }
        }
    }

    /// The column: of categories where different texts are few.
    pub(super) fn finish(self) -> Result<Series, Error> {
        Ok(self.finish_without(&[])?.0)
    }

    /// The column; the words in `no_values` are nothing, and each is counted.
    pub(super) fn finish_without(self, no_values: &[&str]) -> Result<(Series, Vec<u64>), Error> {
        match self.kept {
            Kept::Coded(dictionary, codes) => {
                let counts = no_values.iter().map(|word| count(&dictionary, &codes, word)).collect();
                Ok((decoded(&dictionary, codes, no_values)?, counts))
            }
            Kept::Plain(out) => {
                let texts = out.finish();
                let count = |word: &&str| texts.iter().flatten().filter(|text| text == word).count() as u64;
                let counts = no_values.iter().map(count).collect();
                Ok((without(texts, no_values).into_series(), counts))
            }
        }
    }
}

fn spelled_out(dictionary: &Dictionary, codes: &[u32], capacity: usize) -> StringChunkedBuilder {
    let texts: Vec<_> = dictionary.texts().collect();
    let mut out = StringChunkedBuilder::new(PlSmallStr::EMPTY, capacity.max(codes.len()));
    for code in codes {
        match *code {
            NOTHING => out.append_null(),
            code => out.append_value(texts[code as usize - 1]),
        }
    }
    out
}

fn count(dictionary: &Dictionary, codes: &[u32], word: &str) -> u64 {
    match dictionary.texts().position(|text| text == word) {
        Some(place) => codes.iter().filter(|code| **code as usize == place + 1).count() as u64,
        None => 0,
    }
}

fn decoded(dictionary: &Dictionary, codes: Vec<u32>, no_values: &[&str]) -> Result<Series, Error> {
    let spell = |text| (!no_values.contains(&text)).then_some(text);
    let texts: Vec<_> = std::iter::once(None).chain(dictionary.texts().map(spell)).collect();
    let mut series = Series::new(PlSmallStr::EMPTY, texts);
    if dictionary.len() == 0 {
        return Ok(Series::full_null(PlSmallStr::EMPTY, codes.len(), &DataType::String));
    }
    if settle::are_categories(dictionary.len(), dictionary.size_bytes()) {
        series = series.cast(&settle::category())?;
    }
    let places: Vec<IdxSize> = codes;
    Ok(series.take(&IdxCa::from_vec(PlSmallStr::EMPTY, places))?)
}

fn without(texts: StringChunked, no_values: &[&str]) -> StringChunked {
    let is_there = |text: &&str| !no_values.contains(text);
    if no_values.is_empty() || texts.iter().flatten().all(|text| is_there(&text)) {
        return texts;
    }
    texts.iter().map(|text| text.filter(is_there)).collect()
}
