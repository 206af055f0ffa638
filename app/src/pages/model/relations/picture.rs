//! The datasets as boxes, and lines between those that belong together.

use super::{Desk, SURE, keys, pair};
use crate::engine::use_engine;
use crate::model::use_workspace;
use crate::pages::model::fields::Making;
use crate::route::Route;
use crate::ui::format;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use spec::model::{Origin, Relation};
use std::collections::BTreeMap;

const WIDTH: f64 = 208.0;
/// How many letters of a name fit.
const LETTERS: usize = 19;
const HEIGHT: f64 = 54.0;
const GAP: f64 = 22.0;
const ACROSS: f64 = 130.0;
const EDGE: f64 = 6.0;

/// A dataset in the picture.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    name: String,
    told: String,
    x: f64,
    y: f64,
}

/// A relation in the picture: where it stands in the model, or that it is only found.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    relation: Relation,
    at: Option<usize>,
    is_sure: bool,
}

/// The picture; nothing while there are not two datasets.
#[component]
pub(super) fn Picture(desk: Desk) -> impl IntoView {
    let (workspace, engine) = (use_workspace(), use_engine());
    let lines = Memo::new(move |_| {
        let used = workspace
            .model
            .with(|model| model.relations.clone())
            .into_iter()
            .enumerate();
        let used = used
            .filter(|(_, one)| one.origin != Origin::Refused)
            .map(|(at, relation)| Line {
                relation,
                at: Some(at),
                is_sure: true,
            });
        let found = desk.found.get().into_iter().map(|found| Line {
            is_sure: found.confidence >= SURE,
            relation: found.relation,
            at: None,
        });
        let open = |name: &str| engine.datasets.with(|all| all.iter().any(|one| one.name == name));
        let both = |line: &Line| open(&line.relation.from) && open(&line.relation.to);
        used.chain(found).filter(both).collect::<Vec<_>>()
    });
    let places = Memo::new(move |_| {
        let names = engine.datasets.with(|all| {
            let named = |one: &spec::dataset::Dataset| (one.name.clone(), format::counted(one.rows, "row"));
            all.iter().map(named).collect::<Vec<_>>()
        });
        laid(names, &lines.get())
    });
    let view_box = move || {
        let (mut right, mut bottom) = (0.0_f64, 0.0_f64);
        places.with(|places| {
            for place in places {
                right = right.max(place.x + WIDTH);
                bottom = bottom.max(place.y + HEIGHT);
            }
        });
        (right + EDGE, bottom + EDGE)
    };
    let boxes = move || {
        places
            .get()
            .into_iter()
            .map(|place| view! { <Box place /> })
            .collect_view()
    };
    let drawn = move || {
        let places = places.get();
        let lines = lines.get().into_iter().filter_map(|line| {
            let path = path(&places, &line.relation)?;
            Some(view! { <Joint desk line path /> })
        });
        lines.collect_view()
    };
    view! {
        <Show when=move || places.with(|places| places.len() > 1)>
            <div class="model-picture" role="group" aria-label="The datasets and their relations" tabindex="0">
                <svg
                    width=move || view_box().0
                    height=move || view_box().1
                    viewBox=move || format!("0 0 {} {}", view_box().0, view_box().1)
                >
                    {drawn}
                    {boxes}
                </svg>
            </div>
        </Show>
    }
}

#[component]
fn Box(place: Place) -> impl IntoView {
    let shown = match place.name.chars().count() > LETTERS {
        true => place.name.chars().take(LETTERS - 1).chain(['…']).collect(),
        false => place.name.clone(),
    };
    view! {
        <g>
            <a class="model-box" href=Route::Data(Some(place.name.clone())).href()>
                <title>{place.name.clone()}</title>
                <rect x=place.x y=place.y width=WIDTH height=HEIGHT rx="10" />
                <text x=place.x + 14.0 y=place.y + 23.0>{shown}</text>
                " "
                <text class="less" x=place.x + 14.0 y=place.y + 41.0>{place.told}</text>
            </a>
        </g>
    }
}

