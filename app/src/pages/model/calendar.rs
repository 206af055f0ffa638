//! When weeks and years begin.

use super::part::Head;
use super::section::Section;
use crate::model::use_workspace;
use crate::ui::field::Choose;
use leptos::prelude::*;

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The two choices, which hold at once.
#[component]
pub(super) fn CalendarPart() -> impl IntoView {
    let workspace = use_workspace();
    let calendar = Memo::new(move |_| workspace.model.with(|model| model.calendar));
    let numbered = |names: &'static [&'static str]| {
        Signal::derive(move || {
            names
                .iter()
                .zip(1..)
                .map(|(name, number): (&&str, u8)| (number.to_string(), (*name).to_owned()))
                .collect::<Vec<_>>()
        })
    };
    let week = move |text: String| {
        workspace.make(move |model| model.calendar.week_start = text.parse().unwrap_or(1));
    };
    let year = move |text: String| {
        workspace.make(move |model| model.calendar.year_start = text.parse().unwrap_or(1));
    };
    let told = move || match calendar.get().year_start {
        1 => "Years are calendar years.".to_owned(),
        start => {
            let month = MONTHS.get(usize::from(start) - 1).copied().unwrap_or("January");
            format!("A year is named after the one it ends in: {month} 2024 is in 2025.")
        }
    };
    view! {
        <Head section=Section::Calendar />
        <div class="model-fields model-calendar">
            <Choose
                label="Weeks start on"
                choices=numbered(&DAYS)
                value=Signal::derive(move || calendar.get().week_start.to_string())
                on_choose=week
            />
            <Choose
                label="Years start in"
                choices=numbered(&MONTHS)
                value=Signal::derive(move || calendar.get().year_start.to_string())
                on_choose=year
            />
        </div>
        <p class="small-text">{told}</p>
    }
}
