//! B-trees of pages: every row in its order, with the rest of long ones from their overflow pages.

use super::Damage;
use super::pages::{Pages, Visited};
use super::record::varint;
use std::borrow::Cow;

/// No tree of that many pages is deeper.
const DEEPEST: usize = 40;

const NONSENSE: Damage = Damage("pages make no sense");

/// A page of a tree, and how far it has been walked.
struct Node<'a> {
    page: &'a [u8],
    head: usize,
    kind: u8,
    cells: usize,
    next: usize,
    is_right_done: bool,
}

/// Gives each row of a tree to `take`: its number, which trees without numbers have as 0, and its bytes.
pub(super) fn walk<E: From<Damage>>(
    pages: &Pages<'_>,
    root: u32,
    mut take: impl FnMut(i64, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let (mut visited, mut left) = (pages.unvisited(), pages.size_bytes());
    let mut open = vec![Node::new(pages, root, &mut visited)?];
    while let Some(node) = open.last_mut() {
        let step = node.step(pages, &mut visited)?;
        match step {
            Step::Row(number, bytes) => {
                // Rows that lie over each other could be read without end.
                left = left.checked_sub(bytes.len()).ok_or(NONSENSE)?;
                take(number, &bytes)?;
            }
            Step::Child(_) if open.len() == DEEPEST => return Err(NONSENSE.into()),
            Step::Child(number) => open.push(Node::new(pages, number, &mut visited)?),
            Step::Nothing => {}
            Step::Done => drop(open.pop()),
        }
    }
    Ok(())
}

enum Step<'a> {
    Row(i64, Cow<'a, [u8]>),
    Child(u32),
    Nothing,
    Done,
}

impl<'a> Node<'a> {
    fn new(pages: &Pages<'a>, number: u32, visited: &mut Visited) -> Result<Self, Damage> {
        let page = pages.page(number, visited)?;
        let head = if number == 1 { 100 } else { 0 };
        let kind = page[head];
        let cells = usize::from(two(page, head + 3).ok_or(NONSENSE)?);
        let is_tree = matches!(kind, 2 | 5 | 10 | 13);
        let fits = head + 12 + cells * 2 <= page.len();
        match is_tree && fits {
            true => Ok(Self {
                page,
                head,
                kind,
                cells,
                next: 0,
                is_right_done: false,
            }),
            false => Err(NONSENSE),
        }
    }

    /// The next part. Of an inner page of a tree of keys each cell is a child and then a row.
    fn step(&mut self, pages: &Pages<'a>, visited: &mut Visited) -> Result<Step<'a>, Damage> {
        let is_inner = matches!(self.kind, 2 | 5);
        let steps = if self.kind == 2 { self.cells * 2 } else { self.cells };
        if self.next == steps {
            if !is_inner || self.is_right_done {
                return Ok(Step::Done);
            }
            self.is_right_done = true;
            return Ok(Step::Child(four(self.page, self.head + 8).ok_or(NONSENSE)?));
        }
        let (index, is_row) = match self.kind {
            2 => (self.next / 2, self.next % 2 == 1),
            _ => (self.next, !is_inner),
        };
        self.next += 1;
        let start = self.head + if is_inner { 12 } else { 8 };
        let cell = usize::from(two(self.page, start + index * 2).ok_or(NONSENSE)?);
        if !is_row {
            return Ok(Step::Child(four(self.page, cell).ok_or(NONSENSE)?));
        }
        let at = if self.kind == 2 { cell + 4 } else { cell };
        let (length, at) = varint(self.page, at).ok_or(NONSENSE)?;
        let (number, at) = match self.kind {
            13 => varint(self.page, at).ok_or(NONSENSE)?,
            _ => (0, at),
        };
        let payload = self.payload(pages, visited, length, at)?;
        Ok(match payload.is_empty() {
            true => Step::Nothing,
            false => Step::Row(number as i64, payload),
        })
    }

    /// The bytes of a row: those in the page, and the rest from overflow pages.
    fn payload(
        &self,
        pages: &Pages<'a>,
        visited: &mut Visited,
        length: u64,
        at: usize,
    ) -> Result<Cow<'a, [u8]>, Damage> {
        let length = usize::try_from(length)
            .ok()
            .filter(|length| *length <= pages.size_bytes())
            .ok_or(NONSENSE)?;
        let local = local(length, pages.usable(), self.kind);
        let here = self.page.get(at..at + local).ok_or(NONSENSE)?;
        if local == length {
            return Ok(Cow::Borrowed(here));
        }
        let mut bytes = here.to_vec();
        let mut next = four(self.page, at + local).ok_or(NONSENSE)?;
        while bytes.len() < length {
            let page = pages.page(next, visited)?;
            let more = (length - bytes.len()).min(pages.usable() - 4);
            bytes.extend_from_slice(&page[4..4 + more]);
            next = four(page, 0).ok_or(NONSENSE)?;
        }
        Ok(Cow::Owned(bytes))
    }
}

/// How many bytes of a row stand in its page.
fn local(length: usize, usable: usize, kind: u8) -> usize {
    let most = match kind {
        13 => usable - 35,
        _ => (usable - 12) * 64 / 255 - 23,
    };
    if length <= most {
        return length;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    match least + (length - least) % (usable - 4) {
        local if local <= most => local,
        _ => least,
    }
}

fn two(page: &[u8], at: usize) -> Option<u16> {
    page.get(at..)?.first_chunk().map(|bytes| u16::from_be_bytes(*bytes))
}

fn four(page: &[u8], at: usize) -> Option<u32> {
    page.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}
