use super::OutOfRange;
use super::positive::Positive;

/// A non-negative multiplier that a person chose or a source gives: 0 counts nothing, twice as
/// much counts twice. It has no unit and no upper end.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Weight(Positive);

impl Weight {
    /// Admits a finite number that is not negative.
    ///
    /// # Errors
    /// The number is negative or not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        super::within(value, 0.0, f64::MAX, "a weight", "0 or more").map(Positive::of).map(Self)
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0.get()
    }
}
