//! A file that came in, by whatever way.

use spec::reading::OpenOptions;
use web_sys::{Blob, File};

/// A file that came in.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Its content.
    pub file: Blob,
    /// How to read it; its name at least.
    pub options: OpenOptions,
}

impl Found {
    /// A file with a name; in a folder, the way to it belongs to the name.
    pub(crate) fn new(file: Blob, name: impl Into<String>) -> Self {
        Self {
            file,
            options: OpenOptions {
                filename: Some(name.into()),
                ..OpenOptions::default()
            },
        }
    }

    /// What the user calls it.
    pub(crate) fn name(&self) -> &str {
        self.options.filename.as_deref().unwrap_or("data")
    }
}

impl From<File> for Found {
    fn from(file: File) -> Self {
        let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into()).ok();
        let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        let name = path.unwrap_or_else(|| file.name());
        Self::new(file.into(), name)
    }
}

/// Whether a file of a folder is none of the user's own: what systems and programs leave there.
pub(crate) fn is_junk(path: &str) -> bool {
    const LEFT_BEHIND: [&str; 4] = ["thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"];
    path.split('/').any(|part| {
        let part = part.to_lowercase();
        part.starts_with('.') || part.starts_with("~$") || LEFT_BEHIND.contains(&part.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::is_junk;

    #[test]
    fn what_systems_leave_in_folders_is_no_data() {
        for (path, expected) in [
            ("sales/jan.csv", false),
            ("sales/.DS_Store", true),
            (".git/config.csv", true),
            ("sales/~$plan.xlsx", true),
            ("sales/Thumbs.db", true),
            ("__MACOSX/sales/jan.csv", true),
            ("sales.2024/v1.0/jan.csv", false),
        ] {
            assert_eq!(is_junk(path), expected, "{path}");
        }
    }
}
