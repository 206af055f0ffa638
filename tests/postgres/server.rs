//! A PostgreSQL server of our own in a temporary folder, which ends with the test.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A running server; it ends when this is dropped, or when the thread that started it ends.
pub struct Server {
    folder: PathBuf,
    programs: PathBuf,
    child: Child,
}

static STARTED: AtomicU32 = AtomicU32::new(0);

impl Server {
    /// Starts a server that listens on a socket in its own folder.
    ///
    /// # Panics
    /// When PostgreSQL is not there or does not start.
    pub fn start() -> Self {
        let programs = programs();
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("sextant-postgres-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        if is_root() {
            run(Command::new("chown").arg("postgres").arg(&folder));
        }
        let data = folder.join("data");
        run(as_user(&programs.join("initdb"))
            .args([
                "--locale=C.UTF-8",
                "--encoding=UTF8",
                "--auth=trust",
                "--username=postgres",
                "--no-sync",
            ])
            .arg("-D")
            .arg(&data));
        let mut child = as_user(&programs.join("postgres"))
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder)
            .args([
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "timezone=UTC",
                "-c",
                "intervalstyle=iso_8601",
            ])
            .args(["-c", "jit=off", "-c", "log_min_messages=log", "-c", "lc_messages=C"])
            .current_dir(&folder)
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("PostgreSQL does not start: {error}"));
        wait_until_ready(&mut child);
        Self {
            folder,
            programs,
            child,
        }
    }

    /// The client program.
    pub fn client(&self) -> PathBuf {
        self.programs.join("psql")
    }

    /// The folder of the socket.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let process = self.child.id().to_string();
        drop(Command::new("kill").args(["-QUIT", &process]).status());
        drop(self.child.wait());
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// Reads what the server says until it takes connections, and lets a thread read on, so that it is never held up.
fn wait_until_ready(child: &mut Child) {
    let Some(errors) = child.stderr.take() else { return };
    let mut lines = BufReader::new(errors).lines();
    let mut said = Vec::new();
    loop {
        match lines.next() {
            Some(Ok(line)) if line.contains("ready to accept connections") => break,
            Some(Ok(line)) => said.push(line),
            _ => panic!("PostgreSQL does not start:\n{}", said.join("\n")),
        }
    }
    std::thread::spawn(move || lines.for_each(drop));
}

/// The folder of the server's programs.
fn programs() -> PathBuf {
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut folders: Vec<PathBuf> = installed.flatten().map(|entry| entry.path().join("bin")).collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&path));
    let found = folders.into_iter().find(|folder| folder.join("initdb").exists());
    found.unwrap_or_else(|| panic!("PostgreSQL is not installed: run .ci/setup"))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
}

/// A program that ends with the thread that started it; run as `postgres` by root, whom the server refuses.
fn as_user(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "QUIT"]);
    if is_root() {
        command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]);
    }
    command.arg("--").arg(program);
    command
}

fn run(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}
