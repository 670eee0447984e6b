//! The picture of a map, from outside: what a reader can rely on in every lens.

mod sample;

use std::collections::BTreeMap;

use fulcrum::display::overlay::{OverlayParts, overlay, overlay_insets};
use fulcrum::display::picture::{ArcId, Picture, PictureInput, build};
use fulcrum::display::{Color, Ink, Lens, Mark, Palette, Theme, Weight};
use fulcrum::layout::{Arrangement, arrange};
use fulcrum::model::{FlowKind, LineKind, OrgMap, PositionId};
use fulcrum::quantity::{MapPoint, MapRect, MapSize};
use fulcrum::typeface;
use proptest::prelude::*;
use sample::{Columns, STAGE, Sample, company, company_readings, relation};

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
        hide_names: false,
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
        fulcrum::display::Align::Left => at.x,
        fulcrum::display::Align::Center => at.x - width / 2.0,
        fulcrum::display::Align::Right => at.x - width,
    };
    Some(MapRect {
        min: MapPoint::new(left, at.y - size * 0.75),
        max: MapPoint::new(left + width, at.y + size * 0.2),
    })
}

fn length_middle(path: &[MapPoint]) -> MapPoint {
    let whole: f64 = path.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
    let mut left = whole / 2.0;
    for pair in path.windows(2) {
        let step = pair[0].distance(pair[1]);
        if step >= left {
            let part = left / step.max(1e-12);
            return pair[0].offset((pair[1].x - pair[0].x) * part, (pair[1].y - pair[0].y) * part);
        }
        left -= step;
    }
    path[path.len() - 1]
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
        for node in &company_through(lens).nodes {
            for text in flat(&node.marks).into_iter().filter_map(text_rect) {
                let half = MapRect::around(MapPoint::default(), node.size);
                assert!(half.contains(text.min) && half.contains(text.max), "{}", node.name);
            }
        }
    }
}

fn pair(flows: &[(u64, u64, FlowKind)], line: bool) -> Picture {
    let mut sample = Sample::new("Pair");
    sample.position(1, "Head", "Ada", None);
    sample.position(2, "Report", "Bo", None);
    if line {
        sample.line(2, 1, LineKind::Solid);
    }
    for (from, to, kind) in flows {
        sample.flow(*from, *to, kind.clone(), 3.0);
    }
    let map = sample.map;
    let mut arrangement = arranged(&map);
    arrangement.points.insert(PositionId(1), MapPoint::new(0.0, 0.0));
    arrangement.points.insert(PositionId(2), MapPoint::new(0.0, 170.0));
    build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arrangement,
        analysis: None,
        lens: Lens::Structure,
        hide_names: false,
    })
}

fn six() -> Vec<(u64, u64, FlowKind)> {
    let kinds = FlowKind::STANDARD;
    let down = kinds.iter().map(|kind| (1, 2, kind.clone()));
    down.chain(kinds.iter().map(|kind| (2, 1, kind.clone()))).collect()
}

#[test]
fn six_arrows_between_two_positions_never_hide_one_another() {
    for line in [false, true] {
        let picture = pair(&six(), line);
        let arcs: Vec<_> = picture.arcs.iter().collect();
        assert_eq!(arcs.len(), if line { 7 } else { 6 });
        for (at, one) in arcs.iter().enumerate() {
            for other in &arcs[at + 1..] {
                let apart = length_middle(&one.path).distance(length_middle(&other.path));
                assert!(apart > 8.0, "{} and {}: {apart}", one.description, other.description);
                let (a, b) = (one.path[one.path.len() - 1], other.path[other.path.len() - 1]);
                assert!(a.distance(b) > 3.0, "the ends of {} meet", one.description);
            }
        }
    }
}

#[test]
fn arrows_end_at_the_border_of_the_box_they_go_to() {
    for arc in &pair(&six(), true).arcs {
        let bottom = MapPoint::new(0.0, 170.0);
        let [first, .., last] = arc.path.as_slice() else { panic!("a course") };
        for (end, position) in [(first, arc.from), (last, arc.to)] {
            let center = if position == PositionId(1) { MapPoint::default() } else { bottom };
            let (dx, dy) = ((end.x - center.x).abs(), (end.y - center.y).abs());
            assert!(dx > 20.0 || dy > 20.0, "{} ends inside of a box", arc.description);
            assert!(dx < 110.0 && dy < 45.0, "{} ends outside of a box", arc.description);
        }
    }
}

#[test]
fn a_flow_beside_a_reporting_line_keeps_off_it() {
    let picture = pair(&[(1, 2, FlowKind::Instruct)], true);
    let flow = picture.arcs.iter().find(|arc| matches!(arc.id, ArcId::Flow(_))).expect("the flow");
    for point in &flow.path {
        assert!(point.x.abs() > 6.0, "the line runs at x = 0, the flow at {point:?}");
    }
}

