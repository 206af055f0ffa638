//! What a chart draws: the table's own columns, or a small table of its own beside it, where colours or sums must be taken apart first.

use super::{Format, Ground, Held, MOST_POINTS, Worksheet, XlsxError};
use spec::answer::{self, FormatKind};
use spec::value::Value;
use std::cmp::Ordering;

/// No chart with more series can be read.
const MOST_STRANDS: usize = 40;

/// Categories, and figures for each strand.
pub(super) struct Strands {
    /// The column with the categories.
    pub along_at: u16,
    /// What they are called.
    pub along: String,
    /// What is measured.
    pub up: String,
    /// How the categories are shown, where they are moments.
    pub moments: Option<String>,
    /// How the figures are shown.
    pub format: String,
    /// Whether no figure is below zero.
    pub is_positive: bool,
    /// How many rows.
    pub rows: usize,
    values: Vec<u16>,
    own: Option<Own>,
}

/// A table of the chart's own.
struct Own {
    at: u16,
    heads: Vec<String>,
    rows: Vec<(Value, Vec<Option<f64>>)>,
    format: String,
}

impl Strands {
    /// What a chart of this answer draws; none when it lacks what a chart needs. A table of its own stands at `free`.
    pub(super) fn of(ground: &Ground<'_>, is_scattered: bool, free: u16) -> Option<Self> {
        let (table, chart) = (&ground.answer.table, &ground.answer.chart);
        let measures: Vec<_> = chart.y.iter().filter_map(|name| table.position(name)).collect();
        let color = chart.color.as_ref().and_then(|name| table.position(name));
        let (x, measures) = match (chart.x.as_ref().and_then(|name| table.position(name)), &measures[..]) {
            (Some(x), [_, ..]) => (x, measures),
            (None, [x, rest @ ..]) if is_scattered && !rest.is_empty() => (*x, rest.to_vec()),
            // Parts of a whole may have their names as colours only.
            (None, [_, ..]) => return Self::of_parts(ground, color?, &measures, free),
            _ => return None,
        };
        let color = color.filter(|color| *color != x);
        if ground.rows == 0 || (is_scattered && !is_number(ground, x)) {
            return None;
        }
        let measures: Vec<_> = measures
            .into_iter()
            .filter(|at| is_number(ground, *at))
            .take(MOST_STRANDS)
            .collect();
        let up = table.columns.get(*measures.first()?)?.name.clone();
        if color.is_none() && table.levels.is_empty() {
            return Some(Self {
                along_at: x as u16,
                along: table.columns.get(x)?.name.clone(),
                up,
                moments: Some(pattern(ground, x)).filter(|format| format.starts_with(['y', 'm'])),
                format: pattern(ground, *measures.first()?),
                is_positive: rows(ground).all(|row| {
                    measures
                        .iter()
                        .all(|at| figure(row, *at).is_none_or(|figure| figure >= 0.0))
                }),
                rows: ground.rows.min(MOST_POINTS),
                values: measures.iter().map(|at| *at as u16).collect(),
                own: None,
            });
        }
        let own = match (color, is_scattered) {
            (Some(color), true) => scattered(ground, x, color, *measures.first()?),
            (Some(color), false) => crossed(ground, x, color, *measures.first()?),
            (None, _) => plain(ground, x, &measures),
        };
        Some(Self::with(own, up, free))
    }

    fn of_parts(ground: &Ground<'_>, color: usize, measures: &[usize], free: u16) -> Option<Self> {
        let first = *measures.first().filter(|at| is_number(ground, **at))?;
        let up = ground.answer.table.columns.get(first)?.name.clone();
        (ground.rows > 0).then(|| Self::with(plain(ground, color, &[first]), up, free))
    }

    fn with(mut own: Own, up: String, free: u16) -> Self {
        own.at = free;
        Self {
            along_at: free,
            along: own.heads.first().cloned().unwrap_or_default(),
            up,
            moments: None,
            format: own.format.clone(),
            is_positive: own
                .rows
                .iter()
                .all(|(_, figures)| figures.iter().flatten().all(|figure| *figure >= 0.0)),
            rows: own.rows.len(),
            values: (1..own.heads.len() as u16).map(|at| free + at).collect(),
            own: Some(own),
        }
    }

    /// How many strands there are.
    pub(super) fn count(&self) -> usize {
        self.values.len()
    }

    /// The column with the figures of a strand.
    pub(super) fn values_at(&self, strand: usize) -> u16 {
        self.values.get(strand).copied().unwrap_or_default()
    }

    /// Writes the table of the chart's own, if it has one, below a line that says what it is.
    pub(super) fn write(&self, sheet: &mut Worksheet, top: u32) -> Result<(), XlsxError> {
        let Some(own) = &self.own else { return Ok(()) };
        let bold = Format::new().set_bold();
        let format = Format::new().set_num_format(&own.format);
        sheet.write_string(top.saturating_sub(1), own.at, "What the chart draws")?;
        for (at, head) in (own.at..).zip(&own.heads) {
            sheet.write_string_with_format(top, at, head, &bold)?;
        }
        for (row, (along, figures)) in (top + 1..).zip(&own.rows) {
            match along.number() {
                Some(number) => sheet.write_number(row, own.at, number)?,
                None => sheet.write_string(row, own.at, along.to_string())?,
            };
            for (at, figure) in (own.at + 1..).zip(figures) {
                if let Some(figure) = figure {
                    sheet.write_number_with_format(row, at, *figure, &format)?;
                }
            }
        }
        Ok(())
    }
}

