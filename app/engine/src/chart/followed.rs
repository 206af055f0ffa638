//! Figures followed over time: one of them large, or a line of a table for each value of a group.

use super::shape::Shape;

/// What an answer lacks for one large figure.
pub(crate) fn figure_lacks(shape: &Shape) -> Option<&'static str> {
    match shape.groups.as_slice() {
        _ if shape.measures.is_empty() => Some("a figure needs a measure"),
        _ if shape.rows <= 1 => None,
        [time] if shape.is_grouped && shape.is_timeline(*time) => None,
        _ => Some("a figure needs one row, or one for each period"),
    }
}

/// What an answer lacks for a table of lines.
pub(crate) fn lines_lack(shape: &Shape) -> Option<&'static str> {
    let times = shape.groups.iter().filter(|group| shape.is_timeline(**group)).count();
    let is_there = shape.is_grouped && shape.groups.len() == 2 && times == 1 && !shape.measures.is_empty();
    (!is_there).then_some("a table of lines needs a date, another group and a measure")
}
