//! Hostile bytes as Geojson files.
#![no_main]

use spec::reading::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::open(bytes, Some(Format::Geojson)));