fn is_number(ground: &Ground<'_>, at: usize) -> bool {
    let cells = ground.columns.get(at);
    cells.is_some_and(|cells| matches!(cells.kind, Held::Number(_)))
}

fn heads(ground: &Ground<'_>, at: &[usize]) -> Vec<String> {
    let columns = &ground.answer.table.columns;
    at.iter()
        .filter_map(|at| Some(columns.get(*at)?.name.clone()))
        .collect()
}

fn pattern(ground: &Ground<'_>, at: usize) -> String {
    ground
        .columns
        .get(at)
        .map(|cells| cells.format.clone())
        .unwrap_or_default()
}

/// The rows that sum up no others.
fn rows<'a>(ground: &'a Ground<'_>) -> impl Iterator<Item = &'a Vec<Value>> {
    let table = &ground.answer.table;
    let is_plain = |at: usize| table.levels.get(at).is_none_or(|level| *level == 0);
    let rows = table.rows.iter().enumerate().filter(move |(at, _)| is_plain(*at));
    rows.map(|(_, row)| row).take(MOST_POINTS)
}

fn figure(row: &[Value], at: usize) -> Option<f64> {
    row.get(at)?.number()
}

fn plain(ground: &Ground<'_>, x: usize, measures: &[usize]) -> Own {
    let rows = rows(ground).map(|row| {
        let figures = measures.iter().map(|at| figure(row, *at)).collect();
        (category(ground, row, x), figures)
    });
    Own {
        at: 0,
        heads: heads(ground, &[&[x], measures].concat()),
        rows: rows.collect(),
        format: measures.first().map(|at| pattern(ground, *at)).unwrap_or_default(),
    }
}

/// A column for each colour, in which only its own rows have a figure.
fn scattered(ground: &Ground<'_>, x: usize, color: usize, measure: usize) -> Own {
    let (names, found) = colors(ground, color);
    let rows = rows(ground).zip(found).map(|(row, own)| {
        let figures = (0..names.len()).map(|at| figure(row, measure).filter(|_| at == own));
        (row.get(x).cloned().unwrap_or_default(), figures.collect())
    });
    let rows = rows.collect();
    Own {
        at: 0,
        heads: [heads(ground, &[x]), names].concat(),
        rows,
        format: pattern(ground, measure),
    }
}

/// A row for each category and a column for each colour.
fn crossed(ground: &Ground<'_>, x: usize, color: usize, measure: usize) -> Own {
    let (names, found) = colors(ground, color);
    let mut crossed: Vec<(Value, Vec<Option<f64>>)> = Vec::new();
    for (row, own) in rows(ground).zip(found) {
        let along = category(ground, row, x);
        let at = crossed.iter().position(|(known, _)| *known == along);
        let at = at.unwrap_or_else(|| {
            crossed.push((along, vec![None; names.len()]));
            crossed.len() - 1
        });
        if let Some(cell) = crossed.get_mut(at).and_then(|(_, figures)| figures.get_mut(own)) {
            *cell = figure(row, measure);
        }
    }
    if is_in_order(ground, x) {
        crossed.sort_by(|(one, _), (other, _)| compare(one, other));
    }
    Own {
        at: 0,
        heads: [heads(ground, &[x]), names].concat(),
        rows: crossed,
        format: pattern(ground, measure),
    }
}

/// The colours in the order in which they come, and which of them each row has; those that are too many have none.
fn colors(ground: &Ground<'_>, color: usize) -> (Vec<String>, Vec<usize>) {
    let mut names: Vec<String> = Vec::new();
    let mut found = Vec::new();
    for row in rows(ground) {
        let name = match category(ground, row, color).to_string() {
            name if name.is_empty() => "(empty)".to_owned(),
            name => name,
        };
        let known = names.iter().position(|known| *known == name);
        found.push(known.unwrap_or(names.len()));
        if known.is_none() && names.len() < MOST_STRANDS {
            names.push(name);
        }
    }
    (names, found)
}

fn is_in_order(ground: &Ground<'_>, x: usize) -> bool {
    let format = ground.answer.formats.get(x).map(|format| format.kind);
    !matches!(
        format,
        None | Some(FormatKind::Text | FormatKind::Boolean | FormatKind::Plain)
    )
}

fn compare(one: &Value, other: &Value) -> Ordering {
    match (one.number(), other.number()) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.to_string().cmp(&other.to_string()),
    }
}

/// A category as it is told: dates as far as their format goes.
fn category(ground: &Ground<'_>, row: &[Value], at: usize) -> Value {
    let value = row.get(at).cloned().unwrap_or_default();
    let format: Option<&answer::Format> = ground.answer.formats.get(at);
    let Value::Text(text) = &value else { return value };
    match format.map(|format| format.kind) {
        Some(FormatKind::Year) => text.get(..4).map_or(value.clone(), Value::from),
        Some(FormatKind::Month) => text.get(..7).map_or(value.clone(), Value::from),
        _ => value,
    }
}
