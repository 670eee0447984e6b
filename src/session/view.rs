//! How the open map is looked at.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

use super::aim::Aiming;
use super::analysis::QuestionKey;
use super::communication::Communicating;
use super::document::Revision;
use super::focus::Focus;
use super::highlight::Highlight;
use super::select::Selection;
use crate::layout::{Arrangement, Room};
use crate::model::{Chart, Domain, Folding, OrgMap, PositionId};
use crate::wording::Lens;

/// What fills the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// Examples, recent files, an empty map.
    #[default]
    Welcome,
    /// The map.
    Map,
}

/// What a press on the canvas does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tool {
    /// Selects and moves.
    #[default]
    Select,
    /// Makes a position.
    Position,
    /// Gives the one who reports another superior, or a first one.
    ReportsTo,
    /// Draws a dotted reporting line besides the solid one.
    DottedTo,
    /// Draws a consult flow, from the asker to the asked.
    Consult,
    /// Draws an instruct flow.
    Instruct,
    /// Draws an inform flow.
    Inform,
}

/// How the open map is looked at; a map that is opened is looked at anew.
#[derive(Debug, Default)]
pub(super) struct View {
    pub(super) screen: Screen,
    pub(super) selection: Selection,
    pub(super) lens: Lens,
    pub(super) tool: Tool,
    pub(super) aiming: Aiming,
    pub(super) focus: Option<Focus>,
    pub(super) highlight: Option<Highlight>,
    pub(super) arrangement: Arc<Arrangement>,
    /// Who reports to whom in the shown stage, and of what question that is.
    pub(super) chart: (Option<QuestionKey>, Chart),
    /// The domains of the shown stage, once they were asked for.
    pub(super) domains: OnceLock<BTreeSet<Domain>>,
    /// The neighbourhood that alone is shown.
    pub(super) near: Option<Near>,
    /// The state of the map that the arrangement is of.
    pub(super) arranged: Option<Revision>,
    /// What is being arranged by communication.
    pub(super) communicating: Option<Communicating>,
    /// The room on a wall that the arrangement is for.
    pub(super) walled: Option<Room>,
    /// The map as the shown scene folds it.
    pub(super) folded: Option<(Folding, OrgMap)>,
    /// Which position the last act hung on which, until the window has been told.
    pub(super) hung: Option<(PositionId, PositionId)>,
    /// What was done last.
    pub(super) status: String,
    /// Whom a name was looked for, and who was found.
    pub(super) named: Mutex<Option<NamedLike>>,
}

/// The question, the letters, and the positions.
pub(super) type NamedLike = ((QuestionKey, String), Arc<Vec<PositionId>>);

/// The neighbourhood that alone is shown, of a state of the map.
#[derive(Debug)]
pub(super) struct Near {
    pub(super) focus: Focus,
    pub(super) question: QuestionKey,
    /// Those in it; nothing where everybody is shown.
    pub(super) positions: Option<Arc<BTreeSet<PositionId>>>,
}

impl View {
    /// Of a map that was just opened.
    pub(super) fn on(screen: Screen) -> Self {
        Self { screen, ..Self::default() }
    }
}
