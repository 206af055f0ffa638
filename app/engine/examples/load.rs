//! Says how long opening and profiling files takes natively: `cargo run --release -p engine --example load -- sales.csv`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a command-line tool with a clock and files"
)]

use engine::{Engine, Error, Input};
use spec::reading::OpenOptions;
use spec::worker::Request;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::time::Instant;

/// A file on disk.
struct OnDisk {
    file: File,
    size: u64,
    name: String,
}

impl Input for OnDisk {
    fn size_bytes(&self) -> u64 {
        self.size
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let read = self
            .file
            .seek(SeekFrom::Start(offset))
            .and_then(|_| self.file.read_exact(into));
        read.map_err(|error| Error::Unreadable {
            file: self.name.clone(),
            code: "unreadable",
            why: format!("cannot be read: {error}"),
            hint: None,
        })
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let file = File::open(&path)?;
        let size = file.metadata()?.len();
        let mut input = OnDisk {
            file,
            size,
            name: path.clone(),
        };
        let options = OpenOptions {
            filename: Some(path),
            ..OpenOptions::default()
        };
        let mut engine = Engine::default();
        let start = Instant::now();
        let opened = engine.open(&mut input, &options, &mut |_, _| ())?;
        println!("{} MB opened in {:?}", size >> 20, start.elapsed());
        for dataset in opened.datasets {
            let columns: Vec<_> = dataset
                .columns
                .iter()
                .map(|column| format!("{} {:?}", column.name, column.kind))
                .collect();
            println!(
                "{}: {} rows, {} MB, {}",
                dataset.name,
                dataset.rows,
                dataset.bytes >> 20,
                columns.join(", ")
            );
            let start = Instant::now();
            engine.handle(Request::Profile { dataset: dataset.name })?;
            println!("profiled in {:?}", start.elapsed());
        }
        for note in opened.notes {
            println!("{:?} {}: {}", note.level, note.code, note.message);
        }
    }
    Ok(())
}
