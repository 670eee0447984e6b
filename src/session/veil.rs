//! What is seen of the map where names are hidden. This is the one place that decides it: whatever
//! is shown or handed out is made from the map, the stage and the texts as they are given here.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;

use super::document::Revision;
use super::notice::{Notice, Tone};
use super::state::Session;
use crate::edit::{
    Command, MapCommand, PositionCommand, PositionValue, RoutineCommand, SceneCommand,
    StageCommand, UnitCommand,
};
use crate::model::{OrgMap, Position, PositionId, Stage, Unit, UnitId, Veil};
use crate::wording::reading;

/// The map without names, with what is said of it.
#[derive(Debug)]
pub(super) struct Veiled {
    /// The state of the map that it is of.
    of: Revision,
    veil: Veil,
    map: OrgMap,
    pub(super) status: String,
    pub(super) undo: Option<String>,
    pub(super) redo: Option<String>,
    pub(super) notices: VecDeque<Notice>,
}

impl Session {
    /// The map as others may see it: with what is on trial, and without names where they are
    /// hidden.
    #[must_use]
    pub fn seen_map(&self) -> &OrgMap {
        self.presenting.veiled.as_ref().map_or(self.map(), |veiled| &veiled.map)
    }

    /// The stage that is shown, as others may see it.
    #[must_use]
    pub fn seen_stage(&self) -> &Stage {
        self.document.shown_stage_of(self.seen_map())
    }

    /// A text as others may see it.
    #[must_use]
    pub fn seen_text<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match &self.presenting.veiled {
            Some(veiled) => veiled.veil.text(text),
            None => Cow::Borrowed(text),
        }
    }

    /// Follows the map with what is seen of it.
    pub(super) fn settle_veil(&mut self) {
        let wanted = self.presenting.names_hidden.then(|| self.revision());
        let known = self.presenting.veiled.as_ref().map(|it| it.of);
        // All stages are seen alike, whichever is shown.
        let same = wanted.zip(known).is_some_and(|(a, b)| Revision { stage: b.stage, ..a } == b);
        if same || (wanted.is_none() && known.is_none()) {
            return;
        }
        self.presenting.veiled = wanted.map(|of| {
            let veil = Veil::of(self.map());
            let map = veil.map(self.map());
            let (status, notices) = (String::new(), VecDeque::new());
            Veiled { of, veil, map, status, undo: None, redo: None, notices }
        });
    }

    /// What is said of the map is said without names too.
    pub(super) fn settle_veiled_texts(&mut self) {
        self.settle_words();
        let Some(mut veiled) = self.presenting.veiled.take() else { return };
        let seen = |text: &str| veiled.veil.text(text).into_owned();
        let status = seen(self.status());
        let (undo, redo) = (self.undo_label().map(seen), self.redo_label().map(seen));
        let notices =
            self.notices.iter().map(|it| Notice { text: seen(&it.text), ..it.clone() }).collect();
        (veiled.status, veiled.undo, veiled.redo, veiled.notices) = (status, undo, redo, notices);
        self.presenting.veiled = Some(veiled);
    }

    /// Says the readings again where they were said with names and are to be without, or the other
    /// way round.
    fn settle_words(&mut self) {
        let hidden = self.presenting.names_hidden;
        let Some(answer) = self.readings.shown.answer().filter(|it| it.veiled != hidden) else {
            return;
        };
        // Words can be made again for the map as it is; those of an older one go.
        let fresh = answer.key == self.question_key();
        let words = fresh.then(|| {
            let (analysis, further) = (&answer.analysis, &answer.further);
            let map = self.seen_map();
            Arc::new(reading(map, answer.key.stage, analysis, further, &self.settings()))
        });
        self.readings.shown.reword(words, hidden);
    }

    /// Says why a text cannot be changed; what was left as it is seen was not meant to be.
    pub(super) fn refuse_over_names(&mut self, command: &Command) {
        let as_seen = match command {
            Command::Position(PositionCommand::Rename { position, title }) => {
                let seen = self.seen_stage().positions().get(*position);
                seen.is_some_and(|it| it.title.trim() == title.trim())
            }
            Command::Unit(UnitCommand::Rename { unit, name }) => {
                let seen = self.seen_stage().units().get(*unit);
                seen.is_some_and(|it| it.name.trim() == name.trim())
            }
            _ => false,
        };
        if !as_seen {
            self.tell(Tone::Problem, "A name is hidden in that text; show the names first (H)");
        }
    }

    /// Whether a command would write over a text of which a part is hidden: what is seen of it is
    /// not what it is.
    pub(super) fn writes_over_names(&self, command: &Command) -> bool {
        let Some(veiled) = &self.presenting.veiled else { return false };
        let (real, seen) = (self.map(), &veiled.map);
        match command {
            Command::Position(PositionCommand::Rename { position: id, .. }) => {
                self.veils_position(*id, |it| it.title.to_string())
            }
            Command::Position(PositionCommand::Set(value)) => self.value_over_names(value),
            Command::Unit(UnitCommand::Rename { unit: id, .. }) => {
                self.veils_unit(*id, |it| it.name.clone())
            }
            Command::Unit(UnitCommand::SetNotes { unit: id, .. }) => {
                self.veils_unit(*id, |it| it.notes.clone())
            }
            Command::Routine(RoutineCommand::Rename { routine, .. }) => {
                self.shown_stage().routines().get(*routine)
                    != self.seen_stage().routines().get(*routine)
            }
            Command::Stage(
                StageCommand::Rename { stage, .. } | StageCommand::SetNotes { stage, .. },
            ) => real.stage(*stage).map(Stage::record) != seen.stage(*stage).map(Stage::record),
            Command::Scene(SceneCommand::Rename { id, .. } | SceneCommand::SetNote { id, .. }) => {
                real.scenes().get(*id) != seen.scenes().get(*id)
            }
            Command::Map(MapCommand::SetTitle { .. } | MapCommand::SetDescription { .. }) => {
                real.header() != seen.header()
            }
            Command::All(composite) => {
                composite.commands.iter().any(|command| self.writes_over_names(command))
            }
            _ => false,
        }
    }

    fn value_over_names(&self, value: &PositionValue) -> bool {
        match value {
            PositionValue::Notes { position: id, .. } => {
                self.veils_position(*id, |it| it.notes.to_string())
            }
            PositionValue::Key { position: id, .. } => {
                self.veils_position(*id, |it| it.key.as_deref().unwrap_or_default().to_owned())
            }
            PositionValue::Holders { position: id, holders } => {
                let names = |it: &Position| {
                    let names = it.holders.iter().map(|holder| holder.name.as_str());
                    names.collect::<Vec<_>>().join("\n")
                };
                !holders.is_empty() && self.veils_position(*id, names)
            }
            PositionValue::Attribute { positions, name, .. } => positions.iter().any(|id| {
                let of = |it: &Position| {
                    let value = it.attributes.get(name.as_str());
                    value.map(ToString::to_string).unwrap_or_default()
                };
                self.veils_position(*id, of)
            }),
            _ => false,
        }
    }

    fn veils_position(&self, id: PositionId, text: impl Fn(&Position) -> String) -> bool {
        let real = self.shown_stage().positions().get(id).map(&text);
        real != self.seen_stage().positions().get(id).map(&text)
    }

    fn veils_unit(&self, id: UnitId, text: impl Fn(&Unit) -> String) -> bool {
        let real = self.shown_stage().units().get(id).map(&text);
        real != self.seen_stage().units().get(id).map(&text)
    }
}
