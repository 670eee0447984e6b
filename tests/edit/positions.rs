//! Commands about positions and what is stated of them.

use fulcrum::edit::{Command, MapCommand, PositionCommand as Do, PositionValue};
use fulcrum::model::*;
use fulcrum::quantity::*;

use crate::notation::{Sketch, check, planned, refused};

fn add(title: &str, at: Option<MapPoint>, under: Option<PositionId>) -> Command {
    Command::Position(Do::Add { title: title.into(), at, under })
}

fn law() -> Domain {
    Domain::new("Law").unwrap()
}

#[test]
fn a_new_position_stands_alone_where_it_was_put() {
    let label =
        check("Ann", |_| add(" Bob ", Some(MapPoint::new(3.0, 4.5)), None), "Ann\nBob (at 3 4.5)");
    assert_eq!(label, "Add \"Bob\"");
}

#[test]
fn a_new_report_has_its_line() {
    let before = "- unit Sales\nAnn (in Sales)";
    let after = "- unit Sales\nAnn (in Sales)\n  Bob (in Sales)";
    let label = check(before, |map| add("Bob", None, Some(map.at("Ann"))), after);
    assert_eq!(label, "Add \"Bob\" under \"Ann\"");
}

#[test]
fn a_new_position_may_be_blank_and_is_told() {
    let sketch = Sketch::of("Ann");
    let (planned, map) = planned(&sketch.map, sketch.stage, 90, &add("", None, None)).unwrap();
    assert_eq!(planned.made, [PositionId(90)]);
    assert_eq!(map.next_id(), 91);
    assert_eq!(planned.transaction.label, "Add a position");
}

#[test]
fn a_place_outside_of_the_map_is_refused() {
    for x in [f64::NAN, f64::INFINITY, -2.0e7] {
        let said = refused("Ann", |_| add("Bob", Some(MapPoint::new(x, 0.0)), None));
        assert!(said.starts_with("That place is off the map; "), "{said}");
    }
}

#[test]
fn a_colleague_is_added_after_or_before() {
    let before = "- unit A\nAnn\n  Bob (in A)\n  Cid";
    let beside = |after| {
        move |map: &Sketch| {
            let (title, beside) = ("New".into(), map.at("Bob"));
            Command::Position(Do::AddBeside { title, beside, after })
        }
    };
    check(
        before,
        beside(true),
        "- unit A\nAnn\n  Bob (in A, order 0)\n  New (in A, order 1)\n  Cid (order 2)",
    );
    check(
        before,
        beside(false),
        "- unit A\nAnn\n  New (in A, order 0)\n  Bob (in A, order 1)\n  Cid (order 2)",
    );
}

#[test]
fn a_new_superior_comes_between() {
    let above = |title: &'static str| {
        move |map: &Sketch| {
            Command::Position(Do::AddAbove { title: "New".into(), below: map.at(title) })
        }
    };
    check("Ann\n  Bob\n    Cid", above("Bob"), "Ann\n  New\n    Bob\n      Cid");
    check("Ann\n  Bob", above("Ann"), "New\n  Ann\n    Bob");
    let before = "Ann\n  Bob (order 0)\n  Cid (order 1)";
    check(before, above("Bob"), "Ann\n  New (order 0)\n    Bob\n  Cid (order 1)");
}

#[test]
fn removing_takes_everything_that_names_the_position() {
    let before = "
        - unit Sales
        Ann
          Bob (in Sales, at 1 2)
            Cid (at 5 6)
          Dee
        - Dee dotted Bob
        - Bob consults Ann 2
        - Dee informs Bob 1
        - Dee informs Ann 1
        - routine Plan Ann Bob
        - scene Start Bob Cid";
    let after = "
        - unit Sales
        Ann
          Dee
        Cid (at 5 6)
        - Dee informs Ann 1
        - routine Plan Ann
        - scene Start Cid";
    let remove = |map: &Sketch| Command::Position(Do::Remove { positions: map.all("Bob Bob") });
    assert_eq!(check(before, remove, after), "Remove \"Bob\"");
    let remove =
        |map: &Sketch| Command::Position(Do::Remove { positions: map.all("Ann Bob Cid Dee") });
    let label = check(before, remove, "- unit Sales\n- routine Plan\n- scene Start");
    assert_eq!(label, "Remove 4 positions");
}

#[test]
fn what_is_gone_is_not_removed_again() {
    let said =
        refused("Ann", |_| Command::Position(Do::Remove { positions: vec![PositionId(77)] }));
    assert_eq!(said, "This position is not on the map any more; choose another");
}

