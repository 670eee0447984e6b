//! Work that is parted among threads, with an outcome that does not hang on how many there are.

use std::num::NonZero;
use std::thread::{available_parallelism, scope};

use crate::analysis::{
    Cancel, Cancelled, Digraph, Question, Searches, Standard, Through, standard_through,
};

/// Sources are parted into so many, whatever the number of threads, and what comes of the parts is
/// added in their order.
const PARTS: usize = 16;
/// Under this many people one thread is done before others have begun.
const WORTH_IT: usize = 1_000;

/// The standard measures, with betweenness on all processors.
///
/// # Errors
/// The token was cancelled.
pub fn standard_on_all(question: &Question, cancel: &Cancel) -> Result<Standard, Cancelled> {
    let threads = available_parallelism().map_or(1, NonZero::get);
    let through: &Through<'_> =
        &|graph, sources, cancel| betweenness_from(graph, sources, threads, cancel);
    standard_through(question, Searches::with(through), cancel)
}

/// How many shortest paths run through everybody, over ordered pairs of the others, on so many
/// threads.
///
/// # Errors
/// The token was cancelled.
pub fn betweenness(
    graph: &Digraph,
    threads: usize,
    cancel: &Cancel,
) -> Result<Vec<f64>, Cancelled> {
    let all: Vec<u32> = (0..graph.count() as u32).collect();
    betweenness_from(graph, &all, threads, cancel)
}

/// What paths from some sources add to it.
fn betweenness_from(
    graph: &Digraph,
    sources: &[u32],
    threads: usize,
    cancel: &Cancel,
) -> Result<Vec<f64>, Cancelled> {
    let count = graph.count();
    let from = |part: &[u32]| graph.betweenness(part.iter().map(|it| *it as usize), cancel);
    if threads < 2 || count < WORTH_IT {
        return from(sources);
    }
    let part = |number: usize| {
        &sources[number * sources.len() / PARTS..(number + 1) * sources.len() / PARTS]
    };
    let every = |first: usize| -> Result<Vec<(usize, Vec<f64>)>, Cancelled> {
        let numbers = (first..PARTS).step_by(threads);
        numbers.map(|number| Ok((number, from(part(number))?))).collect()
    };
    let mut parts = scope(|scope| -> Result<Vec<(usize, Vec<f64>)>, Cancelled> {
        let others: Vec<_> =
            (1..threads.min(PARTS)).map(|at| scope.spawn(move || every(at))).collect();
        let mut parts = every(0)?;
        for other in others {
            // A thread that broke off has said why; without its part there is no outcome.
            parts.extend(other.join().unwrap_or(Err(Cancelled))?);
        }
        Ok(parts)
    })?;
    parts.sort_by_key(|(number, _)| *number);
    let mut sum = vec![0.0; count];
    for (_, part) in parts {
        sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part);
    }
    Ok(sum)
}
