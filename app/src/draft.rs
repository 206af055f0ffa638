//! The SQL statement that another place hands to the editor.

use crate::route::Route;
use leptos::prelude::*;

/// What the SQL editor holds. Copies are the same.
#[derive(Clone, Copy)]
pub(crate) struct SqlDraft(pub RwSignal<String>);

/// The page's draft.
pub(crate) fn use_sql_draft() -> SqlDraft {
    expect_context()
}

impl SqlDraft {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// Puts a statement into the editor and goes there.
    pub(crate) fn open(self, statement: String) {
        self.0.set(statement);
        Route::Sql.go();
    }
}
