use super::{OutOfRange, within};

/// A part of a whole: 0 nothing, 1 all of it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// Admits a number in the range; refuses everything else, not-a-number included.
    ///
    /// # Errors
    /// The number is outside of the range or not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        within(value, 0.0, 1.0, "a share", "between 0 and 1").map(Self)
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}
