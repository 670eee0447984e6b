//! Where the centre of gravity lies, in a word. One function decides; the verdict, the level ruler
//! and every sentence ask it.

use super::chance::{ByChance, Chance, Standing};
use super::distribution::{TINY, pool};
use super::firmness::Weighting;
use super::question::Settings;
use super::result::{Analysis, Hierarchy, HierarchySource};
use super::undefined::{Defined, Undefined};
use crate::model::PositionId;

/// The part of the mass from which one person alone is where it lies.
const ONE_PERSON: f64 = 0.5;

/// Where the centre of gravity lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Neither lines nor levels.
    NoChart,
    /// A chart and nothing else.
    ChartOnly,
    /// One person alone holds half of the mass or more, wherever that one sits.
    OnOnePerson(PositionId),
    /// Pull of two thirds or more.
    AtTheTop,
    /// Pull between a third and two thirds.
    Between,
    /// Low pull, and the weight leans to the well-connected, more than by chance.
    AtTheCenter,
    /// Low pull, and the weight does not lean to anybody.
    SpreadOut,
    /// Pull under minus a third: the weight lies lower than people do.
    AtTheBottom,
    /// There is weight and a chart, but the pull is not defined, or what the verdict hangs on is
    /// still being worked out.
    Undecided,
}

impl Verdict {
    /// Whether two verdicts say the same but for what chance parts: a low pull is at the centre
    /// or spread out by how inward the weight lies.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        let low = |verdict| matches!(verdict, Self::AtTheCenter | Self::SpreadOut);
        self == other || (low(self) && low(other))
    }
}

/// The zones of the pull to the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// Under minus the lower border: lower than people are.
    Bottom,
    /// About where people are: at the centre or spread out.
    Low,
    /// Above the lower and under the upper border.
    Between,
    /// From the upper border on.
    Top,
}

impl Zone {
    /// The zone of a pull. The pull exactly on the lower border is low on both sides, exactly on
    /// the upper one it is at the top.
    #[must_use]
    pub fn of(pull: f64, settings: &Settings) -> Self {
        if pull >= settings.top_border - TINY {
            Self::Top
        } else if pull > settings.center_border + TINY {
            Self::Between
        } else if pull < -settings.center_border - TINY {
            Self::Bottom
        } else {
            Self::Low
        }
    }
}

/// What the verdict is decided by.
pub(super) struct Judged {
    /// Whether there is a chart.
    pub(super) chart: bool,
    /// Whether there is a mass.
    pub(super) weighed: bool,
    /// The only person with half of it or more.
    pub(super) one: Option<PositionId>,
    /// Whether that one is at the top.
    pub(super) one_is_top: bool,
    pub(super) pull: Defined<f64>,
    pub(super) inwardness: Defined<f64>,
    /// What chance gives for the inwardness, where that is known.
    pub(super) by_chance: Option<ByChance>,
}

impl Judged {
    /// What decides the verdict of readings.
    pub(super) fn of(
        hierarchy: &Hierarchy,
        people: &[PositionId],
        mass: &Defined<Vec<f64>>,
        (pull, inwardness): (Defined<f64>, Defined<f64>),
    ) -> Self {
        let one = mass.as_ref().ok().and_then(|mass| holder_of_half(mass));
        let one = one.and_then(|person| people.get(person).copied());
        Self {
            chart: hierarchy.source != HierarchySource::None,
            weighed: mass.is_ok(),
            one,
            one_is_top: one.is_some_and(|one| hierarchy.depth.get(&one) == Some(&0)),
            pull,
            inwardness,
            by_chance: None,
        }
    }

    /// The verdict.
    pub(super) fn verdict(&self, settings: &Settings) -> Verdict {
        if !self.weighed {
            return if self.chart { Verdict::ChartOnly } else { Verdict::NoChart };
        }
        let zone = self.pull.map(|pull| Zone::of(pull, settings));
        if let Some(one) = self.one
            && !(zone == Ok(Zone::Top) && self.one_is_top)
        {
            return Verdict::OnOnePerson(one);
        }
        match (self.chart, zone) {
            (false, _) => Verdict::NoChart,
            (true, Err(_)) => Verdict::Undecided,
            (true, Ok(Zone::Top)) => Verdict::AtTheTop,
            (true, Ok(Zone::Between)) => Verdict::Between,
            (true, Ok(Zone::Bottom)) => Verdict::AtTheBottom,
            (true, Ok(Zone::Low)) if self.inwardness == Err(Undefined::Pending) => {
                Verdict::Undecided
            }
            (true, Ok(Zone::Low)) if self.leans_inward(settings) => Verdict::AtTheCenter,
            (true, Ok(Zone::Low)) => Verdict::SpreadOut,
        }
    }

    fn leans_inward(&self, settings: &Settings) -> bool {
        self.inwardness.is_ok_and(|inwardness| {
            let above = |band: ByChance| band.standing(inwardness) == Standing::Above;
            inwardness >= settings.inwardness_center - TINY && self.by_chance.is_none_or(above)
        })
    }
}

impl Analysis {
    /// The same readings with what chance gives, by which "at the centre" and "spread out" are
    /// parted.
    #[must_use]
    pub fn against(&self, chance: Chance, settings: &Settings) -> Self {
        let gravity = &self.gravity;
        let by_chance = chance.inwardness;
        let numbers = (gravity.pull, gravity.mass.inwardness);
        let judged = Judged::of(&self.hierarchy, &self.people, &self.mass, numbers);
        let mut found = self.clone();
        found.gravity.verdict = Judged { by_chance, ..judged }.verdict(settings);
        found.chance = Some(chance);
        found
    }
}

impl Analysis {
    /// The same readings with other weights of decisions, knowledge and influence: the mass, how
    /// high it lies, and the verdict. What takes a look at all pairs is left as it was.
    #[must_use]
    pub fn weighed(&self, weighting: &Weighting) -> Self {
        let parts = [
            (weighting.decisions, &self.authority.declared),
            (weighting.knowledge, &self.knowledge.held),
            (weighting.influence, &self.influence),
        ];
        let there = parts.iter().filter(|(weight, _)| *weight > 0.0);
        let there = there.filter_map(|(weight, column)| Some((*weight, column.as_ref().ok()?)));
        let there: Vec<(f64, &Vec<f64>)> = there.collect();
        let mut found = self.clone();
        found.mass = pool(&there).ok_or(Undefined::ChartOnly);
        found.gravity.mass.height = weighting.height;
        found.gravity.pull = weighting.pull;
        found.gravity.verdict = weighting.verdict.unwrap_or(Verdict::ChartOnly);
        found
    }
}

/// The only person with half of the mass or more; nobody where two have exactly half each.
pub(super) fn holder_of_half(mass: &[f64]) -> Option<usize> {
    let mut holders = (0..mass.len()).filter(|person| mass[*person] >= ONE_PERSON - TINY);
    match (holders.next(), holders.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// The pull of a mass of some top-heaviness, against the same parts under pure command.
pub(super) fn pull(mass: Defined<f64>, command: Defined<f64>) -> Defined<f64> {
    match (mass, command) {
        (Ok(mass), Ok(command)) if command > TINY => Ok(mass / command),
        (Ok(_), Ok(_)) => Err(Undefined::NoYardstick),
        (Err(why), _) | (_, Err(why)) => Err(why),
    }
}
