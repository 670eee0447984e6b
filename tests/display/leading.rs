//! What the lens about leadership says along reporting lines, and that names keep apart.

use fulcrum::analysis::{Cancel, Question, Settings, analyse};
use fulcrum::drawing::picture::{Annotations, ArcId, Picture, PictureInput, build};
use fulcrum::drawing::{Ink, Mark};
use fulcrum::layout::arrange;
use fulcrum::model::{FlowKind, Line, LineId, LineKind, OrgMap};
use fulcrum::quantity::{MapPoint, MapRect, Rating};
use fulcrum::storage::read;
use fulcrum::wording::Lens;

use super::flat;
use super::sample::{STAGE, Sample};

fn through(map: &OrgMap, lens: Lens) -> Picture {
    let (stage, record) = map.stages().next().unwrap();
    let question = Question { stage: record.clone(), settings: Settings::of(map) };
    let analysis = analyse(&question, &Cancel::never()).unwrap();
    let arrangement = arrange(record);
    build(&PictureInput {
        map,
        stage,
        arrangement: &arrangement,
        analysis: Some(&analysis),
        lens,
        annotations: Annotations::default(),
    })
}

fn stroke(picture: &Picture, line: LineId) -> fulcrum::drawing::Stroke {
    let arc = picture.arcs.iter().find(|arc| arc.id == ArcId::Line(line)).unwrap();
    let strokes = arc.marks.iter().filter_map(|mark| match mark {
        Mark::Path { stroke, .. } => *stroke,
        _ => None,
    });
    strokes.into_iter().next().unwrap()
}

/// The bead of a line: how far it is from the box of the one who reports.
fn bead(picture: &Picture, line: LineId) -> Option<f64> {
    let arc = picture.arcs.iter().find(|arc| arc.id == ArcId::Line(line)).unwrap();
    let place = arc.marks.iter().find_map(|mark| match mark {
        Mark::Circle { center, .. } => Some(*center),
        _ => None,
    })?;
    let (start, turn): (MapPoint, MapPoint) = (arc.path[0], arc.path[1]);
    Some(start.distance(place) / start.distance(turn))
}

fn legend(picture: &Picture) -> String {
    picture.legend.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join("; ")
}

/// A leader with four reports; what each says of the leader, where something is said.
fn led(ratings: [Option<f64>; 4]) -> (OrgMap, Vec<LineId>) {
    let mut sample = Sample::new("Led");
    sample.position(1, "Ann", "Ann", None);
    let mut lines = Vec::new();
    for id in 2..=5 {
        sample.position(id, "Report", "Somebody", None);
        lines.push(sample.line(id, 1, LineKind::Solid));
    }
    // 2 is told by Ann; Ann asks 3; 4 and 5 have no dealings.
    sample.flow(1, 2, FlowKind::Instruct, 1.0);
    sample.flow(1, 3, FlowKind::Consult, 1.0);
    for (line, rating) in lines.iter().zip(ratings) {
        let Some(rating) = rating else { continue };
        let before = sample.map.stage(STAGE).unwrap().lines().share(*line);
        let accepts = Rating::new(rating).ok();
        let rated = before.as_ref().map(|line| Line { accepts, ..line.as_ref().clone() });
        let delta = fulcrum::model::Delta { id: *line, before, after: rated.map(Into::into) };
        sample.map.apply(&fulcrum::model::Change::Line(STAGE, delta)).unwrap();
    }
    (sample.map, lines)
}

#[test]
fn beads_stand_nearer_to_the_one_who_is_depended_on() {
    let (map, lines) = led([None; 4]);
    let picture = through(&map, Lens::Leadership);
    // 2 depends on Ann alone, Ann on 3 alone.
    let (told, asked) = (bead(&picture, lines[0]).unwrap(), bead(&picture, lines[1]).unwrap());
    assert!(told > 0.8 && asked < 0.2, "{told} and {asked}");
    assert_eq!(bead(&picture, lines[2]), None);
    assert_eq!(stroke(&picture, lines[2]).ink, Ink::PaperLine, "a line on paper");
    let said = legend(&picture);
    assert!(said.contains("bead up") && said.contains("on paper"), "{said}");
    for lens in Lens::ALL.into_iter().filter(|lens| *lens != Lens::Leadership) {
        assert_eq!(bead(&through(&map, lens), lines[0]), None, "{lens:?}");
    }
}

