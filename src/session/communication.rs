//! Positions put by who deals with whom: few at once, many beside the window, told of and called
//! off by the same command.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::document::Revision;
use super::effect::{CommunicationOrder, Effect};
use super::notice::Tone;
use super::state::Session;
use crate::edit::{ArrangeCommand, Command};
use crate::layout::by_communication;
use crate::model::PositionId;
use crate::quantity::MapPoint;

/// What is being arranged beside the window.
#[derive(Debug)]
pub(super) struct Communicating {
    /// In which state of the map.
    of: Revision,
    /// Who alone is to be moved; nothing for everybody.
    chosen: Option<BTreeSet<PositionId>>,
}

impl Session {
    /// Arranges the selected positions, or all; calls it off where that is being done.
    pub(super) fn arrange_by_communication(&mut self, effects: &mut Vec<Effect>) {
        /// More positions than this take longer than a frame.
        const MANY: usize = 250;
        if self.view.communicating.take().is_some() {
            self.view.status = "Arranging by communication was called off".into();
            effects.push(Effect::ForgetCommunication);
            return;
        }
        let chosen = self.view.selection.positions();
        let chosen = (chosen.len() > 1).then(|| chosen.into_iter().collect());
        let drawing = Arc::clone(&self.view.arrangement);
        if drawing.points.len() <= MANY {
            let positions = by_communication(self.shown_stage(), &drawing, &mut |_| true);
            self.put_by_communication(positions.unwrap_or_default(), chosen.as_ref());
            return;
        }
        let of = self.revision();
        self.view.communicating = Some(Communicating { of, chosen });
        self.view.status = "Arranging by communication…".into();
        let stage = self.shown_stage().clone();
        let order = CommunicationOrder { revision: of, stage, drawing };
        effects.push(Effect::Communicate(Box::new(order)));
    }

    fn put_by_communication(
        &mut self,
        mut positions: Vec<(PositionId, MapPoint)>,
        chosen: Option<&BTreeSet<PositionId>>,
    ) {
        if let Some(chosen) = chosen {
            positions.retain(|(id, _)| chosen.contains(id));
        }
        self.execute(&Command::Arrange(ArrangeCommand::Move { positions }));
    }

    /// How much of it is done, from 0 to 1.
    pub(super) fn take_communication_progress(&mut self, of: Revision, done: f64) {
        if self.view.communicating.as_ref().is_some_and(|it| it.of == of) {
            let percent = (done.clamp(0.0, 1.0) * 100.0).round();
            self.view.status =
                format!("Arranging by communication: {percent} %; the same command calls it off");
        }
    }

    /// Takes the places, where the map is still as it was.
    pub(super) fn take_communication(
        &mut self,
        of: Revision,
        places: Option<Vec<(PositionId, MapPoint)>>,
    ) {
        let Some(wanted) = self.view.communicating.take_if(|it| it.of == of) else { return };
        let Some(positions) = places else {
            self.tell(Tone::Problem, "The map could not be arranged by communication");
            return;
        };
        if self.revision() != of {
            self.view.status.clear();
            let words = "The map was changed while it was arranged by communication, and stays as \
                         it is. Arrange it again.";
            self.tell(Tone::Plain, words);
            return;
        }
        self.put_by_communication(positions, wanted.chosen.as_ref());
    }
}
