//! The functions that statements and expressions know: one list for completion, for hints, and for the tests that hold the compiler to it.

/// A function.
pub(crate) struct Known {
    /// Its name.
    pub name: &'static str,
    /// Other names for it.
    pub aliases: &'static [&'static str],
    /// How it is called.
    pub signature: &'static str,
    /// What it gives.
    pub what: &'static str,
    /// What it works on.
    pub of: Of,
}

/// What a function works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// The values of one row.
    Row,
    /// The rows of a group.
    Group,
    /// The rows around each row, `over (…)`.
    Window,
}

/// The function with this name, or with this other name.
pub(crate) fn known(name: &str) -> Option<&'static Known> {
    FUNCTIONS
        .iter()
        .find(|known| known.name == name || known.aliases.contains(&name))
}

/// Every name, for what was meant by one that is not there.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    FUNCTIONS
        .iter()
        .flat_map(|known| std::iter::once(known.name).chain(known.aliases.iter().copied()))
}

const fn row(
    name: &'static str,
    aliases: &'static [&'static str],
    signature: &'static str,
    what: &'static str,
) -> Known {
    Known {
        name,
        aliases,
        signature,
        what,
        of: Of::Row,
    }
}

const fn group(
    name: &'static str,
    aliases: &'static [&'static str],
    signature: &'static str,
    what: &'static str,
) -> Known {
    Known {
        of: Of::Group,
        ..row(name, aliases, signature, what)
    }
}

const fn window(name: &'static str, signature: &'static str, what: &'static str) -> Known {
    Known {
        of: Of::Window,
        ..row(name, &[], signature, what)
    }
}

