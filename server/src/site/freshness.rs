//! How long a browser may keep a file without asking again.

/// The `Cache-Control` of the file called `name`: for ever if the name holds a hash of the content, else until asked.
pub(crate) fn of(name: &str) -> &'static str {
    let file = name.rsplit('/').next().unwrap_or(name);
    if file.split(['-', '_', '.']).any(is_hash) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

/// Eight or more hexadecimal digits, letters and figures among them: so that neither a word nor a date is a hash.
/// The few hashes without a letter are then asked for each time, which costs little.
fn is_hash(part: &str) -> bool {
    let digits = part.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    let letter = part.bytes().any(|it| it.is_ascii_lowercase());
    let figure = part.bytes().any(|it| it.is_ascii_digit());
    part.len() >= 8 && digits && letter && figure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashed_names_are_kept_for_ever() {
        for (name, kept) in [
            ("app-4f2a9c81d0e37b65.js", true),
            ("app-4f2a9c81d0e37b65_bg.wasm", true),
            ("worker.4f2a9c81.js", true),
            ("data/world-4f2a9c81d0e37b65.json", true),
            ("index.html", false),
            ("sw.js", false),
            ("sextant.webmanifest", false),
            ("snippets/app-4f2a9c81d0e37b65/inline0.js", false),
            ("sales-20240131.csv", false),
            ("defaced-facade-deadbeef.js", false),
            ("4F2A9C81D0E37B65.js", false),
            ("app-4f2a9c8.js", false),
        ] {
            assert_eq!(of(name) != "no-cache", kept, "{name}");
        }
    }
}
