//! Breadth-first searches from many sources at once, a bit for each source (Then and others 2014):
//! one visit of a row serves them all.

use fearless_simd::{Level, dispatch};

use super::cancel::{Cancel, Cancelled};
use super::network::Rows;

/// How many words the widest sweep has: 512 sources.
const WIDEST: usize = 8;

/// What a sweep is told as it goes: at how many steps which node is reached by which of the
/// sources, a bit each.
pub(super) trait Reached<const W: usize> {
    /// A node is reached for the first time by these sources of the batch.
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; W]);
}

/// From one in so many rows on that have moved, none is asked whether it did.
const MOST_MOVE: usize = 4;

/// Room for sweeps of up to `W` times 64 sources.
#[derive(Debug, Default)]
pub(super) struct Sweep<const W: usize> {
    reached: Vec<[u64; W]>,
    front: Vec<[u64; W]>,
    next: Vec<[u64; W]>,
    /// Whether anything was reached in the last step; where it was not, `front` is 0. The same of
    /// `next`, which is of the step before until it is written anew.
    active: Vec<bool>,
    coming: Vec<bool>,
}

impl<const W: usize> Sweep<W> {
    pub(super) fn new() -> Self {
        let (reached, front, next) = (Vec::new(), Vec::new(), Vec::new());
        Self { reached, front, next, active: Vec::new(), coming: Vec::new() }
    }

    /// Sweeps from up to `W` times 64 sources; each reaches itself at 0 steps without being told.
    /// A node is reached through those whom its row names.
    ///
    /// The same work in the same order on every processor, with wider registers where it has them.
    pub(super) fn run(&mut self, rows: &Rows, sources: &[u32], told: &mut impl Reached<W>) {
        dispatch!(Level::new(), _simd => self.sweep(rows, sources, told));
    }

    #[inline(always)]
    fn sweep(&mut self, rows: &Rows, sources: &[u32], told: &mut impl Reached<W>) {
        let count = rows.count();
        self.reached.clear();
        for room in [&mut self.reached, &mut self.front, &mut self.next] {
            room.resize(count, [0; W]);
        }
        self.active.clear();
        self.active.resize(count, false);
        self.coming.resize(count, false);
        let mut all = [0_u64; W];
        for (bit, source) in sources.iter().enumerate() {
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            all[word] |= mask;
            let source = *source as usize;
            self.reached[source][word] |= mask;
            self.active[source] = true;
            self.front[source][word] |= mask;
        }
        let mut steps = 0;
        let mut moving = sources.len();
        while moving > 0 {
            // Where most rows have moved, asking each costs more than taking it.
            let most = moving * MOST_MOVE > count;
            moving = 0;
            steps += 1;
            for node in 0..count {
                let known = self.reached[node];
                let mut new = [0_u64; W];
                if known != all {
                    for other in rows.of(node) {
                        let other = *other as usize;
                        if most || self.active[other] {
                            let front = &self.front[other];
                            new.iter_mut().zip(front).for_each(|(new, front)| *new |= front);
                        }
                    }
                    new.iter_mut().zip(&known).for_each(|(new, known)| *new &= !known);
                }
                let any = new != [0; W];
                if any || self.coming[node] {
                    self.next[node] = new;
                    self.coming[node] = any;
                }
                if any {
                    moving += 1;
                    let reached = &mut self.reached[node];
                    reached.iter_mut().zip(&new).for_each(|(reached, new)| *reached |= new);
                    told.reach(steps, node, &new);
                }
            }
            std::mem::swap(&mut self.front, &mut self.next);
            std::mem::swap(&mut self.active, &mut self.coming);
        }
    }
}

/// Weighted sums of the steps from every node to all sources, over rows that lead both ways: each
/// source weighs so much in each of `K` columns. Where there is no way it counts as `far` steps.
pub(super) fn weighted_steps<const K: usize>(
    rows: &Rows,
    sources: &[u32],
    weights: &[[f64; K]],
    far: f64,
    cancel: &Cancel,
) -> Result<Vec<[f64; K]>, Cancelled> {
    const WORDS: usize = 4;
    /// From so many on it is asked first whether one walk will do.
    const MANY: usize = 2000;
    let found =
        if rows.count() > MANY { steps_in_forest(rows, sources, weights, far) } else { None };
    if let Some(sums) = found {
        return Ok(sums);
    }
    let mut sweep: Sweep<WORDS> = Sweep::new();
    let mut sums = vec![[0.0; K]; rows.count()];
    let mut met = vec![[0.0; K]; rows.count()];
    let mut all = [0.0; K];
    for (batch, weights) in sources.chunks(WORDS * 64).zip(weights.chunks(WORDS * 64)) {
        cancel.check()?;
        for (source, own) in batch.iter().zip(weights) {
            add(&mut met[*source as usize], own, 1.0);
            add(&mut all, own, 1.0);
        }
        let table = by_byte(weights);
        let mut told = Weighted { weights, table: &table, sums: &mut sums, met: &mut met };
        sweep.run(rows, batch, &mut told);
    }
    for (sum, met) in sums.iter_mut().zip(&met) {
        for ((sum, met), all) in sum.iter_mut().zip(met).zip(&all) {
            *sum += (all - met).max(0.0) * far;
        }
    }
    Ok(sums)
}

