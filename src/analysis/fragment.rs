//! How far communication falls apart, as it is and without each person (Borgatti 2006), from one
//! walk through the graph (Hopcroft and Tarjan 1973).

use super::network::Rows;

/// The part of pairs between whom no tie leads: of everybody, and of the others without each.
#[derive(Debug)]
pub(super) struct Fragmentation {
    /// Of everybody; 0 where there is no pair.
    pub(super) whole: f64,
    /// Of the others, by person; 0 where there is no pair of others.
    pub(super) without: Vec<f64>,
}

impl Fragmentation {
    /// Of rows that lead both ways, and nowhere to oneself.
    pub(super) fn of(near: &Rows) -> Self {
        let count = near.count();
        let mut walk = Walk {
            near,
            found: vec![NEVER; count],
            low: vec![0; count],
            size: vec![1; count],
            pieces: vec![Pieces::default(); count],
            clock: 0,
        };
        // The size of the component of everybody.
        let mut own = vec![0_u32; count];
        let mut joined = 0.0;
        for start in 0..count {
            if walk.found[start] == NEVER {
                let members = walk.from(start);
                members.iter().for_each(|member| own[*member as usize] = members.len() as u32);
                joined += pairs(members.len());
            }
        }
        let apart = |joined: f64, people: usize| match pairs(people) {
            all if all > 0.0 => 1.0 - joined / all,
            _ => 0.0,
        };
        let without = |person: usize| {
            let Pieces { people: cut, pairs: apart_from_it } = walk.pieces[person];
            let own = own[person] as usize;
            let left = joined - pairs(own) + apart_from_it + pairs(own - 1 - cut as usize);
            apart(left, count - 1)
        };
        Self { whole: apart(joined, count), without: (0..count).map(without).collect() }
    }
}

/// The pieces that fall off without somebody: how many are in them, and pairs within them.
#[derive(Debug, Clone, Copy, Default)]
struct Pieces {
    people: u32,
    pairs: f64,
}

/// Ordered pairs among so many.
fn pairs(count: usize) -> f64 {
    let count = count as f64;
    count * (count - 1.0)
}

/// Not found yet.
const NEVER: u32 = u32::MAX;

/// A depth-first walk that knows what hangs on each person alone.
struct Walk<'a> {
    near: &'a Rows,
    /// When everybody was found; `NEVER` for those who are not yet.
    found: Vec<u32>,
    /// The earliest that can be reached from below without passing through the one above.
    low: Vec<u32>,
    /// How many lie at and below everybody in the walk.
    size: Vec<u32>,
    /// What falls off without each person.
    pieces: Vec<Pieces>,
    clock: u32,
}

impl Walk<'_> {
    /// Walks through one component; everybody in it.
    fn from(&mut self, start: usize) -> Vec<u32> {
        let mut members = vec![start as u32];
        self.find(start);
        // Where the walk stands: a person, and the next tie to try.
        let mut way: Vec<(u32, u32)> = vec![(start as u32, 0)];
        while let Some((at, next)) = way.last().copied() {
            let above = way.len().checked_sub(2).map(|above| way[above].0);
            let at = at as usize;
            let rest = &self.near.of(at)[next as usize..];
            let mut low = self.low[at];
            let new = rest.iter().position(|other| {
                let when = self.found[*other as usize];
                if when != NEVER && Some(*other) != above {
                    low = low.min(when);
                }
                when == NEVER
            });
            self.low[at] = low;
            if let Some(place) = new {
                let other = rest[place];
                if let Some(own) = way.last_mut() {
                    own.1 = next + place as u32 + 1;
                }
                self.find(other as usize);
                members.push(other);
                way.push((other, 0));
                continue;
            }
            way.pop();
            if let Some(above) = above.map(|above| above as usize) {
                self.low[above] = self.low[above].min(self.low[at]);
                self.size[above] += self.size[at];
                if self.low[at] >= self.found[above] {
                    self.pieces[above].people += self.size[at];
                    self.pieces[above].pairs += pairs(self.size[at] as usize);
                }
            }
        }
        members
    }

    fn find(&mut self, person: usize) {
        self.found[person] = self.clock;
        self.low[person] = self.clock;
        self.clock += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition: components of the others, counted anew without each.
    fn plainly(count: usize, ties: &[(usize, usize)], without: Option<usize>) -> f64 {
        let mut group: Vec<usize> = (0..count).collect();
        for (a, b) in ties.iter().filter(|(a, b)| Some(*a) != without && Some(*b) != without) {
            let (from, to) = (group[*a], group[*b]);
            group.iter_mut().filter(|own| **own == from).for_each(|own| *own = to);
        }
        let others: Vec<usize> = (0..count).filter(|it| Some(*it) != without).collect();
        let same = |a: &usize, b: &usize| group[*a] == group[*b];
        let pairs = others.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
        let (mut all, mut apart) = (0.0, 0.0);
        for (a, b) in pairs.filter(|(a, b)| a != b) {
            all += 1.0;
            apart += if same(a, b) { 0.0 } else { 1.0 };
        }
        if all > 0.0 { apart / all } else { 0.0 }
    }

    #[test]
    fn one_walk_tells_what_counting_anew_tells() {
        let mut state = 7_u64;
        let mut roll = |sides: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % sides.max(1)
        };
        for _ in 0..400 {
            let count = roll(11);
            let ties: Vec<(usize, usize)> = match count {
                0 => Vec::new(),
                _ => (0..roll(16)).map(|_| (roll(count), roll(count))).collect(),
            };
            let joined = ties.iter().filter(|(a, b)| a != b).map(|(a, b)| (*a as u32, *b as u32));
            let found = Fragmentation::of(&Rows::undirected(count, joined));
            assert!((found.whole - plainly(count, &ties, None)).abs() < 1e-12, "{ties:?}");
            for person in 0..count {
                let wanted = plainly(count, &ties, Some(person));
                assert!((found.without[person] - wanted).abs() < 1e-12, "{person} of {ties:?}");
            }
        }
    }
}
