//! Opening, saving and leaving: no answer of the disk, however late, touches another map, and
//! nothing is lost without a word.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test says by failing what is wrong"
)]

use std::path::PathBuf;

use fulcrum::model::OrgMap;
use fulcrum::session::{
    Action, Decision, EditAction, Effect, Export, FileAction, FileAnswer, FileQuestion, Lost,
    NameEnd, Next, Opened, Outcome, ReadOrder, RecoveryAction, Screen, Seat, Session, Target,
    Theirs, WriteFailure, WriteOrder,
};
use fulcrum::storage::{Expected, Obstacle, Print, Written};

fn session() -> Session {
    Session::new(OrgMap::new("Untitled map"), Screen::Map)
}

fn file(session: &mut Session, action: FileAction) -> Vec<Effect> {
    session.update(Action::File(action))
}

fn came(session: &mut Session, outcome: Outcome) -> Vec<Effect> {
    session.update(Action::Outcome(outcome))
}

fn edit(session: &mut Session, name: &str) -> Vec<Effect> {
    let mut effects = session.update(Action::Edit(EditAction::NewPosition(Seat::Free(None))));
    let kept = Action::Edit(EditAction::EndName(NameEnd::Leave, name.into()));
    effects.extend(session.update(kept));
    effects
}

fn titles(session: &Session) -> Vec<String> {
    session.shown_stage().positions().iter().map(|(_, it)| it.title.to_string()).collect()
}

fn read_order(effects: &[Effect]) -> ReadOrder {
    let order = effects.iter().find_map(|effect| match effect {
        Effect::Read(order) => Some(order.clone()),
        _ => None,
    });
    order.expect("something is read")
}

fn write_order(effects: &[Effect]) -> WriteOrder {
    let order = effects.iter().find_map(|effect| match effect {
        Effect::Write(order) => Some(order.as_ref().clone()),
        _ => None,
    });
    order.expect("something is written")
}

fn writes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Write(_)))
}

fn quits(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Quit))
}

fn map(title: &str) -> Opened {
    let print = Some(Print::of(title.as_bytes()));
    Opened { map: OrgMap::new(title), warnings: Vec::new(), holds_all: true, print }
}

fn written(bytes: &str) -> Written {
    Written { print: Print::of(bytes.as_bytes()), remarks: Vec::new() }
}

fn refused(obstacle: Obstacle) -> WriteFailure {
    let theirs =
        Theirs { print: Some(Print::of(b"theirs")), differs: vec!["\"Ann\" is new".into()] };
    let theirs = (obstacle == Obstacle::Changed).then_some(theirs);
    WriteFailure { obstacle, why: "plan.orgmap: could not be written".into(), theirs }
}

fn save_to(session: &mut Session, path: &str) -> WriteOrder {
    let effects = file(session, FileAction::SaveTo { path: path.into(), replace: false });
    write_order(&effects)
}

/// A session whose map lies in a file that holds what is known.
fn saved_session() -> Session {
    let mut session = session();
    edit(&mut session, "Ann");
    let order = save_to(&mut session, "plan.orgmap");
    came(&mut session, Outcome::Saved(order.document, order.path, Ok(written("first"))));
    assert!(session.is_saved());
    session
}

#[test]
fn a_save_that_ends_after_another_map_was_opened_does_not_bind_that_map_to_the_file() {
    let mut session = session();
    edit(&mut session, "Ann");
    let order = save_to(&mut session, "plan.orgmap");
    // Whoever does not wait goes on to another map.
    file(&mut session, FileAction::Leave(Next::New));
    let question = session.file_question().expect("it is still being written");
    assert_eq!(*question, FileQuestion::Writing(Next::New));
    file(&mut session, FileAction::Answer(FileAnswer::LeaveAnyway));
    file(&mut session, FileAction::Decide(Decision::Discard));
    assert!(titles(&session).is_empty());
    came(&mut session, Outcome::Saved(order.document, order.path, Ok(written("first"))));
    assert_eq!(session.file(), None);
    let effects = file(&mut session, FileAction::Save);
    assert!(!writes(&effects), "the new map asks for a path of its own");
}

