//! Where the cursor is in a field, counted in characters: browsers count in UTF-16.

use spec::expression::Completion;
use web_sys::HtmlTextAreaElement;

/// A text and the place in it.
pub(super) struct Cursor {
    /// The text.
    pub text: String,
    /// After which character.
    pub at: usize,
}

impl Cursor {
    /// Reads it from the page.
    pub(super) fn of(node: &HtmlTextAreaElement) -> Self {
        let text = node.value();
        let units = node.selection_start().ok().flatten().unwrap_or(u32::MAX) as usize;
        Self {
            at: characters(&text, units),
            text,
        }
    }

    /// Puts a completion in place of the word before the cursor, and the cursor behind it. Gives the text as it is then.
    pub(super) fn put(&self, node: &HtmlTextAreaElement, completion: &Completion) -> String {
        let (text, units) = put(&self.text, self.at, completion);
        node.set_value(&text);
        drop(node.set_selection_range(units, units));
        text
    }
}

/// The text with the completion in it, and where the cursor is then, in UTF-16.
fn put(text: &str, at: usize, completion: &Completion) -> (String, u32) {
    let before: String = text.chars().take(completion.from.min(at)).collect();
    let after: String = text.chars().skip(at).collect();
    let written = format!("{before}{}", completion.text);
    let units = written.encode_utf16().count() as u32;
    (format!("{written}{after}"), units)
}

/// How many characters so many UTF-16 units are.
fn characters(text: &str, units: usize) -> usize {
    let mut seen = 0;
    let before = text.chars().take_while(|letter| {
        seen += letter.len_utf16();
        seen <= units
    });
    before.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completions_take_the_place_of_the_word() {
        let completion = Completion {
            text: "\"Net price\"".into(),
            label: "Net price".into(),
            detail: "number".into(),
            from: 4,
        };
        assert_eq!(
            put("😀 + ne * 2", 6, &completion),
            ("😀 + \"Net price\" * 2".into(), 16)
        );
        assert_eq!(characters("😀a", 2), 1);
        assert_eq!(characters("😀a", 9), 2);
    }
}
