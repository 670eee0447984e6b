//! The way from an overview to the whole.

use super::arrange::{folded, large, largest, readable_cut};
use super::arrangement::Arrangement;
use super::fold::{self, Cut, Step};
use super::room::Room;
use super::whole::Whole;
use crate::model::Stage;

/// How many times as many boxes each cut shows as the one before it.
const GROWTH: usize = 2;

/// Makes the cuts through a stage, the coarsest first, as long as `each` wants more: the overview
/// that can be read in a room, then cuts with twice as many boxes each, in rooms as much larger,
/// down to the last before the whole. What one cut has opened is open in those after it. None where
/// the whole can be read.
pub fn unfold(stage: &Stage, room: Room, mut each: impl FnMut(Arrangement) -> bool) {
    let whole = Whole::of(stage);
    let (_, steps) = fold::steps(&whole);
    let mut cut = readable_cut(stage, &whole, room);
    let first = cut.of(stage, &whole);
    let (fewest, all) = (first.people.len().max(1), whole.shown());
    let drawn = || folded(largest(stage, &first, room, false), &whole, &first);
    let mut go_on = first.groups.is_empty() || each(drawn());
    let mut wanted = fewest * GROWTH;
    let mut from = 0;
    // A cut with nearly everybody in it would take as much as the whole and say no less.
    while go_on && !first.groups.is_empty() && wanted * 3 <= all * 2 {
        from = opened(&mut cut, &steps, from, |cut| cut.boxes(&whole) <= wanted);
        let now = cut.of(stage, &whole);
        let larger = (now.people.len() as f64 / fewest as f64).sqrt();
        let drawn = || folded(large(stage, &now, room.times(larger)), &whole, &now);
        go_on = !now.groups.is_empty() && each(drawn());
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
