use super::OutOfRange;

/// Any finite number in a unit of its own, as an organization counts its results.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Amount(f64);

// The number is finite and nought has one sign, so that equality is an equivalence.
impl Eq for Amount {}

impl Amount {
    /// Admits every finite number.
    ///
    /// # Errors
    /// The number is not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        super::within(value, f64::MIN, f64::MAX, "an amount", "a finite number").map(Self)
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}
