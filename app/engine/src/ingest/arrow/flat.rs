//! Flatbuffers, as far as Arrow's descriptions need them: every place is checked before it is read.

/// The most tables that a list may have.
pub(super) const MOST_TABLES: usize = 20_000;

/// A table in a flatbuffer.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
    fields: usize,
    fields_end: usize,
}

impl<'a> Table<'a> {
    /// The outermost table.
    pub(super) fn root(bytes: &'a [u8]) -> Option<Self> {
        Self::at(bytes, u32_at(bytes, 0)? as usize)
    }

    fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let back = u32_at(bytes, at)? as i32;
        let fields = usize::try_from(i64::try_from(at).ok()? - i64::from(back)).ok()?;
        let length = usize::from(u16_at(bytes, fields)?);
        Some(Self {
            bytes,
            at,
            fields,
            fields_end: fields.checked_add(length)?,
        })
    }

    /// Where a field stands, when it is there.
    fn place(&self, field: usize) -> Option<usize> {
        let entry = self.fields + 4 + 2 * field;
        if entry + 2 > self.fields_end {
            return None;
        }
        match usize::from(u16_at(self.bytes, entry)?) {
            0 => None,
            offset => Some(self.at + offset),
        }
    }

    /// A field of one byte.
    pub(super) fn byte(&self, field: usize) -> Option<u8> {
        self.bytes.get(self.place(field)?).copied()
    }

    /// A field of four bytes.
    pub(super) fn four(&self, field: usize) -> Option<i32> {
        u32_at(self.bytes, self.place(field)?).map(|value| value as i32)
    }

    /// Whether a field of so many bytes is absent or inside the buffer.
    pub(super) fn is_sound(&self, field: usize, width: usize) -> bool {
        self.place(field).is_none_or(|place| place + width <= self.bytes.len())
    }

    /// A field that is text.
    pub(super) fn text(&self, field: usize) -> Option<&'a [u8]> {
        let (start, count) = self.list(field, 1)?;
        self.bytes.get(start..start + count)
    }

    /// A field of eight bytes.
    pub(super) fn eight(&self, field: usize) -> Option<i64> {
        i64_at(self.bytes, self.place(field)?)
    }

    /// A field that is a table.
    pub(super) fn table(&self, field: usize) -> Option<Self> {
        let place = self.place(field)?;
        Self::at(self.bytes, place + u32_at(self.bytes, place)? as usize)
    }

    /// A field that is a list of tables; more than there can be are none.
    pub(super) fn tables(&self, field: usize) -> Option<Vec<Self>> {
        let Some((start, count)) = self.list(field, 4) else {
            return Some(Vec::new());
        };
        if count > MOST_TABLES {
            return None;
        }
        let table = |index: usize| {
            let place = start + index * 4;
            Self::at(self.bytes, place + u32_at(self.bytes, place)? as usize)
        };
        (0..count).map(table).collect()
    }

    /// A field that is a list of pairs of numbers, each of so many bytes in all.
    pub(super) fn pairs(&self, field: usize, width: usize) -> Option<Vec<(i64, i64)>> {
        let Some((start, count)) = self.list(field, width) else {
            return Some(Vec::new());
        };
        let pair = |index: usize| {
            let place = start + index * width;
            Some((i64_at(self.bytes, place)?, i64_at(self.bytes, place + width - 8)?))
        };
        (0..count).map(pair).collect()
    }

    fn list(&self, field: usize, width: usize) -> Option<(usize, usize)> {
        let place = self.place(field)?;
        let start = place + u32_at(self.bytes, place)? as usize;
        let count = u32_at(self.bytes, start)? as usize;
        let end = count.checked_mul(width)?.checked_add(start + 4)?;
        (end <= self.bytes.len()).then_some((start + 4, count))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

pub(super) fn i64_at(bytes: &[u8], at: usize) -> Option<i64> {
    bytes.get(at..)?.first_chunk().map(|bytes| i64::from_le_bytes(*bytes))
}
