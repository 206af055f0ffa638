//! How a dashboard is stored: a picture that is in its versions and in changes that can be taken back too is written once.

use super::Document;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A document on its way to or from storage.
pub(super) struct Stored(pub Document);

/// What stands for a picture: this, and its number in the list.
const SIGN: &str = "picture ";
/// The list of pictures.
const PICTURES: &str = "pictures";

impl Serialize for Stored {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(&self.0).map_err(S::Error::custom)?;
        let mut pictures: Vec<String> = Vec::new();
        each_picture(&mut value, &mut |source| {
            let known = pictures.iter().position(|picture| picture == source);
            let at = known.unwrap_or(pictures.len());
            let picture = std::mem::replace(source, format!("{SIGN}{at}"));
            if known.is_none() {
                pictures.push(picture);
            }
        });
        if let (Value::Object(fields), false) = (&mut value, pictures.is_empty()) {
            fields.insert(PICTURES.to_owned(), pictures.into());
        }
        value.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut value = Value::deserialize(deserializer)?;
        let pictures = value.get_mut(PICTURES).map(Value::take).unwrap_or_default();
        each_picture(&mut value, &mut |source| {
            let at = source.strip_prefix(SIGN).and_then(|at| at.parse::<usize>().ok());
            if let Some(picture) = at.and_then(|at| pictures.get(at)?.as_str()) {
                picture.clone_into(source);
            }
        });
        serde_json::from_value(value).map(Self).map_err(D::Error::custom)
    }
}

/// Every picture of a document, wherever it stands.
fn each_picture(value: &mut Value, change: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| each_picture(value, change)),
        Value::Object(fields) => {
            if let Some(Value::String(source)) = fields.get_mut("image").and_then(|image| image.get_mut("source")) {
                change(source);
            }
            fields.values_mut().for_each(|value| each_picture(value, change));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::dashboard::{Content, Dashboard, DashboardId, Image, Place, Placed, TabId, TileId};
    use spec::edit::{Edit, History};
    use spec::version::Version;

    fn picture(id: &str, letters: &str) -> Placed {
        Placed {
            id: TileId(id.to_owned()),
            content: Content::Image(Image {
                source: format!("data:image/png;base64,{letters}"),
                description: String::new(),
            }),
            place: Place {
                x: 0,
                y: 0,
                width: 4,
                height: 4,
            },
            tab: TabId::default(),
        }
    }

    #[test]
    fn a_picture_is_written_once_and_comes_back_everywhere() {
        let mut dashboard = Dashboard::new(DashboardId("d".to_owned()), "Sales");
        dashboard.tiles = vec![picture("a", "AAAA"), picture("b", "BBBB"), picture("c", "AAAA")];
        let version = Version {
            name: "before".to_owned(),
            at: 1.5,
            dashboard: dashboard.clone(),
        };
        let mut history = History::default();
        history
            .make(&mut dashboard, Edit::Remove(TileId("b".to_owned())))
            .unwrap();
        let document = Document {
            dashboard,
            history,
            changed: 2.5,
            versions: vec![version],
        };
        let written = serde_json::to_string(&Stored(document.clone())).unwrap();
        assert_eq!(["AAAA", "BBBB"].map(|letters| written.matches(letters).count()), [1, 1]);
        assert_eq!(serde_json::from_str::<Stored>(&written).unwrap().0, document);
        let older = serde_json::to_string(&document).unwrap();
        assert_eq!(serde_json::from_str::<Stored>(&older).unwrap().0, document);
    }
}
