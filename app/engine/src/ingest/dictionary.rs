//! Different texts by number, so that a column of few texts is a column of small numbers.

/// The code of a missing cell.
pub(super) const NOTHING: u32 = 0;

/// More different texts than this are not worth numbering. The same for every table, so that keys of two tables are numbered in both.
pub(super) const MOST_TEXTS: usize = 20_000;

/// Numbers texts from 1 in the order of their first appearance.
pub(super) struct Dictionary {
    slots: Vec<u32>,
    entries: Vec<Entry>,
    letters: Vec<u8>,
}

#[derive(Clone, Copy)]
struct Entry {
    hash: u32,
    start: u32,
    end: u32,
}

/// Text that was made to collide is not worth numbering either.
const MOST_PROBES: usize = 256;

impl Dictionary {
    /// An empty one.
    pub(super) fn new() -> Self {
        Self {
            slots: vec![0; 1024],
            entries: Vec::new(),
            letters: Vec::new(),
        }
    }

    /// How many different texts there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many bytes the different texts have in all.
    pub(super) fn size_bytes(&self) -> usize {
        self.letters.len()
    }

    /// The texts in the order of their codes.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .map(|entry| std::str::from_utf8(self.spelling(entry)).unwrap_or_default())
    }

    /// The code of a text, old or new; none when there is no more room.
    #[inline]
    pub(super) fn code(&mut self, text: &str) -> Option<u32> {
        let bytes = text.as_bytes();
        let hash = hash(bytes);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        for _ in 0..MOST_PROBES {
            match self.slots[slot] {
                0 => return self.insert(bytes, hash, slot),
                code => {
                    let entry = self.entries[code as usize - 1];
                    if entry.hash == hash && self.spelling(&entry) == bytes {
                        return Some(code);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
        None
    }

    fn spelling(&self, entry: &Entry) -> &[u8] {
        &self.letters[entry.start as usize..entry.end as usize]
    }

    fn insert(&mut self, bytes: &[u8], hash: u32, slot: usize) -> Option<u32> {
        let (start, end) = (self.letters.len(), self.letters.len() + bytes.len());
        if self.entries.len() >= MOST_TEXTS || end > u32::MAX as usize {
            return None;
        }
        self.letters.extend_from_slice(bytes);
        self.entries.push(Entry {
            hash,
            start: start as u32,
            end: end as u32,
        });
        let code = self.entries.len() as u32;
        self.slots[slot] = code;
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        Some(code)
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![0; mask + 1];
        for (index, entry) in self.entries.iter().enumerate() {
            let mut slot = entry.hash as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = index as u32 + 1;
        }
        self.slots = slots;
    }
}

#[inline]
fn hash(bytes: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = (state ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
        state ^= state >> 32;
    }
    let mut last = 0;
    for byte in rest {
        last = last << 8 | u64::from(*byte);
    }
    state = (state ^ last).wrapping_mul(FACTOR);
    (state >> 32) as u32
}
