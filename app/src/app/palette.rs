//! The command palette: everything by its name, with Ctrl or Cmd and K.

mod find;

use super::Tab;
use crate::documents::use_documents;
use crate::engine::{Engine, use_engine};
use crate::files::{Files, use_files};
use crate::model::{Workspace, use_workspace};
use crate::notices::{Notices, use_notices};
use crate::route::Route;
use crate::share::{Sharing, Subject, use_sharing};
use crate::theme::{Choice, Theme, use_theme};
use crate::ui::icon::{Glyph, Icon};
use find::best;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Level;

const LIST: &str = "palette-list";
/// How many entries are shown.
const SHOWN: usize = 12;

/// Whether the palette is open.
#[derive(Clone, Copy)]
pub(super) struct PaletteOpen(pub RwSignal<bool>);

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq)]
struct Entry {
    label: String,
    detail: String,
    glyph: Glyph,
    act: Act,
}

/// What is done with it.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    Go(Route),
    Choose,
    ChooseFolder,
    Link,
    Paste,
    CreateDashboard,
    ShareAll,
    Theme(Choice),
    Restart,
}

/// What the palette works with.
#[derive(Clone, Copy)]
struct Reach {
    engine: Engine,
    files: Files,
    notices: Notices,
    theme: Theme,
    documents: crate::documents::Documents,
    workspace: Workspace,
    sharing: Sharing,
}

