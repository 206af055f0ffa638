//! Hostile bytes as FixedWidth files.
#![no_main]

use spec::reading::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::open(bytes, Some(Format::FixedWidth)));