#[test]
fn an_open_that_ends_after_edits_asks_before_they_go() {
    let mut session = session();
    let order = read_order(&file(&mut session, FileAction::Open("slow.orgmap".into())));
    edit(&mut session, "Ann");
    came(&mut session, Outcome::Opened(order, Ok(map("Slow"))));
    assert_eq!(titles(&session), ["Ann"]);
    assert_eq!(session.leaving(), Some(&Next::TakeIn));
    file(&mut session, FileAction::Decide(Decision::Stay));
    assert_eq!(titles(&session), ["Ann"]);
    let order = read_order(&{
        file(&mut session, FileAction::Open("slow.orgmap".into()));
        file(&mut session, FileAction::Decide(Decision::Discard))
    });
    came(&mut session, Outcome::Opened(order, Ok(map("Slow"))));
    assert_eq!(session.map().header().title, "Slow");
}

#[test]
fn an_open_that_ends_after_another_map_was_opened_is_left_aside() {
    let mut session = session();
    let order = read_order(&file(&mut session, FileAction::Open("slow.orgmap".into())));
    file(&mut session, FileAction::Leave(Next::Example(1)));
    let title = session.map().header().title.clone();
    came(&mut session, Outcome::Opened(order, Ok(map("Slow"))));
    assert_eq!(session.map().header().title, title);
    assert!(session.notices().any(|notice| notice.text.contains("slow.orgmap")));
}

#[test]
fn of_two_files_that_are_asked_for_the_last_one_counts() {
    let mut session = session();
    let slow = read_order(&file(&mut session, FileAction::Open("slow.orgmap".into())));
    let fast = read_order(&file(&mut session, FileAction::Open("fast.orgmap".into())));
    came(&mut session, Outcome::Opened(fast, Ok(map("Fast"))));
    came(&mut session, Outcome::Opened(slow, Ok(map("Slow"))));
    assert_eq!(session.map().header().title, "Fast");
    assert_eq!(session.file(), Some(PathBuf::from("fast.orgmap").as_path()));
}

#[test]
fn quitting_waits_for_a_write_and_then_goes_on_by_itself() {
    let mut session = session();
    edit(&mut session, "Ann");
    let order = save_to(&mut session, "plan.orgmap");
    assert!(!quits(&file(&mut session, FileAction::Leave(Next::Quit))));
    let saved = Outcome::Saved(order.document, order.path, Ok(written("first")));
    assert!(quits(&came(&mut session, saved)));
}

#[test]
fn quitting_waits_for_an_export() {
    let mut session = session();
    let export = Export {
        suggestion: "m.csv".into(),
        kind: "Table",
        ending: "csv",
        content: String::from("a,b").into(),
    };
    let path = PathBuf::from("m.csv");
    let order = FileAction::ExportTo { path: path.clone(), export: export.clone(), replace: false };
    file(&mut session, order);
    assert!(!quits(&file(&mut session, FileAction::Leave(Next::Quit))));
    assert!(quits(&came(&mut session, Outcome::Exported(path, export, Ok(())))));
}

#[test]
fn a_write_that_fails_while_quitting_keeps_the_map_open() {
    let mut session = session();
    edit(&mut session, "Ann");
    file(&mut session, FileAction::Leave(Next::Quit));
    file(&mut session, FileAction::Decide(Decision::Save));
    let order = save_to(&mut session, "plan.orgmap");
    let failed = Outcome::Saved(order.document, order.path, Err(refused(Obstacle::System)));
    assert!(!quits(&came(&mut session, failed)));
    assert_eq!(titles(&session), ["Ann"]);
    assert!(!session.is_saved());
    assert!(session.notices().any(|notice| notice.text.contains("could not be written")));
}

#[test]
fn what_is_edited_while_it_is_saved_stays_unsaved_and_a_second_save_follows() {
    let mut session = session();
    edit(&mut session, "Ann");
    let order = save_to(&mut session, "plan.orgmap");
    edit(&mut session, "Bob");
    assert!(!writes(&file(&mut session, FileAction::Save)), "one write at a time");
    let first = Outcome::Saved(order.document, order.path, Ok(written("first")));
    let effects = came(&mut session, first);
    assert!(!session.is_saved());
    let second = write_order(&effects);
    assert_eq!(second.expected, Expected::Known(Print::of(b"first")));
    came(&mut session, Outcome::Saved(second.document, second.path, Ok(written("second"))));
    assert!(session.is_saved());
}

