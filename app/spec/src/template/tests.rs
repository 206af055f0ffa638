//! What each template makes of datasets of several shapes.

use super::*;
use crate::dataset::{Column, Type};
use crate::profile::{ColumnProfile, Role};
use crate::reading::Source;
use crate::value::Value;

type Shape = (&'static str, Type, Role, u64);

const ORDERS: [Shape; 5] = [
    ("order_date", Type::Date, Role::Time, 300),
    ("region", Type::Text, Role::Category, 4),
    ("product", Type::Text, Role::Category, 30),
    ("price", Type::Float, Role::Measure, 900),
    ("rating", Type::Float, Role::Rate, 50),
];

fn table(columns: &[Shape]) -> (Dataset, Profile) {
    let profiles = columns.iter().map(|(name, kind, role, distinct)| ColumnProfile {
        column: Column {
            name: (*name).into(),
            kind: *kind,
            nullable: false,
        },
        role: *role,
        nulls: 0,
        distinct: *distinct,
        min: if kind.is_time() {
            "2023-01-01".into()
        } else {
            Value::Null
        },
        max: if kind.is_time() {
            "2024-12-31".into()
        } else {
            Value::Null
        },
        mean: None,
        top: Vec::new(),
        histogram: Vec::new(),
    });
    let profile = Profile {
        columns: profiles.collect(),
    };
    let dataset = Dataset {
        name: "orders".into(),
        rows: 1000,
        columns: profile.columns.iter().map(|one| one.column.clone()).collect(),
        bytes: 1,
        source: Source::default(),
        steps: Vec::new(),
        set_aside: 0,
    };
    (dataset, profile)
}

/// The titles of what each template makes.
fn made(columns: &[Shape]) -> Vec<String> {
    let (dataset, profile) = table(columns);
    let each = ALL.iter().map(|template| {
        let made = template.make(DashboardId("d".into()), &dataset, &profile);
        let titles = made.map(|made| made.tiles.iter().map(Placed::title).collect::<Vec<_>>().join("; "));
        format!("{}: {}", template.name, titles.unwrap_or_else(|| "–".to_owned()))
    });
    each.collect()
}

#[test]
fn templates_take_what_fits() {
    assert_eq!(
        made(&ORDERS),
        [
            "Overview: Number of rows; Total price; Average rating; Total price by month; Total price by region; Total price by product",
            "Trends: Number of rows; Total price; Average rating; Total price by month; Total price by month and region; Average rating by month; Total price by weekday; Total price by month of year",
            "Comparison: Number of rows; Total price; Average rating; Total price by region; Total price by product; Total price by region and product; Price and rating by region",
            "Details: Distribution of price; Distribution of rating; Number of rows by region; Number of rows by product; Rows of orders",
        ]
    );
    assert_eq!(
        made(&[("note", Type::Text, Role::Text, 900)]),
        ["Overview: –", "Trends: –", "Comparison: –", "Details: Rows of orders"]
    );
}

#[test]
fn no_two_tiles_overlap_and_filters_have_their_columns() {
    let (dataset, profile) = table(&ORDERS);
    for template in ALL {
        let made = template.make(DashboardId("d".into()), &dataset, &profile).unwrap();
        for (index, one) in made.tiles.iter().enumerate() {
            let others = &made.tiles[index + 1..];
            assert!(
                !others.iter().any(|other| other.place.overlaps(&one.place)),
                "{}",
                template.name
            );
            assert!(one.place.x + one.place.width <= 12);
        }
        let columns: Vec<_> = made.controls.iter().map(|control| control.column.as_str()).collect();
        assert_eq!(columns, ["order_date", "region", "product"], "{}", template.name);
    }
}
