//! Everything that can be worked out about a table. No browser, no clock, no IO, no randomness: bytes and questions in, answers out.

mod aside;
mod ask;
mod catalog;
mod chart;
mod dense;
mod engine;
mod error;
mod export;
mod handing;
mod hierarchies;
mod ingest;
mod inspect;
mod memory;
mod model;
mod parts;
mod profile;
mod query;
mod relations;
mod report;
mod sql;
mod steps;

pub use engine::{Changes, Engine, Outcome};
pub use error::Error;
pub use ingest::Input;
pub use parts::{Held, Parted, Share, Turn, Wanted};
