//! The ledger of claims: what a map says to every claim of the theory that predicts something. It
//! supports it, contradicts it, or cannot test it, and then it is said what is missing.

mod effects;
mod leading;
mod system;

pub use effects::{OutcomePoint, OutcomePoints, OutcomeScatter};

use super::claims::{CLAIMS, Claim};
use super::measured::{Form, Readings};
use super::words::{percent, two};
use crate::analysis::{
    Analysis, ByChance, Cancel, Cancelled, Further, Question, Settings, analyse,
};
use crate::model::{OrgMap, Stage, StageId};

/// What a map says to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It is as the claim predicts.
    Supports,
    /// It is otherwise.
    Contradicts,
    /// Something is missing.
    CannotTest,
    /// The claim says what something is and predicts nothing.
    Describes,
}

impl Says {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::CannotTest => "cannot test",
            Self::Describes => "describes",
        }
    }
}

/// One claim, and what the map says to it.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    /// The claim, with its picture: the lens through which it is seen.
    pub claim: &'static Claim,
    /// What the map says to it.
    pub says: Says,
    /// In words: what is so, with the number; or what is missing.
    pub sentence: String,
    /// The number that it hangs on.
    pub number: Option<f64>,
    /// Between what it would lie, where that is known: by chance, or by single respondents.
    pub band: Option<(f64, f64)>,
    /// The outcome that it is tested by, point by point; for claims about effect.
    pub scatter: Option<OutcomeScatter>,
}

/// What was found for one claim, before it is put beside the claim.
pub(super) struct Found {
    says: Says,
    sentence: String,
    number: Option<f64>,
    band: Option<(f64, f64)>,
    scatter: Option<OutcomeScatter>,
}

impl Found {
    fn missing(what: impl std::fmt::Display) -> Self {
        let sentence = format!("Missing: {what}.");
        Self { says: Says::CannotTest, sentence, number: None, band: None, scatter: None }
    }

    fn when(holds: bool, number: f64, sentence: String) -> Self {
        let says = if holds { Says::Supports } else { Says::Contradicts };
        Self { says, sentence, number: Some(number), band: None, scatter: None }
    }

    /// The one rule by which numbers with a band are judged: a map supports a claim where its
    /// number lies on the side that the claim names, and clear of the band; else it contradicts
    /// it. Where there is no band, the side decides.
    fn judged(side: Side, number: f64, sentence: String, band: &Band, form: Form) -> Self {
        let (low, high) = match band.ends {
            Some((low, high)) => (low, high),
            None => (number, number),
        };
        let clear = match (side, band.around) {
            (Side::AtLeast(_), Around::Chance) => band.ends.is_none() || number > high,
            (Side::Under(_), Around::Chance) => band.ends.is_none() || number < low,
            (Side::NotAbove(_), Around::Chance) => band.ends.is_none() || number <= high,
            (Side::AtLeast(border), Around::Number) => low >= border,
            (Side::Under(border) | Side::NotAbove(border), Around::Number) => high < border,
        };
        let there = match side {
            Side::AtLeast(border) => number >= border,
            Side::Under(border) => number < border,
            // Where chance is known, it is the border.
            Side::NotAbove(border) => band.ends.is_some() || number <= border,
        };
        let mut found = Self::when(there && clear, number, sentence);
        found.say_where(side, band, (there, clear), form);
        found.band = band.ends;
        found
    }

    fn say_where(&mut self, side: Side, band: &Band, (there, clear): (bool, bool), form: Form) {
        let said = |value: f64| match form {
            Form::Share if value >= 0.0 => percent(value),
            _ => two(value),
        };
        let Some((low, high)) = band.ends else {
            self.sentence.push_str(match band.around {
                Around::Chance => " Chance leaves nothing to vary here.",
                Around::Number => " How far it hangs on single respondents is not known.",
            });
            return;
        };
        let ends = format!("from {} to {}", said(low), said(high));
        let of = &band.of;
        match band.around {
            Around::Chance => {
                let number = self.number.unwrap_or(low);
                let place = if within(band, number) { "inside" } else { "outside" };
                self.sentence
                    .push_str(&format!(" It lies {place} the band that chance gives, {ends}."));
            }
            Around::Number => {
                let (Side::AtLeast(border) | Side::Under(border) | Side::NotAbove(border)) = side;
                let place = if (low..=high).contains(&border) { "inside" } else { "outside" };
                self.sentence.push_str(&format!(
                    " The border at {} lies {place} the band that {of} give, {ends}.",
                    said(border)
                ));
            }
        }
        if there && !clear {
            let doubt = match band.around {
                Around::Chance if self.number.is_some_and(|number| within(band, number)) => {
                    " So chance would give as much."
                }
                Around::Chance => " So chance would give more of it.",
                Around::Number => " So it hangs on who was asked.",
            };
            self.sentence.push_str(doubt);
        }
    }
}

