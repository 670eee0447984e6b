//! A file of another program that waits for a yes: what it would make, what can be chosen, and
//! what becomes of it: a new map, or a part of the open one.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::{KnownRows, Next};
use super::document::DocumentId;
use super::effect::{Effect, ReadOrder};
use super::file::MapFile;
use super::notice::Tone;
use super::proposal::{DraftOrder, Proposal};
use super::select::{Item, Selection};
use super::state::Session;
use super::view::Screen;
use crate::edit::Command;
use crate::storage::{Choices, KnownShape, RelationUse, Source, Use};

/// What is chosen about a file that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportAction {
    /// Use a column, by its place, for something else.
    UseColumn(usize, Use),
    /// Make something else of a relation, by its place.
    UseRelation(usize, RelationUse),
    /// Whether a tie without a direction counts both ways.
    BothWays(bool),
    /// Read the text in another encoding.
    Encoding(&'static str),
    /// What becomes of it.
    Way(Way),
    /// What becomes of those in the list who are on the map already.
    Known(KnownRows),
    /// Whether those go who are on the map and not in the list.
    RemoveGone(bool),
    /// Make it.
    Confirm,
    /// Do not.
    Drop,
}

/// What becomes of a file that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Way {
    /// A new map.
    #[default]
    NewMap,
    /// A part of the open map.
    Merge,
}

/// A file that came in and waits for a yes.
#[derive(Debug, Clone)]
pub struct Intake {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub source: Arc<Source>,
    /// What its columns and relations are used for.
    pub choices: Choices,
    /// What it would make; nothing while it is worked out for the first time.
    pub proposal: Option<Arc<Proposal>>,
    /// Whether another choice is being worked out.
    pub is_waiting: bool,
    /// What becomes of it.
    pub way: Way,
    /// Whether it can be merged: a map with positions is open.
    pub can_merge: bool,
    /// What becomes of those in the list who are on the map already, where it is merged.
    pub known: KnownRows,
    /// Whether those go who are on the map and not in the list.
    pub remove_gone: bool,
    /// Whether somebody has chosen what becomes of it.
    way_chosen: bool,
    order: ReadOrder,
    document: DocumentId,
}

/// What is pasted is called so.
const CLIPBOARD: &str = "the clipboard";

impl Intake {
    /// Whether it was pasted and is no file.
    #[must_use]
    pub fn is_pasted(&self) -> bool {
        self.order.text.is_some()
    }
}

impl Session {
    /// The file that came in and waits for a yes.
    #[must_use]
    pub fn intake(&self) -> Option<&Intake> {
        self.incoming.intake.as_ref()
    }

    /// Takes up what was chosen for files in earlier sessions.
    pub fn recall_shapes(&mut self, shapes: Vec<KnownShape>) {
        self.shapes = shapes;
    }

    /// A file of another program was read.
    pub(super) fn arrived(
        &mut self,
        order: ReadOrder,
        source: Arc<Source>,
        effects: &mut Vec<Effect>,
    ) {
        if !self.ends_reading(&order) {
            return;
        }
        self.view.status.clear();
        let known = self.shapes.iter().find(|shape| shape.fits(&source));
        let choices = known.map_or_else(|| Choices::guess(&source), |it| it.choices(&source));
        let has_positions = !self.shown_stage().positions().is_empty();
        let pasted = order.text.is_some();
        // What is pasted belongs to the map it is pasted into, also to an empty one.
        let can_merge = self.view.screen == Screen::Map && (has_positions || pasted);
        let usual = if pasted && can_merge { Way::Merge } else { Way::NewMap };
        let name = order.path.file_name().unwrap_or(order.path.as_os_str());
        let name = if pasted { CLIPBOARD.into() } else { name.to_string_lossy().into_owned() };
        // Read once more in another encoding, it is the same file.
        let before = self.incoming.intake.take().filter(|it| it.order.path == order.path);
        self.incoming.intake = Some(Intake {
            name,
            source,
            choices,
            proposal: None,
            is_waiting: true,
            way: before.as_ref().map_or(usual, |it| it.way),
            can_merge,
            known: before.as_ref().map_or(KnownRows::default(), |it| it.known),
            remove_gone: before.as_ref().is_some_and(|it| it.remove_gone),
            way_chosen: before.map_or(pasted, |it| it.way_chosen),
            order,
            document: self.document.id,
        });
        self.propose(effects);
    }

    /// Has worked out what the file would make as it is chosen now.
    fn propose(&mut self, effects: &mut Vec<Effect>) {
        self.arrivals.drafts += 1;
        let number = self.arrivals.drafts;
        let into = self.kept_map().stage(self.document.stage).cloned();
        let Some(intake) = &mut self.incoming.intake else { return };
        intake.is_waiting = true;
        effects.push(Effect::Draft(Box::new(DraftOrder {
            number,
            source: Arc::clone(&intake.source),
            choices: intake.choices.clone(),
            step: match intake.is_pasted() {
                true => "Paste a list".into(),
                false => format!("Merge {}", intake.name),
            },
            apart: intake.known == KnownRows::Again,
            into: into.filter(|_| intake.can_merge),
        })));
    }

