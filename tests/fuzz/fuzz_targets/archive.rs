//! Hostile bytes as archives and whatever else bytes look like.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::open(bytes, None));
