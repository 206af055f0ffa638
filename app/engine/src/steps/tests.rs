//! Steps over small tables: what they make, what they set aside, what they refuse, and the same as SQL.

mod any_type;
mod made;
mod refused;
mod replayed;
mod written;

use crate::catalog::Catalog;
use crate::ingest::tests::table;
use crate::query::tests::print;
use expect_test::Expect;
use spec::problem::Problem;
use spec::reading::Source;
use spec::step::{Operation, Step};

/// The table that most steps are done to.
const SALES: &str = "\
id,shop,day,qty,price,note
1,b,2024-01-05,2,1.5,  hello  world
2,a,2024-01-06,,2.25,x-y-z
3,b,2024-02-01,4,,
4,,2024-02-01,1,10,A-b
5,a,2024-02-03,1,10,x-y-z
";

const SHOPS: &str = "\
id,shop,city,price
1,a,Aachen,9
2,b,Bonn,8
3,c,Cologne,7
";

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (name, text) in [("sales", SALES), ("shops", SHOPS)] {
        catalog.add(name, table(text), Source::default()).unwrap();
    }
    catalog
}

fn steps(json: &str) -> Vec<Step> {
    let operations: Vec<Operation> = serde_json::from_str(&format!("[{json}]")).unwrap();
    operations.into_iter().map(Step::from).collect()
}

/// The table after steps on `sales`, then what each touched, set aside and said.
fn done(catalog: &mut Catalog, json: &str) -> String {
    catalog.transform("sales", &steps(json)).unwrap();
    let entry = catalog.entry("sales").unwrap();
    let types: Vec<String> = entry
        .dataset
        .columns
        .iter()
        .map(|column| format!("{:?}", column.kind).to_lowercase())
        .collect();
    let mut text = format!("{}{}\n", print(&entry.frame), types.join(" "));
    for played in &entry.played {
        text += &format!("{} ({})\n", played.outcome.said, played.outcome.touched);
        for note in &played.outcome.notes {
            text += &format!("! {}: {}\n", note.code, note.message);
        }
        if let Some(problem) = &played.outcome.problem {
            text += &told(problem);
        }
        if played.aside.len() > 0 {
            text += &print(&played.aside.frame().unwrap());
        }
    }
    text
}

fn told(problem: &Problem) -> String {
    let hint = problem
        .hint
        .as_ref()
        .map(|hint| format!("\n  {hint}"))
        .unwrap_or_default();
    format!("{}: {}{hint}\n", problem.code, problem.message)
}

#[expect(clippy::needless_pass_by_value, reason = "reads like a table")]
fn check(json: &str, expected: Expect) {
    expected.assert_eq(&done(&mut catalog(), json));
}
