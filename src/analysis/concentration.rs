use super::distribution::TINY;
use super::undefined::{Defined, Undefined};

/// How unevenly a distribution is spread over people.
#[derive(Debug, Clone, PartialEq)]
pub struct Concentration {
    /// The largest share.
    pub top_share: f64,
    /// Who has it, ties included, by place among the people.
    pub top: Vec<usize>,
    /// As concentrated as if so many people shared it equally, 1 to n: 1 / sum of p^2 (Hill
    /// 1973).
    pub effective_number: f64,
    /// (sum of p^2 - 1/n) / (1 - 1/n), 0 equal to 1 all with one; not defined for one person.
    pub herfindahl: Defined<f64>,
    /// Sum of |pi - pj| / (2 n^2 mean), 0 equal to 1 - 1/n.
    pub gini: f64,
}

impl Concentration {
    /// Of shares that sum to 1.
    #[must_use]
    pub fn of(shares: &[f64]) -> Self {
        let count = shares.len() as f64;
        let squares: f64 = shares.iter().map(|share| share * share).sum();
        let top_share = shares.iter().copied().fold(0.0, f64::max);
        let at_top = |person: &usize| top_share - shares[*person] <= TINY;
        Self {
            top_share,
            top: (0..shares.len()).filter(at_top).collect(),
            effective_number: 1.0 / squares,
            herfindahl: if shares.len() > 1 {
                Ok((squares - 1.0 / count) / (1.0 - 1.0 / count))
            } else {
                Err(Undefined::TooFewPeople)
            },
            gini: gini(shares),
        }
    }
}

/// Lorenz's curve (1905): for each part of the people, from those with least on, the part of the
/// whole that they have. From (0, 0) to (1, 1); empty for nobody.
#[must_use]
pub fn lorenz(shares: &[f64]) -> Vec<(f64, f64)> {
    if shares.is_empty() {
        return Vec::new();
    }
    let mut sorted = shares.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let mut curve = vec![(0.0, 0.0)];
    let mut sum = 0.0;
    for (rank, share) in sorted.iter().enumerate() {
        sum += share;
        curve.push(((rank + 1) as f64 / count, sum));
    }
    curve
}

/// Gini's coefficient of amounts that do not sum to 0, from the sorted amounts.
pub(super) fn gini(amounts: &[f64]) -> f64 {
    let mut sorted = amounts.to_vec();
    sorted.sort_by(f64::total_cmp);
    let count = sorted.len() as f64;
    let sum: f64 = sorted.iter().sum();
    let ranked: f64 =
        sorted.iter().enumerate().map(|(rank, amount)| (rank + 1) as f64 * amount).sum();
    2.0 * ranked / (count * sum) - (count + 1.0) / count
}
