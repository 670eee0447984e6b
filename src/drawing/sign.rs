//! What marks mean: the one source of the name of every mark that says something. The legend is
//! made from the marks of a picture through this table, so that it names what is there and
//! nothing else.

use super::{Ink, Mark};

/// What a mark says to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// A place between mechanistic and organic, by hue and by corner.
    Organicity,
    /// A reading that little was drawn for.
    Unsure,
    /// Nothing is known.
    Unknown,
    /// What is said and what is lived, round a box.
    SaidAndLived,
    /// A share of authority.
    Decides,
    /// A share of knowledge.
    Knows,
    /// More authority than knowledge.
    DecidesMore,
    /// More knowledge than authority.
    KnowsMore,
    /// Knowledge on its way up.
    River,
    /// Knowledge on its way down.
    RiverDown,
    /// A share of the whole weight.
    Mass,
    /// The centre of authority.
    AuthorityCenter,
    /// The centre of knowledge.
    KnowledgeCenter,
    /// The centre of influence.
    InfluenceCenter,
    /// The centre of gravity.
    GravityCenter,
    /// The way from the centre of authority to that of knowledge.
    Drift,
    /// How far the centre of gravity is uncertain.
    Margin,
    /// Where the centre of gravity would lie by chance.
    Chance,
    /// Who carries the routine that is shown.
    Routine,
    /// Leads without being put in charge.
    Emergent,
    /// More mechanistic than the work asks.
    Tighter,
    /// More organic than the work asks.
    Looser,
    /// As the work asks.
    Fits,
    /// A unit in a scatter.
    UnitPoint,
    /// Who depends on whom along a line.
    Dependence,
    /// A leader whose influence is refused.
    Refused,
    /// A line along which nothing is drawn.
    OnPaper,
    /// A unit.
    Unit,
    /// Nobody holds it.
    Vacant,
    /// An assistant.
    Assistant,
    /// A team.
    Team,
    /// A unit drawn as one box.
    FoldedUnit,
    /// How many are folded away.
    Folded,
    /// A level of the chart.
    Level,
    /// A solid reporting line.
    ReportsTo,
    /// A dotted reporting line.
    AlsoReportsTo,
    /// Flows inside of a box that stands for several positions.
    InnerTalk,
    /// A consult flow.
    Consults,
    /// An instruct flow.
    Instructs,
    /// An inform flow.
    Informs,
    /// A relation of one's own, by its place among those of the map.
    Relation(u8),
}

impl Sign {
    /// Its name in the legend. Relations have names of their own.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Organicity => "mechanistic (square) to organic (round)",
            Self::Unsure => "dotted edge, paler: less sure",
            Self::Unknown => "not enough drawn",
            Self::SaidAndLived => "ring: said (left), lived (right)",
            Self::Decides => "decides",
            Self::Knows => "knows",
            Self::DecidesMore => "decides more than it knows",
            Self::KnowsMore => "knows more than it decides",
            Self::River => "of the knowledge, on its way to those who decide",
            Self::RiverDown => "the other way: down to those who decide",
            Self::Mass => "share of the weight: 0 to 25\u{a0}% or more",
            Self::AuthorityCenter => "A: centre of authority",
            Self::KnowledgeCenter => "K: centre of knowledge",
            Self::InfluenceCenter => "P: centre of influence",
            Self::GravityCenter => "G: centre of gravity",
            Self::Drift => "drift from authority to knowledge",
            Self::Margin => "give or take 2 standard errors",
            Self::Chance => "what chance would give in 90 of 100 draws",
            Self::Routine => "carries this routine",
            Self::Emergent => "leads without being put in charge",
            Self::Tighter => "tighter than its work asks",
            Self::Looser => "looser than its work asks",
            Self::Fits => "fits its work",
            Self::UnitPoint => "a unit",
            Self::Dependence => "bead up: depends on the superior; down: the superior on it",
            Self::Refused => "claimed, not granted",
            Self::OnPaper => "on paper: no dealings drawn",
            Self::Unit => "colour of the unit",
            Self::Vacant => "vacant",
            Self::Assistant => "assistant",
            Self::Team => "team",
            Self::FoldedUnit => "several drawn as one box",
            Self::Folded => "+1: so many folded away below",
            Self::Level => "levels",
            Self::ReportsTo => "reports to",
            Self::AlsoReportsTo => "also reports to",
            Self::InnerTalk => "talk inside",
            Self::Consults => "consults",
            Self::Instructs => "instructs",
            Self::Informs => "informs",
            Self::Relation(_) => "relation",
        }
    }

    /// The centre whose marker it is, if it is one: rulers name these in place.
    #[must_use]
    pub fn is_center(self) -> bool {
        matches!(
            self,
            Self::AuthorityCenter
                | Self::KnowledgeCenter
                | Self::InfluenceCenter
                | Self::GravityCenter
        )
    }
}

