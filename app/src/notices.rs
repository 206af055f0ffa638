//! Short messages to the user, shown for a while in a corner.

use leptos::prelude::*;
use spec::answer::Level;
use spec::problem::Problem;

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
        self.show(level, message.into(), None, None);
    }

    /// Tells the user what went wrong.
    pub(crate) fn problem(self, problem: &Problem) {
        self.show(Level::Error, problem.message.clone(), problem.hint.clone(), None);
    }

    /// Tells the user what was done, with a link to it.
    pub(crate) fn link(self, message: impl Into<String>, label: &str, href: String) {
        let link = Some((label.to_owned(), href));
        self.show(Level::Info, message.into(), None, link);
    }

    /// Takes a message away.
    pub(crate) fn dismiss(self, id: u32) {
        self.shown.update(|shown| shown.retain(|notice| notice.id != id));
    }

    fn show(self, level: Level, message: String, hint: Option<String>, link: Option<(String, String)>) {
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
            });
        });
    }
}

/// The page's messages.
pub(crate) fn use_notices() -> Notices {
    expect_context()
}
