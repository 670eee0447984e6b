//! The level ruler: where the parts and the whole of the weight lie between everybody counted
//! alike and pure command, with the zones that the verdict names.

use super::shape::{LETTERED, aligned, area, lettered_disc, path, text};
use super::{Frame, OverlayParts, Sheet};
use crate::drawing::picture::{Center, Picture, Ruler};
use crate::drawing::spread::{Wish, spread};
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::words;

/// Width of the lane with the ruler, on a screen of 1280 by 720.
pub(super) const WIDTH: f64 = 316.0;
const WORD: f64 = 15.0;
const ZONE: f64 = 17.0;
const FIGURE: f64 = 20.0;
const DISC: f64 = 11.5;
/// The words of the two yardsticks, at the left of the axis, a line each.
const YARDSTICKS: [(f64, &[&str]); 2] =
    [(1.0, &["pure", "command"]), (0.0, &["everyone", "counts alike"])];
/// The same in narrower lines, where letters are large for the lane.
const NARROW: [(f64, &[&str]); 2] =
    [(1.0, &["pure", "command"]), (0.0, &["everyone", "counts", "alike"])];
/// From one line of a name to the next, as a part of the size of its letters.
const LEADING: f64 = 1.1;
/// From the axis to the words at its left, and to the discs of the parts at its right.
const WORDS: f64 = 13.0;
const PARTS: f64 = 42.0;

/// Where a value of the verdict's scale lies on the axis of the ruler, in screen points; nothing
/// where no ruler is shown.
#[must_use]
pub fn ruler_place(
    picture: &Picture,
    parts: OverlayParts,
    frame: &Frame,
    value: f64,
) -> Option<MapPoint> {
    let sheet = Sheet { picture, parts, frame: *frame };
    let ruler = picture.ruler.as_ref().filter(|_| parts.lane)?;
    let scale = sheet.ruler_scale(ruler);
    Some(MapPoint::new(sheet.axis(&scale), scale.y(value)))
}

/// The ruler on the screen.
struct Scale<'a> {
    ruler: &'a Ruler,
    lane: MapRect,
    /// The heights on the screen of the top level and of the lowest.
    ends: (f64, f64),
}

/// A part of the weight on the ruler.
#[derive(Debug, Clone, Copy)]
struct Part {
    center: Center,
    /// The height at which it lies.
    y: f64,
    /// The height at which its disc has room.
    place: f64,
}

impl Scale<'_> {
    /// The height on the screen of a place on the verdict's scale: linear in height, and held
    /// within the chart.
    fn y(&self, value: f64) -> f64 {
        let Ruler { lowest, highest, .. } = self.ruler;
        let part = (value - lowest) / (highest - lowest).max(1e-9);
        self.ends.1 + (self.ends.0 - self.ends.1) * part.clamp(0.0, 1.0)
    }
}

