//! Every number as one document: what `measure --json` prints, with its schema. The types give
//! the names; nothing is put together by hand.

mod center;
mod chance;
mod claims;
mod figure;
mod further;
mod leaders;
mod map;
mod measures;
mod standard;
mod trials;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::ledger::LedgerRow;
use super::measured::Readings;
use crate::analysis::{Analysis, Standard, WhatIf};
use crate::model::Stage;
use claims::ClaimFigures;
pub use figure::Reasons;
use figure::{Named, written};
use further::FurtherFigures;
use map::{Codes, MapFigures};
use measures::{MeasureFigures, measure_figures};
use standard::{ViewFigures, standard_figures};

/// Every number of a stage. What has no value is null, with the reason under `undefined`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Fulcrum measures")]
struct Figures {
    /// Measures of network analysis, by kind of arrow.
    standard: Named<ViewFigures>,
    /// What the readings say.
    map: MapFigures,
    /// Units, domains, contrasts, leaders, and the band of respondents.
    further: FurtherFigures,
    /// Every measure of the glossary with its numbers.
    measures: Named<MeasureFigures>,
    /// What the map says to every claim of the theory.
    claims: Vec<ClaimFigures>,
    /// Why a number is null, by its path.
    undefined: Reasons,
}

/// Every number of a stage as one document; what single edits would move only where they were tried.
#[must_use]
pub fn figures(
    readings: &Readings<'_>,
    standard: &Standard,
    what_if: Option<&WhatIf>,
    ledger: &[LedgerRow],
) -> Value {
    let Readings { stage, analysis, further } = *readings;
    let codes = Codes::of(stage, analysis);
    let all = Figures {
        standard: standard_figures(stage, standard),
        map: MapFigures::of(stage, analysis, what_if),
        further: FurtherFigures::of(&codes, further),
        measures: measure_figures(&codes, readings),
        claims: ledger.iter().map(ClaimFigures::of).collect(),
        undefined: Reasons::new(),
    };
    let mut reasons = Reasons::new();
    let mut document = written(&all, "", &mut reasons);
    if let Some(undefined) = document.get_mut("undefined") {
        *undefined =
            Value::Object(reasons.into_iter().map(|(path, why)| (path, why.into())).collect());
    }
    document
}

/// The schema of the document (JSON Schema 2020-12).
#[must_use]
pub fn figures_schema() -> Value {
    schemars::schema_for!(Figures).into()
}

/// The standard measures alone, with the reason for every null under its path.
#[must_use]
pub fn standard_json(stage: &Stage, standard: &Standard, undefined: &mut Reasons) -> Value {
    written(&standard_figures(stage, standard), "standard", undefined)
}

/// What is read besides the readings, with the reason for every null under its path.
#[must_use]
pub fn further_json(readings: &Readings<'_>, undefined: &mut Reasons) -> Value {
    let codes = Codes::of(readings.stage, readings.analysis);
    written(&FurtherFigures::of(&codes, readings.further), "further", undefined)
}

/// The readings alone, with the reason for every null under its path.
#[must_use]
pub fn theory_json(
    stage: &Stage,
    analysis: &Analysis,
    what_if: Option<&WhatIf>,
    undefined: &mut Reasons,
) -> Value {
    written(&MapFigures::of(stage, analysis, what_if), "map", undefined)
}
