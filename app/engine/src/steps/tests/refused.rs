//! What steps refuse, in the user's own names; the other steps go on.

use super::{catalog, done, steps, table, told};
use crate::query::tests::print;
use crate::steps::{Place, run};
use expect_test::expect;
use polars::prelude::{Column, DataFrame};
use spec::problem::Problem;
use spec::reading::Source;

fn problem(json: &str) -> String {
    let catalog = catalog();
    let entry = catalog.entry("sales").unwrap();
    let place = Place {
        catalog: &catalog,
        whose: "sales",
    };
    match run(&entry.frame, &steps(json)[0].operation, place) {
        Ok(done) => print(&done.frame),
        Err(error) => told(&Problem::from(error)),
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases")]
fn steps_that_make_no_sense_are_refused() {
    let every: String = [
        r#"{"rename":{"column":"quantity","to":"a"}}"#,
        r#"{"rename":{"column":"prize","to":"a"}}"#,
        r#"{"rename":{"column":"qty","to":"price"}}"#,
        r#"{"rename":{"column":"qty","to":" "}}"#,
        r#"{"remove":{"columns":["id","shop","day","qty","price","note"]}}"#,
        r#"{"keep":{"columns":[]}}"#,
        r#"{"keep":{"columns":["id","id"]}}"#,
        r#"{"calculate":{"name":"x","expression":"qty +"}}"#,
        r#"{"calculate":{"name":"x","expression":"nope * 2"}}"#,
        r#"{"calculate":{"name":"id","expression":"1"}}"#,
        r#"{"retype":{"column":"id","to":"list"}}"#,
        r#"{"split":{"column":"note","by":"","into":["a"]}}"#,
        r#"{"split":{"column":"note","by":"-","into":["a","shop"]}}"#,
        r#"{"trim":{"columns":["qty"]}}"#,
        r#"{"replace":{"columns":["note"],"find":"(","with":"","how":"pattern"}}"#,
        r#"{"replace":{"columns":["note"],"find":"(a{1000}){1000}","with":"","how":"pattern"}}"#,
        r#"{"replace":{"columns":["note"],"find":"","with":"a","how":"part"}}"#,
        r#"{"fill":{"column":"qty","value":2.5}}"#,
        r#"{"fill":{"column":"day","value":"soon"}}"#,
        r#"{"correct":{"column":"qty","row":6,"value":"1"}}"#,
        r#"{"correct":{"column":"qty","row":1,"value":"many"}}"#,
        r#"{"filter":{"filter":{"relative":{"column":"day","span":{"this":"year"}}}}}"#,
        r#"{"filter":{"filter":{"compare":{"column":"dya","is":"equal","value":"2024-01-01"}}}}"#,
        r#"{"sort":{"by":[]}}"#,
        r#"{"unpivot":{"columns":["qty"],"names":"id","values":"v"}}"#,
        r#"{"unpivot":{"columns":["qty"],"names":"v","values":"v"}}"#,
        r#"{"pivot":{"rows":["shop"],"column":"shop","measure":{"aggregate":"count"}}}"#,
        r#"{"pivot":{"rows":["shop"],"column":"day","measure":{"aggregate":"sum","column":"note"}}}"#,
        r#"{"group":{"by":[],"measures":[]}}"#,
        r#"{"union":{"dataset":"salez"}}"#,
        r#"{"union":{"dataset":"sales"}}"#,
        r#"{"join":{"dataset":"shops","kind":"left","on":[]}}"#,
        r#"{"join":{"dataset":"shops","kind":"left","on":[["id","city"]]}}"#,
        r#"{"join":{"dataset":"shops","kind":"left","on":[["id","town"]]}}"#,
    ]
    .iter()
    .map(|json| problem(json))
    .collect();
    expect![[r#"
        unknown_column: sales has no column “quantity”
          Its columns are id, shop, day, qty, price, note
        unknown_column: sales has no column “prize”
          Did you mean “price”?
        invalid_question: sales has a column “price” already: choose another name
        invalid_question: a column needs a name
        invalid_question: these are all the columns of sales: at least one has to stay
        invalid_question: which columns? Name at least one
        invalid_question: “id” is named twice
        sql: the SQL cannot be read: expected: an expression, found: EOF
        unknown_column: sales has no column “nope”
          Did you mean “note”?
        invalid_question: sales has a column “id” already: give the calculated column another name
        wrong_type: “id” holds whole numbers, and this needs to stay as it is: nothing can be read as that
        invalid_question: cut “note” where? Say at which text
        invalid_question: sales has a column “shop” already: choose another name
        wrong_type: “qty” holds whole numbers, and this needs text: read the column as text first
        invalid_question: “(” is no regular expression that can be used: unclosed group
          To look for it as plain text, replace a part instead of a pattern
        invalid_question: “(a{1000}){1000}” is no regular expression that can be used: it is too large when it is spelled out
          To look for it as plain text, replace a part instead of a pattern
        invalid_question: replace what? Say what to look for
        invalid_question: “qty” holds whole numbers, and “2.5” is none: read the column as another type first
        invalid_question: “day” holds dates, and “soon” is not one that can be read
          Write a date as 2013-01-31 and a moment as 2013-01-31T17:30:00
        invalid_question: sales has rows 1 to 5 here, and no row 6
        invalid_question: “qty” holds whole numbers, and “many” is not one
        invalid_question: a step gives the same rows on every day, and this condition counts from today
          Write the first and the last day themselves
        unknown_column: sales has no column “dya”
          Its columns are id, shop, day, qty, price, note
        invalid_question: sort by what? Name a column
        invalid_question: the new columns “id” and “v” need names that differ from each other and from the columns that stay
        invalid_question: the new columns “v” and “v” need names that differ from each other and from the columns that stay
        invalid_question: “shop” cannot both stay at the side and become columns
        wrong_type: “note” holds text, and this needs numbers
        invalid_question: group by what? Name a column or a measure
        unknown_dataset: there is no dataset named “salez”
          Open now: sales, shops
        invalid_question: sales cannot be put together with itself
          Open the file a second time under another name, and use that
        invalid_question: join on what? Name at least one pair of columns
        invalid_question: “id” holds whole numbers and “city” of shops holds text: they are never equal
          Read one of them as the type of the other first
        unknown_column: shops has no column “town”
          Its columns are id, shop, city, price
    "#]].assert_eq(&every);
}

#[test]
fn two_datasets_cannot_wait_for_each_other() {
    let mut catalog = catalog();
    catalog
        .transform("shops", &steps(r#"{"union":{"dataset":"sales"}}"#))
        .unwrap();
    expect![[r#"
        number
        1
        2
        3
        4
        5
        integer
        Keep only id (0)
        Join shops on id, rows with a partner only (0)
        invalid_question: shops is made from sales by its own steps, and each would wait for the other
          Open the file a second time under another name, and use that
        Rename id to number (0)
    "#]].assert_eq(&done(
        &mut catalog,
        r#"{"keep":{"columns":["id"]}},{"join":{"dataset":"shops","kind":"inner","on":[["id","id"]]}},{"rename":{"column":"id","to":"number"}}"#,
    ));
}

#[test]
fn what_would_not_fit_is_refused_before_it_is_tried() {
    let rows: Vec<i64> = (0..30_000).map(|row| row % 2).collect();
    let many: Vec<i64> = (0..30_000).collect();
    let frame = DataFrame::new(vec![Column::new("key".into(), rows), Column::new("many".into(), many)]).unwrap();
    let mut catalog = catalog();
    catalog.add("left", frame.clone(), Source::default()).unwrap();
    catalog.add("right", frame.clone(), Source::default()).unwrap();
    let place = Place {
        catalog: &catalog,
        whose: "left",
    };
    let refusal = |json: &str| match run(&frame, &steps(json)[0].operation, place) {
        Ok(_) => "done\n".to_owned(),
        Err(error) => told(&Problem::from(error)),
    };
    let pivot = refusal(r#"{"pivot":{"rows":[],"column":"many","measure":{"aggregate":"count"}}}"#);
    let join = refusal(r#"{"join":{"dataset":"right","kind":"inner","on":[["key","key"]]}}"#);
    expect![[r#"
        invalid_question: “many” has 30000 different values, and at most 1000 can become columns
          Keep the rows that matter first, or pivot a column with fewer values
        invalid_question: this join makes 450000000 rows, more than fit in a browser's memory
          The same key is on many rows of both: join on more columns, or remove duplicates first
    "#]]
    .assert_eq(&(pivot + &join));
}

#[test]
fn tables_without_rows_or_cells_are_no_trouble() {
    let empty = table("id,a,b\n1,,\n2,,\n");
    let none = empty.slice(0, 0);
    let catalog = catalog();
    let place = Place {
        catalog: &catalog,
        whose: "sales",
    };
    let every = r#"{"retype":{"column":"a","to":"integer"}},{"retype":{"column":"id","to":"date"}},{"split":{"column":"a","by":"-","into":["x","y"]}},
        {"merge":{"columns":["a","b"],"with":"-","into":"x"}},{"trim":{"columns":["a"]}},{"letters":{"columns":["b"],"to":"upper"}},
        {"fill_down":{"columns":["a","id"]}},{"fill":{"column":"a","value":"x"}},{"fill":{"column":"id","value":0}},
        {"replace":{"columns":["a"],"find":"x","with":"y","how":"whole"}},{"replace":{"columns":["id"],"find":"1","with":"","how":"whole"}},
        {"deduplicate":{"columns":[]}},{"sort":{"by":[{"by":"a"},{"by":"id"}]}},
        {"unpivot":{"columns":["a","id"],"names":"n","values":"v"}},{"pivot":{"rows":[],"column":"a","measure":{"aggregate":"count"}}},
        {"pivot":{"rows":["b"],"column":"id","measure":{"aggregate":"max","column":"a"}}},
        {"group":{"by":[{"column":"a"}],"measures":[{"aggregate":"sum","column":"id"}]}},{"group":{"by":[],"measures":[{"aggregate":"mean","column":"id"}]}},
        {"union":{"dataset":"shops"}},{"join":{"dataset":"shops","kind":"full","on":[["a","shop"]]}},{"join":{"dataset":"shops","kind":"left","on":[["id","id"],["b","city"]]}},
        {"calculate":{"name":"x","expression":"null"}},{"calculate":{"name":"x","expression":"id / 0"}},
        {"filter":{"filter":{"contains":{"column":"a","text":"x"}}}}"#;
    let mut shown = String::new();
    for step in steps(every) {
        for frame in [&empty, &none] {
            let told = match run(frame, &step.operation, place) {
                Ok(done) => format!("{}×{}", done.frame.height(), done.frame.width()),
                Err(error) => error.to_string(),
            };
            shown += &format!("{}: {told}\n", step.operation.said());
        }
    }
    expect![[r#"
        Read a as a whole number: 2×3
        Read a as a whole number: 0×3
        Read id as a date: 2×3
        Read id as a date: 0×3
        Split a at “-” into x and y: 2×5
        Split a at “-” into x and y: 0×5
        Join a and b with “-” into x: 2×4
        Join a and b with “-” into x: 0×4
        Remove needless spaces in a: 2×3
        Remove needless spaces in a: 0×3
        Write b in capitals: 2×3
        Write b in capitals: 0×3
        Fill a and id down: 2×3
        Fill a and id down: 0×3
        Fill empty cells of a with “x”: 2×3
        Fill empty cells of a with “x”: 0×3
        Fill empty cells of id with 0: 2×3
        Fill empty cells of id with 0: 0×3
        Replace cells that are “x” with “y” in a: 2×3
        Replace cells that are “x” with “y” in a: 0×3
        Remove cells that are “1” in id: 2×3
        Remove cells that are “1” in id: 0×3
        Remove duplicate rows: 2×3
        Remove duplicate rows: 0×3
        Sort by a, largest first and id, largest first: 2×3
        Sort by a, largest first and id, largest first: 0×3
        Turn a and id into rows of n and v: 4×3
        Turn a and id into rows of n and v: 0×3
        Turn a into columns of count: 1×1
        Turn a into columns of count: “a” has no values that could become columns
        Turn id into columns of highest of a, by b: 1×3
        Turn id into columns of highest of a, by b: 0×1
        Group by a with sum of id: 1×2
        Group by a with sum of id: 0×2
        Work out average of id of all rows: 1×1
        Work out average of id of all rows: 1×1
        Add the rows of shops: 5×6
        Add the rows of shops: 3×6
        Join shops on a = shop, all rows of both: 5×6
        Join shops on a = shop, all rows of both: 3×6
        Join shops on id and b = city: 2×5
        Join shops on id and b = city: 0×5
        Calculate x = null: 2×4
        Calculate x = null: 0×4
        Calculate x = id / 0: 2×4
        Calculate x = id / 0: 0×4
        Keep rows where a contains “x”: 0×3
        Keep rows where a contains “x”: 0×3
    "#]]
    .assert_eq(&shown);
}

#[test]
fn text_does_not_grow_without_end() {
    let long = "a".repeat(1_000_000);
    let json = format!(
        r#"{{"replace":{{"columns":["text"],"find":"a","with":"{}","how":"part"}}}}"#,
        "b".repeat(2_000)
    );
    let frame = table(&format!("text\n{long}\n"));
    let catalog = catalog();
    let place = Place {
        catalog: &catalog,
        whose: "sales",
    };
    let told = run(&frame, &steps(&json)[0].operation, place)
        .map(|_| ())
        .map_err(|error| told(&Problem::from(error)));
    expect![[r#"
        invalid_question: this makes more than a gigabyte of text in “text”
    "#]]
    .assert_eq(&told.unwrap_err());
}
