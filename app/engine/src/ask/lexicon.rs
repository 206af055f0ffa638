//! What words mean in any question, whatever the data: general English only, as tables.

pub(super) mod abbreviations;
pub(super) mod namesakes;
pub(super) mod phrases;
pub(super) mod synonyms;

use spec::chart::Kind;
use spec::filter::Comparison;
use spec::question::{Aggregate, Grain, Order};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a word or a phrase does in a question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Lex {
    /// How figures are worked out: "average".
    Aggregate(Aggregate),
    /// "how many", "number of".
    Count,
    /// "total number of": a sum of figures, a count of other things.
    TotalNumber,
    /// "number" alone: a count, when nothing better is there.
    Number,
    /// "total" alone: a sum, or a count.
    Total,
    /// "how much".
    Much,
    /// "distinct", "different".
    Distinct,
    /// "by", "per", "grouped by".
    By,
    /// "each", "every": what follows is a group.
    Each,
    /// "split by": a further group.
    Split,
    /// "for", "in", "of": may lead a group, a filter or nothing.
    Lead,
    /// "top", "best", "first": with a number, the leading ones.
    Top,
    /// "bottom", "worst".
    Bottom,
    /// "most", "highest", "least": the end of an order, and what it is the order of, when that is said by the word itself.
    Extreme(Order, &'static str),
    /// "most common".
    Common(Order),
    /// "sorted by".
    Sort,
    /// "show", "list", "display": may start a wish for an order.
    Show,
    /// "descending", "from high to low".
    Direction(Order),
    /// "alphabetically".
    Alphabetical(Order),
    /// "x-axis", "bars".
    AxisX,
    /// "y-axis".
    AxisY,
    /// "more than".
    Compare(Comparison),
    /// "between".
    Between,
    /// "not", "except".
    Not,
    /// "containing".
    Contains,
    /// "starting with".
    Starts,
    /// "ending with".
    Ends,
    /// "missing".
    Null,
    /// "known".
    Present,
    /// "and", "or".
    And,
    /// "or".
    Or,
    /// "to", "through": the middle of a span.
    To,
    /// "whose", "where": conditions follow.
    Where,
    /// "having": conditions on figures follow.
    Which,
    /// "who".
    Who,
    /// "when".
    When,
    /// "where" at the start.
    Place,
    /// "month", "weekly".
    Grain(Grain),
    /// "bar chart".
    Chart(Kind),
    /// "share of".
    Share,
    /// "proportion": a whole in parts.
    Proportion,
    /// "over time", "trend".
    Trend,
    /// "distribution".
    Distribution,
    /// "correlation between".
    Relation,
    /// "rows", "records".
    Rows,
    /// "since", "from".
    Since,
    /// "after".
    After,
    /// "before".
    Before,
    /// "until".
    Until,
    /// "only".
    Only,
    /// "too", "as well".
    Too,
    /// "and the rest".
    Rest,
    /// "compare".
    Against,
    /// A comma, a colon, or the end of a sentence.
    Break,
    /// Says nothing.
    Stop,
}

/// A phrase's words, and what it does.
pub(super) type Phrase = (Vec<&'static str>, Lex);

/// The phrases that begin with this word; the longest first.
pub(super) fn phrases(first: &str) -> &'static [Phrase] {
    static TABLE: OnceLock<HashMap<&'static str, Vec<Phrase>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: HashMap<_, Vec<_>> = HashMap::new();
        for (lex, texts) in phrases::PHRASES {
            for text in texts.split('|') {
                let words: Vec<&'static str> = text.split(' ').collect();
                if let Some(first) = words.first() {
                    table.entry(*first).or_default().push((words, *lex));
                }
            }
        }
        table
    });
    table.get(first).map_or(&[], Vec::as_slice)
}

/// Single words worth correcting a misspelling to.
pub(super) fn spellable() -> impl Iterator<Item = (&'static str, Lex)> {
    let singles = phrases::PHRASES
        .iter()
        .flat_map(|(lex, texts)| texts.split('|').map(|text| (text, *lex)));
    singles.filter(|(text, lex)| {
        text.len() > 4
            && !text.contains(' ')
            && !matches!(lex, Lex::Stop | Lex::Lead | Lex::Show | Lex::AxisX | Lex::AxisY)
    })
}
