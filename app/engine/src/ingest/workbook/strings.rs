//! The texts that the cells of a workbook share.

use super::package::Trouble;
use super::xml;
use quick_xml::events::Event;
use std::io::BufRead;
use std::rc::Rc;

/// Every shared text, in order. Readings beside Chinese characters are no part of them.
pub(super) fn read(
    part: impl BufRead,
    fail: &dyn Fn(&dyn std::fmt::Display) -> Trouble,
) -> Result<Vec<Rc<str>>, Trouble> {
    let mut reader = xml::reader(part);
    let (mut buffer, mut texts, mut text) = (Vec::new(), Vec::new(), String::new());
    let (mut in_text, mut in_reading) = (false, false);
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| fail(&error))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" => in_text = true,
                "rPh" => in_reading = true,
                "si" => text.clear(),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_reading = false,
                "si" => texts.push(Rc::from(&*xml::unescaped(&text))),
                _ => {}
            },
            Event::Text(piece) if in_text && !in_reading => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if in_text && !in_reading => text.push_str(&piece),
            Event::GeneralRef(entity) if in_text && !in_reading => xml::push_entity(&mut text, &entity),
            Event::Eof => return Ok(texts),
            _ => {}
        }
        buffer.clear();
    }
}
