//! Places at which the distances between people are as their steps in a network.
//!
//! What is made small is the stress, the sum over all pairs of `((distance - steps) / steps)²`, by
//! majorization one place at a time (Gansner, Koren and North, "Graph drawing by stress
//! majorization", 2004). In a large network the pairs are sampled, as in sparse stress models
//! (Ortmann, Klimenta and Brandes, "A sparse stress model", 2016): everybody is held against some
//! who stand for all. They are others on every round, so that nobody fits those alone, and less and
//! less of a way is gone, as in stochastic descent (Zheng, Pawar and Goodman, "Graph drawing by
//! stochastic gradient descent", 2019). What is drawn is always the same: nothing depends on chance.

use super::network::{BLOCK, Network, steps_from};

/// So many stand for all at the most; fewer of very many, so that their steps can be kept.
const PIVOTS: usize = 1024;
const KEPT: usize = 32 << 20;
/// So many pairs are looked at on a round, and each pair of a network that has no more.
const PAIRS: usize = 1 << 20;
/// Rounds from a start of its own: those that tell whether it is better, and those after them.
const FIRST: usize = 8;
const ROUNDS: usize = 34;
/// The part of the way that is gone on the first and on the last round.
const HASTE: (f32, f32) = (0.7, 0.1);
/// The same from the present places: they are to be kept where they are good.
const CARE: (f32, f32) = (0.25, 0.05);
/// As long as the present places have no more than so many times the stress, they are kept.
const GOOD: f64 = 1.03;
/// How much those who deal with each other directly weigh beside all others together.
const DIRECT: f32 = 0.2;

/// Coordinates across and down.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) x: Vec<f32>,
    pub(super) y: Vec<f32>,
}

/// Asked between rounds, with how much is done of all: whether to go on.
pub(super) type Tell<'a> = &'a mut dyn FnMut(f64) -> bool;

/// Places everybody of a network that is in one piece, in steps, from where they stand. Places that
/// are nearly at rest are kept as far as can be. None where it was called off.
pub(super) fn rest(network: &Network, present: &Places, tell: Tell<'_>) -> Option<Places> {
    let model = Model::of(network, &mut |part| tell(0.25 * part))?;
    let mut from_here = present.clone();
    model.fit(&mut from_here);
    let (few, all) = (FIRST as f64, (2 * FIRST + ROUNDS) as f64);
    let mut go_on = |done: f64| tell(0.25 + 0.75 * done / all);
    model.relax(&mut from_here, (0, FIRST), CARE, &mut |done| go_on(done))?;
    let mut anew = model.seen_from_afar();
    turn(&mut anew, &from_here);
    model.relax(&mut anew, (0, FIRST), HASTE, &mut |done| go_on(few + done))?;
    let (kept, other) = (model.stress(&from_here), model.stress(&anew));
    let more = (FIRST, FIRST + ROUNDS);
    if kept <= other * GOOD {
        model.relax(&mut from_here, more, CARE, &mut |done| go_on(2.0 * few + done))?;
        return Some(from_here);
    }
    model.relax(&mut anew, more, HASTE, &mut |done| go_on(2.0 * few + done))?;
    turn(&mut anew, &from_here);
    Some(anew)
}

/// A network with the steps from those who stand for all.
struct Model<'a> {
    network: &'a Network,
    pivots: Vec<u32>,
    /// By blocks of those: for everybody the steps to each of a block.
    steps: Vec<Vec<[u8; BLOCK]>>,
    /// By everybody: the place among those, where they are one.
    place: Vec<Option<u32>>,
    /// How many blocks a round looks at.
    looked_at: usize,
    /// How strongly a tie pulls.
    direct: f32,
}

/// What pulls at one place: where to, weighed, and the weights.
#[derive(Debug, Clone, Copy, Default)]
struct Pull {
    x: f32,
    y: f32,
    weight: f32,
}

