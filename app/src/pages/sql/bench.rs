//! What the parts of the SQL place share: the statement, its result, the statements before.

use crate::draft::use_sql_draft;
use crate::editor::Editor;
use crate::engine::{Engine, use_engine};
use crate::notices::{Notices, use_notices};
use crate::storage;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::answer::Answer;
use spec::chart::{Chart, Kind};
use spec::dashboard::Tile;
use spec::problem::Problem;
use spec::question::{Question, Sql};
use spec::statements::{self, Statements};
use std::sync::Arc;
use std::time::Duration;

/// Where the statements are stored.
pub(crate) const STATEMENTS: &str = "statements";
/// Where the text in the editor is stored.
const DRAFT: &str = "draft";
/// How long after the last letter the text is stored.
const PAUSE: Duration = Duration::from_millis(400);

/// What came of a statement.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The statement, with how its result is drawn.
    pub tile: Tile,
    /// Its result.
    pub answer: Arc<Answer>,
}

/// The SQL place. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    /// The text in the editor.
    pub text: RwSignal<String>,
    /// The result that is shown, while a newer one is worked out too.
    pub outcome: Signal<Option<Outcome>>,
    /// The results, one for each statement.
    pub outcomes: RwSignal<Vec<Outcome>>,
    /// Which of them is shown.
    pub shown: RwSignal<usize>,
    /// Why there is none.
    pub problem: RwSignal<Option<Problem>>,
    /// Whether a statement runs.
    pub waiting: RwSignal<bool>,
    /// Whether the result is drawn.
    pub charted: RwSignal<bool>,
    /// The statements that were run.
    pub statements: RwSignal<Statements>,
    /// The editor, once it has loaded.
    pub editor: RwSignal<Option<Editor>, LocalStorage>,
    engine: Engine,
    notices: Notices,
    turn: StoredValue<u32>,
}

/// The SQL place.
pub(super) fn use_bench() -> Bench {
    expect_context()
}

impl Bench {
    /// Opens the place with what was there last.
    pub(super) fn new() -> Self {
        let (outcomes, shown) = (RwSignal::new(Vec::<Outcome>::new()), RwSignal::new(0));
        let bench = Self {
            text: use_sql_draft().0,
            outcome: Signal::derive(move || outcomes.with(|outcomes| outcomes.get(shown.get()).cloned())),
            outcomes,
            shown,
            problem: RwSignal::new(None),
            waiting: RwSignal::new(false),
            charted: RwSignal::new(false),
            statements: RwSignal::default(),
            editor: RwSignal::new_local(None),
            engine: use_engine(),
            notices: use_notices(),
            turn: StoredValue::new(0),
        };
        bench.load();
        bench.save_draft();
        bench
    }

    /// Runs the statements one after the other, up to the first that does not work.
    pub(super) fn run(self) {
        let written = self.text.get_untracked();
        let statements = statements::split(&written).into_iter();
        let statements: Vec<_> = statements.map(|(start, text)| (start, text.to_owned())).collect();
        if statements.is_empty() {
            return;
        }
        self.remember(&written);
        self.mark(None);
        let turn = self.begin();
        spawn_local(async move {
            let mut outcomes = Vec::new();
            let mut problem = None;
            for (start, text) in statements {
                match self.answer(tile(text, Chart::default())).await {
                    Ok(outcome) => outcomes.push(outcome),
                    Err(mut met) => {
                        met.place = met.place.map(|(from, to)| (start + from, start + to));
                        problem = Some(met);
                        break;
                    }
                }
            }
            if self.turn.try_get_value() == Some(turn) {
                self.settle(outcomes, problem);
            }
        });
    }

    /// Draws the result, as this kind.
    pub(super) fn draw(self, kind: Kind) {
        self.draw_as(Chart::of(kind));
    }

