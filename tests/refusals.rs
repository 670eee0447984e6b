//! What a map's file cannot be: refused in plain words, at its line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong"
)]

use std::path::Path;

use fulcrum::storage::{Loaded, ReadError, read_orgmap, write_orgmap};

fn school() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school.orgmap");
    std::fs::read_to_string(path).unwrap()
}

fn read_text(text: &str) -> Result<Loaded, ReadError> {
    read_orgmap(text.as_bytes(), Path::new("a.orgmap"))
}

fn refused(text: &str) -> ReadError {
    read_text(text).expect_err("the text is refused")
}

/// The line, counted from 1, on which a text stands first.
fn line_of(text: &str, wanted: &str) -> usize {
    text.lines().position(|line| line.contains(wanted)).unwrap() + 1
}

#[test]
fn a_name_that_stands_twice_anywhere_is_refused_at_its_line() {
    let text = school();
    let cases = [
        ("\"stages\":", "\"mood\": 1,\n\"mood\": 2,\n\"stages\":", "mood"),
        ("\"id\": \"p", "\"shoe\": 1,\n\"sh\\u006fe\": 2, \"id\": \"p", "shoe"),
        ("\"id\": \"f", "\"x\": [{\"deep\": 1,\n\"deep\": 2}], \"id\": \"f", "deep"),
    ];
    for (before, after, name) in cases {
        let twice = text.replacen(before, after, 1);
        let error = refused(&twice);
        let first = text.lines().position(|line| line.contains(before)).unwrap() + 1;
        assert_eq!(error.line, Some(first + 1), "{error}");
        assert!(error.what.contains(name) && error.what.contains("twice"), "{error}");
    }
    // The same name in two records is no repetition, nor is a text that is like a name.
    let other = text.replacen("\"id\": \"p", "\"a\": {\"a\": \"a\"}, \"id\": \"p", 2);
    assert!(read_text(&other).is_ok());
}

#[test]
fn whole_numbers_up_to_64_bits_survive_and_larger_ones_are_refused_at_their_line() {
    let with = |number: &str| {
        school().replacen("\"stages\":", &format!("\"big\": {number},\n\"stages\":"), 1)
    };
    for number in ["18446744073709551615", "-9223372036854775808", "9007199254740993"] {
        let written = write_orgmap(&read_text(&with(number)).unwrap().map);
        assert!(written.contains(&format!("\"big\": {number}")), "{number}");
    }
    for number in ["18446744073709551616", "-9223372036854775809", "123456789012345678901234"] {
        let text = with(number);
        let error = refused(&text);
        assert_eq!(error.line, Some(line_of(&text, "\"big\"")), "{error}");
        assert!(error.what.contains("64 bits"), "{error}");
    }
}

#[test]
fn refusals_are_in_our_words() {
    let text = school();
    let cases = [
        (text.replacen("\"from\": ", "\"form\": ", 1), "\"from\" is missing"),
        (text.replacen("\"explore\": 0", "\"explore\": \"x\", \"y\": 0", 1), "the text \"x\""),
        (text.replacen("\"positions\": [", "\"positions\": 3, \"x\": [", 1), "a list"),
        (text.replacen("\"next_id\": ", "\"next_id\": -", 1), "a whole number from 0 on"),
        (text.replacen("\"title\": ", "\"title\": 7, \"x\": ", 1), "the number 7"),
        (text.replacen("\"id\": \"p", "\"id\": \"p9\", \"id\": \"p", 1), "stands there twice"),
        (text.replacen("\"id\":", "\"id\"", 1), "a colon is missing"),
        (text.replacen("\"id\":", "id:", 1), "quotation marks"),
        (format!("{text}x"), "behind the end"),
    ];
    let parsers = ["invalid", "expected", "`", "EOF", "trailing", "u64", "sequence", "missing f"];
    for (text, said) in cases {
        let error = refused(&text).to_string();
        assert!(error.contains(said), "{error}");
        assert!(parsers.iter().all(|word| !error.contains(word)), "{error}");
    }
}
