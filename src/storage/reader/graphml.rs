//! GraphML as Gephi, yEd, yEd Live, SocNetV, networkx and igraph write it.

use std::borrow::Cow;

use memchr::memmem;

use super::super::cells::Cells;
use super::super::error::ReadError;
use super::super::formats::Content;
use super::super::own_form::identity;
use super::super::source::{OwnTie, Sort, Source, Tie};
use super::super::text::plain;
use super::super::watch::Watch;
use super::Network;
use super::xml::{Attributes, Item, Xml};

/// What a key is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Node,
    Edge,
    Other,
    All,
}

/// A key, under which nodes or edges say something.
struct Key {
    id: String,
    about: About,
    name: String,
    /// The name as names are compared.
    plain: String,
    /// Whether what it says of an edge is looked at.
    is_used: bool,
    /// Whether it holds a drawing and no words.
    is_drawing: bool,
    default: String,
}

/// What is looked at of all that is said of an edge.
const USED: [&str; 8] =
    ["kind", "label", "edgelabel", "relation", "type", "weight", "identity", "line"];

/// A node that has begun and not ended.
struct OpenNode {
    id: String,
    row: usize,
    label: String,
    is_group: bool,
}

/// An edge that has begun and not ended.
#[derive(Default)]
struct OpenEdge {
    /// By place among the names.
    from: u32,
    to: u32,
    undirected: bool,
    /// Turned round by the arrow that is drawn at its beginning alone.
    turned: bool,
    /// What is said of it: the place of a key, and where the words stand in `words`.
    said: Vec<(usize, std::ops::Range<usize>)>,
    words: String,
    label: String,
    line: usize,
}

impl OpenEdge {
    /// The first that is said under one of these names, the first name before the others.
    fn said(&self, keys: &[Key], names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let (_, place) = self.said.iter().find(|(key, _)| keys[*key].plain == *name)?;
            let words = self.words.get(place.clone())?.trim();
            (!words.is_empty()).then_some(words)
        })
    }
}

/// What a text that comes next belongs to.
enum Reading {
    Nothing,
    Default(usize),
    Data(usize),
    Label,
    Description,
}

struct Graphml<'a> {
    file: &'a str,
    network: Network,
    /// The place of the file among the tables of ties.
    table: u16,
    keys: Vec<Key>,
    nodes: Vec<OpenNode>,
    edge: Option<OpenEdge>,
    /// One that has ended, for the next to take its place in memory.
    spare: OpenEdge,
    /// The place of each column, by key.
    columns: Vec<Option<usize>>,
    reading: Reading,
    text: String,
    /// Whether the graph that is open has directions unless an edge says otherwise, with its
    /// name; outermost first.
    graphs: Vec<(bool, String)>,
    /// How many graphs stand side by side, once that was asked.
    tops: Option<usize>,
    ports: usize,
    dropped: std::collections::BTreeSet<String>,
}

/// How many graphs stand side by side; those within a node do not count.
fn tops(text: &str) -> usize {
    let (mut count, mut depth) = (0, 0_usize);
    for (at, _) in text.match_indices("graph") {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + "graph".len()..).and_then(|rest| rest.chars().next());
        if !after.is_some_and(|letter| letter.is_whitespace() || matches!(letter, '>' | '/')) {
            continue;
        }
        if before.ends_with("</") {
            depth = depth.saturating_sub(1);
        } else if before.ends_with('<') {
            count += usize::from(depth == 0);
            depth += 1;
        }
    }
    count
}

