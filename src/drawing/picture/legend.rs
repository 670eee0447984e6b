//! What the colours, shapes and lines mean, and how to read a lens.

use super::arc::{self, FlowManner};
use super::build::View;
use super::hull;
use super::{LegendRow, Picture};
use crate::analysis::{Defined, Settings, Undefined};
use crate::drawing::{Ink, Mark, Stroke};
use crate::model::{FlowKind, LineKind};
use crate::quantity::{MapPoint, MapRect};
use crate::wording::Lens;

/// How to read the picture, in one sentence; where the lens has nothing to show, why.
pub(super) fn reading(view: &View) -> String {
    let analysis = view.input.analysis;
    let undefined = match view.input.lens {
        Lens::Structure => return structure_reading(view).into(),
        Lens::Organicity => known_organicity(view).then_some(()).ok_or(None),
        Lens::AuthorityAndKnowledge => part(analysis.map(|found| &found.gap)),
        Lens::CenterOfGravity => part(analysis.map(|found| &found.mass)),
        Lens::Communication | Lens::Leadership | Lens::Fit => return further_reading(view),
    };
    match (view.input.lens, undefined) {
        (Lens::Organicity, Err(_)) => {
            "Not enough is drawn to tell mechanistic from organic: add consult and instruct \
             arrows, or survey answers."
                .into()
        }
        (Lens::AuthorityAndKnowledge, Err(why)) => {
            undefined_reading("Knowledge against authority is not defined", why)
        }
        (_, Err(why)) => undefined_reading("The centre of gravity is not defined", why),
        (Lens::Organicity, Ok(())) => {
            "Square and blue works mechanistically, round and amber organically; the paler the \
             colour, the less is known."
                .into()
        }
        (Lens::AuthorityAndKnowledge, Ok(())) => {
            "The left bar is a position's share of authority, the right bar its share of \
             knowledge; the river is the knowledge that must travel to meet its authority."
                .into()
        }
        (_, Ok(())) => "The pins mark where authority, knowledge and influence have their \
                        middle; the stronger the tone of a position, the more of the whole \
                        weight it carries."
            .into(),
    }
}

/// How to read the lenses about communication, leadership and fit.
fn further_reading(view: &View) -> String {
    use crate::wording::words::percent;
    let Some(analysis) = view.input.analysis else {
        return undefined_reading("This lens is not defined", None);
    };
    match view.input.lens {
        Lens::Communication => match analysis.flow_shares.lateral {
            Ok(lateral) => format!(
                "Arrows show who asks, tells and informs whom; the strip in a box is asking \
                 against telling. {} of the talk goes sideways.",
                percent(lateral)
            ),
            Err(why) => undefined_reading("Communication is not defined", Some(why)),
        },
        Lens::Leadership => match &analysis.influence {
            Ok(_) => {
                let emergent = analysis.leadership.emergent.as_ref().ok();
                let emergent = emergent.map_or(String::new(), |emergent| {
                    format!(" {} lead without being put in charge.", emergent.len())
                });
                format!(
                    "The stronger the tone, the more others depend on a position; outlines show \
                     who carries a routine.{emergent}"
                )
            }
            Err(why) => undefined_reading("Influence is not defined", Some(*why)),
        },
        _ => match (&analysis.organicity.map, &analysis.mean_explore) {
            (Ok(organicity), Ok(explore)) => format!(
                "Blue works more mechanistically than its work asks, amber more organically; \
                 pale fits. The whole fits by {}.",
                percent(1.0 - (organicity - explore).abs())
            ),
            (Err(why), _) | (_, Err(why)) => undefined_reading("Fit is not defined", Some(*why)),
        },
    }
}

fn part<T>(found: Option<&Defined<T>>) -> Result<(), Option<Undefined>> {
    match found {
        Some(Ok(_)) => Ok(()),
        Some(Err(why)) => Err(Some(*why)),
        None => Err(None),
    }
}

