//! Datasets that are called something else where a share arrives: everything that names them follows.

use super::{Share, SharedDashboard};
use crate::control::Control;
use crate::dashboard::{Content, Dashboard, Tile};
use crate::filter::Filter;
use crate::model::Model;
use crate::question::{Query, Question};
use crate::statements::quoted;
use crate::step::{Operation, Step};
use std::collections::BTreeMap;

/// The new names of datasets, by their old ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// Whether nothing is called something else.
    pub fn are_same(&self) -> bool {
        self.0.iter().all(|(old, new)| old == new)
    }

    /// What a dataset is called now.
    pub fn of(&self, dataset: &str) -> String {
        self.0.get(dataset).map_or_else(|| dataset.to_owned(), Clone::clone)
    }

    /// A share whose documents name the datasets as they are called now. Its list of datasets stays as it was.
    #[must_use]
    pub fn share(&self, mut share: Share) -> Share {
        for SharedDashboard { dashboard, versions } in &mut share.dashboards {
            self.dashboard(dashboard);
            versions
                .iter_mut()
                .for_each(|version| self.dashboard(&mut version.dashboard));
        }
        self.model(&mut share.model);
        for question in &mut share.questions {
            self.tile(&mut question.asked.tile);
            question.asked.alternatives.iter_mut().for_each(|tile| self.tile(tile));
        }
        for statement in &mut share.statements {
            statement.text = self.statement(&statement.text);
        }
        share
    }

    /// Renames the datasets of a dashboard.
    pub fn dashboard(&self, dashboard: &mut Dashboard) {
        for placed in &mut dashboard.tiles {
            if let Content::Chart(tile) = &mut placed.content {
                self.tile(tile);
            }
        }
        for control in &mut dashboard.controls {
            self.control(control);
        }
    }

    /// The steps of a dataset, with what they need as it is called now.
    pub fn steps(&self, steps: &[Step]) -> Vec<Step> {
        let mut steps = steps.to_vec();
        for step in &mut steps {
            match &mut step.operation {
                Operation::Union { dataset } | Operation::Join { dataset, .. } => self.rename(dataset),
                _ => {}
            }
        }
        steps
    }

    /// Renames the datasets of a model.
    pub fn model(&self, model: &mut Model) {
        for relation in &mut model.relations {
            self.rename(&mut relation.from);
            self.rename(&mut relation.to);
        }
        for metric in &mut model.metrics {
            self.rename(&mut metric.dataset);
            metric.measure.filter.iter_mut().for_each(|filter| self.filter(filter));
        }
        model
            .dimensions
            .iter_mut()
            .for_each(|part| self.rename(&mut part.dataset));
        model
            .hierarchies
            .iter_mut()
            .for_each(|part| self.rename(&mut part.dataset));
        for set in &mut model.sets {
            self.rename(&mut set.dataset);
            self.filter(&mut set.filter);
        }
    }

    fn control(&self, control: &mut Control) {
        self.rename(&mut control.dataset);
        control.filter.iter_mut().for_each(|filter| self.filter(filter));
    }

    fn tile(&self, tile: &mut Tile) {
        match &mut tile.question {
            Question::Query(query) => self.query(query),
            Question::Sql(sql) => sql.text = self.statement(&sql.text),
        }
    }

    fn query(&self, query: &mut Query) {
        self.rename(&mut query.from);
        query.union.iter_mut().for_each(|name| self.rename(name));
        for join in &mut query.joins {
            let old = join.dataset.clone();
            self.rename(&mut join.dataset);
            // Its name stands before its columns, which expressions may use.
            if join.name.is_none() && join.dataset != old {
                join.name = Some(old);
            }
        }
        let filters = [&mut query.filter, &mut query.having, &mut query.qualify];
        filters.into_iter().flatten().for_each(|filter| self.filter(filter));
        let filters = query.measures.iter_mut().filter_map(|measure| measure.filter.as_mut());
        filters.for_each(|filter| self.filter(filter));
    }

    fn filter(&self, filter: &mut Filter) {
        match filter {
            Filter::All(parts) | Filter::Any(parts) => parts.iter_mut().for_each(|part| self.filter(part)),
            Filter::Not(part) => self.filter(part),
            Filter::Among { query, .. } => self.query(query),
            _ => {}
        }
    }

    fn rename(&self, name: &mut String) {
        if let Some(new) = self.0.get(name) {
            name.clone_from(new);
        }
    }

    /// A SQL statement with its tables renamed: names behind `from` and `join` and their commas, and before a dot.
    pub fn statement(&self, text: &str) -> String {
        if self.are_same() {
            return text.to_owned();
        }
        let tokens = tokens(text);
        let mut written = String::with_capacity(text.len());
        let mut in_from = false;
        let mut before = "";
        for (index, token) in tokens.iter().enumerate() {
            let lower = token.to_lowercase();
            let next = tokens[index + 1..].iter().find(|token| !token.trim().is_empty());
            let is_table = (in_from && (before == "," || is_opener(before))) || next.is_some_and(|next| *next == ".");
            match self.table(token).filter(|_| is_table) {
                Some(new) => written.push_str(&new),
                None => written.push_str(token),
            }
            if is_opener(&lower) {
                in_from = true;
            } else if is_end_of_tables(&lower) {
                in_from = false;
            }
            if !token.trim().is_empty() {
                before = token;
            }
        }
        written
    }

    /// The new name of the table that a word of SQL names.
    fn table(&self, token: &str) -> Option<String> {
        let name = match token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inside) => inside.replace("\"\"", "\""),
            None => token.to_lowercase(),
        };
        self.0.get(&name).filter(|new| **new != name).map(|new| quoted(new))
    }
}

