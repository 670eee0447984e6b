//! An outcome against what is claimed to move it: points, and no line where there are few.

use super::distribution::TINY;
use super::undefined::{Defined, Undefined};

/// Fewer points than this show nothing but themselves.
pub const FEWEST_POINTS: usize = 8;

/// The half width of a 95 % interval in standard errors.
const WIDE: f64 = 1.959_963_984_540_054;

/// How an outcome goes with a predictor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// Pearson's correlation, -1 to 1.
    pub correlation: f64,
    /// The lower end of its 95 % interval by Fisher's z (1921).
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// The least-squares line: outcome where the predictor is 0.
    pub intercept: f64,
    /// The least-squares line: outcome for each unit of the predictor.
    pub slope: f64,
    /// How many points.
    pub points: usize,
}

/// How outcomes go with a predictor, each point a predictor and an outcome.
///
/// Not defined under eight points, or where one of the two is the same everywhere.
pub fn association(points: &[(f64, f64)]) -> Defined<Association> {
    if points.len() < FEWEST_POINTS {
        return Err(Undefined::TooFewPoints);
    }
    let count = points.len() as f64;
    let mean_x = points.iter().map(|(x, _)| x).sum::<f64>() / count;
    let mean_y = points.iter().map(|(_, y)| y).sum::<f64>() / count;
    let sum = |term: &dyn Fn(f64, f64) -> f64| -> f64 {
        points.iter().map(|(x, y)| term(x - mean_x, y - mean_y)).sum()
    };
    let (xx, yy) = (sum(&|x, _| x * x), sum(&|_, y| y * y));
    let same = |squares: f64, mean: f64| squares <= TINY * (1.0 + mean * mean);
    if same(xx, mean_x) || same(yy, mean_y) || !(xx * yy).is_finite() {
        return Err(Undefined::Constant);
    }
    let xy = sum(&|x, y| x * y);
    let correlation = (xy / (xx * yy).sqrt()).clamp(-1.0, 1.0);
    let half = WIDE / (count - 3.0).sqrt();
    let middle = correlation.clamp(-1.0 + TINY, 1.0 - TINY).atanh();
    let slope = xy / xx;
    Ok(Association {
        correlation,
        low: (middle - half).tanh(),
        high: (middle + half).tanh(),
        intercept: mean_y - slope * mean_x,
        slope,
        points: points.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_and_few_points_are_none() {
        // y = 3 - 2 x, by hand.
        let line: Vec<(f64, f64)> =
            (0..8).map(|x| (f64::from(x), 3.0 - 2.0 * f64::from(x))).collect();
        let found = association(&line).unwrap();
        assert!((found.correlation + 1.0).abs() < 1e-12);
        assert!((found.slope + 2.0).abs() < 1e-12 && (found.intercept - 3.0).abs() < 1e-12);
        assert_eq!(association(&line[..7]), Err(Undefined::TooFewPoints));
        let flat: Vec<(f64, f64)> = (0..9).map(|x| (f64::from(x), 0.1)).collect();
        assert_eq!(association(&flat), Err(Undefined::Constant));
    }

    #[test]
    fn the_interval_is_fishers() {
        // By hand: the sums of squares are 42 and 12, that of products 8; z = 0.37270, and the
        // half width is 1.95996 / sqrt(5) = 0.87652.
        let ys = [1.0, 3.0, 0.0, 2.0, 2.0, 4.0, 1.0, 3.0];
        let points: Vec<(f64, f64)> = (0..8).map(f64::from).zip(ys).collect();
        let found = association(&points).unwrap();
        assert!((found.correlation - 8.0 / 504.0_f64.sqrt()).abs() < 1e-12);
        assert!((found.low - -0.46512).abs() < 1e-4, "{found:?}");
        assert!((found.high - 0.84806).abs() < 1e-4, "{found:?}");
    }
}
