//! The number at any rank among those of some slices, with a look at few of them.
//!
//! The numbers of each group lie in bins of about as many, cut where a sample says. Of each bin it is known how many of its numbers
//! lie before each slice, so that the bin in which a rank falls is found by adding, and only the numbers of this bin are looked at.

use super::ROWS;
use crate::dense::batch::{Batch, Batches};
use crate::dense::key::Keys;
use crate::dense::number::Number;
use crate::dense::selection::Selection;
use crate::dense::slices::Slices;
use std::ops::Range;

/// How many counts are held at most.
const MOST_COUNTS: usize = 1 << 21;
/// The most slices and bins that are worth it; both are told in a byte.
const MOST: usize = 128;
/// The fewest bins that are worth it.
const FEWEST_BINS: usize = 8;
/// How many numbers are looked at to find where to cut.
const SAMPLE: usize = 1 << 16;
/// No bin.
const NONE: u8 = u8::MAX;

/// The numbers of a figure by group, bin and slice.
pub(super) struct Ranked {
    number: Number,
    /// What is wanted of them: which figure it is, and the part of the numbers that lie below it.
    wanted: Vec<(usize, f64)>,
    /// How many of the table's slices lie together here.
    together: usize,
    /// How many such slices there are.
    slices: usize,
    /// How many bins each group has.
    bins: usize,
    /// For each group and bin: how many numbers lie before each slice, and in all.
    before: Vec<u32>,
    /// The smallest and the largest number of each group's bins.
    ends: Vec<[f64; 2]>,
    /// The slice and the bin of each row.
    places: Vec<[u8; 2]>,
    /// The rows by group and bin.
    rows: Vec<u32>,
}

/// The rows that are taken.
struct Taken<'a> {
    /// For each slice, whether all its rows are.
    whole: &'a [bool],
    /// A bit for each row that is taken beside those.
    beside: Vec<u64>,
    /// How many numbers of each group and bin are.
    counts: Vec<u32>,
}

impl Ranked {
    /// Looks at every row that counts; none when that would take too much.
    pub(super) fn of(
        number: &Number,
        wanted: Vec<(usize, f64)>,
        keys: &Keys,
        slices: &Slices,
        rest: &Selection,
    ) -> Option<Self> {
        let together = slices.len.div_ceil(MOST);
        let across = slices.len.div_ceil(together);
        let bins = (MOST_COUNTS / (keys.slots.max(1) * (across + 1))).min(MOST);
        if bins < FEWEST_BINS {
            return None;
        }
        let mut ranked = Self {
            number: number.clone(),
            wanted,
            together,
            slices: across,
            bins,
            before: vec![0; keys.slots * bins * (across + 1)],
            ends: vec![[f64::NAN; 2]; keys.slots * bins],
            places: vec![[0, NONE]; rest.height],
            rows: Vec::new(),
        };
        let cuts = ranked.cuts(keys, rest)?;
        ranked.place(&cuts, keys, slices, rest)?;
        ranked.order(keys, rest);
        Some(ranked)
    }

    /// How many bytes it takes.
    pub(super) fn bytes(&self) -> u64 {
        (self.before.len() * 4 + self.ends.len() * 16 + self.places.len() * 2 + self.rows.len() * 4) as u64
    }

    /// Where the numbers of each group are cut, as far as a sample tells. A number that is met often has a bin of its own.
    fn cuts(&self, keys: &Keys, rest: &Selection) -> Option<Vec<Vec<f64>>> {
        let counts = |row: &u32| rest.bits.as_ref().is_none_or(|bits| bits.has(*row));
        let step = (rest.height / SAMPLE).max(1);
        let sampled: Vec<u32> = (0..rest.height as u32).step_by(step).filter(counts).collect();
        let mut samples = vec![Vec::new(); keys.slots];
        for rows in sampled.chunks(ROWS) {
            self.each(&Batch::Some(rows), keys, |_, group, number| samples[group].push(number))?;
        }
        let cut = |mut sample: Vec<f64>| {
            sample.sort_unstable_by(f64::total_cmp);
            let cut = |at: usize| sample.get(at * sample.len() / (self.bins / 2)).copied();
            let mut cuts: Vec<f64> = (1..self.bins / 2).filter_map(cut).collect();
            cuts.extend(
                cuts.clone()
                    .windows(2)
                    .filter(|two| two[0] == two[1])
                    .map(|two| two[0].next_up()),
            );
            cuts.sort_unstable_by(f64::total_cmp);
            cuts.dedup_by(|one, other| one.to_bits() == other.to_bits());
            cuts
        };
        Some(samples.into_iter().map(cut).collect())
    }

