//! How a map's file is set.

use fulcrum::storage::write_orgmap;

use super::{read_text, school};

#[test]
fn every_record_of_a_stage_stands_on_a_line_of_its_own() {
    let text = school();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let tables = ["units", "positions", "lines", "flows", "routines", "placements"];
    let records = |stage: &serde_json::Value| -> usize {
        tables.iter().filter_map(|table| stage[*table].as_array()).map(Vec::len).sum()
    };
    let wanted: usize = value["stages"].as_array().unwrap().iter().map(records).sum();
    let is_record = |line: &&str| {
        let line = line.trim_start().trim_end_matches(',');
        line.starts_with("{\"") && serde_json::from_str::<serde_json::Value>(line).is_ok()
    };
    assert_eq!(text.lines().filter(is_record).count(), wanted);
}

#[test]
fn a_file_with_a_line_for_each_field_or_on_one_line_is_the_same_map() {
    let text = school();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let map = read_text(&text).unwrap().map;
    for other in [serde_json::to_string_pretty(&value).unwrap(), value.to_string()] {
        let read = read_text(&other).unwrap().map;
        assert_eq!(read, map);
        assert_eq!(write_orgmap(&read), text);
    }
}
