//! The house rules, as tests over the files that git knows.

use std::path::Path;
use std::process::Command;

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 80;
const COMPONENT_LINES: usize = 120;
/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 6] = ["utils", "helpers", "common", "manager", "handler", "service"];
/// Where a literal colour belongs, or where nothing else can be written.
const COLOUR_HOMES: [&str; 3] = ["style/tokens.css", "public/", "tests/"];

/// What each package must never depend on; a name stands for itself and for what begins with it and a dash.
const NEVER: [(&str, &[&str]); 5] = [
    (
        "app/spec/Cargo.toml",
        &[
            "engine", "worker", "app", "server", "polars", "charming", "leptos", "web-sys", "js-sys", "wasm", "gloo",
            "axum", "tokio", "idb",
        ],
    ),
    (
        "app/engine/Cargo.toml",
        &[
            "worker", "app", "server", "leptos", "web-sys", "js-sys", "wasm", "gloo", "reqwasm", "axum", "tokio",
            "futures", "idb", "rand",
        ],
    ),
    (
        "app/worker/Cargo.toml",
        &["app", "server", "leptos", "reqwasm", "axum", "tokio", "polars"],
    ),
    (
        "app/Cargo.toml",
        &["engine", "worker", "server", "polars", "charming", "axum", "tokio"],
    ),
    (
        "server/Cargo.toml",
        &[
            "engine", "worker", "app", "leptos", "web-sys", "js-sys", "wasm", "gloo", "idb", "polars", "charming",
        ],
    ),
];

#[test]
fn rust_files_are_short_and_say_what_they_are() {
    let findings = each(".rs", |path, text| {
        let mut found = Vec::new();
        if path.starts_with("tests/") || !is_test_code(path) {
            found.extend(opening(text));
        }
        if !is_test_code(path) {
            found.extend(length(text));
            found.extend(long_functions(text));
        }
        found.extend(allowances(text));
        found
    });
    assert_none(&findings);
}

#[test]
fn files_have_telling_names() {
    assert_none(&tracked().iter().flat_map(|path| naming(path)).collect::<Vec<_>>());
}

#[test]
fn colours_are_only_in_the_tokens() {
    let mut findings = Vec::new();
    for ending in [".rs", ".css", ".html", ".js", ".mjs"] {
        findings.extend(each(ending, |path, text| {
            if COLOUR_HOMES.iter().any(|home| path.starts_with(home)) {
                Vec::new()
            } else {
                colours(text)
            }
        }));
    }
    assert_none(&findings);
}

#[test]
fn packages_depend_in_one_direction() {
    let mut findings = Vec::new();
    for (path, never) in NEVER {
        let manifest = read(path).unwrap_or_default();
        assert!(
            manifest.contains("[dependencies]"),
            "{path} has no dependencies to check"
        );
        findings.extend(
            wrong_dependencies(&manifest, never)
                .into_iter()
                .map(|name| format!("{path}: {name}")),
        );
    }
    assert_none(&findings);
}

#[test]
fn nothing_tells_of_one_machine() {
    let mut findings = Vec::new();
    for path in tracked() {
        let Some(text) = read(&path) else { continue };
        findings.extend(
            machine_traces(&path, &text)
                .into_iter()
                .map(|what| format!("{path}:{what}")),
        );
    }
    assert_none(&findings);
}

/// A module begins by saying what it is.
fn opening(text: &str) -> Vec<String> {
    if text.starts_with("//!") {
        Vec::new()
    } else {
        vec!["1: does not begin with //!".to_owned()]
    }
}

fn length(text: &str) -> Vec<String> {
    let lines = without_tests(text).len();
    if lines > FILE_LINES {
        vec![format!("{lines}: more than {FILE_LINES} lines that are not tests")]
    } else {
        Vec::new()
    }
}

/// Lines outside of `#[cfg(test)] mod … { … }`, as rustfmt lays it out.
fn without_tests(text: &str) -> Vec<&str> {
    let mut kept = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let opens = line == "#[cfg(test)]"
            && lines
                .peek()
                .is_some_and(|next| next.starts_with("mod ") && next.ends_with('{'));
        if opens {
            lines.by_ref().find(|line| *line == "}");
        } else {
            kept.push(line);
        }
    }
    kept
}

fn long_functions(text: &str) -> Vec<String> {
    let lines = without_tests(text);
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(indent) = function_indent(line) else { continue };
        let end = lines[start..]
            .iter()
            .position(|line| line.strip_prefix(indent) == Some("}"));
        let component = lines[..start]
            .iter()
            .rev()
            .take_while(|above| !above.trim().is_empty())
            .any(|above| above.trim() == "#[component]");
        let ceiling = if component { COMPONENT_LINES } else { FUNCTION_LINES };
        let length = end.map_or(0, |end| {
            lines[start..=start + end].iter().filter(|line| is_code(line)).count()
        });
        if length > ceiling {
            found.push(format!(
                "{}: a function of {length} lines, more than {ceiling}",
                start + 1
            ));
        }
    }
    found
}

