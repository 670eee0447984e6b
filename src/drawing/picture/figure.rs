//! Positions as drawn.

use super::NodeFigure;
use super::build::View;
use super::describe;
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::layout::BoxText;
use crate::model::{Position, PositionId, PositionKind};
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::typeface;
use crate::wording::Lens;

/// Corner radius where nothing is known of the working relations.
const PLAIN_CORNER: f64 = 9.0;
/// Height of the tracks of the two bars: what fits beside a fully round end of the lowest box.
const BAR_HEIGHT: f64 = 33.0;
/// Width of each of the two bars.
const BAR_WIDTH: f64 = 5.5;
/// From the border of the box to a bar.
const BAR_INSET: f64 = 6.5;

/// A position at a point.
pub(super) fn node(
    view: &View,
    id: PositionId,
    position: &Position,
    text: &BoxText,
    center: MapPoint,
) -> NodeFigure {
    let body = Body::of(view, id, position, text);
    let mut marks = Vec::new();
    body.frame(position, view, id, &mut marks);
    body.lens_marks(view, id, position, &mut marks);
    body.words(text, position, view, view.unit_in_box(id).is_some(), &mut marks);
    if let Some(hidden) = view.folded.get(&id) {
        body.fold_badge(*hidden, &mut marks);
    }
    let unit = view.unit_in_box(id);
    NodeFigure {
        id,
        center,
        size: text.size,
        corner: body.corner,
        marks: marks.into(),
        name: match unit {
            Some(unit) => describe::unit_name(view.stage, unit),
            None => describe::name(view.stage, id),
        },
        description: match unit {
            Some(unit) => describe::boxed_unit(view, id, unit, text),
            None => describe::position(view, view.chart(), id, position),
        },
        unit,
    }
}

/// Where a position stands between mechanistic and organic.
#[derive(Clone, Copy)]
struct Reading {
    score: f64,
    confidence: f64,
}

/// The box of a position.
struct Body {
    size: MapSize,
    corner: f64,
    fill: Ink,
    on_fill: Ink,
    on_fill_quiet: Ink,
    hatched: bool,
}

impl Body {
    fn of(view: &View, id: PositionId, position: &Position, text: &BoxText) -> Self {
        let reading = reading(view, id);
        let half = text.size.width.min(text.size.height) / 2.0;
        let corner = reading.map_or(PLAIN_CORNER.min(half), |reading| reading.score * half);
        let (fill, on_fill, on_fill_quiet) = match (view.input.lens, reading) {
            (Lens::Organicity, Some(Reading { score, confidence })) => {
                let on = Ink::OnOrganicity { score, confidence };
                (Ink::Organicity { score, confidence }, on, on)
            }
            (Lens::Fit, _) => match fit(view, id, position) {
                Some(reading) => {
                    let Reading { score, confidence } = reading;
                    let on = Ink::OnOrganicity { score, confidence };
                    (Ink::Organicity { score, confidence }, on, on)
                }
                None => (Ink::Position, Ink::Text, Ink::TextQuiet),
            },
            (Lens::Leadership, _) => {
                (Ink::Mass { tone: influence_tone(view, id) }, Ink::Text, Ink::Text)
            }
            (Lens::CenterOfGravity, _) => {
                (Ink::Mass { tone: mass_tone(view, id) }, Ink::Text, Ink::Text)
            }
            _ => (Ink::Position, Ink::Text, Ink::TextQuiet),
        };
        let unknown = match view.input.lens {
            Lens::Organicity => reading.is_none(),
            Lens::Fit => fit(view, id, position).is_none(),
            _ => false,
        };
        let hatched = unknown && !position.is_vacant();
        Self { size: text.size, corner, fill, on_fill, on_fill_quiet, hatched }
    }

    fn rect(&self) -> MapRect {
        MapRect::around(MapPoint::default(), self.size)
    }

