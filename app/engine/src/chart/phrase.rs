//! A measure in words, for sentences.

use spec::chart::Kind;
use spec::question::{Aggregate, Measure, Question};

/// A measure as a sentence says it.
pub(crate) struct Phrase {
    /// As a subject: `the average arr_delay`.
    pub subject: String,
    /// As what someone has, with a place for the figure: `an average arr_delay of {}`.
    having: String,
}

impl Phrase {
    /// `an average arr_delay of 21.9`.
    pub(crate) fn having(&self, figure: &str) -> String {
        self.having.replacen("{}", figure, 1)
    }
}

/// The words for the measure in this column of the answer.
pub(crate) fn of(question: &Question, column: usize, name: &str) -> Phrase {
    let measure = match question {
        Question::Query(query) => column
            .checked_sub(query.groups.len())
            .and_then(|place| query.measures.get(place)),
        Question::Sql(_) => None,
    };
    match measure {
        Some(measure) if is_plain(measure) => of_measure(measure),
        _ => of_name(name),
    }
}

/// Whether the aggregate and its column say all of it.
fn is_plain(measure: &Measure) -> bool {
    let is_told = !matches!(measure.aggregate, Aggregate::Expression | Aggregate::Metric);
    is_told && measure.name.is_none() && measure.filter.is_none() && measure.level.is_none()
}

fn of_measure(measure: &Measure) -> Phrase {
    let column = measure.column.as_deref();
    match (measure.aggregate, column) {
        (Aggregate::Count, None) => phrase("the number of rows", "{} rows"),
        (Aggregate::Count, Some(column)) => owned(format!("the number of {column}"), format!("{{}} {column}")),
        (Aggregate::Sum, Some(column)) => noun("total", column),
        (Aggregate::Distinct, Some(column)) => owned(
            format!("the number of different {column}"),
            format!("{{}} different {column}"),
        ),
        (Aggregate::Share, Some(column)) => owned(format!("the share of {column}"), format!("{{}} of {column}")),
        (Aggregate::Share, None) => phrase("the share of rows", "{} of the rows"),
        (Aggregate::Deviation, Some(column)) => owned(
            format!("the standard deviation of {column}"),
            format!("a standard deviation of {column} of {{}}"),
        ),
        (Aggregate::Percentile(part), Some(column)) => {
            let percent = part * 100.0;
            owned(
                format!("percentile {percent} of {column}"),
                format!("{{}} as percentile {percent} of {column}"),
            )
        }
        (Aggregate::Correlation, Some(column)) => {
            let with = measure.with.as_deref().unwrap_or_default();
            owned(
                format!("the correlation of {column} with {with}"),
                format!("a correlation of {column} with {with} of {{}}"),
            )
        }
        (aggregate, Some(column)) => noun(&aggregate.word(), column),
        (aggregate, None) => of_name(&aggregate.word()),
    }
}

fn of_name(name: &str) -> Phrase {
    if name
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | ' '))
        && !name.is_empty()
    {
        return owned(name.to_owned(), format!("{} {name} of {{}}", article(name)));
    }
    owned(name.to_owned(), "{}".to_owned())
}

fn noun(adjective: &str, column: &str) -> Phrase {
    owned(
        format!("the {adjective} {column}"),
        format!("{} {adjective} {column} of {{}}", article(adjective)),
    )
}

fn article(word: &str) -> &'static str {
    let vowel = word.chars().next().is_some_and(|first| "aeioAEIO".contains(first));
    if vowel { "an" } else { "a" }
}

fn phrase(subject: &str, having: &str) -> Phrase {
    owned(subject.to_owned(), having.to_owned())
}

fn owned(subject: String, having: String) -> Phrase {
    Phrase { subject, having }
}

/// A kind of chart as a sentence says it: `a bar chart`, `a treemap`.
pub(crate) fn chart(kind: Kind) -> String {
    let name = kind.label().to_lowercase();
    let article = article(&name);
    match stands_alone(kind) {
        true => format!("{article} {name}"),
        false => format!("{article} {name} chart"),
    }
}

/// Whether a kind's name says that it is a chart.
pub(crate) fn stands_alone(kind: Kind) -> bool {
    use Kind::{
        BubbleMap, Calendar, Choropleth, Funnel, Gauge, Heatmap, Histogram, Kpi, Network, Pivot, SparkTable, Sunburst,
        Table, ThemeRiver, Tree, Treemap,
    };
    matches!(
        kind,
        BubbleMap
            | Calendar
            | Choropleth
            | Funnel
            | Gauge
            | Heatmap
            | Histogram
            | Kpi
            | Network
            | Pivot
            | SparkTable
            | Sunburst
            | Table
            | ThemeRiver
            | Tree
            | Treemap
    )
}

/// A sentence's first letter is a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
