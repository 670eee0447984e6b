//! An order of the seats that does not depend on how they are numbered or called, so that a map
//! that is only relabelled meets the same chances.

use super::super::network::Rows;
use super::random::mix;

/// With more seats than this, ties that remain are left in the order of the map: to part them
/// costs a pass over the chart for each.
const MOST_SEATS: usize = 3_000;
/// So many ties are parted at the most.
const MOST_PARTED: usize = 1_000;

/// The seats in an order that follows from what is known of each and from the chart, and a number
/// that stands for all of it. `marks` is what is known of each seat.
pub(super) fn canonical(marks: &[u64], superiors: &Rows, reports: &Rows) -> (Vec<usize>, u64) {
    let mut colors = marks.to_vec();
    refine(&mut colors, superiors, reports);
    if colors.len() <= MOST_SEATS {
        for _ in 0..MOST_PARTED {
            let Some(tied) = first_tie(&colors, superiors, reports) else { break };
            colors[tied] = mix(colors[tied] ^ 0x5bd1_e995);
            refine(&mut colors, superiors, reports);
        }
    }
    let mut order: Vec<usize> = (0..colors.len()).collect();
    order.sort_by_key(|seat| (colors[*seat], *seat));
    let whole = order.iter().fold(0, |whole, seat| mix(whole ^ colors[*seat]));
    (order, whole)
}

/// Gives seats of one color different ones where those above or below them differ, until nothing
/// is parted any more (Weisfeiler and Leman 1968).
fn refine(colors: &mut Vec<u64>, superiors: &Rows, reports: &Rows) {
    let mut kinds = distinct(colors);
    loop {
        let neighbors = |rows: &Rows, seat: usize| {
            let mut near: Vec<u64> = rows.of(seat).iter().map(|it| colors[*it as usize]).collect();
            near.sort_unstable();
            near.into_iter().fold(1, |sum, color| mix(sum ^ color))
        };
        let next: Vec<u64> = (0..colors.len())
            .map(|seat| {
                let (up, down) = (neighbors(superiors, seat), neighbors(reports, seat));
                mix(colors[seat] ^ mix(up).rotate_left(17) ^ mix(down).rotate_left(41))
            })
            .collect();
        let now = distinct(&next);
        *colors = next;
        if now <= kinds {
            return;
        }
        kinds = now;
    }
}

fn distinct(colors: &[u64]) -> usize {
    let mut all = colors.to_vec();
    all.sort_unstable();
    all.dedup();
    all.len()
}

/// A seat that looks like another one, of which it matters which is which. Between those who lead
/// nobody and report to the same it does not.
fn first_tie(colors: &[u64], superiors: &Rows, reports: &Rows) -> Option<usize> {
    let mut order: Vec<usize> = (0..colors.len()).collect();
    order.sort_by_key(|seat| (colors[*seat], *seat));
    let above = |seat: usize| {
        let mut above = superiors.of(seat).to_vec();
        above.sort_unstable();
        above
    };
    let matters = |pair: &[usize]| {
        let (a, b) = (pair[0], pair[1]);
        let leads = |seat: usize| !reports.of(seat).is_empty();
        colors[a] == colors[b] && (leads(a) || leads(b) || above(a) != above(b))
    };
    order.windows(2).find(|pair| matters(pair)).map(|pair| pair[0])
}