impl Sheet<'_> {
    fn ruler_scale<'a>(&self, ruler: &'a Ruler) -> Scale<'a> {
        let lane = self.lane_rect();
        let inner = lane.expanded(-14.0 * self.frame.scale);
        let ends = ruler.rows.map(|(top, bottom)| (self.frame.y(top), self.frame.y(bottom)));
        // Rows that lie too near each other, or outside of what is seen, leave no room for words.
        let usable = ends.filter(|(top, bottom)| {
            bottom - top >= lane.height() * 0.5
                && *top >= lane.min.y - 1.0
                && *bottom <= lane.max.y + 1.0
        });
        Scale { ruler, lane, ends: usable.unwrap_or((inner.min.y, inner.max.y)) }
    }

    pub(super) fn level_ruler(&self, marks: &mut Vec<Mark>) {
        let Some(ruler) = self.picture.ruler.as_ref() else { return };
        let scale = self.ruler_scale(ruler);
        let parts = self.part_places(&scale);
        self.zones(&scale, &parts, marks);
        let x = self.axis(&scale);
        let axis = vec![MapPoint::new(x, scale.ends.0), MapPoint::new(x, scale.ends.1)];
        marks.push(path(axis, Stroke::solid(Ink::Axis, 1.6 * self.frame.scale)));
        self.band_of_chance(&scale, x, marks);
        self.yardsticks(&scale, x, marks);
        self.margin_of_whole(&scale, x, marks);
        self.previews_on(&scale, x, marks);
        self.parts(&scale, &parts, x, marks);
        self.whole(&scale, x, marks);
    }

    /// The yardsticks with their lines of words, as the lane has room for them.
    fn yardstick_words(&self) -> [(f64, &'static [&'static str]); 2] {
        if self.is_narrow() { NARROW } else { YARDSTICKS }
    }

    /// Whether letters are large for the lane.
    fn is_narrow(&self) -> bool {
        self.letters(WORD) > WORD * self.frame.scale * 1.3
    }

    /// Where the axis stands: as far from the left as the words beside it need.
    fn axis(&self, scale: &Scale<'_>) -> f64 {
        let size = self.letters(WORD * 0.92);
        let words = self.yardstick_words().into_iter().flat_map(|(_, lines)| lines);
        let widths = words.map(|words| Self::width_of(words, size, Weight::Regular));
        let words = widths.fold(0.0, f64::max);
        let beside = if self.is_narrow() { 2.0 } else { 6.0 };
        scale.lane.min.x + words + (WORDS + beside) * self.frame.scale
    }

    /// The zones of the verdict, each with the verdict's own word: at the head of the zone, or
    /// where no part is named beside it.
    fn zones(&self, scale: &Scale<'_>, parts: &[Part], marks: &mut Vec<Mark>) {
        let size = self.letters(ZONE);
        let lane = scale.lane;
        let taken = |base: f64| {
            let middle = base - size * 0.36;
            parts.iter().any(|part| (part.place - middle).abs() < size * 1.1)
        };
        for zone in &scale.ruler.zones {
            let reaches = |edge: f64| edge > scale.ruler.lowest && edge < scale.ruler.highest;
            let top = if reaches(zone.to) { scale.y(zone.to) } else { lane.min.y };
            let foot = if reaches(zone.from) { scale.y(zone.from) } else { lane.max.y };
            if zone.to <= scale.ruler.lowest || zone.from >= scale.ruler.highest || foot <= top {
                continue;
            }
            let rect = MapRect {
                min: MapPoint::new(lane.min.x, top),
                max: MapPoint::new(lane.max.x, foot),
            };
            marks.push(area(rect, 0.0, Ink::Zone { tone: zone.tone }));
            let line = vec![rect.min, MapPoint::new(lane.max.x, top)];
            if reaches(zone.to) {
                marks.push(path(line, Stroke::solid(Ink::Paper, 2.0 * self.frame.scale)));
            }
            let bases =
                [top + size * 1.15, foot - size * 0.45, f64::midpoint(top, foot) + size * 0.36];
            let mut free =
                bases.into_iter().filter(|base| foot - top > size * 1.3 && !taken(*base));
            if let Some(base) = free.next() {
                let at = MapPoint::new(lane.max.x - 10.0 * self.frame.scale, base);
                let word = text(zone.name.into(), at, size, Weight::SemiBold, Ink::Text);
                marks.push(aligned(word, Align::Right));
            }
        }
    }

    /// The two marks that the scale is made of.
    fn yardsticks(&self, scale: &Scale<'_>, x: f64, marks: &mut Vec<Mark>) {
        let (size, unit) = (self.letters(WORD * 0.92), self.frame.scale);
        let whole = scale.ruler.marks.iter().find(|(center, _)| *center == Center::Whole);
        let figure = whole.map(|(_, value)| scale.y(*value));
        for (value, lines) in self.yardstick_words() {
            if !(scale.ruler.lowest..=scale.ruler.highest).contains(&value) {
                continue;
            }
            let y = scale.y(value);
            let tick = vec![MapPoint::new(x - 7.0 * unit, y), MapPoint::new(x + 7.0 * unit, y)];
            marks.push(path(tick, Stroke::solid(Ink::Axis, 2.0 * unit)));
            // The figure of the whole comes first; the words stand above or below it.
            let count = lines.len() as f64;
            let apart = size * 0.6 * count + self.letters(FIGURE) * 0.55;
            let middle = match figure {
                Some(figure) if (figure - y).abs() < apart && y <= figure => figure - apart,
                Some(figure) if (figure - y).abs() < apart => figure + apart,
                _ => y,
            };
            for (number, line) in lines.iter().enumerate() {
                let step = 0.35 + 1.2 * (number as f64 - (count - 1.0) / 2.0);
                let at = MapPoint::new(x - WORDS * unit, middle + size * step);
                let word = text((*line).into(), at, size, Weight::Regular, Ink::Text);
                marks.push(aligned(word, Align::Right));
            }
        }
    }

    /// What chance gives for the whole, as a pale bar behind everything else on the axis.
    fn band_of_chance(&self, scale: &Scale<'_>, x: f64, marks: &mut Vec<Mark>) {
        let Some((low, high)) = scale.ruler.by_chance else { return };
        // Wider than the disc of the marker before it.
        let half = 24.0 * self.frame.scale;
        let rect = MapRect {
            min: MapPoint::new(x - half, scale.y(high)),
            max: MapPoint::new(x + half, scale.y(low)),
        };
        marks.push(area(rect, 2.0 * self.frame.scale, Ink::Chance));
    }

    /// The bar of plus and minus two standard errors.
    fn margin_of_whole(&self, scale: &Scale<'_>, x: f64, marks: &mut Vec<Mark>) {
        let Some((low, high)) = scale.ruler.margin else { return };
        let unit = self.frame.scale;
        let (foot, top) = (scale.y(low), scale.y(high));
        let bar = vec![MapPoint::new(x, foot), MapPoint::new(x, top)];
        marks.push(path(bar, Stroke::solid(Ink::Margin, 4.5 * unit)));
        for y in [foot, top] {
            let end = vec![MapPoint::new(x - 8.0 * unit, y), MapPoint::new(x + 8.0 * unit, y)];
            marks.push(path(end, Stroke::solid(Ink::Margin, 2.6 * unit)));
        }
    }

    fn previews_on(&self, scale: &Scale<'_>, x: f64, marks: &mut Vec<Mark>) {
        let unit = self.frame.scale;
        for (center, value) in &scale.ruler.previews {
            let rim = Stroke { dash: Some((3.5, 2.5)), ..Stroke::solid(center.ink(), 2.0 * unit) };
            let (center, fill) = (MapPoint::new(x, scale.y(*value)), Some(Ink::Surface));
            let radius = 7.0 * unit;
            marks.push(Mark::Circle { center, radius, fill, stroke: Some(rim) });
        }
    }

    fn part_radius(&self) -> f64 {
        (DISC * self.frame.scale).max(self.frame.smallest * LETTERED)
    }

    /// The name of a part, in two lines where one is too long for the lane.
    fn part_lines(&self, scale: &Scale<'_>, center: Center) -> Vec<String> {
        let unit = self.frame.scale;
        let left = self.axis(scale) + PARTS * unit + self.part_radius() + 5.0 * unit;
        // The longest word is not broken as long as the sheet has room for it.
        let beyond = if self.is_narrow() { 0.95 } else { 0.7 };
        let room = scale.lane.max.x + self.margin() * beyond - left;
        typeface::wrap(center.weighed_name(), self.letters(WORD), Weight::SemiBold, room, 2)
    }

    /// The parts from above, each with its height and where its disc has room.
    fn part_places(&self, scale: &Scale<'_>) -> Vec<Part> {
        let mut parts: Vec<(Center, f64)> = scale
            .ruler
            .marks
            .iter()
            .filter(|(center, _)| *center != Center::Whole)
            .map(|(center, value)| (*center, scale.y(*value)))
            .collect();
        parts.sort_by(|one, other| one.1.total_cmp(&other.1));
        let wishes: Vec<Wish> = parts
            .iter()
            .map(|(center, y)| {
                let lines = self.part_lines(scale, *center).len() as f64;
                let words = self.letters(WORD) * LEADING * lines;
                Wish { middle: *y, width: (self.part_radius() * 2.15).max(words) }
            })
            .collect();
        let places = spread(&wishes, scale.lane.min.y, scale.lane.max.y);
        let parts = parts.into_iter().zip(places);
        parts.map(|((center, y), place)| Part { center, y, place }).collect()
    }

    /// The parts stand to the right of the axis, each with a leader to its height and its name.
    fn parts(&self, scale: &Scale<'_>, parts: &[Part], x: f64, marks: &mut Vec<Mark>) {
        let (unit, radius, size) = (self.frame.scale, self.part_radius(), self.letters(WORD));
        for Part { center, y, place } in parts.iter().copied() {
            let ink = center.ink();
            let at = MapPoint::new(x + PARTS * unit, place);
            let lead = vec![
                MapPoint::new(x, y),
                MapPoint::new(x + 12.0 * unit, y),
                MapPoint::new(x + 26.0 * unit, place),
                at,
            ];
            marks.push(path(lead, Stroke::solid(ink, 2.2 * unit)));
            marks.extend(lettered_disc(center.letter(), at, radius, ink));
            let lines = self.part_lines(scale, center);
            let middle = (lines.len() as f64 - 1.0) / 2.0;
            for (number, line) in lines.into_iter().enumerate() {
                let step = 0.36 + LEADING * (number as f64 - middle);
                let at = MapPoint::new(at.x + radius + 5.0 * unit, place + size * step);
                // The disc has the colour; the words must be read on every zone.
                marks.push(text(line, at, size, Weight::SemiBold, Ink::Text));
            }
        }
    }

    /// The whole stands on the axis itself, its figure to the left.
    fn whole(&self, scale: &Scale<'_>, x: f64, marks: &mut Vec<Mark>) {
        let whole = scale.ruler.marks.iter().find(|(center, _)| *center == Center::Whole);
        let Some((center, value)) = whole else { return };
        let unit = self.frame.scale;
        let (y, radius) =
            (scale.y(*value), (DISC * 1.35 * unit).max(self.frame.smallest * LETTERED));
        marks.extend(lettered_disc(center.letter(), MapPoint::new(x, y), radius, center.ink()));
        let size = self.letters(FIGURE);
        let words = words::percent(*value);
        let right = x - radius - 8.0 * unit;
        let wide = Self::width_of(&words, size, Weight::SemiBold);
        let plate = MapRect {
            min: MapPoint::new(right - wide - 4.0 * unit, y - size * 0.6),
            max: MapPoint::new(right + 4.0 * unit, y + size * 0.6),
        };
        // The figure is never read together with the words of a yardstick.
        let mut zones = scale.ruler.zones.iter().rev();
        let tone = zones.find(|zone| zone.from <= *value).map_or(0.0, |zone| zone.tone);
        marks.push(area(plate, 3.0 * unit, Ink::Zone { tone }));
        let at = MapPoint::new(right, y + size * 0.36);
        let figure = text(words, at, size, Weight::SemiBold, Ink::Text);
        marks.push(aligned(figure, Align::Right));
    }
}
