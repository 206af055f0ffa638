//! A file behind an address that the user typed: fetched by a worker that can do nothing else.

use super::found::Found;
use crate::engine::wire::meta;
use futures_channel::oneshot;
use js_sys::{Object, Reflect};
use spec::problem::Problem;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A file on its way. Dropping it stops it.
pub(crate) struct Fetching {
    worker: Worker,
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

/// What will come of it.
pub(crate) struct Coming {
    outcome: oneshot::Receiver<Result<JsValue, Problem>>,
    address: String,
}

impl Fetching {
    /// Begins to fetch; `progress` hears how many bytes are here and how many there are, 0 when that is not known.
    pub(crate) fn start(typed: &str, progress: impl Fn(f64, f64) + 'static) -> Result<(Self, Coming), Problem> {
        let address = address(typed)?;
        let script = meta("sextant-link").ok_or_else(|| refused("refused", 0, &address))?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&script, &options).map_err(|_thrown| refused("refused", 0, &address))?;
        let (sender, outcome) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let end = move |result| {
            if let Some(sender) = sender.borrow_mut().take() {
                // Whoever waited may have gone away.
                drop(sender.send(result));
            }
        };
        let (failed, failing_address) = (end.clone(), address.clone());
        let message = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
            let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else {
                return;
            };
            match number(&data, "done") {
                Some(done) => progress(done, number(&data, "total").unwrap_or_default()),
                None => end(Ok(data)),
            }
        });
        let error = Closure::<dyn FnMut(JsValue)>::new(move |_| failed(Err(refused("refused", 0, &failing_address))));
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        let asked = Object::new();
        let sent =
            Reflect::set(&asked, &"address".into(), &address.as_str().into()).and_then(|_| worker.post_message(&asked));
        sent.map_err(|_thrown| refused("refused", 0, &address))?;
        let fetching = Self {
            worker,
            _listeners: [message, error],
        };
        Ok((fetching, Coming { outcome, address }))
    }
}

impl Coming {
    /// The file, once it is here.
    pub(crate) async fn found(self) -> Result<Found, Problem> {
        let data = self.outcome.await.map_err(|_gone| stopped())??;
        if let Some(failed) = text(&data, "failed") {
            let status = number(&data, "status").unwrap_or_default() as u16;
            return Err(refused(&failed, status, &self.address));
        }
        let (kind, start) = (text(&data, "type"), text(&data, "start"));
        if is_web_page(&kind.unwrap_or_default(), &start.unwrap_or_default()) {
            return Err(refused("web_page", 0, &self.address));
        }
        let file = Reflect::get(&data, &"file".into()).ok();
        let file: Blob = file.and_then(|file| file.dyn_into().ok()).ok_or_else(stopped)?;
        Ok(Found::new(file, name(&self.address)))
    }
}

impl Drop for Fetching {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// What was typed as an address; `https` is meant when it says nothing.
fn address(typed: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    let lower = typed.to_ascii_lowercase();
    let is_complete = lower.starts_with("https://") || lower.starts_with("http://");
    let host = typed.split(['/', '?', '#']).next().unwrap_or_default();
    match () {
        () if typed.contains(char::is_whitespace) || typed.is_empty() => Err(no_address(typed)),
        () if is_complete => Ok(typed.to_owned()),
        () if !typed.contains("://") && host.contains('.') => Ok(format!("https://{typed}")),
        () => Err(no_address(typed)),
    }
}

/// The file's name: the last part of its way, or the site's name.
fn name(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let way = rest.split(['?', '#']).next().unwrap_or_default();
    let last = way.split('/').rfind(|part| !part.is_empty()).unwrap_or("linked");
    unescaped(last)
}

/// With `%20` and its like as what they stand for, as far as that is text.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether a page came instead of a file.
fn is_web_page(kind: &str, start: &str) -> bool {
    let start = start
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (kind.contains("text/html") && start.starts_with('<'))
}

/// What is said of a link that gave no file.
fn refused(code: &str, status: u16, address: &str) -> Problem {
    let host = address.split('/').nth(2).unwrap_or(address);
    let (code, message, hint) = match (code, status) {
        ("status", 404 | 410) => (
            "not_found",
            format!("{host} has no file at this address"),
            "Check the link: the file may have been moved or renamed.",
        ),
        ("status", 401 | 403) => (
            "not_allowed",
            format!("{host} does not give this file without signing in"),
            "Download it in a tab where you are signed in, then drop it here.",
        ),
        ("status", status) => (
            "link_failed",
            format!("{host} answered with an error ({status}) and no file"),
            "Try again later, or download the file and drop it here.",
        ),
        ("web_page", _) => (
            "web_page",
            format!("The link leads to a web page of {host} and not to a file"),
            "Copy the address of the file itself, often behind “Download” or “Raw”.",
        ),
        ("forbidden", _) => (
            "link_forbidden",
            "Whoever runs this site does not let it fetch from others".to_owned(),
            "Download the file and drop it here.",
        ),
        ("offline", _) => (
            "offline",
            "There is no network".to_owned(),
            "Connect to it, then try again.",
        ),
        _ => (
            "link_refused",
            format!("{host} does not let other sites fetch this file, or it cannot be reached"),
            "Download the file in your browser and drop it here.",
        ),
    };
    Problem {
        code: code.to_owned(),
        message,
        hint: Some(hint.to_owned()),
        place: None,
    }
}

fn no_address(typed: &str) -> Problem {
    Problem {
        code: "no_link".to_owned(),
        message: format!("“{typed}” is no link to a file"),
        hint: Some("A link looks like https://example.org/sales.csv".to_owned()),
        place: None,
    }
}

fn stopped() -> Problem {
    Problem::new("cancelled", "The link was not followed any further")
}

fn text(data: &JsValue, name: &str) -> Option<String> {
    Reflect::get(data, &name.into()).ok()?.as_string()
}

fn number(data: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(data, &name.into()).ok()?.as_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_an_address_or_is_refused() {
        for (typed, expected) in [
            (" https://example.org/a.csv ", Some("https://example.org/a.csv")),
            ("HTTP://example.org/a.csv", Some("HTTP://example.org/a.csv")),
            ("example.org/a.csv", Some("https://example.org/a.csv")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("data:text/csv,a", None),
            ("sales", None),
            ("two words.org", None),
            ("", None),
        ] {
            assert_eq!(address(typed).ok().as_deref(), expected, "{typed}");
        }
    }

    #[test]
    fn a_file_is_called_as_in_its_address() {
        for (address, expected) in [
            ("https://example.org/data/sales%202024.csv?raw=1#top", "sales 2024.csv"),
            ("https://example.org/", "example.org"),
            ("https://example.org/export/", "export"),
            ("https://example.org/100%.csv", "100%.csv"),
            ("https://example.org/%ff.csv", "%ff.csv"),
        ] {
            assert_eq!(name(address), expected, "{address}");
        }
    }

    #[test]
    fn pages_are_told_from_files() {
        assert!(is_web_page("text/html; charset=utf-8", "\n<!DOCTYPE html><p>"));
        assert!(is_web_page("", "<html lang=en>"));
        assert!(!is_web_page("text/html", "a,b\n1,2\n"));
        assert!(!is_web_page("text/csv", "<b>,1\n"));
    }
}
