//! Words that people use for one another when they speak about data.

use crate::ask::stem::stem;
use std::collections::HashMap;
use std::sync::OnceLock;

/// The stems of the words that may stand for the word with this stem.
pub(in crate::ask) fn synonyms(of: &str) -> impl Iterator<Item = &'static str> {
    static TABLE: OnceLock<HashMap<String, Vec<String>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: HashMap<String, Vec<String>> = HashMap::new();
        for group in GROUPS {
            let stems: Vec<String> = group.split(' ').map(stem).collect();
            for word in &stems {
                let others = stems.iter().filter(|other| *other != word).cloned();
                table.entry(word.clone()).or_default().extend(others);
            }
        }
        table
    });
    table.get(of).into_iter().flatten().map(String::as_str)
}

const GROUPS: &[&str] = &[
    "revenue sales amount turnover income takings",
    "revenue sale",
    "quantity units volume pieces",
    "price cost fee charge fare",
    "customer client buyer shopper",
    "product item article goods sku",
    "region area territory zone",
    "country nation",
    "nationality country",
    "city town municipality",
    "state province",
    "date day time when timestamp",
    "employee staff worker personnel",
    "person people individual",
    "salary pay wage compensation earnings remuneration",
    "department division team unit",
    "gender sex",
    "name title label",
    "category type kind class genre",
    "airline carrier",
    "destination target",
    "origin source",
    "delay lateness late",
    "profit margin gain",
    "discount rebate reduction",
    "score rating points grade mark",
    "age old",
    "start begin",
    "end finish",
    "identifier number code",
    "phone telephone mobile",
    "address street",
    "location place site position venue",
    "company firm business organization organisation",
    "vendor supplier seller provider",
    "order purchase transaction",
    "birthday birth born",
    "height tall",
    "weight heavy mass",
    "length long duration",
    "distance far mileage",
    "speed fast velocity",
    "population inhabitants residents",
    "job occupation profession position role title",
    "manager boss supervisor",
    "school college university",
    "student pupil",
    "teacher instructor professor",
    "film movie",
    "car vehicle automobile",
    "plane aircraft airplane",
    "budget spending funding",
    "expense spending expenditure cost",
    "email mail",
    "language tongue",
    "status state condition",
    "rank ranking position place",
    "capacity size",
    "satisfaction happiness",
    "seniority tenure experience",
    "hire join start",
    "description detail text",
    "count number frequency",
    "visitor guest attendance attendee",
    "website site url",
    "month period",
    "temperature heat",
    "rain precipitation rainfall",
    "vote ballot",
    "game match",
    "club team",
    "open opening opened founded established",
    "channel medium source",
    "home house property",
    "bedroom room",
    "win victory",
    "loss defeat",
    "death fatality casualty died",
    "injury wound",
    "doctor physician",
    "sickness disease illness condition",
    "smoke smoker smoking",
    "married marital marriage",
    "education degree qualification schooling",
    "answer response reply",
    "question item",
    "brand make manufacturer maker",
    "model version",
    "color colour",
    "colour color",
];
