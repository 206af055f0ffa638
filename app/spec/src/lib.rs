//! What can be said: the plain data that the page, the worker and the server share.
//!
//! Everything a person makes is one of these values, so saving, sharing, undo, a link and a proposal are the same thing.
//! Never here: polars, a browser, a clock, IO, randomness.

pub mod advice;
pub mod answer;
pub mod ask;
pub mod chart;
pub mod comment;
pub mod control;
pub mod cross;
pub mod dashboard;
pub mod dataset;
pub mod derived;
pub mod difference;
pub mod drill;
pub mod edit;
pub mod expression;
pub mod filter;
pub mod handing;
pub mod join;
pub mod layout;
pub mod marks;
pub mod memory;
pub mod model;
pub mod parts;
pub mod phone;
pub mod pivot;
pub mod problem;
pub mod profile;
pub mod question;
pub mod reach;
pub mod reading;
pub mod repair;
pub mod report;
pub mod selection;
pub mod share;
pub mod shelf;
pub mod statements;
pub mod step;
pub mod template;
pub mod trend;
pub mod value;
pub mod version;
pub mod why;
pub mod workbook;
pub mod worker;
