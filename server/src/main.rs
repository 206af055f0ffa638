//! The binary: environment → `Config` → serve.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use server::config::{Config, help};

/// The settings or the arguments are wrong: nothing was started.
const MISUSED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(|it| it.to_str().unwrap_or("�")).collect();
    match arguments[..] {
        [] => start(),
        ["--help" | "-h"] => say(&help()),
        ["--version" | "-V"] => say(concat!("sextant-server ", env!("CARGO_PKG_VERSION"), "\n")),
        [argument, ..] => {
            eprintln!(
                "{argument} is not understood: settings are environment variables, listed by sextant-server --help"
            );
            ExitCode::from(MISUSED)
        }
    }
}

fn start() -> ExitCode {
    let config = match Config::read(env::vars_os()) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(MISUSED);
        }
    };
    tracing_subscriber::fmt()
        .with_max_level(config.log)
        .with_target(false)
        .with_ansi(false)
        .with_writer(io::stderr)
        .init();
    match server::serve(&config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn say(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
