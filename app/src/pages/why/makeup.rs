//! What makes a figure up: its largest parts, by another column.

use super::Asked;
use crate::ui::field::Choose;
use crate::ui::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::{Format, FormatKind, Table};
use spec::dataset::Column;
use spec::profile::{Profile, Role};
use spec::question::{Group, Question};
use spec::shelf::column;

/// How many parts are shown.
const SHOWN: u64 = 8;

/// The largest parts, by a column that can be chosen.
#[component]
pub(super) fn Makeup(asked: Asked) -> impl IntoView {
    let (columns, chosen) = (RwSignal::new(Vec::<Group>::new()), RwSignal::new(None::<String>));
    spawn_local(async move {
        let offered = offered(asked).await;
        chosen.try_set(offered.first().map(Group::name));
        columns.try_set(offered);
    });
    let group = Memo::new(move |_| {
        let name = chosen.get()?;
        columns.with(|columns| columns.iter().find(|group| group.name() == name).cloned())
    });
    let parts = LocalResource::new(move || {
        let query = asked
            .why
            .get()
            .zip(group.get())
            .map(|(why, group)| why.by(&group, SHOWN));
        async move { asked.engine.table(None, Question::Query(query?), SHOWN).await.ok() }
    });
    let choices = Signal::derive(move || {
        columns.with(|columns| {
            columns
                .iter()
                .map(|group| (group.name(), group.name()))
                .collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || chosen.get().unwrap_or_default());
    view! {
        <Show when=move || !columns.with(Vec::is_empty)>
            <div class="makeup-head">
                <h3>"What makes it up"</h3>
                <Choose label="By" choices value bare=true on_choose=move |name| chosen.set(Some(name)) />
            </div>
            <div class="makeup" aria-live="polite">
                {move || parts.get().flatten().map(|table| view! { <Parts asked table /> })}
            </div>
        </Show>
    }
}

#[component]
fn Parts(asked: Asked, table: Table) -> impl IntoView {
    let number = |row: &Vec<spec::value::Value>| row.get(1).and_then(spec::value::Value::number);
    let most = table
        .rows
        .iter()
        .filter_map(number)
        .fold(0.0_f64, |most, value| most.max(value.abs()));
    let named = table.columns.first().map(format::of_column).unwrap_or_default();
    let name = asked.name.get_untracked();
    let figure = asked.wanted.with_value(|wanted| wanted.format(&name));
    let figure = match figure.kind {
        FormatKind::Percent | FormatKind::Text => Format {
            kind: FormatKind::Number,
            ..Format::default()
        },
        _ => figure,
    };
    let figure = format::aligned(figure, table.rows.iter().filter_map(|row| row.get(1)));
    let lines = table.rows.iter().map(|row| {
        let written =
            |at: usize, format: &Format| row.get(at).map(|value| format::cell(value, format)).unwrap_or_default();
        let name = match row.first() {
            Some(value) if !value.is_null() => written(0, &named),
            _ => "empty".to_owned(),
        };
        let part = number(row).unwrap_or_default().abs() / most.max(f64::MIN_POSITIVE);
        let rows = row.get(2).and_then(spec::value::Value::number).unwrap_or_default() as u64;
        view! {
            <tr>
                <th scope="row" title=name.clone()>{name.clone()}</th>
                <td class="bar" aria-hidden="true"><div style:width=format!("{:.1}%", part * 100.0)></div></td>
                <td class="number">{written(1, &figure)}</td>
                <td class="number quiet-text">{format::counted(rows, "row")}</td>
            </tr>
        }
    });
    let lines: Vec<_> = lines.collect();
    let adds_up = asked
        .why
        .with_untracked(|why| why.as_ref().is_some_and(spec::why::Why::adds_up));
    let is_cut = table.rows.len() as u64 == SHOWN;
    let note = match (adds_up, is_cut) {
        (true, true) => "The largest parts; together with the others they add up to the figure",
        (true, false) => "These parts add up to the figure",
        (false, _) => "The figure of each part; they do not add up, the figure lies among them",
    };
    view! {
        <table aria-label="What makes it up">
            <tbody>{lines}</tbody>
        </table>
        <p class="small-text">{note}</p>
    }
}

/// The columns that can tell parts apart, the most telling first; not those that the question is grouped by.
async fn offered(asked: Asked) -> Vec<Group> {
    let Some(query) = asked.wanted.try_with_value(|wanted| wanted.query.clone()) else {
        return Vec::new();
    };
    let columns = asked
        .engine
        .columns(spec::why::ground(&query))
        .await
        .unwrap_or_default();
    let profile = asked.engine.profile(query.from.clone()).await.unwrap_or_default();
    let is_new = |column: &&Column| {
        let is_grouped = query
            .groups
            .iter()
            .any(|group| group.column == column.name && group.by.is_value());
        !is_grouped
    };
    let mut ranked: Vec<_> = columns
        .iter()
        .filter(is_new)
        .filter_map(|column| Some((worth(column, &profile)?, column)))
        .collect();
    ranked.sort_by_key(|(worth, _)| *worth);
    let group = |column: &Column| column::group(column, known(column, &profile));
    ranked.into_iter().map(|(_, column)| group(column)).collect()
}

/// How well a column tells parts apart, the best at 0; none when it does not.
fn worth(column: &Column, profile: &Profile) -> Option<u32> {
    let Some(known) = known(column, profile) else {
        return Some(2);
    };
    match (known.role, known.distinct) {
        (_, 0 | 1) => None,
        (Role::Category | Role::Flag | Role::Place, 2..=50) => Some(0),
        (Role::Period, 2..=50) | (Role::Time, _) => Some(1),
        (Role::Identifier | Role::Text, many) if many > 1000 => None,
        (Role::Measure | Role::Rate | Role::Coordinate, _) => Some(3),
        _ => Some(2),
    }
}

fn known<'a>(column: &Column, profile: &'a Profile) -> Option<&'a spec::profile::ColumnProfile> {
    profile.columns.iter().find(|known| known.column.name == column.name)
}
