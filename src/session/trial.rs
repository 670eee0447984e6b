//! An edit on trial: it stands beside the map, which is as it was until the edit is kept.

use super::action::{Action, Aim, ClipAction, EditAction, History, NameEnd, ViewAction};
use super::analysis::Shown;
use super::document::Document;
use super::effect::Effect;
use super::import::ImportAction;
use super::notice::Tone;
use super::round_table::TableAction;
use super::select::{Item, Selection};
use super::state::Session;
use super::survey::SurveyAction;
use crate::analysis::TriedEdit;
use crate::drawing::picture::ArcId;
use crate::edit::{Command, Composite, Editor, Place};
use crate::model::{Change, OrgMap, PositionId};
use crate::wording::{steps_words, what_differs};

/// Tells apart what was put on trial one after the other on one map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrialId(u64);

/// An edit on trial. The map is shown with it, and saved without it.
#[derive(Debug)]
pub struct Trial {
    /// What it does, in words.
    pub words: String,
    /// Pull and gap before it; nothing where they were not defined.
    pub before: (Option<f64>, Option<f64>),
    /// Everything it changes, in words.
    pub changes: Vec<String>,
    /// What of the shown map is new or changed.
    pub items: Vec<Item>,
    /// The ends of lines and flows that are no longer there, where both still are.
    pub gone: Vec<(PositionId, PositionId)>,
    pub(super) id: TrialId,
    /// The map with the edit, beside the one that is kept.
    pub(super) editor: Editor<Selection>,
    command: Command,
    /// Where in its history the kept map is.
    base: Place,
    /// What was known of the kept map.
    known: Shown,
    /// What was asked for meanwhile that would change the map: whether the edit is to be kept or
    /// dropped must be said first.
    asked: Option<Option<Box<Action>>>,
}

impl Trial {
    /// Whether something was asked for that would change the map, so that it must be said first
    /// whether the edit is kept.
    #[must_use]
    pub fn must_be_decided(&self) -> bool {
        self.asked.is_some()
    }
}

impl Session {
    /// The edit on trial.
    #[must_use]
    pub fn trial(&self) -> Option<&Trial> {
        self.what_if.trial.as_ref()
    }

    /// The map as it is kept and saved: without what is on trial.
    #[must_use]
    pub fn kept_map(&self) -> &OrgMap {
        self.document.editor.map()
    }

    /// Puts several edits on trial, together.
    pub(super) fn try_steps(&mut self, steps: &[TriedEdit]) {
        let Some(commands) = self.trial_commands(steps) else { return };
        let words = steps_words(self.shown_stage(), steps);
        let command = Command::All(Composite { label: words.clone(), commands });
        let mut editor = self.document.editor.fork();
        let kept = self.view.selection.clone();
        if let Err(refused) = editor.execute(self.document.stage, &command, kept) {
            self.tell(Tone::Problem, refused.to_string());
            return;
        }
        let changes = what_differs(self.kept_map(), editor.map());
        let (items, gone) = changed(&self.document, &editor);
        if changes.is_empty() {
            self.view.status = "The map is so already".into();
            return;
        }
        let analysis = self.readings.shown.answer().map(|answer| &answer.analysis);
        let pull = analysis.and_then(|it| it.gravity.pull.as_ref().ok().copied());
        let gap = analysis.and_then(|it| Some(it.gap.as_ref().ok()?.tv));
        self.what_if.ghost = None;
        self.what_if.count += 1;
        self.view.status = format!("On trial: {words}");
        self.what_if.trial = Some(Trial {
            words,
            before: (pull, gap),
            changes,
            items,
            gone,
            id: TrialId(self.what_if.count),
            editor,
            command,
            base: self.document.editor.place(),
            known: self.readings.shown.clone(),
            asked: None,
        });
        self.view.selection = self.view.selection.within(self.shown_stage());
    }

    /// Keeps what is on trial, or drops it; then does what was asked for meanwhile.
    pub(super) fn end_trial(&mut self, keep: bool, effects: &mut Vec<Effect>) {
        let Some(trial) = self.what_if.trial.take() else { return };
        let answer = self.readings.shown.clone();
        if keep {
            let kept = self.view.selection.clone();
            let done = self.document.editor.execute(self.document.stage, &trial.command, kept);
            self.report(&done.map(|done| format!("Kept: {}", done.label)));
            self.know(answer);
        } else {
            self.view.status = format!("Dropped: {}", trial.words);
            self.know(trial.known);
        }
        self.view.selection = self.view.selection.within(self.shown_stage());
        if let Some(Some(action)) = trial.asked {
            effects.extend(self.update(*action));
        }
    }

