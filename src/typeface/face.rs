//! Which font has the letters of a text: the bundled ones first, then those of the system.

use std::sync::{OnceLock, PoisonError, RwLock};

use fontdb::{Database, FaceInfo, Source, Style};
use harfrust::{FontRef, GlyphBuffer, ShapeOptions, ShaperData, UnicodeBuffer};
use ttf_parser::{GlyphId, OutlineBuilder};

use super::{PlacedGlyph, lacking};

/// A font that steps in where Inter has no letters.
pub struct Face {
    /// Its name, for lists of fonts.
    pub name: String,
    /// The file it lies in.
    pub bytes: &'static [u8],
    /// Which of the file's fonts it is.
    pub index: u32,
    letters: ttf_parser::Face<'static>,
    shaper: ShaperData,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.index)
    }
}

impl Face {
    fn read(name: &str, bytes: &'static [u8], index: u32) -> Option<Self> {
        let letters = ttf_parser::Face::parse(bytes, index).ok()?;
        let shaper = ShaperData::new(&FontRef::from_index(bytes, index).ok()?);
        Some(Self { name: name.to_owned(), bytes, index, letters, shaper })
    }

    /// Whether it has every letter of a cluster; signs that are never seen do not count.
    fn has(&self, cluster: &str) -> bool {
        has_all(&self.letters, cluster)
    }

    /// Whether its space is one between words: fonts of signs have one as wide as a sign.
    pub(super) fn has_space(&self) -> bool {
        let advance =
            self.letters.glyph_index(' ').and_then(|it| self.letters.glyph_hor_advance(it));
        advance.is_some_and(|advance| f64::from(advance) < 0.4 * self.units())
    }

    /// How wide a text of one script is when it is shaped, as a part of the size.
    pub(super) fn advance(&self, text: &str) -> f64 {
        let Some(shaped) = self.shaped(text) else { return 0.0 };
        let units: i64 = shaped.glyph_positions().iter().map(|it| i64::from(it.x_advance)).sum();
        units as f64 / self.units()
    }

    /// The outlines of a run of one script, shaped and set in a size, as the data of a path whose
    /// first letter from the left stands at the origin; y grows downwards.
    #[must_use]
    pub fn outlines(&self, text: &str, size: f64) -> String {
        let Some(shaped) = self.shaped(text) else { return String::new() };
        let scale = size / self.units();
        let mut pen = Pen { path: String::new(), scale, x: 0.0, y: 0.0 };
        let mut x = 0.0;
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            pen.x = x + f64::from(place.x_offset);
            pen.y = f64::from(place.y_offset);
            if let Ok(id) = u16::try_from(glyph.glyph_id) {
                // A space has no outline, and needs none.
                let _ = self.letters.outline_glyph(GlyphId(id), &mut pen);
            }
            x += f64::from(place.x_advance);
        }
        pen.path
    }

    /// The glyphs of a run of one script, from left to right.
    pub(super) fn glyphs(&self, text: &str) -> Vec<PlacedGlyph> {
        let Some(shaped) = self.shaped(text) else { return Vec::new() };
        let mut starts: Vec<usize> =
            shaped.glyph_infos().iter().map(|glyph| glyph.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let units = self.units();
        let part = |length: i32| f64::from(length) / units;
        let place = |(glyph, place): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
            let start = glyph.cluster as usize;
            let next = starts.partition_point(|other| *other <= start);
            let end = starts.get(next).copied().unwrap_or(text.len());
            PlacedGlyph {
                id: glyph.glyph_id,
                range: start..end,
                advance: part(place.x_advance),
                x: part(place.x_offset),
                y: part(place.y_offset),
            }
        };
        shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(place).collect()
    }

    fn shaped(&self, text: &str) -> Option<GlyphBuffer> {
        let font = FontRef::from_index(self.bytes, self.index).ok()?;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        Some(self.shaper.shaper(&font).build().shape(buffer, ShapeOptions::new()))
    }

    fn units(&self) -> f64 {
        f64::from(self.letters.units_per_em().max(1))
    }
}

/// Writes outlines as the data of a path.
struct Pen {
    path: String,
    scale: f64,
    x: f64,
    y: f64,
}