fn is_code(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("//")
}

/// The white space before a function that opens here and does not end on the same line.
fn function_indent(line: &str) -> Option<&str> {
    let code = line.trim_start();
    let mut words = code.split_whitespace();
    let is_function = words
        .by_ref()
        .take_while(|word| is_modifier(word) || *word == "fn")
        .any(|word| word == "fn");
    let ends_here = code.ends_with(';') || code.ends_with('}');
    (is_function && !ends_here).then(|| &line[..line.len() - code.len()])
}

fn is_modifier(word: &str) -> bool {
    word.starts_with("pub") || matches!(word, "async" | "const" | "unsafe" | "extern")
}

fn allowances(text: &str) -> Vec<String> {
    let wanted = [concat!("#[", "allow("), concat!("#![", "allow(")];
    lines_with(
        text,
        |line| wanted.iter().any(|start| line.trim_start().starts_with(start)),
        "use #[expect(…, reason = …)]",
    )
}

fn naming(path: &str) -> Vec<String> {
    let path_of_file = Path::new(path);
    let stem = path_of_file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let mut found = Vec::new();
    if path.ends_with("/mod.rs") {
        found.push(format!("{path}: a module is name.rs beside its folder"));
    }
    if EMPTY_NAMES.contains(&stem) || EMPTY_NAMES.iter().any(|name| path.contains(&format!("/{name}/"))) {
        found.push(format!("{path}: name the idea"));
    }
    found
}

fn colours(text: &str) -> Vec<String> {
    let is_told = |line: &str| !line.trim_start().starts_with("//") && !line.contains("theme-color");
    lines_with(
        text,
        |line| is_told(line) && (has_hex_colour(line) || has_colour_function(line)),
        "a colour outside style/tokens.css",
    )
}

/// `#fff`, `#ffff`, `#ffffff` or `#ffffffff` that stands alone.
fn has_hex_colour(line: &str) -> bool {
    line.match_indices('#').any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let digits: String = line[at + 1..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        let stands_alone = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '&' | '(' | '/'));
        stands_alone && matches!(digits.len(), 3 | 4 | 6 | 8) && digits.chars().all(|c| c.is_ascii_hexdigit())
    })
}

/// `rgb(1 2 3)` and its kin; `rgb(from var(--ink) …)` only changes a token.
fn has_colour_function(line: &str) -> bool {
    ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "lch(", "hwb("]
        .iter()
        .any(|name| {
            line.match_indices(name).any(|(at, _)| {
                let whole_word = !line[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '-');
                whole_word && line[at + name.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '.')
            })
        })
}

fn wrong_dependencies(manifest: &str, never: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']').trim_matches('"');
            let section = header.rsplit('.').next().unwrap_or_default();
            inside = section == "dependencies";
            let single = header.rsplit_once("dependencies.").map(|(_, name)| name);
            found.extend(single.filter(|name| forbidden(name, never)).map(str::to_owned));
        } else if inside {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            found.extend(forbidden(name, never).then(|| name.to_owned()));
        }
    }
    found
}

fn forbidden(name: &str, never: &[&str]) -> bool {
    never.iter().any(|wrong| {
        name.strip_prefix(wrong)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    })
}

/// Absolute paths of somebody's home, and addresses that lock files keep of the registry they were made with.
fn machine_traces(path: &str, text: &str) -> Vec<String> {
    let homes = [concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("/Us", "ers/")];
    let mut found = lines_with(
        text,
        |line| homes.iter().any(|home| line.contains(home)),
        "an absolute path of one machine",
    );
    if path.ends_with("package-lock.json") {
        found.extend(lines_with(
            text,
            |line| line.contains("\"resolved\""),
            "the address of a registry",
        ));
    }
    if path.ends_with("Cargo.lock") {
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
        found.extend(lines_with(
            text,
            |line| line.starts_with("source") && line != public,
            "not from the public registry",
        ));
    }
    found
}

fn lines_with(text: &str, wrong: impl Fn(&str) -> bool, why: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| wrong(line))
        .map(|(index, line)| format!("{}: {why}: {}", index + 1, line.trim()))
        .collect()
}