    /// What is on trial stays there; what was asked for is given up.
    pub(super) fn stay_on_trial(&mut self) {
        if let Some(trial) = &mut self.what_if.trial {
            trial.asked = None;
        }
    }

    /// Takes over what is known of the map as it is now, so that it is not worked out again.
    fn know(&mut self, known: Shown) {
        let key = self.question_key();
        if let Shown::Fresh(mut answer) = known {
            answer.key = key;
            self.readings.shown = Shown::Fresh(answer);
            self.readings.asked = Some(key);
            self.narrow();
        }
    }

    /// Whether an action has to wait until it is said what becomes of what is on trial.
    pub(super) fn waits_for_trial(&mut self, action: &Action) -> bool {
        let changes = self.would_change(action);
        let Some(trial) = &mut self.what_if.trial else { return false };
        if !changes {
            return false;
        }
        if trial.asked.is_none() {
            // The hand has let go of a gesture by the time the question is answered.
            let gesture = matches!(action, Action::Gesture(_));
            trial.asked = Some((!gesture).then(|| Box::new(action.clone())));
        }
        true
    }

    /// Whether an action would change the map that is kept.
    fn would_change(&self, action: &Action) -> bool {
        match action {
            Action::Edit(EditAction::EndName(NameEnd::GiveUp, _)) => false,
            Action::Edit(_) | Action::Gesture(_) | Action::History(History::Redo) => true,
            Action::Aim(aim) => *aim == Aim::Take && self.aim_source().is_some(),
            Action::Clip(clip) => match clip {
                ClipAction::Cut | ClipAction::Paste { .. } | ClipAction::Confirm => true,
                ClipAction::Copy
                | ClipAction::UseColumn(..)
                | ClipAction::Known(_)
                | ClipAction::Drop
                | ClipAction::PictureCopied(_) => false,
            },
            Action::Survey(survey) => match survey {
                SurveyAction::Add { .. } | SurveyAction::Clear(_) | SurveyAction::Confirm => true,
                SurveyAction::Drop => false,
            },
            Action::View(view) => matches!(view, ViewAction::Clear(_)),
            Action::Present(action) => action.changes_map(),
            Action::Guess(action) => action.changes_map(),
            Action::Table(action) => !matches!(action, TableAction::End),
            Action::Import(action) => *action == ImportAction::Confirm,
            Action::History(History::Undo)
            | Action::Select(_)
            | Action::File(_)
            | Action::Outcome(_) => false,
        }
    }

    /// What is on trial does not outlive the map it was tried on: something may have changed that
    /// without asking.
    pub(super) fn settle_trial(&mut self) {
        let now = self.document.editor.place();
        if self.what_if.trial.as_ref().is_some_and(|trial| trial.base != now) {
            self.what_if.trial = None;
            self.view.selection = self.view.selection.within(self.shown_stage());
        }
    }
}

/// What the last step of an editor has made or changed of what is shown, and the ends of the lines
/// and flows that it took away.
fn changed(
    document: &Document,
    editor: &Editor<Selection>,
) -> (Vec<Item>, Vec<(PositionId, PositionId)>) {
    let stage = document.shown_stage_of(editor.map());
    let (mut items, mut gone) = (Vec::new(), Vec::new());
    for change in editor.last_step().map(|step| step.changes.as_slice()).unwrap_or_default() {
        match change {
            Change::Position(_, delta) => items.push(Item::Position(delta.id)),
            Change::Unit(_, delta) => items.push(Item::Unit(delta.id)),
            Change::Line(_, delta) => {
                items.push(Item::Arc(ArcId::Line(delta.id)));
                let before = delta.before.as_ref().filter(|_| delta.after.is_none());
                gone.extend(before.map(|line| (line.from, line.to)));
            }
            Change::Flow(_, delta) => {
                items.push(Item::Arc(ArcId::Flow(delta.id)));
                let before = delta.before.as_ref().filter(|_| delta.after.is_none());
                gone.extend(before.map(|flow| (flow.from, flow.to)));
            }
            Change::Header { .. }
            | Change::NextId { .. }
            | Change::Stage(_)
            | Change::Scene(_)
            | Change::Round(_)
            | Change::Routine(..)
            | Change::Placement(..) => {}
        }
    }
    let there = |id: PositionId| stage.positions().contains(id);
    gone.retain(|(from, to)| there(*from) && there(*to));
    (Selection::of(items).within(stage).items().collect(), gone)
}
