//! Datasets that leave for another device, and those that come from one.

use super::{Engine, unexpected};
use spec::dataset::{Dataset, Opened};
use spec::problem::Problem;
use spec::worker::{Reply, Request};
use web_sys::Blob;

impl Engine {
    /// The rows of a dataset as they were read, for another device.
    pub(crate) async fn pack(self, dataset: String) -> Result<js_sys::Uint8Array, Problem> {
        self.bytes(Request::Pack { dataset }).await
    }

    /// Takes packed rows in, under a free name.
    pub(crate) async fn unpack(self, packed: &Dataset, rows: Blob) -> Result<Opened, Problem> {
        let request = Request::Unpack {
            name: packed.name.clone(),
            source: packed.source.clone(),
        };
        match self.send(None, request, Some(rows)).await?.0 {
            Reply::Opened(opened) => Ok(opened),
            _ => Err(unexpected()),
        }
    }
}
