//! GEXF 1.1 to 1.3.

use std::collections::HashMap;

use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::own_form::identity;
use super::super::source::{OwnTie, Sort, Source};
use super::super::text::plain;
use super::super::watch::Watch;
use super::xml::{Attributes, Item, Xml};
use super::{Network, NewTie};

/// An attribute that is declared: what it is called, whether it is a list, and its usual value.
#[derive(Default)]
struct Declared {
    title: String,
    is_list: bool,
    default: String,
}

#[derive(Default)]
struct OpenEdge {
    from: String,
    to: String,
    kind: String,
    weight: Option<f64>,
    undirected: bool,
    line: usize,
    said: Vec<(String, String)>,
}

struct Gexf {
    network: Network,
    /// Attributes of nodes and of edges, by identity.
    declared: [HashMap<String, Declared>; 2],
    /// Whether attributes of edges are being declared.
    of_edges: bool,
    last: Option<String>,
    reads: Option<&'static str>,
    text: String,
    undirected: bool,
    /// The nodes that are open: their rows and labels.
    nodes: Vec<(usize, String)>,
    parents: Vec<(usize, String)>,
    labels: HashMap<String, String>,
    edge: Option<OpenEdge>,
    dynamic: bool,
    seen: bool,
}

/// Reads GEXF.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let source = Source { sort: Sort::Nodes, foreign_places: true, ..Source::default() };
    let mut gexf = Gexf {
        network: Network::new(source),
        declared: [HashMap::new(), HashMap::new()],
        of_edges: false,
        last: None,
        reads: None,
        text: String::new(),
        undirected: true,
        nodes: Vec::new(),
        parents: Vec::new(),
        labels: HashMap::new(),
        edge: None,
        dynamic: false,
        seen: false,
    };
    let mut xml = Xml::new(content.text);
    loop {
        match xml.next(watch)? {
            Item::Open(name, attributes) => {
                let line = if matches!(name, "node" | "edge") { xml.line() } else { 0 };
                gexf.open(name, attributes, line);
            }
            Item::Text(text) => {
                if gexf.reads.is_some() {
                    gexf.text.push_str(&text);
                }
            }
            Item::Close(name) => gexf.close(name),
            Item::End => break,
        }
    }
    if !gexf.seen {
        return Err(watch.refuse(1, "is no GEXF", "open a file that begins with <gexf>"));
    }
    Ok(gexf.finish())
}

impl Gexf {
    fn open(&mut self, name: &str, attributes: Attributes<'_>, line: usize) {
        let get = |key: &str| attributes.get(key).unwrap_or_default().into_owned();
        match name {
            "gexf" => self.seen = true,
            "graph" => {
                // Without a word the edges of GEXF have no direction.
                self.undirected =
                    attributes.get("defaultedgetype").is_none_or(|it| it != "directed");
                self.dynamic |= attributes.get("mode").as_deref() == Some("dynamic");
            }
            "title" | "Title" => self.reading("title"),
            "description" | "Description" => self.reading("description"),
            "attributes" => self.of_edges = attributes.get("class").as_deref() == Some("edge"),
            "attribute" => {
                let is_list = get("type").starts_with("list");
                let declared = Declared { title: get("title"), is_list, default: String::new() };
                self.declared[usize::from(self.of_edges)].insert(get("id"), declared);
                self.last = Some(get("id"));
            }
            "default" => self.reading("default"),
            "node" => self.node(attributes, line),
            "edge" => {
                let kind = attributes.get("kind").or_else(|| attributes.get("label"));
                let undirected = match attributes.get("type") {
                    Some(said) => said != "directed",
                    None => self.undirected,
                };
                self.edge = Some(OpenEdge {
                    from: get("source"),
                    to: get("target"),
                    kind: kind.unwrap_or_default().into_owned(),
                    weight: attributes.number("weight"),
                    undirected,
                    line,
                    said: Vec::new(),
                });
            }
            "attvalue" => {
                let id = attributes.get("for").or_else(|| attributes.get("id")).unwrap_or_default();
                self.value(&id, &attributes.get("value").unwrap_or_default());
            }
            "position" => {
                if let (Some((row, _)), None) = (self.nodes.last(), &self.edge) {
                    let row = *row;
                    self.network.say(row, "xpos", &get("x"));
                    // Upwards there, downwards here.
                    let y = attributes.number("y").map(|y| (0.0 - y).to_string());
                    self.network.say(row, "ypos", &y.unwrap_or_default());
                }
            }
            "spell" | "slice" => self.dynamic = true,
            "parent" => {
                if let Some((row, _)) = self.nodes.last() {
                    self.parents.push((*row, get("for")));
                }
            }
            _ => {}
        }
    }

    fn reading(&mut self, what: &'static str) {
        self.reads = Some(what);
        self.text.clear();
    }

