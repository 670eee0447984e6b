//! The laws of the history: undo, redo, gestures, groups, and the saved mark.

use fulcrum::edit::*;
use fulcrum::model::*;
use fulcrum::quantity::{MapPoint, Score};

use crate::notation::Sketch;

type Kept = &'static str;

fn opened(text: &str) -> (Editor<Kept>, Sketch) {
    let sketch = Sketch::of(text);
    (Editor::new(sketch.map.clone()), sketch)
}

fn rename(sketch: &Sketch, from: &str, to: &str) -> Command {
    let (position, title) = (sketch.at(from), to.into());
    Command::Position(PositionCommand::Rename { position, title })
}

fn put(sketch: &Sketch, who: &str, x: f64) -> Command {
    let positions = vec![(sketch.at(who), MapPoint::new(x, 0.0))];
    Command::Arrange(ArrangeCommand::Move { positions })
}

fn add(title: &str) -> Command {
    Command::Position(PositionCommand::Add { title: title.into(), at: None, under: None })
}

fn explore(sketch: &Sketch, value: f64) -> Command {
    let (positions, explore) = (sketch.all("Ann"), Score::new(value).ok());
    Command::Position(PositionCommand::Set(PositionValue::Explore { positions, explore }))
}

#[test]
fn undo_gives_the_map_and_the_keepsake_back_and_redo_is_its_opposite() {
    let (mut editor, sketch) = opened("Ann\nBob");
    editor.execute(sketch.stage, &rename(&sketch, "Ann", "Eve"), "at first").unwrap();
    let between = editor.map().clone();
    editor.execute(sketch.stage, &rename(&sketch, "Bob", "Dan"), "then").unwrap();
    editor.keep_after("at last");
    let end = editor.map().clone();
    assert_eq!(editor.undo_label(), Some("Rename \"Bob\" to \"Dan\""));

    let walked = editor.undo().unwrap();
    assert_eq!((walked.keepsake, walked.stage), ("then", sketch.stage));
    assert_eq!(*editor.map(), between);
    assert_eq!(editor.undo().unwrap().keepsake, "at first");
    assert_eq!(*editor.map(), sketch.map);
    assert_eq!(editor.undo(), None);
    assert_eq!(editor.redo_label(), Some("Rename \"Ann\" to \"Eve\""));

    assert_eq!(editor.redo().unwrap().keepsake, "then");
    assert_eq!(*editor.map(), between);
    assert_eq!(editor.redo().unwrap().keepsake, "at last");
    assert_eq!(*editor.map(), end);
    assert_eq!(editor.redo(), None);
}

#[test]
fn a_new_step_gives_up_what_was_taken_back() {
    let (mut editor, sketch) = opened("Ann");
    editor.execute(sketch.stage, &add("Bob"), "").unwrap();
    editor.undo();
    editor.execute(sketch.stage, &add("Cid"), "").unwrap();
    assert_eq!(editor.redo_label(), None);
    let steps: Vec<_> = editor.entries().collect();
    assert_eq!(steps, [("Add \"Cid\"", true)]);
}

#[test]
fn the_list_of_steps_tells_which_are_done() {
    let (mut editor, sketch) = opened("Ann");
    for title in ["Bob", "Cid", "Dee"] {
        editor.execute(sketch.stage, &add(title), "").unwrap();
    }
    editor.undo();
    editor.undo();
    let steps: Vec<_> = editor.entries().collect();
    let wanted = [("Add \"Bob\"", true), ("Add \"Cid\"", false), ("Add \"Dee\"", false)];
    assert_eq!(steps, wanted);
}

#[test]
fn nothing_done_and_nothing_allowed_leave_no_step() {
    let (mut editor, sketch) = opened("Ann\n  Bob");
    let done = editor.execute(sketch.stage, &rename(&sketch, "Ann", "Ann"), "").unwrap();
    assert_eq!(done.label, "");
    let (positions, under) = (sketch.all("Ann"), Some(sketch.at("Bob")));
    let looped = Command::Line(LineCommand::Reparent { positions, under });
    assert!(editor.execute(sketch.stage, &looped, "").is_err());
    assert!(editor.execute(StageId(99), &add("Cid"), "").is_err());
    assert_eq!(editor.entries().count(), 0);
    assert_eq!(*editor.map(), sketch.map);
    assert_eq!((editor.content_revision(), editor.placement_revision()), (0, 0));
}

