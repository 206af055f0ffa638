//! What ends a row.

use super::{Case, case};

/// The topic's cases.
pub(super) fn cases() -> Vec<Case> {
    let table = "a integer | b text\n1 | x\n2 | y\n3 | z";
    let ended = |end: &str| format!("a,b{end}1,x{end}2,y{end}3,z{end}");
    vec![
        case("LF", &ended("\n"), table),
        case("CR LF", &ended("\r\n"), table),
        case("CR", &ended("\r"), table),
        case("LF CR", &ended("\n\r"), table),
        case("CR CR LF", &ended("\r\r\n"), table),
        case("no end of the last line", "a,b\n1,x\n2,y\n3,z", table),
        case("no end of the last line, CR LF", "a,b\r\n1,x\r\n2,y\r\n3,z", table),
        case("LF and CR LF mixed", "a,b\r\n1,x\n2,y\r\n3,z\n", table),
        case("CR and LF mixed", "a,b\r1,x\n2,y\r3,z\n", table),
        case("CR after the names only", "a,b\r1,x\n2,y\n3,z\n", table),
        case("blank lines between rows", "a,b\n\n1,x\n\n2,y\n\n3,z\n\n", table),
        case(
            "blank lines with spaces",
            "\n  \na,b\n1,x\n   \n2,y\n\t\n3,z\n\n\n",
            table,
        ),
        case(
            "record separators",
            "a\u{1f}b\u{1e}1\u{1f}x\u{1e}2\u{1f}y\u{1e}3\u{1f}z\u{1e}",
            table,
        ),
        case(
            "CR LF in quoted cells",
            "a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n",
            "a integer | b text\n1 | x␍⏎y\n2 | z",
        ),
        case(
            "LF in quoted cells of a file of CR LF",
            "a,b\r\n1,\"x\ny\"\r\n2,z\r\n",
            "a integer | b text\n1 | x⏎y\n2 | z",
        ),
    ]
}
