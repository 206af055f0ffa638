//! One table of forty rows, written and spoilt in many ways: each time the same table is to come out.

use super::{Case, bytes};

/// How a table is written.
#[derive(Clone)]
struct Writing {
    delimiter: &'static str,
    quote: &'static str,
    escape: &'static str,
    ending: &'static str,
    every: bool,
    rows: usize,
}

const USUAL: Writing = Writing {
    rows: 40,
    delimiter: ",",
    quote: "\"",
    escape: "\"",
    ending: "\n",
    every: false,
};

const NAMES: [&str; 8] = ["DATE", "SKU", "Qty", "PRICE", "Customer", "EMAIL", "Address", "Comment"];
const TYPES: [&str; 8] = ["date", "text", "integer", "float", "text", "text", "text", "text"];

/// The rows of the table.
fn rows(count: usize) -> Vec<[String; 8]> {
    let customers = ["Anna Meyer", "Bo Berg", "Cy O'Neil", "Di Young", "Ed van Dam"];
    let streets = ["12 High St", "1 Low Rd", "9 Mid Lane", "77 Sunset Blvd"];
    let cities = ["London", "Leeds", "York"];
    let comments = [
        "fine",
        "as ordered",
        "late, but complete",
        "said \"never again\"",
        "",
        "two\nlines",
    ];
    let row = |index: usize| {
        [
            format!("2023-{:02}-{:02}", index % 12 + 1, index % 28 + 1),
            format!("AB-{:04}", index * 37 % 10_000),
            (index * 7 % 40 + 1).to_string(),
            format!("{}.{}", index * 13 % 200, index % 9 + 1),
            customers[index % 5].to_owned(),
            format!("user{}@example.org", index % 11),
            format!("{}, {}", streets[index % 4], cities[index % 3]),
            comments[index % 6].to_owned(),
        ]
    };
    (0..count).map(row).collect()
}

impl Writing {
    fn cell(&self, cell: &str) -> String {
        let Self {
            delimiter,
            quote,
            escape,
            ..
        } = self;
        let special = cell.contains(delimiter) || cell.contains(['\n', '\r']) || cell.contains(quote);
        if !special && !self.every {
            return cell.to_owned();
        }
        let inner = if escape == quote {
            cell.to_owned()
        } else {
            cell.replace(escape, &format!("{escape}{escape}"))
        };
        format!("{quote}{}{quote}", inner.replace(quote, &format!("{escape}{quote}")))
    }

    fn line<T: AsRef<str>>(&self, cells: &[T]) -> String {
        cells
            .iter()
            .map(|cell| self.cell(cell.as_ref()))
            .collect::<Vec<_>>()
            .join(self.delimiter)
    }

    fn lines(&self) -> Vec<String> {
        rows(self.rows).iter().map(|row| self.line(row)).collect()
    }

    fn text(&self, lines: &[String]) -> String {
        lines.iter().map(|line| format!("{line}{}", self.ending)).collect()
    }
}

/// The table as it is to be read, with these names and rows.
fn expected(names: &[&str], rows: &[[String; 8]]) -> String {
    let heads: Vec<String> = names
        .iter()
        .zip(TYPES)
        .map(|(name, kind)| format!("{name} {kind}"))
        .collect();
    let mut out = heads.join(" | ") + "\n";
    for row in rows {
        let cell = |cell: &String| {
            if cell.is_empty() {
                "∅".to_owned()
            } else {
                super::escaped(cell)
            }
        };
        out += &(row.iter().map(cell).collect::<Vec<_>>().join(" | ") + "\n");
    }
    out
}

fn spoilt(about: &str, lines: &[String], expected: &str) -> Case {
    bytes(&format!("forty rows {about}"), USUAL.text(lines).into_bytes(), expected)
}

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    [written(40), around(40), written(4), around(4), named(), ragged()]
        .into_iter()
        .flatten()
        .collect()
}

