//! What a reader is told: numbers, findings and definitions in words, without any toolkit.

mod by_chance;
mod differences;
mod claims;
mod compare;
mod explain;
mod figures;
mod firm;
mod gloss;
mod glossary;
mod guess;
mod ledger;
mod lens;
mod measure_id;
mod lens_message;
mod measure_table;
mod measured;
mod reading;
mod scenes;
pub mod words;
mod survey;
mod trial;
mod workshop;

pub use claims::{CLAIMS, Claim};
pub use compare::{Difference, StageChanges, comparison_headline, comparison_words, differences};
pub use differences::what_differs;
pub use explain::{Explanation, Told, explain};
pub use figures::{Reasons, figures, figures_schema, further_json, standard_json, theory_json};
pub use firm::{contested, firmness_words};
pub use gloss::glosses;
pub use glossary::{MEASURES, Measure, glossary_document, measure, measures};
pub use guess::{
    guess_headline, guess_lines, guess_number, guess_question, guess_side, guess_words,
    position_name,
};
pub use ledger::{
    LedgerInput, LedgerRow, OutcomePoint, OutcomePoints, OutcomeScatter, Says, ledger,
    ledger_of_map, ledger_text,
};
pub use lens::Lens;
pub use lens_message::{
    LensInput, LensMessage, lens_message, level_name, routine_words, zone_words,
};
pub use measure_id::MeasureId;
pub use measure_table::{Head, MeasureTable, Row, RowOf, position_table, unit_table};
pub use measured::{Form, OfPerson, Part, PersonColumn, Readings, UnitColumn};
pub use reading::{Finding, Ground, Known, Question, Reading, Sentence, reading};
pub use scenes::{default_scenes, scene_headline};
pub use survey::{FEWEST_ANSWERS, READINESS, SURVEY, SurveyItem, survey_page, voice_words};
pub use trial::{moved_words, steps_words, trial_words};
pub use workshop::{
    AgendaItem, WORKSHOP, agenda, agenda_page, blank_page, guess_page, guess_questions,
};
