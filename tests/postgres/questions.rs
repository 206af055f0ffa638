//! Questions by chance over the tables of [`crate::postgres::tables`]: each makes sense, and the same seed makes the same one.

mod conditions;
mod groups;
mod laid;
mod source;

use crate::postgres::tables::Chance;
use spec::model::Calendar;
use spec::question::{Aggregate, Calculated, Order, Query, Sort, Top};

/// The columns of `sales` by what they hold.
pub const NUMBERS: [&str; 4] = ["qty", "price", "cost", "id"];
/// Text.
pub const TEXTS: [&str; 3] = ["shop", "product", "note"];
/// Days and moments.
pub const TIMES: [&str; 2] = ["day", "at"];

/// Columns worked out from others, with what they hold: `n` a number, `t` text, `f` a flag, `d` a day.
const CALCULATED: [(&str, char); 18] = [
    ("price * qty", 'n'),
    ("cost * qty - 1.5", 'n'),
    ("qty / 3", 'n'),
    ("price / qty", 'n'),
    ("qty % 4", 'n'),
    ("coalesce(qty, 0) + id", 'n'),
    ("abs(price)", 'n'),
    ("round(cost, 1)", 'n'),
    ("length(note)", 'n'),
    ("year(day) * 100 + month(day)", 'n'),
    (
        "case when qty > 3 then 'many' when qty is null then 'none' else 'few' end",
        't',
    ),
    ("upper(product)", 't'),
    ("shop || '/' || product", 't'),
    ("left(note, 2)", 't'),
    ("qty > 3 and open", 'f'),
    ("price > cost", 'f'),
    ("day + 45", 'd'),
    ("date_trunc('month', day)", 'd'),
];

/// The columns that a question may name.
#[derive(Clone, Debug)]
pub struct Columns {
    /// Numbers.
    pub numbers: Vec<String>,
    /// Text.
    pub texts: Vec<String>,
    /// Days and moments.
    pub times: Vec<String>,
    /// True and false.
    pub flags: Vec<String>,
}

impl Columns {
    fn of_sales() -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            numbers: owned(&NUMBERS),
            texts: owned(&TEXTS),
            times: owned(&TIMES),
            flags: owned(&["open"]),
        }
    }

    /// Every one of them.
    pub fn every(&self) -> Vec<String> {
        [&self.numbers, &self.texts, &self.times, &self.flags]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }
}

/// A question by chance.
pub fn question(chance: &mut Chance) -> Query {
    let mut query = Query {
        from: "sales".to_owned(),
        ..Query::default()
    };
    let mut columns = Columns::of_sales();
    if chance.percent(15) {
        query.calendar = Some(Calendar {
            week_start: 1 + chance.below(7) as u8,
            year_start: 1 + chance.below(12) as u8,
        });
    }
    if SOURCES && chance.percent(40) {
        source::union(&mut query, &mut columns, chance);
        source::joins(&mut query, &mut columns, chance);
    }
    calculate(&mut query, &mut columns, chance);
    if chance.percent(45) {
        query.filter = Some(conditions::filter(&columns, chance, 2));
    }
    match chance.percent(15) {
        true => list(&mut query, &columns, chance),
        false => group(&mut query, &columns, chance),
    }
    query
}

fn calculate(query: &mut Query, columns: &mut Columns, chance: &mut Chance) {
    for at in 0..chance.below(4).saturating_sub(1) {
        let (expression, kind) = *chance.one(&CALCULATED);
        let name = format!("made {at}");
        match kind {
            'n' => columns.numbers.push(name.clone()),
            't' => columns.texts.push(name.clone()),
            'f' => columns.flags.push(name.clone()),
            _ => columns.times.push(name.clone()),
        }
        query.calculated.push(Calculated {
            name,
            expression: expression.to_owned(),
        });
    }
}

/// Rows, in an order that leaves nothing open.
fn list(query: &mut Query, columns: &Columns, chance: &mut Chance) {
    let every = columns.every();
    query.columns = vec!["id".to_owned()];
    for _ in 0..chance.below(4) {
        let name = chance.one(&every);
        if !query.columns.contains(name) {
            query.columns.push(name.clone());
        }
    }
    if chance.percent(60) {
        query
            .sort
            .push(sort(chance.one::<String>(&query.columns.clone()), chance));
    }
    query.sort.push(sort("id", chance));
    cut(query, chance);
}

