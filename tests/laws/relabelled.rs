//! Who bears which number, and in which order things were drawn, changes no sentence and no figure.

use std::collections::BTreeMap;

use fulcrum::analysis::{Analysis, Cancel, Further, Question, analyse, further};
use fulcrum::model::{OrgMap, PositionId};
use fulcrum::wording::reading;

use crate::maps::{Dice, Plan, STAGE};

struct Read {
    map: OrgMap,
    question: Question,
    analysis: Analysis,
    further: Further,
}

impl Read {
    fn of(plan: &Plan, place: &[usize]) -> Self {
        let map = plan.drawn(place);
        let question = plan.question(place);
        let analysis = analyse(&question, &Cancel::never()).unwrap();
        let further = further(&question, &analysis, &Cancel::never()).unwrap();
        Self { map, question, analysis, further }
    }

    /// Every sentence with its words in order, so that names in a list may change places.
    fn sentences(&self) -> Vec<Vec<String>> {
        let Self { map, question, analysis, further } = self;
        let said = reading(map, STAGE, analysis, further, &question.settings);
        let findings = said.findings.iter().map(|it| format!("{} {}", it.title, it.sentence));
        let questions = said.questions.iter().map(|it| it.sentence.clone());
        let verdict = format!("{} {}", said.verdict.sentence, said.verdict.evidence);
        let all = std::iter::once(verdict).chain(findings).chain(questions);
        let mut all: Vec<Vec<String>> = all.map(|it| in_order(&it)).collect();
        all.sort();
        all
    }

    /// Figures of the whole by name, as they are published; those of people stand elsewhere.
    fn figures(&self) -> BTreeMap<String, f64> {
        let mut undefined = Default::default();
        let (stage, analysis) = (&self.question.stage, &self.analysis);
        let value = fulcrum::wording::theory_json(stage, analysis, None, &mut undefined);
        let mut found = BTreeMap::new();
        flat(&value, "", &mut found);
        found
    }
}

/// The words of a sentence in order. Where a list ends with "and 2 more", which of equals are named
/// is no statement about them: there names are left out.
fn in_order(said: &str) -> Vec<String> {
    let words = said.split(|it: char| it.is_whitespace() || ",.;:()\"".contains(it));
    let mut words: Vec<String> = words.filter(|it| !it.is_empty()).map(Into::into).collect();
    let cut = words
        .windows(3)
        .any(|it| it[0] == "and" && it[1].parse::<usize>().is_ok() && it[2] == "more");
    let is_name = |it: &String| it.strip_prefix('P').is_some_and(|it| it.parse::<usize>().is_ok());
    words.retain(|it| !cut || !is_name(it));
    words.sort();
    words
}

fn flat(value: &serde_json::Value, path: &str, found: &mut BTreeMap<String, f64>) {
    match value {
        serde_json::Value::Number(number) => {
            found.insert(path.to_owned(), number.as_f64().unwrap());
        }
        serde_json::Value::Object(all) => {
            for (key, value) in all {
                // What is about one person stands under its number.
                if !key.chars().any(|it| it.is_ascii_digit()) || path.is_empty() {
                    flat(value, &format!("{path}/{key}"), found);
                }
            }
        }
        _ => {}
    }
}

#[test]
fn numbers_and_order_change_no_sentence_and_no_figure() {
    for seed in 0..1_000 {
        let plan = Plan::random(seed);
        let mut dice = Dice(seed ^ 0x5eed);
        let mut place = plan.in_order();
        (1..place.len()).rev().for_each(|last| place.swap(last, dice.roll(last + 1)));
        let mut other = plan.clone();
        (1..other.flows.len()).rev().for_each(|at| other.flows.swap(at, dice.roll(at + 1)));
        (1..other.routines.len()).rev().for_each(|at| other.routines.swap(at, dice.roll(at + 1)));
        let (now, then) = (Read::of(&plan, &plan.in_order()), Read::of(&other, &place));
        let moved = |id: PositionId| PositionId(10 + place[(id.0 - 10) as usize] as u64);
        let mut tops: Vec<_> = now.analysis.hierarchy.tops.iter().map(|id| moved(*id)).collect();
        tops.sort();
        assert_eq!(tops, then.analysis.hierarchy.tops, "seed {seed}");
        assert_eq!(now.sentences(), then.sentences(), "seed {seed}");
        let (a, b) = (now.figures(), then.figures());
        assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>(), "seed {seed}");
        for ((name, a), b) in a.iter().zip(b.values()) {
            assert!((a - b).abs() < 1e-9, "seed {seed}: {name} is {a} and {b}");
        }
    }
}
