//! Text in two or four bytes a letter.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// UTF-16 without a mark: every other byte of plain letters is zero.
pub(in super::super) fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len().min(4096) / 2;
    let (even, odd) = (zeros(head, pairs, 2, 0), zeros(head, pairs, 2, 1));
    match (even * 10, odd * 10) {
        _ if pairs < 2 => None,
        (few, many) if many > pairs * 6 && few < pairs => Some(UTF_16LE),
        (many, few) if many > pairs * 6 && few < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether this is UTF-32.
pub(in super::super) fn is_quads(head: &[u8]) -> bool {
    quads(head).is_some()
}

/// Whether this is UTF-32, and with the lowest byte first: by its mark, or by three of four bytes being zero.
pub(super) fn quads(head: &[u8]) -> Option<bool> {
    match head {
        [0xff, 0xfe, 0, 0, ..] => return Some(true),
        [0, 0, 0xfe, 0xff, ..] => return Some(false),
        _ => {}
    }
    let quads = head.len().min(4096) / 4;
    let zero = |place: usize| zeros(head, quads, 4, place) * 10 > quads * 9;
    match (zero(0), zero(1), zero(2), zero(3)) {
        _ if quads < 2 => None,
        (false, _, true, true) => Some(true),
        (true, true, _, false) => Some(false),
        _ => None,
    }
}

fn zeros(head: &[u8], groups: usize, size: usize, place: usize) -> usize {
    let bytes = head.iter().take(groups * size).skip(place).step_by(size);
    bytes.filter(|byte| **byte == 0).count()
}

/// Decodes UTF-32.
pub(super) struct Decoder {
    little: bool,
    left: Vec<u8>,
}

impl Decoder {
    pub(super) fn new(little: bool) -> Self {
        Self {
            little,
            left: Vec::new(),
        }
    }

    /// The letters of these bytes; those of an unfinished one are kept.
    pub(super) fn decode(&mut self, raw: &[u8]) -> String {
        self.left.extend_from_slice(raw);
        let (quads, rest) = self.left.as_chunks::<4>();
        let letter = |quad: &[u8; 4]| {
            let code = if self.little {
                u32::from_le_bytes(*quad)
            } else {
                u32::from_be_bytes(*quad)
            };
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        let text = quads.iter().map(letter).collect();
        self.left = rest.to_vec();
        text
    }
}
