//! Datasets that leave the engine's memory, and come back from storage when something needs their rows.

use crate::frames::Frames;
use crate::governor;
use crate::keeping;
use crate::pump::with_engine;
use crate::saving;
use spec::problem::Problem;
use wasm_bindgen_futures::spawn_local;

/// Waking takes about so many times what is stored.
const TIMES: u64 = 2;
/// More datasets than this do not wait for each other.
const MOST_IN_LINE: usize = 100;

/// Puts a dataset to sleep, once it is in storage whole.
pub(crate) async fn sleep(name: &str) -> Result<(), Problem> {
    if !saving::is_stored(name) {
        keeping::store(name).await?;
        saving::leave_line(name);
        saving::stored(name);
    }
    let frames = Frames::open().await?;
    let stored = frames.find(name).await?.filter(|stored| stored.parts > 0);
    stored.ok_or_else(|| gone(name))?;
    let outline = with_engine(|engine| engine.sleep(name))?;
    let text = serde_json::to_string(&outline).unwrap_or_default();
    // When that fails, it comes back awake the next time.
    drop(frames.note_outline(name, Some(text)).await);
    Ok(())
}

/// Wakes a dataset and those that it is made from. `needed` are those that must stay awake; what is woken becomes one of them.
pub(crate) async fn wake(name: &str, needed: &mut Vec<String>) -> Result<(), Problem> {
    let mut line = vec![name.to_owned()];
    while let Some(next) = line.last().cloned() {
        if !needed.contains(&next) {
            needed.push(next.clone());
        }
        match bring_back(&next, needed).await {
            Err(problem) if problem.code == "asleep" && line.len() < MOST_IN_LINE => {
                line.extend(with_engine(|engine| Ok(engine.take_wanted()))?);
            }
            woken => {
                woken?;
                line.pop();
            }
        }
    }
    Ok(())
}

async fn bring_back(name: &str, needed: &[String]) -> Result<(), Problem> {
    if !with_engine(|engine| Ok(engine.is_asleep(name)))? {
        return Ok(());
    }
    let frames = Frames::open().await?;
    let stored = frames.find(name).await?.filter(|stored| stored.parts > 0);
    let stored = stored.ok_or_else(|| gone(name))?;
    governor::make_room_for(stored.most_bytes() * TIMES, needed).await;
    let bytes = frames.read(&stored).await?;
    with_engine(|engine| engine.wake(name, &stored.source, bytes))?;
    saving::stored(name);
    let name = name.to_owned();
    // When that fails, it comes back asleep the next time.
    spawn_local(async move { drop(frames.note_outline(&name, None).await) });
    Ok(())
}

fn gone(name: &str) -> Problem {
    Problem {
        code: "file_gone".to_owned(),
        message: format!("the rows of {name} are not in the browser's storage any more"),
        hint: Some(format!("Close {name} and open its file again.")),
        place: None,
    }
}
