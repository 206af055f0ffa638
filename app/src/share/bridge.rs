//! The sharing bridge: it seals and opens files, and packs texts for addresses. Loaded when something is first shared.

use js_sys::{Array, Promise, Reflect};
use spec::problem::Problem;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

#[wasm_bindgen]
extern "C" {
    type Bridge;

    #[wasm_bindgen(method)]
    fn seal(this: &Bridge, said: &str, data: &Array, passphrase: Option<&str>) -> Promise;
    #[wasm_bindgen(method)]
    fn unseal(this: &Bridge, file: &Blob, passphrase: Option<&str>) -> Promise;
    #[wasm_bindgen(method, js_name = isEncrypted)]
    fn is_encrypted(this: &Bridge, file: &Blob) -> Promise;
    #[wasm_bindgen(method, js_name = packText)]
    fn pack_text(this: &Bridge, text: &str) -> Promise;
    #[wasm_bindgen(method, js_name = unpackText)]
    fn unpack_text(this: &Bridge, letters: &str) -> Promise;
    #[wasm_bindgen(method, js_name = makePage)]
    fn make_page(this: &Bridge, said: &str, title: &str, passphrase: Option<&str>) -> Promise;
    #[wasm_bindgen(method)]
    fn digest(this: &Bridge, data: &Blob) -> Promise;

    #[wasm_bindgen(js_name = sextantLoad, catch)]
    fn load(name: &str) -> Result<Promise, JsValue>;
}

/// A share as a file: what is said, and the data behind it.
pub(crate) async fn seal(said: &str, data: &[Blob], passphrase: Option<&str>) -> Result<Blob, Problem> {
    let data: Array = data.iter().collect();
    let sealed = settled(bridge().await?.seal(said, &data, passphrase)).await?;
    sealed.dyn_into().map_err(|_other| broken())
}

/// What is in a share; all of it was checked.
pub(crate) async fn unseal(file: &Blob, passphrase: Option<&str>) -> Result<(String, Vec<Blob>), Problem> {
    let opened = settled(bridge().await?.unseal(file, passphrase)).await?;
    let member = |name: &str| Reflect::get(&opened, &name.into()).unwrap_or_default();
    let said = member("said").as_string().ok_or_else(broken)?;
    let data = Array::from(&member("data"));
    Ok((said, data.iter().filter_map(|blob| blob.dyn_into().ok()).collect()))
}

/// Whether a share asks for a passphrase.
pub(crate) async fn is_encrypted(file: &Blob) -> Result<bool, Problem> {
    let answer = settled(bridge().await?.is_encrypted(file)).await?;
    Ok(answer.is_truthy())
}

/// A text in letters that addresses may hold.
pub(crate) async fn pack_text(text: &str) -> Result<String, Problem> {
    let packed = settled(bridge().await?.pack_text(text)).await?;
    packed.as_string().ok_or_else(broken)
}

/// A text that was packed; none when it is not whole.
pub(crate) async fn unpack_text(letters: &str) -> Result<Option<String>, Problem> {
    let text = settled(bridge().await?.unpack_text(letters)).await?;
    Ok(text.as_string())
}

/// A dashboard as an HTML file.
pub(crate) async fn make_page(said: &str, title: &str, passphrase: Option<&str>) -> Result<Blob, Problem> {
    let page = settled(bridge().await?.make_page(said, title, passphrase)).await?;
    page.dyn_into().map_err(|_other| broken())
}

/// What tells data from other data.
pub(crate) async fn digest(data: &Blob) -> Result<String, Problem> {
    let digest = settled(bridge().await?.digest(data)).await?;
    digest.as_string().ok_or_else(broken)
}

async fn bridge() -> Result<Bridge, Problem> {
    let module = load("share").map_err(|_unloaded| not_loaded())?;
    let module = JsFuture::from(module).await.map_err(|_unloaded| not_loaded())?;
    Ok(module.unchecked_into())
}

async fn settled(promise: Promise) -> Result<JsValue, Problem> {
    JsFuture::from(promise).await.map_err(|error| problem(&error))
}

/// The bridge's refusals say what is wrong; others are the browser's.
fn problem(error: &JsValue) -> Problem {
    let member = |name: &str| Reflect::get(error, &name.into()).ok()?.as_string();
    let message = member("message").unwrap_or_else(|| "could not be done by this browser".to_owned());
    Problem {
        hint: member("hint"),
        ..Problem::new(&member("code").unwrap_or_else(|| "share".to_owned()), message)
    }
}

fn not_loaded() -> Problem {
    Problem::new("share", "the part that shares could not be loaded: reload the page")
}

fn broken() -> Problem {
    Problem::new(
        "share",
        "the page and its parts are of different versions: reload the page",
    )
}
