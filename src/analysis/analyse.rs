use super::authority::{authority, influence, influence_of_command, knowledge};
use super::cancel::{Cancel, Cancelled};
use super::coverage::coverage;
use super::distribution::{TINY, mean, total_variation};
use super::firmness::firmness;
use super::gravity::{AllPairs, Scale, far, mass};
use super::hierarchy::ChartOf;
use super::leaders::Led;
use super::leadership::{leadership, routine_class};
use super::misfit;
use super::organicity::{flow_shares, organicity};
use super::people::People;
use super::question::Question;
use super::result::{Analysis, Authority, Evidence, Knowledge, MassPart, NormIndex};
use super::transport::gap;
use super::undefined::{Defined, Undefined};
use crate::model::Voice;

/// Works out all readings of a stage.
///
/// # Errors
/// The token was cancelled.
pub fn analyse(question: &Question, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    analyse_in_steps(question, cancel, &mut |_| {})
}

/// The readings that are worked out in a few passes over the map. Those that take a look at all
/// pairs of people are *pending*: inwardness, medians, insulation, and what is decided by them.
///
/// # Errors
/// The token was cancelled.
pub fn analyse_at_once(question: &Question, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let people = People::of(&question.stage);
    Basis::of(question, &people, cancel)?.readings(&AllPairs::PENDING, cancel)
}

/// The same as [`analyse`]; `first` is told what [`analyse_at_once`] gives as soon as it is there.
///
/// # Errors
/// The token was cancelled.
pub fn analyse_in_steps(
    question: &Question,
    cancel: &Cancel,
    first: &mut dyn FnMut(Analysis),
) -> Result<Analysis, Cancelled> {
    let people = People::of(&question.stage);
    let basis = Basis::of(question, &people, cancel)?;
    if people.count() >= SHOWN_FIRST {
        first(basis.readings(&AllPairs::PENDING, cancel)?);
    }
    let all = basis.all_pairs(cancel)?;
    basis.readings(&all, cancel)
}

/// With fewer people than this, all pairs take no longer than a blink.
const SHOWN_FIRST: usize = 1_000;

/// What everything else is worked out from.
pub(super) struct Basis<'a> {
    pub(super) question: &'a Question,
    pub(super) people: &'a People<'a>,
    pub(super) chart: ChartOf,
    pub(super) authority: Authority,
    pub(super) knowledge: Knowledge,
    influence: Defined<Vec<f64>>,
    pub(super) command: Option<Vec<f64>>,
    mass: Defined<Vec<f64>>,
    parts: Vec<MassPart>,
}

impl<'a> Basis<'a> {
    pub(super) fn of(
        question: &'a Question,
        people: &'a People<'a>,
        cancel: &Cancel,
    ) -> Result<Self, Cancelled> {
        let chart = ChartOf::of(people, cancel)?;
        let authority = authority(people, &chart);
        let knowledge = knowledge(people, &authority);
        let influence = influence(people);
        let (mass, parts) =
            mass(&authority.declared, &knowledge.held, &influence, &question.settings);
        let command = influence_of_command(people, &chart);
        Ok(Self { question, people, chart, authority, knowledge, influence, command, mass, parts })
    }

