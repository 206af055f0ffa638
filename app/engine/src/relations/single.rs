//! Relations by one column on each side.

use super::cells::{Class, Sketch};
use super::naming::evidence;
use super::score::{confidence, specificity};
use super::{Glance, LEAST_CONFIDENCE, Sight, Sketches};
use crate::error::Error;
use spec::join::Key;
use spec::model::{FoundRelation, Origin, Relation};

/// A dataset and where it stands among them.
type Placed<'a, 'b> = (usize, &'a Glance<'b>);

/// The relations from one dataset to another, or within one: for each column that points, the best that it points at.
pub(super) fn relations(
    sketches: &mut Sketches,
    (from, source): Placed<'_, '_>,
    (to, target): Placed<'_, '_>,
) -> Result<Vec<FoundRelation>, Error> {
    let mut all = Vec::new();
    for (at, left) in source.columns.iter().enumerate() {
        let mut best: Option<FoundRelation> = None;
        for (place, right) in target.columns.iter().enumerate() {
            let within_one = from == to;
            if within_one && at == place || left.peek.class != right.peek.class || !right.peek.may_be_key() {
                continue;
            }
            let names = evidence(&left.words, &right.words, &target.entity, left.peek.class, within_one);
            let values = specificity(left, right, target.rows);
            let most = confidence(names, if within_one { 0.0 } else { values }, 1.0, 1.0);
            if most < LEAST_CONFIDENCE
                || best.as_ref().is_some_and(|best| best.confidence >= most)
                || apart(left, right, names)
            {
                continue;
            }
            let pair = Pair {
                left,
                right,
                places: [(from, at), (to, place)],
                names,
                values: if within_one { 0.0 } else { values },
            };
            let Some((coverage, factor)) = pair.meet(sketches)? else {
                continue;
            };
            let sure = confidence(names, pair.values, coverage, factor);
            if sure >= LEAST_CONFIDENCE && best.as_ref().is_none_or(|best| sure > best.confidence) {
                best = Some(found(source, target, (left, right), (coverage, factor, sure)));
            }
        }
        all.extend(best);
    }
    Ok(all)
}

/// Whether the columns cannot meet, as far as a glance tells.
fn apart(left: &Sight<'_>, right: &Sight<'_>, names: f64) -> bool {
    match (left.peek.ends, right.peek.ends) {
        (Some((low, high)), Some((from, to))) if left.peek.class == Class::Whole => {
            // A glance may miss the ends of a large column.
            let slack = (to.saturating_sub(from) / 50).saturating_add(1);
            let inside = |value: i64| value >= from.saturating_sub(slack) && value <= to.saturating_add(slack);
            !inside(low) && !inside(high)
        }
        (Some((low, high)), Some((from, to))) => high < from || low > to,
        // Texts of another length are other things, unless their names say otherwise.
        _ => {
            names < 0.5
                && left.peek.length.abs_diff(right.peek.length) * 5 > left.peek.length.max(right.peek.length) * 2
        }
    }
}

struct Pair<'a, 'b> {
    left: &'a Sight<'b>,
    right: &'a Sight<'b>,
    places: [(usize, usize); 2],
    names: f64,
    values: f64,
}

impl Pair<'_, '_> {
    /// How much of the first column meets the second, and how many rows one value of the second has; none when that is far from enough.
    fn meet(&self, sketches: &mut Sketches) -> Result<Option<(f64, f64)>, Error> {
        let [from, to] = self.places;
        let right = sketches.thin(to, self.right.cells)?;
        if right.factor() > 1.05 || !self.may_meet(&right) {
            return Ok(None);
        }
        let left = sketches.thin(from, self.left.cells)?;
        let (mut coverage, looked) = left.coverage(&right);
        if confidence(self.names, self.values, coverage, 1.0) < LEAST_CONFIDENCE && looked >= MANY {
            return Ok(None);
        }
        let right = sketches.full(to, self.right.cells)?;
        if looked < MANY && !(left.is_whole() && right.is_whole()) {
            coverage = sketches.full(from, self.left.cells)?.coverage(&right).0;
        } else if looked < MANY {
            coverage = left.coverage(&right).0;
        }
        Ok(Some((coverage, right.factor())))
    }

    /// Whether the few values seen at a glance are there, as far as can be told of them.
    fn may_meet(&self, right: &Sketch) -> bool {
        let told = self.left.peek.values.iter().filter_map(|value| right.holds(*value));
        let (mut met, mut all) = (0usize, 0usize);
        for is_there in told.take(MANY) {
            all += 1;
            met += usize::from(is_there);
        }
        let least = if self.names >= 0.8 { 0.2 } else { 0.7 };
        all < 10 || met as f64 >= least * all as f64
    }
}

/// So many values tell the coverage well enough.
const MANY: usize = 60;

fn found(
    source: &Glance<'_>,
    target: &Glance<'_>,
    (left, right): (&Sight<'_>, &Sight<'_>),
    (coverage, factor, confidence): (f64, f64, f64),
) -> FoundRelation {
    FoundRelation {
        relation: Relation {
            from: source.dataset.to_owned(),
            to: target.dataset.to_owned(),
            keys: vec![Key {
                left: left.name.to_owned(),
                right: right.name.to_owned(),
            }],
            many: factor > 1.0,
            origin: Origin::Found,
        },
        coverage,
        factor,
        confidence,
    }
}
