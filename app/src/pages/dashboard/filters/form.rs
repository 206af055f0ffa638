//! What one filter is set to: its form, in the bar or in a tile of its own.

use super::dates::DatesForm;
use super::list::ListForm;
use super::range::RangeForm;
use super::reach::Reach;
use super::text::TextForm;
use super::{column, follow};
use crate::pages::dashboard::board::{Board, use_board};
use crate::ui::button::{Button, Look};
use crate::ui::field::Choose;
use leptos::prelude::*;
use spec::control::{Control, ControlId, ControlKind};
use spec::dashboard::Content;
use spec::edit::Edit;
use spec::filter::Filter;

/// What the parts of a form share. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// The dashboard.
    pub board: Board,
    /// Which filter.
    pub id: StoredValue<ControlId>,
    /// The filter as it is now.
    pub control: Memo<Option<Control>>,
}

impl Setting {
    /// Sets the filter; nothing counts everything.
    pub(super) fn set(self, filter: Option<Filter>) {
        self.id
            .with_value(|id| self.board.change_control(id, |control| control.filter = filter));
    }

    /// What it is set to.
    pub(super) fn filter(self) -> Option<Filter> {
        self.control.with(|control| control.as_ref()?.filter.clone())
    }
}

/// The form of a filter.
#[component]
pub(in crate::pages::dashboard) fn FilterForm(
    /// Which filter.
    id: ControlId,
    /// Whether it stands in a tile of its own.
    #[prop(optional)]
    in_tile: bool,
) -> impl IntoView {
    let board = use_board();
    let setting = Setting {
        board,
        control: follow(board, id.clone()),
        id: StoredValue::new(id),
    };
    let kind = Memo::new(move |_| {
        setting
            .control
            .with(|control| control.as_ref().map(|control| control.kind))
    });
    let name = move || {
        let column = setting
            .control
            .with(|control| control.as_ref().map(|control| control.column.clone()));
        column.unwrap_or_default()
    };
    view! {
        <div class="filter-form" role="group" aria-label=move || format!("Filter {}", name())>
            {in_tile.then(|| view! { <h2 class="filter-title">{name}</h2> })}
            {move || match kind.get() {
                Some(ControlKind::List) => view! { <ListForm setting /> }.into_any(),
                Some(ControlKind::Range) => view! { <RangeForm setting /> }.into_any(),
                Some(ControlKind::Date) => view! { <DatesForm setting /> }.into_any(),
                Some(ControlKind::Text) => view! { <TextForm setting /> }.into_any(),
                None => view! { <p class="quiet-text">"This filter was removed"</p> }.into_any(),
            }}
            <Foot setting kind in_tile />
        </div>
    }
}

#[component]
fn Foot(setting: Setting, kind: Memo<Option<ControlKind>>, in_tile: bool) -> impl IntoView {
    let board = setting.board;
    let kinds = Memo::new(move |_| {
        let column = setting.control.get().and_then(|control| column(board, &control));
        column.map_or(&[][..], |column| ControlKind::of(column.kind))
    });
    let choices = Signal::derive(move || {
        let kinds = kinds.get();
        let choices = kinds
            .iter()
            .map(|kind| (kind.label().to_owned(), kind.label().to_owned()));
        choices.collect::<Vec<_>>()
    });
    let now = Signal::derive(move || kind.get().map_or("", ControlKind::label).to_owned());
    let choose = move |chosen: String| {
        if let Some(kind) = kinds.get_untracked().iter().find(|kind| kind.label() == chosen) {
            setting.id.with_value(|id| {
                board.change_control(id, |control| {
                    control.kind = *kind;
                    control.filter = None;
                });
            });
        }
    };
    view! {
        <div class="filter-foot">
            <Button small=true label="Clear" on_press=move |()| setting.set(None) />
            {(!in_tile).then(|| view! {
                <Show when=move || { kinds.get().len() > 1 }>
                    <Choose label="Ask for" bare=true choices value=now on_choose=choose />
                </Show>
                <span class="space"></span>
                <Button small=true look=Look::Quiet label="As a tile" on_press=move |()| board.put(Content::Filter(setting.id.get_value()), None) />
                <Button small=true look=Look::Quiet label="Remove" on_press=move |()| remove(setting) />
            })}
        </div>
        {(!in_tile).then(|| view! { <Reach setting /> })}
    }
}

fn remove(setting: Setting) {
    let mut controls = untrack(|| setting.board.controls());
    setting.id.with_value(|id| controls.retain(|control| &control.id != id));
    setting.board.edit(Edit::Controls(controls));
}
