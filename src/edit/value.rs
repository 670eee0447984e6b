use crate::model::{Domain, Holder, PositionId, PositionKind, SurveyResponse, UnitId};
use crate::quantity::{Expertise, Right, Score, Weight};

/// A value that positions are given.
#[derive(Debug, Clone, PartialEq)]
pub enum PositionValue {
    /// Changes the key, the organization's own number.
    Key {
        /// Which.
        position: PositionId,
        /// The new key; none to forget it.
        key: Option<String>,
    },
    /// Changes the kind of seat.
    Kind {
        /// Which.
        positions: Vec<PositionId>,
        /// The new kind.
        kind: PositionKind,
    },
    /// Changes who sits in a position; nobody makes it vacant.
    Holders {
        /// Which.
        position: PositionId,
        /// The new holders.
        holders: Vec<Holder>,
    },
    /// Puts positions into a unit, or out of any.
    Unit {
        /// Which.
        positions: Vec<PositionId>,
        /// The unit.
        unit: Option<UnitId>,
    },
    /// Changes the rank that is used where no lines are drawn.
    Level {
        /// Which.
        positions: Vec<PositionId>,
        /// The rank, 1 the highest.
        level: Option<i64>,
    },
    /// Changes the authority that a source states.
    Authority {
        /// Which.
        positions: Vec<PositionId>,
        /// The stated authority; none to forget it.
        authority: Option<Weight>,
    },
    /// Changes how far the work is exploration.
    Explore {
        /// Which.
        positions: Vec<PositionId>,
        /// The new value; none when it is not known.
        explore: Option<Score>,
    },
    /// Changes how far the work goes by the book.
    Rules {
        /// Which.
        positions: Vec<PositionId>,
        /// The new value; none when it is not known.
        rules: Option<Score>,
    },
    /// Changes how positions want to be led.
    Wants {
        /// Which.
        positions: Vec<PositionId>,
        /// 0 be told, 1 be asked; none when it is not known.
        wants: Option<Score>,
    },
    /// Changes where the holders of positions think the centre of gravity is.
    Pin {
        /// Which.
        positions: Vec<PositionId>,
        /// 1 at the top; none when they were not asked.
        pin: Option<Score>,
    },
    /// Changes where the holders of positions think so after seeing it.
    PinAfter {
        /// Which.
        positions: Vec<PositionId>,
        /// 1 at the top; none when they were not asked.
        pin: Option<Score>,
    },
    /// Marks whether the holders of positions were asked whom they talk with and said: nobody.
    AnsweredNobody {
        /// Which.
        positions: Vec<PositionId>,
        /// Whether they said so.
        answered: bool,
    },
    /// Changes how much positions know in a domain.
    Expertise {
        /// Which.
        positions: Vec<PositionId>,
        /// The domain.
        domain: Domain,
        /// The level; none to forget it.
        level: Option<Expertise>,
    },
    /// Changes what positions may decide in a domain.
    Right {
        /// Which.
        positions: Vec<PositionId>,
        /// The domain.
        domain: Domain,
        /// The right; none to forget it.
        right: Option<Right>,
    },
    /// Changes the survey answers about a position.
    Survey {
        /// Which.
        position: PositionId,
        /// All answers.
        responses: Vec<SurveyResponse>,
    },
    /// Changes the notes.
    Notes {
        /// Which.
        position: PositionId,
        /// The new notes.
        notes: String,
    },
    /// Changes a further column of the list that positions came from.
    Attribute {
        /// Which.
        positions: Vec<PositionId>,
        /// The column.
        name: String,
        /// What stands in it; none to remove it.
        value: Option<String>,
    },
}
