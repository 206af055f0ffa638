//! Short messages to the user, shown for a while in a corner.

use leptos::prelude::*;
use spec::answer::Level;
use spec::problem::Problem;
use std::sync::Arc;

/// One message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Notice {
    /// Tells it from the others.
    pub id: u32,
    /// How serious.
    pub level: Level,
    /// What it says.
    pub message: String,
    /// What may help.
    pub hint: Option<String>,
    /// Where it leads: words and an address.
    pub link: Option<(String, String)>,
    /// What can be done about it.
    pub action: Option<Action>,
}

/// Something that a message offers to do.
#[derive(Clone)]
pub(crate) struct Action {
    /// The word on its button.
    pub label: String,
    /// Does it.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

impl PartialEq for Action {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.run, &other.run)
    }
}

impl std::fmt::Debug for Action {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Action").field(&self.label).finish()
    }
}

/// The messages now shown.
#[derive(Clone, Copy)]
pub(crate) struct Notices {
    /// Oldest first.
    pub shown: RwSignal<Vec<Notice>>,
    next: StoredValue<u32>,
}

impl Notices {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// Tells the user something.
    pub(crate) fn tell(self, level: Level, message: impl Into<String>) {
        self.show(level, message.into(), None, None, None);
    }

    /// Tells the user what went wrong.
    pub(crate) fn problem(self, problem: &Problem) {
        self.show(Level::Error, problem.message.clone(), problem.hint.clone(), None, None);
    }

    /// Tells the user what was done, with a link to it.
    pub(crate) fn link(self, message: impl Into<String>, label: &str, href: String) {
        let link = Some((label.to_owned(), href));
        self.show(Level::Info, message.into(), None, link, None);
    }

    /// Tells the user what was done, and offers to do something about it, such as to take it back.
    pub(crate) fn offer(self, message: impl Into<String>, label: &str, run: impl Fn() + Send + Sync + 'static) {
        let action = Action {
            label: label.to_owned(),
            run: Arc::new(run),
        };
        self.show(Level::Info, message.into(), None, None, Some(action));
    }

    /// Takes a message away.
    pub(crate) fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|notice| notice.id != id));
    }

    fn show(
        self,
        level: Level,
        message: String,
        hint: Option<String>,
        link: Option<(String, String)>,
        action: Option<Action>,
    ) {
        let id = self
            .next
            .try_update_value(|next| std::mem::replace(next, *next + 1))
            .unwrap_or_default();
        self.shown.update(|shown| {
            shown.retain(|notice| notice.message != message);
            shown.push(Notice {
                id,
                level,
                message,
                hint,
                link,
                action,
            });
        });
    }
}

/// The page's messages.
pub(crate) fn use_notices() -> Notices {
    expect_context()
}
