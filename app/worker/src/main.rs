//! Where the engine runs: a pump. Message in, engine, message out; dataset bytes to and from IndexedDB. No logic.

mod file;
mod frames;
mod keeping;
mod pump;
mod saving;
mod warm;
mod wire;

fn main() {
    console_error_panic_hook::set_once();
    pump::start();
}
