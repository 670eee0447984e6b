//! What a file says, before anything is decided about it; and the choices that decide.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

use foldhash::fast::RandomState;

use super::by_cells;
use super::cells::Cells;
use super::header::{Use, uses};
use super::names::Names;
use super::sheet::{Sheet, trimmed};
use super::text::plain;
use crate::model::FlowKind;

/// What a file says: rows about people or nodes, and ties among them.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The title of the map that will be made.
    pub title: String,
    /// Anything the file says about itself.
    pub description: String,
    /// What the columns, or attributes of nodes, are called.
    pub columns: Vec<String>,
    /// The rows or nodes.
    pub(super) nodes: Vec<Node>,
    /// Names by which ties and nodes find each other.
    pub(super) names: Names,
    /// What the relations are called; a relation without a name is empty.
    pub relations: Vec<String>,
    /// The ties.
    pub(super) ties: Vec<Tie>,
    /// What the tables are called that ties stand in.
    pub(super) tie_tables: Vec<Arc<str>>,
    /// What sort of file it is.
    pub(super) sort: Sort,
    /// How the file was understood so far.
    pub(super) remarks: Vec<String>,
    /// Where each relation stands.
    pub(super) relation_places: HashMap<String, u32, RandomState>,
    /// Where each column stands.
    pub(super) column_places: HashMap<String, usize, RandomState>,
    /// Whether places are those of another program's drawing, which need room made for boxes.
    pub(super) foreign_places: bool,
    /// Further tables of a folder or workbook, about one stage.
    pub(super) tables: Vec<Sheet>,
    /// Tables about the map as a whole, where Fulcrum wrote them.
    pub(super) of_map: Vec<Sheet>,
    /// Further stages, where Fulcrum wrote them.
    pub(super) stages: Vec<Source>,
    /// The encoding of its text.
    pub encoding: Option<&'static str>,
    /// Rows that were refused before anything was decided: table, line, why.
    pub(super) refused: Vec<(Arc<str>, Option<usize>, String)>,
}

/// What sort of file a source came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    /// A list of people, whose columns name their superiors.
    #[default]
    List,
    /// Nodes, each a position that somebody holds. Ties may name only these.
    Nodes,
    /// Nodes, and whoever a tie names is one too.
    Open,
}

/// A row or node.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Its name, by place among the names; none for a row of a list.
    pub(super) name: Option<u32>,
    pub(super) table: Arc<str>,
    pub(super) line: Option<usize>,
    /// What it says, by column. May be shorter or longer than the columns.
    pub(super) cells: Cells,
    /// The groups it lies in, outermost first.
    pub(super) groups: Vec<String>,
}

/// A tie.
#[derive(Debug, Clone)]
pub(super) struct Tie {
    pub(super) from: u32,
    pub(super) to: u32,
    /// By place among the relations.
    pub(super) relation: u32,
    /// By place among the tables of ties.
    pub(super) table: u16,
    pub(super) undirected: bool,
    /// The line, counted from 1; 0 where there is none.
    pub(super) written_on: u32,
    pub(super) weight: Option<f64>,
    /// What only our own tables say of it.
    pub(super) own: Option<Box<OwnTie>>,
}

impl Tie {
    /// A tie of which nothing else is known, on a line of a table.
    pub(super) fn new(from: u32, to: u32, relation: u32, table: u16, line: Option<usize>) -> Self {
        let written_on = line.and_then(|line| u32::try_from(line).ok()).unwrap_or(0);
        Self { from, to, relation, table, undirected: false, written_on, weight: None, own: None }
    }

    /// The line, where there is one to point at.
    pub(super) fn line(&self) -> Option<usize> {
        (self.written_on > 0).then_some(self.written_on as usize)
    }
}

/// What only our own tables say of a line or flow.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnTie {
    pub(super) identity: Option<u64>,
    pub(super) dotted: Option<bool>,
    pub(super) accepts: Option<String>,
    pub(super) distance: Option<String>,
    pub(super) took_up: Option<String>,
    pub(super) more: Option<String>,
}

impl Source {
    /// The number of a relation, which is added when it is new.
    pub(super) fn relation(&mut self, name: &str) -> u32 {
        /// So many are looked through before one is looked up.
        const FEW: usize = 4;
        let name = trimmed(name);
        if let Some(place) = self.relations.iter().take(FEW).position(|known| known == name) {
            return place as u32;
        }
        if let Some(place) = self.relation_places.get(name) {
            return *place;
        }
        let place = self.relations.len() as u32;
        self.relations.push(name.to_owned());
        self.relation_places.insert(name.to_owned(), place);
        place
    }

    /// The place of a column, which is added when it is new.
    pub(super) fn column(&mut self, name: &str) -> usize {
        if let Some(place) = self.column_places.get(name) {
            return *place;
        }
        self.columns.push(name.to_owned());
        self.column_places.insert(name.to_owned(), self.columns.len() - 1);
        self.columns.len() - 1
    }

