//! Trying single edits: all of them in the background, and one on the map, to be kept or dropped.

use std::sync::Arc;

use super::action::History;
use super::analysis::QuestionKey;
use super::effect::{Ask, Effect};
use super::state::Session;
use crate::analysis::{Question, Settings, TriedEdit, WhatIf};
use crate::display::trial_words;
use crate::edit::{Command, Composite, FlowCommand, LineCommand, PositionCommand};
use crate::model::FlowKind;
use crate::quantity::{Expertise, Frequency};

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
        &self.trials
    }

    /// Whether what is known of single edits is about the map as it is.
    #[must_use]
    pub fn trials_are_fresh(&self) -> bool {
        matches!(&self.trials, Trials::Ready { key, .. } if *key == self.question_key())
    }

    /// The edit that is on the map for a trial; nothing when something else was done since.
    #[must_use]
    pub fn trial(&self) -> Option<&Trial> {
        let same = |trial: &&Trial| self.undo_label() == Some(trial.label.as_str());
        self.trial.as_ref().filter(same)
    }

    pub(super) fn work_out_trials(&mut self, effects: &mut Vec<Effect>) {
        let key = self.question_key();
        self.trials = Trials::Working { key, done: 0, total: 0 };
        let question =
            Question { stage: self.shown_stage().clone(), settings: Settings::default() };
        let map = self.editor.map().clone();
        effects.push(Effect::TryEdits(Box::new(Ask { key, map, stage: self.stage, question })));
    }

    pub(super) fn stop_trials(&mut self, effects: &mut Vec<Effect>) {
        self.trials = Trials::None;
        effects.push(Effect::ForgetTrials);
    }

    pub(super) fn take_progress(&mut self, of: QuestionKey, now: usize, all: usize) {
        if let Trials::Working { key, done, total } = &mut self.trials
            && *key == of
        {
            (*done, *total) = (now, all);
        }
    }

    pub(super) fn take_trials(&mut self, of: QuestionKey, what_if: Arc<WhatIf>) {
        if matches!(&self.trials, Trials::Working { key, .. } if *key == of) {
            self.trials = Trials::Ready { key: of, what_if };
        }
    }

    /// Puts an edit on the map, as a step of its own.
    pub(super) fn try_edit(&mut self, edit: &TriedEdit) {
        let Some(command) = self.trial_command(edit) else { return };
        let words = trial_words(self.shown_stage(), edit);
        let analysis = self.shown.answer().map(|answer| &answer.analysis);
        let pull = analysis.and_then(|it| it.gravity.pull.as_ref().ok().copied());
        let gap = analysis.and_then(|it| Some(it.gap.as_ref().ok()?.tv));
        let label = format!("Try: {words}");
        let fresh = self.trials_are_fresh();
        self.execute(&Command::All(Composite { label: label.clone(), commands: vec![command] }));
        self.trial = Some(Trial { words, before: (pull, gap), label, fresh });
    }

    pub(super) fn end_trial(&mut self, keep: bool) {
        let on_trial = self.trial().is_some();
        let trial = self.trial.take();
        if keep || !on_trial {
            return;
        }
        self.walk(History::Undo);
        // The map is as it was when all edits were tried.
        let now = self.question_key();
        if let (Some(Trial { fresh: true, .. }), Trials::Ready { key, .. }) =
            (trial, &mut self.trials)
        {
            *key = now;
        }
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
            TriedEdit::AskExpert { asker, expert } => Command::Flow(FlowCommand::Add {
                from: *asker,
                to: *expert,
                kind: FlowKind::Consult,
                frequency: Frequency::ONE,
            }),
            TriedEdit::GiveRight { domain, from, to } => {
                let right = stage.positions().get(*from)?.rights.get(domain).copied();
                let set = |id, right| {
                    let (positions, domain) = (vec![id], domain.clone());
                    Command::Position(PositionCommand::SetRight { positions, domain, right })
                };
                let commands = vec![set(*from, None), set(*to, right)];
                Command::All(Composite { label: String::new(), commands })
            }
            TriedEdit::Learn { position, domain } => {
                let known = stage.positions().get(*position)?.expertise.get(domain)?;
                let level = Expertise::new(known.get() + 1.0).ok();
                let (positions, domain) = (vec![*position], domain.clone());
                Command::Position(PositionCommand::SetExpertise { positions, domain, level })
            }
            TriedEdit::SkipLevel { line, to } => {
                let positions = vec![stage.lines().get(*line)?.from];
                Command::Line(LineCommand::Reparent { positions, under: Some(*to) })
            }
        })
    }
}
