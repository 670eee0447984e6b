use super::positive::Positive;
use super::{OutOfRange, within};

/// A place on a scale with two named ends, 0 to 1: `explore` runs from routine (0) to
/// exploration (1), `rules` from none (0) to everything by the book (1).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Score(Positive);

impl Score {
    /// Admits a number in the range; refuses everything else, not-a-number included.
    ///
    /// # Errors
    /// The number is outside of the range or not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        within(value, 0.0, 1.0, "a score", "between 0 and 1").map(Positive::of).map(Self)
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0.get()
    }
}
