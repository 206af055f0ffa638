//! Where a table begins: titles above it, and names over one row or several.

use super::log::{self, Log};
use super::naming;
use super::table::Table;
use super::words;
use crate::ingest::workbook::grid::{Area, Cell, MOST_ROWS, Row, Value};
use spec::repair::RepairKind;

/// How many rows are looked at.
const HEAD: usize = 100;
/// How many rows of titles there may be.
const MOST_TITLES: usize = 50;
/// Over how many rows names may go.
const MOST_LEVELS: usize = 3;

/// How many rows of titles come first, and how many rows of names then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// Rows above the table.
    pub(super) titles: usize,
    /// Rows of names.
    pub(super) levels: usize,
    /// Whether the rows below differ from the names: these are names for sure.
    pub(super) certain: bool,
}

/// A row's cells between two columns.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Which row of the sheet it is.
    pub(super) number: u32,
    /// The cells.
    pub(super) cells: &'a [Cell],
}

impl<'a> Line<'a> {
    /// The cells of a row between two columns.
    pub(super) fn of(row: &'a Row, left: u32, right: u32) -> Self {
        let start = row.cells.partition_point(|cell| cell.column < left);
        let end = row.cells.partition_point(|cell| cell.column <= right);
        Self {
            number: row.number,
            cells: &row.cells[start..end],
        }
    }

    fn get(&self, column: u32) -> Option<&'a Cell> {
        let place = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(place)
    }
}

/// Leaves out what the user says is above and below the table.
pub(super) fn leave_ends_out(table: &mut Table, log: &mut Log<'_>) {
    let skipped = log.options.skipped.unwrap_or(0).min(u64::from(MOST_ROWS)) as u32;
    let above = table.rows.iter().take_while(|row| row.number < skipped).count();
    for row in table.rows.drain(..above) {
        log.row(&row, "the row is above the table");
    }
    let footer = (log.options.footer.unwrap_or(0) as usize).min(table.rows.len());
    for row in table.rows.drain(table.rows.len() - footer..) {
        log.row(&row, "the row is below the table");
    }
}

/// Takes titles and names off the rows.
pub(super) fn find(table: &mut Table, log: &mut Log<'_>) {
    let (Some(first), Some(last)) = (table.lanes.first(), table.lanes.last()) else {
        return;
    };
    let (left, right) = (first.column, last.column);
    let lines: Vec<_> = table
        .rows
        .iter()
        .take(HEAD)
        .map(|row| Line::of(row, left, right))
        .collect();
    let mut heading = read(&lines, &table.merged);
    if log.options.skipped.is_some() {
        heading.titles = 0;
        heading.levels = levels(&lines, &table.merged).0;
    }
    let kept = match heading.titles {
        0 => Vec::new(),
        titles => titles_off(table, titles, log),
    };
    let count = wished(heading.levels, table, log);
    if count > 0 {
        table.head = table.rows.drain(..count.min(table.rows.len())).collect();
        naming::give(table);
    }
    table.gone.extend(table.head.iter().map(|row| row.number));
    table.gone.sort_unstable();
    table.rows.splice(0..0, kept);
}

/// Takes titles off; those that are to stay rows come back.
fn titles_off(table: &mut Table, titles: usize, log: &mut Log<'_>) -> Vec<Row> {
    let above = &table.rows[..titles];
    let title = above
        .first()
        .and_then(|row| row.cells.first())
        .map(words::name)
        .unwrap_or_default();
    let said = match titles {
        1 => format!("The row {} above the table is its title.", words::shortened(&title)),
        count => format!(
            "The {count} rows above the table, from {} on, are titles.",
            words::shortened(&title)
        ),
    };
    let places = log::rows(above.iter());
    let enabled = log.propose(RepairKind::TitleRows, true, said, titles as u64, places);
    table.title = Some(title).filter(|title| !title.is_empty());
    let above: Vec<Row> = table.rows.drain(..titles).collect();
    if !enabled {
        return above;
    }
    for row in above {
        log.row(&row, "the row is a title above the table");
    }
    Vec::new()
}

