//! What stands on a wall can be read from the last row: on every scene of the usual sequence of
//! every example, at the sizes of projectors and screens, no letter is too small, no text too faint
//! for what lies under it, and no text lies on another.

use std::path::Path;

use fulcrum::analysis::Cancel;
use fulcrum::drawing::{Align, Color, Mark, Page, Palette, SceneSheet, StageReadings, Theme};
use fulcrum::export::sheet_png;
use fulcrum::model::{Manner, OrgMap, Scene, StageId, Subject};
use fulcrum::quantity::{MapPoint, MapRect};
use fulcrum::storage::read;
use fulcrum::typeface;
use fulcrum::wording::default_scenes;

const SIZES: [(f64, f64); 4] =
    [(1920.0, 1080.0), (1280.0, 720.0), (1024.0, 768.0), (3840.0, 2160.0)];
const EXAMPLES: [&str; 5] =
    ["three-ways", "school", "plant", "lab-run-as-plant", "bank-wiring-room"];
/// The least contrast of texts by WCAG 2.2.
const CONTRAST: f64 = 4.5;

fn example(name: &str) -> OrgMap {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    read(&path.join(format!("{name}.orgmap"))).expect("an example").map
}

/// A text on a sheet: its letters take this rectangle.
struct Label {
    text: String,
    size: f64,
    rect: MapRect,
    color: Color,
    /// Its place among the marks.
    at: usize,
}

fn labels(marks: &[Mark], palette: Palette) -> Vec<Label> {
    let label = |(at, mark): (usize, &Mark)| match mark {
        Mark::Text { at: base, text, size, weight, align, ink } if !text.trim().is_empty() => {
            let wide = typeface::width(text, *size, *weight);
            let left = match align {
                Align::Left => base.x,
                Align::Center => base.x - wide / 2.0,
                Align::Right => base.x - wide,
            };
            // From the head of small letters to the base line: what is read.
            let rect = MapRect {
                min: MapPoint::new(left, base.y - 0.72 * size),
                max: MapPoint::new(left + wide, base.y),
            };
            Some(Label { text: text.clone(), size: *size, rect, color: palette.color(*ink), at })
        }
        _ => None,
    };
    marks.iter().enumerate().filter_map(label).collect()
}

/// The colour that a filled mark has at a point; nothing where it is not filled there.
fn fill_at(mark: &Mark, point: MapPoint, palette: Palette) -> Option<Color> {
    match mark {
        Mark::Box { rect, fill: Some(ink), .. } if rect.contains(point) => {
            Some(palette.color(*ink))
        }
        Mark::Circle { center, radius, fill: Some(ink), .. } => {
            (center.distance(point) <= *radius).then(|| palette.color(*ink))
        }
        Mark::Path { points, closed: true, fill: Some(ink), .. } => {
            encloses(points, point).then(|| palette.color(*ink))
        }
        _ => None,
    }
}

fn encloses(points: &[MapPoint], at: MapPoint) -> bool {
    let mut inside = false;
    for (number, one) in points.iter().enumerate() {
        let other = points[(number + points.len() - 1) % points.len()];
        if (one.y > at.y) != (other.y > at.y) {
            let x = other.x + (at.y - other.y) / (one.y - other.y) * (one.x - other.x);
            if at.x < x {
                inside = !inside;
            }
        }
    }
    inside
}

/// What is under a point before the mark of a place is drawn, and whether something opaque is drawn
/// over it afterwards.
fn under(marks: &[Mark], at: usize, point: MapPoint, palette: Palette) -> (Color, bool) {
    let mut ground = palette.color(fulcrum::drawing::Ink::Paper);
    for mark in &marks[..at] {
        if let Some(color) = fill_at(mark, point, palette) {
            ground = color.over(ground);
        }
    }
    let covered = marks[at + 1..]
        .iter()
        .any(|mark| fill_at(mark, point, palette).is_some_and(|color| color.a == 255));
    (ground, covered)
}

fn points_of(rect: &MapRect) -> Vec<MapPoint> {
    let mut points = Vec::new();
    for x in [0.04, 0.35, 0.65, 0.96] {
        for y in [0.15, 0.85] {
            points
                .push(MapPoint::new(rect.min.x + rect.width() * x, rect.min.y + rect.height() * y));
        }
    }
    points
}

