//! What is counted: rows, different values, or a column that holds counts.

use super::places::plain;
use crate::ask::draft::{Draft, Figure, Part};
use crate::ask::lexicon::Lex;
use crate::ask::link::Scope;
use spec::chart::Kind;
use spec::profile::Role;
use spec::question::Aggregate;

/// "number of customers": of rows, or of different customers; "number of passengers" is a sum where a column counts them.
pub(super) fn counted(scope: &Scope<'_>, draft: &mut Draft, assumed: &mut Vec<String>) {
    let counts = |figure: &&Figure| matches!(figure.aggregate, Some(Aggregate::Count | Aggregate::Distinct));
    let counted: Vec<Figure> = draft
        .figures
        .iter()
        .filter(counts)
        .filter(|figure| figure.field.is_some())
        .cloned()
        .collect();
    for figure in counted {
        let Some(field) = figure.field else { continue };
        let replacement = count(
            scope,
            draft,
            field,
            figure.aggregate == Some(Aggregate::Distinct),
            assumed,
        );
        for other in draft.figures.iter_mut().filter(|other| **other == figure) {
            *other = replacement.clone();
        }
    }
    draft.figures.dedup();
}

fn count(scope: &Scope<'_>, draft: &mut Draft, field: usize, distinct: bool, assumed: &mut Vec<String>) -> Figure {
    let charted = draft.chart.is_some_and(|kind| !matches!(kind, Kind::Kpi | Kind::Table))
        || draft.wishes(Lex::Proportion)
        || draft.order.is_some();
    let others = draft.parts.iter().any(|part| part.field != field)
        || draft
            .loose
            .iter()
            .any(|loose| loose.field != field && scope.fields[loose.field].is_group());
    if draft.parts.iter().any(|part| part.field == field) {
        return Figure::rows();
    }
    if draft.loose.iter().any(|loose| loose.field == field) {
        if others {
            draft.loose.retain(|loose| loose.field != field);
        }
        return Figure::rows();
    }
    let summed = draft.wishes(Lex::TotalNumber) && scope.fields[field].is_figure();
    if !distinct && (summed || scope.fields[field].holds_counts()) {
        return Figure::of(Some(Aggregate::Sum), field);
    }
    if !others && charted {
        draft.parts.push(Part {
            field,
            by: plain(scope, field),
            item: 0,
        });
        return Figure::rows();
    }
    if distinct {
        return Figure::of(Some(Aggregate::Distinct), field);
    }
    if is_repeated(scope, field) {
        assumed.push(format!("each different {} is counted once", scope.fields[field].name));
        return Figure::of(Some(Aggregate::Distinct), field);
    }
    Figure::rows()
}

fn is_repeated(scope: &Scope<'_>, field: usize) -> bool {
    let nameable = matches!(
        scope.fields[field].role,
        Role::Identifier | Role::Category | Role::Place | Role::Text
    );
    nameable && !scope.is_unique(field)
}