    /// The box, with what its border says: vacant dashed, a team double, an assistant marked.
    fn frame(&self, position: &Position, view: &View, id: PositionId, marks: &mut Vec<Mark>) {
        let known = match view.input.lens {
            Lens::Organicity => reading(view, id).is_some(),
            Lens::Fit => fit(view, id, position).is_some(),
            _ => false,
        };
        let edge = if known { self.on_fill } else { Ink::PositionEdge };
        let mut stroke = Stroke::solid(edge, 1.4);
        let boxed = view.unit_in_box(id).is_some();
        if boxed {
            self.pile(edge, marks);
        }
        if position.is_vacant() && !boxed {
            stroke.dash = Some((5.0, 4.0));
        }
        marks.push(Mark::Box {
            rect: self.rect(),
            corner: self.corner,
            fill: Some(self.fill),
            stroke: Some(stroke),
        });
        if self.hatched {
            self.hatch(marks);
        }
        if position.kind == PositionKind::Team && !boxed {
            marks.push(Mark::Box {
                rect: self.rect().expanded(-3.5),
                corner: (self.corner - 3.5).max(0.0),
                fill: None,
                stroke: Some(Stroke { width: 1.1, ..stroke }),
            });
        }
        if position.kind == PositionKind::Assistant && !boxed {
            let half = self.size.width / 2.0;
            let at = |x: f64, y: f64| MapPoint::new(x, y);
            marks.push(Mark::Path {
                points: vec![at(-half - 6.0, 0.0), at(-half, -6.0), at(-half, 6.0)],
                closed: true,
                fill: Some(edge),
                stroke: None,
            });
        }
    }

    /// Further boxes behind, for a unit that is drawn as one.
    fn pile(&self, edge: Ink, marks: &mut Vec<Mark>) {
        for step in [8.0, 4.0] {
            let rect = self.rect();
            let rect =
                MapRect { min: rect.min.offset(step, step), max: rect.max.offset(step, step) };
            let stroke = Some(Stroke::solid(edge, 1.2));
            marks.push(Mark::Box { rect, corner: self.corner, fill: Some(Ink::Surface), stroke });
        }
    }

    /// Slanted lines over the box, kept out of its corners.
    fn hatch(&self, marks: &mut Vec<Mark>) {
        let inset = 2.0 + self.corner * 0.3;
        let area = self.rect().expanded(-inset);
        let (width, height) = (area.width(), area.height());
        let mut start = 9.0 - height;
        while start < width {
            let (from, to) = (start.max(0.0), (start + height).min(width));
            if to - from > 2.0 {
                let foot = area.max.y;
                let points = vec![
                    MapPoint::new(area.min.x + from, foot - (from - start)),
                    MapPoint::new(area.min.x + to, foot - (to - start)),
                ];
                let stroke = Some(Stroke::solid(Ink::Unknown, 1.0));
                marks.push(Mark::Path { points, closed: false, fill: None, stroke });
            }
            start += 9.0;
        }
    }

    /// What the lens adds inside of the box.
    fn lens_marks(&self, view: &View, id: PositionId, position: &Position, marks: &mut Vec<Mark>) {
        match view.input.lens {
            Lens::Structure => {
                if let Some(unit) = position.unit {
                    let tone = view.tone(unit);
                    let side = -self.size.width / 2.0 + BAR_INSET;
                    marks.push(bar(side, BAR_HEIGHT, BAR_HEIGHT, Ink::UnitAccent { tone }));
                }
            }
            Lens::AuthorityAndKnowledge => {
                if let Some((authority, knowledge)) = shares(view, id) {
                    let left = -self.size.width / 2.0 + BAR_INSET;
                    let right = self.size.width / 2.0 - BAR_INSET - BAR_WIDTH;
                    for (side, share, ink) in
                        [(left, authority, Ink::Authority), (right, knowledge, Ink::Knowledge)]
                    {
                        marks.push(bar(side, BAR_HEIGHT, BAR_HEIGHT, Ink::Hairline));
                        if let Some(part) = share.filter(|part| *part > 0.0) {
                            marks.push(bar(side, BAR_HEIGHT, (BAR_HEIGHT * part).max(2.0), ink));
                        }
                    }
                }
            }
            Lens::Communication => self.asking_strip(view, id, marks),
            Lens::Leadership => {
                let emergent = view
                    .input
                    .analysis
                    .and_then(|analysis| analysis.leadership.emergent.as_ref().ok())
                    .is_some_and(|emergent| emergent.contains(&id));
                if emergent {
                    let corner = MapPoint::new(self.size.width / 2.0, -self.size.height / 2.0);
                    marks.push(star(corner, 10.0));
                }
            }
            Lens::Organicity => self.ring(view, id, marks),
            Lens::CenterOfGravity | Lens::Fit => {}
        }
    }

