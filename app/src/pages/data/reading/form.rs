//! What can be said about reading a file: each part as text, as it was found and as the user wants it instead.

use spec::reading::{DateOrder, Format, OpenOptions, Source};

/// One thing that is found out about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// The format.
    Format,
    /// The text encoding.
    Encoding,
    /// Between cells.
    Delimiter,
    /// Around cells.
    Quote,
    /// Before a quote.
    Escape,
    /// Whether there are names.
    Header,
    /// Over how many rows the names go.
    HeaderRows,
    /// Lines before the table.
    Skipped,
    /// Lines after the table.
    Footer,
    /// What comments begin with.
    Comment,
    /// Before the decimals.
    Decimal,
    /// What comes first in a date.
    Dates,
    /// Words for no value.
    Nulls,
    /// Where columns begin.
    Starts,
    /// Which sheet.
    Sheet,
    /// Which cells.
    Range,
}

/// What a select offers: what is kept, and what is read.
pub(super) type Choices = &'static [(&'static str, &'static str)];

impl Part {
    /// Those that a format has.
    pub(super) fn of(format: Format) -> &'static [Self] {
        use Part::{
            Comment, Dates, Decimal, Delimiter, Encoding, Escape, Footer, Header, HeaderRows, Nulls, Quote, Range,
            Sheet, Skipped, Starts,
        };
        match format {
            Format::Csv | Format::Tsv => &[
                Part::Format,
                Encoding,
                Delimiter,
                Quote,
                Escape,
                Header,
                HeaderRows,
                Skipped,
                Footer,
                Comment,
                Decimal,
                Dates,
                Nulls,
            ],
            Format::FixedWidth => &[
                Part::Format,
                Encoding,
                Starts,
                Header,
                HeaderRows,
                Skipped,
                Footer,
                Comment,
                Decimal,
                Dates,
                Nulls,
            ],
            Format::Json | Format::Ndjson | Format::Geojson => &[Part::Format, Encoding, Nulls],
            Format::Xlsx | Format::Xlsb | Format::Xls | Format::Ods => {
                &[Sheet, Range, Header, HeaderRows, Decimal, Dates, Nulls]
            }
            Format::Sqlite => &[Sheet],
            Format::Parquet | Format::Arrow | Format::Sql => &[],
        }
    }

    /// What it is called.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Format => "Format",
            Self::Encoding => "Text encoding",
            Self::Delimiter => "Cells are separated by",
            Self::Quote => "Quoted with",
            Self::Escape => "Quotes inside follow",
            Self::Header => "Column names",
            Self::HeaderRows => "Rows of names",
            Self::Skipped => "Lines before the table",
            Self::Footer => "Lines after the table",
            Self::Comment => "Comment lines begin with",
            Self::Decimal => "Decimals follow",
            Self::Dates => "Dates begin with",
            Self::Nulls => "Words for no value",
            Self::Starts => "Columns begin at",
            Self::Sheet => "Sheet or table",
            Self::Range => "Cells",
        }
    }

    /// An example of what can be typed.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::HeaderRows => "1",
            Self::Skipped | Self::Footer => "0",
            Self::Comment => "None",
            Self::Nulls => "NA, n/a, -",
            Self::Starts => "0, 12, 30",
            Self::Range => "B4:H200",
            _ => "",
        }
    }

    /// What can be chosen; none where it is typed.
    pub(super) fn choices(self) -> Option<Choices> {
        match self {
            Self::Format => Some(&[
                ("csv", "Delimited text"),
                ("tsv", "Tab-separated"),
                ("fixed_width", "Fixed width"),
                ("json", "JSON"),
                ("ndjson", "JSON lines"),
                ("geojson", "GeoJSON"),
            ]),
            Self::Encoding => Some(&[
                ("utf-8", "UTF-8"),
                ("utf-16le", "UTF-16, little-endian"),
                ("utf-16be", "UTF-16, big-endian"),
                ("windows-1252", "Western (Windows-1252)"),
                ("iso-8859-1", "Western (Latin-1)"),
                ("iso-8859-2", "Central European (Latin-2)"),
                ("windows-1250", "Central European (Windows-1250)"),
                ("iso-8859-15", "Western (Latin-9)"),
                ("windows-1251", "Cyrillic (Windows-1251)"),
                ("koi8-r", "Cyrillic (KOI8-R)"),
                ("ibm866", "Cyrillic (DOS)"),
                ("windows-1253", "Greek (Windows-1253)"),
                ("windows-1254", "Turkish (Windows-1254)"),
                ("shift_jis", "Japanese (Shift JIS)"),
                ("euc-jp", "Japanese (EUC)"),
                ("euc-kr", "Korean (EUC)"),
                ("gbk", "Chinese (GBK)"),
                ("gb18030", "Chinese (GB 18030)"),
                ("big5", "Chinese (Big5)"),
                ("macintosh", "Western (Macintosh)"),
            ]),
            Self::Delimiter => Some(&[
                (",", "a comma"),
                (";", "a semicolon"),
                ("\t", "a tab"),
                ("|", "a vertical bar"),
                (" ", "a space"),
                (":", "a colon"),
                ("~", "a tilde"),
                ("^", "a caret"),
            ]),
            Self::Quote => Some(&[("\"", "double quotes"), ("'", "single quotes"), ("", "nothing")]),
            Self::Escape => Some(&[("\"", "another quote"), ("\\", "a backslash")]),
            Self::Header => Some(&[("true", "in the file"), ("false", "none: they are made")]),
            Self::Decimal => Some(&[(".", "a point: 1,234.56"), (",", "a comma: 1.234,56")]),
            Self::Dates => Some(&[
                ("day_first", "the day: 31.01.2024"),
                ("month_first", "the month: 01/31/2024"),
                ("year_first", "the year: 2024-01-31"),
            ]),
            _ => None,
        }
    }

    /// What was found, as text; none when there was nothing to find.
    pub(super) fn found(self, source: &Source) -> Option<String> {
        match self {
            Self::Format => Some(word(&source.format)),
            Self::Encoding => source.encoding.as_ref().map(|label| label.to_lowercase()),
            Self::Delimiter => source.delimiter.clone(),
            Self::Quote => source.quote.clone(),
            Self::Escape => source.escape.clone(),
            Self::Header => source.header.map(|header| header.to_string()),
            Self::HeaderRows => source.header_rows.map(|rows| rows.to_string()),
            Self::Skipped => source.skipped.map(|lines| lines.to_string()),
            Self::Footer => source.footer.map(|lines| lines.to_string()),
            Self::Comment => source.comment.clone(),
            Self::Decimal => source.decimal.clone(),
            Self::Dates => source.dates.as_ref().map(word),
            Self::Nulls => source.nulls.as_ref().map(|words| words.join(", ")),
            Self::Starts => source.starts.as_ref().map(|starts| numbers(starts)),
            Self::Sheet => source.sheet.clone(),
            Self::Range => source.range.clone(),
        }
    }

    /// What the user said, as text; none when detection decides.
    pub(super) fn said(self, options: &OpenOptions) -> Option<String> {
        match self {
            Self::Format => options.format.as_ref().map(word),
            Self::Encoding => options.encoding.clone(),
            Self::Delimiter => options.delimiter.clone(),
            Self::Quote => options.quote.clone(),
            Self::Escape => options.escape.clone(),
            Self::Header => options.header.map(|header| header.to_string()),
            Self::HeaderRows => options.header_rows.map(|rows| rows.to_string()),
            Self::Skipped => options.skipped.map(|lines| lines.to_string()),
            Self::Footer => options.footer.map(|lines| lines.to_string()),
            Self::Comment => options.comment.clone(),
            Self::Decimal => options.decimal.clone(),
            Self::Dates => options.dates.as_ref().map(word),
            Self::Nulls => options.nulls.as_ref().map(|words| words.join(", ")),
            Self::Starts => options.starts.as_ref().map(|starts| numbers(starts)),
            Self::Sheet => options.sheet.clone(),
            Self::Range => options.range.clone(),
        }
    }

    /// Has it read as the user says.
    ///
    /// # Errors
    /// When the text makes no sense here: what would.
    pub(super) fn say(self, options: &mut OpenOptions, text: &str) -> Result<(), &'static str> {
        let typed = text.trim();
        let count = || typed.parse::<u64>().ok().ok_or("Type a whole number, 0 or more");
        let own = || Some(text.to_owned());
        match self {
            Self::Format => options.format = Some(read(text)?),
            Self::Encoding => options.encoding = own(),
            Self::Delimiter if text.is_empty() => return Err("Type the text between two cells"),
            Self::Delimiter => options.delimiter = own(),
            Self::Quote if text.chars().count() > 1 => return Err("Type one character, or nothing"),
            Self::Quote => options.quote = own(),
            Self::Escape => options.escape = own(),
            Self::Header => options.header = Some(text == "true"),
            Self::HeaderRows => {
                let rows = count()?;
                options.header_rows = Some(
                    u32::try_from(rows)
                        .ok()
                        .filter(|rows| *rows > 0)
                        .ok_or("Type 1 or more")?,
                );
            }
            Self::Skipped => options.skipped = Some(count()?),
            Self::Footer => options.footer = Some(count()?),
            Self::Comment => options.comment = Some(typed.to_owned()),
            Self::Decimal => options.decimal = own(),
            Self::Dates => options.dates = Some(read::<DateOrder>(text)?),
            Self::Nulls => {
                let words = typed.split(',').map(str::trim).filter(|word| !word.is_empty());
                options.nulls = Some(words.map(str::to_owned).collect());
            }
            Self::Starts => {
                let starts = typed.split(',').map(|start| start.trim().parse::<u32>());
                let starts = starts.collect::<Result<Vec<_>, _>>();
                options.starts = Some(starts.ok().ok_or("Type positions from 0, with commas between")?);
            }
            Self::Sheet if typed.is_empty() => return Err("Type the name of a sheet"),
            Self::Sheet => options.sheet = own(),
            Self::Range if !typed.contains(':') => return Err("Type two corners, such as B4:H200"),
            Self::Range => options.range = Some(typed.to_uppercase()),
        }
        Ok(())
    }

    /// Leaves it to detection.
    pub(super) fn leave(self, options: &mut OpenOptions) {
        match self {
            Self::Format => options.format = None,
            Self::Encoding => options.encoding = None,
            Self::Delimiter => options.delimiter = None,
            Self::Quote => options.quote = None,
            Self::Escape => options.escape = None,
            Self::Header => options.header = None,
            Self::HeaderRows => options.header_rows = None,
            Self::Skipped => options.skipped = None,
            Self::Footer => options.footer = None,
            Self::Comment => options.comment = None,
            Self::Decimal => options.decimal = None,
            Self::Dates => options.dates = None,
            Self::Nulls => options.nulls = None,
            Self::Starts => options.starts = None,
            Self::Sheet => options.sheet = None,
            Self::Range => options.range = None,
        }
    }

    /// How a text of it is read.
    pub(super) fn read_as(self, text: &str) -> String {
        let known = self
            .choices()
            .and_then(|choices| choices.iter().find(|(kept, _)| *kept == text));
        known.map_or_else(|| text.to_owned(), |(_, read)| (*read).to_owned())
    }
}

