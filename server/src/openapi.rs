//! What the API is, in OpenAPI 3.1, for people's tools.

use axum::Json;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::{Map, Value, json};

use crate::route::{ROUTES, Route};

pub(crate) const DESCRIPTION: Route = Route {
    path: "/openapi.json",
    serve: || get(send_description),
    describe: || {
        json!({ "get": {
            "operationId": "describeApi",
            "summary": "This description",
            "responses": { "200": {
                "description": "An OpenAPI 3.1 document",
                "content": { "application/json": { "schema": { "type": "object" } } },
            }},
        }})
    },
};

async fn send_description() -> Response {
    ([(CACHE_CONTROL, "no-cache")], Json(describe(ROUTES))).into_response()
}

fn describe(routes: &[Route]) -> Value {
    let paths: Map<String, Value> = routes
        .iter()
        .map(|route| (route.path.to_owned(), (route.describe)()))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Sextant",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Any path that is not listed here is a file of the app.",
            "license": { "name": "MIT", "identifier": "MIT" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
    })
}
