//! `window.sextant`: the same engine and the same workspace, for embedding, automation and tests. It never touches the network.

use crate::engine::Engine;
use crate::files::Files;
use crate::thread::Thread;
use js_sys::{Array, ArrayBuffer, Error, Function, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::question::{Question, Sql};
use spec::reading::OpenOptions;
use std::future::Future;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Blob, File};

/// The most rows of a plain table; an Arrow stream has all of them.
const MOST_ROWS: u64 = 100_000;

/// Puts `sextant` on the window.
pub(crate) fn expose(engine: Engine, files: Files, thread: Thread) {
    let sextant = Object::new();
    put(&sextant, "version", &env!("CARGO_PKG_VERSION").into());
    put(&sextant, "ready", &ready(engine));
    getter(&sextant, "readyAt", move || {
        engine.ready_at.get_untracked().map_or(JsValue::NULL, JsValue::from)
    });
    method(&sextant, "open", move |file, options| {
        open(engine, files, file, options)
    });
    method(
        &sextant,
        "datasets",
        move |_, _| async move { plain(&engine.list().await?) },
    );
    method(&sextant, "sql", move |text, options| sql(engine, text, options));
    method(&sextant, "query", move |question, _| async move {
        plain(&engine.table(None, parse_question(&question)?, MOST_ROWS).await?)
    });
    method(&sextant, "ask", move |words, options| {
        ask(engine, thread, words, options)
    });
    method(&sextant, "option", move |tile, _| async move {
        let tile: Tile = parse("tile", &tile)?;
        plain(&engine.answer("sextant.option", tile, Vec::new()).await?.option)
    });
    method(&sextant, "close", move |name, _| async move {
        engine.close(text("dataset", &name)?).await.map(|()| JsValue::UNDEFINED)
    });
    method(&sextant, "memory", move |budget, _| async move {
        let budget = budget.as_f64().map(|bytes| bytes as u64);
        plain(&engine.usage(budget).await?)
    });
    method(
        &sextant,
        "free",
        move |_, _| async move { plain(&engine.free().await?) },
    );
    method(&sextant, "sleep", move |name, _| async move {
        plain(&engine.sleep(text("dataset", &name)?).await?)
    });
    method(&sextant, "wake", move |name, _| async move {
        plain(&engine.wake(text("dataset", &name)?).await?)
    });
    method(&sextant, "restart", move |_, _| async move {
        engine.restart().await.map(|()| JsValue::UNDEFINED)
    });
    put(&js_sys::global().unchecked_into(), "sextant", &sextant);
}

async fn open(engine: Engine, files: Files, file: JsValue, options: JsValue) -> Result<JsValue, Problem> {
    let mut options: OpenOptions = if options.is_object() {
        parse("options", &options)?
    } else {
        OpenOptions::default()
    };
    let blob = blob(&file)?;
    let own_name = file.dyn_ref::<File>().map(File::name);
    options.filename = options.filename.or(own_name).or_else(|| options.name.clone());
    let opened = engine.open(blob, options).await?;
    files.keep(&opened);
    plain(&opened)
}

async fn sql(engine: Engine, statement: JsValue, options: JsValue) -> Result<JsValue, Problem> {
    let question = Question::Sql(Sql {
        text: text("statement", &statement)?,
    });
    let format = Reflect::get(&options, &"format".into())
        .ok()
        .and_then(|format| format.as_string());
    match format.as_deref() {
        Some("arrow") => Ok(engine.arrow(question).await?.into()),
        None | Some("rows") => plain(&engine.table(None, question, MOST_ROWS).await?),
        Some(other) => Err(bad(format!("the format “{other}” is not known: use “rows” or “arrow”"))),
    }
}

async fn ask(engine: Engine, thread: Thread, words: JsValue, options: JsValue) -> Result<JsValue, Problem> {
    let datasets = Reflect::get(&options, &"datasets".into()).unwrap_or(JsValue::UNDEFINED);
    let datasets = if datasets.is_array() {
        parse("datasets", &datasets)?
    } else {
        Vec::new()
    };
    plain(&thread.ask(engine, text("question", &words)?, datasets, None).await?)
}

fn ready(engine: Engine) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        Effect::new(move |_| {
            if engine.ready_at.get().is_some() {
                drop(resolve.call0(&JsValue::UNDEFINED));
            }
        });
    })
}

fn blob(file: &JsValue) -> Result<Blob, Problem> {
    if let Some(blob) = file.dyn_ref::<Blob>() {
        return Ok(blob.clone());
    }
    if file.is_instance_of::<ArrayBuffer>() || ArrayBuffer::is_view(file) {
        return Blob::new_with_u8_array_sequence(&Array::of1(file))
            .map_err(|_thrown| bad("these bytes cannot be read".into()));
    }
    Err(bad("open takes a File, a Blob or an ArrayBuffer".into()))
}

/// A question as JSON; a query may leave its `kind` out.
fn parse_question(question: &JsValue) -> Result<Question, Problem> {
    let mut value: serde_json::Value = parse("question", question)?;
    if let Some(fields) = value.as_object_mut() {
        fields.entry("kind").or_insert_with(|| "query".into());
    }
    serde_json::from_value(value).map_err(|error| bad(format!("this question is not one: {error}")))
}

fn parse<T: DeserializeOwned>(what: &str, value: &JsValue) -> Result<T, Problem> {
    let json = JSON::stringify(value)
        .ok()
        .and_then(|json| json.as_string())
        .unwrap_or_default();
    serde_json::from_str(&json).map_err(|error| bad(format!("this {what} is not one: {error}")))
}

fn text(what: &str, value: &JsValue) -> Result<String, Problem> {
    value.as_string().ok_or_else(|| bad(format!("the {what} must be text")))
}

fn plain<T: Serialize>(value: &T) -> Result<JsValue, Problem> {
    let json = serde_json::to_string(value).map_err(|error| bad(error.to_string()))?;
    JSON::parse(&json).map_err(|_thrown| bad("the answer is no JSON".into()))
}

fn bad(message: String) -> Problem {
    Problem::new("invalid_argument", message)
}

fn put(object: &Object, name: &str, value: &JsValue) {
    if let Err(error) = Reflect::set(object, &name.into(), value) {
        wasm_bindgen::throw_val(error);
    }
}

fn getter(object: &Object, name: &str, get: impl Fn() -> JsValue + 'static) {
    let get = Closure::<dyn Fn() -> JsValue>::new(get);
    let descriptor = Object::new();
    put(&descriptor, "get", get.as_ref());
    put(&descriptor, "enumerable", &true.into());
    Object::define_property(object, &name.into(), &descriptor);
    get.forget();
}

fn method<F>(object: &Object, name: &str, call: impl Fn(JsValue, JsValue) -> F + 'static)
where
    F: Future<Output = Result<JsValue, Problem>> + 'static,
{
    let call = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |first, second| {
        let future = call(first, second);
        future_to_promise(async move { future.await.map_err(|problem| error(&problem)) })
    });
    put(object, name, call.as_ref());
    call.forget();
}

/// An `Error` with `code`, and `hint` and `place` where there are some.
fn error(problem: &Problem) -> JsValue {
    let error = Error::new(&problem.message);
    put(&error, "code", &problem.code.as_str().into());
    if let Some(hint) = &problem.hint {
        put(&error, "hint", &hint.as_str().into());
    }
    if let Some((from, to)) = problem.place {
        let place = Array::of2(&(from as f64).into(), &(to as f64).into());
        put(&error, "place", &place);
    }
    error.into()
}
