//! The whole dashboard as a file: a PDF, a picture, a workbook. Every tab is in it, under the filters and picks of now.

mod gather;

use super::board::{Board, use_board};
use crate::notices::use_notices;
use crate::paper::{self, origin};
use crate::save;
use crate::ui::export_menu::XLSX;
use crate::ui::icon::Glyph;
use crate::ui::menu::{MenuItem, MenuTitle};
use crate::works::Works;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::problem::Problem;
use std::cell::Cell;
use std::rc::Rc;

/// The ways out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Pdf,
    Png,
    Excel,
    Print,
}

impl Way {
    fn told(self) -> &'static str {
        match self {
            Self::Print => "Printing the dashboard",
            _ => "Taking the dashboard out",
        }
    }
}

/// A group of the dashboard's menu.
#[component]
pub(super) fn TakeItems() -> impl IntoView {
    let take_out = take_out(use_board());
    let go = move |way: Way| take_out.run(way);
    let item = move |label: &'static str, way: Way| view! { <MenuItem label on_press=move |()| go(way) /> };
    view! {
        <MenuTitle label="All of it as" />
        <div class="formats" role="group" aria-label="All of it as">
            {item("PDF", Way::Pdf)}
            {item("PNG", Way::Png)}
            {item("Excel", Way::Excel)}
        </div>
        <MenuItem label="Print…" glyph=Glyph::Print on_press=move |()| go(Way::Print) />
    }
}

/// Prints all of the dashboard.
pub(super) fn printing(board: Board) -> Callback<()> {
    let take_out = take_out(board);
    Callback::new(move |()| take_out.run(Way::Print))
}

fn take_out(board: Board) -> Callback<Way> {
    let (notices, works) = (use_notices(), expect_context::<Works>());
    Callback::new(move |way: Way| {
        spawn_local(async move {
            if let Err(problem) = take(board, works, way).await {
                notices.problem(&problem);
            }
        });
    })
}

/// The day and the filters, for the head of what is printed.
pub(super) fn under_title(board: Board) -> String {
    let filtered = board
        .dashboard
        .with(|dashboard| dashboard.as_ref().map(|dashboard| gather::filtered(board, dashboard)));
    let parts = [origin::today(), filtered.unwrap_or_default()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

async fn take(board: Board, works: Works, way: Way) -> Result<(), Problem> {
    let Some(dashboard) = board.dashboard.get_untracked() else {
        return Ok(());
    };
    let stopped = Rc::new(Cell::new(false));
    let stop = stopped.clone();
    let doing = works.begin(way.told(), move || stop.set(true));
    let title = dashboard.title.clone();
    let name = move |ending: &str| save::filename(&title, ending);
    if way == Way::Excel {
        let workbook = untrack(|| gather::workbook(board, &dashboard));
        doing.tell("Writing the workbook", 0.5);
        let bytes = board.engine.workbook(workbook).await?;
        return match stopped.get() {
            true => Ok(()),
            false => save::bytes(&name("xlsx"), XLSX, &bytes),
        };
    }
    let drawn = gather::all(board, &dashboard, |done, count| {
        let part = f64::from(done) / f64::from(count.max(1));
        doing.tell(&format!("Working out tile {done} of {count}"), part / 2.0);
        !stopped.get()
    });
    let Some(drawn) = drawn.await else { return Ok(()) };
    if way == Way::Png {
        doing.tell("Drawing the picture", 0.6);
        return save::bytes(&name("png"), "image/png", &paper::board_png(&drawn).await?);
    }
    let heard = move |page: u32, count: u32| {
        let part = f64::from(page) / f64::from(count.max(1));
        doing.tell(&format!("Drawing page {page} of {count}"), 0.5 + part / 2.0);
        !stopped.get()
    };
    if way == Way::Print {
        return paper::board_print(&drawn, heard).await;
    }
    match paper::board_pdf(&drawn, heard).await? {
        Some(bytes) => save::bytes(&name("pdf"), "application/pdf", &bytes),
        None => Ok(()),
    }
}
