//! Columns that were only named find their place: a group, a figure, a column of a list.

use super::{counts, pairs};
use crate::ask::draft::Condition;
use crate::ask::draft::{Draft, Figure, Loose, Part};
use crate::ask::lexicon::Lex;
use crate::ask::link::Scope;
use spec::chart::Kind;
use spec::dataset::Type;
use spec::filter::{Comparison, Filter};
use spec::profile::Role;
use spec::question::{Aggregate, Grain, Grouping, Order};
use spec::value::Value;

/// Finds a place for all that is still open.
pub(in crate::ask) fn place(scope: &Scope<'_>, draft: &mut Draft, assumed: &mut Vec<String>) {
    waiting(scope, draft, assumed);
    flags(scope, draft);
    counts::counted(scope, draft, assumed);
    ranked(scope, draft);
    if draft.wishes(Lex::Trend) {
        trend(scope, draft, assumed);
    }
    asked_for(scope, draft);
    pairs::compared(scope, draft);
    if pairs::related_rows(scope, draft) {
        return;
    }
    if !draft.figures.is_empty() || !draft.having.is_empty() {
        beside_figures(scope, draft, assumed);
    } else if !draft.parts.is_empty() {
        beside_groups(scope, draft);
    } else {
        alone(scope, draft);
    }
}

/// "the average by carrier": the only figure there is.
fn waiting(scope: &Scope<'_>, draft: &mut Draft, assumed: &mut Vec<String>) {
    for aggregate in std::mem::take(&mut draft.waiting) {
        let number = |field: usize| scope.fields[field].is_number();
        let named = draft
            .loose
            .iter()
            .position(|loose| scope.fields[loose.field].is_figure());
        let named = named.or_else(|| {
            draft
                .loose
                .iter()
                .position(|loose| number(loose.field) && draft.loose.len() > 1)
        });
        if let Some(index) = named {
            let loose = draft.loose.remove(index);
            draft.figures.push(Figure::of(Some(aggregate), loose.field));
            continue;
        }
        if aggregate == Aggregate::Sum || draft.figures.iter().any(|figure| figure.field.is_none()) {
            if draft.figures.is_empty() {
                draft.figures.push(Figure::rows());
            }
            continue;
        }
        match scope.main_figure() {
            Some(field) if draft.figures.is_empty() => {
                assumed.push(format!(
                    "no column was named to work with, so {} was taken",
                    scope.fields[field].name
                ));
                draft.quality.push(0.4);
                draft.figures.push(Figure::of(Some(aggregate), field));
            }
            _ => {}
        }
    }
}

/// "active customers": a yes or no that is named beside something else is a condition.
fn flags(scope: &Scope<'_>, draft: &mut Draft) {
    let beside = !draft.figures.is_empty() || !draft.parts.is_empty() || draft.names_rows;
    if !beside {
        return;
    }
    let is_flag = |loose: &Loose| scope.fields[loose.field].kind == Type::Boolean;
    if draft.wishes(Lex::Share)
        && draft.parts.is_empty()
        && let Some(index) = draft.loose.iter().position(is_flag)
    {
        let field = draft.loose.remove(index).field;
        draft.parts.push(Part {
            field,
            by: Grouping::Value,
            item: 0,
        });
    }
    let (flags, rest): (Vec<Loose>, Vec<Loose>) = std::mem::take(&mut draft.loose).into_iter().partition(is_flag);
    draft.loose = rest;
    for flag in flags {
        let column = scope.fields[flag.field].name.clone();
        let value = Value::Boolean(true);
        draft.conditions.push(Condition {
            field: flag.field,
            filter: Filter::Compare {
                column,
                is: Comparison::Equal,
                value: value.clone(),
            },
            equal: Some(value),
        });
    }
}

/// "which carrier has the most …": what it is ranked by.
fn ranked(scope: &Scope<'_>, draft: &mut Draft) {
    let wanted = draft.ranks_rows || (draft.leading.is_some() && !draft.parts.is_empty());
    if !wanted || !draft.figures.is_empty() {
        return;
    }
    let figure = draft
        .loose
        .iter()
        .position(|loose| scope.fields[loose.field].is_figure());
    match figure {
        Some(index) => {
            let loose = draft.loose.remove(index);
            draft.figures.push(Figure::of(None, loose.field));
        }
        None if draft.has_group(scope) => draft.figures.push(Figure::rows()),
        None => {}
    }
}

fn trend(scope: &Scope<'_>, draft: &mut Draft, assumed: &mut Vec<String>) {
    let is_time = |field: usize| scope.fields[field].kind.is_time();
    if draft
        .parts
        .iter()
        .any(|part| is_time(part.field) || scope.fields[part.field].role == Role::Period)
    {
        return;
    }
    let named = draft
        .loose
        .iter()
        .map(|loose| loose.field)
        .find(|field| is_time(*field));
    let found = named
        .or_else(|| scope.time())
        .map(|field| (field, Grouping::Grain(Grain::Month)));
    let found = found.or_else(|| {
        let period = scope.fields.iter().position(|field| field.role == Role::Period);
        period.map(|field| (field, Grouping::Value))
    });
    let Some((field, by)) = found else { return };
    draft.loose.retain(|loose| loose.field != field);
    draft.parts.insert(0, Part { field, by, item: 0 });
    if !by.is_value() {
        assumed.push(format!("over time is by month of {}", scope.fields[field].name));
    }
}

