//! The static app: the files of one directory, sent the way a browser wants them.
//!
//! It never sends a hidden file, a directory, or anything that lies outside.

mod freshness;
mod media;
mod name;
mod stamp;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, LAST_MODIFIED,
    RANGE, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use tokio::task::spawn_blocking;
use tower_http::services::ServeFile;
use tracing::error;

use crate::site::stamp::Stamps;

/// What `/` stands for.
const INDEX: &str = "index.html";

/// The directory of the built app; what is in it may change while it is being sent.
pub(crate) struct Site {
    root: PathBuf,
    stamps: Stamps,
}

/// One file of the app.
struct Asset {
    path: PathBuf,
    etag: HeaderValue,
}

impl Site {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            stamps: Stamps::default(),
        }
    }

    pub(crate) fn is_built(&self) -> bool {
        self.lack().is_none()
    }

    /// What is missing for it to be an app.
    pub(crate) fn lack(&self) -> Option<String> {
        let root = self.root.display();
        if !self.root.is_dir() {
            return Some(format!("{root} is not there"));
        }
        let index = self.root.join(INDEX);
        (!index.is_file()).then(|| format!("{root} holds no {INDEX}"))
    }

    /// Finds the file called `name`; a link that leads outside finds nothing.
    fn find(&self, name: &str) -> io::Result<Asset> {
        let root = self.root.canonicalize()?;
        let path = root.join(name).canonicalize()?;
        if !path.starts_with(root) || !path.is_file() {
            return Err(ErrorKind::NotFound.into());
        }
        let etag = self.stamps.stamp(&path)?;
        Ok(Asset { path, etag })
    }
}

/// Answers with the file that the request's path names.
pub(crate) async fn send(State(site): State<Arc<Site>>, request: Request) -> Response {
    let Some(name) = name::read(request.uri().path()) else {
        return missing();
    };
    match open(site, &name, request).await {
        Ok(response) => response,
        Err(error) if is_missing(&error) && name == INDEX => unbuilt(),
        Err(error) if is_missing(&error) => missing(),
        Err(error) => {
            error!("{name} cannot be read: {error}");
            refuse(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The server could not read this file.\n",
            )
        }
    }
}

async fn open(site: Arc<Site>, name: &str, mut request: Request) -> io::Result<Response> {
    let wanted = name.to_owned();
    let asset = spawn_blocking(move || site.find(&wanted)).await??;
    let mut response = if stamp::matches(request.headers().get_all(IF_NONE_MATCH), &asset.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        keep_what_counts(request.headers_mut());
        let mut file = ServeFile::new(&asset.path).precompressed_br().precompressed_gzip();
        file.try_call(request).await?.map(Body::new)
    };
    let status = response.status();
    let headers = response.headers_mut();
    headers.remove(LAST_MODIFIED);
    if status.is_success() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media::of(name)));
    }
    if status.is_success() || status == StatusCode::NOT_MODIFIED {
        headers.insert(ETAG, asset.etag);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(freshness::of(name)));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    }
    Ok(response)
}

/// Leaves the stamp as the only condition: builds that set every file's date alike make dates useless.
/// A weak stamp does not justify `If-Range`, so that the whole file is sent.
fn keep_what_counts(headers: &mut HeaderMap) {
    headers.remove(IF_MODIFIED_SINCE);
    headers.remove(IF_UNMODIFIED_SINCE);
    if headers.remove(IF_RANGE).is_some() {
        headers.remove(RANGE);
    }
}

fn is_missing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename | ErrorKind::InvalidInput
    )
}

fn missing() -> Response {
    refuse(
        StatusCode::NOT_FOUND,
        "There is nothing at this address. The app is at /\n",
    )
}

fn unbuilt() -> Response {
    refuse(
        StatusCode::SERVICE_UNAVAILABLE,
        "The app is not built yet. Whoever runs this server finds what to do in its output.\n",
    )
}

fn refuse(status: StatusCode, text: &'static str) -> Response {
    (status, [(CACHE_CONTROL, "no-store")], text).into_response()
}