    /// What a file would make is known.
    pub(super) fn proposed(&mut self, number: u64, proposal: Arc<Proposal>) {
        if number != self.arrivals.drafts {
            return;
        }
        let Some(intake) = &mut self.incoming.intake else { return };
        if !intake.way_chosen && intake.can_merge {
            // A list in which half of its people are on the map is about this organization.
            let listed = proposal.map().first_stage().and_then(|id| proposal.map().stage(id));
            let listed = listed.map_or(0, |stage| stage.positions().len());
            let same = proposal.plan.as_ref().map_or(0, |plan| plan.differences.same);
            intake.way = if same > 0 && same * 2 >= listed { Way::Merge } else { Way::NewMap };
        }
        intake.proposal = Some(proposal);
        intake.is_waiting = false;
    }

    /// What a file would make could not be worked out; it can be chosen otherwise.
    pub(super) fn draft_failed(&mut self, number: u64, why: String) {
        if number == self.arrivals.drafts {
            self.tell(Tone::Problem, why);
        }
    }

    pub(super) fn import(&mut self, action: ImportAction, effects: &mut Vec<Effect>) {
        let Some(intake) = &mut self.incoming.intake else { return };
        match action {
            ImportAction::UseColumn(column, used) => {
                intake.choices.use_column(column, used);
                self.propose(effects);
            }
            ImportAction::UseRelation(relation, used) => {
                if let Some(chosen) = intake.choices.relations.get_mut(relation) {
                    *chosen = used;
                }
                self.propose(effects);
            }
            ImportAction::BothWays(both) => {
                intake.choices.both_ways = both;
                self.propose(effects);
            }
            ImportAction::Encoding(encoding) => {
                let order = ReadOrder { encoding: Some(encoding.into()), ..intake.order.clone() };
                self.read(order.path, order.encoding, order.text, effects);
            }
            ImportAction::Way(way) => {
                (intake.way, intake.way_chosen) = (way, true);
            }
            ImportAction::Known(rows) => {
                let anew = (intake.known == KnownRows::Again) != (rows == KnownRows::Again);
                intake.known = rows;
                if anew {
                    self.propose(effects);
                }
            }
            ImportAction::RemoveGone(remove) => intake.remove_gone = remove,
            ImportAction::Confirm => self.take_intake(effects),
            ImportAction::Drop => self.incoming.intake = None,
        }
    }

    fn take_intake(&mut self, effects: &mut Vec<Effect>) {
        let Some(intake) = self.incoming.intake.as_ref().filter(|it| !it.is_waiting) else {
            return;
        };
        let Some(proposal) = intake.proposal.clone() else { return };
        self.remember_shape(effects);
        let Some(intake) = self.incoming.intake.as_ref() else { return };
        match (intake.way, &proposal.plan) {
            (Way::Merge, Some(plan)) if intake.document == self.document.id => {
                let update = intake.known != KnownRows::LeaveOut;
                let merge = plan.command(intake.remove_gone, update);
                let shown = match intake.is_pasted() {
                    true => Effect::ShowMade,
                    false => Effect::FitMap,
                };
                self.merge(&Command::Merge(Box::new(merge)), shown, effects);
            }
            _ => self.leave(Next::TakeDraft, effects),
        }
    }

    fn merge(&mut self, command: &Command, shown: Effect, effects: &mut Vec<Effect>) {
        let kept = self.view.selection.clone();
        let done = self.document.editor.execute(self.document.stage, command, kept);
        match done {
            Ok(done) => {
                self.incoming.intake = None;
                self.view.selection = Selection::of(done.made.into_iter().map(Item::Position));
                self.view.status = done.label;
                effects.push(shown);
            }
            Err(refused) => self.tell(Tone::Problem, refused.to_string()),
        }
    }

    /// The map that a file made takes the place of the open one.
    pub(super) fn take_draft(&mut self, effects: &mut Vec<Effect>) {
        let Some(intake) = self.incoming.intake.take() else { return };
        let Some(proposal) = intake.proposal else { return };
        self.replace_map(proposal.draft.map.clone(), MapFile::default());
        let summary = proposal.draft.report.summary();
        self.view.status = format!("{}: {summary}", intake.name);
        if intake.order.text.is_none() {
            effects.push(Effect::Remember(intake.order.path));
        }
        effects.push(Effect::FitMap);
    }

    /// Keeps what was chosen for the next file of this shape.
    fn remember_shape(&mut self, effects: &mut Vec<Effect>) {
        const MOST: usize = 60;
        let Some(intake) = &self.incoming.intake else { return };
        let before = self.shapes.iter().position(|shape| shape.fits(&intake.source));
        if before.is_none() && intake.choices == Choices::guess(&intake.source) {
            return;
        }
        let shape = KnownShape::of(&intake.source, &intake.choices);
        if let Some(before) = before {
            self.shapes.remove(before);
        }
        self.shapes.insert(0, shape);
        self.shapes.truncate(MOST);
        effects.push(Effect::KeepShapes(self.shapes.clone()));
    }

    /// Reads a list or network that was pasted as a text.
    pub(super) fn read_pasted(&mut self, text: &str, list: bool, effects: &mut Vec<Effect>) {
        let ending = if list { ".tsv" } else { "" };
        let path = PathBuf::from(format!("{CLIPBOARD}{ending}"));
        self.read(path, None, Some(text.into()), effects);
    }
}
