//! The file format's own types. Fields stand in the order in which they are written; what a
//! newer version wrote beside them is kept in `extra`.

use ecow::EcoString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::record::{Entries, Plain, Text, reads};
use super::records::Records;
use crate::model::{Flow, FlowId, Line, LineId, Placement, Position, PositionId};

/// Unknown fields of a record.
pub(super) type Extra = Map<String, Value>;

/// The same as a record holds them: next to no record has any.
#[derive(Debug, Clone, Default)]
pub(super) struct Further(Option<Box<Extra>>);

impl Further {
    /// One more field.
    pub(super) fn insert(&mut self, name: &str, value: Value) {
        self.0.get_or_insert_default().insert(name.to_owned(), value);
    }
}

impl From<Extra> for Further {
    fn from(extra: Extra) -> Self {
        Self((!extra.is_empty()).then(|| Box::new(extra)))
    }
}

impl From<Further> for Extra {
    fn from(further: Further) -> Self {
        further.0.map(|extra| *extra).unwrap_or_default()
    }
}

impl Serialize for Further {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().flat_map(|extra| extra.iter()))
    }
}

impl Plain for Further {
    fn is_plain(&self) -> bool {
        self.0.is_none()
    }
}

/// A number that is written without a point where it has none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number(pub(super) f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        /// Whole numbers up to here are exact.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self)
    }
}

impl Plain for Number {
    fn is_plain(&self) -> bool {
        /// Whole numbers below need no more than 64 bits.
        const SURE: f64 = 9.2e18;
        self.0.abs() < SURE
    }
}

fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Debug, Serialize)]
pub(super) struct NativeMap<'a> {
    pub(super) format: String,
    pub(super) version: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub(super) settings: Entries<String, Number>,
    pub(super) next_id: u64,
    pub(super) stages: Vec<NativeStage<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) scenes: Vec<NativeScene>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) guesses: Vec<NativeRound>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativeMap<'a>, "a map",
    needed: [format, version, stages],
    usual: [
        title, description, settings, next_id, scenes, guesses
    ]
);

#[derive(Debug, Serialize)]
pub(super) struct NativeStage<'a> {
    pub(super) id: Text<'a>,
    pub(super) name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) notes: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) chart: Option<String>,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub(super) outcomes: Entries<String, Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) gathered: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) units: Vec<NativeUnit>,
    pub(super) positions: Records<NativePosition<'a>, PositionId, Position>,
    #[serde(skip_serializing_if = "Records::is_empty")]
    pub(super) lines: Records<NativeLine<'a>, LineId, Line>,
    #[serde(skip_serializing_if = "Records::is_empty")]
    pub(super) flows: Records<NativeFlow<'a>, FlowId, Flow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) routines: Vec<NativeRoutine>,
    #[serde(skip_serializing_if = "Records::is_empty")]
    pub(super) placements: Records<NativePlacement<'a>, PositionId, Placement>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativeStage<'a>, "a stage",
    needed: [id],
    usual: [
        name, notes, order, chart, outcomes, gathered, units, positions, lines, flows,
        routines, placements
    ]
);

#[derive(Debug, Serialize)]
pub(super) struct NativeUnit {
    pub(super) id: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<String>,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub(super) outcomes: Entries<String, Number>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) notes: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tone: Option<u8>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) folded: bool,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativeUnit, "a unit", needed: [id], usual: [name, parent, outcomes, notes, tone, folded]);

#[derive(Debug, Serialize)]
pub(super) struct NativePosition<'a> {
    pub(super) id: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<EcoString>,
    pub(super) title: EcoString,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<Text<'a>>,
    pub(super) holders: Vec<NativeHolder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) authority: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) explore: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rules: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) wants: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pin: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pin_after: Option<Number>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) answered_nobody: bool,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub(super) expertise: Entries<Text<'a>, Number>,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub(super) rights: Entries<Text<'a>, Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) survey: Vec<NativeResponse>,
    #[serde(skip_serializing_if = "EcoString::is_empty")]
    pub(super) notes: EcoString,
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub(super) attributes: Entries<Text<'a>, Text<'a>>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativePosition<'a>, "a position",
    needed: [id],
    usual: [
        key, title, kind, holders, unit, level, authority, explore, rules, wants, pin,
        pin_after, answered_nobody, expertise, rights, survey, notes, attributes
    ]
);

