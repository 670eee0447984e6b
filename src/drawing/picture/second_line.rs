//! What stands below the title of a box: a head count, a holder, or the figure that the lens has
//! for the position.

use super::build::View;
use super::figure::{FAR, centered, detail, reading};
use crate::analysis::Settings;
use crate::drawing::{Ink, Mark, SMALLEST, Stroke, Weight};
use crate::layout::{BoxText, NAME_SIZE};
use crate::model::{Position, PositionId};
use crate::quantity::MapPoint;
use crate::typeface;
use crate::wording::{Lens, words};

/// What stands below the title: a unit's head count, that nobody holds the position, the
/// figure that the lens has for it, or who holds it. The inks are those of texts on the box.
pub(super) fn second_line(
    view: &View,
    id: PositionId,
    position: &Position,
    text: &BoxText,
    [on_fill, on_fill_quiet]: [Ink; 2],
) -> Option<SecondLine> {
    let named = text.second_line.clone().filter(|line| !line.is_empty());
    let plain = |words| SecondLine::Words(words, on_fill_quiet);
    if position.is_vacant() || view.is_boxed(id) {
        return named.map(plain);
    }
    match view.input.lens {
        Lens::AuthorityAndKnowledge => None,
        Lens::CenterOfGravity => {
            let share = mass_share(view, id).filter(|share| *share >= TOLD)?;
            Some(SecondLine::Figure(words::percent(share), on_fill))
        }
        Lens::Leadership => {
            let share = emergent_share(view, id)?;
            Some(SecondLine::Starred(words::percent(share)))
        }
        Lens::Fit => fit(view, id, position)?.glyph(),
        Lens::Structure | Lens::Organicity | Lens::Communication => named.map(plain),
    }
}

/// What stands below the title of a box.
pub(super) enum SecondLine {
    /// Words of less weight.
    Words(String, Ink),
    /// A figure that the lens is about.
    Figure(String, Ink),
    /// The share of all influence of an emergent leader.
    Starred(String),
    /// A triangle that points down where the work is run too tightly, up where too loosely.
    Triangle { up: bool, size: f64, ink: Ink },
}

impl SecondLine {
    /// The zoom from which on it is shown below the title, where both are drawn at a part of
    /// their size.
    pub(super) fn near_from(&self, part: f64) -> f64 {
        match self {
            Self::Figure(..) | Self::Starred(_) => SMALLEST / (FIGURE * part),
            Self::Words(..) | Self::Triangle { .. } => FAR,
        }
    }

    /// Drawn round a height; figures and signs at a part of their size.
    pub(super) fn mark(self, middle: f64, part: f64) -> Mark {
        let figure = FIGURE * part;
        let at = |size: f64| MapPoint::new(0.0, middle + size * 0.36);
        match self {
            Self::Words(words, ink) => {
                let line = centered(&words, at(NAME_SIZE), NAME_SIZE, Weight::Regular, ink);
                detail(FAR, vec![line])
            }
            Self::Figure(words, ink) => detail(
                SMALLEST / figure,
                vec![centered(&words, at(figure), figure, Weight::SemiBold, ink)],
            ),
            Self::Starred(words) => {
                let half = typeface::width(&words, figure, Weight::SemiBold) / 2.0;
                let place = at(figure).offset(STAR * part, 0.0);
                let words = centered(&words, place, figure, Weight::SemiBold, Ink::Emergent);
                let star = star(MapPoint::new(-half - 2.0, middle), STAR * part);
                detail(SMALLEST / figure, vec![star, words])
            }
            Self::Triangle { up, size, ink } => {
                let way = if up { -1.0 } else { 1.0 };
                let near = triangle(way, size * part, middle, ink);
                let far = triangle(way, size * 2.0, 0.0, ink);
                let detail = Mark::Detail { from_zoom: 0.0, below_zoom: FAR, marks: vec![far] };
                // From afar the triangle stands alone in its box.
                Mark::Detail {
                    from_zoom: 0.0,
                    below_zoom: f64::MAX,
                    marks: vec![detail, super::figure::detail(FAR, vec![near])],
                }
            }
        }
    }
}

/// A triangle whose middle lies at a height; it points down for a way of 1.
fn triangle(way: f64, size: f64, middle: f64, ink: Ink) -> Mark {
    let point = |x: f64, y: f64| MapPoint::new(x * size, middle + y * size * way);
    Mark::Path {
        points: vec![point(-0.62, -0.5), point(0.62, -0.5), point(0.0, 0.5)],
        closed: true,
        fill: Some(ink),
        stroke: None,
    }
}

/// Letters of the figures below titles.
const FIGURE: f64 = 14.0;
/// Radius of the star of an emergent leader.
const STAR: f64 = 8.0;
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

/// The share of all influence of one who leads without being put in charge.
pub(super) fn emergent_share(view: &View, id: PositionId) -> Option<f64> {
    let analysis = view.input.analysis?;
    let influence = analysis.influence.as_ref().ok()?;
    let emergent = analysis.leadership.emergent.as_ref().ok()?;
    let person = emergent.contains(&id).then(|| analysis.person(id))?;
    influence.get(person?).copied()
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

    fn glyph(self) -> Option<SecondLine> {
        let size = |apart: f64| 9.0 + 7.0 * apart.clamp(0.0, 1.0);
        let ink = Ink::Text;
        match self {
            Self::Tighter(by) => Some(SecondLine::Triangle { up: false, size: size(by), ink }),
            Self::Looser(by) => Some(SecondLine::Triangle { up: true, size: size(by), ink }),
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
