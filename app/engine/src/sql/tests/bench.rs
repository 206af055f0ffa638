//! The shapes of statement that dashboards and group-by benchmarks send, against sums worked out row by row.

use crate::catalog::Catalog;
use crate::sql::run;
use polars::prelude::*;
use spec::reading::Source;
use std::collections::{BTreeMap, HashMap, HashSet};

/// One sale.
#[derive(Clone)]
struct Sale {
    id: i64,
    date: i32,
    customer: String,
    region: Option<&'static str>,
    category: &'static str,
    qty: i64,
    price: f64,
    note: Option<&'static str>,
}

const REGIONS: [Option<&str>; 5] = [Some("North"), Some("South"), Some("East"), Some("Île"), None];
const CATEGORIES: [&str; 3] = ["Tools", "Toys", "Tea, \"green\""];
const NOTES: [Option<&str>; 4] = [Some("asked for a refund"), Some("Refund!"), Some("fine"), None];
const SEGMENTS: [&str; 3] = ["small", "large", "public"];

fn sales(count: i64) -> Vec<Sale> {
    let mut state = 7u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    (0..count)
        .map(|id| Sale {
            id,
            date: 18_628 + next(1_000) as i32,
            customer: format!("c{}", next(200)),
            region: REGIONS[next(5)],
            category: CATEGORIES[next(3)],
            qty: next(20) as i64 - 2,
            price: next(40_000) as f64 / 128.0,
            note: NOTES[next(4)],
        })
        .collect()
}

fn catalog(sales: &[Sale]) -> Catalog {
    let text = |name: &str, cells: Vec<Option<&str>>| Column::new(name.into(), cells);
    let frame = DataFrame::new(vec![
        Column::new("id".into(), sales.iter().map(|sale| sale.id).collect::<Vec<_>>()),
        Column::new("date".into(), sales.iter().map(|sale| sale.date).collect::<Vec<_>>())
            .cast(&DataType::Date)
            .unwrap(),
        text(
            "customer",
            sales.iter().map(|sale| Some(sale.customer.as_str())).collect(),
        ),
        text("region", sales.iter().map(|sale| sale.region).collect()),
        text("category", sales.iter().map(|sale| Some(sale.category)).collect()),
        Column::new("qty".into(), sales.iter().map(|sale| sale.qty).collect::<Vec<_>>()),
        Column::new("price".into(), sales.iter().map(|sale| sale.price).collect::<Vec<_>>()),
        text("note", sales.iter().map(|sale| sale.note).collect()),
    ])
    .unwrap();
    let customers = DataFrame::new(vec![
        Column::new(
            "customer".into(),
            (0..150).map(|id| format!("c{id}")).collect::<Vec<_>>(),
        ),
        Column::new(
            "segment".into(),
            (0..150).map(|id| SEGMENTS[id % 3]).collect::<Vec<_>>(),
        ),
        Column::new(
            "country".into(),
            (0..150).map(|id| format!("k{}", id % 7)).collect::<Vec<_>>(),
        ),
    ])
    .unwrap();
    let mut catalog = Catalog::default();
    for (name, frame, texts) in [
        ("sales", frame, vec!["customer", "region", "category"]),
        ("customers", customers, vec!["customer", "segment", "country"]),
    ] {
        let own = |text: &str| {
            let categories = Categories::new(format!("{name}.{text}").into(), "test".into(), CategoricalPhysical::U32);
            col(text).cast(DataType::from_categories(categories))
        };
        let casts: Vec<Expr> = texts.into_iter().map(own).collect();
        let frame = frame.lazy().with_columns(casts).collect().unwrap();
        catalog.add(name, frame, Source::default()).unwrap();
    }
    catalog
}

