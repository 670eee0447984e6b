//! What a trial of a single edit predicts is what doing it brings.

use fulcrum::analysis::*;
use fulcrum::edit::plan;
use fulcrum::model::OrgMap;
use fulcrum::session::{Action, EXAMPLES, FileAction, Next, Screen, Session};

pub(crate) fn examples() -> Vec<OrgMap> {
    let read = |example: &fulcrum::session::Example| {
        let mut session = Session::default();
        let number = EXAMPLES.iter().position(|other| other.title == example.title).unwrap();
        session.update(Action::File(FileAction::Leave(Next::Example(number))));
        assert_eq!(session.screen(), Screen::Map);
        session.map().clone()
    };
    EXAMPLES.iter().map(read).collect()
}

fn analysed(map: &OrgMap) -> Analysis {
    let stage = map.stage(map.first_stage().unwrap()).unwrap().clone();
    let question = Question { stage, settings: Settings::default() };
    analyse(&question, &Cancel::never()).unwrap()
}

#[test]
fn what_is_predicted_comes_true() {
    for map in examples() {
        let stage = map.first_stage().unwrap();
        let question =
            Question { stage: map.stage(stage).unwrap().clone(), settings: Settings::default() };
        let mut told = 0;
        let tried = what_if_all(&question, &Cancel::never(), &mut |_, _| told += 1).unwrap();
        assert_eq!(told, tried.tried, "progress is told for every edit");
        let session = Session::new(map.clone(), Screen::Map);
        let now = analysed(&map);
        let mut refused = 0;
        for moved in &tried.edits {
            let command = session.trial_command(&moved.edit).expect("what is tried can be done");
            let Ok(planned) = plan(&map, stage, 0, &command) else {
                // Asking where there is a question already would make two of one.
                refused += 1;
                assert!(matches!(moved.edit, TriedEdit::AskInsteadOfTell(_)), "{:?}", moved.edit);
                continue;
            };
            let then = analysed(&planned.transaction.applied_to(&map).unwrap());
            let height = |it: &Analysis| it.gravity.mass.top_heaviness.unwrap();
            let wanted = height(&then) - height(&now);
            assert!((moved.top_heaviness - wanted).abs() < 1e-9, "{:?}", moved.edit);
            let gap = |it: &Analysis| it.gap.as_ref().ok().map(|gap| gap.tv);
            if let (Some(predicted), Some(then), Some(now)) = (moved.tv, gap(&then), gap(&now)) {
                assert!((predicted - (then - now)).abs() < 1e-9, "{:?}", moved.edit);
            }
        }
        assert!(refused * 10 <= tried.edits.len(), "most of what is tried can be done");
    }
}

#[test]
fn all_kinds_of_edit_are_tried_somewhere() {
    let mut kinds = std::collections::BTreeSet::new();
    for map in examples() {
        let stage = map.stage(map.first_stage().unwrap()).unwrap().clone();
        let question = Question { stage, settings: Settings::default() };
        let tried = what_if_all(&question, &Cancel::never(), &mut |_, _| {}).unwrap();
        kinds.extend(tried.edits.iter().map(|moved| match moved.edit {
            TriedEdit::Drop(_) => "drop",
            TriedEdit::AskInsteadOfTell(_) => "ask",
            TriedEdit::Leave(_) => "leave",
            TriedEdit::Ask { .. } => "expert",
            TriedEdit::GiveRight { .. } => "right",
            TriedEdit::Learn { .. } => "learn",
            TriedEdit::SkipLevel { .. } => "skip",
            _ => "other",
        }));
    }
    assert_eq!(kinds.len(), 7, "{kinds:?}");
}
