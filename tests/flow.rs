//! File → question → answer → chart: the same table in every format gives the same answers, and bad files harm nothing.

use engine::Engine;
use spec::answer::{Answer, Table};
use spec::chart::Kind;
use spec::dashboard::Tile;
use spec::dataset::{Opened, Type};
use spec::problem::Problem;
use spec::question::Question;
use spec::reading::OpenOptions;
use spec::worker::{Reply, Request};
use tests::Bytes;

const TODAY: &str = "2026-11-21";
fn open(engine: &mut Engine, filename: &str, bytes: Vec<u8>) -> Result<Opened, Problem> {
    let options = OpenOptions {
        name: filename.starts_with("orders").then(|| "orders".to_owned()),
        filename: Some(filename.to_owned()),
        ..OpenOptions::default()
    };
    Ok(engine.open(&mut Bytes(bytes), &options, &mut |_, _| {})?)
}

fn opened(file: &str) -> (Engine, Opened) {
    let mut engine = Engine::default();
    let opened = open(&mut engine, file, tests::data(file)).unwrap_or_else(|problem| panic!("{file}: {problem}"));
    (engine, opened)
}

fn question(json: &str) -> Question {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn table(engine: &mut Engine, question: Question) -> Table {
    match engine
        .handle(Request::Table {
            question,
            limit: 1_000,
            today: TODAY.into(),
        })
        .unwrap_or_else(|error| panic!("{error}"))
        .0
    {
        Reply::Table(table) => table,
        other => panic!("{other:?}"),
    }
}

fn answer(engine: &mut Engine, question: Question) -> Answer {
    let tile = Tile {
        title: String::new(),
        question,
        chart: Default::default(),
    };
    match engine
        .handle(Request::Answer {
            tile,
            filters: Vec::new(),
            today: TODAY.into(),
        })
        .unwrap_or_else(|error| panic!("{error}"))
        .0
    {
        Reply::Answer(answer) => *answer,
        other => panic!("{other:?}"),
    }
}

const QUESTIONS: [&str; 5] = [
    r#"{"kind":"query","from":"orders"}"#,
    r#"{"kind":"query","from":"orders","groups":[{"column":"region"}],"measures":[{"aggregate":"sum","column":"quantity"},{"aggregate":"mean","column":"price"}]}"#,
    r#"{"kind":"query","from":"orders","groups":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"count"}]}"#,
    r#"{"kind":"query","from":"orders","groups":[{"column":"zip"}],"measures":[{"aggregate":"distinct","column":"product"}]}"#,
    r#"{"kind":"sql","text":"select paid, max(placed_at) as last from orders group by paid order by paid"}"#,
];

#[test]
fn every_format_gives_the_same_answers() {
    let (mut csv, expected) = opened("orders.csv");
    let answers: Vec<_> = QUESTIONS.iter().map(|json| table(&mut csv, question(json))).collect();
    assert_eq!(answers[0].rows.len(), 40);
    for file in tests::orders() {
        let (mut engine, opened) = opened(&file);
        assert_eq!(opened.datasets[0].columns, expected.datasets[0].columns, "{file}");
        for (json, answer) in QUESTIONS.iter().zip(&answers) {
            assert_eq!(&table(&mut engine, question(json)), answer, "{file}: {json}");
        }
    }
}

#[test]
fn leading_zeros_stay() {
    let (_, opened) = opened("orders.csv");
    assert_eq!(
        opened.datasets[0].column("zip").map(|column| column.kind),
        Some(Type::Text)
    );
}

#[test]
fn a_question_becomes_a_chart() {
    let (mut engine, _) = opened("orders.csv");
    let answer = answer(&mut engine, question(QUESTIONS[1]));
    assert!(answer.fitting.contains(&answer.chart.kind.unwrap()));
    assert!(answer.option["series"].is_array(), "{}", answer.option);
    let months = self::answer(&mut engine, question(QUESTIONS[2]));
    assert_eq!(months.chart.kind, Some(Kind::Line));
}

#[test]
fn words_become_the_same_answer_as_the_question() {
    let (mut engine, _) = opened("orders.csv");
    let request = |words: &str| Request::Ask {
        words: words.to_owned(),
        datasets: Vec::new(),
        previous: None,
        today: TODAY.into(),
    };
    let Ok((Reply::Asked(asked), _)) = engine.handle(request("average price by region")) else {
        panic!("not understood")
    };
    let direct = question(
        r#"{"kind":"query","from":"orders","groups":[{"column":"region"}],"measures":[{"aggregate":"mean","column":"price"}]}"#,
    );
    let mut rows = [asked.0.table.rows.clone(), table(&mut engine, direct).rows];
    rows.iter_mut()
        .for_each(|rows| rows.sort_by_key(|row| row[0].to_string()));
    assert_eq!(rows[0], rows[1]);

    let problem = Problem::from(engine.handle(request("xyzzy plugh frobnicate")).unwrap_err());
    assert_eq!(problem.code, "not_understood");
    assert_eq!(problem.hint.unwrap_or_default().lines().count(), 3);
}

#[test]
fn a_stored_dataset_comes_back_as_it_was() {
    for file in tests::orders() {
        let (mut engine, opened) = opened(&file);
        let dataset = opened.datasets[0].clone();
        let bytes = engine.stored(&dataset.name).unwrap();
        let before = table(&mut engine, question(QUESTIONS[0]));
        let mut later = Engine::default();
        let restored = later.restore(&dataset.name, dataset.source.clone(), bytes).unwrap();
        assert_eq!(
            (restored.columns, restored.rows),
            (dataset.columns, dataset.rows),
            "{file}"
        );
        assert_eq!(table(&mut later, question(QUESTIONS[0])), before, "{file}");
    }
}

#[test]
fn a_bad_file_is_named_and_harms_nothing() {
    let (mut engine, _) = opened("orders.csv");
    let before = table(&mut engine, question(QUESTIONS[1]));
    let parquet = tests::data("orders.parquet");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec();
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("empty.csv", Vec::new(), "empty_file"),
        ("picture.csv", png, "not_a_table"),
        ("cut.parquet", parquet[..parquet.len() / 2].to_vec(), "truncated"),
        ("deep.json", "[".repeat(10_000).into_bytes(), "too_deep"),
    ];
    for (name, bytes, code) in cases {
        let problem = open(&mut engine, name, bytes).unwrap_err();
        assert_eq!(problem.code, code, "{problem:?}");
        assert!(problem.message.contains(name), "{problem:?}");
        assert_eq!(table(&mut engine, question(QUESTIONS[1])), before, "{name}");
    }
}

#[test]
fn what_does_not_exist_is_named() {
    let (mut engine, _) = opened("orders.csv");
    for (json, code, word) in [
        (r#"{"kind":"query","from":"order"}"#, "unknown_dataset", "orders"),
        (
            r#"{"kind":"query","from":"orders","measures":[{"aggregate":"sum","column":"prise"}]}"#,
            "unknown_column",
            "price",
        ),
        (
            r#"{"kind":"sql","text":"select prise from orders"}"#,
            "unknown_column",
            "price",
        ),
        (r#"{"kind":"sql","text":"selec 1"}"#, "sql", ""),
        (r#"{"kind":"sql","text":"drop table orders"}"#, "sql", ""),
    ] {
        let request = Request::Table {
            question: question(json),
            limit: 10,
            today: TODAY.into(),
        };
        let problem = Problem::from(engine.handle(request).unwrap_err());
        assert_eq!(problem.code, code, "{json}: {problem:?}");
        assert!(problem.hint.unwrap_or_default().contains(word), "{json}");
    }
}
