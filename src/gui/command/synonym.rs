//! What other programs and people call the commands, for those who look for them by such words.

use super::{
    DrawCommand, EditCommand, FileCommand, LayoutCommand, PageCommand, SelectCommand, ViewCommand,
    WindowCommand,
};
use crate::session::{Kin, Tool};

impl WindowCommand {
    /// Other words for it, in small letters.
    pub(super) fn also(&self) -> &'static str {
        match self {
            Self::File(command) => command.also(),
            Self::Edit(command) => command.also(),
            Self::Draw(command) => command.also(),
            Self::Select(command) => command.also(),
            Self::Layout(command) => command.also(),
            Self::View(command) => command.also(),
            Self::Page(command) => command.also(),
            Self::Present(_) => "slide show screen beamer projector scene",
        }
    }
}

impl FileCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::Recover => "crash lost restore journal",
            Self::ExportMeasures => "csv table numbers spreadsheet excel",
            Self::Open => "load import file",
            Self::Import => {
                "merge csv excel xlsx graphml gexf pajek dot json staff hr reorganization"
            }
            Self::Save | Self::SaveAs => "store write file",
            Self::NewMap => "empty blank file",
            Self::SurveyPage => "questionnaire export html",
            Self::ImportAnswers => "questionnaire csv load",
            Self::Welcome => "start home examples",
            Self::Quit => "exit close leave",
        }
    }
}

impl EditCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::Remove => "delete erase clear",
            Self::Rename => "name title edit label",
            Self::Undo => "back revert",
            Self::Redo => "again forward",
            Self::Duplicate => "clone copy",
            Self::Reorder { .. } => "move order sort sibling",
            Self::Vacant { .. } => "empty seat post holder",
            Self::TryRemedy => "what if mend fix repair",
            Self::EndTrial { .. } => "what if accept undo revert",
            Self::ReportToNobody => "top root detach no boss manager",
            Self::CopyPicture => "clipboard image png screenshot powerpoint slide",
            Self::Cut | Self::Copy | Self::Paste => "clipboard import",
        }
    }
}

impl DrawCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::NewPosition => "add box node person seat post",
            Self::AddReport => "child subordinate below new",
            Self::AddColleague { .. } => "sibling peer new",
            Self::AddSuperior => "boss manager parent leader new",
            Self::Tool(Tool::ReportsTo) => "boss manager superior line parent leader",
            Self::Tool(Tool::DottedTo) => "boss manager superior matrix second line",
            Self::Tool(_) => "arrow flow tool communication",
            Self::Reverse => "flip swap direction",
            Self::FlowKind(_) | Self::Frequency(_) => "arrow weight strength often",
            Self::Dotted { .. } => "matrix dashed line",
            Self::MakeUnit => "group department team frame",
            Self::NameUnit | Self::DissolveUnit => "group department ungroup",
            Self::MakeRoutine => "task process",
        }
    }
}

impl SelectCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::Kin(Kin::Superior) => "boss manager parent",
            Self::Kin(_) => "team children subordinates siblings",
            Self::All => "everything",
            Self::Walk(_) | Self::Leave => "go move escape",
        }
    }
}

impl LayoutCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::Tidy | Self::TidyBranch => "arrange clean layout automatic",
            Self::Form(_) => "layout tree orientation direction",
            Self::ByCommunication => "layout force network",
            Self::Fold | Self::FoldLevel { .. } => "collapse expand hide branch",
            Self::FoldUnit | Self::UnfoldUnits => "collapse expand department",
            Self::AlignRow | Self::AlignColumn => "line up straight",
            Self::KeepPlaced | Self::Nudge(..) => "pin manual move",
        }
    }
}

impl ViewCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::FitMap => "fit all zoom whole home",
            Self::FitSelection => "fit zoom",
            Self::FullSize => "zoom 100 actual reset",
            Self::ZoomIn | Self::ZoomOut => "larger smaller magnify",
            Self::Larger | Self::Smaller => "font size scale zoom",
            Self::Focus | Self::WidenFocus { .. } => "isolate neighbours ego",
            Self::Matrix => "adjacency table grid arrows",
            Self::Overview => "minimap",
            Self::Outline => "tree list",
            Self::Table => "grid rows spreadsheet",
            Self::Charts => "graphs statistics measures numbers",
            Self::SidePanel => "inspector properties reading",
            Self::NextPanel => "focus switch",
            Self::Theme(_) => "dark mode colours night",
            Self::Lens(_) => "lens view mode",
        }
    }
}

impl PageCommand {
    fn also(&self) -> &'static str {
        match self {
            Self::Find => "search go to",
            Self::Palette => "commands search",
            Self::Settings => "preferences options",
            Self::Output => {
                "png svg pdf powerpoint pptx report html markdown md xlsx graphml gexf picture save as"
            }
            Self::Glossary => "help definitions explain",
            Self::Keys => "shortcuts keyboard help",
            Self::Survey => "questionnaire answers",
            Self::Help => "manual documentation guide how to",
            Self::Tour => "tutorial introduction first steps lesson",
            Self::RoundTable => "ask interview enter workshop draw",
        }
    }
}
