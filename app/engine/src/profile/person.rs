//! Whether values point at a person.

use super::words::{any, words};
use spec::dataset::Type;
use spec::report::{Meaning, Personal};

/// Words for a part of a person's name.
const NAME_PARTS: &[&str] = &[
    "firstname",
    "lastname",
    "surname",
    "forename",
    "givenname",
    "familyname",
    "fullname",
    "vorname",
    "nachname",
    "familienname",
    "prenom",
    "prénom",
    "apellido",
    "apellidos",
    "cognome",
    "sobrenome",
    "voornaam",
    "achternaam",
];
/// Words that make a name that of a person: `customer_name`.
const PEOPLE: &[&str] = &[
    "first",
    "last",
    "middle",
    "given",
    "family",
    "full",
    "person",
    "customer",
    "client",
    "employee",
    "patient",
    "student",
    "teacher",
    "user",
    "passenger",
    "driver",
    "contact",
    "author",
    "owner",
    "manager",
    "kunde",
    "mitarbeiter",
    "kunden",
    "cliente",
    "empleado",
    "employé",
];
const NAME: &[&str] = &["name", "names", "nom", "nombre", "nome", "naam"];
const THINGS: &[&str] = &[
    "product", "company", "file", "table", "column", "city", "country", "brand", "item", "store", "shop", "project",
    "event", "team", "host", "domain", "station", "field",
];
/// Given names that are frequent in several countries.
const GIVEN: &[&str] = &[
    "james",
    "john",
    "robert",
    "michael",
    "william",
    "david",
    "richard",
    "joseph",
    "thomas",
    "charles",
    "daniel",
    "matthew",
    "anthony",
    "mark",
    "paul",
    "steven",
    "andrew",
    "kevin",
    "brian",
    "george",
    "mary",
    "patricia",
    "jennifer",
    "linda",
    "elizabeth",
    "barbara",
    "susan",
    "jessica",
    "sarah",
    "karen",
    "lisa",
    "nancy",
    "emma",
    "olivia",
    "sophia",
    "anna",
    "maria",
    "laura",
    "julia",
    "peter",
    "hans",
    "klaus",
    "jürgen",
    "wolfgang",
    "stefan",
    "andreas",
    "sabine",
    "petra",
    "monika",
    "ursula",
    "heike",
    "jean",
    "pierre",
    "jacques",
    "françois",
    "marie",
    "nathalie",
    "isabelle",
    "sophie",
    "camille",
    "josé",
    "jose",
    "juan",
    "carlos",
    "luis",
    "javier",
    "miguel",
    "antonio",
    "carmen",
    "ana",
    "lucía",
    "giovanni",
    "marco",
    "luca",
    "francesca",
    "giulia",
    "ivan",
    "olga",
    "natalia",
    "mohammed",
    "muhammad",
    "ahmed",
    "ali",
    "fatima",
    "wei",
    "yuki",
    "raj",
    "priya",
    "alice",
    "bob",
    "chris",
    "alex",
    "max",
    "tom",
    "jane",
    "ben",
    "sam",
    "lucas",
    "leo",
    "eva",
    "ella",
    "mia",
    "ada",
    "grace",
];

/// Whether text is the names of people.
pub(super) fn are_names(name: &[String], texts: &[&str]) -> bool {
    let joined = name.concat();
    if any(name, THINGS) || texts.is_empty() {
        return false;
    }
    let says_so =
        NAME_PARTS.contains(&joined.as_str()) || any(name, NAME_PARTS) || any(name, NAME) && any(name, PEOPLE);
    let share = |is: fn(&str) -> bool| texts.iter().filter(|text| is(text.trim())).count() as f64 / texts.len() as f64;
    let may = share(looks_like_a_name);
    if says_so {
        return may >= 0.6;
    }
    let is_open = any(name, NAME) || any(name, PEOPLE);
    let given = share(begins_with_a_given_name);
    texts.len() >= 5 && may >= 0.9 && (is_open && given >= 0.2 || given >= 0.5)
}

/// One to four words of letters.
fn looks_like_a_name(text: &str) -> bool {
    let allowed = |letter: char| letter.is_alphabetic() || " .'’-,".contains(letter);
    let count = text.split_whitespace().count();
    (1..=4).contains(&count) && text.chars().all(allowed)
}

fn begins_with_a_given_name(text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_alphabetic()).next();
    first.is_some_and(|first| GIVEN.contains(&first.to_lowercase().as_str()))
}

const DIRECT: &[&str] = &[
    "ssn",
    "passport",
    "iban",
    "steuernummer",
    "steuerid",
    "ausweis",
    "reisepass",
    "dni",
    "nif",
    "nie",
    "bsn",
    "nir",
    "address",
    "street",
    "adresse",
    "straße",
    "strasse",
    "anschrift",
    "rue",
    "calle",
    "dirección",
    "direccion",
    "username",
    "login",
    "email",
    "mail",
    "licence",
    "license",
    "twitter",
    "creditcard",
];
const INDIRECT: &[&str] = &[
    "birth",
    "birthday",
    "birthdate",
    "dob",
    "born",
    "geburtsdatum",
    "geburtstag",
    "geboren",
    "naissance",
    "nacimiento",
    "age",
    "alter",
    "âge",
    "edad",
    "gender",
    "sex",
    "geschlecht",
    "sexe",
    "genre",
    "sexo",
    "género",
    "nationality",
    "nationalität",
    "staatsangehörigkeit",
    "nationalité",
    "nacionalidad",
    "occupation",
    "job",
    "beruf",
    "profession",
    "profesión",
    "marital",
    "familienstand",
];
const SENSITIVE: &[&str] = &[
    "diagnosis",
    "diagnose",
    "diagnostic",
    "disease",
    "illness",
    "health",
    "disability",
    "medication",
    "allergy",
    "allergies",
    "hiv",
    "pregnant",
    "smoker",
    "bmi",
    "krankheit",
    "gesundheit",
    "behinderung",
    "maladie",
    "santé",
    "handicap",
    "enfermedad",
    "salud",
    "religion",
    "religión",
    "faith",
    "konfession",
    "ethnicity",
    "ethnic",
    "race",
    "ethnie",
    "etnia",
    "herkunft",
    "politics",
    "political",
    "party",
    "partei",
    "orientation",
    "union",
    "gewerkschaft",
    "salary",
    "wage",
    "wages",
    "income",
    "gehalt",
    "lohn",
    "einkommen",
    "salaire",
    "salario",
    "sueldo",
    "criminal",
    "conviction",
];

/// Whether and how values point at a person, by their meaning and by their column's name.
pub(super) fn personal(name: &str, kind: Type, meaning: Meaning) -> Option<Personal> {
    let words = words(name);
    match meaning {
        Meaning::Email | Meaning::Phone | Meaning::Person => return Some(Personal::Direct),
        Meaning::IpAddress | Meaning::PostalCode => return Some(Personal::Indirect),
        _ => {}
    }
    let names = matches!(meaning, Meaning::Identifier | Meaning::Period | Meaning::Time);
    if any(&words, SENSITIVE) && !names {
        return Some(Personal::Sensitive);
    }
    let joined = words.concat();
    let is_direct = any(&words, DIRECT) || DIRECT.contains(&joined.as_str());
    if is_direct
        && (kind == Type::Text || any(&words, &["ssn", "passport", "iban"]))
        && !any(&words, &["count", "rate"])
    {
        return Some(Personal::Direct);
    }
    match any(&words, INDIRECT) || meaning == Meaning::Coordinate {
        true => Some(Personal::Indirect),
        false => None,
    }
}
