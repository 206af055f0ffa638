//! Settings as the environment gives them, and what is told of the wrong ones.

use expect_test::{Expect, expect};

use super::*;

#[expect(
    clippy::needless_pass_by_value,
    reason = "so that a case reads `check(input, expect![..])`"
)]
fn check(variables: &[(&str, &str)], expect: Expect) {
    let variables = variables.iter().map(|(name, value)| (name.into(), value.into()));
    let told = match Config::read(variables) {
        Ok(Config {
            address,
            dist,
            log,
            shutdown,
        }) => {
            format!("{address} {} {log} {shutdown:?}", dist.display())
        }
        Err(error) => error.to_string(),
    };
    expect.assert_eq(&told);
}

#[test]
fn settings_have_defaults_and_take_values() {
    check(&[], expect!["127.0.0.1:8080 ./dist info 10s"]);
    check(
        &[("HOME", "/"), ("PORT", "x")],
        expect!["127.0.0.1:8080 ./dist info 10s"],
    );
    check(
        &[
            ("SEXTANT_ADDRESS", "[::]:9090"),
            ("SEXTANT_DIST", "/srv/my app"),
            ("SEXTANT_LOG", "WARN"),
            ("SEXTANT_SHUTDOWN_SECS", "0"),
        ],
        expect!["[::]:9090 /srv/my app warn 0ns"],
    );
}

#[test]
fn wrong_values_are_named_with_what_is_wanted() {
    check(
        &[("SEXTANT_ADDRESS", "8080")],
        expect![[r#"SEXTANT_ADDRESS is "8080": it wants an IP address and a port, such as 127.0.0.1:8080"#]],
    );
    check(
        &[("SEXTANT_ADDRESS", "127.0.0.1:99999")],
        expect![[r#"SEXTANT_ADDRESS is "127.0.0.1:99999": it wants an IP address and a port, such as 127.0.0.1:8080"#]],
    );
    check(
        &[("SEXTANT_DIST", "")],
        expect![[r#"SEXTANT_DIST is "": it wants the path of a directory"#]],
    );
    check(
        &[("SEXTANT_LOG", "inof")],
        expect![[r#"SEXTANT_LOG is "inof": it wants off, error, warn, info, debug or trace"#]],
    );
    check(
        &[("SEXTANT_SHUTDOWN_SECS", "-1")],
        expect![[r#"SEXTANT_SHUTDOWN_SECS is "-1": it wants a whole number of seconds, 0 to 65535"#]],
    );
    check(
        &[("SEXTANT_SHUTDOWN_SECS", "a\nb")],
        expect![[r#"SEXTANT_SHUTDOWN_SECS is "a\nb": it wants a whole number of seconds, 0 to 65535"#]],
    );
}

#[test]
fn unknown_settings_are_refused_with_the_nearest() {
    check(
        &[("SEXTANT_ADRESS", "127.0.0.1:1")],
        expect!["SEXTANT_ADRESS is not a setting (did you mean SEXTANT_ADDRESS?): sextant-server --help lists them"],
    );
    check(
        &[("SEXTANT_SHUTDOWN", "1")],
        expect![
            "SEXTANT_SHUTDOWN is not a setting (did you mean SEXTANT_SHUTDOWN_SECS?): sextant-server --help lists them"
        ],
    );
    check(
        &[("SEXTANT_log", "info")],
        expect!["SEXTANT_log is not a setting (did you mean SEXTANT_LOG?): sextant-server --help lists them"],
    );
    check(
        &[("SEXTANT_PORT", "1")],
        expect!["SEXTANT_PORT is not a setting: sextant-server --help lists them"],
    );
    check(
        &[("SEXTANT_", "1")],
        expect!["SEXTANT_ is not a setting: sextant-server --help lists them"],
    );
}

#[test]
fn help_lists_every_setting() {
    expect![[r#"
        sextant-server sends the Sextant app.

        Usage: sextant-server [--help | --version]

        Settings are environment variables:

          SEXTANT_ADDRESS
              Where the server listens; 0.0.0.0:8080 is port 8080 for the whole network
              default: 127.0.0.1:8080

          SEXTANT_DIST
              The directory of the built app, as `make dist` leaves it
              default: ./dist

          SEXTANT_LOG
              The least important lines to log: off, error, warn, info, debug or trace
              default: info

          SEXTANT_SHUTDOWN_SECS
              How many seconds running requests may take once the server is asked to stop
              default: 10
    "#]]
    .assert_eq(&help());
}
