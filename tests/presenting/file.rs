//! Scenes and guesses in the file.

use std::path::Path;

use fulcrum::storage::{ReadError, read_orgmap, write_orgmap};

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
fn scenes_and_guesses_come_back_as_they_were() {
    let text = r#"{"format": "orgmap", "version": "1.0", "stages": [
        {"id": "s1", "name": "Now", "order": 1, "units": [{"id": "u9", "name": "U"}],
         "positions": [{"id": "p2", "title": "Ann", "holders": [{}]}]},
        {"id": "s3", "name": "Then", "order": 0, "positions": []}],
      "scenes": [
        {"id": "c4", "title": "One", "stage": "s1", "lens": "fit", "viewport": [0, 1, 2, 3],
         "focus": {"around": ["p2"], "steps": 2},
         "folding": {"positions": ["p2"], "units": ["u9"]},
         "highlight": ["p2"], "flows": ["f7"], "lines": ["l8"], "note": "Wait"},
        {"id": "c5", "title": "Two", "stage": "s1", "compare": {"with": "s3", "manner": "over"}},
        {"id": "c6", "title": "Three", "stage": "s1", "guesses": "g10"},
        {"id": "c7", "title": "Four", "stage": "s1", "what_if": true}],
      "guesses": [
        {"id": "g10", "question": "centre", "stage": "s1", "pins": [
          {"who": "Eva", "position": "p2", "guess": 0.9}, {"guess": -0.25, "after": true, "ink": 3}],
         "revealed": true, "room": "B"},
        {"id": "g11", "question": "knows-most", "domain": "currents", "stage": "s1",
         "pins": [{"guess": "p2"}]}]}"#;
    let map = read_text(text).unwrap_or_else(|error| panic!("{error}")).map;
    let names: Vec<_> = map.stages().map(|(_, stage)| stage.record().name.as_str()).collect();
    assert_eq!(names, ["Then", "Now"]);
    let written: serde_json::Value = serde_json::from_str(&write_orgmap(&map)).unwrap();
    let wanted: serde_json::Value = serde_json::from_str(text).unwrap();
    for table in ["scenes", "guesses"] {
        assert_eq!(written[table], wanted[table]);
    }
    assert_eq!(read_text(&write_orgmap(&map)).unwrap().map, map);
}

#[test]
fn a_round_or_scene_that_cannot_be_is_refused_at_its_line() {
    let text = |scene: &str, round: &str| {
        format!(
            "{{\"format\": \"orgmap\", \"version\": \"1.0\", \"stages\": [\n\
             {{\"id\": \"s1\", \"name\": \"Now\"}}],\n\"scenes\": [\n{scene}],\n\
             \"guesses\": [\n{round}]}}"
        )
    };
    let cases = [
        ("", r#"{"id": "g1", "question": "weather", "stage": "s1"}"#, "weather"),
        ("", r#"{"id": "g1", "question": "knows-most", "stage": "s1"}"#, "with a domain"),
        ("", r#"{"id": "g1", "question": "centre", "stage": "s7"}"#, "s7"),
        (
            "",
            r#"{"id": "g1", "question": "sideways", "stage": "s1", "pins": [{"guess": 7}]}"#,
            "guess",
        ),
        (
            "",
            r#"{"id": "g1", "question": "centre", "stage": "s1", "pins": [{"guess": []}]}"#,
            "number",
        ),
        (r#"{"id": "c1", "stage": "s1", "guesses": "g5"}"#, "", "g5"),
        (r#"{"id": "c1", "stage": "s1", "what_if": true, "guesses": "g5"}"#, "", "two things"),
        (r#"{"id": "c1", "stage": "s1", "compare": {"with": "s1", "manner": "odd"}}"#, "", "odd"),
        (r#"{"id": "c1", "stage": "s1", "focus": {"around": ["x"], "steps": 1}}"#, "", "\"x\""),
    ];
    for (scene, round, said) in cases {
        let text = text(scene, round);
        let error = refused(&text);
        assert!(error.to_string().contains(said), "{said}: {error}");
        let line = line_of(&text, if scene.is_empty() { "\"g1\"" } else { "\"c1\"" });
        assert_eq!(error.line, Some(line), "{error}");
    }
}
