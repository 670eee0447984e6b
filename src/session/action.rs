//! Everything that can be asked of a session, nested by subject.

use std::path::PathBuf;
use std::sync::Arc;

use super::DocumentId;
use super::analysis::{Answer, QuestionKey};
use super::cell::Column;
use super::document::Revision;
use super::effect::{Export, ReadOrder};
use super::guess::GuessAction;
use super::highlight::Highlight;
use super::import::ImportAction;
use super::open::Opened;
use super::output::OutputKind;
use super::presenting::PresentAction;
use super::proposal::Proposal;
use super::question::WriteFailure;
use super::recovery::{Lost, RecoveryAction};
use super::round_table::TableAction;
use super::select::{Direction, Item, Kin};
use super::survey::SurveyAction;
use super::view::Tool;
use crate::analysis::{Analysis, Misfit, TriedEdit, WhatIf};
use crate::drawing::picture::Picture;
use crate::drawing::{Comparison, Pixels, SceneSheet, Theme};
use crate::edit::Command;
use crate::layout::Arrangement;
use crate::model::{Domain, PositionId, StageId, UnitId};
use crate::quantity::MapPoint;
use crate::storage::{Print, Source, Use, Written};
use crate::wording::Lens;

/// Anything that panels, shortcuts, scripts and tests can ask.
#[derive(Debug, Clone)]
pub enum Action {
    /// Change the map.
    Edit(EditAction),
    /// A gesture on the canvas that changes the map while it lasts.
    Gesture(Gesture),
    /// Walk through what was done.
    History(History),
    /// A target found by typing.
    Aim(Aim),
    /// The clipboard.
    Clip(ClipAction),
    /// The survey.
    Survey(SurveyAction),
    /// What is selected.
    Select(SelectAction),
    /// What is shown and how.
    View(ViewAction),
    /// Scenes, and the map on the wall.
    Present(PresentAction),
    /// Rounds of guesses.
    Guess(GuessAction),
    /// Questions round the table.
    Table(TableAction),
    /// Files, and what becomes of unsaved work.
    File(FileAction),
    /// A file of another program that waits for a yes.
    Import(ImportAction),
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
    /// A new position, with its name open for typing.
    NewPosition(Seat),
    /// Ends the typing of a name.
    EndName(NameEnd, String),
    /// Opens the name of a position for typing.
    StartRenaming(PositionId),
    /// Adds the line or flow of a tool's kind.
    Connect {
        /// Who reports, asks, tells or informs.
        from: PositionId,
        /// Whom it goes to.
        to: PositionId,
        /// The kind.
        tool: Tool,
    },
    /// Gives positions another superior, or puts them beside a colleague.
    Rehang {
        /// Which.
        positions: Vec<PositionId>,
        /// Where they come to hang.
        place: HangPlace,
    },
    /// Adds copies of the selected positions, so far away from them, and selects them.
    DuplicateSelected {
        /// To the right, in map units.
        dx: f64,
        /// Down, in map units.
        dy: f64,
    },
    /// Writes cells of the table, as one step.
    SetCells(Vec<(PositionId, Column, String)>),
    /// Puts a single edit on the map, to be kept or dropped.
    TryEdit(TriedEdit),
    /// Opens the name of a unit for typing.
    StartNamingUnit(UnitId),
    /// Makes a unit of the selected positions and opens its name.
    MakeUnit,
    /// Puts the selected positions by who deals with whom; calls it off where that is being done.
    ByCommunication,
    /// Removes whatever is selected.
    RemoveSelected,
    /// Gives the selected positions, or all, back to the layout.
    Tidy,
}

/// Where a new position sits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seat {
    /// On its own, at a place; placed by the layout when not given.
    Free(Option<MapPoint>),
    /// Under a superior.
    Under(PositionId),
    /// In the row of a colleague.
    Beside {
        /// Whose colleague.
        colleague: PositionId,
        /// After that one; before it otherwise.
        after: bool,
    },
    /// Between a position and the one it reported to.
    Above(PositionId),
    /// At a place, at the end of a new line or flow.
    Linked {
        /// Where on the map.
        at: MapPoint,
        /// Where the line or flow starts.
        from: PositionId,
        /// Its kind.
        tool: Tool,
    },
}

