//! Every route through the router, over an app that the test writes: laid out by URL.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use expect_test::{Expect, expect};
use serde_json::Value;
use server::config::Config;
use server::router;
use tempfile::TempDir;
use tower::ServiceExt as _;

const SCRIPT: &str = "app-4f2a9c81d0e37b65.js";
const WASM: &str = "app-4f2a9c81d0e37b65_bg.wasm";

/// An app that was built, next to a file that nobody may read.
struct Built(TempDir);

impl Built {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let dist = place.path().join("dist");
        fs::create_dir_all(dist.join("icons")).unwrap();
        for (name, content) in [
            ("../secret.txt", "secret"),
            ("index.html", "<!doctype html><title>Sextant</title>"),
            ("sw.js", "self.skipWaiting()"),
            ("sextant.webmanifest", "{}"),
            ("icons/icon.svg", "<svg/>"),
            ("build.json", "{}"),
            ("a b.csv", "a,b\n1,2\n"),
            ("style-9c81d0e37b654f2a.css", "body{}"),
            ("unknown.kind", "?"),
            (".hidden", "secret"),
            (SCRIPT, "0123456789"),
            ("app-4f2a9c81d0e37b65.js.br", "as brotli"),
            ("app-4f2a9c81d0e37b65.js.gz", "as gzip"),
            (WASM, "as wasm"),
            ("app-4f2a9c81d0e37b65_bg.wasm.br", "wasm as brotli"),
        ] {
            fs::write(dist.join(name), content).unwrap();
        }
        symlink(place.path().join("secret.txt"), dist.join("link.txt")).unwrap();
        symlink(place.path(), dist.join("out")).unwrap();
        Self(place)
    }

    fn dist(&self) -> PathBuf {
        self.0.path().join("dist")
    }

    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Told {
        ask(&self.dist(), method, path, headers).await
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Told {
        self.ask(Method::GET, path, headers).await
    }
}

struct Told {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Told {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("-", |value| value.to_str().unwrap())
    }

    /// The status, the named headers and the body, on one line.
    fn line(&self, names: &[&str]) -> String {
        let mut line = self.status.as_u16().to_string();
        for name in names {
            line += &format!(" | {}", self.header(name));
        }
        format!("{line} | {}", self.body.trim_end())
    }
}

