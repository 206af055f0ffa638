//! Numbers that do not go with the others.

use super::facts::{Facts, counted};
use super::placeholder::rows_are;
use super::spread::quantiles;
use crate::error::Error;
use spec::report::{Meaning, Suspicion};

/// Words for what is negative as a matter of course.
const MAY_BE_NEGATIVE: &[&str] = &[
    "delay",
    "change",
    "diff",
    "difference",
    "delta",
    "profit",
    "margin",
    "balance",
    "growth",
    "temp",
    "temperature",
    "net",
    "variance",
    "deviation",
    "return",
    "returns",
    "gain",
    "loss",
    "lag",
    "adjustment",
    "saldo",
    "gewinn",
    "veränderung",
    "elevation",
    "altitude",
    "score",
    "offset",
    "error",
    "residual",
    "z",
    "lat",
    "lon",
    "lng",
    "x",
    "y",
];

/// Years before Christ are negative, and far.
const YEARS: &[&str] = &["year", "years", "jahr", "année", "annee", "año", "anno", "ano", "jaar"];

fn is_quantity(facts: &Facts) -> bool {
    let is = matches!(
        facts.meaning,
        Meaning::Measure | Meaning::Rate | Meaning::Currency | Meaning::Percent
    );
    let is_year = facts.words.iter().any(|word| YEARS.contains(&word.as_str()));
    is && facts.kind().is_number() && !is_year
}

/// A few negative numbers among many positive ones.
pub(super) fn negative(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    let may = facts.words.iter().any(|word| MAY_BE_NEGATIVE.contains(&word.as_str()));
    let below: Vec<_> = facts.numbers.iter().filter(|(number, _)| *number < 0.0).collect();
    let few = below.len() * 100 <= facts.numbers.len();
    if !is_quantity(facts) || may || below.is_empty() || !few {
        return Ok(Vec::new());
    }
    let count = below.len() as u64;
    let said = format!(
        "“{}” is negative in {} and positive in the others",
        facts.name(),
        counted(count, "row")
    );
    Ok(vec![Suspicion {
        examples: facts.examples(below.iter().map(|(_, row)| *row as usize))?,
        ..facts.suspicion("negative", count, said)
    }])
}

/// A few numbers thirty times smaller or larger than all others, with nothing between: another unit.
pub(super) fn mixed_scales(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    const ENOUGH: usize = 30;
    if !is_quantity(facts) || facts.numbers.len() < ENOUGH {
        return Ok(Vec::new());
    }
    let Some(bound) = gap(&facts.numbers) else {
        return Ok(Vec::new());
    };
    let positive = facts.numbers.iter().filter(|(number, _)| *number > 0.0).copied();
    let (small, large): (Vec<_>, Vec<_>) = positive.partition(|(number, _)| number.log10() < bound);
    let (few, are) = match small.len() < large.len() {
        true => (&small, "smaller"),
        false => (&large, "larger"),
    };
    let all = small.len() + large.len();
    if few.len() < 3 || few.len() * 5 > all || all * 10 < facts.numbers.len() * 9 {
        return Ok(Vec::new());
    }
    let count = few.len() as u64;
    let rows: Vec<_> = few.iter().map(|(_, row)| *row as usize).collect();
    let times = quantiles(&large, &[0.5])[0].0 / quantiles(&small, &[0.5])[0].0;
    let said = format!(
        "“{}” is {} times {are} in {} than in the others: it may be in another unit there",
        facts.name(),
        written(times),
        counted(count, "row")
    );
    Ok(vec![Suspicion {
        examples: facts.examples(rows)?,
        ..facts.suspicion("mixed_scales", count, said)
    }])
}

