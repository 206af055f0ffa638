//! The smallest question that still fails, by dropping one part after another.

use spec::filter::Filter;
use spec::question::{Grouping, Query};

/// Drops parts of a question as long as what is left still fails.
pub fn smallest(query: &Query, mut fails: impl FnMut(&Query) -> bool) -> Query {
    let mut smallest = query.clone();
    loop {
        let Some(smaller) = simpler(&smallest).into_iter().find(|smaller| fails(smaller)) else {
            return smallest;
        };
        smallest = smaller;
    }
}

/// The same question with one part dropped or made simpler, in every way.
fn simpler(query: &Query) -> Vec<Query> {
    let mut all = Vec::new();
    let mut changed = |change: &dyn Fn(&mut Query)| {
        let mut smaller = query.clone();
        change(&mut smaller);
        let sums_up_nothing = !smaller.totals.is_none() && smaller.measures.is_empty();
        if &smaller != query && !sums_up_nothing {
            all.push(smaller);
        }
    };
    changed(&|query| query.having = None);
    changed(&|query| query.top = None);
    changed(&|query| query.filter = None);
    changed(&|query| query.qualify = None);
    changed(&|query| query.limit = None);
    changed(&|query| query.offset = None);
    changed(&|query| query.totals = Default::default());
    changed(&|query| query.sample = None);
    changed(&|query| query.calendar = None);
    changed(&|query| query.distinct = false);
    without(&mut changed, query.derived.len(), |query, at| {
        drop(query.derived.remove(at))
    });
    without(&mut changed, query.measures.len(), |query, at| {
        drop(query.measures.remove(at))
    });
    without(&mut changed, query.groups.len(), |query, at| {
        drop(query.groups.remove(at))
    });
    without(&mut changed, query.calculated.len(), |query, at| {
        drop(query.calculated.remove(at))
    });
    without(&mut changed, query.joins.len(), |query, at| {
        drop(query.joins.remove(at))
    });
    without(&mut changed, query.union.len(), |query, at| {
        drop(query.union.remove(at))
    });
    without(&mut changed, query.sort.len(), |query, at| drop(query.sort.remove(at)));
    without(&mut changed, query.columns.len(), |query, at| {
        drop(query.columns.remove(at))
    });
    for at in 0..query.measures.len() {
        changed(&|query| query.measures[at].filter = None);
        changed(&|query| query.measures[at].level = None);
    }
    for at in 0..query.groups.len() {
        changed(&|query| query.groups[at].by = Grouping::Value);
    }
    for at in 0..query.derived.len() {
        changed(&|query| query.derived[at].within.clear());
        changed(&|query| query.derived[at].along.clear());
    }
    if let Some(top) = &query.top {
        for change in [top.other, !top.within.is_empty(), top.by.is_some()].iter().enumerate() {
            changed(&|query| {
                if let Some(top) = &mut query.top {
                    match change.0 {
                        0 => top.other = false,
                        1 => top.within.clear(),
                        _ => top.by = None,
                    }
                }
            });
        }
    }
    for smaller in query.filter.iter().flat_map(parts) {
        changed(&|query| query.filter = Some(smaller.clone()));
    }
    all
}

fn without(changed: &mut impl FnMut(&dyn Fn(&mut Query)), count: usize, remove: fn(&mut Query, usize)) {
    for at in 0..count {
        changed(&|query| remove(query, at));
    }
}

/// What a filter is made of.
fn parts(filter: &Filter) -> Vec<Filter> {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => {
            let mut all = parts.clone();
            for at in 0..parts.len() {
                let mut fewer = parts.clone();
                fewer.remove(at);
                all.push(match filter {
                    Filter::All(_) => Filter::All(fewer),
                    _ => Filter::Any(fewer),
                });
            }
            all
        }
        Filter::Not(inner) => {
            let inside = parts(inner).into_iter().map(|part| Filter::Not(Box::new(part)));
            inside.chain([inner.as_ref().clone()]).collect()
        }
        _ => Vec::new(),
    }
}
