//! The measures against values that independent tools gave: R sna and igraph, networkx, numpy,
//! and an independent implementation of the readings. The maps that may ship lie in
//! `tests/cases`; the others are compared where `FULCRUM_CASES` names the folder that holds them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says by failing what is wrong"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fulcrum::analysis::{
    Analysis, Cancel, Question, Settings, analyse, chance, further, standard, what_if,
};
use fulcrum::storage::read_table_folder;
use fulcrum::wording::{Readings, further_json, standard_json, theory_json};
use serde_json::Value;

/// Numbers agree when they differ by no more than this part of the larger one.
const RELATIVE: f64 = 1e-9;
/// Differences of numbers that should be 0 are rounding below this.
const ROUNDING: f64 = 1e-12;

fn folders() -> Vec<PathBuf> {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders = list(&shipped);
    match std::env::var_os("FULCRUM_CASES") {
        Some(folder) => {
            let known: Vec<_> = folders
                .iter()
                .filter_map(|folder| folder.file_name().map(ToOwned::to_owned))
                .collect();
            let more = list(Path::new(&folder));
            folders.extend(more.into_iter().filter(|folder| {
                !known.iter().any(|known| Some(known.as_os_str()) == folder.file_name())
            }));
        }
        None => println!("FULCRUM_CASES is not set: only the maps that ship are compared"),
    }
    assert!(folders.len() >= 16);
    folders
}

fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder of cases can be read");
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn question(folder: &Path) -> Question {
    let loaded = read_table_folder(folder).unwrap_or_else(|error| panic!("{error}"));
    let id = loaded.map.first_stage().unwrap();
    Question { stage: loaded.map.stage(id).unwrap().clone(), settings: Settings::default() }
}

/// The readings, held against chance.
fn analysed(question: &Question) -> Analysis {
    let analysis = analyse(question, &Cancel::never()).unwrap();
    let chance = chance(question, &analysis, &Cancel::never()).unwrap();
    analysis.against(chance, &question.settings)
}

fn expected(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Collects every place at which `found` is not as `wanted`.
fn compare(wanted: &Value, found: &Value, path: &str, wrong: &mut Vec<String>) {
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            for (key, value) in wanted {
                let found = found.get(key).unwrap_or(&Value::Null);
                compare(value, found, &format!("{path}.{key}"), wrong);
            }
        }
        (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => {
            for (at, (wanted, found)) in wanted.iter().zip(found).enumerate() {
                compare(wanted, found, &format!("{path}[{at}]"), wrong);
            }
        }
        (Value::Number(wanted), Value::Number(found)) => {
            let (wanted, found) = (wanted.as_f64().unwrap(), found.as_f64().unwrap());
            let near =
                (wanted - found).abs() <= RELATIVE * wanted.abs().max(found.abs()) + ROUNDING;
            if !near {
                wrong.push(format!("{path}: {found} instead of {wanted}"));
            }
        }
        _ if wanted == found => {}
        _ => wrong.push(format!("{path}: {found} instead of {wanted}")),
    }
}

