//! The tables of a sheet: blocks of cells with blank rows or columns between them.
//!
//! A blank row or column inside a table does not make two of it: what is apart must have names of its own.

use super::heading::{self, Line};
use super::words;
use crate::ingest::cell;
use crate::ingest::workbook::grid::{Area, Grid, MOST_COLUMNS, Row};
use std::ops::Range;

/// How deep blocks are cut.
const MOST_CUTS: usize = 6;
/// How many tables a sheet may have.
const MOST_TABLES: usize = 100;
/// How many rows at the start of a block are looked at.
const HEAD: usize = 60;

/// A block of cells: rows by their place in the grid, columns by their number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The rows.
    rows: Range<usize>,
    /// The cells from corner to corner.
    area: Area,
}

impl Block {
    /// The cells from corner to corner.
    pub(super) fn area(&self) -> Area {
        self.area
    }
}

impl Block {
    /// This block and another below it.
    fn with(&self, other: &Self) -> Self {
        Self {
            rows: self.rows.start..other.rows.end,
            area: Area {
                top: self.area.top,
                left: self.area.left.min(other.area.left),
                bottom: self.area.bottom.max(other.area.bottom),
                right: self.area.right.max(other.area.right),
            },
        }
    }
}

/// The sheet as one block.
pub(super) fn whole(grid: &Grid) -> Block {
    let all = Area {
        top: 0,
        left: 0,
        bottom: u32::MAX,
        right: u32::MAX,
    };
    trimmed(grid, 0..grid.rows.len(), all.left, all.right)
}

/// The tables of a sheet.
pub(super) fn find(grid: &Grid) -> Vec<Block> {
    let whole = whole(grid);
    let found = cut_further(grid, whole.clone(), MOST_CUTS);
    match found.len() > MOST_TABLES {
        true => vec![whole],
        false => found,
    }
}

/// The rows of each block.
pub(super) fn cut(grid: Grid, blocks: &[Block]) -> Vec<Vec<Row>> {
    if let [only] = blocks {
        let mut rows = grid.rows;
        rows.truncate(only.rows.end);
        rows.drain(..only.rows.start);
        return vec![rows];
    }
    let of = |block: &Block| {
        let rows = grid.rows[block.rows.clone()].iter().map(|row| Row {
            cells: Line::of(row, block.area.left, block.area.right).cells.to_vec(),
            ..Row {
                cells: Vec::new(),
                ..*row
            }
        });
        rows.filter(|row| !row.cells.is_empty()).collect()
    };
    blocks.iter().map(of).collect()
}

/// A block without blank rows and columns around it.
fn trimmed(grid: &Grid, rows: Range<usize>, left: u32, right: u32) -> Block {
    let lines = || grid.rows[rows.clone()].iter().map(|row| Line::of(row, left, right));
    let is_filled = |line: &Line<'_>| !line.cells.is_empty();
    let start = rows.start + lines().position(|line| is_filled(&line)).unwrap_or(0);
    let end = rows.end - lines().rev().position(|line| is_filled(&line)).unwrap_or(0);
    let first = lines()
        .filter_map(|line| line.cells.first().map(|cell| cell.column))
        .min();
    let last = lines()
        .filter_map(|line| line.cells.last().map(|cell| cell.column))
        .max();
    let number = |index: usize| grid.rows.get(index).map_or(0, |row| row.number);
    Block {
        rows: start..end,
        area: Area {
            top: number(start),
            left: first.unwrap_or(0),
            bottom: number(end.saturating_sub(1)),
            right: last.unwrap_or(0),
        },
    }
}

fn cut_further(grid: &Grid, block: Block, depth: usize) -> Vec<Block> {
    if depth == 0 || block.rows.is_empty() {
        return vec![block];
    }
    for parts in [strips(grid, &block), bands(grid, &block)] {
        if parts.len() > 1 {
            return parts
                .into_iter()
                .flat_map(|part| cut_further(grid, part, depth - 1))
                .collect();
        }
    }
    vec![block]
}

fn lines<'g>(grid: &'g Grid, block: &Block) -> Vec<Line<'g>> {
    let rows = grid.rows[block.rows.clone()].iter();
    let line = |row: &'g Row| Line::of(row, block.area.left, block.area.right);
    rows.map(line)
        .filter(|line| !line.cells.is_empty())
        .take(HEAD)
        .collect()
}

