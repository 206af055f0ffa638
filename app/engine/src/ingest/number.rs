//! Numbers as people write them: digits in groups, currencies, percent signs, accountants' brackets. Exact: digits and a scale.

mod money;

use super::cell;

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

impl Mark {
    /// As it is written.
    pub(super) fn sign(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// From what the user wrote.
    pub(super) fn of(text: &str) -> Option<Self> {
        match text {
            "." => Some(Self::Point),
            "," => Some(Self::Comma),
            _ => None,
        }
    }
}

/// A number: its digits, and how many of them are decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// All its digits, with its sign.
    pub digits: i128,
    /// How many of them are decimals; negative when zeros follow that are not written.
    pub scale: i32,
    /// The currency that is written beside it.
    pub money: Option<&'static str>,
    /// Whether a percent sign is written beside it.
    pub is_percent: bool,
    /// What sets its digits apart in groups.
    pub apart: Option<char>,
    /// Whether it is written with a power of ten.
    pub is_scientific: bool,
    /// Whether it is more likely the name of a thing: a phone number, a postal code.
    pub is_name: bool,
}

/// The largest power of ten that is a divisor without error.
const EXACT_POWER: i32 = 22;

impl Number {
    /// Reads a number. Names of things that look like one are numbers too: see [`Self::is_name`].
    pub(super) fn read(text: &str, mark: Mark) -> Option<Self> {
        const LONGEST: usize = 80;
        if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut around = Around::default();
        let core = around.strip(text.trim(), mark)?;
        let mut number = core_number(core, mark)?;
        let has_plus = around.negative == Some(false);
        number.is_name |= has_plus && number.scale == 0 && number.digits >= 10_000_000;
        if around.negative == Some(true) || around.brackets {
            number.digits = -number.digits;
        }
        number.money = around.money;
        number.is_percent = around.is_percent;
        if number.is_percent {
            number.scale += 2;
        }
        Some(number)
    }

    /// Its value, as near as a float comes.
    pub(super) fn real(&self) -> f64 {
        if self.digits.unsigned_abs() <= 1 << 53 && (0..=EXACT_POWER).contains(&self.scale) {
            return self.digits as f64 / 10f64.powi(self.scale);
        }
        format!("{}e{}", self.digits, -self.scale).parse().unwrap_or(f64::NAN)
    }

    /// Its value, when it is a whole number of 64 bits.
    pub(super) fn whole(&self) -> Option<i64> {
        self.scaled(0).and_then(|whole| i64::try_from(whole).ok())
    }

    /// Its digits at another scale, when none is lost.
    pub(super) fn scaled(&self, scale: i32) -> Option<i128> {
        let by = scale - self.scale;
        let power = 10i128.checked_pow(by.unsigned_abs())?;
        let digits = match by {
            0.. => self.digits.checked_mul(power)?,
            _ if self.digits % power == 0 => self.digits / power,
            _ => return None,
        };
        (digits.unsigned_abs() < MOST_DIGITS).then_some(digits)
    }

    /// Whether a float says other digits than these.
    pub(super) fn is_finer_than_a_float(&self) -> bool {
        if self.is_scientific || self.digits.unsigned_abs() < 1_000_000_000_000_000 {
            return false;
        }
        let digits = self.digits.unsigned_abs().to_string();
        !cell::says(self.real(), digits.as_bytes())
    }
}

/// A decimal of polars has 38 digits at most.
const MOST_DIGITS: u128 = 10u128.pow(38);

/// What may stand around the digits, each once.
#[derive(Default)]
struct Around {
    negative: Option<bool>,
    brackets: bool,
    money: Option<&'static str>,
    is_percent: bool,
}

impl Around {
    /// The digits alone.
    fn strip<'a>(&mut self, text: &'a str, mark: Mark) -> Option<&'a str> {
        let mut rest = text;
        if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            self.brackets = true;
            rest = inner.trim();
        }
        loop {
            let first = rest.chars().next()?;
            if first.is_ascii_digit() || first == mark.sign() {
                break;
            }
            rest = self.before(rest, first)?.trim_start();
        }
        loop {
            let last = rest.chars().next_back()?;
            if last.is_ascii_digit() || last == mark.sign() {
                break;
            }
            rest = self.behind(rest, last)?.trim_end();
        }
        (!self.brackets || self.negative.is_none()).then_some(rest)
    }

    fn before<'a>(&mut self, text: &'a str, first: char) -> Option<&'a str> {
        match first {
            '(' if !self.brackets && text.ends_with(')') => {
                self.brackets = true;
                Some(&text[1..text.len() - 1])
            }
            '%' => self.percent(&text[1..]),
            _ => match sign(first) {
                Some(negative) => self.signed(negative, &text[first.len_utf8()..]),
                None => self.paid(money::leading(text)?),
            },
        }
    }

    fn behind<'a>(&mut self, text: &'a str, last: char) -> Option<&'a str> {
        match last {
            '%' => self.percent(&text[..text.len() - 1]),
            _ => match sign(last) {
                Some(negative) => self.signed(negative, &text[..text.len() - last.len_utf8()]),
                None => self.paid(money::trailing(text)?),
            },
        }
    }

    fn signed<'a>(&mut self, negative: bool, rest: &'a str) -> Option<&'a str> {
        self.negative.replace(negative).is_none().then_some(rest)
    }

    fn percent<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        (!std::mem::replace(&mut self.is_percent, true)).then_some(rest)
    }

    fn paid<'a>(&mut self, (code, rest): (&'static str, &'a str)) -> Option<&'a str> {
        self.money.replace(code).is_none().then_some(rest)
    }
}

fn sign(letter: char) -> Option<bool> {
    match letter {
        '-' | '\u{2212}' => Some(true),
        '+' => Some(false),
        _ => None,
    }
}

