//! Changes in words, for the buttons that take them back and make them again.

use super::Edit;

/// A change that is made.
pub(super) fn made(edit: &Edit) -> &'static str {
    match edit {
        Edit::Retitle(_) => "renaming the dashboard",
        Edit::Add { .. } => "adding a tile",
        Edit::Remove(_) => "removing a tile",
        Edit::Arrange(_) => "arranging tiles",
        Edit::Rename { .. } => "renaming a tile",
        Edit::Draw { .. } => "drawing a tile in another way",
        Edit::Ask { .. } => "changing a question",
        Edit::Show { .. } => "editing a tile",
        Edit::Put { .. } => "moving a tile to another tab",
        Edit::Tabs(_) => "changing the tabs",
        Edit::Controls(_) => "changing a filter",
        Edit::Settings(_) => "setting a parameter",
        Edit::Phone(_) => "the layout on phones",
        Edit::Comments(_) => "a comment",
        Edit::Restore(_) => "restoring a version",
        Edit::All(edits) => main(edits, made),
    }
}

/// The change that this one takes back.
pub(super) fn undone(back: &Edit) -> &'static str {
    match back {
        Edit::Add { .. } => "removing a tile",
        Edit::Remove(_) => "adding a tile",
        Edit::All(edits) => main(edits, undone),
        other => made(other),
    }
}

/// Several changes are called by what the user did: tiles that make room, and tiles that go with their tab, only follow.
fn main(edits: &[Edit], words: fn(&Edit) -> &'static str) -> &'static str {
    let tabs = edits.iter().find(|edit| matches!(edit, Edit::Tabs(_)));
    let own = edits.iter().find(|edit| !matches!(edit, Edit::Arrange(_)));
    tabs.or(own).or(edits.first()).map_or("a change", words)
}
