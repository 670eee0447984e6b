//! The picture of a map, from outside: what a reader can rely on in every lens.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that panics says what is wrong"
)]

mod arcs;
mod between;
mod charts;
mod leading;
mod legend;
mod many;
mod moving;
mod overlay;
mod palette;
mod sample;
mod snapshot;

use fulcrum::drawing::picture::{Annotations, Picture, PictureInput, build};
use fulcrum::drawing::{Ink, Mark};
use fulcrum::layout::{Arrangement, arrange};
use fulcrum::model::{OrgMap, PositionId};
use fulcrum::quantity::{MapPoint, MapRect};
use fulcrum::typeface;
use fulcrum::wording::Lens;
use sample::{Columns, STAGE, Sample, company, company_readings};

fn arranged(map: &OrgMap) -> Arrangement {
    arrange(map.stage(STAGE).expect("the stage"))
}

fn company_through(lens: Lens) -> Picture {
    let map = company();
    let readings = company_readings(&map);
    let arrangement = arranged(&map);
    build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arrangement,
        analysis: Some(&readings),
        lens,
        annotations: Annotations::default(),
    })
}

/// All marks, those inside of details too.
fn flat(marks: &[Mark]) -> Vec<&Mark> {
    let mut all = Vec::new();
    for mark in marks {
        match mark {
            Mark::Detail { marks, .. } => all.extend(flat(marks)),
            other => all.push(other),
        }
    }
    all
}

fn text_rect(mark: &Mark) -> Option<MapRect> {
    let Mark::Text { at, text, size, weight, align, .. } = mark else { return None };
    let width = typeface::width(text, *size, *weight);
    let left = match align {
        fulcrum::drawing::Align::Left => at.x,
        fulcrum::drawing::Align::Center => at.x - width / 2.0,
        fulcrum::drawing::Align::Right => at.x - width,
    };
    Some(MapRect {
        min: MapPoint::new(left, at.y - size * 0.75),
        max: MapPoint::new(left + width, at.y + size * 0.2),
    })
}

#[test]
fn titles_of_units_lie_on_no_box() {
    let picture = company_through(Lens::Structure);
    let titles: Vec<_> = flat(&picture.ground).into_iter().filter_map(text_rect).collect();
    assert!(titles.len() >= 3, "every unit has its title");
    for title in titles {
        for node in &picture.nodes {
            assert!(!title.overlaps(&node.rect()), "a title lies on {}", node.name);
        }
    }
}

#[test]
fn texts_of_a_position_stay_inside_of_its_box() {
    for lens in Lens::ALL {
        let picture = company_through(lens);
        for node in &picture.nodes {
            let marks = flat(&node.marks);
            let boxes: Vec<MapRect> = marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Box { rect, .. } => Some(*rect),
                    _ => None,
                })
                .collect();
            for text in marks.into_iter().filter_map(text_rect) {
                // In the box itself, or in a bar at its side; a figure of the lens may stand beside
                // the box, where it touches no other one.
                let holds = |rect: &MapRect| rect.contains(text.min) && rect.contains(text.max);
                let at = node.center;
                let placed =
                    MapRect { min: text.min.offset(at.x, at.y), max: text.max.offset(at.x, at.y) };
                let free = || !picture.nodes.iter().any(|it| it.rect().overlaps(&placed));
                let by_figure = matches!(lens, Lens::CenterOfGravity | Lens::Leadership);
                assert!(boxes.iter().any(holds) || by_figure && free(), "{}", node.name);
            }
        }
    }
}

fn with_organicity(scores: &[f64], lens: Lens) -> Picture {
    let mut sample = Sample::new("Row");
    let people: Vec<u64> = (1..=scores.len() as u64).collect();
    for id in &people {
        sample.position(*id, "Same title", "Same name", None);
    }
    let readings: Vec<_> = scores.iter().map(|score| Some((*score, 1.0))).collect();
    let even = vec![1.0 / scores.len() as f64; scores.len()];
    let columns = Columns {
        people: &people,
        authority: &even,
        knowledge: &even,
        organicity: &readings,
        height: &even,
    };
    let map = sample.map;
    let analysis = sample::analysis(&map, &columns);
    build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arranged(&map),
        analysis: Some(&analysis),
        lens,
        annotations: Annotations::default(),
    })
}

