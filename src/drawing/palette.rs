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
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
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

    /// The same colour, covering only this part of what it did.
    fn faded(self, part: f64) -> Self {
        Self { a: (f64::from(self.a) * part.clamp(0.0, 1.0)).round() as u8, ..self }
    }
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
        let relation = |number: u8| tokens.relations[usize::from(number) % tokens.relations.len()];
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
            Ink::Mass { tone } => tokens.position.toward(tokens.mass, tone),
            Ink::Unknown => tokens.unknown,
            Ink::Line => tokens.line,
            Ink::Consult => tokens.consult,
            Ink::Instruct => tokens.instruct,
            Ink::Inform => tokens.inform,
            Ink::Relation { number } => relation(number),
            Ink::ConsultFaint => tokens.consult.faded(tokens.faint),
            Ink::InstructFaint => tokens.instruct.faded(tokens.faint),
            Ink::InformFaint => tokens.inform.faded(tokens.faint),
            Ink::RelationFaint { number } => relation(number).faded(tokens.faint),
            Ink::Authority => tokens.authority,
            Ink::Knowledge => tokens.knowledge,
            Ink::Influence => tokens.influence,
            Ink::Gravity => tokens.gravity,
            Ink::KnowsMore => tokens.knows_more,
            Ink::DecidesMore => tokens.decides_more,
            Ink::River => tokens.river,
            Ink::UnitArea => tokens.unit_area,
            Ink::UnitText => tokens.unit_text,
            Ink::UnitAccent { tone } => {
                tokens.unit_accents[usize::from(tone) % tokens.unit_accents.len()]
            }
        }
    }

    /// From steel blue through grey to amber; paler the less sure.
    fn ramp(&self, score: f64, confidence: f64) -> Color {
        let tokens = self.0;
        let hue = if score < 0.5 {
            tokens.mechanistic.toward(tokens.mixed, score * 2.0)
        } else {
            tokens.mixed.toward(tokens.organic, score * 2.0 - 1.0)
        };
        // Even a weak reading keeps a third of its hue, or it could not be told from none.
        tokens.unsure.toward(hue, 0.35 + 0.65 * confidence.clamp(0.0, 1.0))
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
    knows_more: Color,
    decides_more: Color,
    river: Color,
    mass: Color,
    unit_area: Color,
    unit_text: Color,
    unit_accents: [Color; 8],
}
