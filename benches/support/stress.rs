//! How good the drawing of a network is.

/// By how much the distances of a drawing are off the steps between those who are drawn: the mean
/// over the pairs of 64 of them with all others of `((scale * distance - steps) / steps)²`, at the
/// scale that suits the drawing best.
pub(crate) fn stress(places: &[(f64, f64)], arcs: &[(u32, u32)]) -> f64 {
    const SOURCES: usize = 64;
    let mut beside: Vec<Vec<u32>> = vec![Vec::new(); places.len()];
    for (from, to) in arcs {
        beside[*from as usize].push(*to);
        beside[*to as usize].push(*from);
    }
    let mut ratios = Vec::new();
    for source in (0..SOURCES).map(|at| at * places.len() / SOURCES) {
        let mut steps = vec![0_u32; places.len()];
        let mut open = vec![source as u32];
        let mut at = 0;
        while let Some(own) = open.get(at).map(|it| *it as usize) {
            for other in &beside[own] {
                if *other as usize != source && steps[*other as usize] == 0 {
                    steps[*other as usize] = steps[own] + 1;
                    open.push(*other);
                }
            }
            at += 1;
        }
        let from = places[source];
        let far = |to: (f64, f64)| (to.0 - from.0).hypot(to.1 - from.1);
        let joined = places.iter().zip(&steps).filter(|(_, steps)| **steps > 0);
        ratios.extend(joined.map(|(to, steps)| far(*to) / f64::from(*steps)));
    }
    let scale = ratios.iter().sum::<f64>() / ratios.iter().map(|it| it * it).sum::<f64>();
    ratios.iter().map(|it| (scale * it - 1.0).powi(2)).sum::<f64>() / ratios.len() as f64
}
