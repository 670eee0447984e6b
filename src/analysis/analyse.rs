use super::authority::{authority, influence, knowledge};
use super::cancel::{Cancel, Cancelled};
use super::coverage::coverage;
use super::distribution::{TINY, mean, total_variation};
use super::firmness::firmness;
use super::gravity::{Scale, mass};
use super::hierarchy::ChartOf;
use super::leadership::{leadership, routine_class};
use super::misfit;
use super::organicity::{flow_shares, organicity};
use super::people::People;
use super::question::Question;
use super::result::{Analysis, Authority, Evidence, Knowledge, NormIndex};
use super::transport::gap;
use super::undefined::{Defined, Undefined};
use crate::model::Voice;

/// Works out all readings of a stage.
///
/// # Errors
/// The token was cancelled.
pub fn analyse(question: &Question, cancel: &Cancel) -> Result<Analysis, Cancelled> {
    let settings = &question.settings;
    let people = People::of(&question.stage);
    let chart = ChartOf::of(&people, cancel)?;
    let authority = authority(&people, &chart);
    let knowledge = knowledge(&people, &authority);
    let influence = influence(&people);
    let (mass, parts) = mass(&authority, &knowledge, &influence, settings);
    let closeness = people.closeness(cancel)?;
    let scale = Scale { people: &people, chart: &chart, closeness: &closeness };
    let gravity =
        scale.gravity(&authority, &knowledge, &influence, (&mass, parts), settings, cancel)?;
    let equal_height = scale.equal_height();
    let firmness =
        firmness(&scale, (&authority, &knowledge, &influence), &gravity, settings, cancel)?;
    let organicity = organicity(&people, &chart);
    let leadership = leadership(&people, &chart, &influence, &gravity.pull, settings, cancel)?;
    let coverage = coverage(&people, question.stage.record().gathered);
    let flow_shares = flow_shares(&people, &chart);
    let (mean_explore, mean_rules) = work(&people);
    let misfits = misfit::Evidence {
        people: &people,
        chart: &chart,
        authority: &authority,
        knowledge: &knowledge,
        gravity: &gravity,
        organicity: &organicity,
        leadership: &leadership,
        shares: &flow_shares,
        explore: &mean_explore,
        rules: &mean_rules,
        settings,
    }
    .misfits();
    let routines = question.stage.routines().iter();
    Ok(Analysis {
        people: (0..people.count()).map(|person| people.id(person)).collect(),
        hierarchy: chart.report(&people),
        equal_height,
        gap: gap(&people, &chart, &authority.pooled, &knowledge.pooled),
        norm: norm(&authority, &knowledge, &influence),
        routines: routines.filter_map(|(id, r)| Some((id, routine_class(r)?))).collect(),
        evidence: evidence(&people),
        coverage,
        firmness,
        chance: None,
        authority,
        knowledge,
        influence,
        mass,
        closeness,
        gravity,
        organicity,
        leadership,
        flow_shares,
        mean_explore,
        mean_rules,
        misfits,
    })
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
