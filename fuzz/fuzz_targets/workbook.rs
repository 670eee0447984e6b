#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fulcrum_fuzz::let_caught_panics_pass();
    fulcrum_fuzz::read("x.xlsx", bytes);
});
