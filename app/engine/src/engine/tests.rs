//! Files into datasets and back.
