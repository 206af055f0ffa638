//! Things set beside each other: two figures, two values of a column.

use crate::ask::draft::{Condition, Draft, Loose, Part};
use crate::ask::lexicon::Lex;
use crate::ask::link::Scope;
use spec::chart::Kind;
use spec::filter::Filter;
use spec::question::Grouping;

/// "relationship between height and weight by sex": rows, told apart by colour.
pub(super) fn related_rows(scope: &Scope<'_>, draft: &mut Draft) -> bool {
    let related = draft.wishes(Lex::Relation) || draft.chart == Some(Kind::Scatter);
    let numbers = draft
        .loose
        .iter()
        .filter(|loose| scope.fields[loose.field].is_number())
        .count();
    let plain = draft.parts.len() < 2 && draft.parts.iter().all(|part| part.by.is_value());
    if !related || numbers < 2 || !plain || !draft.figures.is_empty() || draft.parts.is_empty() {
        return false;
    }
    draft.loose.sort_by_key(|loose| !scope.fields[loose.field].is_number());
    draft.loose.truncate(2);
    for part in std::mem::take(&mut draft.parts) {
        draft.loose.push(Loose {
            field: part.field,
            item: part.item,
            quality: 1.0,
        });
    }
    true
}

/// "JFK and LGA": each is a group.
pub(super) fn compared(scope: &Scope<'_>, draft: &mut Draft) {
    let figures = !draft.figures.is_empty() || draft.loose.iter().any(|loose| scope.fields[loose.field].is_figure());
    let asked = draft.wishes(Lex::Against) || (figures && !draft.wishes(Lex::Or) && !draft.wishes(Lex::Share));
    let room = draft.parts.len() < if draft.wishes(Lex::Against) { 1 } else { 2 };
    if !asked || !room {
        return;
    }
    let equal: Vec<&Condition> = draft
        .conditions
        .iter()
        .filter(|condition| condition.equal.is_some())
        .collect();
    let twice = equal
        .iter()
        .find(|one| equal.iter().filter(|other| other.field == one.field).count() > 1);
    let Some(condition) = twice else { return };
    let by = match &condition.filter {
        Filter::In { by, .. } => *by,
        _ => Grouping::Value,
    };
    let timely = scope.fields[condition.field].kind.is_time();
    let field = condition.field;
    if draft.parts.iter().any(|part| part.field == field) || (timely && !draft.wishes(Lex::Against)) {
        return;
    }
    draft.parts.push(Part { field, by, item: 0 });
}