#[test]
fn an_identity_is_never_handed_out_twice_even_after_undo() {
    let (mut editor, sketch) = opened("Ann");
    let first = editor.execute(sketch.stage, &add("Bob"), "").unwrap().made;
    editor.undo();
    assert_eq!(editor.map().next_id(), sketch.map.next_id(), "the counter goes back");
    let second = editor.execute(sketch.stage, &add("Cid"), "").unwrap().made;
    assert_ne!(first, second);
    editor.undo();
    editor.begin("Draw", "");
    let third = editor.preview(sketch.stage, &add("Dee")).unwrap().made;
    editor.bail();
    let fourth = editor.execute(sketch.stage, &add("Eve"), "").unwrap().made;
    let mut all = [first, second, third, fourth].concat();
    all.dedup();
    assert_eq!(all.len(), 4);
}

#[test]
fn the_revisions_tell_content_from_placement() {
    let (mut editor, sketch) = opened("Ann");
    editor.execute(sketch.stage, &put(&sketch, "Ann", 5.0), "").unwrap();
    assert_eq!((editor.content_revision(), editor.placement_revision()), (0, 1));
    editor.execute(sketch.stage, &explore(&sketch, 0.5), "").unwrap();
    assert_eq!((editor.content_revision(), editor.placement_revision()), (1, 1));
    editor.undo();
    editor.undo();
    assert_eq!((editor.content_revision(), editor.placement_revision()), (2, 2));
}

#[test]
fn a_gesture_is_one_step_and_the_last_preview_wins() {
    let (mut editor, sketch) = opened("Ann\nBob");
    editor.begin("", "before");
    for x in [1.0, 2.0, 3.0] {
        editor.preview(sketch.stage, &put(&sketch, "Ann", x)).unwrap();
    }
    let placements = editor.map().stage(sketch.stage).unwrap().placements().clone();
    assert_eq!(placements.get(sketch.at("Ann")).unwrap().at, Some(MapPoint::new(3.0, 0.0)));
    editor.preview(sketch.stage, &put(&sketch, "Bob", 4.0)).unwrap();
    assert_eq!(editor.content_revision(), 0);
    assert_eq!(editor.commit("after").as_deref(), Some("Move \"Bob\""));
    assert_eq!(editor.entries().count(), 1);
    let stage = editor.map().stage(sketch.stage).unwrap();
    assert!(!stage.placements().contains(sketch.at("Ann")));
    assert_eq!(editor.undo().unwrap().keepsake, "before");
    assert_eq!(*editor.map(), sketch.map);
    assert_eq!(editor.redo().unwrap().keepsake, "after");
}

#[test]
fn a_refused_preview_leaves_the_one_before() {
    let (mut editor, sketch) = opened("Ann\n  Bob\nCid");
    let below = |who: &str, superior: &str| {
        let (positions, under) = (sketch.all(who), Some(sketch.at(superior)));
        Command::Line(LineCommand::Reparent { positions, under })
    };
    assert!(editor.preview(sketch.stage, &below("Cid", "Ann")).is_err(), "none is open");
    editor.begin("Put", "");
    editor.preview(sketch.stage, &below("Ann", "Cid")).unwrap();
    let shown = editor.map().clone();
    assert!(editor.preview(sketch.stage, &below("Ann", "Bob")).is_err());
    assert_eq!(*editor.map(), shown);
    assert_eq!(editor.commit("").as_deref(), Some("Put"));
}

#[test]
fn a_gesture_that_is_given_up_leaves_no_trace() {
    let (mut editor, sketch) = opened("Ann");
    editor.execute(sketch.stage, &add("Bob"), "").unwrap();
    editor.undo();
    editor.begin("Move", "");
    editor.preview(sketch.stage, &put(&sketch, "Ann", 1.0)).unwrap();
    assert!(!editor.is_saved());
    editor.bail();
    assert_eq!(*editor.map(), sketch.map);
    assert!(editor.is_saved() && !editor.is_in_gesture());
    assert_eq!(editor.redo_label(), Some("Add \"Bob\""), "even redo is still there");
    editor.begin("Move", "");
    assert_eq!(editor.commit(""), None, "a gesture that changed nothing is no step");
    assert_eq!(editor.redo_label(), Some("Add \"Bob\""));
    editor.begin("Move", "");
    editor.preview(sketch.stage, &put(&sketch, "Ann", 1.0)).unwrap();
    assert_eq!(editor.undo(), None, "undo gives up the gesture and nothing else");
    assert_eq!(*editor.map(), sketch.map);
}

