//! The routes of the API, each with its description, in one list that the router and `/openapi.json` both read.

use std::sync::Arc;

use axum::routing::MethodRouter;
use serde_json::Value;

use crate::site::Site;
use crate::{health, openapi};

/// One path of the API.
pub(crate) struct Route {
    pub(crate) path: &'static str,
    pub(crate) serve: fn() -> MethodRouter<Arc<Site>>,
    /// Its OpenAPI path item.
    pub(crate) describe: fn() -> Value,
}

pub(crate) const ROUTES: &[Route] = &[health::LIVE, health::READY, openapi::DESCRIPTION];
