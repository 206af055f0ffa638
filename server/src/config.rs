//! Every setting: an environment variable, its meaning, its default.

mod nearest;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use tracing::level_filters::LevelFilter;

use crate::config::nearest::nearest;

/// What the server runs with.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where it listens.
    pub address: SocketAddr,
    /// The directory of the built app.
    pub dist: PathBuf,
    /// The least important lines that are logged.
    pub log: LevelFilter,
    /// How long running requests may take once it is asked to stop.
    pub shutdown: Duration,
}

/// One setting, as the environment names it and `--help` explains it.
pub struct Setting {
    /// The environment variable.
    pub name: &'static str,
    /// What it does.
    pub meaning: &'static str,
    /// What a value must be.
    pub wants: &'static str,
    /// Its value when the variable is not there.
    pub default: &'static str,
}

/// Why a start was refused.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum Error {
    /// The variable is not one of ours.
    #[error("{name} is not a setting{}: sextant-server --help lists them", did_you_mean(*.nearest))]
    Unknown {
        /// The variable.
        name: String,
        /// The setting that may have been meant.
        nearest: Option<&'static str>,
    },
    /// The value cannot be read.
    #[error("{name} is {value:?}: it wants {wants}")]
    Wrong {
        /// The setting.
        name: &'static str,
        /// What it was given.
        value: String,
        /// What it can be given.
        wants: &'static str,
    },
}

/// The beginning of every setting's name.
const PREFIX: &str = "SEXTANT_";

const ADDRESS: Setting = Setting {
    name: "SEXTANT_ADDRESS",
    meaning: "Where the server listens; 0.0.0.0:8080 is port 8080 for the whole network",
    wants: "an IP address and a port, such as 127.0.0.1:8080",
    default: "127.0.0.1:8080",
};

const DIST: Setting = Setting {
    name: "SEXTANT_DIST",
    meaning: "The directory of the built app, as `make dist` leaves it",
    wants: "the path of a directory",
    default: "./dist",
};

const LOG: Setting = Setting {
    name: "SEXTANT_LOG",
    meaning: "The least important lines to log: off, error, warn, info, debug or trace",
    wants: "off, error, warn, info, debug or trace",
    default: "info",
};

const SHUTDOWN_SECS: Setting = Setting {
    name: "SEXTANT_SHUTDOWN_SECS",
    meaning: "How many seconds running requests may take once the server is asked to stop",
    wants: "a whole number of seconds, 0 to 65535",
    default: "10",
};

/// All of them.
pub const SETTINGS: &[Setting] = &[ADDRESS, DIST, LOG, SHUTDOWN_SECS];

impl Config {
    /// Reads the settings among `variables`; others than `SEXTANT_*` are not looked at.
    pub fn read(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, Error> {
        let given = Given::new(variables)?;
        Ok(Self {
            address: given.read(&ADDRESS)?,
            dist: given.read(&DIST)?,
            log: given.read(&LOG)?,
            shutdown: Duration::from_secs(given.read::<u16>(&SHUTDOWN_SECS)?.into()),
        })
    }
}

/// What `--help` prints.
pub fn help() -> String {
    let mut text = String::from(
        "sextant-server sends the Sextant app.\n\n\
         Usage: sextant-server [--help | --version]\n\n\
         Settings are environment variables:\n",
    );
    for Setting {
        name, meaning, default, ..
    } in SETTINGS
    {
        text += &format!("\n  {name}\n      {meaning}\n      default: {default}\n");
    }
    text
}

/// The values of the settings that the environment holds.
struct Given(BTreeMap<&'static str, OsString>);

impl Given {
    fn new(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, Error> {
        let mut values = BTreeMap::new();
        for (name, value) in variables {
            let name = name.to_string_lossy();
            if !name.starts_with(PREFIX) {
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                let nearest = nearest(&name, SETTINGS.iter().map(|setting| setting.name));
                return Err(Error::Unknown {
                    name: name.into_owned(),
                    nearest,
                });
            };
            values.insert(setting.name, value);
        }
        Ok(Self(values))
    }

    fn read<T: FromStr>(&self, setting: &Setting) -> Result<T, Error> {
        let value = match self.0.get(setting.name) {
            Some(value) => value.to_string_lossy(),
            None => setting.default.into(),
        };
        let readable = !value.is_empty() && !value.contains(char::REPLACEMENT_CHARACTER);
        match value.parse() {
            Ok(value) if readable => Ok(value),
            _ => Err(Error::Wrong {
                name: setting.name,
                value: value.into_owned(),
                wants: setting.wants,
            }),
        }
    }
}

fn did_you_mean(nearest: Option<&str>) -> String {
    nearest
        .map(|name| format!(" (did you mean {name}?)"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
