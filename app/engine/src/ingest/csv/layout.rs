//! Where in a text the table is: what comes before and after it, which rows hold its names.

mod comments;
mod edges;
mod names;
mod tables;
mod words;

pub(super) use comments::is_comment;
pub(super) use tables::tables;

use super::dialect::{Row, is_blank, usual_width};
use super::shape::Shape;
use std::ops::Range;

/// What the user says of where the table is.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Whether there are names.
    pub header: Option<bool>,
    /// Over how many rows.
    pub header_rows: Option<u32>,
    /// How many lines come before the table.
    pub skipped: Option<u64>,
    /// How many lines come after it.
    pub footer: Option<u64>,
    /// What comment lines begin with.
    pub comment: Option<String>,
    /// Whether spaces stand between cells, so that names of several words are cut.
    pub is_spaced: bool,
}

/// Where the table is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    /// Its rows: names and cells.
    pub rows: Range<usize>,
    /// How many of them hold names.
    pub header_rows: usize,
    /// Its names; one for each column, maybe empty.
    pub names: Vec<String>,
    /// How many columns there are.
    pub width: usize,
    /// What each column looks like, where nearly all its cells look alike.
    pub shapes: Vec<Option<Shape>>,
    /// What comment lines begin with.
    pub comment: Option<String>,
    /// Whether comment lines stand between the rows.
    pub has_comments: bool,
}

/// The rows of a text that may belong to a table, and what they look like.
pub(super) struct View<'r, 'a> {
    /// Which rows of the text they are.
    pub at: Vec<usize>,
    rows: &'r [Row<'a>],
    width: usize,
    shapes: Vec<Option<Shape>>,
    is_spaced: bool,
}

/// Finds the table among rows. `is_whole` says that the text ends with them.
pub(super) fn layout(text: &str, rows: &[Row<'_>], is_whole: bool, told: &Told) -> Layout {
    let comment = comments::prefix(text, rows, told);
    let total = rows.last().map_or(0, |row| row.line + row.lines.max(1) - 1);
    let is_in = |row: &Row<'_>| {
        told.skipped.is_none_or(|skipped| row.line > skipped)
            && told.footer.is_none_or(|footer| !is_whole || row.line + footer <= total)
    };
    let is_table = |row: &&Row<'_>| {
        let line = text.get(row.start..row.end).unwrap_or_default();
        let is_comment = comment.as_deref().is_some_and(|prefix| is_comment(line, prefix));
        is_in(row) && row.filled() > 0 && !is_comment && !super::fixed::is_rule(line)
    };
    let mut at: Vec<usize> = (0..rows.len()).filter(|index| is_table(&&rows[*index])).collect();
    at = with_named_comment(at, rows);
    let mut view = View::of(at, rows);
    let repeated = names::repeated(&view);
    if !repeated.is_empty() {
        let kept = |(index, place): (usize, &usize)| (!repeated.contains(&index)).then_some(*place);
        let once = View::of(view.at.iter().enumerate().filter_map(kept).collect(), rows);
        if once.typed().count() > 0 {
            view = once;
        }
    }
    view.is_spaced = told.is_spaced;
    let (header, header_rows, first) = names::find(&view, told);
    let last = match told.footer {
        None if is_whole => edges::end(&view, first + header_rows),
        _ => view.at.len(),
    };
    let (width, names) = names::names(&view, &header, first + header_rows..last);
    let place = |index: usize| view.at.get(index).copied().unwrap_or(rows.len());
    let table = place(first)..last.checked_sub(1).map_or(0, |last| place(last) + 1).max(place(first));
    let is_comment_in = |row: &Row<'_>| {
        let line = text.get(row.start..row.end).unwrap_or_default();
        comment.as_deref().is_some_and(|prefix| is_comment(line, prefix))
    };
    let body = table.start..table.end.min(rows.len());
    let has_comments = rows[body].iter().any(is_comment_in);
    let mut shapes = view.shapes.clone();
    shapes.resize(width, None);
    Layout {
        rows: table,
        header_rows,
        names,
        width,
        shapes,
        comment,
        has_comments,
    }
}

