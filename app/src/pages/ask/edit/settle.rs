//! What follows from a change: names that are gone are named no more, names that changed are followed.

use super::formula;
use super::{parts, together};
use crate::ui::words;
use spec::derived::{Calculation, Derived, Reference};
use spec::filter::Filter;
use spec::join::Join;
use spec::question::{Group, Grouping, Level, Measure, Query};

/// Leaves only what still has a meaning.
pub(super) fn settle(query: &mut Query, were_rows: bool) {
    if query.groups.is_empty() {
        (query.top, query.pivot, query.totals) = (None, None, spec::pivot::Totals::default());
        if query.measures.is_empty() && !were_rows {
            (query.sort, query.offset) = (Vec::new(), None);
        }
    } else if query.measures.is_empty() {
        query.measures.push(Measure::count());
    }
    if !query.is_rows() {
        (query.columns, query.distinct) = (Vec::new(), false);
    }
    if query.is_rows() {
        (query.having, query.qualify, query.derived) = (None, None, Vec::new());
        return;
    }
    tell_apart(query);
    settle_measures(query);
    settle_derived(query);
    settle_rows(query);
}

/// No two columns of the answer have one name.
fn tell_apart(query: &mut Query) {
    let mut taken: Vec<String> = query.groups.iter().map(Group::name).collect();
    for measure in &mut query.measures {
        let name = free(measure.name(), &taken);
        if name != measure.name() {
            measure.name = Some(name.clone());
        }
        taken.push(name);
    }
    for derived in &mut query.derived {
        derived.name = free(derived.name.clone(), &taken);
        taken.push(derived.name.clone());
    }
}

fn free(name: String, taken: &[String]) -> String {
    let mut names = (2..).map(|number| format!("{name} {number}"));
    match taken.contains(&name) {
        true => names.find(|other| !taken.contains(other)).unwrap_or(name),
        false => name,
    }
}

fn settle_measures(query: &mut Query) {
    let groups: Vec<_> = query.groups.iter().map(Group::name).collect();
    for measure in &mut query.measures {
        match &mut measure.level {
            Some(Level::Fixed(names) | Level::Exclude(names)) => names.retain(|name| groups.contains(name)),
            Some(Level::Include { .. }) | None => {}
        }
        let says_nothing = match &measure.level {
            Some(Level::Exclude(names)) => names.is_empty(),
            Some(Level::Include { groups, .. }) => groups.is_empty(),
            Some(Level::Fixed(_)) | None => false,
        };
        if says_nothing {
            measure.level = None;
        }
    }
}

fn settle_derived(query: &mut Query) {
    let has_time = query.groups.iter().any(may_be_timeline);
    let groups: Vec<_> = query.groups.iter().map(Group::name).collect();
    let mut names = groups.clone();
    names.extend(query.measures.iter().map(Measure::name));
    let (mut kept, mut called) = (Vec::new(), Vec::new());
    for mut derived in std::mem::take(&mut query.derived) {
        let is_alone = groups.is_empty() && !matches!(derived.how, Calculation::Expression(_));
        let is_lost = !derived.of.is_empty() && !names.contains(&derived.of);
        if is_alone || is_lost || (needs_time(&derived.how) && !has_time) {
            continue;
        }
        let is_usual = derived.name == words::derived::name(&derived);
        derived.within.retain(|name| groups.contains(name));
        derived.along.retain(|sort| names.contains(&sort.by));
        names.push(derived.name.clone());
        if is_usual && derived.name != words::derived::name(&derived) {
            called.push((derived.name.clone(), kept.len()));
        }
        kept.push(derived);
    }
    query.derived = kept;
    for (before, at) in called {
        query.derived[at] = named(query.derived[at].clone());
        let after = query.derived[at].name.clone();
        renamed(query, &before, &after);
    }
}

/// A group by values may be one of dates: only the engine knows.
fn may_be_timeline(group: &Group) -> bool {
    match group.by {
        Grouping::Grain(grain) => grain.is_timeline(),
        Grouping::Value => true,
        Grouping::Width(_) | Grouping::Bins(_) | Grouping::Quantiles(_) => false,
    }
}

