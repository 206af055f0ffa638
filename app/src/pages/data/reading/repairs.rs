//! What was put right to make a table of a sheet, each with its switch.

use crate::pages::data::workshop::use_workshop;
use crate::ui::format;
use crate::ui::switch::Switch;
use crate::ui::words;
use leptos::prelude::*;
use spec::repair::{Repair, RepairKind};

/// The repairs of a sheet.
#[component]
pub(super) fn Repairs() -> impl IntoView {
    let shop = use_workshop();
    let repairs = Memo::new(move |_| shop.dataset.with(|dataset| dataset.source.repairs.clone()));
    view! {
        <Show when=move || repairs.with(|repairs| !repairs.is_empty())>
            <section class="repairs">
                <h3>"Put right in the sheet"</h3>
                <ul>
                    <For each=move || repairs.get() key=key let:repair>
                        <OneRepair repair />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn OneRepair(repair: Repair) -> impl IntoView {
    let shop = use_workshop();
    let kind = repair.kind;
    let turn = move |on: bool| {
        let mut options = shop.history.with_untracked(|history| history.now.options.clone());
        options.repairs.insert(kind, on);
        shop.make_options(options);
    };
    let said = words::capitalised(&repair.said);
    let facts = facts(&repair);
    view! {
        <li class="step" class:off=!repair.enabled>
            <Switch label=said.clone() on=repair.enabled on_turn=turn />
            <div class="step-said">
                <b>{name(kind)}</b>
                <span>{said}</span>
                {(!facts.is_empty()).then(|| view! { <span class="small-text">{facts}</span> })}
            </div>
        </li>
    }
}

fn key(repair: &Repair) -> (RepairKind, bool, u64, String) {
    (repair.kind, repair.enabled, repair.count, repair.said.clone())
}

/// How much it touches and where.
fn facts(repair: &Repair) -> String {
    let count = (repair.count > 0).then(|| format::counted(repair.count, "place"));
    let more = repair.count > repair.places.len() as u64;
    let places = (!repair.places.is_empty()).then(|| {
        let places = repair.places.join(", ");
        if more { format!("{places} …") } else { places }
    });
    [count, places].into_iter().flatten().collect::<Vec<_>>().join(": ")
}

fn name(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::HiddenRows => "Hidden rows",
        RepairKind::HiddenColumns => "Hidden columns",
        RepairKind::SeparateTables => "Separate tables",
        RepairKind::TitleRows => "Titles",
        RepairKind::MergedCells => "Merged cells",
        RepairKind::HeaderRows => "Names over several rows",
        RepairKind::Blanks => "Blank rows and columns",
        RepairKind::RowGroups => "Groups of rows",
        RepairKind::TotalRows => "Total rows",
        RepairKind::TotalColumns => "Total columns",
        RepairKind::RepeatedHeaders => "Repeated names",
        RepairKind::NoteRows => "Notes",
        RepairKind::NumbersAsText => "Numbers as text",
        RepairKind::CrossTab => "Cross-tab",
    }
}
