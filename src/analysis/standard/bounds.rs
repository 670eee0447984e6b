//! Pairs without a least upper bound (Krackhardt 1994). On a graph in which nothing has two
//! parents there is none. Elsewhere components are told apart only by what lies above them: two of
//! which neither is above the other have the bounds that lie above both, and the least of these is
//! the last of them in order, if all others lie above it.

use std::collections::BTreeMap;

use super::super::cancel::{Cancel, Cancelled};
use super::super::undefined::{Defined, Undefined};
use super::condensed::Condensed;
use super::digraph::Digraph;

/// How many pairs of nodes in one weak component of three or more have no bound.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bad {
    /// None that all other bounds reach.
    pub(super) least: f64,
    /// None that reaches all other bounds: the variant of sna.
    pub(super) topmost: f64,
}

/// With more components that lead to others than this, and no forest, the bits of who is above
/// whom would take hundreds of megabytes.
const MOST_LEADING: usize = 40_000;

/// Counts the pairs without a bound; not defined where there are too many to compare.
pub(super) fn without_bound(
    graph: &Digraph,
    condensed: &Condensed,
    cancel: &Cancel,
) -> Result<Defined<Bad>, Cancelled> {
    if condensed.is_forest() {
        return Ok(Ok(Bad::default()));
    }
    if let Some(bad) = on_streams(graph, condensed) {
        return Ok(Ok(bad));
    }
    if bits(condensed).iter().flatten().count() > MOST_LEADING {
        return Ok(Err(Undefined::TooLarge));
    }
    let above = Above::of(condensed, cancel)?;
    let sizes = graph.weak_sizes();
    let counted = |weak: u32| sizes[weak as usize] > 2;
    let mut bad = above.pairs(counted, cancel)?;
    above.put_right(condensed, counted, &mut bad);
    Ok(Ok(bad))
}

/// Where nothing leads to more than one other, as from reports to superiors, two have a bound only
/// if one is above the other; it is the topmost if a single root lies above.
fn on_streams(graph: &Digraph, condensed: &Condensed) -> Option<Bad> {
    let count = condensed.size.len();
    let mut leads = vec![false; count];
    for (_, parent) in condensed.parents.pairs() {
        if std::mem::replace(&mut leads[parent as usize], true) {
            return None;
        }
    }
    let sizes = graph.weak_sizes();
    let (mut above, mut of_single) = (vec![0.0; count], vec![0.0; count]);
    let mut roots = vec![0_usize; count];
    let mut bad = Bad::default();
    for it in 0..count {
        for parent in condensed.parents.of(it).iter().map(|parent| *parent as usize) {
            let size = condensed.size[parent] as f64;
            above[it] += above[parent] + size;
            of_single[it] += of_single[parent] + if roots[parent] == 1 { size } else { 0.0 };
            roots[it] += roots[parent];
        }
        roots[it] = roots[it].max(1);
        if sizes[condensed.weak[it] as usize] > 2 {
            let size = condensed.size[it] as f64;
            let within = size * (size - 1.0) / 2.0;
            bad.least -= within + size * above[it];
            let alone = if roots[it] == 1 { within } else { 0.0 };
            bad.topmost -= alone + size * of_single[it];
        }
    }
    let pairs = sizes.iter().filter(|size| **size > 2).map(|size| *size as f64);
    let all: f64 = pairs.map(|size| size * (size - 1.0) / 2.0).sum();
    Some(Bad { least: bad.least + all, topmost: bad.topmost + all })
}

/// What lies above components, as a bit for each that anything lies below.
struct Above {
    words: usize,
    /// So many of the first bits have nothing above them: the roots.
    roots: usize,
    /// Of each bit, all above it and itself.
    upward: Vec<Vec<u64>>,
    classes: Vec<Class>,
    /// The class of every component.
    class: Vec<u32>,
}

/// Components with the same above them, in the same weak component.
struct Class {
    above: Vec<u64>,
    weak: u32,
    /// How many nodes they have together.
    nodes: f64,
    /// The sum of the squares of how many each has.
    squares: f64,
    /// Whether one component and all above it are exactly what is above these.
    has_least: bool,
}

impl Above {
    fn of(condensed: &Condensed, cancel: &Cancel) -> Result<Self, Cancelled> {
        let bit = bits(condensed);
        let leading = bit.iter().flatten().count();
        let words = leading.div_ceil(64);
        let roots =
            (0..bit.len()).filter(|it| bit[*it].is_some() && condensed.parents.degree(*it) == 0);
        let mut found = Self {
            words,
            roots: roots.count(),
            upward: vec![Vec::new(); leading],
            classes: Vec::new(),
            class: Vec::with_capacity(bit.len()),
        };
        let mut known: BTreeMap<(u32, Vec<u64>), u32> = BTreeMap::new();
        for component in 0..bit.len() {
            if component % 256 == 0 {
                cancel.check()?;
            }
            let mut above = vec![0_u64; words];
            for parent in condensed.parents.of(component) {
                let Some(parent) = bit[*parent as usize] else { continue };
                above.iter_mut().zip(&found.upward[parent]).for_each(|(own, over)| *own |= over);
            }
            if let Some(own) = bit[component] {
                let mut upward = above.clone();
                upward[own / 64] |= 1 << (own % 64);
                found.upward[own] = upward;
            }
            let weak = condensed.weak[component];
            let fresh = found.classes.len() as u32;
            let class = *known.entry((weak, above)).or_insert(fresh);
            if class == fresh {
                found.classes.push(Class {
                    above: Vec::new(),
                    weak,
                    nodes: 0.0,
                    squares: 0.0,
                    has_least: false,
                });
            }
            let size = condensed.size[component] as f64;
            found.classes[class as usize].nodes += size;
            found.classes[class as usize].squares += size * size;
            found.class.push(class);
        }
        for ((_, above), class) in known {
            found.classes[class as usize].has_least = found.has_least(&above, &above);
            found.classes[class as usize].above = above;
        }
        Ok(found)
    }

