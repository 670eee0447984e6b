use std::path::PathBuf;
use std::sync::Arc;

use super::DocumentId;
use super::analysis::{Answer, QuestionKey};
use super::document::Revision;
use super::output::Content;
use super::proposal::DraftOrder;
use crate::analysis::{Misfit, Question, TriedEdit};
use crate::layout::Arrangement;
use crate::model::{Manner, OrgMap, PositionId, Stage, StageId};
use crate::quantity::MapRect;
use crate::storage::{Expected, KnownShape, Print};
use crate::wording::Lens;

/// A stage to place.
#[derive(Debug, Clone)]
pub struct ArrangeOrder {
    /// The state that it is in.
    pub revision: Revision,
    /// The stage.
    pub stage: Stage,
}

/// A drawing to arrange by who deals with whom.
#[derive(Debug, Clone)]
pub struct CommunicationOrder {
    /// The state that the map is in.
    pub revision: Revision,
    /// The stage.
    pub stage: Stage,
    /// Where everybody stands.
    pub drawing: Arc<Arrangement>,
}

/// What a session asks of the outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Work out the readings of a stage.
    Analyse(Box<Ask>),
    /// Place the positions of a large stage; what was shown before stays meanwhile.
    Arrange(Box<ArrangeOrder>),
    /// Arrange a drawing by who deals with whom.
    Communicate(Box<CommunicationOrder>),
    /// Give up the one that is being arranged.
    ForgetCommunication,
    /// Hold readings against chance.
    DrawChance(Box<(Ask, Answer)>),
    /// Work out what every single edit would move.
    TryEdits(Box<Ask>),
    /// Work out something about one edit.
    RunErrand(Box<Ask>, Errand),
    /// Give up what is being tried.
    ForgetTrials,
    /// Give up what is being worked out: the map it is about is gone.
    ForgetAnalysis,
    /// Ask the person for a file to open.
    AskOpen,
    /// Ask the person for a path to save to.
    AskSave {
        /// A name to begin with.
        suggestion: String,
        /// The folder of the present file.
        folder: Option<PathBuf>,
    },
    /// Ask the person for a path to write a text to.
    AskExport(Export, Option<PathBuf>),
    /// Draw all scenes.
    DrawScenes(Box<SheetOrder>),
    /// Ask for the folder of a kit, with a name to begin with.
    AskKit(String, Option<PathBuf>),
    /// Make the kit of a workshop.
    MakeKit(Box<KitOrder>),
    /// Give up the kit that is being made.
    ForgetKit,
    /// Ask the person for a file with survey answers.
    AskAnswers,
    /// Write a text.
    WriteText {
        /// Where.
        path: PathBuf,
        /// What.
        export: Export,
        /// What is taken to be there.
        expected: Expected,
    },
    /// Read a file with survey answers.
    ReadAnswers(PathBuf),
    /// Read a file.
    Read(ReadOrder),
    /// Give up the file of this number, and those asked for before.
    StopReading(u64),
    /// Work out what a file would make.
    Draft(Box<DraftOrder>),
    /// Keep what was chosen for files of other programs, for later sessions.
    KeepShapes(Vec<KnownShape>),
    /// Write the file of a map.
    Write(Box<WriteOrder>),
    /// Watch the file of a map for other programs; nothing to watch no longer.
    Watch(Option<Watched>),
    /// Append the map to its journal.
    Keep(Box<KeepOrder>),
    /// Take the journal of a map away.
    ForgetJournal(DocumentId),
    /// Delete a journal that was found.
    DeleteJournal(PathBuf),
    /// Open a file in a window beside this one.
    OpenBeside(PathBuf),
    /// Remember a file among the recent ones.
    Remember(PathBuf),
    /// Put this on the clipboard.
    Copy {
        /// For any program: the positions as an outline.
        text: String,
        /// For ourselves: the positions as a map in our own form.
        own: String,
    },
    /// Show the whole map in the window.
    FitMap,
    /// Go over to a part of the map; to the whole when not given.
    ShowPart(Option<MapRect>),
    /// Put the map on the wall, or take it off.
    Present(bool),
    /// Bring what is selected into sight, where it is not: it was just made.
    ShowMade,
    /// Bring a position into sight after it came to hang elsewhere, with the one it hangs on where
    /// there is room for both.
    ShowEnds(PositionId, PositionId),
    /// End the program.
    Quit,
}

/// The scenes of a map, to be drawn.
#[derive(Debug, Clone)]
pub struct SheetOrder {
    /// Of which state of the map.
    pub of: Revision,
    /// The map, as others may see it.
    pub map: OrgMap,
}

/// The kit of a workshop, to be made and written.
#[derive(Debug, Clone)]
pub struct KitOrder {
    /// The map, as others may see it.
    pub map: OrgMap,
    /// The stage that is reported on.
    pub stage: StageId,
    /// The folder.
    pub folder: PathBuf,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOrder {
    /// Tells one order from another.
    pub number: u64,
    /// The file.
    pub path: PathBuf,
    /// The encoding of its text; found by itself when not given.
    pub encoding: Option<String>,
    /// What stands in it, where it was pasted and is no file.
    pub text: Option<Arc<str>>,
}

/// A map to write to its file.
#[derive(Debug, Clone)]
pub struct WriteOrder {
    /// Which map.
    pub document: DocumentId,
    /// The map.
    pub map: OrgMap,
    /// Where.
    pub path: PathBuf,
    /// What is taken to be there.
    pub expected: Expected,
}

/// A file of a map, and what it holds as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Which map.
    pub document: DocumentId,
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub print: Print,
}

/// A map to append to its journal.
#[derive(Debug, Clone)]
pub struct KeepOrder {
    /// Which map.
    pub document: DocumentId,
    /// The map.
    pub map: OrgMap,
    /// The file it is saved to.
    pub file: Option<PathBuf>,
    /// What that holds.
    pub print: Option<Print>,
    /// The journal that it came from, which goes once this one is written.
    pub continues: Option<PathBuf>,
}

/// A question with all that its answer needs.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Which question this is.
    pub key: QuestionKey,
    /// The map, frozen.
    pub map: OrgMap,
    /// The stage.
    pub stage: StageId,
    /// The stage again with its settings.
    pub question: Question,
    /// Whether the map is one that names nobody.
    pub veiled: bool,
}

/// What is asked about one edit.
#[derive(Debug, Clone, PartialEq)]
pub enum Errand {
    /// Which edit clears this misfit.
    Clear(Misfit),
    /// What the map would say after this edit.
    Preview(TriedEdit),
    /// What the stage of the question says, drawn on one sheet with the shown stage.
    Compare {
        /// The stage that is shown.
        shown: StageId,
        /// The lens.
        lens: Lens,
        /// How the two are laid.
        manner: Manner,
    },
    /// What each of these stages says.
    Trail(Vec<StageId>),
}

/// Something that is written to a path of the person's choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// A name to begin with.
    pub suggestion: String,
    /// What kind of file it is, in words.
    pub kind: &'static str,
    /// How its name ends, without the dot.
    pub ending: &'static str,
    /// What is written.
    pub content: Content,
}
