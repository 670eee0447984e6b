//! The clipboard, seen from the map: what is copied, and what a paste will make.

use std::collections::BTreeMap;

use ecow::EcoString;

use super::action::{ClipAction, KnownRows};
use super::document::DocumentId;
use super::effect::Effect;
use super::import::Intake;
use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use crate::clipboard::{self, Answers, FromText, ListColumn, TextForm};
use crate::edit::{
    Command, Composite, Fragment, LineCommand, Newcomer, PositionCommand, PositionValue, Superior,
    UnitCommand,
};
use crate::model::{Position, PositionId};
use crate::quantity::MapPoint;
use crate::storage::{self, Use};

/// What this window copied last: a paste into the same map keeps what text cannot say.
#[derive(Debug, Clone)]
pub(super) struct Copied {
    text: String,
    document: DocumentId,
    fragment: Fragment,
}

/// What came from elsewhere and waits for a yes.
#[derive(Debug, Default)]
pub(super) struct Incoming {
    pub(super) pasting: Option<Pasting>,
    /// Answers to the survey.
    pub(super) importing: Option<Answers>,
    /// A file of another program.
    pub(super) intake: Option<Intake>,
}

/// A paste that waits for a yes.
#[derive(Debug, Clone)]
pub struct Pasting {
    fragment: Fragment,
    text: String,
    at: Option<MapPoint>,
    /// Those of the fragment that are on the map already.
    known: BTreeMap<usize, PositionId>,
    /// What it will make.
    pub preview: Preview,
}

/// What a paste will make, and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// As what the text was read.
    pub form: TextForm,
    /// The columns of a table, and what each is used for.
    pub columns: Vec<ListColumn>,
    /// Title, holder, superior and unit of every position.
    pub rows: Vec<[String; 4]>,
    /// What could not be read, or was read otherwise than it stands.
    pub told: Vec<String>,
    /// How many are on the map already, by their keys.
    pub known: usize,
    /// What becomes of them.
    pub as_known: KnownRows,
}

impl Session {
    /// The paste that waits for a yes.
    #[must_use]
    pub fn pasting(&self) -> Option<&Pasting> {
        self.incoming.pasting.as_ref()
    }

    pub(super) fn clip(&mut self, action: ClipAction, effects: &mut Vec<Effect>) {
        match action {
            ClipAction::Copy => {
                if let Some(effect) = self.copy() {
                    effects.push(effect);
                }
            }
            ClipAction::Cut => {
                if let Some(effect) = self.copy() {
                    effects.push(effect);
                    self.edit(super::action::EditAction::RemoveSelected, effects);
                }
            }
            ClipAction::Paste { own, text, at } => self.paste(own.as_deref(), &text, at, effects),
            ClipAction::Confirm => {
                if let Some(pasting) = self.incoming.pasting.take() {
                    self.take_list(pasting, effects);
                }
            }
            ClipAction::UseColumn(column, used_as) => self.use_column(column, used_as),
            ClipAction::Known(rows) => {
                if let Some(pasting) = &mut self.incoming.pasting {
                    pasting.preview.as_known = rows;
                }
            }
            ClipAction::Drop => self.incoming.pasting = None,
            ClipAction::PictureCopied(put) => self.picture_copied(put),
        }
    }

    fn picture_copied(&mut self, put: Result<(u32, u32), String>) {
        self.view.status.clear();
        match put {
            Ok((width, height)) => {
                let veiled = if self.names_hidden() { ", without names" } else { "" };
                self.view.status = format!("Copied as a picture of {width} × {height}{veiled}");
            }
            Err(why) => {
                let hint = "write it into a file instead: Export the map, Picture, PNG";
                self.tell(Tone::Problem, format!("The picture was not copied: {why}; {hint}"));
            }
        }
    }

    fn copy(&mut self) -> Option<Effect> {
        let ids = self.view.selection.positions();
        if ids.is_empty() {
            self.tell(Tone::Problem, "Select the positions to copy first");
            return None;
        }
        let fragment = Fragment::of(self.shown_stage(), &ids);
        let text = clipboard::outline(&fragment);
        let own = clipboard::own_form(&fragment);
        let count = fragment.positions.len();
        self.view.status =
            if count == 1 { "Copied".into() } else { format!("Copied {count} positions") };
        self.copied = Some(Copied { text: text.clone(), document: self.document.id, fragment });
        Some(Effect::Copy { text, own })
    }