#[test]
fn a_duplicate_keeps_the_lines_and_flows_among_the_copied() {
    let before = "
        Ann
          Bob (key 7, explore 0.5, at 10 20, order 3)
            Cid
        - Bob dotted Cid
        - Cid consults Bob 2
        - Cid consults Ann 4";
    let sketch = Sketch::of(&before.replace("- Bob dotted Cid", ""));
    let command =
        Command::Position(Do::Duplicate { positions: sketch.all("Bob Cid"), dx: 5.0, dy: -5.0 });
    let (planned, map) = planned(&sketch.map, sketch.stage, 0, &command).unwrap();
    let stage = map.stage(sketch.stage).unwrap();
    let [bob, cid] = planned.made[..] else { panic!("two copies") };
    let copy = stage.positions().get(bob).unwrap();
    assert_eq!((copy.title.as_str(), &copy.key), ("Bob", &None));
    assert_eq!(copy.explore, Score::new(0.5).ok());
    let placement = stage.placements().get(bob).unwrap();
    assert_eq!((placement.at, placement.order), (Some(MapPoint::new(15.0, 15.0)), None));
    assert!(!stage.placements().contains(cid));
    let chart = Chart::of(stage);
    assert_eq!(chart.solid_superior(bob), Some(sketch.at("Ann")));
    assert_eq!(chart.solid_superior(cid), Some(bob));
    let flows: Vec<_> = stage.flows().iter().map(|(_, flow)| (flow.from, flow.to)).collect();
    let at = |title| sketch.at(title);
    assert_eq!(flows, [(at("Cid"), at("Bob")), (at("Cid"), at("Ann")), (cid, bob)]);
    assert_eq!(planned.transaction.label, "Duplicate 2 positions");
}

#[test]
fn renaming_says_both_names() {
    let rename = |title: &'static str| {
        move |map: &Sketch| {
            Command::Position(Do::Rename { position: map.at("Ann"), title: title.into() })
        }
    };
    assert_eq!(check("Ann", rename(" Eve "), "Eve"), "Rename \"Ann\" to \"Eve\"");
    check("Ann", rename("Ann"), "Ann");
    let label = check("Ann", rename(" "), "_");
    assert_eq!(label, "Rename \"Ann\" to \"untitled\"");
}

#[test]
fn values_are_set_on_several_positions_at_once() {
    let before = "Ann\n  Bob (explore 1)";
    let set = |command: fn(Vec<PositionId>) -> Do| {
        move |map: &Sketch| Command::Position(command(map.all("Ann Bob")))
    };
    let explore =
        |positions| Do::Set(PositionValue::Explore { positions, explore: Score::new(0.25).ok() });
    let label = check(before, set(explore), "Ann (explore 0.25)\n  Bob (explore 0.25)");
    assert_eq!(label, "Set exploration of 2 positions to 0.25");
    let explore = |positions| Do::Set(PositionValue::Explore { positions, explore: None });
    let label = check(before, set(explore), "Ann\n  Bob");
    assert_eq!(label, "Clear exploration of 2 positions");
    let rules =
        |positions| Do::Set(PositionValue::Rules { positions, rules: Score::new(1.0).ok() });
    check(before, set(rules), "Ann (rules 1)\n  Bob (explore 1, rules 1)");
    let level = |positions| Do::Set(PositionValue::Level { positions, level: Some(3) });
    check(before, set(level), "Ann (level 3)\n  Bob (explore 1, level 3)");
    let kind = |positions| Do::Set(PositionValue::Kind { positions, kind: PositionKind::Team });
    check(before, set(kind), "Ann (team)\n  Bob (team, explore 1)");
    let name = |positions| {
        Do::Set(PositionValue::Attribute {
            positions,
            name: " Site ".into(),
            value: Some("Ulm".into()),
        })
    };
    check(before, set(name), "Ann (has Site Ulm)\n  Bob (explore 1, has Site Ulm)");
}

#[test]
fn expertise_and_rights_are_stated_and_forgotten_by_domain() {
    let before = "Ann (knows Law 2, decides Law 1)\nBob (knows Tax 1)";
    let know = |level| {
        move |map: &Sketch| {
            let positions = map.all("Ann Bob");
            Command::Position(Do::Set(PositionValue::Expertise { positions, domain: law(), level }))
        }
    };
    let after = "Ann (knows Law 4.5, decides Law 1)\nBob (knows Law 4.5, knows Tax 1)";
    let label = check(before, know(Expertise::new(4.5).ok()), after);
    assert_eq!(label, "Set expertise in Law of 2 positions to 4.5");
    check(before, know(None), "Ann (decides Law 1)\nBob (knows Tax 1)");
    let decide = |right| {
        move |map: &Sketch| {
            Command::Position(Do::Set(PositionValue::Right {
                positions: map.all("Ann"),
                domain: law(),
                right,
            }))
        }
    };
    let after = "Ann (knows Law 2, decides Law 3)\nBob (knows Tax 1)";
    check(before, decide(Some(Right::Decides)), after);
    check(before, decide(None), "Ann (knows Law 2)\nBob (knows Tax 1)");
}

