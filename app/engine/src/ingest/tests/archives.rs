//! Files inside archives.

use super::{named, said, sheets, show};
use expect_test::{Expect, expect};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use spec::reading::OpenOptions;
use std::io::Write as _;

/// A file of an archive in the making: its path, its bytes, whether it is said to be encrypted.
type Member<'a> = (&'a str, &'a [u8], bool);

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

pub(super) fn zip(members: &[Member<'_>]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (path, bytes, encrypted) in members {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(bytes).unwrap();
        let packed = packed.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let (header, length) = (out.len() as u32, path.len() as u16);
        let mut head = vec![20, 0, u8::from(*encrypted), 0, 8, 0, 0, 0, 0, 0];
        for number in [crc.sum(), packed.len() as u32, bytes.len() as u32] {
            head.extend(number.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        head.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(path.as_bytes());
        out.extend(&packed);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(header.to_le_bytes());
        list.extend(path.as_bytes());
    }
    let (start, length, count) = (out.len() as u32, list.len() as u32, members.len() as u16);
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    out.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    out.extend([0, 0]);
    out
}

/// Each table with its way into the file, or what is wrong.
fn shown(bytes: &[u8], options: &OpenOptions) -> String {
    match sheets(bytes, options) {
        Err(error) => {
            let problem = spec::problem::Problem::from(error);
            format!("{}: {}\n", problem.code, problem.message)
        }
        Ok(sheets) => sheets
            .iter()
            .map(|sheet| {
                let source = &sheet.source;
                let inside = source.inside.as_deref().unwrap_or("-");
                let name = sheet.name.as_deref().unwrap_or("-");
                let place = format!("{} {inside} {name} {:?}\n", source.filename, source.format);
                place + &show(&sheet.frame, 6) + &said(&sheet.notes)
            })
            .collect(),
    }
}

fn check(name: &str, bytes: &[u8], expect: &Expect) {
    expect.assert_eq(&shown(bytes, &named(name)));
}

const CSV: &[u8] = b"a,b\n1,x\n2,y\n";

#[test]
fn one_file() {
    let zstandard = zstd::encode_all(CSV, 3).unwrap();
    let plain = expect![[r#"
        t.csv.gz - - Csv
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]];
    check("t.csv.gz", &gzip(CSV), &plain);
    check(
        "t.csv.zst",
        &zstandard,
        &expect![[r#"
        t.csv.zst - - Csv
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    check(
        "t.zip",
        &zip(&[("data/t.csv", CSV, false)]),
        &expect![[r#"
        t.zip data/t.csv - Csv
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    check(
        "parts.csv.gz",
        &[gzip(b"a,b\n"), gzip(b"1,x\n"), vec![0; 20]].concat(),
        &expect![[r#"
        parts.csv.gz - - Csv
        a i64: 1
        b cat: "x"
    "#]],
    );
    check(
        "t.json.gz.zip",
        &zip(&[("t.json.gz", &gzip(b"[{\"a\":1}]"), false)]),
        &expect![[r#"
        t.json.gz.zip t.json.gz - Json
        a i64: 1
    "#]],
    );
    let comment = b"\x14\0 see PK\x05\x06 for more";
    let commented = zip(&[("t.csv", CSV, false)]);
    let commented = [&commented[..commented.len() - 2], &comment[..], b"  "].concat();
    check(
        "commented.zip",
        &commented,
        &expect![[r#"
        commented.zip t.csv - Csv
        a i64: 1 | 2
        b cat: "x" | "y"
    "#]],
    );
    let workbook = include_bytes!("../../../../../tests/data/orders.xlsx");
    let sheets = sheets(&zip(&[("orders.xlsx", workbook, false)]), &named("o.zip")).unwrap();
    assert_eq!(sheets[0].frame.shape(), (40, 9));
}

#[test]
fn several_files() {
    let archive = zip(&[
        ("2024/", b"", false),
        ("2024/jan.csv", CSV, false),
        ("__MACOSX/2024/._jan.csv", b"junk", false),
        ("2024/feb.csv", b"a,b\n3,z\n", false),
        ("README.md", b"# about", false),
        ("2024/.DS_Store", b"junk", false),
        ("2024/broken.parquet", b"PAR1 nothing", false),
        ("2024/secret.csv", CSV, true),
    ]);
    check(
        "months.zip",
        &archive,
        &expect![[r#"
        months.zip 2024/jan.csv - Csv
        a i64: 1 | 2
        b cat: "x" | "y"
        ! left_out: 2 files in months.zip could not be read and are left out: broken.parquet in months.zip is cut off: the end of the Parquet file is missing and so on (count 2)
        ! left_out: what is no table in months.zip is left out: __MACOSX/2024/._jan.csv, README.md, 2024/.DS_Store (count 3)
        months.zip 2024/feb.csv - Csv
        a i64: 3
        b cat: "z"
    "#]],
    );
    let picked = OpenOptions {
        inside: Some("2024/feb.csv".into()),
        ..named("months.zip")
    };
    expect![[r#"
        months.zip 2024/feb.csv - Csv
        a i64: 3
        b cat: "z"
    "#]]
    .assert_eq(&shown(&archive, &picked));
    let missing = OpenOptions {
        inside: Some("2024/mar.csv".into()),
        ..named("months.zip")
    };
    expect![[r#"
        unreadable: months.zip has no file “2024/mar.csv” in it
    "#]]
    .assert_eq(&shown(&archive, &missing));
    let outer = zip(&[("in.zip", &archive, false), ("top.csv", CSV, false)]);
    let picked = OpenOptions {
        inside: Some("in.zip/2024/feb.csv".into()),
        ..named("outer.zip")
    };
    expect![[r#"
        outer.zip in.zip/2024/feb.csv - Csv
        a i64: 3
        b cat: "z"
    "#]]
    .assert_eq(&shown(&outer, &picked));
}

#[test]
fn refused() {
    let bomb = gzip(&vec![b'0'; 1 << 20]).repeat(300);
    let mut lying = zip(&[("t.csv", CSV, false)]);
    let size = lying.len() - 22 - 46 - 5 + 24;
    lying[size..size + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut out = String::new();
    let packed = gzip(CSV);
    let archive = zip(&[("t.csv", CSV, false)]);
    let deep = gzip(&gzip(&gzip(&gzip(CSV))));
    let mut flipped = archive.clone();
    flipped[38] ^= 0x10;
    for (name, bytes) in [
        ("bomb.csv.gz", &bomb[..]),
        ("bomb.zip", &zip(&[("a.csv.gz", &bomb, false), ("b.csv", CSV, false)])),
        ("lying.zip", &lying),
        ("cut.csv.gz", &packed[..packed.len() - 12]),
        ("cut.zip", &archive[..archive.len() - 30]),
        ("deep.csv.gz", &deep),
        ("flipped.zip", &flipped),
        ("empty.zip", &zip(&[])),
        ("locked.zip", &zip(&[("t.csv", CSV, true)])),
        (
            "pictures.zip",
            &zip(&[("a.png", b"\x89PNG\r\n\x1a\n", false), ("b.png", b"\x89PNG", false)]),
        ),
        ("nothing.csv.gz", &gzip(b"")),
    ] {
        out += &format!("{name}: {}", shown(bytes, &named(name)));
    }
    expect![[r#"
        bomb.csv.gz: too_large: bomb.csv.gz is too large once it is unpacked: at most 1500 MB fit in a browser's memory
        bomb.zip: too_large: a.csv.gz in bomb.zip is too large once it is unpacked: at most 1500 MB fit in a browser's memory
        lying.zip: too_large: t.csv in lying.zip is too large once it is unpacked: at most 1500 MB fit in a browser's memory
        cut.csv.gz: truncated: cut.csv.gz is cut off: the packed data ends too early
        cut.zip: truncated: cut.zip is cut off: the end of the archive is missing
        deep.csv.gz: too_deep: deep.csv in deep.csv.gz is packed more than 3 times over
        flipped.zip: unreadable: t.csv in flipped.zip is damaged: its content is not what was packed
        empty.zip: empty_file: empty.zip is an empty archive
        locked.zip: encrypted: locked.zip is encrypted: t.csv in it asks for a password
        pictures.zip: not_a_table: pictures.zip has no file in it that can be read: a.png in pictures.zip is not a table: it is a PNG picture
        nothing.csv.gz: empty_file: nothing.csv in nothing.csv.gz is empty: it has no bytes at all
    "#]].assert_eq(&out);
}
