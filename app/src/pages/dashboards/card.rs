//! One dashboard of the gallery: its title, a picture of its layout, when it was changed.

use crate::documents::{Document, use_documents};
use crate::notices::use_notices;
use crate::pages::dashboard::title::Title;
use crate::route::Route;
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use js_sys::Date;
use leptos::prelude::*;
use spec::answer::{Format, FormatKind};
use spec::chart::Kind;
use spec::dashboard::{COLUMNS, Dashboard, DashboardId, Placed};
use spec::edit::Edit;

/// How many rows of the grid the picture shows.
const ROWS: u16 = 11;

/// One dashboard.
#[component]
pub(super) fn Card(id: DashboardId) -> impl IntoView {
    let (documents, notices) = (use_documents(), use_notices());
    let own = StoredValue::new(id);
    let document = Memo::new(move |_| {
        documents
            .all
            .with(|all| own.with_value(|id| all.iter().find(|document| &document.dashboard.id == id).cloned()))
    });
    let title = Signal::derive(move || {
        let title = document.with(|document| document.as_ref().map(|document| document.dashboard.title.clone()));
        title.unwrap_or_default()
    });
    let href = move || own.with_value(|id| Route::Dashboard(id.clone()).href());
    let editing = RwSignal::new(false);
    let rename = move |title: String| own.with_value(|id| documents.edit(id, Edit::Retitle(title)));
    let duplicate = move |()| own.with_value(|id| documents.duplicate(id));
    let remove = move |()| {
        if let Some(removed) = own.with_value(|id| documents.remove(id)) {
            let message = format!("“{}” was removed", removed.dashboard.title);
            notices.offer(message, "Undo", move || documents.put_back(removed.clone()));
        }
    };
    view! {
        <li class="card board-card">
            <a class="board-link" href=href tabindex="-1" aria-hidden="true">
                {move || document.with(|document| document.as_ref().map(|document| picture(&document.dashboard)))}
            </a>
            <div class="board-foot">
                <div class="board-name">
                    <Show
                        when=move || editing.get()
                        fallback=move || view! { <a class="board-title" href=href>{move || title.get()}</a> }
                    >
                        <Title level=2 value=title editing on_change=rename />
                    </Show>
                    <p class="small-text">{move || document.with(|document| document.as_ref().map(about))}</p>
                </div>
                <Menu
                    label=Signal::derive(move || format!("More for {}", title.get()))
                    class="button quiet only-icon"
                    face=|| view! { <Icon glyph=Glyph::More /> }
                >
                    <MenuItem label="Rename" glyph=Glyph::Edit on_press=move |()| editing.set(true) />
                    <MenuItem label="Duplicate" glyph=Glyph::Copy on_press=duplicate />
                    <MenuItem label="Remove" glyph=Glyph::Remove danger=true on_press=remove />
                </Menu>
            </div>
        </li>
    }
}

fn about(document: &Document) -> String {
    let tiles = format::counted(document.dashboard.tiles.len() as u64, "tile");
    format!("{tiles} · changed {}", when(document.changed))
}

/// The layout in small: a rectangle for each tile, with a hint of what it draws.
fn picture(dashboard: &Dashboard) -> impl IntoView + use<> {
    let tiles = dashboard.tiles.iter().filter(|placed| placed.place.y < ROWS);
    let tiles: Vec<_> = tiles.map(small).collect();
    let view_box = format!("0 0 {} {}", COLUMNS * 10, ROWS * 6);
    let nothing = tiles.is_empty().then(|| {
        view! { <rect class="nothing" x="1" y="1" width="38" height="22" rx="1.2"></rect> }
    });
    view! {
        <svg class="miniature" viewBox=view_box preserveAspectRatio="xMidYMin slice">
            {nothing}
            {tiles}
        </svg>
    }
}

fn small(placed: &Placed) -> impl IntoView + use<> {
    let place = placed.place;
    let (x, y) = (f64::from(place.x) * 10.0 + 0.8, f64::from(place.y) * 6.0 + 0.8);
    let (width, height) = (f64::from(place.width) * 10.0 - 1.6, f64::from(place.height) * 6.0 - 1.6);
    let (left, top) = (x + 2.5, y + 2.5);
    let inside = format!("translate({left} {top}) scale({} {})", width - 5.0, height - 5.0);
    view! {
        <rect
            class="place"
            x=x.to_string()
            y=y.to_string()
            width=width.to_string()
            height=height.to_string()
            rx="1.2"
        ></rect>
        <path class="hint" transform=inside d=hint(placed.tile().and_then(|tile| tile.chart.kind))></path>
    }
}

/// A chart in a few strokes, on a square of 1.
fn hint(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Bar) => "M0 .1H.9M0 .35H.7M0 .6H.5M0 .85H.3",
        Some(Kind::Line | Kind::Area) => "M0 .8 .2 .5 .4 .6 .6 .2 .8 .35 1 .1",
        Some(Kind::Kpi) => "M0 .5H.5",
        Some(Kind::Table) => "M0 .1H1M0 .4H1M0 .7H1M0 1H1",
        Some(Kind::Pie) => "M.5 .5V.05M.5 .5 .72 .9M.28 .5A.22 .45 0 1 0 .72 .5A.22 .45 0 1 0 .28 .5",
        Some(Kind::Scatter) => "M.1 .8h.01M.3 .5h.01M.5 .6h.01M.6 .2h.01M.9 .3h.01",
        _ => "M.1 1V.5M.37 1V.1M.63 1V.65M.9 1V.3",
    }
}

/// A moment as one says it: `today, 14:05`, `yesterday`, `12 Nov 2026`.
fn when(millis: f64) -> String {
    let (then, now) = (Date::new(&millis.into()), Date::new_0());
    let (year, month, day) = (then.get_full_year(), then.get_month() as i32, then.get_date() as i32);
    let midnight = Date::new_with_year_month_day(now.get_full_year(), now.get_month() as i32, now.get_date() as i32);
    let yesterday = midnight.get_time() - 86_400_000.0;
    match millis {
        later if later >= midnight.get_time() => format!("today, {:02}:{:02}", then.get_hours(), then.get_minutes()),
        later if later >= yesterday => "yesterday".to_owned(),
        _ => {
            let date = Format {
                kind: FormatKind::Date,
                ..Format::default()
            };
            format::cell(&format!("{year:04}-{:02}-{day:02}", month + 1).as_str().into(), &date)
        }
    }
}
