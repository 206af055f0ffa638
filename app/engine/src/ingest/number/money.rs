//! How currencies are written beside an amount.

/// Signs and words that stand for a currency, longer ones before those they contain.
const SIGNS: [(&str, &str); 47] = [
    ("US$", "USD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("MX$", "MXN"),
    ("NT$", "TWD"),
    ("R$", "BRL"),
    ("C$", "CAD"),
    ("A$", "AUD"),
    ("S$", "SGD"),
    ("$", "$"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "¥"),
    ("￥", "¥"),
    ("円", "¥"),
    ("元", "CNY"),
    ("₹", "INR"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
    ("₽", "RUB"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("₩", "KRW"),
    ("원", "KRW"),
    ("₺", "TRY"),
    ("TL", "TRY"),
    ("₫", "VND"),
    ("₪", "ILS"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₡", "CRC"),
    ("₸", "KZT"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("kr.", "kr"),
    ("kr", "kr"),
    ("Ft", "HUF"),
    ("lei", "RON"),
    ("лв", "BGN"),
    ("Fr.", "CHF"),
    ("RM", "MYR"),
    ("Rp", "IDR"),
];

const CODES: [&str; 50] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "RMB", "INR", "RUB", "KRW", "BRL", "CAD", "AUD", "NZD", "SEK", "NOK",
    "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK", "RSD", "TRY", "ILS", "ZAR", "MXN", "SGD", "HKD", "TWD",
    "THB", "IDR", "MYR", "PHP", "VND", "AED", "SAR", "QAR", "EGP", "NGN", "KES", "MAD", "ARS", "CLP", "COP", "PEN",
    "UAH", "PKR",
];

/// The currency that the text begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(&'static str, &str)> {
    // RM 5 is money, RM5 a room.
    let ends = |rest: &str, word: &str| {
        let is_apart = !word.ends_with(char::is_alphabetic) || word == "Rs" || rest.starts_with(char::is_whitespace);
        is_apart && !rest.starts_with(char::is_alphabetic)
    };
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).filter(|rest| ends(rest, sign)) {
            return Some((code, rest));
        }
    }
    let (word, rest) = text.split_at_checked(3)?;
    Some((code(word)?, rest)).filter(|(_, rest)| ends(rest, word))
}

/// The currency that the text ends with, and what stands before it.
pub(super) fn trailing(text: &str) -> Option<(&'static str, &str)> {
    let begins = |rest: &str| !rest.ends_with(char::is_alphabetic);
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_suffix(sign).filter(|rest| begins(rest)) {
            return Some((code, rest));
        }
    }
    let (rest, word) = text.split_at_checked(text.len().checked_sub(3)?)?;
    Some((code(word)?, rest)).filter(|(_, rest)| begins(rest))
}

fn code(word: &str) -> Option<&'static str> {
    CODES.into_iter().find(|code| code.eq_ignore_ascii_case(word))
}