#[test]
fn corners_run_from_square_to_fully_round_where_organicity_is_the_subject() {
    let picture = with_organicity(&[0.0, 0.25, 0.5, 0.75, 1.0], Lens::Organicity);
    let corners: Vec<f64> = picture.nodes.iter().map(|node| node.corner).collect();
    assert!(corners[0] < 1e-9, "mechanistic is square");
    assert!(corners.windows(2).all(|pair| pair[0] < pair[1]), "{corners:?}");
    let size = picture.nodes[4].size;
    assert!((corners[4] - size.width.min(size.height) / 2.0).abs() < 1e-9, "organic is round");
    for lens in Lens::ALL.into_iter().filter(|lens| *lens != Lens::Organicity) {
        let picture = with_organicity(&[0.0, 0.5, 1.0], lens);
        let corners: Vec<f64> = picture.nodes.iter().map(|node| node.corner).collect();
        assert!(corners.windows(2).all(|pair| pair[0] == pair[1]), "{}", lens.name());
    }
}

fn fills(picture: &Picture) -> Vec<Ink> {
    let body = |marks: &[Mark]| {
        marks.iter().find_map(|mark| match mark {
            Mark::Box { fill, .. } => *fill,
            _ => None,
        })
    };
    picture.nodes.iter().filter_map(|node| body(&node.marks)).collect()
}

#[test]
fn fills_say_what_the_lens_is_about() {
    let organicity = with_organicity(&[0.0, 1.0], Lens::Organicity);
    let expected = [0.0, 1.0].map(|score| Ink::Organicity { score, confidence: 1.0 });
    assert_eq!(fills(&organicity), expected);
    assert_eq!(fills(&with_organicity(&[0.0, 1.0], Lens::Structure)), [Ink::Position; 2]);
    let gravity = with_organicity(&[0.0, 1.0], Lens::CenterOfGravity);
    // Half of the weight each: a quarter or more is full.
    assert_eq!(fills(&gravity), [Ink::Mass { tone: 1.0 }; 2]);
}

#[test]
fn nothing_known_is_hatched_and_nothing_else_is() {
    let picture = company_through(Lens::Organicity);
    for node in &picture.nodes {
        let hatched = flat(&node.marks).into_iter().any(|mark| {
            matches!(mark, Mark::Path { stroke: Some(stroke), .. } if stroke.ink == Ink::Unknown)
        });
        assert_eq!(hatched, node.name == "Test Engineer", "{}", node.name);
    }
}

fn stroke_inks(marks: &[Mark]) -> Vec<String> {
    flat(marks)
        .into_iter()
        .filter_map(|mark| match mark {
            Mark::Path { stroke: Some(stroke), .. } => Some(format!("{:?}", stroke.ink)),
            _ => None,
        })
        .collect()
}

#[test]
fn the_legend_explains_every_ink_of_the_arcs() {
    for lens in Lens::ALL {
        let picture = company_through(lens);
        let explained: Vec<_> =
            picture.legend.iter().flat_map(|row| stroke_inks(&row.swatch)).collect();
        for arc in picture.arcs.iter().filter(|arc| !arc.on_demand) {
            for ink in stroke_inks(&arc.marks) {
                assert!(explained.contains(&ink), "{ink} in {}", lens.name());
            }
        }
    }
}

#[test]
fn the_river_goes_up_where_knowledge_lies_below() {
    let picture = company_through(Lens::AuthorityAndKnowledge);
    let bands = |ink: Ink| -> Vec<f64> {
        let strokes = picture.ground.iter().filter_map(|mark| match mark {
            Mark::Path { stroke: Some(stroke), .. } => Some(*stroke),
            _ => None,
        });
        strokes.filter(|stroke| stroke.ink == ink).map(|stroke| stroke.width).collect()
    };
    // One band for each line that something crosses: eleven lines, one of them to a vacant
    // position without a share.
    let (mut up, down) = (bands(Ink::River), bands(Ink::RiverDown));
    assert_eq!(up.len() + down.len(), 10);
    // More authority than knowledge lies below the head of production and that of sales:
    // 0.18 + 0.03 + 0.02 decide and 0.04 + 0.06 + 0.08 know; 0.16 decide and 0.18 know.
    assert_eq!(down.len(), 1);
    // So broad for one hundredth in every picture: engineering 0.33, optics 0.18.
    up.sort_by(|one, other| other.total_cmp(one));
    assert!((up[0] - 0.33 * 80.0).abs() < 0.01, "{up:?}");
    assert!((up[1] - 0.18 * 80.0).abs() < 0.01, "{up:?}");
}