#[test]
fn a_file_that_was_changed_underneath_is_told_at_once_and_never_written_over_in_silence() {
    let mut session = saved_session();
    edit(&mut session, "Bob");
    let document = session.revision().document;
    came(&mut session, Outcome::ChangedUnderneath(document, Some(Print::of(b"theirs"))));
    assert!(session.notices().any(|notice| notice.text.contains("changed by another program")));
    let order = write_order(&file(&mut session, FileAction::Save));
    assert_eq!(order.expected, Expected::Known(Print::of(b"first")));
    came(&mut session, Outcome::Saved(document, order.path, Err(refused(Obstacle::Changed))));
    let Some(FileQuestion::Changed { theirs, .. }) = session.file_question() else {
        panic!("it is asked which one stays");
    };
    assert_eq!(theirs.differs, ["\"Ann\" is new"]);
    let beside = file(&mut session, FileAction::Answer(FileAnswer::OpenTheirs));
    assert!(beside.iter().any(|effect| matches!(effect, Effect::OpenBeside(_))));
    assert!(session.file_question().is_some(), "the question stays beside theirs");
    let over = write_order(&file(&mut session, FileAction::Answer(FileAnswer::Overwrite)));
    assert_eq!(over.expected, Expected::Known(Print::of(b"theirs")), "a third change asks again");
}

#[test]
fn our_own_write_is_no_change_of_another_program() {
    let mut session = saved_session();
    let document = session.revision().document;
    came(&mut session, Outcome::ChangedUnderneath(document, Some(Print::of(b"first"))));
    edit(&mut session, "Bob");
    file(&mut session, FileAction::Save);
    came(&mut session, Outcome::ChangedUnderneath(document, Some(Print::of(b"second"))));
    assert_eq!(session.notices().count(), 0);
}

#[test]
fn save_as_over_another_file_asks_also_when_the_ending_was_added() {
    for (typed, replace) in [("other.orgmap", false), ("other", true), ("other", false)] {
        let mut session = saved_session();
        let path = PathBuf::from(typed);
        let order = write_order(&file(&mut session, FileAction::SaveTo { path, replace }));
        assert_eq!(order.expected, Expected::Nothing, "{typed}");
        assert_eq!(order.path, PathBuf::from("other.orgmap"));
        let there = Outcome::Saved(order.document, order.path, Err(refused(Obstacle::Occupied)));
        came(&mut session, there);
        let asked = FileQuestion::Occupied(Target::Map("other.orgmap".into()));
        assert_eq!(session.file_question(), Some(&asked));
        file(&mut session, FileAction::Answer(FileAnswer::Cancel));
        assert_eq!(session.file(), Some(PathBuf::from("plan.orgmap").as_path()));
    }
    let mut session = saved_session();
    let path = PathBuf::from("other.orgmap");
    let order = write_order(&file(&mut session, FileAction::SaveTo { path, replace: true }));
    assert_eq!(order.expected, Expected::Anything, "the dialog has asked already");
}

#[test]
fn an_export_asks_before_it_replaces_and_never_goes_over_the_open_map() {
    let mut session = saved_session();
    let export = Export {
        suggestion: "m.csv".into(),
        kind: "Table",
        ending: "csv",
        content: String::from("a,b").into(),
    };
    let over =
        FileAction::ExportTo { path: "plan.orgmap".into(), export: export.clone(), replace: true };
    let effects = file(&mut session, over);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::WriteText { .. })));
    let path = PathBuf::from("m.csv");
    let to = FileAction::ExportTo { path: path.clone(), export: export.clone(), replace: false };
    file(&mut session, to);
    came(&mut session, Outcome::Exported(path, export, Err(refused(Obstacle::Occupied))));
    assert!(matches!(session.file_question(), Some(FileQuestion::Occupied(Target::Export(..)))));
    let effects = file(&mut session, FileAction::Answer(FileAnswer::Overwrite));
    let expected = effects.iter().find_map(|effect| match effect {
        Effect::WriteText { expected, .. } => Some(*expected),
        _ => None,
    });
    assert_eq!(expected, Some(Expected::Anything));
}

