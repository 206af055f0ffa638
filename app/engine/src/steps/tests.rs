//! Steps over small tables.
