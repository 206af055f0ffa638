//! How a column's values form groups: parts of the calendar, steps, equal parts.

use crate::pages::ask::dialogs::{Line, Open};
use crate::pages::ask::edit::Change;
use crate::pages::ask::reading::Chips;
use crate::ui::menu::{MenuItem, MenuTitle};
use crate::ui::words;
use leptos::prelude::*;
use spec::dataset::Type;
use spec::question::{Grain, Group, Grouping};

const TIMELINE: [Grain; 5] = [Grain::Year, Grain::Quarter, Grain::Month, Grain::Week, Grain::Day];
const OF_DAY: [Grain; 3] = [Grain::Hour, Grain::Minute, Grain::Second];
const PARTS: [Grain; 6] = [
    Grain::QuarterOfYear,
    Grain::MonthOfYear,
    Grain::WeekOfYear,
    Grain::DayOfYear,
    Grain::DayOfMonth,
    Grain::Weekday,
];

/// The ways to cut a group's column.
#[component]
pub(super) fn Cut(chips: Chips, at: usize, group: Memo<Option<Group>>) -> impl IntoView {
    let kind = Memo::new(move |_| chips.kind(&group.get()?.column));
    let item = move |by: Grouping| {
        let checked = Signal::derive(move || Some(group.get().is_some_and(|group| group.by == by)));
        let choose = move |()| {
            if let Some(group) = group.get_untracked() {
                chips.change.run(Change::Group(at, Group { by, ..group }));
            }
        };
        view! { <MenuItem label=words::capitalised(&told(by)) checked on_press=choose /> }
    };
    let grains = move |grains: &[Grain]| {
        let items = grains.iter().map(|grain| item(Grouping::Grain(*grain)));
        items.collect_view()
    };
    let is_moment = move || kind.get() == Some(Type::Datetime);
    let is_time = move || kind.get().is_some_and(Type::is_time);
    let is_number = move || kind.get().is_some_and(Type::is_number);
    view! {
        <Show when=is_time>
            {grains(&TIMELINE)}
            {move || is_moment().then(|| grains(&OF_DAY))}
            <MenuTitle label="Whatever the year" />
            {grains(&PARTS)}
            {move || is_moment().then(|| grains(&[Grain::HourOfDay]))}
            <hr />
        </Show>
        {item(Grouping::Value)}
        <Show when=is_number>
            <MenuTitle label="Steps of a round width" />
            {[5, 10, 20, 50].map(|count| item(Grouping::Bins(count))).into_iter().collect_view()}
            <MenuItem label="Steps of…" on_press=move |()| chips.open(Open::Line(width(at))) />
        </Show>
        <MenuTitle label="As many rows in each" />
        {[3, 4, 5, 10].map(|count| item(Grouping::Quantiles(count))).into_iter().collect_view()}
        <MenuItem label="Equal parts…" on_press=move |()| chips.open(Open::Line(parts(at))) />
    }
}

/// A way to cut, in words.
pub(super) fn told(by: Grouping) -> String {
    match by {
        Grouping::Value => "each value".to_owned(),
        Grouping::Grain(grain) => grain.word().to_owned(),
        Grouping::Width(width) => format!("steps of {}", words::number(width)),
        Grouping::Bins(count) => format!("about {count} steps"),
        Grouping::Quantiles(count) => format!("{count} equal parts"),
    }
}

fn width(at: usize) -> Line {
    Line::number("Steps", "How wide each is", 10.0, move |width, query| {
        let group = query.groups.get(at)?.clone();
        let by = Grouping::Width(width);
        (width > 0.0).then_some(Change::Group(at, Group { by, ..group }))
    })
}

fn parts(at: usize) -> Line {
    Line::number("Equal parts", "How many", 8.0, move |count, query| {
        let group = query.groups.get(at)?.clone();
        let by = Grouping::Quantiles(count as u32);
        (2.0..=1000.0)
            .contains(&count)
            .then_some(Change::Group(at, Group { by, ..group }))
    })
}
