//! Only the leading groups, found by a part before the statement.

use crate::error::Error;
use crate::query::columns::invalid;
use crate::sql::explain::context::Context;
use crate::sql::explain::grouped;
use crate::sql::explain::scope::{Known, Scope};
use crate::sql::explain::select::Select;
use crate::sql::explain::words::identifier;
use crate::sql::explain::{direction, then};
use spec::dataset::Type;
use spec::question::{Query, Top};

/// Which groups lead, and how they are ordered.
pub(super) struct Leading {
    /// Where the ranked group is among the columns.
    pub position: usize,
    /// Where the groups are among the columns in each of which it is ranked by itself.
    pub within: Vec<usize>,
    /// The column that tells the place of a leading group; none where the statement's own order and limit do.
    pub place: Option<String>,
    /// How the groups are ranked.
    pub rank: Vec<String>,
}

/// Keeps the leading groups of the answer.
pub(super) fn lead(
    answer: Select,
    query: &Query,
    top: &Top,
    scope: &Scope,
    context: &Context<'_>,
) -> Result<(Select, Leading), Error> {
    let ranked = Ranked::new(query, top, &answer.columns)?;
    let is_alone = query.groups.len() == 1 && !top.other;
    let is_last = query.sort.is_empty() && query.derived.is_empty() && query.totals.is_none();
    if is_alone && is_last && query.qualify.is_none() && query.limit.is_none() && query.offset.is_none() {
        let mut answer = grouped::having(answer, query, context)?;
        let rank = ranked.rank(&answer.columns);
        answer.limit = Some(top.count);
        return Ok((
            answer,
            Leading {
                position: ranked.position,
                within: Vec::new(),
                place: None,
                rank,
            },
        ));
    }
    let leading = ranked.leading(query, scope, context)?;
    let answer = match top.other {
        true => leading.with_others(query, scope, context)?,
        false => leading.only(&answer, query, context)?,
    };
    Ok((
        answer,
        Leading {
            position: ranked.position,
            within: ranked.within,
            place: Some(leading.place),
            rank: Vec::new(),
        },
    ))
}

/// What is ranked, by places among the answer's columns.
struct Ranked<'a> {
    top: &'a Top,
    position: usize,
    by: Option<usize>,
    within: Vec<usize>,
}

impl<'a> Ranked<'a> {
    fn new(query: &Query, top: &'a Top, columns: &[Known]) -> Result<Self, Error> {
        let (groups, figures) = columns.split_at(query.groups.len());
        let find = |name: &str, among: &[Known]| {
            let found = among.iter().position(|known| known.name == name);
            found.ok_or_else(|| invalid(format!("the answer has no “{name}” to rank by")))
        };
        if groups.is_empty() {
            return Err(invalid(
                "only the leading groups of what? Name a group, or leave the top out",
            ));
        }
        let by = match &top.by {
            Some(name) => Some(find(name, figures)?),
            None => (!figures.is_empty()).then_some(0),
        };
        let within: Result<Vec<usize>, Error> = top.within.iter().map(|name| find(name, groups)).collect();
        Ok(Self {
            top,
            position: top.group.as_deref().map_or(Ok(0), |name| find(name, groups))?,
            by: by.map(|at| at + groups.len()),
            within: within?,
        })
    }

    /// The order of the ranked groups: by the figure, then by their values.
    fn rank(&self, columns: &[Known]) -> Vec<String> {
        let by = self
            .by
            .map(|at| format!("{}{}", columns[at].written, direction(self.top.order)));
        by.into_iter().chain([columns[self.position].written.clone()]).collect()
    }

