use super::gesture::Mark;
use super::{Command, Planned, Refused, Transaction, plan};
use crate::model::{OrgMap, PositionId, StageId, breaches};

/// The open map and everything that was done to it.
///
/// `K` is a keepsake that the caller attaches to every step, such as what was selected; it comes
/// back when the step is taken back. Identities that were handed out once are not handed out
/// again while the map is open, even when the step that made them was taken back.
#[derive(Debug, Clone)]
pub struct Editor<K> {
    pub(super) map: OrgMap,
    pub(super) done: Vec<Entry<K>>,
    pub(super) undone: Vec<Entry<K>>,
    pub(super) mark: Option<Mark<K>>,
    /// Above every identity that was ever handed out.
    pub(super) ids_from: u64,
    /// The place where the history begins.
    start: Place,
    last_place: Place,
    saved: Option<Place>,
    /// The saved place, or the last one before it behind which nothing was done but folding.
    saved_ground: Option<Place>,
    content: u64,
    placement: u64,
}

/// One step that was done, and what is needed to walk over it.
#[derive(Debug, Clone)]
pub(super) struct Entry<K> {
    pub(super) transaction: Transaction,
    pub(super) place: Place,
    /// The same place, or the last one before it where the step only folds something away or out:
    /// that is looking, and nothing to be saved.
    pub(super) ground: Place,
    pub(super) before: K,
    /// The keepsake after the step, when it was told.
    pub(super) after: Option<K>,
    pub(super) stage_before: StageId,
    pub(super) stage_after: StageId,
    /// The step that follows joins this one when it has the same name.
    pub(super) group: Option<String>,
    /// Whether this step made positions, so that its label says what they are for.
    pub(super) makes: bool,
}

/// A place in the history. Two are equal when the map is the same at both; a place on a branch
/// that was given up is never reached again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(u64);

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What the step is called; empty when nothing had to be changed, and then nothing was
    /// recorded.
    pub label: String,
    /// The positions it made.
    pub made: Vec<PositionId>,
    /// The stage that ought to be shown now, when that is another one.
    pub stage: Option<StageId>,
}

/// Where a walk back or forth in the history has led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Walked<K> {
    /// The step that was taken back or done again.
    pub label: String,
    /// The keepsake of that place.
    pub keepsake: K,
    /// The stage in which the step shows.
    pub stage: StageId,
}

impl<K: Clone> Editor<K> {
    /// Opens a map, which counts as saved.
    #[must_use]
    pub fn new(map: OrgMap) -> Self {
        let start = Place(0);
        Self {
            ids_from: map.next_id(),
            map,
            done: Vec::new(),
            undone: Vec::new(),
            mark: None,
            start,
            last_place: start,
            saved: Some(start),
            saved_ground: Some(start),
            content: 0,
            placement: 0,
        }
    }

    /// Another editor that begins with the map as it is now, without anything to take back. It
    /// hands out no identity that was handed out before.
    #[must_use]
    pub fn fork(&self) -> Self {
        let start = Place(0);
        Self {
            map: self.map.clone(),
            done: Vec::new(),
            undone: Vec::new(),
            mark: None,
            ids_from: self.ids_from,
            start,
            last_place: start,
            saved: None,
            saved_ground: None,
            content: 0,
            placement: 0,
        }
    }

    /// What the last step changed; nothing where nothing was done.
    #[must_use]
    pub fn last_step(&self) -> Option<&Transaction> {
        self.done.last().map(|entry| &entry.transaction)
    }

    /// The map as it is now, with what an open gesture previews.
    #[must_use]
    pub fn map(&self) -> &OrgMap {
        &self.map
    }

    /// What a command would be called; nothing when it would be refused.
    #[must_use]
    pub fn label_of(&self, stage: StageId, command: &Command) -> Option<String> {
        let planned = plan(&self.map, stage, self.ids_from, command).ok()?;
        Some(planned.transaction.label)
    }

    /// The identity that the next new record will have.
    #[must_use]
    pub fn identity_from(&self) -> u64 {
        self.map.next_id().max(self.ids_from)
    }

