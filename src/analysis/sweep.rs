//! Breadth-first searches from many sources at once, a bit for each source (Then and others 2014):
//! one visit of a row serves them all.

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

/// Room for sweeps of up to `W` times 64 sources.
#[derive(Debug, Default)]
pub(super) struct Sweep<const W: usize> {
    reached: Vec<[u64; W]>,
    front: Vec<[u64; W]>,
    next: Vec<[u64; W]>,
}

impl<const W: usize> Sweep<W> {
    pub(super) fn new() -> Self {
        Self { reached: Vec::new(), front: Vec::new(), next: Vec::new() }
    }

    /// Sweeps from up to `W` times 64 sources; each reaches itself at 0 steps without being told.
    /// A node is reached through those whom its row names.
    pub(super) fn run(&mut self, rows: &Rows, sources: &[u32], told: &mut impl Reached<W>) {
        let count = rows.count();
        for room in [&mut self.reached, &mut self.front, &mut self.next] {
            room.clear();
            room.resize(count, [0; W]);
        }
        let mut all = [0_u64; W];
        for (bit, source) in sources.iter().enumerate() {
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            all[word] |= mask;
            self.reached[*source as usize][word] |= mask;
            self.front[*source as usize][word] |= mask;
        }
        let mut steps = 0;
        let mut moving = true;
        while moving {
            moving = false;
            steps += 1;
            for node in 0..count {
                let known = self.reached[node];
                let mut new = [0_u64; W];
                if known != all {
                    for other in rows.of(node) {
                        let front = &self.front[*other as usize];
                        new.iter_mut().zip(front).for_each(|(new, front)| *new |= front);
                    }
                    new.iter_mut().zip(&known).for_each(|(new, known)| *new &= !known);
                }
                self.next[node] = new;
                if new != [0; W] {
                    moving = true;
                    let reached = &mut self.reached[node];
                    reached.iter_mut().zip(&new).for_each(|(reached, new)| *reached |= new);
                    told.reach(steps, node, &new);
                }
            }
            std::mem::swap(&mut self.front, &mut self.next);
        }
    }
}

/// Adds 1 over the steps for every source.
struct Nearness<'a>(&'a mut [f64]);

impl<const W: usize> Reached<W> for Nearness<'_> {
    fn reach(&mut self, steps: u32, node: usize, sources: &[u64; W]) {
        let count: u32 = sources.iter().map(|word| word.count_ones()).sum();
        self.0[node] += f64::from(count) / f64::from(steps);
    }
}

/// Harmonic closeness on rows that lead both ways, in room that is kept from call to call.
#[derive(Debug)]
pub(super) struct Closeness {
    one: Sweep<1>,
    two: Sweep<2>,
    four: Sweep<4>,
    eight: Sweep<WIDEST>,
    sources: Vec<u32>,
}

impl Closeness {
    pub(super) fn new() -> Self {
        let (one, two, four, eight) = (Sweep::new(), Sweep::new(), Sweep::new(), Sweep::new());
        Self { one, two, four, eight, sources: Vec::new() }
    }

    /// The mean of 1 over the steps to each of the others, 0 where there is no way; all 0 for a
    /// single one.
    pub(super) fn of(
        &mut self,
        rows: &Rows,
        near: &mut Vec<f64>,
        cancel: &Cancel,
    ) -> Result<(), Cancelled> {
        let count = rows.count();
        near.clear();
        near.resize(count, 0.0);
        self.sources.clear();
        self.sources.extend(0..count as u32);
        let mut told = Nearness(near);
        for batch in self.sources.chunks(WIDEST * 64) {
            cancel.check()?;
            match batch.len() {
                0..=64 => self.one.run(rows, batch, &mut told),
                65..=128 => self.two.run(rows, batch, &mut told),
                129..=256 => self.four.run(rows, batch, &mut told),
                _ => self.eight.run(rows, batch, &mut told),
            }
        }
        let others = count.saturating_sub(1).max(1) as f64;
        near.iter_mut().for_each(|near| *near /= others);
        Ok(())
    }
}
