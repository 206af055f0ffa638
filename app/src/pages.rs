//! The places.

pub(crate) mod ask;
mod condition;
pub(crate) mod dashboard;
pub(crate) mod dashboards;
pub(crate) mod data;
mod expression;
pub(crate) mod model;
pub(crate) mod sql;
