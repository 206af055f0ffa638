//! How much may still be unpacked: small files that unpack to huge ones are refused while they are unpacked.

/// The most bytes that are unpacked at a time.
const MOST: u64 = 1_500 << 20;

/// From this size on, what is unpacked must not be out of proportion to what is packed.
const LARGE: u64 = 256 << 20;

/// No table of that size is so many times smaller when it is packed.
const RATIO: u64 = 500;

/// So much may be unpacked one after the other, of whatever file.
const MOST_IN_ALL: u64 = 4_096 << 20;

/// Beyond that, so many times the size of the file.
const RATIO_IN_ALL: u64 = 50;

/// What is left of the room for unpacked files.
pub(super) struct Budget {
    left: u64,
    in_all: u64,
}

impl Budget {
    /// The room that a file of this size gets.
    pub(super) fn new(size_bytes: u64) -> Self {
        Self {
            left: MOST,
            in_all: MOST_IN_ALL.max(size_bytes.saturating_mul(RATIO_IN_ALL)),
        }
    }

    /// Whether a file that says it has so many bytes may be unpacked.
    pub(super) fn has(&self, bytes: u64) -> bool {
        bytes <= self.left && bytes <= self.in_all
    }

    /// Takes room for so many more bytes of a file that has `unpacked` of them already and was `packed` bytes.
    pub(super) fn take(&mut self, more: u64, unpacked: u64, packed: u64) -> bool {
        let total = unpacked + more;
        let in_proportion = total <= LARGE || total / RATIO <= packed.max(1);
        if !in_proportion || !self.has(more) {
            return false;
        }
        self.left -= more;
        self.in_all -= more;
        true
    }

    /// Gives the room of a file back that is no longer in memory.
    pub(super) fn give_back(&mut self, bytes: u64) {
        self.left = (self.left + bytes).min(MOST);
    }
}