#[test]
fn a_domain_is_renamed_everywhere_unless_two_would_fall_together() {
    let rename = |to: &'static str| {
        move |_: &Sketch| {
            let to = Domain::new(to).unwrap();
            Command::Position(Do::RenameDomain { from: law(), to })
        }
    };
    let before = "Ann (knows Law 2)\nBob (decides Law 3, knows Tax 1)";
    let after = "Ann (knows Legal 2)\nBob (decides Legal 3, knows Tax 1)";
    assert_eq!(check(before, rename("Legal"), after), "Rename domain \"Law\" to \"Legal\"");
    check(before, rename("Tax"), "Ann (knows Tax 2)\nBob (decides Tax 3, knows Tax 1)");
    let said = refused("Ann (knows Law 2, knows Tax 1)", rename("Tax"));
    assert_eq!(said, "\"Ann\" has both \"Law\" and \"Tax\"; take one of the two away there first");
    assert!(refused("Ann", rename("Tax")).contains("No position of this stage has \"Law\""));
}

#[test]
fn holders_notes_and_keys_belong_to_one_position() {
    let held = |holders: Vec<Holder>| {
        move |map: &Sketch| {
            let (position, holders) = (map.at("Ann"), holders.clone());
            Command::Position(Do::Set(PositionValue::Holders { position, holders }))
        }
    };
    check("Ann", held(vec![Holder::named("Eve")]), "Ann (held by Eve)");
    assert_eq!(check("Ann", held(vec![]), "Ann (vacant)"), "Make \"Ann\" vacant");
    let notes = |map: &Sketch| {
        Command::Position(Do::Set(PositionValue::Notes {
            position: map.at("Ann"),
            notes: "Ask".into(),
        }))
    };
    check("Ann", notes, "Ann (notes Ask)");
    let key = |key: Option<&'static str>| {
        move |map: &Sketch| {
            let (position, key) = (map.at("Ann"), key.map(Into::into));
            Command::Position(Do::Set(PositionValue::Key { position, key }))
        }
    };
    check("Ann\nBob (key 7)", key(Some(" 8 ")), "Ann (key 8)\nBob (key 7)");
    check("Ann (key 7)", key(Some("7")), "Ann (key 7)");
    check("Ann (key 7)", key(Some(" ")), "Ann");
    check("Ann (key 7)", key(None), "Ann");
    let said = refused("Ann\nBob (key 7)", key(Some("7")));
    assert!(said.starts_with("\"Bob\" already has the key \"7\"; "), "{said}");
}

#[test]
fn survey_answers_run_from_1_to_7() {
    let survey = |answer| {
        move |map: &Sketch| {
            let mut answers = [None; 7];
            answers[6] = Some(answer);
            let (respondent, voice) = ("Eve".into(), Voice::Enacted);
            let one = SurveyResponse {
                respondent,
                voice,
                answers,
                readiness: [None; 3],
                extra: Extra::default(),
            };
            Command::Position(Do::Set(PositionValue::Survey {
                position: map.at("Ann"),
                responses: vec![one],
            }))
        }
    };
    assert_eq!(check("Ann", survey(7), "Ann"), "Set the survey of \"Ann\"");
    for answer in [0, 8] {
        assert!(refused("Ann", survey(answer)).contains(&format!("from 1 to 7, not {answer}")));
    }
}

#[test]
fn the_map_has_a_title_and_a_description() {
    let sketch = Sketch::of("Ann");
    let title = Command::Map(MapCommand::SetTitle { title: " Works ".into() });
    let (one, map) = planned(&sketch.map, sketch.stage, 0, &title).unwrap();
    assert_eq!(
        (map.header().title.as_str(), one.transaction.label.as_str()),
        ("Works", "Title the map \"Works\"")
    );
    let text = Command::Map(MapCommand::SetDescription { description: "Of Ulm".into() });
    let (_, map) = planned(&map, sketch.stage, 0, &text).unwrap();
    assert_eq!(map.header().description, "Of Ulm");
}
