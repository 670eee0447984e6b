/// A measure's value, or why it has none.
pub type Defined<T> = Result<T, Undefined>;

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
