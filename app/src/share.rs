//! Handing documents and data to others without a server, and taking in what others hand over.

pub(crate) mod bridge;
pub(crate) mod gather;
pub(crate) mod link;
pub(crate) mod page;
pub(crate) mod receive;

use leptos::prelude::*;
use receive::Arriving;
use spec::dashboard::DashboardId;
use std::rc::Rc;

/// What is to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Everything.
    Workspace,
    /// One dashboard with what it needs.
    Dashboard(DashboardId),
}

/// What is shared and what arrives. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct Sharing {
    /// What is about to be shared.
    pub asked: RwSignal<Option<Subject>>,
    /// A file of others that was opened.
    pub arriving: RwSignal<Option<Rc<Arriving>>, LocalStorage>,
}

/// The page's sharing.
pub(crate) fn use_sharing() -> Sharing {
    expect_context()
}

impl Sharing {
    /// Nothing is shared and nothing arrives yet.
    pub(crate) fn new() -> Self {
        Self {
            asked: RwSignal::new(None),
            arriving: RwSignal::new_local(None),
        }
    }
}
