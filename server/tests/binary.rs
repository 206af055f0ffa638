//! The real binary, started as an operator starts it and spoken to over TCP.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use expect_test::{Expect, expect};
use tempfile::TempDir;

fn server(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant-server"));
    command.env_clear().envs(variables.iter().copied());
    command
}

fn describe(output: &Output) -> String {
    format!(
        "exit {}\n{}{}",
        output
            .status
            .code()
            .map_or("by signal".to_owned(), |code| code.to_string()),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a case reads `check(input, expect![..])`"
)]
fn check(variables: &[(&str, &str)], arguments: &[&str], expect: Expect) {
    expect.assert_eq(&describe(&server(variables).args(arguments).output().unwrap()));
}

/// A server that listens, on a port that was free.
struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    address: String,
}

impl Running {
    fn start(dist: &Path, variables: &[(&str, &str)]) -> Self {
        let mut command = server(&[("SEXTANT_ADDRESS", "127.0.0.1:0")]);
        command.env("SEXTANT_DIST", dist).envs(variables.iter().copied());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address = line
            .trim_end()
            .strip_prefix("Sextant is at http://")
            .unwrap()
            .to_owned();
        Self { child, stdout, address }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    fn ask(&self, path: &str) -> TcpStream {
        let mut stream = self.connect();
        let host = &self.address;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        read(self.ask(path))
    }

    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Sends `signal`, waits for the end, and tells the exit status and what was said since the first line.
    fn stop(self, signal: &str) -> String {
        self.signal(signal);
        self.end()
    }

    fn end(self) -> String {
        let rest = read(self.stdout);
        rest + &describe(&self.child.wait_with_output().unwrap())
    }
}

fn read(mut from: impl Read) -> String {
    let mut text = String::new();
    from.read_to_string(&mut text).unwrap();
    text
}

/// An app with a file that no socket buffers hold.
fn large_app() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("index.html"), "").unwrap();
    fs::write(place.path().join("large.txt"), "x".repeat(LARGE_BYTES)).unwrap();
    place
}

const LARGE_BYTES: usize = 64 << 20;

#[test]
fn the_app_is_sent_until_the_server_is_asked_to_stop() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("index.html"), "<title>Sextant</title>").unwrap();
    for signal in ["-TERM", "-INT"] {
        let running = Running::start(place.path(), &[]);
        let page = running.get("/?token=secret");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
        assert!(page.ends_with("\r\n\r\n<title>Sextant</title>"), "{page}");
        assert!(running.get("/../Cargo.toml").starts_with("HTTP/1.1 404 "));
        // A connection that was opened and left alone does not hold the server up.
        let _idle = running.connect();
        let told = running.stop(signal);
        assert!(told.starts_with("exit 0\n"), "{told}");
        assert!(told.contains("GET / 200 "), "{told}");
        assert!(!told.contains("secret") && !told.contains("127.0.0.1"), "{told}");
    }
}

#[test]
fn a_running_answer_is_finished_before_the_end() {
    let place = large_app();
    let running = Running::start(place.path(), &[]);
    let mut stream = running.ask("/large.txt");
    stream.read_exact(&mut [0; 4096]).unwrap();
    running.signal("-TERM");
    let received = 4096 + read(stream).len();
    assert!(received > LARGE_BYTES, "{received}");
    assert!(running.end().starts_with("exit 0\n"));
}

#[test]
fn nobody_holds_the_server_up() {
    let place = large_app();
    for (patience, signals) in [("0", 1), ("600", 2)] {
        let running = Running::start(place.path(), &[("SEXTANT_SHUTDOWN_SECS", patience)]);
        let mut stream = running.ask("/large.txt");
        stream.read_exact(&mut [0; 4096]).unwrap();
        for _ in 1..signals {
            running.signal("-INT");
        }
        let told = running.stop("-TERM");
        assert!(
            told.starts_with("exit 0\n") && told.contains("stopped with requests unanswered"),
            "{told}"
        );
    }
}

#[test]
fn a_missing_app_is_told_at_once() {
    let place = tempfile::tempdir().unwrap();
    let told = Running::start(&place.path().join("dist"), &[]).stop("-TERM");
    assert!(
        told.contains("/dist is not there: run `make dist` or set SEXTANT_DIST\n"),
        "{told}"
    );
    let told = Running::start(place.path(), &[]).stop("-TERM");
    assert!(
        told.contains(" holds no index.html: run `make dist` or set SEXTANT_DIST\n"),
        "{told}"
    );
}

#[test]
fn a_port_in_use_is_told_in_one_line() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = describe(&server(&[("SEXTANT_ADDRESS", &address)]).output().unwrap());
    expect![[r#"
        exit 1
        ADDRESS is in use by another program: stop that one or set SEXTANT_ADDRESS to another port
    "#]]
    .assert_eq(&told.replace(&address, "ADDRESS"));
}

#[test]
fn wrong_settings_and_arguments_stop_the_start() {
    check(
        &[("SEXTANT_ADRESS", "127.0.0.1:1")],
        &[],
        expect![[r#"
            exit 2
            SEXTANT_ADRESS is not a setting (did you mean SEXTANT_ADDRESS?): sextant-server --help lists them
        "#]],
    );
    check(
        &[("SEXTANT_ADDRESS", "nowhere")],
        &[],
        expect![[r#"
        exit 2
        SEXTANT_ADDRESS is "nowhere": it wants an IP address and a port, such as 127.0.0.1:8080
    "#]],
    );
    check(
        &[],
        &["--port=1"],
        expect![[r#"
        exit 2
        --port=1 is not understood: settings are environment variables, listed by sextant-server --help
    "#]],
    );
    check(
        &[],
        &["--help", "more"],
        expect![[r#"
        exit 2
        --help is not understood: settings are environment variables, listed by sextant-server --help
    "#]],
    );
}

#[test]
fn help_and_version_need_no_settings() {
    check(
        &[("SEXTANT_ADRESS", "x")],
        &["--version"],
        expect![[r#"
        exit 0
        sextant-server 0.1.0
    "#]],
    );
    let help = describe(&server(&[]).arg("--help").output().unwrap());
    assert!(
        help.starts_with("exit 0\nsextant-server sends the Sextant app.\n"),
        "{help}"
    );
}
