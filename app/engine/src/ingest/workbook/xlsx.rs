//! Zipped Excel workbooks, with and without macros.

use super::grid::Grid;
use super::package::{Package, Trouble};
use super::worksheet::{self, Shared};
use super::{Known, Visibility, formats, relations, strings, xml};
use quick_xml::events::Event;
use std::collections::HashMap;

/// A workbook whose sheets are read one by one.
pub(super) struct Book {
    package: Package,
    shared: Shared,
    /// Its sheets in order.
    pub(super) sheets: Vec<Known>,
    parts: Vec<String>,
}

impl Book {
    /// Reads what the sheets have in common.
    pub(super) fn open(mut package: Package) -> Result<Self, Trouble> {
        let main = main_part(&mut package)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let targets = relations::read(&mut package, &main, &folder)?;
        let (sheets, parts, from_1904) = sheets(&mut package, &main, &folder, &targets)?;
        let find = |end: &str, usual: &str| {
            let found = targets
                .values()
                .find(|target| target.to_ascii_lowercase().ends_with(end));
            found.cloned().unwrap_or_else(|| format!("{folder}/{usual}"))
        };
        let (of_strings, of_styles) = (
            find("sharedstrings.xml", "sharedStrings.xml"),
            find("styles.xml", "styles.xml"),
        );
        let left = package.watch();
        let fail = |error: &dyn std::fmt::Display| left.trouble(error);
        let texts = match package.part(&of_strings)? {
            Some(part) => strings::read(part, &fail)?,
            None => Vec::new(),
        };
        let looks = match package.part(&of_styles)? {
            Some(part) => formats::read(part, &fail)?,
            None => Vec::new(),
        };
        Ok(Self {
            package,
            shared: Shared {
                texts,
                looks,
                from_1904,
            },
            sheets,
            parts,
        })
    }

    /// The cells of a sheet, by its place in the list.
    pub(super) fn grid(&mut self, index: usize) -> Result<Grid, Trouble> {
        let left = self.package.watch();
        let fail = |error: &dyn std::fmt::Display| left.trouble(error);
        match self.package.part(&self.parts[index])? {
            Some(part) => worksheet::read(part, &self.shared, &fail),
            None => Err(Trouble::Broken(format!("the part {} is missing", self.parts[index]))),
        }
    }
}

fn main_part(package: &mut Package) -> Result<String, Trouble> {
    let usual = "xl/workbook.xml";
    if package.holds(usual) {
        return Ok(usual.to_owned());
    }
    let targets = relations::read(package, "", "")?;
    let main = targets
        .values()
        .find(|target| target.to_ascii_lowercase().contains("workbook"));
    main.cloned()
        .ok_or_else(|| Trouble::Broken("it holds no workbook".to_owned()))
}

type Listed = (Vec<Known>, Vec<String>, bool);

fn sheets(
    package: &mut Package,
    main: &str,
    folder: &str,
    targets: &HashMap<String, String>,
) -> Result<Listed, Trouble> {
    let left = package.watch();
    let (mut known, mut parts, mut from_1904) = (Vec::new(), Vec::new(), false);
    let Some(part) = package.part(main)? else {
        return Err(Trouble::Broken("it holds no workbook".to_owned()));
    };
    let (mut reader, mut buffer) = (xml::reader(part), Vec::new());
    loop {
        match reader
            .read_event_into(&mut buffer)
            .map_err(|error| left.trouble(&error))?
        {
            Event::Start(tag) if tag.local_name().as_ref() == "workbookPr" => {
                from_1904 = xml::says_yes(&tag, "date1904");
            }
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let target = xml::attribute(&tag, "id").and_then(|id| targets.get(&*id).cloned());
                let part = target.unwrap_or_else(|| format!("{folder}/worksheets/sheet{}.xml", parts.len() + 1));
                known.push(Known {
                    name: xml::attribute(&tag, "name").unwrap_or_default().into_owned(),
                    visibility: match xml::attribute(&tag, "state").as_deref() {
                        Some("hidden" | "veryHidden") => Visibility::Hidden,
                        _ => Visibility::Shown,
                    },
                    holds_cells: !["chartsheets/", "dialogsheets/", "macrosheets/"]
                        .iter()
                        .any(|other| part.contains(other)),
                });
                parts.push(part);
            }
            Event::Eof => return Ok((known, parts, from_1904)),
            _ => {}
        }
        buffer.clear();
    }
}
