//! Distributions over people: none negative, together 1.

use super::column::Column;
use super::undefined::{Defined, Undefined};

/// Differences below this are rounding, not findings.
pub(super) const TINY: f64 = 1e-12;

/// Shares in proportion to amounts; nothing when there is nothing to share.
pub(super) fn shares(amounts: &[f64]) -> Option<Vec<f64>> {
    let sum: f64 = amounts.iter().sum();
    if sum.is_infinite() {
        // Amounts as large as numbers can be are made comparable before they are added.
        let largest = amounts.iter().copied().fold(0.0, f64::max);
        let parts: Vec<f64> = amounts.iter().map(|amount| amount / largest).collect();
        return shares(&parts);
    }
    (sum > 0.0).then(|| amounts.iter().map(|amount| amount / sum).collect())
}

/// The same of those who have an amount above 0, each with a place, in the room of the amounts.
pub(super) fn shares_of_some(mut some: Vec<(u32, f64)>) -> Option<Vec<(u32, f64)>> {
    let sum: f64 = some.iter().map(|(_, amount)| amount).sum();
    if sum.is_infinite() {
        let amounts: Vec<f64> = some.iter().map(|(_, amount)| *amount).collect();
        let shares = shares(&amounts)?;
        return Some(some.into_iter().zip(shares).map(|((at, _), share)| (at, share)).collect());
    }
    some.iter_mut().for_each(|(_, amount)| *amount /= sum);
    (sum > 0.0).then_some(some)
}

/// A distribution that others are pooled with.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part<'a> {
    /// The share of everybody.
    All(&'a [f64]),
    Column(&'a Column),
}

impl<'a> From<&'a Vec<f64>> for Part<'a> {
    fn from(all: &'a Vec<f64>) -> Self {
        Self::All(all)
    }
}

impl Part<'_> {
    fn len(self) -> usize {
        match self {
            Self::All(all) => all.len(),
            Self::Column(column) => column.len(),
        }
    }
}

/// The weighted mean of distributions (linear opinion pool, Stone 1961); nothing without any
/// that counts.
pub(super) fn pool<'a, P: Copy + Into<Part<'a>>>(parts: &[(f64, P)]) -> Option<Vec<f64>> {
    let all: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let (_, first) = parts.first()?;
    if all <= 0.0 {
        return None;
    }
    let mut pooled = vec![0.0; (*first).into().len()];
    for (weight, part) in parts {
        match (*part).into() {
            Part::All(part) => {
                let both = pooled.iter_mut().zip(part);
                both.for_each(|(sum, share)| *sum += weight / all * share);
            }
            // Nothing added to a sum leaves it as it is, to the last bit.
            Part::Column(part) => {
                part.some().for_each(|(at, share)| pooled[at] += weight / all * share);
            }
        }
    }
    Some(pooled)
}

/// The plain mean of those of two distributions that exist.
pub(super) fn mean_of(
    a: &Defined<Vec<f64>>,
    b: &Defined<Vec<f64>>,
    neither: Undefined,
) -> Defined<Vec<f64>> {
    let parts: Vec<(f64, &Vec<f64>)> =
        [a, b].into_iter().filter_map(|part| Some((1.0, part.as_ref().ok()?))).collect();
    pool(&parts).ok_or(neither)
}

/// Total variation: the part of one distribution that would have to change hands to give the
/// other, 0 to 1.
pub(super) fn total_variation(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum::<f64>() / 2.0
}

/// The mean of those values that are there.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    mean_within(&mut values.collect::<Vec<f64>>())
}

/// The same of those in some room, in whatever order it leaves them.
pub(super) fn mean_within(values: &mut [f64]) -> Option<f64> {
    // Summed in an order of their own: a sum must not depend on who was drawn first.
    values.sort_unstable_by(f64::total_cmp);
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