fn word<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, &'static str> {
    let read = serde_json::from_value(serde_json::Value::String(text.to_owned()));
    read.ok().ok_or("Choose one of the list")
}

fn numbers(numbers: &[u32]) -> String {
    let numbers: Vec<_> = numbers.iter().map(u32::to_string).collect();
    numbers.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_kept_and_left_again() {
        for (part, text, told) in [
            (Part::Format, "fixed_width", "fixed_width"),
            (Part::Encoding, "utf-16le", "utf-16le"),
            (Part::Delimiter, "\t", "\t"),
            (Part::Delimiter, "", "Type the text between two cells"),
            (Part::Quote, "", ""),
            (Part::Quote, "ab", "Type one character, or nothing"),
            (Part::Header, "false", "false"),
            (Part::HeaderRows, "0", "Type 1 or more"),
            (Part::HeaderRows, "2", "2"),
            (Part::Skipped, " 3 ", "3"),
            (Part::Footer, "some", "Type a whole number, 0 or more"),
            (Part::Comment, "#", "#"),
            (Part::Decimal, ",", ","),
            (Part::Dates, "day_first", "day_first"),
            (Part::Nulls, "NA , -", "NA, -"),
            (Part::Starts, "0,4, 9", "0, 4, 9"),
            (Part::Starts, "0,x", "Type positions from 0, with commas between"),
            (Part::Sheet, "Q1", "Q1"),
            (Part::Range, "b4:h9", "B4:H9"),
        ] {
            let mut options = OpenOptions::default();
            let result = match part.say(&mut options, text) {
                Ok(()) => part.said(&options).unwrap_or_default(),
                Err(wrong) => wrong.to_owned(),
            };
            assert_eq!(result, told, "{part:?} {text}");
            part.leave(&mut options);
            assert_eq!(options, OpenOptions::default());
        }
    }

    #[test]
    fn what_was_found_is_what_can_be_said() {
        let source = Source {
            encoding: Some("UTF-8".into()),
            delimiter: Some(";".into()),
            header: Some(true),
            skipped: Some(2),
            nulls: Some(vec!["NA".into(), "-".into()]),
            dates: Some(DateOrder::DayFirst),
            ..Source::default()
        };
        for part in Part::of(Format::Csv) {
            let Some(found) = part.found(&source) else { continue };
            let mut options = OpenOptions::default();
            part.say(&mut options, &found).unwrap();
            assert_eq!(part.said(&options), Some(found), "{part:?}");
        }
    }
}
