//! The legend: as few rows as hold all that the picture shows.

use super::Sheet;
use super::shape::{area, placed, text};
use crate::drawing::picture::LegendRow;
use crate::drawing::{Ink, Mark, Weight};
use crate::quantity::{MapPoint, MapRect};

const LETTERS: f64 = 14.5;
const LEADING: f64 = 1.5;
const SWATCH: f64 = 28.0;
const BETWEEN: f64 = 22.0;

/// The legend broken into rows: each entry with its place from the left.
struct Rows {
    rows: Vec<Vec<(usize, f64)>>,
    width: f64,
}

impl Sheet<'_> {
    /// How much of the screen legend and caption take, without the margin below them.
    pub(super) fn footer_height(&self) -> f64 {
        let rows = self.legend_rows().rows.len() as f64;
        let content = rows * self.letters(LETTERS) * LEADING + self.caption_height();
        if content > 0.0 { content + self.margin() * 0.8 } else { 0.0 }
    }

    /// How much the swatches are enlarged: as much as the words beside them.
    fn swatch_scale(&self) -> f64 {
        self.letters(LETTERS) / LETTERS
    }

    fn legend_rows(&self) -> Rows {
        let scale = self.swatch_scale();
        let size = self.letters(LETTERS);
        let room = self.frame.width - 2.0 * self.margin();
        let mut rows: Vec<Vec<(usize, f64)>> = Vec::new();
        let (mut left, mut width) = (0.0, 0.0_f64);
        if self.parts.legend {
            for (index, entry) in self.picture.legend.iter().enumerate() {
                let (_, words) = self.at_true_size(entry);
                let wide = SWATCH * scale + 8.0 * scale;
                let wide = wide + Self::width_of(&words, size, Weight::Regular);
                if rows.is_empty() || left + wide > room {
                    rows.push(Vec::new());
                    left = 0.0;
                }
                if let Some(row) = rows.last_mut() {
                    row.push((index, left));
                }
                width = width.max(left + wide);
                left += wide + BETWEEN * scale;
            }
        }
        Rows { rows, width }
    }

    /// How large the swatch of an entry is drawn, and its words. What stands for a share is shown
    /// as large as it is on the map: for ten parts in a hundred, or for fewer where that would be
    /// too large.
    fn at_true_size(&self, entry: &LegendRow) -> (f64, String) {
        if !entry.true_size {
            return (self.swatch_scale(), entry.text.clone());
        }
        let largest = SWATCH * self.swatch_scale();
        // A stretch of river is twice as long as the bar of so much.
        let fits = |percent: &f64| 2.4 * percent * self.frame.zoom <= largest;
        let percent = [10.0, 5.0, 2.0, 1.0].into_iter().find(fits).unwrap_or(1.0);
        let words = match entry.text.split_once(' ') {
            // "of the knowledge" follows its number, "decides" goes before it.
            Some(("of", _)) => format!("{percent}\u{a0}% {}", entry.text),
            _ => format!("{} {percent}\u{a0}%", entry.text),
        };
        (self.frame.zoom * percent / 10.0, words)
    }

    pub(super) fn legend(&self, marks: &mut Vec<Mark>) {
        let legend = self.legend_rows();
        if legend.rows.is_empty() {
            return;
        }
        let scale = self.swatch_scale();
        let (left, size) = (self.margin(), self.letters(LETTERS));
        let bottom = self.frame.height - left * 0.7 - self.caption_height();
        let leading = size * LEADING;
        let top = bottom - legend.rows.len() as f64 * leading;
        let rect = MapRect {
            min: MapPoint::new(left * 0.5, top),
            max: MapPoint::new(left + legend.width + left * 0.5, bottom),
        };
        marks.push(area(rect, 6.0, Ink::Paper));
        for (line, row) in legend.rows.iter().enumerate() {
            let middle = top + (line as f64 + 0.5) * leading;
            for (index, offset) in row {
                let Some(entry) = self.picture.legend.get(*index) else { continue };
                let (swatch, words) = self.at_true_size(entry);
                let at = MapPoint::new(left + offset + SWATCH / 2.0 * scale, middle);
                marks.extend(entry.swatch.iter().map(|mark| placed(mark, at, swatch)));
                let from = left + offset + (SWATCH + 8.0) * scale;
                let at = MapPoint::new(from, middle + size * 0.36);
                marks.push(text(words, at, size, Weight::Regular, Ink::Text));
            }
        }
    }
}
