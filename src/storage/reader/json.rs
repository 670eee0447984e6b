//! JSON: lists of people, trees with children, nodes with links, and Kumu's elements.

use serde_json::{Map, Value};

use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::source::{Sort, Source};
use super::super::text::plain;
use super::super::watch::Watch;
use super::{Network, NewTie};

/// Reads JSON.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    // The library refuses nesting that is deeper than 128.
    let value: Value = serde_json::from_str(content.text).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default().to_owned();
        watch.refuse(error.line(), format!("is no JSON that can be read: {said}"), "mend the line")
    })?;
    let mut network = Network::new(Source::default());
    match &value {
        Value::Array(records) => people(&mut network, records),
        Value::Object(whole) => object(&mut network, whole, watch)?,
        _ => return Err(watch.refuse(1, "holds no records", "open a list of records")),
    }
    if network.source.nodes.is_empty() {
        let hint =
            "it may be a list of records, or have nodes and links, or elements and connections";
        return Err(watch.refuse(1, "holds no records that could be positions", hint));
    }
    Ok(network.source)
}

fn list<'v>(whole: &'v Map<String, Value>, names: &[&str]) -> Option<&'v Vec<Value>> {
    names.iter().find_map(|name| whole.get(*name)?.as_array())
}

fn object(
    network: &mut Network,
    whole: &Map<String, Value>,
    watch: &Watch<'_>,
) -> Result<(), ReadError> {
    if let Some(title) = whole.get("title").or_else(|| whole.get("name")).and_then(Value::as_str) {
        title.clone_into(&mut network.source.title);
    }
    // Cytoscape and the JSON Graph Format keep nodes and edges in a box of their own.
    let inner = ["elements", "graph"].iter().find_map(|name| whole.get(*name)?.as_object());
    if let Some(inner) = inner.filter(|inner| inner.contains_key("nodes")) {
        return object(network, inner, watch);
    }
    let by_name = whole.get("nodes").and_then(Value::as_object).map(nodes_by_name);
    let nodes = by_name.as_ref().or(list(whole, &["nodes", "elements", "vertices"]));
    let adjacent = nodes.zip(list(whole, &["adjacency"])).map(|(all, lists)| adjacent(all, lists));
    let ties = list(whole, &["links", "edges", "connections"]).or(adjacent.as_ref());
    let undirected = adjacent.is_none() && whole.get("directed") == Some(&Value::Bool(false));
    match (nodes, ties) {
        (Some(nodes), ties) => {
            network.source.sort = Sort::Nodes;
            graph(network, nodes, ties.map_or(&[][..], Vec::as_slice), undirected);
        }
        (None, _) => match list(whole, &["data", "people", "employees", "rows"]) {
            Some(records) => people(network, records),
            None if whole.contains_key("children") || whole.contains_key("_children") => {
                tree(network, whole);
            }
            None => {
                let names: Vec<&str> = whole.keys().map(String::as_str).take(20).collect();
                let hint = format!("its fields are: {}", names.join(", "));
                return Err(watch.refuse(1, "has neither nodes nor a list of people", hint));
            }
        },
    }
    Ok(())
}

/// Nodes that stand under their names, as a list.
fn nodes_by_name(nodes: &Map<String, Value>) -> Vec<Value> {
    let node = |(name, node): (&String, &Value)| {
        let mut record = node.as_object().cloned().unwrap_or_default();
        record.insert("id".into(), Value::String(name.clone()));
        Value::Object(record)
    };
    nodes.iter().map(node).collect()
}

/// Ties that stand with each node as a list of those they lead to.
fn adjacent(nodes: &[Value], lists: &[Value]) -> Vec<Value> {
    let tie = |from: &Value, to: &Value| {
        let mut record = to.as_object().cloned().unwrap_or_default();
        let to = record.remove("id").unwrap_or_else(|| to.clone());
        record.insert("source".into(), from.clone());
        record.insert("target".into(), to);
        Value::Object(record)
    };
    let of = |(node, list): (&Value, &Value)| {
        let from = node.get("id").cloned().unwrap_or(Value::Null);
        let list = list.as_array().cloned().unwrap_or_default();
        list.into_iter().map(move |to| tie(&from, &to)).collect::<Vec<_>>()
    };
    nodes.iter().zip(lists).flat_map(of).collect()
}

/// A field as the text of a cell.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(" | "),
        // Somebody who is named by a record of one's own.
        Value::Object(record) => {
            let named = ["id", "key", "email", "name"].iter().find_map(|it| record.get(*it));
            named.filter(|it| !it.is_object()).map_or_else(|| value.to_string(), text)
        }
        other => other.to_string(),
    }
}