/// Over how many rows the names go, as found and as the user wishes.
fn wished(found: usize, table: &mut Table, log: &mut Log<'_>) -> usize {
    let mut count = match (log.options.header, log.options.header_rows) {
        (Some(false), _) | (None, Some(0)) => return 0,
        (_, Some(rows)) => rows.min(20) as usize,
        (Some(true), None) => found.max(1),
        (None, None) => found,
    };
    count = count.min(table.rows.len());
    if count < 2 {
        return count;
    }
    let rows = &table.rows[..count];
    let names = naming::names(rows, table, count);
    let example = names.iter().find(|name| name.contains(' ')).or(names.last());
    let said = format!(
        "The names go over {count} rows and are joined, as in {}.",
        words::shortened(example.map_or("", String::as_str))
    );
    if log.propose(RepairKind::HeaderRows, true, said, count as u64, log::rows(rows.iter())) {
        return count;
    }
    for row in table.rows.drain(..count - 1) {
        log.row(&row, "the row is above the names");
    }
    1
}

/// Merged cells that begin in these rows.
pub(super) fn starting_in(merged: &[Area], first: u32, last: u32) -> &[Area] {
    let start = merged.partition_point(|area| area.top < first);
    let end = merged.partition_point(|area| area.top <= last);
    &merged[start..end.max(start)]
}

/// Titles and names among the first lines of a block.
pub(super) fn read(lines: &[Line<'_>], merged: &[Area]) -> Heading {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Heading::default();
    };
    let merged = starting_in(merged, first.number, last.number);
    let titles = titles(lines, merged);
    let (levels, certain) = levels(&lines[titles..], merged);
    Heading {
        titles,
        levels,
        certain,
    }
}