fn written(rows: usize) -> Vec<Case> {
    let table = expected(&NAMES, &self::rows(rows));
    let usual = Writing { rows, ..USUAL };
    let mut cases = Vec::new();
    let mut add = |about: String, writing: &Writing| {
        let lines = [vec![writing.line(&NAMES)], writing.lines()].concat();
        cases.push(bytes(
            &format!("{rows} rows {about}"),
            writing.text(&lines).into_bytes(),
            &table,
        ));
    };
    for delimiter in [
        ",", ";", "\t", "|", " ", ":", "^", "~", "#", "&", "*", "\u{1}", "\u{7}", "::", "||", ", ", "; ", "~|~", "|;|",
    ] {
        for every in [false, true] {
            let writing = Writing {
                delimiter,
                every,
                ..usual.clone()
            };
            add(
                format!("between {delimiter:?}{}", if every { " all quoted" } else { "" }),
                &writing,
            );
        }
    }
    for quote in ["'", "`", "~", "|", "^", "*", "$", "%", "/"] {
        for every in [false, true] {
            let writing = Writing {
                quote,
                escape: quote,
                every,
                ..usual.clone()
            };
            add(
                format!("in {quote:?}{}", if every { " all quoted" } else { "" }),
                &writing,
            );
        }
    }
    for escape in ["\\", "/", "^", "~", "'", "`", "#", "!"] {
        for every in [false, true] {
            let writing = Writing {
                escape,
                every,
                ..usual.clone()
            };
            add(
                format!("escaped with {escape:?}{}", if every { " all quoted" } else { "" }),
                &writing,
            );
        }
    }
    add(
        "in single quotes with backslashes".to_owned(),
        &Writing {
            quote: "'",
            escape: "\\",
            ..usual.clone()
        },
    );
    add(
        "with semicolons and single quotes".to_owned(),
        &Writing {
            quote: "'",
            escape: "'",
            delimiter: ";",
            ..usual.clone()
        },
    );
    for ending in ["\r\n", "\r", "\n\r", "\r\r\n"] {
        add(
            format!("ended by {ending:?}"),
            &Writing {
                ending,
                ..usual.clone()
            },
        );
    }
    cases
}

fn around(rows: usize) -> Vec<Case> {
    let table = expected(&NAMES, &self::rows(rows));
    let usual = Writing { rows, ..USUAL };
    let lines = [vec![USUAL.line(&NAMES)], usual.lines()].concat();
    let before = |about: &str, preamble: &[&str]| {
        let preamble = preamble.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        spoilt(about, &[preamble, lines.clone()].concat(), &table)
    };
    let after = |about: &str, footer: &[&str]| {
        let footer = footer.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        spoilt(about, &[lines.clone(), footer].concat(), &table)
    };
    let between = |about: &str, line: &str| {
        let mut lines = lines.clone();
        lines.insert(rows / 2, line.to_owned());
        spoilt(about, &lines, &table)
    };
    vec![
        before("below a line", &["Preamble of the file"]),
        before("below a line with commas", &["Preamble, of, the file"]),
        before(
            "below three lines",
            &["Sales of the year", "by region, product and day", "confidential"],
        ),
        before("below ten lines", &["key: value"; 10]),
        before("below padded cells", &["Sales,,,,,,,", "of 2023,,,,,,,"]),
        before("below a pair of cells", &["Sales,2023"]),
        before("below a blank line", &[""]),
        before("below a title and a blank line", &["Sales", ""]),
        before("below a line of delimiters", &[",,,,,,,"]),
        before("below a comment", &["# Sales, 2023"]),
        before("below a quoted title", &["\"Sales, 2023\""]),
        after("above a line", &["This is the end of the file"]),
        after("above a line with commas", &["Source: our books, 2023, unaudited"]),
        after("above padded cells", &["End of report,,,,,,,"]),
        after("above blank lines and a note", &["", "Notes: none"]),
        after("above three lines", &["", "Prepared by: Anna", "Checked by: Bo"]),
        after("above lines of delimiters", &[",,,,,,,", ",,,,,,,"]),
        between("with a blank line", ""),
        between("with a blank line of spaces", "   "),
        between("with a comment", "# half of it"),
        between("with the names again", &USUAL.line(&NAMES)),
        bytes(
            "forty rows without an end of the last line",
            USUAL.text(&lines).trim_end().as_bytes().to_vec(),
            &table,
        ),
    ]
}