    /// Round the box: what is said at the left, what is lived at the right.
    fn ring(&self, view: &View, id: PositionId, marks: &mut Vec<Mark>) {
        let Some(analysis) = view.input.analysis.filter(|_| view.unit_in_box(id).is_none()) else {
            return;
        };
        let person = analysis.person(id);
        let own = person.and_then(|person| analysis.organicity.by_person.get(person));
        let Some((Ok(said), Ok(lived))) = own.map(|own| (&own.espoused, &own.score)) else {
            return;
        };
        let rect = self.rect().expanded(RING);
        let corner = self.corner + RING;
        for (side, score) in [(-1.0, *said), (1.0, *lived)] {
            let points = half_outline(&rect, corner, side);
            let under = Stroke::solid(Ink::Text, 6.0);
            let over = Stroke::solid(Ink::Organicity { score, confidence: 1.0 }, 4.4);
            for stroke in [under, over] {
                let (points, stroke) = (points.clone(), Some(stroke));
                marks.push(Mark::Path { points, closed: false, fill: None, stroke });
            }
        }
    }

    /// Asking against telling, as the two parts of a strip at the foot of the box.
    fn asking_strip(&self, view: &View, id: PositionId, marks: &mut Vec<Mark>) {
        let Some(analysis) = view.input.analysis else { return };
        let of = |person: &usize| {
            let found = analysis.organicity.by_person.get(*person)?;
            found.consult.as_ref().ok().copied()
        };
        let people = view.people_in_box(id);
        let known: Vec<f64> = people.iter().filter_map(of).collect();
        if known.is_empty() {
            return;
        }
        let asking = (known.iter().sum::<f64>() / known.len() as f64).clamp(0.0, 1.0);
        // On the border, so that it hides no letters.
        let (half, foot) = (self.size.width * 0.3, self.size.height / 2.0 + 2.5);
        let middle = -half + 2.0 * half * asking;
        for (from, to, ink) in [(-half, middle, Ink::Consult), (middle, half, Ink::Instruct)] {
            if to - from > 0.5 {
                let rect =
                    MapRect { min: MapPoint::new(from, foot - 5.0), max: MapPoint::new(to, foot) };
                marks.push(Mark::Box { rect, corner: 1.5, fill: Some(ink), stroke: None });
            }
        }
    }

    /// Title and holders, in the middle of the box.
    fn words(
        &self,
        text: &BoxText,
        position: &Position,
        view: &View,
        boxed: bool,
        marks: &mut Vec<Mark>,
    ) {
        let second = text
            .second_line
            .as_ref()
            .filter(|line| !line.is_empty())
            .filter(|_| !view.input.hide_names || position.is_vacant() || boxed);
        let lines = text.title_lines.len() as f64;
        let height = lines * TITLE_LEADING + second.map_or(0.0, |_| SECOND_LEADING);
        let mut top = -height / 2.0;
        let mut titles = Vec::new();
        for line in &text.title_lines {
            let at = MapPoint::new(0.0, top + TITLE_LEADING * 0.5 + TITLE_SIZE * 0.36);
            titles.push(words(line, at, TITLE_SIZE, Weight::SemiBold, self.on_fill));
            top += TITLE_LEADING;
        }
        marks.push(detail(FAR, titles));
        let title = match boxed {
            true => text.title_lines.join(" "),
            false => position.title.trim().to_owned(),
        };
        let far = self.title_from_afar(&title);
        marks.push(Mark::Detail { from_zoom: 0.22, below_zoom: FAR, marks: far });
        if let Some(line) = second {
            let at = MapPoint::new(0.0, top + SECOND_LEADING * 0.5 + SECOND_SIZE * 0.36);
            let line = words(line, at, SECOND_SIZE, Weight::Regular, self.on_fill_quiet);
            marks.push(detail(FAR, vec![line]));
        }
    }

