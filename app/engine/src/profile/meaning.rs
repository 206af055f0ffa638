//! What the values of a column are, more finely than its role: by the words of its name and by its values.

use super::words::{any, words};
use spec::dataset::Type;
use spec::profile::{ColumnProfile, Role};
use spec::report::Meaning;

/// Money, in the languages that names are most often in.
const MONEY: &[&str] = &[
    "price", "prices", "cost", "costs", "revenue", "turnover", "salary", "wage", "wages", "income", "pay", "payment",
    "fare", "fee", "fees", "budget", "spend", "spending", "profit", "usd", "eur", "gbp", "chf", "jpy", "dollar",
    "dollars", "euro", "euros", "preis", "kosten", "umsatz", "gehalt", "lohn", "betrag", "gebühr", "prix", "coût",
    "cout", "montant", "salaire", "revenu", "recette", "precio", "costo", "coste", "importe", "ingresos", "salario",
    "prezzo", "preço", "bedrag", "prijs",
];
const PERCENT: &[&str] = &[
    "percent",
    "percentage",
    "pct",
    "perc",
    "prozent",
    "anteil",
    "pourcentage",
    "porcentaje",
    "percentuale",
];
const POSTAL: &[&str] = &[
    "zip",
    "zipcode",
    "postcode",
    "postal",
    "postleitzahl",
    "plz",
    "cp",
    "codepostal",
    "codigopostal",
];
const PLACE: &[&str] = &[
    "land",
    "länder",
    "stadt",
    "ort",
    "wohnort",
    "bundesland",
    "kanton",
    "gemeinde",
    "straße",
    "strasse",
    "adresse",
    "pays",
    "ville",
    "région",
    "département",
    "commune",
    "rue",
    "país",
    "pais",
    "ciudad",
    "provincia",
    "región",
    "comunidad",
    "municipio",
    "calle",
    "dirección",
    "direccion",
    "paese",
    "città",
    "cidade",
    "stad",
];
const PHONE: &[&str] = &[
    "phone",
    "phones",
    "telephone",
    "tel",
    "mobile",
    "cell",
    "cellphone",
    "fax",
    "telefon",
    "handy",
    "mobil",
    "telefonnummer",
    "téléphone",
    "portable",
    "teléfono",
    "telefono",
    "móvil",
    "movil",
    "celular",
    "telefone",
];
const IDENTIFIER: &[&str] = &[
    "kennung",
    "nummer",
    "kundennummer",
    "artikelnummer",
    "rechnungsnummer",
    "identifiant",
    "código",
    "codigo",
    "número",
    "numero",
    "numéro",
];
const COORDINATE: &[&str] = &[
    "breitengrad",
    "längengrad",
    "laengengrad",
    "breite",
    "länge",
    "latitud",
    "longitud",
];

/// What the values of a column are. `texts` are some of its different ones, when it is text.
pub(super) fn meaning(profile: &ColumnProfile, texts: &[&str]) -> Meaning {
    let name = words(&profile.column.name);
    match profile.column.kind {
        Type::Text => of_text(profile, &name, texts),
        Type::Integer | Type::Float | Type::Decimal => of_number(profile, &name),
        _ => of_role(profile.role),
    }
}

fn of_role(role: Role) -> Meaning {
    match role {
        Role::Measure => Meaning::Measure,
        Role::Rate => Meaning::Rate,
        Role::Category => Meaning::Category,
        Role::Time => Meaning::Time,
        Role::Period => Meaning::Period,
        Role::Place => Meaning::Place,
        Role::Coordinate => Meaning::Coordinate,
        Role::Identifier => Meaning::Identifier,
        Role::Flag => Meaning::Flag,
        Role::Text => Meaning::Text,
    }
}

fn of_number(profile: &ColumnProfile, name: &[String]) -> Meaning {
    let is_whole = profile.column.kind == Type::Integer;
    match of_role(profile.role) {
        Meaning::Place if any(name, POSTAL) => Meaning::PostalCode,
        _ if is_whole && any(name, POSTAL) && !matches!(profile.role, Role::Period) => Meaning::PostalCode,
        _ if is_whole && any(name, PHONE) && is_long(profile) => Meaning::Phone,
        Meaning::Measure | Meaning::Rate if any(name, COORDINATE) && within(profile, 180.0) => Meaning::Coordinate,
        Meaning::Measure | Meaning::Rate if is_percent(profile, name) => Meaning::Percent,
        Meaning::Measure | Meaning::Rate if any(name, MONEY) && !any(name, &["rate", "ratio"]) => Meaning::Currency,
        Meaning::Measure if is_whole && any(name, IDENTIFIER) => Meaning::Identifier,
        other => other,
    }
}

