//! What a step needs: the columns that must be there, the dataset that must be open.

use crate::question::{Group, Measure, Sort};
use crate::step::Operation;

impl Operation {
    /// The columns that must be there for it, each once. What a calculation reads stands in its expression and is not among them.
    pub fn columns_read(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        self.visit(&mut |name| {
            if !names.contains(&name) {
                names.push(name);
            }
        });
        names
    }

    /// The other dataset that it needs.
    pub fn dataset(&self) -> Option<&str> {
        match self {
            Self::Union { dataset } | Self::Join { dataset, .. } => Some(dataset),
            _ => None,
        }
    }

    fn visit<'a>(&'a self, see: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Rename { column, .. }
            | Self::Retype { column, .. }
            | Self::Split { column, .. }
            | Self::Fill { column, .. }
            | Self::Unify { column, .. }
            | Self::Correct { column, .. } => see(column),
            Self::Remove { columns }
            | Self::Keep { columns }
            | Self::Merge { columns, .. }
            | Self::Trim { columns }
            | Self::Letters { columns, .. }
            | Self::FillDown { columns }
            | Self::Replace { columns, .. }
            | Self::Deduplicate { columns }
            | Self::Unpivot { columns, .. } => columns.iter().for_each(|name| see(name)),
            Self::Filter { filter } => filter.columns().into_iter().for_each(see),
            Self::Sort { by } => by.iter().for_each(|Sort { by, .. }| see(by)),
            Self::Pivot { rows, column, measure } => {
                rows.iter().for_each(|name| see(name));
                see(column);
                measured(measure, see);
            }
            Self::Join { on, .. } => on.iter().for_each(|(ours, _)| see(ours)),
            Self::Group { by, measures } => {
                by.iter().for_each(|Group { column, .. }| see(column));
                measures.iter().for_each(|measure| measured(measure, see));
            }
            Self::Union { .. } | Self::Calculate(_) => {}
        }
    }
}

fn measured<'a>(measure: &'a Measure, see: &mut dyn FnMut(&'a str)) {
    for column in measure.column.iter().chain(&measure.with) {
        see(column);
    }
    if let Some(filter) = &measure.filter {
        filter.columns().into_iter().for_each(see);
    }
}
