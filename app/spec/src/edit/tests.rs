//! Every change has an exact inverse.

use super::*;
use crate::chart::Kind;
use crate::comment::{Anchor, CommentId, Said};
use crate::control::{ControlId, ControlKind};
use crate::dashboard::DashboardId;
use crate::question::Query;

fn placed(id: &str, x: u16) -> Placed {
    let tile = Tile {
        title: id.into(),
        question: Question::Query(Query::default()),
        chart: Chart::default(),
    };
    Placed {
        id: TileId(id.into()),
        content: Content::Chart(tile),
        place: Place {
            x,
            y: 0,
            width: 3,
            height: 2,
        },
        tab: TabId::default(),
    }
}

fn dashboard() -> Dashboard {
    let tiles = vec![placed("a", 0), placed("b", 3)];
    Dashboard {
        tiles,
        ..Dashboard::new(DashboardId("d".into()), "Sales")
    }
}

fn edits() -> Vec<Edit> {
    let id = TileId("a".into());
    let place = Place {
        x: 6,
        y: 1,
        width: 2,
        height: 2,
    };
    vec![
        Edit::Retitle("Costs".into()),
        Edit::Add {
            index: 1,
            placed: placed("c", 6),
        },
        Edit::Remove(id.clone()),
        Edit::Arrange(vec![(id.clone(), place), (id.clone(), Place { x: 1, ..place })]),
        Edit::Rename {
            id: id.clone(),
            title: "A".into(),
        },
        Edit::Draw {
            id: id.clone(),
            chart: Chart::of(Kind::Pie),
        },
        Edit::Ask {
            id: id.clone(),
            question: Question::Query(Query {
                from: "x".into(),
                ..Query::default()
            }),
        },
        Edit::Show {
            id: id.clone(),
            content: Content::Text("# Hello".into()),
        },
        Edit::Put {
            id: id.clone(),
            tab: TabId("t".into()),
            place,
        },
        Edit::Tabs(vec![Tab {
            id: TabId("t".into()),
            title: "Costs".into(),
        }]),
        Edit::Controls(vec![Control {
            id: ControlId("c".into()),
            dataset: "x".into(),
            column: "region".into(),
            kind: ControlKind::List,
            filter: None,
            except: vec![id.clone()],
        }]),
        Edit::Settings(vec![Setting {
            name: "limit".into(),
            value: None,
        }]),
        Edit::Phone(vec![(id.clone(), Shape::default())]),
        Edit::Comments(vec![Comment {
            id: CommentId("k".into()),
            anchor: Anchor::Tile(id.clone()),
            said: vec![Said {
                text: "Why?".into(),
                at: 1.0,
                by: "Ada".into(),
            }],
            resolved: false,
        }]),
        Edit::Restore(Box::new(Dashboard {
            tiles: vec![placed("a", 5)],
            ..Dashboard::new(DashboardId("other".into()), "Then")
        })),
        Edit::All(vec![Edit::Remove(id), Edit::Retitle("B".into())]),
    ]
}

#[test]
fn every_edit_is_taken_back_by_its_inverse() {
    for edit in edits() {
        let mut after = dashboard();
        let inverse = after.apply(edit.clone()).unwrap();
        assert_ne!(after, dashboard(), "{edit:?} changes something");
        let again = after.apply(inverse).unwrap();
        assert_eq!(after, dashboard(), "{edit:?}");
        after.apply(again).unwrap();
        assert_ne!(after, dashboard());
    }
}

#[test]
fn a_failed_edit_changes_nothing() {
    let gone = TileId("gone".into());
    for edit in [
        Edit::Remove(gone.clone()),
        Edit::Add {
            index: 0,
            placed: placed("a", 0),
        },
        Edit::Put {
            id: gone.clone(),
            tab: TabId::default(),
            place: placed("a", 0).place,
        },
        Edit::All(vec![Edit::Retitle("lost".into()), Edit::Remove(gone)]),
    ] {
        let mut after = dashboard();
        assert!(after.apply(edit).is_err());
        assert_eq!(after, dashboard());
    }
}

#[test]
fn a_tile_without_an_answer_has_no_question() {
    let id = TileId("a".into());
    let mut board = dashboard();
    let content = Content::Text("Hello".into());
    board
        .apply(Edit::Show {
            id: id.clone(),
            content,
        })
        .unwrap();
    let title = "A".into();
    assert_eq!(
        board.apply(Edit::Rename { id: id.clone(), title }),
        Err(EditError::NoAnswer(id))
    );
}

/// Any run of changes, those that fail among them, is taken back to the beginning and made again to the end.
#[test]
fn history_goes_back_and_forth_over_any_run_of_changes() {
    let mut seed = 7_u64;
    for _ in 0..200 {
        let (mut history, mut board) = (History::default(), dashboard());
        for _ in 0..20 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let edits = edits();
            let edit = edits[(seed >> 33) as usize % edits.len()].clone();
            let before = board.clone();
            if history.make(&mut board, edit).is_err() {
                assert_eq!(board, before);
            }
        }
        let end = board.clone();
        let stored = serde_json::to_string(&history).unwrap();
        let mut history: History = serde_json::from_str(&stored).unwrap();
        while history.undo(&mut board) {}
        assert_eq!(board, dashboard());
        while history.redo(&mut board) {}
        assert_eq!(board, end);
    }
}

#[test]
fn what_is_taken_back_and_made_again_is_named() {
    let id = TileId("a".into());
    let with_others = |edit| Edit::All(vec![edit, Edit::Arrange(Vec::new())]);
    let (add, index) = (placed("c", 6), 1);
    for (edit, expected) in [
        (Edit::Add { index, placed: add }, "adding a tile"),
        (with_others(Edit::Remove(id.clone())), "removing a tile"),
        (
            Edit::All(vec![Edit::Remove(id), Edit::Tabs(Vec::new())]),
            "changing the tabs",
        ),
        (Edit::Arrange(Vec::new()), "arranging tiles"),
    ] {
        let (mut history, mut dashboard) = (History::default(), dashboard());
        history.make(&mut dashboard, edit).unwrap();
        assert_eq!(history.next_undo(), Some(expected));
        assert!(history.undo(&mut dashboard));
        assert_eq!((history.next_undo(), history.next_redo()), (None, Some(expected)));
    }
}
