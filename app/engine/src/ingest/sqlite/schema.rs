//! What is in a database: its own table of tables.

use super::Damage;
use super::pages::Pages;
use super::record::{self, Stored};
use super::tree;

/// The most things that are listed.
const MOST: usize = 10_000;

/// A table or a view.
pub(super) struct Thing {
    pub kind: Kind,
    pub name: String,
    /// The page that its rows start from.
    pub root: u32,
    /// The statement that made it.
    pub sql: String,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Virtual,
    View,
}

/// The tables and views of a database, without SQLite's own and those that stand behind a virtual one.
pub(super) fn read(pages: &Pages<'_>) -> Result<Vec<Thing>, Damage> {
    let mut things = Vec::new();
    tree::walk(pages, 1, |_, payload| {
        let mut values = Vec::new();
        record::values(payload, &mut values)?;
        if things.len() < MOST {
            things.extend(thing(pages, &values));
        }
        Ok::<_, Damage>(())
    })?;
    let behind: Vec<_> = things
        .iter()
        .filter(|thing| thing.kind == Kind::Virtual)
        .map(|thing| format!("{}_", thing.name))
        .collect();
    things.retain(|thing: &Thing| {
        thing.kind != Kind::Table || !behind.iter().any(|prefix| thing.name.starts_with(prefix))
    });
    Ok(things)
}

fn thing(pages: &Pages<'_>, values: &[Stored<'_>]) -> Option<Thing> {
    let [Stored::Text(kind), Stored::Text(name), _, root, Stored::Text(sql), ..] = values else {
        return None;
    };
    let (kind, name, sql) = (
        pages.text(kind),
        pages.text(name).into_owned(),
        pages.text(sql).into_owned(),
    );
    let root = match root {
        Stored::Whole(root) => u32::try_from(*root).unwrap_or(0),
        _ => 0,
    };
    let kind = match kind.as_ref() {
        "table" if root > 0 => Kind::Table,
        "table" => Kind::Virtual,
        "view" => Kind::View,
        _ => return None,
    };
    (!name.to_ascii_lowercase().starts_with("sqlite_")).then_some(Thing { kind, name, root, sql })
}
