use super::{OutOfRange, within};

/// How much a position knows in one domain: 0 nothing to 5 expert. Fractions are allowed,
/// because levels are often means of several people's judgement.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Expertise(f64);

impl Expertise {
    /// Admits a number in the range; refuses everything else, not-a-number included.
    ///
    /// # Errors
    /// The number is outside of the range or not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        within(value, 0.0, 5.0, "an expertise level", "between 0 (none) and 5 (expert)").map(Self)
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}
