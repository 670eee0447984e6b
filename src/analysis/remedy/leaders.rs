//! What clears the misfits of leaders: M5, M6, M10 and M11.

use super::{BEYOND, Planner};
use crate::analysis::result::OrganicitySource;
use crate::analysis::trial::TriedEdit;
use crate::model::{Flow, FlowId, FlowKind, Line, LineId, PositionId};
use crate::quantity::{Frequency, Rating, Score};

impl Planner<'_> {
    /// M5: what is lived from arrows changes by asking; what was answered, only by claiming less.
    pub(super) fn live_or_claim(&self, leader: PositionId) -> Vec<Vec<TriedEdit>> {
        let person = self.now.person(leader);
        let Some(own) = person.and_then(|person| self.now.organicity.by_person.get(person)) else {
            return Vec::new();
        };
        let lived = own.score().unwrap_or(0.0);
        let answer = (1.0 + 6.0 * lived).round().clamp(1.0, 7.0) as u8;
        let mut plans = Vec::new();
        if own.source() == Some(OrganicitySource::Flows) {
            plans.push(self.ask_instead(|flow| flow.from == leader || flow.to == leader));
        }
        plans.push(vec![TriedEdit::Claim { position: leader, answer }]);
        plans
    }

    /// M6: asks those who want to be asked, tells those who want to be told, and is accepted by
    /// those who refuse.
    pub(super) fn lead_as_wanted(&self, leader: PositionId) -> Vec<TriedEdit> {
        let lines: Vec<(LineId, &Line)> = self
            .stage
            .lines()
            .iter()
            .filter(|(_, line)| line.to == leader && self.now.person(line.from).is_some())
            .collect();
        let mut plan = Vec::new();
        for (id, line) in &lines {
            let view = self.now.leadership.views.get(id);
            let missed = view.and_then(|view| view.mismatch.as_ref().ok().copied());
            let wants = self.stage.positions().get(line.from).and_then(|one| one.wants);
            let (Some(missed), Some(wants)) = (missed, wants) else { continue };
            if missed < self.settings.refused_mismatch - BEYOND * BEYOND {
                continue;
            }
            plan.extend(self.meet(leader, line.from, wants.get()));
        }
        let wanted = (self.settings.refused_acceptance.floor() + 1.0).min(5.0);
        let mut refusing: Vec<(f64, LineId)> =
            lines.iter().filter_map(|(id, line)| Some((line.accepts?.get(), *id))).collect();
        refusing.retain(|(accepts, _)| *accepts < wanted);
        refusing.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if let Ok(accepts) = Rating::new(wanted) {
            plan.extend(refusing.into_iter().map(|(_, line)| TriedEdit::Accept { line, accepts }));
        }
        plan
    }

    /// Asks and tells one of those below as that one wants.
    fn meet(&self, leader: PositionId, below: PositionId, wants: f64) -> Vec<TriedEdit> {
        let drawn = |kind: &FlowKind| -> Vec<(FlowId, &Flow)> {
            let mut own = self.flows(kind);
            own.retain(|(_, flow)| flow.from == leader && flow.to == below);
            own
        };
        let asked = wants >= 0.5;
        // Who wants both is met by as much of the other kind.
        if wants.min(1.0 - wants) >= self.settings.refused_mismatch - BEYOND {
            let (asks, tells) = (drawn(&FlowKind::Consult), drawn(&FlowKind::Instruct));
            let often = |flows: &[(FlowId, &Flow)]| {
                let sum: f64 = flows.iter().map(|(_, flow)| flow.frequency.get()).sum();
                Frequency::new(sum.clamp(1.0, 5.0)).unwrap_or(Frequency::ONE)
            };
            return match (asks.as_slice(), tells.as_slice()) {
                ([], tells) => {
                    let (asker, asked, frequency) = (leader, below, often(tells));
                    vec![TriedEdit::Ask { asker, asked, frequency }]
                }
                (asks, []) => {
                    let (teller, told, frequency) = (leader, below, often(asks));
                    vec![TriedEdit::Tell { teller, told, frequency }]
                }
                _ => Vec::new(),
            };
        }
        let own = if asked { FlowKind::Instruct } else { FlowKind::Consult };
        drawn(&own).into_iter().map(|(id, flow)| self.turned(id, flow, asked)).collect()
    }

    /// M10: those who hold half of the influence ask each other both ways.
    pub(super) fn consult_each_other(&self, leaders: &[PositionId]) -> Vec<TriedEdit> {
        let mut plan = Vec::new();
        for (place, one) in leaders.iter().enumerate() {
            for other in &leaders[place + 1..] {
                plan.extend(self.ask(*one, *other));
                plan.extend(self.ask(*other, *one));
            }
        }
        plan
    }

    /// M11: the pin goes where the pull is; where the pull lies below every pin, it is taken back.
    pub(super) fn pin_anew(&self, leader: PositionId) -> Vec<Vec<TriedEdit>> {
        let pull = self.now.gravity.pull.as_ref().copied().unwrap_or(0.0);
        let there = Score::new(pull.clamp(0.0, 1.0)).ok();
        let set = |pin| vec![TriedEdit::Pin { position: leader, pin }];
        vec![set(there), set(None)]
    }
}
