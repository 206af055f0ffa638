//! What an expression of a query stands on: the names it may use, with their types.

use crate::catalog::Catalog;
use crate::error::Error;
use crate::query::columns::Rows;
use crate::query::setting::Setting;
use crate::query::{self, calculated, source};
use spec::expression::Ground;
use spec::question::{Calculated, Query};

/// The columns that an expression of this query may name. Calculated columns that cannot be worked out are left out.
pub(crate) fn ground(catalog: &Catalog, query: &Query, ground: Ground, today: &str) -> Result<Rows, Error> {
    let setting = on_no_rows(catalog, query, today)?;
    let (rows, _) = source::rows(query, &setting)?;
    match ground {
        Ground::Row | Ground::Group => Ok(calculate(rows, &query.calculated, &setting)),
        Ground::Answer => answer(rows, query, today),
    }
}

/// The columns that a query's filters, groups and measures may name.
pub(super) fn columns(catalog: &Catalog, query: &Query) -> Result<Rows, Error> {
    let setting = on_no_rows(catalog, query, "")?;
    let (rows, _) = source::rows(query, &setting)?;
    calculated::add_all(rows, &query.calculated, &setting)
}

fn on_no_rows<'a>(catalog: &'a Catalog, query: &Query, today: &'a str) -> Result<Setting<'a>, Error> {
    let mut setting = Setting::of(query, Some(catalog), today)?;
    setting.only_columns = true;
    Ok(setting)
}

fn calculate(mut rows: Rows, calculated: &[Calculated], setting: &Setting<'_>) -> Rows {
    for wanted in calculated {
        if let Ok(more) = calculated::add_all(rows.clone(), std::slice::from_ref(wanted), setting) {
            rows = more;
        }
    }
    rows
}

/// The answer's columns, found out over no rows at all.
fn answer(rows: Rows, query: &Query, today: &str) -> Result<Rows, Error> {
    let none = Rows {
        frame: rows.frame.limit(0),
        ..rows
    };
    let plain = Query {
        filter: None,
        having: None,
        qualify: None,
        top: None,
        totals: Default::default(),
        sort: Vec::new(),
        offset: None,
        limit: None,
        pivot: None,
        ..query.clone()
    };
    let (frame, _) = query::over(none, &plain, today)?;
    Rows::over("the answer", &frame)
}
