//! What can be measured on a picture: how large its letters are, how much of the sheet the map
//! fills, and what covers what.

use std::path::{Path, PathBuf};

use fulcrum::analysis::{Analysis, Cancel, Question, Settings, analyse};
use fulcrum::drawing::picture::{Annotations, ArcId, Picture, PictureInput, build};
use fulcrum::drawing::{Page, Theme};
use fulcrum::export::svg;
use fulcrum::layout::arrange_in;
use fulcrum::model::{FlowKind, OrgMap, StageId};
use fulcrum::quantity::{MapPoint, MapRect};
use fulcrum::storage::read;
use fulcrum::wording::Lens;
use resvg::usvg::roxmltree::{Document, Node};

use super::sample::{STAGE, Sample};

const SHEET: (u32, u32) = (1920, 1080);
/// How much of all flows of a chart may lie behind boxes.
const MOST_HIDDEN: f64 = 0.3;

fn drawn(
    map: &OrgMap,
    stage: StageId,
    readings: Option<&Analysis>,
    lens: Lens,
    theme: Theme,
) -> (Picture, String) {
    let page = Page::new(theme, f64::from(SHEET.0), f64::from(SHEET.1));
    let arrangement = arrange_in(map.stage(stage).expect("the stage"), page.room());
    let picture = build(&PictureInput {
        map,
        stage,
        arrangement: &arrangement,
        analysis: readings,
        lens,
        annotations: Annotations::default(),
    });
    let text = svg(&picture, theme, SHEET.0, SHEET.1);
    (picture, text)
}

fn readings(map: &OrgMap, stage: StageId) -> Analysis {
    let stage = map.stage(stage).expect("the stage").clone();
    let question = Question { stage, settings: Settings::of(map) };
    analyse(&question, &Cancel::never()).expect("nobody cancels")
}

/// How much a chain of groups enlarges what is in it.
fn enlarged(node: Node) -> f64 {
    let scale = |node: Node| {
        let transform = node.attribute("transform")?;
        let scale = transform.split("scale(").nth(1)?.trim_end_matches(')');
        scale.parse::<f64>().ok()
    };
    node.ancestors().filter_map(scale).product()
}

/// The smallest letters of a picture, in points.
fn smallest_letters(document: &Document) -> Option<(f64, String)> {
    let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
    let sized = texts.filter_map(|node| {
        let size: f64 = node.attribute("font-size")?.parse().ok()?;
        Some((size * enlarged(node), node.text().unwrap_or_default().to_owned()))
    });
    sized.min_by(|one, other| one.0.total_cmp(&other.0))
}

/// The group of the map, and how it is placed: the corner and the zoom.
fn placed(document: &Document) -> (f64, f64, f64) {
    let map = document.root_element().children().find(|node| node.tag_name().name() == "g");
    let transform = map.and_then(|map| map.attribute("transform")).expect("the map");
    let numbers: Vec<f64> =
        transform.split(['(', ')', ' ']).filter_map(|part| part.parse().ok()).collect();
    (numbers[0], numbers[1], numbers.get(2).copied().unwrap_or(1.0))
}

/// How much of a way lies inside of a rectangle, in the units of both.
fn inside(path: &[MapPoint], rect: &MapRect) -> f64 {
    let step = |pair: &[MapPoint]| {
        const PARTS: u32 = 8;
        let at = |part: f64| {
            let (from, to) = (pair[0], pair[1]);
            from.offset((to.x - from.x) * part, (to.y - from.y) * part)
        };
        let hits = (0..PARTS).filter(|part| rect.contains(at((f64::from(*part) + 0.5) / 8.0)));
        hits.count() as f64 / f64::from(PARTS) * pair[0].distance(pair[1])
    };
    path.windows(2).map(step).sum()
}

