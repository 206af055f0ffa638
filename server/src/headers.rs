//! The security headers that every answer carries.

use axum::extract::Request;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What the page may do: run its own scripts and wasm, and talk to nobody else.
const POLICY: &str = "default-src 'self'; \
    script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; \
    worker-src 'self' blob:; \
    frame-ancestors 'none'; \
    base-uri 'self'; \
    form-action 'self'; \
    object-src 'none'";

/// What the one worker may do that fetches the file behind a link which a person typed: ask any site, and nothing else.
const LINK_POLICY: &str = "default-src 'none'; connect-src https: http:";

const PROTECTION: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

pub(crate) async fn protect(request: Request, next: Next) -> Response {
    let policy = policy(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    for (name, value) in PROTECTION {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

fn policy(path: &str) -> &'static str {
    let file = path.rsplit('/').next().unwrap_or(path);
    match file.starts_with("link-") && file.ends_with(".js") {
        true => LINK_POLICY,
        false => POLICY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_worker_that_follows_links_may_ask_other_sites() {
        for (path, may) in [
            ("/", false),
            ("/index.html", false),
            ("/worker-4f2a9c81d0.js", false),
            ("/link-4f2a9c81d0.js", true),
            ("/bi/link-4f2a9c81d0.js", true),
            ("/link-4f2a9c81d0.js.html", false),
            ("/link-4f2a9c81d0.js/", false),
        ] {
            assert_eq!(policy(path) == LINK_POLICY, may, "{path}");
        }
    }
}
