//! What of an archive is not read, and why.

use super::directory::Member;
use super::{Error, base, unreadable};
use spec::answer::{Level, Note};

/// Files that are no tables, by their extensions.
const OTHERS: [&str; 40] = [
    "md", "rst", "html", "htm", "xml", "xsd", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "js",
    "ts", "py", "pyc", "r", "rmd", "ipynb", "sql", "sh", "bat", "doc", "docx", "ppt", "pptx", "rtf", "exe", "dll",
    "mp3", "mp4", "wav", "ttf", "woff", "yml", "yaml", "toml",
];

/// Files that tell about the others.
const ABOUT: [&str; 8] = [
    "readme",
    "license",
    "licence",
    "copying",
    "changelog",
    "notice",
    "authors",
    "manifest",
];

/// Members that are not read.
#[derive(Default)]
pub(super) struct Skipped {
    others: Vec<String>,
    failed: Vec<String>,
    first: Option<String>,
    beyond: usize,
}

impl Skipped {
    /// A member that is no table by its name.
    pub(super) fn other(&mut self, member: &Member) {
        self.others.push(member.path.clone());
    }

    /// A member that could not be read.
    pub(super) fn failed(&mut self, member: &Member, error: &Error) {
        self.failed.push(member.path.clone());
        self.first.get_or_insert_with(|| error.to_string());
    }

    /// So many more that were not tried.
    pub(super) fn beyond(&mut self, count: usize) {
        self.beyond = count;
    }

    /// What the user should know about them.
    pub(super) fn notes(self, archive: &str) -> Vec<Note> {
        let mut notes = Vec::new();
        if let Some(first) = &self.first {
            let said = match self.failed.len() {
                1 => format!("1 file in {archive} could not be read and is left out: {first}"),
                count => format!("{count} files in {archive} could not be read and are left out: {first} and so on"),
            };
            notes.push(note(Level::Warning, said, self.failed.len()));
        }
        if !self.others.is_empty() {
            let said = format!("what is no table in {archive} is left out: {}", listed(&self.others));
            notes.push(note(Level::Info, said, self.others.len()));
        }
        if self.beyond > 0 {
            let said = format!(
                "only the first files of {archive} are read, and {} more are not",
                self.beyond
            );
            notes.push(note(Level::Warning, said, self.beyond));
        }
        notes
    }

    /// The refusal of an archive that nothing could be read of.
    pub(super) fn nothing(self, archive: &str) -> Error {
        match (self.first, self.others.is_empty()) {
            (Some(first), _) => {
                let why = format!("has no file in it that can be read: {first}");
                unreadable(archive, "not_a_table", why, "unpack it and open the files in it")
            }
            (None, true) => unreadable(archive, "empty_file", "is an empty archive", "pack the files again"),
            (None, false) => {
                let why = format!("has no table in it, only {}", listed(&self.others));
                unreadable(
                    archive,
                    "not_a_table",
                    why,
                    "open a CSV, Excel, Parquet, JSON or Arrow file",
                )
            }
        }
    }
}

/// Whether a member may be a table, by its name.
pub(super) fn may_be_table(path: &str) -> bool {
    let name = base(path).to_ascii_lowercase();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let is_about = ABOUT.contains(&stem) && matches!(extension, "" | "txt");
    !is_junk(path) && !OTHERS.contains(&extension) && !is_about
}

/// Whether a system put it there for itself.
pub(super) fn is_junk(path: &str) -> bool {
    let name = base(path);
    let is_system = ["thumbs.db", "desktop.ini"]
        .iter()
        .any(|junk| name.eq_ignore_ascii_case(junk));
    path.starts_with("__MACOSX/") || name.starts_with('.') || is_system
}

fn listed(names: &[String]) -> String {
    const MOST: usize = 5;
    let mut text = names.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > MOST {
        text += &format!(" and {} more", names.len() - MOST);
    }
    text
}

fn note(level: Level, said: String, count: usize) -> Note {
    Note {
        count: Some(count as u64),
        ..Note::new(level, "left_out", said)
    }
}
