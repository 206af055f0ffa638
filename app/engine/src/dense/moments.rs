//! Sums, spreads, correlations and middles of numbers that come one by one.

mod joint;

pub(super) use joint::Joint;

/// A sum that does not forget what is too small for it (Neumaier 1974).
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    /// Adds a number.
    #[inline]
    pub(super) fn add(&mut self, number: f64) {
        let high = self.high + number;
        let back = high - self.high;
        self.low += (self.high - (high - back)) + (number - back);
        self.high = high;
    }

    /// Adds another sum.
    pub(super) fn merge(&mut self, other: Self) {
        self.add(other.high);
        self.low += other.low;
    }

    /// The sum.
    pub(super) fn total(self) -> f64 {
        match self.high.is_finite() {
            true => self.high + self.low,
            false => self.high,
        }
    }
}

/// How far numbers lie apart (Welford 1962).
#[derive(Clone, Copy, Default)]
pub(super) struct Spread {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Spread {
    /// Adds a number.
    #[inline]
    pub(super) fn add(&mut self, number: f64) {
        self.count += 1.0;
        let far = number - self.mean;
        self.mean += far / self.count;
        self.squares += far * (number - self.mean);
    }

    /// Adds the numbers of another spread (Chan, Golub and LeVeque 1979).
    pub(super) fn merge(&mut self, other: &Self) {
        if other.count == 0.0 {
            return;
        }
        let (count, far) = (self.count + other.count, other.mean - self.mean);
        self.mean += far * (other.count / count);
        self.squares += other.squares + far * far * (self.count * other.count / count);
        self.count = count;
    }

    /// The variance or, as a root, the deviation; none when there are too few numbers.
    pub(super) fn variance(&self, less: u8, root: bool) -> Option<f64> {
        let of = self.count - f64::from(less);
        let variance = (of > 0.0).then(|| self.squares / of)?;
        Some(if root { variance.sqrt() } else { variance })
    }
}

/// What is wanted of two numbers.
#[derive(Clone, Copy)]
pub(super) enum PairKind {
    /// Pearson's correlation.
    Correlation,
    /// The covariance, divided by the count less this.
    Covariance(u8),
}

/// How two numbers go together.
#[derive(Clone, Copy, Default)]
pub(super) struct Pair {
    count: f64,
    mean: [f64; 2],
    squares: [f64; 2],
    product: f64,
}

impl Pair {
    /// Adds both numbers of a row.
    #[inline]
    pub(super) fn add(&mut self, x: f64, y: f64) {
        self.count += 1.0;
        let part = 1.0 / self.count;
        let far = [x - self.mean[0], y - self.mean[1]];
        self.mean[0] += far[0] * part;
        self.mean[1] += far[1] * part;
        let near = [x - self.mean[0], y - self.mean[1]];
        self.squares[0] += far[0] * near[0];
        self.squares[1] += far[1] * near[1];
        self.product += far[0] * near[1];
    }

    /// Adds the numbers of another pair, as spreads are added.
    pub(super) fn merge(&mut self, other: &Self) {
        if other.count == 0.0 {
            return;
        }
        let count = self.count + other.count;
        let (part, weight) = (other.count / count, self.count * other.count / count);
        let far = [other.mean[0] - self.mean[0], other.mean[1] - self.mean[1]];
        for (at, far) in far.into_iter().enumerate() {
            self.mean[at] += far * part;
            self.squares[at] += other.squares[at] + far * far * weight;
        }
        self.product += other.product + far[0] * far[1] * weight;
        self.count = count;
    }

    /// Whether one of them is the same everywhere, but for rounding.
    fn is_flat(&self, at: usize) -> bool {
        let rounding = 8.0 * f64::EPSILON * self.mean[at];
        self.squares[at] <= self.count * rounding * rounding
    }

    /// What was wanted; not a number when there is none.
    pub(super) fn figure(&self, kind: PairKind) -> f64 {
        match kind {
            PairKind::Correlation if self.is_flat(0) || self.is_flat(1) => f64::NAN,
            PairKind::Correlation => self.product / (self.squares[0] * self.squares[1]).sqrt(),
            PairKind::Covariance(less) => match self.count - f64::from(less) {
                of if of > 0.0 => self.product / of,
                _ => f64::NAN,
            },
        }
    }
}

/// All numbers with their groups, for values that lie in the middle.
#[derive(Default)]
pub(super) struct Middle {
    groups: Vec<u32>,
    numbers: Vec<f64>,
}

impl Middle {
    /// Adds a number of a group.
    #[inline]
    pub(super) fn add(&mut self, group: usize, number: f64) {
        self.groups.push(group as u32);
        self.numbers.push(number);
    }

    /// The value of each group below which this part of its numbers lie, interpolated.
    pub(super) fn finished(self, slots: usize, part: f64) -> Vec<Option<f64>> {
        let mut ends = vec![0_usize; slots + 1];
        for group in &self.groups {
            ends[*group as usize + 1] += 1;
        }
        for slot in 0..slots {
            ends[slot + 1] += ends[slot];
        }
        let mut places = ends.clone();
        let mut sorted = vec![0.0; self.numbers.len()];
        for (group, number) in self.groups.iter().zip(&self.numbers) {
            let place = &mut places[*group as usize];
            sorted[*place] = *number;
            *place += 1;
        }
        drop(self);
        let group = |slot: usize| (ends[slot], ends[slot + 1]);
        (0..slots)
            .map(|slot| {
                let (start, end) = group(slot);
                between(&mut sorted[start..end], part)
            })
            .collect()
    }
}

/// The value at this part of the way from the smallest number to the largest.
fn between(numbers: &mut [f64], part: f64) -> Option<f64> {
    let last = numbers.len().checked_sub(1)?;
    let place = last as f64 * part;
    let below = (place.floor() as usize).min(last);
    let (_, low, above) = numbers.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    if place == below as f64 || low == high {
        return Some(low);
    }
    Some((place - below as f64) * (high - low) + low)
}
