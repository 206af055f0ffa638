//! Which rows and columns of a grid are in sight.

use super::GridColumn;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

/// How high a row is; the style sheet says the same as `--row`.
const ROW: f64 = 32.0;
/// Browsers cannot lay out anything much higher; beyond it the scroll bar stands for parts of the table.
const TALLEST: f64 = 12_000_000.0;
/// Rows beyond the edge, so that a quick scroll shows no gap.
const MARGIN: u64 = 8;
/// Fewer columns than this are all kept in the page.
const FEW_COLUMNS: usize = 30;

/// Where a grid is scrolled to, and how much of it is seen, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extent {
    top: f64,
    left: f64,
    width: f64,
    height: f64,
    head: f64,
}

impl Extent {
    /// Reads it from the page.
    pub(super) fn of(element: &HtmlElement) -> Self {
        let head = element.query_selector("thead").ok().flatten();
        Self {
            top: f64::from(element.scroll_top()),
            left: f64::from(element.scroll_left()),
            width: f64::from(element.client_width()),
            height: f64::from(element.client_height()),
            head: head.map_or(0.0, |head| head.get_bounding_client_rect().height()),
        }
    }
}

/// What is in sight.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sight {
    /// Which rows.
    pub rows: super::Span,
    /// Which columns.
    pub columns: std::ops::Range<usize>,
    /// How high the rows above are.
    pub above: f64,
    /// How high the rows below are.
    pub below: f64,
}

impl Sight {
    /// Works it out.
    pub(super) fn of(extent: Extent, rows: u64, columns: &[GridColumn]) -> Self {
        let seen = (extent.height / ROW).ceil() as u64 + 1;
        let whole = rows as f64 * ROW;
        let tall = whole.min(TALLEST);
        // The scroll position counts rows one by one, unless there are more than the browser can lay out.
        let first = match whole > TALLEST {
            true => {
                let room = (extent.height - extent.head).max(ROW);
                let part = extent.top / (tall - room).max(1.0);
                (part * (rows as f64 - room / ROW)).ceil().max(0.0) as u64
            }
            false => (extent.top / ROW) as u64,
        };
        let from = first.min(rows).saturating_sub(MARGIN);
        let to = (first + seen + MARGIN).min(rows);
        let shown = (to - from.min(to)) as f64 * ROW;
        let above = match whole > TALLEST {
            true => (extent.top - (first - from) as f64 * ROW).clamp(0.0, (tall - shown).max(0.0)),
            false => from as f64 * ROW,
        };
        Self {
            rows: from.min(to)..to,
            columns: columns_in_sight(extent, columns),
            above,
            below: (tall - above - shown).max(0.0),
        }
    }
}

/// How wide columns are together.
pub(super) fn total(columns: &[GridColumn]) -> f64 {
    columns.iter().map(|column| column.width).sum()
}

/// An observer that calls back when an element's size changes.
pub(super) fn observe(changed: impl Fn() + 'static) -> ResizeObserver {
    let heard = Closure::<dyn Fn()>::new(changed).into_js_value();
    match ResizeObserver::new(heard.unchecked_ref()) {
        Ok(observer) => observer,
        Err(error) => wasm_bindgen::throw_val(error),
    }
}

fn columns_in_sight(extent: Extent, columns: &[GridColumn]) -> std::ops::Range<usize> {
    if columns.len() <= FEW_COLUMNS {
        return 0..columns.len();
    }
    let mut right = 0.0;
    let mut edges = columns.iter().map(|column| {
        let left = right;
        right += column.width;
        (left, right)
    });
    let first = edges.position(|(_, right)| right > extent.left).unwrap_or(0);
    let end = extent.left + extent.width;
    let seen = edges
        .position(|(left, _)| left >= end)
        .map_or(columns.len(), |more| first + 1 + more);
    first.saturating_sub(2)..(seen + 2).min(columns.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(count: usize) -> Vec<GridColumn> {
        let column = GridColumn {
            name: "a".to_owned(),
            format: spec::answer::Format::default(),
            width: 100.0,
        };
        vec![column; count]
    }

    fn at(top: f64, left: f64) -> Extent {
        Extent {
            top,
            left,
            width: 500.0,
            height: 320.0,
            head: 0.0,
        }
    }

    #[test]
    fn rows_in_sight_with_a_margin() {
        let rows = |top, count| Sight::of(at(top, 0.0), count, &columns(1)).rows;
        assert_eq!(rows(0.0, 5), 0..5);
        assert_eq!(rows(0.0, 1000), 0..19);
        assert_eq!(rows(3200.0, 1000), 92..119);
        assert_eq!(rows(0.0, 0), 0..0);
    }

    #[test]
    fn the_last_row_of_a_very_long_table_is_reached() {
        let sight = Sight::of(at(TALLEST - 320.0, 0.0), 5_000_000, &columns(1));
        assert_eq!(sight.rows.end, 5_000_000);
        assert_eq!(sight.below, 0.0);
    }

    #[test]
    fn few_columns_are_all_kept_and_many_are_not() {
        let columns_at = |left, count| Sight::of(at(0.0, left), 9, &columns(count)).columns;
        assert_eq!(columns_at(0.0, 12), 0..12);
        assert_eq!(columns_at(0.0, 300), 0..7);
        assert_eq!(columns_at(10_000.0, 300), 98..107);
        assert_eq!(columns_at(29_500.0, 300), 293..300);
    }
}