impl<'a> Model<'a> {
    fn of(network: &'a Network, tell: Tell<'_>) -> Option<Self> {
        let count = network.len();
        let most = (KEPT / count.max(1)).clamp(BLOCK, PIVOTS).min(count);
        let pivots = if most == count { (0..count as u32).collect() } else { drawn(count, most) };
        let blocks = pivots.len().div_ceil(BLOCK);
        let mut steps = Vec::with_capacity(blocks);
        for block in pivots.chunks(BLOCK) {
            if !tell(steps.len() as f64 / blocks as f64) {
                return None;
            }
            steps.push(steps_from(network, block));
        }
        let mut place = vec![None; count];
        pivots.iter().zip(0..).for_each(|(pivot, at)| place[*pivot as usize] = Some(at));
        let looked_at = (PAIRS / BLOCK / count.max(1)).clamp(1, blocks.max(1));
        let mut model = Self { network, pivots, steps, place, looked_at, direct: 0.0 };
        model.direct =
            DIRECT * model.weight() / (network.ties().max(1) as f32 / count.max(1) as f32);
        Some(model)
    }

    /// The weights of all others together, for one of them, about.
    fn weight(&self) -> f32 {
        let rows = self.steps.first().into_iter().flatten();
        let row = |row: &[u8; BLOCK]| -> f32 {
            row.iter().filter(|it| **it > 0).map(|it| 1.0 / f32::from(*it).powi(2)).sum()
        };
        let sum: f64 = rows.map(|it| f64::from(row(it))).sum();
        (sum / self.pivots.len().clamp(1, BLOCK) as f64) as f32
    }

    /// Whether all pairs are looked at on every round.
    fn is_exact(&self) -> bool {
        self.pivots.len() == self.network.len() && self.looked_at == self.steps.len()
    }

    /// Places from the steps to the first block: their two main directions (Brandes and Pich,
    /// "Eigensolver methods for progressive multidimensional scaling of large data", 2007).
    fn seen_from_afar(&self) -> Places {
        let count = self.network.len();
        let own = self.pivots.len().min(BLOCK);
        let square = |steps: u8| f64::from(steps) * f64::from(steps);
        let rows = || self.steps.first().into_iter().flatten();
        let of_row = |row: &[u8; BLOCK]| row[..own].iter().map(|it| square(*it)).sum::<f64>();
        let means: Vec<f64> = rows().map(|row| of_row(row) / own as f64).collect();
        let mut columns = [0.0; BLOCK];
        rows().for_each(|row| (0..own).for_each(|at| columns[at] += square(row[at])));
        columns.iter_mut().for_each(|it| *it /= count as f64);
        let whole = means.iter().sum::<f64>() / count as f64;
        let centered: Vec<[f32; BLOCK]> = rows()
            .zip(&means)
            .map(|(row, mean)| {
                let value = |at: usize| -0.5 * (square(row[at]) - mean - columns[at] + whole);
                std::array::from_fn(|at| if at < own { value(at) as f32 } else { 0.0 })
            })
            .collect();
        let (first, second) = directions(&centered);
        let along = |way: &[f32; BLOCK]| -> Vec<f32> {
            centered
                .iter()
                .map(|row| row.iter().zip(way).map(|(one, two)| one * two).sum())
                .collect()
        };
        let mut places = Places { x: along(&first), y: along(&second) };
        self.fit(&mut places);
        // Those who would fall on one place are told apart.
        let mut dice = Dice(2);
        let (x, y) = (places.x.iter_mut(), places.y.iter_mut());
        x.chain(y).for_each(|it| *it += 0.02 * (dice.part() - 0.5));
        places
    }

    /// The sums over the pairs with some blocks of `distance / steps` and of its square, and how
    /// many pairs these are.
    fn ratios(&self, places: &Places) -> (f64, f64, f64) {
        const BLOCKS: usize = 4;
        let (mut sum, mut squares, mut pairs) = (0.0, 0.0, 0.0);
        for (rows, block) in self.steps.iter().zip(self.pivots.chunks(BLOCK)).take(BLOCKS) {
            for (bit, pivot) in block.iter().enumerate() {
                let (px, py) = (places.x[*pivot as usize], places.y[*pivot as usize]);
                for ((row, x), y) in rows.iter().zip(&places.x).zip(&places.y) {
                    if row[bit] > 0 {
                        let ratio = f64::from((x - px).hypot(y - py) / f32::from(row[bit]));
                        (sum, squares, pairs) = (sum + ratio, squares + ratio * ratio, pairs + 1.0);
                    }
                }
            }
        }
        (sum, squares, pairs)
    }