fn core_number(core: &str, mark: Mark) -> Option<Number> {
    let (mantissa, exponent) = match core.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent_of(exponent)?)),
        None => (core, None),
    };
    let (whole, fraction) = mantissa.split_once(mark.sign()).unwrap_or((mantissa, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let apart = apart(whole, mark)?;
    if apart.is_some() && exponent.is_some() {
        return None;
    }
    let mut digits = 0i128;
    let mut count = 0;
    for digit in whole
        .chars()
        .chain(fraction.chars())
        .filter_map(|letter| letter.to_digit(10))
    {
        count += usize::from(count > 0 || digit > 0);
        if count > 38 {
            return None;
        }
        digits = digits * 10 + i128::from(digit);
    }
    let number = Number {
        digits,
        scale: fraction.len() as i32 - exponent.unwrap_or(0),
        money: None,
        is_percent: false,
        apart,
        is_scientific: exponent.is_some(),
        is_name: whole.len() > 1 && whole.starts_with('0'),
    };
    (exponent.is_none() || number.real().is_finite()).then_some(number)
}

fn exponent_of(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| text.parse().ok()).flatten()
}

/// What sets the groups of a whole number's digits apart; the outer none when it is no number.
fn apart(whole: &str, mark: Mark) -> Option<Option<char>> {
    let Some(apart) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Some(None);
    };
    let is_apart = |letter: char| letter == apart || letter.is_whitespace() && apart.is_whitespace();
    let is_known = match apart {
        ',' => mark == Mark::Point,
        '.' => mark == Mark::Comma,
        '\'' | '\u{2019}' => true,
        other => other.is_whitespace() && other != '\n' && other != '\t',
    };
    if !is_known {
        return None;
    }
    let mut groups = whole.split(is_apart);
    let are_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, last) = (groups.next()?, groups.next_back()?);
    let mut are_threes = (1..=3).contains(&first.len());
    let mut are_pairs = apart == ',' && (1..=2).contains(&first.len());
    for group in groups {
        are_threes &= group.len() == 3;
        are_pairs &= group.len() == 2;
        if !are_digits(group) {
            return None;
        }
    }
    let is_number = last.len() == 3 && are_digits(first) && are_digits(last) && (are_threes || are_pairs);
    is_number.then_some(Some(apart))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str, mark: Mark) -> String {
        match Number::read(text, mark) {
            None => "none".to_owned(),
            Some(number) => {
                let mut out = format!("{}e{}", number.digits, -number.scale);
                out += number.money.unwrap_or_default();
                out += if number.is_percent { "%" } else { "" };
                out + if number.is_name { " name" } else { "" }
            }
        }
    }

    #[test]
    fn numbers_are_read_exactly() {
        for (text, point, comma) in [
            ("12", "12e0", "12e0"),
            ("1,234.56", "123456e-2", "none"),
            ("1.234,56", "none", "123456e-2"),
            ("1,234", "1234e0", "1234e-3"),
            ("1.234", "1234e-3", "1234e0"),
            ("1\u{a0}234,5", "none", "12345e-1"),
            ("1\u{202f}234.5", "12345e-1", "none"),
            ("1 234 567", "1234567e0", "1234567e0"),
            ("1'234.56", "123456e-2", "none"),
            ("1’234", "1234e0", "1234e0"),
            ("12,34,567.89", "123456789e-2", "none"),
            ("12,34", "none", "1234e-2"),
            ("1,2345", "none", "12345e-4"),
            ("1234,567", "none", "1234567e-3"),
            ("−5", "-5e0", "-5e0"),
            ("123-", "-123e0", "-123e0"),
            ("(1,234.50)", "-123450e-2", "none"),
            ("($5.00)", "-500e-2$", "none"),
            ("-$5", "-5e0$", "-5e0$"),
            ("$-5", "-5e0$", "-5e0$"),
            ("--5", "none", "none"),
            ("1.5E-3", "15e-4", "none"),
            ("1e5", "1e5", "1e5"),
            ("1e400", "none", "none"),
            (".5", "5e-1", "none"),
            ("12.5 %", "125e-3%", "none"),
            ("12,5%", "none", "125e-3%"),
            ("€ 5", "5e0EUR", "5e0EUR"),
            ("5 EUR", "5e0EUR", "5e0EUR"),
            ("USD 1,000", "1000e0USD", "1000e-3USD"),
            ("R$ 1.234,56", "none", "123456e-2BRL"),
            ("12,50 zł", "none", "1250e-2PLN"),
            ("kr 100", "100e0kr", "100e0kr"),
            ("5 EURO", "none", "none"),
            ("EUR", "none", "none"),
            ("02134", "2134e0 name", "2134e0 name"),
            ("+4915112345678", "4915112345678e0 name", "4915112345678e0 name"),
            ("555 123 4567", "none", "none"),
            ("0xff", "none", "none"),
            ("1-2", "none", "none"),
            ("5 kg", "none", "none"),
            ("٣", "none", "none"),
            ("", "none", "none"),
        ] {
            let said = (spelled(text, Mark::Point), spelled(text, Mark::Comma));
            assert_eq!(said, (point.to_owned(), comma.to_owned()), "{text}");
        }
    }

    #[test]
    fn floats_that_say_the_same_lose_nothing() {
        for (text, finer) in [
            ("0.30000000000000004", false),
            ("0.1234567890123456789", true),
            ("9007199254740993", true),
            ("123456789012345.67", false),
            ("12345678901234567.89", true),
            ("0.10000000000000001", false),
            ("1234567890123456.78", true),
            ("1.10000000000000000000", false),
        ] {
            let number = Number::read(text, Mark::Point).unwrap();
            assert_eq!(number.is_finer_than_a_float(), finer, "{text}");
        }
    }
}