fn undefined_reading(what: &str, why: Option<Undefined>) -> String {
    match why {
        Some(why) => format!("{what}: {why}."),
        None => format!("{what} yet."),
    }
}

fn structure_reading(view: &View) -> &'static str {
    let lines = !view.stage.lines().is_empty();
    let standard = view.draws(|kind| FlowKind::STANDARD.contains(kind));
    match (lines, standard, view.stage.flows().is_empty()) {
        (true, true, _) => {
            "Solid lines run up to the one reported to; coloured arrows show who asks, tells and \
             informs whom, thicker the more often."
        }
        (true, false, _) => "Solid lines run up to the one reported to.",
        (false, true, _) => {
            "Coloured arrows show who asks, tells and informs whom, thicker the more often."
        }
        (false, false, false) => "Each arrow is one relation between two positions.",
        (false, false, true) => "Positions without lines or arrows yet.",
    }
}

fn known_organicity(view: &View) -> bool {
    view.input.analysis.is_some_and(|analysis| {
        analysis.organicity.by_person.iter().any(|reading| reading.score.is_ok())
    })
}

/// The rows of the legend: what the lens means, then the lines and flows that are drawn.
pub(super) fn rows(view: &View, picture: &Picture) -> Vec<LegendRow> {
    let mut rows = match view.input.lens {
        Lens::Structure => Vec::new(),
        Lens::Organicity => organicity(view, picture),
        Lens::AuthorityAndKnowledge => authority_and_knowledge(view),
        Lens::CenterOfGravity => gravity(view),
        Lens::Communication => asking(view),
        Lens::Leadership => leadership(view),
        Lens::Fit => fit(picture),
    };
    if let Some(preview) = view.input.annotations.preview {
        let rim = Stroke { dash: Some((3.5, 2.5)), ..Stroke::solid(Ink::Gravity, 2.0) };
        let (center, fill) = (MapPoint::default(), Some(Ink::Surface));
        let disc = Mark::Circle { center, radius: 7.5, fill, stroke: Some(rim) };
        rows.push(row(vec![disc], &format!("hollow: {}", preview.words)));
    }
    if view.stage.positions().iter().any(|(_, position)| position.is_vacant()) {
        let stroke = Stroke { dash: Some((4.0, 3.0)), ..Stroke::solid(Ink::PositionEdge, 1.3) };
        rows.push(row(vec![swatch_box(3.0, Some(Ink::Position), Some(stroke))], "vacant"));
    }
    if !picture.arcs().is_empty() {
        lines(view, &mut rows);
        flows(view, &mut rows);
    }
    rows
}

/// Whether a position is hatched because nothing is known of it.
fn hatches(picture: &Picture) -> bool {
    let unknown = |mark: &Mark| matches!(mark, Mark::Path { stroke: Some(stroke), .. } if stroke.ink == Ink::Unknown);
    picture.nodes.iter().any(|node| node.marks.iter().any(unknown))
}

fn organicity(view: &View, picture: &Picture) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    if known_organicity(view) {
        for (score, text) in [(0.0, "mechanistic"), (0.5, "mixed"), (1.0, "organic")] {
            let fill = Ink::Organicity { score, confidence: 1.0 };
            let edge = Stroke::solid(Ink::OnOrganicity { score, confidence: 1.0 }, 1.1);
            rows.push(row(vec![swatch_box(7.5 * score, Some(fill), Some(edge))], text));
        }
        let fill = Ink::Organicity { score: 1.0, confidence: 0.2 };
        let edge = Stroke::solid(Ink::OnOrganicity { score: 1.0, confidence: 0.2 }, 1.1);
        rows.push(row(vec![swatch_box(7.5, Some(fill), Some(edge))], "paler: less sure"));
    }
    if view.input.analysis.is_some_and(|it| {
        it.organicity.by_person.iter().any(|one| one.espoused.is_ok() && one.score.is_ok())
    }) {
        let rect = MapRect { min: MapPoint::new(-11.0, -6.0), max: MapPoint::new(11.0, 6.0) };
        let half = |side: f64, score| {
            let ink = Ink::Organicity { score, confidence: 1.0 };
            path(super::figure::half_outline(&rect, 5.0, side), Stroke::solid(ink, 3.5))
        };
        rows.push(row(vec![half(-1.0, 1.0), half(1.0, 0.0)], "ring: said (left), lived (right)"));
    }
    if !hatches(picture) {
        return rows;
    }
    rows.push(unknown_row());
    rows
}

