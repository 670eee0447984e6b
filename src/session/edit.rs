//! Changes to the map, by command and by gesture, and the walk through the history.

use super::action::{EditAction, Gesture, History};
use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use crate::display::picture::ArcId;
use crate::edit::{
    ArrangeCommand, Command, FlowCommand, LineCommand, PositionCommand, Refused, UnitCommand,
};
use crate::model::PositionId;

impl Session {
    pub(super) fn edit(&mut self, action: EditAction) {
        match action {
            EditAction::Do(command) => self.execute(&command),
            EditAction::Join(command, group) => {
                let kept = self.selection.clone();
                let done = self.editor.execute_joined(self.stage, &command, kept, &group);
                self.report(&done.map(|done| done.label));
            }
            EditAction::NewPosition { at, under } => self.add_position(at, under),
            EditAction::Rename(id, title) => self.rename(id, &title),
            EditAction::StartRenaming(id) => {
                if self.shown_stage().positions().contains(id) {
                    self.renaming = Some(id);
                    self.selection = Selection::of([Item::Position(id)]);
                }
            }
            EditAction::StopRenaming => self.stop_renaming(),
            EditAction::RemoveSelected => self.remove_selected(),
            EditAction::Tidy => self.tidy(),
        }
        self.selection = self.selection.within(self.shown_stage());
    }

    pub(super) fn execute(&mut self, command: &Command) {
        let done = self.editor.execute(self.stage, command, self.selection.clone());
        let done = done.map(|done| {
            if !done.made.is_empty() {
                self.selection = Selection::of(done.made.iter().copied().map(Item::Position));
            }
            done.label
        });
        self.report(&done);
    }

    fn report(&mut self, done: &Result<String, Refused>) {
        match done {
            Ok(label) if label.is_empty() => {}
            Ok(label) => self.status.clone_from(label),
            Err(refused) => self.tell(Tone::Problem, refused.to_string()),
        }
    }

    fn add_position(&mut self, at: Option<crate::quantity::MapPoint>, under: Option<PositionId>) {
        let command = Command::Position(PositionCommand::Add { title: String::new(), at, under });
        let group = naming_group(self.editor.map().next_id());
        let kept = self.selection.clone();
        match self.editor.execute_joined(self.stage, &command, kept, &group) {
            Ok(done) => {
                self.status = done.label;
                self.selection = Selection::of(done.made.iter().copied().map(Item::Position));
                self.renaming = done.made.first().copied();
                self.fresh_position = self.renaming;
            }
            Err(refused) => self.tell(Tone::Problem, refused.to_string()),
        }
    }

    /// Names a position. The name of one that was only just made is part of making it.
    fn rename(&mut self, id: PositionId, title: &str) {
        self.renaming = None;
        let fresh = self.fresh_position.take_if(|fresh| *fresh == id).is_some();
        let title = title.trim().to_owned();
        let command = Command::Position(PositionCommand::Rename { position: id, title });
        if fresh {
            let kept = self.selection.clone();
            let group = naming_group(id.0);
            let done = self.editor.execute_joined(self.stage, &command, kept, &group);
            self.report(&done.map(|done| done.label));
        } else {
            self.execute(&command);
        }
    }

    /// Gives up the name; a position that was only just made goes with it.
    fn stop_renaming(&mut self) {
        let Some(id) = self.renaming.take() else { return };
        if self.fresh_position.take() == Some(id) {
            self.walk(History::Undo);
        }
    }

    fn remove_selected(&mut self) {
        let mut lines = Vec::new();
        let mut flows = Vec::new();
        let mut units = Vec::new();
        for item in self.selection.items() {
            match item {
                Item::Arc(ArcId::Line(id)) => lines.push(id),
                Item::Arc(ArcId::Flow(id)) => flows.push(id),
                Item::Unit(id) => units.push(id),
                Item::Position(_) => {}
            }
        }
        let positions = self.selection.positions();
        if !positions.is_empty() {
            self.execute(&Command::Position(PositionCommand::Remove { positions }));
        }
        let stage = self.shown_stage();
        lines.retain(|id| stage.lines().contains(*id));
        flows.retain(|id| stage.flows().contains(*id));
        if !lines.is_empty() {
            self.execute(&Command::Line(LineCommand::Remove { lines }));
        }
        if !flows.is_empty() {
            self.execute(&Command::Flow(FlowCommand::Remove { flows }));
        }
        for unit in units {
            self.execute(&Command::Unit(UnitCommand::Remove { unit }));
        }
    }

    fn tidy(&mut self) {
        let mut positions = self.selection.positions();
        if positions.is_empty() {
            positions = self.shown_stage().placements().ids().collect();
        }
        self.execute(&Command::Arrange(ArrangeCommand::Unplace { positions }));
    }

    pub(super) fn gesture(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Begin(label) => self.editor.begin(label, self.selection.clone()),
            Gesture::Preview(command) => {
                if let Err(refused) = self.editor.preview(self.stage, &command) {
                    self.tell(Tone::Problem, refused.to_string());
                }
            }
            Gesture::Commit => {
                if let Some(label) = self.editor.commit(self.selection.clone()) {
                    self.status = label;
                }
            }
            Gesture::Bail => self.editor.bail(),
        }
    }

    pub(super) fn walk(&mut self, step: History) {
        self.renaming = None;
        let (walked, verb) = match step {
            History::Undo => (self.editor.undo(), "Undone"),
            History::Redo => (self.editor.redo(), "Done again"),
        };
        let Some(walked) = walked else { return };
        self.status = format!("{verb}: {}", walked.label);
        if self.editor.map().stage(walked.stage).is_some() {
            self.stage = walked.stage;
        } else if let Some(first) = self.editor.map().first_stage() {
            self.stage = first;
        }
        self.selection = walked.keepsake.within(self.shown_stage());
    }
}

/// The group in the history that making and naming a position share.
fn naming_group(number: u64) -> String {
    format!("name {number}")
}
