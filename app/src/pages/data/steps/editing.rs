//! The form that is open, and for which step.

use super::draft::Draft;
use super::kind::Kind;
use crate::pages::data::workshop::{Tab, Workshop};
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::dataset::Column;
use spec::step::{Operation, Step};

/// A form for a step.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages::data) struct Editing {
    /// Which step it changes; a new one at the end when absent.
    pub at: Option<usize>,
    /// What the form holds at first.
    pub draft: Draft,
    /// The columns before the step.
    pub columns: Vec<Column>,
}

impl Editing {
    /// The steps with the form's among them.
    pub(in crate::pages::data) fn with(&self, mut steps: Vec<Step>, operation: Operation) -> Vec<Step> {
        match self.at.and_then(|at| steps.get_mut(at)) {
            Some(step) => step.operation = operation,
            None => steps.push(operation.into()),
        }
        steps
    }
}

/// Opens an empty form.
pub(in crate::pages::data) fn begin(shop: Workshop, kind: Kind) {
    open(shop, None, Draft::new(kind));
}

/// Opens a form about a column.
pub(in crate::pages::data) fn begin_about(shop: Workshop, kind: Kind, column: &Column) {
    open(shop, None, Draft::about(kind, column));
}

/// Opens the form of a step that is there.
pub(in crate::pages::data) fn change(shop: Workshop, at: usize) {
    let steps = untrack(|| shop.steps());
    if let Some(step) = steps.get(at) {
        open(shop, Some(at), Draft::of(&step.operation));
    }
}

fn open(shop: Workshop, at: Option<usize>, draft: Draft) {
    shop.tab.set(Some(Tab::Steps));
    match shop.columns_before(at) {
        Some(columns) => shop.editing.set(Some(Editing { at, draft, columns })),
        None => spawn_local(async move {
            let steps = untrack(|| shop.steps());
            let columns = shop.find_base(steps).await.unwrap_or_default();
            shop.editing.set(Some(Editing { at, draft, columns }));
        }),
    }
}
