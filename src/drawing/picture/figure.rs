//! Positions as drawn.

use super::build::View;
use super::second_line::{Fit, SecondLine, emergent_share, fit, mass_tone, second_line, triangle};
use super::title::TitleRoom;
use super::{NodeFigure, describe, pile, routine, share, talk};
use crate::analysis::RoutineClass;
use crate::drawing::{Align, Ink, Mark, SMALLEST, Stroke, Weight};
use crate::layout::{BoxText, NAME_LEADING, NAME_SIZE, TITLE_LEADING, TITLE_SIZE};
use crate::model::{Position, PositionId, PositionKind};
use crate::quantity::{MapPoint, MapRect, MapSize};
use crate::typeface;
use crate::wording::Lens;

/// What is left free of a box above and below its words.
const WITHIN: f64 = 4.0;
/// What is free at each side of a title that is set in the middle of its box.
const SIDE: f64 = 14.0;
/// Corner radius where corners say nothing.
const PLAIN_CORNER: f64 = 5.0;
/// Height of the stripe of a unit: what fits beside a fully round end of the lowest box.
const BAR_HEIGHT: f64 = 33.0;
/// Width of the stripe.
const BAR_WIDTH: f64 = 5.5;
/// From the border of the box to the stripe.
const BAR_INSET: f64 = 6.5;
/// Readings less sure than this are drawn with a dotted edge.
const UNSURE: f64 = 0.4;

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
    let (behind, above) = match view.input.lens {
        Lens::AuthorityAndKnowledge => share::bars(view, id, text.size),
        _ => Default::default(),
    };
    marks.extend(behind);
    let talk = view.talk.as_ref().and_then(|talk| talk.inside.get(&id));
    if let Some(count) = talk.filter(|_| !view.flows_on_demand()) {
        marks.push(talk::inside(*count, text.size));
    }
    body.frame(position, view, id, &mut marks);
    marks.extend(above);
    body.lens_marks(view, id, position, &mut marks);
    body.words(text, position, view, id, &mut marks);
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
        name: view.name_of(id),
        description: match view.is_boxed(id) {
            true => describe::boxed(view, id, text),
            false => describe::position(view, view.chart(), id, position),
        },
        unit,
    }
}

