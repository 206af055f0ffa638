//! The three tables that the tests ask.

use super::Known;
use spec::dataset::{Column, Dataset, Type};
use spec::profile::Role;
use spec::reading::Source;

/// A table without rows: what words may be about.
pub(super) struct Table {
    dataset: Dataset,
    roles: Vec<Role>,
    values: Vec<Vec<String>>,
}

impl Table {
    /// A table; values are separated by `|`.
    pub(super) fn new(name: &str, rows: u64, columns: &[(&str, Type, Role, &str)]) -> Self {
        let described = columns.iter().map(|(name, kind, ..)| Column {
            name: (*name).to_owned(),
            kind: *kind,
            nullable: true,
        });
        let split = |values: &str| {
            values
                .split('|')
                .filter(|value| !value.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Self {
            dataset: Dataset {
                name: name.to_owned(),
                rows,
                columns: described.collect(),
                bytes: 0,
                source: Source::default(),
                steps: Vec::new(),
                set_aside: 0,
            },
            roles: columns.iter().map(|(_, _, role, _)| *role).collect(),
            values: columns.iter().map(|(.., values)| split(values)).collect(),
        }
    }

    pub(super) fn known(&self) -> Known<'_> {
        Known {
            dataset: &self.dataset,
            roles: &self.roles,
            values: &self.values,
            terms: Vec::new(),
            ways: Vec::new(),
        }
    }
}

/// Flights out of New York.
pub(super) fn flights() -> Table {
    let columns = [
        ("year", Type::Integer, Role::Period, ""),
        ("month", Type::Integer, Role::Period, ""),
        ("day", Type::Integer, Role::Period, ""),
        ("dep_time", Type::Integer, Role::Measure, ""),
        ("sched_dep_time", Type::Integer, Role::Measure, ""),
        ("dep_delay", Type::Integer, Role::Rate, ""),
        ("arr_time", Type::Integer, Role::Measure, ""),
        ("sched_arr_time", Type::Integer, Role::Measure, ""),
        ("arr_delay", Type::Integer, Role::Rate, ""),
        (
            "carrier",
            Type::Text,
            Role::Category,
            "9E|AA|AS|B6|DL|EV|F9|FL|HA|MQ|OO|UA|US|VX|WN|YV",
        ),
        ("flight", Type::Integer, Role::Identifier, ""),
        ("tailnum", Type::Text, Role::Identifier, "N10156|N102UW|N103US"),
        ("origin", Type::Text, Role::Place, "EWR|JFK|LGA"),
        ("dest", Type::Text, Role::Place, "ABQ|ATL|BOS|JFK|LAX|ORD|SFO"),
        ("air_time", Type::Integer, Role::Measure, ""),
        ("distance", Type::Integer, Role::Measure, ""),
        ("hour", Type::Integer, Role::Period, ""),
        ("minute", Type::Integer, Role::Period, ""),
        ("time_hour", Type::Datetime, Role::Time, ""),
    ];
    Table::new("flights", 336_776, &columns)
}

/// A shop's order lines.
pub(super) fn sales() -> Table {
    let columns = [
        ("order_id", Type::Integer, Role::Identifier, ""),
        ("date", Type::Date, Role::Time, ""),
        (
            "customer",
            Type::Text,
            Role::Category,
            "Acme Corp|Globex|Initech|Müller GmbH",
        ),
        ("product", Type::Text, Role::Category, "Desk Chair|Laptop|Monitor|Phone"),
        ("region", Type::Text, Role::Place, "East|North|South|West"),
        ("country", Type::Text, Role::Place, "France|Germany|United States"),
        ("price", Type::Float, Role::Rate, ""),
        ("qty", Type::Integer, Role::Measure, ""),
        ("discount", Type::Float, Role::Rate, ""),
    ];
    Table::new("sales", 5_000, &columns)
}

/// A company's people.
pub(super) fn people() -> Table {
    let columns = [
        ("EmployeeID", Type::Integer, Role::Identifier, ""),
        ("FirstName", Type::Text, Role::Text, ""),
        (
            "Department",
            Type::Text,
            Role::Category,
            "Engineering|Human Resources|Sales",
        ),
        ("JobTitle", Type::Text, Role::Category, "Analyst|Engineer|Manager"),
        ("Gender", Type::Text, Role::Category, "Female|Male"),
        ("Age", Type::Integer, Role::Rate, ""),
        ("MonthlySalary", Type::Integer, Role::Measure, ""),
        ("HireDate", Type::Date, Role::Time, ""),
        ("Remote", Type::Boolean, Role::Flag, ""),
        ("Satisfaction", Type::Integer, Role::Rate, ""),
    ];
    Table::new("people", 1_470, &columns)
}
