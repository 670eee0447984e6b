//! What a map can be written as, besides its own file.

use super::effect::Effect;
use super::file::plain;
use super::state::Session;
use super::{Export, FileAction};
use crate::drawing::Theme;
use crate::model::{OrgMap, StageId};
use crate::storage::{FORMATS, Kept};
use crate::wording::Lens;

/// A kind of file that a map can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutputKind {
    /// A picture of what is shown, as lines and texts.
    Svg,
    /// A picture of what is shown, as points.
    Png,
    /// A document with a page for every scene or lens.
    Pdf,
    /// A presentation with a slide for every scene or lens.
    Pptx,
    /// The report as a page.
    Report,
    /// The report as a text.
    Markdown,
    /// A folder of tables.
    Tables,
    /// A format of other programs, by its key.
    Format(&'static str),
}

impl OutputKind {
    /// All kinds, in the order in which they are offered.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Svg, Self::Png, Self::Pdf, Self::Pptx];
        all.extend([Self::Report, Self::Markdown, Self::Tables]);
        let written = FORMATS.iter().filter(|format| format.can_write());
        all.extend(written.map(|format| Self::Format(format.key)));
        all
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "Picture, SVG",
            Self::Png => "Picture, PNG",
            Self::Pdf => "Document, PDF",
            Self::Pptx => "Presentation, PowerPoint",
            Self::Report => "Report, a page for any browser",
            Self::Markdown => "Report, a text in Markdown",
            Self::Tables => "Folder of tables",
            Self::Format(key) => FORMATS.iter().find(|it| it.key == key).map_or("", |it| it.name),
        }
    }

    /// How the names of its files end; empty for folders.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
            Self::Report => "html",
            Self::Markdown => "md",
            Self::Tables => "",
            Self::Format(key) => {
                let format = FORMATS.iter().find(|it| it.key == key);
                format.and_then(|it| it.endings.first()).copied().unwrap_or_default()
            }
        }
    }

    /// What is in it, and who opens it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Svg => "what is shown; texts stay texts".into(),
            Self::Png => "what is shown, as points".into(),
            Self::Pdf => "a page for every scene, or else for every lens; prints sharp".into(),
            Self::Pptx => {
                "a slide for every scene, or else for every lens; shapes can be edited".into()
            }
            Self::Report => "verdict, pictures, findings, numbers and definitions".into(),
            Self::Markdown => "the same words without the pictures, for notes and wikis".into(),
            Self::Tables => "all there is, for spreadsheets and for scripts".into(),
            Self::Format(key) => {
                let Some(format) = FORMATS.iter().find(|it| it.key == key) else {
                    return String::new();
                };
                let keeps = match format.keeps {
                    [Kept::Everything] => "all there is",
                    _ => "titles, lines and flows of this stage",
                };
                format!("{keeps}; for {}", format.programs)
            }
        }
    }
}

/// A map that is to be written as something, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct MapOutput {
    /// As what.
    pub kind: OutputKind,
    /// The map, as others may see it.
    pub map: OrgMap,
    /// The stage that is shown.
    pub stage: StageId,
    /// The lens that it is read through.
    pub lens: Lens,
    /// Its colours.
    pub theme: Theme,
}

/// What is written to a path of the person's choice.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A text.
    Text(String),
    /// Something that has yet to be made of a map.
    Map(Box<MapOutput>),
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl Session {
    /// Asks where to write the open map as something.
    pub(super) fn write_as(&mut self, kind: OutputKind, theme: Theme, effects: &mut Vec<Effect>) {
        let name = plain(&self.seen_map().header().title);
        let ending = kind.ending();
        let suggestion = if ending.is_empty() { name } else { format!("{name}.{ending}") };
        let content = Content::Map(Box::new(MapOutput {
            kind,
            map: self.seen_map().clone(),
            stage: self.stage_id(),
            lens: self.lens(),
            theme,
        }));
        let export = Export { suggestion, kind: kind.name(), ending, content };
        self.file_action(FileAction::Export(export), effects);
    }
}
