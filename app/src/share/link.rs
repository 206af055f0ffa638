//! A dashboard's definition in an address: behind the `#`, which browsers send to nobody.

use super::bridge;
use leptos::prelude::*;
use spec::dashboard::Dashboard;
use spec::dataset::Dataset;
use spec::model::Model;
use spec::problem::Problem;
use spec::share::link::Linked;

/// Longer links are cut by some programs for mail and chat.
pub(crate) const LONG_LETTERS: usize = 2_000;
/// Longer ones no browser is sure to open.
pub(crate) const MOST_LETTERS: usize = 60_000;

/// The address that opens a dashboard's definition in this app.
pub(crate) async fn address(dashboard: &Dashboard, datasets: &[Dataset], model: &Model) -> Result<String, Problem> {
    let linked = Linked::new(dashboard, datasets, model);
    let text = serde_json::to_string(&linked).map_err(|error| Problem::new("share", error.to_string()))?;
    let packed = bridge::pack_text(&text).await?;
    let page = window().location().href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    Ok(format!("{page}#/shared/{packed}"))
}

/// What an address held.
pub(crate) async fn read(packed: &str) -> Result<Linked, Problem> {
    let text = bridge::unpack_text(packed).await?.ok_or_else(cut)?;
    Linked::read(&text).map_err(|problem| Problem {
        message: format!("This link {}", problem.message),
        ..problem
    })
}

fn cut() -> Problem {
    Problem {
        hint: Some("Copy it again as a whole, or ask for the dashboard as a file.".to_owned()),
        ..Problem::new(
            "cut_off",
            "This link is not whole: a part of it is missing or was changed",
        )
    }
}
