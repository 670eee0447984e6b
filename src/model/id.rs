//! Identities. One counter of the map hands them out and never takes one back, so that an
//! identity means the same record for as long as the file lives.

use std::fmt;
use std::str::FromStr;

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
                let digits = text.strip_prefix($letter).ok_or(())?;
                let plain = !digits.is_empty()
                    && digits.bytes().all(|byte| byte.is_ascii_digit())
                    && (digits == "0" || !digits.starts_with('0'));
                if plain { digits.parse().map(Self).map_err(|_| ()) } else { Err(()) }
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
