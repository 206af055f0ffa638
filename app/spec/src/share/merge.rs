//! How a share joins what is there: nothing is written over, what is there already does not come twice, and what has a taken name gets a free one.

use super::SharedDashboard;
use crate::dashboard::{Dashboard, DashboardId};
use crate::filter::Filter;
use crate::model::Model;
use crate::question::{Aggregate, Measure, Query, Question};
use crate::statements::{Statement, Statements};

/// What became of the dashboards of a share.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrived {
    /// Those to take in.
    pub fresh: Vec<SharedDashboard>,
    /// How many are here already, as they are.
    pub known: usize,
}

/// The dashboards to take in beside those that are here.
pub fn dashboards(shared: Vec<SharedDashboard>, here: &[Dashboard], fresh_id: &mut dyn FnMut() -> String) -> Arrived {
    let mut arrived = Arrived::default();
    for mut one in shared {
        if here.contains(&one.dashboard) {
            arrived.known += 1;
            continue;
        }
        let taken = |dashboard: &Dashboard| dashboard.id == one.dashboard.id;
        if here.iter().any(taken) || arrived.fresh.iter().any(|other| taken(&other.dashboard)) {
            one.dashboard.id = DashboardId(fresh_id());
        }
        let mut titles = here.iter().chain(arrived.fresh.iter().map(|other| &other.dashboard));
        if titles.any(|other| other.title == one.dashboard.title) {
            let titles = here.iter().chain(arrived.fresh.iter().map(|other| &other.dashboard));
            one.dashboard.title = free(
                &one.dashboard.title,
                &titles.map(|other| &*other.title).collect::<Vec<_>>(),
            );
        }
        for version in &mut one.versions {
            version.dashboard.id = one.dashboard.id.clone();
        }
        arrived.fresh.push(one);
    }
    arrived
}

/// A name that is not taken: `Sales`, `Sales (2)`.
fn free(name: &str, taken: &[&str]) -> String {
    let others = (2_u32..).map(|number| format!("{name} ({number})"));
    let mut names = std::iter::once(name.to_owned()).chain(others);
    names.find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}

/// Statements beside those that are here; one with the same text does not come twice.
pub fn statements(shared: &[Statement], here: &mut Statements) -> usize {
    let mut fresh = 0;
    for statement in shared.iter().rev() {
        if here.all().iter().any(|other| other.text == statement.text) {
            continue;
        }
        here.ran(&statement.text, statement.at);
        if statement.favourite {
            here.toggle_favourite(statement.text.trim());
        }
        fresh += 1;
    }
    fresh
}

/// Puts what a model says beside what is here. What is here under the same name and says something else stays; a metric or a set then comes under a free name, and the dashboards that use it follow. Gives a sentence for each thing that is not as it was shared.
pub fn model(mut shared: Model, here: &mut Model, dashboards: &mut [SharedDashboard]) -> Vec<String> {
    let mut told = Vec::new();
    for relation in shared.relations.drain(..) {
        if !here.relations.iter().any(|other| other.is_like(&relation)) {
            here.relations.push(relation);
        }
    }
    for mut metric in shared.metrics.drain(..) {
        let same = |name: &str, dataset: &str| name.eq_ignore_ascii_case(&metric.name) && dataset == metric.dataset;
        let known = here.metrics.iter().find(|other| same(&other.name, &other.dataset));
        match known {
            Some(known) if known.measure == metric.measure => continue,
            Some(_) => {
                let taken: Vec<&str> = here.metrics.iter().map(|other| other.name.as_str()).collect();
                let new = free(&metric.name, &taken);
                told.push(came_as(&metric.name, &new));
                each_query(dashboards, &mut |query| {
                    rename_metric(query, &metric.dataset, &metric.name, &new)
                });
                metric.name = new;
            }
            None => {}
        }
        here.metrics.push(metric);
    }
    for mut set in shared.sets.drain(..) {
        let known = here
            .sets
            .iter()
            .find(|other| other.name.eq_ignore_ascii_case(&set.name));
        match known {
            Some(known) if (&known.filter, &known.dataset) == (&set.filter, &set.dataset) => continue,
            Some(_) => {
                let taken: Vec<&str> = here.sets.iter().map(|other| other.name.as_str()).collect();
                let new = free(&set.name, &taken);
                told.push(came_as(&set.name, &new));
                each_query(dashboards, &mut |query| rename_set(query, &set.name, &new));
                set.name = new;
            }
            None => {}
        }
        here.sets.push(set);
    }
    told.extend(kept(&mut here.dimensions, shared.dimensions, |part| {
        (&part.dataset, &part.name)
    }));
    told.extend(kept(&mut here.hierarchies, shared.hierarchies, |part| {
        (&part.dataset, &part.name)
    }));
    told.extend(kept(&mut here.parameters, shared.parameters, |part| ("", &part.name)));
    told
}

fn came_as(name: &str, new: &str) -> String {
    format!("“{name}” means something else here: the one that came is called “{new}”, and what came with it uses that")
}

/// Adds what is not here under its name; tells what is here and says something else.
fn kept<T: PartialEq>(here: &mut Vec<T>, shared: Vec<T>, called: impl Fn(&T) -> (&str, &str)) -> Vec<String> {
    let mut told = Vec::new();
    for part in shared {
        match here.iter().find(|other| called(other) == called(&part)) {
            None => here.push(part),
            Some(known) if *known == part => {}
            Some(_) => told.push(format!(
                "“{}” means something else here: what came with the file goes by what it means here",
                called(&part).1
            )),
        }
    }
    told
}

