//! An edit on trial stands beside the map; the map has it only when it is kept.

use std::collections::BTreeSet;
use std::path::PathBuf;

use fulcrum::analysis::{Cancel, Question, Settings, TriedEdit, what_if_all};
use fulcrum::drawing::picture::ArcId;
use fulcrum::edit::{Command, PositionCommand};
use fulcrum::model::{OrgMap, PositionId, Stage};
use fulcrum::session::{
    Action, EXAMPLES, EditAction, Effect, FileAction, Gesture, History, Item, Next, Session,
    ViewAction,
};

fn opened(number: usize) -> Session {
    let mut session = Session::default();
    session.update(Action::File(FileAction::Leave(Next::Example(number))));
    session
}

/// A session of the first example with somebody's leaving on trial.
fn on_trial() -> (Session, OrgMap, PositionId) {
    let mut session = opened(0);
    let before = session.map().clone();
    let gone = session.shown_stage().positions().ids().last().unwrap();
    session.update(Action::Edit(EditAction::TryEdit(TriedEdit::Leave(gone))));
    assert!(session.trial().is_some());
    (session, before, gone)
}

fn rename(session: &mut Session, title: &str) -> PositionId {
    let position = session.shown_stage().positions().ids().next().unwrap();
    let title = title.to_owned();
    session.update(Command::Position(PositionCommand::Rename { position, title }).into());
    position
}

#[test]
fn saving_writes_what_is_kept() {
    let (mut session, before, gone) = on_trial();
    assert!(!session.shown_stage().positions().contains(gone), "it is shown");
    assert!(session.is_saved(), "a trial is no unsaved work");
    let effects = session.update(Action::File(FileAction::SaveTo {
        path: PathBuf::from("a.orgmap"),
        replace: false,
    }));
    let written = effects.iter().find_map(|effect| match effect {
        Effect::Write(order) => Some(&order.map),
        _ => None,
    });
    assert_eq!(written, Some(&before));
    assert!(session.trial().is_some(), "saving does not end a trial");
}

#[test]
fn another_edit_waits_until_the_trial_is_kept_or_dropped() {
    for keep in [true, false] {
        let (mut session, before, gone) = on_trial();
        let position = rename(&mut session, "Renamed");
        let title = |session: &Session| {
            session.kept_map().stage(session.stage_id()).unwrap().positions().get(position).cloned()
        };
        assert!(session.trial().unwrap().must_be_decided());
        assert_eq!(session.kept_map(), &before, "nothing happens before it is decided");
        session.update(Action::View(ViewAction::EndTrial(keep)));
        assert!(session.trial().is_none());
        assert_eq!(title(&session).unwrap().title, "Renamed", "what was asked for is done then");
        assert_eq!(session.shown_stage().positions().contains(gone), !keep);
        session.update(Action::History(History::Undo));
        if !keep {
            assert_eq!(session.kept_map(), &before);
        }
    }
}

#[test]
fn whoever_stays_on_trial_gives_up_the_other_edit() {
    let (mut session, before, _) = on_trial();
    rename(&mut session, "Renamed");
    session.update(Action::View(ViewAction::StayOnTrial));
    assert!(!session.trial().unwrap().must_be_decided());
    assert_eq!(session.kept_map(), &before);
    session.update(Action::View(ViewAction::EndTrial(false)));
    assert_eq!(session.map(), &before);
}

#[test]
fn every_way_to_change_the_map_waits() {
    let text = "Name\tTitle\nAnn\tHead\nBob\tClerk".to_owned();
    let paste = fulcrum::session::ClipAction::Paste { own: None, text, at: None };
    let ways = [
        Action::Gesture(Gesture::Begin("Move".into())),
        Action::Clip(paste),
        Action::Edit(EditAction::RemoveSelected),
        Action::Edit(EditAction::NewPosition(fulcrum::session::Seat::Free(None))),
        Action::Edit(EditAction::Tidy),
        Action::History(History::Redo),
    ];
    for way in ways {
        let (mut session, before, _) = on_trial();
        let said = format!("{way:?}");
        session.update(way);
        assert!(session.trial().is_some_and(fulcrum::session::Trial::must_be_decided), "{said}");
        assert_eq!(session.kept_map(), &before, "{said}");
    }
}

#[test]
fn undo_drops_a_trial_and_nothing_else() {
    let mut session = opened(0);
    rename(&mut session, "Renamed");
    let before = session.map().clone();
    let gone = session.shown_stage().positions().ids().last().unwrap();
    session.update(Action::Edit(EditAction::TryEdit(TriedEdit::Leave(gone))));
    session.update(Action::History(History::Undo));
    assert!(session.trial().is_none());
    assert_eq!(session.map(), &before);
    session.update(Action::History(History::Undo));
    assert_ne!(session.map(), &before);
}

