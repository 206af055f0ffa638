//! What is in a share, as a list to look at.

use crate::ui::format;
use leptos::prelude::*;
use spec::dataset::Dataset;
use spec::model::Model;
use spec::share::{Share, SharedDataset};

/// The list.
#[component]
pub(crate) fn Contents(
    /// The share.
    share: Share,
) -> impl IntoView {
    let dashboards = share.dashboards.iter().map(|one| {
        let tiles = format::counted(one.dashboard.tiles.len() as u64, "tile");
        let comments = counted(one.dashboard.comments.len(), "comment");
        let versions = counted(one.versions.len(), "version");
        let detail: Vec<_> = [Some(tiles), comments, versions].into_iter().flatten().collect();
        line(one.dashboard.title.clone(), detail.join(", "))
    });
    let datasets = share
        .datasets
        .iter()
        .map(|one| line(one.dataset.name.clone(), about(one)));
    let parts = [
        model(&share.model).map(|said| line("Model".to_owned(), said)),
        counted(share.questions.len(), "favourite question").map(|said| line("Questions".to_owned(), said)),
        counted(share.statements.len(), "favourite statement").map(|said| line("SQL".to_owned(), said)),
    ];
    view! {
        <ul class="share-contents" tabindex="0" aria-label="What is in it">
            {dashboards.collect_view()} {datasets.collect_view()} {parts.into_iter().flatten().collect_view()}
        </ul>
    }
}

fn line(name: String, detail: String) -> impl IntoView {
    view! {
        <li>
            <b>{name}</b>
            <span class="small-text">{detail}</span>
        </li>
    }
}

fn about(shared: &SharedDataset) -> String {
    match shared.digest {
        Some(_) => format!("with its {}", amount(&shared.dataset)),
        None => "without its rows".to_owned(),
    }
}

/// `40 rows of 9 columns, 3.1 kB`
pub(crate) fn amount(dataset: &Dataset) -> String {
    let rows = format::counted(dataset.rows, "row");
    let columns = format::counted(dataset.columns.len() as u64, "column");
    format!("{rows} of {columns}, {}", format::size(dataset.bytes as f64))
}

/// What a model says, in figures; none when it says nothing.
pub(crate) fn model(model: &Model) -> Option<String> {
    let parts = [
        (model.relations.len(), "relation"),
        (model.metrics.len(), "metric"),
        (model.dimensions.len(), "dimension"),
        (model.hierarchies.len(), "drill path"),
        (model.sets.len(), "set"),
        (model.parameters.len(), "parameter"),
    ];
    let told: Vec<_> = parts
        .into_iter()
        .filter_map(|(count, word)| counted(count, word))
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// `3 tiles`; none when there are none.
pub(crate) fn counted(count: usize, word: &str) -> Option<String> {
    (count > 0).then(|| format::counted(count as u64, word))
}
