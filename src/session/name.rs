//! New positions, and the typing of names.

use super::action::{History, NameEnd, Seat};
use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use crate::edit::{ArrangeCommand, Command, Composite, PositionCommand, UnitCommand};
use crate::model::{Chart, PositionId, UnitId};

/// What has its name open for typing.
#[derive(Debug, Default)]
pub(super) struct Naming {
    pub(super) position: Option<PositionId>,
    /// The position was only just made.
    pub(super) fresh_position: Option<PositionId>,
    pub(super) unit: Option<UnitId>,
    /// The unit was only just made.
    pub(super) fresh_unit: Option<UnitId>,
}

impl Session {
    /// The unit whose name is open for typing.
    #[must_use]
    pub fn naming_unit(&self) -> Option<UnitId> {
        self.naming.unit
    }

    pub(super) fn add_position(&mut self, seat: Seat) {
        self.keep_open_name();
        let title = String::new();
        let command = match seat {
            Seat::Free(at) => PositionCommand::Add { title, at, under: None },
            Seat::Under(superior) => {
                PositionCommand::Add { title, at: self.spot_below(superior), under: Some(superior) }
            }
            Seat::Beside { colleague, after } => {
                PositionCommand::AddBeside { title, beside: colleague, after }
            }
            Seat::Above(below) => PositionCommand::AddAbove { title, below },
            Seat::Linked { at, .. } => PositionCommand::Add { title, at: Some(at), under: None },
        };
        let mut command = Command::Position(command);
        if let Seat::Beside { colleague, after } = seat
            && let Some(at) = self.spot_beside_top(colleague, after)
        {
            let made = PositionId(self.document.editor.identity_from());
            let put = Command::Arrange(ArrangeCommand::Move { positions: vec![(made, at)] });
            let label = self.document.editor.label_of(self.document.stage, &command);
            let label = label.unwrap_or_default();
            command = Command::All(Composite { label, commands: vec![command, put] });
        }
        if let Seat::Linked { from, tool, .. } = seat {
            let to = PositionId(self.document.editor.identity_from());
            let Some(link) = self.connecting(from, to, tool) else { return };
            let label = "Add a position with its arrow".into();
            command = Command::All(Composite { label, commands: vec![command, link] });
        }
        let group = naming_group(self.document.editor.identity_from());
        let kept = self.view.selection.clone();
        match self.document.editor.execute_joined(self.document.stage, &command, kept, &group) {
            Ok(done) => {
                self.view.status = done.label;
                self.view.selection = Selection::of(done.made.iter().copied().map(Item::Position));
                self.naming.position = done.made.first().copied();
                self.naming.fresh_position = self.naming.position;
            }
            Err(refused) => self.tell(Tone::Problem, refused.to_string()),
        }
    }

    /// What is being typed stays when something else begins.
    fn keep_open_name(&mut self) {
        self.naming = Naming::default();
    }

    pub(super) fn end_name(&mut self, end: NameEnd, title: &str) {
        if let Some(unit) = self.naming.unit.take() {
            self.name_unit(unit, end, title);
            return;
        }
        let Some(id) = self.naming.position.take() else { return };
        let fresh = self.naming.fresh_position.take_if(|fresh| *fresh == id).is_some();
        let blank = title.trim().is_empty();
        let dropped = end == NameEnd::GiveUp || (blank && end != NameEnd::Leave);
        if fresh && dropped {
            self.drop_fresh(id, end);
            return;
        }
        if end != NameEnd::GiveUp {
            self.rename(id, title, fresh);
        }
        if end == NameEnd::KeepAndAddReport {
            self.add_position(Seat::Under(id));
        }
    }

    /// Takes back a position that was only just made. Who gives up typing is where he was
    /// before; who enters nothing has finished a row and steps up to the superior.
    fn drop_fresh(&mut self, id: PositionId, end: NameEnd) {
        let superior = Chart::of(self.shown_stage()).solid_superior(id);
        self.walk(History::Undo);
        if let (Some(superior), true) = (superior, end != NameEnd::GiveUp) {
            self.view.selection = Selection::of([Item::Position(superior)]);
        }
    }

    /// Names a position. The name of one that was only just made is part of making it.
    fn rename(&mut self, id: PositionId, title: &str, fresh: bool) {
        let title = title.trim().to_owned();
        let command = Command::Position(PositionCommand::Rename { position: id, title });
        let kept = self.view.selection.clone();
        if fresh {
            let group = naming_group(id.0);
            let done =
                self.document.editor.execute_joined(self.document.stage, &command, kept, &group);
            let whole = self.document.editor.undo_label().map(str::to_owned);
            self.report(&done.map(|done| whole.unwrap_or(done.label)));
        } else {
            self.execute(&command);
            self.view.selection = kept;
        }
    }

    fn name_unit(&mut self, unit: UnitId, end: NameEnd, name: &str) {
        let name = name.trim().to_owned();
        let fresh = self.naming.fresh_unit.take() == Some(unit);
        match (end, fresh) {
            (NameEnd::GiveUp, true) => self.walk(History::Undo),
            (NameEnd::GiveUp, false) => {}
            _ if name.is_empty() => {}
            (_, fresh) => {
                let command = Command::Unit(UnitCommand::Rename { unit, name });
                let kept = self.view.selection.clone();
                if fresh {
                    let group = naming_group(unit.0);
                    let done = self.document.editor.execute_joined(
                        self.document.stage,
                        &command,
                        kept,
                        &group,
                    );
                    self.report(&done.map(|done| done.label));
                } else {
                    self.execute(&command);
                }
            }
        }
    }
}

/// The group in the history that making and naming a position share.
pub(super) fn naming_group(number: u64) -> String {
    format!("name {number}")
}