impl Ink {
    /// What a mark in this ink says; nothing for paper, texts, plain borders, and for what is
    /// named where it stands.
    #[must_use]
    pub fn sign(self) -> Option<Sign> {
        Some(match self {
            Self::Organicity { .. } => Sign::Organicity,
            Self::Unsure => Sign::Unsure,
            Self::Unknown => Sign::Unknown,
            Self::Ring => Sign::SaidAndLived,
            Self::AuthorityBar => Sign::Decides,
            Self::KnowledgeBar => Sign::Knows,
            Self::DecidesMore => Sign::DecidesMore,
            Self::Gap { tone } if tone < 0.0 => Sign::DecidesMore,
            Self::Gap { tone } if tone > 0.0 => Sign::KnowsMore,
            Self::River => Sign::River,
            Self::RiverDown => Sign::RiverDown,
            Self::Mass { .. } => Sign::Mass,
            Self::Authority => Sign::AuthorityCenter,
            Self::Knowledge => Sign::KnowledgeCenter,
            Self::Influence => Sign::InfluenceCenter,
            Self::Gravity => Sign::GravityCenter,
            Self::Drift => Sign::Drift,
            Self::Margin => Sign::Margin,
            Self::Chance => Sign::Chance,
            Self::Routine | Self::RoutineFill => Sign::Routine,
            Self::Emergent => Sign::Emergent,
            Self::Tighter { .. } | Self::TighterPoint => Sign::Tighter,
            Self::Looser { .. } | Self::LooserPoint => Sign::Looser,
            Self::Fits | Self::FitsPoint => Sign::Fits,
            Self::UnitPoint => Sign::UnitPoint,
            Self::Dependence => Sign::Dependence,
            Self::RefusedLine => Sign::Refused,
            Self::PaperLine => Sign::OnPaper,
            Self::UnitAccent { .. } => Sign::Unit,
            Self::Vacant => Sign::Vacant,
            Self::Assistant => Sign::Assistant,
            Self::Team => Sign::Team,
            Self::FoldedUnit => Sign::FoldedUnit,
            Self::Folded => Sign::Folded,
            Self::LevelBand => Sign::Level,
            Self::Line => Sign::ReportsTo,
            Self::DottedLine => Sign::AlsoReportsTo,
            Self::InnerTalk => Sign::InnerTalk,
            Self::Consult | Self::ConsultFaint => Sign::Consults,
            Self::Instruct | Self::InstructFaint => Sign::Instructs,
            Self::Inform | Self::InformFaint => Sign::Informs,
            Self::Relation { number } | Self::RelationFaint { number } => Sign::Relation(number),
            _ => return None,
        })
    }
}

/// Calls `seen` with what every mark says, those inside of details too.
pub fn each_sign(marks: &[Mark], seen: &mut impl FnMut(Sign)) {
    for mark in marks {
        let inks = match mark {
            Mark::Box { fill, stroke, .. }
            | Mark::Path { fill, stroke, .. }
            | Mark::Circle { fill, stroke, .. } => [*fill, stroke.map(|stroke| stroke.ink)],
            // Words say themselves what they say.
            Mark::Text { .. } => [None, None],
            Mark::Detail { marks, .. } => {
                each_sign(marks, seen);
                [None, None]
            }
        };
        inks.into_iter().flatten().filter_map(Ink::sign).for_each(&mut *seen);
    }
}
