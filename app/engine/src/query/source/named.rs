//! Which columns a query names: the others need not be carried along.

use spec::question::Query;

/// What a query names, roughly: a column may be among it that the query does not need, never the other way round.
pub(crate) struct Named {
    /// All of it as text; none when the query shows every column.
    text: Option<String>,
}

impl Named {
    /// What this query names.
    pub(crate) fn by(query: &Query) -> Self {
        let every = query.is_rows() && query.columns.is_empty();
        let text = serde_json::to_string(query).ok().filter(|_| !every);
        Self {
            text: text.map(|text| text.to_lowercase()),
        }
    }

    /// Whether the column is among it.
    pub(crate) fn includes(&self, name: &str) -> bool {
        let plain = !name.contains(['"', '\\', '`']) && !name.contains(char::is_control);
        match &self.text {
            Some(text) if plain => text.contains(&name.to_lowercase()),
            _ => true,
        }
    }
}
