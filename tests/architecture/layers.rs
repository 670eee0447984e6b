//! Who may use whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, root, sources};

/// Every module with its layer and what it may use.
const LAYERS: [(u8, &str, &str); 15] = [
    (0, "quantity", ""),
    (0, "typeface", ""),
    (1, "model", "quantity"),
    (2, "edit", "quantity, model"),
    (2, "analysis", "quantity, model"),
    (2, "layout", "quantity, typeface, model"),
    (2, "storage", "quantity, model"),
    (3, "wording", "quantity, model, analysis"),
    (4, "drawing", "quantity, typeface, model, analysis, layout, wording"),
    (3, "clipboard", "quantity, model, edit, storage"),
    (5, "export", "quantity, typeface, model, analysis, layout, wording, drawing"),
    (5, "session", "quantity, model, edit, analysis, layout, storage, wording, drawing, clipboard"),
    (
        6,
        "work",
        "quantity, model, edit, analysis, layout, storage, wording, drawing, export, session",
    ),
    (
        7,
        "cli",
        "quantity, typeface, model, edit, analysis, layout, storage, wording, drawing, export, session, work",
    ),
    (
        7,
        "gui",
        "quantity, typeface, model, edit, analysis, layout, storage, wording, drawing, clipboard, export, session, work",
    ),
];

fn names(list: &str) -> BTreeSet<&str> {
    list.split(", ").filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_layer_uses_only_lower_ones() {
    for (layer, module, uses) in LAYERS {
        for used in names(uses) {
            let below = LAYERS.iter().find(|(_, name, _)| *name == used).unwrap().0;
            assert!(below < layer, "{module} in layer {layer} uses {used} in layer {below}");
        }
    }
}

#[test]
fn the_table_in_the_document_is_the_same() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, rest) = text.split_once("<!-- layers -->").unwrap();
    let (table, _) = rest.split_once("<!-- /layers -->").unwrap();
    let rows: Vec<(u8, &str, &str)> = table
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, layer, module, _, uses, _] = cells[..] else { return None };
            Some((layer.parse().ok()?, module, if uses == "nothing" { "" } else { uses }))
        })
        .collect();
    assert_eq!(rows, LAYERS);
}

#[test]
fn the_library_lists_its_modules_in_the_order_of_the_table() {
    let lib = sources("src").into_iter().find(|source| source.path == "src/lib.rs").unwrap();
    let listed: Vec<&str> = lib
        .code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let wanted: Vec<&str> = LAYERS.iter().map(|(_, module, _)| *module).collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_code_uses_what_the_table_allows() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let Some(module) = source.module() else { continue };
        let row = LAYERS.iter().find(|(_, name, _)| *name == module);
        let Some((_, _, allowed)) = row else {
            wrong.push(format!("{}: {module} is not in the table", source.path));
            continue;
        };
        for (used, line) in used(&source) {
            if used != module && !names(allowed).contains(used.as_str()) {
                wrong.push(format!("{}:{line}: {module} may not use {used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The modules of the first level that a file names, each with the first line that does: by a
/// path from the root of the crate, or by as many steps up as lead there.
fn used(source: &Source) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let depth =
        source.path.split('/').count() - if source.path.ends_with("/mod.rs") { 2 } else { 1 };
    let climb = "super::".repeat(depth);
    for start in ["crate::", climb.as_str()] {
        for (at, _) in source.code.match_indices(start) {
            if source.code[..at].ends_with("super::") {
                continue;
            }
            let line = source.code[..at].lines().count();
            for name in first_names(&source.code[at + start.len()..]) {
                // Further steps up lead nowhere, and an inner module needs one more.
                if name != "super" && LAYERS.iter().any(|(_, module, _)| *module == name) {
                    found.entry(name).or_insert(line);
                }
            }
        }
    }
    found
}

/// The name a path goes on with, or all of them when it goes on in braces.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim()
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect()
    };
    let Some(group) = rest.trim_start().strip_prefix('{') else { return vec![name(rest)] };
    let mut names = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    names
}

#[test]
fn paths_are_found_however_they_are_written() {
    let code = "use crate::model::{A, B};\nuse crate::{edit::C, work::{D, E}, gui};\nlet a = crate::storage::f();\nuse super::super::layout::G;";
    let source = Source { path: "src/x/y.rs".into(), text: String::new(), code: code.into() };
    let found: Vec<_> = used(&source).into_iter().collect();
    let wanted =
        [("edit", 2), ("gui", 2), ("layout", 4), ("model", 1), ("storage", 3), ("work", 2)];
    assert_eq!(found, wanted.map(|(name, line)| (name.to_owned(), line)));
}
