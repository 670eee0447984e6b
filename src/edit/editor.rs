use super::command::Command;
use super::draft::plan;
use super::refused::Refused;
use super::transaction::Transaction;
use crate::model::{OrgMap, PositionId, StageId};

/// A map that changes, with everything that was done to it.
///
/// Each entry of the history carries a keepsake of its caller from before and after, such as
/// what was selected; the editor never looks at it.
#[derive(Debug, Clone)]
pub struct Editor<K> {
    map: OrgMap,
    done: Vec<Entry<K>>,
    undone: Vec<Entry<K>>,
    saved: Option<Place>,
    gesture: Option<OpenGesture<K>>,
    content: u64,
    placement: u64,
    ids_from: u64,
    entries_made: u64,
}

/// One step of the history.
#[derive(Debug, Clone)]
struct Entry<K> {
    number: u64,
    stage: StageId,
    transaction: Transaction,
    group: Option<String>,
    before: K,
    after: K,
}

/// A gesture that is going on: a mark in the history, and what it has changed so far.
#[derive(Debug, Clone)]
struct OpenGesture<K> {
    label: String,
    before: K,
    preview: Option<(StageId, Transaction)>,
}

/// A place in the history: the number of the entry that stands last there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(u64);

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// In words; empty when everything was already as asked.
    pub label: String,
    /// The positions it made.
    pub made: Vec<PositionId>,
    /// The stage it made.
    pub stage: Option<StageId>,
}

/// One step through the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Walked<K> {
    /// What was taken back or done again, in words.
    pub label: String,
    /// The stage it was about.
    pub stage: StageId,
    /// What the caller had attached to this side of the step.
    pub keepsake: K,
}

impl<K: Clone> Editor<K> {
    /// An editor on a map that counts as saved.
    #[must_use]
    pub fn new(map: OrgMap) -> Self {
        Self {
            ids_from: map.next_id(),
            map,
            done: Vec::new(),
            undone: Vec::new(),
            saved: Some(Place(0)),
            gesture: None,
            content: 0,
            placement: 0,
            entries_made: 0,
        }
    }

    /// The map as it is now, an open gesture included.
    #[must_use]
    pub fn map(&self) -> &OrgMap {
        &self.map
    }

    /// Grows whenever what the map says changes.
    #[must_use]
    pub fn content_revision(&self) -> u64 {
        self.content
    }

    /// Grows whenever the way the map is drawn changes.
    #[must_use]
    pub fn placement_revision(&self) -> u64 {
        self.placement
    }

    /// Takes another map in, as saved, with an empty history.
    pub fn replace_map(&mut self, map: OrgMap) {
        let (content, placement) = (self.content + 1, self.placement + 1);
        *self = Self { content, placement, ..Self::new(map) };
    }

    /// Carries a command out as one entry. An open gesture is left first, without a trace.
    ///
    /// # Errors
    /// The command is refused; the map is as before.
    pub fn execute(&mut self, stage: StageId, command: &Command, keep: K) -> Result<Done, Refused> {
        self.bail();
        self.record(stage, command, keep, None)
    }

