//! Lines of text as glyphs, for whoever embeds the fonts and places every letter.

use std::ops::Range;

use super::{Advances, Face, Weight, runs};

/// A part of a line in one font, shaped.
#[derive(Debug)]
pub struct GlyphRun<'t> {
    /// The font; Inter where none steps in.
    pub face: Option<&'static Face>,
    /// The text of the run.
    pub text: &'t str,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<PlacedGlyph>,
}

/// A glyph of a run. Lengths are parts of the size of the letters.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedGlyph {
    /// Its number in the font; 0 where the font lacks the letter.
    pub id: u32,
    /// The bytes of the run's text that it stands for.
    pub range: Range<usize>,
    /// How far the next glyph stands from it.
    pub advance: f64,
    /// How far to the right of its place it is drawn.
    pub x: f64,
    /// How far above the base line it is drawn.
    pub y: f64,
}

/// The glyphs of a line, run by run from left to right, as wide as [`super::width`] says. A line
/// with words that run to the left has to be in [`super::visual_order`].
#[must_use]
pub fn glyph_runs(line: &str, weight: Weight) -> Vec<GlyphRun<'_>> {
    let set = |(face, text): (Option<&'static Face>, _)| {
        let glyphs = match face {
            Some(face) => face.glyphs(text),
            None => letters(text, weight),
        };
        GlyphRun { face, text, glyphs }
    };
    runs(line, weight).into_iter().map(set).collect()
}

/// A run in Inter, letter by letter.
fn letters(text: &str, weight: Weight) -> Vec<PlacedGlyph> {
    let advances = Advances::of(weight);
    let place = |(at, letter): (usize, char)| PlacedGlyph {
        id: advances.glyph(letter),
        range: at..at + letter.len_utf8(),
        advance: advances.of_letter(letter),
        x: 0.0,
        y: 0.0,
    };
    text.char_indices().filter(|(_, letter)| !letter.is_control()).map(place).collect()
}