fn titles(lines: &[Line<'_>], merged: &[Area]) -> usize {
    let Some(left) = lines
        .iter()
        .filter_map(|line| line.cells.first())
        .map(|cell| cell.column)
        .min()
    else {
        return 0;
    };
    let fullest = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    if fullest < 2 {
        return 0;
    }
    let mut count = 0;
    while count + 1 < lines.len() && count < MOST_TITLES && is_title(&lines[count..], left, fullest, merged) {
        count += 1;
    }
    // Rows with one cell down to the end are no titles: there is no table below.
    let rest = &lines[count..];
    match rest.iter().any(|line| line.cells.len() > 1) {
        true => count,
        false => 0,
    }
}

fn is_title(lines: &[Line<'_>], left: u32, fullest: usize, merged: &[Area]) -> bool {
    let (line, next) = (&lines[0], &lines[1]);
    let wide = merged
        .iter()
        .find(|area| area.top == line.number && area.left < area.right);
    let apart = next.number > line.number + 1;
    match line.cells {
        [] => true,
        [only] => {
            let over_all = wide.is_some_and(|area| (area.right - area.left) as usize + 1 >= fullest.max(2));
            let over_some =
                wide.is_some_and(|area| (area.right - area.left) as usize + 1 < fullest && area.left > left);
            let is_long = only.text().is_some_and(|text| text.chars().count() > 30);
            let names_follow = next.cells.len() > 1 && next.cells.iter().all(|cell| !cell.is_data());
            match () {
                () if over_some && !apart => false,
                () if fullest > 2 || over_all || apart => true,
                () => only.column == left && (is_long || names_follow) && levels(&lines[1..], merged).1,
            }
        }
        [label, value] if fullest >= 4 && label.column == left && wide.is_none() => {
            let colon = label.text().is_some_and(|text| text.ends_with(':'));
            let beside = value.column == label.column + 1 || colon;
            let above_names = next.cells.len() <= 2 || apart || colon;
            beside && above_names && lines.iter().any(|line| line.cells.len() > 2)
        }
        [label, ..] if fullest >= 4 && label.text().is_some_and(|text| text.ends_with(':')) => {
            let colons = line
                .cells
                .iter()
                .filter(|cell| cell.text().is_some_and(|text| text.ends_with(':')))
                .count();
            apart && colons * 2 >= line.cells.len()
        }
        _ => false,
    }
}

/// Over how many rows the names go, and whether what is below differs from them for sure.
fn levels(lines: &[Line<'_>], merged: &[Area]) -> (usize, bool) {
    let Some(first) = lines.first() else {
        return (0, false);
    };
    if lines.len() == 1 {
        return (
            usize::from(first.cells.len() > 1 && first.cells.iter().all(|cell| !cell.is_data())),
            false,
        );
    }
    let data = data_columns(&lines[1..]);
    let known = by_merges(lines, merged);
    if data.is_empty() {
        let one = usize::from(are_names(lines));
        return (
            if one > 0 {
                known.unwrap_or(one).min(lines.len() - 1)
            } else {
                0
            },
            false,
        );
    }
    let is_group = known.is_some()
        && first
            .cells
            .iter()
            .all(|cell| !cell.is_data() || words::is_year(&cell.value.spelled()));
    if !is_group && !is_header(first, &data, lines) {
        return (0, false);
    }
    let mut count = 1;
    while count < MOST_LEVELS && count + 1 < lines.len() && goes_on(lines, count, &data, known) {
        count += 1;
    }
    let contrasts = lines[..count].iter().flat_map(|line| line.cells);
    let certain = contrasts
        .into_iter()
        .any(|cell| !cell.is_data() && data.contains(&cell.column));
    (count, certain)
}

/// The columns that hold numbers and days, but for a few.
fn data_columns(lines: &[Line<'_>]) -> Vec<u32> {
    let mut counts: std::collections::BTreeMap<u32, (usize, usize)> = std::collections::BTreeMap::new();
    for cell in lines.iter().flat_map(|line| line.cells) {
        let (data, all) = counts.entry(cell.column).or_default();
        *data += usize::from(cell.is_data() || looks_like_data(cell));
        *all += 1;
    }
    let mostly = |(_, (data, all)): &(u32, (usize, usize))| *data > 0 && data * 2 >= *all;
    counts.into_iter().filter(mostly).map(|(column, _)| column).collect()
}

/// A number or a day that is stored as text.
fn looks_like_data(cell: &Cell) -> bool {
    let Some(text) = cell.text() else { return false };
    text.starts_with(|first: char| first.is_ascii_digit() || "-+($€£.".contains(first))
        && super::figures::number(text).is_some()
        || super::figures::is_day(text)
}

/// Whether merged cells say over how many rows the names go.
fn by_merges(lines: &[Line<'_>], merged: &[Area]) -> Option<usize> {
    let top = lines[0].number;
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    let of_names: Vec<_> = merged
        .iter()
        .filter(|area| area.top == top && lines[0].get(area.left).is_some())
        .collect();
    let levels_across = (0..MOST_LEVELS)
        .take_while(|level| lines.get(*level).is_some_and(|line| is_grouped(line, merged, width)))
        .count();
    let down = of_names
        .iter()
        .filter(|area| area.left == area.right)
        .map(|area| area.bottom - top + 1);
    // One long merged cell at the side is a group of rows, not a name.
    let rows = down.max().filter(|rows| (*rows as usize) <= MOST_LEVELS).unwrap_or(1);
    match (levels_across, rows as usize) {
        (0, 1) => None,
        (1.., rows) => Some((levels_across + 1).max(rows).min(MOST_LEVELS)),
        (0, rows) => lines
            .get(1)
            .filter(|line| line.number == top + 1 && line.cells.iter().all(|cell| !cell.is_data()))
            .map(|_| rows),
    }
}

/// Whether some of the names stand over several columns.
fn is_grouped(line: &Line<'_>, merged: &[Area], width: usize) -> bool {
    let over_some = |area: &&Area| {
        let columns = (area.right - area.left) as usize + 1;
        area.top == line.number
            && columns > 1
            && columns < width.max(3)
            && line
                .get(area.left)
                .is_some_and(|cell| !cell.is_data() || words::is_year(&cell.value.spelled()))
    };
    merged.iter().any(|area| over_some(&area))
}

/// Whether a line can be names: no numbers over numbers, but for years and the like.
fn is_header(line: &Line<'_>, data: &[u32], lines: &[Line<'_>]) -> bool {
    let values: Vec<_> = line
        .cells
        .iter()
        .filter(|cell| cell.is_data() || looks_like_data(cell))
        .collect();
    if values.is_empty() {
        return line.cells.len() > 1 || data.len() <= 1 && line.cells.iter().all(|cell| data.contains(&cell.column));
    }
    let texts = line.cells.len() - values.len();
    let corner = lines.iter().flat_map(|line| line.cells).map(|cell| cell.column).min();
    let at_side =
        corner.is_some_and(|corner| line.get(corner).is_none() || line.get(corner).is_some_and(|cell| !cell.is_data()));
    (texts > 0 || at_side) && values.len() > 1 && are_series(&values, line.number, lines)
}

/// Whether values are years, or days over other than days.
fn are_series(values: &[&Cell], number: u32, lines: &[Line<'_>]) -> bool {
    let mut keys: Vec<String> = values.iter().map(|cell| cell.value.spelled()).collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() != values.len() && !in_order(values) {
        return false;
    }
    let below = |column: u32| {
        lines
            .iter()
            .filter(move |line| line.number > number)
            .filter_map(move |line| line.get(column))
    };
    let years = values.iter().all(|cell| words::is_year(&cell.value.spelled()));
    let is_moment =
        |cell: &Cell| matches!(cell.value, Value::Moment(_)) || cell.text().is_some_and(super::figures::is_day);
    if years {
        let year_below = |cell: &&&Cell| below(cell.column).all(|cell| words::is_year(&cell.value.spelled()));
        return values.iter().filter(year_below).count() * 2 < values.len();
    }
    values.iter().all(|cell| is_moment(cell)) && values.iter().all(|cell| !below(cell.column).any(is_moment))
}

fn in_order(values: &[&Cell]) -> bool {
    values
        .windows(2)
        .all(|pair| pair[0].value.spelled() <= pair[1].value.spelled())
}

/// Whether the line at `index` holds names too.
fn goes_on(lines: &[Line<'_>], index: usize, data: &[u32], known: Option<usize>) -> bool {
    let (above, line) = (&lines[index - 1], &lines[index]);
    if line.number > above.number + 1 || line.cells.is_empty() {
        return false;
    }
    let is_plain = |cell: &Cell| !cell.is_data() && !looks_like_data(cell);
    let header = line.cells.iter().all(is_plain) || is_header(line, data, lines);
    if !header {
        return false;
    }
    if let Some(known) = known {
        return index < known;
    }
    let over_data = line.cells.iter().filter(|cell| data.contains(&cell.column)).count();
    if over_data == 0 {
        return false;
    }
    if line.cells.iter().all(|cell| cell.text().is_some_and(words::is_unit)) {
        return true;
    }
    let new = line
        .cells
        .iter()
        .filter(|cell| above.get(cell.column).is_none())
        .count();
    let groups = index == 1 && above.cells.len() < line.cells.len().max(3);
    new > 0 && groups && over_data >= 2 && are_distinct_within(line, above)
}

/// Whether the names below one group differ.
fn are_distinct_within(line: &Line<'_>, above: &Line<'_>) -> bool {
    let mut seen: Vec<String> = Vec::new();
    for cell in line.cells {
        if above.get(cell.column).is_some() {
            seen.clear();
        }
        let name = words::name(cell);
        if seen.contains(&name) {
            return false;
        }
        seen.push(name);
    }
    true
}

/// Whether the first of lines of text is names: it does not recur below.
fn are_names(lines: &[Line<'_>]) -> bool {
    let first = &lines[0];
    if first.cells.iter().any(|cell| cell.is_data() || looks_like_data(cell)) || first.cells.is_empty() {
        return false;
    }
    let recurs = |cell: &&Cell| {
        let same = |line: &Line<'_>| line.get(cell.column).is_some_and(|other| other.value == cell.value);
        lines[1..].iter().any(same)
    };
    let recurring = first.cells.iter().filter(recurs).count();
    recurring * 2 < first.cells.len()
}
