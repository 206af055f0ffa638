//! Files that are longer than what is looked at before they are read.

use super::{Sheet, named, said, sheets};
use expect_test::{Expect, expect};
use spec::reading::OpenOptions;

const ROWS: usize = 60_000;

/// `ROWS` rows, some of them changed.
fn text(change: impl Fn(usize) -> Option<String>) -> String {
    let mut text = "id,name,amount,city\n".to_owned();
    for row in 0..ROWS {
        match change(row) {
            Some(line) => text += &line,
            None => text += &format!("{row},name {},{}.5,Oslo\n", row % 7, row % 100),
        }
    }
    text
}

fn check(text: &str, options: &OpenOptions, expect: &Expect) {
    let mut sheets = sheets(text.as_bytes(), options).unwrap();
    expect.assert_eq(&shown(&sheets.remove(0)));
}

/// Size, types, notes and how many lines were set aside.
fn shown(sheet: &Sheet) -> String {
    let columns = sheet.frame.get_columns();
    let kinds: Vec<_> = columns
        .iter()
        .map(|column| format!("{} {}", column.name(), column.dtype()))
        .collect();
    let (rows, aside, sampled) = (sheet.frame.height(), sheet.aside.len(), sheet.source.sampled_from);
    format!(
        "{rows} rows, {aside} aside, {sampled:?}: {}\n{}",
        kinds.join(", "),
        said(&sheet.notes)
    )
}

#[test]
fn what_comes_late_is_found() {
    let plain = text(|_| None);
    check(
        &plain,
        &named("t.csv"),
        &expect![[r#"
        60000 rows, 0 aside, None: id i64, name cat, amount f64, city cat
    "#]],
    );
    check(
        &(plain.clone() + "\nSource: own data\n"),
        &named("t.csv"),
        &expect![[r#"
            60000 rows, 2 aside, None: id i64, name cat, amount f64, city cat
            ! footer_lines: 2 lines after the table are left out (count 2)
        "#]],
    );
    let joined = text(|row| (row == 50_000).then(|| "50000,Berg, Bo,1.5,Rome\n".to_owned()));
    check(
        &joined,
        &named("t.csv"),
        &expect![[r#"
            60000 rows, 0 aside, None: id i64, name cat, amount f64, city cat
            ! mended_rows: 1 row had a delimiter in a cell without quotes; its cells are joined again (row 50002) (count 1)
        "#]],
    );
    let comments = "# ours\n".to_owned() + &text(|row| (row == 50_000).then(|| "# half of it\n".to_owned()));
    check(
        &comments,
        &named("t.csv"),
        &expect![[r#"
            59999 rows, 2 aside, None: id i64, name cat, amount f64, city cat
            ! skipped_lines: the first line is not part of the table and is left out (count 1)
            ! comment_lines: 1 line between the rows is a comment and is left out (count 1)
        "#]],
    );
    let repeated = text(|row| (row == 50_000).then(|| "id,name,amount,city\n".to_owned()));
    check(
        &repeated,
        &named("t.csv"),
        &expect![[r#"
        59999 rows, 1 aside, None: id i64, name cat, amount f64, city cat
        ! repeated_header: the names are repeated once further down; that line is left out (count 1)
    "#]],
    );
    let quoted = text(|row| Some(format!("{row},'a, {row}','1.5','two\nlines'\n")));
    check(
        &quoted,
        &named("t.csv"),
        &expect![[r#"
        60000 rows, 0 aside, None: id i64, name str, amount f64, city cat
    "#]],
    );
    check(
        &plain.replace('\n', "\r"),
        &named("t.csv"),
        &expect![[r#"
        60000 rows, 0 aside, None: id i64, name cat, amount f64, city cat
    "#]],
    );
    check(
        &plain.replace(',', "||"),
        &named("t.csv"),
        &expect![[r#"
        60000 rows, 0 aside, None: id i64, name cat, amount f64, city cat
    "#]],
    );
}

#[test]
fn columns_and_rows_are_chosen() {
    let options = OpenOptions {
        columns: vec!["amount".into(), "id".into()],
        sample: Some(1_000),
        ..named("t.csv")
    };
    check(
        &text(|_| None),
        &options,
        &expect![[r#"
        968 rows, 0 aside, Some(60000): id i64, amount f64
    "#]],
    );
    let missing = OpenOptions {
        columns: vec!["price".into()],
        ..named("t.csv")
    };
    let error = sheets(b"a,b\n1,2\n", &missing).err().map(|error| error.to_string());
    expect![[r#"Some("t.csv has no column “price”")"#]].assert_eq(&format!("{error:?}"));
}

#[test]
fn stray_bytes_late_do_not_spoil_the_letters() {
    let mut bytes = text(|row| (row == 10).then(|| "10,Zoë,1.5,Zürich\n".to_owned())).into_bytes();
    bytes.extend_from_slice(b"60000,Jos\xe9,1.5,Rome\n");
    let mut sheets = sheets(&bytes, &named("t.csv")).unwrap();
    expect![[r#"
        60001 rows, 0 aside, None: id i64, name cat, amount f64, city cat
        ! replaced_letters: 1 letter could not be read and is replaced by “�” (row 60002) (count 1)
        ! encoding: t.csv is read as UTF-8, though a few of its bytes are not
    "#]]
    .assert_eq(&shown(&sheets.remove(0)));
}
