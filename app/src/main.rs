//! The page: everything a person sees. It never holds rows, only answers.

mod app;
mod clock;
mod documents;
mod draft;
mod echarts;
mod editor;
mod embed;
mod engine;
mod files;
mod notices;
mod pages;
mod route;
mod save;
mod storage;
mod theme;
mod thread;
mod ui;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
