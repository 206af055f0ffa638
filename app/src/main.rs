//! The page: everything a person sees. It never holds rows, only answers.

mod app;
mod clock;
mod documents;
mod draft;
mod embed;
mod engine;
mod notices;
mod route;
mod storage;
mod theme;
mod thread;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