    /// Carries a command out, and joins it to the entry before it when that was made with the
    /// same group: a slider that is being dragged is one step.
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
        self.bail();
        self.record(stage, command, keep, Some(group.to_owned()))
    }

    fn record(
        &mut self,
        stage: StageId,
        command: &Command,
        keep: K,
        group: Option<String>,
    ) -> Result<Done, Refused> {
        let planned = plan(&self.map, stage, self.ids_from, command)?;
        let mut done =
            Done { label: String::new(), made: planned.made, stage: planned.stage };
        if planned.transaction.is_empty() {
            return Ok(done);
        }
        done.label.clone_from(&planned.transaction.label);
        self.apply(&planned.transaction)?;
        self.push(stage, planned.transaction, keep.clone(), keep, group);
        Ok(done)
    }

    fn push(
        &mut self,
        stage: StageId,
        transaction: Transaction,
        before: K,
        after: K,
        group: Option<String>,
    ) {
        self.undone.clear();
        let joins = group.is_some()
            && self.done.last().is_some_and(|last| last.group == group && last.stage == stage)
            && self.saved != Some(self.place());
        self.entries_made += 1;
        let number = self.entries_made;
        match self.done.pop() {
            Some(last) if joins => {
                let transaction = last.transaction.then(transaction);
                self.done.push(Entry { number, transaction, after, ..last });
            }
            other => {
                self.done.extend(other);
                self.done.push(Entry { number, stage, transaction, group, before, after });
            }
        }
    }

    /// Notes what the caller keeps for the state after the last entry, such as the selection
    /// that a command left behind.
    pub fn keep_after(&mut self, keep: K) {
        if let Some(last) = self.done.last_mut() {
            last.after = keep;
        }
    }

    fn apply(&mut self, transaction: &Transaction) -> Result<(), Refused> {
        transaction.apply(&mut self.map).map_err(|conflict| {
            Refused::new(conflict.to_string(), "try again")
        })?;
        if transaction.is_placement_only() {
            self.placement += 1;
        } else {
            self.content += 1;
        }
        self.ids_from = self.ids_from.max(self.map.next_id());
        debug_assert_eq!(crate::model::breaches(&self.map), Vec::new());
        Ok(())
    }

    /// Takes the last entry back.
    pub fn undo(&mut self) -> Option<Walked<K>> {
        self.bail();
        let entry = self.done.pop()?;
        if self.apply(&entry.transaction.inverse()).is_err() {
            // Every change of this map went through here, so its inverse always fits.
            self.done.push(entry);
            return None;
        }
        let walked = Walked {
            label: entry.transaction.label.clone(),
            stage: entry.stage,
            keepsake: entry.before.clone(),
        };
        self.undone.push(entry);
        Some(walked)
    }

    /// Does the last entry that was taken back again.
    pub fn redo(&mut self) -> Option<Walked<K>> {
        self.bail();
        let entry = self.undone.pop()?;
        if self.apply(&entry.transaction).is_err() {
            self.undone.push(entry);
            return None;
        }
        let walked = Walked {
            label: entry.transaction.label.clone(),
            stage: entry.stage,
            keepsake: entry.after.clone(),
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

    /// What was done, oldest first.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.done.iter().map(|entry| entry.transaction.label.as_str())
    }

    /// Starts a gesture; one that is still open is left without a trace.
    pub fn begin(&mut self, label: String, keep: K) {
        self.bail();
        self.gesture = Some(OpenGesture { label, before: keep, preview: None });
    }

    /// Shows what the map would be if the gesture ended with this command. It takes the place of
    /// the preview before it. Without an open gesture nothing happens.
    ///
    /// # Errors
    /// The command is refused; the map shows the gesture's start.
    pub fn preview(&mut self, stage: StageId, command: &Command) -> Result<(), Refused> {
        let Some(mut gesture) = self.gesture.take() else { return Ok(()) };
        let was = gesture.preview.take();
        let start = was.as_ref().map(|(_, shown)| shown.inverse());
        let mut map = self.map.clone();
        if let Some(back) = &start {
            let fits = back.apply(&mut map);
            debug_assert!(fits.is_ok(), "a preview can always be taken back");
        }
        let planned = plan(&map, stage, self.ids_from, command);
        let shown = match &planned {
            Ok(planned) => planned.transaction.clone(),
            Err(_) => Transaction { label: String::new(), changes: Vec::new() },
        };
        self.map = map;
        let moved = Transaction {
            label: String::new(),
            changes: start.into_iter().flat_map(|back| back.changes).collect(),
        };
        if !moved.is_empty() && shown.is_empty() {
            self.bump(&moved);
        }
        let result = if shown.is_empty() { Ok(()) } else { self.apply(&shown) };
        if !shown.is_empty() {
            gesture.preview = Some((stage, shown));
        }
        self.gesture = Some(gesture);
        result.and(planned.map(|_| ()))
    }

    fn bump(&mut self, transaction: &Transaction) {
        if transaction.is_placement_only() {
            self.placement += 1;
        } else {
            self.content += 1;
        }
    }

    /// Ends the gesture and keeps what it shows as one entry. Gives the entry's label; nothing
    /// when there was no gesture or it changed nothing.
    pub fn commit(&mut self, keep: K) -> Option<String> {
        let gesture = self.gesture.take()?;
        let (stage, mut transaction) = gesture.preview?;
        transaction.label.clone_from(&gesture.label);
        self.push(stage, transaction, gesture.before, keep, None);
        Some(gesture.label)
    }

    /// Ends the gesture and leaves no trace of it.
    pub fn bail(&mut self) {
        let preview = self.gesture.take().and_then(|gesture| gesture.preview);
        if let Some((_, shown)) = preview {
            let back = self.apply(&shown.inverse());
            debug_assert!(back.is_ok(), "a preview can always be taken back");
        }
    }

    /// Where the history stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place(self.done.last().map_or(0, |entry| entry.number))
    }

    /// The map as it is now is in the file.
    pub fn mark_saved(&mut self) {
        self.saved = Some(self.place());
    }

    /// The map as it was at a place of the history is in the file.
    pub fn mark_saved_at(&mut self, place: Place) {
        self.saved = Some(place);
    }

    /// Whether the map is as it was when it was saved; walking back to that place makes it so
    /// again.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saved == Some(self.place())
            && self.gesture.as_ref().is_none_or(|gesture| gesture.preview.is_none())
    }
}