/// Side by side.
fn strips(grid: &Grid, block: &Block) -> Vec<Block> {
    let mut filled = vec![false; MOST_COLUMNS as usize];
    for row in &grid.rows[block.rows.clone()] {
        for cell in Line::of(row, block.area.left, block.area.right).cells {
            filled[cell.column as usize] = true;
        }
    }
    let mut parts: Vec<Block> = Vec::new();
    let mut column = block.area.left;
    while column <= block.area.right {
        let end = (column..=block.area.right)
            .find(|column| !filled[*column as usize])
            .unwrap_or(block.area.right + 1);
        if end > column {
            parts.push(trimmed(grid, block.rows.clone(), column, end - 1));
        }
        column = end + 1;
        if parts.len() > MOST_TABLES {
            return vec![block.clone()];
        }
    }
    joined(grid, block, parts, |left, right| stand_apart(grid, left, right))
}

/// Joins neighbours that are one table.
fn joined(grid: &Grid, block: &Block, parts: Vec<Block>, apart: impl Fn(&Block, &Block) -> bool) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(last) if !apart(last, &part) => {
                *last = trimmed(grid, block.rows.clone(), last.area.left, part.area.right);
            }
            _ => out.push(part),
        }
    }
    out
}

/// Whether two blocks side by side are two tables.
fn stand_apart(grid: &Grid, left: &Block, right: &Block) -> bool {
    let width = |block: &Block| block.area.right - block.area.left + 1;
    if width(left) < 2 || width(right) < 2 {
        return false;
    }
    let (one, other) = (Shape::of(grid, left), Shape::of(grid, right));
    if one.levels == 0 || other.levels == 0 || !one.has_rows || !other.has_rows {
        return false;
    }
    // Numbers without labels of their own go on with what is at their left.
    if one.has_labels && !other.has_labels && left.area.bottom == right.area.bottom {
        return false;
    }
    if one.top != other.top {
        return left.area.bottom < right.area.top || right.area.bottom < left.area.top || one.certain && other.certain;
    }
    if left.area.bottom != right.area.bottom {
        return one.dense && other.dense && (one.certain || other.certain);
    }
    let shared = other.names.iter().filter(|name| one.names.contains(name)).count();
    shared * 2 >= other.names.len() || one.titled && other.titled || one.labelled && other.labelled
}

/// What a block looks like.
#[expect(clippy::struct_excessive_bools, reason = "signs that are weighed against each other")]
struct Shape {
    top: u32,
    levels: usize,
    certain: bool,
    has_rows: bool,
    titled: bool,
    names: Vec<String>,
    /// Almost every cell is filled.
    dense: bool,
    /// Its first column holds text.
    has_labels: bool,
    /// A column of different texts with numbers beside them.
    labelled: bool,
}

impl Shape {
    fn of(grid: &Grid, block: &Block) -> Self {
        let lines = lines(grid, block);
        let heading = heading::read(&lines, &grid.merged);
        let start = heading.titles + heading.levels;
        let names = match heading.levels {
            0 => Vec::new(),
            _ => lines[start - 1].cells.iter().map(words::name).collect(),
        };
        let body = &lines[start..];
        let width = (block.area.right - block.area.left) as usize + 1;
        let cells: usize = body.iter().map(|line| line.cells.len()).sum();
        Self {
            top: lines.get(heading.titles).map_or(block.area.top, |line| line.number),
            levels: heading.levels,
            certain: heading.certain,
            has_rows: !body.is_empty(),
            titled: heading.titles > 0,
            names,
            dense: cells * 10 >= body.len() * width * 9,
            has_labels: body
                .iter()
                .any(|line| line.cells[0].column == block.area.left && line.cells[0].text().is_some()),
            labelled: heading.certain && is_labelled(body, block.area.left),
        }
    }
}

fn is_labelled(body: &[Line<'_>], left: u32) -> bool {
    let mut labels: Vec<&str> = Vec::new();
    for line in body {
        match line
            .cells
            .first()
            .filter(|cell| cell.column == left)
            .and_then(|cell| cell.text())
        {
            Some(text) => labels.push(text),
            None => return false,
        }
    }
    let count = labels.len();
    labels.sort_unstable();
    labels.dedup();
    count > 1
        && labels.len() == count
        && body
            .iter()
            .all(|line| line.cells.iter().any(|cell| cell.number().is_some()))
}

/// What a band of rows is, between blank rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Band {
    /// Rows with a single cell each: titles or notes.
    Words,
    /// A few pairs of a label and a value.
    Pairs,
    /// Rows with names above them.
    Table,
    /// Rows without.
    Bare,
}

