//! Files that are longer than what is looked at before they are read.

use super::{Case, case};

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    Vec::from([case(
        "a cell longer than the first look",
        &format!("id,text\n1,\"{}\"\n2,short\n", "long, ".repeat(4_000)),
        &format!("id integer | text text\n1 | {}\n2 | short", "long, ".repeat(4_000)),
    )])
}
