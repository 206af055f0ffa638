//! Menus: a button, and choices over the page that arrow keys walk.

pub(crate) mod at;
pub(crate) mod pages;

use crate::ui::icon::{Glyph, Icon};
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::{html, tachys::dom::event_target};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, Node};

/// Closes the menu that a part stands in.
#[derive(Clone, Copy)]
pub(crate) struct MenuState {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    /// Which of its pages is shown; the front one when absent.
    pub page: RwSignal<Option<&'static str>>,
    button: NodeRef<html::Button>,
}

impl MenuState {
    /// Closes the menu; focus goes back to its button.
    pub(crate) fn close(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            drop(button.focus());
        }
    }
}

/// A button that opens a menu.
#[component]
pub(crate) fn Menu(
    /// The button's name for screen readers, when what it shows is not enough.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// The button's class.
    #[prop(default = "button")]
    class: &'static str,
    /// What the button shows.
    #[prop(into)]
    face: ViewFn,
    /// Whether it holds fields rather than choices: Tab walks them.
    #[prop(optional)]
    form: bool,
    /// `MenuItem`s and other content; made when the menu opens.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = NodeRef::<html::Button>::new();
    let state = MenuState {
        open,
        page: RwSignal::new(None),
        button,
    };
    let children = StoredValue::new(children);
    view! {
        <button
            type="button"
            node_ref=button
            class=class
            title=move || label.get()
            aria-label=move || label.get()
            aria-haspopup=if form { "dialog" } else { "menu" }
            aria-expanded=move || open.get().to_string()
            on:click=move |_| {
                state.page.set(None);
                open.update(|open| *open = !*open);
            }
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "ArrowDown" && !event.alt_key() {
                    event.prevent_default();
                    state.page.set(None);
                    open.set(true);
                }
            }
        >
            {face.run()}
        </button>
        <Show when=move || open.get()>
            <Panel button label state form>
                {children.with_value(|children| children())}
            </Panel>
        </Show>
    }
}

#[component]
fn Panel(
    button: NodeRef<html::Button>,
    label: MaybeProp<String>,
    state: MenuState,
    form: bool,
    children: Children,
) -> impl IntoView {
    provide_context(state);
    let panel = NodeRef::<html::Div>::new();
    panel.on_load(move |panel| {
        drop(panel.show_popover());
        settle(&panel, button);
    });
    Effect::new(move |before: Option<Option<&'static str>>| {
        let page = state.page.get();
        if before.is_some_and(|before| before != page) {
            // The page stands in the document with the next frame.
            request_animation_frame(move || {
                if let Some(Some(panel)) = panel.try_get_untracked() {
                    settle(&panel, button);
                }
            });
        }
        page
    });
    let outside = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        let inside = |element: Option<&Node>| element.is_some_and(|element| element.contains(target.as_ref()));
        let (panel, button) = (panel.get_untracked(), button.get_untracked());
        if !inside(panel.as_deref().map(AsRef::as_ref)) && !inside(button.as_deref().map(AsRef::as_ref)) {
            state.open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let walk = move |event: KeyboardEvent| {
        let Some(panel) = panel.get_untracked() else { return };
        if form && event.key() != "Escape" {
            event.stop_propagation();
            return;
        }
        match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                state.close();
            }
            "Tab" => state.close(),
            "ArrowLeft" if state.page.get_untracked().is_some() && !is_writing(&event) => {
                event.prevent_default();
                state.page.set(None);
            }
            "ArrowDown" => step(&event, &panel, 1),
            "ArrowUp" => step(&event, &panel, -1),
            _ => {}
        }
    };
    view! {
        <div
            node_ref=panel
            class="menu"
            class:form=form
            role=move || match state.page.get() {
                _ if form => "dialog",
                None => "menu",
                Some(_) => "group",
            }
            popover="manual"
            tabindex="-1"
            aria-label=move || label.get()
            on:keydown=walk
        >
            {children()}
        </div>
    }
}

/// One choice of a menu. Choosing it closes the menu.
#[component]
pub(crate) fn MenuItem(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
    /// An icon before the word.
    #[prop(optional, into)]
    glyph: MaybeProp<Glyph>,
    /// Whether it is the one chosen now, for one of several.
    #[prop(optional, into)]
    checked: MaybeProp<bool>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
    /// What it is good for, said when pointed at; its label when absent.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    let state = use_context::<MenuState>();
    let role = move || {
        if checked.get().is_some() {
            "menuitemradio"
        } else {
            "menuitem"
        }
    };
    let press = move |_| {
        if let Some(state) = state {
            state.close();
        }
        on_press.run(());
    };
    view! {
        <button
            type="button"
            class="item"
            class:danger=danger
            role=role
            tabindex="-1"
            title=move || hint.get().unwrap_or_else(|| label.get())
            aria-checked=move || checked.get().map(|on| on.to_string())
            on:click=press
        >
            {move || glyph.get().map(|glyph| view! { <Icon glyph /> })}
            <span>{move || label.get()}</span>
            {move || {
                checked.get().unwrap_or_default().then(|| view! { <span class="tick"><Icon glyph=Glyph::Tick /></span> })
            }}
        </button>
    }
}

/// A heading inside a menu.
#[component]
pub(crate) fn MenuTitle(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! { <div class="title" role="presentation">{move || label.get()}</div> }
}

/// Puts the panel beside its button, and the cursor on what is chosen now.
fn settle(panel: &HtmlElement, button: NodeRef<html::Button>) {
    if let Some(button) = button.get_untracked() {
        place(panel, &button);
    }
    let first = ["input", ".item[aria-checked=true]", ".item:not(.back)", ".item"]
        .into_iter()
        .find_map(|selector| panel.query_selector(selector).ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        drop(first.focus());
    }
}

fn is_writing(event: &KeyboardEvent) -> bool {
    event_target::<Element>(event).tag_name() == "INPUT"
}

fn step(event: &KeyboardEvent, panel: &Element, by: i32) {
    event.prevent_default();
    let Ok(items) = panel.query_selector_all(".item, input") else {
        return;
    };
    let length = items.length() as i32;
    let focused = event_target::<Node>(event);
    let at = (0..length).find(|index| items.item(*index as u32).as_ref() == Some(&focused));
    let next = at.map_or(0, |at| (at + by).rem_euclid(length.max(1)));
    if let Some(item) = items
        .item(next as u32)
        .and_then(|item| item.dyn_into::<HtmlElement>().ok())
    {
        drop(item.focus());
    }
}

/// Below the button, or above where there is more room; always on the screen.
fn place(panel: &HtmlElement, button: &Element) {
    let edge = 8.0;
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    let (at, own) = (button.get_bounding_client_rect(), panel.get_bounding_client_rect());
    let left = at.left().min(width - own.width() - edge).max(edge);
    let below = at.bottom() + 4.0;
    let top = match below + own.height() > height - edge && at.top() > height - at.bottom() {
        true => (at.top() - own.height() - 4.0).max(edge),
        false => below.min((height - own.height() - edge).max(edge)),
    };
    let style = panel.style();
    drop(style.set_property("left", &format!("{left}px")));
    drop(style.set_property("top", &format!("{top}px")));
}
