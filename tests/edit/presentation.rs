//! Commands about scenes, the order of stages, and rounds of guesses.

use fulcrum::edit::*;
use fulcrum::model::*;

use crate::notation::{Sketch, check, planned, refused};

/// A map with a first round, which asks this.
fn asked(sketch: &Sketch, question: GuessQuestion) -> (OrgMap, RoundId) {
    let open = GuessCommand::Open { question, stage: sketch.stage };
    let (_, map) = planned(&sketch.map, sketch.stage, 0, &Command::Guess(open)).unwrap();
    let round = map.rounds().ids().next().unwrap();
    (map, round)
}

fn done(map: &OrgMap, stage: StageId, command: GuessCommand) -> OrgMap {
    planned(map, stage, 0, &Command::Guess(command)).unwrap().1
}

fn number(who: &str, number: f64) -> Pin {
    Pin::new(who, Guess::Number(number))
}

#[test]
fn a_scene_is_renamed_noted_and_copied_behind_itself() {
    let before = "Ann\nBob\n- scene One Ann\n- scene Two Bob";
    let rename = |map: &Sketch| {
        Command::Scene(SceneCommand::Rename { id: map.scene("One"), title: " Uno ".into() })
    };
    let label = check(before, rename, "Ann\nBob\n- scene Uno Ann\n- scene Two Bob");
    assert_eq!(label, "Rename scene \"One\" to \"Uno\"");
    let copy = |map: &Sketch| Command::Scene(SceneCommand::Duplicate { id: map.scene("One") });
    check(before, copy, "Ann\nBob\n- scene One Ann\n- scene One Ann\n- scene Two Bob");
    let sketch = Sketch::of(before);
    let note = SceneCommand::SetNote { id: sketch.scene("Two"), note: "Ask Bob".into() };
    let (_, map) = planned(&sketch.map, sketch.stage, 0, &Command::Scene(note)).unwrap();
    assert_eq!(map.scenes().get(sketch.scene("Two")).unwrap().note, "Ask Bob");
}

#[test]
fn stages_follow_each_other_as_they_were_put() {
    let mut map = Sketch::of("Ann").map;
    let first = map.first_stage().unwrap();
    for name in ["B", "C"] {
        let add = StageCommand::Add { name: name.into(), copy_of: None };
        map = planned(&map, first, 0, &Command::Stage(add)).unwrap().1;
    }
    let names = |map: &OrgMap| -> Vec<String> {
        map.stages().map(|(_, stage)| stage.record().name.clone()).collect()
    };
    assert_eq!(names(&map), ["As is", "B", "C"]);
    let stage = map.stage_by_name("C").unwrap();
    let (_, front) =
        planned(&map, first, 0, &Command::Stage(StageCommand::Move { stage, to: 0 })).unwrap();
    assert_eq!(names(&front), ["C", "As is", "B"]);
    assert_eq!(front.first_stage(), Some(stage));
    let last = StageCommand::Move { stage: first, to: 9 };
    let (_, back) = planned(&front, first, 0, &Command::Stage(last)).unwrap();
    assert_eq!(names(&back), ["C", "B", "As is"]);
    let add = StageCommand::Add { name: "D".into(), copy_of: None };
    let (_, more) = planned(&back, first, 0, &Command::Stage(add)).unwrap();
    assert_eq!(names(&more), ["C", "B", "As is", "D"]);
}

#[test]
fn scenes_that_show_what_goes_go_with_it() {
    let sketch = Sketch::of("Ann");
    let (map, round) = asked(&sketch, GuessQuestion::Center);
    let add = StageCommand::Add { name: "To be".into(), copy_of: Some(sketch.stage) };
    let (made, map) = planned(&map, sketch.stage, 0, &Command::Stage(add)).unwrap();
    let other = made.stage.unwrap();
    let mut map = map;
    let over = Subject::Comparison { with: other, manner: Manner::Over };
    for subject in [Subject::Map, Subject::Guesses(round), over] {
        let scene = Box::new(Scene { subject, ..Scene::new("S", sketch.stage, "structure") });
        let add = Command::Scene(SceneCommand::Add { scene });
        map = planned(&map, sketch.stage, 0, &add).unwrap().1;
    }
    let left = |map: &OrgMap| -> Vec<Subject> {
        map.scenes().iter().map(|(_, scene)| scene.subject).collect()
    };
    let without = done(&map, sketch.stage, GuessCommand::Remove { round });
    assert_eq!(left(&without), [Subject::Map, over]);
    let gone = Command::Stage(StageCommand::Remove { stage: other });
    let (_, without) = planned(&map, sketch.stage, 0, &gone).unwrap();
    assert_eq!(left(&without), [Subject::Map, Subject::Guesses(round)]);
    let gone = Command::Stage(StageCommand::Remove { stage: sketch.stage });
    let (_, without) = planned(&map, sketch.stage, 0, &gone).unwrap();
    assert!(without.scenes().is_empty() && without.rounds().is_empty());
}

