//! A filter by a range of numbers: how they are spread, and the two ends.

use super::form::Setting;
use crate::ui::format;
use leptos::prelude::*;
use leptos::task::spawn_local;
use spec::filter::{Comparison, Filter};
use spec::profile::ColumnProfile;
use spec::value::Value;

/// The ends of a range; an end that is absent is open.
type Ends = (Option<f64>, Option<f64>);

/// How fine a slider is.
const STEPS: f64 = 200.0;

/// The form.
#[component]
pub(super) fn RangeForm(setting: Setting) -> impl IntoView {
    let profile = profile(setting);
    let moving = RwSignal::new(None::<Ends>);
    let ends = Memo::new(move |_| moving.get().unwrap_or_else(|| read(setting.filter().as_ref())));
    let commit = move |ends: Ends| {
        moving.set(None);
        let column = setting
            .control
            .with_untracked(|control| control.as_ref().map(|control| control.column.clone()));
        setting.set(column.and_then(|column| write(column, ends)));
    };
    let written = |end: Option<f64>| end.map(|number| number.to_string()).unwrap_or_default();
    let field = move |label: &'static str, low: bool| {
        let value = move || written(if low { ends.get().0 } else { ends.get().1 });
        let change = move |typed: String| {
            let (now, number) = (ends.get_untracked(), typed.trim().parse::<f64>().ok());
            commit(if low { (number, now.1) } else { (now.0, number) });
        };
        view! {
            <label class="field">
                <span class="label">{label}</span>
                <input class="input" type="number" step="any" aria-label=label prop:value=value on:change:target=move |event| change(event.target().value()) />
            </label>
        }
    };
    view! {
        {move || profile.get().map(|profile| view! { <Spread profile ends moving commit=Callback::new(commit) /> })}
        <div class="range-ends">{field("From", true)} {field("To", false)}</div>
    }
}

/// The bars of the histogram, those inside the range in colour, over two sliders.
#[component]
fn Spread(
    profile: ColumnProfile,
    ends: Memo<Ends>,
    moving: RwSignal<Option<Ends>>,
    commit: Callback<Ends>,
) -> impl IntoView {
    let (Some(least), Some(most)) = (profile.min.number(), profile.max.number()) else {
        return ().into_any();
    };
    let bins = profile.histogram.clone();
    let (count, highest) = (
        bins.len().max(1) as f64,
        bins.iter().copied().max().unwrap_or(1).max(1) as f64,
    );
    let width = (most - least) / count;
    let bars = bins.into_iter().enumerate().map(move |(index, rows)| {
        let middle = least + (index as f64 + 0.5) * width;
        let is_inside = move || {
            let (low, high) = ends.get();
            low.is_none_or(|low| middle >= low) && high.is_none_or(|high| middle <= high)
        };
        let height = (rows as f64 / highest * 100.0).max(if rows > 0 { 4.0 } else { 0.0 });
        view! { <i class:in=is_inside style:height=format!("{height}%") title=format::counted(rows, "row")></i> }
    });
    let bars: Vec<_> = bars.collect();
    let step = (most - least) / STEPS;
    let slider = move |low: bool| {
        let value = move || {
            let (from, to) = ends.get();
            if low { from.unwrap_or(least) } else { to.unwrap_or(most) }.to_string()
        };
        let ends_at = move |typed: String| {
            let (now, at) = (ends.get_untracked(), typed.parse::<f64>().ok());
            match low {
                true => (
                    at.filter(|at| *at > least)
                        .map(|at| now.1.map_or(at, |high| at.min(high))),
                    now.1,
                ),
                false => (
                    now.0,
                    at.filter(|at| *at < most - step / 2.0)
                        .map(|at| now.0.map_or(at, |low| at.max(low))),
                ),
            }
        };
        view! {
            <input
                type="range"
                aria-label=if low { "From" } else { "To" }
                min=least.to_string()
                max=most.to_string()
                step=step.to_string()
                prop:value=value
                on:input:target=move |event| moving.set(Some(ends_at(event.target().value())))
                on:change:target=move |event| commit.run(ends_at(event.target().value()))
            />
        }
    };
    view! {
        <div class="spread" aria-hidden="true">{bars}</div>
        <div class="sliders">{slider(true)} {slider(false)}</div>
    }
    .into_any()
}

/// What is known of the column.
fn profile(setting: Setting) -> RwSignal<Option<ColumnProfile>> {
    let profile = RwSignal::new(None);
    let engine = setting.board.engine;
    let of = Memo::new(move |_| {
        let control = setting.control.get()?;
        let rows = engine.datasets.with(|datasets| {
            datasets
                .iter()
                .find(|dataset| dataset.name == control.dataset)
                .map(|dataset| dataset.rows)
        })?;
        Some((control.dataset, control.column, rows))
    });
    Effect::new(move |_| {
        let Some((dataset, column, _)) = of.get() else { return };
        spawn_local(async move {
            if let Ok(found) = engine.profile(dataset).await {
                let found = found.columns.into_iter().find(|one| one.column.name == column);
                drop(profile.try_set(found));
            }
        });
    });
    profile
}

fn read(filter: Option<&Filter>) -> Ends {
    match filter {
        Some(Filter::Between { low, high, .. }) => (low.number(), high.number()),
        Some(Filter::Compare {
            is: Comparison::AtLeast,
            value,
            ..
        }) => (value.number(), None),
        Some(Filter::Compare {
            is: Comparison::AtMost,
            value,
            ..
        }) => (None, value.number()),
        _ => (None, None),
    }
}

fn write(column: String, ends: Ends) -> Option<Filter> {
    let compare = |column, is, end| Filter::Compare {
        column,
        is,
        value: Value::Float(end),
    };
    match ends {
        (Some(low), Some(high)) => Some(Filter::Between {
            column,
            low: Value::Float(low.min(high)),
            high: Value::Float(low.max(high)),
        }),
        (Some(low), None) => Some(compare(column, Comparison::AtLeast, low)),
        (None, Some(high)) => Some(compare(column, Comparison::AtMost, high)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_come_back_as_they_were_set() {
        for ends in [
            (None, None),
            (Some(1.0), None),
            (None, Some(2.5)),
            (Some(1.0), Some(2.5)),
        ] {
            assert_eq!(read(write("price".into(), ends).as_ref()), ends);
        }
        assert_eq!(
            read(write("price".into(), (Some(3.0), Some(1.0))).as_ref()),
            (Some(1.0), Some(3.0))
        );
    }
}
