//! Suggestions and endings.

use super::schemas::{Table, flights, people, sales};
use super::{ask, told};
use crate::ask::{complete, suggest};
use expect_test::{Expect, expect};
use spec::dataset::Type;
use spec::profile::Role;

#[test]
fn suggestions_are_worth_asking() {
    check_suggestions(
        &flights(),
        &expect![[r#"
            average departure delay by origin
            number of flights by month
            number of flights by origin
            top 5 destinations by average arrival delay
            distribution of departure delay
            average departure delay by origin and destination
            relationship between departure delay and arrival delay
            number of flights by carrier"#]],
    );
    check_suggestions(
        &sales(),
        &expect![[r#"
            total revenue by customer
            total revenue by month
            number of sales by customer
            top 5 products by average price
            distribution of revenue
            total revenue by customer and product
            relationship between revenue and price
            number of sales by region"#]],
    );
    check_suggestions(
        &people(),
        &expect![[r#"
            total monthly salary by department
            total monthly salary by month
            number of people by department
            top 5 job titles by average satisfaction
            distribution of monthly salary
            total monthly salary by department and job title
            relationship between monthly salary and satisfaction
            number of people by gender"#]],
    );
}

#[test]
fn suggestions_are_understood() {
    for table in [flights(), sales(), people()] {
        let words = suggest(&table.known());
        assert!((3..=8).contains(&words.len()), "{words:?}");
        for words in words {
            let reading = ask(&table, &words, None);
            assert!(
                reading.as_ref().is_ok_and(|reading| reading.confidence >= 0.8),
                "{words}: {}",
                told(&reading)
            );
        }
    }
}

#[test]
fn words_are_ended() {
    let (flights, sales) = (flights(), sales());
    check_endings(
        &flights,
        "",
        &expect![[r#"
            average departure delay by origin
            number of flights by month
            number of flights by origin
            top 5 destinations by average arrival delay
            distribution of departure delay
            average departure delay by origin and destination
            relationship between departure delay and arrival delay
            number of flights by carrier"#]],
    );
    check_endings(
        &flights,
        "average arr",
        &expect![[r#"
            average arrival time
            average sched arrival time
            average arrival delay"#]],
    );
    check_endings(
        &flights,
        "flights by ",
        &expect![[r#"
        flights by year
        flights by month
        flights by day
        flights by carrier
        flights by origin
        flights by quarter
        flights by week"#]],
    );
    check_endings(&flights, "flights by mo", &expect!["flights by month"]);
    check_endings(&flights, "flights from J", &expect!["flights from JFK"]);
    check_endings(&sales, "sales in Ge", &expect!["sales in Germany"]);
    check_endings(&sales, "rev", &expect!["revenue"]);
    check_endings(
        &sales,
        "sales ",
        &expect![[r#"
        sales by customer
        sales by product
        sales by region
        sales by country
        sales by month
        sales in 
        sales as a line"#]],
    );
    check_endings(&sales, "Ünï", &expect![[""]]);
}

#[test]
fn columns_without_telling_names_are_no_endless_matter() {
    let columns = [
        ("id1", Type::Text, Role::Identifier, ""),
        ("id4", Type::Integer, Role::Identifier, ""),
        ("v1", Type::Integer, Role::Measure, ""),
    ];
    let table = Table::new("h2o", 1_000_000, &columns);
    assert!(suggest(&table.known()).len() <= 8);
    assert!(ask(&table, "qwrtz plugh", None).is_err());
}

fn check_suggestions(table: &Table, expected: &Expect) {
    expected.assert_eq(&suggest(&table.known()).join("\n"));
}

fn check_endings(table: &Table, words: &str, expected: &Expect) {
    let endings = complete(words, &[table.known()]);
    assert!(endings.len() <= 8);
    expected.assert_eq(&endings.join("\n"));
}
