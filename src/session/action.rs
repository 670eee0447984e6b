//! Everything that can be asked of a session, nested by subject.

use std::path::PathBuf;

use super::analysis::{Answer, QuestionKey};
use super::select::Item;
use super::state::Tool;
use crate::display::Lens;
use crate::edit::Command;
use crate::model::{OrgMap, PositionId, StageId};
use crate::quantity::MapPoint;

/// Anything that panels, shortcuts, scripts and tests can ask.
#[derive(Debug, Clone)]
pub enum Action {
    /// Change the map.
    Edit(EditAction),
    /// A gesture on the canvas that changes the map while it lasts.
    Gesture(Gesture),
    /// Walk through what was done.
    History(History),
    /// What is selected.
    Select(SelectAction),
    /// What is shown and how.
    View(ViewAction),
    /// Files, and what becomes of unsaved work.
    File(FileAction),
    /// What finished work brings back.
    Outcome(Outcome),
}

/// A change to the map.
#[derive(Debug, Clone)]
pub enum EditAction {
    /// One command, one entry in the history.
    Do(Command),
    /// A command that joins the entry before it when that has the same group: a slider that is
    /// being dragged.
    Join(Command, String),
    /// A new position, at a place or under a superior, with its name open for typing.
    NewPosition {
        /// Where on the map; placed by the layout when not given.
        at: Option<MapPoint>,
        /// The position it reports to.
        under: Option<PositionId>,
    },
    /// Gives a position its name, and joins the making of it when it was new.
    Rename(PositionId, String),
    /// Opens the name of a position for typing.
    StartRenaming(PositionId),
    /// Gives up typing a name.
    StopRenaming,
    /// Removes whatever is selected.
    RemoveSelected,
    /// Gives the selected positions, or all, back to the layout.
    Tidy,
}

/// A change that is seen while the hand moves, and kept or dropped at its end.
#[derive(Debug, Clone)]
pub enum Gesture {
    /// The hand starts; the label is what undo will say.
    Begin(String),
    /// What the map would be if the hand stopped here.
    Preview(Command),
    /// Keep it, as one entry.
    Commit,
    /// Leave no trace.
    Bail,
}

/// A walk through what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// Take the last step back.
    Undo,
    /// Do it again.
    Redo,
}

/// A direction on the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the superior.
    Up,
    /// To the first report.
    Down,
    /// To the colleague before.
    Left,
    /// To the colleague after.
    Right,
}

/// A change of what is selected.
#[derive(Debug, Clone)]
pub enum SelectAction {
    /// This and nothing else.
    Only(Item),
    /// These positions and nothing else.
    Positions(Vec<PositionId>),
    /// These as well.
    Add(Vec<PositionId>),
    /// In if it was out, out if it was in.
    Toggle(Item),
    /// All positions.
    All,
    /// Nothing.
    Clear,
    /// From the selected position to its neighbour on the chart.
    Walk(Direction),
}

/// A change of what is shown.
#[derive(Debug, Clone)]
pub enum ViewAction {
    /// Read the map through this lens.
    Lens(Lens),
    /// Show this stage.
    Stage(StageId),
    /// What the next press on the canvas does.
    Tool(Tool),
    /// Put the oldest notice away.
    DismissNotice,
    /// The welcome page.
    Welcome,
}

/// Something about files.
#[derive(Debug, Clone)]
pub enum FileAction {
    /// Go on to this, after asking about unsaved work.
    Leave(Next),
    /// Save, asking for a path when there is none.
    Save,
    /// Save under a path that is asked for.
    SaveAs,
    /// The dialog gave a path to save to.
    SaveTo(PathBuf),
    /// The dialog gave a path to open.
    Open(PathBuf),
    /// The dialog was closed without a path.
    DialogCancelled,
    /// What to do with unsaved work.
    Decide(Decision),
}

/// What comes after leaving the present map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// An empty map.
    New,
    /// The open dialog.
    OpenDialog,
    /// A file.
    Open(PathBuf),
    /// An example, by its place in the list.
    Example(usize),
    /// The welcome page.
    Welcome,
    /// The end of the program.
    Quit,
}

/// The answer to "save changes?".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Save first.
    Save,
    /// Let them go.
    Discard,
    /// Stay.
    Stay,
}

/// What finished work brings back.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// An analysis is done.
    Analysed(Answer),
    /// An analysis broke off; the map is as it was.
    AnalysisFailed(QuestionKey, String),
    /// A file was read or refused.
    Opened(PathBuf, Result<Opened, String>),
    /// A file was written, or not.
    Saved(PathBuf, Result<(), String>),
}

/// A map that was read.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The map.
    pub map: OrgMap,
    /// What should be said about it, in words.
    pub warnings: Vec<String>,
    /// Whether the file holds everything a map can hold, so that saving there loses nothing.
    pub holds_all: bool,
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Edit(EditAction::Do(command))
    }
}