    /// Grows whenever what the map says has changed.
    #[must_use]
    pub fn content_revision(&self) -> u64 {
        self.content
    }

    /// Grows whenever how the map is drawn has changed.
    #[must_use]
    pub fn placement_revision(&self) -> u64 {
        self.placement
    }

    /// Carries a command out as one step. `keep` is the keepsake of the place before it. An open
    /// gesture is kept first, as a step of its own.
    ///
    /// # Errors
    /// The command is refused; the map is as before.
    pub fn execute(&mut self, stage: StageId, command: &Command, keep: K) -> Result<Done, Refused> {
        self.record(stage, command, keep, None)
    }

    /// As [`Self::execute`], but as one step with the one before when that was executed under
    /// the same group: repeated nudges, a slider that is being dragged. A step does not join one
    /// that was saved or walked over.
    ///
    /// # Errors
    /// The command is refused; the map is as before.
    pub fn execute_joined(
        &mut self,
        stage: StageId,
        command: &Command,
        keep: K,
        group: &str,
    ) -> Result<Done, Refused> {
        self.record(stage, command, keep, Some(group))
    }

    /// Tells the keepsake of the place after the last step, for doing it again. Until it is
    /// told, the one before the next step stands in for it.
    pub fn keep_after(&mut self, keep: K) {
        if let Some(entry) = self.done.last_mut() {
            entry.after = Some(keep);
        }
    }

    /// Takes the last step back. While a gesture is open, only that is given up.
    pub fn undo(&mut self) -> Option<Walked<K>> {
        if self.mark.is_some() {
            self.bail();
            return None;
        }
        let mut entry = self.done.pop()?;
        let inverse = entry.transaction.inverse();
        if !self.carry_out(&inverse) {
            self.done.push(entry);
            return None;
        }
        entry.group = None;
        self.end_group();
        let walked = Walked {
            label: entry.transaction.label.clone(),
            keepsake: entry.before.clone(),
            stage: entry.stage_before,
        };
        self.undone.push(entry);
        Some(walked)
    }

    /// Does the step again that was last taken back. While a gesture is open, only that is
    /// given up.
    pub fn redo(&mut self) -> Option<Walked<K>> {
        if self.mark.is_some() {
            self.bail();
            return None;
        }
        let entry = self.undone.pop()?;
        if !self.carry_out(&entry.transaction) {
            self.undone.push(entry);
            return None;
        }
        let next = self.undone.last().map(|next| &next.before);
        let after = entry.after.as_ref().or(next).unwrap_or(&entry.before);
        let walked = Walked {
            label: entry.transaction.label.clone(),
            keepsake: after.clone(),
            stage: entry.stage_after,
        };
        self.done.push(entry);
        Some(walked)
    }

