//! Workbooks, written by hand.

use super::{Format, Sheet, named, said, sheets, show, shown};
use expect_test::{Expect, expect};
use spec::reading::OpenOptions;
use std::io::Read as _;

/// A workbook of sheets: name, state and rows of cells in XML.
fn workbook(properties: &str, given: &[(&str, &str, &str)]) -> Vec<u8> {
    let list: String = (given.iter().zip(1..))
        .map(|((name, state, _), id)| format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="r{id}"/>"#))
        .collect();
    let links: String = (1..=given.len())
        .map(|id| format!(r#"<Relationship Id="r{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{id}.xml"/>"#))
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links_of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{links_of}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{main}" xmlns:r="{links_of}">{properties}<sheets>{list}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                r#"<styleSheet xmlns="{main}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    for ((_, _, rows), id) in given.iter().zip(1..) {
        let sheet = format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#);
        parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet));
    }
    archive(&parts)
}

/// A ZIP archive of parts that are not packed.
fn archive(parts: &[(String, impl AsRef<[u8]>)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, body) in parts {
        let text = body.as_ref();
        let start = out.len() as u32;
        let sizes = [checksum(text), text.len() as u32, text.len() as u32]
            .map(u32::to_le_bytes)
            .concat();
        let lengths = [(name.len() as u16).to_le_bytes(), [0, 0]].concat();
        let shared = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &sizes, &lengths].concat();
        out.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), text].concat());
        directory.extend(
            [
                b"PK\x01\x02\x14\0",
                &shared[..],
                &[0; 10],
                &start.to_le_bytes(),
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let (start, count) = (out.len() as u32, (parts.len() as u16).to_le_bytes());
    out.extend(&directory);
    out.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count].concat());
    out.extend([(directory.len() as u32).to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32| {
        if sum & 1 == 1 {
            0xedb8_8320 ^ (sum >> 1)
        } else {
            sum >> 1
        }
    };
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum))
    })
}

