//! The commands of the window by their subject.

use std::mem::{Discriminant, discriminant};

use super::{PresentCommand, WindowCommand};
use crate::drawing::Theme;
use crate::model::{ChartForm, FlowKind};
use crate::session::{Direction, Kin, Tool};
use crate::wording::Lens;

/// Files, and leaving the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum FileCommand {
    NewMap,
    Open,
    Import,
    Save,
    SaveAs,
    Recover,
    Welcome,
    Quit,
    SurveyPage,
    ImportAnswers,
    ExportMeasures,
}

/// What was done, the clipboard, and what is selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum EditCommand {
    Undo,
    Redo,
    Cut,
    Copy,
    /// Put what is shown on the clipboard.
    CopyPicture,
    Paste,
    Duplicate,
    Remove,
    Rename,
    Reorder {
        later: bool,
    },
    Vacant {
        vacant: bool,
    },
    ReportToNobody,
    /// Put what clears the first misfit on trial.
    TryRemedy,
    /// Keep what is on trial, or drop it.
    EndTrial {
        keep: bool,
    },
}

/// New positions, arrows and units, and what is known of arrows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum DrawCommand {
    NewPosition,
    AddReport,
    AddColleague { after: bool },
    AddSuperior,
    Tool(Tool),
    Reverse,
    FlowKind(FlowKind),
    Frequency(u8),
    Dotted { dotted: bool },
    MakeUnit,
    NameUnit,
    DissolveUnit,
    MakeRoutine,
}

/// What is selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum SelectCommand {
    All,
    Kin(Kin),
    Walk(Direction),
    Leave,
}

/// How the chart is laid out, and what of it is folded away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum LayoutCommand {
    Nudge(Direction, u8),
    FoldUnit,
    UnfoldUnits,
    Fold,
    FoldLevel { out: bool },
    Form(ChartForm),
    KeepPlaced,
    Tidy,
    TidyBranch,
    ByCommunication,
    AlignRow,
    AlignColumn,
}

/// How the map is looked at, and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum ViewCommand {
    Focus,
    WidenFocus { wider: bool },
    Lens(Lens),
    FitMap,
    FitSelection,
    FullSize,
    ZoomIn,
    ZoomOut,
    Overview,
    Matrix,
    NextPanel,
    SidePanel,
    Outline,
    Table,
    Charts,
    Theme(Theme),
    Larger,
    Smaller,
}

/// What is shown above everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum PageCommand {
    Find,
    Palette,
    Survey,
    RoundTable,
    Settings,
    Output,
    Glossary,
    Keys,
    Help,
    Tour,
}

/// What a command is, whatever it is done with: every lens is of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File(Discriminant<FileCommand>),
    Edit(Discriminant<EditCommand>),
    Draw(Discriminant<DrawCommand>),
    Select(Discriminant<SelectCommand>),
    Layout(Discriminant<LayoutCommand>),
    View(Discriminant<ViewCommand>),
    Present(Discriminant<PresentCommand>),
    Page(Discriminant<PageCommand>),
}

impl WindowCommand {
    /// Of which kind it is.
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::File(command) => Kind::File(discriminant(command)),
            Self::Edit(command) => Kind::Edit(discriminant(command)),
            Self::Draw(command) => Kind::Draw(discriminant(command)),
            Self::Select(command) => Kind::Select(discriminant(command)),
            Self::Layout(command) => Kind::Layout(discriminant(command)),
            Self::View(command) => Kind::View(discriminant(command)),
            Self::Present(command) => Kind::Present(discriminant(command)),
            Self::Page(command) => Kind::Page(discriminant(command)),
        }
    }
}
