//! How many different values lie in any run of slices, without a look at the rows of the run.
//!
//! A value counts once in a run: where it is met first. So it is enough to know, for each group and slice, how many values were
//! last met before which other slice. Of the rows beside the run, each knows the nearest slice before and after it that has its value.

use super::ROWS;
use crate::dense::batch::Batch;
use crate::dense::figure::Distinct;
use crate::dense::key::Keys;
use crate::dense::selection::Selection;
use crate::dense::slices::Slices;
use std::collections::HashMap;
use std::ops::Range;

/// How many counts are held at most.
const MOST_COUNTS: usize = 1 << 21;
/// The most and the fewest slices that are worth it.
const SLICES: Range<usize> = 24..256;
/// How many pairs of a group and a value are looked up.
const MOST_PAIRS: usize = 1 << 23;
/// No slice.
const NONE: u16 = u16::MAX;

/// The values of a figure by group and slice.
pub(super) struct Passing {
    values: Distinct,
    /// How many of the table's slices lie together here.
    together: usize,
    /// How many such slices there are.
    slices: usize,
    /// For each group, for each slice and, before it, as many again: how many values are met there that were met last before that one.
    counts: Vec<u32>,
    /// The slices before and after that of each row where its group has its value.
    near: Vec<[u16; 2]>,
}

impl Passing {
    /// Looks at the rows in the order of their slices; none when that would take too much.
    pub(super) fn of(values: &Distinct, keys: &Keys, slices: &Slices, rest: &Selection) -> Option<Self> {
        let most = ((MOST_COUNTS / keys.slots.max(1)) as f64).sqrt() as usize;
        if most < SLICES.start || keys.slots.checked_mul(values.slots())? > MOST_PAIRS {
            return None;
        }
        let together = slices.len.div_ceil(most.min(SLICES.end));
        let mut passing = Self {
            values: values.fresh(),
            together,
            slices: slices.len.div_ceil(together),
            counts: Vec::new(),
            near: vec![[NONE; 2]; rest.height],
        };
        passing.look(keys, slices, rest)?;
        Some(passing)
    }

    /// How many bytes it takes.
    pub(super) fn bytes(&self) -> u64 {
        (self.counts.len() * 4 + self.near.len() * 4) as u64
    }

    fn look(&mut self, keys: &Keys, slices: &Slices, rest: &Selection) -> Option<()> {
        let across = self.slices;
        let mut counts = vec![0_u32; keys.slots * across * across];
        let pairs = keys.slots * self.values.slots();
        let (mut last, mut previous) = (vec![NONE; pairs], vec![NONE; pairs]);
        self.pass(keys, slices, rest, 0..across, |slice, group, pair, near| {
            if last[pair] != slice {
                previous[pair] = std::mem::replace(&mut last[pair], slice);
                let after = previous[pair].wrapping_add(1);
                counts[(group * across + usize::from(slice)) * across + usize::from(after)] += 1;
            }
            near[0] = previous[pair];
        })?;
        last.fill(NONE);
        self.pass(keys, slices, rest, (0..across).rev(), |slice, _, pair, near| {
            if last[pair] != slice {
                previous[pair] = std::mem::replace(&mut last[pair], slice);
            }
            near[1] = previous[pair];
        })?;
        for of_slice in counts.chunks_mut(across) {
            for before in 1..across {
                of_slice[before] += of_slice[before - 1];
            }
        }
        self.counts = counts;
        Some(())
    }

    /// Calls `each` with the slice, the group, the pair of group and value, and what is known of the slices near to each row that counts.
    fn pass(
        &mut self,
        keys: &Keys,
        slices: &Slices,
        rest: &Selection,
        order: impl Iterator<Item = usize>,
        mut each: impl FnMut(u16, usize, usize, &mut [u16; 2]),
    ) -> Option<()> {
        let counts = |row: u32| rest.bits.as_ref().is_none_or(|bits| bits.has(row));
        let (mut groups, mut values, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let width = self.values.slots();
        for slice in order {
            let part = slice * self.together..((slice + 1) * self.together).min(slices.len);
            rows.clear();
            rows.extend(slices.rows_of(part)?.iter().copied().filter(|row| counts(*row)));
            for rows in rows.chunks(ROWS) {
                let batch = Batch::Some(rows);
                keys.codes(&batch, &mut groups);
                self.values.codes(&batch, &mut values);
                for ((row, group), value) in rows.iter().zip(&groups).zip(&values) {
                    let group = *group as usize;
                    let pair = group * width + *value as usize;
                    each(slice as u16, group, pair, &mut self.near[*row as usize]);
                }
            }
        }
        Some(())
    }

    /// The table's slices that lie in the run of whole ones which is not looked at.
    pub(super) fn run(&self, whole: &[bool]) -> Vec<bool> {
        let all: Vec<bool> = whole
            .chunks(self.together)
            .map(|part| part.iter().all(|whole| *whole))
            .collect();
        let start = all.iter().position(|whole| *whole).unwrap_or(all.len());
        let length = all[start..].iter().take_while(|whole| **whole).count();
        let run = start * self.together..(start + length) * self.together;
        (0..whole.len()).map(|slice| run.contains(&slice)).collect()
    }

    /// How many values each group has in a run of slices, and in these rows of these slices beside it; none when there is a slice between them.
    pub(super) fn count(&self, keys: &Keys, run: &[bool], beside: &[usize], rows: &[u32]) -> Option<Vec<u32>> {
        let start = run.iter().position(|within| *within).unwrap_or_default() / self.together;
        let run = start..start + run.iter().filter(|within| **within).count().div_ceil(self.together);
        let is_near = |slice: &usize| slice / self.together + 1 == run.start || slice / self.together == run.end;
        if !run.is_empty() && !beside.iter().all(is_near) {
            return None;
        }
        let mut counted = vec![0; keys.slots];
        for (group, count) in counted.iter_mut().enumerate() {
            let at = |slice: usize| (group * self.slices + slice) * self.slices + run.start;
            *count = run.clone().map(|slice| self.counts[at(slice)]).sum();
        }
        let within = |slice: u16| run.contains(&usize::from(slice));
        let mut met: HashMap<(u32, u32), bool> = HashMap::new();
        let (mut groups, mut values) = (Vec::new(), Vec::new());
        for rows in rows.chunks(ROWS) {
            let batch = Batch::Some(rows);
            keys.codes(&batch, &mut groups);
            self.values.codes(&batch, &mut values);
            for ((row, group), value) in rows.iter().zip(&groups).zip(&values) {
                let is_within = self.near[*row as usize].into_iter().any(within);
                *met.entry((*group, *value)).or_default() |= is_within;
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "counts are the same in any order")]
        for ((group, _), is_within) in met {
            counted[group as usize] += u32::from(!is_within);
        }
        Some(counted)
    }
}
