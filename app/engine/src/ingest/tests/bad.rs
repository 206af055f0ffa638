//! What is no table, and files that break off.

use super::{Bytes, named, shown};
use crate::error::Error;
use crate::ingest::{Input, read};
use expect_test::expect;
use spec::reading::OpenOptions;

#[test]
fn refusals() {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let locked = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 1000], &wide].concat();
    let parquet = include_bytes!("../../../../../tests/data/orders.parquet");
    let feather = include_bytes!("../../../../../tests/data/orders.feather");
    let stream = include_bytes!("../../../../../tests/data/orders.arrow");
    let workbook = include_bytes!("../../../../../tests/data/orders.xlsx");
    let noise: Vec<u8> = (0..4000u32).map(|index| (index * index % 251) as u8).collect();
    let mut out = String::new();
    for (name, bytes) in [
        ("empty.csv", &b""[..]),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("report.csv", b"%PDF-1.7 ..."),
        ("packed.csv", b"\x1f\x8b\x08\0\0\0"),
        ("packed.7z", b"7z\xbc\xaf\x27\x1c\0\0"),
        ("noise.csv", &noise),
        ("zeros.csv", &[0; 512]),
        ("locked.xlsx", &locked),
        ("half.parquet", &parquet[..2000]),
        ("headless.parquet", b"PAR1"),
        ("lying.parquet", b"PAR1........\xff\xff\xff\x7fPAR1"),
        ("confused.parquet", b"PAR1aaaaaaaaaaaaaaaaaaaa\x08\0\0\0PAR1"),
        ("half.feather", &feather[..2000]),
        ("half.arrow", &stream[..2000]),
        ("half.xlsx", &workbook[..4000]),
        ("archive.xlsx", b"PK\x03\x04 something else PK\x05\x06"),
        ("blank.csv", b"\n\n  \n"),
    ] {
        out += &format!("{name}: {}", shown(bytes, &named(name)));
    }
    expect![[r#"
        empty.csv: empty_file: empty.csv is empty: it has no bytes at all
        picture.csv: not_a_table: picture.csv is not a table: it is a PNG picture
        report.csv: not_a_table: report.csv is not a table: it is a PDF document
        packed.csv: truncated: packed.csv is cut off: the packed data ends too early
        packed.7z: not_a_table: packed.7z is not a table: it is a 7-Zip archive: unpack it first
        noise.csv: not_a_table: noise.csv is not a table: its content is neither text nor a known table format
        zeros.csv: not_a_table: zeros.csv is not a table: its content is neither text nor a known table format
        locked.xlsx: encrypted: locked.xlsx is encrypted and asks for a password
        half.parquet: truncated: half.parquet is cut off: the end of the Parquet file is missing
        headless.parquet: truncated: headless.parquet is cut off: the end of the Parquet file is missing
        lying.parquet: unreadable: lying.parquet is damaged: its description is longer than the file
        confused.parquet: unreadable: confused.parquet is damaged: its description makes no sense
        half.feather: truncated: half.feather is cut off: the end of the Arrow file is missing
        half.arrow: truncated: half.arrow is cut off: a part of its rows is missing
        half.xlsx: truncated: half.xlsx is cut off: the end of the archive is missing
        archive.xlsx: truncated: archive.xlsx is cut off: the end of the archive is missing
        blank.csv: empty_file: blank.csv is empty: it has nothing but blank lines
    "#]]
    .assert_eq(&out);
}

#[test]
fn wrong_options() {
    let mut out = String::new();
    for options in [
        OpenOptions {
            encoding: Some("klingon".into()),
            ..named("t.csv")
        },
        OpenOptions {
            delimiter: Some("\n".into()),
            ..named("t.csv")
        },
    ] {
        out += &shown(b"a,b\n1,2\n", &options);
    }
    expect![[r#"
        unreadable: t.csv cannot be read as “klingon”: there is no such encoding
        unreadable: t.csv cannot be cut at “\n”
    "#]]
    .assert_eq(&out);
}

/// A file of a given size that cannot be read beyond its start.
struct Changed(u64);

impl Input for Changed {
    fn size_bytes(&self) -> u64 {
        self.0
    }

    fn read_at(&mut self, offset: u64, into: &mut [u8]) -> Result<(), Error> {
        if offset + into.len() as u64 > 20 << 20 {
            return Err(Error::Unreadable {
                file: "t.csv".into(),
                code: "unreadable",
                why: "has changed".into(),
                hint: None,
            });
        }
        into.fill(b'1');
        into.chunks_mut(10).for_each(|line| *line.last_mut().unwrap() = b'\n');
        Ok(())
    }
}

#[test]
fn changed_and_too_large() {
    let mut out = String::new();
    for size in [30 << 20, 2 << 30] {
        let error = read(&mut Changed(size), &named("t.csv"), &mut |_, _| ())
            .err()
            .map(|error| error.to_string());
        out += &format!("{error:?}\n");
    }
    expect![[r#"
        Some("t.csv has changed")
        Some("t.csv is 2048 MB, and at most 1400 MB of this format fit in a browser's memory")
    "#]]
    .assert_eq(&out);
}

/// Any prefix of any file is an answer or an error, never a panic.
#[test]
fn every_prefix() {
    for (name, bytes) in [
        (
            "orders.csv",
            &include_bytes!("../../../../../tests/data/orders.csv")[..],
        ),
        ("orders.json", include_bytes!("../../../../../tests/data/orders.json")),
        (
            "orders.ndjson",
            include_bytes!("../../../../../tests/data/orders.ndjson"),
        ),
        (
            "orders.parquet",
            include_bytes!("../../../../../tests/data/orders.parquet"),
        ),
        (
            "orders.feather",
            include_bytes!("../../../../../tests/data/orders.feather"),
        ),
        ("orders.arrow", include_bytes!("../../../../../tests/data/orders.arrow")),
        ("orders.xlsx", include_bytes!("../../../../../tests/data/orders.xlsx")),
    ] {
        for length in (0..bytes.len()).step_by(37) {
            drop(read(&mut Bytes(&bytes[..length]), &named(name), &mut |_, _| ()));
        }
    }
}
