//! Betweenness of graphs with more people than are gone through together, against the textbook:
//! one source after the other, in the words of Brandes (2001).

use std::collections::VecDeque;

use fulcrum::analysis::{Cancel, Digraph};

use crate::maps::Dice;

type Arcs = Vec<(u32, u32)>;

/// Paths from some sources, with a queue, a stack and lists of those before.
fn textbook(count: usize, arcs: &[(u32, u32)], sources: &[usize]) -> Vec<f64> {
    let mut after = vec![Vec::new(); count];
    for (from, to) in arcs {
        let (from, to) = (*from as usize, *to as usize);
        if from != to && !after[from].contains(&to) {
            after[from].push(to);
        }
    }
    let mut through = vec![0.0; count];
    for source in sources {
        let (mut ways, mut steps) = (vec![0.0; count], vec![usize::MAX; count]);
        let mut before = vec![Vec::new(); count];
        (ways[*source], steps[*source]) = (1.0, 0);
        let (mut queue, mut stack) = (VecDeque::from([*source]), Vec::new());
        while let Some(at) = queue.pop_front() {
            stack.push(at);
            for to in &after[at] {
                if steps[*to] == usize::MAX {
                    steps[*to] = steps[at] + 1;
                    queue.push_back(*to);
                }
                if steps[*to] == steps[at] + 1 {
                    ways[*to] += ways[at];
                    before[*to].push(at);
                }
            }
        }
        let mut depends = vec![0.0; count];
        while let Some(at) = stack.pop() {
            for from in &before[at] {
                depends[*from] += ways[*from] / ways[at] * (1.0 + depends[at]);
            }
            if at != *source {
                through[at] += depends[at];
            }
        }
    }
    through
}

fn agrees(what: &str, count: usize, arcs: &[(u32, u32)], sources: &[usize]) {
    let graph = Digraph::new(count, arcs);
    let found = graph.betweenness(sources.iter().copied(), &Cancel::never()).unwrap();
    let wanted = textbook(count, arcs, sources);
    assert_eq!(found.len(), count);
    for (at, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
        let near = (found - wanted).abs() <= 1e-11 * (1.0 + wanted.abs());
        assert!(near, "{what}, {at}: {found} instead of {wanted}");
    }
}

/// A graph of the textbook, of any size: so many arcs a person, at random.
fn random(count: usize, each: usize, dice: &mut Dice) -> Arcs {
    let arcs = 0..count * each;
    arcs.map(|_| (dice.roll(count) as u32, dice.roll(count) as u32)).collect()
}

fn turned(arcs: &[(u32, u32)]) -> Arcs {
    arcs.iter().map(|(from, to)| (*to, *from)).collect()
}

#[test]
fn graphs_of_every_shape_have_the_betweenness_of_the_textbook() {
    let chain = |count: u32| (1..count).map(|at| (at - 1, at)).collect::<Arcs>();
    let tree: Arcs = (1..700).map(|at| ((at - 1) / 5, at)).collect();
    let star: Arcs = (1..600).flat_map(|at| [(0, at), (at, 0)]).collect();
    // Every corner of a lattice can be walked to in very many ways.
    let side = 25;
    let lattice: Arcs = (0..side * side)
        .flat_map(|at| {
            [(at % side + 1 < side, at + 1), (at / side + 1 < side, at + side)]
                .map(|(inside, to)| inside.then_some((at, to)))
                .into_iter()
                .flatten()
        })
        .collect();
    let mut ring = chain(321);
    ring.push((320, 0));
    let mut dice = Dice(11);
    let pieces: Arcs = (0..600_u32)
        .flat_map(|at| {
            [at / 6 * 6 + dice.roll(6) as u32, at / 6 * 6 + dice.roll(6) as u32].map(|to| (at, to))
        })
        .collect();
    for (what, count, arcs) in [
        ("a chain", 300, chain(300)),
        ("a ring", 321, ring),
        ("a tree from the head", 700, tree.clone()),
        ("a tree to the head", 700, turned(&tree)),
        ("a star", 600, star),
        ("a lattice", 625, lattice),
        ("many pieces", 600, pieces),
        ("no arcs", 130, Vec::new()),
    ] {
        let all: Vec<usize> = (0..count).collect();
        agrees(what, count, &arcs, &all);
    }
}

#[test]
fn random_graphs_have_the_betweenness_of_the_textbook_from_any_sources() {
    let mut dice = Dice(3);
    for (count, each) in [(1, 1), (2, 2), (63, 3), (64, 1), (65, 9), (513, 2), (700, 6), (1100, 3)]
    {
        let mut arcs = random(count, each, &mut dice);
        if dice.one_in(2) {
            arcs.extend(turned(&arcs));
        }
        let all: Vec<usize> = (0..count).collect();
        agrees(&format!("{count} people"), count, &arcs, &all);
        let some: Vec<usize> = all.iter().copied().filter(|_| dice.one_in(3)).collect();
        agrees(&format!("{} of {count} people", some.len()), count, &arcs, &some);
        agrees("nobody", count, &arcs, &[]);
    }
}

#[test]
fn what_some_and_the_others_add_is_what_all_add() {
    let mut dice = Dice(8);
    let arcs = random(900, 5, &mut dice);
    let graph = Digraph::new(900, &arcs);
    let from =
        |sources: std::ops::Range<usize>| graph.betweenness(sources, &Cancel::never()).unwrap();
    let (all, some, others) = (from(0..900), from(0..333), from(333..900));
    for ((all, some), others) in all.iter().zip(some).zip(others) {
        assert!((some + others - all).abs() <= 1e-11 * (1.0 + all));
    }
}
