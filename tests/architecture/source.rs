//! Reads the sources and takes them apart as far as these tests need.

use std::path::{Path, PathBuf};

/// One file of the sources.
pub(crate) struct Source {
    /// Its path from the root of the package, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The text with comments and quoted texts blanked out, line by line the same.
    pub(crate) code: String,
}

impl Source {
    /// The module of the first level that the file belongs to; nothing for `lib.rs` and
    /// `main.rs`.
    pub(crate) fn module(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let name = inside.split('/').next()?.trim_end_matches(".rs");
        (name != "lib" && name != "main").then_some(name)
    }

    /// The identifiers of the code, each with the number of its line.
    pub(crate) fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code.lines().enumerate().flat_map(|(number, line)| {
            line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .filter(|word| !word.is_empty())
                .map(move |word| (number + 1, word))
        })
    }
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files of Rust below a folder of the package, by path.
pub(crate) fn sources(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    paths.iter().map(|path| source(path)).collect()
}

fn source(path: &Path) -> Source {
    let text = std::fs::read_to_string(path).unwrap();
    let parts: Vec<_> =
        path.strip_prefix(root()).unwrap().iter().map(|part| part.to_string_lossy()).collect();
    Source { path: parts.join("/"), code: code_of(&text), text }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// The text with comments, quoted texts and letters blanked out.
fn code_of(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = blank_until(&letters, at);
        if end > at {
            code.extend(letters[at..end].iter().map(|it| if *it == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            code.push(letters[at]);
            at += 1;
        }
    }
    code
}

/// Where a comment or a quoted text that starts here ends; here when none does.
fn blank_until(letters: &[char], at: usize) -> usize {
    let next = |offset: usize| letters.get(at + offset).copied().unwrap_or(' ');
    let in_word = at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_');
    match letters[at] {
        '/' if next(1) == '/' => find(letters, at, "\n"),
        '/' if next(1) == '*' => find(letters, at + 2, "*/") + 2,
        '"' => quoted(letters, at + 1, '"'),
        'r' if !in_word && (next(1) == '"' || next(1) == '#') => raw(letters, at),
        '\'' if next(1) == '\\' || (next(2) == '\'' && next(1) != '\'') => {
            quoted(letters, at + 1, '\'')
        }
        _ => at,
    }
    .min(letters.len())
}

fn quoted(letters: &[char], from: usize, mark: char) -> usize {
    let mut at = from;
    while at < letters.len() && letters[at] != mark {
        at += if letters[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn raw(letters: &[char], at: usize) -> usize {
    let fences = letters[at + 1..].iter().take_while(|letter| **letter == '#').count();
    if letters.get(at + 1 + fences) != Some(&'"') {
        return at;
    }
    let end = format!("\"{}", "#".repeat(fences));
    find(letters, at + fences + 2, &end) + end.len()
}

fn find(letters: &[char], from: usize, wanted: &str) -> usize {
    let wanted: Vec<char> = wanted.chars().collect();
    (from..letters.len()).find(|at| letters[*at..].starts_with(&wanted)).unwrap_or(letters.len())
}

#[test]
fn comments_and_quoted_texts_are_no_code() {
    let text =
        "let a = \"x // \\\" y\"; // z\nlet b = '\"'; /* c\n */ let d: &'e str = r#\"f\"g\"#;";
    let seen = Source { path: String::new(), text: text.into(), code: code_of(text) };
    let words: Vec<_> = seen.words().collect();
    let wanted =
        [(1, "let"), (1, "a"), (2, "let"), (2, "b"), (3, "let"), (3, "d"), (3, "e"), (3, "str")];
    assert_eq!(words, wanted);
}
