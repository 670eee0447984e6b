use super::{OutOfRange, within};

/// A judgement in whole steps, 1 to 5: how far somebody accepts, how far away somebody keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    /// Admits 1, 2, 3, 4 and 5; refuses everything else.
    ///
    /// # Errors
    /// The number is no whole step of the scale.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        let value = within(value, 1.0, 5.0, "a rating", "1, 2, 3, 4 or 5")?;
        if value.fract() != 0.0 {
            let (what, range) = ("a rating", "1, 2, 3, 4 or 5");
            return Err(OutOfRange { what, range, found: value.to_string() });
        }
        Ok(Self(value as u8))
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        f64::from(self.0)
    }
}
