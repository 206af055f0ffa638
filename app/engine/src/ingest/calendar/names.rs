//! The words of calendars: months, days of the week, zones; in English, German, French, Spanish, Italian, Portuguese and Dutch.

const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "jänner", "janv", "janvier", "ene", "enero", "gen", "gennaio", "janeiro", "januari"],
    &["feb", "february", "februar", "fév", "fev", "févr", "fevr", "février", "fevrier", "febrero", "febbraio", "fevereiro", "februari"],
    &["mar", "march", "mär", "märz", "maerz", "mrz", "mars", "marzo", "março", "marco", "maart", "mrt"],
    &["apr", "april", "avr", "avril", "abr", "abril", "aprile"],
    &["may", "mai", "mayo", "mag", "maggio", "maio", "mei"],
    &["jun", "june", "juni", "juin", "junio", "giu", "giugno", "junho"],
    &["jul", "july", "juli", "juil", "juillet", "julio", "lug", "luglio", "julho"],
    &["aug", "august", "août", "aout", "ago", "agosto", "augustus"],
    &["sep", "sept", "september", "septembre", "septiembre", "set", "settembre", "setembro"],
    &["oct", "october", "okt", "oktober", "octobre", "octubre", "ott", "ottobre", "out", "outubro"],
    &["nov", "november", "novembre", "noviembre", "novembro"],
    &["dec", "december", "dez", "dezember", "déc", "décembre", "decembre", "dic", "diciembre", "dicembre", "dezembro"],
];

const WEEKDAYS: [&str; 82] = [
    "mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday",
    "sat", "saturday", "sun", "sunday", "mo", "montag", "di", "dienstag", "mi", "mittwoch", "do", "donnerstag", "fr",
    "freitag", "sa", "samstag", "sonnabend", "so", "sonntag", "lun", "lundi", "mar", "mardi", "mer", "mercredi", "jeu",
    "jeudi", "ven", "vendredi", "sam", "samedi", "dim", "dimanche", "lunes", "martes", "mié", "miércoles", "jue",
    "jueves", "vie", "viernes", "sáb", "sábado", "dom", "domingo", "lunedì", "martedì", "mercoledì", "gio", "giovedì",
    "venerdì", "sabato", "domenica", "segunda", "terça", "quarta", "quinta", "sexta", "ma", "maandag", "dinsdag", "wo",
    "woensdag", "donderdag", "vr", "vrijdag", "za", "zaterdag", "zondag",
];

/// Minutes that a zone is ahead of UTC, where its name means only one zone to most readers.
const ZONES: [(&str, i64); 18] = [
    ("UTC", 0),
    ("GMT", 0),
    ("UT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 60),
    ("CET", 60),
    ("CEST", 120),
    ("EET", 120),
    ("EEST", 180),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
];

/// The month, from 1, that a word in lower case names.
pub(super) fn month(word: &str) -> Option<i32> {
    let known = MONTHS.iter().position(|words| words.contains(&word))?;
    Some(known as i32 + 1)
}

/// Whether a word in lower case names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// Minutes that the zone of this name is ahead of UTC.
pub(super) fn zone(name: &str) -> Option<i64> {
    let known = ZONES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    known.map(|(_, minutes)| *minutes)
}
