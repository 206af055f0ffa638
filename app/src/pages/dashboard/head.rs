//! What a dashboard adds to the page's header: its title, what is picked, what can be done.

use super::board::{Asking, Board, use_board};
use super::content::choose_picture;
use super::filters::add::AddFilter;
use super::phone_layout::PhoneDialog;
use super::picks::Chips;
use super::tabs;
use super::taking::TakeItems;
use super::title::Title;
use super::versions::VersionsDialog;
use crate::app::header::InHeader;
use crate::route::Route;
use crate::share::{Subject, use_sharing};
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;
use spec::dashboard::Content;
use spec::edit::Edit;

/// What a new text says, to be written over.
const NEW_TEXT: &str = "## A heading\nDouble-click to write.";

/// The dashboard's part of the header.
#[component]
pub(super) fn Head() -> impl IntoView {
    let board = use_board();
    let editing = RwSignal::new(false);
    let value = Signal::derive(move || {
        let title = board
            .dashboard
            .with(|dashboard| dashboard.as_ref().map(|dashboard| dashboard.title.clone()));
        title.unwrap_or_default()
    });
    Effect::new(move |_| document().set_title(&format!("{} · Sextant", value.get())));
    let rename = Callback::new(move |title: String| board.edit(Edit::Retitle(title)));
    let (filtering, versions, phone) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    view! {
        <InHeader>
            <a class="up" href=Route::Dashboards.href() title="All dashboards">
                "Dashboards"
            </a>
            <Title level=1 value editing on_change=rename />
            <Chips />
            <span class="space"></span>
            <span class="wide-only tools">
                <IconButton label=Signal::derive(move || label("Undo", board.next().0)) glyph=Glyph::Undo disabled=Signal::derive(move || board.next().0.is_none()) on_press=move |()| board.undo() />
                <IconButton label=Signal::derive(move || label("Redo", board.next().1)) glyph=Glyph::Redo disabled=Signal::derive(move || board.next().1.is_none()) on_press=move |()| board.redo() />
                <IconButton label="Present" glyph=Glyph::Expand on_press=|()| present() />
                <Menu label="More for this dashboard" class="button quiet only-icon" face=|| view! { <Icon glyph=Glyph::More /> }>
                    <MenuItem label="Rename" glyph=Glyph::Edit on_press=move |()| editing.set(true) />
                    <MoreItems board versions phone />
                </Menu>
                <Menu class="button add-tile" label="Add to the dashboard" face=|| view! { <Icon glyph=Glyph::Plus /><span>"Add"</span> }>
                    <AddItems board filtering />
                </Menu>
            </span>
            <span class="phone-only">
                <Menu label="More for this dashboard" class="button quiet only-icon" face=|| view! { <Icon glyph=Glyph::More /> }>
                    <AddItems board filtering />
                    <hr />
                    <MenuItem label="Rename" glyph=Glyph::Edit on_press=move |()| editing.set(true) />
                    <MenuItem label="Undo" glyph=Glyph::Undo on_press=move |()| board.undo() />
                    <MenuItem label="Redo" glyph=Glyph::Redo on_press=move |()| board.redo() />
                    <MenuItem label="Present" glyph=Glyph::Expand on_press=|()| present() />
                    <MoreItems board versions phone />
                </Menu>
            </span>
        </InHeader>
        <AddFilter open=filtering />
        <VersionsDialog open=versions />
        <PhoneDialog open=phone />
    }
}

/// What a press takes back or makes again: `Undo: adding a tile`.
fn label(what: &str, change: Option<&str>) -> String {
    change.map_or_else(|| what.to_owned(), |change| format!("{what}: {change}"))
}

/// What is done with the dashboard as a whole.
#[component]
fn MoreItems(board: Board, versions: RwSignal<bool>, phone: RwSignal<bool>) -> impl IntoView {
    let (sharing, id) = (use_sharing(), board.id());
    view! {
        <MenuItem label="Share…" glyph=Glyph::Share on_press=move |()| sharing.asked.set(Some(Subject::Dashboard(id.clone()))) />
        <MenuItem label="Comments" glyph=Glyph::Comment on_press=move |()| board.reading_comments.set(true) />
        <MenuItem label="Versions…" glyph=Glyph::Recent on_press=move |()| versions.set(true) />
        <MenuItem label="Layout on phones…" glyph=Glyph::Phone on_press=move |()| phone.set(true) />
        <hr />
        <TakeItems />
    }
}

/// What can be added.
#[component]
fn AddItems(board: Board, filtering: RwSignal<bool>) -> impl IntoView {
    view! {
        <MenuItem label="Answer…" glyph=Glyph::Chart on_press=move |()| board.asking.set(Some(Asking::New)) />
        <MenuItem label="Text" glyph=Glyph::Edit on_press=move |()| board.put(Content::Text(NEW_TEXT.to_owned()), None) />
        <MenuItem label="Picture…" glyph=Glyph::Picture on_press=move |()| choose_picture(board) />
        <MenuItem label="Filter…" glyph=Glyph::Filter on_press=move |()| filtering.set(true) />
        <MenuItem label="Tab" glyph=Glyph::Dashboards on_press=move |()| tabs::add(board) />
    }
}

/// The tiles alone, on the whole screen.
fn present() {
    if let Some(main) = document().get_element_by_id("main") {
        drop(main.request_fullscreen());
    }
}
