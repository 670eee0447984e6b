//! Identities. One counter of the map hands them out and never takes one back, so that an
//! identity means the same record for as long as the file lives.

use std::fmt;
use std::str::FromStr;

/// The number that digits stand for, unless one has noughts before it or is too large.
fn number(digits: &str) -> Option<u64> {
    if digits.is_empty() || (digits.starts_with('0') && digits != "0") {
        return None;
    }
    digits.bytes().try_fold(0_u64, |number, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit < 10)?;
        number.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

macro_rules! identity {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl From<$name> for u64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = ();

            /// Reads what `Display` writes; anything else is refused.
            fn from_str(text: &str) -> Result<Self, ()> {
                text.strip_prefix($letter).and_then(number).map(Self).ok_or(())
            }
        }
    };
}

identity!(
    /// A position, the same in every stage of a map. Written `p1`.
    PositionId, "p");
identity!(
    /// A unit. Written `u1`.
    UnitId, "u");
identity!(
    /// A reporting line. Written `l1`.
    LineId, "l");
identity!(
    /// A flow. Written `f1`.
    FlowId, "f");
identity!(
    /// A routine. Written `r1`.
    RoutineId, "r");
identity!(
    /// A stage. Written `s1`.
    StageId, "s");
identity!(
    /// A scene. Written `c1`.
    SceneId, "c");
identity!(
    /// A round of guesses. Written `g1`.
    RoundId, "g");