/// The answer's rows: text as it is, numbers with six digits after the point, in the order that is asked for or sorted.
fn rows(catalog: &Catalog, text: &str) -> Vec<String> {
    let frame = run(catalog, text, &super::Given::default()).unwrap_or_else(|error| panic!("{text}: {error}"));
    let table = crate::query::table(&frame, u64::MAX).unwrap();
    let mut rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| match cell.number() {
                    Some(number) => number_text(number),
                    None => cell.to_string(),
                })
                .collect();
            cells.join("|")
        })
        .collect();
    if !text.to_lowercase().contains("order by rev") && !text.contains("ORDER BY price") {
        rows.sort();
    }
    rows
}

fn number_text(number: f64) -> String {
    format!("{:.6}", number + 0.0)
}

/// The groups as rows, sorted.
fn sorted(groups: impl IntoIterator<Item = (String, Vec<f64>)>) -> Vec<String> {
    let mut rows: Vec<String> = groups
        .into_iter()
        .map(|(key, figures)| {
            let figures: Vec<String> = figures.into_iter().map(number_text).collect();
            if figures.is_empty() {
                key
            } else {
                format!("{key}|{}", figures.join("|"))
            }
        })
        .collect();
    rows.sort();
    rows
}

fn grouped(sales: &[Sale], key: impl Fn(&Sale) -> String) -> BTreeMap<String, Vec<&Sale>> {
    let mut groups: BTreeMap<String, Vec<&Sale>> = BTreeMap::new();
    for sale in sales {
        groups.entry(key(sale)).or_default().push(sale);
    }
    groups
}