    /// The title alone, as large as the box allows: what can still be read when the whole of a
    /// large map is on a small screen.
    fn title_from_afar(&self, title: &str) -> Vec<Mark> {
        const SIZES: [f64; 5] = [21.0, 19.5, 18.0, 16.5, TITLE_SIZE];
        const LEADING: f64 = 1.12;
        let room = self.size.width - 2.0 * (BAR_INSET + BAR_WIDTH + 2.0);
        let set = |size: f64| {
            let rows = ((self.size.height - 8.0) / (size * LEADING)).floor().clamp(1.0, 3.0);
            let lines = typeface::wrap(title, size, Weight::SemiBold, room, rows as usize);
            let whole = lines.join(" ").replace("- ", "-") == title;
            (size, lines, whole)
        };
        let best = SIZES.into_iter().map(set).find(|(_, _, whole)| *whole);
        let (size, lines, _) = best.unwrap_or_else(|| set(TITLE_SIZE));
        let leading = size * LEADING;
        let top = -(lines.len() as f64) * leading / 2.0;
        let line = |(number, text): (usize, &String)| {
            let middle = top + (number as f64 + 0.5) * leading + size * 0.36;
            words(text, MapPoint::new(0.0, middle), size, Weight::SemiBold, self.on_fill)
        };
        lines.iter().enumerate().map(line).collect()
    }

    /// How many are folded away, on the lower border.
    fn fold_badge(&self, hidden: usize, marks: &mut Vec<Mark>) {
        let label = format!("+{hidden}");
        let width = typeface::width(&label, 12.0, Weight::SemiBold) + 16.0;
        let middle = MapPoint::new(0.0, self.size.height / 2.0);
        marks.push(Mark::Box {
            rect: MapRect::around(middle, MapSize::new(width, 19.0)),
            corner: 9.5,
            fill: Some(Ink::Surface),
            stroke: Some(Stroke::solid(Ink::PositionEdge, 1.2)),
        });
        let text = words(&label, middle.offset(0.0, 4.3), 12.0, Weight::SemiBold, Ink::Text);
        marks.push(detail(0.4, vec![text]));
    }
}

/// From the box to the ring of what is said and lived.
const RING: f64 = 5.0;

/// One half of the outline of a rounded box: the left one for a side of -1, the right one for 1,
/// with a little room where the halves meet.
pub(super) fn half_outline(rect: &MapRect, corner: f64, side: f64) -> Vec<MapPoint> {
    const STEPS: u8 = 8;
    let (half, high) = (rect.width() / 2.0, rect.height() / 2.0);
    let corner = corner.clamp(0.0, half.min(high));
    let middle = MapPoint::new(rect.min.x + half, rect.min.y + high);
    let mut points = vec![MapPoint::new(middle.x + side * 2.5, rect.min.y)];
    for (vertical, quarter) in [(-1.0, 0.0), (1.0, 1.0)] {
        for step in 0..=STEPS {
            let turn = (f64::from(step) / f64::from(STEPS) + quarter) * std::f64::consts::FRAC_PI_2;
            let x = half - corner + corner * turn.sin();
            let y = vertical * (high - corner) - corner * turn.cos();
            points.push(MapPoint::new(middle.x + side * x, middle.y + y));
        }
    }
    points.push(MapPoint::new(middle.x + side * 2.5, rect.max.y));
    points
}

/// Below this zoom a box shows its title alone.
const FAR: f64 = 0.55;

/// Marks that are left out below a zoom.
pub(super) fn detail(from_zoom: f64, marks: Vec<Mark>) -> Mark {
    Mark::Detail { from_zoom, below_zoom: f64::MAX, marks }
}

/// Height of the letters of titles.
const TITLE_SIZE: f64 = 15.0;
/// From one line of a title to the next.
const TITLE_LEADING: f64 = 18.5;
/// Height of the letters of holders' names.
const SECOND_SIZE: f64 = 12.0;
/// Height of the line with holders' names.
const SECOND_LEADING: f64 = 17.0;

fn words(text: &str, at: MapPoint, size: f64, weight: Weight, ink: Ink) -> Mark {
    Mark::Text { at, text: text.into(), size, weight, align: Align::Center, ink }
}

