//! One JSON record a line, read piece by piece. Broken lines are left out and told of.

use super::json::rows::{self, Rows};
use super::json::scan::{Scan, Trouble};
use super::text::{self, Text};
use super::{File, Sheet, json};
use crate::aside::Aside;
use crate::error::Error;
use encoding_rs::Encoding;
use spec::answer::{Level, Note};

/// No line is longer than this.
const LONGEST: usize = 256 << 20;

/// Lines that are no records.
#[derive(Default)]
struct Broken {
    count: u64,
    first: u64,
}

/// Reads the one table of a file of JSON lines.
pub(super) fn read(file: &mut File<'_>) -> Result<Vec<Sheet>, Error> {
    let head = text::head(file, 1 << 16)?;
    let encoding = text::encoding(file, &head)?;
    let (rows, broken) = lines(file, encoding)?;
    let (frame, mut notes) = rows.finish_or_refuse(file)?;
    if broken.count > 0 {
        let said = match broken.count {
            1 => "1 line is not valid JSON and is left out".to_owned(),
            count => format!("{count} lines are not valid JSON and are left out"),
        };
        notes.push(Note {
            row: Some(broken.first),
            count: Some(broken.count),
            ..Note::new(Level::Warning, "broken_lines", said)
        });
    }
    let mut source = file.source();
    source.encoding = Some(encoding.name().to_ascii_lowercase());
    Ok(vec![Sheet {
        name: None,
        frame,
        source,
        notes,
        aside: Aside::default(),
    }])
}

fn lines(file: &mut File<'_>, encoding: &'static Encoding) -> Result<(Rows, Broken), Error> {
    let mut text = Text::new(file, encoding)?;
    let (mut rows, mut broken, mut line) = (Rows::default(), Broken::default(), 0);
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
            line += 1;
            push(file, &mut rows, &mut broken, part, line)?;
        }
        if rows.has_too_many_columns() {
            return Ok((rows, broken));
        }
        text.used(whole);
        if text.is_at_end() {
            return Ok((rows, broken));
        }
        text.read_more(file)?;
        (file.progress)("Reading rows", text.done());
    }
}

fn push(file: &File<'_>, rows: &mut Rows, broken: &mut Broken, part: &[u8], line: u64) -> Result<(), Error> {
    if part.trim_ascii().is_empty() {
        return Ok(());
    }
    let part = String::from_utf8_lossy(part);
    let mut scan = Scan::new(&part);
    let record = rows::record(&mut scan);
    match record {
        Ok(record) if scan.peek().is_none() => rows.push(&record),
        Err(Trouble::TooDeep) => return Err(json::explain(file, &part, Trouble::TooDeep)),
        _ => {
            broken.count += 1;
            if broken.count == 1 {
                broken.first = line;
            }
            if rows.rows() == 0 && broken.count > 100 {
                return Err(json::explain(file, &part, Trouble::Unexpected(0)));
            }
        }
    }
    Ok(())
}