/// The rows of a table, with the comment right above it where that holds the names.
fn with_named_comment(at: Vec<usize>, rows: &[Row<'_>]) -> Vec<usize> {
    let Some(above) = at.first().and_then(|first| first.checked_sub(1)) else {
        return at;
    };
    let with: Vec<usize> = std::iter::once(above).chain(at.iter().copied()).collect();
    let view = View::of(with, rows);
    if view.width > 1 && names::are_names_above(&view) && !view.is_apart(1) {
        view.at
    } else {
        at
    }
}

impl<'r, 'a> View<'r, 'a> {
    fn of(at: Vec<usize>, rows: &'r [Row<'a>]) -> Self {
        let kept: Vec<&Row<'a>> = at.iter().map(|index| &rows[*index]).collect();
        let width = usual_width(&kept.iter().copied());
        let shapes = (0..width).map(|column| usual_shape(&kept, column, width)).collect();
        Self {
            at,
            rows,
            width,
            shapes,
            is_spaced: false,
        }
    }

    /// One of the rows.
    fn row(&self, index: usize) -> Option<&'r Row<'a>> {
        self.at.get(index).and_then(|index| self.rows.get(*index))
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.at.len()
    }

    /// The columns whose cells look like numbers, times or flags.
    fn typed(&self) -> impl Iterator<Item = (usize, Shape)> {
        let typed = |(column, shape): (usize, &Option<Shape>)| {
            shape.filter(|shape| shape.is_typed()).map(|shape| (column, shape))
        };
        self.shapes.iter().enumerate().filter_map(typed)
    }

    /// Whether a row has blank lines above it.
    fn is_apart(&self, index: usize) -> bool {
        let Some(above) = index.checked_sub(1).and_then(|above| self.row(above)) else {
            return false;
        };
        self.row(index)
            .is_some_and(|row| row.line > above.line + above.lines.max(1))
    }

    /// Whether a row's cells look as those of the table do: many of them, and most where their columns are typed.
    fn is_like(&self, index: usize) -> bool {
        let Some(row) = self.row(index) else {
            return false;
        };
        let is_wide = row.cells.len() + 1 >= self.width && row.cells.len() <= self.width + 2;
        let (mut fit, mut filled) = (0, 0);
        for (column, shape) in self.typed() {
            let cell = row.cells.get(column).map_or(Shape::Empty, |cell| Shape::of(cell));
            filled += usize::from(cell != Shape::Empty);
            fit += usize::from(cell == shape);
        }
        let is_filled = row.filled() * 3 >= self.width && (row.filled() > 1 || self.width < 3);
        is_wide
            && if filled > 0 {
                fit * 2 >= filled
            } else {
                is_filled && self.typed().next().is_none()
            }
    }
}

/// What most cells of a column look like, in the rows far from the names.
fn usual_shape(rows: &[&Row<'_>], column: usize, width: usize) -> Option<Shape> {
    const MOST: usize = 400;
    let like: Vec<_> = rows.iter().filter(|row| row.is_wide(width)).collect();
    let from = like.len().div_ceil(2).min(20).min(like.len().saturating_sub(1));
    let mut counts = [0usize; 7];
    for row in like.iter().skip(from).take(MOST) {
        counts[Shape::of(&row.cells[column]) as usize] += 1;
    }
    let filled: usize = counts.iter().sum::<usize>() - counts[Shape::Empty as usize];
    let shapes = [Shape::Number, Shape::Moment, Shape::Flag, Shape::Word, Shape::Text];
    let best = shapes.into_iter().max_by_key(|shape| counts[*shape as usize])?;
    (filled > 0 && counts[best as usize] * 10 >= filled * 7).then_some(best)
}
