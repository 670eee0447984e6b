//! What the inks look like in each theme.

use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

use super::Ink;

/// A set of colours for one way of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Dark on warm white, for a desk by day.
    #[default]
    Light,
    /// Light on near black.
    Dark,
    /// Black on white with strong colours, for a projector in a bright room.
    Projector,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Projector];

    /// Its name on the screen.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Projector => "Projector",
        }
    }

    /// Its name on the command line and in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    /// The theme of this key or name, ignoring case.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| text.eq_ignore_ascii_case(theme.key()))
    }
}

/// A colour as a screen shows it, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Red.
    pub r: u8,
    /// Green.
    pub g: u8,
    /// Blue.
    pub b: u8,
    /// Opacity: 255 covers all behind it.
    pub a: u8,
}

impl Color {
    /// The colour of `#RRGGBB` or `#RRGGBBAA`; nothing for any other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        match digits.len() {
            6 => Some(Self { r: pair(0)?, g: pair(2)?, b: pair(4)?, a: 255 }),
            8 => Some(Self { r: pair(0)?, g: pair(2)?, b: pair(4)?, a: pair(6)? }),
            _ => None,
        }
    }

    /// This colour on an opaque ground, as the eye sees it.
    #[must_use]
    pub fn over(self, ground: Self) -> Self {
        let opaque = Self { a: 255, ..self };
        Self { a: 255, ..ground }.toward(opaque, f64::from(self.a) / 255.0)
    }

    /// The contrast of two opaque colours, 1 (none) to 21, by WCAG 2.2.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Relative luminance by WCAG 2.2, 0 black to 1 white.
    fn luminance(self) -> f64 {
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// The colour this far on the way to another, 0 this one to 1 the other.
    fn toward(self, other: Self, part: f64) -> Self {
        let part = part.clamp(0.0, 1.0);
        let mix = |from: u8, to: u8| {
            // Stays within 0 to 255, as it lies between two bytes.
            (f64::from(from) + (f64::from(to) - f64::from(from)) * part).round() as u8
        };
        Self {
            r: mix(self.r, other.r),
            g: mix(self.g, other.g),
            b: mix(self.b, other.b),
            a: mix(self.a, other.a),
        }
    }

    /// The colour this far on the way to another as the eye sees it, 0 this one to 1 the other:
    /// mixed in OKLab (Ottosson 2020), where equal steps look equal. Opacity is mixed evenly.
    fn blended(self, other: Self, part: f64) -> Self {
        let part = part.clamp(0.0, 1.0);
        let ([l, a, b], [m, c, d]) = (self.oklab(), other.oklab());
        let mix = |from: f64, to: f64| from + (to - from) * part;
        let mixed = Self::from_oklab([mix(l, m), mix(a, c), mix(b, d)]);
        Self { a: mix(f64::from(self.a), f64::from(other.a)).round() as u8, ..mixed }
    }

    /// Lightness, green to red, blue to yellow, by the matrices of Ottosson (2020).
    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = [self.r, self.g, self.b].map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        Self {
            r: gamma(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            g: gamma(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            b: gamma(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
            a: 255,
        }
    }

    /// The same colour, covering only this part of what it did.
    fn faded(self, part: f64) -> Self {
        Self { a: (f64::from(self.a) * part.clamp(0.0, 1.0)).round() as u8, ..self }
    }
}

/// A channel as light, 0 to 1 (the transfer function of sRGB, IEC 61966-2-1).
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The channel of an amount of light; what no screen shows becomes the nearest that one does.
fn gamma(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value =
        if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    // Lies between 0 and 255.
    (value * 255.0).round() as u8
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!("{text:?} is not a colour; write #RRGGBB"))
        })
    }
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy)]
pub struct Palette(&'static Tokens);

impl Palette {
    /// The palette of a theme.
    #[must_use]
    pub fn of(theme: Theme) -> Self {
        static THEMES: OnceLock<Themes> = OnceLock::new();
        let themes = THEMES.get_or_init(|| {
            serde_json::from_str(include_str!("../../assets/themes.json"))
                .unwrap_or_else(|error| unreachable!("the themes are part of the program: {error}"))
        });
        Self(match theme {
            Theme::Light => &themes.light,
            Theme::Dark => &themes.dark,
            Theme::Projector => &themes.projector,
        })
    }

    /// What an ink looks like.
    #[must_use]
    pub fn color(&self, ink: Ink) -> Color {
        let tokens = self.0;
        match ink {
            Ink::Paper => tokens.paper,
            Ink::Surface => tokens.surface,
            Ink::Hairline => tokens.hairline,
            Ink::Text => tokens.text,
            Ink::TextQuiet => tokens.text_quiet,
            Ink::Position => tokens.position,
            Ink::PositionEdge => tokens.position_edge,
            Ink::OnOrganicity { score, confidence } => self.on(self.ramp(score, confidence)),
            Ink::Organicity { score, confidence } => self.ramp(score, confidence),
            Ink::Mass { tone } => tokens.position.blended(tokens.mass, tone),
            Ink::Unknown => tokens.unknown,
            Ink::Line | Ink::DottedLine | Ink::Axis => tokens.line,
            Ink::PaperLine => tokens.hairline,
            Ink::RefusedLine => tokens.refused,
            Ink::Assistant | Ink::Team | Ink::Vacant | Ink::FoldedUnit | Ink::Folded => {
                tokens.position_edge
            }
            Ink::Unsure | Ink::InnerTalk => tokens.text_quiet,
            Ink::Ring | Ink::UnitPoint => tokens.text,
            Ink::Consult
            | Ink::Instruct
            | Ink::Inform
            | Ink::Relation { .. }
            | Ink::ConsultFaint
            | Ink::InstructFaint
            | Ink::InformFaint
            | Ink::RelationFaint { .. } => self.flow(ink),
            Ink::Authority | Ink::AuthorityBar | Ink::DecidesMore => tokens.authority,
            Ink::Knowledge | Ink::KnowledgeEdge => tokens.knowledge,
            Ink::Influence | Ink::Emergent | Ink::Dependence => tokens.influence,
            Ink::Gravity | Ink::Margin | Ink::Drift => tokens.gravity,
            Ink::Chance => tokens.gravity.faded(0.28),
            Ink::KnowledgeBar => tokens.knowledge_bar,
            Ink::OnKnowledgeBar => self.on(tokens.knowledge_bar),
            Ink::Gap { tone } => self.gap(tone),
            Ink::River => tokens.river,
            Ink::RiverDown => tokens.river_down,
            Ink::LevelBand => tokens.level_band,
            Ink::Zone { tone } => tokens.zone_low.blended(tokens.zone_high, tone),
            Ink::Routine => tokens.routine,
            Ink::RoutineFill => tokens.routine_fill,
            Ink::Tighter { tone } => tokens.position.blended(tokens.tighter, 0.12 + 0.4 * tone),
            Ink::Looser { tone } => tokens.position.blended(tokens.looser, 0.12 + 0.4 * tone),
            Ink::TighterText => tokens.tighter,
            Ink::LooserText => tokens.looser,
            Ink::TighterPoint => tokens.tighter.faded(0.6),
            Ink::LooserPoint => tokens.looser.faded(0.6),
            Ink::FitsPoint => tokens.text_quiet.faded(0.6),
            Ink::Fits => tokens.fits,
            Ink::Shade { tone } => self.shade(tone),
            Ink::OnShade { tone } => self.on(self.shade(tone)),
            Ink::FitBand => tokens.fit_band,
            Ink::UnitArea { depth } => self.unit_area(depth),
            Ink::UnitText => tokens.unit_text,
            Ink::UnitAccent { tone } => {
                tokens.unit_accents[usize::from(tone) % tokens.unit_accents.len()]
            }
        }
    }

    /// From the inside of a position to the side that has more.
    fn gap(&self, tone: f64) -> Color {
        let side = if tone < 0.0 { self.0.decides_more } else { self.0.knows_more };
        self.0.position.blended(side, tone.abs())
    }

    /// Paper under as many layers of the area of a unit as lie there; units that lie deeper are as
    /// dark as those in the third.
    fn unit_area(&self, depth: u8) -> Color {
        let layers = 0..=depth.min(2);
        layers.fold(self.0.paper, |ground, _| self.0.unit_area.over(ground))
    }

    /// From paper to the grey of lines.
    fn shade(&self, tone: f64) -> Color {
        self.0.paper.blended(self.0.line, tone.clamp(0.0, 1.0) * 0.6)
    }

    /// What the ink of a flow looks like.
    fn flow(&self, ink: Ink) -> Color {
        let tokens = self.0;
        let relation = |number: u8| tokens.relations[usize::from(number) % tokens.relations.len()];
        match ink {
            Ink::Consult => tokens.consult,
            Ink::Instruct => tokens.instruct,
            Ink::Relation { number } => relation(number),
            Ink::ConsultFaint => tokens.consult.faded(tokens.faint),
            Ink::InstructFaint => tokens.instruct.faded(tokens.faint),
            Ink::InformFaint => tokens.inform.faded(tokens.faint),
            Ink::RelationFaint { number } => relation(number).faded(tokens.faint),
            _ => tokens.inform,
        }
    }

    /// From steel blue through grey to amber; paler the less sure.
    fn ramp(&self, score: f64, confidence: f64) -> Color {
        let tokens = self.0;
        let hue = if score < 0.5 {
            tokens.mechanistic.blended(tokens.mixed, score * 2.0)
        } else {
            tokens.mixed.blended(tokens.organic, score * 2.0 - 1.0)
        };
        // Even a weak reading keeps a third of its hue, or it could not be told from none.
        tokens.unsure.blended(hue, 0.35 + 0.65 * confidence.clamp(0.0, 1.0))
    }

    /// The text colour that stands out most on a fill.
    fn on(&self, fill: Color) -> Color {
        let (dark, light) = (self.0.on_light, self.0.on_dark);
        if fill.contrast(dark) >= fill.contrast(light) { dark } else { light }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Themes {
    light: Tokens,
    dark: Tokens,
    projector: Tokens,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    paper: Color,
    surface: Color,
    hairline: Color,
    text: Color,
    text_quiet: Color,
    position: Color,
    position_edge: Color,
    on_light: Color,
    on_dark: Color,
    mechanistic: Color,
    mixed: Color,
    organic: Color,
    unsure: Color,
    unknown: Color,
    line: Color,
    consult: Color,
    instruct: Color,
    inform: Color,
    relations: [Color; 8],
    faint: f64,
    authority: Color,
    knowledge: Color,
    influence: Color,
    gravity: Color,
    knowledge_bar: Color,
    knows_more: Color,
    decides_more: Color,
    river: Color,
    river_down: Color,
    level_band: Color,
    zone_low: Color,
    zone_high: Color,
    refused: Color,
    routine: Color,
    routine_fill: Color,
    tighter: Color,
    looser: Color,
    fits: Color,
    fit_band: Color,
    mass: Color,
    unit_area: Color,
    unit_text: Color,
    unit_accents: [Color; 8],
}
