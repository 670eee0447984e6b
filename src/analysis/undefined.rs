use std::fmt;

/// A measure's value, or why it has none.
pub type Defined<T> = Result<T, Undefined>;

macro_rules! reasons {
    ($(#[$of:meta])* pub enum Undefined { $($(#[$about:meta])* $reason:ident,)* }) => {
        $(#[$of])*
        pub enum Undefined {
            $($(#[$about])* $reason,)*
        }

        impl Undefined {
            /// All of them, each at the place of its number.
            const ALL: &'static [Self] = &[$(Self::$reason),*];
        }
    };
}

reasons! {
/// Why a measure has no value on this map. Each reads as the end of "not defined: …".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum Undefined {
    /// There are no people at all.
    #[error("nobody is drawn")]
    NoPeople,
    /// Fewer people than the formula needs.
    #[error("too few people are drawn")]
    TooFewPeople,
    /// No reporting lines, and no levels in their place.
    #[error("no reporting lines are drawn")]
    NoLines,
    /// The chart has a single level.
    #[error("the chart has fewer than two levels")]
    OneLevel,
    /// No arcs of this kind.
    #[error("no arrows of this kind are drawn")]
    NoArcs,
    /// Neither consult nor instruct flows.
    #[error("nobody is drawn asking or telling anybody")]
    NoDealings,
    /// No consult, instruct or inform flows.
    #[error("no communication is drawn")]
    NoFlows,
    /// Neither consult nor inform flows anywhere: no voice is drawn.
    #[error("nobody is drawn asking or informing anybody")]
    NoVoices,
    /// No expertise entered and nobody consulted.
    #[error("no expertise is entered and nobody is consulted")]
    NoKnowledge,
    /// No expertise entered.
    #[error("no expertise is entered")]
    NoExpertise,
    /// No decision rights recorded.
    #[error("no decision rights are recorded")]
    NoRights,
    /// No decisions, knowledge or influence to weigh, whether there is a chart or not.
    #[error("no decisions, expertise or dealings are drawn")]
    ChartOnly,
    /// The yardstick, the same map as a pure command chain, is not top-heavy.
    #[error("even pure command would not be top-heavy here")]
    NoYardstick,
    /// All people are equally central.
    #[error("everybody is equally central")]
    AllEqual,
    /// The graph is in several pieces.
    #[error("not everybody is connected")]
    NotConnected,
    /// There is no gap at all.
    #[error("knowledge and authority lie in the same places")]
    NoGap,
    /// Rank and expertise point to the same people.
    #[error("rank and expertise coincide")]
    RankIsExpertise,
    /// Fewer than two indicators.
    #[error("fewer than two of its indicators are known")]
    TooFewIndicators,
    /// Fewer than four survey items were answered.
    #[error("fewer than four survey items were answered")]
    TooFewAnswers,
    /// The value was not entered.
    #[error("it was not entered")]
    NotEntered,
    /// No units are named.
    #[error("no units are named")]
    NoUnits,
    /// The position stands alone.
    #[error("it is connected to nobody")]
    Isolated,
    /// The position leads nobody.
    #[error("it leads nobody")]
    NoReports,
    /// Nothing passes along this line.
    #[error("no dealings are drawn along this line")]
    PaperLine,
    /// The position is not in the chart.
    #[error("it is not in the chart")]
    Unplaced,
    /// Fewer than four answered, and what each said could be told from the mean.
    #[error("fewer than four answered, and their answers stay their own")]
    TooFewRespondents,
    /// A routine of several without steps and without the tick.
    #[error("how they work together is not said")]
    TogetherUnsaid,
    /// There are more people than it is worked out for.
    #[error("there are too many people to work it out")]
    TooLarge,
    /// It takes all pairs of people, and is not worked out yet.
    #[error("it is still being worked out")]
    Pending,
    /// Too few points for a line through them.
    #[error("fewer than eight points are there")]
    TooFewPoints,
    /// A side of a comparison does not vary.
    #[error("one side of the comparison is the same everywhere")]
    Constant,
}
}

/// A measure's value or why it has none, in the room of a number alone: what is read of everybody
/// is kept for very many.
#[derive(Clone, Copy)]
pub struct Packed(f64);

/// No value is like this: a number that is none, with the number of the reason behind it.
const NO_NUMBER: u64 = 0x7ff8_0000_0000_0000;

impl From<Defined<f64>> for Packed {
    fn from(value: Defined<f64>) -> Self {
        Self(value.unwrap_or_else(|why| f64::from_bits(NO_NUMBER | (why as u64 + 1))))
    }
}

impl Packed {
    /// The value, or why there is none.
    ///
    /// # Errors
    ///
    /// What it was packed from, where that was none.
    pub fn get(self) -> Defined<f64> {
        let reason = (self.0.to_bits() ^ NO_NUMBER).checked_sub(1);
        let reason = reason.and_then(|at| Undefined::ALL.get(usize::try_from(at).ok()?));
        reason.map_or(Ok(self.0), |why| Err(*why))
    }
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl PartialEq for Packed {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_reasons_come_out_as_they_went_in() {
        for number in [0.0, -0.0, 0.3, -1.0, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY] {
            let packed = Packed::from(Ok(number)).get().unwrap();
            assert_eq!(packed.to_bits(), number.to_bits());
        }
        for why in Undefined::ALL {
            assert_eq!(Packed::from(Err(*why)).get(), Err(*why));
        }
        assert_eq!(size_of::<Packed>(), size_of::<f64>());
    }
}
