//! What the map says to every claim, as figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::Number;
use crate::wording::LedgerRow;

/// One claim, and what the map says to it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimFigures {
    /// Its number in the list of claims, from 1.
    claim: u8,
    /// What is claimed.
    text: &'static str,
    /// supports, contradicts, cannot test, or describes.
    says: &'static str,
    /// In words: what is so, or what is missing.
    sentence: String,
    /// The number that it hangs on.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<Number>,
    /// Between what it would lie by chance or by single respondents.
    #[serde(skip_serializing_if = "Option::is_none")]
    band: Option<ClaimBand>,
    /// The measure that tells of it.
    measure: &'static str,
    /// The lens that is its picture.
    picture: &'static str,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ClaimBand {
    low: Number,
    high: Number,
}

impl ClaimFigures {
    pub(super) fn of(row: &LedgerRow) -> Self {
        Self {
            claim: row.claim.number,
            text: row.claim.claim,
            says: row.says.words(),
            sentence: row.sentence.clone(),
            number: row.number.map(Number),
            band: row.band.map(|(low, high)| ClaimBand { low: Number(low), high: Number(high) }),
            measure: row.claim.measure.key(),
            picture: row.claim.lens.key(),
        }
    }
}
