//! What a reader is told: numbers, findings and definitions in words, without any toolkit.

mod claims;
mod compare;
mod explain;
mod glossary;
mod lens;
mod measure_table;
mod measures_further;
mod measures_standard;
mod measures_theory;
mod reading;
pub mod words;
mod survey;
mod trial;

pub use claims::{CLAIMS, Claim};
pub use compare::{Difference, differences};
pub use explain::{Explanation, Told, explain};
pub use glossary::{MEASURES, Measure, glossary_document, measure, measures};
pub use lens::Lens;
pub use measure_table::{Head, MeasureTable, Row, RowOf, position_table, unit_table};
pub use measures_further::further_json;
pub use measures_standard::standard_json;
pub use measures_theory::{Reasons, rule_words, theory_json};
pub use reading::{Finding, Reading, Sentence, reading};
pub use survey::{FEWEST_ANSWERS, SURVEY, SurveyItem, survey_page, voice_words};
pub use trial::{moved_words, steps_words, trial_words};
