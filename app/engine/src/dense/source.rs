//! The table behind a plan, with everything that is asked of it said in the table's own columns.

use super::elementwise::{columns, is_elementwise};
use polars::prelude::*;

/// A table and what is asked of it.
pub(super) struct Source {
    /// The table.
    pub frame: DataFrame,
    /// Which of its rows count.
    pub conditions: Vec<Expr>,
    /// What they are grouped by.
    pub keys: Vec<Expr>,
    /// What is worked out for each group.
    pub figures: Vec<Expr>,
}

/// Finds the table under filters, chosen columns and added ones; none when there is something else.
pub(super) fn find(plan: &DslPlan, by: &[Expr], aggregates: &[Expr]) -> Option<Source> {
    let mut source = Source {
        frame: DataFrame::empty(),
        conditions: Vec::new(),
        keys: by.to_vec(),
        figures: aggregates.to_vec(),
    };
    let mut plan = plan;
    loop {
        plan = match plan {
            DslPlan::DataFrameScan { df, .. } => {
                source.frame = (**df).clone();
                return source.conditions.iter().all(is_elementwise).then_some(source);
            }
            // Whose columns have been asked for.
            DslPlan::IR { dsl, .. } => dsl,
            DslPlan::Filter { input, predicate } => {
                source.conditions.push(predicate.clone());
                input
            }
            DslPlan::HStack { input, exprs, .. } => {
                source.spell_out(exprs)?;
                input
            }
            DslPlan::Select { input, expr, .. } => {
                let keeps_rows = expr.iter().all(is_elementwise) && expr.iter().any(|expr| !columns(expr).is_empty());
                if !keeps_rows {
                    return None;
                }
                source.spell_out(expr)?;
                input
            }
            _ => return None,
        }
    }
}

impl Source {
    /// Says what was defined by what defines it.
    fn spell_out(&mut self, definitions: &[Expr]) -> Option<()> {
        let mut named = Vec::new();
        for definition in definitions {
            let name = definition.clone().meta().output_name().ok()?;
            let plain = super::bare(definition).clone();
            if !matches!(&plain, Expr::Column(same) if *same == name) {
                named.push((name, plain));
            }
        }
        if named.is_empty() {
            return Some(());
        }
        for expression in self
            .conditions
            .iter_mut()
            .chain(&mut self.figures)
            .chain(&mut self.keys)
        {
            let before = std::mem::replace(expression, Expr::Len);
            *expression = before.map_expr(|part| match &part {
                Expr::Column(name) => defined(&named, name).unwrap_or(part),
                _ => part,
            });
        }
        Some(())
    }
}

fn defined(definitions: &[(PlSmallStr, Expr)], name: &PlSmallStr) -> Option<Expr> {
    let found = definitions.iter().find(|(known, _)| known == name);
    found.map(|(_, definition)| definition.clone())
}
