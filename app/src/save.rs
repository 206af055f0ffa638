//! Files that the page hands to the user.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use spec::problem::Problem;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Hands over these bytes as a file.
pub(crate) fn bytes(filename: &str, mime: &str, bytes: &Uint8Array) -> Result<(), Problem> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options).map_err(failed(filename))?;
    self::blob(filename, &blob)
}

/// Hands over a blob as a file.
pub(crate) fn blob(filename: &str, blob: &Blob) -> Result<(), Problem> {
    let address = Url::create_object_url_with_blob(blob).map_err(failed(filename))?;
    let saved = address_of(filename, &address);
    // The browser reads the address after this returns.
    set_timeout(
        move || drop(Url::revoke_object_url(&address)),
        std::time::Duration::from_secs(60),
    );
    saved
}

fn address_of(filename: &str, address: &str) -> Result<(), Problem> {
    let link = document().create_element("a").map_err(failed(filename))?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(failed(filename))?;
    link.set_href(address);
    link.set_download(filename);
    link.click();
    Ok(())
}

/// A title as the name of a file.
pub(crate) fn filename(title: &str, extension: &str) -> String {
    let kept = title.chars().map(|character| match character {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
        other => other,
    });
    let name: String = kept.collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}.{extension}", if name.is_empty() { "sextant" } else { &name })
}

/// Browsers refuse in many ways, and none of them says more.
fn failed<E>(filename: &str) -> impl FnOnce(E) -> Problem + use<'_, E> {
    move |_| Problem::new("download", format!("{filename} could not be saved by this browser"))
}
