//! What has changed between two states of a map's text, as small as the edit was.
//!
//! A patch is `{"=": value}` for another value; `{"o": {name: patch}, "-": [names]}` for a
//! record; `{"l": {identity: patch}, "-": [identities]}` for a table of records, with `"order"`
//! where the identities do not simply follow those that stay.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::super::convert::{
    head_value, map_value, native_flow, native_line, native_placement, native_position,
    native_routine, native_unit, record_value,
};
use crate::model::{OrgMap, Record, Stage, StageId, Table};

/// The patch that makes one state of a map of another; nothing when they are the same. It costs what
/// the two do not share.
pub(super) fn of_maps(before: &OrgMap, after: &OrgMap) -> Option<Value> {
    let head = between(&head_value(before), &head_value(after));
    let mut tables: Vec<(StageId, Map<String, Value>)> = Vec::new();
    for (id, stage) in after.stages_by_identity() {
        match before.stage(id) {
            Some(old) => tables.push((id, of_stages(old, stage))),
            // Of a stage that was made it says all.
            None => return Some(json!({ "=": map_value(after) })),
        }
    }
    tables.retain(|(_, tables)| !tables.is_empty());
    if tables.is_empty() {
        return head;
    }
    let mut patch = head.unwrap_or_else(|| json!({ "o": {}, "-": [] }));
    for (id, tables) in tables {
        if insert(&mut patch, id, tables).is_none() {
            return Some(json!({ "=": map_value(after) }));
        }
    }
    Some(patch)
}

/// Adds the patches of the tables of a stage to that of its map; nothing where that says all anew.
fn insert(patch: &mut Value, id: StageId, tables: Map<String, Value>) -> Option<()> {
    let fields = patch.get_mut("o")?.as_object_mut()?;
    let stages = fields.entry("stages").or_insert_with(|| json!({ "l": {}, "-": [] }));
    let stages = stages.get_mut("l")?.as_object_mut()?;
    let stage = stages.entry(id.to_string()).or_insert_with(|| json!({ "o": {}, "-": [] }));
    stage.get_mut("o")?.as_object_mut()?.extend(tables);
    Some(())
}

/// The patches of the tables in which two states of a stage differ, by their names in the file.
fn of_stages(before: &Stage, after: &Stage) -> Map<String, Value> {
    let own = [
        ("units", of_tables(before.units(), after.units(), native_unit)),
        ("positions", of_tables(before.positions(), after.positions(), native_position)),
        ("lines", of_tables(before.lines(), after.lines(), native_line)),
        ("flows", of_tables(before.flows(), after.flows(), native_flow)),
        ("routines", of_tables(before.routines(), after.routines(), native_routine)),
        ("placements", of_tables(before.placements(), after.placements(), native_placement)),
    ];
    let changed = own.into_iter().filter_map(|(name, patch)| Some((name.to_owned(), patch?)));
    changed.collect()
}

fn of_tables<'a, K, V, N>(
    before: &'a Table<K, V>,
    after: &'a Table<K, V>,
    native: impl Fn(K, &'a V) -> N,
) -> Option<Value>
where
    K: Ord + Copy + ToString,
    V: Record + 'a,
    N: Serialize,
{
    let value = |id: K, record: &'a V| record_value(&native(id, record));
    let differences = before.differences(after);
    if differences.is_empty() {
        return None;
    }
    if before.is_empty() {
        let all: Vec<Value> = after.iter().map(|(id, record)| value(id, record)).collect();
        return Some(json!({ "=": all }));
    }
    let (mut changed, mut gone) = (Map::new(), Vec::new());
    for (id, old, new) in differences {
        let patch = match (old, new) {
            (Some(old), Some(new)) => between(&value(id, old), &value(id, new)),
            (None, Some(new)) => Some(json!({ "=": value(id, new) })),
            (_, None) => {
                gone.push(id.to_string());
                None
            }
        };
        changed.extend(patch.map(|patch| (id.to_string(), patch)));
    }
    Some(json!({ "l": changed, "-": gone }))
}

