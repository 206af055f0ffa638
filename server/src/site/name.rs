//! From the path of an address to the name of a file below the app's directory.

use percent_encoding::percent_decode_str;

use super::INDEX;

/// The name that `path` stands for, with `/` between its parts.
///
/// - No part is empty, hidden, `.` or `..`, and none holds a backslash, a colon, a slash that was written `%2F`, or a
///   control character; a path that would give such a name gives none.
/// - It is decoded once: `%252e` is the four characters `%2e`.
pub(crate) fn read(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(INDEX.to_owned());
    }
    let parts: Option<Vec<String>> = path.split('/').map(read_part).collect();
    parts.map(|parts| parts.join("/"))
}

fn read_part(part: &str) -> Option<String> {
    let part = percent_decode_str(part).decode_utf8().ok()?;
    let plain = !part.is_empty()
        && !part.starts_with('.')
        && !part.contains(|it: char| matches!(it, '/' | '\\' | ':') || it.is_control());
    plain.then(|| part.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_or_nothing() {
        for (path, name) in [
            ("/", Some("index.html")),
            ("/app-0a1b.js", Some("app-0a1b.js")),
            ("/icons/512.png", Some("icons/512.png")),
            ("/a%20b/%C3%A4.csv", Some("a b/ä.csv")),
            ("/%252e%252e/x", Some("%2e%2e/x")),
            ("", None),
            ("//etc/passwd", None),
            ("/a//b", None),
            ("/a/", None),
            ("/..", None),
            ("/../x", None),
            ("/a/../../x", None),
            ("/./x", None),
            ("/%2e%2e/x", None),
            ("/.%2E/x", None),
            ("/..%2fx", None),
            ("/a%2f..%2fx", None),
            ("/..%5cx", None),
            ("/..\\x", None),
            ("/C:/x", None),
            ("/a%00.js", None),
            ("/a%0ab", None),
            ("/%ff%fe", None),
            ("/%c0%ae%c0%ae/x", None),
            ("/.git/config", None),
            ("/a/.env", None),
        ] {
            assert_eq!(read(path).as_deref(), name, "{path}");
        }
    }
}
