//! Every format that is read or written, in one table. The dialogs, what is dropped on the
//! window, the command line and its help go by it.

use std::path::Path;

use super::error::ReadError;
use super::lists::source_of_sheet;
use super::reader;
use super::sheet::Sheet;
use super::source::Source;
use super::watch::Watch;
use super::writer::{self, Boxes, Outgoing};
use crate::model::{OrgMap, StageId};

/// A format.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The word for it on the command line.
    pub key: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// How the names of its files end, the usual ending first; none for folders.
    pub endings: &'static [&'static str],
    /// Programs that write it.
    pub programs: &'static str,
    /// What of a map it keeps.
    pub keeps: &'static [Kept],
    recognise: fn(&Sample<'_>) -> bool,
    read: Option<Reader>,
    write: Option<Writer>,
}

/// A part of a map that a format keeps; what it does not keep, it drops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// All there is.
    Everything,
    /// Keys and identities.
    Keys,
    /// What the map is called.
    MapTitle,
    /// What the map is about.
    Description,
    /// Level, authority, holders, notes and all else that is said of one position, but for what
    /// it knows and decides and for answers to the survey.
    Particulars,
    /// The unit that each position belongs to, by its name.
    Units,
    /// Which unit lies in which.
    Nesting,
    /// What is said of lines and flows beside their kind and frequency.
    TieParticulars,
    /// Where positions were put by hand.
    Places,
}

impl Kept {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Keys => "keys",
            Self::MapTitle => "the title of the map",
            Self::Description => "its description",
            Self::Particulars => "what is said of positions, but for what they know and decide",
            Self::Units => "units",
            Self::Nesting => "which unit lies in which",
            Self::TieParticulars => "what is said of lines and flows",
            Self::Places => "places",
        }
    }
}

/// The beginning of a file, by which its format is recognised.
pub(super) struct Sample<'a> {
    /// The ending of its name in small letters.
    pub(super) ending: &'a str,
    /// Its first bytes as text.
    pub(super) head: &'a str,
    /// Its first bytes.
    pub(super) bytes: &'a [u8],
}

/// A file that was loaded into memory.
pub(super) struct Content<'a> {
    pub(super) bytes: &'a [u8],
    /// The file as text; empty for files that are none.
    pub(super) text: &'a str,
}

type Reader = fn(&Content<'_>, &mut Watch<'_>) -> Result<Source, ReadError>;
type Writer = fn(&Outgoing<'_>) -> Result<Vec<u8>, String>;

/// What GraphML keeps. Titles, lines with their sort, and flows with their kind and frequency are
/// kept by every format that is written.
const GRAPHML: &[Kept] =
    &[Kept::Keys, Kept::Particulars, Kept::Units, Kept::TieParticulars, Kept::Places];
const GEXF: &[Kept] = &[
    Kept::Keys,
    Kept::MapTitle,
    Kept::Description,
    Kept::Particulars,
    Kept::Units,
    Kept::TieParticulars,
    Kept::Places,
];

/// All formats, in the order in which a file is tried against them.
pub const FORMATS: [Format; 12] = [
    Format {
        key: "orgmap",
        name: "Organization map",
        endings: &["orgmap"],
        programs: "Fulcrum",
        keeps: &[Kept::Everything],
        recognise: |sample| {
            sample.ending == "orgmap"
                || (sample.ending != "json" && sample.head.contains("\"format\": \"orgmap\""))
        },
        read: None,
        write: None,
    },
    Format {
        key: "tables",
        name: "Folder of tables",
        endings: &[],
        programs: "Fulcrum, Gephi, Kumu",
        keeps: &[Kept::Everything],
        recognise: |_| false,
        read: None,
        write: None,
    },
    Format {
        key: "xlsx",
        name: "Workbook",
        endings: &["xlsx", "xlsm", "xls", "ods"],
        programs: "Excel, LibreOffice, Kumu",
        keeps: &[Kept::Everything],
        recognise: |sample| {
            let packed = sample.bytes.starts_with(b"PK\x03\x04");
            let old = sample.bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
            packed || old || ["xlsx", "xlsm", "xls", "ods"].contains(&sample.ending)
        },
        read: Some(reader::workbook::read),
        write: Some(writer::workbook::write),
    },
    Format {
        key: "graphml",
        name: "GraphML",
        endings: &["graphml"],
        programs: "yEd, Gephi, SocNetV, networkx, igraph",
        keeps: GRAPHML,
        recognise: |sample| sample.ending == "graphml" || sample.head.contains("<graphml"),
        read: Some(reader::graphml::read),
        write: Some(writer::graphml::write),
    },
    Format {
        key: "gexf",
        name: "GEXF",
        endings: &["gexf"],
        programs: "Gephi, graphology",
        keeps: GEXF,
        recognise: |sample| sample.ending == "gexf" || sample.head.contains("<gexf"),
        read: Some(reader::gexf::read),
        write: Some(writer::gexf::write),
    },
    Format {
        key: "pajek",
        name: "Pajek network",
        endings: &["net", "paj"],
        programs: "Pajek, SocNetV",
        keeps: &[Kept::MapTitle, Kept::Places],
        recognise: |sample| {
            ["net", "paj"].contains(&sample.ending)
                || begins(sample, &["*network", "*vertices", "% fulcrum"])
        },
        read: Some(reader::pajek::read),
        write: Some(writer::pajek::write),
    },
    Format {
        key: "dl",
        name: "UCINET DL",
        endings: &["dl"],
        programs: "UCINET, SocNetV, igraph",
        keeps: &[],
        recognise: |sample| {
            let head = sample.head.trim_start().to_lowercase();
            sample.ending == "dl" || (head.starts_with("dl ") || head.starts_with("dl\n"))
        },
        read: Some(reader::dl::read),
        write: Some(writer::dl::write),
    },
    Format {
        key: "vna",
        name: "VNA",
        endings: &["vna"],
        programs: "NetDraw",
        keeps: &[],
        recognise: |sample| {
            sample.ending == "vna"
                || begins(sample, &["*node data", "*tie data", "*node properties"])
        },
        read: Some(reader::vna::read),
        write: None,
    },
    Format {
        key: "dot",
        name: "DOT",
        endings: &["dot", "gv"],
        programs: "Graphviz",
        keeps: &[Kept::MapTitle, Kept::Units, Kept::Nesting],
        recognise: |sample| {
            ["dot", "gv"].contains(&sample.ending)
                || begins(
                    sample,
                    &[
                        "digraph ",
                        "digraph{",
                        "strict digraph",
                        "strict graph",
                        "graph {",
                        "graph{",
                    ],
                )
        },
        read: Some(reader::dot::read),
        write: Some(writer::dot::write),
    },
    Format {
        key: "json",
        name: "JSON list or network",
        endings: &["json"],
        programs: "d3-org-chart, OrgChart JS, Kumu",
        keeps: &[],
        recognise: |sample| sample.ending == "json" || begins(sample, &["[", "{"]),
        read: Some(reader::json::read),
        write: None,
    },
    Format {
        key: "csv",
        name: "List of people, list of ties or matrix",
        endings: &["csv", "tsv", "tab", "txt"],
        programs: "spreadsheets, staff systems, draw.io, d3-org-chart",
        keeps: &[],
        recognise: |sample| {
            ["csv", "tsv", "tab"].contains(&sample.ending) || looks_like_rows(sample.head)
        },
        read: Some(read_list),
        write: None,
    },
    Format {
        key: "outline",
        name: "Indented text or Markdown list",
        endings: &["md", "markdown", "txt"],
        programs: "any editor",
        keeps: &[],
        recognise: |sample| ["md", "markdown", "txt", "text"].contains(&sample.ending),
        read: Some(reader::outline::read),
        write: None,
    },
];

/// Whether a text begins with one of these, whatever the case.
fn begins(sample: &Sample<'_>, words: &[&str]) -> bool {
    let head = sample.head.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    words.iter().any(|word| head.starts_with(word))
}

/// Whether a text is rows of cells: its first line names columns, or is told to be.
fn looks_like_rows(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return false };
    if first.to_lowercase().starts_with("sep=") || first.starts_with("# label:") {
        return true;
    }
    let separator = super::sheet::delimiter(head) as char;
    let cells: Vec<&str> = first.split(separator).collect();
    let known = cells.iter().filter(|cell| super::Use::of_header(cell).is_some()).count();
    cells.len() > 1 && known >= 2
}