/// Whether a number lies in a band that is there.
fn within(band: &Band, number: f64) -> bool {
    band.ends.is_some_and(|(low, high)| (low..=high).contains(&number))
}

/// On which side of a border a claim says that a number lies.
#[derive(Debug, Clone, Copy)]
enum Side {
    /// On it or above, and above what chance gives.
    AtLeast(f64),
    /// Below it, and below what chance gives.
    Under(f64),
    /// No higher than chance gives; where nothing is known of chance, no higher than the border.
    NotAbove(f64),
}

/// What a band lies around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// What chance gives: a number inside of it is no different from chance.
    Chance,
    /// The number itself: a border inside of it may lie on either side.
    Number,
}

/// A band, and what gives it.
struct Band {
    around: Around,
    of: &'static str,
    ends: Option<(f64, f64)>,
}

impl Band {
    fn of_chance(ends: Option<(f64, f64)>) -> Self {
        Self { around: Around::Chance, of: "Chance", ends }
    }

    fn of_respondents(ends: Option<(f64, f64)>) -> Self {
        Self { around: Around::Number, of: "single respondents", ends }
    }
}

/// The stages of a map that are read together: the one that is asked about, and those before it
/// in their order.
#[derive(Debug, Clone, Copy)]
pub struct LedgerInput<'a> {
    /// The stage that is asked about.
    pub shown: Readings<'a>,
    /// The one before it, where there is one.
    pub before: Option<Readings<'a>>,
    /// All stages, for outcomes.
    pub stages: &'a [Readings<'a>],
    /// Thresholds.
    pub settings: &'a Settings,
}

fn band(by_chance: Option<&ByChance>) -> Option<(f64, f64)> {
    by_chance.map(|it| (it.low, it.high))
}

/// What a map says to each of the claims, in their order.
#[must_use]
pub fn ledger(input: &LedgerInput<'_>) -> Vec<LedgerRow> {
    let row = |claim: &'static Claim| {
        let found = input.test(claim.number);
        let Found { says, sentence, number, band, scatter } = found;
        LedgerRow { claim, says, sentence, number, band, scatter }
    };
    CLAIMS.iter().map(row).collect()
}

/// The ledger of one stage, with the other stages of its map read beside it.
///
/// # Errors
/// The token was cancelled.
pub fn ledger_of_map(
    map: &OrgMap,
    shown: StageId,
    (analysis, further): (&Analysis, &Further),
    settings: &Settings,
    cancel: &Cancel,
) -> Result<Vec<LedgerRow>, Cancelled> {
    let empty = Stage::default();
    let stage = map.stage(shown).unwrap_or(&empty);
    let mut others = Vec::new();
    for (id, stage) in map.stages().filter(|(id, _)| *id != shown) {
        let question = Question { stage: stage.clone(), settings: settings.clone() };
        let analysis = analyse(&question, cancel)?;
        let further = crate::analysis::further(&question, &analysis, cancel)?;
        others.push((id, stage, analysis, further));
    }
    let own = Readings { stage, analysis, further };
    let read = |id: StageId| {
        let other = others.iter().find(|(other, ..)| *other == id);
        other.map(|(_, stage, analysis, further)| Readings { stage, analysis, further })
    };
    let order: Vec<StageId> = map.stages().map(|(id, _)| id).collect();
    let stages: Vec<Readings<'_>> = order.iter().map(|id| read(*id).unwrap_or(own)).collect();
    let at = order.iter().position(|id| *id == shown).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|at| stages.get(at).copied());
    Ok(ledger(&LedgerInput { shown: own, before, stages: &stages, settings }))
}

/// The ledger as plain text: every claim that predicts something, what the map says to it, and why.
#[must_use]
pub fn ledger_text(rows: &[LedgerRow]) -> String {
    let mut out = String::from("\nWhat this map says to the claims\n");
    for row in rows.iter().filter(|row| row.says != Says::Describes) {
        let (number, claim) = (row.claim.number, row.claim.claim);
        out.push_str(&format!("  {number}. {claim}: {}.\n", row.says.words()));
        out.push_str(&format!("     {}\n", row.sentence));
    }
    out
}

impl LedgerInput<'_> {
    fn test(&self, number: u8) -> Found {
        match number {
            6..=11 | 17 | 18 | 24..=26 => self.of_system(number),
            14..=16 | 22 | 29..=33 => self.of_leaders(number),
            23 | 27 | 28 | 34..=36 => self.of_effect(number),
            _ => Found {
                says: Says::Describes,
                sentence: "It says what something is, and predicts nothing to be tested.".into(),
                number: None,
                band: None,
                scatter: None,
            },
        }
    }

    /// Why rows about talk cannot be tested: under half of the people are heard.
    fn too_few_heard(&self) -> Option<Found> {
        let coverage = &self.shown.analysis.coverage;
        (2 * coverage.heard < coverage.people.max(1)).then(|| {
            Found::missing(format!(
                "with whom people talk is known for {} of {}",
                coverage.heard, coverage.people
            ))
        })
    }
}