    /// Whether what lies above both is one component with all above it: the last of them.
    fn has_least(&self, a: &[u64], b: &[u64]) -> bool {
        let both = |word: usize| a[word] & b[word];
        let Some(last) = (0..self.words).rev().find(|word| both(*word) != 0) else { return false };
        let lowest = last * 64 + 63 - both(last).leading_zeros() as usize;
        let upward = &self.upward[lowest];
        (0..=last).all(|word| both(word) & !upward[word] == 0)
    }

    /// Whether a single root lies above both.
    fn has_topmost(&self, a: &[u64], b: &[u64]) -> bool {
        let mut found = 0;
        for word in 0..self.roots.div_ceil(64) {
            let left = self.roots - word * 64;
            let mask = if left >= 64 { u64::MAX } else { (1 << left) - 1 };
            found += (a[word] & b[word] & mask).count_ones();
            if found > 1 {
                return false;
            }
        }
        found == 1
    }

    /// Pairs of two components, judged by their classes alone.
    fn pairs(&self, counted: impl Fn(u32) -> bool, cancel: &Cancel) -> Result<Bad, Cancelled> {
        let mut bad = Bad::default();
        let mut order: Vec<usize> = (0..self.classes.len()).collect();
        order.sort_by_key(|class| self.classes[*class].weak);
        for group in order.chunk_by(|a, b| self.classes[*a].weak == self.classes[*b].weak) {
            if !counted(self.classes[group[0]].weak) {
                continue;
            }
            for (place, a) in group.iter().enumerate() {
                cancel.check()?;
                let a = &self.classes[*a];
                let within = (a.nodes * a.nodes - a.squares) / 2.0;
                bad.least += if a.has_least { 0.0 } else { within };
                bad.topmost += if self.has_topmost(&a.above, &a.above) { 0.0 } else { within };
                for b in group[place + 1..].iter().map(|b| &self.classes[*b]) {
                    let between = a.nodes * b.nodes;
                    bad.least += if self.has_least(&a.above, &b.above) { 0.0 } else { between };
                    bad.topmost += if self.has_topmost(&a.above, &b.above) { 0.0 } else { between };
                }
            }
        }
        Ok(bad)
    }

    /// Where one of two is above the other, it is the least bound, whatever lies above it; and a
    /// root is its own topmost bound. Within a circle everybody is a least bound.
    fn put_right(&self, condensed: &Condensed, counted: impl Fn(u32) -> bool, bad: &mut Bad) {
        let (mut by_bit, mut size_of) =
            (vec![0_u32; self.upward.len()], vec![0.0; self.upward.len()]);
        for (component, bit) in bits(condensed).into_iter().enumerate() {
            if let Some(bit) = bit {
                by_bit[bit] = self.class[component];
                size_of[bit] = condensed.size[component] as f64;
            }
        }
        for class in self.classes.iter().filter(|class| counted(class.weak)) {
            for bit in ones(&class.above) {
                let over = &self.classes[by_bit[bit] as usize];
                bad.least -= if over.has_least { 0.0 } else { size_of[bit] * class.nodes };
                bad.topmost -= if bit < self.roots { size_of[bit] * class.nodes } else { 0.0 };
            }
        }
        for (component, class) in self.class.iter().enumerate() {
            let (size, class) = (condensed.size[component] as f64, &self.classes[*class as usize]);
            let root = condensed.parents.degree(component) == 0;
            if size > 1.0 && counted(class.weak) && !root {
                let single = self.has_topmost(&class.above, &class.above);
                bad.topmost += if single { 0.0 } else { size * (size - 1.0) / 2.0 };
            }
        }
    }
}

/// A bit for each component below which something lies, roots first; so that what lies above
/// another has the smaller bit.
fn bits(condensed: &Condensed) -> Vec<Option<usize>> {
    let count = condensed.size.len();
    let mut leads = vec![false; count];
    condensed.parents.pairs().for_each(|(_, parent)| leads[parent as usize] = true);
    let mut bit = vec![None; count];
    let mut next = 0;
    for roots in [true, false] {
        for component in (0..count).filter(|it| leads[*it]) {
            if (condensed.parents.degree(component) == 0) == roots {
                bit[component] = Some(next);
                next += 1;
            }
        }
    }
    bit
}

fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(at, word)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            (left != 0).then(|| {
                let bit = left.trailing_zeros() as usize;
                left &= left - 1;
                at * 64 + bit
            })
        })
    })
}
