//! Everything that is on a dashboard, with its answers, as plain data to be drawn or written.

use crate::clock;
use crate::pages::dashboard::board::{self, Board};
use crate::pages::dashboard::filters::{self, told};
use crate::paper::board::{Board as Paper, Set, Sheet};
use crate::paper::origin;
use crate::paper::piece::{Body, Piece};
use crate::ui::words;
use leptos::prelude::*;
use spec::control::ControlId;
use spec::dashboard::{Content, Dashboard, Placed, Tab, Tile};
use spec::filter::Filter;
use spec::layout::steps;
use spec::workbook::{self, Workbook};

/// The dashboard, once every tile is answered. `heard` hears how many are, of how many, and says whether to go on.
pub(super) async fn all(board: Board, dashboard: &Dashboard, heard: impl Fn(u32, u32) -> bool) -> Option<Paper> {
    let count = dashboard.tiles.len() as u32;
    let (mut done, mut sheets) = (0, Vec::new());
    for tab in tabs(dashboard) {
        let mut pieces = Vec::new();
        for placed in in_order(dashboard, &tab) {
            done += 1;
            if !heard(done, count) {
                return None;
            }
            let piece = piece(board, dashboard, placed).await;
            let place = placed.place;
            pieces.push(Set { piece, place });
        }
        let title = tab.title;
        sheets.push(Sheet { title, pieces });
    }
    Some(Paper {
        title: dashboard.title.clone(),
        told: untrack(|| filtered(board, dashboard)),
        date: origin::today(),
        source: source(dashboard),
        tabs: sheets,
    })
}

/// A sheet for each tile that shows an answer.
pub(super) fn workbook(board: Board, dashboard: &Dashboard) -> Workbook {
    let tabs = tabs(dashboard);
    let placed = tabs.iter().flat_map(|tab| in_order(dashboard, tab));
    let sheets = placed.filter_map(|placed| {
        let (tile, filters) = asked(board, dashboard, placed)?;
        let told = origin::told(&tile.question, &filters);
        Some(workbook::Sheet { tile, filters, told })
    });
    let told = [origin::today(), filtered(board, dashboard)];
    Workbook {
        title: dashboard.title.clone(),
        told: told.into_iter().filter(|line| !line.is_empty()).collect(),
        sheets: sheets.collect(),
    }
}

/// The tabs; a dashboard without any has one that has no name.
fn tabs(dashboard: &Dashboard) -> Vec<Tab> {
    match dashboard.tabs.is_empty() {
        true => vec![Tab {
            id: spec::dashboard::TabId::default(),
            title: String::new(),
        }],
        false => dashboard.tabs.clone(),
    }
}

fn in_order<'a>(dashboard: &'a Dashboard, tab: &Tab) -> Vec<&'a Placed> {
    let order = steps::reading_order(&dashboard.sheet(&tab.id));
    order.iter().filter_map(|id| dashboard.placed(id)).collect()
}

/// The tile of an answer as it is asked now, titled, and what else it is filtered by.
fn asked(board: Board, dashboard: &Dashboard, placed: &Placed) -> Option<(Tile, Vec<Filter>)> {
    let tile = placed.tile()?;
    untrack(|| {
        let filters = board.filters_for(&placed.id, &tile.question);
        let title = board::name(placed, dashboard);
        let asked = board.as_asked(&placed.id, tile);
        Some((Tile { title, ..asked }, filters))
    })
}

async fn piece(board: Board, dashboard: &Dashboard, placed: &Placed) -> Piece {
    let plain = |title: String, body| Piece {
        title,
        said: String::new(),
        source: String::new(),
        body,
    };
    if let Some((tile, filters)) = asked(board, dashboard, placed) {
        let title = tile.title.clone();
        // Nothing takes its place, not even the same tile of another file.
        let slot = format!("paper {}", clock::fresh_id());
        return match board.engine.answer(&slot, tile, filters).await {
            Ok(answer) => Piece {
                said: answer.headline.clone(),
                ..plain(title, Body::of(&answer, false))
            },
            Err(problem) => plain(title, Body::Told { text: problem.message }),
        };
    }
    match &placed.content {
        Content::Text(text) => plain(String::new(), Body::text(text)),
        Content::Image(image) if image.is_sound() => plain(
            String::new(),
            Body::Image {
                source: image.source.clone(),
                told: image.description.clone(),
            },
        ),
        Content::Filter(id) => {
            let text = untrack(|| control(board, id)).map_or_else(|| "all".to_owned(), |(_, told)| told);
            plain(board::name(placed, dashboard), Body::Told { text })
        }
        _ => plain(board::name(placed, dashboard), Body::Told { text: String::new() }),
    }
}

/// A filter that is set: its column, and what it is set to.
fn control(board: Board, id: &ControlId) -> Option<(String, String)> {
    let controls = board.controls();
    let control = controls.iter().find(|control| &control.id == id)?;
    let filter = control.filter.as_ref()?;
    let column = filters::column(board, control);
    Some((control.column.clone(), told::short(filter, column.as_ref())))
}

/// What the dashboard is filtered by, in words; empty when it is not.
pub(super) fn filtered(board: Board, dashboard: &Dashboard) -> String {
    let set = dashboard
        .controls
        .iter()
        .filter_map(|control| self::control(board, &control.id));
    let mut parts: Vec<_> = set.map(|(column, told)| format!("{column}: {told}")).collect();
    let settings = dashboard.settings.iter().filter_map(|setting| {
        let value = setting.value.as_ref()?;
        Some(format!("{}: {value}", setting.name))
    });
    parts.extend(settings);
    let picks = board.selection.get();
    parts.extend(picks.picks().iter().map(|pick| pick.label.clone()));
    match parts.is_empty() {
        true => String::new(),
        false => words::capitalised(&format!("filtered by {}", parts.join(" · "))),
    }
}

/// The data that the tiles are about.
fn source(dashboard: &Dashboard) -> String {
    let mut names: Vec<String> = Vec::new();
    let tiles = dashboard.tiles.iter().filter_map(Placed::tile);
    for name in tiles.flat_map(|tile| origin::data(&tile.question)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.is_empty() {
        true => String::new(),
        false => format!("Source: {}", names.join(", ")),
    }
}