    fn paste(
        &mut self,
        own: Option<&str>,
        text: &str,
        at: Option<MapPoint>,
        effects: &mut Vec<Effect>,
    ) {
        let same = |text: &str| text.replace("\r\n", "\n").trim().to_owned();
        let copied = self.copied.as_ref().filter(|copied| same(&copied.text) == same(text));
        let here = copied.map(|copied| {
            let mut fragment = copied.fragment.clone();
            if copied.document != self.document.id {
                fragment.forget_those_there();
            }
            fragment
        });
        let ours = here.or_else(|| own.and_then(clipboard::read_own_form));
        if let Some(mut fragment) = ours {
            bring(&mut fragment, at);
            self.insert(fragment, effects);
            return;
        }
        if clipboard::holds_answers(text) {
            self.preview_answers(text, "The clipboard holds");
            return;
        }
        let is_network = storage::is_network(text);
        if is_network || clipboard::has_head(text) {
            self.read_pasted(text, !is_network, effects);
            return;
        }
        self.preview_text(text, None, at);
        if self.incoming.pasting.is_none() {
            let hint = "copy rows with name, title, boss and unit, or an indented list";
            self.tell(Tone::Problem, format!("Nothing on the clipboard can be pasted; {hint}"));
        }
    }

    /// Shows what a text would make.
    fn preview_text(&mut self, text: &str, uses: Option<&[Use]>, at: Option<MapPoint>) {
        let found = clipboard::read_as(text, self.shown_stage(), uses);
        let FromText { mut fragment, told, form, columns, known } = found;
        if fragment.positions.is_empty() && uses.is_none() {
            return;
        }
        if let ([only], Some(at)) = (&mut fragment.positions[..], at)
            && only.superior.is_none()
        {
            only.at = Some(at);
        }
        let rows = self.preview_rows(&fragment);
        let as_known = KnownRows::default();
        let preview = Preview { form, columns, rows, told, known: known.len(), as_known };
        let text = text.to_owned();
        self.incoming.pasting = Some(Pasting { fragment, text, at, known, preview });
    }

    /// Reads the list again with one of its columns used for something else.
    fn use_column(&mut self, column: usize, used_as: Use) {
        let Some(pasting) = self.incoming.pasting.take() else { return };
        let mut uses: Vec<Use> = pasting.preview.columns.iter().map(|it| it.used_as).collect();
        if let Some(used) = uses.get_mut(column) {
            *used = used_as;
        }
        self.preview_text(&pasting.text, Some(&uses), pasting.at);
    }

    /// Pastes a list: those who are on the map already become what the list says, or stay.
    fn take_list(&mut self, pasting: Pasting, effects: &mut Vec<Effect>) {
        let Pasting { fragment, known, preview, .. } = pasting;
        if known.is_empty() || preview.as_known == KnownRows::Again {
            self.insert(fragment, effects);
            return;
        }
        let (newcomers, places) = without(&fragment, &known);
        let group = format!("paste {}", self.document.editor.identity_from());
        let kept = self.view.selection.clone();
        let stage = self.document.stage;
        let mut made = Vec::new();
        if !newcomers.positions.is_empty() {
            let insert = Command::Insert(newcomers);
            match self.document.editor.execute_joined(stage, &insert, kept.clone(), &group) {
                Ok(done) => made = done.made,
                Err(refused) => return self.tell(Tone::Problem, refused.to_string()),
            }
        }
        let mut shown = made.clone();
        if preview.as_known == KnownRows::Update {
            let id_of = |number: usize| {
                let new = || places.get(&number).and_then(|at| made.get(*at)).copied();
                known.get(&number).copied().or_else(new)
            };
            let commands = known.iter().flat_map(|(number, there)| {
                let newcomer = &fragment.positions[*number];
                let superior = match newcomer.superior {
                    Some(Superior::New(at)) => id_of(at),
                    Some(Superior::There(id)) => Some(id),
                    None => None,
                };
                self.updates(*there, newcomer, superior)
            });
            let commands: Vec<Command> = commands.collect();
            let label = format!("Update {} positions from a list", known.len());
            let update = Command::All(Composite { label, commands });
            let done = self.document.editor.execute_joined(stage, &update, kept, &group);
            self.report(&done.map(|done| done.label));
            shown.extend(known.values());
        }
        self.view.selection = Selection::of(shown.into_iter().map(Item::Position));
        effects.push(Effect::ShowMade);
    }

