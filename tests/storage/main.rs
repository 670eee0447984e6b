//! Files in and out: nothing is lost, and what cannot be read is refused with its place.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong, and writes broken files on purpose"
)]

mod any;
mod form;
mod order;

use std::path::{Path, PathBuf};

use fulcrum::model::{LineKind, PositionKind, breaches};
use fulcrum::storage::{
    ReadError, read, read_orgmap, read_table_folder, save, write_map_folder, write_orgmap,
    write_table_folder,
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn school() -> String {
    std::fs::read_to_string(root().join("examples/school.orgmap")).unwrap()
}

fn read_text(text: &str) -> Result<fulcrum::storage::Loaded, ReadError> {
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
fn the_example_in_the_description_is_read_and_written_as_it_stands() {
    let description = std::fs::read_to_string(root().join("src/storage/FORMAT.md")).unwrap();
    let example = description.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let map = read_text(example).unwrap_or_else(|error| panic!("{error}")).map;
    let (_, stage) = map.stages().next().unwrap();
    assert_eq!(stage.positions().len(), 3);
    let pilot = stage.position_by_key("0017").unwrap();
    let pilot = stage.positions().get(pilot).unwrap();
    assert_eq!(pilot.kind, PositionKind::Team);
    assert_eq!(pilot.holders.len(), 2);
    assert_eq!(write_orgmap(&map), example);
}

#[test]
fn every_example_is_saved_as_the_same_bytes() {
    for entry in std::fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "orgmap") {
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(write_orgmap(&read(&path).unwrap().map), text, "{}", path.display());
        }
    }
}

