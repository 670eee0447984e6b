use super::{Extra, Outcomes, UnitId};

/// A named group of positions: department, team. Units nest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unit {
    /// What it is called.
    pub name: String,
    /// The unit it lies in.
    pub parent: Option<UnitId>,
    /// What it achieved, in numbers of its own.
    pub outcomes: Outcomes,
    /// Anything worth remembering, in plain text.
    pub notes: String,
    /// Its accent on the drawing; one is chosen for it when none is given.
    pub tone: Option<Tone>,
    /// Whether it is drawn as one box.
    pub folded: bool,
    /// Fields of a newer version.
    pub extra: Extra,
}

/// One of the accents by which units are told apart, 0 to 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tone(u8);

impl Tone {
    /// How many there are.
    pub const COUNT: u8 = 8;

    /// The accent of this number; nothing when there is none.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        (number < Self::COUNT).then_some(Self(number))
    }

    /// All accents.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}