/// How the typing of a name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameEnd {
    /// Kept. A new position without a name is dropped, and its superior is selected.
    Keep,
    /// Kept, and a report is added. A new position without a name is dropped.
    KeepAndAddReport,
    /// Kept as it is, because the hand went elsewhere.
    Leave,
    /// The old name stays; a position that was only just made goes.
    GiveUp,
}

/// Where positions come to hang that are dropped onto another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HangPlace {
    /// Under it.
    Under(PositionId),
    /// In its row.
    Beside {
        /// Whose colleagues they become.
        colleague: PositionId,
        /// After that one; before it otherwise.
        after: bool,
    },
}

/// A target that is found by typing the first letters of its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aim {
    /// Letters were typed.
    Type(String),
    /// The last letter goes.
    Erase,
    /// The next of those that fit, or the one before.
    Next(bool),
    /// The one that is offered is taken.
    Take,
    /// The letters go; without any, the tool does.
    GiveUp,
}

/// Something about the clipboard.
#[derive(Debug, Clone)]
pub enum ClipAction {
    /// Put the selected positions there.
    Copy,
    /// The same, and remove them.
    Cut,
    /// Take what is there: our own form where it is there too, and the text.
    Paste {
        /// A map in our own form, from this or another window.
        own: Option<String>,
        /// The plain text.
        text: String,
        /// Where on the map; placed by the layout when not given.
        at: Option<MapPoint>,
    },
    /// Use a column of the list, by its place, for something else.
    UseColumn(usize, Use),
    /// What becomes of those in the list that are on the map already.
    Known(KnownRows),
    /// Paste what the preview shows.
    Confirm,
    /// Do not.
    Drop,
    /// What is shown was copied as a picture of so many points, or why not.
    PictureCopied(Result<(u32, u32), String>),
}

/// What becomes of those in a pasted list that are on the map already, by their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownRows {
    /// They are given what the list says.
    #[default]
    Update,
    /// They stay as they are.
    LeaveOut,
    /// They come in once more, without their keys.
    Again,
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
    /// From the selected positions to those they stand with.
    Kin(Kin),
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
    /// Show the neighbourhood of the selected positions alone.
    Focus,
    /// One step more of the neighbourhood, or one less.
    WidenFocus(bool),
    /// Leave one layer: the tool, then the selection, then the focus.
    Leave,
    /// Work out what every single edit would move.
    TryEdits,
    /// Stop working it out, or forget it.
    StopTrials,
    /// Compare the shown stage with another one; nothing to compare no longer.
    Compare(Option<StageId>),
    /// Read authority and knowledge in one domain alone; nothing for all of them.
    Domain(Option<Domain>),
    /// Find the edit that clears a misfit, and put it on trial.
    Clear(Misfit),
    /// Show where the centres would come to lie after an edit; nothing to show them no longer.
    Preview(Option<TriedEdit>),
    /// Show where the centre of gravity lies when its parts weigh otherwise: decisions, knowledge
    /// and influence in tenths; nothing to show it as the settings weigh them.
    Weigh(Option<[u8; 3]>),
    /// Show what a finding is about; nothing to show all alike again.
    Highlight(Option<Highlight>),
    /// Keep what is on trial, or drop it.
    EndTrial(bool),
    /// Leave it on trial, and give up what was asked for meanwhile.
    StayOnTrial,
    /// Say in the status line why something did not happen.
    Hint(&'static str),
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
    /// Save where there is a file and nothing stands in the way: the clock asks.
    SaveUnasked,
    /// The dialog gave a path to save to.
    SaveTo {
        /// The path.
        path: PathBuf,
        /// Whether the person was asked about what is there, and lets it go.
        replace: bool,
    },
    /// The dialog gave a path to open.
    Open(PathBuf),
    /// Bring a list or network in, asking for a file.
    Import,
    /// Give up the file that is being read.
    StopReading,
    /// Write a table as comma-separated values, asking for a path.
    ExportTable(Vec<Vec<String>>),
    /// Write the open map as something, in the colours of a theme, asking for a path.
    WriteAs(OutputKind, Theme),
    /// Write a text, asking for a path.
    Export(Export),
    /// The dialog gave a path to write a text to.
    ExportTo {
        /// The path.
        path: PathBuf,
        /// The text.
        export: Export,
        /// Whether the person was asked about what is there, and lets it go.
        replace: bool,
    },
    /// Read survey answers, asking for a file.
    ImportAnswers,
    /// The dialog gave a file with survey answers.
    ReadAnswers(PathBuf),
    /// The dialog was closed without a path.
    DialogCancelled,
    /// What to do with unsaved work.
    Decide(Decision),
    /// What to do about a file.
    Answer(FileAnswer),
    /// Something about maps that were lost.
    Recovery(RecoveryAction),
}

