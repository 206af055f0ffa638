//! Has the browser compile what reading a table needs while the user still looks for the file.
//!
//! Browsers run wasm unoptimised until a function has been busy for a while; this keeps the busy ones busy, a few milliseconds at a time, until a file comes.

use crate::wire;
use engine::{Engine, Error, Input};
use spec::reading::OpenOptions;
use std::cell::Cell;
use wasm_bindgen::closure::Closure;

const ROWS: usize = 500;
const TIMES: u32 = 14;

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(TIMES) };
}

/// Reads a small made-up table again and again while nothing else is to be done.
pub(crate) fn up() {
    let Some(left) = LEFT.get().checked_sub(1) else { return };
    LEFT.set(left);
    let next = Closure::once_into_js(|| {
        read();
        up();
    });
    // A browser that does not take the call starts cold.
    drop(wire::scope().set_timeout_with_callback(&next.into()));
}

/// A file has come: what is left would only keep it waiting.
pub(crate) fn stop() {
    LEFT.set(0);
}

/// Reads the table in an engine of its own, and forgets it.
fn read() {
    let options = OpenOptions {
        filename: Some("warm.csv".to_owned()),
        ..OpenOptions::default()
    };
    // Nothing depends on what comes of it.
    drop(Engine::default().open(&mut Bytes(table()), &options, &mut |_, _| {}));
}

/// Numbers, days, categories, names and quoted text.
fn table() -> Vec<u8> {
    let mut text = String::from("id,day,kind,name,count,price,note\n");
    for row in 0..ROWS {
        let (day, kind, cents) = (row % 28 + 1, row % 7, row % 100);
        let count = if row % 90 == 0 {
            String::new()
        } else {
            (row % 19).to_string()
        };
        text += &format!(
            "{row},2024-03-{day:02},kind {kind},N{kind:06},{count},{row}.{cents:02},\"some, \"\"quoted\"\" words\"\n"
        );
    }
    text.into_bytes()
}

struct Bytes(Vec<u8>);

impl Input for Bytes {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let start = offset as usize;
        into.copy_from_slice(&self.0[start..start + into.len()]);
        Ok(())
    }
}
