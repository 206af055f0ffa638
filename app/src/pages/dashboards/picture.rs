//! A dashboard in small.

use leptos::prelude::*;
use spec::chart::Kind;
use spec::dashboard::{COLUMNS, Content, Dashboard, Placed, TileId};

/// How many rows of the grid the picture shows.
const ROWS: u16 = 11;

/// The layout in small: a rectangle for each tile at the top of it, with a hint of what it draws.
pub(crate) fn picture(sheet: &Dashboard) -> impl IntoView + use<> {
    draw(sheet, ROWS, &|_| "")
}

/// All of the layout in small, so many rows high at least. `class` gives each tile a class of its own.
pub(crate) fn whole(sheet: &Dashboard, rows: u16, class: &dyn Fn(&TileId) -> &'static str) -> impl IntoView + use<> {
    draw(sheet, rows.max(ROWS), class)
}

fn draw(sheet: &Dashboard, rows: u16, class: &dyn Fn(&TileId) -> &'static str) -> impl IntoView + use<> {
    let tiles = sheet.tiles.iter().filter(|placed| placed.place.y < rows);
    let tiles: Vec<_> = tiles.map(|placed| small(placed, class(&placed.id))).collect();
    let (width, height) = (COLUMNS * 10, rows * 6);
    let (view_box, shape) = (
        format!("0 0 {width} {height}"),
        format!("aspect-ratio: {width} / {height}"),
    );
    let nothing = tiles.is_empty().then(|| {
        view! { <rect class="nothing" x="1" y="1" width="38" height="22" rx="1.2"></rect> }
    });
    view! {
        <svg class="miniature" viewBox=view_box style=shape preserveAspectRatio="xMidYMin">
            {nothing}
            {tiles}
        </svg>
    }
}

fn small(placed: &Placed, class: &'static str) -> impl IntoView + use<> {
    let place = placed.place;
    let (x, y) = (f64::from(place.x) * 10.0 + 0.8, f64::from(place.y) * 6.0 + 0.8);
    let (width, height) = (f64::from(place.width) * 10.0 - 1.6, f64::from(place.height) * 6.0 - 1.6);
    let (left, top) = (x + 2.5, y + 2.5);
    let inside = format!("translate({left} {top}) scale({} {})", width - 5.0, height - 5.0);
    view! {
        <rect
            class=format!("place {class}")
            x=x.to_string()
            y=y.to_string()
            width=width.to_string()
            height=height.to_string()
            rx="1.2"
        ></rect>
        <path class="hint" transform=inside d=hint(&placed.content)></path>
    }
}

/// A chart in a few strokes, on a square of 1.
fn hint(content: &Content) -> &'static str {
    let kind = match content {
        Content::Chart(tile) => tile.chart.kind,
        Content::Text(_) => return "M0 .1H.6M0 .45H1M0 .7H.9",
        Content::Image(_) => return "M0 1 .35 .4 .6 .75 .75 .55 1 1M.75 .2h.01",
        Content::Filter(_) => return "M0 .15H1M0 .5H.7M0 .85H.85",
    };
    match kind {
        Some(Kind::Bar | Kind::Lollipop | Kind::Bullet) => "M0 .1H.9M0 .35H.7M0 .6H.5M0 .85H.3",
        Some(
            Kind::Line | Kind::Area | Kind::SmoothLine | Kind::StepLine | Kind::StackedArea | Kind::Band | Kind::Bump,
        ) => "M0 .8 .2 .5 .4 .6 .6 .2 .8 .35 1 .1",
        Some(Kind::Kpi) => "M0 .5H.5",
        Some(Kind::Table) => "M0 .1H1M0 .4H1M0 .7H1M0 1H1",
        Some(Kind::Pie | Kind::Donut | Kind::Rose) => {
            "M.5 .5V.05M.5 .5 .72 .9M.28 .5A.22 .45 0 1 0 .72 .5A.22 .45 0 1 0 .28 .5"
        }
        Some(Kind::Scatter | Kind::Bubble | Kind::Density) => "M.1 .8h.01M.3 .5h.01M.5 .6h.01M.6 .2h.01M.9 .3h.01",
        _ => "M.1 1V.5M.37 1V.1M.63 1V.65M.9 1V.3",
    }
}
