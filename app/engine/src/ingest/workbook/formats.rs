//! What number formats tell about a cell: a day, a length of time, an amount of money, percent.

use super::grid::Look;
use super::package::Trouble;
use super::xml;
use quick_xml::events::Event;
use std::collections::HashMap;
use std::io::BufRead;

/// The looks of a workbook's styles, by their number.
pub(super) fn read(part: impl BufRead, fail: &dyn Fn(&dyn std::fmt::Display) -> Trouble) -> Result<Vec<Look>, Trouble> {
    let mut reader = xml::reader(part);
    let (mut buffer, mut looks) = (Vec::new(), Vec::new());
    let mut codes: HashMap<u64, Look> = HashMap::new();
    let mut in_cells = false;
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| fail(&error))? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    let code = xml::attribute(&tag, "formatCode").unwrap_or_default();
                    if let Some(id) = xml::whole(&tag, "numFmtId") {
                        codes.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = xml::whole(&tag, "numFmtId").unwrap_or(0);
                    looks.push(codes.get(&id).copied().unwrap_or_else(|| of_builtin(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(looks),
            _ => {}
        }
        buffer.clear();
    }
}

/// The look of a format that every workbook has.
pub(super) fn of_builtin(id: u64) -> Look {
    match id {
        9 | 10 => Look::Percent,
        5..=8 | 41..=44 => Look::Money,
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Look::Date,
        18..=21 | 32 | 33 | 45 | 47 => Look::Clock,
        46 => Look::Length,
        _ => Look::Plain,
    }
}

/// The look of a format by its code, such as `dd/mm/yyyy` or `#,##0.00 "€"`.
pub(super) fn of_code(code: &str) -> Look {
    let code = code.split(';').next().unwrap_or_default();
    let (mut letters, mut said) = (String::new(), String::new());
    let mut rest = code.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '"' => said.extend(rest.by_ref().take_while(|letter| *letter != '"')),
            '\\' => said.extend(rest.next()),
            '_' | '*' => drop(rest.next()),
            '[' => {
                let inside: String = rest.by_ref().take_while(|letter| *letter != ']').collect();
                match inside.to_ascii_lowercase().as_str() {
                    "h" | "hh" | "m" | "mm" | "s" | "ss" => return Look::Length,
                    _ => said.extend(inside.strip_prefix('$').and_then(|money| money.split('-').next())),
                }
            }
            letter => letters.push(letter.to_ascii_lowercase()),
        }
    }
    of_letters(&letters, &said)
}

fn of_letters(letters: &str, said: &str) -> Look {
    if letters.contains("general") {
        return Look::Plain;
    }
    let has = |wanted: &[char]| letters.contains(wanted);
    match () {
        () if has(&['0', '#', '?']) && letters.contains('%') => Look::Percent,
        () if has(&['0', '#', '?']) && !has(&['y', 'd', 'h']) => match is_money(letters) || is_money(said) {
            true => Look::Money,
            false => Look::Plain,
        },
        () if has(&['y', 'd']) => Look::Date,
        () if has(&['h', 's']) => Look::Clock,
        () if letters.contains("mm") => Look::Date,
        () => Look::Plain,
    }
}

/// Whether a text beside a number makes it an amount of money.
pub(super) fn is_money(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "eur", "usd", "gbp", "chf", "jpy", "cny", "sek", "nok", "dkk", "kr", "zł", "pln", "kč", "руб",
    ];
    let lower = text.trim().to_lowercase();
    lower.contains(['$', '€', '£', '¥', '₹', '₽', '₩', '₺', '₴', '元', '円'])
        || WORDS.contains(&lower.trim_matches('.'))
}
