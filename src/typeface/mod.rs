//! The bundled fonts and the widths of texts set in them.
//!
//! Boxes are sized by their text before anything is drawn, so the widths come from the fonts
//! themselves and are the same in the window, in a file and in a test. Scripts that Inter does
//! not have are drawn with bundled faces of Noto, or with whatever font of the system has them.

mod face;
mod fit;
mod lacking;
mod order;
mod set;

use std::collections::BTreeMap;
use std::sync::{OnceLock, PoisonError, RwLock};

use unicode_segmentation::UnicodeSegmentation;

pub use face::{Face, faces};
pub use fit::{shorten, wrap};
pub use lacking::{lacking_scripts, lacking_words};
pub use order::{has_left_runs, visual_order};
pub use set::{GlyphRun, PlacedGlyph, glyph_runs};

/// Inter Regular, in the form in which it is embedded and handed to whatever draws.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");

/// Inter SemiBold.
pub const SEMI_BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.otf");

/// The name by which both fonts are asked for.
pub const FAMILY: &str = "Inter";

/// Thickness of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Body text.
    Regular,
    /// Titles.
    SemiBold,
}

/// How wide a text is when it is set in a size, in the units of that size. Scripts that Inter
/// lacks are shaped with the font that steps in. Letters that no font has are taken to be as wide
/// as wide letters are.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let advances = Advances::of(weight);
    if text.chars().all(|letter| (letter as u32) < LATIN) {
        return text.chars().map(|letter| advances.of_letter(letter)).sum::<f64>() * size;
    }
    let wide = |(face, run): (Option<&'static Face>, &str)| match face {
        Some(face) => shaped(face, run),
        None => run.chars().map(|letter| advances.of_letter(letter)).sum::<f64>(),
    };
    runs(text, weight).into_iter().map(wide).sum::<f64>() * size
}

/// A text as runs of one font each, in the order in which it is written: none where Inter, or no
/// font at all, has the letters. A space behind a word is of the word's font, so that a line of
/// one script is one run; in scripts that run to the left each word is one, because whoever
/// draws from left to right sets them in [`visual_order`].
#[must_use]
pub fn runs(text: &str, weight: Weight) -> Vec<(Option<&'static Face>, &str)> {
    let advances = Advances::of(weight);
    let runs_left = has_left_runs(text);
    let mut runs: Vec<(Option<&'static Face>, std::ops::Range<usize>)> = Vec::new();
    for (at, cluster) in text.grapheme_indices(true) {
        let before = runs.last().and_then(|(face, _)| *face);
        let face = match before.filter(|face| cluster == " " && !runs_left && face.has_space()) {
            Some(face) => Some(face),
            None if advances.has(cluster) => None,
            None => face::face_of(cluster),
        };
        let end = at + cluster.len();
        let same = |of: Option<&'static Face>| match (of, face) {
            (None, None) => true,
            (Some(one), Some(other)) => std::ptr::eq(one, other),
            (None, Some(_)) | (Some(_), None) => false,
        };
        match runs.last_mut() {
            Some((of, range)) if same(*of) => range.end = end,
            _ => runs.push((face, at..end)),
        }
    }
    runs.into_iter().filter_map(|(face, range)| Some((face, text.get(range)?))).collect()
}

/// How many shaped texts are remembered; beyond it the memory starts anew.
const REMEMBERED: usize = 20_000;

/// How wide a run of one font is, as a part of the size.
fn shaped(face: &'static Face, run: &str) -> f64 {
    static KNOWN: RwLock<BTreeMap<(usize, String), f64>> = RwLock::new(BTreeMap::new());
    let key = (std::ptr::from_ref(face).addr(), run.to_owned());
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return *known;
    }
    let advance = face.advance(&key.1);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= REMEMBERED {
        known.clear();
    }
    known.insert(key, advance);
    advance
}

/// From one base line to the next.
#[must_use]
pub fn line_height(size: f64) -> f64 {
    size * 1.25
}

/// How far letters reach above the base line, as the font states it.
#[must_use]
pub fn ascent(size: f64) -> f64 {
    let stated =
        |face: &ttf_parser::Face<'_>| f64::from(face.ascender()) / f64::from(face.units_per_em());
    Advances::of(Weight::Regular).face.as_ref().map_or(1.0, stated) * size
}

/// How far letters reach below the base line, as the font states it, counted downwards.
#[must_use]
pub fn descent(size: f64) -> f64 {
    let stated =
        |face: &ttf_parser::Face<'_>| -f64::from(face.descender()) / f64::from(face.units_per_em());
    Advances::of(Weight::Regular).face.as_ref().map_or(0.25, stated) * size
}

/// Advance widths as parts of the size.
struct Advances {
    face: Option<ttf_parser::Face<'static>>,
    latin: Vec<f64>,
}

/// Widths of letters up to here are looked up once.
const LATIN: u32 = 0x250;

/// What a letter that the font does not have is taken for.
const MISSING: f64 = 0.62;

/// From here on scripts have letters as wide as high.
const WIDE: char = '\u{1100}';

impl Advances {
    fn of(weight: Weight) -> &'static Self {
        static REGULAR_ADVANCES: OnceLock<Advances> = OnceLock::new();
        static SEMI_BOLD_ADVANCES: OnceLock<Advances> = OnceLock::new();
        match weight {
            Weight::Regular => REGULAR_ADVANCES.get_or_init(|| Self::read(REGULAR)),
            Weight::SemiBold => SEMI_BOLD_ADVANCES.get_or_init(|| Self::read(SEMI_BOLD)),
        }
    }

    fn read(font: &'static [u8]) -> Self {
        let mut advances = Self { face: ttf_parser::Face::parse(font, 0).ok(), latin: Vec::new() };
        let letters = (0..LATIN).map(|code| char::from_u32(code).unwrap_or(' '));
        advances.latin = letters.map(|letter| advances.look_up(letter)).collect();
        advances
    }

    fn has(&self, cluster: &str) -> bool {
        self.face.as_ref().is_some_and(|face| face::has_all(face, cluster))
    }

    /// The glyph of a letter; 0 where the font has none.
    fn glyph(&self, letter: char) -> u32 {
        let glyph = self.face.as_ref().and_then(|face| face.glyph_index(letter));
        glyph.map_or(0, |glyph| u32::from(glyph.0))
    }

    fn of_letter(&self, letter: char) -> f64 {
        let known = self.latin.get(letter as usize).copied();
        known.unwrap_or_else(|| self.look_up(letter))
    }

    fn look_up(&self, letter: char) -> f64 {
        if letter.is_control() {
            return 0.0;
        }
        let advance = self.face.as_ref().and_then(|face| {
            let glyph = face.glyph_index(letter)?;
            Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
        });
        advance.unwrap_or(if letter >= WIDE { 1.0 } else { MISSING })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_come_from_the_font() {
        // Inter's digits and letters: a full stop is far narrower than an M, bold is wider.
        assert!(width(".", 10.0, Weight::Regular) * 2.0 < width("M", 10.0, Weight::Regular));
        let regular = width("Director", 15.0, Weight::Regular);
        assert!(regular < width("Director", 15.0, Weight::SemiBold));
        assert!((width("Director", 30.0, Weight::Regular) - 2.0 * regular).abs() < 1e-9);
    }
}
