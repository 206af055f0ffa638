//! A few values of an expression.

use crate::engine::use_engine;
use crate::ui::format;
use crate::ui::words;
use leptos::prelude::*;
use spec::answer::Table;
use spec::problem::Problem;
use spec::question::{Query, Question};
use spec::value::Value;

/// The first rows of what is tried, while something is.
#[component]
pub(super) fn Preview(tried: Memo<Option<Query>>) -> impl IntoView {
    let engine = use_engine();
    let table = LocalResource::new(move || {
        let query = tried.get();
        async move { Some(engine.table(Some("preview"), Question::Query(query?), 5).await) }
    });
    view! {
        <div class="preview">{move || tried.with(Option::is_some).then(|| table.get().flatten().map(shown))}</div>
    }
}

fn shown(result: Result<Table, Problem>) -> AnyView {
    match result {
        Ok(table) => rows(&table).into_any(),
        Err(problem) if problem.code == "superseded" => ().into_any(),
        Err(problem) => {
            view! { <p class="form-told wrong" role="status">{words::capitalised(&problem.message)}</p> }.into_any()
        }
    }
}

fn rows(table: &Table) -> impl IntoView + use<> {
    let formats: Vec<_> = table.columns.iter().map(format::of_column).collect();
    let heads = table.columns.iter().zip(&formats).map(|(column, format)| {
        let number = format::is_number(format);
        view! { <th scope="col" class:number=number>{column.name.clone()}</th> }
    });
    let heads = heads.collect_view();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().zip(&formats).map(|(value, format)| {
            let text = match value {
                Value::Null => "–".to_owned(),
                value => format::cell(value, format),
            };
            view! { <td class:number=format::is_number(format) class:null=value.is_null()>{text}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <table aria-label="The first values">
            <thead><tr>{heads}</tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