#[test]
fn a_scene_shows_only_what_is_there() {
    let lost = |subject: Subject| {
        refused("Ann", |map| {
            let scene = Box::new(Scene { subject, ..Scene::new("S", map.stage, "structure") });
            Command::Scene(SceneCommand::Add { scene })
        })
    };
    let with = StageId(99);
    assert!(lost(Subject::Comparison { with, manner: Manner::Beside }).contains("not on the map"));
    assert!(lost(Subject::Guesses(RoundId(99))).contains("not on the map"));
}

#[test]
fn guesses_are_taken_changed_and_taken_back() {
    let sketch = Sketch::of("Ann\n Bob");
    let (map, round) = asked(&sketch, GuessQuestion::Center);
    let add = |map: &OrgMap, pin| done(map, sketch.stage, GuessCommand::AddPin { round, pin });
    let map = add(&add(&map, number("Eva", 0.9)), number("", -0.2));
    let pins = |map: &OrgMap| map.rounds().get(round).unwrap().pins.clone();
    assert_eq!(pins(&map), [number("Eva", 0.9), number("", -0.2)]);
    let pin = number("Eva", 0.4);
    let changed = done(&map, sketch.stage, GuessCommand::SetPin { round, at: 0, pin });
    assert_eq!(pins(&changed), [number("Eva", 0.4), number("", -0.2)]);
    let back = done(&map, sketch.stage, GuessCommand::RemovePin { round, at: 0 });
    assert_eq!(pins(&back), [number("", -0.2)]);
}

#[test]
fn a_guess_after_the_answer_is_marked_so() {
    let sketch = Sketch::of("Ann");
    let (map, round) = asked(&sketch, GuessQuestion::Sideways);
    let reveal =
        |map: &OrgMap, revealed| done(map, sketch.stage, GuessCommand::Reveal { round, revealed });
    let add = |map: &OrgMap| {
        done(map, sketch.stage, GuessCommand::AddPin { round, pin: number("Eva", 0.5) })
    };
    let map = add(&reveal(&add(&map), true));
    let after: Vec<bool> =
        map.rounds().get(round).unwrap().pins.iter().map(|pin| pin.after).collect();
    assert_eq!(after, [false, true]);
    assert!(!reveal(&map, false).rounds().get(round).unwrap().revealed);
}

#[test]
fn where_a_leader_sees_the_center_is_kept_with_the_leader_until_the_answer_is_shown() {
    let sketch = Sketch::of("Ann\n Bob");
    let (map, round) = asked(&sketch, GuessQuestion::Center);
    let leader = |number: f64| Pin {
        position: Some(sketch.at("Ann")),
        ..Pin::new("Ann", Guess::Number(number))
    };
    let add = |map: &OrgMap, pin| done(map, sketch.stage, GuessCommand::AddPin { round, pin });
    let pin = |map: &OrgMap| {
        let stage = map.stage(sketch.stage).unwrap();
        stage.positions().get(sketch.at("Ann")).unwrap().pin.map(fulcrum::quantity::Score::get)
    };
    let map = add(&map, leader(0.75));
    assert_eq!(pin(&map), Some(0.75));
    // The scale of the pin ends where that of the guess goes on.
    assert_eq!(pin(&add(&map, leader(1.3))), Some(1.0));
    let shown = done(&map, sketch.stage, GuessCommand::Reveal { round, revealed: true });
    assert_eq!(pin(&add(&shown, leader(0.1))), Some(0.75));
}

#[test]
fn a_guess_answers_its_question() {
    let sketch = Sketch::of("Ann");
    let (map, round) = asked(&sketch, GuessQuestion::AskedMost);
    let add = |pin| {
        let command = Command::Guess(GuessCommand::AddPin { round, pin });
        planned(&map, sketch.stage, 0, &command).map(|_| ()).map_err(|why| why.to_string())
    };
    assert_eq!(add(Pin::new("Eva", Guess::Position(sketch.at("Ann")))), Ok(()));
    assert!(add(number("Eva", 0.5)).unwrap_err().contains("as a position"));
    let lost = Pin::new("Eva", Guess::Position(PositionId(99)));
    assert!(add(lost).unwrap_err().contains("not on the map"));
    let (map, round) = asked(&sketch, GuessQuestion::Sideways);
    let pin = number("Eva", 1.2);
    let command = Command::Guess(GuessCommand::AddPin { round, pin });
    let said = planned(&map, sketch.stage, 0, &command).unwrap_err().to_string();
    assert!(said.contains("from 0 to 1"), "{said}");
}

#[test]
fn presenting_leaves_what_the_map_says() {
    let sketch = Sketch::of("Ann\n- scene One Ann");
    let mut editor: Editor<u8> = Editor::new(sketch.map.clone());
    let before = (editor.content_revision(), editor.placement_revision());
    let copy = Command::Scene(SceneCommand::Duplicate { id: sketch.scene("One") });
    editor.execute(sketch.stage, &copy, 0).unwrap();
    let open = GuessCommand::Open { question: GuessQuestion::Center, stage: sketch.stage };
    editor.execute(sketch.stage, &Command::Guess(open), 0).unwrap();
    assert_eq!((editor.content_revision(), editor.placement_revision()), before);
    assert!(!editor.is_saved());
}
