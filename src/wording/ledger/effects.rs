//! Claims about effect: an outcome by unit and by stage against what is claimed to move it.

use super::{Found, LedgerInput, Says};
use crate::analysis::{Association, Defined, Undefined, UnitFigures, association};
use crate::model::OutcomeName;
use crate::wording::measured::Readings;
use crate::wording::words::{counted, two};

/// What is claimed to move outcomes: by unit, by stage, and whether outcomes rise with it.
struct Predictor {
    name: &'static str,
    name_by_stage: &'static str,
    by_unit: fn(&UnitFigures) -> Defined<f64>,
    by_stage: fn(&Readings<'_>) -> Defined<f64>,
    rises: bool,
}

fn predictor(claim: u8) -> Predictor {
    let of = |name, name_by_stage, by_unit, by_stage, rises| Predictor {
        name,
        name_by_stage,
        by_unit,
        by_stage,
        rises,
    };
    match claim {
        23 => of("wishes missed", "wishes missed", no_unit, mismatch, false),
        27 => of("asking of asking and telling", "asking", |unit| unit.consult, consult, true),
        28 => {
            let by_stage = "fewer signs of being led against its work";
            of("fit of relations and work", by_stage, |unit| unit.fit, warning_free, true)
        }
        34 => {
            let by_stage = "a centre that lies low";
            of("talk that goes sideways", by_stage, |unit| unit.lateral, pull_down, true)
        }
        35 => of("organicity", "organicity", |unit| unit.organicity, organicity, true),
        _ => of("ties to other units", "talk sideways", |unit| unit.outside, lateral, true),
    }
}

fn no_unit(_: &UnitFigures) -> Defined<f64> {
    Err(Undefined::NotEntered)
}

fn mismatch(it: &Readings<'_>) -> Defined<f64> {
    it.further.leading.mismatch.map(|it| it.mean)
}

fn consult(it: &Readings<'_>) -> Defined<f64> {
    it.analysis.flow_shares.consult
}

fn warning_free(it: &Readings<'_>) -> Defined<f64> {
    let signs = crate::wording::MeasureId::Warning.of_map(it);
    signs.first().map_or(Ok(0.0), |part| part.value).map(|fires| -fires)
}

fn pull_down(it: &Readings<'_>) -> Defined<f64> {
    it.analysis.gravity.pull.map(|pull| -pull)
}

fn organicity(it: &Readings<'_>) -> Defined<f64> {
    it.analysis.organicity.map
}

fn lateral(it: &Readings<'_>) -> Defined<f64> {
    it.analysis.flow_shares.lateral
}

impl LedgerInput<'_> {
    pub(super) fn of_effect(&self, claim: u8) -> Found {
        let Some(outcome) = self.outcome(claim) else {
            return Found::missing(
                "an outcome: a number by unit and stage, such as results, commitment, ideas tried",
            );
        };
        let predictor = predictor(claim);
        let (units, stages) =
            (self.by_unit(&predictor, &outcome), self.by_stage(&predictor, &outcome));
        let (of_units, of_stages) = (units.association(), stages.association());
        let by_unit = of_units.map(|found| (found, predictor.name));
        let tested = by_unit.or_else(|_| of_stages.map(|found| (found, predictor.name_by_stage)));
        let points = format!(
            "{} by unit and {} by stage",
            counted(units.points.len(), "point", "points"),
            counted(stages.points.len(), "point", "points")
        );
        let mut found = match tested {
            Ok((found, name)) => told(&found, name, predictor.rises, &outcome),
            Err(why) => Found::missing(format!(
                "points of \"{outcome}\" against {}: there are {points}, and {why}",
                predictor.name
            )),
        };
        let outcome = outcome.name().to_owned();
        found.scatter = Some(OutcomeScatter { outcome, by_unit: units, by_stage: stages });
        found
    }

