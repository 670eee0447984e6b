//! Commands about units, routines, the drawing, stages and scenes.

use fulcrum::edit::*;
use fulcrum::model::*;
use fulcrum::quantity::MapPoint;

use crate::notation::{Sketch, check, part, planned, refused, scene, written};

fn unit(command: impl Fn(&Sketch) -> UnitCommand) -> impl Fn(&Sketch) -> Command {
    move |map| Command::Unit(command(map))
}

#[test]
fn a_unit_takes_its_members_in() {
    let add = unit(|map| UnitCommand::Add {
        name: " Sales ".into(),
        parent: None,
        members: map.all("Ann Bob"),
    });
    let label = check("Ann\nBob\nCid", add, "- unit Sales\nAnn (in Sales)\nBob (in Sales)\nCid");
    assert_eq!(label, "Add unit \"Sales\"");
    let blank = unit(|_| UnitCommand::Add { name: " ".into(), parent: None, members: vec![] });
    assert_eq!(refused("Ann", blank), "A unit needs a name; type one");
}

#[test]
fn a_removed_unit_leaves_what_was_in_it_to_the_outer_one() {
    let before = "- unit A\n- unit B in A\n- unit C in B\nAnn (in B)\nBob (in C)";
    let remove = |name: &'static str| unit(move |map| UnitCommand::Remove { unit: map.unit(name) });
    check(before, remove("B"), "- unit A\n- unit C in A\nAnn (in A)\nBob (in C)");
    check(before, remove("A"), "- unit B\n- unit C in B\nAnn (in B)\nBob (in C)");
}

#[test]
fn units_do_not_lie_in_a_circle() {
    let before = "- unit A\n- unit B in A\n- unit C in B";
    let put = |inner: &'static str, outer: &'static str| {
        unit(move |map| UnitCommand::SetParent {
            unit: map.unit(inner),
            parent: (!outer.is_empty()).then(|| map.unit(outer)),
        })
    };
    check(before, put("C", "A"), "- unit A\n- unit B in A\n- unit C in A");
    check(before, put("B", ""), "- unit A\n- unit B\n- unit C in B");
    let said = refused(before, put("A", "C"));
    assert_eq!(
        said,
        "Unit \"A\" cannot lie in \"C\", because \"C\" lies in \"A\"; take \"C\" out of \"A\" first"
    );
    assert!(refused(before, put("A", "A")).contains("cannot lie in itself"));
}

#[test]
fn units_are_renamed_and_positions_change_units() {
    let rename = unit(|map| UnitCommand::Rename { unit: map.unit("A"), name: "B".into() });
    check("- unit A\nAnn (in A)", rename, "- unit B\nAnn (in B)");
    let set = |name: &'static str| {
        move |map: &Sketch| {
            let unit = (!name.is_empty()).then(|| map.unit(name));
            Command::Position(PositionCommand::Set(PositionValue::Unit {
                positions: map.all("Ann Bob"),
                unit,
            }))
        }
    };
    let label = check("- unit A\nAnn\nBob", set("A"), "- unit A\nAnn (in A)\nBob (in A)");
    assert_eq!(label, "Put 2 positions into \"A\"");
    check("- unit A\nAnn (in A)\nBob", set(""), "- unit A\nAnn\nBob");
}