fn say_all(network: &mut Network, row: usize, record: &Map<String, Value>, but: &[&str]) {
    for (name, value) in record.iter().filter(|(name, _)| !but.contains(&name.as_str())) {
        match value {
            // Kumu and others keep fields of one's own in a box of their own.
            Value::Object(inner) if ["attributes", "data"].contains(&name.as_str()) => {
                for (name, value) in inner {
                    network.say(row, name, &text(value));
                }
            }
            value => network.say(row, name, &text(value)),
        }
    }
}

/// A list of people, whose fields are columns.
fn people(network: &mut Network, records: &[Value]) {
    network.source.sort = Sort::List;
    for (number, record) in records.iter().enumerate() {
        let Value::Object(record) = record else { continue };
        let row = network.node("", Some(number + 1));
        network.source.nodes[row].name = None;
        say_all(network, row, record, &[]);
        // OrgChart JS marks those beside the line so.
        let is_assistant = |tag: &str| tag.trim().eq_ignore_ascii_case("assistant");
        if record.get("tags").is_some_and(|tags| text(tags).split([',', '|']).any(is_assistant)) {
            network.say(row, "isAssistant", "1");
        }
    }
}

/// A tree, in which the children of each stand below it.
fn tree(network: &mut Network, top: &Map<String, Value>) {
    network.source.sort = Sort::Nodes;
    let mut open = vec![(top, None::<String>)];
    let mut number = 0;
    while let Some((record, superior)) = open.pop() {
        number += 1;
        let name = record.get("id").map_or_else(|| number.to_string(), text);
        let row = network.node(&name, None);
        say_all(network, row, record, &["children", "_children", "id"]);
        if let Some(superior) = superior {
            let (from, to) = (&name, &superior);
            network.tie(NewTie { from, to, relation: "reports_to", ..NewTie::default() });
        }
        // Those that a drawing has folded away stand under another name.
        let children = ["children", "_children"].iter().filter_map(|name| record.get(*name));
        let children = children.filter_map(Value::as_array).flatten();
        let children = children.filter_map(Value::as_object);
        let children: Vec<_> = children.map(|child| (child, Some(name.clone()))).collect();
        open.extend(children.into_iter().rev());
    }
}

fn graph(network: &mut Network, nodes: &[Value], ties: &[Value], mutual: bool) {
    let mut names = Vec::new();
    for (number, node) in nodes.iter().enumerate() {
        let Value::Object(record) = node else { continue };
        let record = record.get("data").and_then(Value::as_object).unwrap_or(record);
        let key = ["id", "_id", "key", "name", "label"].iter().find_map(|key| record.get(*key));
        let name = key.map_or_else(|| number.to_string(), text);
        let row = network.node(&name, Some(number + 1));
        say_all(network, row, record, &["id", "_id", "key"]);
        names.push(name);
    }
    for (number, tie) in ties.iter().enumerate() {
        let Value::Object(record) = tie else { continue };
        let record = record.get("data").and_then(Value::as_object).unwrap_or(record);
        let inner = record.get("attributes").and_then(Value::as_object);
        let field = |wanted: &[&str]| {
            wanted.iter().find_map(|wanted| {
                let fields = record.iter().chain(inner.into_iter().flatten());
                fields.into_iter().find(|(name, _)| plain(name) == *wanted).map(|(_, value)| value)
            })
        };
        let end = |value: Option<&Value>| match value {
            // Programs that draw with d3 name ends by their places, or by the nodes themselves.
            Some(Value::Number(place)) => {
                let by_name = place.to_string();
                let place = place.as_u64().and_then(|place| names.get(place as usize).cloned());
                Some(if names.contains(&by_name) { by_name } else { place? })
            }
            Some(Value::Object(node)) => node.get("id").map(text),
            Some(value) => Some(text(value)),
            None => None,
        };
        let (Some(from), Some(to)) =
            (end(field(&["source", "from"])), end(field(&["target", "to"])))
        else {
            let why = "a tie needs two ends, and one is not there".to_owned();
            network.source.refused.push(("ties".into(), Some(number + 1), why));
            continue;
        };
        let relation =
            field(&["kind", "type", "connectiontype", "relation", "interaction", "label"])
                .map(text)
                .unwrap_or_default();
        let direction =
            field(&["direction", "directed"]).map(|it| plain(&text(it))).unwrap_or_default();
        let undirected = ["undirected", "mutual", "false"].contains(&direction.as_str())
            || (mutual && direction.is_empty());
        let weight = field(&["weight", "value", "strength"]).and_then(Value::as_f64);
        let line = Some(number + 1);
        network.tie(NewTie { from: &from, to: &to, relation: &relation, weight, undirected, line });
    }
}