fn each_query(dashboards: &mut [SharedDashboard], change: &mut dyn FnMut(&mut Query)) {
    for shared in dashboards {
        let versions = shared.versions.iter_mut().map(|version| &mut version.dashboard);
        for dashboard in std::iter::once(&mut shared.dashboard).chain(versions) {
            for placed in &mut dashboard.tiles {
                if let crate::dashboard::Content::Chart(tile) = &mut placed.content
                    && let Question::Query(query) = &mut tile.question
                {
                    change(query);
                }
            }
        }
    }
}

/// The answer's column keeps its name, so that charts and sorting find it.
fn rename_metric(query: &mut Query, dataset: &str, old: &str, new: &str) {
    if query.from != dataset {
        return;
    }
    let is_it = |measure: &Measure| {
        let column = measure.column.as_deref();
        measure.aggregate == Aggregate::Metric && column.is_some_and(|column| column.eq_ignore_ascii_case(old))
    };
    for measure in query.measures.iter_mut().filter(|measure| is_it(measure)) {
        measure.name = Some(measure.name());
        measure.column = Some(new.to_owned());
    }
}

fn rename_set(query: &mut Query, old: &str, new: &str) {
    fn within(filter: &mut Filter, old: &str, new: &str) {
        match filter {
            Filter::All(parts) | Filter::Any(parts) => parts.iter_mut().for_each(|part| within(part, old, new)),
            Filter::Not(part) => within(part, old, new),
            Filter::Set { name } if name.eq_ignore_ascii_case(old) => new.clone_into(name),
            _ => {}
        }
    }
    let own = query.filter.iter_mut();
    let of_measures = query.measures.iter_mut().filter_map(|measure| measure.filter.as_mut());
    own.chain(of_measures).for_each(|filter| within(filter, old, new));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Chart;
    use crate::dashboard::{Content, Place, Placed, TabId, Tile, TileId};
    use crate::model::Metric;

    fn dashboard(id: &str, title: &str) -> SharedDashboard {
        SharedDashboard {
            dashboard: Dashboard::new(DashboardId(id.into()), title),
            versions: Vec::new(),
        }
    }

    #[test]
    fn nothing_is_written_over_and_nothing_comes_twice() {
        let here = [("a", "Sales"), ("b", "Staff")].map(|(id, title)| dashboard(id, title).dashboard);
        let shared = vec![
            dashboard("a", "Sales"),
            dashboard("b", "Sales"),
            dashboard("c", "Sales"),
            dashboard("d", "New"),
        ];
        let mut ids = ["x", "y"].into_iter();
        let arrived = dashboards(shared, &here, &mut || ids.next().unwrap().to_owned());
        assert_eq!(arrived.known, 1);
        let fresh: Vec<_> = arrived
            .fresh
            .iter()
            .map(|one| (one.dashboard.id.0.as_str(), one.dashboard.title.as_str()))
            .collect();
        assert_eq!(fresh, [("x", "Sales (2)"), ("c", "Sales (3)"), ("d", "New")]);
    }

    #[test]
    fn statements_keep_their_order_and_their_star() {
        let statement = |text: &str, favourite| Statement {
            text: text.into(),
            at: 1.0,
            favourite,
        };
        let mut here = Statements::default();
        here.ran("select 1", 5.0);
        let fresh = statements(
            &[
                statement("select 2", true),
                statement("select 1", false),
                statement("select 3", false),
            ],
            &mut here,
        );
        assert_eq!(fresh, 2);
        let all: Vec<_> = here
            .all()
            .iter()
            .map(|one| (one.text.as_str(), one.favourite))
            .collect();
        assert_eq!(all, [("select 2", true), ("select 3", false), ("select 1", false)]);
    }

    #[test]
    fn a_metric_that_means_something_else_comes_under_a_free_name() {
        let metric = |column: &str| Metric {
            name: "Revenue".into(),
            dataset: "orders".into(),
            measure: Measure::of(Aggregate::Sum, column),
            synonyms: Vec::new(),
            format: None,
            description: String::new(),
        };
        let mut shared = dashboard("a", "Sales");
        shared.dashboard.tiles.push(Placed {
            id: TileId("t".into()),
            content: Content::Chart(Tile {
                title: String::new(),
                question: Question::Query(Query {
                    from: "orders".into(),
                    measures: vec![Measure::of(Aggregate::Metric, "Revenue")],
                    ..Query::default()
                }),
                chart: Chart::default(),
            }),
            place: Place {
                x: 0,
                y: 0,
                width: 1,
                height: 1,
            },
            tab: TabId::default(),
        });
        let with = |metric: Metric| Model {
            metrics: vec![metric],
            ..Model::default()
        };
        let mut here = with(metric("price"));
        let mut dashboards = vec![shared];
        assert!(model(with(metric("price")), &mut here, &mut dashboards).is_empty());
        assert_eq!(here.metrics.len(), 1);
        let told = model(with(metric("total")), &mut here, &mut dashboards);
        assert_eq!((told.len(), here.metrics[1].name.as_str()), (1, "Revenue (2)"));
        let Question::Query(query) = &dashboards[0].dashboard.tiles[0].tile().unwrap().question else {
            panic!("a query");
        };
        assert_eq!(
            (query.measures[0].column.as_deref(), query.measures[0].name()),
            (Some("Revenue (2)"), "Revenue".to_owned())
        );
    }
}
