//! What the user says of how a text file is to be read.

use crate::error::Error;
use crate::ingest::File;
use crate::ingest::csv::dialect::Delimiter;
use crate::ingest::csv::layout::Told;
use crate::ingest::csv::sniff::Wanted;
use spec::reading::Format;

/// The options, in the words of the reader of text.
pub(super) struct Settings {
    pub(super) wanted: Wanted,
    pub(super) told: Told,
}

impl Settings {
    /// Those of a file.
    pub(super) fn of(file: &File<'_>) -> Result<Self, Error> {
        let options = file.options;
        let delimiter = match (&options.starts, &options.delimiter) {
            (Some(starts), _) if !starts.is_empty() => Some(Delimiter::Starts(sorted(starts))),
            (_, Some(delimiter)) => Some(chosen(file, delimiter)?),
            _ => None,
        };
        let quote = match options.quote.as_deref() {
            None => None,
            Some("") => Some(None),
            Some(quote) => Some(Some(one(file, quote, "quoted with")?)),
        };
        let escape = options.escape.as_deref().filter(|escape| !escape.is_empty());
        let escape = escape.map(|escape| one(file, escape, "escaped with")).transpose()?;
        Ok(Self {
            wanted: Wanted {
                delimiter,
                quote,
                escape,
                expects_tabs: file.format == Format::Tsv,
                expects_columns: file.options.format == Some(Format::FixedWidth),
            },
            told: Told {
                header: options.header,
                header_rows: options.header_rows,
                skipped: options.skipped,
                footer: options.footer,
                comment: options.comment.clone(),
                is_spaced: false,
            },
        })
    }
}

fn sorted(starts: &[u32]) -> Vec<u32> {
    let mut starts = starts.to_vec();
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn chosen(file: &File<'_>, delimiter: &str) -> Result<Delimiter, Error> {
    let refused = |byte: u8| matches!(byte, b'"' | b'\n' | b'\r' | 0);
    match delimiter {
        "" => Ok(Delimiter::Text("\0".to_owned())),
        "\\t" | "tab" => Ok(Delimiter::Text("\t".to_owned())),
        "\\s+" => Ok(Delimiter::Spaces),
        "│" | "┃" | "║" => Ok(Delimiter::Drawn(delimiter.chars().next().unwrap_or('│'))),
        // A table that is drawn with bars: each line begins and ends with one.
        " | " => Ok(Delimiter::Drawn('|')),
        _ if delimiter.len() > 16 || delimiter.bytes().any(refused) => {
            let why = format!("cannot be cut at “{}”", delimiter.escape_debug());
            Err(file.unreadable("unreadable", why, "name one or a few characters, such as ; or tab"))
        }
        delimiter => Ok(Delimiter::Text(delimiter.to_owned())),
    }
}

fn one(file: &File<'_>, mark: &str, how: &str) -> Result<u8, Error> {
    match mark.as_bytes() {
        [byte] if byte.is_ascii() && !matches!(byte, b'\n' | b'\r' | 0) => Ok(*byte),
        _ => {
            let why = format!("cannot be {how} “{}”", mark.escape_debug());
            Err(file.unreadable("unreadable", why, "name one character, such as \" or '"))
        }
    }
}

/// The delimiter that Excel writes in a line of its own, and that line's length.
pub(super) fn stated_delimiter(head: &str) -> Option<(&str, usize)> {
    let line = &head[..head.find('\n').or_else(|| head.find('\r'))? + 1];
    let stated = line.trim_end_matches(['\r', '\n']);
    let stated = stated
        .strip_prefix('"')
        .and_then(|stated| stated.strip_suffix('"'))
        .unwrap_or(stated);
    stated.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let delimiter = &stated[4..];
    (!delimiter.is_empty() && delimiter.len() <= 4 && delimiter != "\"").then_some((delimiter, line.len()))
}