fn length(path: &[MapPoint]) -> f64 {
    path.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// How much of all flows lies behind foreign boxes, and the first reporting line that does.
fn hidden_parts(picture: &Picture) -> (f64, Option<String>) {
    let (mut hidden, mut whole) = (0.0, 0.0);
    let mut line = None;
    for arc in picture.arcs.iter().filter(|arc| !arc.on_demand) {
        let foreign = picture.nodes.iter().filter(|node| node.id != arc.from && node.id != arc.to);
        let near = foreign.filter(|node| node.rect().overlaps(&arc.bounds));
        let behind: f64 = near.map(|node| inside(&arc.path, &node.rect().expanded(-0.5))).sum();
        match arc.id {
            ArcId::Flow(_) => {
                hidden += behind;
                whole += length(&arc.path);
            }
            ArcId::Line(_) if behind > 0.5 => line = Some(arc.description.clone()),
            ArcId::Line(_) => {}
        }
    }
    (hidden / f64::max(whole, 1.0), line)
}

/// Holds a picture to what a sheet asks; `fills` is whether there is enough to fill it with.
fn holds(picture: &Picture, text: &str, theme: Theme, of: &str, fills: bool) {
    let document = Document::parse(text).expect("well-formed");
    let parts = if theme == Theme::Projector { 40.0 } else { 60.0 };
    let least = f64::from(SHEET.1) / parts;
    if let Some((size, words)) = smallest_letters(&document) {
        assert!(size >= least * 0.995, "{of}: {words:?} is {size} points high, not {least}");
    }
    let (_, _, zoom) = placed(&document);
    let boxes = picture.nodes.iter().map(|node| node.rect()).reduce(|all, one| all.union(&one));
    let Some(boxes) = boxes else { return };
    let (wide, high) = (boxes.width() * zoom / 1920.0, boxes.height() * zoom / 1080.0);
    if fills && picture.nodes.len() > 8 {
        assert!(wide >= 0.7 || high >= 0.6, "{of}: the map is {wide:.2} by {high:.2} of the sheet");
    }
    for (number, one) in picture.nodes.iter().enumerate() {
        for other in &picture.nodes[number + 1..] {
            assert!(!one.rect().overlaps(&other.rect()), "{of}: {} on {}", one.name, other.name);
        }
    }
    let (hidden, line) = hidden_parts(picture);
    assert_eq!(line, None, "{of}: a reporting line runs behind a foreign box");
    // Without a chart nobody has a place that flows could be kept free of.
    let charted = picture.arcs.iter().any(|arc| matches!(arc.id, ArcId::Line(_)));
    assert!(
        !charted || picture.nodes.len() > 60 || hidden < MOST_HIDDEN,
        "{of}: {hidden:.3} of the flows lie behind boxes"
    );
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

#[test]
fn on_every_sheet_of_the_examples_all_can_be_read_and_nothing_is_covered() {
    for file in ["three-ways", "school", "plant", "lab-run-as-plant"] {
        let map = read(&root().join(format!("{file}.orgmap"))).expect("an example").map;
        for (stage, _) in map.stages() {
            let readings = readings(&map, stage);
            for theme in Theme::ALL {
                for lens in Lens::ALL {
                    let (picture, text) = drawn(&map, stage, Some(&readings), lens, theme);
                    let of = format!("{file} through {} in {theme:?}", lens.name());
                    holds(&picture, &text, theme, &of, lens == Lens::Structure);
                }
            }
        }
    }
}

#[test]
fn on_every_sheet_of_the_cases_all_can_be_read_and_nothing_is_covered() {
    let Some(cases) = std::env::var_os("FULCRUM_CASES").map(PathBuf::from) else {
        println!("skipped: FULCRUM_CASES does not say where the cases are");
        return;
    };
    let field = cases.parent().map(|shared| shared.join("field")).unwrap_or_default();
    let mut folders: Vec<PathBuf> = [cases, field]
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("nodes.csv").is_file())
        .collect();
    folders.sort();
    for folder in folders {
        let Ok(loaded) = read(&folder) else { continue };
        let of = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Scripts whose letters no font here has are measured by others.
        if of.contains("scripts") {
            continue;
        }
        for (stage, record) in loaded.map.stages() {
            let fills = record.positions().len() > 12;
            for theme in [Theme::Light, Theme::Projector] {
                let (picture, text) = drawn(&loaded.map, stage, None, Lens::Structure, theme);
                holds(&picture, &text, theme, &of, fills);
            }
        }
    }
}

/// An invented organization: spans of four to nine, units by branch and level, and six flows a
/// person, most of them near.
fn organization(people: u64, lines: bool) -> OrgMap {
    let mut seed = people;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below.max(1)
    };
    let fields = ["Operations", "Engineering", "Sales", "Finance", "Human Resources", "Research"];
    let places = ["North", "South", "Platform", "Projects", "Planning", "Services"];
    let mut sample = Sample::new("An organization");
    sample.unit(1_000_001, "Board");
    sample.position(1, "Chief Executive", "Ada Berg", Some(1_000_001));
    let mut superiors = vec![0, 0];
    let (mut superior, mut room) = (1, 6);
    let mut team = 1_000_001;
    for id in 2..=people {
        if room == 0 {
            superior += 1;
            room = 4 + next(6);
        }
        if superiors.last() != Some(&superior) {
            team = 1_000_000 + id;
            let name = format!(
                "{} {} {superior}",
                fields[(superior % 6) as usize],
                places[next(6) as usize]
            );
            sample.unit(team, &name);
        }
        room -= 1;
        superiors.push(superior);
        let title = format!(
            "{} {}",
            ["Specialist", "Manager", "Analyst"][next(3) as usize],
            fields[(superior % 6) as usize]
        );
        sample.position(id, &title, &format!("Person {id}"), Some(team));
    }
    for id in 2..=people {
        let above = superiors[id as usize];
        if lines {
            sample.line(id, above, fulcrum::model::LineKind::Solid);
        }
        sample.flow(above, id, FlowKind::Instruct, 1.0);
        for _ in 0..5 {
            let near = id.saturating_sub(next(8)).max(1);
            let other = if next(12) == 0 { 1 + next(people) } else { near };
            if other != id {
                sample.flow(id, other, FlowKind::Consult, 1.0);
            }
        }
    }
    sample.map
}

#[test]
fn organizations_of_any_size_are_cut_so_that_all_can_be_read() {
    for people in [60, 150, 300, 1_000, 10_000] {
        let map = organization(people, true);
        for theme in [Theme::Light, Theme::Projector] {
            let (picture, text) = drawn(&map, STAGE, None, Lens::Structure, theme);
            let of = format!("{people} people in {theme:?}");
            assert!(picture.nodes.len() >= 7, "{of}: only {} boxes", picture.nodes.len());
            holds(&picture, &text, theme, &of, true);
        }
    }
}

#[test]
fn without_lines_units_share_the_sheet_by_their_head_counts() {
    let map = organization(300, false);
    for theme in [Theme::Light, Theme::Projector] {
        let (picture, text) = drawn(&map, STAGE, None, Lens::Communication, theme);
        holds(&picture, &text, theme, "300 people without lines", true);
        assert!(picture.nodes.len() > 5);
    }
}