/// The sums of the weights of every eight sources that follow each other, for each choice of them.
fn by_byte<const K: usize>(weights: &[[f64; K]]) -> Vec<[f64; K]> {
    let mut table = vec![[0.0; K]; weights.len().div_ceil(8) * 256];
    for (sums, eight) in table.chunks_mut(256).zip(weights.chunks(8)) {
        for chosen in 1..256_usize {
            let last = chosen.trailing_zeros() as usize;
            let mut sum = sums[chosen & (chosen - 1)];
            if let Some(weight) = eight.get(last) {
                add(&mut sum, weight, 1.0);
            }
            sums[chosen] = sum;
        }
    }
    table
}

/// From so many sources in a word on, they are summed eight at a time.
const MANY: u32 = 10;

/// The same where no lines run in a circle, in one walk down and one back however deep it is: who
/// stands one step below is one step nearer to all below it and one farther from all others.
/// Nothing where there is a circle.
fn steps_in_forest<const K: usize>(
    rows: &Rows,
    sources: &[u32],
    weights: &[[f64; K]],
    far: f64,
) -> Option<Vec<[f64; K]>> {
    let count = rows.count();
    let order = walk_of_forest(rows)?;
    // Of all at or below a node: their weight, and that times the steps to them.
    let (mut weight, mut sums) = (vec![[0.0; K]; count], vec![[0.0; K]; count]);
    let mut all = [0.0; K];
    for (source, own) in sources.iter().zip(weights) {
        add(&mut weight[*source as usize], own, 1.0);
        add(&mut all, own, 1.0);
    }
    for (node, above) in order.iter().rev() {
        if let Some(above) = above {
            let (below, steps) = (weight[*node], sums[*node]);
            add(&mut sums[*above], &steps, 1.0);
            add(&mut sums[*above], &below, 1.0);
            add(&mut weight[*above], &below, 1.0);
        }
    }
    let mut whole = [0.0; K];
    for (node, above) in &order {
        match above {
            None => whole = weight[*node],
            Some(above) => {
                let mut own = sums[*above];
                add(&mut own, &whole, 1.0);
                add(&mut own, &weight[*node], -2.0);
                sums[*node] = own;
            }
        }
    }
    for (node, above) in &order {
        if above.is_none() {
            whole = weight[*node];
        }
        let elsewhere = all.iter().zip(&whole).map(|(all, own)| (all - own).max(0.0) * far);
        sums[*node].iter_mut().zip(elsewhere).for_each(|(sum, far)| *sum += far);
    }
    Some(sums)
}

/// Every node after the one it was reached from, tree by tree; nothing where there is a circle.
fn walk_of_forest(rows: &Rows) -> Option<Vec<(usize, Option<usize>)>> {
    let mut seen = vec![false; rows.count()];
    let mut order = Vec::with_capacity(rows.count());
    for top in 0..rows.count() {
        if std::mem::replace(&mut seen[top], true) {
            continue;
        }
        let mut at = order.len();
        order.push((top, None));
        while let Some((node, above)) = order.get(at).copied() {
            at += 1;
            let mut back = 0;
            for other in rows.of(node) {
                let other = *other as usize;
                if Some(other) == above && back == 0 {
                    back += 1;
                } else if std::mem::replace(&mut seen[other], true) {
                    return None;
                } else {
                    order.push((other, Some(node)));
                }
            }
        }
    }
    Some(order)
}

fn add<const K: usize>(sum: &mut [f64; K], other: &[f64; K], times: f64) {
    sum.iter_mut().zip(other).for_each(|(sum, other)| *sum += times * other);
}

struct Weighted<'a, const K: usize> {
    weights: &'a [[f64; K]],
    table: &'a [[f64; K]],
    sums: &'a mut [[f64; K]],
    met: &'a mut [[f64; K]],
}

