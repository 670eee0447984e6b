//! Trying single edits: all of them in the background, and one on the map, to be kept or dropped.

use std::sync::Arc;

use super::action::History;
use super::analysis::QuestionKey;
use super::effect::{Ask, Effect, Errand};
use super::notice::Tone;
use super::state::Session;
use crate::analysis::{Analysis, Misfit, Question, TriedEdit, WhatIf, claimed, learned};
use crate::edit::{Command, Composite, FlowCommand, LineCommand, PositionCommand, PositionValue};
use crate::model::{FlowKind, PositionId};
use crate::quantity::Right;
use crate::wording::steps_words;

/// What is tried on the open map.
#[derive(Debug, Default)]
pub(super) struct Trying {
    pub(super) trials: Trials,
    pub(super) trial: Option<Trial>,
    /// The misfit whose edit is being looked for.
    pub(super) clearing: Option<Misfit>,
    /// The edit that is looked at.
    pub(super) ghost: Option<Ghost>,
}

/// What is known of single edits.
#[derive(Debug, Clone, Default)]
pub enum Trials {
    /// Nobody has asked.
    #[default]
    None,
    /// Being worked out: so many of so many.
    Working {
        /// For which map.
        key: QuestionKey,
        /// How many are done.
        done: usize,
        /// How many there are; 0 while that is not known.
        total: usize,
    },
    /// Worked out.
    Ready {
        /// For which map.
        key: QuestionKey,
        /// What each edit would move.
        what_if: Arc<WhatIf>,
    },
}

/// Where the centres would come to lie after an edit that is only looked at.
#[derive(Debug, Clone)]
pub struct Ghost {
    /// The edit.
    pub edit: TriedEdit,
    /// For which map.
    pub key: QuestionKey,
    /// What the map would say; nothing while that is being worked out.
    pub then: Option<Arc<Analysis>>,
}

/// An edit that is on the map for a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// What it does, in words.
    pub words: String,
    /// Pull and gap before it; nothing where they were not defined.
    pub before: (Option<f64>, Option<f64>),
    label: String,
    /// Whether what was known of single edits was about the map before it.
    fresh: bool,
}

impl Session {
    /// What is known of single edits.
    #[must_use]
    pub fn trials(&self) -> &Trials {
        &self.what_if.trials
    }

    /// Whether what is known of single edits is about the map as it is.
    #[must_use]
    pub fn trials_are_fresh(&self) -> bool {
        matches!(&self.what_if.trials, Trials::Ready { key, .. } if *key == self.question_key())
    }

    /// The edit that is on the map for a trial; nothing when something else was done since.
    #[must_use]
    pub fn trial(&self) -> Option<&Trial> {
        let same = |trial: &&Trial| self.undo_label() == Some(trial.label.as_str());
        self.what_if.trial.as_ref().filter(same)
    }

    /// The question that the present map asks, with all that its answer needs.
    fn ask(&self) -> Box<Ask> {
        let question = Question { stage: self.shown_stage().clone(), settings: self.settings() };
        let (key, map) = (self.question_key(), self.document.editor.map().clone());
        Box::new(Ask { key, map, stage: self.document.stage, question })
    }

    pub(super) fn work_out_trials(&mut self, effects: &mut Vec<Effect>) {
        self.what_if.trials = Trials::Working { key: self.question_key(), done: 0, total: 0 };
        effects.push(Effect::TryEdits(self.ask()));
    }

    /// Where the centres would come to lie after the edit that is looked at.
    #[must_use]
    pub fn ghost(&self) -> Option<&Ghost> {
        self.what_if.ghost.as_ref().filter(|ghost| ghost.key == self.question_key())
    }

    /// The misfit whose edit is being looked for.
    #[must_use]
    pub fn clearing(&self) -> Option<&Misfit> {
        self.what_if.clearing.as_ref()
    }

    pub(super) fn preview(&mut self, edit: Option<&TriedEdit>, effects: &mut Vec<Effect>) {
        self.what_if.ghost = edit.map(|edit| {
            effects.push(Effect::RunErrand(self.ask(), Errand::Preview(edit.clone())));
            Ghost { edit: edit.clone(), key: self.question_key(), then: None }
        });
    }

    pub(super) fn take_preview(&mut self, of: QuestionKey, edit: &TriedEdit, it: Arc<Analysis>) {
        if let Some(ghost) = &mut self.what_if.ghost
            && ghost.key == of
            && ghost.edit == *edit
        {
            ghost.then = Some(it);
        }
    }

    pub(super) fn find_remedy(&mut self, misfit: &Misfit, effects: &mut Vec<Effect>) {
        self.what_if.clearing = Some(misfit.clone());
        effects.push(Effect::RunErrand(self.ask(), Errand::Clear(misfit.clone())));
    }

    pub(super) fn take_remedy(
        &mut self,
        of: QuestionKey,
        misfit: &Misfit,
        steps: Option<Vec<TriedEdit>>,
    ) {
        if self.what_if.clearing.as_ref() != Some(misfit) {
            return;
        }
        self.what_if.clearing = None;
        if of != self.question_key() {
            self.view.status = "The map has changed; ask again for the edit".into();
            return;
        }
        match steps {
            Some(steps) => self.try_steps(&steps),
            None => self.tell(Tone::Problem, "No edit was found that would clear this."),
        }
    }

    pub(super) fn stop_trials(&mut self, effects: &mut Vec<Effect>) {
        self.what_if.trials = Trials::None;
        effects.push(Effect::ForgetTrials);
    }

    pub(super) fn take_progress(&mut self, of: QuestionKey, now: usize, all: usize) {
        if let Trials::Working { key, done, total } = &mut self.what_if.trials
            && *key == of
        {
            (*done, *total) = (now, all);
        }
    }

    pub(super) fn take_trials(&mut self, of: QuestionKey, what_if: Arc<WhatIf>) {
        if matches!(&self.what_if.trials, Trials::Working { key, .. } if *key == of) {
            self.what_if.trials = Trials::Ready { key: of, what_if };
        }
    }

    /// Puts an edit on the map, as a step of its own.
    pub(super) fn try_edit(&mut self, edit: &TriedEdit) {
        self.try_steps(std::slice::from_ref(edit));
    }

    /// Puts several edits on the map, as one step.
    fn try_steps(&mut self, steps: &[TriedEdit]) {
        let Some(commands) = self.trial_commands(steps) else { return };
        let words = steps_words(self.shown_stage(), steps);
        let analysis = self.readings.shown.answer().map(|answer| &answer.analysis);
        let pull = analysis.and_then(|it| it.gravity.pull.as_ref().ok().copied());
        let gap = analysis.and_then(|it| Some(it.gap.as_ref().ok()?.tv));
        let label = format!("Try: {words}");
        let fresh = self.trials_are_fresh();
        self.what_if.ghost = None;
        let before = self.question_key();
        self.execute(&Command::All(Composite { label: label.clone(), commands }));
        if self.question_key() != before {
            self.what_if.trial = Some(Trial { words, before: (pull, gap), label, fresh });
        }
    }

    pub(super) fn end_trial(&mut self, keep: bool) {
        let on_trial = self.trial().is_some();
        let trial = self.what_if.trial.take();
        if keep || !on_trial {
            return;
        }
        self.walk(History::Undo);
        // The map is as it was when all edits were tried.
        let now = self.question_key();
        if let (Some(Trial { fresh: true, .. }), Trials::Ready { key, .. }) =
            (trial, &mut self.what_if.trials)
        {
            *key = now;
        }
    }

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
            _ => return self.position_trial(edit),
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
            _ => return None,
        }))
    }
}
