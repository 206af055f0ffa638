//! The places.

pub(crate) mod ask;
mod condition;
pub(crate) mod dashboard;
pub(crate) mod dashboards;
pub(crate) mod data;
pub(crate) mod explore;
mod expression;
mod mark;
pub(crate) mod model;
mod rows;
pub(crate) mod shared;
pub(crate) mod sql;
pub(crate) mod why;
