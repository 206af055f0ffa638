//! An answer as a picture, as a file, on the clipboard: the part of a menu that is the same for tiles and for answers in Ask.

use crate::engine::{Engine, use_engine};
use crate::notices::{Notices, use_notices};
use crate::paper::piece::{Alone, Body, Piece};
use crate::paper::{self, cells, origin};
use crate::save;
use crate::ui::export_menu::{ExportItems, XLSX};
use crate::ui::format;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::{Answer, Level};
use spec::dashboard::Tile;
use spec::filter::Filter;
use spec::problem::Problem;
use spec::workbook::{Sheet, Workbook};
use std::sync::Arc;

/// What is taken out.
#[derive(Clone)]
pub(crate) struct Taken {
    /// The tile, titled.
    pub tile: Tile,
    /// What else it is filtered by.
    pub filters: Vec<Filter>,
    /// Its answer, once it is there.
    pub answer: Option<Arc<Answer>>,
    /// Whether its table is shown instead of its chart.
    pub as_table: bool,
    /// How large it is drawn now, in pixels.
    pub size: (f64, f64),
}

/// A picture is at least so large, in pixels: one that is drawn on a phone is looked at elsewhere.
const LEAST: (f64, f64) = (720.0, 380.0);

impl Taken {
    fn alone(&self) -> Result<Alone, Problem> {
        let answer = self.answer.as_ref().ok_or_else(unanswered)?;
        Ok(Alone {
            piece: Piece {
                title: self.tile.title.clone(),
                said: answer.headline.clone(),
                source: origin::told(&self.tile.question, &self.filters),
                body: Body::of(answer, self.as_table),
            },
            width: self.size.0.max(LEAST.0),
            height: self.size.1.max(LEAST.1),
        })
    }

    fn workbook(self) -> Workbook {
        let told = origin::told(&self.tile.question, &self.filters);
        Workbook {
            title: self.tile.title.clone(),
            told: Vec::new(),
            sheets: vec![Sheet {
                tile: self.tile,
                filters: self.filters,
                told,
            }],
        }
    }
}

fn unanswered() -> Problem {
    Problem::new("unanswered", "there is no answer yet: wait until it is there")
}

/// The ways out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Png,
    Svg,
    Excel,
    CopyPicture,
    CopyTable,
    CopyMarkdown,
}

/// Groups of a menu: as a picture, the figures as a file, on the clipboard.
#[component]
pub(crate) fn TakeOut(
    /// What is taken out; asked when a way is chosen.
    #[prop(into)]
    taken: Callback<(), Option<Taken>>,
) -> impl IntoView {
    let (engine, notices) = (use_engine(), use_notices());
    let go = move |way: Way| {
        let Some(taken) = taken.run(()) else { return };
        spawn_local(async move {
            if let Err(problem) = take(way, taken, engine, notices).await {
                notices.problem(&problem);
            }
        });
    };
    let item = move |label: &'static str, way: Way| view! { <MenuItem label on_press=move |()| go(way) /> };
    let title = move |()| taken.run(()).map(|taken| taken.tile.title).unwrap_or_default();
    let question = move |()| taken.run(()).map(|taken| taken.tile.question.filtered(&taken.filters));
    view! {
        <MenuTitle label="Picture as" />
        <div class="formats" role="group" aria-label="Picture as">
            {item("PNG", Way::Png)}
            {item("SVG", Way::Svg)}
        </div>
        <MenuTitle label="Figures as" />
        <div class="formats" role="group" aria-label="Figures as">
            <ExportItems title question on_excel=move |()| go(Way::Excel) />
        </div>
        <MenuTitle label="Copy as" />
        <div class="formats" role="group" aria-label="Copy as">
            {item("Picture", Way::CopyPicture)}
            {item("Table", Way::CopyTable)}
            {item("Markdown", Way::CopyMarkdown)}
        </div>
    }
}

async fn take(way: Way, taken: Taken, engine: Engine, notices: Notices) -> Result<(), Problem> {
    let name = |ending: &str| save::filename(&taken.tile.title, ending);
    match way {
        Way::Png => save::bytes(&name("png"), "image/png", &paper::png(&taken.alone()?).await?),
        Way::Svg => save::bytes(&name("svg"), "image/svg+xml", &paper::svg(&taken.alone()?).await?),
        Way::Excel => {
            let name = name("xlsx");
            save::bytes(&name, XLSX, &engine.workbook(taken.workbook()).await?)
        }
        Way::CopyPicture => {
            paper::copy_picture(&taken.alone()?).await?;
            notices.tell(Level::Info, "Copied as a picture");
            Ok(())
        }
        Way::CopyTable | Way::CopyMarkdown => {
            let answer = taken.answer.as_ref().ok_or_else(unanswered)?;
            match way {
                Way::CopyTable => paper::copy_text(&cells::tabbed(answer), Some(&cells::html(answer))).await?,
                _ => paper::copy_text(&cells::markdown(answer), None).await?,
            }
            notices.tell(Level::Info, copied(answer));
            Ok(())
        }
    }
}

/// What was copied; a page holds no more than the first rows of a long answer.
fn copied(answer: &Answer) -> String {
    let rows = answer.table.rows.len() as u64;
    match answer.table.truncated {
        false => format!("Copied {}", format::counted(rows, "row")),
        true => format!(
            "Copied the first {}: a file has all of them",
            format::counted(rows, "row")
        ),
    }
}
