//! One dashboard of the gallery: its title, a picture of its layout, when it was changed.

use super::picture::picture;
use crate::documents::{Document, use_documents};
use crate::notices::use_notices;
use crate::pages::dashboard::title::Title;
use crate::route::Route;
use crate::share::{Subject, use_sharing};
use crate::ui::format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use js_sys::Date;
use leptos::prelude::*;
use spec::answer::{Format, FormatKind};
use spec::dashboard::{DashboardId, TabId};
use spec::edit::Edit;

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
    let sharing = use_sharing();
    let share = move |()| sharing.asked.set(Some(Subject::Dashboard(own.get_value())));
    let remove = move |()| {
        if let Some(removed) = own.with_value(|id| documents.remove(id)) {
            let message = format!("“{}” was removed", removed.dashboard.title);
            notices.offer(message, "Undo", move || documents.put_back(removed.clone()));
        }
    };
    view! {
        <li class="card board-card">
            <a class="board-link" href=href tabindex="-1" aria-hidden="true">
                {move || document.with(|document| document.as_ref().map(|document| picture(&document.dashboard.sheet(&document.dashboard.tab(&TabId::default())))))}
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
                    <MenuItem label="Share…" glyph=Glyph::Share on_press=share />
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

/// A moment as one says it: `today, 14:05`, `yesterday`, `12 Nov 2026`.
pub(crate) fn when(millis: f64) -> String {
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
