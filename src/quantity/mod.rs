//! Numbers that know what they are: every value that a person can enter has a type
//! that admits only what it can mean, so that nothing behind it needs to ask again.

mod amount;
mod expertise;
mod frequency;
mod point;
mod positive;
mod rating;
mod right;
mod score;
mod share;
mod weight;

pub use amount::Amount;
pub use expertise::Expertise;
pub use frequency::Frequency;
pub use point::{MapPoint, MapRect, MapSize};
pub use rating::Rating;
pub use right::Right;
pub use score::Score;
pub use share::Share;
pub use weight::Weight;

/// Why a number could not become a quantity.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{what} must be {range}, not {found}")]
pub struct OutOfRange {
    /// The quantity that was wanted, in words.
    pub what: &'static str,
    /// The values it may have, in words.
    pub range: &'static str,
    /// What was given instead.
    pub found: String,
}

/// Admits a finite number within `low..=high`, or says what would have been admitted.
fn within(
    value: f64,
    low: f64,
    high: f64,
    what: &'static str,
    range: &'static str,
) -> Result<f64, OutOfRange> {
    if value.is_finite() && value >= low && value <= high {
        // Adding zero turns the negative zero into the plain one.
        Ok(value + 0.0)
    } else {
        Err(OutOfRange { what, range, found: value.to_string() })
    }
}
