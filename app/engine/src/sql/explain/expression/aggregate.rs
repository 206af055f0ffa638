//! Functions of many rows, by their PostgreSQL names, and windows.

use super::{Writer, Written};
use crate::error::Error;
use crate::sql::dialect::refused;
use spec::dataset::Type;
use sqlparser::ast::{self, Function, FunctionArg, FunctionArgExpr, FunctionArguments};

impl Writer<'_> {
    /// Calls a function of one row, of many rows, or of a window.
    pub(super) fn function(&self, function: &Function) -> Result<Written, Error> {
        let name = function.name.to_string().to_lowercase();
        let arguments = self.arguments(function)?;
        let (condition, is_distinct) = (self.filter(function)?, is_distinct(function));
        let over = function.over.as_ref().map(|over| self.window(over)).transpose()?;
        let cells: Vec<Written> = arguments.clone().unwrap_or_default();
        let call = Call {
            name: &name,
            is_distinct,
            has_star: arguments.is_none(),
            condition,
            cells: &cells,
        };
        let within = match function.within_group.as_slice() {
            [] => None,
            keys => Some(self.order(keys)?),
        };
        let aggregate = match (&within, cells.as_slice()) {
            (Some(order), [part]) => Some(Written::new(
                format!(
                    "{name}({}) within group (order by {order}){}",
                    part.written,
                    call.filter()
                ),
                Type::Float,
            )),
            (Some(order), _) => Some(Written::new(
                format!("{name}() within group (order by {order}){}", call.filter()),
                None,
            )),
            _ => call.aggregate(),
        };
        match (aggregate, over) {
            (Some(aggregate), None) => Ok(aggregate),
            (Some(aggregate), Some(over)) => Ok(Written::new(
                format!("{} over ({over})", aggregate.written),
                aggregate.kind,
            )),
            (None, Some(over)) => self.ranked(&name, &cells, &over),
            (None, None) => self.call(&name, &cells),
        }
    }

    /// The arguments; none for a star.
    fn arguments(&self, function: &Function) -> Result<Option<Vec<Written>>, Error> {
        let FunctionArguments::List(list) = &function.args else {
            return Ok(Some(Vec::new()));
        };
        let mut written = Vec::new();
        for argument in &list.args {
            match argument {
                FunctionArg::Unnamed(FunctionArgExpr::Expr(one)) => written.push(self.write(one)?),
                FunctionArg::Unnamed(_) => return Ok(None),
                named => return Err(refused(format!("“{named}” cannot be used here"), None)),
            }
        }
        Ok(Some(written))
    }

    /// The condition on an aggregate's rows.
    fn filter(&self, function: &Function) -> Result<Option<String>, Error> {
        let own = function
            .filter
            .as_deref()
            .map(|filter| self.write(filter))
            .transpose()?;
        Ok(match (own, self.condition) {
            (Some(own), Some(condition)) => Some(format!("({}) and {condition}", own.written)),
            (Some(own), None) => Some(own.written),
            (None, condition) => condition.map(str::to_owned),
        })
    }

    fn window(&self, over: &ast::WindowType) -> Result<String, Error> {
        let ast::WindowType::WindowSpec(window) = over else {
            return Err(refused("a named window cannot be used here", None));
        };
        let mut parts = Vec::new();
        if !window.partition_by.is_empty() {
            parts.push(format!("partition by {}", self.texts(&window.partition_by)?.join(", ")));
        }
        if !window.order_by.is_empty() {
            parts.push(format!("order by {}", self.order(&window.order_by)?));
        }
        if let Some(frame) = &window.window_frame {
            parts.push(frame_text(frame));
        }
        Ok(parts.join(" "))
    }

    fn order(&self, keys: &[ast::OrderByExpr]) -> Result<String, Error> {
        let mut written = Vec::new();
        for key in keys {
            let direction = if key.asc == Some(false) { " desc" } else { "" };
            let nulls = match key.nulls_first {
                Some(true) => " nulls first",
                Some(false) => " nulls last",
                None => "",
            };
            written.push(format!("{}{direction}{nulls}", self.write(&key.expr)?.written));
        }
        Ok(written.join(", "))
    }

    fn ranked(&self, name: &str, cells: &[Written], over: &str) -> Result<Written, Error> {
        let kind = match name {
            "row_number" | "rank" | "dense_rank" | "ntile" => Some(Type::Integer),
            "percent_rank" | "cume_dist" => Some(Type::Float),
            "lag" | "lead" | "first_value" | "last_value" | "nth_value" => cells.first().and_then(|one| one.kind),
            _ => {
                return Err(refused(
                    format!("PostgreSQL has no function like our {name} of a window"),
                    None,
                ));
            }
        };
        let list: Vec<&str> = cells.iter().map(|one| one.written.as_str()).collect();
        Ok(Written::new(format!("{name}({}) over ({over})", list.join(", ")), kind))
    }
}

