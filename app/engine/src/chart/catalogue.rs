//! The kinds beyond the first ones: how each is drawn, what it needs, and what comes closest when it does not fit.

use super::Draw;
use super::shape::Shape;
use super::{
    band, box_plot, bubble, bullet, bump, candlestick, combo, density, donut, error_bar, lollipop, pareto, percent_bar,
    polar_bar, rose, smooth_line, stacked_area, step_line, waterfall,
};
use spec::chart::Kind;

/// All that is special about one kind.
pub(crate) struct Entry {
    /// Which kind.
    pub kind: Kind,
    /// How it is drawn; nothing for kinds that the page draws itself.
    pub draw: Option<Draw>,
    /// How its open channels are filled.
    pub channels: Channels,
    /// Whether an answer has what it needs.
    pub fits: fn(&Shape) -> bool,
    /// Whether an answer is made for it: it is then the first that is offered.
    pub leads: fn(&Shape) -> bool,
    /// Why it does not fit, as a sentence ends: `a waterfall needs …`.
    pub needs: &'static str,
    /// What comes closest, nearest first.
    pub instead: &'static [Kind],
}

/// How the open channels of a kind are filled from an answer's shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Channels {
    /// One group along, one measure.
    Single,
    /// One group along, one told apart by colour, or several measures.
    Split,
    /// One group along, several measures, nothing told apart.
    Several,
    /// One measure along, others up.
    Points,
}

/// One line for each kind, in the order in which they are offered.
const ENTRIES: &[&Entry] = &[
    &donut::ENTRY,
    &percent_bar::ENTRY,
    &smooth_line::ENTRY,
    &step_line::ENTRY,
    &stacked_area::ENTRY,
    &combo::ENTRY,
    &bubble::ENTRY,
    &density::ENTRY,
    &box_plot::ENTRY,
    &band::ENTRY,
    &waterfall::ENTRY,
    &pareto::ENTRY,
    &lollipop::ENTRY,
    &rose::ENTRY,
    &polar_bar::ENTRY,
    &bullet::ENTRY,
    &error_bar::ENTRY,
    &candlestick::ENTRY,
    &bump::ENTRY,
];

/// What is known of this kind, unless it is one of the first.
pub(crate) fn find(kind: Kind) -> Option<&'static Entry> {
    ENTRIES.iter().copied().find(|entry| entry.kind == kind)
}

/// The kinds of this catalogue that an answer is made for.
pub(crate) fn leading(shape: &Shape) -> impl Iterator<Item = Kind> {
    let leading = ENTRIES.iter().filter(|entry| (entry.leads)(shape));
    leading.map(|entry| entry.kind)
}

/// The kinds of this catalogue that fit, in its order.
pub(crate) fn fitting(shape: &Shape) -> impl Iterator<Item = Kind> {
    let fitting = ENTRIES.iter().filter(|entry| (entry.fits)(shape));
    fitting.map(|entry| entry.kind)
}

/// Of kinds that are never the first.
pub(crate) fn never(_: &Shape) -> bool {
    false
}
