//! Who is joined to whom on a drawing, by number, and how many steps lie between them.

use super::arrangement::Arrangement;
use crate::model::{Flow, FlowKind, PositionId, Stage};

/// One who is joined to another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) to: u32,
    /// 1 where they deal with each other, 2 where one only reports to the other.
    pub(super) steps: u8,
    /// How near they are to stand, in steps: the nearer the more often they deal with each other.
    pub(super) length: f32,
    /// How strongly that is wanted.
    pub(super) strength: f32,
}

/// Who is joined to whom, in compressed rows.
pub(super) struct Network {
    starts: Vec<u32>,
    ties: Vec<Tie>,
}

/// Two who are joined, the lower number first.
type Pair = (u32, u32, Tie);

impl Network {
    /// That of the boxes of a drawing, by their places in `ids`, which are in order.
    pub(super) fn of(stage: &Stage, drawing: &Arrangement, ids: &[PositionId]) -> Self {
        let place = |id: PositionId| {
            let shown = drawing.hidden.get(&id).copied().unwrap_or(id);
            rank(ids, shown).map(|at| at as u32)
        };
        let mut pairs: Vec<Pair> = Vec::with_capacity(stage.flows().len() + stage.lines().len());
        let mut add = |from: PositionId, to: PositionId, (steps, length, strength)| {
            if let (Some(a), Some(b)) = (place(from), place(to))
                && a != b
            {
                pairs.push((a.min(b), a.max(b), Tie { to: 0, steps, length, strength }));
            }
        };
        for (_, flow) in stage.flows().iter() {
            add(flow.from, flow.to, wanted(flow));
        }
        for (_, line) in stage.lines().iter() {
            add(line.from, line.to, (2, 2.0, 0.5));
        }
        // Of several between the same two the one that wants them nearest counts.
        pairs.sort_by(|one, other| {
            let key = |pair: &Pair| (pair.0, pair.1, pair.2.steps);
            key(one).cmp(&key(other)).then(one.2.length.total_cmp(&other.2.length))
        });
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        Self::joined(ids.len(), &pairs)
    }

    fn joined(count: usize, pairs: &[Pair]) -> Self {
        let mut starts = vec![0_u32; count + 2];
        for (a, b, _) in pairs {
            starts[*a as usize + 2] += 1;
            starts[*b as usize + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let nobody = Tie { to: 0, steps: 0, length: 0.0, strength: 0.0 };
        let mut ties = vec![nobody; 2 * pairs.len()];
        for (a, b, tie) in pairs {
            for (from, to) in [(*a, *b), (*b, *a)] {
                let at = &mut starts[from as usize + 1];
                ties[*at as usize] = Tie { to, ..*tie };
                *at += 1;
            }
        }
        starts.pop();
        Self { starts, ties }
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// All whom one is joined to.
    pub(super) fn row(&self, at: usize) -> &[Tie] {
        &self.ties[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How many ties there are, each counted from both ends.
    pub(super) fn ties(&self) -> usize {
        self.ties.len()
    }

    /// Those who are joined directly or through others, the largest group first.
    pub(super) fn parts(&self) -> Vec<Vec<u32>> {
        let mut met = vec![false; self.len()];
        let mut parts = Vec::new();
        for first in 0..self.len() {
            if met[first] {
                continue;
            }
            met[first] = true;
            let mut part = vec![first as u32];
            let mut at = 0;
            while let Some(own) = part.get(at).copied() {
                for tie in self.row(own as usize) {
                    if !std::mem::replace(&mut met[tie.to as usize], true) {
                        part.push(tie.to);
                    }
                }
                at += 1;
            }
            part.sort_unstable();
            parts.push(part);
        }
        parts.sort_by_key(|part| usize::MAX - part.len());
        parts
    }

    /// The network of some who are joined to nobody else, by their places among them.
    pub(super) fn part(&self, members: &[u32]) -> Self {
        let mut own = vec![0_u32; self.len()];
        members.iter().zip(0..).for_each(|(member, number)| own[*member as usize] = number);
        let mut starts = vec![0];
        let mut ties = Vec::new();
        for member in members {
            let row = self.row(*member as usize).iter();
            ties.extend(row.map(|tie| Tie { to: own[tie.to as usize], ..*tie }));
            starts.push(ties.len() as u32);
        }
        Self { starts, ties }
    }
}

/// How many steps apart, how near and how strongly two are wanted between whom a flow runs.
fn wanted(flow: &Flow) -> (u8, f32, f32) {
    match flow.kind {
        FlowKind::Relation(_) => (1, 1.1, 0.5),
        _ => {
            let often = flow.frequency.get().clamp(1.0, 5.0) as f32;
            (1, 1.0 - 0.09 * (often - 1.0), 0.4 + often / 5.0)
        }
    }
}

/// The place of one among some in order: mostly as far from the first as its number is.
fn rank(ids: &[PositionId], id: PositionId) -> Option<usize> {
    let guess = id.0.checked_sub(ids.first()?.0)? as usize;
    match ids.get(guess) {
        Some(found) if *found == id => Some(guess),
        _ => ids.binary_search(&id).ok(),
    }
}

/// So many sources are searched from at once.
pub(super) const BLOCK: usize = 64;
/// Who is farther away than this counts as not joined.
const FARTHEST: u8 = 250;

/// From each of up to 64 sources the steps to everybody, a row for each; 0 for itself and where
/// nobody leads. All are searched from at once, a bit for each (Then and others, "The more the
/// merrier: efficient multi-source graph traversal", 2014).
pub(super) fn steps_from(network: &Network, sources: &[u32]) -> Vec<[u8; BLOCK]> {
    let count = network.len();
    let mut steps = vec![[0_u8; BLOCK]; count];
    let (mut seen, mut front) = (vec![0_u64; count], vec![0_u64; count]);
    let (mut next, mut later) = (vec![0_u64; count], vec![0_u64; count]);
    for (bit, source) in sources.iter().enumerate().take(BLOCK) {
        seen[*source as usize] |= 1 << bit;
        front[*source as usize] |= 1 << bit;
    }
    for step in 1..=FARTHEST {
        for (at, own) in front.iter().copied().enumerate().filter(|(_, own)| *own != 0) {
            for tie in network.row(at) {
                let room = if tie.steps == 1 { &mut next } else { &mut later };
                room[tie.to as usize] |= own;
            }
        }
        let mut waits = 0;
        for at in 0..count {
            let mut fresh = next[at] & !seen[at];
            seen[at] |= fresh;
            front[at] = fresh;
            waits |= fresh | later[at];
            next[at] = std::mem::take(&mut later[at]);
            while fresh != 0 {
                steps[at][fresh.trailing_zeros() as usize] = step;
                fresh &= fresh - 1;
            }
        }
        if waits == 0 {
            break;
        }
    }
    steps
}