fn is_test_code(path: &str) -> bool {
    path.starts_with("tests/") || path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn each(ending: &str, check: impl Fn(&str, &str) -> Vec<String>) -> Vec<String> {
    let paths = tracked().into_iter().filter(|path| path.ends_with(ending));
    paths
        .flat_map(|path| {
            check(&path, &read(&path).unwrap_or_default())
                .into_iter()
                .map(move |what| format!("{path}:{what}"))
        })
        .collect()
}

/// The files that git knows or would add, below the top of the repository.
fn tracked() -> Vec<String> {
    let listing = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(top())
        .output();
    let names = listing
        .map(|listing| String::from_utf8_lossy(&listing.stdout).into_owned())
        .unwrap_or_default();
    assert!(!names.is_empty(), "git must list the files of this repository");
    names
        .lines()
        .filter(|path| top().join(path).is_file())
        .map(str::to_owned)
        .collect()
}

/// The text of a file; `None` when it is not text.
fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(top().join(path)).ok()
}

fn top() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn assert_none(findings: &[String]) {
    assert!(
        findings.is_empty(),
        "{} broken rules\n{}",
        findings.len(),
        findings.join("\n")
    );
}

/// Each rule must be able to fail.
mod rules {
    use super::*;

    #[test]
    fn opening_and_length() {
        assert_eq!(opening("//! A module.\n"), Vec::<String>::new());
        assert_eq!(opening("use std::fs;\n").len(), 1);
        let long = "let a = 1;\n".repeat(FILE_LINES + 1);
        assert_eq!(length(&long).len(), 1);
        assert_eq!(
            length(&format!("//! Short.\n#[cfg(test)]\nmod tests {{\n{long}}}\n")),
            Vec::<String>::new()
        );
        assert_eq!(
            length(&format!("//! Long.\n#[cfg(test)]\nmod tests {{\n}}\n{long}")).len(),
            1
        );
    }

    #[test]
    fn functions() {
        let function = |head: &str, lines: usize| format!("{head} {{\n{}}}\n", "    work();\n".repeat(lines));
        for (text, expected) in [
            (function("pub(crate) async fn short()", 78), 0),
            (function("pub(crate) async fn long()", 79), 1),
            (function("#[component]\nfn Panel() -> impl IntoView", 100), 0),
            (function("#[component]\nfn Panel() -> impl IntoView", 119), 1),
            (function("struct Fn", 300), 0),
        ] {
            assert_eq!(long_functions(&text).len(), expected, "{text}");
        }
    }

    #[test]
    fn colour_literals() {
        for wrong in [
            "color: #fff;",
            "\"#1A2b3c\"",
            "a { fill:#12345678 }",
            "rgb(1 2 3)",
            "background: rgba(0,0,0,.5)",
            "hsl(20 10% 5%)",
        ] {
            assert_eq!(colours(wrong).len(), 1, "{wrong}");
        }
        for right in [
            "href=\"#/ask\"",
            "r#\"x\"#",
            "#[derive(Debug)]",
            "&#123;",
            "#facade-of",
            "var(--ink)",
            "// see trunk #405",
            "color-mix(in srgb, var(--a), transparent)",
            "rgb(from var(--ink) r g b / 50%)",
            "url(#fade)",
            "#face1",
        ] {
            assert_eq!(colours(right), Vec::<String>::new(), "{right}");
        }
    }

    #[test]
    fn names() {
        for wrong in [
            "app/src/utils.rs",
            "app/src/chart/mod.rs",
            "app/common/x.rs",
            "tests/browser/helpers.mjs",
        ] {
            assert_eq!(naming(wrong).len(), 1, "{wrong}");
        }
        assert_eq!(naming("app/src/chart.rs"), Vec::<String>::new());
    }

    #[test]
    fn dependencies() {
        let manifest = "[package]\nname = \"polars\"\n[dependencies]\nserde.workspace = true\npolars-io = \"1\"\n[dependencies.web-sys]\nfeatures = []\n[dev-dependencies]\nleptos = \"1\"\n";
        assert_eq!(
            wrong_dependencies(manifest, &["polars", "web-sys", "leptos", "ser"]),
            ["polars-io", "web-sys"]
        );
        assert_eq!(
            wrong_dependencies("[target.'cfg(x)'.dependencies]\ntokio = \"1\"", &["tokio"]),
            ["tokio"]
        );
    }

    #[test]
    fn allowances_and_machines() {
        assert_eq!(
            allowances(concat!("#[", "allow(dead_code)]\n#[expect(dead_code)]\n")).len(),
            1
        );
        assert_eq!(
            machine_traces("README.md", concat!("see /ro", "ot/notes\nsee /usr/bin\n")).len(),
            1
        );
        assert_eq!(
            machine_traces("a/package-lock.json", "  \"resolved\": \"https://mirror/x.tgz\",\n").len(),
            1
        );
        assert_eq!(
            machine_traces("Cargo.lock", "source = \"registry+https://mirror/index\"\n").len(),
            1
        );
        let public = "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
        assert_eq!(machine_traces("Cargo.lock", public), Vec::<String>::new());
    }
}