/// The functions, the likeliest first. In the signatures, what is in brackets may be left out.
#[rustfmt::skip]
pub(crate) const FUNCTIONS: &[Known] = &[
    group("sum", &[], "sum(number)", "the sum"),
    group("count", &[], "count(*)", "how many rows; of a column, how many that are not null"),
    group("avg", &["mean"], "avg(number)", "the average"),
    group("min", &[], "min(value)", "the smallest"),
    group("max", &[], "max(value)", "the largest"),
    group("median", &[], "median(number)", "the middle value"),
    group("mode", &[], "mode(value)", "the value that is there most often"),
    group("stddev", &["stddev_samp", "std"], "stddev(number)", "the sample standard deviation"),
    group("stddev_pop", &[], "stddev_pop(number)", "the standard deviation of all there is"),
    group("variance", &["var_samp"], "variance(number)", "the sample variance"),
    group("var_pop", &[], "var_pop(number)", "the variance of all there is"),
    group("quantile_cont", &["quantile", "percentile_cont"], "quantile_cont(number, share)", "the value below which this share lies, interpolated"),
    group("quantile_disc", &["percentile_disc"], "quantile_disc(number, share)", "the value below which this share lies"),
    group("corr", &[], "corr(number, number)", "Pearson's correlation"),
    group("covar_samp", &[], "covar_samp(number, number)", "the sample covariance"),
    group("covar_pop", &[], "covar_pop(number, number)", "the covariance of all there is"),
    group("regr_slope", &[], "regr_slope(number, number)", "the slope of the line of the first by the second"),
    group("regr_intercept", &[], "regr_intercept(number, number)", "where that line meets 0"),
    group("regr_r2", &[], "regr_r2(number, number)", "how well that line fits, from 0 to 1"),
    group("regr_count", &[], "regr_count(number, number)", "how many rows have both"),
    group("regr_avgx", &[], "regr_avgx(number, number)", "the average of the second, of rows that have both"),
    group("regr_avgy", &[], "regr_avgy(number, number)", "the average of the first, of rows that have both"),
    group("first", &[], "first(value)", "the first value"),
    group("last", &[], "last(value)", "the last value"),
    group("any_value", &["arbitrary"], "any_value(value)", "the first value that is not null"),
    group("string_agg", &["group_concat", "listagg"], "string_agg(text, part)", "the texts, joined"),
    group("array_agg", &["list"], "array_agg(value)", "the values as a list"),
    group("bool_and", &["every"], "bool_and(condition)", "whether every one is true"),
    group("bool_or", &[], "bool_or(condition)", "whether one is true"),
    group("count_if", &["countif"], "count_if(condition)", "how many are true"),
    group("product", &[], "product(number)", "the product"),
    group("approx_count_distinct", &[], "approx_count_distinct(value)", "how many different values"),
    group("arg_max", &["max_by"], "arg_max(value, number)", "the value where the other is largest"),
    group("arg_min", &["min_by"], "arg_min(value, number)", "the value where the other is smallest"),
    row("round", &[], "round(number[, digits])", "so many digits after the point"),
    row("floor", &[], "floor(number)", "the next whole number below"),
    row("ceil", &["ceiling"], "ceil(number)", "the next whole number above"),
    row("trunc", &["truncate"], "trunc(number[, digits])", "what is further behind the point cut off"),
    row("abs", &[], "abs(number)", "without its sign"),
    row("sign", &[], "sign(number)", "-1, 0 or 1"),
    row("sqrt", &[], "sqrt(number)", "the square root"),
    row("cbrt", &[], "cbrt(number)", "the cube root"),
    row("pow", &["power"], "pow(number, number)", "the first to the power of the second"),
    row("exp", &[], "exp(number)", "e to this power"),
    row("ln", &[], "ln(number)", "the natural logarithm"),
    row("log", &[], "log([base, ]number)", "the logarithm, of base 10 unless said otherwise"),
    row("log2", &[], "log2(number)", "the logarithm of base 2"),
    row("log10", &[], "log10(number)", "the logarithm of base 10"),
    row("mod", &["fmod"], "mod(number, number)", "what is left of a division"),
    row("div", &[], "div(number, number)", "a division without what is behind the point"),
    row("safe_divide", &[], "safe_divide(number, number)", "a division that gives null for one by 0"),
    row("sin", &[], "sin(number)", "the sine"),
    row("cos", &[], "cos(number)", "the cosine"),
    row("tan", &[], "tan(number)", "the tangent"),
    row("asin", &[], "asin(number)", "the inverse sine"),
    row("acos", &[], "acos(number)", "the inverse cosine"),
    row("atan", &[], "atan(number)", "the inverse tangent"),
    row("atan2", &[], "atan2(number, number)", "the angle of a point, y first"),
    row("degrees", &[], "degrees(number)", "radians as degrees"),
    row("radians", &[], "radians(number)", "degrees as radians"),
    row("pi", &[], "pi()", "3.14159…"),
    row("width_bucket", &[], "width_bucket(number, low, high, count)", "which of so many bins of equal width"),
    row("greatest", &[], "greatest(number, number)", "the largest of several"),
    row("least", &[], "least(number, number)", "the smallest of several"),
    row("if", &["iif"], "if(condition, value, value)", "the first value where the condition is true, else the second"),
    row("coalesce", &["ifnull", "nvl"], "coalesce(value, value)", "the first that is not null"),
    row("isnull", &[], "isnull(value)", "whether it is null; with a second value, that one in place of null"),
    row("nullif", &[], "nullif(value, value)", "null where the two are the same, else the first"),
    row("upper", &["ucase"], "upper(text)", "in capitals"),
    row("lower", &["lcase"], "lower(text)", "in small letters"),
    row("initcap", &[], "initcap(text)", "each word with a capital"),
    row("trim", &["btrim"], "trim(text)", "without blanks at its ends"),
    row("ltrim", &[], "ltrim(text)", "without blanks at its start"),
    row("rtrim", &[], "rtrim(text)", "without blanks at its end"),
    row("length", &["len", "char_length", "character_length"], "length(text)", "how many letters"),
    row("left", &[], "left(text, count)", "so many letters from the start"),
    row("right", &[], "right(text, count)", "so many letters from the end"),
    row("mid", &["substr", "substring"], "mid(text, from[, count])", "so many letters from a place on"),
    row("replace", &[], "replace(text, part, part)", "one part of it replaced by another"),
    row("translate", &[], "translate(text, part, part)", "each letter of the first part replaced by the one of the second"),
    row("split_part", &[], "split_part(text, part, count)", "one of the pieces between the parts"),
    row("concat", &[], "concat(text, text)", "joined; nulls are left out"),
    row("concat_ws", &[], "concat_ws(part, text, text)", "joined with something between"),
    row("contains", &[], "contains(text, part)", "whether the part is in it"),
    row("starts_with", &["prefix"], "starts_with(text, part)", "whether it starts so"),
    row("ends_with", &["suffix"], "ends_with(text, part)", "whether it ends so"),
    row("strpos", &["instr", "position"], "strpos(text, part)", "where the part is, from 1; 0 when it is not there"),
    row("lpad", &[], "lpad(text, count[, part])", "filled up at the start"),
    row("rpad", &[], "rpad(text, count[, part])", "filled up at the end"),
    row("reverse", &[], "reverse(text)", "its letters backwards"),
    row("repeat", &[], "repeat(text, count)", "so many times"),
    row("ascii", &[], "ascii(text)", "the number of its first letter"),
    row("chr", &["char"], "chr(count)", "the letter of this number"),
    row("regexp_matches", &["regexp_like"], "regexp_matches(text, pattern)", "whether a regular expression finds something"),
    row("regexp_extract", &["regexp_substr"], "regexp_extract(text, pattern[, count])", "what a regular expression, or a group of it, finds"),
    row("regexp_replace", &[], "regexp_replace(text, pattern, part)", "what a regular expression finds replaced"),
    row("regexp_count", &[], "regexp_count(text, pattern)", "how often a regular expression finds something"),
    row("date_trunc", &["datetrunc"], "date_trunc(unit, date)", "the start of the year, month, week, …"),
    row("date_diff", &["datediff"], "date_diff(unit, date, date)", "how many starts of a unit lie between the two"),
    row("date_add", &["dateadd"], "date_add(date, interval)", "so much later"),
    row("date_sub", &[], "date_sub(date, interval)", "so much earlier"),
    row("date_part", &["datepart"], "date_part(unit, date)", "a part of it as a number"),
    row("year", &[], "year(date)", "its year"),
    row("quarter", &[], "quarter(date)", "its quarter, 1 to 4"),
    row("month", &[], "month(date)", "its month, 1 to 12"),
    row("week", &["weekofyear"], "week(date)", "the number of its week (ISO 8601)"),
    row("day", &["dayofmonth"], "day(date)", "its day in the month"),
    row("hour", &[], "hour(date)", "its hour"),
    row("minute", &[], "minute(date)", "its minute"),
    row("second", &[], "second(date)", "its second"),
    row("millisecond", &[], "millisecond(date)", "its milliseconds, with the seconds"),
    row("dayofweek", &["weekday"], "dayofweek(date)", "its day in the week, 0 for Sunday"),
    row("isodow", &[], "isodow(date)", "its day in the week, 1 for Monday"),
    row("dayofyear", &[], "dayofyear(date)", "its day in the year"),
    row("isoyear", &[], "isoyear(date)", "the year that its week belongs to"),
    row("epoch", &[], "epoch(date)", "seconds since 1970"),
    row("monthname", &[], "monthname(date)", "January to December"),
    row("dayname", &[], "dayname(date)", "Monday to Sunday"),
    row("last_day", &[], "last_day(date)", "the last day of its month"),
    row("make_date", &["date_from_parts"], "make_date(year, month, count)", "a date of three numbers"),
    row("strftime", &[], "strftime(date, format)", "written by a pattern such as '%Y-%m'"),
    row("to_char", &[], "to_char(date, format)", "written by a pattern such as 'YYYY-MM'"),
    row("strptime", &[], "strptime(text, format)", "a date read by a pattern such as '%d.%m.%Y'"),
    row("to_date", &[], "to_date(text[, format])", "a date, read by a pattern such as 'DD.MM.YYYY'"),
    row("to_timestamp", &[], "to_timestamp(number)", "seconds since 1970 as a moment"),
    row("date", &[], "date(date)", "the day of a moment"),
    row("current_date", &[], "current_date", "today"),
    row("today", &[], "today()", "today"),
    row("now", &["current_timestamp", "localtimestamp", "getdate"], "now()", "the start of today"),
    window("row_number", "row_number()", "1, 2, 3, …"),
    window("rank", "rank()", "the place, with gaps after equals"),
    window("dense_rank", "dense_rank()", "the place, without gaps"),
    window("percent_rank", "percent_rank()", "the place from 0 to 1"),
    window("cume_dist", "cume_dist()", "the share of rows up to this one"),
    window("ntile", "ntile(count)", "which of so many even parts"),
    window("lag", "lag(value[, count])", "the value of an earlier row"),
    window("lead", "lead(value[, count])", "the value of a later row"),
    window("first_value", "first_value(value)", "the first row's value"),
    window("last_value", "last_value(value)", "the last row's value"),
    window("nth_value", "nth_value(value, count)", "the value of the row with this number"),
];
