//! The way from an overview to the whole.

use super::arrange::{Arrangement, large, largest, readable_cut};
use super::fold::{self, Cut, Step};
use super::forest::Forest;
use super::room::Room;
use crate::model::Stage;

/// How many times as many boxes each cut shows as the one before it.
const GROWTH: usize = 2;

/// Makes the cuts through a stage, the coarsest first, as long as `each` wants more: the overview
/// that can be read in a room, then cuts with twice as many boxes each, in rooms as much larger,
/// down to the last before the whole. What one cut has opened is open in those after it. None where
/// the whole can be read.
pub fn unfold(stage: &Stage, room: Room, mut each: impl FnMut(Arrangement) -> bool) {
    let forest = Forest::of(stage);
    let shown = |forest: &Forest| stage.positions().len() - forest.hidden.len();
    let (_, steps) = fold::steps(&forest);
    let mut cut = readable_cut(stage, &forest, room);
    let first = cut.of(stage, &forest);
    let (fewest, all) = (shown(&first).max(1), shown(&forest));
    let mut go_on = first.groups.is_empty() || each(largest(stage, &first, room, false));
    let mut wanted = fewest * GROWTH;
    let mut from = 0;
    while go_on && !first.groups.is_empty() && wanted < all {
        from = opened(&mut cut, &steps, from, |cut| cut.boxes(stage, &forest) <= wanted);
        let now = cut.of(stage, &forest);
        let larger = (shown(&now) as f64 / fewest as f64).sqrt();
        go_on = !now.groups.is_empty() && each(large(stage, &now, room.times(larger)));
        wanted *= GROWTH;
    }
}

/// Opens a cut by as many steps from one on as may be; gives the first that may not.
fn opened(cut: &mut Cut, steps: &[Step], from: usize, may: impl Fn(&Cut) -> bool) -> usize {
    let after = |count: usize| {
        let mut cut = cut.clone();
        steps[from..count].iter().for_each(|step| cut.after(*step));
        cut
    };
    let (mut low, mut high) = (from, steps.len() + 1);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if may(&after(middle)) { low = middle } else { high = middle }
    }
    *cut = after(low);
    low
}
