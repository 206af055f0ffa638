//! The helpers, what each of them has, and what they are asked.

mod sharing;

use super::link::Link;
use super::{helper, setting};
use crate::pump::with_engine;
use crate::wire;
use engine::{Share, Wanted};
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use sharing::Sharing;
use spec::parts::Told;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A helper may take so many times as long as this worker, and a while.
const TIMES: f64 = 10.0;
const WHILE_MILLIS: f64 = 5_000.0;
/// For so long there are no helpers after one has failed.
const REST_MILLIS: f64 = 60_000.0;

#[derive(Default)]
struct Team {
    links: Vec<Link>,
    sharings: Vec<Sharing>,
}

/// What helpers were asked, answered and did not answer: to be seen as `sextantParts` by who looks into this worker.
#[derive(Clone, Copy, Default)]
struct Count {
    asked: u32,
    answered: u32,
    failed: u32,
}

thread_local! {
    static TEAM: RefCell<Team> = RefCell::default();
    static RESTS_UNTIL: Cell<f64> = const { Cell::new(0.0) };
    static STARTED: Cell<u32> = const { Cell::new(0) };
    static COUNT: Cell<Count> = Cell::default();
}

/// What all rows tell about a question, part by part in their order; none when the parts are not at hand.
pub(super) async fn ask(wanted: &Wanted) -> Option<Vec<Vec<u8>>> {
    if wire::now_millis() < RESTS_UNTIL.get() {
        return None;
    }
    let asked = TEAM.with_borrow_mut(|team| match team.ask(wanted) {
        Ok(asked) => Ok(asked),
        Err(_thrown) => Err(()),
    });
    let Ok(asked) = asked else {
        rest();
        return None;
    };
    let (own, promises) = asked?;
    count(|count| count.asked += 1);
    let started = wire::now_millis();
    let own = own.borrow_mut().part(&wanted.work, &wanted.known);
    let patience = WHILE_MILLIS + TIMES * (wire::now_millis() - started);
    let mut parts = vec![own?];
    for promise in promises {
        match in_time(&promise, patience).await {
            Some(part) => parts.push(part),
            None => {
                // One that cannot tell is as good as before; one that has died or hangs is not.
                if TEAM.with_borrow(Team::has_failed) {
                    rest();
                }
                return None;
            }
        }
    }
    count(|count| count.answered += 1);
    Some(parts)
}

/// Sends a helper some cells that it waits for. Says whether there were any.
pub(crate) fn send_some() -> bool {
    match TEAM.with_borrow_mut(Team::send_some) {
        Ok(sent) => sent,
        Err(_thrown) => {
            rest();
            false
        }
    }
}

/// Has the rows forgotten of datasets that are closed, or are no longer what they were.
pub(crate) fn tidy() {
    TEAM.with_borrow_mut(|team| {
        let Team { links, sharings } = team;
        sharings.retain(|sharing| {
            let is_current = sharing.is_current();
            let told = Told::Drop {
                dataset: sharing.name.clone(),
            };
            let heard = is_current || links.iter().all(|link| link.tell(&told, &[]).is_ok());
            is_current && heard
        });
        if sharings.is_empty() {
            links.clear();
        }
    });
}

/// Ends the helpers, and does without them for a while.
fn rest() {
    count(|count| count.failed += 1);
    RESTS_UNTIL.set(wire::now_millis() + REST_MILLIS);
    TEAM.with_borrow_mut(|team| *team = Team::default());
}

/// The bytes that a promise settles with, if it does so in time.
async fn in_time(promise: &Promise, millis: f64) -> Option<Vec<u8>> {
    let late = Promise::new(&mut |settle, _refuse| {
        let scope = wire::scope();
        let timer = scope.set_timeout_with_callback_and_timeout_and_arguments_0(&settle, millis as i32);
        // Without a clock, patience has no end.
        drop(timer);
    });
    let part = JsFuture::from(Promise::race(&Array::of2(promise, &late))).await.ok()?;
    Some(part.dyn_into::<Uint8Array>().ok()?.to_vec())
}

fn count(change: impl FnOnce(&mut Count)) {
    let mut count = COUNT.get();
    change(&mut count);
    COUNT.set(count);
    let shown = Object::new();
    for (name, number) in [
        ("asked", count.asked),
        ("answered", count.answered),
        ("failed", count.failed),
    ] {
        drop(Reflect::set(&shown, &name.into(), &number.into()));
    }
    drop(Reflect::set(&js_sys::global(), &"sextantParts".into(), &shown));
}

type OwnShare = std::rc::Rc<RefCell<Share>>;

impl Team {
    /// Asks every helper what its rows tell. None when they do not have all columns yet: these are then on their way.
    fn ask(&mut self, wanted: &Wanted) -> Result<Option<(OwnShare, Vec<Promise>)>, JsValue> {
        self.start()?;
        if self.links.is_empty() {
            return Ok(None);
        }
        let name = &wanted.work.dataset;
        if !self.sharings.iter().any(|sharing| sharing.name == *name) {
            let Some(sharing) = Sharing::begin(name, &self.links)? else {
                return Ok(None);
            };
            self.sharings.push(sharing);
        }
        let Some(sharing) = self.sharings.iter_mut().find(|sharing| sharing.name == *name) else {
            return Ok(None);
        };
        if !sharing.has(&wanted.columns) {
            return Ok(None);
        }
        let told = Told::Work(Box::new(wanted.work.clone()));
        let asked = self.links.iter().map(|link| link.ask(&told, &wanted.known));
        Ok(Some((sharing.own.clone(), asked.collect::<Result<_, _>>()?)))
    }

    fn start(&mut self) -> Result<(), JsValue> {
        if self.has_failed() {
            return Err(JsValue::UNDEFINED);
        }
        for _ in self.links.len()..setting::helpers() {
            STARTED.set(STARTED.get() + 1);
            let name = format!("{}{}-{}", helper::NAME, wire::scope().name(), STARTED.get());
            self.links.push(Link::start(&name)?);
        }
        Ok(())
    }

    fn send_some(&mut self) -> Result<bool, JsValue> {
        for sharing in &mut self.sharings {
            if sharing.send_some(&self.links)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn has_failed(&self) -> bool {
        self.links.iter().any(Link::is_dead)
    }
}

/// What the engine says to it; a refusal is as bad as a helper that does not listen.
fn of_engine<T>(ask: impl FnOnce(&mut engine::Engine) -> Result<T, engine::Error>) -> Result<T, JsValue> {
    with_engine(ask).map_err(|problem| JsValue::from_str(&problem.message))
}