async fn ask(dist: &Path, method: Method, path: &str, headers: &[(&str, &str)]) -> Told {
    let mut config = Config::read([]).unwrap();
    config.dist = dist.to_owned();
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router(&config)
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Told {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// Asks for `paths` in turn and compares one line for each.
async fn check(paths: &[&str], headers: &[&str], expect: Expect) {
    let built = Built::new();
    let mut lines = String::new();
    for path in paths {
        lines += &format!("{path}: {}\n", built.get(path, &[]).await.line(headers));
    }
    expect.assert_eq(&lines);
}

/// Asks for the script with each of `accepted` as its `Accept-Encoding`.
async fn check_encodings(accepted: &[&str], expect: Expect) {
    let built = Built::new();
    let mut lines = String::new();
    for accepted in accepted {
        let told = built.get(&format!("/{SCRIPT}"), &[("accept-encoding", accepted)]).await;
        let line = told.line(&["content-encoding", "content-type", "vary"]);
        lines += &format!("{accepted}: {line}\n");
    }
    expect.assert_eq(&lines);
}

#[tokio::test]
async fn files_have_their_types() {
    check(
        &[
            "/",
            "/index.html",
            "/?utm=1",
            "/sw.js",
            "/sextant.webmanifest",
            "/icons/icon.svg",
            "/build.json",
            "/a%20b.csv",
            "/style-9c81d0e37b654f2a.css",
            "/app-4f2a9c81d0e37b65_bg.wasm",
            "/unknown.kind",
        ],
        &["content-type"],
        expect![[r#"
            /: 200 | text/html; charset=utf-8 | <!doctype html><title>Sextant</title>
            /index.html: 200 | text/html; charset=utf-8 | <!doctype html><title>Sextant</title>
            /?utm=1: 200 | text/html; charset=utf-8 | <!doctype html><title>Sextant</title>
            /sw.js: 200 | text/javascript; charset=utf-8 | self.skipWaiting()
            /sextant.webmanifest: 200 | application/manifest+json | {}
            /icons/icon.svg: 200 | image/svg+xml | <svg/>
            /build.json: 200 | application/json | {}
            /a%20b.csv: 200 | text/csv; charset=utf-8 | a,b
            1,2
            /style-9c81d0e37b654f2a.css: 200 | text/css; charset=utf-8 | body{}
            /app-4f2a9c81d0e37b65_bg.wasm: 200 | application/wasm | as wasm
            /unknown.kind: 200 | application/octet-stream | ?
        "#]],
    )
    .await;
}

#[tokio::test]
async fn only_hashed_names_are_kept_for_ever() {
    check(
        &[
            "/",
            "/sw.js",
            "/sextant.webmanifest",
            "/app-4f2a9c81d0e37b65.js",
            "/app-4f2a9c81d0e37b65_bg.wasm",
        ],
        &["cache-control", "last-modified"],
        expect![[r#"
            /: 200 | no-cache | - | <!doctype html><title>Sextant</title>
            /sw.js: 200 | no-cache | - | self.skipWaiting()
            /sextant.webmanifest: 200 | no-cache | - | {}
            /app-4f2a9c81d0e37b65.js: 200 | public, max-age=31536000, immutable | - | 0123456789
            /app-4f2a9c81d0e37b65_bg.wasm: 200 | public, max-age=31536000, immutable | - | as wasm
        "#]],
    )
    .await;
}

#[tokio::test]
async fn the_compressed_form_is_sent_to_who_takes_it() {
    check_encodings(
        &[
            "gzip, deflate, br, zstd",
            "gzip",
            "br;q=0, gzip",
            "br;q=0.5, gzip;q=0.8",
            "gzip;q=0,br;q=0",
            "zstd",
            "",
        ],
        expect![[r#"
            gzip, deflate, br, zstd: 200 | br | text/javascript; charset=utf-8 | accept-encoding | as brotli
            gzip: 200 | gzip | text/javascript; charset=utf-8 | accept-encoding | as gzip
            br;q=0, gzip: 200 | gzip | text/javascript; charset=utf-8 | accept-encoding | as gzip
            br;q=0.5, gzip;q=0.8: 200 | gzip | text/javascript; charset=utf-8 | accept-encoding | as gzip
            gzip;q=0,br;q=0: 200 | - | text/javascript; charset=utf-8 | accept-encoding | 0123456789
            zstd: 200 | - | text/javascript; charset=utf-8 | accept-encoding | 0123456789
            : 200 | - | text/javascript; charset=utf-8 | accept-encoding | 0123456789
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_missing_compressed_form_is_no_matter() {
    let built = Built::new();
    let wasm = built.get(&format!("/{WASM}"), &[("accept-encoding", "gzip")]).await;
    expect!["200 | - | application/wasm | as wasm"].assert_eq(&wasm.line(&["content-encoding", "content-type"]));
    let wasm = built.get(&format!("/{WASM}"), &[("accept-encoding", "br")]).await;
    expect!["200 | br | application/wasm | wasm as brotli"]
        .assert_eq(&wasm.line(&["content-encoding", "content-type"]));
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let built = Built::new();
    let first = built.get("/", &[]).await;
    let etag = first.header("etag").to_owned();
    assert!(etag.starts_with("W/\""), "{etag}");
    for sent in [&etag, etag.trim_start_matches("W/"), &format!("\"x\", {etag}"), "*"] {
        let again = built
            .get("/", &[("if-none-match", sent), ("accept-encoding", "br")])
            .await;
        assert_eq!(
            again.line(&["etag", "cache-control"]),
            format!("304 | {etag} | no-cache | "),
            "{sent}"
        );
    }
    let other = built.get(
        "/",
        &[
            ("if-none-match", "\"x\""),
            ("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT"),
        ],
    );
    assert_eq!(other.await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_of_the_same_length_and_date_has_another_stamp() {
    let built = Built::new();
    let index = built.dist().join("index.html");
    let date = fs::metadata(&index).unwrap().modified().unwrap();
    let before = built.get("/", &[]).await;
    fs::write(&index, "<!doctype html><title>Octants</title>").unwrap();
    fs::File::options()
        .write(true)
        .open(&index)
        .unwrap()
        .set_modified(date)
        .unwrap();
    let after = built.get("/", &[("if-none-match", before.header("etag"))]).await;
    assert_eq!(after.status, StatusCode::OK);
    assert_ne!(after.header("etag"), before.header("etag"));
}

#[tokio::test]
async fn a_stamp_follows_the_file_while_the_server_runs() {
    let built = Built::new();
    let mut config = Config::read([]).unwrap();
    config.dist = built.dist();
    let router = router(&config);
    let mut etags = Vec::new();
    for content in ["one", "other"] {
        fs::write(built.dist().join("index.html"), content).unwrap();
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        etags.push(response.headers()["etag"].clone());
    }
    assert_ne!(etags[0], etags[1]);
}

#[tokio::test]
async fn head_tells_the_same_without_the_content() {
    let built = Built::new();
    let head = built.ask(Method::HEAD, "/", &[]).await;
    expect!["200 | text/html; charset=utf-8 | 37 | no-cache | "].assert_eq(&head.line(&[
        "content-type",
        "content-length",
        "cache-control",
    ]));
    let head = built.ask(Method::HEAD, "/nothing", &[]).await;
    assert_eq!(head.line(&[]), "404 | ");
}

#[tokio::test]
async fn parts_of_a_file_can_be_asked_for() {
    let built = Built::new();
    let path = format!("/{SCRIPT}");
    let named = ["content-range", "content-length"];
    let part = built.get(&path, &[("range", "bytes=2-4")]).await;
    expect!["206 | bytes 2-4/10 | 3 | 234"].assert_eq(&part.line(&named));
    let beyond = built.get(&path, &[("range", "bytes=20-")]).await;
    expect!["416 | bytes */10 | 0 | "].assert_eq(&beyond.line(&named));
    let stamped = built
        .get(&path, &[("range", "bytes=2-4"), ("if-range", "W/\"x\"")])
        .await;
    expect!["200 | - | 10 | 0123456789"].assert_eq(&stamped.line(&named));
}

#[tokio::test]
async fn nothing_outside_the_app_is_sent() {
    let built = Built::new();
    for path in [
        "/../secret.txt",
        "/icons/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E/secret.txt",
        "/.%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%2Fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%5csecret.txt",
        "/..%255csecret.txt",
        "/icons/%2e%2e/%2e%2e/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/etc/passwd",
        "/index.html%00.js",
        "/link.txt",
        "/out/secret.txt",
        "/.hidden",
        "/icons",
        "/icons/",
        "/index.html/x",
        "/nothing",
        "/api/nothing",
    ] {
        let told = built.get(path, &[]).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            told.body, "There is nothing at this address. The app is at /\n",
            "{path}"
        );
    }
    let long = format!("/{}", "a".repeat(5000));
    assert_eq!(built.get(&long, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn files_are_only_read() {
    let built = Built::new();
    for method in [
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::OPTIONS,
        Method::TRACE,
    ] {
        let told = built.ask(method.clone(), "/index.html", &[]).await;
        assert_eq!(told.line(&["allow"]), "405 | GET,HEAD | ", "{method}");
    }
}

#[tokio::test]
async fn every_answer_is_protected() {
    let built = Built::new();
    let named = [
        "content-security-policy",
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "permissions-policy",
    ];
    let describe = |told: &Told| named.map(|name| format!("{name}: {}", told.header(name))).join("\n");
    let index = describe(&built.get("/", &[]).await);
    expect![[r#"
        content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'
        x-content-type-options: nosniff
        referrer-policy: no-referrer
        cross-origin-opener-policy: same-origin
        permissions-policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()"#]].assert_eq(&index);
    for path in ["/nothing", "/healthz", "/openapi.json", "/sw.js"] {
        assert_eq!(describe(&built.get(path, &[]).await), index, "{path}");
    }
    assert_eq!(describe(&built.ask(Method::POST, "/healthz", &[]).await), index);
    assert_eq!(describe(&built.get("/", &[("if-none-match", "*")]).await), index);
}

#[tokio::test]
async fn healthz_and_readyz() {
    check(
        &["/healthz", "/readyz"],
        &["content-type", "cache-control"],
        expect![[r#"
            /healthz: 200 | application/json | no-store | {"status":"ok"}
            /readyz: 200 | application/json | no-store | {"status":"ready"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn without_an_app_the_server_lives_but_is_not_ready() {
    let empty = tempfile::tempdir().unwrap();
    for dist in [empty.path(), &empty.path().join("none")] {
        for (path, line) in [
            ("/healthz", "200 | {\"status\":\"ok\"}"),
            ("/readyz", "503 | {\"status\":\"the app is not built\"}"),
            (
                "/",
                "503 | The app is not built yet. Whoever runs this server finds what to do in its output.",
            ),
            ("/app.js", "404 | There is nothing at this address. The app is at /"),
        ] {
            assert_eq!(ask(dist, Method::GET, path, &[]).await.line(&[]), line, "{path}");
        }
    }
}

#[tokio::test]
async fn openapi_describes_every_route() {
    let built = Built::new();
    let told = built.get("/openapi.json", &[]).await;
    assert_eq!(told.header("content-type"), "application/json");
    let document: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut lines = String::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let asked = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let status = built.ask(asked, path, &[]).await.status.as_u16().to_string();
            assert!(operation["responses"][&status].is_object(), "{method} {path} {status}");
            lines += &format!("{method} {path}: {}\n", operation["summary"].as_str().unwrap());
        }
    }
    expect![[r#"
        get /healthz: Whether the server runs
        get /openapi.json: This description
        get /readyz: Whether the server can do its work: the app is there to be sent
    "#]]
    .assert_eq(&lines);
}
