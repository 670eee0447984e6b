//! A graph with every strong component in one: circles gone, so that who is above whom can be
//! passed on in one pass.

use super::super::cancel::{Cancel, Cancelled};
use super::super::network::Rows;
use super::digraph::Digraph;

/// So many words of bits go through the graph at once.
const WORDS: usize = 8;

/// The components in an order in which everything above comes first.
pub(super) struct Condensed {
    /// The components from which arcs come directly, in that order.
    pub(super) parents: Rows,
    /// How many nodes each has.
    pub(super) size: Vec<usize>,
    /// The weak component that each lies in.
    pub(super) weak: Vec<u32>,
    /// The component of every node.
    pub(super) of: Vec<u32>,
}

impl Condensed {
    /// With those above along the arcs as drawn, or against them.
    pub(super) fn of(graph: &Digraph, reversed: bool) -> Self {
        let sizes = graph.strong_sizes();
        let count = sizes.len();
        // No arc leads to a larger number, so that counted down those above come first.
        let place = |number: u32| if reversed { number } else { count as u32 - 1 - number };
        let of: Vec<u32> = graph.strong.iter().map(|number| place(*number)).collect();
        let above = if reversed { &graph.out } else { &graph.into };
        let between = above.pairs().filter_map(|(node, over)| {
            let (own, over) = (of[node as usize], of[over as usize]);
            (own != over).then_some((own, over))
        });
        let parents = Rows::tidy(count, between);
        let mut size = vec![0; count];
        let mut weak = vec![0; count];
        for (node, component) in of.iter().enumerate() {
            size[*component as usize] += 1;
            weak[*component as usize] = graph.weak[node];
        }
        Self { parents, size, weak, of }
    }

    /// Whether nothing has more than one parent.
    pub(super) fn is_forest(&self) -> bool {
        self.parents.degrees().all(|degree| degree <= 1)
    }

    /// How many nodes are above every node or in a circle with it, without itself.
    pub(super) fn reached_by(&self, cancel: &Cancel) -> Result<Vec<u64>, Cancelled> {
        let count = self.size.len();
        let mut above = vec![0_u64; count];
        if self.is_forest() {
            for component in 0..count {
                let over = self.parents.of(component).first();
                above[component] =
                    self.size[component] as u64 + over.map_or(0, |it| above[*it as usize]);
            }
        } else {
            self.count_in_blocks(&mut above, cancel)?;
        }
        Ok(self.of.iter().map(|component| above[*component as usize] - 1).collect())
    }

    /// A bit for each node of a block is handed down from component to component.
    fn count_in_blocks(&self, above: &mut [u64], cancel: &Cancel) -> Result<(), Cancelled> {
        let mut first = Vec::with_capacity(self.size.len());
        let mut nodes = 0;
        for size in &self.size {
            first.push(nodes);
            nodes += size;
        }
        let mut bits = vec![[0_u64; WORDS]; self.size.len()];
        for block in (0..nodes).step_by(WORDS * 64) {
            cancel.check()?;
            let begin = first.partition_point(|first| *first <= block) - 1;
            bits[..begin].fill([0; WORDS]);
            for component in begin..self.size.len() {
                let mut own = [0; WORDS];
                let from = first[component].max(block);
                let to = (first[component] + self.size[component]).min(block + WORDS * 64);
                (from..to).for_each(|node| own[(node - block) / 64] |= 1 << ((node - block) % 64));
                for parent in self.parents.of(component) {
                    let over = &bits[*parent as usize];
                    own.iter_mut().zip(over).for_each(|(own, over)| *own |= over);
                }
                bits[component] = own;
                above[component] +=
                    own.iter().map(|word| u64::from(word.count_ones())).sum::<u64>();
            }
        }
        Ok(())
    }
}