/// "where", "when", "who" ask for a group of their own when nothing else was named.
fn asked_for(scope: &Scope<'_>, draft: &mut Draft) {
    if draft.has_group(scope) {
        return;
    }
    let wanted = |role: Role| scope.fields.iter().position(|field| field.role == role);
    let field = match () {
        () if draft.wishes(Lex::Place) => wanted(Role::Place),
        () if draft.wishes(Lex::When) => scope.time(),
        () if draft.wishes(Lex::Who) => scope
            .fields
            .iter()
            .position(|field| field.name.to_lowercase().contains("name")),
        () => None,
    };
    if let Some(field) = field {
        let bound = draft.figures.first().and_then(|figure| figure.aggregate);
        let end = match bound {
            Some(Aggregate::Max) => Some(Order::Descending),
            Some(Aggregate::Min) => Some(Order::Ascending),
            _ => None,
        };
        draft.leading = draft.leading.or(end.map(|order| (Some(1), order)));
        draft.parts.push(Part {
            field,
            by: plain(scope, field),
            item: 0,
        });
    }
}

fn beside_figures(scope: &Scope<'_>, draft: &mut Draft, assumed: &mut Vec<String>) {
    unname(scope, draft);
    for loose in std::mem::take(&mut draft.loose) {
        let field = &scope.fields[loose.field];
        let grouped = draft.parts.iter().any(|part| part.field == loose.field);
        let counted = draft.figures.iter().any(|figure| figure.field == Some(loose.field));
        let counts_only = draft.figures.iter().all(|figure| figure.field.is_none());
        if grouped || counted {
            continue;
        }
        let along = draft.chart == Some(Kind::Scatter) && draft.parts.is_empty() && !counts_only;
        if field.is_number() && along {
            draft.parts.push(Part {
                field: loose.field,
                by: Grouping::Value,
                item: loose.item,
            });
        } else if field.is_figure() && (!counts_only || !draft.parts.is_empty()) {
            draft.figures.push(Figure::of(None, loose.field));
        } else if draft.parts.is_empty() || (draft.parts.len() < 2 && (loose.quality > 0.95 || stacked(draft))) {
            draft.parts.push(Part {
                field: loose.field,
                by: plain(scope, loose.field),
                item: loose.item,
            });
        } else {
            assumed.push(format!("{} was left out", field.name));
        }
    }
    if draft.names_rows && draft.parts.is_empty() && draft.leading.is_some() && !draft.figures.is_empty() {
        list_ranked(scope, draft);
    }
}

/// "names and salaries of departments": the names are those of the departments.
fn unname(scope: &Scope<'_>, draft: &mut Draft) {
    let name = |loose: &Loose| scope.fields[loose.field].name.to_lowercase();
    let groups = draft
        .parts
        .iter()
        .map(|part| scope.fields[part.field].name.to_lowercase());
    let compound = draft
        .loose
        .iter()
        .map(name)
        .chain(groups)
        .any(|name| name.len() > 4 && name.ends_with("name"));
    if compound && draft.loose.len() + draft.parts.len() > 1 {
        draft.loose.retain(|loose| name(loose) != "name");
    }
}

/// Whether two groups were asked for by the kind of chart.
fn stacked(draft: &Draft) -> bool {
    matches!(draft.chart, Some(Kind::StackedBar | Kind::GroupedBar | Kind::Heatmap)) || draft.wishes(Lex::Split)
}

/// "top 10 flights by distance": rows, in the order of a column.
fn list_ranked(scope: &Scope<'_>, draft: &mut Draft) {
    let field = draft.figures.first().and_then(|figure| figure.field);
    let whole_rows = draft.figures.iter().all(|figure| figure.aggregate.is_none());
    if let (Some(field), true) = (field, whole_rows) {
        draft.figures.clear();
        let mut columns: Vec<usize> = (0..scope.fields.len())
            .filter(|index| scope.fields[*index].expression.is_none() || *index == field)
            .collect();
        columns.sort_by_key(|index| usize::from(*index != field));
        draft.loose = columns
            .into_iter()
            .map(|field| Loose {
                field,
                item: 0,
                quality: 1.0,
            })
            .collect();
    }
}