#[test]
fn a_command_in_the_middle_of_a_gesture_keeps_the_gesture_first() {
    let (mut editor, sketch) = opened("Ann");
    editor.begin("Move", "");
    editor.preview(sketch.stage, &put(&sketch, "Ann", 1.0)).unwrap();
    editor.execute(sketch.stage, &add("Bob"), "").unwrap();
    let steps: Vec<_> = editor.entries().collect();
    assert_eq!(steps, [("Move", true), ("Add \"Bob\"", true)]);
}

#[test]
fn steps_of_a_group_join() {
    let (mut editor, sketch) = opened("Ann");
    for value in [0.1, 0.2, 0.3] {
        editor.execute_joined(sketch.stage, &explore(&sketch, value), "", "slide 1").unwrap();
    }
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.4), "", "slide 2").unwrap();
    let labels: Vec<_> = editor.entries().map(|(label, _)| label).collect();
    let wanted = ["Set exploration of \"Ann\" to 0.3", "Set exploration of \"Ann\" to 0.4"];
    assert_eq!(labels, wanted);
    editor.undo();
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.5), "", "slide 1").unwrap();
    assert_eq!(editor.entries().count(), 2, "a step that was walked to is joined no more");
    editor.undo();
    editor.undo();
    assert_eq!(*editor.map(), sketch.map);
}

#[test]
fn a_new_position_and_its_name_join_under_what_they_are_for() {
    let (mut editor, sketch) = opened("Ann");
    let id = editor.execute_joined(sketch.stage, &add(""), "", "new").unwrap().made[0];
    let name = Command::Position(PositionCommand::Rename { position: id, title: "Bob".into() });
    editor.execute_joined(sketch.stage, &name, "", "new").unwrap();
    assert_eq!(editor.entries().collect::<Vec<_>>(), [("Add a position", true)]);
    editor.undo();
    assert_eq!(*editor.map(), sketch.map);
}

#[test]
fn joined_steps_that_come_to_nothing_vanish() {
    let (mut editor, sketch) = opened("Ann (explore 0.5)");
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.6), "", "slide").unwrap();
    editor.mark_unsaved();
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.5), "", "slide").unwrap();
    assert_eq!(editor.entries().count(), 0);
    assert_eq!(*editor.map(), sketch.map);
}

#[test]
fn the_saved_mark_belongs_to_a_place() {
    let (mut editor, sketch) = opened("Ann");
    assert!(editor.is_saved());
    editor.execute(sketch.stage, &add("Bob"), "").unwrap();
    assert!(!editor.is_saved());
    editor.mark_saved();
    editor.execute(sketch.stage, &add("Cid"), "").unwrap();
    assert!(!editor.is_saved());
    editor.undo();
    assert!(editor.is_saved(), "undo leads back to it");
    editor.undo();
    assert!(!editor.is_saved());
    editor.redo();
    assert!(editor.is_saved(), "redo leads back to it");
    editor.undo();
    editor.execute(sketch.stage, &add("Dee"), "").unwrap();
    assert!(!editor.is_saved(), "as many steps, but others");
    editor.undo();
    editor.redo();
    assert!(!editor.is_saved(), "the saved branch is given up");
}

#[test]
fn a_map_saved_while_work_goes_on_is_saved_as_it_was_then() {
    let (mut editor, sketch) = opened("Ann");
    editor.execute(sketch.stage, &explore(&sketch, 0.1), "").unwrap();
    let place = editor.place();
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.2), "", "slide").unwrap();
    editor.mark_saved_at(place);
    assert!(!editor.is_saved());
    editor.undo();
    assert!(editor.is_saved());
}

#[test]
fn a_step_does_not_join_one_that_was_saved() {
    let (mut editor, sketch) = opened("Ann");
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.1), "", "slide").unwrap();
    editor.mark_saved();
    editor.execute_joined(sketch.stage, &explore(&sketch, 0.2), "", "slide").unwrap();
    assert!(!editor.is_saved());
    editor.undo();
    assert!(editor.is_saved());
}

#[test]
fn undoing_a_new_stage_leads_back_to_the_stage_before() {
    let (mut editor, sketch) = opened("Ann");
    let add = StageCommand::Add { name: "To be".into(), copy_of: Some(sketch.stage) };
    let made = editor.execute(sketch.stage, &Command::Stage(add), "").unwrap().stage.unwrap();
    assert_eq!(editor.undo().unwrap().stage, sketch.stage);
    assert_eq!(editor.redo().unwrap().stage, made);
}
