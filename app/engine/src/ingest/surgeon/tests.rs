//! Messy sheets in, tables out.