fn needs_time(how: &Calculation) -> bool {
    match how {
        Calculation::ToDate(_) => true,
        Calculation::Value(of) | Calculation::Difference(of) | Calculation::Change(of) => {
            matches!(of, Reference::Earlier { .. })
        }
        _ => false,
    }
}

fn settle_rows(query: &mut Query) {
    let groups: Vec<_> = query.groups.iter().map(Group::name).collect();
    let mut names = groups.clone();
    names.extend(query.measures.iter().map(Measure::name));
    query.having = kept(&query.having, &names);
    let measures: Vec<_> = query.measures.iter().map(Measure::name).collect();
    if let Some(top) = &mut query.top {
        top.group.take_if(|name| !groups.contains(name));
        top.by.take_if(|name| !measures.contains(name));
        let ranked = top.group.clone().or_else(|| groups.first().cloned());
        top.within
            .retain(|name| groups.contains(name) && Some(name) != ranked.as_ref());
    }
    names.extend(query.derived.iter().map(|derived| derived.name.clone()));
    query.qualify = kept(&query.qualify, &names);
    query.sort.retain(|sort| names.contains(&sort.by));
    if let Some(pivot) = &mut query.pivot {
        pivot.columns.retain(|name| groups.contains(name));
    }
    query.pivot.take_if(|pivot| pivot.columns.is_empty());
    query.totals.subtotals &= groups.len() > 1;
}

/// The conditions about columns that are there.
fn kept(filter: &Option<Filter>, names: &[String]) -> Option<Filter> {
    let is_there = |filter: &Filter| words::column_of(filter).is_none_or(|column| names.iter().any(|it| it == column));
    together(parts(filter).into_iter().filter(is_there).collect())
}

/// What is said of a column of the answer is said of the one in its place; a limit to its values was about the old one.
pub(super) fn replaced(query: &mut Query, before: &str, after: &str) {
    let is_other = |filter: &Filter| words::column_of(filter) != Some(before);
    query.having = together(parts(&query.having).into_iter().filter(is_other).collect());
    query.qualify = together(parts(&query.qualify).into_iter().filter(is_other).collect());
    renamed(query, before, after);
}

/// Follows a column of the answer to its new name.
pub(super) fn renamed(query: &mut Query, before: &str, after: &str) {
    if before == after {
        return;
    }
    let follow = |name: &mut String| {
        if name == before {
            after.clone_into(name);
        }
    };
    query.sort.iter_mut().for_each(|sort| follow(&mut sort.by));
    if let Some(top) = &mut query.top {
        [&mut top.group, &mut top.by].into_iter().flatten().for_each(follow);
        top.within.iter_mut().for_each(follow);
    }
    if let Some(pivot) = &mut query.pivot {
        pivot.columns.iter_mut().for_each(follow);
    }
    for measure in &mut query.measures {
        if let Some(Level::Fixed(names) | Level::Exclude(names)) = &mut measure.level {
            names.iter_mut().for_each(follow);
        }
    }
    for filter in [&mut query.having, &mut query.qualify].into_iter().flatten() {
        rename_in_filter(filter, before, after);
    }
    let called = follow_derived(query, before, after);
    for (before, after) in called {
        renamed(query, &before, &after);
    }
}

/// Follows it in the derived columns; gives which of them are called otherwise because of it.
fn follow_derived(query: &mut Query, before: &str, after: &str) -> Vec<(String, String)> {
    let mut called = Vec::new();
    for derived in &mut query.derived {
        let is_usual = derived.name == words::derived::name(derived);
        let names = derived
            .within
            .iter_mut()
            .chain(derived.along.iter_mut().map(|sort| &mut sort.by));
        for name in names.chain([&mut derived.of]) {
            if name == before {
                after.clone_into(name);
            }
        }
        if let Calculation::Expression(text) = &mut derived.how {
            *text = formula::renamed(text, before, after);
        }
        let now = words::derived::name(derived);
        if is_usual && now != derived.name {
            called.push((std::mem::replace(&mut derived.name, now.clone()), now));
        }
    }
    called
}