fn beside_groups(scope: &Scope<'_>, draft: &mut Draft) {
    if let [part] = &draft.parts[..]
        && part.by.is_value()
        && scope.is_unique(part.field)
        && !draft.loose.is_empty()
        && draft
            .loose
            .iter()
            .all(|loose| loose.field != part.field && scope.fields[loose.field].is_number())
    {
        let (field, item) = (part.field, part.item);
        draft.loose.insert(
            0,
            Loose {
                field,
                item,
                quality: 1.0,
            },
        );
        draft.parts.clear();
        return;
    }
    for loose in std::mem::take(&mut draft.loose) {
        let field = &scope.fields[loose.field];
        if draft.parts.iter().any(|part| part.field == loose.field) {
            continue;
        }
        let numeric = field.is_figure() || (field.is_number() && field.role != Role::Period && !field.kind.is_time());
        if field.is_figure() {
            draft.figures.push(Figure::of(None, loose.field));
        } else if numeric && draft.figures.is_empty() {
            draft.figures.push(Figure::rows());
        } else if draft.parts.len() < 2 {
            draft.parts.insert(
                0,
                Part {
                    field: loose.field,
                    by: plain(scope, loose.field),
                    item: loose.item,
                },
            );
        }
    }
    if draft.figures.is_empty() {
        draft.figures.push(Figure::rows());
    }
}

/// Only columns were named.
fn alone(scope: &Scope<'_>, draft: &mut Draft) {
    let fields: Vec<usize> = draft.loose.iter().map(|loose| loose.field).collect();
    let numbers = fields.iter().filter(|field| scope.fields[**field].is_number()).count();
    let figures = fields.iter().filter(|field| scope.fields[**field].is_figure()).count();
    let related = draft.wishes(Lex::Relation) || draft.wishes(Lex::Against) || draft.chart == Some(Kind::Scatter);
    let spread = draft.wishes(Lex::Distribution) || draft.chart == Some(Kind::Histogram);
    let drawn = draft.chart.is_some_and(|kind| kind != Kind::Table) || spread || draft.wishes(Lex::Proportion);
    match fields[..] {
        [] => {}
        [field] if !drawn && is_about_rows(scope, draft, field) => {
            draft.loose.clear();
            draft.names_rows = true;
        }
        [field] if spread && figures == 1 => {
            draft.parts.push(Part {
                field,
                by: Grouping::Bins(20),
                item: 0,
            });
            finish_groups(draft);
        }
        [field] if figures == 1 && !draft.names_rows => {
            draft.loose.clear();
            draft.figures.push(Figure::of(None, field));
        }
        [field] if drawn || !is_list_like(scope, field) => {
            draft.parts.push(Part {
                field,
                by: plain(scope, field),
                item: 0,
            });
            finish_groups(draft);
        }
        _ if related && numbers > 1 => draft.loose.sort_by_key(|loose| !scope.fields[loose.field].is_number()),
        [first, second] if numbers == 0 && drawn => {
            for field in [first, second] {
                draft.parts.push(Part {
                    field,
                    by: plain(scope, field),
                    item: 0,
                });
            }
            finish_groups(draft);
        }
        _ if figures == fields.len() && !drawn => {
            draft.loose.clear();
            draft.figures = fields.iter().map(|field| Figure::of(None, *field)).collect();
        }
        _ if figures > 0
            && fields
                .iter()
                .any(|field| scope.fields[*field].is_group() && !is_list_like(scope, *field)) =>
        {
            group_the_rest(scope, draft)
        }
        _ => {}
    }
}

/// "orders from Acme" with a column `order_id`, "hired in 2021": the rows are meant.
fn is_about_rows(scope: &Scope<'_>, draft: &Draft, field: usize) -> bool {
    let asked = draft.conditions.iter().any(|condition| condition.field == field);
    let field = &scope.fields[field];
    !draft.conditions.is_empty() && (field.role == Role::Identifier || (asked && field.kind.is_time()))
}

fn group_the_rest(scope: &Scope<'_>, draft: &mut Draft) {
    for loose in std::mem::take(&mut draft.loose) {
        if scope.fields[loose.field].is_figure() {
            draft.figures.push(Figure::of(None, loose.field));
        } else if draft.parts.len() < 2 {
            draft.parts.push(Part {
                field: loose.field,
                by: plain(scope, loose.field),
                item: loose.item,
            });
        }
    }
}

fn finish_groups(draft: &mut Draft) {
    draft.loose.clear();
    draft.figures.push(Figure::rows());
}

/// Whether its values are told one by one: nearly each row has its own.
fn is_list_like(scope: &Scope<'_>, field: usize) -> bool {
    let values = scope.fields[field].values.len() as u64;
    let of_text = scope.fields[field].kind == Type::Text;
    (of_text && values == 0)
        || values * 10 >= scope.known.dataset.rows * 9
        || scope.fields[field].role == Role::Identifier
}

/// How a field is grouped by when no grain is said.
pub(super) fn plain(scope: &Scope<'_>, field: usize) -> Grouping {
    let field = &scope.fields[field];
    match field.kind {
        Type::Datetime => Grouping::Grain(Grain::Day),
        Type::Float | Type::Decimal if field.is_figure() => Grouping::Bins(10),
        _ => Grouping::Value,
    }
}