/// A bar that stands on the foot of a track, with its left side at `side`.
fn bar(side: f64, track: f64, height: f64, ink: Ink) -> Mark {
    let foot = track / 2.0;
    let rect = MapRect {
        min: MapPoint::new(side, foot - height),
        max: MapPoint::new(side + BAR_WIDTH, foot),
    };
    let corner = (BAR_WIDTH / 2.0).min(height / 2.0);
    Mark::Box { rect, corner, fill: Some(ink), stroke: None }
}

/// The organicity that a box shows, where it is known.
pub(super) fn organicity_in_box(view: &View, id: PositionId) -> Option<f64> {
    reading(view, id).map(|reading| reading.score)
}

fn reading(view: &View, id: PositionId) -> Option<Reading> {
    let analysis = view.input.analysis?;
    let people = view.people_in_box(id);
    let (mut weighted, mut sure) = (0.0, 0.0);
    for found in people.iter().filter_map(|person| analysis.organicity.by_person.get(*person)) {
        if let Ok(score) = found.score.as_ref() {
            weighted += score * found.confidence;
            sure += found.confidence;
        }
    }
    let (score, confidence) = (weighted / sure, sure / people.len() as f64);
    let usable = score.is_finite() && confidence.is_finite();
    usable.then(|| Reading { score: score.clamp(0.0, 1.0), confidence: confidence.clamp(0.0, 1.0) })
}

/// What is in a box of a distribution; nothing where there is nobody.
fn part(people: &[usize], parts: Option<&Vec<f64>>) -> Option<f64> {
    let parts = parts?;
    (!people.is_empty()).then(|| people.iter().filter_map(|person| parts.get(*person)).sum())
}

/// Authority and knowledge as parts of the largest share on the map.
fn shares(view: &View, id: PositionId) -> Option<(Option<f64>, Option<f64>)> {
    let analysis = view.input.analysis?;
    let people = view.people_in_box(id);
    if view.largest_share <= 0.0 || people.is_empty() {
        return None;
    }
    // The bars of a whole unit may be full before its share is told.
    let bar = |parts| Some((part(&people, parts)? / view.largest_share).min(1.0));
    let authority = bar(analysis.authority.pooled.as_ref().ok());
    let knowledge = bar(analysis.knowledge.pooled.as_ref().ok());
    Some((authority, knowledge))
}

/// A star with five points.
pub(super) fn star(center: MapPoint, radius: f64) -> Mark {
    let point = |number: u8| {
        let reach = if number.is_multiple_of(2) { radius } else { radius * 0.45 };
        let angle = std::f64::consts::TAU * (f64::from(number) / 10.0 - 0.25);
        center.offset(reach * angle.cos(), reach * angle.sin())
    };
    Mark::Path {
        points: (0..10).map(point).collect(),
        closed: true,
        fill: Some(Ink::Influence),
        stroke: Some(Stroke::solid(Ink::Paper, 1.5)),
    }
}

/// How far the working relations of a box are from what its work asks: the score is 0 far more
/// mechanistic, 1 far more organic, and the tone grows with the distance.
fn fit(view: &View, id: PositionId, position: &Position) -> Option<Reading> {
    let reading = reading(view, id)?;
    let explore = match view.boxed.get(&id) {
        Some((_, members)) => {
            let known = members.iter().filter_map(|id| view.stage.positions().get(*id)?.explore);
            let known: Vec<f64> = known.map(crate::quantity::Score::get).collect();
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
        }
        None => position.explore.map(crate::quantity::Score::get),
    };
    let apart = reading.score - explore?;
    Some(Reading { score: 0.5 + apart / 2.0, confidence: apart.abs() })
}

fn influence_tone(view: &View, id: PositionId) -> f64 {
    let tone = || {
        let analysis = view.input.analysis?;
        let people = view.people_in_box(id);
        Some(part(&people, analysis.influence.as_ref().ok())? / view.largest_influence)
    };
    tone().filter(|tone| tone.is_finite()).unwrap_or(0.0).clamp(0.0, 1.0)
}

fn mass_tone(view: &View, id: PositionId) -> f64 {
    let tone = || {
        let analysis = view.input.analysis?;
        let people = view.people_in_box(id);
        Some(part(&people, analysis.mass.as_ref().ok())? / view.largest_mass)
    };
    tone().filter(|tone| tone.is_finite()).unwrap_or(0.0).clamp(0.0, 1.0)
}
