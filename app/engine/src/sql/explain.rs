//! The statement that a query amounts to, in the way of PostgreSQL.

pub(crate) mod condition;
pub(crate) mod words;

use condition::condition;
use spec::question::{Aggregate, Grain, Group, Grouping, Measure, Order, Query, Sort, Top};
use words::{identifier, number};

/// The statement that a query amounts to.
pub(crate) fn explain(query: &Query) -> String {
    match query.groups.is_empty() && query.measures.is_empty() {
        true => listed(query),
        false => grouped(query),
    }
}

fn listed(query: &Query) -> String {
    let columns: Vec<String> = query.columns.iter().map(|name| identifier(name)).collect();
    let columns = if columns.is_empty() {
        "*".to_owned()
    } else {
        columns.join(", ")
    };
    let conditions: Vec<String> = query
        .filter
        .iter()
        .chain(&query.having)
        .map(|filter| condition(filter, &|name| identifier(name)))
        .collect();
    let mut lines = vec![format!("select {columns}"), format!("from {}", source(query))];
    if !conditions.is_empty() {
        lines.push(format!("where {}", conditions.join(" and ")));
    }
    lines.extend(order(&query.sort, &[]));
    lines.extend(limits(query));
    lines.join("\n")
}

fn grouped(query: &Query) -> String {
    let leading = query.top.as_ref().and_then(|top| Leading::of(query, top));
    let mut columns: Vec<(String, String)> = Vec::new();
    for (at, group) in query.groups.iter().enumerate() {
        let key = match &leading {
            Some(leading) if leading.position == at => leading.key(&grouping(group)),
            _ => grouping(group),
        };
        columns.push((key, group.name()));
    }
    columns.extend(query.measures.iter().map(|measure| (figure(measure), measure.name())));
    let meaning = |name: &str| {
        let found = columns.iter().find(|(_, known)| known == name);
        found.map_or_else(|| identifier(name), |(written, _)| written.clone())
    };
    let mut conditions: Vec<String> = query
        .filter
        .iter()
        .map(|filter| condition(filter, &|name| identifier(name)))
        .collect();
    conditions.extend(leading.as_ref().and_then(|leading| leading.condition(query)));
    let mut lines: Vec<String> = leading.iter().map(|leading| leading.statement(query)).collect();
    let shown: Vec<String> = columns.iter().map(|(written, name)| named(written, name)).collect();
    lines.push(format!("select {}", shown.join(", ")));
    lines.push(format!("from {}", source(query)));
    if !conditions.is_empty() {
        lines.push(format!("where {}", conditions.join(" and ")));
    }
    if !query.groups.is_empty() {
        let ordinals: Vec<String> = (1..=query.groups.len()).map(|ordinal| ordinal.to_string()).collect();
        lines.push(format!("group by {}", ordinals.join(", ")));
    }
    if let Some(having) = &query.having {
        lines.push(format!("having {}", condition(having, &meaning)));
    }
    lines.extend(ordered(query, leading.is_some()));
    lines.extend(limits(query));
    lines.join("\n")
}

/// The leading groups, where a statement before the main one finds them.
struct Leading<'a> {
    position: usize,
    top: &'a Top,
}

impl<'a> Leading<'a> {
    fn of(query: &Query, top: &'a Top) -> Option<Self> {
        let named = |group: &Group| top.group.as_deref().is_none_or(|name| group.name() == name);
        let position = query.groups.iter().position(named)?;
        (top.other || query.groups.len() > 1).then_some(Self { position, top })
    }

    fn statement(&self, query: &Query) -> String {
        let group = &query.groups[self.position];
        let filter = query
            .filter
            .iter()
            .map(|filter| format!(" where {}", condition(filter, &|name| identifier(name))));
        format!(
            "with leading as (select {} as leader from {}{} group by 1 order by {} limit {})",
            grouping(group),
            source(query),
            filter.collect::<String>(),
            rank(query, self.top),
            self.top.count
        )
    }

    fn key(&self, key: &str) -> String {
        match self.top.other {
            true => format!("case when {key} in (select leader from leading) then {key}::text else 'Other' end"),
            false => key.to_owned(),
        }
    }

    fn condition(&self, query: &Query) -> Option<String> {
        let key = grouping(&query.groups[self.position]);
        (!self.top.other).then(|| format!("{key} in (select leader from leading)"))
    }
}

fn rank(query: &Query, top: &Top) -> String {
    let by = query
        .measures
        .iter()
        .find(|measure| top.by.as_deref().is_none_or(|name| measure.name() == name));
    let by = by.map_or_else(|| "count(*)".to_owned(), figure);
    format!("{by}{}, 1", direction(top.order))
}