#[test]
fn a_small_edit_makes_a_small_difference() {
    let text = school();
    let other = text.replacen("\"explore\": 0.", "\"explore\": 0.0", 1);
    let written = write_orgmap(&read_text(&other).unwrap().map);
    let differing = written.lines().zip(text.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((differing, written.lines().count()), (1, text.lines().count()));
}

#[test]
fn what_a_newer_minor_version_wrote_is_kept_at_every_level() {
    let newer = school()
        .replacen("\"1.0\"", "\"1.4\"", 1)
        .replacen("\"name\":", "\"mood\": [1, null], \"name\":", 1)
        .replacen("\"id\": \"p", "\"shoe\": {\"size\": 43}, \"id\": \"p", 1)
        .replacen("\"id\": \"f", "\"channel\": \"phone\", \"id\": \"f", 1)
        .replacen("\"stages\":", "\"weather\": true, \"stages\":", 1);
    let first = write_orgmap(&read_text(&newer).unwrap_or_else(|e| panic!("{e}")).map);
    for kept in ["\"1.4\"", "\"mood\"", "\"shoe\"", "\"channel\": \"phone\"", "\"weather\": true"] {
        assert!(first.contains(kept), "{kept} is lost");
    }
    assert_eq!(write_orgmap(&read_text(&first).unwrap().map), first);
}

#[test]
fn what_cannot_be_a_map_is_refused_with_what_to_do() {
    let cases = [
        ("", "is empty"),
        ("hello", "is not JSON"),
        ("[1, 2]", "organization map"),
        ("{\"format\": \"other\", \"version\": \"1.0\"}", "organization map"),
        ("{\"format\": \"orgmap\", \"version\": \"2.0\", \"stages\": []}", "newer"),
        ("{\"format\": \"orgmap\", \"version\": \"one\", \"stages\": []}", "version"),
        ("{\"format\": \"orgmap\", \"version\": \"1.0\", \"stages\": []}", "stage"),
    ];
    for (text, said) in cases {
        let error = read_text(text).expect_err(text);
        assert!(error.to_string().contains(said), "{text}: {error}");
        assert!(!error.hint.is_empty());
    }
}

#[test]
fn a_record_that_cannot_be_is_refused_at_its_line() {
    let text = school();
    let cut = &text[..text.len() / 2];
    assert_eq!(refused(cut).line, Some(cut.lines().count()));
    let nan = text.replacen("\"explore\": 0", "\"explore\": NaN, \"x\": 0", 1);
    assert_eq!(refused(&nan).line, Some(line_of(&nan, "NaN")));
    let map = read_text(&text).unwrap().map;
    let (_, stage) = map.stages().next().unwrap();
    let flow = stage.flows().iter().next().unwrap();
    let from = format!("\"id\": \"{}\", \"from\": \"{}\"", flow.0, flow.1.from);
    assert!(text.contains(&from));
    let nobody = text.replacen(&from, &from.replace(&flow.1.from.to_string(), "p77777"), 1);
    let error = refused(&nobody);
    assert_eq!(error.line, Some(line_of(&nobody, &format!("\"id\": \"{}\"", flow.0))));
    assert!(error.what.contains("p77777"), "{error}");
    let (first, second) = {
        let mut ids = stage.positions().ids();
        (ids.next().unwrap(), ids.next().unwrap())
    };
    let (first, second) = (format!("\"id\": \"{first}\""), format!("\"id\": \"{second}\""));
    let twins = text.replacen(&second, &first, 1);
    assert_eq!(refused(&twins).line, Some(line_of(&text, &second)));
    let level = text.replacen("\"expertise\": {\"", "\"expertise\": {\"zzz\": 9, \"", 1);
    assert!(refused(&level).what.contains("not 9"), "{}", refused(&level));
}

/// A map with one position and one flow of it to nobody or elsewhere, in each of two stages. The
/// records have the same identities in both, as they do when a stage was copied.
fn two_stages(second: &str) -> String {
    let stage = |id: &str, name: &str, record: &str| {
        format!(
            r#"    {{ "id": "{id}", "name": "{name}",
      "positions": [
        {{ "id": "p3", "title": "Ann \"id\": \"p4\" {{[", "holders": [{{}}] }},
        {{ "id": "p4", "title": "Bob", "holders": [{{}}] }}
      ],
{record}
    }}"#
        )
    };
    let sound = r#"      "flows": [
        { "id": "f5", "from": "p3", "to": "p4", "kind": "consult" }
      ],
      "placements": [
        { "position": "p4", "order": 1 }
      ]"#;
    let (first, second) = (stage("s1", "Now", sound), stage("s2", "Later", second));
    format!(
        "{{ \"format\": \"orgmap\", \"version\": \"1.0\", \"next_id\": 9, \"stages\": [\n{first},\n{second}\n] }}\n"
    )
}

