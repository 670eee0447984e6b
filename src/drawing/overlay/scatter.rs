//! The scatter of the lens about fit, which takes the larger part of the screen beside the map.

use super::shape::{aligned, area, path, text};
use super::{Frame, OverlayParts, Sheet};
use crate::drawing::picture::{Picture, Scatter, meets};
use crate::drawing::spread::{Wish, spread};
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::model::PositionId;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::words;

/// The part of the width of the screen that the scatter takes at most.
const WIDEST: f64 = 0.56;
const WORD: f64 = 14.0;
const FIGURE: f64 = 20.0;
/// Half the width of a position's triangle, and of a unit's.
const POSITION: f64 = 6.0;
const UNIT: f64 = 11.0;
/// How many positions and units are named at most; on a screen that is hardly wider than high,
/// where the names take room from the map, fewer.
const NAMED: (usize, usize) = (4, 5);
const NAMED_NEARLY_SQUARE: (usize, usize) = (3, 3);
/// Up to this many times as wide as high, a screen is too narrow for names between the square and
/// the map: they stand under or over the map.
const NEARLY_SQUARE: f64 = 1.5;
/// The height of a name with its distance, in letters.
const NAME_LINES: f64 = 2.35;
/// Room for the names of the outliers, at the right of the square: as much as they need between
/// these.
const NAMES: f64 = 120.0;
const NAMES_MOST: f64 = 280.0;

/// Where the positions lie on the scatter of a picture, for whoever points at them.
#[must_use]
pub fn scatter_places(
    picture: &Picture,
    parts: OverlayParts,
    frame: &Frame,
) -> Vec<(PositionId, MapPoint)> {
    let sheet = Sheet { picture, parts, frame: *frame };
    let Some(scatter) = sheet.scatter() else { return Vec::new() };
    let square = sheet.square();
    let places = scatter.positions.iter();
    places.map(|point| (point.id, at(&square, point.explore, point.organicity))).collect()
}

/// Where the scatter lies on the screen; nothing where the picture has none.
#[must_use]
pub fn scatter_rect(picture: &Picture, parts: OverlayParts, frame: &Frame) -> Option<MapRect> {
    let sheet = Sheet { picture, parts, frame: *frame };
    sheet.scatter().map(|_| sheet.scatter_lane())
}

/// A point of the square: both axes run from 0 to 1, the second one up.
fn at(square: &MapRect, x: f64, y: f64) -> MapPoint {
    MapPoint::new(
        square.min.x + square.width() * x.clamp(0.0, 1.0),
        square.max.y - square.height() * y.clamp(0.0, 1.0),
    )
}

