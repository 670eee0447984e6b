//! What commands write over: nothing without being told to, and never what they read.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and writes its own files"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn fulcrum(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fulcrum"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the program starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

#[test]
fn nothing_is_written_over_without_being_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("school.orgmap");
    std::fs::copy(root("examples/school.orgmap"), &map).unwrap();
    for (work, name) in [("render", "a.svg"), ("survey", "a.html"), ("convert", "a.orgmap")] {
        let there = folder.path().join(name);
        std::fs::write(&there, "mine").unwrap();
        let call = |force: bool| {
            let output = text(&there);
            let mut arguments = match work {
                "convert" => vec![work.to_owned(), text(&map), output],
                _ => vec![work.to_owned(), text(&map), "-o".into(), output],
            };
            arguments.extend(force.then(|| "--force".to_owned()));
            fulcrum(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let refused = call(false);
        assert_eq!(refused.status.code(), Some(1), "{work}");
        assert!(err(&refused).contains("--force"), "{}", err(&refused));
        assert_eq!(std::fs::read_to_string(&there).unwrap(), "mine", "{work}");
        assert!(call(true).status.success(), "{work}");
        assert_ne!(std::fs::read_to_string(&there).unwrap(), "mine", "{work}");
    }
}

#[test]
fn a_command_never_writes_over_what_it_reads() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("school.orgmap");
    std::fs::copy(root("examples/school.orgmap"), &map).unwrap();
    let before = std::fs::read(&map).unwrap();
    let mut names = vec![map.clone(), folder.path().join(".").join("school.orgmap")];
    if cfg!(unix) {
        let (linked, second) = (folder.path().join("l.orgmap"), folder.path().join("s.orgmap"));
        #[cfg(unix)]
        std::os::unix::fs::symlink(&map, &linked).unwrap();
        std::fs::hard_link(&map, &second).unwrap();
        names.extend([linked, second]);
    }
    for name in names {
        for arguments in [
            vec!["survey".to_owned(), text(&map), "-o".into(), text(&name), "--force".into()],
            vec!["convert".to_owned(), text(&map), text(&name), "--force".into()],
        ] {
            let refused = fulcrum(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(refused.status.code(), Some(1), "{arguments:?}");
            assert!(err(&refused).contains("is what is read"), "{}", err(&refused));
            assert_eq!(std::fs::read(&map).unwrap(), before, "{arguments:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_empty_keeps_its_tables() {
    let folder = tempfile::tempdir().unwrap();
    let tables = folder.path().join("tables");
    std::fs::create_dir(&tables).unwrap();
    std::fs::write(tables.join("survey.csv"), "mine").unwrap();
    std::fs::write(tables.join("notes.txt"), "mine too").unwrap();
    let map = text(&root("examples/plant.orgmap"));
    let refused = fulcrum(&["convert", &map, &text(&tables)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("not empty"), "{}", err(&refused));
    assert_eq!(std::fs::read_to_string(tables.join("survey.csv")).unwrap(), "mine");
    assert!(!tables.join("nodes.csv").exists());
    assert!(fulcrum(&["convert", &map, &text(&tables), "--force"]).status.success());
    assert!(tables.join("nodes.csv").is_file());
    assert_eq!(std::fs::read_to_string(tables.join("notes.txt")).unwrap(), "mine too");
    let itself = fulcrum(&["convert", &text(&tables), &text(&tables), "--force"]);
    assert_eq!(itself.status.code(), Some(1));
    assert!(err(&itself).contains("is what is read"), "{}", err(&itself));
}

#[test]
fn single_edits_are_tried_only_when_asked_for() {
    let map = text(&root("examples/plant.orgmap"));
    let keys = |arguments: &[&str]| -> Vec<String> {
        let value: Value = serde_json::from_str(&out(&fulcrum(arguments))).unwrap();
        let map = value["map"].as_object().unwrap();
        map.keys().filter(|key| key.starts_with("what_if")).cloned().collect()
    };
    assert!(keys(&["measure", &map, "--json"]).is_empty());
    let asked = keys(&["measure", &map, "--json", "--what-if"]);
    assert!(asked.contains(&"what_if_edits_tried".to_owned()), "{asked:?}");
    assert_eq!(fulcrum(&["measure", &map, "--what-if"]).status.code(), Some(2));
}
