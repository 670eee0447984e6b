//! The commands of scenes, stages and the show.

use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::gui::app::settings::Setting;
use crate::model::{Manner, StageId, Subject};
use crate::session::{Action, Cover, GuessAction, Pointer, PresentAction, Step};

/// Scenes, stages, and the map on the wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::gui) enum PresentCommand {
    Start {
        here: bool,
    },
    Scene(Step),
    Go(Step),
    EndShow,
    Cover(Cover),
    Point(Pointer),
    ZoomHere,
    Trail,
    HideNames,
    MakeScene,
    UpdateScene,
    DefaultScenes,
    /// Shows the shown stage with another one, or the map again.
    Lay(Manner),
    PresenterView,
    Strip,
    /// Makes the workshop kit, or gives up the one that is being made.
    Kit,
    NewStage,
    StepStage {
        later: bool,
    },
    /// Opens the questions to guess at, or shows the answer to the one that is guessed at.
    Guess,
}

impl PresentCommand {
    /// Asks the window, or gives what is to be asked of the session.
    pub(super) fn run(&self, cx: &PanelContext<'_>) -> Option<Action> {
        Some(Action::Present(match self {
            Self::Start { here } => PresentAction::Start { here: *here },
            Self::Scene(step) | Self::Go(step) => PresentAction::Go(*step),
            Self::EndShow => PresentAction::Stop,
            Self::Cover(cover) => PresentAction::Cover(*cover),
            Self::Point(pointer) => PresentAction::Point(*pointer),
            Self::Trail => PresentAction::Trail,
            Self::HideNames => PresentAction::HideNames,
            Self::MakeScene => PresentAction::Capture(cx.part),
            Self::UpdateScene => PresentAction::Recapture(cx.session.scene()?, cx.part),
            Self::DefaultScenes => PresentAction::DefaultScenes,
            Self::Kit => PresentAction::AskKit,
            Self::Lay(manner) => PresentAction::Lay(laid(cx, *manner)),
            Self::PresenterView => {
                cx.ask_window(WindowAction::Set(Setting::Presenter(!cx.settings.presenter)));
                return None;
            }
            Self::Strip => {
                cx.ask_window(WindowAction::Set(Setting::Strip(!cx.settings.strip)));
                return None;
            }
            Self::NewStage => PresentAction::NewStage,
            Self::StepStage { later } => PresentAction::StepStage(if *later { 1 } else { -1 }),
            Self::Guess if cx.session.guessing().is_some() => {
                return Some(Action::Guess(GuessAction::Reveal));
            }
            Self::Guess => {
                cx.ask_window(WindowAction::Show(Shown::Guess));
                return None;
            }
            Self::ZoomHere => {
                cx.ask_window(WindowAction::ZoomHere);
                return None;
            }
        }))
    }
}

/// The stage to lay beside the shown one: the one that is compared with, else the one before, else
/// the next. Nothing where both lie so already: the map comes back.
fn laid(cx: &PanelContext<'_>, manner: Manner) -> Option<(StageId, Manner)> {
    let session = cx.session;
    if matches!(session.subject(), Subject::Comparison { manner: now, .. } if now == manner) {
        return None;
    }
    let shown = session.stage_id();
    let stages: Vec<StageId> = session.seen_map().stages().map(|(id, _)| id).collect();
    let here = stages.iter().position(|id| *id == shown)?;
    let beside = match here.checked_sub(1) {
        Some(before) => stages.get(before),
        None => stages.get(here + 1),
    };
    let with = session.compared().map(|it| it.stage).or(beside.copied())?;
    Some((with, manner))
}