/// Where a position stands between mechanistic and organic.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) score: f64,
    pub(super) confidence: f64,
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
        let by_corner = reading.filter(|_| view.input.lens == Lens::Organicity);
        let corner = by_corner.map_or(PLAIN_CORNER.min(half), |reading| reading.score * half);
        let carries = routine::carriers(view).contains_key(&id);
        let plain = (Ink::Position, Ink::Text, Ink::TextQuiet);
        let (fill, on_fill, on_fill_quiet) = match (view.input.lens, reading) {
            (Lens::Organicity, Some(Reading { score, confidence })) => {
                let on = Ink::OnOrganicity { score, confidence };
                (Ink::Organicity { score, confidence }, on, on)
            }
            (Lens::Fit, _) => match fit(view, id, position) {
                Some(fit) => (fit.ink(), Ink::Text, Ink::Text),
                None => plain,
            },
            (Lens::AuthorityAndKnowledge, _) => match share::gap_tone(view, id) {
                Some(tone) => (Ink::Gap { tone }, Ink::Text, Ink::Text),
                None => plain,
            },
            (Lens::Leadership, _) if carries => (Ink::RoutineFill, Ink::Text, Ink::Text),
            // Who carries another routine, or none, steps back, unless it leads.
            (Lens::Leadership, _) if view.routines.is_some() && !leads(view, id) => {
                (Ink::Position, Ink::TextQuiet, Ink::TextQuiet)
            }
            (Lens::CenterOfGravity, _) => match mass_tone(view, id) {
                Some(tone) => (Ink::Mass { tone }, Ink::Text, Ink::Text),
                None => plain,
            },
            _ => plain,
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

    /// The box, with what its border says: vacant dashed, little known dotted, a team double, an
    /// assistant marked.
    fn frame(&self, position: &Position, view: &View, id: PositionId, marks: &mut Vec<Mark>) {
        let sure = reading(view, id).filter(|_| view.input.lens == Lens::Organicity);
        let mut stroke = match sure {
            Some(reading) if reading.confidence < UNSURE => {
                Stroke { dash: Some((1.6, 3.2)), ..Stroke::solid(Ink::Unsure, 1.6) }
            }
            Some(_) => Stroke::solid(self.on_fill, 1.4),
            None => Stroke::solid(Ink::PositionEdge, 1.4),
        };
        let boxed = view.is_boxed(id);
        if boxed {
            pile::pile(&self.rect(), self.corner, marks);
        }
        if self.fill == Ink::RoutineFill {
            stroke = Stroke::solid(Ink::Routine, 3.4);
        }
        if position.is_vacant() && !boxed {
            stroke = Stroke { dash: Some((5.0, 4.0)), ..Stroke::solid(Ink::Vacant, 1.4) };
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
        let second = match self.fill {
            // Told apart from the others in grey print too.
            Ink::Gap { tone } if tone < 0.0 => Some(Ink::DecidesMore),
            _ if position.kind == PositionKind::Team && !boxed => Some(Ink::Team),
            _ => None,
        };
        if let Some(ink) = second {
            marks.push(Mark::Box {
                rect: self.rect().expanded(-3.5),
                corner: (self.corner - 3.5).max(0.0),
                fill: None,
                stroke: Some(Stroke::solid(ink, 1.1)),
            });
        }
        if position.kind == PositionKind::Assistant && !boxed {
            let half = self.size.width / 2.0;
            let at = |x: f64, y: f64| MapPoint::new(x, y);
            marks.push(Mark::Path {
                points: vec![at(-half - 6.0, 0.0), at(-half, -6.0), at(-half, 6.0)],
                closed: true,
                fill: Some(Ink::Assistant),
                stroke: None,
            });
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
            Lens::Organicity => self.ring(view, id, marks),
            Lens::Leadership => self.step(view, id, marks),
            Lens::Communication
            | Lens::AuthorityAndKnowledge
            | Lens::CenterOfGravity
            | Lens::Fit => {}
        }
    }

    /// The step in which a position carries the routine that is shown.
    fn step(&self, view: &View, id: PositionId, marks: &mut Vec<Mark>) {
        const RADIUS: f64 = 10.0;
        let in_steps =
            routine::shown(view).is_some_and(|(_, class)| class == Ok(RoutineClass::Coordinated));
        let step = routine::carriers(view).get(&id).copied().flatten().filter(|_| in_steps);
        let Some(step) = step else { return };
        let center = MapPoint::new(-self.size.width / 2.0, -self.size.height / 2.0);
        let stroke = Some(Stroke::solid(Ink::Paper, 2.0));
        marks.push(Mark::Circle { center, radius: RADIUS, fill: Some(Ink::Routine), stroke });
        let at = center.offset(0.0, 4.6);
        marks.push(centered(&step.to_string(), at, 15.0, Weight::SemiBold, Ink::Paper));
    }

    /// Round the box: what is said at the left, what is lived at the right.
    fn ring(&self, view: &View, id: PositionId, marks: &mut Vec<Mark>) {
        let Some(analysis) = view.input.analysis.filter(|_| !view.is_boxed(id)) else {
            return;
        };
        let person = analysis.person(id);
        let own = person.and_then(|person| analysis.organicity.by_person.get(person));
        let Some((Ok(said), Ok(lived))) = own.map(|own| (own.espoused.get(), own.score())) else {
            return;
        };
        let rect = self.rect().expanded(RING);
        let corner = self.corner + RING;
        for (side, score) in [(-1.0, said), (1.0, lived)] {
            let points = half_outline(&rect, corner, side);
            let under = Stroke::solid(Ink::Ring, 6.0);
            let over = Stroke::solid(Ink::Organicity { score, confidence: 1.0 }, 4.4);
            for stroke in [under, over] {
                let (points, stroke) = (points.clone(), Some(stroke));
                marks.push(Mark::Path { points, closed: false, fill: None, stroke });
            }
        }
    }

    /// Title and holders, in the middle of the box.
    fn words(
        &self,
        text: &BoxText,
        position: &Position,
        view: &View,
        id: PositionId,
        marks: &mut Vec<Mark>,
    ) {
        let boxed = view.is_boxed(id);
        let second = second_line(view, id, position, text, self.on_fill_quiet);
        let lines = text.title_lines.len() as f64;
        let height = lines * TITLE_LEADING + second.as_ref().map_or(0.0, |_| NAME_LEADING);
        // A box is as high as its title and holders are; a figure of the lens may ask for more.
        let part = ((self.size.height - WITHIN) / height).min(1.0);
        let (size, leading) = (TITLE_SIZE * part, TITLE_LEADING * part);
        let taken = self.taken(view, id, position);
        let aside = (taken - SIDE).max(0.0);
        let mut top = -height * part / 2.0;
        let mut titles = Vec::new();
        for line in &text.title_lines {
            let at = MapPoint::new(aside, top + leading * 0.5 + size * 0.36);
            titles.push(centered(line, at, size, Weight::SemiBold, self.on_fill));
            top += leading;
        }
        // Where nothing stands below it, the title is shown as it was set as long as it can be read.
        let near = second.as_ref().map_or(SMALLEST / size, |second| second.near_from(part));
        marks.push(detail(near, titles));
        let title = match boxed {
            true => text.title_lines.join(" "),
            false => position.title.trim().to_owned(),
        };
        let near = match second {
            Some(SecondLine::Figure(_)) => self.without_figure(text, near, marks),
            _ => near,
        };
        let room =
            TitleRoom { size: self.size, corner: self.corner, left: taken, ink: self.on_fill };
        let glyph = view.input.lens == Lens::Fit;
        let far = room.distant(&title, near, glyph);
        if glyph {
            let from = |mark: &Mark| match mark {
                Mark::Detail { from_zoom, .. } => *from_zoom,
                _ => near,
            };
            let told = far.iter().map(from).fold(near, f64::min);
            marks.extend(self.glyph(view, id, position, told));
        }
        marks.extend(far);
        if let Some(second) = second {
            let middle = top + NAME_LEADING * part * 0.5;
            marks.extend(second.distant(self.size, second.near_from(part)));
            marks.push(second.mark(middle, part));
        }
        if let Some(beside) = view.besides.get(&id) {
            marks.extend(beside.marks());
        }
    }

    /// The title as it was set, where it can be read and the figure below it could not; gives the
    /// zoom below which it cannot.
    fn without_figure(&self, text: &BoxText, below_zoom: f64, marks: &mut Vec<Mark>) -> f64 {
        let top = -(text.title_lines.len() as f64) * TITLE_LEADING / 2.0;
        let line = |(number, line): (usize, &String)| {
            let middle = top + (number as f64 + 0.5) * TITLE_LEADING + TITLE_SIZE * 0.36;
            let at = MapPoint::new(0.0, middle);
            centered(line, at, TITLE_SIZE, Weight::SemiBold, self.on_fill)
        };
        let titles = text.title_lines.iter().enumerate().map(line).collect();
        let from_zoom = (SMALLEST / TITLE_SIZE).min(below_zoom);
        marks.push(Mark::Detail { from_zoom, below_zoom, marks: titles });
        from_zoom
    }

    /// What is taken of a box at its left: by the stripe of its unit, or by a triangle.
    fn taken(&self, view: &View, id: PositionId, position: &Position) -> f64 {
        match view.input.lens {
            Lens::Structure if position.unit.is_some() => BAR_INSET + BAR_WIDTH + 4.5,
            Lens::Fit => fit(view, id, position)
                .and_then(Fit::glyph)
                .map_or(0.0, |(size, _)| 4.0 + size * 1.24 + 2.0),
            _ => 0.0,
        }
    }

    /// The triangle of the lens about fit: at the left of the title, and alone in the box where no
    /// title can be read, below a zoom.
    fn glyph(&self, view: &View, id: PositionId, position: &Position, told: f64) -> Vec<Mark> {
        let Some((size, way)) = fit(view, id, position).and_then(Fit::glyph) else {
            return Vec::new();
        };
        let left = MapPoint::new(-self.size.width / 2.0 + 4.0 + size * 0.62, 0.0);
        let near = vec![triangle(way, size, left, Ink::Text)];
        let far = vec![triangle(way, size * 2.0, MapPoint::default(), Ink::Text)];
        let alone = Mark::Detail { from_zoom: 0.0, below_zoom: told, marks: far };
        vec![detail(told, near), alone]
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
            stroke: Some(Stroke::solid(Ink::Folded, 1.2)),
        });
        let text = centered(&label, middle.offset(0.0, 4.3), 12.0, Weight::SemiBold, Ink::Text);
        marks.push(detail(SMALLEST / 12.0, vec![text]));
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
pub(super) const FAR: f64 = SMALLEST / NAME_SIZE;

/// Marks that are left out below a zoom.
pub(super) fn detail(from_zoom: f64, marks: Vec<Mark>) -> Mark {
    Mark::Detail { from_zoom, below_zoom: f64::MAX, marks }
}

pub(super) fn centered(text: &str, at: MapPoint, size: f64, weight: Weight, ink: Ink) -> Mark {
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

pub(super) fn reading(view: &View, id: PositionId) -> Option<Reading> {
    let analysis = view.input.analysis?;
    let people = view.people_in_box(id);
    let (mut weighted, mut sure) = (0.0, 0.0);
    for found in people.iter().filter_map(|person| analysis.organicity.by_person.get(*person)) {
        if let Ok(score) = found.score() {
            weighted += score * found.confidence;
            sure += found.confidence;
        }
    }
    let (score, confidence) = (weighted / sure, sure / people.len() as f64);
    let usable = score.is_finite() && confidence.is_finite();
    usable.then(|| Reading { score: score.clamp(0.0, 1.0), confidence: confidence.clamp(0.0, 1.0) })
}

/// Whether a position leads without being put in charge.
fn leads(view: &View, id: PositionId) -> bool {
    emergent_share(view, id).is_some()
}
