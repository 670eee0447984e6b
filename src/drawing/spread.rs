//! Things along an axis that want to be somewhere but must not overlap.

/// One thing: the middle it wants, and how much room it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    pub(super) middle: f64,
    pub(super) width: f64,
}

/// Middles for things in the order in which they are to stand, as near as possible to what they
/// want and without overlap. They stay between `low` and `high`; where the room is too small
/// for all, each takes less than it asked for.
pub(super) fn spread(wishes: &[Wish], low: f64, high: f64) -> Vec<f64> {
    let asked: f64 = wishes.iter().map(|wish| wish.width).sum();
    let squeeze = if asked > high - low { (high - low).max(0.0) / asked.max(1e-9) } else { 1.0 };
    let mut groups: Vec<Group> = Vec::new();
    for wish in wishes {
        let width = wish.width * squeeze;
        groups.push(Group { widths: vec![width], width, starts: wish.middle - width / 2.0 });
        while let [.., before, after] = groups.as_slice() {
            if before.start() + before.width <= after.start() {
                break;
            }
            let joined = before.joined(after);
            groups.truncate(groups.len() - 2);
            groups.push(joined);
        }
    }
    let mut starts: Vec<f64> = groups.iter().map(Group::start).collect();
    let mut edge = low;
    for (start, group) in starts.iter_mut().zip(&groups) {
        *start = start.max(edge);
        edge = *start + group.width;
    }
    let mut edge = high;
    for (start, group) in starts.iter_mut().zip(&groups).rev() {
        *start = start.min(edge - group.width);
        edge = *start;
    }
    let mut middles = Vec::new();
    for (start, group) in starts.iter().zip(&groups) {
        let mut at = *start;
        for width in &group.widths {
            middles.push(at + width / 2.0);
            at += width;
        }
    }
    middles
}

/// Neighbours that touch: together they stand where they want to on average.
struct Group {
    widths: Vec<f64>,
    width: f64,
    /// Where each member would have the group start, summed.
    starts: f64,
}

impl Group {
    fn start(&self) -> f64 {
        self.starts / self.widths.len().max(1) as f64
    }

    fn joined(&self, after: &Self) -> Self {
        let moved = after.starts - self.width * after.widths.len() as f64;
        Self {
            widths: self.widths.iter().chain(&after.widths).copied().collect(),
            width: self.width + after.width,
            starts: self.starts + moved,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Wish, spread};

    fn middles(wanted: &[f64], width: f64, low: f64, high: f64) -> Vec<f64> {
        let wishes: Vec<_> = wanted.iter().map(|middle| Wish { middle: *middle, width }).collect();
        spread(&wishes, low, high)
    }

    #[test]
    fn what_does_not_touch_stays_where_it_wants_to_be() {
        assert_eq!(middles(&[10.0, 30.0], 10.0, 0.0, 100.0), [10.0, 30.0]);
    }

    #[test]
    fn what_wants_one_place_stands_round_it() {
        assert_eq!(middles(&[50.0, 50.0, 50.0], 10.0, 0.0, 100.0), [40.0, 50.0, 60.0]);
    }

    #[test]
    fn everything_stays_within_bounds_even_when_squeezed() {
        assert_eq!(middles(&[0.0, 0.0], 10.0, 0.0, 100.0), [5.0, 15.0]);
        assert_eq!(middles(&[100.0, 100.0], 10.0, 0.0, 100.0), [85.0, 95.0]);
        assert_eq!(middles(&[5.0, 5.0, 5.0, 5.0], 10.0, 0.0, 20.0), [2.5, 7.5, 12.5, 17.5]);
    }
}
