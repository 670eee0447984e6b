//! What things may not be called.

use crate::source::{Source, sources};

/// Words that say nothing about a thing.
const EMPTY: [&str; 8] = ["util", "helper", "manager", "handler", "data", "info", "misc", "common"];

/// The parts of a name: `JobQueue` and `job_queue` both have two. A plural counts as one.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut lower_before = false;
    for letter in name.chars() {
        if letter == '_' || (letter.is_uppercase() && lower_before) {
            parts.push(String::new());
        }
        if letter != '_'
            && let Some(part) = parts.last_mut()
        {
            part.extend(letter.to_lowercase());
        }
        lower_before = letter.is_lowercase();
    }
    parts
}

fn is_empty_word(part: &str) -> bool {
    EMPTY.iter().any(|word| part == *word || part.strip_suffix('s') == Some(word))
}

/// The names that a file gives: to functions, types, modules and constants.
fn given(source: &Source) -> Vec<(usize, &str)> {
    const BEFORE: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "mod", "const", "static"];
    let words: Vec<(usize, &str)> = source.words().collect();
    words.windows(2).filter(|pair| BEFORE.contains(&pair[0].1)).map(|pair| pair[1]).collect()
}

#[test]
fn names_say_what_a_thing_is() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches", "examples"].into_iter().flat_map(sources) {
        let folders = source.path.trim_end_matches(".rs").split('/');
        if folders.flat_map(parts).any(|part| is_empty_word(&part)) {
            wrong.push(source.path.clone());
        }
        for (line, name) in given(&source) {
            if parts(name).iter().any(|part| is_empty_word(part)) {
                wrong.push(format!("{}:{line}: {name}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "these names say nothing:\n{}", wrong.join("\n"));
}

#[test]
fn identifiers_are_spelled_as_in_the_libraries() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches", "examples"].into_iter().flat_map(sources) {
        for (line, word) in source.words() {
            let word = word.to_lowercase();
            if word.contains("centre") || word.contains("colour") {
                wrong.push(format!("{}:{line}: {word}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "write center and color:\n{}", wrong.join("\n"));
}

#[test]
fn a_name_is_taken_apart_at_humps_and_underscores() {
    assert_eq!(parts("JobQueue"), ["job", "queue"]);
    assert_eq!(parts("read_orgmap"), ["read", "orgmap"]);
    assert_eq!(parts("MOST_POSITIONS"), ["most", "positions"]);
    assert!(is_empty_word("helpers") && !is_empty_word("database"));
}
