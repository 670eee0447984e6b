//! The parts of a report, said once for every form that it is written in.

use crate::wording::{Finding, LedgerRow, Measure, MeasureTable, Reading, Says};

/// Everything that stands in a report.
#[derive(Debug, Clone, Copy)]
pub struct ReportPage<'a> {
    /// What the map is called.
    pub title: &'a str,
    /// What it is about.
    pub description: &'a str,
    /// Which of its stages.
    pub stage: &'a str,
    /// What it says.
    pub reading: &'a Reading,
    /// What it says to each claim of the theory.
    pub ledger: &'a [LedgerRow],
    /// What every lens shows.
    pub lenses: &'a [LensSaid],
    /// The numbers of every person.
    pub table: &'a MeasureTable,
}

/// What a lens shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LensSaid {
    /// The name of the lens.
    pub name: &'static str,
    /// What it finds.
    pub headline: String,
    /// Its picture as SVG on light paper; empty in a text.
    pub light: String,
    /// The same on dark paper.
    pub dark: String,
}

/// What the parts are called, in their order.
pub(super) const VERDICT: &str = "Verdict";
pub(super) const PICTURES: &str = "Pictures";
pub(super) const FINDINGS: &str = "Findings";
pub(super) const CLAIMS: &str = "Claims of the theory";
pub(super) const NUMBERS: &str = "Numbers of every person";
pub(super) const DEFINITIONS: &str = "Definitions";
/// What is said where there is no finding, and above what nobody has drawn yet.
pub(super) const NONE: &str = "There are none.";
pub(super) const NOT_DRAWN: &str = "Not drawn yet";

/// What a finding says, and below it what it was worked out from.
pub(super) fn finding_words(finding: &Finding) -> (String, String) {
    let outlook = finding.outlook.as_deref().unwrap_or_default();
    let said = [&finding.sentence, outlook].join(" ");
    (said.trim_end().to_owned(), format!("{}; {}", finding.evidence, finding.known.words()))
}

/// What is not drawn yet, and what it would tell.
pub(super) fn questions(reading: &Reading) -> impl Iterator<Item = String> + '_ {
    reading.questions.iter().map(|it| format!("{} {}", it.sentence, it.would_tell))
}

/// The claims by what the map says to them, those that it can test first; each part with its
/// heading.
pub(super) fn claims(ledger: &[LedgerRow]) -> Vec<(Says, String, Vec<&LedgerRow>)> {
    let parts = [
        (Says::Supports, "This map supports"),
        (Says::Contradicts, "This map contradicts"),
        (Says::CannotTest, "It cannot test"),
    ];
    let parts = parts.into_iter().map(|(says, heading)| {
        let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.says == says).collect();
        (says, format!("{heading} ({})", rows.len()), rows)
    });
    parts.filter(|(_, _, rows)| !rows.is_empty()).collect()
}

/// What is to be known of a measure besides its meaning.
pub(super) fn terms(measure: &Measure) -> [(&'static str, &str); 6] {
    let Measure { id: _, name: _, meaning: _, formula, range, undefined, .. } = measure;
    let Measure { assumptions, source, change, .. } = measure;
    [
        ("Worked out as", formula),
        ("Range", range),
        ("Not defined", undefined),
        ("Takes for granted", assumptions),
        ("Source", source),
        ("What would change it", change),
    ]
}
