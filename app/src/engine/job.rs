//! One request on its way.

use futures_channel::oneshot;
use js_sys::Uint8Array;
use spec::problem::Problem;
use spec::worker::{Reply, Request};
use web_sys::Blob;

/// A reply and the bytes that came beside it.
pub(crate) type Outcome = (Reply, Option<Uint8Array>);

/// What belongs to a request.
#[derive(Clone, Default)]
pub(super) struct Files {
    /// The file, or the parcel that a reader made of it.
    pub file: Option<Blob>,
    /// The file that the parcel was made of.
    pub original: Option<Blob>,
}

impl Files {
    /// One file.
    pub(super) fn of(file: Blob) -> Self {
        Self {
            file: Some(file),
            original: None,
        }
    }
}

/// One request on its way, and who waits for it.
pub(super) struct Job {
    /// Its number.
    pub id: u32,
    /// A newer job of the same slot takes its place while it waits.
    pub slot: Option<String>,
    /// What is asked.
    pub request: Request,
    /// What belongs to it.
    pub files: Files,
    /// How often the engine died over it.
    pub crashes: u8,
    /// Who waits.
    pub reply: oneshot::Sender<Result<Outcome, Problem>>,
}

impl Job {
    /// What the user calls it, when it may take long.
    pub(super) fn stage(&self) -> Option<String> {
        match &self.request {
            Request::Open(options) | Request::Reread { options, .. } | Request::Replace { options, .. } => {
                Some(format!("Opening {}", options.filename.as_deref().unwrap_or("data")))
            }
            Request::Adopt(handing, _) => {
                let file = handing.tables.first().map(|table| &table.dataset.source.filename);
                Some(format!("Opening {}", file.map_or("data", String::as_str)))
            }
            Request::Pack { dataset } => Some(format!("Packing {dataset}")),
            Request::Unpack { name, .. } => Some(format!("Unpacking {name}")),
            Request::Combine { name, .. } => Some(format!("Making {name}")),
            Request::Restore => Some("Bringing your data back".to_owned()),
            _ => None,
        }
    }

    /// Ends it.
    pub(super) fn end(self, result: Result<Outcome, Problem>) {
        // Whoever waited may have gone away, as when a tile is closed.
        drop(self.reply.send(result));
    }
}
