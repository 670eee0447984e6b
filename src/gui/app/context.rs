//! What panels may read this frame, and the outbox they may write to.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::egui;

use super::settings::{Setting, WindowSettings};
use crate::drawing::Palette;
use crate::drawing::picture::{Carried, Picture};
use crate::layout::Arrangement;
use crate::model::{PositionId, UnitId};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Action, Item, Session};
use crate::wording::MeasureId;

/// Shared references only: a panel cannot change a map but by sending an action.
pub(in crate::gui) struct PanelContext<'a> {
    /// The open map.
    pub(in crate::gui) session: &'a Session,
    /// The map as drawn.
    pub(in crate::gui) picture: &'a Arc<Picture>,
    /// The colours.
    pub(in crate::gui) palette: &'a Arc<Palette>,
    /// How the window is set up.
    pub(in crate::gui) settings: &'a WindowSettings,
    /// Where on the map the pointer is, when it is over empty canvas.
    pub(in crate::gui) pointer: Option<MapPoint>,
    /// The part of the map that is seen, where it is not the whole.
    pub(in crate::gui) part: Option<MapRect>,
    /// Tells drawings apart: another number, another drawing.
    pub(in crate::gui) stamp: u64,
    /// What is carried by the hand above a drawing that stays as it is.
    pub(in crate::gui) lifted: Option<&'a Arc<Lifted>>,
    /// The overview that is drawn in the place of the whole.
    pub(in crate::gui) overview: Option<&'a Arrangement>,
    outbox: &'a Outbox,
}

/// What panels ask for during a frame, in the order in which they ask.
#[derive(Debug, Default)]
pub(in crate::gui) struct Outbox(RefCell<Vec<Request>>);

/// Something a panel asks for.
#[derive(Debug, Clone)]
pub(in crate::gui) enum Request {
    /// Of the session.
    Session(Action),
    /// Of the window itself.
    Window(WindowAction),
}

/// Something asked of the window, which is neither in the map nor undone.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::gui) enum WindowAction {
    /// Set the window up otherwise; this is remembered.
    Set(Setting),
    /// Show the whole map.
    FitMap,
    /// Show what is selected.
    FitSelection,
    /// Show the map at this zoom.
    Zoom(f32),
    /// Zoom by this factor, about the middle.
    ZoomBy(f32),
    /// Put the keyboard into the next panel.
    NextPanel,
    /// Show this above everything; nothing to close what is shown.
    Show(Shown),
    /// Close what is shown above everything.
    Close,
    /// Show who talks to whom as a matrix, or as a map again.
    Matrix(bool),
    /// Ask the clipboard and paste.
    Paste,
    /// Put what is shown on the clipboard as a picture.
    CopyPicture,
    /// Put this text on the clipboard.
    CopyText(String),
    /// Paste this text.
    PasteText(String),
    /// Zoom to what is pointed at, or back.
    ZoomHere,
    /// Go to a step of the tour; leave it without one.
    Tour(Option<usize>),
    /// Bring these positions into view and select them.
    FlyTo(PositionId),
    /// The dialog in the window has an answer.
    PathTyped(Option<PathBuf>),
}

/// What is carried by the hand above a drawing that stays as it is.
#[derive(Debug, Default)]
pub(in crate::gui) struct Lifted {
    /// The positions; the same for as long as they are carried.
    pub(in crate::gui) positions: Arc<BTreeSet<PositionId>>,
    /// They and their arcs, where they are now.
    pub(in crate::gui) carried: Carried,
    /// They were let go: from the picture of this number on they stand where they were put.
    pub(in crate::gui) landing: Option<u64>,
}

/// What is shown above everything, one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Shown {
    /// The search for a position.
    Find,
    /// Every command.
    Palette,
    /// How the window is set up.
    Settings,
    /// What the map can be written as.
    Output,
    /// The list of keys.
    Keys,
    /// The help.
    Help,
    /// What a measure means, on the whole map or for one position.
    Explain(MeasureId, Option<PositionId>),
    /// All measures.
    Glossary,
    /// What can be guessed at.
    Guess,
    /// What can be asked round the table.
    RoundTable,
    /// The survey, about a position.
    Survey(Option<PositionId>),
}

impl<'a> PanelContext<'a> {
    pub(in crate::gui) fn new(
        session: &'a Session,
        picture: &'a Arc<Picture>,
        palette: &'a Arc<Palette>,
        settings: &'a WindowSettings,
        outbox: &'a Outbox,
    ) -> Self {
        let (pointer, part, stamp) = (None, None, 0);
        let (lifted, overview) = (None, None);
        Self { session, picture, palette, settings, pointer, part, stamp, lifted, overview, outbox }
    }

    /// The same with the pointer over a place of the map.
    pub(in crate::gui) fn with_pointer(self, pointer: Option<MapPoint>) -> Self {
        Self { pointer, ..self }
    }

    /// The same with a part of the map in view.
    pub(in crate::gui) fn with_part(self, part: Option<MapRect>) -> Self {
        Self { part, ..self }
    }

    /// The same for the canvas, which must know drawings apart.
    pub(in crate::gui) fn with_drawing(self, stamp: u64, lifted: Option<&'a Arc<Lifted>>) -> Self {
        Self { stamp, lifted, ..self }
    }

    /// The same with the overview that is drawn.
    pub(in crate::gui) fn with_overview(self, overview: Option<&'a Arrangement>) -> Self {
        Self { overview, ..self }
    }

    /// Those whom drawn boxes stand for: of an overview, everybody in them.
    pub(in crate::gui) fn everybody_in(&self, mut boxes: Vec<PositionId>) -> Vec<PositionId> {
        if let Some(overview) = self.overview.filter(|_| self.picture.is_overview) {
            let drawn: BTreeSet<PositionId> = boxes.iter().copied().collect();
            let inside = overview.hidden.iter().filter(|(_, stand_in)| drawn.contains(stand_in));
            boxes.extend(inside.map(|(id, _)| *id));
        }
        boxes
    }

    /// The unit that commands about units are about: the selected one, or that of the selected
    /// positions.
    pub(in crate::gui) fn unit_meant(&self) -> Option<UnitId> {
        let selection = self.session.selection();
        let unit = selection.items().find_map(Item::unit);
        unit.or_else(|| {
            let first = selection.positions().first().copied()?;
            self.session.seen_stage().positions().get(first)?.unit
        })
    }

    /// Asks something of the session.
    pub(in crate::gui) fn send(&self, action: impl Into<Action>) {
        self.outbox.0.borrow_mut().push(Request::Session(action.into()));
    }

    /// Asks something of the window.
    pub(in crate::gui) fn ask_window(&self, action: WindowAction) {
        self.outbox.0.borrow_mut().push(Request::Window(action));
    }

    /// A colour of the tokens.
    pub(in crate::gui) fn color(&self, ink: crate::drawing::Ink) -> egui::Color32 {
        super::theme::color32(self.palette.color(ink))
    }
}

impl Outbox {
    /// Everything asked for since the last call, in order.
    pub(in crate::gui) fn take(&mut self) -> Vec<Request> {
        std::mem::take(self.0.get_mut())
    }

    /// Whether nothing was asked for.
    pub(in crate::gui) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}
