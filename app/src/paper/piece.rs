//! One piece of a drawing: an answer, a text, a picture, as plain data for the bridge.

use super::cells;
use crate::ui::{figure, format, spark_table};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use serde::Serialize;
use spec::answer::Answer;
use spec::chart::Kind;

/// So many rows of a table are handed over; no drawing has room for more.
const MOST_ROWS: usize = 400;

/// A title, what is said under it, what is drawn, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Piece {
    /// What it is called; empty for none.
    pub title: String,
    /// What the answer says; empty for nothing.
    pub said: String,
    /// Where it comes from; empty for nothing.
    pub source: String,
    /// What is drawn.
    pub body: Body,
}

/// A piece by itself, and how large what is drawn is, in pixels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Alone {
    /// The piece.
    #[serde(flatten)]
    pub piece: Piece,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Body {
    /// A chart by its ECharts option, as JSON.
    Chart {
        /// The option.
        option: String,
    },
    /// A table.
    Table(Table),
    /// One figure.
    Figure {
        /// As it is written.
        value: String,
        /// What it is called, and what is said beside it.
        name: String,
        /// Its values over time, where it is followed.
        line: Vec<f64>,
    },
    /// A text.
    Text {
        /// Its parts.
        blocks: Vec<Block>,
    },
    /// A picture.
    Image {
        /// Its `data:` address.
        source: String,
        /// What it shows.
        told: String,
    },
    /// Words in the place of an answer that there is not.
    Told {
        /// The words.
        text: String,
    },
}

/// A table as texts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Table {
    /// Its columns.
    pub columns: Vec<Head>,
    /// Its cells.
    pub rows: Vec<Vec<Cell>>,
    /// Which rows sum up others.
    pub sums: Vec<usize>,
    /// How many rows follow, as far as that is known.
    pub more: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    /// A text.
    Text(String),
    /// Values over time, drawn as a small line.
    Line(Vec<f64>),
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Head {
    /// Its name.
    pub name: String,
    /// Whether its cells stand at the right.
    pub right: bool,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Block {
    /// What it is: `h1` to `h3`, `item`, `quote`, `plain`.
    pub rank: &'static str,
    /// Its words.
    pub text: String,
}

impl Body {
    /// An answer by its kind of chart, or as its table.
    pub(crate) fn of(answer: &Answer, as_table: bool) -> Self {
        match answer.chart.kind {
            Some(Kind::Kpi) if !as_table => {
                let (value, name, line) = figure::told(answer);
                Self::Figure { value, name, line }
            }
            Some(Kind::SparkTable) if !as_table => Self::Table(lines(answer).unwrap_or_else(|| table(answer))),
            _ if as_table || answer.option.is_null() => Self::Table(table(answer)),
            _ => Self::Chart {
                option: answer.option.to_string(),
            },
        }
    }

    /// A text in Markdown.
    pub(crate) fn text(markdown: &str) -> Self {
        Self::Text {
            blocks: blocks(markdown),
        }
    }
}

fn table(answer: &Answer) -> Table {
    let columns = answer.table.columns.iter().enumerate().map(|(at, column)| Head {
        name: column.name.clone(),
        right: answer.formats.get(at).is_some_and(format::is_number),
    });
    let levels = answer.table.levels.iter().take(MOST_ROWS).enumerate();
    Table {
        columns: columns.collect(),
        rows: cells::written(answer)
            .take(MOST_ROWS)
            .map(|row| row.into_iter().map(Cell::Text).collect())
            .collect(),
        sums: levels.filter(|(_, level)| **level > 0).map(|(at, _)| at).collect(),
        more: answer.table.rows.len().saturating_sub(MOST_ROWS),
    }
}

/// A row with a small line for each group; none where the answer has no time or no groups.
fn lines(answer: &Answer) -> Option<Table> {
    let (heads, rows) = spark_table::told(answer);
    let columns = heads.into_iter().enumerate().map(|(at, name)| Head {
        name,
        right: at % 3 != 1 && at > 0,
    });
    let columns: Vec<_> = columns.collect();
    let row = |(name, figures): (String, Vec<spark_table::Told>)| {
        let figures = figures.into_iter();
        let figures = figures.flat_map(|(line, last, change)| [Cell::Line(line), Cell::Text(last), Cell::Text(change)]);
        std::iter::once(Cell::Text(name)).chain(figures).collect()
    };
    (!rows.is_empty()).then(|| Table {
        columns,
        rows: rows.into_iter().map(row).collect(),
        sums: Vec::new(),
        more: 0,
    })
}

/// The parts of a text in Markdown, without what makes single words bold.
fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = vec![];
    let mut block = Block {
        rank: "plain",
        text: String::new(),
    };
    let mut quoted = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => block.rank = rank(level),
            Event::Start(Tag::Item) => {
                blocks.push(std::mem::replace(&mut block, fresh("item")));
                block.text.push_str("• ");
            }
            Event::Start(Tag::BlockQuote(_)) => quoted = true,
            Event::End(TagEnd::BlockQuote(_)) => quoted = false,
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                block.text.push_str(&text);
            }
            Event::SoftBreak => block.text.push(' '),
            Event::HardBreak => block.text.push('\n'),
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock) => {
                if quoted {
                    block.rank = "quote";
                }
                blocks.push(std::mem::replace(&mut block, fresh("plain")));
            }
            _ => {}
        }
    }
    blocks.retain(|block| !block.text.trim().is_empty() && block.text != "• ");
    blocks
}

fn fresh(rank: &'static str) -> Block {
    let text = String::new();
    Block { rank, text }
}

fn rank(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        _ => "h3",
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn a_text_comes_in_parts() {
        let told = |markdown: &str| {
            let parts = blocks(markdown);
            let parts = parts.iter().map(|part| format!("{}: {}", part.rank, part.text));
            parts.collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(
            told("# Sales\n\nUp **much**,\nsee `x`.\n\n- one\n- two\n"),
            "h1: Sales | plain: Up much, see x. | item: • one | item: • two"
        );
        assert_eq!(told("> said"), "quote: said");
        assert_eq!(told("1. one\n\n   more"), "item: • one | plain: more");
        assert_eq!(told(""), "");
    }
}
