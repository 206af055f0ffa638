//! The five places at the left; at the bottom of a phone.

use super::Tab;
use crate::route::Route;
use crate::theme::{Choice, use_theme};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use leptos::prelude::*;

/// Links to the places, and the switch between light and dark.
#[component]
pub(crate) fn Rail(
    /// Where the user is.
    route: ReadSignal<Route>,
) -> impl IntoView {
    let now = Memo::new(move |_| route.with(Tab::of));
    let links = Tab::ALL.map(|tab| {
        view! {
            <a
                class="place"
                href=tab.route().href()
                aria-current=move || (now.get() == tab).then_some("page")
                title=format!("{} (Ctrl+{})", tab.label(), tab as usize + 1)
            >
                <Icon glyph=glyph(tab) />
                {tab.label()}
            </a>
        }
    });
    let theme = use_theme();
    let choose = move |choice: Choice| move |()| theme.choice.set(choice);
    let chosen = move |choice: Choice| Signal::derive(move || Some(theme.choice.get() == choice));
    view! {
        <nav class="rail" aria-label="Places">
            <span class="mark">
                <Icon glyph=Glyph::Mark />
            </span>
            {links.collect_view()}
            <span class="end">
                <Menu class="place" face=|| view! { <Icon glyph=Glyph::Theme />"Theme" }>
                    <MenuItem label="As the system" on_press=choose(Choice::System) checked=chosen(Choice::System) />
                    <MenuItem label="Light" on_press=choose(Choice::Light) checked=chosen(Choice::Light) />
                    <MenuItem label="Dark" on_press=choose(Choice::Dark) checked=chosen(Choice::Dark) />
                </Menu>
            </span>
        </nav>
    }
}

fn glyph(tab: Tab) -> Glyph {
    match tab {
        Tab::Ask => Glyph::Ask,
        Tab::Explore => Glyph::Explore,
        Tab::Data => Glyph::Data,
        Tab::Dashboards => Glyph::Dashboards,
        Tab::Sql => Glyph::Sql,
    }
}
