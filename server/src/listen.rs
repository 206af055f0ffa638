//! From `Config` to a listening server, and to its orderly end.

use std::future::IntoFuture as _;
use std::io::{self, ErrorKind, Write as _};
use std::net::SocketAddr;
use std::pin::pin;

use anyhow::{Context as _, anyhow};
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;
use tokio::time::sleep;
use tracing::warn;

use crate::config::Config;
use crate::router;
use crate::site::Site;

/// Serves until it is asked to stop by SIGTERM or SIGINT.
///
/// - Prints the address once it listens, as the only line on standard output.
/// - Once asked, takes no new requests and ends when the running ones are answered, when the time for that is over, or
///   when it is asked again.
pub fn serve(config: &Config) -> anyhow::Result<()> {
    runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start")?
        .block_on(run(config))
}

async fn run(config: &Config) -> anyhow::Result<()> {
    let mut signals = Signals::new().context("cannot watch for signals")?;
    let listener = TcpListener::bind(config.address)
        .await
        .map_err(|error| explain(config.address, &error))?;
    if let Some(lack) = Site::new(&config.dist).lack() {
        eprintln!("{lack}: run `make dist` or set SEXTANT_DIST");
    }
    writeln!(io::stdout(), "Sextant is at http://{}", listener.local_addr()?)?;

    let (stop, stopped) = oneshot::channel::<()>();
    let serving = axum::serve(listener, router(config)).with_graceful_shutdown(async {
        // A sender that is gone means the same as its message.
        drop(stopped.await);
    });
    let mut serving = pin!(serving.into_future());
    tokio::select! {
        ended = &mut serving => return Ok(ended?),
        () = signals.next() => drop(stop),
    }
    tokio::select! {
        ended = &mut serving => ended?,
        () = sleep(config.shutdown) => warn!("stopped with requests unanswered"),
        () = signals.next() => warn!("stopped with requests unanswered"),
    }
    Ok(())
}

fn explain(address: SocketAddr, error: &io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => {
            anyhow!("{address} is in use by another program: stop that one or set SEXTANT_ADDRESS to another port")
        }
        ErrorKind::AddrNotAvailable => {
            anyhow!("{address} is not an address of this machine: set SEXTANT_ADDRESS to one that is")
        }
        ErrorKind::PermissionDenied => {
            anyhow!("{address} is not allowed to this user: set SEXTANT_ADDRESS to a port above 1023")
        }
        _ => anyhow!("{address} cannot be listened on: {error}"),
    }
}

/// The two ways to ask a program to stop.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
