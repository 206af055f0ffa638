//! Where the engine runs: a pump. Message in, engine, message out; dataset bytes to and from IndexedDB. No logic.
//!
//! The same binary is a reader when its worker is named so: see `reader`.

mod arriving;
mod file;
mod frames;
mod keeping;
mod pump;
mod reader;
mod saving;
mod warm;
mod wire;

fn main() {
    console_error_panic_hook::set_once();
    match wire::scope().name().starts_with(reader::NAME) {
        true => reader::start(),
        false => pump::start(),
    }
}
