//! The legend against the marks of its picture, both ways.

use std::collections::BTreeSet;

use fulcrum::analysis::{Cancel, Question, Settings, analyse, further};
use fulcrum::drawing::overlay::{Frame, OverlayParts, overlay, underlay};
use fulcrum::drawing::picture::{Annotations, Picture, PictureInput, build};
use fulcrum::drawing::{Ink, Mark};
use fulcrum::layout::arrange;
use fulcrum::storage::read;
use fulcrum::wording::Lens;

use super::{company_through, flat};

/// Inks that say nothing by themselves: paper, texts, plain borders, and what is named in place.
const SILENT: [&str; 18] = [
    "Paper",
    "Surface",
    "Hairline",
    "Text",
    "TextQuiet",
    "Position",
    "PositionEdge",
    "OnOrganicity",
    "OnKnowledgeBar",
    "KnowledgeEdge",
    "UnitArea",
    "UnitText",
    "Axis",
    "Zone",
    "FitBand",
    "RoutineFill",
    "TighterText",
    "LooserText",
];

/// The name of an ink without its values; the sides of a gap are two.
fn name(ink: Ink) -> String {
    let side = match ink {
        Ink::TighterPoint => "Tighter",
        Ink::LooserPoint => "Looser",
        Ink::FitsPoint => "Fits",
        Ink::Gap { tone } if tone < 0.0 => "DecidesMore",
        Ink::Gap { .. } => "KnowsMore",
        _ => "",
    };
    let whole = format!("{ink:?}");
    let own = whole.split([' ', '{']).next().unwrap_or_default().to_owned();
    if side.is_empty() { own } else { side.to_owned() }
}

fn inks(marks: &[Mark]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mark in flat(marks) {
        let inks = match mark {
            Mark::Box { fill, stroke, .. }
            | Mark::Path { fill, stroke, .. }
            | Mark::Circle { fill, stroke, .. } => [*fill, stroke.map(|stroke| stroke.ink)],
            _ => [None, None],
        };
        found.extend(inks.into_iter().flatten().map(name));
    }
    found.retain(|name| !SILENT.contains(&name.as_str()));
    found
}

/// Everything that is drawn but the legend.
fn drawn(picture: &Picture) -> Vec<Mark> {
    let parts = OverlayParts { legend: false, ..OverlayParts::ALL };
    let frame = Frame::fitted(picture, parts, (1280.0, 720.0), 1.0, 1.5);
    let mut marks = picture.ground.clone();
    for arc in picture.arcs.iter().filter(|arc| !arc.on_demand) {
        marks.extend(arc.marks.iter().cloned());
    }
    for node in &picture.nodes {
        marks.extend(node.marks.iter().cloned());
    }
    for marker in picture.pins(1.0) {
        marks.extend(marker.marks);
    }
    marks.extend(overlay(picture, parts, &frame));
    marks.extend(underlay(picture, parts, &frame));
    marks
}

/// The letters and names that stand in the picture itself.
fn words(marks: &[Mark]) -> BTreeSet<&str> {
    let texts = flat(marks).into_iter().filter_map(|mark| match mark {
        Mark::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

fn legend_is_true(picture: &Picture, of: &str) {
    let marks = drawn(picture);
    let shown = inks(&marks);
    let swatches: Vec<Mark> =
        picture.legend.iter().flat_map(|row| row.swatch.iter().cloned()).collect();
    let told = inks(&swatches);
    // A disc with its name beside it needs no entry.
    let said = words(&marks);
    let beside = |ink: &str| match ink {
        "Authority" => said.contains("authority"),
        "Knowledge" => said.contains("knowledge") || said.contains("knowledge held"),
        "Influence" => said.contains("influence"),
        "Gravity" => said.contains("G"),
        _ => false,
    };
    for ink in &shown {
        assert!(told.contains(ink) || beside(ink), "{of}: {ink} is drawn and not told");
    }
    for ink in &told {
        assert!(shown.contains(ink), "{of}: the legend tells of {ink}, which is not there");
    }
    let texts: Vec<&str> = picture.legend.iter().map(|row| row.text.as_str()).collect();
    let names: BTreeSet<&str> = texts.iter().copied().collect();
    assert_eq!(names.len(), texts.len(), "{of}: two entries have one name");
}

#[test]
fn every_entry_has_its_mark_and_every_mark_its_entry() {
    for lens in Lens::ALL {
        legend_is_true(&company_through(lens), lens.name());
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for file in ["three-ways", "school", "plant", "lab-run-as-plant", "bank-wiring-room"] {
        let map = read(&root.join(format!("{file}.orgmap"))).unwrap().map;
        for (stage, record) in map.stages() {
            let question = Question { stage: record.clone(), settings: Settings::of(&map) };
            let analysis = analyse(&question, &Cancel::never()).unwrap();
            let more = further(&question, &analysis, &Cancel::never()).unwrap();
            let arrangement = arrange(record);
            for lens in Lens::ALL {
                let picture = build(&PictureInput {
                    map: &map,
                    stage,
                    arrangement: &arrangement,
                    analysis: Some(&analysis),
                    lens,
                    annotations: Annotations {
                        band: more.band.as_ref().ok(),
                        ..Default::default()
                    },
                });
                legend_is_true(&picture, &format!("{file} through {}", lens.name()));
            }
        }
    }
}