#[test]
fn routines_are_carried_by_positions_that_exist() {
    let add = |map: &Sketch| {
        let parts = map.all("Ann Bob").into_iter().map(part).collect();
        Command::Routine(RoutineCommand::Add { name: "Plan".into(), parts })
    };
    check("Ann\nBob", add, "Ann\nBob\n- routine Plan Ann Bob");
    let parts = |map: &Sketch| {
        let parts = vec![part(map.at("Bob"))];
        Command::Routine(RoutineCommand::SetParts { routine: map.routine("Plan"), parts })
    };
    check("Ann\nBob\n- routine Plan Ann", parts, "Ann\nBob\n- routine Plan Bob");
    let lost = |_: &Sketch| {
        let parts = vec![part(PositionId(99))];
        Command::Routine(RoutineCommand::Add { name: "Plan".into(), parts })
    };
    assert!(refused("Ann", lost).contains("not on the map any more"));
    let rename = |map: &Sketch| {
        let name = "Talk".into();
        Command::Routine(RoutineCommand::Rename { routine: map.routine("Plan"), name })
    };
    check("Ann\n- routine Plan Ann", rename, "Ann\n- routine Talk Ann");
    let remove =
        |map: &Sketch| Command::Routine(RoutineCommand::Remove { routine: map.routine("Plan") });
    check("Ann\n- routine Plan Ann", remove, "Ann");
}

fn arrange(command: impl Fn(&Sketch) -> ArrangeCommand) -> impl Fn(&Sketch) -> Command {
    move |map| Command::Arrange(command(map))
}

#[test]
fn moving_is_placement_and_nothing_else() {
    let to = |x| {
        arrange(move |map| {
            let place = MapPoint::new(x, 2.0);
            let positions = map.all("Ann Bob").into_iter().map(|id| (id, place)).collect();
            ArrangeCommand::Move { positions }
        })
    };
    let label = check("Ann\n  Bob", to(1.0), "Ann (at 1 2)\n  Bob (at 1 2)");
    assert_eq!(label, "Move 2 positions");
    assert!(refused("Ann\nBob", to(f64::NAN)).contains("off the map"));
    let sketch = Sketch::of("Ann\nBob");
    let (moved, _) = planned(&sketch.map, sketch.stage, 0, &to(1.0)(&sketch)).unwrap();
    assert!(moved.transaction.is_placement_only() && moved.transaction.touches_placement());
    let unplace = arrange(|map| ArrangeCommand::Unplace { positions: map.all("Ann Bob") });
    check("Ann (at 1 2, order 3)\nBob (at 0 0)", unplace, "Ann (order 3)\nBob");
}

#[test]
fn a_position_moves_along_its_row_and_stops_at_the_ends() {
    let before = "Top\n  Ann\n  Bob\n  Cid";
    let by = |by| arrange(move |map| ArrangeCommand::Shift { position: map.at("Ann"), by });
    check(before, by(1), "Top\n  Bob (order 0)\n  Ann (order 1)\n  Cid (order 2)");
    check(before, by(9), "Top\n  Bob (order 0)\n  Cid (order 1)\n  Ann (order 2)");
    check(before, by(-1), before);
    check(before, by(i64::MIN), before);
    let row = arrange(|map| ArrangeCommand::Reorder { positions: map.all("Cid Ann Bob") });
    check(before, row, "Top\n  Cid (order 0)\n  Ann (order 1)\n  Bob (order 2)");
    let order = |value| {
        arrange(move |map| ArrangeCommand::SetOrder { orders: vec![(map.at("Ann"), value)] })
    };
    check("Ann", order(Some(2.5)), "Ann (order 2.5)");
    check("Ann (order 2.5)", order(None), "Ann");
    assert!(refused("Ann", order(Some(f64::NAN))).contains("not a place in a row"));
}

#[test]
fn what_is_below_is_folded_away_and_shown() {
    let fold =
        |folded| arrange(move |map| ArrangeCommand::Fold { positions: map.all("Ann"), folded });
    assert_eq!(check("Ann", fold(true), "Ann (folded)"), "Fold \"Ann\"");
    assert_eq!(check("Ann (folded)", fold(false), "Ann"), "Unfold \"Ann\"");
}

fn after(sketch: &Sketch, command: StageCommand) -> (Planned, OrgMap) {
    planned(&sketch.map, sketch.stage, 0, &Command::Stage(command)).unwrap()
}

const FULL: &str = "
    - unit A
    Ann (in A, at 1 2)
      Bob
    - Ann consults Bob 3
    - routine Plan Ann
    - scene Start Ann";

