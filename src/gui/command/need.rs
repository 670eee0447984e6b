use crate::drawing::picture::ArcId;
use crate::gui::app::context::PanelContext;
use crate::model::{PositionId, Subject};
use crate::session::{Item, Screen, Session, Tool};

/// What must be there for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::gui) enum Need {
    Nothing,
    Map,
    SomethingDone,
    SomethingUndone,
    Position,
    OnePosition,
    Superior,
    Several,
    Selection,
    SomethingToPaste,
    Flow,
    FlowOrLine,
    Line,
    Unit,
    FoldedUnit,
    Reports,
    Positions,
    Placed,
    Focus,
    SomethingToLeave,
    Walkable,
    /// A show runs.
    Show,
    /// A show runs, and nothing is selected: keys that edit otherwise go on.
    ShowAtRest,
    Misfit,
    Trial,
    Scene,
    Scenes,
    Stages,
}

impl Need {
    /// Whether it is met only while a show runs.
    pub(in crate::gui) fn is_of_show(self) -> bool {
        matches!(self, Self::Show | Self::ShowAtRest)
    }

    /// Why it is not met; nothing when it is.
    pub(in crate::gui) fn why_not(self, cx: &PanelContext<'_>) -> Option<&'static str> {
        if self == Self::Nothing {
            return None;
        }
        if cx.session.screen() != Screen::Map {
            return Some("Open a map first");
        }
        self.missing(cx)
    }

    fn missing(self, cx: &PanelContext<'_>) -> Option<&'static str> {
        let session = cx.session;
        let stage = session.seen_stage();
        let selection = session.selection();
        // Positions come first; of many thousands no more are looked at than are needed.
        let chosen = || selection.items().map_while(Item::position);
        let (met, why) = match self {
            Self::Nothing | Self::Map | Self::SomethingToPaste => (true, ""),
            Self::SomethingDone => (session.undo_label().is_some(), "Nothing was done yet"),
            Self::SomethingUndone => (session.redo_label().is_some(), "Nothing was undone"),
            Self::Position => (chosen().next().is_some(), "Select a position first"),
            Self::OnePosition => (chosen().take(2).count() == 1, "Select one position first"),
            Self::Superior => {
                let chart = session.chart();
                let has = chosen().any(|id| chart.solid_superior(id).is_some());
                (has, "Select a position that reports to somebody")
            }
            Self::Several => (chosen().nth(1).is_some(), "Select several positions first"),
            Self::Selection => (!selection.is_empty(), "Select something first"),
            Self::Flow => (selection.arcs().any(is_flow), "Select a flow first"),
            Self::Line => (!selection.arcs().all(is_flow), "Select a reporting line first"),
            Self::FlowOrLine => {
                (selection.arcs().next().is_some(), "Select a flow or a reporting line first")
            }
            Self::Unit => (cx.unit_meant().is_some(), "Select a unit, or a position in one"),
            Self::FoldedUnit => {
                let folded = stage.units().iter().any(|(_, unit)| unit.folded);
                (folded, "No unit is folded")
            }
            Self::Reports => (leads(cx, chosen()), "Select a position that others report to"),
            Self::Positions => (!stage.positions().is_empty(), "Draw a position first"),
            Self::Placed => {
                let placed = stage.placements().iter().any(|(_, place)| place.at.is_some());
                (placed, "Nothing was placed by hand; the layout is tidy")
            }
            Self::Focus => (session.focused().is_some(), "Focus on a position first"),
            Self::Show => (session.show().is_some(), "Start the show first (F5)"),
            Self::ShowAtRest => {
                let at_rest = session.show().is_some() && selection.is_empty();
                (at_rest, "Start the show first (F5), and select nothing")
            }
            Self::Misfit => (knows_misfit(cx), "No misfit is known of this map"),
            Self::Trial => (session.trial().is_some(), "Nothing is on trial"),
            Self::Scene => (session.scene().is_some(), "Show a scene first"),
            Self::Scenes => (!session.seen_map().scenes().is_empty(), "Make a scene first (F7)"),
            Self::Stages => {
                (session.seen_map().stages().nth(1).is_some(), "Make another stage first")
            }
            Self::SomethingToLeave => (is_to_be_left(session), "There is nothing to leave"),
            Self::Walkable => {
                let arc = matches!(selection.single(), Some(Item::Arc(_)));
                (!stage.positions().is_empty() && !arc, "Draw or select a position first")
            }
        };
        (!met).then_some(why)
    }
}

fn knows_misfit(cx: &PanelContext<'_>) -> bool {
    let known = cx.session.shown().answer().filter(|_| cx.session.shown().is_fresh());
    known.is_some_and(|answer| !answer.analysis.misfits.is_empty())
}

fn is_flow(arc: ArcId) -> bool {
    matches!(arc, ArcId::Flow(_))
}

fn leads(cx: &PanelContext<'_>, mut chosen: impl Iterator<Item = PositionId>) -> bool {
    let chart = cx.session.chart();
    chosen.any(|id| chart.reports(id).next().is_some())
}

/// Whether anything lies above the map, or is chosen on it, that Esc takes away.
fn is_to_be_left(session: &Session) -> bool {
    matches!(session.subject(), Subject::Comparison { .. })
        || session.show().is_some()
        || session.guessing().is_some()
        || session.focused().is_some()
        || session.highlight().is_some()
        || !session.selection().is_empty()
        || session.tool() != Tool::Select
}
