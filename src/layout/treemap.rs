//! Areas by head count: a map without reporting lines seen from afar (Bruls, Huizing and van Wijk,
//! "Squarified treemaps", 2000).

use crate::quantity::{MapPoint, MapRect};

/// Rectangles that divide a room from its top left corner, in the order of some weights and as
/// large as they are, each as nearly square as can be. Weights that are not above 0 get nothing.
pub(super) fn squarified(weights: &[f64], width: f64, height: f64) -> Vec<MapRect> {
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|one, other| weights[*other].total_cmp(&weights[*one]).then(one.cmp(other)));
    let whole: f64 = weights.iter().map(|weight| weight.max(0.0)).sum();
    let scale = width * height / whole.max(f64::MIN_POSITIVE);
    let mut free = MapRect { min: MapPoint::default(), max: MapPoint::new(width, height) };
    let mut rects = vec![MapRect::default(); weights.len()];
    let mut at = 0;
    while at < order.len() {
        let side = free.width().min(free.height());
        let area = |number: usize| weights[order[number]].max(0.0) * scale;
        let mut end = at + 1;
        while end < order.len() {
            let row = |end: usize| (at..end).map(area).collect::<Vec<_>>();
            if worst(&row(end + 1), side) > worst(&row(end), side) {
                break;
            }
            end += 1;
        }
        let row: f64 = (at..end).map(area).sum();
        let thick = row / side.max(f64::MIN_POSITIVE);
        let upright = free.width() > free.height();
        let mut from = 0.0;
        for number in at..end {
            let long = area(number) / thick.max(f64::MIN_POSITIVE);
            let (corner, size) = if upright {
                (free.min.offset(0.0, from), (thick, long))
            } else {
                (free.min.offset(from, 0.0), (long, thick))
            };
            rects[order[number]] = MapRect { min: corner, max: corner.offset(size.0, size.1) };
            from += long;
        }
        free.min = if upright { free.min.offset(thick, 0.0) } else { free.min.offset(0.0, thick) };
        at = end;
    }
    rects
}

/// How far from square the worst of a row is, which fills a side.
fn worst(areas: &[f64], side: f64) -> f64 {
    let sum: f64 = areas.iter().sum();
    let (most, least) = areas
        .iter()
        .fold((0.0_f64, f64::INFINITY), |(most, least), area| (most.max(*area), least.min(*area)));
    let (side, sum) = (side * side, sum * sum);
    (side * most / sum.max(f64::MIN_POSITIVE)).max(sum / (side * least).max(f64::MIN_POSITIVE))
}