fn is_percent(profile: &ColumnProfile, name: &[String]) -> bool {
    any(name, PERCENT) || profile.column.name.contains('%')
}

fn within(profile: &ColumnProfile, most: f64) -> bool {
    let inside = |value: Option<f64>| value.is_some_and(|value| value.abs() <= most);
    inside(profile.min.number()) && inside(profile.max.number())
}

/// As long as a telephone number.
fn is_long(profile: &ColumnProfile) -> bool {
    profile.max.number().is_some_and(|number| number >= 1e6)
}

/// Whether a text is something.
type Test = fn(&str) -> bool;

fn of_text(profile: &ColumnProfile, name: &[String], texts: &[&str]) -> Meaning {
    let share = |is: Test| {
        let count = texts.iter().filter(|text| is(text.trim())).count();
        texts.len() >= 2 && count * 10 >= texts.len() * 9
    };
    let shapes: [(Test, Meaning); 4] = [
        (is_email, Meaning::Email),
        (is_url, Meaning::Url),
        (is_address, Meaning::IpAddress),
        (is_coordinates, Meaning::Coordinate),
    ];
    if let Some((_, meaning)) = shapes.into_iter().find(|(is, _)| share(*is)) {
        return meaning;
    }
    if any(name, POSTAL) && share(is_postal) {
        return Meaning::PostalCode;
    }
    if share(is_phone) && (any(name, PHONE) || share(is_surely_phone)) {
        return Meaning::Phone;
    }
    if share(is_percentage) {
        return Meaning::Percent;
    }
    if share(is_money) {
        return Meaning::Currency;
    }
    if super::person::are_names(name, texts) {
        return Meaning::Person;
    }
    match of_role(profile.role) {
        Meaning::Category | Meaning::Text if any(name, PLACE) => Meaning::Place,
        Meaning::Category if any(name, IDENTIFIER) && texts.iter().all(|text| !text.contains(' ')) => {
            Meaning::Identifier
        }
        other => other,
    }
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |part: &str| !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || letter == '@');
    plain(local) && plain(domain) && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
}

fn is_url(text: &str) -> bool {
    let known = ["http://", "https://", "ftp://", "www."];
    let start = text.get(..8.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    known.iter().any(|known| start.starts_with(known)) && text.contains('.') && !text.contains(' ')
}

fn is_address(text: &str) -> bool {
    text.parse::<std::net::IpAddr>().is_ok()
}

fn is_coordinates(text: &str) -> bool {
    let Some((one, other)) = text.split_once(',') else {
        return false;
    };
    let degrees = |part: &str, most: f64| {
        let number = part.trim().parse::<f64>();
        part.contains('.') && number.is_ok_and(|number| number.abs() <= most)
    };
    degrees(one, 180.0) && degrees(other, 180.0)
}

fn is_postal(text: &str) -> bool {
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    has_digit
        && (3..=10).contains(&text.len())
        && text
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == ' ' || letter == '-')
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let allowed = |letter: char| letter.is_ascii_digit() || " +-()/.".contains(letter);
    (6..=15).contains(&digits) && text.chars().all(allowed)
}

fn is_surely_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_grouped = text.starts_with('(') && text.contains(')') && text.contains('-');
    (text.starts_with('+') && text.len() > digits && digits >= 8 || is_grouped) && !text.contains('.')
}

fn is_percentage(text: &str) -> bool {
    text.strip_suffix('%').is_some_and(|number| is_number(number.trim()))
}

fn is_money(text: &str) -> bool {
    const SIGNS: [&str; 14] = [
        "$", "€", "£", "¥", "₹", "₽", "zł", "kr", "R$", "CHF", "EUR", "USD", "GBP", "JPY",
    ];
    let of = |sign: &&str| {
        let rest = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
        rest.is_some_and(|rest| is_number(rest.trim()))
    };
    SIGNS.iter().any(of)
}

fn is_number(text: &str) -> bool {
    let allowed = |letter: char| letter.is_ascii_digit() || ".,'-\u{a0} ".contains(letter);
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.chars().all(allowed)
}
