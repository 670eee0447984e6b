//! Whether those who lead are open to another way of leading (MEASURES 1, claims 29 to 32): what
//! they take up from whom, their pins before and after, and what they say against what is lived.

use super::distribution::mean;
use super::result::Analysis;
use super::undefined::{Defined, Undefined};
use crate::model::{FlowKind, PositionId, Stage, UnitId, Voice};

/// Fewest answers of which a mean is told; under that, each could be told from it.
const FEWEST: usize = 4;

/// How ready those who lead are.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// How far leaders take up what they hear from their own units, 0 to 1.
    pub take_up_like: Defined<MeanOf>,
    /// How far they take up what they hear from other units.
    pub take_up_unlike: Defined<MeanOf>,
    /// Those who lead and set a pin before and after seeing the readings.
    pub pins: Vec<PinMoved>,
    /// The items of readiness one by one, 0 fixed to 1 open.
    pub items: [ItemGap; 3],
    /// Distance as rated, 1 near to 5 far, on lines on which a proper one is said too.
    pub distance_rated: Defined<MeanOf>,
    /// Distance thought proper on the same lines.
    pub distance_proper: Defined<MeanOf>,
}

/// A mean, and of how many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanOf {
    /// The mean.
    pub mean: f64,
    /// Of how many.
    pub count: usize,
}

/// A leader's pin before and after seeing the readings, from 0 not at the top to 1 at the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PinMoved {
    /// Whose.
    pub position: PositionId,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

/// One item, as it is said and as it is lived.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemGap {
    /// What leaders say of themselves.
    pub espoused: Defined<MeanOf>,
    /// What those who work with them experience.
    pub enacted: Defined<MeanOf>,
}

fn mean_of(values: &[f64], fewest: usize) -> Defined<MeanOf> {
    let count = values.len();
    match mean(values.iter().copied()) {
        None => Err(Undefined::NotEntered),
        Some(_) if count < fewest => Err(Undefined::TooFewRespondents),
        Some(mean) => Ok(MeanOf { mean, count }),
    }
}

/// Reads how ready those who lead are.
#[must_use]
pub fn readiness(stage: &Stage, analysis: &Analysis) -> Readiness {
    let leads = |id: PositionId| analysis.leadership.leaders.contains_key(&id);
    let (like, unlike) = take_up(stage, &leads);
    let pins = stage.positions().iter().filter(|(id, _)| leads(*id));
    let pins = pins.filter_map(|(position, it)| {
        let (before, after) = (it.pin?.get(), it.pin_after?.get());
        Some(PinMoved { position, before, after })
    });
    let (rated, proper) = distances(stage);
    Readiness {
        take_up_like: mean_of(&like, 1),
        take_up_unlike: mean_of(&unlike, 1),
        pins: pins.collect(),
        items: [0, 1, 2].map(|item| item_gap(stage, item)),
        distance_rated: mean_of(&rated, FEWEST),
        distance_proper: mean_of(&proper, FEWEST),
    }
}

/// What was taken up of what leaders asked within their own units, and of what they asked others.
/// Those without a unit are left out: nobody can say whether they are alike.
fn take_up(stage: &Stage, leads: &dyn Fn(PositionId) -> bool) -> (Vec<f64>, Vec<f64>) {
    let unit = |id: PositionId| stage.positions().get(id).and_then(|it| it.unit);
    let (mut like, mut unlike) = (Vec::new(), Vec::new());
    for (_, flow) in stage.flows().iter() {
        let asked = flow.kind == FlowKind::Consult && leads(flow.from);
        let Some(taken) = flow.took_up.filter(|_| asked) else { continue };
        let (Some(own), Some(other)) = (unit(flow.from), unit(flow.to)) else { continue };
        // Units that lie in one another are one's own.
        let alike = lies_in(stage, own, other) || lies_in(stage, other, own);
        if alike { like.push(taken.get()) } else { unlike.push(taken.get()) }
    }
    (like, unlike)
}

fn lies_in(stage: &Stage, inner: UnitId, outer: UnitId) -> bool {
    let mut at = Some(inner);
    // A circle of units is a drawing error; a bounded walk ends in it all the same.
    for _ in 0..=stage.units().len() {
        match at {
            Some(unit) if unit == outer => return true,
            Some(unit) => at = stage.units().get(unit).and_then(|it| it.parent),
            None => return false,
        }
    }
    false
}

fn item_gap(stage: &Stage, item: usize) -> ItemGap {
    let answers = |voice: Voice| -> Vec<f64> {
        let responses = stage.positions().iter().flat_map(|(_, it)| it.survey.iter());
        let own = responses.filter(|response| response.voice == voice);
        own.filter_map(|response| Some((f64::from(response.readiness[item]?) - 1.0) / 6.0))
            .collect()
    };
    ItemGap {
        espoused: mean_of(&answers(Voice::Espoused), 1),
        enacted: mean_of(&answers(Voice::Enacted), FEWEST),
    }
}

/// Rated and proper distance on the lines that have both.
fn distances(stage: &Stage) -> (Vec<f64>, Vec<f64>) {
    let lines = stage.lines().iter();
    let both = lines.filter_map(|(_, it)| Some((it.distance?.get(), it.distance_proper?.get())));
    both.unzip()
}
