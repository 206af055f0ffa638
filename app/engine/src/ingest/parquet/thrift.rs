//! Thrift's compact protocol, as far as Parquet's own descriptions need it. Lengths and counts are never trusted.

/// How deep records may be nested.
const DEEPEST: u32 = 16;

/// Bytes that are read from a place on.
pub(super) struct Thrift<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Thrift<'a> {
    /// From this place on.
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// How far it has come.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Reads a record: `take` gets each field's number and type, and says whether it took it.
    pub(super) fn record(&mut self, mut take: impl FnMut(&mut Self, i64, u8) -> Option<bool>) -> Option<()> {
        let mut last = 0i64;
        loop {
            let byte = self.byte()?;
            if byte == 0 {
                return Some(());
            }
            last = match byte >> 4 {
                0 => self.number()?,
                more => last.checked_add(i64::from(more))?,
            };
            if !take(self, last, byte & 15)? {
                self.skip(byte & 15, 0)?;
            }
        }
    }

    /// Reads a list: `take` takes each value.
    pub(super) fn list(&mut self, mut take: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        let (count, _) = self.list_head()?;
        for _ in 0..count {
            take(self)?;
        }
        Some(())
    }

    /// Reads text or bytes.
    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.varint()?).ok()?;
        let start = self.at;
        self.pass(length)?;
        self.bytes.get(start..self.at)
    }

    /// Reads a whole number of any width.
    pub(super) fn number(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn list_head(&mut self) -> Option<(u64, u8)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.varint()?,
            few => u64::from(few),
        };
        Some((count, head & 15))
    }

    fn skip(&mut self, kind: u8, depth: u32) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        match kind {
            1 | 2 => {}
            3 => self.pass(1)?,
            4..=6 => drop(self.varint()?),
            7 => self.pass(8)?,
            8 => drop(self.bytes()?),
            9 | 10 => {
                let (count, kind) = self.list_head()?;
                for _ in 0..count {
                    // In a list a flag takes a byte.
                    match kind {
                        1 | 2 => self.pass(1)?,
                        kind => self.skip(kind, depth + 1)?,
                    }
                }
            }
            12 => loop {
                let byte = self.byte()?;
                match byte {
                    0 => break,
                    1..=15 => drop(self.number()?),
                    _ => {}
                }
                self.skip(byte & 15, depth + 1)?;
            },
            _ => return None,
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn pass(&mut self, bytes: usize) -> Option<()> {
        self.at = self.at.checked_add(bytes).filter(|at| *at <= self.bytes.len())?;
        Some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}