#[derive(Debug, Serialize)]
pub(super) struct NativeHolder {
    #[serde(skip_serializing_if = "EcoString::is_empty")]
    pub(super) name: EcoString,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) share: Option<Number>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativeHolder, "a holder", needed: [], usual: [name, share]);

#[derive(Debug, Serialize)]
pub(super) struct NativeResponse {
    pub(super) respondent: String,
    pub(super) voice: String,
    pub(super) answers: Vec<Option<u8>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) readiness: Vec<Option<u8>>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativeResponse, "survey answers", needed: [respondent, voice, answers], usual: [readiness]);

#[derive(Debug, Serialize)]
pub(super) struct NativeLine<'a> {
    pub(super) id: Text<'a>,
    pub(super) from: Text<'a>,
    pub(super) to: Text<'a>,
    pub(super) kind: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accepts: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance_proper: Option<Number>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativeLine<'a>, "a reporting line",
    needed: [id, from, to, kind],
    usual: [
        accepts, distance, distance_proper
    ]
);

#[derive(Debug, Serialize)]
pub(super) struct NativeFlow<'a> {
    pub(super) id: Text<'a>,
    pub(super) from: Text<'a>,
    pub(super) to: Text<'a>,
    pub(super) kind: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) relation: Option<Text<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) frequency: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) took_up: Option<Number>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativeFlow<'a>, "a flow", needed: [id, from, to, kind], usual: [relation, frequency, took_up]
);

#[derive(Debug, Serialize)]
pub(super) struct NativeRoutine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) parts: Vec<NativePart>,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativeRoutine, "a routine", needed: [id], usual: [name, parts]);

#[derive(Debug, Serialize)]
pub(super) struct NativePart {
    pub(super) position: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) step: Option<u32>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) together: bool,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativePart, "a part of a routine", needed: [position], usual: [step, together]);

#[derive(Debug, Serialize)]
pub(super) struct NativePlacement<'a> {
    pub(super) position: Text<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<(Number, Number)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<Number>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) folded: bool,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativePlacement<'a>, "a place", needed: [position], usual: [at, order, folded]);

#[derive(Debug, Serialize)]
pub(super) struct NativeScene {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) stage: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) lens: String,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) what_if: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) compare: Option<NativeComparison>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) guesses: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) viewport: Option<[Number; 4]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) focus: Option<NativeNeighborhood>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) folding: Option<NativeFolding>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) highlight: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) flows: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) lines: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativeScene, "a scene",
    needed: [id, stage],
    usual: [
        title, lens, what_if, compare, guesses, viewport, focus, folding, highlight,
        flows, lines, note
    ]
);

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "what a scene compares with")]
pub(super) struct NativeComparison {
    pub(super) with: String,
    pub(super) manner: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a neighbourhood")]
pub(super) struct NativeNeighborhood {
    pub(super) around: Vec<String>,
    pub(super) steps: usize,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "what is folded away")]
pub(super) struct NativeFolding {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) positions: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) units: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct NativeRound {
    pub(super) id: String,
    pub(super) question: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) domain: Option<String>,
    pub(super) stage: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pins: Vec<NativePin>,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) revealed: bool,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(
    NativeRound, "a round of guesses",
    needed: [id, question, stage],
    usual: [
        domain, pins, revealed
    ]
);

#[derive(Debug, Serialize)]
pub(super) struct NativePin {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) who: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<String>,
    pub(super) guess: NativeGuess,
    #[serde(skip_serializing_if = "is_false")]
    pub(super) after: bool,
    #[serde(flatten)]
    pub(super) extra: Further,
}

reads!(NativePin, "a guess", needed: [guess], usual: [who, position, after]);

/// A number on the scale of the question, or the identity of a position.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged, expecting = "a number, or a position like \"p1\"")]
pub(super) enum NativeGuess {
    Number(Number),
    Position(String),
}

/// Of these the unknown fields are not kept, and may stand twice.
macro_rules! never_plain {
    ($($name:ident),*) => {
        $(impl Plain for $name {
            fn is_plain(&self) -> bool {
                false
            }
        })*
    };
}

never_plain!(NativeComparison, NativeNeighborhood, NativeFolding, NativeGuess);
