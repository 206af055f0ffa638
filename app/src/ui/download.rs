//! Files for the user to keep.

use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlAnchorElement;

/// Saves what is at an address of this page, such as a data URL, as a file with this name.
pub(crate) fn save(name: &str, address: &str) -> Result<(), JsValue> {
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}

/// A file name from a title: `average-delay-by-carrier`.
pub(crate) fn file_name(title: &str, ending: &str) -> String {
    let dashed = title
        .to_lowercase()
        .replace(|letter: char| !letter.is_alphanumeric(), "-");
    let words: Vec<_> = dashed.split('-').filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(80).collect();
    format!("{}.{ending}", if name.is_empty() { "sextant" } else { &name })
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_words_with_dashes() {
        assert_eq!(
            file_name("Average of arr_delay, by carrier", "csv"),
            "average-of-arr-delay-by-carrier.csv"
        );
        assert_eq!(file_name("…", "png"), "sextant.png");
    }
}