fn read_list(content: &Content<'_>, watch: &mut Watch<'_>) -> Result<Source, ReadError> {
    let sheet = Sheet::of_text("", content.text.into(), watch)?;
    source_of_sheet(sheet, watch)
}

impl Format {
    /// The format of this key.
    #[must_use]
    pub fn named(key: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.key == key)
    }

    /// The format in which a file of this name is written.
    #[must_use]
    pub fn of_output(path: &Path) -> Option<&'static Self> {
        let ending = ending_of(path);
        FORMATS
            .iter()
            .find(|format| format.can_write() && format.endings.contains(&ending.as_str()))
    }

    /// Whether it keeps all of a map.
    #[must_use]
    pub fn is_lossless(&self) -> bool {
        self.keeps == [Kept::Everything]
    }

    /// Whether files of it are read.
    #[must_use]
    pub fn can_read(&self) -> bool {
        self.read.is_some() || self.is_own()
    }

    /// Whether it is the map's own file or folder.
    #[must_use]
    pub fn is_own(&self) -> bool {
        ["orgmap", "tables"].contains(&self.key)
    }

    /// Whether files of it are written.
    #[must_use]
    pub fn can_write(&self) -> bool {
        self.write.is_some()
    }

    /// The format of a file's beginning.
    pub(super) fn of(sample: &Sample<'_>) -> Option<&'static Self> {
        FORMATS.iter().find(|format| (format.recognise)(sample))
    }

    /// Whether its files are texts.
    pub(super) fn is_text(&self) -> bool {
        !self.endings.iter().any(|ending| ["xlsx", "xls", "ods"].contains(ending))
    }

    pub(super) fn reader(&self) -> Option<Reader> {
        self.read
    }

    /// One stage of a map as a file of this format, a workbook with all of them. The boxes say
    /// where positions lie, for formats that hold a drawing.
    ///
    /// # Errors
    /// The format is not written, or the map does not fit into it; the message says why.
    pub fn write(&self, map: &OrgMap, id: StageId, boxes: &Boxes) -> Result<Vec<u8>, String> {
        let write = self.write.ok_or_else(|| format!("{} is not written", self.name))?;
        let stage = map.stage(id).ok_or_else(|| format!("the map has no stage {id}"))?;
        write(&Outgoing { map, id, stage, boxes })
    }
}

/// The ending of a path in small letters.
pub(super) fn ending_of(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
