//! A real PostgreSQL beside the engine: the same rows, the same question, two executors.

pub mod compare;
pub mod questions;
pub mod server;
pub mod session;
pub mod shrink;
pub mod tables;

pub use server::Server;
pub use session::{Rows, Session};
