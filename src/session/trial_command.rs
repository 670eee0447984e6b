//! The commands that do what an edit tries.

use super::state::Session;
use crate::analysis::{TriedEdit, claimed, learned};
use crate::edit::{Command, Composite, FlowCommand, LineCommand, PositionCommand, PositionValue};
use crate::model::{FlowKind, PositionId};
use crate::quantity::Right;

impl Session {
    /// The commands that do what several edits try, one after the other; nothing when one of them
    /// cannot be done.
    #[must_use]
    pub fn trial_commands(&self, edits: &[TriedEdit]) -> Option<Vec<Command>> {
        edits.iter().map(|edit| self.trial_command(edit)).collect()
    }

    /// The command that does what an edit tries.
    #[must_use]
    pub fn trial_command(&self, edit: &TriedEdit) -> Option<Command> {
        let stage = self.shown_stage();
        Some(match edit {
            TriedEdit::Drop(flow) => Command::Flow(FlowCommand::Remove { flows: vec![*flow] }),
            TriedEdit::AskInsteadOfTell(flow) => {
                let (flows, kind) = (vec![*flow], FlowKind::Consult);
                Command::Flow(FlowCommand::SetKind { flows, kind })
            }
            TriedEdit::Leave(gone) => {
                Command::Position(PositionCommand::Remove { positions: vec![*gone] })
            }
            TriedEdit::TellInsteadOfAsk(flow) => {
                let (flows, kind) = (vec![*flow], FlowKind::Instruct);
                Command::Flow(FlowCommand::SetKind { flows, kind })
            }
            TriedEdit::Ask { asker, asked, frequency } => Command::Flow(FlowCommand::Add {
                from: *asker,
                to: *asked,
                kind: FlowKind::Consult,
                frequency: *frequency,
            }),
            TriedEdit::Tell { teller, told, frequency } => Command::Flow(FlowCommand::Add {
                from: *teller,
                to: *told,
                kind: FlowKind::Instruct,
                frequency: *frequency,
            }),
            TriedEdit::GiveRight { domain, from, to } => {
                let right = stage.positions().get(*from)?.rights.get(domain).copied();
                let set = |id, right| {
                    let (positions, domain) = (vec![id], domain.clone());
                    Command::Position(PositionCommand::Set(PositionValue::Right {
                        positions,
                        domain,
                        right,
                    }))
                };
                let commands = vec![set(*from, None), set(*to, right)];
                Command::All(Composite { label: String::new(), commands })
            }
            TriedEdit::SkipLevel { line, to } => {
                let positions = vec![stage.lines().get(*line)?.from];
                Command::Line(LineCommand::Reparent { positions, under: Some(*to) })
            }
            TriedEdit::Accept { line, accepts } => {
                let (lines, accepts) = (vec![*line], Some(*accepts));
                Command::Line(LineCommand::SetAccepts { lines, accepts })
            }
            TriedEdit::Decide { .. }
            | TriedEdit::Rules { .. }
            | TriedEdit::Explore { .. }
            | TriedEdit::Pin { .. }
            | TriedEdit::Claim { .. }
            | TriedEdit::Learn { .. } => return self.position_trial(edit),
        })
    }

    /// The command that changes what is known of one position as an edit tries it.
    fn position_trial(&self, edit: &TriedEdit) -> Option<Command> {
        let known = |id: &PositionId| self.shown_stage().positions().get(*id);
        Some(Command::Position(match edit {
            TriedEdit::Decide { position, domain } => PositionCommand::Set(PositionValue::Right {
                positions: vec![*position],
                domain: domain.clone(),
                right: Some(Right::Decides),
            }),
            TriedEdit::Rules { position, rules } => PositionCommand::Set(PositionValue::Rules {
                positions: vec![*position],
                rules: Some(*rules),
            }),
            TriedEdit::Explore { position, explore } => {
                let (positions, explore) = (vec![*position], Some(*explore));
                PositionCommand::Set(PositionValue::Explore { positions, explore })
            }
            TriedEdit::Pin { position, pin } => {
                PositionCommand::Set(PositionValue::Pin { positions: vec![*position], pin: *pin })
            }
            TriedEdit::Claim { position, answer } => PositionCommand::Set(PositionValue::Survey {
                position: *position,
                responses: claimed(&known(position)?.survey, *answer),
            }),
            TriedEdit::Learn { position, domain } => {
                PositionCommand::Set(PositionValue::Expertise {
                    positions: vec![*position],
                    domain: domain.clone(),
                    level: Some(learned(known(position)?, domain)?),
                })
            }
            TriedEdit::Drop(_)
            | TriedEdit::AskInsteadOfTell(_)
            | TriedEdit::TellInsteadOfAsk(_)
            | TriedEdit::Leave(_)
            | TriedEdit::Ask { .. }
            | TriedEdit::Tell { .. }
            | TriedEdit::GiveRight { .. }
            | TriedEdit::SkipLevel { .. }
            | TriedEdit::Accept { .. } => return None,
        }))
    }
}
