//! What a parser says about a text, said to the person who has to mend it.

use std::path::Path;

use serde_json::error::Category;

use super::super::error::ReadError;

/// The refusal of a text that the parser could not take.
pub(super) fn syntax(path: &Path, error: &serde_json::Error) -> ReadError {
    let line = (error.line() > 0).then_some(error.line());
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    let (what, hint) = match error.classify() {
        Category::Eof => (
            "breaks off before its end".to_owned(),
            "part of the file is missing: open an older version of it",
        ),
        Category::Syntax if said.contains("recursion limit") => {
            ("is nested deeper than any map".to_owned(), "this is not a map that Fulcrum wrote")
        }
        Category::Syntax => (
            format!("is not JSON: {}", of_signs(said)),
            "open a file that ends in .orgmap, or mend the line",
        ),
        Category::Data | Category::Io => (
            format!("does not say what a map says: {}", of_meaning(said)),
            "mend the line, or open an older version of the file",
        ),
    };
    ReadError::new(path, what, hint).at(line)
}

/// What is wrong with the signs of a text.
fn of_signs(said: &str) -> String {
    let words = match said {
        "expected `:`" => "a colon is missing behind a name",
        "expected `,` or `]`" => "a comma or the end of a list is missing",
        "expected `,` or `}`" => "a comma or the end of a record is missing",
        "trailing comma" => "a comma stands behind the last entry",
        "trailing characters" => "something stands behind the end of the map",
        "key must be a string" => "a name does not stand in quotation marks",
        "invalid escape" => "a backslash stands before a sign that needs none",
        "invalid number" => "a number is not written as one",
        "number out of range" => "a number is larger than any that can be kept",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a text has a line break or another sign in it that cannot be seen"
        }
        "lone leading surrogate in hex escape"
        | "unexpected end of hex escape"
        | "invalid unicode code point" => "a text has half a sign in it",
        _ => "something stands there that is neither text nor number, list nor record",
    };
    words.to_owned()
}

/// What is wrong with what a text means.
fn of_meaning(said: &str) -> String {
    let quoted = |start: &str| -> Option<&str> {
        said.strip_prefix(start)?.strip_prefix(" `")?.split('`').next()
    };
    if let Some(name) = quoted("missing field") {
        return format!("\"{name}\" is missing");
    }
    if let Some(name) = quoted("duplicate field") {
        return format!("\"{name}\" stands there twice");
    }
    let wanted = said.split(", expected ").nth(1).map(kind);
    let found = ["invalid type: ", "invalid value: ", "invalid length "]
        .iter()
        .find_map(|start| said.strip_prefix(start))
        .and_then(|rest| rest.rsplit_once(", expected "))
        .map(|(found, _)| found);
    match (found, wanted) {
        (Some(found), Some(wanted)) if said.starts_with("invalid length") => {
            format!("a list of {found} stands there in place of {wanted}")
        }
        (Some(found), Some(wanted)) => {
            format!("{} stands there in place of {wanted}", thing(found))
        }
        _ => said.to_owned(),
    }
}

/// What was found, without the parser's names for kinds.
fn thing(found: &str) -> String {
    let plain = |rest: &str| rest.trim_matches('`').to_owned();
    for start in ["integer ", "floating point "] {
        if let Some(number) = found.strip_prefix(start) {
            return format!("the number {}", plain(number));
        }
    }
    if let Some(text) = found.strip_prefix("string ") {
        return format!("the text {text}");
    }
    if let Some(truth) = found.strip_prefix("boolean ") {
        return plain(truth);
    }
    match found {
        "null" | "unit value" | "Option value" => "null".to_owned(),
        "map" => "a record".to_owned(),
        "sequence" => "a list".to_owned(),
        other => other.to_owned(),
    }
}

/// What was wanted, without the names of types.
fn kind(wanted: &str) -> String {
    let words = match wanted {
        "u64" | "u32" | "u8" => "a whole number from 0 on",
        "i64" => "a whole number",
        "f64" => "a number",
        "a string" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" => "a map",
        "a tuple of size 2" => "two numbers",
        "an array of length 4" => "four numbers",
        other => return other.to_owned(),
    };
    words.to_owned()
}