    pub(super) fn scale(&self) -> Scale<'_> {
        Scale {
            people: self.people,
            chart: &self.chart,
            authority: &self.authority,
            knowledge: &self.knowledge,
            influence: &self.influence,
            mass: &self.mass,
            parts: &self.parts,
            command: &self.command,
            settings: &self.question.settings,
        }
    }

    /// What takes a look at all pairs of people.
    fn all_pairs(&self, cancel: &Cancel) -> Result<AllPairs, Cancelled> {
        let command = self.scale().pure_command();
        let (authority, knowledge) = (&self.authority.pooled, &self.knowledge.pooled);
        let columns = [authority, knowledge, &self.influence, &self.mass, &command];
        Ok(AllPairs {
            closeness: Ok(self.people.closeness(cancel)?),
            far: Ok(far(self.people, columns.map(|column| column.as_ref().ok()), cancel)?),
            heard: Ok(Led::of(self.people, &self.chart).heard(cancel)?),
        })
    }

    pub(super) fn readings(&self, all: &AllPairs, cancel: &Cancel) -> Result<Analysis, Cancelled> {
        let Self { question, people, chart, authority, knowledge, influence, .. } = self;
        let (stage, settings) = (&question.stage, &question.settings);
        let scale = self.scale();
        let hierarchy = chart.report(people);
        let gravity = scale.gravity(&hierarchy, all);
        let organicity = organicity(people, chart);
        let led = Led::of(people, chart);
        let (command, heard) = (&self.command, (&led, &all.heard));
        let leadership =
            leadership(people, chart, influence, command, &gravity.pull, heard, settings);
        cancel.check()?;
        let flow_shares = flow_shares(people, chart);
        let (mean_explore, mean_rules) = work(people);
        let misfits = misfit::Evidence {
            people,
            chart,
            authority,
            knowledge,
            gravity: &gravity,
            organicity: &organicity,
            leadership: &leadership,
            shares: &flow_shares,
            explore: &mean_explore,
            rules: &mean_rules,
            settings,
        }
        .misfits();
        let routines = stage.routines().iter();
        Ok(Analysis {
            people: (0..people.count()).map(|person| people.id(person)).collect(),
            hierarchy,
            equal_height: scale.equal_height(),
            gap: gap(people, chart, &authority.pooled, &knowledge.pooled),
            norm: norm(authority, knowledge, influence),
            routines: routines.filter_map(|(id, r)| Some((id, routine_class(r)?))).collect(),
            evidence: evidence(people),
            coverage: coverage(people, stage.record().gathered),
            firmness: firmness(&scale, &all.closeness, &gravity, cancel)?,
            chance: None,
            authority: authority.clone(),
            knowledge: knowledge.clone(),
            influence: influence.clone(),
            mass: self.mass.clone(),
            closeness: all.closeness.clone(),
            gravity,
            organicity,
            leadership,
            flow_shares,
            mean_explore,
            mean_rules,
            misfits,
        })
    }
}

/// Mean `explore` and mean `rules` over those who have one.
fn work(people: &People<'_>) -> (Defined<f64>, Defined<f64>) {
    let entered = |value: Option<f64>| value.ok_or(Undefined::NotEntered);
    let explore = mean(people.positions().filter_map(|p| Some(p.explore?.get())));
    (entered(explore), entered(mean(people.positions().filter_map(|p| Some(p.rules?.get())))))
}

/// Whether influence and decisions follow rank or expertise.
fn norm(authority: &Authority, knowledge: &Knowledge, influence: &Defined<Vec<f64>>) -> NormIndex {
    let index = |column: &Defined<Vec<f64>>| {
        let column = column.as_ref().map_err(|why| *why)?;
        let rank = authority.chart.as_ref().map_err(|why| *why)?;
        let expertise = knowledge.held.as_ref().map_err(|why| *why)?;
        if total_variation(rank, expertise) <= TINY {
            return Err(Undefined::RankIsExpertise);
        }
        let (from_rank, from_expertise) =
            (total_variation(column, rank), total_variation(column, expertise));
        Ok((from_rank - from_expertise) / (from_rank + from_expertise))
    };
    NormIndex { influence: index(influence), decisions: index(&authority.declared) }
}

/// Who gave something to work from.
fn evidence(people: &People<'_>) -> Evidence {
    let mut drew = vec![false; people.count()];
    people.talk().for_each(|arrow| drew[arrow.from] = true);
    let mut consulted = vec![false; people.count()];
    people.consults.iter().for_each(|arrow| consulted[arrow.to] = true);
    let count = |holds: &dyn Fn(&crate::model::Position) -> bool| {
        people.positions().filter(|position| holds(position)).count()
    };
    Evidence {
        people: people.count(),
        vacant: people.seats.len() - people.count(),
        drew_arrows: drew.into_iter().filter(|drew| *drew).count(),
        with_expertise: count(&|p| p.expertise.values().any(|level| level.get() > 0.0)),
        consulted: consulted.into_iter().filter(|consulted| *consulted).count(),
        with_rights: count(&|p| {
            p.authority.is_some() || p.rights.values().any(|right| right.weight() > 0.0)
        }),
        surveyed: count(&|p| p.survey.iter().any(|response| response.voice == Voice::Enacted)),
        with_explore: count(&|p| p.explore.is_some()),
    }
}
