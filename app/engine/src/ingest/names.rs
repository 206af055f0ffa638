//! Column names that are there and differ.

use spec::answer::{Level, Note};
use std::collections::HashSet;

/// Gives every column a name of its own; the notes say which had none or shared one.
pub(super) fn repaired(names: Vec<String>) -> (Vec<String>, Vec<Note>) {
    let mut notes = Vec::new();
    let mut taken: HashSet<String> = names.iter().filter(|name| !name.trim().is_empty()).cloned().collect();
    let mut seen = HashSet::new();
    let mut repaired = Vec::with_capacity(names.len());
    for (index, name) in names.into_iter().enumerate() {
        if name.trim().is_empty() {
            let free = free_name(&format!("column_{}", index + 1), &taken);
            let said = format!("column {} has no name and is called “{free}”", index + 1);
            notes.push(note("blank_name", said, &free));
            taken.insert(free.clone());
            repaired.push(free);
        } else if seen.insert(name.clone()) {
            repaired.push(name);
        } else {
            let free = free_name(&name, &taken);
            let said = format!("column {} has the name “{name}” too and is called “{free}”", index + 1);
            notes.push(note("duplicate_name", said, &free));
            taken.insert(free.clone());
            repaired.push(free);
        }
    }
    (repaired, notes)
}

/// A name that none of these has, as close to the wanted one as can be.
pub(super) fn free_name(wanted: &str, taken: &HashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{wanted}_{number}"));
    std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| !taken.contains(name))
        .unwrap_or_default()
}

fn note(code: &str, message: String, column: &str) -> Note {
    Note {
        column: Some(column.to_owned()),
        ..Note::new(Level::Info, code, message)
    }
}