#[test]
fn letting_edits_go_once_does_not_let_them_go_later() {
    let mut session = session();
    edit(&mut session, "Ann");
    file(&mut session, FileAction::Leave(Next::OpenDialog));
    file(&mut session, FileAction::Decide(Decision::Discard));
    // The dialog is closed again: nothing was let go.
    file(&mut session, FileAction::DialogCancelled);
    assert!(!quits(&file(&mut session, FileAction::Leave(Next::Quit))));
    assert_eq!(session.leaving(), Some(&Next::Quit));
    file(&mut session, FileAction::Decide(Decision::Stay));
    // Edits that come while the dialog is open are asked about.
    file(&mut session, FileAction::Leave(Next::OpenDialog));
    file(&mut session, FileAction::Decide(Decision::Discard));
    edit(&mut session, "Bob");
    file(&mut session, FileAction::Open("other.orgmap".into()));
    assert_eq!(session.leaving(), Some(&Next::Open("other.orgmap".into())));
}

fn kept(effects: &[Effect]) -> Vec<String> {
    let orders = effects.iter().filter_map(|effect| match effect {
        Effect::Keep(order) => Some(order),
        _ => None,
    });
    let titles = orders.filter_map(|order| {
        let (_, stage) = order.map.stages().next()?;
        Some(stage.positions().iter().map(|(_, it)| it.title.clone()).collect::<Vec<_>>().join(","))
    });
    titles.collect()
}

fn forgets(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::ForgetJournal(_)))
}

#[test]
fn every_edit_goes_to_the_journal_and_saving_takes_it_away() {
    let mut session = session();
    assert_eq!(kept(&edit(&mut session, "Ann")).last().map(String::as_str), Some("Ann"));
    assert_eq!(kept(&edit(&mut session, "Bob")).last().map(String::as_str), Some("Ann,Bob"));
    let undone = session.update(Action::History(fulcrum::session::History::Undo));
    assert_eq!(kept(&undone).len(), 1, "taking back is an edit too");
    let order = save_to(&mut session, "plan.orgmap");
    let saved = Outcome::Saved(order.document, order.path, Ok(written("first")));
    assert!(forgets(&came(&mut session, saved)));
    // What is looked at is no edit.
    assert!(kept(&session.update(Action::Select(fulcrum::session::SelectAction::All))).is_empty());
}

#[test]
fn letting_a_map_go_takes_its_journal_away_and_an_end_without_a_word_does_not() {
    let mut session = session();
    edit(&mut session, "Ann");
    file(&mut session, FileAction::Leave(Next::Quit));
    let effects = file(&mut session, FileAction::Decide(Decision::Discard));
    assert!(forgets(&effects) && quits(&effects));
    assert!(kept(&effects).is_empty());
    let mut session = self::session();
    edit(&mut session, "Ann");
    file(&mut session, FileAction::Leave(Next::Example(0)));
    assert!(forgets(&file(&mut session, FileAction::Decide(Decision::Discard))));
}

#[test]
fn a_lost_map_is_offered_taken_as_unsaved_and_saved_only_over_what_it_knows() {
    let mut session = Session::default();
    let lost = |journal: &str, title: &str| Lost {
        journal: journal.into(),
        file: Some("plan.orgmap".into()),
        print: Some(Print::of(b"before")),
        map: OrgMap::new(title),
        ago: "2 minutes ago".into(),
        bytes: 900,
        differs: vec!["\"Ann\" is new".into()],
    };
    let found = vec![lost("a.journal", "A"), lost("b.journal", "B")];
    came(&mut session, Outcome::FoundLost(found));
    assert!(session.shows_lost_maps());
    file(&mut session, FileAction::Recovery(RecoveryAction::Later));
    assert!(!session.shows_lost_maps());
    assert_eq!(session.lost_maps().len(), 2, "declining keeps them");
    file(&mut session, FileAction::Recovery(RecoveryAction::Show));
    let taken = file(&mut session, FileAction::Recovery(RecoveryAction::Take("a.journal".into())));
    assert_eq!(session.map().header().title, "A");
    assert!(!session.is_saved());
    let continues = taken.iter().find_map(|effect| match effect {
        Effect::Keep(order) => order.continues.clone(),
        _ => None,
    });
    assert_eq!(continues, Some("a.journal".into()), "its own journal takes over first");
    let order = write_order(&file(&mut session, FileAction::Save));
    assert_eq!(order.expected, Expected::Known(Print::of(b"before")));
    let deleted =
        file(&mut session, FileAction::Recovery(RecoveryAction::Delete("b.journal".into())));
    assert!(deleted.iter().any(|effect| matches!(effect, Effect::DeleteJournal(_))));
    assert!(session.lost_maps().is_empty());
}
