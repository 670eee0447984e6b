//! The one immutable result of the readings. Columns are by person: entry *i* of a distribution
//! belongs to `people[i]`. A distribution has no negative entry and sums to 1.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chance::Chance;
use super::column::Column;
use super::coverage::Coverage;
use super::firmness::Firmness;
use super::pieces::{Listed, Pieces};
use super::{Defined, Packed, Undefined, Verdict};
use crate::model::{Domain, FlowId, LineId, PositionId, RoutineId};

/// Everything the readings say about one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The held positions, in the order of their identities.
    pub people: Vec<PositionId>,
    /// Where everybody stands in the chart.
    pub hierarchy: Arc<Hierarchy>,
    /// Mean height of everybody counted alike.
    pub equal_height: Defined<f64>,
    /// Who may decide.
    pub authority: Arc<Authority>,
    /// Who knows.
    pub knowledge: Knowledge,
    /// On whom others depend: p of MEASURES 5.
    pub influence: Defined<Vec<f64>>,
    /// Recorded decisions, held knowledge and influence pooled.
    pub mass: Defined<Vec<f64>>,
    /// Harmonic closeness over communication lines, 0 to 1, by person.
    pub closeness: Defined<Vec<f64>>,
    /// The centres of gravity and the verdict.
    pub gravity: Gravity,
    /// Knowledge against authority.
    pub gap: Defined<Gap>,
    /// Whether people follow rank (-1) or expertise (+1).
    pub norm: NormIndex,
    /// Mechanistic (0) or organic (1).
    pub organicity: OrganicityReading,
    /// Leaders and followers.
    pub leadership: Leadership,
    /// What kind of leadership each routine is.
    pub routines: BTreeMap<RoutineId, Defined<RoutineClass>>,
    /// The shares of asking and of talking sideways on the whole map.
    pub flow_shares: FlowShares,
    /// Mean `explore` over those who have one.
    pub mean_explore: Defined<f64>,
    /// Mean `rules` over those who have one.
    pub mean_rules: Defined<f64>,
    /// The misfits that fire, M1 first.
    pub misfits: Vec<Misfit>,
    /// What the readings were worked out from.
    pub evidence: Evidence,
    /// Of whom it is known with whom they talk.
    pub coverage: Coverage,
    /// How firm the verdict is.
    pub firmness: Defined<Firmness>,
    /// What chance gives; nothing before that is drawn.
    pub chance: Option<Chance>,
}

impl Analysis {
    /// The column of a position among the people; nothing for a vacant or unknown one.
    #[must_use]
    pub fn person(&self, id: PositionId) -> Option<usize> {
        self.people.binary_search(&id).ok()
    }

    /// Whether what takes a look at all pairs of people is still being worked out.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.closeness == Err(Undefined::Pending)
    }
}

/// Where the levels were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HierarchySource {
    /// From reporting lines.
    Lines,
    /// From entered levels, as no lines are drawn.
    Levels,
    /// From nothing: there is no chart.
    None,
}

/// The chart, level by level.
#[derive(Debug, Clone, PartialEq)]
pub struct Hierarchy {
    /// What the levels were read from.
    pub source: HierarchySource,
    /// Those with nobody above them, or only people who are also below.
    pub tops: Vec<PositionId>,
    /// Those with neither superior nor reports.
    pub unplaced: Vec<PositionId>,
    /// How many levels there are; 0 without a chart.
    pub levels: usize,
    /// Fewest steps up to a top, of everybody placed, vacant positions included.
    pub depth: Listed<PositionId, usize>,
    /// 1 at the top, 0 at the lowest level; empty when there is a single level.
    pub height: Listed<PositionId, f64>,
    /// Groups of positions that report to each other in a circle: drawing errors.
    pub loops: Vec<Vec<PositionId>>,
}

