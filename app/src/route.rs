//! Where the user is. Routes live in the fragment, so that every screen survives a reload on a server that only sends files.

use leptos::prelude::*;
use spec::dashboard::DashboardId;

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// `#/ask`
    Ask,
    /// `#/explore`, `#/explore/<tile>`
    Explore(Option<String>),
    /// `#/data`, `#/data/<dataset>`
    Data(Option<String>),
    /// `#/model`, `#/model/<part>`
    Model(Option<String>),
    /// `#/dashboards`
    Dashboards,
    /// `#/dashboard/<id>`
    Dashboard(DashboardId),
    /// `#/shared/<definition>`
    Shared(String),
    /// `#/sql`
    Sql,
}

impl Route {
    /// Reads a fragment; what is unknown is Ask.
    pub(crate) fn parse(fragment: &str) -> Self {
        let mut parts = fragment.trim_start_matches(['#', '/']).split('/');
        match (parts.next(), parts.next().map(decode)) {
            (Some("explore"), tile) => Self::Explore(tile),
            (Some("data"), name) => Self::Data(name),
            (Some("model"), part) => Self::Model(part),
            (Some("dashboards"), _) => Self::Dashboards,
            (Some("dashboard"), Some(id)) => Self::Dashboard(DashboardId(id)),
            (Some("shared"), Some(packed)) => Self::Shared(packed),
            (Some("sql"), _) => Self::Sql,
            _ => Self::Ask,
        }
    }

    /// The fragment that leads here, for `href`.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Ask => "#/ask".to_owned(),
            Self::Explore(None) => "#/explore".to_owned(),
            Self::Explore(Some(tile)) => format!("#/explore/{}", js_sys::encode_uri_component(tile)),
            Self::Data(None) => "#/data".to_owned(),
            Self::Data(Some(name)) => format!("#/data/{}", js_sys::encode_uri_component(name)),
            Self::Model(None) => "#/model".to_owned(),
            Self::Model(Some(part)) => format!("#/model/{}", js_sys::encode_uri_component(part)),
            Self::Dashboards => "#/dashboards".to_owned(),
            Self::Dashboard(id) => format!("#/dashboard/{}", js_sys::encode_uri_component(&id.0)),
            Self::Shared(packed) => format!("#/shared/{packed}"),
            Self::Sql => "#/sql".to_owned(),
        }
    }

    /// Goes here, as a link would.
    pub(crate) fn go(&self) {
        drop(window().location().set_hash(&self.href()));
    }
}

/// Writes where the user is into the address bar, without a step in the history.
pub(crate) fn note(route: &Route) {
    if let Ok(history) = window().history() {
        drop(history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&route.href())));
    }
}

fn decode(text: &str) -> String {
    js_sys::decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}

/// Follows the address bar.
pub(crate) fn follow() -> ReadSignal<Route> {
    let current = || Route::parse(&window().location().hash().unwrap_or_default());
    let (route, set_route) = signal(current());
    let listener = window_event_listener(leptos::ev::hashchange, move |_| set_route.set(current()));
    on_cleanup(move || listener.remove());
    route
}