/// Follows a calculated column to its new name, in everything after it.
pub(super) fn rename_column(query: &mut Query, at: usize, before: &str, after: &str) {
    if before == after {
        return;
    }
    for later in query.calculated.iter_mut().skip(at + 1) {
        later.expression = formula::renamed(&later.expression, before, after);
    }
    if let Some(filter) = &mut query.filter {
        rename_in_filter(filter, before, after);
    }
    for name in &mut query.columns {
        if name == before {
            after.clone_into(name);
        }
    }
    if query.is_rows() {
        query
            .sort
            .iter_mut()
            .filter(|sort| sort.by == before)
            .for_each(|sort| after.clone_into(&mut sort.by));
    }
    for group in 0..query.groups.len() {
        let was = query.groups[group].name();
        if query.groups[group].column == before {
            after.clone_into(&mut query.groups[group].column);
        }
        let now = query.groups[group].name();
        renamed(query, &was, &now);
    }
    for measure in 0..query.measures.len() {
        let was = query.measures[measure].name();
        rename_in_measure(&mut query.measures[measure], before, after);
        let now = query.measures[measure].name();
        renamed(query, &was, &now);
    }
}

fn rename_in_measure(measure: &mut Measure, before: &str, after: &str) {
    for name in [&mut measure.column, &mut measure.with].into_iter().flatten() {
        if name == before {
            after.clone_into(name);
        }
    }
    if let Some(text) = &mut measure.expression {
        *text = formula::renamed(text, before, after);
    }
    if let Some(filter) = &mut measure.filter {
        rename_in_filter(filter, before, after);
    }
    if let Some(Level::Include { groups, .. }) = &mut measure.level {
        groups
            .iter_mut()
            .filter(|group| group.column == before)
            .for_each(|group| after.clone_into(&mut group.column));
    }
}

fn rename_in_filter(filter: &mut Filter, before: &str, after: &str) {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => {
            parts.iter_mut().for_each(|part| rename_in_filter(part, before, after));
        }
        Filter::Not(inner) => rename_in_filter(inner, before, after),
        Filter::Expression { text } => *text = formula::renamed(text, before, after),
        Filter::Set { .. } => {}
        Filter::Compare { column, .. }
        | Filter::In { column, .. }
        | Filter::Between { column, .. }
        | Filter::Contains { column, .. }
        | Filter::StartsWith { column, .. }
        | Filter::EndsWith { column, .. }
        | Filter::Null { column }
        | Filter::Relative { column, .. }
        | Filter::Among { column, .. } => {
            if column == before {
                after.clone_into(column);
            }
        }
    }
}

/// Leaves out what names columns of the rows that are not there any more.
pub(super) fn lose_columns(query: &mut Query, gone: &[String]) {
    if gone.is_empty() {
        return;
    }
    let mut gone = gone.to_vec();
    query.calculated.retain(|calculated| {
        let is_kept = !gone.iter().any(|name| formula::mentions(&calculated.expression, name));
        if !is_kept {
            gone.push(calculated.name.clone());
        }
        is_kept
    });
    let is_gone = |name: &String| gone.contains(name);
    let survives = |filter: &Filter| !gone.iter().any(|name| names(filter, name));
    query
        .joins
        .retain(|join: &Join| !join.on.iter().any(|key| is_gone(&key.left)));
    query.filter = together(parts(&query.filter).into_iter().filter(survives).collect());
    query.groups.retain(|group| !is_gone(&group.column));
    query.columns.retain(|column| !is_gone(column));
    for measure in &mut query.measures {
        measure.filter = together(parts(&measure.filter).into_iter().filter(survives).collect());
        if let Some(Level::Include { groups, .. }) = &mut measure.level {
            groups.retain(|group| !is_gone(&group.column));
        }
    }
    query.measures.retain(|measure| {
        let named = [&measure.column, &measure.with].into_iter().flatten().any(is_gone);
        let text = measure.expression.as_deref().unwrap_or_default();
        !named && !gone.iter().any(|name| formula::mentions(text, name))
    });
    if query.is_rows() {
        query.sort.retain(|sort| !is_gone(&sort.by));
    }
}

/// Whether a condition names a column.
fn names(filter: &Filter, name: &str) -> bool {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().any(|part| names(part, name)),
        Filter::Not(inner) => names(inner, name),
        Filter::Expression { text } => formula::mentions(text, name),
        other => words::column_of(other) == Some(name),
    }
}

/// The derived column, called as it usually is.
pub(super) fn named(mut derived: Derived) -> Derived {
    derived.name = words::derived::name(&derived);
    derived
}
