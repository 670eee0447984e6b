//! The bundled fonts and the widths of texts set in them.
//!
//! Boxes are sized by their text before anything is drawn, so the widths come from the fonts
//! themselves and are the same in the window, in a file and in a test.

mod fit;

use std::sync::OnceLock;

use ttf_parser::Face;

pub use fit::{shorten, wrap};

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

/// How wide a text is when it is set in a size, in the units of that size. Letters that the
/// fonts do not have are taken to be as wide as wide letters are.
#[must_use]
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let advances = Advances::of(weight);
    text.chars().map(|letter| advances.of_letter(letter)).sum::<f64>() * size
}

/// From one base line to the next.
#[must_use]
pub fn line_height(size: f64) -> f64 {
    size * 1.25
}

/// How far letters reach above the base line, as the font states it.
#[must_use]
pub fn ascent(size: f64) -> f64 {
    let stated = |face: &Face<'_>| f64::from(face.ascender()) / f64::from(face.units_per_em());
    Advances::of(Weight::Regular).face.as_ref().map_or(1.0, stated) * size
}

/// How far letters reach below the base line, as the font states it, counted downwards.
#[must_use]
pub fn descent(size: f64) -> f64 {
    let stated = |face: &Face<'_>| -f64::from(face.descender()) / f64::from(face.units_per_em());
    Advances::of(Weight::Regular).face.as_ref().map_or(0.25, stated) * size
}

/// Advance widths as parts of the size.
struct Advances {
    face: Option<Face<'static>>,
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
        let mut advances = Self { face: Face::parse(font, 0).ok(), latin: Vec::new() };
        let letters = (0..LATIN).map(|code| char::from_u32(code).unwrap_or(' '));
        advances.latin = letters.map(|letter| advances.look_up(letter)).collect();
        advances
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