/// The palette.
#[component]
pub(super) fn Palette() -> impl IntoView {
    let open = expect_context::<PaletteOpen>().0;
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match open.get() {
            true if !dialog.open() => drop(dialog.show_modal()),
            false if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let beside = move |event: MouseEvent| {
        if event.target() == event.current_target() {
            open.set(false);
        }
    };
    view! {
        <dialog node_ref=node class="dialog palette" aria-label="Find anything" on:close=move |_| open.set(false) on:mousedown=beside>
            <Show when=move || open.get()>
                <Finder open />
            </Show>
        </dialog>
    }
}

#[component]
fn Finder(open: RwSignal<bool>) -> impl IntoView {
    let reach = Reach {
        engine: use_engine(),
        files: use_files(),
        notices: use_notices(),
        theme: use_theme(),
        documents: use_documents(),
        workspace: use_workspace(),
        sharing: use_sharing(),
    };
    let (typed, chosen) = (RwSignal::new(String::new()), RwSignal::new(0_usize));
    let all = Memo::new(move |_| reach.entries());
    let found = Memo::new(move |_| all.with(|all| best(all, &typed.get(), SHOWN)));
    let run = move |entry: &Entry| {
        open.set(false);
        reach.run(&entry.act);
    };
    let input = NodeRef::<html::Input>::new();
    input.on_load(|input| request_animation_frame(move || drop(input.focus())));
    let press = move |event: KeyboardEvent| {
        let count = found.with(Vec::len).max(1);
        match event.key().as_str() {
            "ArrowDown" => chosen.update(|chosen| *chosen = (*chosen + 1) % count),
            "ArrowUp" => chosen.update(|chosen| *chosen = (*chosen + count - 1) % count),
            "Enter" => {
                if let Some(entry) = found.with(|found| found.get(chosen.get_untracked()).cloned()) {
                    run(&entry);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let rows = move || found.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <div class="finder">
            <Icon glyph=Glyph::Search />
            <input
                node_ref=input
                type="text"
                role="combobox"
                aria-label="Find data, dashboards and actions"
                aria-controls=LIST
                aria-expanded="true"
                aria-activedescendant=move || format!("{LIST}-{}", chosen.get())
                placeholder="Find data, columns, dashboards, actions…"
                autocomplete="off"
                spellcheck="false"
                on:input:target=move |event| {
                    typed.set(event.target().value());
                    chosen.set(0);
                }
                on:keydown=press
            />
            <kbd>"Esc"</kbd>
        </div>
        <ul id=LIST class="found" role="listbox" aria-label="Found">
            <For each=rows key=|(index, entry)| (*index, entry.label.clone(), entry.detail.clone()) let((index, entry))>
                <Found index entry chosen on_run=Callback::new(move |entry: Entry| run(&entry)) />
            </For>
        </ul>
        <Show when=move || found.with(Vec::is_empty)>
            <p class="empty">"Nothing has this name"</p>
        </Show>
    }
}

#[component]
fn Found(index: usize, entry: Entry, chosen: RwSignal<usize>, on_run: Callback<Entry>) -> impl IntoView {
    let act = entry.clone();
    view! {
        <li
            id=format!("{LIST}-{index}")
            role="option"
            aria-selected=move || (chosen.get() == index).to_string()
            on:mousemove=move |_| chosen.set(index)
            on:click=move |_| on_run.run(act.clone())
        >
            <Icon glyph=entry.glyph />
            <span class="label">{entry.label}</span>
            <span class="small-text">{entry.detail}</span>
        </li>
    }
}

impl Reach {
    /// Everything that can be found, most likely first.
    fn entries(self) -> Vec<Entry> {
        let places = Tab::ALL.map(|tab| entry(tab.label(), "Place", Glyph::Run, Act::Go(tab.route())));
        let actions = [
            entry("Open a file…", "Action", Glyph::Upload, Act::Choose),
            entry("Open a folder…", "Action", Glyph::Folder, Act::ChooseFolder),
            entry("Open a link…", "Action", Glyph::Link, Act::Link),
            entry("Paste a table", "Action", Glyph::Paste, Act::Paste),
            entry("New dashboard", "Action", Glyph::Plus, Act::CreateDashboard),
            entry("Share the workspace…", "Action", Glyph::Share, Act::ShareAll),
            entry("Light theme", "Action", Glyph::Theme, Act::Theme(Choice::Light)),
            entry("Dark theme", "Action", Glyph::Theme, Act::Theme(Choice::Dark)),
            entry(
                "Theme as the system",
                "Action",
                Glyph::Theme,
                Act::Theme(Choice::System),
            ),
            entry("Restart the engine", "Action", Glyph::Redo, Act::Restart),
        ];
        let datasets = self.engine.datasets.get();
        let tables = datasets.iter().map(|dataset| {
            let act = Act::Go(Route::Data(Some(dataset.name.clone())));
            entry(&dataset.name, "Dataset", Glyph::Data, act)
        });
        let columns = datasets.iter().flat_map(|dataset| {
            dataset.columns.iter().map(|column| {
                let act = Act::Go(Route::Data(Some(dataset.name.clone())));
                entry(&column.name, &format!("Column of {}", dataset.name), Glyph::Table, act)
            })
        });
        let dashboards = self.documents.all.get().into_iter().map(|document| {
            let act = Act::Go(Route::Dashboard(document.dashboard.id));
            entry(&document.dashboard.title, "Dashboard", Glyph::Dashboards, act)
        });
        let model = self.workspace.model.get();
        let part = |word: &str| Act::Go(Route::Model(Some(word.to_owned())));
        let metrics = model.metrics.iter().map(|metric| {
            let detail = format!("Metric of {}", metric.dataset);
            entry(&metric.name, &detail, Glyph::Chart, part("metrics"))
        });
        let dimensions = model.dimensions.iter().map(|dimension| {
            let detail = format!("Dimension of {}", dimension.dataset);
            entry(&dimension.name, &detail, Glyph::Table, part("dimensions"))
        });
        let places = places
            .into_iter()
            .chain([entry("Model", "Place", Glyph::Run, Act::Go(Route::Model(None)))]);
        tables
            .chain(metrics)
            .chain(dimensions)
            .chain(dashboards)
            .chain(places)
            .chain(actions)
            .chain(columns)
            .collect()
    }

    fn run(self, act: &Act) {
        match act {
            Act::Go(route) => route.go(),
            Act::Choose => self.files.choose(),
            Act::ChooseFolder => self.files.choose_folder(),
            Act::Link => self.files.ask_for_link(),
            Act::Paste => self.files.paste(),
            Act::CreateDashboard => Route::Dashboard(self.documents.create("My dashboard")).go(),
            Act::ShareAll => self.sharing.asked.set(Some(Subject::Workspace)),
            Act::Theme(choice) => self.theme.choice.set(*choice),
            Act::Restart => spawn_local(async move {
                match self.engine.restart().await {
                    Ok(()) => self
                        .notices
                        .tell(Level::Info, "The engine was restarted; your data is back"),
                    Err(problem) => self.notices.problem(&problem),
                }
            }),
        }
    }
}

fn entry(label: &str, detail: &str, glyph: Glyph, act: Act) -> Entry {
    Entry {
        label: label.to_owned(),
        detail: detail.to_owned(),
        glyph,
        act,
    }
}
