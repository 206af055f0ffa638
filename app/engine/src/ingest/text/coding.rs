//! What a text is written in: what the user says, else its mark, else what its bytes allow, else what letters are likely beside each other.

use super::wide::{self, wide};
use super::{File, head};
use crate::error::Error;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) enum Coding {
    /// An encoding of the web.
    Known(&'static Encoding),
    /// UTF-8 with a few bytes that are not; they are replaced.
    Patched,
    /// UTF-32.
    Wide {
        /// Whether the lowest byte comes first.
        little: bool,
    },
}

impl From<&'static Encoding> for Coding {
    fn from(encoding: &'static Encoding) -> Self {
        Self::Known(encoding)
    }
}

impl Coding {
    /// Its label.
    pub(in super::super) fn label(self) -> String {
        match self {
            Self::Known(encoding) => encoding.name().to_ascii_lowercase(),
            Self::Patched => "utf-8".to_owned(),
            Self::Wide { little: true } => "utf-32le".to_owned(),
            Self::Wide { little: false } => "utf-32be".to_owned(),
        }
    }

    /// What people call it.
    pub(in super::super) fn name(self) -> String {
        match self {
            Self::Known(encoding) => match encoding.name().strip_prefix("windows-") {
                Some(number) => format!("Windows-{number}"),
                None => encoding.name().to_owned(),
            },
            other => other.label().to_uppercase(),
        }
    }

    /// Whether each end of a line is one byte that is part of nothing else.
    pub(in super::super) fn has_plain_lines(self) -> bool {
        match self {
            Self::Known(encoding) => encoding.is_ascii_compatible(),
            Self::Patched => true,
            Self::Wide { .. } => false,
        }
    }

    /// How long its byte order mark is.
    pub(super) fn mark(self, head: &[u8]) -> u64 {
        let mark = match self {
            Self::Wide { .. } => {
                return if wide::quads(&head[..head.len().min(4)]).is_some() {
                    4
                } else {
                    0
                };
            }
            Self::Patched => UTF_8,
            Self::Known(encoding) => encoding,
        };
        match Encoding::for_bom(head) {
            Some((marked, length)) if marked == mark => length as u64,
            _ => 0,
        }
    }
}

/// How much of the file's start is looked at.
const HEAD: usize = 1 << 20;

/// What a file is written in, by its start.
pub(in super::super) fn coding(file: &mut File<'_>) -> Result<Coding, Error> {
    let head = head(file, HEAD)?;
    match file.options.encoding.as_deref().map(str::to_ascii_lowercase).as_deref() {
        Some("utf-32" | "utf-32le") => return Ok(Coding::Wide { little: true }),
        Some("utf-32be") => return Ok(Coding::Wide { little: false }),
        Some(_) => return encoding(file, &head).map(Coding::Known),
        None => {}
    }
    if let Some(little) = wide::quads(&head) {
        return Ok(Coding::Wide { little });
    }
    if let Some((marked, _)) = Encoding::for_bom(&head) {
        return Ok(Coding::Known(marked));
    }
    if let Some(wide) = wide(&head) {
        return Ok(Coding::Known(wide));
    }
    let is_whole = head.len() as u64 == file.input.size_bytes();
    if std::str::from_utf8(&head).is_ok() && memchr::memchr(0x1b, &head).is_none() {
        return Ok(Coding::Known(UTF_8));
    }
    let mut seen = Seen::default();
    seen.see(&head, is_whole);
    Ok(seen.coding())
}

/// What text is written in that is no table of delimited text.
pub(in super::super) fn encoding(file: &File<'_>, head: &[u8]) -> Result<&'static Encoding, Error> {
    if let Some(label) = &file.options.encoding {
        return Encoding::for_label(label.as_bytes()).ok_or_else(|| {
            let why = format!("cannot be read as “{label}”: there is no such encoding");
            file.unreadable("unreadable", why, "try utf-8, utf-16le, windows-1252 or shift_jis")
        });
    }
    if let Some((marked, _)) = Encoding::for_bom(head) {
        return Ok(marked);
    }
    if let Some(wide) = wide(head) {
        return Ok(wide);
    }
    let mut seen = Seen::default();
    seen.see(head, head.len() as u64 == file.input.size_bytes());
    Ok(match seen.coding() {
        Coding::Known(encoding) => encoding,
        _ => UTF_8,
    })
}

/// What a file is written in that began as UTF-8 and is not: all of it is looked at.
pub(in super::super) fn reconsidered(file: &mut File<'_>) -> Result<Coding, Error> {
    const PIECE: u64 = 4 << 20;
    let size = file.input.size_bytes();
    let mut seen = Seen::default();
    let mut piece = Vec::new();
    for from in (0..size).step_by(PIECE as usize) {
        let length = (size - from).min(PIECE);
        piece.resize(length as usize, 0);
        file.input.read_at(from, &mut piece)?;
        seen.see(&piece, from + length == size);
    }
    Ok(match seen.coding() {
        Coding::Known(encoding) if encoding == UTF_8 => Coding::Patched,
        coding => coding,
    })
}

/// What was seen of a text.
struct Seen {
    detector: EncodingDetector,
    good: u64,
    bad: u64,
    left: Vec<u8>,
    /// Which bytes beyond ASCII there are.
    high: [bool; 128],
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            detector: EncodingDetector::new(Iso2022JpDetection::Allow),
            good: 0,
            bad: 0,
            left: Vec::new(),
            high: [false; 128],
        }
    }
}

impl Seen {
    /// Looks at another piece, and counts which letters beyond ASCII are UTF-8.
    fn see(&mut self, bytes: &[u8], is_last: bool) {
        self.detector.feed(bytes, is_last);
        for byte in bytes.iter().filter(|byte| **byte >= 128) {
            self.high[usize::from(*byte - 128)] = true;
        }
        let mut all = std::mem::take(&mut self.left);
        all.extend_from_slice(bytes);
        for chunk in all.utf8_chunks() {
            self.good += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count() as u64;
            self.bad += u64::from(!chunk.invalid().is_empty());
        }
        if let Err(error) = std::str::from_utf8(&all)
            && error.error_len().is_none()
            && !is_last
        {
            self.left = all[error.valid_up_to()..].to_vec();
            self.bad -= 1;
        }
    }

    fn coding(&self) -> Coding {
        match (self.good, self.bad) {
            (_, 0) => {
                let guess = self.detector.guess(None, Utf8Detection::Allow);
                let is_japanese = guess == encoding_rs::ISO_2022_JP && self.good == 0;
                Coding::Known(if is_japanese { guess } else { UTF_8 })
            }
            (good, bad) if good >= bad * 2 => Coding::Patched,
            _ => {
                let guess = self.detector.guess(None, Utf8Detection::Deny);
                Coding::Known(if guess == UTF_8 || self.is_western(guess) {
                    WINDOWS_1252
                } else {
                    guess
                })
            }
        }
    }

    /// Whether all letters that there are read the same in Windows-1252, which is the likelier then.
    fn is_western(&self, guess: &'static Encoding) -> bool {
        let high = self.high.iter().zip(128..=255u8).filter(|(is_there, _)| **is_there);
        let letter =
            |encoding: &'static Encoding, byte: u8| encoding.decode_without_bom_handling(&[byte]).0.into_owned();
        guess.is_single_byte()
            && high
                .into_iter()
                .all(|(_, byte)| letter(guess, byte) == letter(WINDOWS_1252, byte))
    }
}