#[test]
fn kinds_of_flow_differ_in_colour_and_shape_and_dash() {
    let flows: Vec<_> = FlowKind::STANDARD
        .into_iter()
        .chain([relation("friendship")])
        .map(|kind| (1, 2, kind))
        .collect();
    let picture = pair(&flows, false);
    let mut looks = Vec::new();
    for arc in &picture.arcs {
        let Mark::Path { stroke: Some(stroke), .. } = &arc.marks[0] else { panic!("a stroke") };
        let head = match &arc.marks[1] {
            Mark::Circle { .. } => "ring".to_string(),
            Mark::Path { points, closed, .. } => format!("{} {closed}", points.len()),
            other => panic!("{other:?} is no head"),
        };
        looks.push((
            format!("{:?}", stroke.ink),
            head,
            stroke.dash.map(|dash| format!("{dash:?}")),
        ));
    }
    for (at, one) in looks.iter().enumerate() {
        for other in &looks[at + 1..] {
            assert_ne!(one.0, other.0, "colour");
            assert_ne!(one.1, other.1, "head");
        }
    }
    // Only the two solid kinds share their dash, and they are told apart by colour and head.
    assert_eq!(looks.iter().filter(|look| look.2.is_none()).count(), 2);
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
        hide_names: false,
    })
}

#[test]
fn corners_run_from_square_to_fully_round_in_every_lens() {
    for lens in Lens::ALL {
        let picture = with_organicity(&[0.0, 0.25, 0.5, 0.75, 1.0], lens);
        let corners: Vec<f64> = picture.nodes.iter().map(|node| node.corner).collect();
        assert!(corners[0] < 1e-9, "mechanistic is square");
        assert!(corners.windows(2).all(|pair| pair[0] < pair[1]), "{corners:?}");
        let size = picture.nodes[4].size;
        assert!((corners[4] - size.width.min(size.height) / 2.0).abs() < 1e-9, "organic is round");
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
    assert_eq!(fills(&gravity), [Ink::Mass { tone: 1.0 }; 2], "equal weights, equal tones");
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
        for arc in &picture.arcs {
            for ink in stroke_inks(&arc.marks) {
                assert!(explained.contains(&ink), "{ink} in {}", lens.name());
            }
        }
    }
}

#[test]
fn the_river_goes_up_where_knowledge_lies_below() {
    let picture = company_through(Lens::AuthorityAndKnowledge);
    let bands: Vec<f64> = picture
        .ground
        .iter()
        .filter_map(|mark| match mark {
            Mark::Path { stroke: Some(stroke), .. } if stroke.ink == Ink::River => {
                Some(stroke.width)
            }
            _ => None,
        })
        .collect();
    // One band for each line that something crosses: eleven lines, one of them to a vacant
    // position without a share.
    assert_eq!(bands.len(), 10);
    // Widths keep the proportion of what crosses: engineering 0.33, optics 0.18.
    let mut widest = bands.clone();
    widest.sort_by(|one, other| other.total_cmp(one));
    assert!((widest[0] / widest[1] - 0.33 / 0.18).abs() < 0.01, "{widest:?}");
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
        hide_names: false,
    });
    // The director has 0.36 of the authority: 40 + 0.36 * 100 and 900 - 0.36 * 1000.
    let at = picture.markers[0].at;
    assert!((at.x - 76.0).abs() < 1e-9 && (at.y - 540.0).abs() < 1e-9, "{at:?}");
    assert_eq!(picture.markers.len(), 4);
    assert!(!picture.drift.is_empty());
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
         knows 18 % more than it decides"
    );
    assert_eq!(of(9), "Quality, vacant, reports to Head of Production");
}

#[test]
fn hidden_names_are_nowhere_in_the_picture() {
    let map = company();
    let picture = build(&PictureInput {
        map: &map,
        stage: STAGE,
        arrangement: &arranged(&map),
        analysis: None,
        lens: Lens::Structure,
        hide_names: true,
    });
    let said = format!("{picture:?}");
    for name in ["Ada Field", "Bo Larsen", "Hana Sato"] {
        assert!(!said.contains(name), "{name}");
    }
    assert!(said.contains("vacant"));
}

fn moved_equals_built(lens: Lens, moves: &[(u64, f64, f64)]) {
    let map = company();
    let readings = company_readings(&map);
    let mut arrangement = arranged(&map);
    let before = arrangement.clone();
    let mut moved = BTreeMap::new();
    for (id, x, y) in moves {
        moved.insert(PositionId(*id), MapPoint::new(*x, *y));
    }
    arrangement.points.extend(moved.iter().map(|(id, at)| (*id, *at)));
    let input = |arrangement| PictureInput {
        map: &map,
        stage: STAGE,
        arrangement,
        analysis: Some(&readings),
        lens,
        hide_names: false,
    };
    let mut picture = build(&input(&before));
    let moved: Vec<_> = moved.into_iter().collect();
    picture.move_positions(&input(&arrangement), &moved);
    let built = build(&input(&arrangement));
    assert!(picture == built, "moving {moves:?} differs from building anew");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn moving_gives_the_picture_that_building_gives(
        lens in 0_usize..4,
        moves in proptest::collection::vec((1_u64..13, -900.0..2500.0, -400.0..900.0), 1..4),
    ) {
        moved_equals_built(Lens::ALL[lens], &moves);
    }
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
            hide_names: false,
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
        hide_names: false,
    });
    assert_eq!(picture.title, "Untitled map");
    assert!(picture.nodes.is_empty() && picture.arcs.is_empty() && picture.legend.is_empty());
    assert_eq!(picture.bounds, MapRect::default());
}

