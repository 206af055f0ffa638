//! What the workspace's model names: figures and conditions to choose from.

use super::Chips;
use crate::model::use_workspace;
use crate::ui::menu::{MenuItem, MenuTitle};
use leptos::prelude::*;
use spec::question::{Aggregate, Measure};

/// The metrics of the query's dataset.
#[component]
pub(super) fn MetricItems(
    /// What the chips share.
    chips: Chips,
    /// Hears the choice.
    on_pick: impl Fn(Measure) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let workspace = use_workspace();
    let names = move || {
        let from = chips.of(|query| query.from.clone()).unwrap_or_default();
        let metrics = |model: &spec::model::Model| model.metrics_of(&from).map(|metric| metric.name.clone()).collect();
        workspace.model.with(metrics)
    };
    move || {
        let names: Vec<String> = names();
        let title = (!names.is_empty()).then(|| view! { <MenuTitle label="Metrics" /> });
        let items = names.into_iter().map(|name| {
            let measure = Measure::of(Aggregate::Metric, &name);
            view! { <MenuItem label=name on_press=move |()| on_pick(measure.clone()) /> }
        });
        view! { {title} {items.collect_view()} }
    }
}

/// The sets of the query's dataset, by name.
pub(super) fn sets(chips: Chips) -> Vec<String> {
    let from = chips.of(|query| query.from.clone()).unwrap_or_default();
    let workspace = use_workspace();
    workspace
        .model
        .with(|model| model.sets_of(&from).map(|set| set.name.clone()).collect())
}
