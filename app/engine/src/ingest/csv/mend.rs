//! Rows of the wrong length, put right where the types of the columns leave one way only.

use super::shape::Shape;
use std::borrow::Cow;

/// The cells of a row.
pub(super) type Cells<'a> = Vec<Cow<'a, str>>;

/// What a row was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    /// Some cells were one, with a delimiter in it.
    Joined,
    /// The row was broken over two lines.
    Unbroken,
    /// A cell was missing in the middle.
    Filled,
    /// An empty cell was too many before the end.
    Emptied,
    /// The row was cut at another mark than the others.
    Recut,
}

/// What a row may be cut at that has no delimiter of the others.
const OTHER_DELIMITERS: [&str; 5] = [",", ";", "\t", "|", ":"];

/// Rows with more cells than this are left as they are.
const WIDEST: usize = 1_000;

/// What is known of the columns.
pub(super) struct Columns<'p> {
    /// What each looks like, where nearly all its cells do.
    pub shapes: &'p [Option<Shape>],
    /// What stood between cells that are joined.
    pub delimiter: &'p str,
}

impl Columns<'_> {
    fn width(&self) -> usize {
        self.shapes.len()
    }

    /// Whether a cell can stand in a column.
    fn fits(&self, column: usize, cell: &str) -> bool {
        let shape = Shape::of(cell);
        match self.shapes.get(column).copied().flatten() {
            Some(usual) if usual.is_typed() => shape == Shape::Empty || shape == usual,
            _ => true,
        }
    }

    fn fit(&self, cells: &[Cow<'_, str>]) -> bool {
        cells.iter().enumerate().all(|(column, cell)| self.fits(column, cell))
    }

    /// A row with too many cells: those that were one are joined.
    pub(super) fn shortened<'a>(&self, cells: &[Cow<'a, str>]) -> Option<Cells<'a>> {
        let extra = cells
            .len()
            .checked_sub(self.width())
            .filter(|extra| *extra > 0 && cells.len() < WIDEST)?;
        let joined = |at: usize| {
            let one = cells[at..=at + extra].join(self.delimiter);
            let mut row: Cells<'a> = cells[..at].to_vec();
            row.push(Cow::Owned(one));
            row.extend_from_slice(&cells[at + extra + 1..]);
            row
        };
        let is_worded = |at: usize| {
            let is_word = matches!(self.shapes[at], Some(Shape::Word | Shape::Text));
            !is_word || cells[at..=at + extra].iter().all(|cell| !Shape::of(cell).is_typed())
        };
        let ways: Vec<usize> = (0..self.width())
            .filter(|at| is_worded(*at) && self.fit(&joined(*at)))
            .collect();
        let is_spaced = |at: &&usize| cells[**at + 1..=**at + extra].iter().all(|cell| cell.starts_with(' '));
        let is_text = |at: &&usize| self.shapes[**at] == Some(Shape::Text);
        let only = |ways: Vec<&usize>| match ways.as_slice() {
            [way] => Some(**way),
            _ => None,
        };
        let has_types = self.shapes.iter().flatten().any(|shape| shape.is_typed());
        let way = match ways.as_slice() {
            [way] if has_types => Some(*way),
            ways => only(ways.iter().filter(is_spaced).collect())
                .or_else(|| only(ways.iter().filter(is_text).collect()).filter(|_| has_types)),
        };
        way.map(joined)
    }

    /// Two short rows that were one, broken in a cell or between two.
    pub(super) fn unbroken<'a>(&self, above: &[Cow<'a, str>], below: &[Cow<'a, str>]) -> Option<Cells<'a>> {
        let (width, count) = (self.width(), above.len() + below.len());
        if width < 3 || above.len() >= width || below.len() >= width {
            return None;
        }
        let mut row: Cells<'a> = above.to_vec();
        match count {
            count if count == width + 1 => {
                let (first, rest) = below.split_first()?;
                let last = row.pop()?;
                row.push(Cow::Owned(format!("{last}\n{first}")));
                row.extend_from_slice(rest);
            }
            count if count == width => row.extend_from_slice(below),
            _ => return None,
        }
        self.fit(&row).then_some(row)
    }

    /// A row with one empty cell too many before its end: it is left out where all others then fit, and only then.
    pub(super) fn emptied<'a>(&self, cells: &[Cow<'a, str>]) -> Option<Cells<'a>> {
        let width = self.width();
        if cells.len() != width + 1 || cells.len() > WIDEST || self.fit(&cells[..width]) {
            return None;
        }
        let without = |at: usize| -> Cells<'a> {
            let others = cells.iter().enumerate().filter(|(index, _)| *index != at);
            others.map(|(_, cell)| cell.clone()).collect()
        };
        (0..width)
            .filter(|at| cells[*at].trim().is_empty())
            .map(without)
            .find(|row| self.fit(row))
    }

    /// A row of one cell that another delimiter cuts into as many as there are columns, and into such as fit.
    pub(super) fn recut(&self, cells: &[Cow<'_, str>]) -> Option<Cells<'static>> {
        let [whole] = cells else { return None };
        if self.width() < 3 || !self.shapes.iter().flatten().any(|shape| shape.is_typed()) {
            return None;
        }
        let cut = |delimiter: &&str| -> Cells<'static> {
            let cells = whole.split(*delimiter);
            cells.map(|cell| Cow::Owned(cell.trim().to_owned())).collect()
        };
        let others = OTHER_DELIMITERS.iter().filter(|other| **other != self.delimiter);
        let fits = |row: &Cells<'_>| row.len() == self.width() && self.fit(row);
        others.map(cut).find(fits)
    }

    /// A row that lacks one cell somewhere before its end: an empty one is put where all others then fit.
    pub(super) fn filled<'a>(&self, cells: &[Cow<'a, str>]) -> Option<Cells<'a>> {
        if cells.len() + 1 != self.width() || cells.len() > WIDEST || self.fit(cells) {
            return None;
        }
        let filled = |at: usize| {
            let mut row: Cells<'a> = cells.to_vec();
            row.insert(at, Cow::Borrowed(""));
            row
        };
        let ways: Vec<usize> = (0..self.width()).filter(|at| self.fit(&filled(*at))).collect();
        let is_text = |at: &&usize| !self.shapes[**at].is_some_and(Shape::is_typed);
        let texts: Vec<usize> = ways.iter().filter(is_text).copied().collect();
        match (ways.as_slice(), texts.as_slice()) {
            ([way], _) | (_, [way]) => Some(filled(*way)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'a>(cells: &[&'a str]) -> Cells<'a> {
        cells.iter().map(|cell| Cow::Borrowed(*cell)).collect()
    }

    #[test]
    fn rows_are_mended() {
        let shapes = [
            Some(Shape::Number),
            Some(Shape::Text),
            Some(Shape::Number),
            Some(Shape::Word),
        ];
        let columns = Columns {
            shapes: &shapes,
            delimiter: ",",
        };
        assert_eq!(
            columns.shortened(&row(&["1", "a", " b", "2", "x"])),
            Some(row(&["1", "a, b", "2", "x"]))
        );
        assert_eq!(
            columns.unbroken(&row(&["1", "a"]), &row(&["b", "2", "x"])),
            Some(row(&["1", "a\nb", "2", "x"]))
        );
        assert_eq!(
            columns.filled(&row(&["1", "2020", "x"])),
            Some(row(&["1", "", "2020", "x"]))
        );
        assert_eq!(
            columns.emptied(&row(&["", "1", "a", "2", "x"])),
            Some(row(&["1", "a", "2", "x"]))
        );
        assert_eq!(columns.emptied(&row(&["1", "a", "2", "", "x"])), None);
        assert_eq!(columns.recut(&row(&["1;a;2;x"])), Some(row(&["1", "a", "2", "x"])));
        assert_eq!(columns.recut(&row(&["a;1;2;x"])), None);
        assert_eq!(
            columns.shortened(&row(&["1", "a", "2", "x", "y"])),
            Some(row(&["1", "a", "2", "x,y"]))
        );
    }
}
