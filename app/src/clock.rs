//! Time and randomness, which only the page may take from the browser.

use js_sys::{Date, Math};

/// Today in the user's own zone, `2026-11-21`.
pub(crate) fn today() -> String {
    let now = Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}

/// A name that nothing else has: for documents, tiles and requests.
pub(crate) fn fresh_id() -> String {
    let random = (Math::random() * f64::from(u32::MAX)) as u32;
    format!("{:x}{random:08x}", Date::now() as u64)
}