/// Three distributions of authority.
#[derive(Debug, Clone, PartialEq)]
pub struct Authority {
    /// From the chart alone: a0.
    pub chart: Defined<Vec<f64>>,
    /// As it is stated where anybody's is; else from recorded decision rights alone.
    pub declared: Defined<Vec<f64>>,
    /// As it is stated; else recorded rights where there are any, else as on the chart: a.
    pub pooled: Defined<Vec<f64>>,
    /// Right shares by domain, for each domain with recorded rights.
    pub by_domain: BTreeMap<Domain, Column>,
    /// Whether a source states anybody's authority, which then is counted alone.
    pub stated: bool,
}

/// Three distributions of knowledge.
#[derive(Debug, Clone, PartialEq)]
pub struct Knowledge {
    /// From entered expertise: e.
    pub held: Defined<Vec<f64>>,
    /// From who is consulted: s.
    pub sought: Defined<Vec<f64>>,
    /// The mean of those of the two that exist: k.
    pub pooled: Defined<Vec<f64>>,
    /// Level shares by domain, for each domain that somebody holds.
    pub by_domain: Arc<BTreeMap<Domain, Column>>,
    /// Domains in which something is decided but nobody knows anything.
    pub uncovered: Vec<Domain>,
}

/// Where one distribution has its middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Center {
    /// Mean height, 0 the lowest level to 1 the top.
    pub height: Defined<f64>,
    /// T: 1 all at the top, 0 spread like people, negative below.
    pub top_heaviness: Defined<f64>,
    /// Z: 0 as central as people on average, 1 all on the most central person.
    pub inwardness: Defined<f64>,
    /// The graph median.
    pub median: Defined<Median>,
}

impl Center {
    /// A centre of a distribution that is not defined.
    #[must_use]
    pub fn undefined(why: Undefined) -> Self {
        Self { height: Err(why), top_heaviness: Err(why), inwardness: Err(why), median: Err(why) }
    }
}

/// The people from whom the weight is fewest steps away.
#[derive(Debug, Clone, PartialEq)]
pub struct Median {
    /// All of them, ties included.
    pub people: Vec<PositionId>,
    /// Mean number of steps from the weight to them.
    pub mean_steps: f64,
}

/// A part that the mass was pooled from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MassPart {
    /// Recorded decision rights.
    Decisions,
    /// Entered expertise.
    KnowledgeHeld,
    /// Who depends on whom.
    Influence,
}

/// The centres of gravity.
#[derive(Debug, Clone, PartialEq)]
pub struct Gravity {
    /// A: authority.
    pub authority: Center,
    /// K: knowledge.
    pub knowledge: Center,
    /// P: influence.
    pub influence: Center,
    /// G: the mass.
    pub mass: Center,
    /// The yardstick: the same parts on the same chart run as a pure command chain.
    pub pure_command: Center,
    /// Pull to the top: 1 pure command, 0 everybody counts alike.
    pub pull: Defined<f64>,
    /// The part of the mass that lies with the core of the communication (Lip 2011).
    pub core_share: Defined<f64>,
    /// What the mass was pooled from.
    pub parts: Vec<MassPart>,
    /// In a word.
    pub verdict: Verdict,
}

/// Knowledge against authority.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Knowledge share minus authority share, by person.
    pub by_person: Column,
    /// Share of knowledge that would have to change hands, 0 to 1.
    pub tv: f64,
    /// Mean reporting steps between a piece of knowledge and the authority to use it.
    pub steps: Defined<f64>,
    /// Signed: mean depth of knowledge minus mean depth of authority.
    pub down_steps: Defined<f64>,
    /// How much of the gap is up and down rather than between departments, 0 to 1.
    pub vertical_share: Defined<f64>,
    /// `steps` as a part of the longest path of the tree, 0 to 1.
    pub steps_normalised: Defined<f64>,
    /// What crosses the line above each position: positive goes up, negative down. In a single
    /// domain only what is not 0 where that is little.
    pub crossing: Listed<PositionId, f64>,
    /// Along which line the crossing above a position runs; none where it crosses no drawn line.
    pub crossing_line: Listed<PositionId, LineId>,
}

/// Rank (-1) against expertise (+1).
#[derive(Debug, Clone, PartialEq)]
pub struct NormIndex {
    /// Of influence.
    pub influence: Defined<f64>,
    /// Of recorded decisions.
    pub decisions: Defined<f64>,
}