impl Pen {
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        for (x, y) in points {
            let x = (self.x + f64::from(*x)) * self.scale;
            let y = -(self.y + f64::from(*y)) * self.scale;
            self.path.push_str(&format!("{x:.2} {y:.2} "));
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('Q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('C', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

/// Whether a font has every letter of a cluster that is meant to be seen.
pub(super) fn has_all(font: &ttf_parser::Face<'_>, cluster: &str) -> bool {
    cluster
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .all(|letter| font.glyph_index(letter).is_some_and(|glyph| glyph != GlyphId(0)))
}

/// Joiners, marks of direction and choosers of a form: no font needs a picture of them.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Fonts for scripts that a bare machine lacks, and signs.
const BUNDLED: [(&str, &[u8]); 5] = [
    ("Noto Sans Arabic", include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf")),
    ("Noto Sans Hebrew", include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf")),
    ("Noto Sans Devanagari", include_bytes!("../../assets/fonts/NotoSansDevanagari-Regular.ttf")),
    ("Noto Sans Thai", include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf")),
    ("Noto Emoji", epaint_default_fonts::NOTO_EMOJI_REGULAR),
];

fn bundled() -> &'static [Face] {
    static FACES: OnceLock<Vec<Face>> = OnceLock::new();
    FACES.get_or_init(|| {
        BUNDLED.iter().filter_map(|(name, bytes)| Face::read(name, bytes, 0)).collect()
    })
}

/// What was found on the system so far, in the order in which texts asked for it.
static FOUND: RwLock<Vec<&'static Face>> = RwLock::new(Vec::new());

/// All fonts that step in for Inter by now: the bundled ones, then those of the system that some
/// text needed. The list only grows.
#[must_use]
pub fn faces() -> Vec<&'static Face> {
    let found = FOUND.read().unwrap_or_else(PoisonError::into_inner);
    bundled().iter().chain(found.iter().copied()).collect()
}

/// The font that has a cluster of letters, if any has. The first cluster of a script that no font
/// at hand has searches those of the system, once.
pub(super) fn face_of(cluster: &str) -> Option<&'static Face> {
    let at_hand = |found: &[&'static Face]| {
        bundled().iter().chain(found.iter().copied()).find(|face| face.has(cluster))
    };
    if let Some(face) = at_hand(&FOUND.read().unwrap_or_else(PoisonError::into_inner)) {
        return Some(face);
    }
    if lacking::is_known(cluster) {
        return None;
    }
    let mut found = FOUND.write().unwrap_or_else(PoisonError::into_inner);
    // Somebody else may have found it meanwhile.
    if let Some(face) = at_hand(&found) {
        return Some(face);
    }
    match of_system(cluster) {
        Some(face) => {
            // A font that was needed once is kept as long as the program runs.
            let face: &'static Face = Box::leak(Box::new(face));
            found.push(face);
            Some(face)
        }
        None => {
            lacking::note(cluster);
            None
        }
    }
}

/// The plainest font of the system that has a cluster.
fn of_system(cluster: &str) -> Option<Face> {
    static SYSTEM: OnceLock<(Database, Vec<fontdb::ID>)> = OnceLock::new();
    let (system, order) = SYSTEM.get_or_init(|| {
        let mut system = Database::new();
        system.load_system_fonts();
        let mut order: Vec<_> = system
            .faces()
            .map(|face| (fancy(face), face.post_script_name.clone(), face.id))
            .collect();
        order.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        let order = order.into_iter().map(|(_, _, id)| id).collect();
        (system, order)
    });
    order.iter().find_map(|id| {
        let fits = system.with_face_data(*id, |bytes, index| {
            ttf_parser::Face::parse(bytes, index).is_ok_and(|face| has_all(&face, cluster))
        })?;
        if !fits {
            return None;
        }
        let face = system.face(*id)?;
        let name = face.families.first().map_or("system", |(name, _)| name.as_str());
        let bytes = match &face.source {
            Source::Binary(bytes) => bytes.as_ref().as_ref().to_vec(),
            Source::File(_) | Source::SharedFile(..) => {
                system.with_face_data(*id, |bytes, _| bytes.to_vec())?
            }
        };
        Face::read(name, Vec::leak(bytes), face.index)
    })
}

/// How far a font is from plain body text: the plainest is asked first.
fn fancy(face: &FaceInfo) -> u32 {
    let name = face.families.first().map_or("", |(name, _)| name.as_str());
    let mut points = u32::from(face.weight.0.abs_diff(400)) / 100;
    points += if face.style == Style::Normal { 0 } else { 8 };
    points += if face.monospaced { 4 } else { 0 };
    points += if name.contains("Serif") { 2 } else { 0 };
    points += if name.starts_with("Noto Sans") { 0 } else { 3 };
    points += if name.contains("CJK") && !name.ends_with(region()) { 1 } else { 0 };
    // Pictures in colour cannot be drawn as letters, and a font of last resort has only frames.
    points += if name.contains("Color") || name.contains("Last Resort") { 100 } else { 0 };
    points
}

/// Whose forms of Chinese signs are drawn: those of the language that the system is set to.
fn region() -> &'static str {
    static REGION: OnceLock<&str> = OnceLock::new();
    REGION.get_or_init(|| {
        let language = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match language.as_deref().unwrap_or_default() {
            ja if ja.starts_with("ja") => "JP",
            ko if ko.starts_with("ko") => "KR",
            hk if hk.starts_with("zh_HK") => "HK",
            tw if tw.starts_with("zh_TW") => "TC",
            _ => "SC",
        }
    })
}
