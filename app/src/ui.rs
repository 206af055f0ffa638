//! The parts that every place is made of.

pub(crate) mod advice;
pub(crate) mod button;
pub(crate) mod chart;
pub(crate) mod cross_table;
pub(crate) mod dialog;
pub(crate) mod export_menu;
pub(crate) mod field;
pub(crate) mod figure;
pub(crate) mod format;
pub(crate) mod grid;
pub(crate) mod icon;
pub(crate) mod markdown;
pub(crate) mod menu;
pub(crate) mod over;
pub(crate) mod shape;
pub(crate) mod spark;
pub(crate) mod spark_table;
pub(crate) mod switch;
pub(crate) mod table;
pub(crate) mod take_out;
pub(crate) mod words;
