//! The levels of the chart: bands behind the map, and beside it what each level decides and knows.

use super::Sheet;
use super::shape::{LETTERED, aligned, area, lettered_disc, path, text};
use crate::drawing::picture::{Center, Level, Levels};
use crate::drawing::{Align, Ink, Mark, Stroke, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::{level_name, words};

/// Width of the lane with the bars, on a screen of 1280 by 720.
pub(super) const WIDTH: f64 = 316.0;
/// How long a bar is for one hundredth, on a screen of that size: the same in every picture.
pub(super) const PER_PERCENT: f64 = 1.6;
/// Room of a band above and below the boxes of its level, in map units.
const ROOM: f64 = 12.0;
const FIGURE: f64 = 18.0;
const WORD: f64 = 15.0;
const NAME: f64 = 13.0;
const DISC: f64 = 12.0;

impl Sheet<'_> {
    /// Pale bands across the screen at the heights of the levels.
    pub(super) fn level_bands(&self, marks: &mut Vec<Mark>) {
        let Some(levels) = self.picture.levels.as_ref().filter(|levels| levels.aligned) else {
            return;
        };
        let rulers = if self.picture.ruler.is_some() { self.lane_width() } else { 0.0 };
        let (left, right) = (self.margin() * 0.6, self.frame.width - self.margin() * 0.6 - rulers);
        for (number, level) in levels.levels.iter().enumerate() {
            let gap = |other: Option<f64>| other.map_or(ROOM, |gap| (gap / 2.0 - 2.0).min(ROOM));
            let above = number.checked_sub(1).and_then(|number| levels.levels.get(number));
            let above = gap(above.map(|above| level.top - above.bottom));
            let below = levels.levels.get(number + 1).map(|below| below.top - level.bottom);
            let rect = MapRect {
                min: MapPoint::new(left, self.frame.y(level.top - above)),
                max: MapPoint::new(right, self.frame.y(level.bottom + gap(below))),
            };
            if rect.max.y > 0.0 && rect.min.y < self.frame.height && rect.height() > 1.0 {
                marks.push(area(rect, 8.0 * self.frame.scale, Ink::LevelBand));
            }
        }
    }

    /// The heights on the screen of the middles of the levels: those of the map, or evenly in the
    /// lane where the map has none.
    fn level_heights(&self, levels: &Levels) -> Vec<f64> {
        let lane = self.lane_rect();
        let count = levels.levels.len().max(1) as f64;
        let head = self.letters(WORD) * 3.4;
        let even = |number: usize| {
            lane.min.y + head + (lane.height() - head) * (number as f64 + 0.5) / count
        };
        let numbered = levels.levels.iter().enumerate();
        numbered
            .map(|(number, level)| match levels.aligned {
                true => self.frame.y(level.middle()),
                false => even(number),
            })
            .collect()
    }

    /// Mirrored bars for every level, and one arrow from where authority lies to where knowledge
    /// lies.
    pub(super) fn level_chart(&self, marks: &mut Vec<Mark>) {
        let Some(levels) = self.picture.levels.as_ref() else { return };
        let lane = self.lane_rect();
        let scale = self.frame.scale;
        // The longest bar to the right is that of the whole knowledge.
        let axis = lane.max.x - 160.0 * scale * 0.94;
        let heights = self.level_heights(levels);
        let tall = (nearest_of(&heights) * 0.6).clamp(3.0, 44.0 * scale);
        if !levels.aligned {
            marks.push(area(lane, 8.0 * scale, Ink::Paper));
        }
        let seen = |y: f64| (lane.min.y..=lane.max.y).contains(&y);
        for (level, y) in levels.levels.iter().zip(&heights).filter(|(_, y)| seen(**y)) {
            for (share, side) in [(level.decides, -1.0), (level.knows, 1.0)] {
                self.level_bar(share, side, MapPoint::new(axis, *y), tall, marks);
            }
        }
        let named = self.names_levels(levels, &heights, tall);
        if named {
            self.level_names(&heights, (axis, tall), marks);
        }
        let ends = heights.iter().copied().filter(|y| seen(*y));
        let (top, foot) = ends
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
        if top > foot {
            return;
        }
        let size = self.letters(WORD);
        let names = if named { self.letters(NAME) * 1.2 } else { 0.0 };
        let head = (top - tall / 2.0 - names - size * 0.7).max(lane.min.y + size);
        let line = vec![
            MapPoint::new(axis, head - size * 0.8),
            MapPoint::new(axis, (foot + tall / 2.0 + 6.0 * scale).min(lane.max.y)),
        ];
        marks.push(path(line, Stroke::solid(Ink::Axis, 1.4 * scale)));
        // Bars and discs have the colours; the words must be read on every band.
        let word = |name: &str, x: f64| {
            text(name.into(), MapPoint::new(axis + x, head), size, Weight::SemiBold, Ink::Text)
        };
        marks.push(aligned(word("decides", -7.0 * scale), Align::Right));
        marks.push(word("knows", 7.0 * scale));
        self.level_arrow(levels, &heights, (axis, tall), marks);
    }

    /// Whether levels are named above their bars: where no bands lead to them, and there is room.
    fn names_levels(&self, levels: &Levels, heights: &[f64], tall: f64) -> bool {
        !levels.aligned && nearest_of(heights) - tall >= self.letters(NAME) * 1.1
    }

    /// What the name of a level covers.
    fn name_taken(&self, y: f64, (axis, tall): (f64, f64)) -> MapRect {
        let size = self.letters(NAME);
        let foot = MapPoint::new(axis + 160.0 * self.frame.scale, y - tall / 2.0);
        MapRect { min: MapPoint::new(axis, foot.y - size * 1.2), max: foot }
    }

    /// What the levels are called, above their bars.
    fn level_names(&self, heights: &[f64], (axis, tall): (f64, f64), marks: &mut Vec<Mark>) {
        let size = self.letters(NAME);
        for (depth, y) in heights.iter().enumerate() {
            let x = axis + 7.0 * self.frame.scale;
            let at = MapPoint::new(x, y - tall / 2.0 - size * 0.35);
            let name = level_name(depth, heights.len());
            marks.push(text(name, at, size, Weight::Regular, Ink::TextQuiet));
        }
    }

    /// One bar from the axis to a side, with its figure in it or after it.
    fn level_bar(
        &self,
        share: Option<f64>,
        side: f64,
        at: MapPoint,
        tall: f64,
        marks: &mut Vec<Mark>,
    ) {
        let Some(share) = share else { return };
        let scale = self.frame.scale;
        let long = share * 100.0 * PER_PERCENT * scale;
        let (fill, edge) = match side < 0.0 {
            true => (Ink::AuthorityBar, None),
            false => {
                let edge = Stroke::solid(Ink::KnowledgeEdge, scale);
                (Ink::KnowledgeBar, Some(edge))
            }
        };
        let (near, far) = (at.x + side * 0.8 * scale, at.x + side * (0.8 * scale + long));
        let rect = MapRect {
            min: MapPoint::new(near.min(far), at.y - tall / 2.0),
            max: MapPoint::new(near.max(far), at.y + tall / 2.0),
        };
        if long > 0.4 {
            marks.push(Mark::Box { rect, corner: 0.0, fill: Some(fill), stroke: edge });
        }
        let size = self.letters(FIGURE).min(tall.max(self.letters(WORD * 0.8)));
        let words = words::percent(share);
        let wide = Self::width_of(&words, size, Weight::SemiBold);
        let inside = long > wide + 8.0 * scale && tall > size;
        let inset = (7.0 * scale).min((long - wide) / 2.0);
        let (x, ink, align) = match (inside, side < 0.0) {
            // Near the axis, because a long bar reaches the arrow.
            (true, true) => (near - inset, Ink::Paper, Align::Right),
            (true, false) => (near + inset, Ink::OnKnowledgeBar, Align::Left),
            (false, true) => (far - 6.0 * scale, Ink::Text, Align::Right),
            (false, false) => (far + 6.0 * scale, Ink::Text, Align::Left),
        };
        let at = MapPoint::new(x, at.y + size * 0.36);
        marks.push(aligned(text(words, at, size, Weight::SemiBold, ink), align));
    }

    /// The radius of the discs of the centres.
    fn disc(&self) -> f64 {
        (DISC * self.frame.scale).max(self.frame.smallest * LETTERED)
    }

    /// The arrow from the mean level of authority to that of knowledge.
    fn level_arrow(
        &self,
        levels: &Levels,
        heights: &[f64],
        (axis, tall): (f64, f64),
        marks: &mut Vec<Mark>,
    ) {
        let (Some(authority), Some(knowledge)) = (levels.authority, levels.knowledge) else {
            return;
        };
        let scale = self.frame.scale;
        let (from, to) = (between(heights, authority), between(heights, knowledge));
        let lane = self.lane_rect();
        let (x, radius) = (lane.min.x + 20.0 * scale, self.disc());
        let inside = |y: f64| y.clamp(lane.min.y + radius, lane.max.y - radius);
        let (from, mut to) = (inside(from), inside(to));
        let down = if to >= from { 1.0 } else { -1.0 };
        let apart = (to - from).abs();
        // Two that lie on one height stand side by side in the arrow's direction.
        let touching = apart < radius * 2.2;
        if touching {
            to = from + down * radius * 2.2;
        }
        if apart > radius * 2.6 {
            let tip = to - down * (radius + 2.0 * scale);
            let foot = tip - down * 12.0 * scale;
            let shaft = vec![MapPoint::new(x, from + down * radius), MapPoint::new(x, foot)];
            marks.push(path(shaft, Stroke::solid(Ink::Axis, 3.4 * scale)));
            let wing = 7.5 * scale;
            marks.push(Mark::Path {
                points: vec![
                    MapPoint::new(x, tip),
                    MapPoint::new(x - wing, foot),
                    MapPoint::new(x + wing, foot),
                ],
                closed: true,
                fill: Some(Ink::Axis),
                stroke: None,
            });
        }
        let size = self.letters(WORD);
        let mut taken = self.bars_taken(levels, heights, (axis, tall));
        if self.names_levels(levels, heights, tall) {
            taken.extend(heights.iter().map(|y| self.name_taken(*y, (axis, tall))));
        }
        for (center, y) in [(Center::Authority, from), (Center::Knowledge, to)] {
            let at = MapPoint::new(x, y);
            marks.extend(lettered_disc(center.letter(), at, radius, center.ink()));
            let at = MapPoint::new(x + radius + 6.0 * scale, y);
            let name = center.part_name();
            if let Some(at) = free_line(name, at, size, (lane.min.y, lane.max.y), &taken) {
                marks.push(text(name.into(), at, size, Weight::SemiBold, Ink::Text));
            }
        }
        let steps = (knowledge - authority).abs();
        let figure = format!("{} {}", words::one(steps), words::levels_apart(steps));
        let ends = (from.min(to) + radius + size * 1.5, from.max(to) - radius - size * 1.5);
        let at = MapPoint::new(x + 12.0 * scale, f64::midpoint(from, to));
        if let Some(at) = free_line(&figure, at, size, ends, &taken) {
            marks.push(text(figure, at, size, Weight::SemiBold, Ink::Text));
        }
    }

    /// What the bars at the left of the axis cover with their figures.
    fn bars_taken(
        &self,
        levels: &Levels,
        heights: &[f64],
        (axis, tall): (f64, f64),
    ) -> Vec<MapRect> {
        let scale = self.frame.scale;
        let size = self.letters(FIGURE);
        let bar = |(level, y): (&Level, &f64)| {
            let share = level.decides?;
            let long = share * 100.0 * PER_PERCENT * scale;
            let figure = Self::width_of(&words::percent(share), size, Weight::SemiBold);
            let left = axis - long - figure - 10.0 * scale;
            let half = (tall / 2.0).max(size * 0.55) + size * 0.3;
            Some(MapRect { min: MapPoint::new(left, y - half), max: MapPoint::new(axis, y + half) })
        };
        levels.levels.iter().zip(heights).filter_map(bar).collect()
    }
}

