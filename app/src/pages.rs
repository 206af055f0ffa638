//! The places.

pub(crate) mod ask;
mod condition;
pub(crate) mod dashboard;
pub(crate) mod dashboards;
pub(crate) mod data;
pub(crate) mod model;
mod expression;
pub(crate) mod sql;
