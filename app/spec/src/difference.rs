//! What is different between two versions of a dashboard.

use crate::dashboard::{Content, Dashboard, Placed, TileId};

/// What is different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What became of tiles, in the order of the later version, those that are gone last.
    pub tiles: Vec<(TileId, Fate)>,
    /// What else changed, in words.
    pub others: Vec<String>,
}

/// What became of a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another, in these respects.
    Changed(Vec<&'static str>),
}

impl Difference {
    /// What is different in `after`.
    pub fn between(before: &Dashboard, after: &Dashboard) -> Self {
        let now = after.tiles.iter().filter_map(|placed| {
            let fate = match before.placed(&placed.id) {
                None => Fate::Added,
                Some(old) => Fate::Changed(Some(respects(old, placed)).filter(|changed| !changed.is_empty())?),
            };
            Some((placed.id.clone(), fate))
        });
        let gone = before.tiles.iter().filter(|placed| after.placed(&placed.id).is_none());
        Self {
            tiles: now
                .chain(gone.map(|placed| (placed.id.clone(), Fate::Removed)))
                .collect(),
            others: others(before, after),
        }
    }

    /// Whether the two are the same.
    pub fn is_none(&self) -> bool {
        self.tiles.is_empty() && self.others.is_empty()
    }

    /// What became of a tile; none when it is as it was.
    pub fn fate(&self, id: &TileId) -> Option<&Fate> {
        self.tiles.iter().find(|(other, _)| other == id).map(|(_, fate)| fate)
    }
}

impl Fate {
    /// In words: `added`, `moved and drawn another way`.
    pub fn words(&self) -> String {
        match self {
            Self::Added => "added".to_owned(),
            Self::Removed => "removed".to_owned(),
            Self::Changed(respects) => respects.join(" and "),
        }
    }
}

fn respects(before: &Placed, after: &Placed) -> Vec<&'static str> {
    let (old, new) = (before.place, after.place);
    let mut respects = match (&before.content, &after.content) {
        (Content::Chart(old), Content::Chart(new)) => [
            (old.title != new.title, "renamed"),
            (old.question != new.question, "asks something else"),
            (old.chart != new.chart, "drawn another way"),
        ]
        .into_iter()
        .filter_map(|(changed, word)| changed.then_some(word))
        .collect(),
        (old, new) if old == new => Vec::new(),
        (Content::Text(_), Content::Text(_)) => vec!["written anew"],
        (Content::Image(_), Content::Image(_)) => vec!["another picture"],
        _ => vec!["shows something else"],
    };
    if before.tab != after.tab {
        respects.push("on another tab");
    } else if (old.x, old.y) != (new.x, new.y) {
        respects.push("moved");
    }
    if (old.width, old.height) != (new.width, new.height) {
        respects.push("resized");
    }
    respects
}

fn others(before: &Dashboard, after: &Dashboard) -> Vec<String> {
    let mut others = Vec::new();
    if before.title != after.title {
        others.push(format!("Called “{}”, before “{}”", after.title, before.title));
    }
    let parts = [
        (before.tabs != after.tabs, "Other tabs"),
        (before.controls != after.controls, "Other filters, or set otherwise"),
        (before.settings != after.settings, "Parameters set otherwise"),
        (before.phone != after.phone, "Another layout on phones"),
    ];
    others.extend(
        parts
            .iter()
            .filter(|(changed, _)| *changed)
            .map(|(_, words)| (*words).to_owned()),
    );
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Chart, Kind};
    use crate::dashboard::{DashboardId, Place, Tab, TabId, Tile};
    use crate::edit::Edit;
    use crate::question::{Query, Question};

    fn placed(id: &str) -> Placed {
        Placed {
            id: TileId(id.into()),
            content: Content::Chart(Tile {
                title: id.into(),
                question: Question::Query(Query::default()),
                chart: Chart::default(),
            }),
            place: Place {
                x: 0,
                y: 0,
                width: 3,
                height: 2,
            },
            tab: TabId::default(),
        }
    }

    /// What is different after an edit, one line a tile.
    fn told(edit: Edit) -> Vec<String> {
        let before = Dashboard {
            tiles: vec![placed("a"), placed("b")],
            ..Dashboard::new(DashboardId("d".into()), "Sales")
        };
        let mut after = before.clone();
        after.apply(edit).unwrap();
        let difference = Difference::between(&before, &after);
        let tiles = difference.tiles.iter();
        let mut told: Vec<_> = tiles.map(|(id, fate)| format!("{} {}", id.0, fate.words())).collect();
        told.extend(difference.others);
        told
    }

    #[test]
    fn each_kind_of_change_is_told() {
        let id = TileId("a".into());
        let place = Place {
            x: 3,
            width: 4,
            ..placed("a").place
        };
        let chart = Chart::of(Kind::Pie);
        let tab = Tab {
            id: TabId::default(),
            title: "One".into(),
        };
        for (edit, expected) in [
            (Edit::All(vec![]), vec![]),
            (Edit::Remove(id.clone()), vec!["a removed"]),
            (
                Edit::Add {
                    index: 0,
                    placed: placed("c"),
                },
                vec!["c added"],
            ),
            (
                Edit::All(vec![
                    Edit::Arrange(vec![(id.clone(), place)]),
                    Edit::Draw { id: id.clone(), chart },
                ]),
                vec!["a drawn another way and moved and resized"],
            ),
            (
                Edit::Show {
                    id,
                    content: Content::Text("Hello".into()),
                },
                vec!["a shows something else"],
            ),
            (Edit::Retitle("Costs".into()), vec!["Called “Costs”, before “Sales”"]),
            (Edit::Tabs(vec![tab]), vec!["Other tabs"]),
        ] {
            assert_eq!(told(edit.clone()), expected, "{edit:?}");
        }
    }
}
