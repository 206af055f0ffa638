//! Where the engine runs: a pump. Message in, engine, message out; dataset bytes to and from IndexedDB. No logic.
//!
//! The same binary is a reader or a helper when its worker is named so: see `reader` and `parts`.

mod arriving;
mod counting;
mod file;
mod frames;
mod governor;
mod keeping;
mod parts;
mod pump;
mod reader;
mod saving;
mod sleeping;
mod warm;
mod wire;

fn main() {
    console_error_panic_hook::set_once();
    match wire::scope().name() {
        name if name.starts_with(reader::NAME) => reader::start(),
        name if name.starts_with(parts::NAME) => parts::start(),
        _ => pump::start(),
    }
}