fn frame_text(frame: &ast::WindowFrame) -> String {
    let units = frame.units.to_string().to_lowercase();
    let start = frame.start_bound.to_string().to_lowercase();
    match &frame.end_bound {
        Some(end) => format!("{units} between {start} and {}", end.to_string().to_lowercase()),
        None => format!("{units} {start}"),
    }
}

fn is_distinct(function: &Function) -> bool {
    let FunctionArguments::List(list) = &function.args else {
        return false;
    };
    list.duplicate_treatment == Some(ast::DuplicateTreatment::Distinct)
}

/// An aggregate with its arguments.
struct Call<'a> {
    name: &'a str,
    is_distinct: bool,
    has_star: bool,
    condition: Option<String>,
    cells: &'a [Written],
}

impl Call<'_> {
    fn filter(&self) -> String {
        let condition = self.condition.as_ref();
        condition.map_or_else(String::new, |condition| format!(" filter (where {condition})"))
    }

    /// The aggregate; none when the function is of one row.
    fn aggregate(&self) -> Option<Written> {
        let filter = self.filter();
        let distinct = if self.is_distinct { "distinct " } else { "" };
        let plain = |name: &str, cells: &str| format!("{name}({distinct}{cells}){filter}");
        let first = self.cells.first();
        let cells = first.map(|one| one.written.as_str()).unwrap_or_default();
        let number = match first {
            Some(one) if one.kind == Some(Type::Boolean) => format!("({cells})::int"),
            _ => cells.to_owned(),
        };
        let kind = first.and_then(|one| one.kind);
        let within = |part: &str| format!("percentile_cont({part}) within group (order by {cells}){filter}");
        let real = |written: String| Some(Written::new(written, Type::Float));
        match (self.name, self.cells) {
            ("count", []) if self.has_star => Some(Written::new(format!("count(*){filter}"), Type::Integer)),
            ("count", [_]) => Some(Written::new(plain("count", cells), Type::Integer)),
            ("approx_count_distinct", [_]) => {
                Some(Written::new(format!("count(distinct {cells}){filter}"), Type::Integer))
            }
            ("count_if" | "countif", [_]) => {
                let met = self
                    .condition
                    .as_ref()
                    .map_or_else(|| cells.to_owned(), |known| format!("({cells}) and {known}"));
                Some(Written::new(format!("count(*) filter (where {met})"), Type::Integer))
            }
            ("sum", [_]) if kind == Some(Type::Boolean) => Some(Written::new(plain("sum", &number), Type::Integer)),
            ("sum", [_]) => Some(Written::new(plain("sum", cells), kind)),
            ("min" | "max", [_]) if kind == Some(Type::Boolean) => {
                let name = if self.name == "min" { "bool_and" } else { "bool_or" };
                Some(Written::new(plain(name, cells), kind))
            }
            ("min" | "max", [_]) => Some(Written::new(plain(self.name, cells), kind)),
            ("avg" | "mean", [_]) => real(plain("avg", &number)),
            ("median", [_]) => real(within("0.5")),
            ("quantile_cont" | "quantile", [_, part]) => real(within(&part.written)),
            ("mode", [_]) => Some(Written::new(
                format!("mode() within group (order by {cells}){filter}"),
                kind,
            )),
            ("stddev" | "stddev_samp" | "std", [_]) => real(plain("stddev_samp", cells)),
            ("variance" | "var_samp", [_]) => real(plain("var_samp", cells)),
            ("stddev_pop" | "var_pop", [_]) => real(plain(self.name, cells)),
            ("corr" | "covar_samp" | "covar_pop", [one, other]) => {
                real(format!("{}({}, {}){filter}", self.name, one.written, other.written))
            }
            ("bool_and" | "every" | "bool_or", [_]) => Some(Written::new(plain(self.name, cells), Type::Boolean)),
            ("string_agg", [_, between]) => {
                let list = format!("{cells}, {}", between.written);
                Some(Written::new(plain("string_agg", &list), Type::Text))
            }
            _ => None,
        }
    }
}
