//! The thin server of Sextant: it sends the app.
//!
//! It never sees a row of what its users open: that stays in their browsers.

pub mod config;

mod headers;
mod health;
mod listen;
mod log;
mod openapi;
mod route;
mod site;

use std::sync::Arc;

use axum::Router;
use axum::middleware;
use axum::routing::get;

use crate::config::Config;
use crate::route::ROUTES;
use crate::site::Site;

pub use crate::listen::serve;

/// Everything the server answers: the routes of the API, and for any other path the app's files.
///
/// Every answer, also a refusal, carries the security headers and is logged.
pub fn router(config: &Config) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        router = router.route(route.path, (route.serve)());
    }
    router
        .fallback(get(site::send))
        .layer(middleware::from_fn(headers::protect))
        .layer(middleware::from_fn(log::record))
        .with_state(Arc::new(Site::new(&config.dist)))
}