/// Below each other.
fn bands(grid: &Grid, block: &Block) -> Vec<Block> {
    let parts = apart_in_rows(grid, block);
    if parts.len() < 2 {
        return vec![block.clone()];
    }
    let mut out: Vec<Block> = Vec::new();
    let mut titles: Option<Block> = None;
    let mut current: Option<Block> = None;
    for (index, part) in parts.iter().enumerate() {
        let next = parts.get(index + 1).map(|next| of_band(grid, next));
        match (current.take(), of_band(grid, part)) {
            (None, Band::Table) if is_key(grid, part, parts.get(index + 1)) => {
                titles = Some(titles.take().unwrap_or_else(|| part.clone()));
            }
            (None, Band::Words | Band::Pairs) if next.is_some() => {
                titles = Some(titles.take().unwrap_or_else(|| part.clone()))
            }
            (None, _) => {
                let from = titles.take().unwrap_or_else(|| part.clone());
                current = Some(from.with(part));
            }
            (Some(before), Band::Words) if next == Some(Band::Table) && is_title(grid, part) => {
                out.push(before);
                titles = Some(part.clone());
            }
            (Some(before), Band::Table) if begins_anew(grid, &before, part) => {
                out.push(before);
                current = Some(part.clone());
            }
            (Some(before), _) => current = Some(before.with(part)),
        }
    }
    match (current, out.last().cloned()) {
        (Some(last), _) => out.push(last),
        (None, Some(last)) if titles.is_some() => {
            out.pop();
            out.push(last.with(block));
        }
        (None, _) => return vec![block.clone()],
    }
    match out.as_slice() {
        [_] => vec![block.clone()],
        _ => out,
    }
}

fn apart_in_rows(grid: &Grid, block: &Block) -> Vec<Block> {
    let filled: Vec<usize> = block
        .rows
        .clone()
        .filter(|index| {
            !Line::of(&grid.rows[*index], block.area.left, block.area.right)
                .cells
                .is_empty()
        })
        .collect();
    let groups = filled.chunk_by(|a, b| grid.rows[*a].number + 1 == grid.rows[*b].number);
    groups
        .filter_map(|group| Some(*group.first()?..*group.last()? + 1))
        .map(|rows| trimmed(grid, rows, block.area.left, block.area.right))
        .collect()
}

fn of_band(grid: &Grid, part: &Block) -> Band {
    let lines = lines(grid, part);
    if lines.iter().all(|line| line.cells.len() < 2) {
        return Band::Words;
    }
    let heading = heading::read(&lines, &grid.merged);
    let body = lines.len() - heading.titles - heading.levels;
    if heading.levels > 0 && body > 0 && (heading.certain || lines.len() > 2) {
        return Band::Table;
    }
    match lines.len() <= 8 && lines.iter().all(|line| line.cells.len() < 3) {
        true => Band::Pairs,
        false => Band::Bare,
    }
}

/// Whether a band says in a few pairs what the wider table below it is about.
fn is_key(grid: &Grid, part: &Block, next: Option<&Block>) -> bool {
    let width = |block: &Block| block.area.right - block.area.left;
    let lines = lines(grid, part);
    if next.is_none_or(|next| width(next) <= width(part).max(1)) || lines.len() > 10 {
        return false;
    }
    let pairs = lines
        .iter()
        .all(|line| line.cells.len() < 3 && line.cells[0].text().is_some());
    let colon = |line: &Line<'_>| line.cells[0].text().is_some_and(|text| text.ends_with(':'));
    pairs && (lines.len() < 3 || lines.iter().any(colon))
}

fn is_title(grid: &Grid, part: &Block) -> bool {
    let lines = lines(grid, part);
    let texts = lines.iter().flat_map(|line| line.cells).filter_map(|cell| cell.text());
    lines.len() <= 3 && texts.clone().count() > 0 && !texts.into_iter().any(words::begins_a_note)
}

/// Whether a block with names is another table than the one above it.
fn begins_anew(grid: &Grid, before: &Block, part: &Block) -> bool {
    let (one, other) = (Shape::of(grid, before), Shape::of(grid, part));
    if other.names == one.names {
        return other.titled;
    }
    let same_place = before.area.left == part.area.left && before.area.right == part.area.right;
    let disjoint = part.area.left > before.area.right || part.area.right < before.area.left;
    let no_value = |name: &String| cell::no_value(name.as_bytes()).is_some();
    let named = other.certain && other.names.len() > 1 && !other.names.iter().any(no_value);
    other.titled || disjoint || named || one.certain && !same_place && part.rows.len() > 2
}
