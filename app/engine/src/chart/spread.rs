//! How values spread: quartiles, reach, and what lies far out.

/// So many times the middle half away from it, a value lies far out.
const FAR: f64 = 1.5;

/// The quartiles of some values and what surrounds them.
pub(crate) struct Spread {
    /// The lowest value that does not lie far out.
    pub low: f64,
    /// A quarter of the values is up to this.
    pub lower: f64,
    /// Half of the values is up to this.
    pub median: f64,
    /// Three quarters of the values are up to this.
    pub upper: f64,
    /// The highest value that does not lie far out.
    pub high: f64,
    /// How many values there are.
    pub count: usize,
    /// Those far out, in order.
    pub far: Vec<f64>,
}

/// How these values spread; nothing when there are none.
pub(crate) fn of(mut values: Vec<f64>) -> Option<Spread> {
    values.sort_by(f64::total_cmp);
    let (lower, median, upper) = (
        quantile(&values, 0.25)?,
        quantile(&values, 0.5)?,
        quantile(&values, 0.75)?,
    );
    let reach = (upper - lower) * FAR;
    let is_near = |value: &f64| *value >= lower - reach && *value <= upper + reach;
    let low = values.iter().copied().find(is_near)?;
    let high = values.iter().rev().copied().find(is_near)?;
    Some(Spread {
        low,
        lower,
        median,
        upper,
        high,
        count: values.len(),
        far: values.into_iter().filter(|value| !is_near(value)).collect(),
    })
}

/// The value that this part of the sorted values is up to, between two where it falls there.
pub(crate) fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let place = part * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (sorted.get(place.floor() as usize)?, sorted.get(place.ceil() as usize)?);
    Some(below + (above - below) * place.fract())
}

impl Spread {
    /// Values far out, no more than `most`, those that would cover each other left out.
    pub(crate) fn apart(&self, most: usize) -> Vec<f64> {
        let (Some(first), Some(last)) = (self.far.first(), self.far.last()) else {
            return Vec::new();
        };
        if self.far.len() <= most {
            return self.far.clone();
        }
        let step = (last - first) / most as f64;
        let mut kept: Vec<f64> = Vec::new();
        for value in &self.far {
            if kept.last().is_none_or(|before| value - before >= step) {
                kept.push(*value);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::{of, quantile};

    #[test]
    fn quartiles_lie_between_values() {
        let spread = of(vec![4.0, 1.0, 3.0, 2.0, 100.0]).unwrap();
        let found = [spread.low, spread.lower, spread.median, spread.upper, spread.high];
        assert_eq!(found, [1.0, 2.0, 3.0, 4.0, 4.0]);
        assert_eq!(spread.far, [100.0]);
        assert_eq!(quantile(&[1.0, 2.0], 0.25), Some(1.25));
        assert!(of(Vec::new()).is_none());
    }

    #[test]
    fn far_values_are_thinned_to_their_ends() {
        let far = (0..10_000).map(|place| 1000.0 + f64::from(place));
        let spread = of((0..100_000).map(|place| f64::from(place % 100)).chain(far).collect()).unwrap();
        let kept = spread.apart(60);
        assert!(kept.len() <= 61, "{}", kept.len());
        assert_eq!(kept[0], 1000.0);
    }
}
