//! A text in Markdown as plain parts, for the page in a file. Nothing in it can run or fetch.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use serde::Serialize;

/// A part of a text.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Prose {
    /// Words.
    Words(String),
    /// A part with others inside.
    Part {
        /// Which element.
        tag: &'static str,
        /// What is inside.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        inside: Vec<Prose>,
        /// Where a link leads.
        #[serde(skip_serializing_if = "Option::is_none")]
        href: Option<String>,
    },
}

/// The parts of a text.
pub(super) fn prose(text: &str) -> Vec<Prose> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    inner(&mut Parser::new_ext(text, options))
}

fn inner(events: &mut Parser<'_>) -> Vec<Prose> {
    let mut parts = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(tag) => {
                let inside = inner(events);
                match element(&tag) {
                    Some((tag, href)) => parts.push(Prose::Part { tag, inside, href }),
                    None => parts.extend(inside),
                }
            }
            Event::End(_) => break,
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                parts.push(Prose::Words(text.into_string()))
            }
            Event::Code(code) => parts.push(part("code", vec![Prose::Words(code.into_string())])),
            Event::SoftBreak => parts.push(Prose::Words(" ".to_owned())),
            Event::HardBreak => parts.push(part("br", Vec::new())),
            Event::Rule => parts.push(part("hr", Vec::new())),
            _ => {}
        }
    }
    parts
}

fn part(tag: &'static str, inside: Vec<Prose>) -> Prose {
    Prose::Part {
        tag,
        inside,
        href: None,
    }
}

/// The element of a tag; none for what only its words are shown of.
fn element(tag: &Tag<'_>) -> Option<(&'static str, Option<String>)> {
    let name = match tag {
        Tag::Heading {
            level: HeadingLevel::H1 | HeadingLevel::H2,
            ..
        } => "h3",
        Tag::Heading { .. } => "h4",
        Tag::Paragraph => "p",
        Tag::BlockQuote(_) => "blockquote",
        Tag::CodeBlock(_) => "pre",
        Tag::List(None) => "ul",
        Tag::List(Some(_)) => "ol",
        Tag::Item => "li",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        Tag::Strikethrough => "s",
        Tag::Link { dest_url, .. } => return Some(("a", Some(dest_url.to_string()))),
        Tag::Table(_) => "table",
        Tag::TableHead | Tag::TableRow => "tr",
        Tag::TableCell => "td",
        _ => return None,
    };
    Some((name, None))
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn texts_are_parts_and_words() {
        for (text, expected) in [
            ("# Sales", r#"[{"tag":"h3","inside":["Sales"]}]"#),
            (
                "**Bold** <img src=x> [site](https://example.org)",
                r#"[{"tag":"p","inside":[{"tag":"strong","inside":["Bold"]}," ","<img src=x>"," ",{"tag":"a","inside":["site"],"href":"https://example.org"}]}]"#,
            ),
            ("![far](https://example.org/x.png)", r#"[{"tag":"p","inside":["far"]}]"#),
        ] {
            assert_eq!(serde_json::to_string(&prose(text)).unwrap(), expected);
        }
    }
}
