use super::history::{Editor, Entry, Place};
use super::{Command, Done, Refused, Transaction, plan};
use crate::model::{OrgMap, StageId};

/// The start of a gesture: the map as it was then, and what the hand has made of it since.
#[derive(Debug, Clone)]
pub(super) struct Mark<K> {
    label: String,
    keep: K,
    base: OrgMap,
    ids_from: u64,
    shown: Option<Shown>,
    pub(super) place: Place,
}

/// What a gesture shows at the moment.
#[derive(Debug, Clone)]
struct Shown {
    transaction: Transaction,
    stage_before: StageId,
    stage_after: StageId,
    makes: bool,
}

impl<K> Mark<K> {
    /// Whether the map is as it was when the gesture began.
    pub(super) fn is_blank(&self) -> bool {
        self.shown.is_none()
    }
}

impl<K: Clone> Editor<K> {
    /// Begins a gesture. `keep` is the keepsake of the place before it. When `label` is empty,
    /// the step is called after its last preview. A gesture that is still open is kept first.
    pub fn begin(&mut self, label: impl Into<String>, keep: K) {
        self.close_gesture();
        let place = self.place();
        self.mark = Some(Mark {
            label: label.into(),
            keep,
            base: self.map.clone(),
            ids_from: self.ids_from,
            shown: None,
            place,
        });
    }

    /// Whether a gesture is open.
    #[must_use]
    pub fn is_in_gesture(&self) -> bool {
        self.mark.is_some()
    }

    /// Shows what the map would be if the gesture ended here. It takes the place of the preview
    /// before, so that a command always starts from the map at the beginning of the gesture.
    ///
    /// # Errors
    /// The command is refused, or no gesture is open. The preview before stays.
    pub fn preview(&mut self, stage: StageId, command: &Command) -> Result<Done, Refused> {
        let Some(mark) = &self.mark else {
            return Err(Refused::new("No gesture is open", "begin one first"));
        };
        let planned = plan(&mark.base, stage, mark.ids_from, command)?;
        let after = planned.transaction.applied_to(&mark.base)?;
        let shown = (!planned.transaction.is_empty()).then(|| Shown {
            transaction: planned.transaction.clone(),
            stage_before: stage,
            stage_after: planned.stage.unwrap_or(stage),
            makes: !planned.made.is_empty(),
        });
        self.show(after, shown);
        Ok(Done { label: planned.transaction.label, made: planned.made, stage: planned.stage })
    }

    /// Keeps the gesture as one step and says what it is called; nothing when it changed
    /// nothing. `keep` is the keepsake of the place after it.
    pub fn commit(&mut self, keep: K) -> Option<String> {
        let mark = self.mark.take()?;
        let shown = mark.shown?;
        let mut transaction = shown.transaction;
        if !mark.label.is_empty() {
            transaction.label = mark.label;
        }
        let label = transaction.label.clone();
        self.end_group();
        self.undone.clear();
        let ground = self.ground_of(&transaction, mark.place);
        self.done.push(Entry {
            transaction,
            place: mark.place,
            ground,
            before: mark.keep,
            after: Some(keep),
            stage_before: shown.stage_before,
            stage_after: shown.stage_after,
            group: None,
            makes: shown.makes,
        });
        Some(label)
    }

    /// Gives the gesture up; the map and the history are as if it had never begun.
    pub fn bail(&mut self) {
        if let Some(base) = self.mark.as_ref().map(|mark| mark.base.clone()) {
            self.show(base, None);
            self.mark = None;
        }
    }

    /// Keeps a gesture that somebody forgot to end.
    pub(super) fn close_gesture(&mut self) {
        if let Some(keep) = self.mark.as_ref().map(|mark| mark.keep.clone()) {
            self.commit(keep);
        }
    }

    /// Replaces what the open gesture shows.
    fn show(&mut self, map: OrgMap, shown: Option<Shown>) {
        let place = self.new_place();
        let Some(mark) = &mut self.mark else { return };
        let gone = mark.shown.take().map(|shown| shown.transaction);
        mark.shown = shown;
        mark.place = place;
        let mut changes = gone.map(|step| step.inverse().changes).unwrap_or_default();
        if let Some(shown) = &mark.shown {
            changes.extend(shown.transaction.changes.iter().cloned());
        }
        // From one preview to the next often little has changed, or only how it is drawn.
        let step = Transaction { label: mark.label.clone(), changes }.squash();
        self.take(map, &step);
    }
}
