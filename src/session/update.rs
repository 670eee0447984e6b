use super::action::{Action, History, Outcome, ViewAction};
use super::aim::Aiming;
use super::effect::Effect;
use super::select::Selection;
use super::state::Session;
use super::view::{Screen, Tool};
use crate::model::Subject;

impl Session {
    /// Does what an action asks, and says what the outside must do for it. Nothing else changes
    /// a session.
    pub fn update(&mut self, action: Action) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.waits_for_trial(&action) {
            return effects;
        }
        match action {
            Action::Edit(action) => self.edit(action, &mut effects),
            Action::Gesture(gesture) => self.gesture(gesture),
            Action::History(History::Undo) if self.trial().is_some() => {
                self.end_trial(false, &mut effects);
            }
            Action::History(step) => self.walk(step),
            Action::Aim(aim) => self.aim(aim),
            Action::Clip(action) => self.clip(action, &mut effects),
            Action::Survey(action) => self.survey(&action),
            Action::Select(action) => self.select(action),
            Action::View(action) => self.view(&action, &mut effects),
            Action::Guess(action) => self.guess(action, &mut effects),
            Action::Table(action) => self.table(action),
            Action::Present(action) => self.present(&action, &mut effects),
            Action::File(action) => self.file_action(action, &mut effects),
            Action::Import(action) => self.import(action, &mut effects),
            Action::Outcome(outcome) => self.outcome(outcome, &mut effects),
        }
        self.settle_trial();
        self.settle_veil();
        self.rearrange(&mut effects);
        self.settle_highlight();
        effects.extend(self.view.hung.take().map(|(from, to)| Effect::ShowEnds(from, to)));
        if self.view.screen == Screen::Map {
            self.settle(&mut effects);
            self.settle_compared(&mut effects);
            self.settle_trail(&mut effects);
        }
        self.tell_state();
        self.settle_journal(&mut effects);
        self.settle_watch(&mut effects);
        self.settle_veiled_texts();
        effects
    }

    fn view(&mut self, action: &ViewAction, effects: &mut Vec<Effect>) {
        match *action {
            ViewAction::Lens(lens) => {
                self.view.lens = lens;
                self.narrow();
            }
            ViewAction::Tool(tool) => {
                self.view.tool = tool;
                self.view.aiming = Aiming::default();
            }
            ViewAction::Focus => self.focus(),
            ViewAction::WidenFocus(wider) => self.widen_focus(wider),
            ViewAction::Leave => self.leave_layer(),
            ViewAction::Stage(stage) => self.go_to_stage(stage, effects),
            ViewAction::TryEdits => self.work_out_trials(effects),
            ViewAction::StopTrials => self.stop_trials(effects),
            ViewAction::Compare(stage) => self.compare(stage, effects),
            ViewAction::Domain(ref domain) => {
                self.readings.domain.clone_from(domain);
                self.narrow();
            }
            ViewAction::Clear(ref misfit) => self.find_remedy(misfit, effects),
            ViewAction::Preview(ref edit) => self.preview(edit.as_ref(), effects),
            ViewAction::Weigh(tenths) => self.weigh(tenths),
            ViewAction::Highlight(ref highlight) => self.view.highlight.clone_from(highlight),
            ViewAction::EndTrial(keep) => self.end_trial(keep, effects),
            ViewAction::StayOnTrial => self.stay_on_trial(),
            ViewAction::Hint(why) => self.view.status = why.into(),
            ViewAction::DismissNotice => {
                self.notices.pop_front();
            }
            ViewAction::Welcome => self.view.screen = Screen::Welcome,
        }
    }

    /// Whether there is a layer to leave.
    pub(super) fn has_layer(&self) -> bool {
        let view = &self.view;
        let selected = !view.selection.is_empty();
        let laid = matches!(self.subject(), Subject::Guesses(_) | Subject::Comparison { .. });
        laid || view.tool != Tool::Select
            || view.highlight.is_some()
            || selected
            || view.focus.is_some()
    }

    pub(super) fn leave_layer(&mut self) {
        if matches!(self.subject(), Subject::Guesses(_) | Subject::Comparison { .. }) {
            self.presenting.subject = Subject::Map;
        } else if self.view.tool != Tool::Select {
            self.view.tool = Tool::Select;
            self.view.aiming = Aiming::default();
        } else if self.view.highlight.is_some() {
            self.view.highlight = None;
        } else if !self.view.selection.is_empty() {
            self.view.selection = Selection::default();
        } else {
            self.view.focus = None;
        }
    }

    fn outcome(&mut self, outcome: Outcome, effects: &mut Vec<Effect>) {
        match outcome {
            Outcome::Analysed(answer) => self.take_answer(answer, effects),
            Outcome::Arranged(revision, places) => self.take_arrangement(revision, places),
            Outcome::Communicating(of, done) => self.take_communication_progress(of, done),
            Outcome::Communicated(of, places) => self.take_communication(of, places),
            // Cuts and pictures are the window's own.
            Outcome::Unfolded(..) | Outcome::Painted(..) | Outcome::Developed(..) => {}
            Outcome::Trying(key, done, total) => self.take_progress(key, done, total),
            Outcome::Tried(key, what_if) => self.take_trials(key, what_if),
            Outcome::Remedied(key, misfit, steps) => self.take_remedy(key, &misfit, steps, effects),
            Outcome::Previewed(key, edit, then) => self.take_preview(key, &edit, then),
            Outcome::KitProgress { done, total } => self.take_kit_progress(done, total),
            Outcome::KitWritten(written) => self.take_kit(written),
            Outcome::Compared(key, stage, it, drawn) => self.take_compared(key, stage, it, drawn),
            Outcome::Trailed(key, stages) => self.take_trail(key, stages),
            Outcome::ScenesDrawn(of, sheets) => self.take_sheets(of, sheets),
            Outcome::AnalysisFailed(key, why) => self.take_failure(key, why),
            Outcome::Opened(order, result) => self.opened(order, result, effects),
            Outcome::Reading(number, done, of) => self.reading_on(number, done, of),
            Outcome::Arrived(order, source) => self.arrived(order, source, effects),
            Outcome::DraftFailed(number, why) => self.draft_failed(number, why),
            Outcome::Proposed(number, proposal) => self.proposed(number, proposal),
            Outcome::Exported(path, export, result) => {
                self.exported(path, export, result, effects);
            }
            Outcome::ChangedUnderneath(document, there) => self.changed_underneath(document, there),
            Outcome::OpenTwice(document) => self.open_twice(document),
            Outcome::FoundLost(lost) => self.found_lost(lost),
            Outcome::JournalFailed(why) => self.journal_failed(&why),
            Outcome::AnswersRead(path, result) => self.answers_read(&path, result),
            Outcome::Saved(document, path, result) => self.saved(document, path, result, effects),
        }
    }
}