/// Mechanistic or organic.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganicityReading {
    /// Confidence-weighted mean over the people.
    pub map: Defined<f64>,
    /// Mean confidence, 0 to 1.
    pub confidence: f64,
    /// By person.
    pub by_person: Pieces<Organicity>,
}

/// What an organicity was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganicitySource {
    /// Survey answers of voice enacted.
    Survey,
    /// The flows drawn.
    Flows,
}

/// One person's working relations.
#[derive(Debug, Clone, PartialEq)]
pub struct Organicity {
    /// 0 unknown to 1 sure.
    pub confidence: f64,
    /// What the flows alone say, 0 mechanistic to 1 organic.
    pub flows: Packed,
    /// Asking as a part of asking and telling, both ways.
    pub consult: Packed,
    /// Part of the arrows that go to people neither above nor below.
    pub lateral: Packed,
    /// How far asking is returned.
    pub mutual: Packed,
    /// 1 minus `rules`.
    pub loose: Packed,
    /// What survey answers say is lived.
    pub enacted: Packed,
    /// What is claimed.
    pub espoused: Packed,
}

impl Organicity {
    /// 0 mechanistic to 1 organic: what survey answers say is lived, else what the flows say.
    ///
    /// # Errors
    ///
    /// Where neither says anything.
    pub fn score(&self) -> Defined<f64> {
        self.enacted.get().or_else(|_| self.flows.get())
    }

    /// What it was read from.
    #[must_use]
    pub fn source(&self) -> Option<OrganicitySource> {
        let read = |value: Packed, source| value.get().is_ok().then_some(source);
        read(self.enacted, OrganicitySource::Survey)
            .or_else(|| read(self.flows, OrganicitySource::Flows))
    }

    /// What is claimed minus what is lived.
    ///
    /// # Errors
    ///
    /// Where either is unknown.
    pub fn espoused_minus_enacted(&self) -> Defined<f64> {
        Ok(self.espoused.get()? - self.score()?)
    }
}

/// Leaders and followers.
#[derive(Debug, Clone, PartialEq)]
pub struct Leadership {
    /// Dependence along each reporting line whose two ends are held.
    pub lines: Listed<LineId, Dependence>,
    /// How those who report see the same lines.
    pub views: Listed<LineId, FollowerView>,
    /// Everybody who leads somebody.
    pub leaders: Listed<PositionId, Leader>,
    /// Influence of people without reports.
    pub influence_without_reports: Defined<f64>,
    /// People without reports as a part of all people.
    pub people_without_reports: Defined<f64>,
    /// People with far more influence than the chart alone would give.
    pub emergent: Defined<Vec<PositionId>>,
    /// The smallest group with half of the influence.
    pub half: Defined<HalfOfInfluence>,
}

/// How two ends of a reporting line depend on each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Dependence {
    /// The superior.
    pub leader: PositionId,
    /// The one who reports.
    pub follower: PositionId,
    /// Share of the follower's dependence that is on the leader.
    pub follower_on_leader: f64,
    /// Share of the leader's dependence that is on the follower.
    pub leader_on_follower: f64,
    /// -1 the leader depends, 0 even, 1 the follower depends.
    pub inequality: Defined<f64>,
}

/// What reaches a leader and how it leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Leader {
    /// Levels below.
    pub layers_below: usize,
    /// From how many layers down the furthest voice comes that is heard directly; nothing where
    /// none does.
    pub furthest_voice: Option<usize>,
    /// 0 heard directly by all, 1 hears no one below.
    pub insulation: Defined<f64>,
    /// The same if only the chart carried voices.
    pub insulation_chain_only: Defined<f64>,
    /// Share of its asking that goes to people below.
    pub consults_downward: Defined<f64>,
    /// Asking as a part of its asking and telling.
    pub consult_vs_instruct: Defined<f64>,
    /// Mean acceptance by those who report, 1 not at all to 5 gladly; withheld under four.
    pub acceptance: Defined<f64>,
    /// Mean distance as those who report see it, 1 near to 5 far; withheld under four.
    pub distance: Defined<f64>,
    /// How far what it hears when it asks is taken up, 0 to 1.
    pub take_up: Defined<f64>,
    /// Asking outside of its own unit against inside: -1 all inside, 1 all outside (E-I index of
    /// Krackhardt and Stern 1988).
    pub asks_outside: Defined<f64>,
    /// Where its holder thinks the centre is, minus the pull to the top.
    pub pin_gap: Defined<f64>,
}