/// What hatching means.
fn unknown_row() -> LegendRow {
    let edge = Stroke::solid(Ink::PositionEdge, 1.1);
    let mut hatched = vec![swatch_box(2.0, Some(Ink::Position), Some(edge))];
    for start in [-9.0, -3.0, 3.0] {
        let points = vec![MapPoint::new(start - 2.0, 6.0), MapPoint::new(start + 8.0, -6.0)];
        hatched.push(path(points, Stroke::solid(Ink::Unknown, 1.0)));
    }
    row(hatched, "not enough drawn")
}

fn asking(view: &View) -> Vec<LegendRow> {
    let known = view.input.analysis.is_some_and(|analysis| {
        analysis.organicity.by_person.iter().any(|reading| reading.consult.is_ok())
    });
    if !known {
        return Vec::new();
    }
    let strip = |from: f64, to: f64, ink| {
        let rect = MapRect { min: MapPoint::new(from, -2.5), max: MapPoint::new(to, 2.5) };
        Mark::Box { rect, corner: 1.5, fill: Some(ink), stroke: None }
    };
    let marks = vec![strip(-13.0, 3.0, Ink::Consult), strip(3.0, 13.0, Ink::Instruct)];
    vec![row(marks, "asking against telling")]
}

fn leadership(view: &View) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    if view.largest_influence > 0.0 {
        let edge = Stroke::solid(Ink::PositionEdge, 1.1);
        let fill = Ink::Mass { tone: 1.0 };
        let swatch = vec![swatch_box(3.0, Some(fill), Some(edge))];
        rows.push(row(swatch, "much depends on it"));
    }
    let emergent = view.input.analysis.and_then(|it| it.leadership.emergent.as_ref().ok());
    let emergent = emergent.is_some_and(|emergent| !emergent.is_empty());
    if emergent {
        let star = super::figure::star(MapPoint::default(), 8.0);
        rows.push(row(vec![star], "leads without being put in charge"));
    }
    rows.extend(led_lines(view));
    let mut told = std::collections::BTreeSet::new();
    for (number, (_, class)) in hull::drawn(view).into_iter().enumerate() {
        if told.insert(class) {
            let stroke = hull::class_stroke(class, number);
            let swatch = swatch_box(6.0, None, Some(stroke));
            rows.push(row(vec![swatch], &format!("{} routine", hull::class_word(class))));
        }
    }
    rows
}

/// What reporting lines say in the lens about leadership.
fn led_lines(view: &View) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    let Some(analysis) = view.input.analysis else { return rows };
    let across = || vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)];
    let dealings = analysis.leadership.lines.values();
    if dealings.clone().any(|line| line.inequality.is_ok()) {
        let upright = vec![MapPoint::new(0.0, 8.0), MapPoint::new(0.0, -8.0)];
        let bead = arc::marks(&upright, Stroke::solid(Ink::Line, 1.8), arc::Head::Bead(0.9));
        rows.push(row(bead, "bead up: depends on the superior; down: the superior on it"));
    }
    let means = || analysis.leadership.leaders.values().filter_map(|it| it.acceptance.ok());
    if means().next().is_some() {
        let thick = path(across(), Stroke::solid(Ink::Line, 4.6));
        rows.push(row(vec![thick], "thicker: more gladly accepted"));
    }
    let refused = Settings::of(view.input.map).refused_acceptance;
    if means().any(|accepts| accepts < refused) {
        let line = path(across(), Stroke::solid(Ink::Instruct, 2.6));
        rows.push(row(vec![line], "claimed, not granted"));
    }
    if dealings.clone().any(|line| line.inequality.is_err()) {
        let line = path(across(), Stroke::solid(Ink::Hairline, 1.8));
        rows.push(row(vec![line], "on paper: no dealings drawn"));
    }
    rows
}

