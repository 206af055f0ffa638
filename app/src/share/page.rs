//! A dashboard as one HTML file: its tiles as they are, and small tables from which their figures are made anew when someone filters.

mod cube;
mod prose;

use super::bridge;
use super::gather::Stock;
use crate::clock;
use crate::save;
use crate::ui::format;
use crate::ui::words;
use cube::{Carried, carry};
use leptos::prelude::*;
use prose::{Prose, prose};
use serde::Serialize;
use spec::answer::{Answer, Format};
use spec::chart::Kind;
use spec::control::{Control, ControlKind};
use spec::dashboard::{Content, Dashboard, Place, Placed, Tab, TabId, Tile, TileId};
use spec::dataset::Dataset;
use spec::filter::Filter;
use spec::model::Model;
use spec::phone;
use spec::problem::Problem;
use spec::question::Question;
use spec::reach::Ground;
use spec::share::page::{Making, Plan, Recipe, Side, can_be_set, is_free};

/// More rows of a SQL statement's answer are not carried.
const MOST_ROWS: usize = 500;

/// A page that is made, and what is in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MadePage {
    /// What it is called.
    pub title: String,
    /// What it carries: a name and what is to be known of it.
    pub contents: Vec<(String, String)>,
    /// What does not work in it as it does here.
    pub remarks: Vec<String>,
    /// How large the file is without a passphrase.
    pub size: f64,
    said: String,
}