impl<const W: usize, const K: usize> Reached<W> for Weighted<'_, K> {
    #[inline(always)]
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; W]) {
        let mut own = [0.0; K];
        for (word, bits) in sources.iter().enumerate() {
            if bits.count_ones() >= MANY {
                for (place, chosen) in bits.to_le_bytes().into_iter().enumerate() {
                    if chosen != 0 {
                        let eight = (word * 8 + place) * 256;
                        add(&mut own, &self.table[eight + usize::from(chosen)], 1.0);
                    }
                }
                continue;
            }
            let mut left = *bits;
            while left != 0 {
                let bit = word * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                add(&mut own, &self.weights[bit], 1.0);
            }
        }
        add(&mut self.sums[node], &own, f64::from(steps));
        add(&mut self.met[node], &own, 1.0);
    }
}

/// Adds 1 over the steps for every source.
struct Nearness<'a>(&'a mut [f64]);

impl<const W: usize> Reached<W> for Nearness<'_> {
    #[inline(always)]
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; W]) {
        let count: u32 = sources.iter().map(|word| word.count_ones()).sum();
        self.0[node] += f64::from(count) / f64::from(steps);
    }
}

/// Room for sweeps from everybody, kept from call to call.
#[derive(Debug)]
pub(super) struct FromAll {
    one: Sweep<1>,
    two: Sweep<2>,
    four: Sweep<4>,
    eight: Sweep<WIDEST>,
    sources: Vec<u32>,
}

impl FromAll {
    pub(super) fn new() -> Self {
        let (one, two, four, eight) = (Sweep::new(), Sweep::new(), Sweep::new(), Sweep::new());
        Self { one, two, four, eight, sources: Vec::new() }
    }

    /// Sweeps from every node, as many at once as pays for so many.
    pub(super) fn run<T>(
        &mut self,
        rows: &Rows,
        told: &mut T,
        cancel: &Cancel,
    ) -> Result<(), Cancelled>
    where
        T: Reached<1> + Reached<2> + Reached<4> + Reached<WIDEST>,
    {
        self.sources.clear();
        self.sources.extend(0..rows.count() as u32);
        for batch in self.sources.chunks(WIDEST * 64) {
            cancel.check()?;
            match batch.len() {
                0..=64 => self.one.run(rows, batch, told),
                65..=128 => self.two.run(rows, batch, told),
                129..=256 => self.four.run(rows, batch, told),
                _ => self.eight.run(rows, batch, told),
            }
        }
        Ok(())
    }
}

/// Sweeps from every node.
pub(super) fn sweep_from_all<T>(rows: &Rows, told: &mut T, cancel: &Cancel) -> Result<(), Cancelled>
where
    T: Reached<1> + Reached<2> + Reached<4> + Reached<WIDEST>,
{
    FromAll::new().run(rows, told, cancel)
}

/// Harmonic closeness on rows that lead both ways, in room that is kept from call to call.
#[derive(Debug)]
pub(super) struct Closeness(FromAll);

impl Closeness {
    pub(super) fn new() -> Self {
        Self(FromAll::new())
    }

    /// The mean of 1 over the steps to each of the others, 0 where there is no way; all 0 for a
    /// single one.
    pub(super) fn of(
        &mut self,
        rows: &Rows,
        near: &mut Vec<f64>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        near.clear();
        near.resize(rows.count(), 0.0);
        self.0.run(rows, &mut Nearness(near), cancel)?;
        let others = rows.count().saturating_sub(1).max(1) as f64;
        near.iter_mut().for_each(|near| *near /= others);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nodes 0 to 4: 1 and 2 hang on 0, 3 hangs on 1; 4 is alone.
    fn tree() -> Rows {
        Rows::undirected(5, [(0, 1), (0, 2), (1, 3)].into_iter())
    }

    #[test]
    fn a_forest_is_walked_to_the_sums_that_counting_by_hand_gives() {
        let sums = steps_in_forest(&tree(), &[0, 3, 4], &[[1.0], [2.0], [4.0]], 10.0).unwrap();
        // From 0: two steps to 3, which weighs 2; 4 cannot be reached and counts ten steps.
        let wanted = [2.0 * 2.0 + 40.0, 1.0 + 2.0 + 40.0, 1.0 + 6.0 + 40.0, 2.0 + 40.0, 30.0];
        let found: Vec<f64> = sums.iter().map(|sum| sum[0]).collect();
        assert_eq!(found, wanted);
        let swept =
            weighted_steps(&tree(), &[0, 3, 4], &[[1.0], [2.0], [4.0]], 10.0, &Cancel::never());
        assert_eq!(swept.unwrap(), sums);
    }

    #[test]
    fn a_circle_is_no_forest() {
        let ring = [(0, 1), (1, 2), (2, 0)].into_iter();
        assert_eq!(walk_of_forest(&Rows::undirected(3, ring)), None);
    }
}