    /// Draws the result so.
    pub(super) fn draw_as(self, chart: Chart) {
        let Some(Outcome { tile: before, .. }) = self.outcome.get_untracked() else {
            return;
        };
        let turn = self.begin();
        spawn_local(async move {
            let result = self.answer(Tile { chart, ..before }).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.waiting.set(false);
            let shown = self.shown.get_untracked();
            match result {
                Ok(outcome) => self.outcomes.update(|outcomes| {
                    if let Some(before) = outcomes.get_mut(shown) {
                        *before = outcome;
                    }
                }),
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Puts text where the cursor is.
    pub(super) fn insert(self, text: &str) {
        let inserted = self
            .editor
            .with_untracked(|editor| editor.as_ref().map(|editor| editor.insert(text)));
        if inserted.is_none() {
            self.text
                .update(|written| *written = format!("{} {text}", written.trim_end()));
        }
    }

    /// Takes an earlier statement up again.
    pub(super) fn take(self, text: String) {
        self.text.set(text);
        self.editor.with_untracked(|editor| editor.as_ref().map(Editor::focus));
    }

    /// Keeps the statement in the editor, or no longer.
    pub(super) fn toggle_favourite(self) {
        let text = self.text.get_untracked();
        let known = self
            .statements
            .with_untracked(|statements| statements.all().iter().any(|statement| statement.text == text.trim()));
        if !known {
            self.remember(&text);
        }
        self.change(|statements| statements.toggle_favourite(text.trim()));
    }

    /// Changes the list of statements, and stores it.
    pub(super) fn change(self, change: impl FnOnce(&mut Statements)) {
        self.statements.update(change);
        let (statements, notices) = (self.statements.get_untracked(), self.notices);
        spawn_local(async move {
            if let Err(problem) = storage::write(STATEMENTS, &statements).await {
                notices.problem(&problem);
            }
        });
    }

    fn remember(self, text: &str) {
        self.change(|statements| statements.ran(text, js_sys::Date::now()));
    }

    fn begin(self) -> u32 {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        self.waiting.set(true);
        turn
    }

    async fn answer(self, tile: Tile) -> Result<Outcome, Problem> {
        let answer = self.engine.answer("sql", tile.clone(), Vec::new()).await?;
        let text = match &tile.question {
            Question::Sql(sql) => sql.text.as_str(),
            Question::Query(_) => "",
        };
        let title = statements::title(text, &answer.table.columns);
        Ok(Outcome {
            tile: Tile { title, ..tile },
            answer: Arc::new(answer),
        })
    }

    /// Shows the last result; when a statement did not work, what it says too.
    fn settle(self, outcomes: Vec<Outcome>, problem: Option<Problem>) {
        self.waiting.set(false);
        self.charted.set(false);
        if let Some(problem) = &problem {
            self.mark(Some(problem));
        }
        self.problem.set(problem);
        if !outcomes.is_empty() {
            self.shown.set(outcomes.len() - 1);
            self.outcomes.set(outcomes);
        }
    }

    /// Underlines what a problem is about, where it says where.
    fn mark(self, problem: Option<&Problem>) {
        let text = self.text.get_untracked();
        let place = problem.and_then(|problem| Some((statements::place_of(&text, problem.place?), problem)));
        self.editor.with_untracked(|editor| {
            let Some(editor) = editor else { return };
            match place {
                Some((place, problem)) => editor.mark(place, &problem.message),
                None => editor.mark((0, 0), ""),
            }
        });
    }

    fn load(self) {
        spawn_local(async move {
            match storage::read::<Statements>(STATEMENTS).await {
                Ok(stored) => drop(self.statements.try_set(stored.unwrap_or_default())),
                Err(problem) => self.notices.problem(&problem),
            }
            if let Ok(Some(stored)) = storage::read::<String>(DRAFT).await
                && self.text.try_with_untracked(String::is_empty) == Some(true)
            {
                self.text.set(stored);
            }
        });
    }

    /// Stores the text a moment after it changed, so that closing the page loses nothing.
    fn save_draft(self) {
        Effect::new(move |before: Option<String>| {
            let text = self.text.get();
            if before.as_ref().is_some_and(|before| before != &text) {
                let (stored, notices) = (text.clone(), self.notices);
                let store = move || {
                    spawn_local(async move {
                        if let Err(problem) = storage::write(DRAFT, &stored).await {
                            notices.problem(&problem);
                        }
                    });
                };
                let timer = set_timeout_with_handle(store, PAUSE);
                on_cleanup(move || drop(timer.map(|timer| timer.clear())));
            }
            text
        });
    }
}

fn tile(text: String, chart: Chart) -> Tile {
    Tile {
        title: String::new(),
        question: Question::Sql(Sql { text }),
        chart,
    }
}