/// The answer to a question about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAnswer {
    /// What is there may go.
    Overwrite,
    /// Write somewhere else.
    Another,
    /// Open what is there in a window beside this one.
    OpenTheirs,
    /// Do not wait for the disk.
    LeaveAnyway,
    /// Do nothing.
    Cancel,
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
    /// A file that was read while the present map was edited.
    TakeIn,
    /// The map that a file of another program made.
    TakeDraft,
    /// A map that was lost, by its journal.
    Recover(PathBuf),
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
    /// The positions of a stage in this state are placed.
    Arranged(Revision, Arc<Arrangement>),
    /// So much of a map in this state is arranged by communication, from 0 to 1.
    Communicating(Revision, f64),
    /// The positions of a map in this state are arranged by communication; nothing where they
    /// could not be.
    Communicated(Revision, Option<Vec<(PositionId, MapPoint)>>),
    /// Cuts through a stage, the coarsest first, by the number of their order, and whether these
    /// are all. The window shows them.
    Unfolded(u64, Vec<Arc<Arrangement>>, bool),
    /// A picture is made, by the number of its order. The window shows it.
    Painted(u64, Arc<Picture>),
    /// What is shown is made into points for the clipboard, or not. The window puts them there.
    Developed(Result<Arc<Pixels>, String>),
    /// So many edits are tried of so many.
    Trying(QuestionKey, usize, usize),
    /// What single edits would move is known.
    Tried(QuestionKey, Arc<WhatIf>),
    /// The steps that clear a misfit; nothing where none do.
    Remedied(QuestionKey, Misfit, Option<Vec<TriedEdit>>),
    /// What the map would say after an edit.
    Previewed(QuestionKey, TriedEdit, Arc<Analysis>),
    /// So many files of a kit are made of so many.
    KitProgress {
        /// Made.
        done: usize,
        /// In all.
        total: usize,
    },
    /// The folder of a kit and how many files were written into it; nothing when it was called
    /// off, and the reason when it could not be made.
    KitWritten(Result<Option<(PathBuf, usize)>, String>),
    /// What a stage says that the shown one is compared with.
    Compared(QuestionKey, StageId, Arc<Analysis>, Arc<Comparison>),
    /// What stages say, for the trail of the centre.
    Trailed(QuestionKey, Vec<(StageId, Arc<Analysis>)>),
    /// All scenes are drawn as they stand in a state of the map.
    ScenesDrawn(Revision, Vec<SceneSheet>),
    /// An analysis broke off; the map is as it was.
    AnalysisFailed(QuestionKey, String),
    /// A file was read or refused.
    Opened(ReadOrder, Result<Opened, String>),
    /// So much of a file is read: bytes or rows done, of so many.
    Reading(u64, u64, u64),
    /// A file of another program was read.
    Arrived(ReadOrder, Arc<Source>),
    /// What a file would make is worked out.
    Proposed(u64, Arc<Proposal>),
    /// What a file would make could not be worked out.
    DraftFailed(u64, String),
    /// The file of a map was written, or not.
    Saved(DocumentId, PathBuf, Result<Written, WriteFailure>),
    /// A text was written, or not.
    Exported(PathBuf, Export, Result<(), WriteFailure>),
    /// Another program has written the file of a map; nothing when the file is gone.
    ChangedUnderneath(DocumentId, Option<Print>),
    /// Another window has the file of a map open.
    OpenTwice(DocumentId),
    /// Maps were found that were open when a program ended without a word.
    FoundLost(Vec<Lost>),
    /// The journal of a map cannot be written.
    JournalFailed(String),
    /// A file with survey answers was read, or not.
    AnswersRead(PathBuf, Result<String, String>),
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Edit(EditAction::Do(command))
    }
}
