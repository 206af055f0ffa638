//! XML as workbooks have it: names without their prefixes, text with its entities.

use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::io::BufRead;

/// A reader that gives `<a/>` as `<a></a>`.
pub(super) fn reader<R: BufRead>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    reader
}

/// The attribute of this name, without its prefix.
pub(super) fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    tag.attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| local(attribute.key.0) == name)
        .map(|attribute| match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => Cow::Owned(value.into_owned()),
            Err(_broken) => Cow::Owned(attribute.value.into_owned()),
        })
}

/// Whether an attribute says yes.
pub(super) fn says_yes(tag: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(tag, name).as_deref(), Some("1" | "true" | "on"))
}

/// The whole number that an attribute gives.
pub(super) fn whole(tag: &BytesStart<'_>, name: &str) -> Option<u64> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Adds what an entity stands for; one that is unknown stays as it is written.
pub(super) fn push_entity(out: &mut String, entity: &BytesRef<'_>) {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        out.push(letter);
        return;
    }
    let name: &str = entity;
    match name {
        "lt" => out.push('<'),
        "gt" => out.push('>'),
        "amp" => out.push('&'),
        "apos" => out.push('\''),
        "quot" => out.push('"'),
        other => {
            out.push('&');
            out.push_str(other);
            out.push(';');
        }
    }
}

/// Text in which Excel has written letters as `_x000D_`.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("_x") {
        let code = rest
            .get(start + 2..start + 6)
            .filter(|_| rest.as_bytes().get(start + 6) == Some(&b'_'));
        let code = code.and_then(|code| u16::from_str_radix(code, 16).ok());
        let end = if code.is_some() { start + 7 } else { start + 2 };
        units.extend(rest[..if code.is_some() { start } else { end }].encode_utf16());
        units.extend(code);
        rest = &rest[end..];
    }
    units.extend(rest.encode_utf16());
    Cow::Owned(String::from_utf16_lossy(&units))
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
