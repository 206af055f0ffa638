//! A filter by days: counted from today, or from one day to another.

use super::form::Setting;
use crate::ui::words;
use leptos::prelude::*;
use spec::filter::{Comparison, Filter, Span, Unit};
use spec::value::Value;

/// The spans on offer.
const SPANS: [Span; 10] = [
    Span::This(Unit::Day),
    Span::Past {
        count: 7,
        unit: Unit::Day,
    },
    Span::Past {
        count: 30,
        unit: Unit::Day,
    },
    Span::This(Unit::Month),
    Span::Last {
        count: 1,
        unit: Unit::Month,
    },
    Span::This(Unit::Quarter),
    Span::Last {
        count: 1,
        unit: Unit::Quarter,
    },
    Span::ToDate(Unit::Year),
    Span::Last {
        count: 1,
        unit: Unit::Year,
    },
    Span::Past {
        count: 12,
        unit: Unit::Month,
    },
];

/// A first and a last day; one that is absent is open.
type Days = (Option<String>, Option<String>);

/// The form.
#[component]
pub(super) fn DatesForm(setting: Setting) -> impl IntoView {
    let column = move || {
        setting
            .control
            .with_untracked(|control| control.as_ref().map(|control| control.column.clone()))
    };
    let chosen = Memo::new(move |_| match setting.filter() {
        Some(Filter::Relative { span, .. }) => Some(span),
        _ => None,
    });
    let days = Memo::new(move |_| read(setting.filter().as_ref()));
    let choose = move |span: Span| {
        let now = chosen.get_untracked() == Some(span);
        setting.set(
            column()
                .filter(|_| !now)
                .map(|column| Filter::Relative { column, span }),
        );
    };
    let spans = SPANS.into_iter().map(move |span| {
        view! {
            <button
                type="button"
                class="pill"
                class:on=move || chosen.get() == Some(span)
                aria-pressed=move || (chosen.get() == Some(span)).to_string()
                on:click=move |_| choose(span)
            >
                {label(span)}
            </button>
        }
    });
    let spans: Vec<_> = spans.collect();
    let day = move |label: &'static str, first: bool| {
        let value = move || if first { days.get().0 } else { days.get().1 }.unwrap_or_default();
        let change = move |typed: String| {
            let (now, day) = (days.get_untracked(), Some(typed).filter(|typed| !typed.is_empty()));
            let days = if first { (day, now.1) } else { (now.0, day) };
            setting.set(column().and_then(|column| write(column, days)));
        };
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <input class="input" type="date" aria-label=label prop:value=value on:change:target=move |event| change(event.target().value()) />
            </label>
        }
    };
    view! {
        <div class="chips" role="group" aria-label="Counted from today">{spans}</div>
        <div class="range-ends">{day("From", true)} {day("To", false)}</div>
    }
}

fn label(span: Span) -> String {
    match span {
        Span::This(Unit::Day) => "Today".to_owned(),
        span => words::capitalised(words::span(span).trim_start_matches("the ")),
    }
}

fn read(filter: Option<&Filter>) -> Days {
    let day = |value: &Value| match value {
        Value::Text(text) => text.get(..10).map(str::to_owned),
        _ => None,
    };
    match filter {
        Some(Filter::Between { low, high, .. }) => (day(low), day(high)),
        Some(Filter::Compare {
            is: Comparison::AtLeast,
            value,
            ..
        }) => (day(value), None),
        Some(Filter::Compare {
            is: Comparison::AtMost,
            value,
            ..
        }) => (None, day(value)),
        _ => (None, None),
    }
}

/// The last day counts to its end, for moments too.
fn write(column: String, days: Days) -> Option<Filter> {
    let start = |day: String| Value::Text(day);
    let end = |day: String| Value::Text(format!("{day}T23:59:59.999"));
    let compare = |column, is, value| Filter::Compare { column, is, value };
    match days {
        (Some(first), Some(last)) => {
            let (first, last) = if first <= last { (first, last) } else { (last, first) };
            Some(Filter::Between {
                column,
                low: start(first),
                high: end(last),
            })
        }
        (Some(first), None) => Some(compare(column, Comparison::AtLeast, start(first))),
        (None, Some(last)) => Some(compare(column, Comparison::AtMost, end(last))),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_back_as_they_were_set() {
        let day = |text: &str| Some(text.to_owned());
        for days in [
            (None, None),
            (day("2024-01-01"), None),
            (None, day("2024-02-29")),
            (day("2024-01-01"), day("2024-02-29")),
        ] {
            assert_eq!(read(write("day".into(), days.clone()).as_ref()), days);
        }
    }
}