fn revenue(sales: &[&Sale]) -> f64 {
    sales.iter().map(|sale| sale.price * sale.qty as f64).sum()
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

fn month(days: i32) -> String {
    let day = chrono::NaiveDate::default() + chrono::TimeDelta::days(days.into());
    day.format("%Y-%m-01").to_string()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one dashboard after another")]
fn dashboards() {
    let all = sales(5_000);
    let catalog = catalog(&all);
    let asked = |text: &str| rows(&catalog, text);
    let region = |sale: &Sale| sale.region.unwrap_or_default().to_owned();

    let total: i64 = all.iter().map(|sale| sale.qty).sum();
    let price = mean(&all.iter().map(|sale| sale.price).collect::<Vec<_>>());
    assert_eq!(
        asked("SELECT count(*) AS n, sum(qty) AS q, avg(price) AS p FROM sales"),
        [format!(
            "{}|{}|{}",
            number_text(5_000.0),
            number_text(total as f64),
            number_text(price)
        )]
    );

    let mut by_region: Vec<(String, f64)> = grouped(&all, region)
        .into_iter()
        .map(|(key, part)| (key, revenue(&part)))
        .collect();
    by_region.sort_by(|left, right| right.1.total_cmp(&left.1));
    let expected: Vec<String> = by_region
        .iter()
        .map(|(key, revenue)| format!("{key}|{}", number_text(*revenue)))
        .collect();
    assert_eq!(
        asked("SELECT region, sum(price*qty) AS rev FROM sales GROUP BY region ORDER BY rev DESC"),
        expected
    );

    let months = grouped(&all, |sale| format!("{}|{}", sale.category, month(sale.date)));
    let figures = |part: Vec<&Sale>| {
        vec![
            part.iter().map(|sale| sale.qty as f64).sum(),
            mean(&part.iter().map(|sale| sale.price).collect::<Vec<_>>()),
        ]
    };
    assert_eq!(
        asked(
            "SELECT category, date_trunc('month', date) AS m, sum(qty) AS q, avg(price) AS p FROM sales GROUP BY category, m ORDER BY category, m"
        ),
        sorted(months.into_iter().map(|(key, part)| (key, figures(part))))
    );

    let in_2022 =
        |sale: &&Sale| (18_993..19_358).contains(&sale.date) && matches!(sale.region, Some("North" | "South"));
    let picked: Vec<Sale> = all.iter().filter(in_2022).cloned().collect();
    let mut best: Vec<(String, f64, usize)> = grouped(&picked, |sale| sale.customer.clone())
        .into_iter()
        .map(|(key, part)| (key, revenue(&part), part.len()))
        .collect();
    best.sort_by(|left, right| right.1.total_cmp(&left.1));
    let expected: Vec<String> = best
        .iter()
        .take(10)
        .map(|(key, revenue, count)| format!("{key}|{}|{}", number_text(*revenue), number_text(*count as f64)))
        .collect();
    assert_eq!(
        asked(
            "SELECT customer, sum(price*qty) AS rev, count(*) AS n FROM sales WHERE date >= DATE '2022-01-01' AND date < DATE '2023-01-01' AND region IN ('North','South') GROUP BY customer ORDER BY rev DESC LIMIT 10"
        ),
        expected
    );

    let refunds: Vec<Sale> = all
        .iter()
        .filter(|sale| sale.note.is_some_and(|note| note.contains("refund")))
        .cloned()
        .collect();
    assert_eq!(
        asked("SELECT region, count(*) AS n FROM sales WHERE note LIKE '%refund%' GROUP BY region ORDER BY n DESC"),
        sorted(
            grouped(&refunds, region)
                .into_iter()
                .map(|(key, part)| (key, vec![part.len() as f64]))
        )
    );

    let bins = grouped(&all, |sale| number_text((sale.price / 10.0).floor()));
    assert_eq!(
        asked("SELECT floor(price/10) AS bin, count(*) AS n FROM sales GROUP BY bin ORDER BY bin"),
        sorted(bins.into_iter().map(|(key, part)| (key, vec![part.len() as f64])))
    );

    let distinct = |part: Vec<&Sale>| part.iter().map(|sale| &sale.customer).collect::<HashSet<_>>().len() as f64;
    assert_eq!(
        asked("SELECT category, count(DISTINCT customer) AS d FROM sales GROUP BY category ORDER BY category"),
        sorted(
            grouped(&all, |sale| sale.category.to_owned())
                .into_iter()
                .map(|(key, part)| (key, vec![distinct(part)]))
        )
    );

    let number = |sale: &Sale| sale.customer[1..].parse::<usize>().unwrap();
    let known: Vec<Sale> = all.iter().filter(|sale| number(sale) < 150).cloned().collect();
    let mut joined: Vec<(String, f64, usize)> = grouped(&known, |sale| {
        format!("{}|k{}", SEGMENTS[number(sale) % 3], number(sale) % 7)
    })
    .into_iter()
    .map(|(key, part)| (key, revenue(&part), part.len()))
    .collect();
    joined.sort_by(|left, right| right.1.total_cmp(&left.1));
    let expected: Vec<String> = joined
        .iter()
        .take(20)
        .map(|(key, revenue, count)| format!("{key}|{}|{}", number_text(*revenue), number_text(*count as f64)))
        .collect();
    assert_eq!(
        asked(
            "SELECT c.segment, c.country, sum(s.price*s.qty) AS rev, count(*) AS n FROM sales s JOIN customers c ON s.customer = c.customer GROUP BY c.segment, c.country ORDER BY rev DESC LIMIT 20"
        ),
        expected
    );

    let mut page: Vec<&Sale> = all.iter().collect();
    page.sort_by(|left, right| right.price.total_cmp(&left.price).then(left.id.cmp(&right.id)));
    let expected: Vec<String> = page[2_500..2_600]
        .iter()
        .map(|sale| number_text(sale.id as f64))
        .collect();
    let given: Vec<String> = asked("SELECT * FROM sales ORDER BY price DESC, id LIMIT 100 OFFSET 2500")
        .iter()
        .map(|row| row.split('|').next().unwrap().to_owned())
        .collect();
    assert_eq!(given, expected);

    let brushed: Vec<Sale> = all
        .iter()
        .filter(|sale| (37.0..97.0).contains(&sale.price))
        .cloned()
        .collect();
    let counts = |key: &dyn Fn(&Sale) -> String| {
        sorted(
            grouped(&brushed, key)
                .into_iter()
                .map(|(key, part)| (key, vec![part.len() as f64])),
        )
    };
    assert_eq!(
        asked("SELECT region, count(*) AS n FROM sales WHERE price >= 37 AND price < 97 GROUP BY region"),
        counts(&region)
    );
    assert_eq!(
        asked("SELECT category, count(*) AS n FROM sales WHERE price >= 37 AND price < 97 GROUP BY category"),
        counts(&|sale| sale.category.to_owned())
    );
    assert_eq!(
        asked(
            "SELECT date_trunc('month', date) AS m, count(*) AS n FROM sales WHERE price >= 37 AND price < 97 GROUP BY m"
        ),
        counts(&|sale| month(sale.date))
    );
    assert_eq!(
        asked("SELECT qty, count(*) AS n FROM sales WHERE price >= 37 AND price < 97 GROUP BY qty"),
        counts(&|sale| number_text(sale.qty as f64))
    );
}

/// The columns of a table for group-by benchmarks: text and whole numbers to group by, numbers to sum.
struct Measured {
    text: [String; 3],
    whole: [i64; 3],
    value: [f64; 3],
}

fn measured(count: usize) -> Vec<Measured> {
    let mut state = 11u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below + 1
    };
    (0..count)
        .map(|_| Measured {
            text: [
                format!("id{:03}", next(10)),
                format!("id{:03}", next(10)),
                format!("id{:010}", next(60)),
            ],
            whole: [next(10) as i64, next(10) as i64, next(60) as i64],
            value: [next(5) as f64, next(15) as f64, next(100_000) as f64 / 1024.0],
        })
        .collect()
}

#[test]
#[expect(clippy::too_many_lines, reason = "one question after another")]
fn groups() {
    let all = measured(3_000);
    let text = |at: usize| all.iter().map(|row| row.text[at].clone()).collect::<Vec<_>>();
    let whole = |at: usize| all.iter().map(|row| row.whole[at]).collect::<Vec<_>>();
    let frame = df![
        "id1" => text(0), "id2" => text(1), "id3" => text(2),
        "id4" => whole(0), "id5" => whole(1), "id6" => whole(2),
        "v1" => all.iter().map(|row| row.value[0] as i64).collect::<Vec<_>>(),
        "v2" => all.iter().map(|row| row.value[1] as i64).collect::<Vec<_>>(),
        "v3" => all.iter().map(|row| row.value[2]).collect::<Vec<_>>(),
    ]
    .unwrap();
    let category = DataType::from_categories(Categories::global());
    let casts = ["id1", "id2", "id3"].map(|name| col(name).cast(category.clone()));
    let mut catalog = Catalog::default();
    catalog
        .add(
            "x",
            frame.lazy().with_columns(casts).collect().unwrap(),
            Source::default(),
        )
        .unwrap();
    let by = |key: &dyn Fn(&Measured) -> String, figures: &dyn Fn(&[&Measured]) -> Vec<f64>| {
        let mut groups: HashMap<String, Vec<&Measured>> = HashMap::new();
        for row in &all {
            groups.entry(key(row)).or_default().push(row);
        }
        sorted(groups.into_iter().map(|(key, part)| (key, figures(&part))))
    };
    let values = |part: &[&Measured], at: usize| part.iter().map(|row| row.value[at]).collect::<Vec<f64>>();
    let sum = |part: &[&Measured], at: usize| values(part, at).iter().sum::<f64>();
    let average = |part: &[&Measured], at: usize| mean(&values(part, at));
    let number = |row: &Measured, at: usize| number_text(row.whole[at] as f64);
    let check = |text: &str, expected: Vec<String>| assert_eq!(rows(&catalog, text), expected, "{text}");

    check(
        "SELECT id1, sum(v1) AS v1 FROM x GROUP BY id1",
        by(&|row| row.text[0].clone(), &|part| vec![sum(part, 0)]),
    );
    check(
        "SELECT id1, id2, sum(v1) AS v1 FROM x GROUP BY id1, id2",
        by(&|row| format!("{}|{}", row.text[0], row.text[1]), &|part| {
            vec![sum(part, 0)]
        }),
    );
    check(
        "SELECT id3, sum(v1) AS v1, avg(v3) AS v3 FROM x GROUP BY id3",
        by(&|row| row.text[2].clone(), &|part| vec![sum(part, 0), average(part, 2)]),
    );
    check(
        "SELECT id4, avg(v1) AS v1, avg(v2) AS v2, avg(v3) AS v3 FROM x GROUP BY id4",
        by(&|row| number(row, 0), &|part| {
            vec![average(part, 0), average(part, 1), average(part, 2)]
        }),
    );
    check(
        "SELECT id6, sum(v1) AS v1, sum(v2) AS v2, sum(v3) AS v3 FROM x GROUP BY id6",
        by(&|row| number(row, 2), &|part| {
            vec![sum(part, 0), sum(part, 1), sum(part, 2)]
        }),
    );
    let middle = |part: &[&Measured]| {
        let mut values = values(part, 2);
        values.sort_by(f64::total_cmp);
        let half = values.len() / 2;
        if values.len() % 2 == 1 {
            values[half]
        } else {
            f64::midpoint(values[half - 1], values[half])
        }
    };
    let deviation = |part: &[&Measured]| {
        let average = average(part, 2);
        let squares: f64 = values(part, 2).iter().map(|value| (value - average).powi(2)).sum();
        (squares / (part.len() - 1) as f64).sqrt()
    };
    check(
        "SELECT id4, id5, median(v3) AS median_v3, stddev(v3) AS sd_v3 FROM x GROUP BY id4, id5",
        by(&|row| format!("{}|{}", number(row, 0), number(row, 1)), &|part| {
            vec![middle(part), deviation(part)]
        }),
    );
    let highest = |part: &[&Measured], at: usize| values(part, at).into_iter().fold(f64::MIN, f64::max);
    let lowest = |part: &[&Measured], at: usize| values(part, at).into_iter().fold(f64::MAX, f64::min);
    check(
        "SELECT id3, max(v1) - min(v2) AS range_v1_v2 FROM x GROUP BY id3",
        by(&|row| row.text[2].clone(), &|part| {
            vec![highest(part, 0) - lowest(part, 1)]
        }),
    );
    let mut largest: HashMap<i64, Vec<f64>> = HashMap::new();
    for row in &all {
        largest.entry(row.whole[2]).or_default().push(row.value[2]);
    }
    let two = largest.into_iter().flat_map(|(key, mut values)| {
        values.sort_by(|left, right| right.total_cmp(left));
        values.truncate(2);
        values
            .into_iter()
            .map(move |value| (number_text(key as f64), vec![value]))
    });
    check(
        "SELECT id6, v3 AS largest2_v3 FROM (SELECT id6, v3, row_number() OVER (PARTITION BY id6 ORDER BY v3 DESC) AS r FROM x) t WHERE r <= 2",
        sorted(two),
    );
    let squared = |part: &[&Measured]| {
        let (left, right) = (average(part, 0), average(part, 1));
        let over = |pick: &dyn Fn(&Measured) -> f64| part.iter().map(|row| pick(row)).sum::<f64>();
        let both = over(&|row| (row.value[0] - left) * (row.value[1] - right));
        let each = over(&|row| (row.value[0] - left).powi(2)) * over(&|row| (row.value[1] - right).powi(2));
        both * both / each
    };
    check(
        "SELECT id2, id4, pow(corr(v1, v2), 2) AS r2 FROM x GROUP BY id2, id4",
        by(&|row| format!("{}|{}", row.text[1], number(row, 0)), &|part| {
            vec![squared(part)]
        }),
    );
    check(
        "SELECT id1, id2, id3, id4, id5, id6, sum(v3) AS v3, count(*) AS count FROM x GROUP BY id1, id2, id3, id4, id5, id6",
        by(
            &|row| {
                let whole = [number(row, 0), number(row, 1), number(row, 2)];
                format!("{}|{}", row.text.join("|"), whole.join("|"))
            },
            &|part| vec![sum(part, 2), part.len() as f64],
        ),
    );
}