#[derive(Serialize)]
struct Page {
    title: String,
    made: String,
    tabs: Vec<Tab>,
    tiles: Vec<PageTile>,
    controls: Vec<PageControl>,
    cubes: Vec<Carried>,
    fixed: Vec<String>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct PageTile {
    id: TileId,
    tab: TabId,
    place: Place,
    title: String,
    order: usize,
    phone: phone::Shape,
    #[serde(flatten)]
    content: PageContent,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PageContent {
    Chart(Box<PageChart>),
    Text { prose: Vec<Prose> },
    Image { source: String, description: String },
    Filter { control: String },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageChart {
    answer: Answer,
    dataset: String,
    recipe: Option<Recipe>,
    fixed: Option<String>,
    keys: Vec<String>,
    is_figure: bool,
    is_map: bool,
}

#[derive(Serialize)]
struct PageControl {
    id: String,
    dataset: String,
    column: String,
    key: String,
    kind: ControlKind,
    filter: Option<Filter>,
    tiles: Vec<TileId>,
    format: Format,
}

impl Stock {
    /// Makes the page of a dashboard, and tells what is in it.
    pub(crate) async fn page(self, dashboard: &Dashboard, model: &Model) -> Result<MadePage, Problem> {
        let datasets = self.engine.datasets.get_untracked();
        let mut plan = Plan::of(dashboard, &datasets, model);
        let (cubes, notes) = carry(self.engine, &mut plan).await;
        let mut tiles = Vec::new();
        for placed in &dashboard.tiles {
            tiles.push(self.tile(dashboard, placed, &plan).await?);
        }
        let contents = contents(&tiles, &plan, &cubes);
        let remarks = remarks(&tiles, &notes);
        let page = Page {
            title: dashboard.title.clone(),
            made: clock::today(),
            tabs: dashboard.tabs.clone(),
            tiles,
            controls: controls(
                dashboard,
                &Ground {
                    datasets: &datasets,
                    model,
                },
            ),
            cubes,
            fixed: fixed(dashboard),
            notes,
        };
        let said = serde_json::to_string(&page).map_err(|error| Problem::new("share", error.to_string()))?;
        let size = bridge::make_page(&said, &page.title, None).await?.size();
        Ok(MadePage {
            title: page.title,
            contents,
            remarks,
            size,
            said,
        })
    }

    async fn tile(self, dashboard: &Dashboard, placed: &Placed, plan: &Plan) -> Result<PageTile, Problem> {
        let order = phone::order(&dashboard.sheet(&placed.tab));
        let at = order.iter().position(|(id, _)| id == &placed.id);
        let shape = at.and_then(|at| order.get(at)).map(|(_, shape)| *shape);
        let content = match &placed.content {
            Content::Text(text) => PageContent::Text { prose: prose(text) },
            Content::Image(image) => PageContent::Image {
                source: image.source.clone(),
                description: image.description.clone(),
            },
            Content::Filter(id) => PageContent::Filter { control: id.0.clone() },
            Content::Chart(tile) => {
                let making = plan.tiles.iter().find(|making| making.id == placed.id);
                self.chart(tile, making, plan).await?
            }
        };
        Ok(PageTile {
            id: placed.id.clone(),
            tab: placed.tab.clone(),
            place: placed.place,
            title: placed.title().to_owned(),
            order: at.unwrap_or_default(),
            phone: shape.unwrap_or_default(),
            content,
        })
    }

    async fn chart(self, tile: &Tile, making: Option<&Making>, plan: &Plan) -> Result<PageContent, Problem> {
        let question = making.map_or_else(|| tile.question.clone(), |making| making.question.clone());
        if matches!(&question, Question::Query(query) if query.is_rows()) {
            let prose = prose("Single rows stay out of this file.");
            return Ok(PageContent::Text { prose });
        }
        let asked = Tile {
            question: question.clone(),
            ..tile.clone()
        };
        let mut answer = self.engine.answer("page", asked, Vec::new()).await?;
        if matches!(question, Question::Sql(_)) {
            answer.table.rows.truncate(MOST_ROWS);
        }
        let (recipe, fixed) = match making.map(|making| making.recipe.clone()) {
            Some(Ok(recipe)) => (Some(recipe), None),
            Some(Err(why)) => (None, Some(why)),
            None => (None, None),
        };
        let keys = recipe.iter().flat_map(|recipe| {
            let sides = plan
                .cubes
                .get(recipe.cube)
                .map_or(&[][..], |cube| cube.sides.as_slice());
            recipe.groups.iter().filter_map(|group| Some(sides.get(*group)?.key()))
        });
        let kind = answer.chart.kind;
        Ok(PageContent::Chart(Box::new(PageChart {
            keys: keys.collect(),
            dataset: match question {
                Question::Query(query) => query.from,
                Question::Sql(_) => String::new(),
            },
            recipe,
            fixed,
            is_figure: kind == Some(Kind::Kpi),
            is_map: matches!(kind, Some(Kind::Choropleth | Kind::BubbleMap)),
            answer,
        })))
    }
}

impl MadePage {
    /// Saves it; gives the size of the file.
    pub(crate) async fn save(&self, filename: &str, passphrase: Option<&str>) -> Result<f64, Problem> {
        let file = bridge::make_page(&self.said, &self.title, passphrase).await?;
        save::blob(filename, &file)?;
        Ok(file.size())
    }
}

fn controls(dashboard: &Dashboard, ground: &Ground<'_>) -> Vec<PageControl> {
    let free = dashboard.controls.iter().filter(|control| is_free(control));
    free.map(|control| PageControl {
        id: control.id.0.clone(),
        dataset: control.dataset.clone(),
        column: control.column.clone(),
        key: Side::of_control(control).key(),
        kind: control.kind,
        filter: control.filter.clone(),
        tiles: reached(control, dashboard, ground),
        format: column_format(control, ground.datasets),
    })
    .collect()
}

fn reached(control: &Control, dashboard: &Dashboard, ground: &Ground<'_>) -> Vec<TileId> {
    let reached = dashboard.tiles.iter().filter(|placed| {
        let tile = placed.tile();
        tile.is_some_and(|tile| can_be_set(control, &placed.id, &tile.question, ground))
    });
    reached.map(|placed| placed.id.clone()).collect()
}

fn column_format(control: &Control, datasets: &[Dataset]) -> Format {
    let dataset = datasets.iter().find(|dataset| dataset.name == control.dataset);
    let column = dataset.and_then(|dataset| dataset.column(&control.column));
    column.map(format::of_column).unwrap_or_default()
}

/// What is filtered for good, in words.
fn fixed(dashboard: &Dashboard) -> Vec<String> {
    let fixed = dashboard.controls.iter().filter(|control| !is_free(control));
    fixed
        .map(|control| {
            let said = match &control.filter {
                Some(Filter::Relative { span, .. }) => format!("{}, as of {}", words::span(*span), clock::today()),
                _ => "as it was set".to_owned(),
            };
            format!("{}: {said}", control.column)
        })
        .collect()
}

/// What a page carries, for people to look at before it is made.
fn contents(tiles: &[PageTile], plan: &Plan, cubes: &[Carried]) -> Vec<(String, String)> {
    let shown = tiles.iter().filter_map(|tile| match &tile.content {
        PageContent::Chart(chart) => {
            let rows = format::counted(chart.answer.table.rows.len() as u64, "line");
            Some((tile.title.clone(), format!("{rows} of figures, as it is shown here")))
        }
        _ => None,
    });
    let carried = plan.cubes.iter().zip(cubes).filter(|(_, carried)| carried.rows > 0);
    let carried = carried.map(|(cube, carried)| {
        let sides: Vec<_> = cube.sides.iter().map(|side| side.column.clone()).collect();
        let rows = format::counted(carried.rows as u64, "line");
        let by = if sides.is_empty() {
            String::new()
        } else {
            format!(" by {}", sides.join(", "))
        };
        let figures: Vec<_> = cube.measures.iter().map(spec::question::Measure::name).collect();
        (
            format!("Figures of {}, to filter by", cube.dataset),
            format!("{rows}{by}: {}", figures.join(", ")),
        )
    });
    shown.chain(carried).collect()
}

/// What does not work on the page as it does here.
fn remarks(tiles: &[PageTile], notes: &[String]) -> Vec<String> {
    let tiles = tiles.iter().filter_map(|tile| match &tile.content {
        PageContent::Chart(chart) => {
            let why = chart.fixed.as_ref()?;
            Some(format!("“{}” stays as it is when someone filters: {why}", tile.title))
        }
        PageContent::Text { .. } if !tile.title.is_empty() => {
            Some(format!("“{}” is left out: it shows single rows", tile.title))
        }
        _ => None,
    });
    tiles.chain(notes.iter().cloned()).collect()
}
