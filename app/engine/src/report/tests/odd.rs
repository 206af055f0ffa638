//! One oddity a table, and beside it a table that only looks like it.

use super::{check, drawn, rows, suspicions};
use expect_test::expect;

#[test]
fn dates_that_stand_for_none() {
    let file = rows("day,n", 30, |at| match at {
        7 => "1900-01-01,8".to_owned(),
        9 => "9999-12-31,10".to_owned(),
        at => format!("2024-0{}-{:02},{}", 1 + at % 9, 1 + at % 27, at + 1),
    });
    check(
        &file,
        &expect![[r#"
        date_at_1900 “day” is 1900-01-01 in 1 row, years away from the other dates: a program probably wrote it for no date [8: 1900-01-01]
          {"replace":{"columns":["day"],"find":"1900-01-01","with":"","how":"whole"}}
        date_at_9999 “day” is 9999-12-31 in 1 row, years away from the other dates: a program probably wrote it for no date [10: 9999-12-31]
          {"replace":{"columns":["day"],"find":"9999-12-31","with":"","how":"whole"}}
    "#]],
    );
    let file = rows("at,n", 30, |at| match at {
        7 => "1970-01-01 00:00:00,8".to_owned(),
        at => format!("2024-0{}-{:02} 10:20:30,{}", 1 + at % 9, 1 + at % 27, at + 1),
    });
    check(
        &file,
        &expect![[r#"
        date_at_1970 “at” is 1970-01-01 in 1 row, years away from the other dates: a program probably wrote it for no date [8: 1970-01-01T00:00:00]
          {"replace":{"columns":["at"],"find":"1970-01-01T00:00:00","with":"","how":"whole"}}
    "#]],
    );
    let file = rows("born,n", 30, |at| format!("{}-01-01,{}", 1890 + at * 3, at * at));
    assert_eq!(suspicions(&file), "", "people are born in 1900 and 1970");
}

#[test]
fn dates_out_of_range() {
    let file = rows("day,n", 30, |at| match at {
        7 => "2924-01-05,8".to_owned(),
        at => format!("2024-0{}-{:02},{}", 1 + at % 9, 1 + at % 27, at + 1),
    });
    check(
        &file,
        &expect![[r#"
        dates_out_of_range 1 row is before 1700 or after 2200 in “day” [8: 2924-01-05]
    "#]],
    );
}

#[test]
fn placeholders_among_texts() {
    let file = rows("city,n", 40, |at| match at % 13 {
        3 => format!("TBD,{at}"),
        5 if at > 20 => format!("unknown,{at}"),
        _ => format!("{},{at}", ["Rome", "Oslo", "Bern", "Graz"][drawn(at, 4)]),
    });
    check(
        &file,
        &expect![[r#"
        placeholder “city” is “TBD” in 3 rows, which probably means no value [4: TBD]
          {"replace":{"columns":["city"],"find":"TBD","with":"","how":"whole"}}
        placeholder “city” is “unknown” in 1 row, which probably means no value [32: unknown]
          {"replace":{"columns":["city"],"find":"unknown","with":"","how":"whole"}}
    "#]],
    );
    let sets = rows("part,n", 40, |at| {
        format!("{},{at}", ["train", "test", "valid"][drawn(at, 3)])
    });
    assert_eq!(suspicions(&sets), "", "train and test are parts of a data set");
}

#[test]
fn placeholders_among_numbers() {
    let file = rows("temp,weight", 60, |at| match at {
        4 | 44 => format!("-999,{}", 50 + drawn(at + 700, 41)),
        9 | 19 => format!("{},99999", drawn(at, 30)),
        at => format!("{},{}", drawn(at, 31), 50 + drawn(at + 700, 41)),
    });
    check(
        &file,
        &expect![[r#"
            placeholder “temp” is -999 in 2 rows, far from the other values: they are probably no value [5: -999]
              {"replace":{"columns":["temp"],"find":"-999","with":"","how":"whole"}}
            placeholder “weight” is 99999 in 2 rows, far from the other values: they are probably no value [10: 99999]
              {"replace":{"columns":["weight"],"find":"99999","with":"","how":"whole"}}
        "#]],
    );
    let file = rows("n,m", 60, |at| format!("{},{}", drawn(at, 100) as i64 - 99, 940 + at));
    assert_eq!(suspicions(&file), "", "-99 and 999 are among their like");
}

#[test]
fn odd_cells_in_columns_of_numbers_and_dates() {
    let file = rows("price,day,zip", 60, |at| match at {
        11 => "call us,soon,01234".to_owned(),
        at => format!("{}.5,2024-01-{:02},0{}", at * 3, 1 + at % 28, 1000 + drawn(at, 8000)),
    });
    check(
        &file,
        &expect![[r#"
            odd_cells “price” is text because 1 cell is not a number, such as “call us” [12: call us]
              {"retype":{"column":"price","to":"float"}}
            odd_cells “day” is text because 1 cell is not a date, such as “soon” [12: soon]
              {"retype":{"column":"day","to":"date"}}
        "#]],
    );
    let file = rows("size,n", 60, |at| match at % 3 {
        0 => format!("large,{at}"),
        _ => format!("{},{at}", drawn(at, 50)),
    });
    assert_eq!(suspicions(&file), "", "a third of the sizes are words");
}

#[test]
fn spaces() {
    check(
        "name,n\n\" Ann\",1\nBob ,2\n\"Cy  Dee\",3\nEve,4\n",
        &expect![[r#"
        spaces 3 cells of “name” have spaces around the text or doubled inside [1:  Ann | 2: Bob  | 3: Cy  Dee]
          {"trim":{"columns":["name"]}}
    "#]],
    );
}

#[test]
fn letters_in_the_wrong_encoding() {
    check(
        "city,n\nCafÃ© Ludwig,1\nMÃ¼nchen,2\nÃ–rebro,3\nÃngel,4\nZürich,5\nSão Paulo,6\n",
        &expect![[r#"
            wrong_encoding 3 cells of “city” were read in the wrong encoding somewhere, such as “CafÃ© Ludwig” for “Café Ludwig” [1: CafÃ© Ludwig | 2: MÃ¼nchen | 3: Ã–rebro]
        "#]],
    );
    check(
        "city,n\nM\u{fffd}nchen,1\nBern,2\n",
        &expect![[r#"
        replacement_characters 1 cell of “city” has letters that could not be read (�); choose the file's encoding and read it again [1: M�nchen]
    "#]],
    );
}

#[test]
fn ends_cut_off() {
    let file = rows("remark,n", 60, |at| {
        let whole = "the customer said that everything was fine ".repeat(1 + drawn(at, 9));
        format!(
            "{at} {},{at}",
            whole
                .chars()
                .take(255 - 1 - at.to_string().len())
                .collect::<String>()
                .trim_end()
        )
    });
    check(
        &file,
        &expect![[r#"
            cut_off 24 cells of “remark” are exactly 255 letters long and none longer: the ends may be cut off [12: 11 the customer said that everything was fine the customer s… | 14: 13 the customer said that everything was fine the customer s… | 15: 14 the customer said that everything was fine the customer s… | 16: 15 the customer said that everything was fine the customer s… | 18: 17 the customer said that everything was fine the customer s…]
        "#]],
    );
    let codes = rows("code,n", 60, |at| format!("{:030},{at}", at * 7));
    assert_eq!(suspicions(&codes), "", "codes are all of one length");
}

#[test]
fn columns_that_say_little() {
    let file = rows("unit,none,few,n", 40, |at| match at {
        3 => "kg,,x,3".to_owned(),
        at => format!("kg,,,{at}"),
    });
    check(
        &file,
        &expect![[r#"
        mostly_empty “none” has no values []
          {"remove":{"columns":["none"]}}
        mostly_empty “few” is empty in 39 of 40 rows; only 1 cell is filled [4: x]
        constant “unit” is “kg” in every row [1: kg]
          {"remove":{"columns":["unit"]}}
    "#]],
    );
    assert_eq!(suspicions("unit,n\nkg,1\nkg,2\n"), "");
}

#[test]
fn numbers_that_do_not_go_with_the_others() {
    let file = rows("weight,pulse,length", 200, |at| {
        let weight = if at == 50 { -70 } else { 60 + drawn(at, 30) as i64 };
        let pulse = if at % 19 == 0 { 0 } else { 60 + drawn(at + 1000, 40) };
        let length = if at % 23 == 0 {
            1.7 + at as f64 / 1000.0
        } else {
            160.0 + drawn(at + 5000, 300) as f64 / 10.0
        };
        format!("{weight},{pulse},{length}")
    });
    check(
        &file,
        &expect![[r#"
            mixed_scales “length” is about 100 times smaller in 9 rows than in the others: it may be in another unit there [1: 1.7 | 24: 1.7229999999999999 | 47: 1.746 | 70: 1.769 | 93: 1.792]
            negative “weight” is negative in 1 row and positive in the others [51: -70]
            zero_for_missing “pulse” is 0 in 11 rows and never below 60 elsewhere: 0 may stand for no value [1: 0 | 20: 0 | 39: 0 | 58: 0 | 77: 0]
              {"replace":{"columns":["pulse"],"find":"0","with":"","how":"whole"}}
        "#]],
    );
    let file = rows("weight,n", 200, |at| match at {
        77 => "7100,78".to_owned(),
        at => format!("{},{at}", 50 + drawn(at, 60)),
    });
    check(
        &file,
        &expect![[r#"
        far_values 1 row is very far from the others in “weight” [78: 7100]
    "#]],
    );
    let file = rows("sales,qty,change", 300, |at| {
        let sales = (drawn(at, 1000) as f64 / 120.0).exp();
        format!("{sales:.2},{},{}", drawn(at + 1000, 6), drawn(at + 2000, 60) as i64 - 1)
    });
    assert_eq!(
        suspicions(&file),
        "",
        "long tails, few pieces and changes are as they are"
    );
}

#[test]
fn holes_in_a_series() {
    let work = rows("day,n", 100, |at| {
        let day = at / 5 * 7 + at % 5;
        format!("2024-{:02}-{:02},{}", 1 + day / 28, 1 + day % 28, drawn(at, 100))
    });
    assert_eq!(suspicions(&work), "", "nothing is open at weekends");
    let days = [31, 29, 31];
    let file = rows("day,n", 80, |at| {
        let mut day = if at < 20 { at } else { at + 2 };
        let mut month = 0;
        while day >= days[month] {
            day -= days[month];
            month += 1;
        }
        format!("2024-{:02}-{:02},{}", month + 1, day + 1, drawn(at, 100))
    });
    check(
        &file,
        &expect![[r#"
            gaps “day” goes day by day, and 2 days are missing: 2024-01-21, 2024-01-22 []
        "#]],
    );
    let file = rows("month,n", 24, |at| {
        let month = if at < 9 { at } else { at + 1 };
        format!("{}-{:02}-01,{}", 2020 + month / 12, 1 + month % 12, drawn(at, 100))
    });
    check(
        &file,
        &expect![[r#"
            gaps “month” goes month by month, and 1 month is missing: 2020-10 []
        "#]],
    );
}