    /// Finds the slice and the bin of each row, and counts them.
    fn place(&mut self, cuts: &[Vec<f64>], keys: &Keys, slices: &Slices, rest: &Selection) -> Option<()> {
        let of_rows = slices.of_rows()?;
        let (mut before, mut ends) = (std::mem::take(&mut self.before), std::mem::take(&mut self.ends));
        let mut places = std::mem::take(&mut self.places);
        let mut batches = Batches::new(rest);
        while let Some(batch) = batches.next() {
            self.each(&batch, keys, |row, group, number| {
                let bin = cuts[group].partition_point(|cut| cut.total_cmp(&number).is_le());
                let slice = usize::from(of_rows[row]) / self.together;
                places[row] = [slice as u8, bin as u8];
                let at = group * self.bins + bin;
                before[at * (self.slices + 1) + slice + 1] += 1;
                let ([low, high], is_nan) = (&mut ends[at], number.is_nan());
                *low = low.min(if is_nan { f64::NEG_INFINITY } else { number });
                *high = high.max(if is_nan { f64::INFINITY } else { number });
            })?;
        }
        for of_bin in before.chunks_mut(self.slices + 1) {
            for slice in 0..self.slices {
                of_bin[slice + 1] += of_bin[slice];
            }
        }
        (self.before, self.ends, self.places) = (before, ends, places);
        Some(())
    }

    /// Puts the rows in the order of their groups and bins.
    fn order(&mut self, keys: &Keys, rest: &Selection) {
        let starts = (0..self.ends.len()).scan(0, |start, at| Some(std::mem::replace(start, *start + self.all(at))));
        let mut next: Vec<usize> = starts.collect();
        let total = next.last().map_or(0, |start| start + self.all(self.ends.len() - 1));
        let mut rows = vec![0; total];
        let mut codes = Vec::new();
        let mut batches = Batches::new(rest);
        while let Some(batch) = batches.next() {
            keys.codes(&batch, &mut codes);
            for (row, group) in batch.rows().zip(&codes) {
                let [_, bin] = self.places[row];
                if bin != NONE {
                    let place = &mut next[*group as usize * self.bins + usize::from(bin)];
                    rows[*place] = row as u32;
                    *place += 1;
                }
            }
        }
        self.rows = rows;
    }

    /// How many numbers a group's bin has.
    fn all(&self, at: usize) -> usize {
        self.before[at * (self.slices + 1) + self.slices] as usize
    }

    /// Calls `each` with the row, the group and the number of each row that has one.
    fn each(&self, batch: &Batch<'_>, keys: &Keys, mut each: impl FnMut(usize, usize, f64)) -> Option<()> {
        let (mut groups, mut numbers) = (Vec::new(), Vec::new());
        keys.codes(batch, &mut groups);
        self.number.reals(batch, &mut numbers)?;
        let known = self.number.known(batch);
        for (at, row) in batch.rows().enumerate() {
            if known.as_ref().is_none_or(|known| known[at]) {
                each(row, groups[at] as usize, numbers[at]);
            }
        }
        Some(())
    }

    /// The table's slices that are not looked at one by one.
    pub(super) fn whole(&self, whole: &[bool]) -> Vec<bool> {
        let all = whole.chunks(self.together).map(|part| part.iter().all(|whole| *whole));
        all.flat_map(|all| std::iter::repeat_n(all, self.together))
            .take(whole.len())
            .collect()
    }