    /// Enlarges or shrinks places so that they are in steps.
    fn fit(&self, places: &mut Places) {
        let (sum, squares, _) = self.ratios(places);
        let scale = sum / squares;
        if scale.is_finite() && scale > 0.0 {
            let coordinates = places.x.iter_mut().chain(&mut places.y);
            coordinates.for_each(|it| *it *= scale as f32);
        }
    }

    /// The stress of a pair in the mean, were the places as large as suits them.
    fn stress(&self, places: &Places) -> f64 {
        let (sum, squares, pairs) = self.ratios(places);
        if squares > 0.0 { 1.0 - sum * sum / squares / pairs } else { 1.0 }
    }

    /// Some rounds of all, each a smaller part of the way than the one before.
    fn relax(
        &self,
        places: &mut Places,
        (from, to): (usize, usize),
        haste: (f32, f32),
        tell: Tell<'_>,
    ) -> Option<()> {
        let last = (FIRST + ROUNDS - 1) as f32;
        for round in from..to {
            if !tell((round - from) as f64) {
                return None;
            }
            let part = haste.0 * (haste.1 / haste.0).powf(round as f32 / last);
            self.round(places, round, if self.is_exact() { 1.0 } else { part });
        }
        Some(())
    }

    fn round(&self, places: &mut Places, round: usize, part: f32) {
        let blocks = self.steps.len();
        let looked_at: Vec<usize> =
            (0..self.looked_at).map(|at| (round * self.looked_at + at) % blocks).collect();
        // Those who stand for all, side by side.
        let mut stand: Vec<([f32; BLOCK], [f32; BLOCK])> = self
            .pivots
            .chunks(BLOCK)
            .map(|block| {
                let of = |all: &[f32]| {
                    std::array::from_fn(|bit| block.get(bit).map_or(0.0, |it| all[*it as usize]))
                };
                (of(&places.x), of(&places.y))
            })
            .collect();
        let seen: usize = looked_at.iter().map(|at| self.block_len(*at)).sum();
        let each = self.network.len() as f32 / seen.max(1) as f32;
        for at in 0..self.network.len() {
            let (x, y) = (places.x[at], places.y[at]);
            let mut pull = Pull::default();
            for block in &looked_at {
                let (px, py) = &stand[*block];
                pull = pull.and(&pulled((x, y), &self.steps[*block][at], px, py), each);
            }
            for tie in self.network.row(at) {
                let (to_x, to_y) = (places.x[tie.to as usize], places.y[tie.to as usize]);
                let (dx, dy) = (x - to_x, y - to_y);
                let way = tie.length / (dx * dx + dy * dy + TINY).sqrt();
                let tied = Pull { x: to_x + way * dx, y: to_y + way * dy, weight: 1.0 };
                let weight = self.direct * tie.strength;
                pull = pull.and(&tied, weight);
            }
            if pull.weight > 0.0 {
                let to = (pull.x / pull.weight, pull.y / pull.weight);
                (places.x[at], places.y[at]) = (x + part * (to.0 - x), y + part * (to.1 - y));
            }
            if let Some(own) = self.place[at] {
                let (block, bit) = (own as usize / BLOCK, own as usize % BLOCK);
                (stand[block].0[bit], stand[block].1[bit]) = (places.x[at], places.y[at]);
            }
        }
    }

    fn block_len(&self, block: usize) -> usize {
        (self.pivots.len() - block * BLOCK).min(BLOCK)
    }
}

/// Keeps a distance of 0 from being divided by.
const TINY: f32 = 1e-9;

impl Pull {
    fn and(self, other: &Self, weight: f32) -> Self {
        Self {
            x: self.x + weight * other.x,
            y: self.y + weight * other.y,
            weight: self.weight + weight * other.weight,
        }
    }
}

/// How a block pulls at a place: each of it towards as many steps from itself as lie between.
fn pulled((x, y): (f32, f32), steps: &[u8; BLOCK], px: &[f32; BLOCK], py: &[f32; BLOCK]) -> Pull {
    const LANES: usize = 8;
    let (mut to_x, mut to_y, mut weights) = ([0.0_f32; LANES], [0.0_f32; LANES], [0.0_f32; LANES]);
    for from in (0..BLOCK).step_by(LANES) {
        for lane in 0..LANES {
            let at = from + lane;
            let (dx, dy) = (x - px[at], y - py[at]);
            let distance = (dx * dx + dy * dy + TINY).sqrt();
            let apart = f32::from(steps[at]);
            let weight = if apart > 0.0 { 1.0 / (apart * apart) } else { 0.0 };
            let way = apart / distance;
            to_x[lane] += weight * (px[at] + way * dx);
            to_y[lane] += weight * (py[at] + way * dy);
            weights[lane] += weight;
        }
    }
    Pull { x: to_x.iter().sum(), y: to_y.iter().sum(), weight: weights.iter().sum() }
}