#[test]
fn acceptance_is_drawn_as_the_mean_of_four_or_not_at_all() {
    let plain = through(&led([None; 4]).0, Lens::Leadership);
    let (map, lines) = led([Some(5.0), Some(5.0), Some(4.0), None]);
    let three = through(&map, Lens::Leadership);
    assert_eq!(stroke(&three, lines[0]), stroke(&plain, lines[0]), "three answers stay their own");
    let (map, lines) = led([Some(5.0), Some(5.0), Some(4.0), Some(4.0)]);
    let gladly = through(&map, Lens::Leadership);
    assert!(stroke(&gladly, lines[0]).width > stroke(&plain, lines[0]).width);
    let widths: Vec<f64> = lines.iter().map(|line| stroke(&gladly, *line).width).collect();
    assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "nobody's own answer: {widths:?}");
    assert!(!legend(&gladly).contains("not granted"));
    let (map, lines) = led([Some(2.0), Some(2.0), Some(3.0), Some(1.0)]);
    let refused = through(&map, Lens::Leadership);
    // Not the colour of orders, which say something else.
    assert_eq!(stroke(&refused, lines[0]).ink, Ink::RefusedLine);
    assert!(legend(&refused).contains("claimed, not granted"));
}

/// The school with one of its routines shown.
fn school(name: &str) -> (OrgMap, Picture) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let map = read(&root.join("school.orgmap")).unwrap().map;
    let (stage, record) = map.stages().next().unwrap();
    let routine = record.routines().iter().find(|(_, routine)| routine.name == name).unwrap().0;
    let question = Question { stage: record.clone(), settings: Settings::of(&map) };
    let analysis = analyse(&question, &Cancel::never()).unwrap();
    let picture = build(&PictureInput {
        map: &map,
        stage,
        arrangement: &arrange(record),
        analysis: Some(&analysis),
        lens: Lens::Leadership,
        annotations: Annotations { routine: Some(routine), ..Annotations::default() },
    });
    (map, picture)
}

/// Whether a stroke of this width through these points touches a box.
fn touches(points: &[MapPoint], width: f64, rect: &MapRect) -> bool {
    let grown = rect.expanded(width / 2.0);
    points.windows(2).any(|pair| {
        (0..=20).any(|step| {
            let part = f64::from(step) / 20.0;
            let (dx, dy) = (pair[1].x - pair[0].x, pair[1].y - pair[0].y);
            grown.contains(pair[0].offset(dx * part, dy * part))
        })
    })
}

#[test]
fn what_joins_those_who_carry_a_routine_touches_nobody_else() {
    for name in ["Lesson study", "Reading the test results", "Watching lessons", "Improvement plan"]
    {
        let (map, picture) = school(name);
        let (_, record) = map.stages().next().unwrap();
        let routine = record.routines().iter().find(|(_, routine)| routine.name == name).unwrap().1;
        let carries = |id| routine.parts.iter().any(|part| part.position == id);
        let joins: Vec<(&Vec<MapPoint>, f64)> = picture
            .ground
            .iter()
            .filter_map(|mark| match mark {
                Mark::Path { points, stroke: Some(stroke), .. } if stroke.ink == Ink::Routine => {
                    Some((points, stroke.width))
                }
                _ => None,
            })
            .collect();
        // Few boxes, wide gutters: there is a way.
        assert!(joins.len() + 1 >= 3, "{name}");
        for node in &picture.nodes {
            let rect = node.rect();
            let member = carries(node.id);
            for (points, width) in &joins {
                let touched = touches(points, *width, &rect);
                assert!(member || !touched, "{name} touches {}", node.name);
            }
            let fill = node.marks.iter().find_map(|mark| match mark {
                Mark::Box { fill, .. } => *fill,
                _ => None,
            });
            assert_eq!(fill == Some(Ink::RoutineFill), member, "{}", node.name);
        }
    }
}

#[test]
fn emergent_leaders_are_starred_with_their_share_and_others_step_back() {
    let (_, picture) = school("Budget round");
    let starred: Vec<&str> = picture
        .nodes
        .iter()
        .filter(|node| {
            flat(&node.marks)
                .iter()
                .any(|mark| matches!(mark, Mark::Path { fill: Some(Ink::Emergent), .. }))
        })
        .map(|node| node.name.as_str())
        .collect();
    assert_eq!(starred.len(), 4, "{starred:?}");
    let list = picture.routines.as_ref().unwrap();
    // Alone first, then together, side by side, in steps.
    assert_eq!(list.entries.len(), 8);
    assert_eq!(list.entries[list.shown].name, "Budget round");
    let classes: Vec<_> = list.entries.iter().map(|entry| format!("{:?}", entry.class)).collect();
    let mut seen = Vec::new();
    for class in classes {
        if seen.last() != Some(&class) {
            assert!(!seen.contains(&class), "{class} stands in two places");
            seen.push(class);
        }
    }
}
