//! One column: its type, its name, the shape of its values.

use super::Listing;
use crate::pages::explore::drag::{self, What};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::shape::{bars, share};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use spec::dataset::{Column, Type};
use spec::profile::ColumnProfile;
use spec::shelf::column as becomes;
use web_sys::Element;

/// A column that can be clicked, dragged, or put somewhere by its menu.
#[component]
pub(super) fn ColumnRow(listing: Listing, column: Column) -> impl IntoView {
    let bench = listing.bench;
    let name = column.name.clone();
    let own = name.clone();
    let profile = Memo::new(move |_| bench.profile(&own));
    let column = StoredValue::new(column);
    let kind = column.with_value(|column| column.kind);
    let told = Memo::new(move |_| column.with_value(|column| told(column, profile.get().as_ref())));
    let home = move || {
        column
            .with_value(|column| becomes::home(column, profile.get().as_ref()))
            .label()
    };
    let own = StoredValue::new(name.clone());
    let stop = move || {
        if listing
            .stop
            .with(|stop| own.with_value(|own| stop.as_ref() == Some(own)))
        {
            "0"
        } else {
            "-1"
        }
    };
    let open = move |x: f64, y: f64| listing.menu.set(Some((column.get_value(), (x, y))));
    let context = move |event: MouseEvent| {
        event.prevent_default();
        own.with_value(|own| listing.last.set(Some(own.clone())));
        open(f64::from(event.client_x()), f64::from(event.client_y()));
    };
    let below = move |element: &Element| {
        let place = element.get_bounding_client_rect();
        open(place.left() + 12.0, place.bottom());
    };
    let key = move |event: KeyboardEvent| {
        let asks =
            matches!(event.key().as_str(), "ArrowRight" | "ContextMenu") || (event.key() == "F10" && event.shift_key());
        if asks {
            event.prevent_default();
            below(&event_target::<Element>(&event));
        }
    };
    let more = move |event: MouseEvent| {
        own.with_value(|own| listing.last.set(Some(own.clone())));
        below(&event_target::<Element>(&event));
    };
    view! {
        <li class="column-row">
            <button
                type="button"
                class="column-button"
                tabindex=stop
                title=move || told.get()
                aria-haspopup="menu"
                on:click=move |_| column.with_value(|column| bench.add(column))
                on:focus=move |_| own.with_value(|own| listing.last.set(Some(own.clone())))
                on:contextmenu=context
                on:keydown=key
                on:pointerdown=move |event| drag::press(bench, &event, What::Column(column.get_value()), own.get_value())
            >
                <span class="type" data-mark=type_mark(kind) aria-hidden="true"></span>
                <span class="name">{name.clone()}</span>
                <span class="hidden-label">{move || format!(", {}: add to {}", type_word(kind), home())}</span>
                {move || profile.get().map(|profile| view! { <Shape profile /> })}
            </button>
            <button type="button" class="more" tabindex="-1" aria-label=format!("More for {name}") title="Where it can go" on:click=more>
                <Icon glyph=Glyph::More />
            </button>
        </li>
    }
}

/// The shape of the values, in one path.
#[component]
fn Shape(profile: ColumnProfile) -> impl IntoView {
    let bar = |(x, width, height): (f64, f64, f64)| format!("M{x:.1} 24h{width:.1}v-{height:.1}h-{width:.1}z");
    let path: String = bars(&profile).into_iter().map(bar).collect();
    view! {
        <svg class="shape" viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// What there is to know of a column, in a few lines.
fn told(column: &Column, profile: Option<&ColumnProfile>) -> String {
    let mut lines = vec![format!("{} · {}", column.name, type_word(column.kind))];
    if let Some(profile) = profile {
        lines.push(format!("{} different", format::count(profile.distinct)));
        let nulls = profile.nulls;
        let rows: u64 = nulls + profile.histogram.iter().sum::<u64>();
        if nulls > 0 && rows > nulls {
            lines.push(format!("{} empty ({})", format::count(nulls), share(nulls, rows)));
        } else if nulls > 0 {
            lines.push(format!("{} empty", format::count(nulls)));
        }
        let written = format::of_column(column);
        if !profile.min.is_null() && !profile.histogram.is_empty() {
            let (low, high) = (
                format::cell(&profile.min, &written),
                format::cell(&profile.max, &written),
            );
            lines.push(format!("{low} – {high}"));
        } else if !profile.top.is_empty() {
            let top = profile
                .top
                .iter()
                .take(3)
                .map(|(value, _)| format::cell(value, &written));
            lines.push(top.collect::<Vec<_>>().join(", "));
        }
    }
    lines.join("\n")
}

fn type_word(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "yes or no",
        Type::Integer => "whole number",
        Type::Float | Type::Decimal => "number",
        Type::Text => "text",
        Type::Date => "date",
        Type::Datetime => "moment",
        Type::Time => "time of day",
        Type::Duration => "length of time",
        Type::List => "list",
        Type::Struct => "record",
    }
}

fn type_mark(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "y/n",
        Type::Integer | Type::Float | Type::Decimal => "#",
        Type::Text => "Aa",
        Type::Date | Type::Datetime => "31",
        Type::Time | Type::Duration => "h:m",
        Type::List => "[ ]",
        Type::Struct => "{ }",
    }
}
