//! A picture on a dashboard. It is made small enough to be kept with the document.

use crate::pages::dashboard::board::Board;
use leptos::prelude::*;
use spec::answer::Level;
use spec::dashboard::{Content, IMAGE_LETTERS, Image};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

#[wasm_bindgen]
extern "C" {
    /// A picture of the file as a `data:` address of at most so many letters; undefined when it is none.
    #[wasm_bindgen(js_name = sextantShrink, catch)]
    fn shrink(file: &File, letters: usize) -> Result<js_sys::Promise, JsValue>;
}

/// A picture, as large as it fits.
#[component]
pub(super) fn Picture(image: Image) -> impl IntoView {
    match image.is_sound() {
        true => view! { <img class="picture" src=image.source alt=image.description draggable="false" /> }.into_any(),
        false => view! { <p class="quiet-text">"This picture cannot be shown: add it again"</p> }.into_any(),
    }
}

/// Has a picture chosen, and puts it on the board.
pub(in crate::pages::dashboard) fn choose(board: Board) {
    let Some(input) = input() else { return };
    let chosen = input.clone();
    let heard = Closure::once_into_js(move || {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            leptos::task::spawn_local(put(board, file));
        }
        chosen.remove();
    });
    input.set_onchange(Some(heard.unchecked_ref()));
    input.click();
}

/// Browsers open the chooser only for a field of the page.
fn input() -> Option<HtmlInputElement> {
    let input: HtmlInputElement = document().create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("file");
    input.set_accept("image/png,image/jpeg,image/webp,image/gif");
    input.set_hidden(true);
    input.set_class_name("picture-input");
    document().body()?.append_child(&input).ok()?;
    Some(input)
}

async fn put(board: Board, file: File) {
    let name = file.name();
    let source = match shrink(&file, IMAGE_LETTERS) {
        Ok(promise) => JsFuture::from(promise).await.ok().and_then(|source| source.as_string()),
        Err(_) => None,
    };
    let description = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
    let image = source.map(|source| Image { source, description });
    match image.filter(Image::is_sound) {
        Some(image) => board.put(Content::Image(image), None),
        None => board.tell(
            Level::Error,
            &format!("{name} is not a picture that this browser can read: use a PNG, JPEG, WebP or GIF"),
        ),
    }
}
