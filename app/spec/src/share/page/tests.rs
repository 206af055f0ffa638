//! Dashboards as pages.

use super::*;
use crate::chart::Chart;
use crate::control::ControlId;
use crate::dashboard::{Content, DashboardId, Place, Placed, TabId, Tile};
use crate::dataset::{Column, Type};
use crate::filter::Span;
use crate::join::Key;
use crate::model::{Origin, Relation};
use crate::question::Aggregate;
use crate::reading::Source;

fn dataset() -> Dataset {
    let columns = [
        ("region", Type::Text),
        ("day", Type::Date),
        ("price", Type::Float),
        ("name", Type::Text),
    ];
    let columns = columns.map(|(name, kind)| Column {
        name: name.into(),
        kind,
        nullable: false,
    });
    Dataset {
        name: "orders".into(),
        rows: 40,
        columns: columns.into(),
        bytes: 1,
        source: Source::default(),
        steps: Vec::new(),
        set_aside: 0,
    }
}

fn tile(dashboard: &mut Dashboard, id: &str, query: &str) {
    let question = serde_json::from_str(&format!(r#"{{"kind":"query","from":"orders",{query}}}"#)).unwrap();
    dashboard.tiles.push(Placed {
        id: TileId(id.into()),
        content: Content::Chart(Tile {
            title: id.into(),
            question,
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
}

fn control(dashboard: &mut Dashboard, column: usize, filter: Option<Filter>) {
    let column = &dataset().columns[column];
    let control = Control::about(ControlId(column.name.clone()), "orders", column).unwrap();
    dashboard.controls.push(Control { filter, ..control });
}

fn planned(dashboard: &Dashboard) -> Plan {
    Plan::of(dashboard, &[dataset()], &Model::default())
}

fn board() -> Dashboard {
    Dashboard::new(DashboardId("d".into()), "Sales")
}

const BY_REGION: &str = r#""groups":[{"column":"region"}],"measures":[{"aggregate":"mean","column":"price"}]"#;
const BY_MONTH: &str =
    r#""groups":[{"column":"day","by":{"grain":"month"}}],"measures":[{"aggregate":"sum","column":"price"}]"#;
const COUNT: &str = r#""measures":[{"aggregate":"count"}]"#;

#[test]
fn tiles_of_the_same_rows_share_a_table_with_the_sides_of_all() {
    let mut dashboard = board();
    tile(&mut dashboard, "a", BY_REGION);
    tile(&mut dashboard, "b", BY_MONTH);
    tile(&mut dashboard, "c", COUNT);
    tile(
        &mut dashboard,
        "d",
        r#""filter":{"null":{"column":"name"}},"measures":[{"aggregate":"count"}]"#,
    );
    control(&mut dashboard, 1, None);
    let plan = planned(&dashboard);
    let sides = |cube: usize| plan.cubes[cube].sides.iter().map(Side::key).collect::<Vec<_>>();
    let all = [
        r#"region "value""#,
        r#"day {"grain":"month"}"#,
        r#"day {"grain":"day"}"#,
    ];
    assert_eq!(plan.cubes.len(), 2);
    assert_eq!(
        (sides(0), sides(1)),
        (all.map(str::to_owned).to_vec(), all.map(str::to_owned).to_vec())
    );
    let recipe = |index: usize| plan.tiles[index].recipe.clone().unwrap();
    assert_eq!(
        (recipe(0).cube, recipe(0).groups, recipe(0).figures),
        (
            0,
            vec![0],
            vec![Figure {
                how: How::Mean,
                parts: vec![0, 1]
            }]
        )
    );
    assert_eq!(recipe(1).figures[0].parts, [0], "the sum is there already");
    assert_eq!(recipe(3).cube, 1);
    let query = plan.cubes[0].query();
    assert_eq!(
        (query.groups.len(), query.measures.len(), query.measures[2].aggregate),
        (3, 3, Aggregate::Count)
    );
}

#[test]
fn what_cannot_be_made_says_why() {
    for (query, expected) in [
        (r#""columns":["name"]"#, "single rows"),
        (
            r#""measures":[{"aggregate":"median","column":"price"}]"#,
            "median of price",
        ),
        (
            r#""measures":[{"aggregate":"distinct","column":"name"}]"#,
            "distinct of name",
        ),
        (r#""measures":[{"aggregate":"max","column":"day"}]"#, "highest of day"),
        (
            r#""groups":[{"column":"region"}],"measures":[{"aggregate":"count"}],"totals":{"grand":true}"#,
            "totals",
        ),
    ] {
        let mut dashboard = board();
        tile(&mut dashboard, "a", query);
        let recipe = planned(&dashboard).tiles[0].recipe.clone();
        assert!(recipe.as_ref().is_err_and(|why| why.contains(expected)), "{recipe:?}");
    }
}

#[test]
fn a_filter_that_counts_from_today_is_part_of_the_rows() {
    let mut dashboard = board();
    tile(&mut dashboard, "a", COUNT);
    let span = Span::Past {
        count: 7,
        unit: crate::filter::Unit::Day,
    };
    let filter = Filter::Relative {
        column: "day".into(),
        span,
    };
    control(&mut dashboard, 1, Some(filter.clone()));
    let plan = planned(&dashboard);
    assert!(plan.cubes[0].sides.is_empty());
    assert_eq!(plan.cubes[0].query().filter, Some(filter));
}

#[test]
fn a_side_with_too_many_values_takes_its_tiles_with_it() {
    let mut dashboard = board();
    tile(&mut dashboard, "a", BY_REGION);
    tile(&mut dashboard, "b", BY_MONTH);
    let mut plan = planned(&dashboard);
    plan.leave_out(0, 0);
    assert!(plan.tiles[0].recipe.is_err());
    assert_eq!(plan.tiles[1].recipe.clone().unwrap().groups, [0]);
}

#[test]
fn the_rest_of_the_leading_groups_is_known_by_its_name() {
    let mut dashboard = board();
    tile(
        &mut dashboard,
        "a",
        &format!(r#"{BY_REGION},"top":{{"count":2,"other":true}}"#),
    );
    tile(&mut dashboard, "b", &format!(r#"{BY_REGION},"limit":5"#));
    let plan = planned(&dashboard);
    let recipe = |index: usize| plan.tiles[index].recipe.clone().unwrap();
    assert_eq!((recipe(0).other, recipe(0).is_part), (Some(0), false));
    assert_eq!((recipe(1).other, recipe(1).is_part), (None, true));
}

#[test]
fn a_filter_of_a_dataset_that_rows_point_at_is_part_of_the_rows() {
    let mut dashboard = board();
    tile(&mut dashboard, "a", COUNT);
    let people = Dataset {
        name: "people".into(),
        columns: ["name", "team"]
            .map(|name| Column {
                name: name.into(),
                kind: Type::Text,
                nullable: false,
            })
            .into(),
        ..dataset()
    };
    let about = Control::about(ControlId("team".into()), "people", &people.columns[1]).unwrap();
    let filter = about.among(vec!["Red".into()]);
    dashboard.controls.push(Control { filter, ..about });
    let keys = vec![Key::same("name")];
    let relation = Relation {
        from: "orders".into(),
        to: "people".into(),
        keys,
        many: false,
        origin: Origin::Made,
    };
    let model = Model {
        relations: vec![relation],
        ..Model::default()
    };
    let plan = Plan::of(&dashboard, &[dataset(), people], &model);
    let base = &plan.cubes[0].base;
    assert_eq!((base.joins.len(), plan.cubes[0].sides.len()), (1, 0));
    assert_eq!(base.filter, dashboard.controls[0].filter);
}
