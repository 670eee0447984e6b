#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let found = fulcrum::clipboard::read(text, &fulcrum::model::Stage::default());
    assert!(found.known.is_empty(), "nobody is on an empty map");
});
