//! The places.

pub(crate) mod ask;
pub(crate) mod dashboard;
pub(crate) mod dashboards;
pub(crate) mod data;
pub(crate) mod sql;
