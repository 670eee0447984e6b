use std::fmt;
use std::num::NonZeroU64;

/// A number that is not below 0, kept one bit off: none of them is all noughts, so that a number
/// that may be missing takes no more room than one that is there. They compare as the numbers do.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Positive(NonZeroU64);

impl Positive {
    /// A finite number that is not below 0.
    pub(super) const fn of(value: f64) -> Self {
        // Nought below nought is nought, and compares as that.
        Self(NonZeroU64::MIN.saturating_add((value + 0.0).to_bits()))
    }

    /// The plain number.
    pub(super) const fn get(self) -> f64 {
        f64::from_bits(self.0.get() - 1)
    }
}

impl fmt::Debug for Positive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_back_as_it_was_and_one_that_may_be_missing_takes_no_more_room() {
        let all = [0.0, f64::MIN_POSITIVE, 0.1, 1.0, 4.5, f64::MAX];
        for (one, next) in all.into_iter().zip(&all[1..]) {
            assert_eq!(Positive::of(one).get().to_bits(), one.to_bits());
            assert!(Positive::of(one) < Positive::of(*next));
        }
        assert_eq!(Positive::of(-0.0), Positive::of(0.0));
        assert_eq!(size_of::<Option<Positive>>(), 8);
    }
}
