//! Rows that sum up others, worked out from the rows and put below those that they sum up.

use crate::error::Error;
use crate::sql::explain::context::Context;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::select::Select;
use crate::sql::explain::top::Leading;
use crate::sql::explain::words::identifier;
use crate::sql::explain::{direction, figures};
use spec::dataset::Type;
use spec::question::Query;

/// The answer with its totals, in order.
pub(super) fn below(
    answer: &Select,
    query: &Query,
    leading: Option<&Leading>,
    scope: &Scope,
    context: &Context<'_>,
) -> Result<Select, Error> {
    let answer = answer.wrapped("answer", context);
    let groups = query.groups.len();
    let level = answer.scope().fresh("level");
    let names: Vec<String> = answer.columns.iter().map(|known| identifier(&known.name)).collect();
    let mut selects = vec![format!(
        "select {}, 0 as {level}\nfrom {}{}",
        names.join(", "),
        answer.from,
        wheres(&answer)
    )];
    let has_subtotals = query.totals.subtotals && groups > 1;
    let depths: Vec<usize> = if has_subtotals {
        (1..groups).collect()
    } else {
        Vec::new()
    };
    for depth in depths.iter().rev().copied().chain(query.totals.grand.then_some(0)) {
        selects.push(total(&answer, query, depth, scope, context)?);
    }
    let every = context.define("every", &selects.join("\nunion all\n"));
    let mut whole = Select::all_of(&every, &answer.columns, &answer.hidden);
    for known in &mut whole.columns {
        known.written = format!("{every}.{}", identifier(&known.name));
    }
    let ranked = leading.map(|leading| own(leading, groups, &answer.columns));
    for depth in depths {
        let rows = format!("{every}\nwhere {level} = {}", groups - depth);
        let part = places(&every, &rows, query, leading, &answer.columns[..depth], context);
        let keys = &answer.columns[..depth];
        let met = keys.iter().enumerate().map(|(at, known)| {
            let ours = Known {
                written: format!("{every}.{}", identifier(&known.name)),
                nullable: true,
                ..known.clone()
            };
            ours.same(&format!("{part}.key_{}", at + 1))
        });
        let met: Vec<String> = met.chain([format!("{level} <= {}", groups - depth)]).collect();
        whole
            .from
            .push_str(&format!("\nleft join {part} on {}", met.join(" and ")));
        whole.order.push(format!("{part}.place"));
    }
    whole.all = false;
    whole.order.push(level.clone());
    let last = leading
        .and_then(|leading| leading.place.as_ref())
        .filter(|_| groups == 1 && !query.sort.is_empty());
    whole
        .order
        .extend(last.map(|place| format!("{every}.{} is null", identifier(place))));
    whole.order.extend(sorts(query, &every));
    let own_order = match ranked {
        Some(order) => order,
        None => answer.columns[..groups]
            .iter()
            .map(|known| known.name.clone())
            .collect(),
    };
    whole
        .order
        .extend(own_order.iter().map(|name| format!("{every}.{}", identifier(name))));
    Ok(whole)
}

fn wheres(answer: &Select) -> String {
    match answer.conditions.is_empty() {
        true => String::new(),
        false => format!("\nwhere {}", answer.conditions.join(" and ")),
    }
}

fn sorts(query: &Query, part: &str) -> Vec<String> {
    let sorts = query.sort.iter();
    sorts
        .map(|sort| format!("{part}.{}{}", identifier(&sort.by), direction(sort.order)))
        .collect()
}

/// The first groups in their own order: leading ones by their place, after the groups that they are ranked in.
fn own(leading: &Leading, depth: usize, columns: &[Known]) -> Vec<String> {
    let name = |at: usize| columns[at].name.clone();
    let place = leading.place.clone();
    let is_told = leading.position < depth && leading.within.iter().all(|at| *at < depth);
    let Some(place) = place.filter(|_| is_told) else {
        return (0..depth).map(name).collect();
    };
    let rest = (0..depth).filter(|at| !leading.within.contains(at));
    let rest = rest.map(|at| {
        if at == leading.position {
            place.clone()
        } else {
            name(at)
        }
    });
    leading.within.iter().map(|at| name(*at)).chain(rest).collect()
}

/// The rows that sum up all but the first groups.
fn total(answer: &Select, query: &Query, depth: usize, scope: &Scope, context: &Context<'_>) -> Result<String, Error> {
    let names: Vec<String> = query.groups[..depth].iter().map(|group| group.name()).collect();
    let is_told = query.top.as_ref().is_some_and(|top| {
        let first = query.groups.first().map(|group| group.name()).unwrap_or_default();
        let ranked = top.group.clone().unwrap_or(first);
        top.within.iter().chain([&ranked]).all(|name| names.contains(name))
    });
    let by = Query {
        groups: query.groups[..depth].to_vec(),
        top: query.top.clone().filter(|_| is_told),
        having: None,
        derived: Vec::new(),
        qualify: None,
        sort: Vec::new(),
        ..query.clone()
    };
    let (totals, _) = figures(&by, scope, context)?;
    let totals = totals.wrapped("totals", context);
    let part = totals.from.clone();
    // Beside “Other” the answer has text where the totals have a number or a moment.
    let written = |known: &Known, total: &Known| match known.is(Type::Text) && !total.is(Type::Text) {
        true => format!("{part}.{}::text", identifier(&known.name)),
        false => format!("{part}.{}", identifier(&known.name)),
    };
    let total_of = |known: &Known| totals.columns.iter().find(|total| total.name == known.name);
    let items = answer
        .columns
        .iter()
        .map(|known| total_of(known).map_or_else(|| "null".to_owned(), |total| written(known, total)));
    let items: Vec<String> = items.collect();
    let met = answer.columns[..depth].iter().map(|known| {
        let ours = Known {
            nullable: true,
            written: format!("answer.{}", identifier(&known.name)),
            ..known.clone()
        };
        ours.same(&written(known, total_of(known).unwrap_or(known)))
    });
    let conditions = answer.conditions.iter().cloned();
    let met: Vec<String> = met.chain(conditions).collect();
    let shown = match depth {
        0 => String::new(),
        _ => format!(
            "\nwhere exists (select from {} as answer where {})",
            answer.from,
            met.join(" and ")
        ),
    };
    let level = query.groups.len() - depth;
    Ok(format!("select {}, {level}\nfrom {part}{shown}", items.join(", ")))
}

/// Where the rows of each value of the first groups stand: as their totals do.
fn places(
    every: &str,
    totals: &str,
    query: &Query,
    leading: Option<&Leading>,
    keys: &[Known],
    context: &Context<'_>,
) -> String {
    let own: Vec<String> = match leading {
        Some(leading) => own(leading, keys.len(), keys),
        None => keys.iter().map(|known| known.name.clone()).collect(),
    };
    let own = own.iter().map(|name| format!("{every}.{}", identifier(name)));
    let order: Vec<String> = sorts(query, every).into_iter().chain(own).collect();
    let keys = keys.iter().enumerate();
    let keys: Vec<String> = keys
        .map(|(at, known)| format!("{} as key_{}", identifier(&known.name), at + 1))
        .collect();
    let body = format!(
        "select {}, row_number() over (order by {}) as place\nfrom {totals}",
        keys.join(", "),
        order.join(", ")
    );
    context.define("places", &body)
}
