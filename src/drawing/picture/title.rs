//! The title of a box: as it was set, or in larger letters, so that it can be read from afar.

use super::figure::centered;
use crate::drawing::{Ink, Mark, SMALLEST, Weight};
use crate::layout::TITLE_SIZE;
use crate::quantity::{MapPoint, MapSize};
use crate::typeface;

/// Heights of letters from afar, in map units: each for zooms at which the one before it could not
/// be read any more.
const LADDER: [f64; 7] = [TITLE_SIZE, 16.5, 18.0, 19.5, 21.0, 24.0, 28.0];
/// By so many steps letters are larger than they need be where the whole title fits so.
const LARGER: usize = 2;
/// So many steps are tried in boxes that have a sign to show instead.
const SIGNED: usize = 3;
/// A beginning of fewer letters than this says nothing.
const FEWEST: usize = 4;
/// From line to line, in heights of the letters.
const LEADING: f64 = 1.12;
/// What is left free round the lines.
const SIDE: f64 = 4.0;
const WITHIN: f64 = 6.0;

/// The room that a box has for its title.
#[derive(Debug, Clone, Copy)]
pub(super) struct TitleRoom {
    pub(super) size: MapSize,
    pub(super) corner: f64,
    /// What is taken at the left.
    pub(super) left: f64,
    pub(super) ink: Ink,
}

/// A title in letters of a height.
#[derive(Debug, Clone, PartialEq)]
struct Lines {
    lines: Vec<String>,
    size: f64,
    whole: bool,
}

impl TitleRoom {
    /// The title alone, for zooms below `near`: the whole of it in letters that can be read, as
    /// long as there are such that the box has room for, and then its beginning unless only whole
    /// titles are wanted.
    pub(super) fn distant(&self, title: &str, near: f64, only_whole: bool) -> Vec<Mark> {
        let natural = typeface::width(title, TITLE_SIZE, Weight::SemiBold) / TITLE_SIZE;
        let mut steps: Vec<(f64, f64, Lines)> = Vec::new();
        let mut below = near;
        // Some titles alone among boxes that show nothing but their signs would stand out.
        let steps_at_most = if only_whole { SIGNED } else { LADDER.len() };
        for (step, least) in LADDER.iter().enumerate().take(steps_at_most) {
            let from = SMALLEST / least;
            if from >= below {
                continue;
            }
            let Some(lines) = self.at_step(title, natural, step, only_whole) else { break };
            match steps.last_mut().filter(|last| last.2 == lines) {
                Some(last) => last.0 = from,
                None => steps.push((from, below, lines)),
            }
            below = from;
        }
        let detail = |(from_zoom, below_zoom, lines): (f64, f64, Lines)| Mark::Detail {
            from_zoom,
            below_zoom,
            marks: self.set(&lines.lines, lines.size),
        };
        steps.into_iter().map(detail).collect()
    }

    /// The title where letters must be as high as a step of the ladder.
    fn at_step(&self, title: &str, natural: f64, step: usize, only_whole: bool) -> Option<Lines> {
        let largest = (step + LARGER).min(LADDER.len() - 1);
        let sizes = LADDER[step..=largest].iter().rev();
        let whole = sizes.copied().find_map(|size| self.whole(title, natural, size));
        whole.or_else(|| {
            let lines = self.wrapped(title, LADDER[step], self.rows(LADDER[step]));
            let letters: usize = lines.iter().map(|line| line.chars().count()).sum();
            let told = !only_whole && letters >= FEWEST;
            told.then_some(Lines { lines, size: LADDER[step], whole: false })
        })
    }

    /// The whole title in letters of a height, on as few lines as it fits.
    fn whole(&self, title: &str, natural: f64, size: f64) -> Option<Lines> {
        let may = |rows: &usize| natural * size <= self.width(size, *rows) * *rows as f64;
        (1..=self.rows(size)).filter(may).find_map(|rows| {
            let lines = self.wrapped(title, size, rows);
            let whole = lines.join(" ").replace("- ", "-") == title;
            whole.then_some(Lines { lines, size, whole })
        })
    }

    fn wrapped(&self, title: &str, size: f64, rows: usize) -> Vec<String> {
        typeface::wrap(title, size, Weight::SemiBold, self.width(size, rows), rows)
    }

    /// How many lines of a height there is room for.
    fn rows(&self, size: f64) -> usize {
        let rows = ((self.size.height - WITHIN) / (size * LEADING)).floor();
        rows.clamp(1.0, 9.0) as usize
    }

    /// How wide lines may be: so many of them keep out of round corners.
    fn width(&self, size: f64, rows: usize) -> f64 {
        let high = (rows as f64 - 1.0) * size * LEADING / 2.0 + size * 0.36;
        let into = (high - (self.size.height / 2.0 - self.corner)).clamp(0.0, self.corner);
        let bend = self.corner - (self.corner * self.corner - into * into).sqrt();
        self.size.width - self.left.max(bend + SIDE) - bend - SIDE
    }

    /// Lines in the middle of what is free of the box.
    fn set(&self, lines: &[String], size: f64) -> Vec<Mark> {
        let leading = size * LEADING;
        let top = -(lines.len() as f64) * leading / 2.0;
        let x = (self.left - SIDE).max(0.0) / 2.0;
        let line = |(number, text): (usize, &String)| {
            let middle = top + (number as f64 + 0.5) * leading + size * 0.36;
            centered(text, MapPoint::new(x, middle), size, Weight::SemiBold, self.ink)
        };
        lines.iter().enumerate().map(line).collect()
    }
}