/// Rows of cells: `'` begins text, `d` a date, `t` a length of time, `#` an error, `?` a flag; others are numbers.
fn rows(text: &str) -> String {
    let cell = |cell: &str, place: String| match cell.split_at_checked(1) {
        None => String::new(),
        Some(("'", text)) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#),
        Some(("d", serial)) => format!(r#"<c r="{place}" s="1"><v>{serial}</v></c>"#),
        Some(("t", serial)) => format!(r#"<c r="{place}" s="2"><v>{serial}</v></c>"#),
        Some(("#", error)) => format!(r##"<c r="{place}" t="e"><v>#{error}</v></c>"##),
        Some(("?", flag)) => format!(r#"<c r="{place}" t="b"><v>{flag}</v></c>"#),
        Some(_) => format!(r#"<c r="{place}"><v>{cell}</v></c>"#),
    };
    let row = |(line, number): (&str, usize)| {
        let cells = line
            .split('|')
            .zip('A'..)
            .map(|(text, column)| cell(text.trim(), format!("{column}{number}")));
        format!(r#"<row r="{number}">{}</row>"#, cells.collect::<String>())
    };
    text.lines().zip(1..).map(row).collect()
}

fn check(about: &str, text: &str, expect: &Expect) {
    let bytes = workbook("", &[("Sheet", "visible", &rows(text))]);
    expect.assert_eq(&format!("{about}\n{}", shown(&bytes, &named("t.xlsx"))));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn cells() {
    check(
        "numbers, text, flags",
        "'n|'x|'t|'f\n1|0.5|'00613|?1\n2|3|'x|?0",
        &expect![[r#"
            numbers, text, flags
            n i64: 1 | 2
            x f64: 0.5 | 3.0
            t cat: "00613" | "x"
            f bool: true | false
        "#]],
    );
    check(
        "days and moments",
        "'d|'m\nd45292|d45292.25\nd45293|d45293.75",
        &expect![[r#"
            days and moments
            d date: 2024-01-01 | 2024-01-02
            m datetime[μs]: 2024-01-01 06:00:00 | 2024-01-02 18:00:00
        "#]],
    );
    check(
        "lengths of time",
        "'t|'n\nt1.5|1\nt0.25|2",
        &expect![[r#"
            lengths of time
            t duration[μs]: 1d 12h | 6h
            n i64: 1 | 2
        "#]],
    );
    check(
        "cells of different types",
        "'a|'n\n1|1\n'x|2\nd45292|3",
        &expect![[r#"
            cells of different types
            a cat: "1" | "x" | "2024-01-01"
            n i64: 1 | 2 | 3
            ! mixed_types: “a” holds cells of different types and is read as text
        "#]],
    );
    check(
        "numbers as text among numbers",
        "'a|'n\n1|1\n'2.5|2\n'NA|3",
        &expect![[r#"
            numbers as text among numbers
            a f64: 1.0 | 2.5 | null
            n i64: 1 | 2 | 3
            ! no_value_words: words such as n/a in 1 cell of “a” are read as no value
            ! repairs: The numbers in “a” are stored as text and are read as numbers. (count 1)
        "#]],
    );
    check(
        "errors are no value",
        "'a|'n\n#N/A|1\n2|2",
        &expect![[r#"
            errors are no value
            a i64: null | 2
            n i64: 1 | 2
            ! cell_errors: cells with an error such as #N/A are read as no value (count 1)
        "#]],
    );
    check(
        "titles, blank rows, empty cells",
        "'Report of the year\n\n'a|'b|'c\n1||'x\n\n2|3|'y",
        &expect![[r#"
            titles, blank rows, empty cells
            a i64: 1 | 2
            b i64: null | 3
            c cat: "x" | "y"
            ! repairs: The row “Report of the year” above the table is its title. 1 blank row inside the table is left out. (count 2)
        "#]],
    );
    check(
        "no header",
        "1|'x\n2|'y",
        &expect![[r#"
        no header
        column_1 i64: 1 | 2
        column_2 cat: "x" | "y"
    "#]],
    );
    check(
        "header only",
        "'a|'b",
        &expect![[r#"
        header only
        a str: 
        b str: 
        ! no_rows: the table has a header and no rows
    "#]],
    );
    check(
        "names missing and doubled",
        "'a|'a||'d\n1|2|3|4",
        &expect![[r#"
        names missing and doubled
        a i64: 1
        a_2 i64: 2
        column_3 i64: 3
        d i64: 4
        ! duplicate_name: column 2 has the name “a” too and is called “a_2”
        ! blank_name: column 3 has no name and is called “column_3”
    "#]],
    );
    check(
        "long numbers as text",
        "'a|'b\n'12345678901234567890|1\n'2|2",
        &expect![[r#"
            long numbers as text
            a cat: "12345678901234567890" | "2"
            b i64: 1 | 2
        "#]],
    );
}

#[test]
fn several_sheets() {
    let (one, two) = (rows("'a|'b\n1|2"), rows("'c\n3\n4"));
    let book = workbook(
        "",
        &[
            ("One", "visible", &one),
            ("Empty", "visible", ""),
            ("Two", "hidden", &two),
        ],
    );
    expect![[r#"
        a i64: 1
        b i64: 2
        ! empty_sheet: the sheet “Empty” has no cells
        c i64: 3 | 4
        ! hidden_sheet: the sheet “Two” is hidden in the workbook
    "#]]
    .assert_eq(&shown(&book, &named("t.xlsx")));
    let names: Vec<_> = sheets(&book, &named("t.xlsx"))
        .unwrap()
        .into_iter()
        .filter_map(|sheet| sheet.name)
        .collect();
    assert_eq!(names, ["One", "Two"]);
    let mut out = String::new();
    for sheet in ["two", "Three"] {
        let options = OpenOptions {
            sheet: Some(sheet.into()),
            ..named("t.xlsx")
        };
        out += &shown(&book, &options);
    }
    expect![[r#"
        c i64: 3 | 4
        ! hidden_sheet: the sheet “Two” is hidden in the workbook
        unreadable: t.xlsx has no sheet named “Three”
    "#]]
    .assert_eq(&out);
    let empty = workbook("", &[("Empty", "visible", "")]);
    expect![[r#"
        empty_file: t.xlsx has no sheet with cells in it
    "#]]
    .assert_eq(&shown(&empty, &named("t.xlsx")));
}

#[test]
fn days_count_from_1904() {
    let days = rows("'d|'n\nd1|1\nd43830|2");
    let book = workbook(r#"<workbookPr date1904="1"/>"#, &[("Days", "visible", &days)]);
    expect![[r#"
        d date: 1904-01-02 | 2024-01-01
        n i64: 1 | 2
    "#]]
    .assert_eq(&shown(&book, &named("t.xlsx")));
}

#[test]
fn a_cell_far_away_makes_no_giant() {
    let far = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let book = workbook("", &[("Far", "visible", far)]);
    let sheets = sheets(&book, &named("t.xlsx")).unwrap();
    assert_eq!(sheets[0].frame.shape(), (2, 2));
}

/// The same sheets, as programs write them.
const BOOKS: [(&str, &[u8]); 4] = [
    ("messy.xlsx", include_bytes!("../../../../../tests/data/messy.xlsx")),
    ("messy.xlsb", include_bytes!("../../../../../tests/data/messy.xlsb")),
    ("messy.xls", include_bytes!("../../../../../tests/data/messy.xls")),
    ("messy.ods", include_bytes!("../../../../../tests/data/messy.ods")),
];

fn as_workbook(name: &str) -> OpenOptions {
    OpenOptions {
        format: Some(Format::Xlsx),
        ..named(name)
    }
}

fn told(bytes: &[u8], options: &OpenOptions) -> String {
    let Ok(sheets) = sheets(bytes, options) else {
        return shown(bytes, options);
    };
    let one = |sheet: &Sheet| {
        let mut out = format!("== {}\n", sheet.name.as_deref().unwrap_or_default());
        out += &show(&sheet.frame, 6);
        out += &said(&sheet.notes);
        let aside = sheet.aside.frame().unwrap();
        out + &show(&aside, 6)
    };
    sheets.iter().map(one).collect()
}

#[test]
fn the_same_sheets_in_every_format() {
    let first = told(BOOKS[0].1, &as_workbook(BOOKS[0].0));
    expect![[r#"
        == Sales
        region cat: "North" | "North" | "North" | "South" | "South"
        product cat: "pear" | "fig" | "nut" | "pear" | "fig"
        day date: 2024-01-30 | 2024-02-02 | 2024-02-03 | 2024-02-04 | 2024-02-05
        units i64: 3 | 4 | 5 | 6 | 7
        price decimal[38,2]: 1.25 | 2.50 | 0.75 | 1.30 | 2.60
        share f64: 0.125 | 0.25 | 0.5 | 0.0625 | 0.0625
        time time: 09:15:00 | 10:00:00 | 11:30:00 | 12:45:00 | 13:00:00
        ! percent: “share” is in percent: 12.5 % is kept as 0.125
        ! repairs: The row “Sales of the north, 2024” above the table is its title. The values of 2 merged cells, such as “North” in A4:A6, are given to each of them. “Total” sums up other rows. The row “Source: made up” below the table is a note. (count 4)
        ! empty_sheet: the sheet “Nothing” has no cells
        row u64: 1 | 9 | 10
        column str: null | null | null
        value str: "Sales of the north, 2024" | "Total | 25 | 1" | "Source: made up"
        reason str: "the row is a title above the table" | "the row is a total of others" | "the row is a note below the table"
        == Staff
        name cat: "Ann" | "Cid"
        age i64: 30 | 50
        ! repairs: Row 3 is hidden in the sheet. Column B is hidden in the sheet. (count 2)
        row u64: 1 | 2 | 3 | 4
        column str: "B" | "B" | null | "B"
        value str: "pay" | "10" | "Bob | 20 | 40" | "30"
        reason str: "the column is hidden in the sheet" | "the column is hidden in the sheet" | "the row is hidden in the sheet" | "the column is hidden in the sheet"
        == Secret
        code cat: "007" | "'12"
        ok bool: true | false
        ! hidden_sheet: the sheet “Secret” is hidden in the workbook
        row u64: 
        column str: 
        value str: 
        reason str: 
    "#]].assert_eq(&first);
    for (name, bytes) in &BOOKS[1..] {
        assert_eq!(told(bytes, &as_workbook(name)), first, "{name}");
    }
}

#[test]
fn formulas_without_results() {
    let book = include_bytes!("../../../../../tests/data/uncached.xlsx");
    let options = OpenOptions {
        sheet: Some("Sales".to_owned()),
        ..named("uncached.xlsx")
    };
    expect![[r#"
        == Sales
        region cat: "North" | "North" | "North" | "South" | "South"
        product cat: "pear" | "fig" | "nut" | "pear" | "fig"
        day date: 2024-01-30 | 2024-02-02 | 2024-02-03 | 2024-02-04 | 2024-02-05
        units i64: 3 | 4 | 5 | 6 | 7
        price decimal[38,2]: 1.25 | 2.50 | 0.75 | 1.30 | 2.60
        share f64: 0.125 | 0.25 | 0.5 | 0.0625 | 0.0625
        time time: 09:15:00 | 10:00:00 | 11:30:00 | 12:45:00 | 13:00:00
        ! formulas_without_results: formulas have no results in the file and are read as no value: open it in a spreadsheet program and save it (count 2)
        ! percent: “share” is in percent: 12.5 % is kept as 0.125
        ! repairs: The row “Sales of the north, 2024” above the table is its title. The values of 2 merged cells, such as “North” in A4:A6, are given to each of them. “Total” sums up other rows. The row “Source: made up” below the table is a note. (count 4)
        row u64: 1 | 9 | 9 | 9 | 10
        column str: null | null | "D" | "F" | null
        value str: "Sales of the north, 2024" | "Total" | "=SUM(D4:D8)" | "=SUM(F4:F8)" | "Source: made up"
        reason str: "the row is a title above the table" | "the row is a total of others" | "the result of the formula is not in the file" | "the result of the formula is not in the file" | "the row is a note below the table"
    "#]].assert_eq(&told(book, &options));
}

/// A sequence that looks like chance.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % sides.max(1)
    }

    fn damage(&mut self, bytes: &mut [u8]) {
        for _ in 0..1 + self.roll(4) {
            let (place, last) = (self.roll(bytes.len()), bytes.len());
            let kind = self.roll(3);
            match bytes.get_mut(place) {
                Some(byte) if kind == 0 => *byte = self.roll(256) as u8,
                Some(byte) if kind == 1 => *byte ^= 1 << self.roll(8),
                Some(_) => bytes[place..(place + 2).min(last)].fill(0xff),
                None => {}
            }
        }
    }
}

/// The parts of a ZIP archive, unpacked.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let mut body = Vec::new();
        part.read_to_end(&mut body).unwrap();
        parts.push((part.name().unwrap().to_string(), body));
    }
    parts
}

/// Bytes of a workbook, or of the parts in it, are changed here and there: a table or an error, and nothing else.
#[test]
fn damaged_books() {
    let mut dice = Dice(7);
    for (name, bytes) in BOOKS {
        let is_archive = bytes.starts_with(b"PK");
        let mut whole = if is_archive { parts(bytes) } else { Vec::new() };
        whole.retain(|(name, _)| !name.contains("Thumbnails") && !name.contains("theme"));
        for _ in 0..150 {
            let damaged = match is_archive {
                true => {
                    let mut parts = whole.clone();
                    let index = dice.roll(parts.len());
                    dice.damage(&mut parts[index].1);
                    archive(&parts)
                }
                false => {
                    let mut damaged = bytes.to_vec();
                    dice.damage(&mut damaged[8..]);
                    damaged
                }
            };
            drop(sheets(&damaged, &as_workbook(name)));
            drop(sheets(&damaged[..dice.roll(damaged.len())], &as_workbook(name)));
        }
    }
}

#[test]
fn texts_without_end() {
    let long = format!(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#,
        "a".repeat(17 << 20)
    );
    let book = workbook("", &[("Long", "visible", &long)]);
    expect![[r#"
        too_large: t.xlsx holds a text of more than 16 MB
    "#]]
    .assert_eq(&shown(&book, &named("t.xlsx")));
}
