//! Words that cannot be read, or only in part.

use super::schemas::{flights, people, sales};
use super::{ask, check};
use expect_test::expect;

#[test]
fn nonsense_is_answered_with_what_would_work() {
    let table = flights();
    for (words, expected) in [
        (
            "foo qux",
            expect![[r#"
                “foo” and “qux” match nothing in flights
                average departure delay by origin | number of flights by month | number of flights by origin"#]],
        ),
        (
            "delay foo qux zap",
            expect![[r#"
                “delay” matches dep_delay and arr_delay, but “foo”, “qux” and “zap” match nothing in flights
                average departure delay by origin | number of flights by month | number of flights by origin"#]],
        ),
        (
            "",
            expect![[r#"
                there is nothing in these words to ask flights
                average departure delay by origin | number of flights by month | number of flights by origin"#]],
        ),
        (
            "???",
            expect![[r#"
                there is nothing in these words to ask flights
                average departure delay by origin | number of flights by month | number of flights by origin"#]],
        ),
        (
            "the of and by",
            expect![[r#"
                there is nothing in these words to ask flights
                average departure delay by origin | number of flights by month | number of flights by origin"#]],
        ),
        (
            "🦜🦜",
            expect![[r#"
                there is nothing in these words to ask flights
                average departure delay by origin | number of flights by month | number of flights by origin"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn misspellings_are_corrected() {
    let table = flights();
    for (words, expected) in [
        (
            "avergae distnace by carier",
            expect![[r#"
            Average distance by carrier
            average(distance) by carrier sort average of distance ↓
            spelling: “avergae” was read as “average”
            spelling: “distnace” was read as “distance”
            spelling: “carier” was read as “carrier”"#]],
        ),
        (
            "flihgts per mnth",
            expect![[r#"
            Number of flights by month
            count by month
            spelling: “mnth” was read as “month”"#]],
        ),
        (
            "avrage delya by orign",
            expect![[r#"
            Average dep_delay by origin
            average(dep_delay) by origin sort average of dep_delay ↓
            spelling: “avrage” was read as “average”
            spelling: “delya” was read as “delay”
            spelling: “orign” was read as “origin”
            assumed: “delya” was taken as dep_delay; it could also be arr_delay"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn odd_text_is_read() {
    let table = sales();
    for (words, expected) in [
        (
            "Größe nach Region",
            expect![[r#"
            Number of sales by region
            count by region sort count ↓
            ignored_words: “Größe” and “nach” were not understood and left out"#]],
        ),
        (
            "SALES BY REGION",
            expect![[r#"
            Total revenue by region
            sum(revenue) by region sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "sales_by_region",
            expect![[r#"
            Total revenue by region
            sum(revenue) by region sort sum of revenue ↓ with revenue = price * qty
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "revenue by  product ; drop table sales",
            expect![[r#"
            Total revenue by product
            sum(revenue) by product sort sum of revenue ↓ with revenue = price * qty as table
            ignored_words: “drop” was not understood and left out
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "\"\" by ''",
            expect![[r#"
            there is nothing in these words to ask sales
            total revenue by customer | total revenue by month | number of sales by customer"#]],
        ),
        (
            "sales by region please, foobarbaz",
            expect![[r#"
            Total revenue by region
            sum(revenue) by region sort sum of revenue ↓ with revenue = price * qty
            ignored_words: “foobarbaz” was not understood and left out
            assumed: revenue is worked out as price * qty"#]],
        ),
        (
            "1e999 9999999999999999999 by region",
            expect![[r#"
            Number of sales by region
            count by region sort count ↓
            ignored_words: “1e999” and “9999999999999999999” were not understood and left out"#]],
        ),
    ] {
        check(&table, words, &expected);
    }
}

#[test]
fn long_text_is_read_in_time() {
    let noise = "sales by region and product in germany over 100 not between \"x ".repeat(170);
    for table in [flights(), sales(), people()] {
        for text in [
            noise.as_str(),
            &"a ".repeat(5_000),
            &"\"".repeat(10_000),
            &"9".repeat(10_000),
            &"é".repeat(10_000),
        ] {
            let reading = ask(&table, text, None);
            assert!(reading.is_ok() || !super::told(&reading).is_empty());
        }
    }
}

#[test]
fn words_without_a_dataset_are_not_understood() {
    assert!(super::read("sales by region", &[], None, "2026-11-21").is_err());
}

#[test]
fn the_dataset_that_fits_best_is_asked() {
    let (flights, sales) = (flights(), sales());
    for (words, expected) in [
        ("revenue by product", "sales"),
        ("average delay by carrier", "flights"),
        ("flights by origin", "flights"),
    ] {
        let reading = super::read(words, &[flights.known(), sales.known()], None, "2026-11-21").unwrap();
        let spec::question::Question::Query(query) = &reading.tile.question else {
            panic!("no query")
        };
        assert_eq!(query.from, expected, "{words}");
        assert!(reading.notes.iter().any(|note| note.code == "dataset"), "{words}");
    }
}