#[test]
fn a_step_of_the_same_name_is_no_trial() {
    let (mut session, ..) = on_trial();
    session.update(Action::View(ViewAction::EndTrial(true)));
    let label = session.undo_label().unwrap().to_owned();
    assert!(session.trial().is_none(), "{label} is kept");
    session.update(Action::History(History::Undo));
    session.update(Action::History(History::Redo));
    assert_eq!(session.undo_label(), Some(label.as_str()));
    assert!(session.trial().is_none(), "it is a step like any other");
    // Dropping what is not on trial takes nothing back.
    let now = session.map().clone();
    session.update(Action::View(ViewAction::EndTrial(false)));
    assert_eq!(session.map(), &now);
}

/// The records of a stage that differ between two states, by table and number.
fn differing(before: &Stage, after: &Stage) -> BTreeSet<(&'static str, u64)> {
    macro_rules! table {
        ($name:literal, $table:ident) => {{
            let ids = before.$table().ids().chain(after.$table().ids());
            let other = ids.filter(|id| before.$table().get(*id) != after.$table().get(*id));
            other.map(|id| ($name, id.0)).collect::<BTreeSet<_>>()
        }};
    }
    let mut all = table!("position", positions);
    all.extend(table!("line", lines));
    all.extend(table!("flow", flows));
    all.extend(table!("routine", routines));
    all.extend(table!("unit", units));
    all
}

/// What a sentence about an edit says it touches: the kinds of record, and how many at the most.
fn said(edit: &TriedEdit) -> (&'static [&'static str], usize) {
    match edit {
        TriedEdit::Drop(_)
        | TriedEdit::AskInsteadOfTell(_)
        | TriedEdit::TellInsteadOfAsk(_)
        | TriedEdit::Ask { .. }
        | TriedEdit::Tell { .. } => (&["flow"], 1),
        TriedEdit::SkipLevel { .. } | TriedEdit::Accept { .. } => (&["line"], 1),
        TriedEdit::GiveRight { .. } => (&["position"], 2),
        TriedEdit::Leave(_) => (&["position", "line", "flow", "routine"], usize::MAX),
        TriedEdit::Decide { .. }
        | TriedEdit::Rules { .. }
        | TriedEdit::Explore { .. }
        | TriedEdit::Pin { .. }
        | TriedEdit::Claim { .. }
        | TriedEdit::Learn { .. } => (&["position"], 1),
    }
}

#[test]
fn a_trial_does_what_its_sentence_says_and_lists_it() {
    for number in 0..EXAMPLES.len() {
        let session = opened(number);
        let before = session.shown_stage().clone();
        let question = Question { stage: before.clone(), settings: Settings::default() };
        let tried = what_if_all(&question, &Cancel::never(), &mut |_, _| {}).unwrap();
        for moved in &tried.edits {
            let mut session = opened(number);
            session.update(Action::Edit(EditAction::TryEdit(moved.edit.clone())));
            let Some(trial) = session.trial() else { continue };
            let after = session.shown_stage();
            let other = differing(&before, after);
            let (kinds, most) = said(&moved.edit);
            assert!(other.iter().all(|(kind, _)| kinds.contains(kind)), "{:?}", moved.edit);
            assert!((1..=most).contains(&other.len()), "{:?}", moved.edit);
            if let TriedEdit::Leave(gone) = moved.edit {
                let gone_positions = other.iter().filter(|(kind, _)| *kind == "position");
                assert_eq!(gone_positions.count(), 1);
                assert!(!after.positions().contains(gone));
            }
            let listed = trial.changes.iter().filter(|it| !it.starts_with("Place or folding"));
            assert_eq!(listed.count(), other.len(), "{:?}: {:?}", moved.edit, trial.changes);
            let there = |item: &Item| match *item {
                Item::Position(id) => after.positions().contains(id),
                Item::Arc(ArcId::Line(id)) => after.lines().contains(id),
                Item::Arc(ArcId::Flow(id)) => after.flows().contains(id),
                Item::Unit(id) => after.units().contains(id),
            };
            assert!(trial.items.iter().all(there), "what is marked is on the map");
        }
    }
}

#[test]
fn what_is_known_comes_back_with_a_dropped_trial() {
    let (mut session, ..) = on_trial();
    let tried = session.question_key();
    session.update(Action::View(ViewAction::EndTrial(false)));
    let kept = session.question_key();
    assert_ne!(tried, kept, "the two maps ask two questions");
    let gone = session.shown_stage().positions().ids().last().unwrap();
    session.update(Action::Edit(EditAction::TryEdit(TriedEdit::Leave(gone))));
    assert_ne!(session.question_key(), tried, "another trial is another question");
}
