//! Five small tables to try the app with; they come from this site.

use crate::files::{Files, use_files};
use crate::notices::{Notices, use_notices};
use leptos::prelude::*;
use leptos::task::spawn_local;
use reqwasm::http::Request;
use spec::answer::Level;
use spec::reading::OpenOptions;
use web_sys::Blob;

/// A table to try the app with.
pub(in crate::pages) struct Sample {
    file: &'static str,
    title: &'static str,
    about: &'static str,
}

const SAMPLES: [Sample; 5] = [
    Sample {
        file: "weather.csv",
        title: "Weather",
        about: "Seattle and New York, day by day",
    },
    Sample {
        file: "world.csv",
        title: "World",
        about: "Population and life expectancy since 1955",
    },
    Sample {
        file: "bird_strikes.csv",
        title: "Bird strikes",
        about: "Aircraft and wildlife, 2001",
    },
    Sample {
        file: "unemployment.csv",
        title: "Unemployment",
        about: "United States, by industry and month",
    },
    Sample {
        file: "penguins.csv",
        title: "Penguins",
        about: "Three species, measured",
    },
];

/// The tables to try.
#[component]
pub(super) fn Samples() -> impl IntoView {
    let (files, notices) = (use_files(), use_notices());
    let samples = SAMPLES.iter().map(|sample| {
        view! {
            <li>
                <button type="button" class="sample" on:click=move |_| spawn_local(open(sample, files, notices))>
                    <b>{sample.title}</b>
                    <span>{sample.about}</span>
                </button>
            </li>
        }
    });
    view! {
        <div class="offers">
            <h3>"Or try one of these"</h3>
            <ul class="samples">{samples.collect_view()}</ul>
        </div>
    }
}

/// The table to try that is opened as a dataset of this name.
pub(in crate::pages) fn named(dataset: &str) -> Option<&'static Sample> {
    SAMPLES
        .iter()
        .find(|sample| sample.file.split('.').next() == Some(dataset))
}

/// Fetches a table to try, and opens it.
pub(in crate::pages) async fn open(sample: &Sample, files: Files, notices: Notices) {
    let Some(blob) = fetch(sample.file).await else {
        let message = format!("The sample “{}” could not be fetched: are you offline?", sample.title);
        return notices.tell(Level::Error, message);
    };
    let options = OpenOptions {
        filename: Some(sample.file.to_owned()),
        ..OpenOptions::default()
    };
    files.open_one(blob, options);
}

async fn fetch(file: &str) -> Option<Blob> {
    let response = Request::get(&format!("samples/{file}"))
        .send()
        .await
        .ok()
        .filter(|response| response.ok())?;
    let bytes = response.binary().await.ok()?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    Blob::new_with_u8_array_sequence(&parts).ok()
}
