//! One JSON record a line, read piece by piece. Lines that are no records are set aside and told of.

use super::json::rows::{self, Rows};
use super::json::scan::{Scan, Trouble};
use super::json::{self, places};
use super::text::{self, Text};
use super::{File, Sheet};
use crate::error::Error;
use encoding_rs::Encoding;
use spec::answer::{Level, Note};

/// No line is longer than this.
const LONGEST: usize = 256 << 20;

/// So many broken lines and no record: it is something else.
const HOPELESS: u64 = 1_000;

/// The table so far.
#[derive(Default)]
struct Lines {
    rows: Rows,
    line: u64,
    broken: u64,
    first: u64,
    trouble: Option<Error>,
    /// What the first record started with: every other is to start so too.
    opening: Option<u8>,
}

/// Reads the one table of a file of JSON lines.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let head = text::head(file, 1 << 16)?;
    let encoding = text::encoding(file, &head)?;
    let lines = lines(file, encoding)?;
    let (broken, first) = (lines.broken, lines.first);
    if lines.rows.rows() == 0
        && let Some(trouble) = lines.trouble
    {
        return Err(trouble);
    }
    let mut table = lines.rows.finish_or_refuse(file)?;
    table.notes.extend((broken > 0).then(|| note(broken, first)));
    let mut source = file.source();
    source.encoding = Some(encoding.name().to_ascii_lowercase());
    Ok(vec![Sheet {
        name: None,
        frame: table.frame,
        source,
        notes: table.notes,
        aside: table.aside,
    }])
}

fn note(broken: u64, first: u64) -> Note {
    let said = match broken {
        1 => "1 line is not a JSON record like the others and is set aside".to_owned(),
        count => format!("{count} lines are not JSON records like the others and are set aside"),
    };
    Note {
        row: Some(first),
        count: Some(broken),
        ..Note::new(Level::Warning, "broken_lines", said)
    }
}

fn lines(file: &mut File<'_>, encoding: &'static Encoding) -> Result<Lines, Error> {
    let mut text = Text::new(file, encoding)?;
    let mut lines = Lines::default();
    loop {
        let unused = text.unused();
        let whole = match memchr::memrchr(b'\n', unused) {
            _ if text.is_at_end() => unused.len(),
            Some(end) => end + 1,
            None if unused.len() > LONGEST => {
                let why = "has a line of more than 256 MB";
                return Err(file.unreadable("unreadable", why, "write one record a line"));
            }
            None => 0,
        };
        for part in unused[..whole].split_inclusive(|byte| *byte == b'\n') {
            lines.push(file, part)?;
        }
        text.used(whole);
        if text.is_at_end() || lines.rows.is_too_large() {
            return Ok(lines);
        }
        text.read_more(file)?;
        (file.progress)("Reading rows", text.done());
    }
}

impl Lines {
    fn push(&mut self, file: &File<'_>, part: &[u8]) -> Result<(), Error> {
        self.line += 1;
        // RFC 7464 puts this letter before each record.
        let part = part.strip_prefix(b"\x1e").unwrap_or(part).trim_ascii();
        if part.is_empty() {
            return Ok(());
        }
        let part = String::from_utf8_lossy(part);
        let mut scan = Scan::new(&part);
        let opening = scan
            .peek()
            .map(|byte| if matches!(byte, b'{' | b'[') { byte } else { b'"' });
        if self.opening.is_some() && opening != self.opening {
            let is_value = Scan::new(&part).pass().is_ok();
            let reason = if is_value {
                "is no record as the others are"
            } else {
                "is not valid JSON"
            };
            self.leave_out(&part, reason);
            return Ok(());
        }
        match record(&mut scan) {
            Ok(record) if scan.peek().is_none() => {
                self.opening = opening;
                self.rows.push(&record, self.line);
            }
            outcome => {
                let trouble = outcome.err().unwrap_or(Trouble::Unexpected(scan.at()));
                self.refuse(file, &part, trouble)?;
            }
        }
        Ok(())
    }

    fn refuse(&mut self, file: &File<'_>, part: &str, trouble: Trouble) -> Result<(), Error> {
        if self.trouble.is_none() && self.rows.rows() == 0 {
            self.trouble = Some(json::explain(file, part, trouble));
        }
        let reason = match trouble {
            Trouble::Unexpected(_) | Trouble::TooMany => "is not valid JSON",
            Trouble::Ends => "is cut off",
            Trouble::TooDeep => "nests its values more than 128 deep",
        };
        self.leave_out(part, reason);
        match self.trouble.take() {
            Some(trouble) if self.rows.rows() == 0 && self.broken > HOPELESS => Err(trouble),
            trouble => {
                self.trouble = trouble;
                Ok(())
            }
        }
    }

    fn leave_out(&mut self, part: &str, reason: &str) {
        self.broken += 1;
        if self.broken == 1 {
            self.first = self.line;
        }
        self.rows.leave_out(self.line, part, reason);
    }
}

fn record<'a>(scan: &mut Scan<'a>) -> Result<rows::Cells<'a>, Trouble> {
    match scan.peek() {
        Some(b'[') => json::lists::row(scan),
        _ if places::is_feature(scan) => places::feature(scan),
        _ => rows::record(scan),
    }
}