#[test]
fn a_copied_stage_holds_the_same_records_under_the_same_identities() {
    let sketch = Sketch::of(FULL);
    let copy_of = Some(sketch.stage);
    let (one, map) = after(&sketch, StageCommand::Add { name: "To be".into(), copy_of });
    assert_eq!(one.transaction.label, "Add stage \"To be\" as a copy of \"As is\"");
    let made = one.stage.unwrap();
    assert_ne!(made, sketch.stage);
    let copied = written(&map, made);
    assert_eq!(copied, written(&map, sketch.stage).replace("- scene Start Ann\n", ""));
    let ids = |stage| map.stage(stage).unwrap().flows().ids().collect::<Vec<_>>();
    assert_eq!(ids(made), ids(sketch.stage));
    let (two, map) = after(&sketch, StageCommand::Add { name: "Bare".into(), copy_of: None });
    assert_eq!(written(&map, two.stage.unwrap()), "");
}

#[test]
fn a_stage_goes_with_its_scenes_but_the_last_one_stays() {
    let sketch = Sketch::of(FULL);
    let remove = StageCommand::Remove { stage: sketch.stage };
    let said = refused(FULL, |map| Command::Stage(StageCommand::Remove { stage: map.stage }));
    assert_eq!(said, "\"As is\" is the only stage of the map; add another stage first");
    let (one, map) = after(&sketch, StageCommand::Add { name: "To be".into(), copy_of: None });
    let (two, map) = planned(&map, sketch.stage, 0, &Command::Stage(remove)).unwrap();
    assert_eq!(map.stages().map(|(id, _)| id).collect::<Vec<_>>(), [one.stage.unwrap()]);
    assert!(map.scenes().is_empty());
    assert_eq!(two.stage, one.stage);
}

#[test]
fn a_stage_is_renamed() {
    let sketch = Sketch::of("Ann");
    let (stage, name) = (sketch.stage, "Now".into());
    let (_, map) = after(&sketch, StageCommand::Rename { stage, name });
    assert_eq!(map.stage_by_name("now"), Some(stage));
    let (_, map) = after(&sketch, StageCommand::SetNotes { stage, notes: "Old".into() });
    assert_eq!(map.stage(stage).unwrap().record().notes, "Old");
}

#[test]
fn scenes_are_added_changed_removed_and_put_in_order() {
    let add = |map: &Sketch| {
        Command::Scene(SceneCommand::Add {
            scene: Box::new(scene("New", map.stage, map.all("Bob"))),
        })
    };
    let before = "Ann\nBob\n- scene One Ann\n- scene Two";
    check(before, add, "Ann\nBob\n- scene One Ann\n- scene Two\n- scene New Bob");
    let update = |map: &Sketch| {
        let scene = Box::new(scene("Won", map.stage, vec![]));
        Command::Scene(SceneCommand::Update { id: map.scene("One"), scene })
    };
    check(before, update, "Ann\nBob\n- scene Won\n- scene Two");
    let remove = |map: &Sketch| Command::Scene(SceneCommand::Remove { id: map.scene("One") });
    check(before, remove, "Ann\nBob\n- scene Two");
    let turn = |map: &Sketch| {
        let order = vec![map.scene("Two"), map.scene("One")];
        Command::Scene(SceneCommand::Reorder { order })
    };
    check(before, turn, "Ann\nBob\n- scene Two\n- scene One Ann");
    let half = |map: &Sketch| {
        Command::Scene(SceneCommand::Reorder { order: vec![map.scene("Two"), map.scene("Two")] })
    };
    assert!(refused(before, half).contains("name each of them once"));
    let lost = |map: &Sketch| {
        let scene = Box::new(scene("New", map.stage, vec![PositionId(99)]));
        Command::Scene(SceneCommand::Add { scene })
    };
    assert!(refused(before, lost).contains("not on the map any more"));
}

