//! Files that were changed by chance or malice: thousands of them, the same each time. Each is an answer or an error, soon, in little memory, and never a panic of ours.
//!
//! `ROUNDS=100000 SEED=7 ONLY=parquet cargo test -p tests --test hostile` looks further.

#![expect(clippy::unwrap_used, reason = "the helpers of tests are tests too")]

use engine::{Engine, Error, Input};
use spec::reading::OpenOptions;
use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tests::Bytes;

/// Counts what is in use, and refuses what no file is worth.
struct Counting;

const MOST_BYTES: usize = 2 << 30;
const LONGEST: Duration = Duration::from_secs(20);

static USED: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator that counts")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let used = USED.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(used, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let used = USED.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(used, Ordering::Relaxed);
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        USED.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// Where the last panic was.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// Small numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// One file with one to four changes.
fn changed(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..1 + dice.roll(4) {
        if bytes.is_empty() {
            break;
        }
        let at = match dice.roll(3) {
            0 => bytes.len() - 1 - dice.roll(bytes.len().min(512)),
            _ => dice.roll(bytes.len()),
        };
        match dice.roll(8) {
            0 => bytes.truncate(at),
            1 | 2 => bytes[at] ^= 1 << dice.roll(8),
            3 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff, b'"', b',', b'\n'][dice.roll(8)],
            4 => number(&mut bytes[at..], dice),
            5 => {
                let end = (at + 1 + dice.roll(16)).min(bytes.len());
                bytes.drain(at..end);
            }
            6 => {
                let end = (at + 1 + dice.roll(64)).min(bytes.len());
                let copy = bytes[at..end].to_vec();
                let place = dice.roll(bytes.len());
                bytes.splice(place..place, copy);
            }
            _ => bytes[at] = dice.roll(256) as u8,
        }
    }
    bytes
}

/// Writes a number where a length, an offset or a count may be.
fn number(place: &mut [u8], dice: &mut Dice) {
    let number = [
        0,
        1,
        u32::MAX,
        i32::MAX as u32,
        i32::MIN as u32,
        1 << 16,
        1 << 30,
        dice.roll(1 << 16) as u32,
    ];
    let bytes = match dice.roll(2) {
        0 => number[dice.roll(8)].to_le_bytes(),
        _ => number[dice.roll(8)].to_be_bytes(),
    };
    let length = place.len().min(4);
    place[..length].copy_from_slice(&bytes[..length]);
}

/// What came of a file: where it panicked, if it did.
fn open(name: &str, bytes: Vec<u8>) -> Option<String> {
    let options = OpenOptions {
        filename: Some(name.to_owned()),
        ..OpenOptions::default()
    };
    PEAK.store(USED.load(Ordering::Relaxed), Ordering::Relaxed);
    let before = USED.load(Ordering::Relaxed);
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        drop(Engine::default().open(&mut Bytes(bytes), &options, &mut |_, _| {}));
    }));
    let peak = PEAK.load(Ordering::Relaxed).saturating_sub(before);
    match outcome {
        Err(_) => Some(
            PLACE
                .lock()
                .map_or_else(|_| "somewhere".to_owned(), |place| place.clone()),
        ),
        Ok(()) if peak > MOST_BYTES => Some(format!("{} MB were used", peak >> 20)),
        Ok(()) if start.elapsed() > LONGEST => Some("it took too long".to_owned()),
        Ok(()) => None,
    }
}

/// Panics of libraries inside the bytes of a page, which nothing can rule out without unpacking it: the page reads such files in a worker of their own.
const KNOWN: &[&str] = &[
    "polars-parquet-0.51.0/src/arrow/read/deserialize/",
    "polars-parquet-0.51.0/src/parquet/encoding/",
    "polars-parquet-0.51.0/src/parquet/read/page/reader.rs",
    "polars-arrow-0.51.0/src/bitmap/",
    "polars-arrow-0.51.0/src/io/ipc/read/read_basic.rs",
    // Texts in a packed Arrow file whose last offset, which is packed too, is beyond all memory.
    "alloc/src/raw_vec/mod.rs",
    // Only where polars checks itself, as in tests; our reader refuses columns that are not equally long.
    "polars-core-0.51.0/src/frame/mod.rs:541",
];

