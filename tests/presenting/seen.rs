//! What a show paints is what its sheets draw: every text of a scene stands on the wall in the same
//! place and size as on the sheet of the same scene, which is measured, printed and handed out.

use std::collections::BTreeMap;

use eframe::egui::{Key, Modifiers, Shape, Vec2, vec2};
use fulcrum::analysis::Cancel;
use fulcrum::drawing::{Align, Mark, Page, SceneSheet, StageReadings, Theme};
use fulcrum::model::{Scene, StageId};
use fulcrum::session::{Action, PresentAction};
use fulcrum::typeface;

use crate::person::{Window, app, chord, command, key, press, session, window};

const SIZES: [Vec2; 4] =
    [vec2(1920.0, 1080.0), vec2(1280.0, 720.0), vec2(1024.0, 768.0), vec2(3840.0, 2160.0)];
const EXAMPLES: [&str; 5] = [
    "One chart, three ways",
    "A school",
    "A plant",
    "A lab run as a plant",
    "The bank wiring room",
];

/// A text on the screen: where it begins, and how high its letters are.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    text: String,
    size: f64,
    left: f64,
}

impl Seen {
    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
            // The toolkit is given sizes in halves of a point.
            && (self.size - other.size).abs() < 0.3
            && (self.left - other.left).abs() < 0.25 * self.size
    }
}

fn painted(shape: &Shape, seen: &mut Vec<Seen>) {
    match shape {
        Shape::Text(text) if !text.galley.text().trim().is_empty() => {
            let format = text.galley.job.sections.first().map(|section| &section.format);
            let size = format.map_or(0.0, |format| f64::from(format.font_id.size));
            let left = f64::from(text.pos.x);
            seen.push(Seen { text: text.galley.text().to_owned(), size, left });
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| painted(shape, seen)),
        _ => {}
    }
}

fn on_wall(window: &mut Window) -> Vec<Seen> {
    // Of what is at rest the window keeps triangles; texts are there on the frame that draws anew.
    let ctx = window.ctx.clone();
    for steps in [3, 1] {
        let app = window.state_mut().as_mut().expect("the window was started");
        app.perform(Action::Present(PresentAction::HideNames), &ctx);
        window.run_steps(steps);
    }
    let mut seen = Vec::new();
    window.output().shapes.iter().for_each(|it| painted(&it.shape, &mut seen));
    seen
}

fn on_sheet(window: &Window, scene: &Scene, known: &StageReadings) -> Vec<Seen> {
    let rect = app(window).canvas_rect().expect("the map was shown");
    let page = Page::new(Theme::Projector, f64::from(rect.width()), f64::from(rect.height()));
    let map = session(window).map();
    let sheet = SceneSheet::of(map, scene, known, &page, &Cancel::never()).unwrap();
    let text = |mark: Mark| match mark {
        Mark::Text { at, text, size, weight, align, .. } if !text.trim().is_empty() => {
            let part = match align {
                Align::Left => 0.0,
                Align::Center => 0.5,
                Align::Right => 1.0,
            };
            let left = f64::from(rect.left()) + at.x - part * typeface::width(&text, size, weight);
            Some(Seen { text, size, left })
        }
        _ => None,
    };
    sheet.marks(&page).into_iter().filter_map(text).collect()
}

fn differences(example: &str, size: Vec2) -> Vec<String> {
    let mut window = window(size);
    press(&mut window, example);
    command(&mut window, "Make the usual scenes");
    key(&mut window, Key::F5);
    window.run_steps(8);
    let scenes: Vec<Scene> =
        session(&window).map().scenes().iter().map(|(_, scene)| scene.clone()).collect();
    let mut known: BTreeMap<StageId, StageReadings> = BTreeMap::new();
    let mut found = Vec::new();
    for scene in scenes {
        let known = known.entry(scene.stage).or_insert_with(|| {
            let map = session(&window).map();
            StageReadings::of(map, scene.stage, &Cancel::never()).unwrap()
        });
        let before = app(&window).picture().clone();
        let (wall, sheet) = (on_wall(&mut window), on_sheet(&window, &scene, known));
        assert!(before == *app(&window).picture(), "what was on the wall is what is drawn anew");
        let place = format!("{example}, {:?} at {size:?}", scene.title);
        let lacks = |of: &[Seen], one: &Seen| !of.iter().any(|other| one.is_same(other));
        for one in sheet.iter().filter(|one| lacks(&wall, one)) {
            let nearest = wall.iter().find(|other| other.text == one.text);
            found.push(format!("{place}: the wall lacks {one:?}, it has {nearest:?}"));
        }
        for one in wall.iter().filter(|one| lacks(&sheet, one)) {
            found.push(format!("{place}: the sheet lacks {one:?}"));
        }
        key(&mut window, Key::PageDown);
        window.run_steps(4);
    }
    found
}

#[test]
fn every_scene_stands_on_the_wall_as_it_stands_on_its_sheet() {
    let mut found = Vec::new();
    for (number, example) in EXAMPLES.into_iter().enumerate() {
        found.extend(differences(example, SIZES[number % SIZES.len()]));
    }
    // The one with the longest titles on every wall.
    for size in [SIZES[0], SIZES[2], SIZES[3]] {
        found.extend(differences("A school", size));
    }
    let count = found.len();
    assert!(found.is_empty(), "{count} differences:\n{}", found.join("\n"));
}

/// Where the letter of the centre of knowledge stands, frame by frame, while the wall goes from one
/// stage to the next.
fn way_of_a_marker(smoothly: bool) -> Vec<f64> {
    let mut window = window(vec2(1280.0, 720.0));
    press(&mut window, "One chart, three ways");
    if smoothly {
        // Windows of tests begin without motion.
        chord(&mut window, Modifiers::COMMAND, Key::Comma);
        press(&mut window, "always");
        key(&mut window, Key::Escape);
    }
    key(&mut window, Key::Num4);
    chord(&mut window, Modifiers::SHIFT, Key::F5);
    window.run_steps(60);
    window.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    let mut heights = Vec::new();
    for _ in 0..60 {
        window.run_steps(1);
        let mut lowest: Option<f64> = None;
        window.output().shapes.iter().for_each(|it| named_part(&it.shape, &mut lowest));
        heights.extend(lowest);
    }
    heights
}

/// How low the words stand that name the knowledge on the ruler.
fn named_part(shape: &Shape, lowest: &mut Option<f64>) {
    match shape {
        Shape::Text(text) if text.galley.text() == "knowledge held" => {
            *lowest = Some(f64::from(text.pos.y));
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| named_part(shape, lowest)),
        _ => {}
    }
}

#[test]
fn markers_go_smoothly_from_stage_to_stage_and_at_once_where_motion_is_not_wanted() {
    let mut smooth = way_of_a_marker(true);
    let (first, last) = (smooth[0], smooth[smooth.len() - 1]);
    assert!((last - first).abs() > 40.0, "the knowledge lies elsewhere: {first} to {last}");
    let steps = smooth.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let largest = steps.fold(0.0, f64::max);
    assert!(largest < 0.3 * (last - first).abs(), "no frame jumps: {largest}");
    smooth.dedup_by(|one, other| (*one - *other).abs() < 0.01);
    assert!(smooth.len() > 6, "{smooth:?}");
    let mut still = way_of_a_marker(false);
    still.dedup_by(|one, other| (*one - *other).abs() < 0.01);
    assert_eq!(still.len(), 1, "it is there with the first frame: {still:?}");
}
