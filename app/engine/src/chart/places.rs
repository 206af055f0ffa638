//! Places on a map: which country a text names, and which columns hold longitudes and latitudes.

use spec::answer::Table;
use spec::dataset::Column;
use spec::value::Value;
use std::collections::{HashMap, HashSet};

/// A line for each country: three letters, two letters, its number or name in the map's source, its name, other names, and where it is when it is too small for the map.
const COUNTRIES: &str = include_str!("places/countries.txt");
/// So many different values of a column are looked up before it is said to hold countries.
const LOOKED_UP: usize = 500;
/// This part of a column's values must be countries.
const MOST_ARE: f64 = 0.7;

/// What a column says of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Countries, by name or code.
    Country,
    /// Degrees east.
    Longitude,
    /// Degrees north.
    Latitude,
}

/// One country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Country {
    /// Its name, as the map has it too.
    pub name: &'static str,
    /// Longitude and latitude, when it is too small to have a shape on the map.
    pub at: Option<(f64, f64)>,
}

/// All countries by their folded names and codes.
pub(crate) struct Atlas {
    by_name: HashMap<String, Country>,
}

impl Atlas {
    /// Reads the list.
    pub(crate) fn read() -> Self {
        let mut by_name = HashMap::new();
        for line in COUNTRIES.lines() {
            let mut fields = line.split('|');
            let (code, short, _, name) = (fields.next(), fields.next(), fields.next(), fields.next());
            let (Some(code), Some(short), Some(name)) = (code, short, name) else {
                continue;
            };
            let others = fields.next().unwrap_or_default();
            let country = Country {
                name,
                at: fields.next().and_then(degrees),
            };
            let names = others.split(';').chain([name, code, short]);
            let names = names.filter(|name| !name.is_empty());
            by_name.extend(names.map(|name| (fold(name), country)));
        }
        Self { by_name }
    }

    /// The country that a text names: in English, in a usual variant, or by its code.
    pub(crate) fn find(&self, text: &str) -> Option<Country> {
        self.by_name.get(&fold(text)).copied()
    }

    /// What each column of an answer says of places.
    pub(crate) fn places(table: &Table) -> Vec<Option<Place>> {
        let mut atlas = None;
        let columns = table.columns.iter().enumerate();
        let place = |(position, column): (usize, &Column)| match column.kind {
            kind if kind.is_number() => direction(&column.name),
            spec::dataset::Type::Text => {
                let atlas = atlas.get_or_insert_with(Self::read);
                atlas.holds(table, position, &column.name).then_some(Place::Country)
            }
            _ => None,
        };
        columns.map(place).collect()
    }

    fn holds(&self, table: &Table, position: usize, name: &str) -> bool {
        let texts = table.rows.iter().filter_map(|row| match row.get(position) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        });
        let mut seen = HashSet::new();
        let different: Vec<&str> = texts.filter(|text| seen.insert(*text)).take(LOOKED_UP).collect();
        let may_be_codes = sounds_like_country(name);
        let is_country = |text: &&str| (text.chars().count() > 3 || may_be_codes) && self.find(text).is_some();
        let found = different.iter().filter(|text| is_country(text)).count();
        found > 0 && found as f64 >= different.len() as f64 * MOST_ARE
    }
}

fn sounds_like_country(name: &str) -> bool {
    const WORDS: [&str; 6] = ["country", "nation", "countries", "iso", "land", "territory"];
    let folded = fold(name);
    let mut words = folded.split(' ');
    words.any(|word| WORDS.contains(&word) || word.starts_with("country") || word.starts_with("iso"))
}

fn direction(name: &str) -> Option<Place> {
    let folded = fold(name);
    match folded.rsplit(' ').next()? {
        "longitude" | "lon" | "lng" | "long" => Some(Place::Longitude),
        "latitude" | "lat" => Some(Place::Latitude),
        _ => None,
    }
}

fn degrees(text: &str) -> Option<(f64, f64)> {
    let (east, north) = text.split_once(',')?;
    Some((east.parse().ok()?, north.parse().ok()?))
}

/// A name without what differs between spellings: case, accents, marks, `the`.
fn fold(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for letter in name.trim().chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            '&' => text.push_str(" and "),
            '\'' | '’' | '.' => {}
            letter if letter.is_alphanumeric() => text.push(letter),
            _ => text.push(' '),
        }
    }
    let words = text.split(' ').filter(|word| !word.is_empty());
    let words = words.map(|word| if word == "st" { "saint" } else { word });
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        ["the", rest @ ..] if !rest.is_empty() => rest.join(" "),
        words => words.join(" "),
    }
}

fn plain(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_many_names() {
        let atlas = Atlas::read();
        let found = |text: &str| atlas.find(text).map(|country| country.name);
        for (text, name) in [
            ("United States", "United States"),
            ("U.S.A.", "United States"),
            ("us", "United States"),
            ("  The United Kingdom ", "United Kingdom"),
            ("UK", "United Kingdom"),
            ("Côte d'Ivoire", "Côte d’Ivoire"),
            ("Cote d’Ivoire", "Côte d’Ivoire"),
            ("Congo, Dem. Rep.", "DR Congo"),
            ("Korea, Rep.", "South Korea"),
            ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
            ("St. Lucia", "Saint Lucia"),
            ("Türkiye", "Turkey"),
            ("DEU", "Germany"),
            ("Viet Nam", "Vietnam"),
            ("Iran (Islamic Republic of)", "Iran"),
        ] {
            assert_eq!(found(text), Some(name), "{text}");
        }
        assert_eq!(found("Atlantis"), None);
        assert_eq!(found(""), None);
    }

    #[test]
    fn every_line_is_whole_and_no_name_is_twice() {
        let mut seen = HashMap::new();
        for line in COUNTRIES.lines() {
            let fields: Vec<&str> = line.split('|').collect();
            assert_eq!(fields.len(), 6, "{line}");
            assert_eq!((fields[0].len(), fields[1].len()), (3, 2), "{line}");
            assert!(fields[5].is_empty() || degrees(fields[5]).is_some(), "{line}");
            let others = fields[4].split(';').filter(|name| !name.is_empty());
            for name in others.chain([fields[0], fields[1], fields[3]]) {
                let before = seen.insert(fold(name), fields[0]);
                assert!(before.is_none_or(|before| before == fields[0]), "{name}: {line}");
            }
        }
    }
}