#[test]
fn the_overlay_stays_on_the_screen_and_outside_of_the_insets() {
    for lens in Lens::ALL {
        let picture = company_through(lens);
        for (width, height, scale) in [(1280.0, 720.0, 1.0), (1920.0, 1080.0, 1.5)] {
            let screen = MapRect { min: MapPoint::default(), max: MapPoint::new(width, height) };
            let insets = overlay_insets(&picture, OverlayParts::ALL, width, height, scale);
            let inner = MapRect {
                min: MapPoint::new(insets.left, insets.top),
                max: MapPoint::new(width - insets.right, height - insets.bottom),
            };
            assert!(inner.width() > width * 0.7 && inner.height() > height * 0.6);
            for mark in overlay(&picture, OverlayParts::ALL, width, height, scale) {
                let rect = match &mark {
                    Mark::Box { rect, .. } => *rect,
                    Mark::Circle { center, radius, .. } => {
                        let side = radius * 2.0;
                        MapRect::around(*center, MapSize::new(side, side))
                    }
                    Mark::Text { .. } => text_rect(&mark).expect("a text"),
                    _ => continue,
                };
                assert!(screen.contains(rect.min) && screen.contains(rect.max), "{mark:?}");
                assert!(!rect.overlaps(&inner), "{mark:?} in {}", lens.name());
            }
        }
    }
}

#[test]
fn texts_have_contrast_in_every_theme() {
    for theme in Theme::ALL {
        let palette = Palette::of(theme);
        let enough = |text: Ink, ground: Color, what: &str| {
            let contrast = palette.color(text).over(ground).contrast(ground);
            assert!(contrast >= 4.5, "{what} in {}: {contrast:.2}", theme.key());
        };
        let paper = palette.color(Ink::Paper);
        let surface = palette.color(Ink::Surface);
        let position = palette.color(Ink::Position);
        let unit = palette.color(Ink::UnitArea).over(paper);
        for ground in [paper, surface, position] {
            enough(Ink::Text, ground, "text");
            enough(Ink::TextQuiet, ground, "quiet text");
        }
        enough(Ink::UnitText, unit, "unit title");
        enough(Ink::UnitText, palette.color(Ink::UnitArea).over(unit), "nested unit title");
        for step in 0..=10 {
            let tone = f64::from(step) / 10.0;
            enough(Ink::Text, palette.color(Ink::Mass { tone }), "text on mass");
        }
        for score in 0..=20 {
            for confidence in 0..=10 {
                let (score, confidence) = (f64::from(score) / 20.0, f64::from(confidence) / 10.0);
                let fill = palette.color(Ink::Organicity { score, confidence });
                enough(Ink::OnOrganicity { score, confidence }, fill, "text on organicity");
            }
        }
        for ink in [Ink::Authority, Ink::Knowledge, Ink::Influence, Ink::Gravity] {
            enough(Ink::Paper, palette.color(ink), "letter on a marker");
        }
    }
}

#[test]
fn colours_are_read_and_mixed_as_written() {
    assert_eq!(Color::parse("#0A0b0C"), Some(Color { r: 10, g: 11, b: 12, a: 255 }));
    assert_eq!(Color::parse("#00000080").map(|color| color.a), Some(128));
    for wrong in ["", "#", "#12345", "123456", "#12345G", "#1234567", "#ééé"] {
        assert_eq!(Color::parse(wrong), None, "{wrong}");
    }
    // Black on white is 21 to 1 by the definition of WCAG.
    let (black, white) = (Color::parse("#000000"), Color::parse("#FFFFFF"));
    let (Some(black), Some(white)) = (black, white) else { panic!("both are colours") };
    assert!((black.contrast(white) - 21.0).abs() < 1e-9);
    let half = Color { a: 51, ..black }.over(white);
    assert_eq!((half.r, half.a), (204, 255), "a fifth of black on white");
    let width = typeface::width("Ada", 10.0, Weight::Regular);
    assert!(width > 0.0);
}

#[test]
fn names_of_lenses_and_themes_lead_back_to_them() {
    for lens in Lens::ALL {
        assert_eq!(Lens::named(lens.key()), Some(lens));
    }
    for theme in Theme::ALL {
        assert_eq!(Theme::named(&theme.key().to_uppercase()), Some(theme));
    }
    assert_eq!(Theme::named("sepia"), None);
}