/// The patch that makes one state of another; nothing when they are the same.
fn between(before: &Value, after: &Value) -> Option<Value> {
    if before == after {
        return None;
    }
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => Some(records(before, after)),
        (Value::Array(a), Value::Array(b)) => {
            let tables = identities(a).zip(identities(b));
            Some(tables.map_or_else(|| json!({ "=": after }), |(a, b)| tables_between(&a, &b)))
        }
        _ => Some(json!({ "=": after })),
    }
}

fn records(before: &Map<String, Value>, after: &Map<String, Value>) -> Value {
    let mut changed = Map::new();
    for (name, value) in after {
        let patch = match before.get(name) {
            Some(old) => between(old, value),
            None => Some(json!({ "=": value })),
        };
        if let Some(patch) = patch {
            changed.insert(name.clone(), patch);
        }
    }
    let gone: Vec<&String> = before.keys().filter(|name| !after.contains_key(*name)).collect();
    json!({ "o": changed, "-": gone })
}

/// A table: its records by their identities, in order.
type Rows<'v> = Vec<(&'v str, &'v Value)>;

/// The records of a list by their identities; nothing when it is not a list of records that have
/// one each.
fn identities(list: &[Value]) -> Option<Rows<'_>> {
    let own = |value: &Value| value.get("id").is_some();
    let key = if list.iter().all(own) { "id" } else { "position" };
    let mut table = Vec::with_capacity(list.len());
    for value in list {
        table.push((value.get(key)?.as_str()?, value));
    }
    let mut names: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names.windows(2).all(|pair| pair[0] != pair[1]).then_some(table)
}

fn tables_between(before: &Rows<'_>, after: &Rows<'_>) -> Value {
    let old: BTreeMap<&str, &Value> = before.iter().copied().collect();
    let new: BTreeMap<&str, &Value> = after.iter().copied().collect();
    let mut changed = Map::new();
    for (name, value) in after {
        let patch = match old.get(name) {
            Some(old) => between(old, value),
            None => Some(json!({ "=": value })),
        };
        if let Some(patch) = patch {
            changed.insert((*name).to_owned(), patch);
        }
    }
    let was: Vec<&str> = before.iter().map(|(name, _)| *name).collect();
    let is: Vec<&str> = after.iter().map(|(name, _)| *name).collect();
    let (stay, gone): (Vec<&str>, Vec<&str>) = was.iter().partition(|name| new.contains_key(*name));
    let fresh = is.iter().copied().filter(|name| !old.contains_key(name));
    let simple: Vec<&str> = stay.into_iter().chain(fresh).collect();
    let mut patch = json!({ "l": changed, "-": gone });
    if simple != is {
        patch["order"] = json!(is);
    }
    patch
}

/// The state after a patch. What a patch says that does not fit is left out.
pub(super) fn applied(before: Value, patch: Value) -> Value {
    let Value::Object(mut patch) = patch else { return before };
    if let Some(value) = patch.remove("=") {
        return value;
    }
    let gone: Vec<String> = names(patch.remove("-"));
    if let Some(Value::Object(changed)) = patch.remove("o") {
        let Value::Object(mut record) = before else { return before };
        for name in &gone {
            record.shift_remove(name);
        }
        for (name, patch) in changed {
            let old = record.get_mut(&name).map_or(Value::Null, Value::take);
            record.insert(name, applied(old, patch));
        }
        return Value::Object(record);
    }
    let (Some(Value::Object(changed)), Value::Array(list)) = (patch.remove("l"), &before) else {
        return before;
    };
    let Some(table) = identities(list) else { return before };
    let mut order: Vec<String> = table.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut records: BTreeMap<String, Value> =
        table.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
    order.retain(|name| !gone.contains(name));
    for (name, patch) in changed {
        let old = records.remove(&name);
        if old.is_none() {
            order.push(name.clone());
        }
        records.insert(name, applied(old.unwrap_or_default(), patch));
    }
    if let Some(said) = patch.remove("order") {
        order = names(Some(said));
    }
    Value::Array(order.iter().filter_map(|name| records.remove(name)).collect())
}

fn names(list: Option<Value>) -> Vec<String> {
    let Some(Value::Array(list)) = list else { return Vec::new() };
    list.into_iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
}