    /// What makes a position that is there what a list says of it. What the list does not say
    /// stays.
    fn updates(
        &self,
        there: PositionId,
        listed: &Newcomer,
        superior: Option<PositionId>,
    ) -> Vec<Command> {
        let Some(now) = self.shown_stage().positions().get(there) else { return Vec::new() };
        let (mut commands, positions) = (Vec::new(), vec![there]);
        if now.title != listed.position.title {
            let title = listed.position.title.to_string();
            commands.push(Command::Position(PositionCommand::Rename { position: there, title }));
        }
        let names = |position: &Position| -> Vec<EcoString> {
            position.holders.iter().map(|holder| holder.name.clone()).collect()
        };
        if names(now) != names(&listed.position) {
            let holders = listed.position.holders.clone();
            let value = PositionValue::Holders { position: there, holders };
            commands.push(Command::Position(PositionCommand::Set(value)));
        }
        for (name, value) in &listed.position.attributes {
            let (name, value) = (name.to_string(), Some(value.to_string()));
            let value = PositionValue::Attribute { positions: positions.clone(), name, value };
            commands.push(Command::Position(PositionCommand::Set(value)));
        }
        if let Some(name) = listed.unit.last().cloned() {
            let members = positions.clone();
            commands.push(Command::Unit(UnitCommand::Join { name, members }));
        }
        if superior.is_some() {
            commands.push(Command::Line(LineCommand::Reparent { positions, under: superior }));
        }
        commands
    }

    fn preview_rows(&self, fragment: &Fragment) -> Vec<[String; 4]> {
        let superior = |superior: Option<Superior>| match superior {
            Some(Superior::New(at)) => {
                fragment.positions.get(at).map(|other| other.position.title.to_string())
            }
            Some(Superior::There(id)) => {
                self.shown_stage().positions().get(id).map(|position| position.title.to_string())
            }
            None => None,
        };
        let row = |newcomer: &Newcomer| {
            let holders = newcomer.position.holders.iter().map(|holder| holder.name.as_str());
            let names: Vec<&str> = holders.filter(|name| !name.is_empty()).collect();
            [
                newcomer.position.title.to_string(),
                names.join(", "),
                superior(newcomer.superior).unwrap_or_default(),
                newcomer.unit.join(" / "),
            ]
        };
        fragment.positions.iter().map(row).collect()
    }

    fn insert(&mut self, fragment: Fragment, effects: &mut Vec<Effect>) {
        let kept = self.view.selection.clone();
        match self.document.editor.execute(self.document.stage, &Command::Insert(fragment), kept) {
            Ok(done) => {
                self.view.selection = Selection::of(done.made.iter().copied().map(Item::Position));
                self.view.status = done.label;
                effects.push(Effect::ShowMade);
            }
            Err(refused) => self.tell(Tone::Problem, refused.to_string()),
        }
    }
}

/// Moves the placed positions so that their middle lies at a point; without a point a little
/// aside, so that they do not lie on those they were copied from.
fn bring(fragment: &mut Fragment, to: Option<MapPoint>) {
    const ASIDE: f64 = 30.0;
    let placed: Vec<MapPoint> = fragment.positions.iter().filter_map(|one| one.at).collect();
    let count = placed.len() as f64;
    let sum = placed.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.x, sum.1 + at.y));
    let (dx, dy) = match to {
        Some(to) => (to.x - sum.0 / count, to.y - sum.1 / count),
        None => (ASIDE, ASIDE),
    };
    for newcomer in &mut fragment.positions {
        newcomer.at = newcomer.at.map(|at| at.offset(dx, dy)).filter(|at| at.is_placeable());
    }
}

/// A fragment without those that are on the map already: whoever reports to one of them reports to
/// the one who is there. With it the new places of those that are left.
fn without(
    fragment: &Fragment,
    known: &BTreeMap<usize, PositionId>,
) -> (Fragment, BTreeMap<usize, usize>) {
    let left = (0..fragment.positions.len()).filter(|number| !known.contains_key(number));
    let places: BTreeMap<usize, usize> =
        left.enumerate().map(|(at, number)| (number, at)).collect();
    let superior = |superior: Superior| match superior {
        Superior::New(number) => match known.get(&number) {
            Some(there) => Some(Superior::There(*there)),
            None => places.get(&number).copied().map(Superior::New),
        },
        Superior::There(id) => Some(Superior::There(id)),
    };
    let positions = places.keys().map(|number| {
        let newcomer = fragment.positions[*number].clone();
        Newcomer { superior: newcomer.superior.and_then(superior), ..newcomer }
    });
    let dotted = fragment.dotted.iter();
    let dotted = dotted.filter_map(|(from, to)| Some((*places.get(from)?, *places.get(to)?)));
    let positions = positions.collect();
    let fragment = Fragment { positions, dotted: dotted.collect(), ..Fragment::default() };
    (fragment, places)
}
