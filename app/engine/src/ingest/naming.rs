//! What the tables of a file are called.

use super::Sheet;
use spec::reading::OpenOptions;

impl Sheet {
    /// What the table is called among so many of its file: by the user's name or the file's, with what tells it from the others.
    pub(crate) fn dataset_name(&self, options: &OpenOptions, count: usize) -> String {
        let (several, inside) = (count > 1, self.source.inside.as_deref());
        let stem = match (&options.name, inside) {
            (Some(name), Some(inside)) if several => format!("{name} {}", stem(inside)),
            (Some(name), _) => name.clone(),
            (None, inside) => stem(inside.unwrap_or(&self.source.filename)).to_owned(),
        };
        match &self.name {
            Some(sheet) if several => format!("{stem} {sheet}"),
            _ => stem,
        }
    }
}

/// A file's name without its folder and its extensions.
fn stem(filename: &str) -> &str {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or(filename);
    let name = [".gz", ".gzip", ".zst", ".zstd"]
        .iter()
        .find_map(|packed| name.strip_suffix(packed))
        .unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
