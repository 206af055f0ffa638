//! Under a chart: what makes it easy to misread, and the button that puts it right.

use crate::engine::use_engine;
use crate::ui::button::{Button, IconButton, Look};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::advice::Advice;
use spec::dashboard::Tile;
use std::time::Duration;

/// How long a chart stands before it is looked at: what is drawn comes first.
const PAUSE: Duration = Duration::from_millis(600);

/// The gravest thing to say of a tile's chart, on a quiet line; nothing where there is none.
#[component]
pub(crate) fn AdviceLine(
    /// Which place asks; its newest request wins.
    #[prop(into)]
    place: String,
    /// The tile, while its chart is shown and true.
    #[prop(into)]
    tile: Signal<Option<Tile>>,
    /// Hears the tile as it is put right, or with what is said no more.
    #[prop(into)]
    on_change: Callback<Tile>,
) -> impl IntoView {
    let engine = use_engine();
    let said = RwSignal::new(Vec::<Advice>::new());
    let wanted = Memo::new(move |_| tile.get());
    let turn = StoredValue::new(0_u32);
    let slot = StoredValue::new(format!("advice {place}"));
    let ask = move |tile: Tile, own: u32| {
        spawn_local(async move {
            let Some(slot) = slot.try_get_value() else { return };
            // What cannot be answered has no chart to speak of.
            let advice = engine.advise(&slot, tile).await.unwrap_or_default();
            if turn.try_get_value() == Some(own) {
                said.set(advice);
            }
        });
    };
    Effect::new(move |_| {
        let wanted = wanted.get();
        let own = turn.get_value() + 1;
        turn.set_value(own);
        if said.with_untracked(|said| !said.is_empty()) {
            said.set(Vec::new());
        }
        let timer = wanted.and_then(|tile| set_timeout_with_handle(move || ask(tile, own), PAUSE).ok());
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        });
    });
    let first = Memo::new(move |_| said.with(|said| said.first().cloned()));
    move || {
        first
            .get()
            .map(|advice| view! { <Line advice tile=wanted on_change /> })
    }
}

#[component]
fn Line(advice: Advice, tile: Memo<Option<Tile>>, on_change: Callback<Tile>) -> impl IntoView {
    let message = words::capitalised(&advice.message);
    let (rule, fix) = (advice.rule, advice.fix);
    let change = move |change: &dyn Fn(&Tile) -> Tile| {
        if let Some(tile) = tile.get_untracked() {
            on_change.run(change(&tile));
        }
    };
    let dismiss = move |()| {
        change(&|tile| {
            let mut tile = tile.clone();
            tile.chart.dismissed.push(rule);
            tile
        });
    };
    let button = fix.map(|fix| {
        let label = fix.label();
        let put_right = move |()| change(&|tile| fix.applied(tile));
        view! { <Button small=true look=Look::Quiet label on_press=put_right /> }
    });
    view! {
        <div class="advice" role="note">
            <Icon glyph=Glyph::Warning />
            <span class="advice-told" title=message.clone()>{message.clone()}</span>
            {button}
            <IconButton small=true label="Say this no more here" glyph=Glyph::Close on_press=dismiss />
        </div>
    }
}