/// Notes where each panic is, in place of printing it.
fn note_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let place = place.rsplit_once("/src/").map_or(place.clone(), |(before, after)| {
            let package = before.rsplit('/').next().unwrap_or_default();
            format!("{package}/src/{after}")
        });
        *PLACE.lock().unwrap() = format!("{place}: {info}")
            .replace('\n', " ")
            .chars()
            .take(300)
            .collect();
    }));
}

fn is_known(place: &str) -> bool {
    KNOWN.iter().any(|known| place.starts_with(known))
}

#[test]
fn hostile_files_are_answers_or_errors() {
    let setting = |name: &str, usual: u64| std::env::var(name).map_or(usual, |text| text.parse().unwrap());
    note_panics();
    let mut unknown = what_fuzzing_kept();
    let only = std::env::var("ONLY").unwrap_or_default();
    unknown.extend(changed_files(setting("ROUNDS", 300), setting("SEED", 1), &only));
    drop(std::panic::take_hook());
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

/// Opens the files that fuzzing found worth keeping. Gives what went wrong.
fn what_fuzzing_kept() -> Vec<String> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut wrong = Vec::new();
    let mut kept = 0;
    for target in std::fs::read_dir(corpus).unwrap() {
        for file in std::fs::read_dir(target.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            kept += 1;
            if let Some(place) = open("hostile", std::fs::read(&path).unwrap()).filter(|place| !is_known(place)) {
                wrong.push(format!("{place} ({})", path.display()));
            }
        }
    }
    assert!(kept > 100, "only {kept} files are left of the corpus");
    wrong
}

/// Changes the files of every format so many times. Gives what went wrong.
fn changed_files(rounds: u64, seed: u64, only: &str) -> Vec<String> {
    let mut found: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for name in tests::orders() {
        if !name.contains(only) {
            continue;
        }
        let (bytes, mut dice) = (tests::data(&name), Dice(seed * 7_919 + 1));
        for round in 0..rounds {
            let changed = changed(&bytes, &mut dice);
            if let Some(place) = open(&name, changed.clone()) {
                let entry = found
                    .entry(place)
                    .or_insert_with(|| (0, format!("{name} in round {round}")));
                entry.0 += 1;
                if entry.0 == 1
                    && let Ok(folder) = std::env::var("KEEP")
                {
                    std::fs::write(format!("{folder}/{round}-{name}"), changed).unwrap();
                }
            }
        }
    }
    let unknown = found.iter().filter(|(place, _)| !is_known(place));
    unknown
        .map(|(place, (count, first))| format!("{count}x {place} ({first})"))
        .collect()
}

/// A file that is there for so many readings and then no more.
struct Vanishing(Bytes, u32);

impl Input for Vanishing {
    fn size_bytes(&self) -> u64 {
        self.0.size_bytes()
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        let Some(left) = self.1.checked_sub(1) else {
            return Err(Error::Unreadable {
                file: "this file".to_owned(),
                code: "file_gone",
                why: "was moved".to_owned(),
                hint: None,
            });
        };
        self.1 = left;
        self.0.read_at(offset, into)
    }
}

#[test]
fn a_file_that_vanishes_is_told_as_it_is() {
    for name in tests::orders() {
        for readings in 0..8 {
            let mut input = Vanishing(Bytes(tests::data(&name)), readings);
            let options = OpenOptions {
                filename: Some(name.clone()),
                ..OpenOptions::default()
            };
            if let Err(error) = Engine::default().open(&mut input, &options, &mut |_, _| {}) {
                assert_eq!(error.to_string(), "this file was moved", "{name} after {readings}");
            }
        }
    }
}
