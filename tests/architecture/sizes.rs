//! How long a file may be, and that it says what it is for.

use crate::source::sources;

const MOST_LINES: usize = 500;

#[test]
fn no_file_is_too_long() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches", "examples"].into_iter().flat_map(sources) {
        let lines = source.text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{}: {lines} lines", source.path));
        }
    }
    assert!(wrong.is_empty(), "over {MOST_LINES} lines:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    let all = sources("src");
    let says = |path: &str| {
        all.iter().any(|source| source.path == path && source.text.trim_start().starts_with("//!"))
    };
    let mut wrong = Vec::new();
    for source in &all {
        let (folder, _) = source.path.rsplit_once('/').unwrap();
        let root = format!("{folder}/mod.rs");
        if !says(&source.path) && !says(&root) && !says(&format!("{folder}.rs")) {
            wrong.push(source.path.as_str());
        }
    }
    assert!(wrong.is_empty(), "neither these nor their folders say it:\n{}", wrong.join("\n"));
}