    /// What undo would take back.
    #[must_use]
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|entry| entry.transaction.label.as_str())
    }

    /// What redo would do again.
    #[must_use]
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|entry| entry.transaction.label.as_str())
    }

    /// The labels of all steps, oldest first, and whether each is done at present: those that
    /// were taken back stand at the end.
    pub fn entries(&self) -> impl Iterator<Item = (&str, bool)> {
        let done = self.done.iter().map(|entry| (entry.transaction.label.as_str(), true));
        let undone =
            self.undone.iter().rev().map(|entry| (entry.transaction.label.as_str(), false));
        done.chain(undone)
    }

    /// Where in the history the map is, to be given back when it was saved.
    #[must_use]
    pub fn place(&self) -> Place {
        match &self.mark {
            Some(mark) if !mark.is_blank() => mark.place,
            Some(_) | None => self.top(),
        }
    }

    /// The map was saved as it is now.
    pub fn mark_saved(&mut self) {
        self.mark_saved_at(self.place());
    }

    /// The map was saved as it was at a place, which may be behind by now.
    pub fn mark_saved_at(&mut self, place: Place) {
        self.saved = Some(place);
        let entries = self.done.iter().chain(&self.undone);
        let ground = entries.into_iter().find(|entry| entry.place == place);
        self.saved_ground = Some(ground.map_or(place, |entry| entry.ground));
    }

    /// The map was not saved in any place: it came from elsewhere, such as a recovered copy.
    pub fn mark_unsaved(&mut self) {
        self.saved = None;
        self.saved_ground = None;
    }

    /// Whether the map is as it was saved, or differs only in what is folded away. Walking back
    /// to the saved place makes it so again.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        let now = match &self.mark {
            Some(mark) if !mark.is_blank() => mark.place,
            Some(_) | None => self.ground(),
        };
        self.saved_ground == Some(now)
    }

    fn ground(&self) -> Place {
        self.done.last().map_or(self.start, |entry| entry.ground)
    }

    /// The ground of a step that is put on top of what is done.
    pub(super) fn ground_of(&self, step: &Transaction, place: Place) -> Place {
        if step.only_folds() { self.ground() } else { place }
    }

    fn record(
        &mut self,
        stage: StageId,
        command: &Command,
        keep: K,
        group: Option<&str>,
    ) -> Result<Done, Refused> {
        self.close_gesture();
        let planned = plan(&self.map, stage, self.ids_from, command)?;
        let Planned { transaction, made, stage: shown } = planned;
        if transaction.is_empty() {
            return Ok(Done { label: String::new(), made, stage: shown });
        }
        let after = transaction.applied_to(&self.map)?;
        self.take(after, &transaction);
        let done = Done { label: transaction.label.clone(), made, stage: shown };
        self.undone.clear();
        let place = self.new_place();
        let ground = self.ground_of(&transaction, place);
        let entry = Entry {
            transaction,
            place,
            ground,
            before: keep,
            after: None,
            stage_before: stage,
            stage_after: shown.unwrap_or(stage),
            group: group.map(Into::into),
            makes: !done.made.is_empty(),
        };
        self.push(entry);
        Ok(done)
    }

    /// Puts a step at the end, or joins it with the last one of its group.
    fn push(&mut self, entry: Entry<K>) {
        let saved = self.saved;
        let joins = |last: &&mut Entry<K>| {
            entry.group.is_some()
                && last.group == entry.group
                && last.stage_after == entry.stage_before
                && Some(last.place) != saved
        };
        let Some(last) = self.done.last_mut().filter(joins) else {
            self.done.push(entry);
            return;
        };
        let label = match last.makes {
            true => last.transaction.label.clone(),
            false => entry.transaction.label,
        };
        let mut changes = std::mem::take(&mut last.transaction.changes);
        changes.extend(entry.transaction.changes);
        last.transaction = Transaction { label, changes }.squash();
        let folds = last.transaction.only_folds();
        last.ground = if folds { last.ground } else { entry.place };
        last.place = entry.place;
        last.after = entry.after;
        last.stage_after = entry.stage_after;
        last.makes |= entry.makes;
        if last.transaction.is_empty() {
            self.done.pop();
        }
    }

    /// The next step starts anew, whatever its group.
    pub(super) fn end_group(&mut self) {
        if let Some(entry) = self.done.last_mut() {
            entry.group = None;
        }
    }

    pub(super) fn new_place(&mut self) -> Place {
        self.last_place = Place(self.last_place.0 + 1);
        self.last_place
    }

    fn top(&self) -> Place {
        self.done.last().map_or(self.start, |entry| entry.place)
    }

    /// Carries out a step that fits the map; false, and nothing changed, when it does not.
    fn carry_out(&mut self, transaction: &Transaction) -> bool {
        match transaction.applied_to(&self.map) {
            Ok(map) => {
                self.take(map, transaction);
                true
            }
            Err(_) => false,
        }
    }

    /// Takes the map after a step in.
    pub(super) fn take(&mut self, map: OrgMap, step: &Transaction) {
        debug_assert!(
            breaches(&map).is_empty() || !breaches(&self.map).is_empty(),
            "{} breaks a rule: {:?}",
            step.label,
            breaches(&map)
        );
        self.ids_from = self.ids_from.max(map.next_id());
        self.map = map;
        self.content += u64::from(step.touches_content());
        self.placement += u64::from(step.touches_placement());
    }
}
