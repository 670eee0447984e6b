use super::OutOfRange;

/// What a position may do when something is decided in a domain. The number of the variant is
/// the weight with which decision rights are shared out (0 to 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// Has no say.
    None = 0,
    /// Is heard before the decision.
    Heard = 1,
    /// Decides together with others.
    CoDecides = 2,
    /// Decides.
    Decides = 3,
}

impl Right {
    /// All rights, from none to deciding.
    pub const ALL: [Self; 4] = [Self::None, Self::Heard, Self::CoDecides, Self::Decides];

    /// The right with this number.
    ///
    /// # Errors
    /// The number is none of 0, 1, 2 and 3.
    pub fn new(value: f64) -> Result<Self, OutOfRange> {
        Self::ALL.into_iter().find(|right| right.weight() == value).ok_or_else(|| OutOfRange {
            what: "a decision right",
            range: "0 (none), 1 (is heard), 2 (co-decides) or 3 (decides)",
            found: value.to_string(),
        })
    }

    /// Its weight among the rights of a domain, 0 to 3.
    #[must_use]
    pub fn weight(self) -> f64 {
        f64::from(self as u8)
    }
}
