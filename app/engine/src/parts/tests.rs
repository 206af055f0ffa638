//! A question has one answer, however its rows are parted.

use super::{Share, Turn};
use crate::Engine;
use crate::parts::bytes;
use polars::prelude::*;
use spec::question::{Question, Sql};
use spec::worker::{Reply, Request};

const TODAY: &str = "2024-12-31";

fn engine(rows: i64) -> Engine {
    let places = ["north", "south", "Élan", ""];
    let frame = df![
        "id" => (0..rows).collect::<Vec<_>>(),
        "place" => (0..rows).map(|row| (row % 7 > 0).then_some(places[row as usize * 5 % 4])).collect::<Vec<_>>(),
        "price" => (0..rows).map(|row| (row % 5 > 0).then_some((row * 37 % 101) as f64 / 4.0)).collect::<Vec<_>>(),
        "far" => (0..rows).map(|row| [1e16, 1.0, -1e16, f64::NAN][row as usize % 4]).collect::<Vec<_>>(),
    ]
    .unwrap();
    let category = DataType::from_categories(Categories::global());
    let frame = frame.lazy().with_column(col("place").cast(category)).collect().unwrap();
    let mut engine = Engine::default();
    engine.catalog.add("sales", frame, Default::default()).unwrap();
    engine
}

fn request(text: &str) -> Request {
    let text = text.to_owned();
    Request::Table {
        question: Question::Sql(Sql { text }),
        limit: 100,
        today: TODAY.to_owned(),
    }
}

/// A share whose rows came as bytes, as they come to another worker.
fn sent(engine: &Engine, rows: std::ops::Range<u64>, columns: &[String]) -> Share {
    let (held, empty) = engine.held("sales").unwrap();
    let mut share = Share::new(held, empty, rows.end - rows.start).unwrap();
    for column in columns {
        let middle = rows.start.midpoint(rows.end);
        for (piece, is_last) in [(rows.start..middle, false), (middle..rows.end, true)] {
            let cells = engine.cells("sales", column, piece).unwrap();
            share.take(column, cells, is_last).unwrap();
        }
    }
    share
}

/// The answer in parts that end at these rows, and how often the parts were asked.
fn parted(engine: &mut Engine, request: Request, ends: &[u64]) -> (Result<Reply, String>, usize) {
    let mut parted = engine.take_apart(request, 1).unwrap();
    let (mut found, mut asked): (Option<Vec<Vec<u8>>>, usize) = (None, 0);
    loop {
        match engine.turn(&mut parted, found.as_deref()) {
            Err(error) => return (Err(error.to_string()), asked),
            Ok(Turn::Done((reply, _))) => return (Ok(reply), asked),
            Ok(Turn::Wanted(wanted)) => {
                asked += 1;
                let mut start = 0;
                let parts = ends.iter().map(|end| {
                    let rows = std::mem::replace(&mut start, *end)..*end;
                    sent(engine, rows, &wanted.columns).part(&wanted.work, &wanted.known)
                });
                match parts.collect::<Option<Vec<_>>>() {
                    Some(parts) => found = Some(parts),
                    None => {
                        return (
                            engine
                                .alone(&parted)
                                .map(|reply| reply.0)
                                .map_err(|error| error.to_string()),
                            0,
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn answers_are_the_same_in_parts() {
    let mut alone = engine(200);
    for (text, turns) in [
        (
            "select place, count(*) as n, sum(price) as total, round(avg(price), 9) as mean, min(id) as low, max(price) as high from sales group by place order by place",
            1,
        ),
        (
            "select count(price) as n, count(distinct place) as places, round(stddev(price), 9) as apart, round(corr(price, id), 9) as along from sales where id > 20",
            1,
        ),
        (
            "select place, count(distinct price) as prices from sales group by place order by place",
            1,
        ),
        ("select sum(far) as total from sales where id < 198", 1),
        (
            "select place, sum(id) as ids from sales where place <> 'north' group by place having sum(id) > 100 order by ids",
            1,
        ),
        (
            "select id % 3 as rest, sum(price) as total from sales where id > 1000 group by 1",
            1,
        ),
        (
            "select place, median(price) as middle from sales group by place order by place",
            0,
        ),
        ("select id, price from sales order by price desc, id limit 5", 0),
        (
            "select sum(price) as total from sales where price > (select avg(price) from sales)",
            0,
        ),
        (
            "with dear as (select * from sales where price > 10) select place, count(*) as n from dear group by place order by place",
            1,
        ),
        ("select nothing from sales", 0),
    ] {
        let whole = alone
            .handle(request(text))
            .map(|reply| reply.0)
            .map_err(|error| error.to_string());
        for ends in [&[200][..], &[90, 200], &[0, 1, 150, 150, 200], &[50, 100, 150, 200]] {
            // What one engine has answered it does not work out again.
            let (found, asked) = parted(&mut engine(200), request(text), ends);
            assert_eq!(whole.is_ok(), !text.contains("nothing"), "{text}: {whole:?}");
            assert_eq!(found, whole, "{text} in parts up to {ends:?}");
            assert_eq!(asked, turns, "{text} in parts up to {ends:?}");
        }
    }
}

#[test]
fn a_table_that_broke_off_is_refused() {
    let frame = df!["a" => [1, 2]].unwrap();
    let packed = bytes::pack([frame.clone(), frame.clone()]).unwrap();
    assert_eq!(bytes::unpack(&packed).unwrap(), [frame.clone(), frame]);
    assert!(bytes::unpack(&packed[..packed.len() - 9]).is_err());
}

#[test]
fn a_dataset_that_has_changed_has_another_version() {
    let mut engine = engine(10);
    let before = engine.version("sales");
    engine
        .handle(Request::Transform {
            dataset: "sales".to_owned(),
            steps: Vec::new(),
        })
        .unwrap();
    assert_ne!(engine.version("sales"), before);
    engine
        .handle(Request::Close {
            dataset: "sales".to_owned(),
        })
        .unwrap();
    assert_eq!(engine.version("sales"), None);
}
