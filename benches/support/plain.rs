//! A map's file as plain structs, without anything that makes it a map: the least that a reader of
//! it could do.

use std::collections::BTreeMap;

use serde::Deserialize;

/// As much of a map's file as the measures need, and nothing done with it.
#[derive(Deserialize)]
pub(crate) struct PlainMap {
    pub(crate) stages: Vec<PlainStage>,
}

#[derive(Deserialize)]
pub(crate) struct PlainStage {
    positions: Vec<PlainPosition>,
    #[serde(default)]
    lines: Vec<PlainTie>,
    #[serde(default)]
    flows: Vec<PlainTie>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are read to be held in memory")]
struct PlainPosition {
    id: String,
    key: Option<String>,
    title: Option<String>,
    #[serde(default)]
    expertise: BTreeMap<String, f64>,
    #[serde(default)]
    rights: BTreeMap<String, f64>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "they are read to be held in memory")]
struct PlainTie {
    id: String,
    from: String,
    to: String,
    kind: Option<String>,
    frequency: Option<f64>,
}

impl PlainStage {
    /// How many records there are.
    pub(crate) fn size(&self) -> usize {
        self.positions.len() + self.lines.len() + self.flows.len()
    }
}
