//! Writes the corpus of nasty files into a folder, with a `manifest.json` that says what is in each: `cargo run -p tests --example corpus -- folder`.

use std::io::{Error, Result};
use std::path::PathBuf;

fn main() -> Result<()> {
    let folder: PathBuf = std::env::args_os().nth(1).unwrap_or_else(|| "corpus".into()).into();
    let mut manifest = Vec::new();
    for case in tests::corpus::all() {
        let (topic, name) = case.name.split_once('/').unwrap_or(("", &case.name));
        let ending = case.filename.rsplit_once('.').map_or("csv", |(_, ending)| ending);
        let file = format!("{topic}/{name}.{ending}");
        let path = folder.join(&file);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(&path, &case.bytes)?;
        manifest.push(serde_json::json!({ "file": file, "about": case.about, "table": case.expected }));
    }
    let text = serde_json::to_string_pretty(&manifest).map_err(Error::other)?;
    std::fs::write(folder.join("manifest.json"), text)
}
