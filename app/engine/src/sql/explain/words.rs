//! Names, numbers and text as SQL writes them.

use spec::dataset::Type;
use spec::value::Value;

/// Words that are no names unless they are quoted.
const RESERVED: &[&str] = &[
    "all",
    "and",
    "any",
    "as",
    "asc",
    "between",
    "by",
    "case",
    "cast",
    "cross",
    "desc",
    "distinct",
    "else",
    "end",
    "except",
    "exists",
    "false",
    "fetch",
    "for",
    "from",
    "full",
    "group",
    "having",
    "in",
    "inner",
    "intersect",
    "interval",
    "into",
    "is",
    "join",
    "left",
    "like",
    "limit",
    "natural",
    "not",
    "null",
    "offset",
    "on",
    "or",
    "order",
    "outer",
    "over",
    "partition",
    "qualify",
    "right",
    "select",
    "table",
    "then",
    "true",
    "union",
    "using",
    "values",
    "when",
    "where",
    "window",
    "with",
    "current_date",
    "current_timestamp",
    "user",
    "date",
    "time",
    "timestamp",
    "set",
    "top",
    "semi",
    "anti",
    "both",
    "leading",
    "trailing",
    "floor",
    "ceil",
    "position",
    "extract",
    "substring",
    "trim",
    "array",
    "struct",
    "map",
    "analyse",
    "analyze",
    "asymmetric",
    "check",
    "collate",
    "column",
    "constraint",
    "create",
    "current_role",
    "current_time",
    "current_user",
    "default",
    "deferrable",
    "do",
    "foreign",
    "grant",
    "grouping",
    "initially",
    "lateral",
    "localtime",
    "localtimestamp",
    "only",
    "placing",
    "primary",
    "references",
    "returning",
    "session_user",
    "some",
    "symmetric",
    "tablesample",
    "to",
    "unique",
    "variadic",
];

/// A name, quoted only where it has to be.
pub(crate) fn identifier(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters
        .next()
        .is_some_and(|letter| letter.is_ascii_lowercase() || letter == '_');
    let plain = first && letters.all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    match plain && !RESERVED.contains(&name) {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('"', "\"\"")),
    }
}

/// Text in quotes, on one line.
pub(crate) fn text(text: &str) -> String {
    let quoted = format!("'{}'", text.replace('\'', "''"));
    match quoted.contains('\n') {
        true => format!("({})", quoted.replace('\n', "' || chr(10) || '")),
        false => quoted,
    }
}

/// A number without an exponent, which not every database reads.
pub(crate) fn number(number: f64) -> String {
    format!("{number}")
}

/// A value to compare with.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Integer(whole) => whole.to_string(),
        Value::Float(float) => number(*float),
        other => text(&other.to_string()),
    }
}

/// The type's own name.
pub(crate) fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Boolean => "boolean",
        Type::Integer => "bigint",
        Type::Float => "double precision",
        Type::Decimal => "numeric",
        Type::Text => "text",
        Type::Date => "date",
        Type::Datetime => "timestamp",
        Type::Time => "time",
        Type::Duration => "interval",
        Type::List | Type::Struct => "jsonb",
    }
}
