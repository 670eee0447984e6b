//! The program as it is called from a shell.
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
fn without_a_display_it_says_so_and_names_what_needs_none() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let output = fulcrum(&[]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert_eq!(said.lines().count(), 1);
    for word in ["display", "measure", "check", "render", "convert"] {
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [
        &["measure"][..],
        &["render", "x.orgmap"],
        &["measure", "a", "b"],
        &["render", "a", "-o", "b.svg", "--lens", "x"],
    ] {
        assert_eq!(fulcrum(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_refused_file_ends_with_1_and_says_where_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.orgmap");
    std::fs::write(&broken, "{\n  \"format\": \"orgmap\",\n  oops\n").unwrap();
    for work in ["check", "measure"] {
        let output = fulcrum(&[work, &text(&broken)]);
        assert_eq!(output.status.code(), Some(1));
        let said = err(&output);
        assert!(said.starts_with(&format!("{}:3: ", broken.display())), "{said}");
        assert!(said.contains("; "), "{said}");
    }
}

#[test]
fn measure_prints_the_reading_the_numbers_and_the_table() {
    let path = text(&root("examples/three-ways.orgmap"));
    let reading = out(&fulcrum(&["measure", &path, "--stage", "the misfit"]));
    // The pull is 0.66, a hundredth under the border, and most weightings say otherwise.
    let border = "The centre of gravity is on the border between \"between the top and the";
    assert!(reading.starts_with(border), "{reading}");
    let json = out(&fulcrum(&["measure", &path, "--json", "--stage", "The misfit"]));
    let value: Value = serde_json::from_str(&json).unwrap();
    let pull = value["map"]["centre_of_gravity"]["pull_to_the_top"].as_f64().unwrap();
    // MEASURES: .66 for this map.
    assert!((pull - 0.66).abs() < 0.005);
    let csv = out(&fulcrum(&["measure", &path, "--csv"]));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert!(reader.headers().unwrap().iter().any(|name| name == "authority"));
    assert_eq!(reader.records().map(Result::unwrap).count(), 13);
    let unknown = fulcrum(&["measure", &path, "--stage", "nowhere"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(err(&unknown).contains("The misfit"), "{}", err(&unknown));
}

/// Every null has its reason, under its own path or that of something it lies in.
fn without_reason(value: &Value, path: &str, reasons: &Value, found: &mut Vec<String>) {
    match value {
        Value::Null => {
            let known = reasons.as_object().unwrap().keys().any(|key| {
                path == key
                    || path.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with('.'))
            });
            if !known && !path.ends_with(".node") {
                found.push(path.to_owned());
            }
        }
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            without_reason(value, &format!("{path}.{key}"), reasons, found);
        }),
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(at, value)| {
                without_reason(value, &format!("{path}.{at}"), reasons, found);
            });
        }
        _ => {}
    }
}

#[test]
fn every_null_comes_with_its_reason() {
    for case in std::fs::read_dir(root("tests/cases")).unwrap() {
        let path = case.unwrap().path();
        let json = out(&fulcrum(&["measure", &text(&path), "--json"]));
        let value: Value = serde_json::from_str(&json).unwrap();
        let mut found = Vec::new();
        for part in ["standard", "map"] {
            without_reason(&value[part], part, &value["undefined"], &mut found);
        }
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
}

/// Thirty people and who reports to whom, in the forms in which a staff list comes.
#[test]
fn measure_of_a_bare_staff_list_names_nobody_and_says_what_to_draw_first() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = ["Ada", "Boris", "Chen", "Dilan", "Edith", "Farid"]
        .iter()
        .flat_map(|first| {
            ["Abel", "Brandt", "Costa", "Dahl", "Ek"].map(|it| format!("{first} {it}"))
        })
        .collect();
    let superior = |at: usize| (at > 0).then(|| &names[(at - 1) / 3]);
    let rows = |separator: &str, header: &str| -> String {
        let row = |(at, name): (usize, &String)| {
            let above = superior(at).map_or("", String::as_str);
            format!("{name}{separator}{above}\n")
        };
        header.to_owned() + &names.iter().enumerate().map(row).collect::<String>()
    };
    let lists = [
        ("staff.csv", rows(",", "Name,Reports to\n")),
        ("semicolons.csv", rows(";", "Name;Manager\n")),
        ("tabs.tsv", rows("\t", "Name\tManager\n")),
    ];
    for (file, text_of) in lists {
        let path = folder.path().join(file);
        std::fs::write(&path, text_of).unwrap();
        let map = folder.path().join(format!("{file}.orgmap"));
        let converted = fulcrum(&["convert", &text(&path), &text(&map)]);
        assert!(converted.status.success(), "{file}: {}", err(&converted));
        for input in [&path, &map] {
            let read = fulcrum(&["measure", &text(input)]);
            assert!(read.status.success(), "{}: {}", input.display(), err(&read));
            let said = out(&read);
            let named = names.iter().filter(|name| said.contains(name.as_str()));
            assert_eq!(named.count(), 0, "{}: {said}", input.display());
            let words = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains("Draw who asks and tells whom"), "{said}");
            let first = "Not drawn yet Nobody has drawn yet who asks, tells and informs whom.";
            assert!(words.contains(first), "{said}");
        }
    }
}

