//! The clipboard, seen from the map: what is copied, and what a paste will make.

use super::action::ClipAction;
use super::document::DocumentId;
use super::effect::Effect;
use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use crate::clipboard::{self, Answers, FromText, TextForm};
use crate::edit::{Command, Fragment, Superior};
use crate::quantity::MapPoint;

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
}

/// A paste that waits for a yes.
#[derive(Debug, Clone)]
pub struct Pasting {
    fragment: Fragment,
    /// What it will make.
    pub preview: Preview,
}

/// What a paste will make, and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// As what the text was read.
    pub form: TextForm,
    /// Title, holder, superior and unit of every position.
    pub rows: Vec<[String; 4]>,
    /// What could not be read.
    pub told: Vec<String>,
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
                    self.edit(super::action::EditAction::RemoveSelected);
                }
            }
            ClipAction::Paste { own, text, at } => self.paste(own.as_deref(), &text, at, effects),
            ClipAction::Confirm => {
                if let Some(pasting) = self.incoming.pasting.take() {
                    self.insert(pasting.fragment, effects);
                }
            }
            ClipAction::Drop => self.incoming.pasting = None,
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
        let FromText { mut fragment, told, form } = clipboard::read(text, self.shown_stage());
        if fragment.positions.is_empty() {
            let hint = "copy rows with name, title, boss and unit, or an indented list";
            self.tell(Tone::Problem, format!("Nothing on the clipboard can be pasted; {hint}"));
            return;
        }
        if let ([only], Some(at)) = (&mut fragment.positions[..], at)
            && only.superior.is_none()
        {
            only.at = Some(at);
        }
        let rows = self.preview_rows(&fragment);
        self.incoming.pasting = Some(Pasting { fragment, preview: Preview { form, rows, told } });
    }

    fn preview_rows(&self, fragment: &Fragment) -> Vec<[String; 4]> {
        let superior = |superior: Option<Superior>| match superior {
            Some(Superior::New(at)) => {
                fragment.positions.get(at).map(|other| other.position.title.clone())
            }
            Some(Superior::There(id)) => {
                self.shown_stage().positions().get(id).map(|position| position.title.clone())
            }
            None => None,
        };
        let row = |newcomer: &crate::edit::Newcomer| {
            let holders = newcomer.position.holders.iter().map(|holder| holder.name.as_str());
            let names: Vec<&str> = holders.filter(|name| !name.is_empty()).collect();
            [
                newcomer.position.title.clone(),
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
