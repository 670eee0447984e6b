//! What stands below the title of a box: a head count, a holder, or the figure that the lens has
//! for the position.

use super::build::View;
use super::figure::{FAR, centered, detail, reading};
use crate::analysis::Settings;
use crate::drawing::{Align, Ink, Mark, SMALLEST, Stroke, Weight};
use crate::layout::{BoxText, NAME_SIZE};
use crate::model::{Position, PositionId};
use crate::quantity::{MapPoint, MapSize};
use crate::typeface;
use crate::wording::{Lens, words};

/// What stands below the title: that nobody holds the position, or who holds it; a figure of the
/// lens that finds no room beside the box. The ink is that of quiet texts on the box.
pub(super) fn second_line(
    view: &View,
    id: PositionId,
    position: &Position,
    text: &BoxText,
    ink: Ink,
) -> Option<SecondLine> {
    let named = text.second_line.clone().filter(|line| !line.is_empty());
    let plain = |words| SecondLine::Words(words, ink);
    let figure = figure(view, id).filter(|_| !view.besides.contains_key(&id));
    if let Some(figure) = figure {
        return Some(SecondLine::Figure(figure));
    }
    if position.is_vacant() || view.is_boxed(id) {
        return named.map(plain);
    }
    match view.input.lens {
        Lens::Structure | Lens::Organicity | Lens::Communication => named.map(plain),
        _ => None,
    }
}

/// The figure that the lens has for a box: its share of the weight, or of the influence, of those
/// who lead without being put in charge, or where there are none of whoever has most.
pub(super) fn figure(view: &View, id: PositionId) -> Option<Figure> {
    match view.input.lens {
        Lens::CenterOfGravity => {
            let share = mass_share(view, id).filter(|share| *share >= TOLD)?;
            Some(Figure::Share(share))
        }
        Lens::Leadership => match emergent_share(view, id) {
            Some(share) => Some(Figure::Starred(share)),
            None => most_influence(view, id).map(Figure::Share),
        },
        _ => None,
    }
}

/// A figure that a lens is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Figure {
    /// A share.
    Share(f64),
    /// The share of all influence of an emergent leader.
    Starred(f64),
}

impl Figure {
    pub(super) fn share(self) -> f64 {
        let (Self::Share(share) | Self::Starred(share)) = self;
        share
    }

    /// How wide it is in letters of a height.
    pub(super) fn width(self, size: f64) -> f64 {
        let words = typeface::width(&words::percent(self.share()), size, Weight::SemiBold);
        match self {
            Self::Share(_) => words,
            Self::Starred(_) => words + size * (2.0 * STAR + BETWEEN),
        }
    }

    /// Its marks in letters of a height, from the middle of its left end.
    pub(super) fn marks(self, left: MapPoint, size: f64) -> Vec<Mark> {
        let text = |x: f64, ink| Mark::Text {
            at: left.offset(x, size * 0.36),
            text: words::percent(self.share()),
            size,
            weight: Weight::SemiBold,
            align: Align::Left,
            ink,
        };
        match self {
            Self::Share(_) => vec![text(0.0, Ink::Text)],
            Self::Starred(_) => {
                let star = star(left.offset(size * STAR, 0.0), size * STAR);
                vec![star, text(size * (2.0 * STAR + BETWEEN), Ink::Emergent)]
            }
        }
    }
}

/// What stands below the title of a box.
pub(super) enum SecondLine {
    /// Words of less weight.
    Words(String, Ink),
    /// A figure that the lens is about.
    Figure(Figure),
}

impl SecondLine {
    /// The zoom from which on it is shown below the title, where both are drawn at a part of
    /// their size.
    pub(super) fn near_from(&self, part: f64) -> f64 {
        match self {
            Self::Figure(_) => SMALLEST / (FIGURE * part),
            Self::Words(..) => FAR,
        }
    }

    /// Drawn round a height; figures at a part of their size.
    pub(super) fn mark(self, middle: f64, part: f64) -> Mark {
        let size = FIGURE * part;
        match self {
            Self::Words(words, ink) => {
                let at = MapPoint::new(0.0, middle + NAME_SIZE * 0.36);
                detail(FAR, vec![centered(&words, at, NAME_SIZE, Weight::Regular, ink)])
            }
            Self::Figure(figure) => {
                let left = MapPoint::new(-figure.width(size) / 2.0, middle);
                detail(SMALLEST / size, figure.marks(left, size))
            }
        }
    }

    /// What is shown of it from afar, in the upper right corner of the box: that somebody leads.
    pub(super) fn distant(&self, size: MapSize, below_zoom: f64) -> Option<Mark> {
        let Self::Figure(Figure::Starred(_)) = self else { return None };
        // It covers nothing of the title.
        let at = MapPoint::new(size.width / 2.0 + 3.0, -size.height / 2.0 - 3.0);
        Some(Mark::Detail { from_zoom: 0.0, below_zoom, marks: vec![star(at, CORNER_STAR)] })
    }
}

/// A triangle with its middle at a point; it points down for a way of 1.
pub(super) fn triangle(way: f64, size: f64, middle: MapPoint, ink: Ink) -> Mark {
    let point = |x: f64, y: f64| middle.offset(x * size, y * size * way);
    Mark::Path {
        points: vec![point(-0.62, -0.5), point(0.62, -0.5), point(0.0, 0.5)],
        closed: true,
        fill: Some(ink),
        stroke: None,
    }
}

