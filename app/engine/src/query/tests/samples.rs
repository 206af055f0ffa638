use super::answer;
use crate::catalog::Catalog;
use crate::query;
use expect_test::{Expect, expect};
use polars::prelude::*;
use spec::question::Query;
use spec::reading::Source;

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    let numbers: Vec<i64> = (0..10_000).collect();
    catalog
        .add("numbers", df!["n" => numbers].unwrap(), Source::default())
        .unwrap();
    catalog
}

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(query: &str, expected: Expect) {
    let query: Query = serde_json::from_str(&format!(r#"{{"from":"numbers",{query}}}"#)).unwrap();
    expected.assert_eq(&answer(&catalog(), &query));
}

#[test]
fn samples() {
    check(
        r#""sample":{"rows":{"count":3}}"#,
        expect![[r#"
        n
        5644
        7326
        8715
        sampled: a sample: 3 of 10,000 rows
    "#]],
    );
    check(
        r#""sample":{"rows":{"count":3,"seed":1}}"#,
        expect![[r#"
        n
        3450
        4908
        6741
        sampled: a sample: 3 of 10,000 rows
    "#]],
    );
    check(
        r#""sample":{"rows":{"count":0}},"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            count
            0
            sampled: a sample: 0 of 10,000 rows
        "#]],
    );
    check(
        r#""sample":{"rows":{"count":20000}},"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            count
            10000
        "#]],
    );
    check(
        r#""sample":{"share":{"part":0.1}},"measures":[{"aggregate":"count"},{"aggregate":"mean","column":"n"}]"#,
        expect![[r#"
            count | average of n
            999 | 4781.844844844845
            sampled: a sample: 999 of 10,000 rows
        "#]],
    );
    check(
        r#""sample":{"share":{"part":0}},"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            count
            0
            sampled: a sample: 0 of 10,000 rows
        "#]],
    );
    check(
        r#""sample":{"share":{"part":1}},"measures":[{"aggregate":"count"}]"#,
        expect![[r#"
            count
            10000
        "#]],
    );
    check(
        r#""sample":{"share":{"part":1.5}}"#,
        expect![[r#"
        invalid_question: a sample is a part from 0 to 1 of the rows, and 1.5 is none
    "#]],
    );
}

/// Another seed is another sample, and every row is in a sample about as often as any other.
#[test]
fn samples_are_fair() {
    let mut taken = vec![0; 10_000];
    for seed in 0..50 {
        let query = format!(r#"{{"from":"numbers","sample":{{"rows":{{"count":1000,"seed":{seed}}}}}}}"#);
        let query = serde_json::from_str(&query).unwrap();
        let (frame, _) = query::run(&catalog(), &query, "2024-03-01").unwrap();
        assert_eq!(frame.height(), 1_000);
        for number in frame.column("n").unwrap().i64().unwrap().iter().flatten() {
            taken[number as usize] += 1;
        }
    }
    let most = taken.iter().max().copied();
    assert!(most < Some(20), "a row is in {most:?} of 50 samples of a tenth");
    assert!(taken.iter().filter(|taken| **taken == 0).count() < 120);
}