    /// What is wanted of each group, of these slices and these rows beside them.
    pub(super) fn figures(&self, keys: &Keys, whole: &[bool], rows: &[u32]) -> Option<Vec<(usize, Vec<Option<f64>>)>> {
        let whole: Vec<bool> = whole.chunks(self.together).map(|part| part[0]).collect();
        let taken = self.taken(keys, &whole, rows);
        let mut figures: Vec<_> = self
            .wanted
            .iter()
            .map(|(at, _)| (*at, vec![None; keys.slots]))
            .collect();
        let mut start = 0;
        for group in 0..keys.slots {
            for ((_, part), (_, cells)) in self.wanted.iter().zip(&mut figures) {
                cells[group] = self.between(&taken, group, start, *part)?;
            }
            start += self.bins_of(group).map(|at| self.all(at)).sum::<usize>();
        }
        Some(figures)
    }

    fn bins_of(&self, group: usize) -> Range<usize> {
        group * self.bins..(group + 1) * self.bins
    }

    fn taken<'a>(&self, keys: &Keys, whole: &'a [bool], rows: &[u32]) -> Taken<'a> {
        let runs: Vec<Range<usize>> = runs(whole);
        let counted = |before: &[u32]| runs.iter().map(|run| before[run.end] - before[run.start]).sum();
        let mut counts: Vec<u32> = self.before.chunks(self.slices + 1).map(counted).collect();
        let mut beside = vec![0; self.places.len().div_ceil(64)];
        let mut groups = Vec::new();
        for rows in rows.chunks(ROWS) {
            keys.codes(&Batch::Some(rows), &mut groups);
            for (row, group) in rows.iter().map(|row| *row as usize).zip(&groups) {
                let [_, bin] = self.places[row];
                if bin != NONE {
                    counts[*group as usize * self.bins + usize::from(bin)] += 1;
                    beside[row / 64] |= 1 << (row % 64);
                }
            }
        }
        Taken { whole, beside, counts }
    }

    /// The value at this part of the way from a group's smallest number to its largest; its rows begin at `start`.
    fn between(&self, taken: &Taken<'_>, group: usize, start: usize, part: f64) -> Option<Option<f64>> {
        let counts = taken.counts.get(self.bins_of(group))?;
        let Some(last) = counts.iter().map(|count| *count as usize).sum::<usize>().checked_sub(1) else {
            return Some(None);
        };
        let place = last as f64 * part;
        let below = (place.floor() as usize).min(last);
        let low = self.ranked(taken, group, start, below)?;
        let high = if below < last && place > below as f64 {
            self.ranked(taken, group, start, below + 1)?
        } else {
            low
        };
        let is_exact = place == below as f64 || low == high;
        Some(Some(if is_exact {
            low
        } else {
            (place - below as f64) * (high - low) + low
        }))
    }

    /// The number at a rank, from 0, among those of a group that are taken.
    fn ranked(&self, taken: &Taken<'_>, group: usize, mut start: usize, mut rank: usize) -> Option<f64> {
        for at in self.bins_of(group) {
            let count = taken.counts[at] as usize;
            if rank >= count {
                rank -= count;
                start += self.all(at);
                continue;
            }
            let [low, high] = self.ends[at];
            if low.to_bits() == high.to_bits() && !low.is_nan() {
                return Some(low);
            }
            let rows = self.rows.get(start..start + self.all(at))?.iter().copied();
            let rows: Vec<u32> = rows
                .filter(|row| taken.has(*row, self.places[*row as usize][0]))
                .collect();
            let mut numbers = Vec::new();
            self.number.reals(&Batch::Some(&rows), &mut numbers)?;
            return (rank < numbers.len()).then(|| *numbers.select_nth_unstable_by(rank, f64::total_cmp).1);
        }
        None
    }
}

impl Taken<'_> {
    fn has(&self, row: u32, slice: u8) -> bool {
        self.whole[usize::from(slice)] || self.beside[row as usize / 64] >> (row % 64) & 1 == 1
    }
}

/// The runs of what is true.
fn runs(flags: &[bool]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in flags.iter().enumerate().filter(|(_, flag)| **flag) {
        match runs.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