    /// The place of a table among those of ties, where it is added when it is new.
    pub(super) fn tie_table(&mut self, name: &Arc<str>) -> u16 {
        let place = self.tie_tables.iter().position(|known| known == name).unwrap_or_else(|| {
            self.tie_tables.push(Arc::clone(name));
            self.tie_tables.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// What a table of ties is called.
    pub(super) fn table(&self, place: u16) -> &Arc<str> {
        static NONE: LazyLock<Arc<str>> = LazyLock::new(|| Arc::from(""));
        self.tie_tables.get(usize::from(place)).unwrap_or(&NONE)
    }

    /// Whether it was written by Fulcrum, so that there is nothing to choose.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.columns.iter().any(|name| name == "identity")
    }

    /// Whether no tie was read.
    #[must_use]
    pub fn is_without_ties(&self) -> bool {
        self.ties.is_empty()
    }

    /// How many rows or nodes there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.nodes.len()
    }

    /// How many ties there are of a relation.
    #[must_use]
    pub fn ties_of(&self, relation: usize) -> usize {
        self.ties.iter().filter(|tie| tie.relation as usize == relation).count()
    }

    /// What stands in a column, in the first rows that say something.
    #[must_use]
    pub fn sample(&self, column: usize) -> Vec<&str> {
        const FEW: usize = 3;
        let cells = self.nodes.iter().filter_map(|node| node.cells.get(column));
        cells.map(str::trim).filter(|cell| !cell.is_empty()).take(FEW).collect()
    }

    /// What stands in every line of its tables.
    #[must_use]
    pub fn words_by_line(&self) -> HashMap<(&str, usize), String> {
        const FEW: usize = 5;
        let mut said = HashMap::with_capacity(self.nodes.len() + self.ties.len());
        for node in &self.nodes {
            let Some(line) = node.line else { continue };
            let name = node.name.map(|name| self.names.get(name));
            let cells = node.cells.iter().map(str::trim).filter(|cell| !cell.is_empty());
            let words: Vec<&str> = name.into_iter().chain(cells).take(FEW).collect();
            said.entry((&*node.table, line)).or_insert_with(|| words.join(" · "));
        }
        for tie in &self.ties {
            let Some(line) = tie.line() else { continue };
            let ends = || format!("{} → {}", self.names.get(tie.from), self.names.get(tie.to));
            said.entry((&**self.table(tie.table), line)).or_insert_with(ends);
        }
        said
    }

    /// Whether a tie has no direction.
    #[must_use]
    pub fn has_undirected(&self) -> bool {
        self.ties.iter().any(|tie| tie.undirected)
    }
}

/// What a relation of a file becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationUse {
    /// A reporting line from the one who reports to the superior.
    ReportsTo,
    /// A reporting line, drawn in the file from the superior to the one who reports.
    Leads,
    /// A further, dotted reporting line to the superior.
    Dotted,
    /// The first consults the second.
    Consult,
    /// The first is consulted by the second.
    IsConsulted,
    /// The first instructs the second.
    Instruct,
    /// The first is instructed by the second.
    IsInstructed,
    /// The first informs the second.
    Inform,
    /// The first is informed by the second.
    IsInformed,
    /// A relation of its own name.
    Own,
    /// Left out.
    Nothing,
}

impl RelationUse {
    /// All uses, in the order in which they are offered.
    pub const ALL: [Self; 11] = [
        Self::ReportsTo,
        Self::Leads,
        Self::Dotted,
        Self::Consult,
        Self::IsConsulted,
        Self::Instruct,
        Self::IsInstructed,
        Self::Inform,
        Self::IsInformed,
        Self::Own,
        Self::Nothing,
    ];

