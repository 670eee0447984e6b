use super::OutOfRange;

/// How often a flow happens. For consult, instruct and inform 1 (rarely) to 5 (daily); a named
/// relation of one's own may carry any count above 0, which the readings never use.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Frequency(f64);

impl Frequency {
    /// The words for the five steps of the scale, from the first on.
    pub const WORDS: [&'static str; 5] =
        ["rarely", "now and then", "every week", "several times a week", "daily"];

    /// The words for the step that is nearest.
    #[must_use]
    pub fn words(self) -> &'static str {
        let step = self.get().round().clamp(1.0, 5.0) as usize;
        Self::WORDS[step - 1]
    }

    /// The frequency of a flow for which none was given.
    pub const ONE: Self = Self(1.0);

    /// A place on the scale from 1 (rarely) to 5 (daily).
    ///
    /// # Errors
    /// The number is outside of 1 to 5 or not finite.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        super::within(value, 1.0, 5.0, "a frequency", "between 1 (rarely) and 5 (daily)").map(Self)
    }

    /// A count of a named relation: any finite number above 0.
    ///
    /// # Errors
    /// The number is 0, negative or not finite.
    pub fn count(value: f64) -> Result<Self, OutOfRange> {
        if value.is_finite() && value > 0.0 {
            Ok(Self(value))
        } else {
            Err(OutOfRange { what: "a count", range: "above 0", found: value.to_string() })
        }
    }

    /// The plain number.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }

    /// Whether this lies on the scale of 1 to 5.
    #[must_use]
    pub fn is_on_scale(self) -> bool {
        (1.0..=5.0).contains(&self.0)
    }
}
