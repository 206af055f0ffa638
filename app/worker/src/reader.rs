//! A worker that reads one file and hands its tables over in a parcel; the page ends it then, and has its memory back.
//!
//! What a library does wrong with a damaged file ends this worker. The engine and its datasets never notice.

use crate::arriving::{self, Arrival};
use crate::wire::{self, Incoming};
use engine::Engine;
use js_sys::{Array, Uint8Array};
use spec::handing::Handing;
use spec::problem::Problem;
use spec::reading::OpenOptions;
use spec::worker::{Message, Reply, Request};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, MessageEvent};

/// What the name of such a worker begins with.
pub(crate) const NAME: &str = "reader-";

/// What is put into a parcel at a time.
const PIECE: usize = 16 << 20;

/// Listens, and says that a file can be read.
pub(crate) fn start() {
    let listen = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| answer(wire::receive(&event.data())));
    wire::scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    wire::send(&Message::Ready, None);
}

fn answer(incoming: Incoming) {
    let id = incoming.arrival.id;
    let (result, parcel) = match handle(incoming) {
        Ok((reply, parcel)) => (Ok(reply), parcel),
        Err(problem) => (Err(problem), None),
    };
    let message = Message::Done { id, result };
    match parcel {
        Some(parcel) => wire::send_file(&message, &parcel),
        None => wire::send(&message, None),
    }
}

fn handle(incoming: Incoming) -> Result<(Reply, Option<Blob>), Problem> {
    match incoming.request? {
        Request::Open(options) => {
            let (handing, parcel) = read(&incoming.arrival, &options)?;
            Ok((Reply::Handed(Box::new(handing)), Some(parcel)))
        }
        Request::Inspect(options) => {
            let (reply, _) = arriving::inspect(&Engine::default(), &incoming.arrival, &options)?;
            Ok((reply, None))
        }
        _ => Err(Problem::new("bad_request", "a reader can only read")),
    }
}

/// Reads a file; its tables go into a parcel one by one, so that they are not in memory twice.
fn read(arrival: &Arrival, options: &OpenOptions) -> Result<(Handing, Blob), Problem> {
    let mut engine = Engine::default();
    let opened = arriving::open(&mut engine, arrival, options)?;
    let mut handing = Handing {
        tables: Vec::new(),
        notes: opened.notes,
    };
    let wrapped = Array::new();
    for dataset in &opened.datasets {
        let (handed, bytes) = engine.hand_over(dataset)?;
        handing.tables.push(handed);
        let rows = wrap(&bytes)?;
        wrapped.push(&rows);
    }
    let parcel = Blob::new_with_blob_sequence(&wrapped).map_err(|_thrown| no_parcel())?;
    Ok((handing, parcel))
}

fn wrap(bytes: &[u8]) -> Result<Blob, Problem> {
    let pieces = Array::new();
    for piece in bytes.chunks(PIECE) {
        let piece = Array::of1(&Uint8Array::from(piece));
        let piece = Blob::new_with_u8_array_sequence(&piece).map_err(|_thrown| no_parcel())?;
        pieces.push(&piece);
    }
    Blob::new_with_blob_sequence(&pieces).map_err(|_thrown| no_parcel())
}

fn no_parcel() -> Problem {
    Problem {
        code: "storage_full".to_owned(),
        message: "The browser has no room to pass the tables on to the engine".to_owned(),
        hint: Some("Close other pages or free disk space, then open the file again.".to_owned()),
        place: None,
    }
}
