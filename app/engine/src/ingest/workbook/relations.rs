//! Which parts of a zipped workbook refer to which others.

use super::package::{Package, Trouble};
use super::xml;
use quick_xml::events::Event;
use std::collections::HashMap;

/// Where the parts are that a part refers to, by their ids.
pub(super) fn read(package: &mut Package, of: &str, folder: &str) -> Result<HashMap<String, String>, Trouble> {
    let (before, name) = of.rsplit_once('/').unwrap_or(("", of));
    let slash = if before.is_empty() { "" } else { "/" };
    let left = package.watch();
    let mut found = HashMap::new();
    let Some(part) = package.part(&format!("{before}{slash}_rels/{name}.rels"))? else {
        return Ok(found);
    };
    let (mut reader, mut buffer) = (xml::reader(part), Vec::new());
    loop {
        match reader
            .read_event_into(&mut buffer)
            .map_err(|error| left.trouble(&error))?
        {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let (id, target) = (xml::attribute(&tag, "Id"), xml::attribute(&tag, "Target"));
                if let (Some(id), Some(target)) = (id, target) {
                    found.insert(id.into_owned(), resolved(&target, folder));
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
        buffer.clear();
    }
}

fn resolved(target: &str, folder: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}