fn group(query: &mut Query, columns: &Columns, chance: &mut Chance) {
    groups::groups(query, columns, chance);
    groups::measures(query, columns, chance);
    drop_unfit(query);
    if chance.percent(25) {
        query.having = conditions::having(query, chance);
    }
    let is_ranked_well = query
        .measures
        .iter()
        .all(|measure| measure.aggregate != Aggregate::Correlation);
    if !query.groups.is_empty() && is_ranked_well && chance.percent(25) {
        query.top = Some(top(query, chance));
    }
    let names = sortable(query);
    for _ in 0..chance.below(3) {
        if let Some(name) = names.get(chance.below(names.len() as u64) as usize)
            && query.sort.iter().all(|sort| &sort.by != name)
        {
            query.sort.push(sort(name, chance));
        }
    }
    if LAID && chance.percent(30) {
        laid::derived(query, chance);
    }
    if LAID && chance.percent(15) {
        laid::totals(query, chance);
    }
    cut(query, chance);
}

/// Drops expressions over joins, which may have no statement, and correlations with a column that groups or conditions hold to one value: there is none, and rounding makes one up.
#[expect(clippy::unwrap_used, reason = "a part of a test")]
fn drop_unfit(query: &mut Query) {
    let held = serde_json::to_string(&(&query.filter, &query.groups)).unwrap();
    let is_held = |name: &Option<String>| name.as_ref().is_some_and(|name| held.contains(&format!("{name:?}")));
    let is_joined = !query.joins.is_empty();
    query
        .measures
        .retain(|measure| !(is_joined && measure.aggregate == Aggregate::Expression));
    query.measures.retain(|measure| {
        measure.aggregate != Aggregate::Correlation || !(is_held(&measure.column) || is_held(&measure.with))
    });
    if query.measures.is_empty() && query.groups.is_empty() {
        query.measures.push(spec::question::Measure::count());
    }
}

/// What a question may be sorted by: no figures that rounding puts in another order, nor a group beside “Other”, which is text there even when nothing is left over.
fn sortable(query: &Query) -> Vec<String> {
    let figures = query.measures.iter();
    let rounded = |aggregate: Aggregate| {
        matches!(
            aggregate,
            Aggregate::Correlation | Aggregate::WeightedMean | Aggregate::Deviation | Aggregate::Variance
        )
    };
    let figures = figures.filter(|measure| !rounded(measure.aggregate));
    let beside = query
        .top
        .as_ref()
        .filter(|top| top.other)
        .and_then(|top| top.group.clone());
    let groups = query.groups.iter().map(|group| group.name());
    let groups = groups.filter(|name| Some(name) != beside.as_ref());
    groups.chain(figures.map(|measure| measure.name())).collect()
}

/// Whether rows come from several datasets.
const SOURCES: bool = true;

/// Whether something comes after the figures.
const LAID: bool = true;

fn top(query: &Query, chance: &mut Chance) -> Top {
    let groups: Vec<String> = query.groups.iter().map(|group| group.name()).collect();
    let by = (!query.measures.is_empty() && chance.percent(50)).then(|| chance.one(&query.measures).name());
    let group = chance.one(&groups).clone();
    let outer = groups.iter().filter(|name| **name != group);
    let within = outer.filter(|_| LAID && chance.percent(20)).cloned().collect();
    Top {
        count: chance.below(6),
        group: Some(group),
        by,
        order: order(chance),
        other: chance.percent(50),
        within,
    }
}

fn cut(query: &mut Query, chance: &mut Chance) {
    query.limit = chance.percent(25).then(|| chance.below(12));
    query.offset = chance.percent(12).then(|| chance.below(6));
}

fn sort(by: &str, chance: &mut Chance) -> Sort {
    Sort {
        by: by.to_owned(),
        order: order(chance),
    }
}

fn order(chance: &mut Chance) -> Order {
    *chance.one(&[Order::Ascending, Order::Descending])
}