fn fit(picture: &Picture) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    let known = |mark: &Mark| matches!(mark, Mark::Box { fill: Some(Ink::Organicity { .. }), .. });
    if !picture.nodes.iter().any(|node| node.marks.iter().any(known)) {
        rows.extend(hatches(picture).then(unknown_row));
        return rows;
    }
    for (score, confidence, text) in [
        (0.0, 1.0, "more mechanistic than its work"),
        (0.5, 0.0, "fits its work"),
        (1.0, 1.0, "more organic than its work"),
    ] {
        let fill = Ink::Organicity { score, confidence };
        let edge = Stroke::solid(Ink::OnOrganicity { score, confidence }, 1.1);
        rows.push(row(vec![swatch_box(3.0, Some(fill), Some(edge))], text));
    }
    if hatches(picture) {
        rows.push(unknown_row());
    }
    rows
}

fn authority_and_knowledge(view: &View) -> Vec<LegendRow> {
    if view.largest_share <= 0.0 {
        return Vec::new();
    }
    let bar = |ink| {
        let rect = MapRect { min: MapPoint::new(-3.0, -7.0), max: MapPoint::new(3.0, 7.0) };
        vec![Mark::Box { rect, corner: 3.0, fill: Some(ink), stroke: None }]
    };
    let mut rows = vec![
        row(bar(Ink::Authority), "share of authority"),
        row(bar(Ink::Knowledge), "share of knowledge"),
    ];
    if view.largest_gap > 0.0 {
        let edge = Stroke::solid(Ink::PositionEdge, 1.1);
        let halo = |ink| {
            let outer = MapRect { min: MapPoint::new(-14.0, -8.0), max: MapPoint::new(14.0, 8.0) };
            let inner = outer.expanded(-3.5);
            vec![
                Mark::Box { rect: outer, corner: 5.5, fill: Some(ink), stroke: None },
                Mark::Box {
                    rect: inner,
                    corner: 2.0,
                    fill: Some(Ink::Position),
                    stroke: Some(edge),
                },
            ]
        };
        rows.push(row(halo(Ink::DecidesMore), "decides more than it knows"));
        rows.push(row(halo(Ink::KnowsMore), "knows more than it decides"));
        let across = vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)];
        let arrow =
            vec![MapPoint::new(-3.0, -3.5), MapPoint::new(1.0, 0.0), MapPoint::new(-3.0, 3.5)];
        let river = vec![
            path(across, Stroke::solid(Ink::River, 12.0)),
            path(arrow, Stroke::solid(Ink::Paper, 1.8)),
        ];
        rows.push(row(river, "knowledge on its way to authority"));
    }
    rows
}