/// Zeros in a quantity whose other values are nowhere near zero.
pub(super) fn zero_for_missing(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    const ENOUGH: usize = 40;
    let zeros = facts.numbers.iter().filter(|(number, _)| *number == 0.0).count();
    let few = zeros < 3 || zeros * 100 < facts.numbers.len() || zeros * 2 > facts.numbers.len();
    if !is_quantity(facts) || facts.profile.distinct < 20 || facts.numbers.len() - zeros < ENOUGH || few {
        return Ok(Vec::new());
    }
    let others: Vec<_> = facts
        .numbers
        .iter()
        .filter(|(number, _)| *number != 0.0)
        .copied()
        .collect();
    let [least, lower, middle, upper] = quantiles(&others, &[0.0, 0.25, 0.5, 0.75])[..] else {
        return Ok(Vec::new());
    };
    let is_far = least.0 > 0.3 * middle.0 && least.0 > 2.0 * (upper.0 - lower.0);
    if !is_far {
        return Ok(Vec::new());
    }
    let rows = facts
        .numbers
        .iter()
        .filter(|(number, _)| *number == 0.0)
        .map(|(_, row)| *row as usize);
    let said = format!(
        "“{}” is 0 in {} and never below {} elsewhere: 0 may stand for no value",
        facts.name(),
        counted(zeros as u64, "row"),
        least.0
    );
    Ok(vec![Suspicion {
        examples: facts.examples(rows)?,
        fix: Some(super::placeholder::emptied(facts, "0".to_owned())),
        ..facts.suspicion("zero_for_missing", zeros as u64, said)
    }])
}

/// Single numbers so far from the others that they may be slips of the hand.
pub(super) fn far_values(facts: &Facts) -> Result<Vec<Suspicion>, Error> {
    const ENOUGH: usize = 50;
    if !is_quantity(facts) || facts.numbers.len() < ENOUGH {
        return Ok(Vec::new());
    }
    let are_positive = facts.numbers.iter().all(|(number, _)| *number > 0.0);
    let power = |number: f64| if are_positive { number.log10() } else { number };
    let [least, (lower, _), _, (upper, _), most] = facts.quantiles;
    let (range, powers) = (upper - lower, power(upper) - power(lower));
    if range <= 0.0 || powers <= 0.0 {
        return Ok(Vec::new());
    }
    let tails = 2.0 * (most.0 - least.0);
    let is_far = |number: f64| {
        let beyond = (lower - number).max(number - upper);
        let in_powers = (power(lower) - power(number)).max(power(number) - power(upper));
        beyond > 10.0 * range && beyond > tails && in_powers > 4.0 * powers
    };
    let far: Vec<_> = facts.numbers.iter().filter(|(number, _)| is_far(*number)).collect();
    if far.is_empty() || far.len() > 3.max(facts.numbers.len() / 1_000) {
        return Ok(Vec::new());
    }
    let count = far.len() as u64;
    let said = format!("{} very far from the others in “{}”", rows_are(count), facts.name());
    Ok(vec![Suspicion {
        examples: facts.examples(far.iter().map(|(_, row)| *row as usize))?,
        ..facts.suspicion("far_values", count, said)
    }])
}

/// Where between positive numbers the only gap of one and a half powers of ten is, in powers of ten.
fn gap(numbers: &[(f64, u32)]) -> Option<f64> {
    const PARTS: f64 = 20.0;
    const LEAST: f64 = -330.0;
    const WIDE: usize = 30;
    let mut is_filled = vec![false; 640 * PARTS as usize];
    for (number, _) in numbers.iter().filter(|(number, _)| *number > 0.0) {
        is_filled[((number.log10() - LEAST) * PARTS) as usize] = true;
    }
    let filled: Vec<usize> = (0..is_filled.len()).filter(|part| is_filled[*part]).collect();
    let gaps: Vec<_> = filled.windows(2).filter(|pair| pair[1] - pair[0] > WIDE).collect();
    match gaps[..] {
        [pair] => Some(pair[1] as f64 / PARTS + LEAST),
        _ => None,
    }
}

/// A number with one digit that counts: 94.2 is about 90.
fn written(number: f64) -> String {
    let power = 10f64.powf(number.log10().floor());
    format!("about {}", (number / power).round() * power)
}