/// A line that can be pressed.
#[component]
fn Joint(desk: Desk, line: Line, path: String) -> impl IntoView {
    let state = match (line.at, line.is_sure) {
        (Some(_), _) => "in use",
        (None, true) => "found, sure",
        (None, false) => "found, not sure",
    };
    let label = format!("{}, {}: {state}", pair(&line.relation), keys(&line.relation));
    let (title, is_found) = (label.clone(), line.at.is_none());
    let making = StoredValue::new(Making {
        at: line.at,
        thing: line.relation,
    });
    let wide = path.clone();
    let press = move || desk.begin(making.get_value());
    let key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            press();
        }
    };
    view! {
        <g class="model-line" class:found=is_found role="button" tabindex="0" aria-label=label on:click=move |_| press() on:keydown=key>
            <title>{title}</title>
            <path class="wide" d=wide />
            <path d=path />
        </g>
    }
}

/// Boxes in columns: those that point at others to the left of them.
fn laid(names: Vec<(String, String)>, lines: &[Line]) -> Vec<Place> {
    let mut depth: BTreeMap<String, usize> = names.iter().map(|(name, _)| (name.clone(), 0)).collect();
    // As many rounds as datasets: in a circle it stops there.
    for _ in 0..names.len() {
        for line in lines.iter().filter(|line| line.relation.from != line.relation.to) {
            let from = depth.get(&line.relation.from).copied().unwrap_or_default();
            if let Some(to) = depth.get_mut(&line.relation.to) {
                *to = (*to).max(from + 1).min(names.len());
            }
        }
    }
    let joined = |name: &str| {
        lines
            .iter()
            .any(|line| line.relation.from == name || line.relation.to == name)
    };
    let most = depth.values().copied().max().unwrap_or_default();
    let mut taken = vec![0usize; most + 2];
    let mut places = Vec::new();
    for (name, told) in names {
        let column = match joined(&name) {
            true => depth.get(&name).copied().unwrap_or_default(),
            false if lines.is_empty() => places.len() % 4,
            false => most + 1,
        };
        if column >= taken.len() {
            taken.resize(column + 1, 0);
        }
        places.push(Place {
            name,
            told,
            x: EDGE + column as f64 * (WIDTH + ACROSS),
            y: EDGE + taken[column] as f64 * (HEIGHT + GAP),
        });
        taken[column] += 1;
    }
    centred(places)
}

/// Each column in the middle of the picture's height.
fn centred(mut places: Vec<Place>) -> Vec<Place> {
    let height = |x: f64, places: &[Place]| {
        places.iter().filter(|place| (place.x - x).abs() < 1.0).count() as f64 * (HEIGHT + GAP)
    };
    let tallest = places.iter().map(|place| height(place.x, &places)).fold(0.0, f64::max);
    let moves: Vec<f64> = places
        .iter()
        .map(|place| (tallest - height(place.x, &places)) / 2.0)
        .collect();
    places.iter_mut().zip(moves).for_each(|(place, down)| place.y += down);
    places
}

/// A line from the right of one box to the left of the other; a loop for a dataset that points at itself.
fn path(places: &[Place], relation: &Relation) -> Option<String> {
    let place = |name: &str| places.iter().find(|place| place.name == name);
    let (from, to) = (place(&relation.from)?, place(&relation.to)?);
    let (y, end) = (from.y + HEIGHT / 2.0, to.y + HEIGHT / 2.0);
    if from.name == to.name {
        let right = from.x + WIDTH;
        return Some(format!("M{right} {} c 46 -8 46 32 0 24", y - 12.0));
    }
    let (start, goal) = match from.x < to.x {
        true => (from.x + WIDTH, to.x),
        false if from.x > to.x => (from.x, to.x + WIDTH),
        false => return Some(format!("M{} {y} c 60 0 60 {} 0 {}", from.x + WIDTH, end - y, end - y)),
    };
    let middle = (start + goal) / 2.0;
    Some(format!("M{start} {y} C{middle} {y} {middle} {end} {goal} {end}"))
}
