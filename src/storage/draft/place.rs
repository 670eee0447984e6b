use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use super::people::number;
use crate::model::{Placement, PositionId};
use crate::quantity::MapPoint;

/// The place that two cells give.
pub(super) fn of_cells(x: Option<&str>, y: Option<&str>) -> Option<Placement> {
    let at = MapPoint::new(number(x?)?, number(y?)?);
    at.is_placeable().then(|| Placement { at: Some(at), ..Placement::default() })
}

/// Makes room for boxes: the places of other programs are those of dots, often between 0 and 1.
pub(super) fn spread(placements: &mut BTreeMap<PositionId, Placement>) {
    /// What a box and the space round it take, in map units.
    const ROOM: f64 = 220.0;
    let points: Vec<MapPoint> = placements.values().filter_map(|it| it.at).collect();
    let first = points.first().copied().unwrap_or_default();
    let (mut min, mut max) = (first, first);
    for at in &points {
        min = MapPoint::new(min.x.min(at.x), min.y.min(at.y));
        max = MapPoint::new(max.x.max(at.x), max.y.max(at.y));
    }
    let wide = (max.x - min.x).max(max.y - min.y);
    if wide <= 0.0 {
        // All in one place is no drawing.
        placements.clear();
        return;
    }
    let wanted = ROOM * (points.len() as f64).sqrt();
    let factor = (wanted / wide).max(1.0);
    for placement in placements.values_mut() {
        placement.at = placement
            .at
            .map(|at| MapPoint::new((at.x - min.x) * factor, (at.y - min.y) * factor))
            .filter(|at| at.is_placeable());
    }
}

/// Whether a day lies before today. A day that cannot be told does not.
pub(super) fn is_past(text: &str) -> bool {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    day_number(text).is_some_and(|day| day < (seconds / 86_400) as i64)
}

/// The days from 1970 to a day that is written as 2024-03-31, 31.03.2024, 31/03/2024, or with
/// the month first where only that can be.
fn day_number(text: &str) -> Option<i64> {
    let text = text.trim();
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<i64> =
        day.split(['-', '.', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = match (a, b, c) {
        (1000.., ..) => (a, b, c),
        (_, 13.., 1000..) => (c, a, b),
        (_, _, 1000..) => (c, b, a),
        _ => return None,
    };
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year > 9999 {
        return None;
    }
    // Days of the civil calendar, counted in years that begin with March (Howard Hinnant,
    // "chrono-Compatible Low-Level Date Algorithms").
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}