/// Reads GraphML.
pub(in crate::storage) fn read(
    content: &Content<'_>,
    watch: &mut Watch<'_>,
) -> Result<Source, ReadError> {
    let mut source = Source { sort: Sort::Nodes, ..Source::default() };
    // Drawings are in points here, unless a program placed dots.
    source.foreign_places = memmem::find(content.text.as_bytes(), b"yworks.com/xml").is_none();
    // Several graphs are several relations.
    let mut xml = Xml::new(content.text);
    let mut network = Network::new(source);
    let table = network.source.tie_table(&network.table);
    let mut graphml = Graphml {
        file: content.text,
        network,
        table,
        keys: Vec::new(),
        nodes: Vec::new(),
        edge: None,
        spare: OpenEdge::default(),
        columns: Vec::new(),
        reading: Reading::Nothing,
        text: String::new(),
        graphs: Vec::new(),
        tops: None,
        ports: 0,
        dropped: std::collections::BTreeSet::new(),
    };
    let mut found = false;
    loop {
        xml.texts(!graphml.reading_nothing());
        match xml.next(watch)? {
            Item::Open(name, attributes) => {
                found |= name == "graphml";
                let has_line = matches!(name.as_bytes(), b"node" | b"edge");
                let line = if has_line { xml.line() } else { 0 };
                graphml.open(name, attributes, line);
            }
            Item::Text(text) => {
                if !matches!(graphml.reading, Reading::Nothing) {
                    graphml.text.push_str(&text);
                }
            }
            Item::Close(name) => graphml.close(name),
            Item::End => break,
        }
    }
    if !found {
        return Err(watch.refuse(1, "is no GraphML", "open a file that begins with <graphml>"));
    }
    Ok(graphml.finish())
}

