//! How far a number could lie from where it does, where that needs no draws.

use super::result::Analysis;
use crate::model::{FlowKind, Stage};

/// The number of standard deviations between the middle and the 95th percentile.
const TO_THE_95TH: f64 = 1.644_853_626_951_472_2;

/// Where the top-heaviness of a column would lie if its shares were dealt out to the placed people
/// at random: the 5th and the 95th percentile. The mean is 0 and the variance exact (Hoeffding
/// 1951); the percentiles are those of the normal curve that it tends to. Nothing where nobody is
/// placed, where there is one level, or where every deal would be the same.
#[must_use]
pub fn height_by_chance(analysis: &Analysis, column: &[f64]) -> Option<(f64, f64)> {
    let equal = *analysis.equal_height.as_ref().ok()?;
    let placed = analysis.people.iter().zip(column);
    let placed: Vec<(f64, f64)> = placed
        .filter_map(|(id, share)| Some((*analysis.hierarchy.height.get(id)?, *share)))
        .collect();
    let count = placed.len() as f64;
    let whole: f64 = placed.iter().map(|(_, share)| share).sum();
    if placed.len() < 2 || whole <= 0.0 || equal >= 1.0 {
        return None;
    }
    let middle = placed.iter().map(|(height, _)| height).sum::<f64>() / count;
    let heights: f64 = placed.iter().map(|(height, _)| (height - middle).powi(2)).sum();
    let shares: f64 = placed.iter().map(|(_, it)| (it / whole - 1.0 / count).powi(2)).sum();
    let deviation = (heights * shares / (count - 1.0)).sqrt() / (1.0 - equal);
    let half = TO_THE_95TH * deviation;
    (half > 0.0).then_some((-half, half))
}

/// The consult share, less and more by twice its standard error when one respondent at a time is
/// left out (jackknife, Tukey 1958). Nothing under two respondents.
#[must_use]
pub fn consult_by_respondent(stage: &Stage, analysis: &Analysis) -> Option<(f64, f64)> {
    let share = *analysis.flow_shares.consult.as_ref().ok()?;
    let mut asked = vec![0.0; analysis.people.len()];
    let mut told = vec![0.0; analysis.people.len()];
    for (_, flow) in stage.flows().iter() {
        let (Some(from), Some(_)) = (analysis.person(flow.from), analysis.person(flow.to)) else {
            continue;
        };
        match flow.kind {
            FlowKind::Consult => asked[from] += flow.frequency.get(),
            FlowKind::Instruct => told[from] += flow.frequency.get(),
            _ => {}
        }
    }
    let (all_asked, all_told): (f64, f64) = (asked.iter().sum(), told.iter().sum());
    let without = asked.iter().zip(&told).filter(|(asked, told)| *asked + *told > 0.0);
    let without: Vec<f64> = without
        .filter_map(|(asked, told)| {
            let left = all_asked + all_told - asked - told;
            (left > 1e-12).then(|| (all_asked - asked) / left)
        })
        .collect();
    let count = without.len() as f64;
    if without.len() < 2 {
        return None;
    }
    let mean = without.iter().sum::<f64>() / count;
    let squares: f64 = without.iter().map(|it| (it - mean).powi(2)).sum();
    let twice = 2.0 * ((count - 1.0) / count * squares).sqrt();
    Some((share - twice, share + twice))
}