/// The two directions along which some rows differ most, by powers of their products.
fn directions(rows: &[[f32; BLOCK]]) -> ([f32; BLOCK], [f32; BLOCK]) {
    const POWERS: usize = 60;
    let mut products = vec![[0.0_f32; BLOCK]; BLOCK];
    for row in rows {
        for (one, sums) in row.iter().zip(&mut products) {
            sums.iter_mut().zip(row).for_each(|(sum, other)| *sum += one * other);
        }
    }
    let dot = |one: &[f32; BLOCK], other: &[f32; BLOCK]| -> f32 {
        one.iter().zip(other).map(|(one, other)| one * other).sum()
    };
    let mut dice = Dice(1);
    let mut main = |before: Option<&[f32; BLOCK]>| -> [f32; BLOCK] {
        let mut way: [f32; BLOCK] = std::array::from_fn(|_| dice.part() - 0.5);
        for _ in 0..POWERS {
            if let Some(before) = before {
                let along = dot(before, &way);
                way.iter_mut().zip(before).for_each(|(own, it)| *own -= along * it);
            }
            let next: [f32; BLOCK] = std::array::from_fn(|at| dot(&products[at], &way));
            let length = dot(&next, &next).sqrt();
            if length <= f32::MIN_POSITIVE || !length.is_finite() {
                break;
            }
            way = next.map(|it| it / length);
        }
        way
    };
    let first = main(None);
    let second = main(Some(&first));
    (first, second)
}

/// Turns places, and mirrors them where that is better, so that everybody is as near as can be to
/// where they stand in others (Procrustes).
fn turn(places: &mut Places, others: &Places) {
    let mean = |all: &[f32]| {
        (all.iter().map(|it| f64::from(*it)).sum::<f64>() / all.len().max(1) as f64) as f32
    };
    let (x, y) = (mean(&places.x), mean(&places.y));
    let (to_x, to_y) = (mean(&others.x), mean(&others.y));
    let fit = |mirrored: f32| {
        let (mut along, mut across) = (0.0_f64, 0.0_f64);
        for at in 0..places.x.len() {
            let own = (places.x[at] - x, mirrored * (places.y[at] - y));
            let to = (others.x[at] - to_x, others.y[at] - to_y);
            along += f64::from(own.0 * to.0 + own.1 * to.1);
            across += f64::from(own.0 * to.1 - own.1 * to.0);
        }
        (along, across)
    };
    let (straight, mirror) = (fit(1.0), fit(-1.0));
    let length = |it: (f64, f64)| it.0.hypot(it.1);
    let (mirrored, way) =
        if length(mirror) > length(straight) { (-1.0, mirror) } else { (1.0, straight) };
    let (cos, sin) = match length(way) {
        none if none <= f64::MIN_POSITIVE => (1.0, 0.0),
        length => ((way.0 / length) as f32, (way.1 / length) as f32),
    };
    for at in 0..places.x.len() {
        let own = (places.x[at] - x, mirrored * (places.y[at] - y));
        places.x[at] = to_x + cos * own.0 - sin * own.1;
        places.y[at] = to_y + sin * own.0 + cos * own.1;
    }
}

/// Some numbers below a count, each once, the same on every run.
fn drawn(count: usize, some: usize) -> Vec<u32> {
    let mut dice = Dice(3);
    let mut all: Vec<u32> = (0..count as u32).collect();
    for at in 0..some {
        let other = at + (dice.bits() >> 11) as usize % (count - at);
        all.swap(at, other);
    }
    all.truncate(some);
    all
}

/// Numbers that are the same on every run (Steele, Lea and Flood, "Fast splittable pseudorandom
/// number generators", 2014).
struct Dice(u64);

impl Dice {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below 1.
    fn part(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1_u64 << 24) as f32
    }
}