    /// Defines the part that finds the leading groups.
    fn leading(&self, query: &Query, scope: &Scope, context: &Context<'_>) -> Result<Leaders, Error> {
        let at = |index: usize| query.groups[index].clone();
        let alone = Query {
            groups: self
                .within
                .iter()
                .chain([&self.position])
                .map(|index| at(*index))
                .collect(),
            ..query.clone()
        };
        let mut found = grouped::groups(&alone, scope, context)?;
        if alone.groups.len() == query.groups.len() {
            found = grouped::having(found, query, context)?;
        }
        if found.has_windows || !found.having.is_empty() {
            found = found.wrapped("ranked", context);
        }
        let (leader, place) = (scope.fresh("leader"), scope.fresh("place"));
        let by = self.by.map(|by| by - query.groups.len() + alone.groups.len());
        let alone_ranked = Ranked {
            top: self.top,
            position: self.within.len(),
            by,
            within: (0..self.within.len()).collect(),
        };
        let rank = alone_ranked.rank(&found.columns).join(", ");
        let mut columns: Vec<Known> = Vec::new();
        let mut inner = Vec::new();
        for index in 0..self.within.len() {
            let known = &found.columns[index];
            inner.push(known.written.clone());
            columns.push(Known {
                name: scope.fresh(&format!("within_{}", index + 1)),
                ..known.clone()
            });
        }
        columns.push(Known {
            name: leader.clone(),
            ..found.columns[self.within.len()].clone()
        });
        let partition = match inner.is_empty() {
            true => String::new(),
            false => format!("partition by {} ", inner.join(", ")),
        };
        columns.push(Known {
            written: format!("row_number() over ({partition}order by {rank})"),
            ..Known::named(&place, Some(Type::Integer), false)
        });
        let withins = columns[..self.within.len()]
            .iter()
            .map(|known| identifier(&known.name))
            .collect();
        found.columns = columns;
        found.all = false;
        if self.within.is_empty() {
            found.order = vec!["2".to_owned()];
            found.limit = Some(self.top.count);
        }
        Ok(Leaders {
            part: context.define("leaders", &found.text()),
            leader,
            place,
            position: self.position,
            within: self.within.iter().copied().zip::<Vec<String>>(withins).collect(),
            most: (!self.within.is_empty()).then_some(self.top.count),
        })
    }
}

/// The part that finds the leading groups.
struct Leaders {
    part: String,
    leader: String,
    place: String,
    position: usize,
    within: Vec<(usize, String)>,
    most: Option<u64>,
}

impl Leaders {
    /// When a row of these columns belongs to a leading group.
    fn met(&self, columns: &[Known]) -> String {
        let mut met: Vec<String> = self.within.iter().map(|(at, name)| columns[*at].same(name)).collect();
        met.push(columns[self.position].same(&self.leader));
        met.extend(self.most.map(|most| format!("{} <= {most}", self.place)));
        met.join(" and ")
    }

    fn placed(&self) -> Known {
        Known::named(&self.place, Some(Type::Integer), true)
    }

    /// The answer's rows of leading groups.
    fn only(&self, answer: &Select, query: &Query, context: &Context<'_>) -> Result<Select, Error> {
        let mut answer = answer.wrapped("grouped", context);
        answer.from = format!("{} join {} on {}", answer.from, self.part, self.met(&answer.columns));
        answer.all = false;
        answer.columns.push(self.placed());
        answer.hidden.push(self.place.clone());
        match query.having.is_none() || query.groups.len() == self.within.len() + 1 {
            true => Ok(answer),
            false => grouped::having(answer.wrapped("kept", context), query, context),
        }
    }

    /// The rows grouped anew, those of no leading group as one.
    fn with_others(&self, query: &Query, scope: &Scope, context: &Context<'_>) -> Result<Select, Error> {
        let (part, leader, place) = (&self.part, &self.leader, &self.place);
        let answer = grouped::regrouped(query, scope, context, |groups| {
            groups.from = format!("{} left join {part} on {}", scope.from, self.met(&groups.columns));
            let key = &mut groups.columns[self.position];
            let is_text = key.is(Type::Text);
            let other = match is_text {
                true => {
                    format!("coalesce((select 'All other' from {part} where {leader} = 'Other' limit 1), 'Other')")
                }
                false => "'Other'".to_owned(),
            };
            let shown = if is_text {
                leader.clone()
            } else {
                format!("{leader}::text")
            };
            key.written = format!("case when {place} is null then {other} else {shown} end");
            key.kind = Some(Type::Text);
            Some(self.placed())
        })?;
        match query.having.is_none() || query.groups.len() == self.within.len() + 1 {
            true => Ok(answer),
            false => grouped::having(answer.wrapped("kept", context), query, context),
        }
    }
}

/// The order of the groups' rows: by their values, the ranked one by its place.
pub(super) fn order(query: &Query, leading: Option<&Leading>) -> Vec<String> {
    match leading {
        Some(leading) if leading.place.is_none() => leading.rank.clone(),
        Some(leading) => {
            let place = leading.place.clone().unwrap_or_default();
            let mut keys = grouped::ordinals(query);
            keys[leading.position] = place;
            let outer: Vec<String> = leading.within.iter().map(|at| keys[*at].clone()).collect();
            keys.retain(|key| !outer.contains(key));
            outer.into_iter().chain(keys).collect()
        }
        None => then(query),
    }
}