/// How far the two levels are apart that are nearest to each other.
fn nearest_of(heights: &[f64]) -> f64 {
    heights.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min)
}

/// Where a line of words can stand whose middle is to be at a place: as near to it up or down as it
/// covers nothing that is taken, between two heights; nothing where there is no room.
fn free_line(
    words: &str,
    at: MapPoint,
    size: f64,
    (top, foot): (f64, f64),
    taken: &[MapRect],
) -> Option<MapPoint> {
    const STEPS: u8 = 40;
    let wide = typeface::width(words, size, Weight::SemiBold);
    let is_free = |middle: &f64| {
        let rect = MapRect {
            min: MapPoint::new(at.x, middle - size * 0.5),
            max: MapPoint::new(at.x + wide, middle + size * 0.6),
        };
        rect.min.y >= top && rect.max.y <= foot && !taken.iter().any(|it| it.overlaps(&rect))
    };
    let near = (0..STEPS).map(|step| f64::from(step) * size * 0.1);
    let mut heights = near.flat_map(|step| [at.y + step, at.y - step]);
    heights.find(is_free).map(|middle| MapPoint::new(at.x, middle + size * 0.36))
}

/// The height of a place among levels, between two of them in proportion.
fn between(heights: &[f64], depth: f64) -> f64 {
    let last = heights.len().saturating_sub(1);
    let upper = (depth.max(0.0).floor() as usize).min(last);
    let lower = (upper + 1).min(last);
    let (Some(high), Some(low)) = (heights.get(upper), heights.get(lower)) else { return 0.0 };
    high + (low - high) * (depth - upper as f64).clamp(0.0, 1.0)
}