fn gravity(view: &View) -> Vec<LegendRow> {
    let Some(analysis) = view.input.analysis else { return Vec::new() };
    let mut rows: Vec<_> = super::Center::ALL
        .into_iter()
        .filter(|center| center.weights(analysis).is_some())
        .map(|center| {
            let disc = Mark::Circle {
                center: MapPoint::default(),
                radius: 8.0,
                fill: Some(center.ink()),
                stroke: None,
            };
            let letter = Mark::Text {
                at: MapPoint::new(0.0, 3.7),
                text: center.letter().into(),
                size: 10.0,
                weight: crate::drawing::Weight::SemiBold,
                align: crate::drawing::Align::Center,
                ink: Ink::Paper,
            };
            row(vec![disc, letter], center.name())
        })
        .collect();
    if view.largest_mass > 0.0 {
        let edge = Stroke::solid(Ink::PositionEdge, 1.1);
        let fill = Ink::Mass { tone: 1.0 };
        rows.push(row(vec![swatch_box(3.0, Some(fill), Some(edge))], "carries much of the weight"));
    }
    let band = view.input.annotations.band.map(|band| band.height);
    if band.is_some_and(|band| band.high - band.low > 1e-3) {
        let bar = vec![MapPoint::new(0.0, -6.0), MapPoint::new(0.0, 6.0)];
        let mut marks = vec![path(bar, Stroke::solid(Ink::Gravity, 4.5))];
        for y in [-6.0, 6.0] {
            let end = vec![MapPoint::new(-5.0, y), MapPoint::new(5.0, y)];
            marks.push(path(end, Stroke::solid(Ink::Gravity, 2.0)));
        }
        rows.push(row(marks, "on the ruler: G if any one person had stayed silent"));
    }
    if rows.len() > 1 {
        let points = vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)];
        let stroke = Stroke { dash: Some((6.0, 3.5)), ..Stroke::solid(Ink::Gravity, 2.2) };
        rows.push(row(vec![path(points, stroke)], "drift from authority to knowledge"));
    }
    rows
}

fn lines(view: &View, rows: &mut Vec<LegendRow>) {
    let kinds = [(LineKind::Solid, "reports to"), (LineKind::Dotted, "also reports to")];
    for (kind, text) in kinds {
        if view.stage.lines().iter().any(|(_, line)| line.kind == kind) {
            let points = vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)];
            let own = arc::line_stroke(kind);
            let ink = super::edge_routing::line_ink(view);
            rows.push(row(vec![path(points, Stroke { ink, ..own })], text));
        }
    }
}

fn flows(view: &View, rows: &mut Vec<LegendRow>) {
    let standard = [
        (FlowKind::Consult, "consults"),
        (FlowKind::Instruct, "instructs"),
        (FlowKind::Inform, "informs"),
    ];
    for (kind, text) in standard {
        if view.draws(|drawn| *drawn == kind) {
            rows.push(flow_row(&kind, view.manner, text));
        }
    }
    /// More relations than this are told together.
    const MOST: usize = 8;
    let (single, rest) = view.relations.split_at(view.relations.len().min(MOST));
    for name in single {
        let kind = FlowKind::Relation(name.clone());
        let text =
            crate::typeface::shorten(name.name(), 12.0, crate::drawing::Weight::Regular, 180.0);
        rows.push(flow_row(&kind, view.manner_of(&kind), &text));
    }
    if let Some(first) = rest.first() {
        let kind = FlowKind::Relation(first.clone());
        let text = format!("{} more relations, in the same colours", rest.len());
        rows.push(flow_row(&kind, view.manner_of(&kind), &text));
    }
}

fn flow_row(kind: &FlowKind, manner: FlowManner, text: &str) -> LegendRow {
    let (stroke, head) = arc::flow_style(kind, 2.0, manner);
    let points = vec![MapPoint::new(-14.0, 0.0), MapPoint::new(14.0, 0.0)];
    row(arc::marks(&points, stroke, head), text)
}

fn row(swatch: Vec<Mark>, text: &str) -> LegendRow {
    LegendRow { swatch, text: text.into() }
}

fn swatch_box(corner: f64, fill: Option<Ink>, stroke: Option<Stroke>) -> Mark {
    let rect = MapRect { min: MapPoint::new(-13.0, -7.5), max: MapPoint::new(13.0, 7.5) };
    Mark::Box { rect, corner, fill, stroke }
}

fn path(points: Vec<MapPoint>, stroke: Stroke) -> Mark {
    Mark::Path { points, closed: false, fill: None, stroke: Some(stroke) }
}
