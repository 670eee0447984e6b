//! What has changed between two states of a map's text, as small as the edit was.
//!
//! A patch is `{"=": value}` for another value; `{"o": {name: patch}, "-": [names]}` for a
//! record; `{"l": {identity: patch}, "-": [identities]}` for a table of records, with `"order"`
//! where the identities do not simply follow those that stay.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// The patch that makes one state of another; nothing when they are the same.
pub(super) fn between(before: &Value, after: &Value) -> Option<Value> {
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
type Table<'v> = Vec<(&'v str, &'v Value)>;

/// The records of a list by their identities; nothing when it is not a list of records that have
/// one each.
fn identities(list: &[Value]) -> Option<Table<'_>> {
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

fn tables_between(before: &Table<'_>, after: &Table<'_>) -> Value {
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
