//! The finding as a sentence, how to read it, and what it rests on.

use super::Sheet;
use super::shape::{area, text};
use crate::drawing::{Ink, Mark, Weight};
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;

const HEADLINE: f64 = 25.0;
const READING: f64 = 16.0;
const CAPTION: f64 = 13.0;
/// A headline is shrunk to this part at the least to stand on one line.
const SHRUNK: f64 = 0.82;
/// From one line to the next, as a part of the size of its letters.
const LEADING: f64 = 1.28;

/// A line of the heading.
struct Line {
    words: String,
    size: f64,
    weight: Weight,
    ink: Ink,
}

impl Sheet<'_> {
    /// How much of the screen the heading takes, without the margin above it.
    pub(super) fn heading_height(&self) -> f64 {
        let lines: f64 = self.heading_lines().iter().map(|line| line.size * LEADING).sum();
        if lines > 0.0 { lines + self.margin() * 0.8 } else { 0.0 }
    }

    fn heading_lines(&self) -> Vec<Line> {
        let room = self.frame.width - 2.0 * self.margin();
        let mut lines = Vec::new();
        let mut add = |words: &str, size: f64, weight, ink, most| {
            if words.is_empty() {
                return;
            }
            for words in typeface::wrap(words, size, weight, room, most) {
                lines.push(Line { words, size, weight, ink });
            }
        };
        if self.parts.headline {
            // A finding that nearly fits stands on one line in slightly smaller letters.
            let full = self.letters(HEADLINE);
            let wide = Self::width_of(&self.picture.headline, full, Weight::SemiBold);
            let part = room * 0.998 / wide.max(1.0);
            let fits = part >= SHRUNK && full * part >= self.frame.smallest;
            let size = if fits { full * part.min(1.0) } else { full };
            add(&self.picture.headline, size, Weight::SemiBold, Ink::Text, 2);
        }
        if self.parts.reading {
            let size = self.letters(READING);
            add(&self.picture.reading, size, Weight::Regular, Ink::TextQuiet, 2);
        }
        lines
    }

    pub(super) fn heading(&self, marks: &mut Vec<Mark>) {
        let left = self.margin();
        let lines = self.heading_lines();
        let widths = lines.iter().map(|line| Self::width_of(&line.words, line.size, line.weight));
        let wide = widths.fold(0.0, f64::max);
        if wide > 0.0 {
            // A map that is moved under the words must not make them unreadable.
            let corner = MapPoint::new(left + wide + 8.0, self.heading_height());
            let rect = MapRect { min: MapPoint::default(), max: corner };
            marks.push(area(rect, 0.0, Ink::Paper));
        }
        let mut base = self.margin() * 0.5;
        for line in lines {
            base += line.size * LEADING;
            let at = MapPoint::new(left, base - line.size * 0.2);
            marks.push(text(line.words, at, line.size, line.weight, line.ink));
        }
    }

    pub(super) fn caption_height(&self) -> f64 {
        let shown = self.parts.caption && !self.picture.caption.is_empty();
        if shown { self.letters(CAPTION) * 1.5 } else { 0.0 }
    }

    pub(super) fn caption(&self, marks: &mut Vec<Mark>) {
        if self.caption_height() <= 0.0 {
            return;
        }
        let (size, left) = (self.letters(CAPTION), self.margin());
        let room = self.frame.width - 2.0 * left;
        let mut told = self.picture.caption.as_str();
        // Whole parts are left out before one is cut off.
        while Self::width_of(told, size, Weight::Regular) > room {
            let Some(end) = told.rfind([';', ',']) else { break };
            told = &told[..end];
        }
        let words = typeface::shorten(told, size, Weight::Regular, room);
        let at = MapPoint::new(left, self.frame.height - left * 0.9);
        marks.push(text(words.into_owned(), at, size, Weight::Regular, Ink::TextQuiet));
    }
}