#[test]
fn markers_stand_at_the_weighted_middle() {
    let map = company();
    let readings = company_readings(&map);
    let mut arrangement = arranged(&map);
    for point in arrangement.points.values_mut() {
        *point = MapPoint::new(40.0, 900.0);
    }
    arrangement.points.insert(PositionId(1), MapPoint::new(140.0, -100.0));
    let picture = build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arrangement,
        analysis: Some(&readings),
        lens: Lens::CenterOfGravity,
        annotations: Annotations::default(),
    });
    // The director has 0.36 of the authority: 40 + 0.36 * 100 and 900 - 0.36 * 1000.
    let at = picture.markers[0].at;
    assert!((at.x - 76.0).abs() < 1e-9 && (at.y - 540.0).abs() < 1e-9, "{at:?}");
    assert_eq!(picture.markers.len(), 4);
    let drifts = stroke_inks(&picture.ground).iter().filter(|ink| *ink == "Drift").count();
    assert!(drifts > 0, "the way from authority to knowledge");
    assert!(company_through(Lens::Structure).markers.is_empty());
}

#[test]
fn descriptions_say_who_reports_to_whom_and_what_is_known() {
    let picture = company_through(Lens::Structure);
    let of = |id: u64| {
        let node = picture.nodes.iter().find(|node| node.id == PositionId(id)).expect("drawn");
        node.description.clone()
    };
    assert_eq!(
        of(5),
        "Optics, held by Eve, reports to Head of Engineering, organic 0.95, \
         knows 18\u{a0}% more than it decides"
    );
    assert_eq!(of(9), "Quality, vacant, reports to Head of Production");
}

#[test]
fn hidden_names_are_nowhere_in_the_picture() {
    let named = company();
    let map = fulcrum::model::Veil::of(&named).map(&named);
    let picture = build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arranged(&map),
        analysis: None,
        lens: Lens::Structure,
        annotations: Annotations::default(),
    });
    let said = format!("{picture:?}");
    for name in ["Ada Field", "Bo Larsen", "Hana Sato"] {
        assert!(!said.contains(name), "{name}");
    }
    assert!(said.contains("vacant"));
}

#[test]
fn boxes_in_one_place_give_a_finite_picture() {
    let map = company();
    let readings = company_readings(&map);
    let mut arrangement = arranged(&map);
    for point in arrangement.points.values_mut() {
        *point = MapPoint::default();
    }
    for lens in Lens::ALL {
        let picture = build(&PictureInput {
            map: &map,
            stage: STAGE,
            arrangement: &arrangement,
            analysis: Some(&readings),
            lens,
            annotations: Annotations::default(),
        });
        let said = format!("{picture:?}");
        assert!(!said.contains("NaN") && !said.contains("inf,"), "{}", lens.name());
    }
}

#[test]
fn an_empty_stage_gives_a_title_and_nothing_else() {
    let map = OrgMap::new("  ");
    let picture = build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arranged(&map),
        analysis: None,
        lens: Lens::Structure,
        annotations: Annotations::default(),
    });
    assert_eq!(picture.title, "Untitled map");
    assert!(picture.nodes.is_empty() && picture.arcs.is_empty() && picture.legend.is_empty());
    assert_eq!(picture.bounds, MapRect::default());
}

#[test]
fn discs_of_markers_keep_off_boxes_and_off_each_other() {
    let picture = company_through(Lens::CenterOfGravity);
    for zoom in [0.3, 0.6, 1.0, 1.6] {
        let pins = picture.pins(zoom);
        let discs: Vec<(MapPoint, f64)> = pins
            .iter()
            .map(|pin| {
                let mut circles = pin.marks.iter().filter_map(|mark| match mark {
                    Mark::Circle { center, radius, .. } => Some((*center, *radius)),
                    _ => None,
                });
                let (from, radius) = circles.next_back().unwrap();
                let at = MapPoint::new(pin.at.x * zoom, pin.at.y * zoom);
                (at.offset(from.x, from.y), radius)
            })
            .collect();
        for (number, (disc, radius)) in discs.iter().enumerate() {
            for (other, reach) in &discs[number + 1..] {
                assert!(disc.distance(*other) > radius + reach, "at {zoom}");
            }
            for node in &picture.nodes {
                let rect = node.rect();
                let nearest = MapPoint::new(
                    disc.x.clamp(rect.min.x * zoom, rect.max.x * zoom),
                    disc.y.clamp(rect.min.y * zoom, rect.max.y * zoom),
                );
                assert!(nearest.distance(*disc) > *radius, "{} at {zoom}", node.name);
            }
        }
    }
}