#[test]
fn a_unit_is_joined_by_name_and_made_when_it_is_not_there() {
    let join = |name: &'static str| {
        unit(move |map| UnitCommand::Join { name: name.into(), members: map.all("Bob Cid") })
    };
    let before = "- unit A\nAnn (in A)\nBob\nCid";
    check(before, join("a"), "- unit A\nAnn (in A)\nBob (in A)\nCid (in A)");
    let label = check(before, join("B"), "- unit A\n- unit B\nAnn (in A)\nBob (in B)\nCid (in B)");
    assert_eq!(label, "Put 2 positions into unit \"B\"");
}

#[test]
fn positions_are_put_beside_a_colleague_and_never_below_themselves() {
    let beside = |who: &'static str, colleague: &'static str, after: bool| {
        move |map: &Sketch| {
            Command::Line(LineCommand::PlaceBeside {
                positions: map.all(who),
                colleague: map.at(colleague),
                after,
            })
        }
    };
    let before = "Ann\n Bob\n  Fay\n Cid\nDan\n Eva";
    let sketch = Sketch::of(before);
    let put = plan(&sketch.map, sketch.stage, 0, &beside("Eva", "Bob", true)(&sketch)).unwrap();
    let after = put.transaction.applied_to(&sketch.map).unwrap();
    let stage = after.stage(sketch.stage).unwrap();
    assert_eq!(Chart::of(stage).solid_superior(sketch.at("Eva")), Some(sketch.at("Ann")));
    let place = |title| stage.placements().get(sketch.at(title)).unwrap().order;
    assert!(place("Bob") < place("Eva") && place("Eva") < place("Cid"));
    assert!(refused(before, beside("Ann", "Fay", true)).contains("loop"));
    assert!(refused(before, beside("Bob", "Bob", true)).contains("beside itself"));
}

#[test]
fn what_is_inserted_finds_its_units_and_loses_a_key_that_is_taken() {
    let stage_of = |sketch: &Sketch| sketch.map.stage(sketch.stage).unwrap().clone();
    let sketch = Sketch::of("- unit A\n- unit B in A\nAnn\n Bob (in B)\n Cid (in A)");
    let ids = sketch.all("Bob Cid");
    let mut fragment = Fragment::of(&stage_of(&sketch), &ids);
    assert_eq!(fragment.positions[0].unit, ["A", "B"]);
    assert_eq!(fragment.positions[0].superior, Some(Superior::There(sketch.at("Ann"))));
    fragment.positions[0].position.key = Some("7".into());
    let planned = plan(&sketch.map, sketch.stage, 0, &Command::Insert(fragment.clone())).unwrap();
    let once = planned.transaction.applied_to(&sketch.map).unwrap();
    let again = plan(&once, sketch.stage, 0, &Command::Insert(fragment)).unwrap();
    let twice = again.transaction.applied_to(&once).unwrap();
    assert_eq!(breaches(&twice), []);
    let stage = twice.stage(sketch.stage).unwrap();
    assert_eq!((stage.positions().len(), stage.units().len(), stage.lines().len()), (7, 2, 6));
    let keys = stage.positions().iter().filter(|(_, it)| it.key.is_some()).count();
    assert_eq!(keys, 1, "two positions of one stage have no one key");
}

#[test]
fn several_commands_are_one_step_or_none() {
    let both = |last: &'static str| {
        move |map: &Sketch| {
            let rename = |title: &str, position| {
                Command::Position(PositionCommand::Rename { position, title: title.into() })
            };
            let line = Command::Line(LineCommand::Add {
                from: map.at("Ann"),
                to: map.at(last),
                kind: LineKind::Solid,
            });
            let commands = vec![rename("Eva", map.at("Cid")), line];
            Command::All(Composite { label: "Both".into(), commands })
        }
    };
    assert_eq!(check("Ann\nBob\nCid", both("Bob"), "Bob\n Ann\nEva"), "Both");
    assert!(refused("Ann\nBob\nCid", both("Ann")).contains("itself"));
}