fn ordered(query: &Query, apart: bool) -> Vec<String> {
    let ordinals: Vec<String> = (1..=query.groups.len()).map(|ordinal| ordinal.to_string()).collect();
    match (&query.top, query.sort.is_empty()) {
        (Some(top), true) if !apart => vec![format!("order by {}", rank(query, top)), format!("limit {}", top.count)],
        _ => order(&query.sort, &ordinals),
    }
}

fn order(sort: &[Sort], then: &[String]) -> Vec<String> {
    let keys = sort
        .iter()
        .map(|sort| format!("{}{}", identifier(&sort.by), direction(sort.order)));
    let keys: Vec<String> = keys.chain(then.iter().cloned()).collect();
    match keys.is_empty() {
        true => Vec::new(),
        false => vec![format!("order by {}", keys.join(", "))],
    }
}

fn direction(order: Order) -> &'static str {
    match order {
        Order::Ascending => "",
        Order::Descending => " desc nulls last",
    }
}

fn limits(query: &Query) -> Vec<String> {
    let limit = query.limit.iter().map(|limit| format!("limit {limit}"));
    let offset = query.offset.iter().map(|offset| format!("offset {offset}"));
    limit.chain(offset).collect()
}

/// The dataset, with its calculated columns.
fn source(query: &Query) -> String {
    let name = identifier(&query.from);
    query.calculated.iter().fold(name.clone(), |inner, column| {
        let calculated = identifier(&column.name);
        format!(
            "(select *, {} as {calculated} from {inner}) as {name}",
            column.expression
        )
    })
}

fn named(written: &str, name: &str) -> String {
    let alias = identifier(name);
    match written == alias {
        true => alias,
        false => format!("{written} as {alias}"),
    }
}

/// A group as an expression.
fn grouping(group: &Group) -> String {
    by(&identifier(&group.column), group.by)
}

/// A column grouped as an expression.
fn by(column: &str, grouping: Grouping) -> String {
    let period = |unit: &str| format!("date_trunc('{unit}', {column})::date");
    let moment = |unit: &str| format!("date_trunc('{unit}', {column})");
    let part = |unit: &str| format!("extract({unit} from {column})");
    match grouping {
        Grouping::Value => column.to_owned(),
        Grouping::Width(width) => format!("floor({column} / {0}) * {0}", number(width)),
        Grouping::Quantiles(count) => format!("{column} /* in {count} bins of as many rows */"),
        Grouping::Bins(count) => format!("{column} /* in about {count} bins */"),
        Grouping::Grain(grain) => match grain {
            Grain::Year => period("year"),
            Grain::Quarter => period("quarter"),
            Grain::Month => period("month"),
            Grain::Week => period("week"),
            Grain::Day => format!("{column}::date"),
            Grain::Hour => moment("hour"),
            Grain::Minute => moment("minute"),
            Grain::MonthOfYear => part("month"),
            Grain::QuarterOfYear => part("quarter"),
            Grain::Second => moment("second"),
            Grain::WeekOfYear => part("week"),
            Grain::Weekday => part("isodow"),
            Grain::DayOfMonth => part("day"),
            Grain::DayOfYear => part("doy"),
            Grain::HourOfDay => part("hour"),
        },
    }
}

/// A measure as an expression.
fn figure(measure: &Measure) -> String {
    let Some(column) = measure.column.as_deref().map(identifier) else {
        return match measure.aggregate {
            Aggregate::Share => "count(*) * 1.0 / sum(count(*)) over ()".to_owned(),
            _ => "count(*)".to_owned(),
        };
    };
    let within = |part: f64| format!("percentile_cont({}) within group (order by {column})", number(part));
    match measure.aggregate {
        Aggregate::Count => format!("count({column})"),
        Aggregate::Sum => format!("sum({column})"),
        Aggregate::Mean => format!("avg({column})"),
        Aggregate::Median => within(0.5),
        Aggregate::Min => format!("min({column})"),
        Aggregate::Max => format!("max({column})"),
        Aggregate::Distinct => format!("count(distinct {column})"),
        Aggregate::Deviation => format!("stddev_samp({column})"),
        Aggregate::Percentile(part) => within(part),
        Aggregate::First => format!("first({column}) filter (where {column} is not null)"),
        Aggregate::Last => format!("last({column}) filter (where {column} is not null)"),
        Aggregate::Variance => format!("var_samp({column})"),
        Aggregate::Mode => format!("mode() within group (order by {column})"),
        Aggregate::Correlation | Aggregate::WeightedMean | Aggregate::Expression | Aggregate::Metric => {
            measure.expression.clone().unwrap_or(column)
        }
        Aggregate::Share => format!("sum({column}) * 1.0 / sum(sum({column})) over ()"),
    }
}