    /// The outcome that a claim is tested by: commitment where the claim is about it, else the
    /// first that is entered.
    fn outcome(&self, claim: u8) -> Option<OutcomeName> {
        let of_stage = |it: &Readings<'_>| -> Vec<OutcomeName> {
            let units = it.stage.units().iter().flat_map(|(_, unit)| unit.outcomes.keys());
            it.stage.record().outcomes.keys().chain(units).cloned().collect()
        };
        let mut all: Vec<OutcomeName> = self.stages.iter().flat_map(of_stage).collect();
        all.sort_unstable();
        all.dedup();
        let committed = all.iter().find(|it| it.name().to_lowercase().contains("commitment"));
        committed.filter(|_| claim == 23).or(all.first()).cloned()
    }

    fn by_unit(&self, predictor: &Predictor, outcome: &OutcomeName) -> OutcomePoints {
        let several = self.stages.len() > 1;
        let of_stage = |it: &Readings<'_>| -> Vec<OutcomePoint> {
            let units = it.further.units.iter().filter_map(|(id, figures)| {
                let unit = it.stage.units().get(*id)?;
                let amount = unit.outcomes.get(outcome)?.get();
                let stage = &it.stage.record().name;
                let name =
                    if several { format!("{}, {stage}", unit.name) } else { unit.name.clone() };
                Some(OutcomePoint { name, x: (predictor.by_unit)(figures).ok()?, y: amount })
            });
            units.collect()
        };
        let points = self.stages.iter().flat_map(of_stage).collect();
        OutcomePoints { predictor: predictor.name, points }
    }

    fn by_stage(&self, predictor: &Predictor, outcome: &OutcomeName) -> OutcomePoints {
        let points = self.stages.iter().filter_map(|it| {
            let amount = it.stage.record().outcomes.get(outcome)?.get();
            let name = it.stage.record().name.clone();
            Some(OutcomePoint { name, x: (predictor.by_stage)(it).ok()?, y: amount })
        });
        OutcomePoints { predictor: predictor.name_by_stage, points: points.collect() }
    }
}

/// An outcome against what is claimed to move it.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeScatter {
    /// The name of the outcome.
    pub outcome: String,
    /// A point for each unit in each stage in which both are known.
    pub by_unit: OutcomePoints,
    /// A point for each stage.
    pub by_stage: OutcomePoints,
}

/// Points of an outcome against one predictor.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomePoints {
    /// What the predictor is called.
    pub predictor: &'static str,
    /// The points.
    pub points: Vec<OutcomePoint>,
}

/// One point.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomePoint {
    /// Whose: the unit, with its stage where there are several; or the stage.
    pub name: String,
    /// The predictor.
    pub x: f64,
    /// The outcome.
    pub y: f64,
}

impl OutcomePoints {
    /// How the two go together, with the line through them; not defined under eight points.
    ///
    /// # Errors
    /// There are too few points, or one of the two is the same everywhere.
    pub fn association(&self) -> Defined<Association> {
        let points: Vec<(f64, f64)> = self.points.iter().map(|it| (it.x, it.y)).collect();
        association(&points)
    }
}

fn told(found: &Association, name: &str, rises: bool, outcome: &OutcomeName) -> Found {
    let holds_nought = found.low <= 0.0 && found.high >= 0.0;
    let as_claimed = (found.correlation > 0.0) == rises;
    let says = match (holds_nought, as_claimed) {
        (true, _) => Says::CannotTest,
        (false, true) => Says::Supports,
        (false, false) => Says::Contradicts,
    };
    let doubt = if holds_nought { "; more points are missing to tell it from nothing" } else { "" };
    let sentence = format!(
        "\"{outcome}\" goes with {} at {} from -1 to 1, over {}; 95 of 100 such bands, here from \
         {} to {}, hold the truth{doubt}.",
        name,
        two(found.correlation),
        counted(found.points, "point", "points"),
        two(found.low),
        two(found.high)
    );
    let band = Some((found.low, found.high));
    Found { says, sentence, number: Some(found.correlation), band, scatter: None }
}
