use std::sync::Arc;

use ecow::EcoString;

use super::{Domain, Extra, Few, UnitId};
use crate::quantity::{Expertise, Right, Score, Share, Weight};

/// A seat in the organization; it exists whether or not anyone sits in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Position {
    /// Its number or code in the organization's own lists, unique within a stage; never read as
    /// a number.
    pub key: Option<EcoString>,
    /// What it is called. May be blank while it is being drawn.
    pub title: EcoString,
    /// A person's seat, a team, or an assistant's.
    pub kind: PositionKind,
    /// Who sits in it. None: vacant. Several: a shared post.
    pub holders: Vec<Holder>,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// Its rank in the organization, 1 the highest; used only where no reporting lines are drawn.
    pub level: Option<i64>,
    /// Its authority as stated by a source, such as a rank given by informants, against that of
    /// the others; counts like the rights of one more domain.
    pub authority: Option<Weight>,
    /// How far its work is exploration: 0 routine, 1 new every time.
    pub explore: Option<Score>,
    /// How far its work goes by the book: 0 not at all, 1 in everything.
    pub rules: Option<Score>,
    /// How its holder wants to be led: 0 be told, 1 be asked.
    pub wants: Option<Score>,
    /// Where its holder thinks the centre of gravity is, before seeing it: 0 spread out or at the
    /// centre, 1 at the top.
    pub pin: Option<Score>,
    /// Where its holder thinks so after seeing it.
    pub pin_after: Option<Score>,
    /// Whether its holder was asked whom they ask, tell and inform, and said: nobody.
    pub answered_nobody: bool,
    /// What it knows, by domain.
    pub expertise: Few<Domain, Expertise>,
    /// What it may decide, by domain.
    pub rights: Few<Domain, Right>,
    /// Answers to the organicity survey that are about this position.
    pub survey: Vec<SurveyResponse>,
    /// Anything worth remembering, in plain text.
    pub notes: EcoString,
    /// Further columns of the list it came from, by name.
    pub attributes: Few<Arc<str>, EcoString>,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Position {
    /// A position of this title, held by one person who is not named.
    #[must_use]
    pub fn held(title: impl Into<EcoString>) -> Self {
        Self { title: title.into(), holders: vec![Holder::unnamed()], ..Self::default() }
    }

    /// Whether nobody sits in it. A vacant position keeps its place in the chart, holds no
    /// knowledge, casts no vote and is not counted among the people.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.holders.is_empty()
    }
}

/// What kind of seat a position is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PositionKind {
    /// One person's seat, or a post that several share.
    #[default]
    Person,
    /// A team drawn as one.
    Team,
    /// A staff post beside the line of its superior.
    Assistant,
}

/// Somebody who sits in a position.
#[derive(Debug, Clone, PartialEq)]
pub struct Holder {
    /// The name; empty when it was not given.
    pub name: EcoString,
    /// The part of the post that this person fills.
    pub share: Share,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Holder {
    /// Somebody whose name is not given, in the whole post.
    #[must_use]
    pub fn unnamed() -> Self {
        Self::named("")
    }

    /// Somebody of this name, in the whole post.
    #[must_use]
    pub fn named(name: impl Into<EcoString>) -> Self {
        let whole = Share::new(1.0).unwrap_or_else(|_| unreachable!("1 is a share"));
        Self { name: name.into(), share: whole, extra: Extra::default() }
    }
}

/// One person's answers to the seven organicity items about one position.
#[derive(Debug, Clone, PartialEq)]
pub struct SurveyResponse {
    /// Who answered: a position's key, a name or a code.
    pub respondent: String,
    /// Whether this is what is claimed or what is lived.
    pub voice: Voice,
    /// The answers, 1 (mechanistic end) to 7 (organic end); nothing where none was given.
    pub answers: [Option<u8>; 7],
    /// The answers to the three items of readiness, 1 (fixed end) to 7 (open end): tries new
    /// ideas, lets go of old practice, likes ideas unlike its own.
    pub readiness: [Option<u8>; 3],
    /// Fields of a newer version.
    pub extra: Extra,
}

/// Whose view a survey answer gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Voice {
    /// What the position's holder says of it.
    Espoused,
    /// What those who work with it experience.
    Enacted,
}