impl Graphml<'_> {
    fn open(&mut self, name: &str, attributes: Attributes<'_>, line: usize) {
        match name {
            "data" => self.value_of(attributes),
            "edge" => self.edge(attributes, line),
            "node" => self.node(attributes, line),
            "key" => self.key(attributes),
            "default" if self.reading_nothing() && !self.keys.is_empty() => {
                self.reading = Reading::Default(self.keys.len() - 1);
                self.text.clear();
            }
            "graph" => {
                let directed = attributes.get("edgedefault").as_deref() != Some("undirected");
                let id = attributes.get("id").unwrap_or_default().into_owned();
                self.graphs.push((directed, id));
            }
            "port" => self.ports += 1,
            "desc" if self.reading_nothing() => {
                self.reading = Reading::Description;
                self.text.clear();
            }
            // A label within the data of a drawing.
            "NodeLabel" | "EdgeLabel" | "Label.Text" => {
                self.reading = Reading::Label;
                self.text.clear();
            }
            "Label" if self.reading_nothing() => {
                if let Some(text) = attributes.get("Text") {
                    self.label(text.trim());
                }
            }
            "Geometry" | "RectD" => self.geometry(attributes),
            "Arrows" => {
                if let Some(edge) = &mut self.edge {
                    let drawn = |end: &str| attributes.get(end).is_some_and(|kind| kind != "none");
                    match (drawn("source"), drawn("target")) {
                        (true, false) => edge.turned = true,
                        (true, true) | (false, false) => edge.undirected = true,
                        (false, true) => edge.undirected = false,
                    }
                }
            }
            _ => {}
        }
    }

    fn reading_nothing(&self) -> bool {
        matches!(self.reading, Reading::Nothing)
    }

    fn key(&mut self, attributes: Attributes<'_>) {
        let about = match attributes.get("for").as_deref() {
            Some("node") => About::Node,
            Some("edge") => About::Edge,
            None | Some("all") => About::All,
            Some(_) => About::Other,
        };
        let id = attributes.get("id").unwrap_or_default().into_owned();
        let drawn = attributes.get("yfiles.type").is_some() || attributes.get("attr.uri").is_some();
        let name = attributes.get("attr.name").filter(|name| !name.is_empty());
        let name = name.map_or_else(|| id.clone(), Cow::into_owned);
        let (plain, default) = (plain(&name), String::new());
        let is_used = USED.contains(&plain.as_str());
        self.keys.push(Key { id, about, name, plain, is_used, is_drawing: drawn, default });
        self.columns.push(None);
    }

    fn node(&mut self, attributes: Attributes<'_>, line: usize) {
        let [id, folder] = attributes.all(["id", "yfiles.foldertype"]);
        let id = id.unwrap_or_default().into_owned();
        let is_group = matches!(folder.as_deref(), Some("group" | "folder"));
        let row = self.network.node(&id, Some(line));
        self.network.source.nodes[row].groups = self
            .nodes
            .iter()
            .map(|open| if open.label.is_empty() { open.id.clone() } else { open.label.clone() })
            .collect();
        self.nodes.push(OpenNode { id, row, label: String::new(), is_group });
    }

    fn edge(&mut self, attributes: Attributes<'_>, line: usize) {
        let names = &mut self.network.source.names;
        let [from, to, directed, label] = attributes.all(["source", "target", "directed", "label"]);
        let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
        let (from, to) = (names.of_like(&from, self.spare.from), names.of_like(&to, self.spare.to));
        let directed = match directed {
            Some(said) => said == "true" || said == "1",
            None => self.graphs.last().is_none_or(|(directed, _)| *directed),
        };
        let mut edge = std::mem::take(&mut self.spare);
        edge.said.clear();
        edge.words.clear();
        edge.label.clear();
        edge.label.push_str(&label.unwrap_or_default());
        (edge.from, edge.to, edge.line) = (from, to, line);
        (edge.undirected, edge.turned) = (!directed, false);
        self.edge = Some(edge);
    }

    fn value_of(&mut self, attributes: Attributes<'_>) {
        let id = attributes.get("key").unwrap_or_default();
        let about = if self.edge.is_some() { About::Edge } else { About::Node };
        // One identity may be a key of nodes and another of edges.
        let found = self.keys.iter().position(|key| key.about == about && key.id == id);
        let found = found
            .or_else(|| self.keys.iter().position(|key| key.about == About::All && key.id == id));
        self.reading = match found {
            Some(key) if !self.keys[key].is_drawing => Reading::Data(key),
            _ => Reading::Nothing,
        };
        self.text.clear();
    }

    fn geometry(&mut self, attributes: Attributes<'_>) {
        let side = |small: &str, large: &str| {
            attributes.number(small).or_else(|| attributes.number(large))
        };
        let (Some(x), Some(y)) = (side("x", "X"), side("y", "Y")) else { return };
        let (width, height) = (side("width", "Width"), side("height", "Height"));
        if let Some(node) = self.nodes.last().filter(|_| self.edge.is_none()) {
            let row = node.row;
            self.network.say(row, "xpos", &(x + width.unwrap_or(0.0) / 2.0).to_string());
            self.network.say(row, "ypos", &(y + height.unwrap_or(0.0) / 2.0).to_string());
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "data" => {
                if let Reading::Data(key) = self.reading {
                    self.say(key);
                }
                self.reading = Reading::Nothing;
            }
            "edge" => self.end_edge(),
            "default" => {
                if let Reading::Default(key) = self.reading {
                    self.keys[key].default = self.text.trim().to_owned();
                }
                self.reading = Reading::Nothing;
            }
            "NodeLabel" | "EdgeLabel" | "Label.Text" => {
                let text = self.text.trim().to_owned();
                self.label(&text);
                self.reading = Reading::Nothing;
            }
            "desc" => {
                if let (Reading::Description, None, Some(node)) =
                    (&self.reading, &self.edge, self.nodes.last())
                {
                    let (row, text) = (node.row, self.text.clone());
                    self.network.say(row, "description", &text);
                }
                self.reading = Reading::Nothing;
            }
            "node" => self.end_node(),
            "graph" => {
                self.graphs.pop();
            }
            _ => {}
        }
    }

    fn say(&mut self, place: usize) {
        let key = &self.keys[place];
        if let Some(edge) = &mut self.edge {
            let start = edge.words.len();
            edge.words.push_str(&self.text);
            edge.said.push((place, start..edge.words.len()));
        } else if let Some(node) = self.nodes.last_mut() {
            let is_label = ["label", "nodelabel"].contains(&key.plain.as_str());
            if is_label && node.label.is_empty() {
                self.text.trim().clone_into(&mut node.label);
            }
            if self.text.trim().is_empty() {
                return;
            }
            let column = self.columns[place];
            let column = column.unwrap_or_else(|| self.network.source.column(&key.name));
            self.columns[place] = Some(column);
            if let Some(row) = self.network.source.nodes.get_mut(node.row) {
                row.cells.fill(column, &self.text);
            }
        }
    }

    fn label(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(edge) = &mut self.edge {
            if edge.label.is_empty() {
                edge.label = text.to_owned();
            }
        } else if let Some(node) = self.nodes.last_mut() {
            if node.label.is_empty() {
                node.label = text.to_owned();
            }
            let row = node.row;
            self.network.say(row, "label", text);
        }
    }

    fn end_node(&mut self) {
        let Some(node) = self.nodes.pop() else { return };
        let defaults: Vec<(String, String)> = self
            .keys
            .iter()
            .filter(|key| matches!(key.about, About::Node | About::All) && !key.default.is_empty())
            .map(|key| (key.name.clone(), key.default.clone()))
            .collect();
        for (name, value) in defaults {
            // A drawing's usual place is nobody's own.
            if !matches!(
                plain(&name).as_str(),
                "x" | "y" | "xcoordinate" | "ycoordinate" | "xpos" | "ypos"
            ) {
                self.network.say(node.row, &name, &value);
            }
        }
        if node.is_group && node.row < self.network.source.nodes.len() {
            // A group is the unit of those in it, and nobody's position.
            self.network.source.nodes[node.row].cells = Cells::default();
            self.network.source.nodes[node.row].name = None;
        }
    }

    fn end_edge(&mut self) {
        let Some(edge) = self.edge.take() else { return };
        let said = |names: &[&str]| edge.said(&self.keys, names);
        let kind = said(&["kind"]).or(Some(edge.label.as_str()).filter(|label| !label.is_empty()));
        let kind = kind.or_else(|| {
            said(&["label", "edgelabel", "relation", "relationship", "type", "interaction", "name"])
        });
        let relation = match kind {
            Some(kind) => self.network.source.relation(kind),
            None => {
                let several = *self.tops.get_or_insert_with(|| tops(self.file)) > 1;
                let graph = self.graphs.first().filter(|_| several);
                self.network.source.relation(graph.map_or("", |(_, id)| id.as_str()))
            }
        };
        let weight = said(&["weight", "frequency", "value", "strength"]);
        let weight = weight.and_then(super::super::draft::number);
        let own = said(&["identity"]).map(|own| OwnTie {
            identity: identity(own, 'l').or_else(|| identity(own, 'f')),
            dotted: said(&["line"]).map(|line| line == "dotted"),
            accepts: said(&["accepts"]).map(str::to_owned),
            distance: said(&["distance"]).map(str::to_owned),
            took_up: said(&["tookup"]).map(str::to_owned),
            more: said(&["more"]).map(str::to_owned),
        });
        for (key, _) in edge.said.iter().filter(|_| own.is_none()) {
            let Key { name, is_used, .. } = &self.keys[*key];
            if !is_used && !self.dropped.contains(name) {
                self.dropped.insert(name.clone());
            }
        }
        let (from, to) = if edge.turned { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let undirected = edge.undirected && !edge.turned;
        let made = Tie::new(from, to, relation, self.table, Some(edge.line));
        let tie = Tie { weight, undirected, own: own.map(Box::new), ..made };
        self.network.source.ties.push(tie);
        self.spare = edge;
    }

    fn finish(mut self) -> Source {
        if self.ports > 0 {
            self.network.source.remarks.push(format!("{} ports were passed over", self.ports));
        }
        if !self.dropped.is_empty() {
            let names: Vec<&str> = self.dropped.iter().map(String::as_str).collect();
            let what = format!("of ties, these were passed over: {}", names.join(", "));
            self.network.source.remarks.push(what);
        }
        self.network.source
    }
}
