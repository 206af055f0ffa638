//! Files that a library reads are read in a worker of their own, one at a time, and the worker is thrown away.
//!
//! - Whatever the file does to it, the engine and its datasets never notice.
//! - Stopping it stops nothing else.

use super::job::{Files, Outcome};
use super::wire::{Attached, Event, Link};
use crate::works::{Doing, Works};
use futures_channel::oneshot;
use js_sys::Uint8Array;
use spec::problem::Problem;
use spec::worker::{Message, Reply, Request};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// What the content of files begins with that libraries of others read.
const MARKS: [&[u8]; 10] = [
    b"PK\x03\x04",
    b"PAR1",
    b"ARROW1",
    b"\xff\xff\xff\xff",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"\x28\xb5\x2f\xfd",
    b"BZh",
    b"\xfd7zXZ",
];

/// Whether a file is to be read apart from the engine.
pub(super) async fn is_needed(file: &Blob) -> bool {
    let Ok(head) = file.slice_with_f64_and_f64(0.0, 16.0) else {
        return false;
    };
    // A file that is gone is told of by whoever reads it.
    let Ok(buffer) = JsFuture::from(head.array_buffer()).await else {
        return false;
    };
    let head = Uint8Array::new(&buffer).to_vec();
    MARKS.iter().any(|mark| head.starts_with(mark))
}

/// Where files stand in line to be read.
#[derive(Default)]
pub(super) struct Desk {
    is_taken: Cell<bool>,
    line: RefCell<VecDeque<oneshot::Sender<()>>>,
}

/// One's turn at the desk, until it is dropped.
struct Turn<'a>(&'a Desk);

impl Desk {
    /// Has a reader do `request` with `file`, called `name` by the user.
    pub(super) async fn ask(
        &self,
        works: Works,
        request: &Request,
        file: &Blob,
        name: &str,
    ) -> Result<(Outcome, Option<Blob>), Problem> {
        let _turn = self.turn().await;
        let (sender, outcome) = oneshot::channel();
        let ending = Rc::new(RefCell::new(Some(sender)));
        let end = move |result| {
            if let Some(sender) = ending.borrow_mut().take() {
                // Whoever waited may have gone away.
                drop(sender.send(result));
            }
        };
        let (cancel, stopped) = (end.clone(), format!("Opening {name} was cancelled"));
        let doing = works.begin(format!("Opening {name}"), move || {
            cancel(Err(Problem::new("cancelled", stopped.clone())));
        });
        let link = Rc::new(RefCell::new(None::<Link>));
        let hear = heard(link.clone(), request.clone(), file.clone(), Rc::new(doing), end, name);
        *link.borrow_mut() = Some(Link::reader(hear).map_err(|_thrown| unavailable())?);
        let result = outcome.await.unwrap_or_else(|_| Err(unavailable()));
        link.borrow_mut().take();
        result
    }

    async fn turn(&self) -> Turn<'_> {
        if self.is_taken.replace(true) {
            let (sender, called) = oneshot::channel();
            self.line.borrow_mut().push_back(sender);
            // The caller keeps the desk taken for whoever it calls.
            called.await.unwrap_or_default();
        }
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let next = self.0.line.borrow_mut().pop_front();
        match next {
            Some(next) => drop(next.send(())),
            None => self.0.is_taken.set(false),
        }
    }
}

type Ended = Result<(Outcome, Option<Blob>), Problem>;

/// What is done with each word of a reader.
fn heard(
    link: Rc<RefCell<Option<Link>>>,
    request: Request,
    file: Blob,
    doing: Rc<Doing>,
    end: impl Fn(Ended) + Clone + 'static,
    name: &str,
) -> impl Fn(Event) + Clone + 'static {
    let name = name.to_owned();
    let files = Files::of(file);
    move |event| match event {
        Event::Message(Message::Ready, _) => {
            let sent = link.borrow().as_ref().map(|link| link.send(0, &request, &files));
            if !matches!(sent, Some(Ok(()))) {
                end(Err(unavailable()));
            }
        }
        Event::Message(Message::Progress { stage, fraction, .. }, _) => doing.tell(&stage, fraction),
        Event::Message(Message::Done { result, .. }, Attached { bytes, file }) => {
            end(result.map(|reply: Reply| ((reply, bytes), file)));
        }
        Event::Message(
            Message::Saved { .. } | Message::Unsaved { .. } | Message::Changed { .. } | Message::Memory(_),
            _,
        ) => {}
        Event::Died => end(Err(died(&name))),
    }
}

fn died(name: &str) -> Problem {
    Problem {
        code: "unreadable".to_owned(),
        message: format!(
            "{name} is damaged, or it needs more memory than a browser gives: reading it stopped in the middle"
        ),
        hint: Some("Download or write the file again. Everything else is as it was.".to_owned()),
        place: None,
    }
}

fn unavailable() -> Problem {
    Problem {
        code: "engine_unavailable".to_owned(),
        message: "The file could not be read apart from the engine in this browser".to_owned(),
        hint: Some("Reload the page. If that does not help, use a current Chrome, Edge, Firefox or Safari.".to_owned()),
        place: None,
    }
}
