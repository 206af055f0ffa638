//! The page: everything a person sees. It never holds rows, only answers.

#![expect(
    unreachable_pub,
    reason = "a component's properties are public to the macro that makes them"
)]
#![expect(clippy::needless_pass_by_value, reason = "components own their properties")]

mod app;
mod clock;
mod documents;
mod draft;
mod echarts;
mod editor;
mod embed;
mod engine;
mod exploration;
mod files;
mod model;
mod notices;
mod pages;
mod paper;
mod route;
mod save;
mod share;
mod storage;
mod theme;
mod thread;
mod ui;
mod works;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