    fn node(&mut self, attributes: Attributes<'_>, line: usize) {
        let id = attributes.get("id").unwrap_or_default();
        let label = attributes.get("label").unwrap_or_default();
        let row = self.network.node(&id, Some(line));
        self.network.say(row, "label", &label);
        let called = if label.is_empty() { id.clone() } else { label };
        self.labels.insert(id.into_owned(), called.clone().into_owned());
        self.network.source.nodes[row].groups =
            self.nodes.iter().map(|(_, label)| label.clone()).collect();
        if let Some(parent) = attributes.get("pid").filter(|pid| !pid.is_empty() && pid != "0") {
            self.parents.push((row, parent.into_owned()));
        }
        self.nodes.push((row, called.into_owned()));
    }

    fn value(&mut self, id: &str, value: &str) {
        let table = &self.declared[usize::from(self.edge.is_some())];
        let declared = table.get(id);
        let title = declared.map(|it| it.title.as_str()).filter(|title| !title.is_empty());
        let title = title.unwrap_or(id).to_owned();
        let value =
            if declared.is_some_and(|it| it.is_list) { list(value) } else { value.to_owned() };
        if let Some(edge) = &mut self.edge {
            edge.said.push((title, value));
        } else if let Some((row, _)) = self.nodes.last() {
            let row = *row;
            self.network.say(row, &title, &value);
        }
    }

    fn close(&mut self, name: &str) {
        match (self.reads, name) {
            (Some("title"), "title" | "Title") => {
                self.network.source.title = self.text.trim().to_owned();
                self.reads = None;
            }
            (Some("description"), "description" | "Description") => {
                self.network.source.description = self.text.trim().to_owned();
                self.reads = None;
            }
            (Some("default"), "default") => {
                let table = &mut self.declared[usize::from(self.of_edges)];
                if let Some(declared) = self.last.as_ref().and_then(|id| table.get_mut(id)) {
                    declared.default = self.text.trim().to_owned();
                }
                self.reads = None;
            }
            (_, "node") => self.end_node(),
            (_, "edge") => self.end_edge(),
            _ => {}
        }
    }

    fn end_node(&mut self) {
        let Some((row, _)) = self.nodes.pop() else { return };
        let mut usual: Vec<(String, String)> = self.declared[0]
            .values()
            .filter(|it| !it.default.is_empty())
            .map(|it| (it.title.clone(), it.default.clone()))
            .collect();
        usual.sort();
        for (title, value) in usual {
            self.network.say(row, &title, &value);
        }
    }

    fn end_edge(&mut self) {
        let Some(edge) = self.edge.take() else { return };
        let said = |names: &[&str]| {
            let found = edge.said.iter().find(|(name, _)| names.contains(&plain(name).as_str()));
            found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
        };
        let kind = if edge.kind.is_empty() {
            said(&["kind", "label", "edgelabel", "relation", "type"]).unwrap_or_default()
        } else {
            &edge.kind
        };
        let own = said(&["identity"]).map(|own| OwnTie {
            identity: identity(own, 'l').or_else(|| identity(own, 'f')),
            dotted: said(&["line"]).map(|line| line == "dotted"),
            accepts: said(&["accepts"]).map(str::to_owned),
            distance: said(&["distance"]).map(str::to_owned),
            took_up: said(&["tookup"]).map(str::to_owned),
            more: said(&["more"]).map(str::to_owned),
        });
        let weight =
            edge.weight.or_else(|| said(&["weight"]).and_then(super::super::draft::number));
        let (undirected, line) = (edge.undirected, Some(edge.line));
        self.network.tie(NewTie {
            from: &edge.from,
            to: &edge.to,
            relation: kind,
            weight,
            undirected,
            line,
        });
        if let (Some(tie), Some(own)) = (self.network.source.ties.last_mut(), own) {
            tie.own = Some(Box::new(own));
        }
    }

    fn finish(mut self) -> Source {
        for (row, parent) in std::mem::take(&mut self.parents) {
            let label = self.labels.get(&parent).cloned().unwrap_or(parent);
            if let Some(node) = self.network.source.nodes.get_mut(row)
                && node.groups.is_empty()
            {
                node.groups.push(label);
            }
        }
        if self.dynamic {
            let what = "times of nodes and ties were passed over: all were read as one state";
            self.network.source.remarks.push(what.into());
        }
        self.network.source
    }
}

/// The items of a list, however it was written, parted by bars.
fn list(value: &str) -> String {
    let value = value.trim();
    let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
    let parts: Vec<&str> =
        if inner.contains('|') { inner.split('|').collect() } else { inner.split(',').collect() };
    let clean = |part: &str| {
        let part = part.trim();
        let quoted =
            ['\'', '"'].iter().find_map(|quote| part.strip_prefix(*quote)?.strip_suffix(*quote));
        quoted.unwrap_or(part).replace("\\'", "'").replace("\\\"", "\"")
    };
    parts.into_iter().map(clean).collect::<Vec<_>>().join(" | ")
}