#[test]
fn the_readings_agree_with_the_independent_implementation() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let question = question(&folder);
        let analysis = analysed(&question);
        let tried = what_if(&question, &Cancel::never()).unwrap();
        let mut undefined = BTreeMap::new();
        let found = theory_json(&question.stage, &analysis, Some(&tried), &mut undefined);
        let more = further(&question, &analysis, &Cancel::never()).unwrap();
        let readings = Readings { stage: &question.stage, analysis: &analysis, further: &more };
        let more = further_json(&readings, &mut undefined);
        let mut wanted = expected(&folder, "expected_proposed.json");
        let fields = wanted.as_object_mut().unwrap();
        // Where the inwardness is so near to what chance gives that a draw decides, either verdict
        // is right.
        if let Some(center) = fields.get_mut("centre_of_gravity").and_then(Value::as_object_mut) {
            let also = center.remove("verdict_also").unwrap_or_default();
            let verdict = &found["centre_of_gravity"]["verdict"];
            if also.as_array().is_some_and(|also| also.contains(verdict)) {
                center.insert("verdict".into(), verdict.clone());
            }
        }
        if let Some(wanted) = fields.remove("further") {
            compare(&wanted, &more, &format!("{}.further", folder.display()), &mut wrong);
        }
        // The name, the tool, and the same distance by another method.
        for other in ["case", "reference", "note"] {
            fields.remove(other);
        }
        if let Some(steps) = fields.remove("emd_steps_linear_programme") {
            let name = format!("{}.steps by a linear programme", folder.display());
            compare(&steps, &found["gap"]["emd_steps"], &name, &mut wrong);
        }
        compare(&wanted, &found, &folder.display().to_string(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_standard_measures_agree_with_sna_igraph_and_networkx() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let question = question(&folder);
        let measures = standard(&question, &Cancel::never()).unwrap();
        let mut undefined = BTreeMap::new();
        let found = standard_json(&question.stage, &measures, &mut undefined);
        let wanted = expected(&folder, "expected.json");
        compare(&wanted["views"], &found, &folder.display().to_string(), &mut wrong);
        let kinds = wanted["views"].as_object().unwrap();
        assert!(found.as_object().unwrap().keys().eq(kinds.keys()), "{}", folder.display());
    }
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

/// The cases for which a file of this name gives what is wanted.
fn cases(name: &str) -> Vec<(PathBuf, Value)> {
    let folders = folders().into_iter().filter(|folder| folder.join(name).exists());
    folders.map(|folder| (folder.clone(), expected(&folder, name))).collect()
}

fn theory(folder: &Path) -> Value {
    let question = question(folder);
    theory_json(&question.stage, &analysed(&question), None, &mut BTreeMap::new())
}

#[test]
fn firmness_agrees_with_the_independent_implementation() {
    let mut wrong = Vec::new();
    let cases = cases("expected_robust.json");
    for (folder, mut wanted) in cases.iter().cloned() {
        wanted.as_object_mut().unwrap().remove("case");
        compare(&wanted, &theory(&folder)["robust"], &folder.display().to_string(), &mut wrong);
    }
    assert!(cases.len() >= 7 && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn chance_agrees_with_the_independent_implementation_within_what_draws_differ() {
    let mut wrong = Vec::new();
    let cases = cases("expected_chance.json");
    for (folder, wanted) in &cases {
        let found = &theory(folder)["chance"];
        for (name, band) in wanted["bands"].as_object().unwrap() {
            let name = name.as_str();
            for end in ["low", "high"] {
                let (wanted, found) = (band[end].as_f64(), found[name][end].as_f64());
                let allowed = band[format!("tolerance_{end}")].as_f64().unwrap_or(0.0);
                let near = match (wanted, found) {
                    (Some(wanted), Some(found)) => (wanted - found).abs() <= allowed,
                    (wanted, found) => wanted == found,
                };
                if !near {
                    let path = format!("{}.{name}.{end}", folder.display());
                    wrong.push(format!("{path}: {found:?}, not {wanted:?} by {allowed}"));
                }
            }
        }
    }
    assert!(cases.len() >= 3 && wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_share_is_what_the_core_of_the_talk_holds() {
    // In toy_command each head talks with the director and three others, everybody else with a
    // head alone: the core is the three heads, who have 4 ties each.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/toy_command");
    let question = question(&folder);
    let analysis = analyse(&question, &Cancel::never()).unwrap();
    let mass = analysis.mass.as_ref().unwrap();
    let heads: f64 = ["ha", "hb", "hc"]
        .map(|key| mass[analysis.person(question.stage.position_by_key(key).unwrap()).unwrap()])
        .iter()
        .sum();
    assert!((analysis.gravity.core_share.unwrap() - heads).abs() < 1e-12);
}