#[test]
fn check_tells_what_is_drawn_wrongly() {
    let output = fulcrum(&["check", &text(&root("tests/cases/tiny_cycle"))]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("loop"), "{}", out(&output));
}

#[test]
fn render_writes_the_picture_in_the_size_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let map = text(&root("examples/plant.orgmap"));
    for lens in ["structure", "organicity", "authority-and-knowledge", "centre-of-gravity"] {
        let png = folder.path().join(format!("{lens}.png"));
        let arguments = ["render", &map, "-o", &text(&png), "--lens", lens, "--size", "640x400"];
        assert_eq!(fulcrum(&arguments).status.code(), Some(0));
        let bytes = std::fs::read(&png).unwrap();
        // Width and height stand in the first chunk of a PNG.
        assert_eq!(&bytes[16..24], &[0, 0, 2, 128, 0, 0, 1, 144]);
    }
    let svg = folder.path().join("plant.svg");
    let arguments = ["render", &map, "-o", &text(&svg), "--theme", "dark"];
    assert_eq!(fulcrum(&arguments).status.code(), Some(0));
    assert!(std::fs::read_to_string(&svg).unwrap().contains("Plant manager"));
    let other = fulcrum(&["render", &map, "-o", &text(&folder.path().join("plant.bmp"))]);
    assert_eq!(other.status.code(), Some(1));
}

#[test]
fn convert_goes_to_tables_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let case = text(&root("tests/cases/toy_network"));
    let (map, tables) = (folder.path().join("toy.orgmap"), folder.path().join("tables"));
    assert_eq!(fulcrum(&["convert", &case, &text(&map)]).status.code(), Some(0));
    assert_eq!(fulcrum(&["convert", &text(&map), &text(&tables)]).status.code(), Some(0));
    let measured = |path: &str| {
        let value: Value =
            serde_json::from_str(&out(&fulcrum(&["measure", path, "--json"]))).unwrap();
        value["map"].clone()
    };
    assert_eq!(measured(&case), measured(&text(&map)));
    assert_eq!(measured(&case), measured(&text(&tables)));
}

#[test]
fn units_are_told_row_by_row_and_the_rest_beside_the_readings() {
    let school = text(&root("examples/school.orgmap"));
    let output = fulcrum(&["measure", &school, "--csv", "--units"]);
    assert!(output.status.success(), "{}", err(&output));
    let rows = out(&output);
    assert!(rows.starts_with("Name,People,Vacant,") && rows.contains(",Explore,"), "{rows}");
    let json: Value =
        serde_json::from_str(&out(&fulcrum(&["measure", &school, "--json"]))).unwrap();
    let units = json["further"]["units"].as_object().unwrap();
    assert_eq!(rows.lines().count(), units.len() + 1);
    for (name, unit) in units {
        let shares = ["authority", "knowledge", "influence"];
        let inside = |it: &Value| it.as_f64().is_some_and(|it| (0.0..=1.0).contains(&it));
        assert!(shares.iter().all(|share| inside(&unit[share])), "{name}: {unit}");
    }
    let pull = json["map"]["centre_of_gravity"]["pull_to_top"].as_f64();
    let band = &json["further"]["band"]["pull"];
    if let Some(pull) = pull {
        assert!(band["low"].as_f64().unwrap() <= pull + 0.1, "{band}");
    }
    // What has no value is null, with its reason.
    let reasons = json["undefined"].as_object().unwrap();
    let told = |path: &String| path.strip_prefix("further.").map(str::to_owned);
    for path in reasons.keys().filter_map(told) {
        let value = path.split('.').fold(&json["further"], |value, key| &value[key]);
        assert!(value.is_null(), "{path}: {value}");
    }
    assert_eq!(fulcrum(&["measure", &school, "--units"]).status.code(), Some(2));
}