fn is_opener(word: &str) -> bool {
    ["from", "join", "into", "table", "update"].contains(&word.to_lowercase().as_str())
}

fn is_end_of_tables(word: &str) -> bool {
    const WORDS: [&str; 10] = [
        "where", "group", "order", "having", "limit", "union", "select", "on", "set", "qualify",
    ];
    WORDS.contains(&word)
}

/// The words, quoted names, texts, comments, spaces and signs of a statement, in order: together they are the statement.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quote_length(rest, first),
            _ if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ if is_word(first) => rest.find(|letter| !is_word(letter)).unwrap_or(rest.len()),
            _ if first.is_whitespace() => rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// How long a quoted part is; a doubled quote inside is a part of it.
fn quote_length(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(end) = text[at..].find(quote) {
        at += end + 1;
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::join::Join;
    use crate::question::Measure;

    fn names() -> Names {
        let pairs = [("orders", "orders_2"), ("my sales", "my_sales")];
        Names(pairs.map(|(old, new)| (old.to_owned(), new.to_owned())).into())
    }

    #[test]
    fn tables_of_statements_are_renamed_and_nothing_else() {
        for (text, expected) in [
            ("select orders from Orders", "select orders from orders_2"),
            (
                "select orders.id, 'from orders' from \"my sales\" s join orders on orders.id = s.orders",
                "select orders_2.id, 'from orders' from my_sales s join orders_2 on orders_2.id = s.orders",
            ),
            (
                "select * from days, orders -- from orders\nwhere orders > 1",
                "select * from days, orders_2 -- from orders\nwhere orders > 1",
            ),
            (
                "select 'it''s' /* from orders */ from x",
                "select 'it''s' /* from orders */ from x",
            ),
            ("select 'open from orders", "select 'open from orders"),
        ] {
            assert_eq!(names().statement(text), expected);
        }
    }

    #[test]
    fn queries_follow_into_joins_and_filters() {
        let inner = Query {
            from: "orders".into(),
            ..Query::default()
        };
        let mut query = Query {
            from: "days".into(),
            union: vec!["orders".into()],
            joins: vec![Join {
                dataset: "orders".into(),
                ..Join::default()
            }],
            filter: Some(Filter::Not(Box::new(Filter::Among {
                column: "id".into(),
                query: Box::new(inner),
            }))),
            measures: vec![Measure::count()],
            ..Query::default()
        };
        names().query(&mut query);
        let text = serde_json::to_string(&query).unwrap();
        assert_eq!(
            text,
            r#"{"from":"days","union":["orders_2"],"joins":[{"dataset":"orders_2","name":"orders","kind":"left"}],"filter":{"not":{"among":{"column":"id","query":{"from":"orders_2"}}}},"measures":[{"aggregate":"count"}]}"#
        );
    }
}
