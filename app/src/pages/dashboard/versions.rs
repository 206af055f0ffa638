//! Versions of a dashboard: kept under a name, seen beside what is there now, and put back.

use super::board::use_board;
use super::tabs;
use crate::pages::dashboards::card::when;
use crate::pages::dashboards::picture::whole;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Glyph;
use leptos::prelude::*;
use spec::dashboard::{Dashboard, TileId};
use spec::difference::{Difference, Fate};
use spec::edit::Edit;
use spec::layout;
use spec::version::Version;

/// The dialog.
#[component]
pub(super) fn VersionsDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog open title="Versions" wide=true>
            <Keep />
            <Kept open />
        </Dialog>
    }
}

/// The field that keeps the dashboard as it is now.
#[component]
fn Keep() -> impl IntoView {
    let board = use_board();
    let name = RwSignal::new(String::new());
    let keep = move || {
        let given = name.get_untracked().trim().to_owned();
        let number = board.versions().len() + 1;
        let named = if given.is_empty() {
            format!("Version {number}")
        } else {
            given
        };
        board.keep_version(named);
        name.set(String::new());
    };
    view! {
        <form
            class="asking"
            on:submit=move |event| {
                event.prevent_default();
                untrack(keep);
            }
        >
            <input
                class="input"
                aria-label="Name of the version"
                placeholder="Name it: before the meeting"
                prop:value=move || name.get()
                on:input:target=move |event| name.set(event.target().value())
            />
            <Button label="Keep as it is now" on_press=move |()| untrack(keep) />
        </form>
    }
}

#[component]
fn Kept(open: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let versions = Memo::new(move |_| {
        let mut versions = board.versions();
        versions.reverse();
        versions
    });
    let chosen = RwSignal::new(None::<f64>);
    let version = Memo::new(move |_| {
        let at = chosen.get();
        versions.with(|versions| {
            let named = versions.iter().find(|version| Some(version.at) == at);
            named.or(versions.first()).cloned()
        })
    });
    let row = move |one: Version| {
        let at = one.at;
        let is_chosen = move || version.with(|version| version.as_ref().is_some_and(|version| version.at == at));
        view! {
            <button type="button" class="choice" class:on=is_chosen aria-pressed=move || is_chosen().to_string() on:click=move |_| chosen.set(Some(at))>
                <span class="name">{one.name}</span>
                <span class="small-text">{when(at)}</span>
            </button>
        }
    };
    view! {
        <Show
            when=move || versions.with(|versions| !versions.is_empty())
            fallback=|| view! { <p class="quiet-text">"No version is kept yet. Every change can be undone anyway, also after the page was closed."</p> }
        >
            <div class="versions">
                <div class="choices" role="group" aria-label="Versions">
                    <For each=move || versions.get() key=|version| version.at.to_bits() children=row />
                </div>
                {move || version.get().map(|version| view! { <Compared version open /> })}
            </div>
        </Show>
    }
}

/// The version beside what is there now.
#[component]
fn Compared(version: Version, open: RwSignal<bool>) -> impl IntoView {
    let board = use_board();
    let Some(now) = board.dashboard.get() else {
        return ().into_any();
    };
    let difference = Difference::between(&version.dashboard, &now);
    let lines: Vec<_> = lines(&difference, &version.dashboard, &now);
    let tab = tabs::shown(board);
    let shown = [&version.dashboard, &now].map(|dashboard| dashboard.sheet(&dashboard.tab(&tab)));
    let heights = shown.each_ref().map(|sheet| layout::height(&layout::places(sheet)));
    let rows = heights[0].max(heights[1]);
    let (then_picture, now_picture) = (
        sheet(&shown[0], rows, &difference, "removed"),
        sheet(&shown[1], rows, &difference, "added"),
    );
    let same = difference.is_none();
    let (kept, name) = (StoredValue::new(version.clone()), version.name);
    let restore = move |()| {
        if let Some(now) = board.dashboard.get_untracked() {
            board.edit(Edit::Restore(Box::new(
                kept.with_value(|version| version.put_back(&now)),
            )));
            open.set(false);
        }
    };
    view! {
        <div class="compared">
            <div class="beside">
                <figure><figcaption>{name.clone()}</figcaption>{then_picture}</figure>
                <figure><figcaption>"Now"</figcaption>{now_picture}</figure>
            </div>
            {match same {
                true => view! { <p class="quiet-text">"Nothing has changed since"</p> }.into_any(),
                false => view! { <ul class="differences" aria-label="What is different now">{lines}</ul> }.into_any(),
            }}
            <div class="actions">
                <IconButton
                    label=format!("Forget {name}")
                    glyph=Glyph::Remove
                    on_press=move |()| kept.with_value(|version| board.forget_version(version))
                />
                <Button label="Restore this version" look=Look::Primary disabled=same on_press=restore />
            </div>
        </div>
    }
    .into_any()
}

/// The tab that is shown, in small, so many rows high.
fn sheet(shown: &Dashboard, rows: u16, difference: &Difference, alone: &'static str) -> impl IntoView + use<> {
    whole(shown, rows, &|id: &TileId| match difference.fate(id) {
        Some(Fate::Changed(_)) => "changed",
        Some(_) => alone,
        None => "",
    })
}

fn lines(difference: &Difference, before: &Dashboard, now: &Dashboard) -> Vec<AnyView> {
    let tiles = difference.tiles.iter().map(|(id, fate)| {
        let at = |dashboard: &Dashboard| dashboard.placed(id).map(|placed| super::board::name(placed, dashboard));
        let name = at(now).or_else(|| at(before)).unwrap_or_default();
        let class = match fate {
            Fate::Added => "added",
            Fate::Removed => "removed",
            Fate::Changed(_) => "changed",
        };
        view! { <li class=class><b>{name}</b>" "{fate.words()}</li> }.into_any()
    });
    let others = difference
        .others
        .iter()
        .map(|other| view! { <li class="changed">{other.clone()}</li> }.into_any());
    tiles.chain(others).collect()
}
