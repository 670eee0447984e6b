//! The commands of scenes, stages and the show.

use crate::gui::app::context::{PanelContext, Shown, WindowAction};
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