#[test]
fn a_record_of_a_later_stage_is_refused_at_its_own_line_and_with_its_stage() {
    // Line 1 opens the map, the first stage has lines 2 to 13, the second begins on line 14, its
    // positions on line 15, and its other records on line 19.
    let cases = [
        (r#""flows": [{ "id": "f5", "from": "p3", "to": "p8", "kind": "consult" }]"#, 19, "p8"),
        (
            "\"flows\": [\n{\n\"from\": \"p3\",\n\"id\": \"f5\", \"to\": \"p4\", \"kind\": \"shout\" }]",
            22,
            "shout",
        ),
        (r#""lines": [{ "id": "l6", "from": "p3", "to": "p3", "kind": "solid" }]"#, 19, "itself"),
        (
            "\"placements\": [\n{ \"position\": \"p4\" },\n{ \"position\": \"p4\" }]",
            21,
            "second time",
        ),
        ("\"placements\": [\n{ \"position\": \"p8\" }]", 20, "p8"),
        (
            "\"units\": [\n{ \"id\": \"u6\", \"name\": \"A\" },\n{ \"id\": \"u6\", \"name\": \"B\" }]",
            21,
            "second time",
        ),
    ];
    for (records, line, said) in cases {
        let error = refused(&two_stages(records));
        assert_eq!(error.line, Some(line), "{records}: {error}");
        assert!(error.what.contains("in the stage \"Later\""), "{error}");
        assert!(error.what.contains(said), "{error}");
    }
    assert!(read_text(&two_stages("\"flows\": []")).is_ok());
}

#[test]
fn a_domain_that_stands_twice_is_refused_instead_of_losing_one() {
    for twice in [r#""law": 1, "law": 3"#, r#""law": 1, " law": 3"#] {
        let records = format!(
            "\"notes\": \"\"\n}}, {{ \"id\": \"s3\", \"positions\": [\n{{ \"id\": \"p3\", \"expertise\": {{ {twice} }} }}]"
        );
        let error = refused(&two_stages(&records));
        assert_eq!(error.line, Some(21), "{error}");
        assert!(error.what.contains("law\" stands there twice"), "{error}");
    }
}

#[test]
fn a_message_speaks_of_maps_and_numbers_only() {
    let sound = two_stages("\"flows\": []");
    let cases = [
        "null".to_owned(),
        "[\"orgmap\", \"1.0\"]".to_owned(),
        sound.replacen("\"next_id\": 9", "\"next_id\": -1", 1),
        sound.replacen("{ \"id\": \"p3\",", "{ \"id\": \"p3\", \"explore\": \"high\",", 1),
        sound.replacen("{ \"id\": \"p3\",", "{ \"id\": \"p3\", \"level\": 1.5,", 1),
        sound.replacen("[{}]", "[7]", 1),
    ];
    for text in cases {
        let said = refused(&text).to_string();
        for name in ["struct", "Native", "u64", "i64", "f64"] {
            assert!(!said.contains(name), "{said}");
        }
    }
}

#[test]
fn no_beginning_of_a_file_makes_the_reader_fall_over() {
    let description = std::fs::read_to_string(root().join("src/storage/FORMAT.md")).unwrap();
    let example = description.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    for end in (0..example.trim_end().len()).filter(|end| example.is_char_boundary(*end)) {
        assert!(read_text(&example[..end]).is_err());
    }
}

#[test]
fn nesting_without_end_is_refused_at_once() {
    for opening in ["[", "{\"a\":"] {
        let deep = opening.repeat(4_000_000);
        assert!(read_text(&deep).is_err());
        let inside = format!(
            "{{\"format\": \"orgmap\", \"version\": \"1.0\", \"stages\": [], \"x\": {deep}"
        );
        assert!(read_text(&inside).is_err());
    }
}

#[test]
fn a_reporting_loop_opens_and_is_told_with_its_positions() {
    let loaded = read_table_folder(&root().join("tests/cases/tiny_tree_cycle")).unwrap();
    assert!(breaches(&loaded.map).is_empty());
    assert!(loaded.warnings.iter().any(|warning| warning.what.contains("4, 5, 6")));
    let again = read_text(&write_orgmap(&loaded.map)).unwrap();
    assert!(again.warnings.iter().any(|warning| warning.what.contains("loop")));
    assert_eq!(again.map, loaded.map);
}

#[test]
fn the_first_superior_is_the_solid_one_and_further_ones_are_dotted() {
    let loaded = read_table_folder(&root().join("tests/cases/tiny_matrix_bosses")).unwrap();
    let (_, stage) = loaded.map.stages().next().unwrap();
    let four = stage.position_by_key("4").unwrap();
    let kinds: Vec<LineKind> =
        stage.lines().iter().filter(|(_, l)| l.from == four).map(|(_, l)| l.kind).collect();
    assert_eq!(kinds, [LineKind::Solid, LineKind::Dotted]);
}

fn tables(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

const NODES: &str = "id,label\n1,Ann\n2,Bob\n";

#[test]
fn a_row_that_cannot_be_is_told_at_its_line_and_the_others_are_read() {
    let edges = "from,to,kind,weight\n1,2,consults,1\n";
    /// The tables, the one that is refused, and its line.
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, usize);
    let cases: [Case<'_>; 6] = [
        (
            &[
                ("nodes.csv", NODES),
                ("edges.csv", "from,to,kind,weight\n1,2,consults,1\n1,zz,informs,1\n"),
            ],
            "edges.csv",
            3,
        ),
        (
            &[("nodes.csv", NODES), ("edges.csv", "from,to,kind,weight\n1,2,consults,9\n")],
            "edges.csv",
            2,
        ),
        (&[("nodes.csv", "id,label\n1,Ann\n1,Bob\n"), ("edges.csv", edges)], "nodes.csv", 3),
        (
            &[
                ("nodes.csv", NODES),
                ("edges.csv", edges),
                ("expertise.csv", "node,domain,level\n1,law,9\n"),
            ],
            "expertise.csv",
            2,
        ),
        (
            &[
                ("nodes.csv", NODES),
                ("edges.csv", edges),
                ("rights.csv", "node,domain,right\n1,law,4\n"),
            ],
            "rights.csv",
            2,
        ),
        (
            &[("nodes.csv", "id,label,explore\n1,Ann,much\n"), ("edges.csv", "from,to,kind\n")],
            "nodes.csv",
            2,
        ),
    ];
    for (files, name, line) in cases {
        let folder = tables(files);
        let loaded = read(folder.path()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let told = loaded.warnings.iter().filter(|it| it.line.is_some());
        let told: Vec<_> = told.map(|it| (it.path.clone(), it.line)).collect();
        assert_eq!(told.first(), Some(&(folder.path().join(name), Some(line))));
        let (_, stage) = loaded.map.stages().next().unwrap();
        assert!(!stage.positions().is_empty());
    }
}

#[test]
fn tables_of_spreadsheets_are_read_as_they_come() {
    let folder = tables(&[
        (
            "nodes.csv",
            "\u{feff}\"ID\";\"Label\";\"Dept\";\"Shoe\"\n\"007\";\"Åse, boss\";\"North\";43\n8;Bo;North;\n",
        ),
        ("edges.csv", "From\tTo\tKind\n8\t007\tReports To\n8\t007\tconsults\n"),
    ]);
    let loaded = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let (_, stage) = loaded.map.stages().next().unwrap();
    let boss = stage.positions().get(stage.position_by_key("007").unwrap()).unwrap();
    assert_eq!(boss.title, "Åse, boss");
    assert_eq!(boss.attributes.get("Shoe").unwrap(), "43");
    assert_eq!((stage.units().len(), stage.lines().len(), stage.flows().len()), (1, 1, 1));
    let western = tempfile::tempdir().unwrap();
    std::fs::write(western.path().join("nodes.csv"), b"id,label\n1,\xc5se\n").unwrap();
    let loaded = read(western.path()).unwrap();
    let (_, stage) = loaded.map.stages().next().unwrap();
    assert_eq!(stage.positions().iter().next().unwrap().1.title, "Åse");
    assert!(loaded.warnings.iter().any(|warning| warning.what.contains("Windows-1252")));
}

#[test]
fn a_folder_of_tables_holds_what_the_cases_hold() {
    for case in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let path: PathBuf = case.unwrap().path();
        let first = read_table_folder(&path).unwrap().map;
        let folder = tempfile::tempdir().unwrap();
        let written = folder.path().join(path.file_name().unwrap());
        write_table_folder(&first, first.first_stage().unwrap(), &written).unwrap();
        let again = read_table_folder(&written).unwrap_or_else(|error| panic!("{error}")).map;
        let content = |map: &fulcrum::model::OrgMap| {
            let (_, stage) = map.stages().next().unwrap();
            let name = |id| stage.positions().get(id).unwrap().key.clone();
            let positions: Vec<_> = stage
                .positions()
                .iter()
                .map(|(_, p)| {
                    (
                        p.key.clone(),
                        p.title.clone(),
                        p.expertise.clone(),
                        p.rights.clone(),
                        p.survey.clone(),
                        p.explore,
                        p.rules,
                        p.authority,
                    )
                })
                .collect();
            let mut arcs: Vec<_> = stage
                .flows()
                .iter()
                .map(|(_, f)| {
                    (name(f.from), name(f.to), format!("{:?}", f.kind), f.frequency.get().to_bits())
                })
                .collect();
            arcs.extend(
                stage
                    .lines()
                    .iter()
                    .map(|(_, l)| (name(l.from), name(l.to), format!("{:?}", l.kind), 0)),
            );
            arcs.sort();
            let routines: Vec<_> =
                stage.routines().iter().map(|(_, r)| (r.name.clone(), r.parts.len())).collect();
            (positions, arcs, routines)
        };
        assert_eq!(content(&first), content(&again), "{}", path.display());
    }
}

#[test]
fn tables_of_a_stage_give_back_the_same_stage_and_tell_what_is_not_in_them() {
    let text = two_stages(
        r#""units": [ { "id": "u6", "name": "North" }, { "id": "u7", "name": "North" } ],
           "lines": [ { "id": "l8", "from": "p4", "to": "p3", "kind": "dotted" } ],
           "routines": [ { "id": "r5", "name": "Audit" } ]"#,
    );
    let columns =
        r#""attributes": { "Dept": "clash", "unit": "7 kg", "level": "low", "rules": "none" }"#;
    let text = text.replace("\"title\": \"Bob\"", &format!("\"title\": \"\", {columns}"));
    let map = read_text(&text).unwrap_or_else(|error| panic!("{error}")).map;
    let (later, stage) = map.stages().nth(1).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lost = write_table_folder(&map, later, folder.path()).unwrap();
    let loaded = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let (_, again) = loaded.map.stages().next().unwrap();
    assert_eq!(again.positions(), stage.positions());
    assert_eq!((again.units(), again.lines()), (stage.units(), stage.lines()));
    assert_eq!((again.flows(), again.routines()), (stage.flows(), stage.routines()));
    let lost: Vec<&str> = lost.iter().map(|warning| warning.what.as_str()).collect();
    assert_eq!(lost, ["stages that are not in these tables: 1"]);
}

#[test]
fn a_folder_of_a_whole_map_gives_back_the_same_map() {
    for example in std::fs::read_dir(root().join("examples")).unwrap() {
        let path = example.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "orgmap") {
            continue;
        }
        let map = read(&path).unwrap().map;
        let folder = tempfile::tempdir().unwrap();
        write_map_folder(&map, folder.path()).unwrap();
        let again = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.map, map, "{}", path.display());
        assert_eq!(write_orgmap(&again.map), write_orgmap(&map));
    }
}

