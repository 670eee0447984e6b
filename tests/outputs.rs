//! What commands write over: nothing without being told to, and never what they read; and what the
//! report says, as a page and as a text, in which names do nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
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

#[test]
fn the_report_is_one_page_that_loads_nothing_and_hides_names_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("map.csv");
    let list = "id,name,title,manager\n1,Ada Quill,<b>Head</b>,\n2,Bo Finch,Clerk,1\n";
    std::fs::write(&map, list).unwrap();
    let page = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let output = fulcrum(&[&["report", &text(&map), "-o", &text(&path)][..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        std::fs::read_to_string(path).unwrap()
    };
    let hidden = page("hidden.html", &["--hide-names"]);
    for heading in ["Verdict", "Pictures", "Findings", "Numbers of every person", "Definitions"] {
        assert!(hidden.contains(&format!(">{heading}</h2>")), "{heading}");
    }
    assert_eq!(hidden.matches("<svg").count(), 14, "seven lenses on light and on dark paper");
    for load in ["src=", "href=\"http", "url(", "@import", "<link rel=\"style"] {
        assert!(!hidden.contains(load), "{load}");
    }
    assert!(hidden.contains("&lt;b&gt;Head") && !hidden.contains("<b>Head"), "markup is harmless");
    assert!(!hidden.contains("Ada Quill") && !hidden.contains("Bo Finch"));
    assert!(page("open.html", &[]).contains("Ada Quill"));
}

/// The rows of tables in a text of Markdown, each with the number of its cells.
fn cells_of_tables(text: &str) -> Vec<Vec<usize>> {
    let cells = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count() - 1;
    let mut tables: Vec<Vec<usize>> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match (line.starts_with('|'), inside) {
            (true, false) => tables.push(vec![cells(line)]),
            (true, true) => tables.last_mut().unwrap().push(cells(line)),
            (false, _) => {}
        }
        inside = line.starts_with('|');
    }
    tables
}

#[test]
fn the_report_is_a_text_too_in_which_names_mean_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("map.csv");
    let titles = [
        "Head | of ``` things",
        "<script>alert(1)</script> & <b>bold</b>",
        "[press](https://evil.test) ![x](y) https://evil.test www.evil.test",
        "# Not a heading **not strong** _not_ ~~gone~~ $x$ \\| \\",
        "1. Clerk",
    ];
    let mut list = String::from("id,name,title,manager\n");
    for (number, title) in (1..).zip(titles) {
        let superior = if number == 1 { "" } else { "1" };
        list.push_str(&format!("{number},Ada Quill {number},\"{title}\",{superior}\n"));
    }
    std::fs::write(&map, list).unwrap();
    let report = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        let output = fulcrum(&[&["report", &text(&map), "-o", &text(&path)][..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        std::fs::read_to_string(path).unwrap()
    };
    let written = report("open.md", &[]);
    let parts =
        ["Verdict", "Findings", "Claims of the theory", "Numbers of every person", "Definitions"];
    for part in parts {
        assert!(written.lines().any(|line| line == format!("## {part}")), "{part}");
    }
    let tables = cells_of_tables(&written);
    let [table] = &tables[..] else { panic!("one table, and not {tables:?}") };
    assert_eq!(table.len(), 2 + titles.len(), "a head, a rule and a row for everybody");
    assert!(table[0] > 5 && table.iter().all(|count| *count == table[0]), "{table:?}");
    // Without what is escaped nothing is left that Markdown, HTML or a finder of links looks for.
    let mut bare = String::new();
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => _ = letters.next(),
            other => bare.push(other),
        }
    }
    for sign in ["<", ">", "`", "[", "~", "$", "http:", "https:", "www.", "&"] {
        assert!(!bare.contains(sign), "{sign}");
    }
    // Read back without the signs of escape, every title stands in a row of the table.
    let rows: Vec<&str> = written.lines().filter(|line| line.starts_with('|')).collect();
    let read = |row: &str| {
        let mut out = String::new();
        let mut letters = row.chars();
        while let Some(letter) = letters.next() {
            out.extend(if letter == '\\' { letters.next() } else { Some(letter) });
        }
        out
    };
    for title in titles {
        assert!(rows.iter().any(|row| read(row).contains(title)), "{title}");
    }
    let hidden = report("hidden.md", &["--hide-names"]);
    assert!(!hidden.contains("Ada Quill"));
    let help = out(&fulcrum(&["report", "--help"]));
    assert!(help.contains(".md"), "{help}");
}

#[test]
fn the_text_of_the_report_says_what_its_page_says() {
    let folder = tempfile::tempdir().unwrap();
    let map = text(&root("examples/school.orgmap"));
    let report = |name: &str| {
        let path = folder.path().join(name);
        assert!(fulcrum(&["report", &map, "-o", &text(&path)]).status.success());
        std::fs::read_to_string(path).unwrap()
    };
    let words = |text: &str| {
        let bare = text.replace("&#39;", "'").replace("&amp;", "&").replace("&quot;", "\"");
        bare.replace(['\\', '*'], "").replace("&lt;", "<").replace("&gt;", ">")
    };
    let (page, said) = (words(&report("a.html")), words(&report("a.md")));
    let between = |tag: &str| {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let parts = page.split(&open).skip(1);
        parts.filter_map(|it| it.split(&close).next().map(str::to_owned)).collect::<Vec<_>>()
    };
    let mut count = 0;
    for tag in ["h3", "dd", "strong"] {
        for words in between(tag) {
            let line = words.trim();
            assert!(said.contains(line), "{tag}: {line}");
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
    let verdict = page.split("<p class=\"verdict\">").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(said.contains(verdict), "{verdict}");
}
