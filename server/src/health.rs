//! Whether the server lives, and whether it can do its work.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::route::Route;
use crate::site::Site;

pub(crate) const LIVE: Route = Route {
    path: "/healthz",
    serve: || get(tell_life),
    describe: || {
        json!({ "get": {
            "operationId": "tellLife",
            "summary": "Whether the server runs",
            "responses": { "200": answer("It runs", "ok") },
        }})
    },
};

pub(crate) const READY: Route = Route {
    path: "/readyz",
    serve: || get(tell_readiness),
    describe: || {
        json!({ "get": {
            "operationId": "tellReadiness",
            "summary": "Whether the server can do its work: the app is there to be sent",
            "responses": {
                "200": answer("It can", "ready"),
                "503": answer("It cannot yet", "the app is not built"),
            },
        }})
    },
};

async fn tell_life() -> Response {
    tell(StatusCode::OK, "ok")
}

async fn tell_readiness(State(site): State<Arc<Site>>) -> Response {
    if site.is_built() {
        tell(StatusCode::OK, "ready")
    } else {
        tell(StatusCode::SERVICE_UNAVAILABLE, "the app is not built")
    }
}

fn tell(code: StatusCode, status: &str) -> Response {
    (code, [(CACHE_CONTROL, "no-store")], Json(json!({ "status": status }))).into_response()
}

fn answer(description: &str, status: &str) -> Value {
    json!({
        "description": description,
        "content": { "application/json": { "schema": {
            "type": "object",
            "required": ["status"],
            "properties": { "status": { "const": status } },
        }}},
    })
}
