//! The file format's own types. Fields stand in the order in which they are written; what a
//! newer version wrote beside them is kept in `extra`.

use std::fmt;
use std::marker::PhantomData;

use indexmap::IndexMap;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// Unknown fields of a record.
pub(super) type Extra = Map<String, Value>;

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

fn is_false(value: &bool) -> bool {
    !value
}

/// A table of names in which each stands once. JSON lets a name stand twice, and the first value
/// would be lost without a word.
fn each_once<'de, D, V>(deserializer: D) -> Result<IndexMap<String, V>, D::Error>
where
    D: Deserializer<'de>,
    V: Deserialize<'de>,
{
    struct EachOnce<V>(PhantomData<V>);

    impl<'de, V: Deserialize<'de>> Visitor<'de> for EachOnce<V> {
        type Value = IndexMap<String, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table of names")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut table = IndexMap::new();
            while let Some((name, value)) = entries.next_entry::<String, V>()? {
                if table.contains_key(&name) {
                    return Err(A::Error::custom(format!("\"{name}\" stands there twice")));
                }
                table.insert(name, value);
            }
            Ok(table)
        }
    }

    deserializer.deserialize_map(EachOnce(PhantomData))
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a map")]
pub(super) struct NativeMap {
    pub(super) format: String,
    pub(super) version: String,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) description: String,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_once")]
    pub(super) settings: IndexMap<String, Number>,
    #[serde(default)]
    pub(super) next_id: u64,
    pub(super) stages: Vec<NativeStage>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) scenes: Vec<NativeScene>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) guesses: Vec<NativeRound>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a stage")]
pub(super) struct NativeStage {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) notes: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) chart: Option<String>,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_once")]
    pub(super) outcomes: IndexMap<String, Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) gathered: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) units: Vec<NativeUnit>,
    #[serde(default)]
    pub(super) positions: Vec<NativePosition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lines: Vec<NativeLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) flows: Vec<NativeFlow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) routines: Vec<NativeRoutine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) placements: Vec<NativePlacement>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a unit")]
pub(super) struct NativeUnit {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<String>,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_once")]
    pub(super) outcomes: IndexMap<String, Number>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) notes: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tone: Option<u8>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) folded: bool,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a position")]
pub(super) struct NativePosition {
    pub(super) id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) holders: Vec<NativeHolder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) authority: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) explore: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rules: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wants: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pin: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pin_after: Option<Number>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) answered_nobody: bool,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_once")]
    pub(super) expertise: IndexMap<String, Number>,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_once")]
    pub(super) rights: IndexMap<String, Number>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) survey: Vec<NativeResponse>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) notes: String,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty", deserialize_with = "each_once")]
    pub(super) attributes: IndexMap<String, String>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a holder")]
pub(super) struct NativeHolder {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) share: Option<Number>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "survey answers")]
pub(super) struct NativeResponse {
    pub(super) respondent: String,
    pub(super) voice: String,
    pub(super) answers: Vec<Option<u8>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) readiness: Vec<Option<u8>>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a reporting line")]
pub(super) struct NativeLine {
    pub(super) id: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) accepts: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) distance_proper: Option<Number>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a flow")]
pub(super) struct NativeFlow {
    pub(super) id: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) relation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) frequency: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) took_up: Option<Number>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a routine")]
pub(super) struct NativeRoutine {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) parts: Vec<NativePart>,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a part of a routine")]
pub(super) struct NativePart {
    pub(super) position: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) step: Option<u32>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) together: bool,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a place")]
pub(super) struct NativePlacement {
    pub(super) position: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<(Number, Number)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) order: Option<Number>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) folded: bool,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a scene")]
pub(super) struct NativeScene {
    pub(super) id: String,
    #[serde(default)]
    pub(super) title: String,
    pub(super) stage: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) lens: String,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) what_if: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) compare: Option<NativeComparison>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) guesses: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) viewport: Option<[Number; 4]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) focus: Option<NativeNeighborhood>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) folding: Option<NativeFolding>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) highlight: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) flows: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lines: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) note: String,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

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

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a round of guesses")]
pub(super) struct NativeRound {
    pub(super) id: String,
    pub(super) question: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) domain: Option<String>,
    pub(super) stage: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) pins: Vec<NativePin>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) revealed: bool,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(expecting = "a guess")]
pub(super) struct NativePin {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) who: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<String>,
    pub(super) guess: NativeGuess,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) after: bool,
    #[serde(flatten)]
    pub(super) extra: Extra,
}

/// A number on the scale of the question, or the identity of a position.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged, expecting = "a number, or a position like \"p1\"")]
pub(super) enum NativeGuess {
    Number(Number),
    Position(String),
}
