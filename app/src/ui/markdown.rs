//! Markdown as parts of the page. Nothing in it can run or fetch: HTML is shown as it was typed, pictures by their words.

use leptos::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// A text in Markdown.
pub(crate) fn markdown(text: &str) -> AnyView {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    inner(&mut Parser::new_ext(text, options))
}

/// Everything up to the end of the part that is open.
fn inner(events: &mut Parser<'_>) -> AnyView {
    let mut parts = Vec::new();
    while let Some(event) = events.next() {
        parts.push(match event {
            Event::Start(tag) => part(tag, events),
            Event::End(_) => break,
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => text.into_string().into_any(),
            Event::Code(code) => view! { <code>{code.into_string()}</code> }.into_any(),
            Event::SoftBreak => " ".into_any(),
            Event::HardBreak => view! { <br /> }.into_any(),
            Event::Rule => view! { <hr /> }.into_any(),
            _ => continue,
        });
    }
    parts.into_any()
}

fn part(tag: Tag<'_>, events: &mut Parser<'_>) -> AnyView {
    let inside = inner(events);
    match tag {
        Tag::Heading { level, .. } => heading(level, inside),
        Tag::Paragraph => view! { <p>{inside}</p> }.into_any(),
        Tag::BlockQuote(_) => view! { <blockquote>{inside}</blockquote> }.into_any(),
        Tag::CodeBlock(_) => view! { <pre>{inside}</pre> }.into_any(),
        Tag::List(None) => view! { <ul>{inside}</ul> }.into_any(),
        Tag::List(Some(first)) => view! { <ol start=first.to_string()>{inside}</ol> }.into_any(),
        Tag::Item => view! { <li>{inside}</li> }.into_any(),
        Tag::Emphasis => view! { <em>{inside}</em> }.into_any(),
        Tag::Strong => view! { <strong>{inside}</strong> }.into_any(),
        Tag::Strikethrough => view! { <s>{inside}</s> }.into_any(),
        Tag::Link { dest_url, .. } if is_sound(&dest_url) => link(dest_url.into_string(), inside),
        Tag::Table(_) => view! { <table><tbody>{inside}</tbody></table> }.into_any(),
        Tag::TableHead => view! { <tr class="head">{inside}</tr> }.into_any(),
        Tag::TableRow => view! { <tr>{inside}</tr> }.into_any(),
        Tag::TableCell => view! { <td>{inside}</td> }.into_any(),
        _ => inside,
    }
}

/// The page's own headings are of the first and second rank.
fn heading(level: HeadingLevel, inside: AnyView) -> AnyView {
    match level {
        HeadingLevel::H1 => view! { <h3 class="large">{inside}</h3> }.into_any(),
        HeadingLevel::H2 => view! { <h3>{inside}</h3> }.into_any(),
        _ => view! { <h4>{inside}</h4> }.into_any(),
    }
}

fn link(address: String, inside: AnyView) -> AnyView {
    match address.starts_with('#') {
        true => view! { <a href=address>{inside}</a> }.into_any(),
        false => view! { <a href=address target="_blank" rel="noopener noreferrer">{inside}</a> }.into_any(),
    }
}

/// Whether an address only leads somewhere.
fn is_sound(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "#/"]
        .iter()
        .any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::is_sound;

    #[test]
    fn links_lead_somewhere_and_do_nothing_else() {
        for sound in [
            "https://example.org",
            "HTTP://example.org",
            "mailto:a@example.org",
            "#/dashboards",
        ] {
            assert!(is_sound(sound), "{sound}");
        }
        for wrong in [
            "javascript:alert(1)",
            "data:text/html,x",
            " javascript:x",
            "//example.org",
            "",
        ] {
            assert!(!is_sound(wrong), "{wrong}");
        }
    }
}