#[test]
fn a_domain_in_two_rows_is_told_and_a_loop_names_the_folder_in_full() {
    let folder = tables(&[
        ("nodes.csv", NODES),
        ("edges.csv", "from,to,kind\n1,2,reports_to\n2,1,reports_to\n"),
        ("expertise.csv", "node,domain,level\n1,law,2\n2,law,1\n1, law ,3\n"),
    ]);
    let loaded = read(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let told: Vec<_> = loaded.warnings.iter().map(|w| (w.path.clone(), w.line)).collect();
    let wanted =
        [(folder.path().join("expertise.csv"), Some(4)), (folder.path().to_path_buf(), None)];
    assert_eq!(told, wanted);
}

#[test]
fn a_file_that_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("file.orgmap/inside.orgmap");
    std::fs::write(folder.path().join("file.orgmap"), "old").unwrap();
    let map = read_text(&school()).unwrap().map;
    assert!(save(&map, &blocked).is_err());
    assert!(save(&map, folder.path()).is_err());
    assert_eq!(std::fs::read_to_string(folder.path().join("file.orgmap")).unwrap(), "old");
    save(&map, &folder.path().join("file.orgmap")).unwrap();
    assert_eq!(std::fs::read_to_string(folder.path().join("file.orgmap")).unwrap(), school());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}