    /// The word for it on the command line and on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ReportsTo => "reports to",
            Self::Leads => "leads",
            Self::Dotted => "reports to, dotted",
            Self::Consult => "consults",
            Self::IsConsulted => "is consulted by",
            Self::Instruct => "instructs",
            Self::IsInstructed => "is instructed by",
            Self::Inform => "informs",
            Self::IsInformed => "is informed by",
            Self::Own => "relation",
            Self::Nothing => "nothing",
        }
    }

    /// The use of this word, without regard to case, spaces and signs.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        let wanted = plain(word);
        Self::ALL.into_iter().find(|used| plain(used.word()) == wanted)
    }

    /// What a relation of this name is taken for when nobody says otherwise: what its name says
    /// without doubt, or else a relation of its own.
    #[must_use]
    pub fn guess(name: &str) -> Self {
        match plain(name).as_str() {
            "reportsto" | "reportingline" | "ismanagedby" | "issupervisedby" | "solidline" => {
                Self::ReportsTo
            }
            "dottedline" | "reportstodotted" | "dottedreportsto" => Self::Dotted,
            "leads" | "manages" | "supervises" | "issuperiorof" | "hasreport" => Self::Leads,
            "consults" | "consult" | "asks" | "seeksadvicefrom" | "asksforadvice" => Self::Consult,
            "isconsultedby" | "isaskedby" => Self::IsConsulted,
            "instructs" | "instruct" | "tells" => Self::Instruct,
            "isinstructedby" => Self::IsInstructed,
            "informs" | "inform" => Self::Inform,
            "isinformedby" => Self::IsInformed,
            _ => Self::Own,
        }
    }

    /// What a relation becomes that Fulcrum wrote itself.
    fn written(name: &str) -> Self {
        match name {
            "reports_to" => Self::ReportsTo,
            "consults" => Self::Consult,
            "instructs" => Self::Instruct,
            "informs" => Self::Inform,
            _ => Self::Own,
        }
    }

    /// The flow it becomes, and whether it is turned round.
    pub(super) fn flow(self) -> Option<(FlowKind, bool)> {
        match self {
            Self::Consult => Some((FlowKind::Consult, false)),
            Self::IsConsulted => Some((FlowKind::Consult, true)),
            Self::Instruct => Some((FlowKind::Instruct, false)),
            Self::IsInstructed => Some((FlowKind::Instruct, true)),
            Self::Inform => Some((FlowKind::Inform, false)),
            Self::IsInformed => Some((FlowKind::Inform, true)),
            _ => None,
        }
    }
}

/// Everything about a file that can be chosen: proposed by [`Choices::guess`], shown, changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// What each column is used for.
    pub columns: Vec<Use>,
    /// What each relation becomes.
    pub relations: Vec<RelationUse>,
    /// Whether a tie without a direction counts both ways; only as written otherwise.
    pub both_ways: bool,
}

impl Choices {
    /// What is proposed for a file.
    #[must_use]
    pub fn guess(source: &Source) -> Self {
        let mut columns = match source.sort {
            Sort::List => uses(&source.columns),
            _ => super::draft::uses_of_nodes(&source.columns),
        };
        if source.sort == Sort::List {
            by_cells::mend(source, &mut columns);
        }
        let ours = source.columns.iter().any(|name| name == "identity");
        let guess = if ours { RelationUse::written } else { RelationUse::guess };
        let relations = source.relations.iter().map(|name| guess(name)).collect();
        Self { columns, relations, both_ways: true }
    }

    /// Uses a column for something else. What only one column can be used for, another one loses.
    pub fn use_column(&mut self, column: usize, used: Use) {
        let single = |row: &super::HeaderRow| row.used_as == used && !row.several;
        if super::HEADERS.iter().any(single) {
            for other in self.columns.iter_mut().filter(|other| **other == used) {
                *other = Use::Further;
            }
        }
        if let Some(chosen) = self.columns.get_mut(column) {
            *chosen = used;
        }
    }

    /// Changes what columns and relations are used for, by name. A name is looked for among the
    /// columns first, without regard to case and signs.
    ///
    /// # Errors
    /// Nothing in the file has this name, or the use is none; the message lists what there is.
    pub fn change(
        &mut self,
        source: &Source,
        names: &BTreeMap<String, String>,
    ) -> Result<(), String> {
        for (name, word) in names {
            let place = |list: &[String]| {
                let exact = list.iter().position(|known| known == name);
                exact.or_else(|| list.iter().position(|known| plain(known) == plain(name)))
            };
            let (columns, relations) = (place(&source.columns), place(&source.relations));
            match (columns, relations, Use::named(word), RelationUse::named(word)) {
                (Some(column), _, Some(used), _) => self.use_column(column, used),
                (_, Some(relation), _, Some(used)) => self.relations[relation] = used,
                (None, None, ..) => return Err(unknown_name(source, name)),
                _ => return Err(unknown_use(word, columns.is_some())),
            }
        }
        Ok(())
    }
}

fn unknown_name(source: &Source, name: &str) -> String {
    let named = |list: &[String]| {
        let known: Vec<&str> = list.iter().map(String::as_str).filter(|n| !n.is_empty()).collect();
        if known.is_empty() { "none".to_owned() } else { known.join(", ") }
    };
    let (columns, relations) = (named(&source.columns), named(&source.relations));
    format!("nothing is called \"{name}\"; its columns are: {columns}; its relations: {relations}")
}

fn unknown_use(word: &str, of_column: bool) -> String {
    let words: Vec<&str> = if of_column {
        super::HEADERS.iter().map(|row| row.word).collect()
    } else {
        RelationUse::ALL.iter().map(|used| used.word()).collect()
    };
    format!("\"{word}\" is no use of it; the uses are: {}", words.join(", "))
}
