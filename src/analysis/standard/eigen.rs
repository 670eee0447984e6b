use super::super::cancel::{Cancel, Cancelled};
use super::super::network::Rows;

/// The leading eigenvector of a connected, symmetric adjacency, largest entry 1.
///
/// Lanczos's three-term recurrence with full reorthogonalization, started again from its own
/// answer until the answer stands: it converges where plain power iteration creeps, and on
/// bipartite graphs, where that swings to and fro.
pub(super) fn leading(near: &Rows, cancel: &Cancel) -> Result<Vec<f64>, Cancelled> {
    const STEPS: usize = 60;
    const MOST_ROUNDS: usize = 200;
    const ENOUGH: f64 = 1e-14;
    let count = near.count();
    let mut vector = vec![1.0 / (count as f64).sqrt(); count];
    for _ in 0..MOST_ROUNDS {
        cancel.check()?;
        let next = lanczos(near, &vector, STEPS.min(count));
        let moved = next.iter().zip(&vector).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        vector = next;
        if moved < ENOUGH {
            break;
        }
    }
    let largest = vector.iter().copied().fold(0.0, f64::max);
    Ok(vector.into_iter().map(|value| value / largest).collect())
}

fn times(near: &Rows, vector: &[f64]) -> Vec<f64> {
    near.iter().map(|row| row.iter().map(|other| vector[*other as usize]).sum()).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn normalized(mut vector: Vec<f64>) -> Vec<f64> {
    let length = dot(&vector, &vector).sqrt();
    vector.iter_mut().for_each(|value| *value /= length);
    vector
}

/// The best approximation in the space of the first powers, all entries positive.
fn lanczos(near: &Rows, start: &[f64], steps: usize) -> Vec<f64> {
    let mut basis = vec![normalized(start.to_vec())];
    let mut diagonal = Vec::new();
    let mut beside: Vec<f64> = Vec::new();
    loop {
        let last = &basis[basis.len() - 1];
        let mut next = times(near, last);
        diagonal.push(dot(&next, last));
        // Twice is enough (Kahan and Parlett).
        for _ in 0..2 {
            for known in &basis {
                let part = dot(&next, known);
                next.iter_mut().zip(known).for_each(|(value, known)| *value -= part * known);
            }
        }
        let length = dot(&next, &next).sqrt();
        if length < 1e-13 || basis.len() == steps {
            break;
        }
        beside.push(length);
        basis.push(next.into_iter().map(|value| value / length).collect());
    }
    let weights = leading_of_tridiagonal(&diagonal, &beside);
    let mut vector = vec![0.0; start.len()];
    for (weight, known) in weights.iter().zip(&basis) {
        vector.iter_mut().zip(known).for_each(|(value, known)| *value += weight * known);
    }
    // Of a connected graph the leading vector has one sign (Perron and Frobenius).
    normalized(vector.into_iter().map(f64::abs).collect())
}

/// The leading eigenvector of a symmetric tridiagonal matrix: its largest eigenvalue by
/// bisection on the count of sign changes, its vector by inverse iteration.
fn leading_of_tridiagonal(diagonal: &[f64], beside: &[f64]) -> Vec<f64> {
    let reach = |at: usize| {
        let left = if at > 0 { beside[at - 1].abs() } else { 0.0 };
        left + beside.get(at).map_or(0.0, |value| value.abs())
    };
    let bound = |sign: f64| (0..diagonal.len()).map(move |at| diagonal[at] + sign * reach(at));
    let mut high = bound(1.0).fold(f64::NEG_INFINITY, f64::max) + 1e-9;
    let mut low = bound(-1.0).fold(f64::INFINITY, f64::min);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if all_below(diagonal, beside, middle) { high = middle } else { low = middle }
    }
    let mut vector = vec![1.0; diagonal.len()];
    for _ in 0..4 {
        vector = normalized(solve_shifted(diagonal, beside, high, &vector));
    }
    vector
}

/// Whether every eigenvalue lies below a value: the pivots of the shifted matrix are negative.
fn all_below(diagonal: &[f64], beside: &[f64], value: f64) -> bool {
    let mut pivot = diagonal[0] - value;
    for at in 1..diagonal.len() {
        if pivot >= 0.0 {
            return false;
        }
        pivot = diagonal[at] - value - beside[at - 1] * beside[at - 1] / pivot;
    }
    pivot < 0.0
}

/// Solves (T - value) x = right; the value lies just above the largest eigenvalue, so that all
/// pivots are negative and none vanishes.
fn solve_shifted(diagonal: &[f64], beside: &[f64], value: f64, right: &[f64]) -> Vec<f64> {
    const SMALLEST: f64 = -1e-300;
    let count = diagonal.len();
    let mut pivots = vec![(diagonal[0] - value).min(SMALLEST); count];
    let mut sides = right.to_vec();
    for at in 1..count {
        let factor = beside[at - 1] / pivots[at - 1];
        pivots[at] = (diagonal[at] - value - factor * beside[at - 1]).min(-f64::EPSILON);
        sides[at] -= factor * sides[at - 1];
    }
    for at in (0..count).rev() {
        let after = if at + 1 < count { beside[at] * sides[at + 1] } else { 0.0 };
        sides[at] = (sides[at] - after) / pivots[at];
    }
    sides
}