/// Everything that cannot be read on a sheet.
fn faults(marks: &[Mark], page: &Page, of: &str) -> Vec<String> {
    let palette = Palette::of(Theme::Projector);
    let least = page.height / 40.0;
    let all = labels(marks, palette);
    let mut faults = Vec::new();
    let mut seen: Vec<&Label> = Vec::new();
    for label in &all {
        let points = points_of(&label.rect);
        let grounds: Vec<(Color, bool)> =
            points.iter().map(|point| under(marks, label.at, *point, palette)).collect();
        if grounds.iter().all(|(_, covered)| *covered) {
            continue;
        }
        seen.push(label);
        let Label { text, size, rect, color, .. } = label;
        // On a sheet higher than 4 to 3 it is the width that counts.
        if *size < least.min(page.width * 0.75 / 40.0) * 0.995 {
            faults.push(format!("{of}: {text:?} is {size:.1} high, not {least:.1}"));
        }
        let worst = grounds
            .iter()
            .filter(|(_, covered)| !covered)
            .map(|(ground, _)| color.over(*ground).contrast(*ground))
            .fold(f64::INFINITY, f64::min);
        if worst < CONTRAST {
            faults.push(format!("{of}: {text:?} has a contrast of {worst:.2} at {rect:?}"));
        }
        let sheet = MapRect {
            min: MapPoint::new(-1.0, -1.0),
            max: MapPoint::new(page.width + 1.0, page.height + 1.0),
        };
        if !(sheet.contains(rect.min) && sheet.contains(rect.max)) {
            faults.push(format!("{of}: {text:?} runs off the sheet: {rect:?}"));
        }
    }
    for (number, one) in seen.iter().enumerate() {
        for other in &seen[number + 1..] {
            let a = &one.rect;
            let b = &other.rect;
            let wide = a.max.x.min(b.max.x) - a.min.x.max(b.min.x);
            let high = a.max.y.min(b.max.y) - a.min.y.max(b.min.y);
            let letter = one.size.min(other.size);
            if wide > 0.15 * letter && high > 0.15 * letter {
                faults.push(format!("{of}: {:?} lies on {:?}", one.text, other.text));
            }
        }
    }
    faults
}

fn usual(map: &OrgMap, stage: StageId, known: &StageReadings) -> Vec<Scene> {
    default_scenes(map, stage, Some((&known.analysis, &known.reading)))
}

/// Writes a sheet as a picture, to be looked at, into the folder that `FULCRUM_SHEETS` names.
fn keep(name: &str, scene: &Scene, headline: &str, (marks, page): (&[Mark], &Page)) {
    let Some(folder) = std::env::var_os("FULCRUM_SHEETS") else { return };
    let size = (page.width as u32, page.height as u32);
    let picture = sheet_png(headline, marks, Theme::Projector, size).unwrap();
    let title = scene.title.replace(|letter: char| !letter.is_alphanumeric(), "-");
    let file = format!("{}-{name}-{title}.png", size.0);
    std::fs::write(Path::new(&folder).join(file), picture).unwrap();
}

fn measure(name: &str) -> Vec<String> {
    let map = example(name);
    let stage = map.first_stage().unwrap();
    let known = StageReadings::of(&map, stage, &Cancel::never()).unwrap();
    let mut found = Vec::new();
    for scene in usual(&map, stage, &known) {
        let own;
        let readings = match scene.stage == stage {
            true => &known,
            false => {
                own = StageReadings::of(&map, scene.stage, &Cancel::never()).unwrap();
                &own
            }
        };
        for (width, height) in SIZES {
            let page = Page::new(Theme::Projector, width, height);
            let sheet = SceneSheet::of(&map, &scene, readings, &page, &Cancel::never()).unwrap();
            let of = format!("{name}, {:?} at {width}x{height}", scene.title);
            let marks = sheet.marks(&page);
            keep(name, &scene, &sheet.headline, (&marks, &page));
            found.extend(faults(&marks, &page, &of));
        }
    }
    found
}

#[test]
fn on_every_wall_the_usual_scenes_of_every_example_can_be_read() {
    let found: Vec<String> = EXAMPLES.iter().flat_map(|name| measure(name)).collect();
    let count = found.len();
    assert!(found.is_empty(), "{count} faults:\n{}", found.join("\n"));
}

#[test]
fn two_stages_can_be_read_in_either_manner() {
    let map = example("three-ways");
    let stages: Vec<StageId> = map.stages().map(|(id, _)| id).collect();
    let known = StageReadings::of(&map, stages[1], &Cancel::never()).unwrap();
    let mut found = Vec::new();
    for manner in Manner::ALL {
        for (width, height) in SIZES {
            let page = Page::new(Theme::Projector, width, height);
            let subject = Subject::Comparison { with: stages[0], manner };
            let scene = Scene { subject, ..Scene::new("Both", stages[1], "structure") };
            let sheet = SceneSheet::of(&map, &scene, &known, &page, &Cancel::never()).unwrap();
            let of = format!("{manner:?} at {width}x{height}");
            found.extend(faults(&sheet.marks(&page), &page, &of));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
