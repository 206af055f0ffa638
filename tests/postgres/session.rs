//! One session with a server: statements in, rows of text out.

use crate::postgres::server::Server;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// What a statement gives, as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The columns' names.
    pub names: Vec<String>,
    /// The rows; none for null.
    pub rows: Vec<Vec<Option<String>>>,
}

/// A session, through PostgreSQL's own client.
pub struct Session {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

const NULL: &str = "\u{2400}";
const FAILED: &str = "@@failed";
const DONE: &str = "@@done";

impl Session {
    /// Opens a session.
    ///
    /// # Panics
    /// When the client does not start.
    pub fn open(server: &Server) -> Self {
        let mut child = Command::new(server.client())
            .arg("-h")
            .arg(server.folder())
            .args([
                "-U",
                "postgres",
                "-X",
                "-q",
                "--csv",
                "-P",
                &format!("null={NULL}"),
                "postgres",
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("psql does not start: {error}"));
        let (input, output) = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = (input, output) else {
            panic!("psql has no pipes")
        };
        let mut session = Self {
            child,
            input,
            output: BufReader::new(output),
        };
        // `statement_timeout` ends what would take too long.
        for setting in [
            "set statement_timeout = '20s'",
            "set max_parallel_workers_per_gather = 0",
        ] {
            session.ask(setting).unwrap_or_else(|error| panic!("{error}"));
        }
        session
    }

    /// Runs a statement.
    ///
    /// # Errors
    /// With the server's words when it refuses.
    ///
    /// # Panics
    /// When the client is gone.
    pub fn ask(&mut self, statement: &str) -> Result<Rows, String> {
        self.send(&format!("{statement}\n;\n"))
    }

    /// Fills a table; the rows are in the text format of `copy`.
    ///
    /// # Errors
    /// With the server's words when it refuses.
    ///
    /// # Panics
    /// When the client is gone.
    pub fn fill(&mut self, table: &str, rows: &str) -> Result<(), String> {
        self.send(&format!("copy {table} from stdin;\n{rows}\\.\n")).map(drop)
    }

    fn send(&mut self, text: &str) -> Result<Rows, String> {
        let text = format!("{text}\\echo {FAILED} :LAST_ERROR_MESSAGE\n\\echo {DONE} :ERROR\n");
        let sent = self.input.write_all(text.as_bytes()).and_then(|()| self.input.flush());
        sent.unwrap_or_else(|error| panic!("psql is gone: {error}"));
        let (mut rows, mut said, mut after) = (String::new(), String::new(), false);
        loop {
            let mut line = String::new();
            let read = self.output.read_line(&mut line);
            assert!(read.is_ok_and(|read| read > 0), "psql is gone after: {text}");
            if let Some(failed) = line.strip_prefix(DONE) {
                return match failed.trim() {
                    "true" => Err(said.trim().to_owned()),
                    _ => Ok(parse(&rows)),
                };
            }
            if let Some(rest) = line.strip_prefix(FAILED) {
                after = true;
                said.push_str(rest);
            } else if after {
                said.push_str(&line);
            } else {
                rows.push_str(&line);
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Reads CSV with a line of names.
fn parse(text: &str) -> Rows {
    let mut records: Vec<Vec<Option<String>>> = Vec::new();
    let (mut record, mut cell, mut is_quoted, mut was_quoted) = (Vec::new(), String::new(), false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => {
                is_quoted = !is_quoted;
                was_quoted = true;
            }
            ',' | '\n' if !is_quoted => {
                let is_null = cell == NULL && !was_quoted;
                record.push((!is_null).then(|| std::mem::take(&mut cell)));
                cell.clear();
                was_quoted = false;
                if letter == '\n' {
                    records.push(std::mem::take(&mut record));
                }
            }
            letter => cell.push(letter),
        }
    }
    let mut records = records.into_iter();
    let names = records.next().unwrap_or_default();
    Rows {
        names: names.into_iter().map(Option::unwrap_or_default).collect(),
        rows: records.collect(),
    }
}