impl Sheet<'_> {
    pub(super) fn scatter(&self) -> Option<&Scatter> {
        self.picture.scatter.as_ref().filter(|_| self.parts.lane)
    }

    /// The room of the scatter with its axes and names, at the left of the map.
    fn scatter_lane(&self) -> MapRect {
        let top = self.heading_height() + self.margin() * 0.3;
        let bottom = self.frame.height - self.footer_height() - self.margin() * 0.3;
        let min = MapPoint::new(self.margin() * 0.5, top);
        MapRect { min, max: MapPoint::new(min.x + self.scatter_width(), bottom.max(top + 40.0)) }
    }

    /// How wide the scatter is; 0 where the picture has none.
    pub(super) fn scatter_width(&self) -> f64 {
        if self.scatter().is_none() {
            return 0.0;
        }
        let tall = self.frame.height - self.heading_height() - self.footer_height();
        let wide = tall + self.names_width() + 30.0 * self.frame.scale;
        wide.min(self.frame.width * WIDEST)
    }

    /// Whether the names stand in the column of the map.
    fn is_nearly_square(&self) -> bool {
        self.frame.width < self.frame.height * NEARLY_SQUARE
    }

    /// How much of the height at the right of the scatter names take from the map, over it and
    /// under it: they stand at the end that is nearer to their points.
    pub(super) fn names_heights(&self) -> (f64, f64) {
        let Some(scatter) = self.scatter().filter(|_| self.is_nearly_square()) else {
            return (0.0, 0.0);
        };
        let named = self.named(scatter);
        let height = (named.len() as f64 + 0.5) * NAME_LINES * self.name_size();
        let high = named.iter().filter(|it| it.place.1 > 0.5).count();
        let under = height + self.below_square() - self.below_names();
        if high * 2 > named.len() { (height, 0.0) } else { (0.0, under) }
    }

    /// How much lies under the square: the figures and the name of its axis.
    fn below_square(&self) -> f64 {
        self.letters(WORD) * 3.2
    }

    /// How far names reach below the square, so that their leaders end beside it and do not come
    /// near the figures of its axis.
    fn below_names(&self) -> f64 {
        self.name_size() * NAME_LINES / 2.0
    }

    /// The room for the names.
    fn names_rect(&self, square: &MapRect) -> MapRect {
        let (lane, unit) = (self.scatter_lane(), self.frame.scale);
        let foot = square.max.y + self.below_names();
        let left = square.max.x + 16.0 * unit;
        if !self.is_nearly_square() {
            return MapRect {
                min: MapPoint::new(left, square.min.y),
                max: MapPoint::new(lane.max.x, foot),
            };
        }
        let (over, under) = self.names_heights();
        let (top, foot) =
            if over > 0.0 { (lane.min.y, lane.min.y + over) } else { (lane.max.y - under, foot) };
        let right = self.frame.width - self.margin();
        MapRect { min: MapPoint::new(lane.max.x.max(left), top), max: MapPoint::new(right, foot) }
    }

    fn square(&self) -> MapRect {
        let lane = self.scatter_lane();
        let word = self.letters(WORD);
        let (left, foot) = (lane.min.x + word * 3.4, lane.max.y - self.below_square());
        let right = lane.max.x - self.names_width();
        let side = (right - left).min(foot - lane.min.y - word * 1.6).max(20.0);
        MapRect { min: MapPoint::new(left, foot - side), max: MapPoint::new(left + side, foot) }
    }

    pub(super) fn scatter_chart(&self, marks: &mut Vec<Mark>) {
        let Some(scatter) = self.scatter() else { return };
        marks.push(area(self.scatter_lane(), 0.0, Ink::Paper));
        let square = self.square();
        self.scatter_ground(scatter, &square, marks);
        self.scatter_axes(&square, marks);
        self.scatter_mean(scatter, &square, marks);
        let unit = self.frame.scale;
        for point in &scatter.positions {
            let place = at(&square, point.explore, point.organicity);
            let fit = point.fit(scatter.band);
            marks.push(fit.point(place, POSITION * unit, Some(fit.point_ink()), None));
        }
        for point in &scatter.units {
            let place = at(&square, point.explore, point.organicity);
            let rim = Some(Stroke::solid(Ink::UnitPoint, 2.2 * unit));
            marks.push(point.fit(scatter.band).point(place, UNIT * unit, None, rim));
        }
        self.scatter_names(scatter, &square, marks);
    }

    /// The band in which relations and work fit, and the diagonal.
    fn scatter_ground(&self, scatter: &Scatter, square: &MapRect, marks: &mut Vec<Mark>) {
        let band = scatter.band.clamp(0.0, 1.0);
        let corners = [
            (0.0, 0.0),
            (band, 0.0),
            (1.0, 1.0 - band),
            (1.0, 1.0),
            (1.0 - band, 1.0),
            (0.0, band),
        ];
        marks.push(Mark::Path {
            points: corners.map(|(x, y)| at(square, x, y)).to_vec(),
            closed: true,
            fill: Some(Ink::FitBand),
            stroke: None,
        });
        let unit = self.frame.scale;
        let dash = Some((5.0 * unit, 5.0 * unit));
        let line = Stroke { dash, ..Stroke::solid(Ink::Axis, 1.4 * unit) };
        marks.push(path(vec![at(square, 0.0, 0.0), at(square, 1.0, 1.0)], line));
        let edge = Some(Stroke::solid(Ink::Axis, unit));
        marks.push(Mark::Box { rect: *square, corner: 0.0, fill: None, stroke: edge });
        let size = self.letters(WORD);
        let word = |words: &str, x: f64, y: f64, ink| {
            text(words.into(), at(square, x, y), size, Weight::SemiBold, ink)
        };
        // The side on which the mean lies is named beside the mean.
        let apart = scatter.mean.1 - scatter.mean.0;
        let height = size / square.height();
        let steps =
            |from: f64, by: f64| (0..6).map(move |step| from + by * f64::from(step) * height);
        if apart <= scatter.band {
            let ends = [0.03, 0.15, 0.25].into_iter();
            let corners = ends.flat_map(|x| steps(0.95, -1.4).map(move |y| (x, y)));
            let looser = |(x, y)| word("looser than its work asks", x, y, Ink::LooserText);
            marks.extend(self.clear(scatter, square, corners.map(looser)));
        }
        if apart >= -scatter.band {
            let ends = [0.97, 0.85, 0.75, 0.65].into_iter();
            let corners = ends.flat_map(|x| steps(0.03, 1.4).map(move |y| (x, y)));
            let tighter = |(x, y)| word("tighter than its work asks", x, y, Ink::TighterText);
            let places = corners.map(|at| aligned(tighter(at), Align::Right));
            marks.extend(self.clear(scatter, square, places));
        }
        let along = [0.54, 0.64, 0.42, 0.74, 0.84, 0.34].into_iter();
        let fits = |y: f64| word("fits its work", y - 0.07, y, Ink::TextQuiet);
        let places = along.map(|y| aligned(fits(y), Align::Right));
        marks.extend(self.clear(scatter, square, places));
    }

    /// Of the places for a text, the first that covers the fewest points and leaders.
    fn clear(
        &self,
        scatter: &Scatter,
        square: &MapRect,
        places: impl Iterator<Item = Mark>,
    ) -> Option<Mark> {
        places.min_by_key(|mark| self.covered(scatter, square, mark))
    }

    /// How many points and leaders a text covers.
    fn covered(&self, scatter: &Scatter, square: &MapRect, mark: &Mark) -> usize {
        let Mark::Text { at: base, text, size, weight, align, .. } = mark else { return 0 };
        let wide = Self::width_of(text, *size, *weight);
        let left = match align {
            Align::Left => base.x,
            Align::Center => base.x - wide / 2.0,
            Align::Right => base.x - wide,
        };
        let (top, foot) = (base.y - size, base.y + size * 0.3);
        let unit = self.frame.scale;
        let positions = scatter.positions.iter().map(|it| (it.explore, it.organicity, POSITION));
        let units = scatter.units.iter().map(|it| (it.explore, it.organicity, UNIT));
        let covers = |(x, y, radius): (f64, f64, f64)| {
            let (place, radius) = (at(square, x, y), radius * unit);
            place.x + radius > left
                && place.x - radius < left + wide
                && place.y + radius > top
                && place.y - radius < foot
        };
        let points = positions.chain(units).filter(|point| covers(*point)).count();
        let rect = MapRect { min: MapPoint::new(left, top), max: MapPoint::new(left + wide, foot) };
        let leaders = self.name_places(scatter, square);
        points + leaders.iter().filter(|name| meets(&name.leader, &rect)).count()
    }

    fn scatter_axes(&self, square: &MapRect, marks: &mut Vec<Mark>) {
        let size = self.letters(WORD);
        for (value, figure) in [(0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
            let below = at(square, value, 0.0).offset(0.0, size * 1.2);
            let mark = text(figure.into(), below, size, Weight::Regular, Ink::TextQuiet);
            marks.push(aligned(mark, Align::Center));
            let beside = at(square, 0.0, value).offset(-size * 0.5, size * 0.36);
            let mark = text(figure.into(), beside, size, Weight::Regular, Ink::TextQuiet);
            marks.push(aligned(mark, Align::Right));
        }
        let foot = MapPoint::new(square.center().x, square.max.y + size * 2.5);
        let words =
            text("exploration the work asks for →".into(), foot, size, Weight::SemiBold, Ink::Text);
        marks.push(aligned(words, Align::Center));
        let head = MapPoint::new(square.min.x - size * 2.4, square.min.y - size * 0.75);
        let words = "↑ organicity: how they work together";
        marks.push(text(words.into(), head, size, Weight::SemiBold, Ink::Text));
    }

    /// From the mean of all to the diagonal, with the distance.
    fn scatter_mean(&self, scatter: &Scatter, square: &MapRect, marks: &mut Vec<Mark>) {
        let (explore, organicity) = scatter.mean;
        let apart = organicity - explore;
        if apart.abs() <= scatter.band {
            return;
        }
        let unit = self.frame.scale;
        let ink = if apart < 0.0 { Ink::TighterText } else { Ink::LooserText };
        let dash = Some((2.0 * unit, 4.0 * unit));
        let (from, to) = (at(square, explore, organicity), at(square, explore, explore));
        let stroke = Stroke { dash, ..Stroke::solid(ink, 2.6 * unit) };
        marks.push(path(vec![from, to], stroke));
        let (size, word) = (self.letters(FIGURE), self.letters(WORD));
        let how = if apart < 0.0 { "tighter than" } else { "looser than" };
        let label = |part: f64, left: bool| {
            let x = from.x + if left { -8.0 } else { 8.0 } * unit;
            let y = from.y + (to.y - from.y) * part;
            let align = if left { Align::Right } else { Align::Left };
            let lines = [
                (words::two(apart.abs()), y, size),
                (how.to_owned(), y + word * 1.4, word),
                ("the work asks".to_owned(), y + word * 2.6, word),
            ];
            lines.map(|(words, y, size)| {
                let mark = text(words, MapPoint::new(x, y), size, Weight::SemiBold, ink);
                aligned(mark, align)
            })
        };
        let side = explore > 0.5;
        let places = [0.5, 0.35, 0.65, 0.2, 0.8].into_iter();
        let places = places.flat_map(|part| [label(part, side), label(part, !side)]);
        let covered = |lines: &[Mark; 3]| -> usize {
            lines.iter().map(|line| self.covered(scatter, square, line)).sum()
        };
        marks.extend(places.min_by_key(covered).into_iter().flatten());
    }

    /// What is named beside the square: those furthest from the diagonal, and units that do not fit
    /// their work either, each with its distance and its place.
    fn named<'a>(&self, scatter: &'a Scatter) -> Vec<Named<'a>> {
        let beyond = |apart: f64| apart.abs() > scatter.band;
        let mut furthest: Vec<_> =
            scatter.positions.iter().filter(|it| beyond(it.apart())).collect();
        furthest.sort_by(|one, other| other.apart().abs().total_cmp(&one.apart().abs()));
        let (most, most_units) = if self.is_nearly_square() { NAMED_NEARLY_SQUARE } else { NAMED };
        let positions = furthest.into_iter().take(most).map(|it| Named {
            name: &it.name,
            apart: it.apart(),
            place: (it.explore, it.organicity),
            weight: Weight::Regular,
        });
        let units = scatter.units.iter().filter(|it| beyond(it.apart())).take(most_units);
        let units = units.map(|it| Named {
            name: &it.name,
            apart: it.apart(),
            place: (it.explore, it.organicity),
            weight: Weight::SemiBold,
        });
        let mut named: Vec<Named> = positions.chain(units).collect();
        named.sort_by(|one, other| {
            other.place.1.total_cmp(&one.place.1).then(one.name.cmp(other.name))
        });
        named
    }

    fn name_size(&self) -> f64 {
        self.letters(WORD * 0.93)
    }

    /// The room that names need beside the square.
    fn names_width(&self) -> f64 {
        let (size, unit) = (self.name_size(), self.frame.scale);
        if self.is_nearly_square() {
            return 12.0 * unit;
        }
        let named = self.scatter().map(|scatter| self.named(scatter)).unwrap_or_default();
        let widths = named.iter().map(|it| Self::width_of(it.name, size, it.weight));
        let wide = widths.fold(0.0, f64::max) + 24.0 * unit;
        wide.clamp(NAMES * unit, NAMES_MOST * unit)
    }

    /// Where a name stands in the room for names, and the leader from its point to it.
    fn name_places<'a>(&self, scatter: &'a Scatter, square: &MapRect) -> Vec<NamePlace<'a>> {
        let (size, unit) = (self.name_size(), self.frame.scale);
        let named = self.named(scatter);
        let place = |it: &Named| at(square, it.place.0, it.place.1);
        let wish = |it: &Named| Wish { middle: place(it).y, width: size * NAME_LINES };
        let wishes: Vec<Wish> = named.iter().map(wish).collect();
        let rect = self.names_rect(square);
        let places = spread(&wishes, rect.min.y, rect.max.y);
        let lead = |(named, y): (Named<'a>, f64)| {
            let leader = [place(&named), MapPoint::new(rect.min.x - 5.0 * unit, y)];
            NamePlace { named, y, leader }
        };
        named.into_iter().zip(places).map(lead).collect()
    }

    /// The names beside the square, each with a leader.
    fn scatter_names(&self, scatter: &Scatter, square: &MapRect, marks: &mut Vec<Mark>) {
        let (size, unit) = (self.name_size(), self.frame.scale);
        let rect = self.names_rect(square);
        let places = self.name_places(scatter, square);
        if self.is_nearly_square() && !places.is_empty() {
            marks.push(area(rect, 0.0, Ink::Paper));
        }
        for NamePlace { named, y, leader } in places {
            marks.push(path(leader.to_vec(), Stroke::solid(Ink::Hairline, 1.2 * unit)));
            let words = typeface::shorten(named.name, size, named.weight, rect.width());
            let base = MapPoint::new(rect.min.x, y - size * 0.1);
            marks.push(text(words.into_owned(), base, size, named.weight, Ink::Text));
            let (side, ink) = match named.apart < 0.0 {
                true => ("below", Ink::TighterText),
                false => ("above", Ink::LooserText),
            };
            let words = format!("{} {side}", words::two(named.apart.abs()));
            let base = MapPoint::new(rect.min.x, y + size * 0.98);
            marks.push(text(words, base, size, Weight::Regular, ink));
        }
    }
}

/// A name beside the scatter.
struct NamePlace<'a> {
    named: Named<'a>,
    /// The middle of its two lines.
    y: f64,
    /// From its point to its name.
    leader: [MapPoint; 2],
}

/// What is named beside the scatter.
struct Named<'a> {
    name: &'a str,
    apart: f64,
    /// Exploration and organicity.
    place: (f64, f64),
    weight: Weight,
}
