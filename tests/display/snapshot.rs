//! The marks of every lens of two small maps as text, so that a change to a picture shows as a
//! readable difference. Written anew with `FULCRUM_WRITE_DOCUMENTS=1`; look at the difference
//! before it is kept.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use fulcrum::analysis::{Analysis, Cancel, Question, Settings, analyse};
use fulcrum::drawing::picture::{Annotations, Picture, PictureInput, build};
use fulcrum::drawing::{Mark, Stroke};
use fulcrum::layout::arrange;
use fulcrum::model::{OrgMap, StageId};
use fulcrum::quantity::MapPoint;
use fulcrum::storage::read;
use fulcrum::wording::Lens;

use super::sample::{STAGE, company, company_readings};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/display/snapshots")
}

/// A place in whole units, the zero without a sign.
fn point(at: MapPoint) -> String {
    format!("{:.0} {:.0}", at.x.round() + 0.0, at.y.round() + 0.0)
}

fn line(stroke: Option<Stroke>) -> String {
    stroke.map_or(String::new(), |stroke| {
        let dash = stroke.dash.map(|(on, off)| format!(" dashed {on:.1} {off:.1}"));
        format!(", line {:.2?} {:.1} wide{}", stroke.ink, stroke.width, dash.unwrap_or_default())
    })
}

/// One mark on a line, what it holds indented below it.
fn tell(mark: &Mark, depth: usize, told: &mut String) {
    let room = "  ".repeat(depth);
    let fill = |ink: &Option<_>| ink.map_or("no fill".to_owned(), |ink| format!("{ink:.2?}"));
    let words = match mark {
        Mark::Box { rect, corner, fill: inside, stroke } => format!(
            "box from {} to {}, corner {corner:.0}: {}{}",
            point(rect.min),
            point(rect.max),
            fill(inside),
            line(*stroke)
        ),
        Mark::Path { points, closed, fill: inside, stroke } => {
            let ends = (points.first().copied(), points.last().copied());
            let (Some(first), Some(last)) = ends else { return };
            let kind = if *closed { "area" } else { "path" };
            let length: f64 = points.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
            let (first, last) = (point(first), point(last));
            let (inside, line) = (fill(inside), line(*stroke));
            format!("{kind} from {first} to {last}, {length:.0} long: {inside}{line}")
        }
        Mark::Circle { center, radius, fill: inside, stroke } => {
            let (at, inside, line) = (point(*center), fill(inside), line(*stroke));
            format!("disc at {at}, radius {radius:.1}: {inside}{line}")
        }
        Mark::Text { at, text, size, weight, align, ink } => {
            let at = point(*at);
            format!("text {text:?} at {at}, {size:.1} high, {weight:?} {align:?}: {ink:.2?}")
        }
        Mark::Detail { from_zoom, below_zoom, .. } => match below_zoom {
            below if *below > 1e9 => format!("from zoom {from_zoom:.2}"),
            below => format!("from zoom {from_zoom:.2} below {below:.2}"),
        },
    };
    let _ = writeln!(told, "{room}{words}");
    if let Mark::Detail { marks, .. } = mark {
        marks.iter().for_each(|mark| tell(mark, depth + 1, told));
    }
}

/// A picture as text.
fn told(picture: &Picture) -> String {
    let mut told = String::new();
    let all = |told: &mut String, marks: &[Mark]| marks.iter().for_each(|it| tell(it, 1, told));
    let _ = writeln!(told, "title: {}", picture.title);
    let _ = writeln!(told, "headline: {}", picture.headline);
    let _ = writeln!(told, "reading: {}", picture.reading);
    let _ = writeln!(told, "caption: {}", picture.caption);
    let _ = writeln!(told, "legend:");
    for row in &picture.legend {
        let size = if row.true_size { ", at true size" } else { "" };
        let _ = writeln!(told, "  {:?}: {}{size}", row.sign, row.text);
    }
    let _ = writeln!(told, "ground:");
    all(&mut told, &picture.ground);
    for area in &picture.areas {
        let _ = writeln!(told, "unit {}", area.name);
    }
    for arc in &picture.arcs {
        let when = if arc.on_demand { " (for whom one points at)" } else { "" };
        let _ = writeln!(told, "arc {}{when}", arc.description);
        all(&mut told, &arc.marks);
    }
    for node in &picture.nodes {
        let at = point(node.center);
        let size = format!("{:.0} by {:.0}", node.size.width, node.size.height);
        let _ = writeln!(told, "position {} at {at}, {size}: {}", node.name, node.description);
        all(&mut told, &node.marks);
    }
    for marker in &picture.markers {
        let _ = writeln!(told, "marker at {}: {}", point(marker.at), marker.description);
    }
    if let Some(levels) = &picture.levels {
        let _ = writeln!(told, "levels: {levels:.2?}");
    }
    if let Some(ruler) = &picture.ruler {
        let _ = writeln!(told, "ruler: {ruler:.2?}");
    }
    if let Some(routines) = &picture.routines {
        let _ = writeln!(told, "routines: {routines:.2?}");
    }
    if let Some(scatter) = &picture.scatter {
        let _ = writeln!(told, "scatter: {scatter:.2?}");
    }
    told
}

/// What differs first, with the lines about it.
fn difference(before: &str, now: &str) -> Option<String> {
    let (before, now): (Vec<_>, Vec<_>) = (before.lines().collect(), now.lines().collect());
    let longest = before.len().max(now.len());
    let first = (0..longest).find(|at| before.get(*at) != now.get(*at))?;
    let about = |lines: &[&str], sign: &str| -> String {
        let last = lines.len().min(first + 6);
        lines[first.min(last)..last].iter().map(|line| format!("{sign} {line}\n")).collect()
    };
    Some(format!("from line {}:\n{}{}", first + 1, about(&before, "-"), about(&now, "+")))
}

fn hold(name: &str, map: &OrgMap, stage: StageId, readings: &Analysis) {
    let arrangement = arrange(map.stage(stage).expect("the stage"));
    let mut differences = Vec::new();
    for lens in Lens::ALL {
        let picture = build(&PictureInput {
            map,
            stage,
            arrangement: &arrangement,
            analysis: Some(readings),
            lens,
            annotations: Annotations::default(),
        });
        let lens = lens.name().to_lowercase().replace(' ', "-");
        let path = folder().join(format!("{name}-{lens}.txt"));
        let now = told(&picture);
        if std::env::var_os("FULCRUM_WRITE_DOCUMENTS").is_some() {
            std::fs::create_dir_all(folder()).expect("the folder of the snapshots");
            std::fs::write(&path, &now).expect("the snapshot is written");
        }
        let before = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        let found = difference(&before, &now);
        differences.extend(found.map(|it| format!("{name} through {lens}, {it}")));
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_marks_of_the_company_are_as_they_were_looked_at() {
    let map = company();
    hold("company", &map, STAGE, &company_readings(&map));
}

#[test]
fn the_marks_of_the_misfit_are_as_they_were_looked_at() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/three-ways.orgmap");
    let map = read(&path).expect("an example").map;
    let mut stages = map.stages();
    let (stage, record) =
        stages.find(|(_, it)| it.record().name == "The misfit").expect("the stage of that name");
    let question = Question { stage: record.clone(), settings: Settings::of(&map) };
    let readings = analyse(&question, &Cancel::never()).expect("nobody cancels");
    hold("misfit", &map, stage, &readings);
}