/// Letters of the figures below titles.
const FIGURE: f64 = 14.0;
/// Radius of the star of an emergent leader, and what lies between it and its figure, in heights
/// of the letters.
const STAR: f64 = 0.57;
const BETWEEN: f64 = 0.2;
/// Radius of a star that stands in the corner of its box.
const CORNER_STAR: f64 = 8.5;
/// Shares of the weight below this have no figure.
const TOLD: f64 = 0.05;

/// The share of the whole weight in a box; nothing where there is nobody or no weight.
fn mass_share(view: &View, id: PositionId) -> Option<f64> {
    let mass = view.input.analysis?.mass.as_ref().ok()?;
    let people = view.people_in_box(id);
    let sum = || people.iter().filter_map(|person| mass.get(*person)).sum::<f64>();
    (!people.is_empty()).then(sum).filter(|share| share.is_finite())
}

/// White at nothing, full from a quarter of the whole on, the same in every picture.
pub(super) fn mass_tone(view: &View, id: PositionId) -> Option<f64> {
    mass_share(view, id).map(|share| (share * 4.0).clamp(0.0, 1.0))
}

/// The share of all influence of those in a box who lead without being put in charge.
pub(super) fn emergent_share(view: &View, id: PositionId) -> Option<f64> {
    let analysis = view.input.analysis?;
    let influence = analysis.influence.as_ref().ok()?;
    let emergent = analysis.leadership.emergent.as_ref().ok()?;
    let people = view.people_in_box(id).into_iter();
    let leading = people
        .filter(|person| analysis.people.get(*person).is_some_and(|id| emergent.contains(id)));
    let shares: Vec<f64> = leading.filter_map(|person| influence.get(person).copied()).collect();
    (!shares.is_empty()).then(|| shares.iter().sum())
}

/// The influence of a box where nobody leads without being put in charge and this one has most.
fn most_influence(view: &View, id: PositionId) -> Option<f64> {
    let analysis = view.input.analysis?;
    let influence = analysis.influence.as_ref().ok()?;
    let none = analysis.leadership.emergent.as_ref().is_ok_and(Vec::is_empty);
    let people = analysis.people.iter().zip(influence).filter(|_| none);
    let most = people.max_by(|one, other| one.1.total_cmp(other.1).then(other.0.cmp(one.0)))?;
    let own = *most.0 == id && !view.is_boxed(id);
    (own && *most.1 > 0.0).then_some(*most.1)
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
        fill: Some(Ink::Emergent),
        stroke: None,
    }
}

/// How the working relations of a box compare with what its work asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::drawing) enum Fit {
    /// More mechanistic, by so much.
    Tighter(f64),
    /// More organic, by so much.
    Looser(f64),
    /// Within the band.
    Fits,
}

impl Fit {
    /// Of a difference of organicity and exploration, -1 to 1.
    pub(in crate::drawing) fn of(apart: f64, band: f64) -> Self {
        match apart {
            apart if apart < -band => Self::Tighter(-apart),
            apart if apart > band => Self::Looser(apart),
            _ => Self::Fits,
        }
    }

    /// The colour of the pair that is its own: never blue or amber, which mean mechanistic and
    /// organic. The tone runs from the edge of the band to 0.9.
    pub(in crate::drawing) fn ink(self) -> Ink {
        let tone = |apart: f64| ((apart - 0.2) / 0.7).clamp(0.0, 1.0);
        match self {
            Self::Tighter(apart) => Ink::Tighter { tone: tone(apart) },
            Self::Looser(apart) => Ink::Looser { tone: tone(apart) },
            Self::Fits => Ink::Fits,
        }
    }

    /// The colour of its point in a scatter, see-through, so that a pile is darker.
    pub(in crate::drawing) fn point_ink(self) -> Ink {
        match self {
            Self::Tighter(_) => Ink::TighterPoint,
            Self::Looser(_) => Ink::LooserPoint,
            Self::Fits => Ink::FitsPoint,
        }
    }

    /// Its point in a scatter: down where tighter, up where looser, a disc where it fits.
    pub(in crate::drawing) fn point(
        self,
        at: MapPoint,
        half: f64,
        fill: Option<Ink>,
        rim: Option<Stroke>,
    ) -> Mark {
        let way = match self {
            Self::Tighter(_) => 1.0,
            Self::Looser(_) => -1.0,
            Self::Fits => {
                return Mark::Circle { center: at, radius: half * 0.8, fill, stroke: rim };
            }
        };
        let corner = |x: f64, y: f64| at.offset(x * half, y * half * way);
        Mark::Path {
            points: vec![corner(-1.0, -0.8), corner(1.0, -0.8), corner(0.0, 0.9)],
            closed: true,
            fill,
            stroke: rim,
        }
    }

    /// How large the triangle is that stands in its box, and which way it points: down, 1, where
    /// tighter; nothing where it fits.
    pub(super) fn glyph(self) -> Option<(f64, f64)> {
        let size = |apart: f64| 9.0 + 5.0 * apart.clamp(0.0, 1.0);
        match self {
            Self::Tighter(by) => Some((size(by), 1.0)),
            Self::Looser(by) => Some((size(by), -1.0)),
            Self::Fits => None,
        }
    }
}

/// How far a box is from what its work asks; nothing where either is not known.
pub(super) fn fit(view: &View, id: PositionId, position: &Position) -> Option<Fit> {
    let reading = reading(view, id)?;
    let explore = match view.boxed.get(&id) {
        Some(boxed) => {
            let known =
                boxed.members.iter().filter_map(|id| view.stage.positions().get(*id)?.explore);
            let known: Vec<f64> = known.map(crate::quantity::Score::get).collect();
            (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
        }
        None => position.explore.map(crate::quantity::Score::get),
    };
    Some(Fit::of(reading.score - explore?, Settings::of(view.input.map).fit_band))
}