/// How the one who reports sees a reporting line.
#[derive(Debug, Clone, PartialEq)]
pub struct FollowerView {
    /// How far the wish to be asked or told is missed, 0 to 1.
    pub mismatch: Defined<f64>,
}

/// Who has half of the influence.
#[derive(Debug, Clone, PartialEq)]
pub struct HalfOfInfluence {
    /// The people, ties included.
    pub people: Vec<PositionId>,
    /// Their part of the influence.
    pub share: f64,
    /// Part of their pairs that ask each other both ways.
    pub mutual_consultation: Defined<f64>,
    /// In a word.
    pub form: Defined<LeadershipForm>,
}

/// The form of leadership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeadershipForm {
    /// Held by those whom the chart puts in charge, or by one.
    LeaderCentered,
    /// Several leaders, who ask each other.
    DistributedCoordinated,
    /// Several leaders, who do not.
    DistributedFragmented,
}

/// What kind of leadership a routine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoutineClass {
    /// One person.
    Solo,
    /// All together at one time and place.
    Collaborated,
    /// Separately, on the same thing.
    Collective,
    /// One step after the other.
    Coordinated,
}

/// Shares over the whole map.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowShares {
    /// Asking as a part of asking and telling, by frequency.
    pub consult: Defined<f64>,
    /// Part of the talk that goes to people neither above nor below, by frequency.
    pub lateral: Defined<f64>,
}

/// The rules by which a misfit fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// Rigid hierarchy on exploratory work.
    M1,
    /// Instructive communication on exploratory work.
    M2,
    /// Authority at the top, knowledge not.
    M3,
    /// Insulated leader.
    M4,
    /// Says organic, experienced as mechanistic.
    M5,
    /// Loose on routine work.
    M7,
    /// Stranded expert.
    M8,
    /// Decides without knowing or asking.
    M9,
    /// Distributed but fragmented.
    M10,
    /// Influence refused.
    M6,
    /// The pin is too high: the leader thinks that the centre is at the top, and it is not.
    M11,
    /// A single point on which all depends.
    M12,
}

/// The two signs of an insulated leader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Insulated {
    /// Voices that the chart alone would carry do not arrive.
    Silence,
    /// Many layers below, and nobody from more than one layer down is heard.
    Layers,
}

/// A misfit that fires, with what made it fire.
#[derive(Debug, Clone, PartialEq)]
pub struct Misfit {
    /// The rule.
    pub rule: Rule,
    /// By which of its two signs M4 fires; nothing for the others.
    pub form: Option<Insulated>,
    /// Whom it is about; nobody for the whole map.
    pub position: Option<PositionId>,
    /// The domain it is about, for M8 and M9.
    pub domain: Option<Domain>,
    /// The numbers that made it fire, each with its name.
    pub numbers: Vec<(&'static str, f64)>,
    /// The positions that made it fire, besides the one it is about.
    pub positions: Vec<PositionId>,
    /// The flows that made it fire.
    pub flows: Vec<FlowId>,
}

/// What the readings were worked out from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// Held positions.
    pub people: usize,
    /// Vacant positions.
    pub vacant: usize,
    /// People from whom at least one consult, instruct or inform arrow starts.
    pub drew_arrows: usize,
    /// People with some expertise entered.
    pub with_expertise: usize,
    /// People whom somebody consults.
    pub consulted: usize,
    /// People with some decision right recorded, or with stated authority.
    pub with_rights: usize,
    /// People with survey answers of voice enacted.
    pub surveyed: usize,
    /// People with `explore` entered.
    pub with_explore: usize,
}
