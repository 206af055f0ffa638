//! A passphrase that is typed twice, or not at all.

use leptos::prelude::*;

/// Shorter ones are soon guessed.
const LEAST_LETTERS: usize = 8;

/// A passphrase, as it was typed twice. Copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Passphrase {
    typed: RwSignal<String>,
    again: RwSignal<String>,
}

impl Passphrase {
    /// Nothing typed yet.
    pub(super) fn new() -> Self {
        Self {
            typed: RwSignal::default(),
            again: RwSignal::default(),
        }
    }

    /// The passphrase; none when there is to be none.
    pub(super) fn get(self) -> Option<String> {
        Some(self.typed.get_untracked()).filter(|typed| !typed.is_empty())
    }

    /// What is wrong with it.
    pub(super) fn problem(self) -> Option<String> {
        problem(&self.typed.get(), &self.again.get())
    }
}

fn problem(typed: &str, again: &str) -> Option<String> {
    match typed.chars().count() {
        0 => None,
        letters if letters < LEAST_LETTERS => Some(format!(
            "Take at least {LEAST_LETTERS} letters: shorter passphrases are soon guessed"
        )),
        _ if typed != again => Some("Type the same passphrase in both fields".to_owned()),
        _ => None,
    }
}

/// Its two fields.
#[component]
pub(super) fn PassphraseFields(passphrase: Passphrase) -> impl IntoView {
    let field = |label: &'static str, value: RwSignal<String>| {
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <input
                    class="input"
                    type="password"
                    autocomplete="new-password"
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                />
            </label>
        }
    };
    view! {
        <div class="passphrase">
            {field("Passphrase (if wanted)", passphrase.typed)}
            {field("The same again", passphrase.again)}
        </div>
        <p class="small-text" role="status">
            {move || {
                passphrase
                    .problem()
                    .unwrap_or_else(|| match passphrase.typed.with(String::is_empty) {
                        true => "Without one, whoever has the file can open it.".to_owned(),
                        false => "Encrypted with AES-256. Nobody can open the file without the passphrase, and nobody can bring it back when it is forgotten.".to_owned(),
                    })
            }}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn a_passphrase_is_long_enough_and_typed_twice() {
        for (typed, again, is_sound) in [
            ("", "", true),
            ("short", "short", false),
            ("long enough", "long enough", true),
            ("long enough", "long enougj", false),
        ] {
            assert_eq!(problem(typed, again).is_none(), is_sound, "{typed}");
        }
    }
}