#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn named() -> Vec<Case> {
    let rows = rows(40);
    let of = |about: &str, head: Vec<String>, names: &[&str]| {
        spoilt(about, &[head, USUAL.lines()].concat(), &expected(names, &rows))
    };
    let numbered: Vec<String> = (1..=8).map(|index| format!("column_{index}")).collect();
    let numbered: Vec<&str> = numbered.iter().map(String::as_str).collect();
    let same = ["DATE", "SKU", "Qty", "PRICE", "Name", "EMAIL", "Name", "Comment"];
    let told_apart = ["DATE", "SKU", "Qty", "PRICE", "Name", "EMAIL", "Name_2", "Comment"];
    let units = ["", "", "(pieces)", "(EUR)", "", "", "", ""];
    let with_units = [
        "DATE",
        "SKU",
        "Qty (pieces)",
        "PRICE (EUR)",
        "Customer",
        "EMAIL",
        "Address",
        "Comment",
    ];
    let groups = ["Order", "", "", "", "Customer", "", "", "Other"];
    let grouped = [
        "Order DATE",
        "Order SKU",
        "Order Qty",
        "Order PRICE",
        "Customer",
        "Customer EMAIL",
        "Customer Address",
        "Other Comment",
    ];
    vec![
        of("without names", Vec::new(), &numbered),
        of(
            "with names in quotes",
            vec![NAMES.map(|name| format!("\"{name}\"")).join(",")],
            &NAMES,
        ),
        of("with two names alike", vec![USUAL.line(&same)], &told_apart),
        of(
            "with a blank name",
            vec!["DATE,,Qty,PRICE,Customer,EMAIL,Address,Comment".to_owned()],
            &[
                "DATE", "column_2", "Qty", "PRICE", "Customer", "EMAIL", "Address", "Comment",
            ],
        ),
        of("with units", vec![USUAL.line(&NAMES), USUAL.line(&units)], &with_units),
        of(
            "with groups of names",
            vec![USUAL.line(&groups), USUAL.line(&NAMES)],
            &grouped,
        ),
        of(
            "with too few names",
            vec![USUAL.line(&NAMES[..7])],
            &[
                "DATE", "SKU", "Qty", "PRICE", "Customer", "EMAIL", "Address", "column_8",
            ],
        ),
        of(
            "with lower-case names",
            vec![USUAL.line(&NAMES).to_lowercase()],
            &["date", "sku", "qty", "price", "customer", "email", "address", "comment"],
        ),
        of(
            "with long names",
            vec![
                NAMES
                    .map(|name| format!("the {name} of the order as it was entered"))
                    .join(","),
            ],
            &NAMES
                .map(|name| format!("the {name} of the order as it was entered"))
                .each_ref()
                .map(String::as_str),
        ),
        of(
            "with a line in a name",
            vec!["DATE,SKU,Qty,PRICE,\"Customer\nname\",EMAIL,Address,Comment".to_owned()],
            &[
                "DATE",
                "SKU",
                "Qty",
                "PRICE",
                "Customer⏎name",
                "EMAIL",
                "Address",
                "Comment",
            ],
        ),
    ]
}

fn ragged() -> Vec<Case> {
    let rows = rows(40);
    let lines = [vec![USUAL.line(&NAMES)], USUAL.lines()].concat();
    let table = expected(&NAMES, &rows);
    let with = |about: &str, line: usize, text: String, change: &dyn Fn(&mut [String; 8])| {
        let (mut lines, mut rows) = (lines.clone(), rows.clone());
        lines[line + 1] = text;
        change(&mut rows[line]);
        spoilt(about, &lines, &expected(&NAMES, &rows))
    };
    let line = |index: usize| lines[index + 1].clone();
    let plain = |index: usize| rows[index].join(",");
    let every = Writing { every: true, ..USUAL };
    let all = [vec![every.line(&NAMES)], every.lines()].concat();
    let opened = |about: &str, row: usize, from: &str, to: &str| {
        let mut lines = all.clone();
        lines[row + 1] = lines[row + 1].replacen(from, to, 1);
        (about.to_owned(), lines)
    };
    let (about, unclosed) = opened(
        "all quoted, one cell without its closing quote",
        7,
        "Cy O'Neil\"",
        "Cy O'Neil",
    );
    let mut spoilt_rows = rows.clone();
    spoilt_rows[7][4] = "\"Cy O'Neil".to_owned();
    let (other, unopened) = opened(
        "all quoted, one cell without its opening quote",
        7,
        "\"Cy O'Neil",
        "Cy O'Neil",
    );
    let mut unopened_rows = rows.clone();
    unopened_rows[7][4] = "Cy O'Neil\"".to_owned();
    vec![
        with("with one address without quotes", 12, plain(12), &|_| {}),
        with(
            "with a last cell missing",
            12,
            line(12)
                .rsplit_once(',')
                .map_or(String::new(), |(line, _)| line.to_owned()),
            &|row| row[7].clear(),
        ),
        with(
            "with a cell missing before a number",
            12,
            line(12).replacen("AB-0444,", "", 1),
            &|row| row[1].clear(),
        ),
        with("with a delimiter too many at the end", 12, line(12) + ",", &|_| {}),
        with(
            "with a row of blanks around cells",
            12,
            line(12).replacen(",AB-0444,", ", AB-0444 ,", 1),
            &|row| row[1] = " AB-0444 ".to_owned(),
        ),
        spoilt(&about, &unclosed, &expected(&NAMES, &spoilt_rows)),
        spoilt(&other, &unopened, &expected(&NAMES, &unopened_rows)),
        spoilt(
            "with a delimiter at the end of each row",
            &lines.iter().map(|line| format!("{line},")).collect::<Vec<_>>(),
            &table,
        ),
        spoilt(
            "with a quoted number",
            &lines
                .iter()
                .map(|line| line.replace(",5.", ",\"5.").replace(",\"5.6,", ",\"5.6\","))
                .map(|line| {
                    if line.contains(",\"5.") && !line.contains("\"5.6\"") {
                        line.replace(",\"5.", ",5.")
                    } else {
                        line
                    }
                })
                .collect::<Vec<_>>(),
            &table,
        ),
    ]
}