#[test]
fn the_survey_is_written_as_a_page_of_its_own() {
    let folder = std::env::temp_dir().join(format!("fulcrum-survey-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let page = folder.join("survey.html");
    let school = text(&root("examples/school.orgmap"));
    let output = fulcrum(&["survey", &school, "-o", &text(&page)]);
    assert!(output.status.success(), "{}", err(&output));
    let written = std::fs::read_to_string(&page).unwrap();
    assert!(written.contains("<h1>How we work: A school</h1>"));
    let output = fulcrum(&["survey", "--force", "-o", &text(&page)]);
    assert!(output.status.success(), "{}", err(&output));
    assert!(std::fs::read_to_string(&page).unwrap().contains("<h1>How we work</h1>"));
    let nowhere = text(&folder.join("no/where.html"));
    let output = fulcrum(&["survey", "-o", &nowhere]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// Whether a value is as a schema says, as far as the words that this schema uses.
fn fits(value: &Value, schema: &Value, all: &Value, path: &str, wrong: &mut Vec<String>) {
    if let Some(place) = schema["$ref"].as_str() {
        let name = place.rsplit('/').next().unwrap();
        return fits(value, &all["$defs"][name], all, path, wrong);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fitting = choices.iter().any(|choice| {
            let mut found = Vec::new();
            fits(value, choice, all, path, &mut found);
            found.is_empty()
        });
        if !fitting {
            wrong.push(format!("{path}: {value}"));
        }
        return;
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let named = |wanted: &Value| wanted == kind || (wanted == "number" && kind == "integer");
    let right = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(named),
        Value::Null => true,
        wanted => named(wanted),
    };
    if !right {
        wrong.push(format!("{path} is of the kind {kind}"));
    }
    for (at, one) in value.as_array().into_iter().flatten().enumerate() {
        fits(one, &schema["items"], all, &format!("{path}[{at}]"), wrong);
    }
    let Some(fields) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten() {
        if !fields.contains_key(name.as_str().unwrap()) {
            wrong.push(format!("{path} has no {name}"));
        }
    }
    for (name, field) in fields {
        let wanted = schema["properties"].get(name).unwrap_or(&schema["additionalProperties"]);
        match wanted {
            Value::Null => wrong.push(format!("{path}.{name} is not in the schema")),
            wanted => fits(field, wanted, all, &format!("{path}.{name}"), wrong),
        }
    }
}

#[test]
fn what_measure_prints_is_as_its_schema_says() {
    let output = fulcrum(&["measure", "--schema"]);
    assert_eq!(output.status.code(), Some(0));
    let schema: Value = serde_json::from_str(&out(&output)).unwrap();
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in ["tests/cases", "examples"] {
        let entries = std::fs::read_dir(root(folder)).unwrap();
        paths.extend(entries.map(|entry| entry.unwrap().path()));
    }
    paths.retain(|path| path.is_dir() || path.extension().is_some_and(|it| it == "orgmap"));
    assert!(paths.len() > 15);
    for path in paths {
        let json = out(&fulcrum(&["measure", &text(&path), "--json"]));
        let value: Value = serde_json::from_str(&json).unwrap();
        let mut wrong = Vec::new();
        fits(&value, &schema, &schema, "", &mut wrong);
        assert!(wrong.is_empty(), "{}: {wrong:?}", path.display());
    }
    // A map and the schema are asked for apart.
    let both = fulcrum(&["measure", "--schema", &text(&root("examples/lab.orgmap"))]);
    assert_eq!(both.status.code(), Some(2));
}

/// A list of so many people, each of whom reports to the one before.
fn chain(folder: &Path, count: usize) -> PathBuf {
    let path = folder.join("chain.csv");
    let rows = (1..=count).map(|number| match number {
        1 => "1,Seat 1,\n".to_owned(),
        _ => format!("{number},Seat {number},{}\n", number - 1),
    });
    std::fs::write(&path, format!("id,title,Reports To\n{}", rows.collect::<String>())).unwrap();
    path
}

#[test]
fn what_takes_long_says_what_it_does_and_is_stopped_by_the_keyboard() {
    use std::io::{BufRead, BufReader};
    if !cfg!(target_os = "linux") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = chain(folder.path(), 20_000);
    let mut running = Command::new(env!("CARGO_BIN_EXE_fulcrum"))
        .args(["measure", "--json", &text(&path)])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(running.stderr.take().unwrap()).lines().map(Result::unwrap);
    let said = told.find(|line| line.contains("Ctrl C"));
    let said = said.expect("it says how long it has been at work before it ends");
    assert!(said.contains("s so far"), "{said}");
    // A shell that runs the tests behind its back lets them ignore what Ctrl C sends.
    let process = format!("/proc/{}/status", running.id());
    let ignored = std::fs::read_to_string(process).unwrap();
    let ignored = ignored.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap();
    let ignores = u64::from_str_radix(ignored.trim(), 16).unwrap() & 2 != 0;
    let signal = if ignores { "-TERM" } else { "-INT" };
    let stop = Command::new("kill").args([signal, &running.id().to_string()]).status().unwrap();
    assert!(stop.success());
    let ended = running.wait_with_output().unwrap();
    assert!(!ended.status.success());
    assert!(ended.stdout.is_empty(), "half a result is none");
}
