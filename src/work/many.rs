//! Work that is parted among threads, with an outcome that does not hang on how many there are.

use std::num::NonZero;
use std::thread::{available_parallelism, scope};

use crate::analysis::{Cancel, Cancelled, Digraph, Question, Standard, Through, standard_through};

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
    let through: &Through<'_> = &|graph, cancel| betweenness(graph, threads, cancel);
    standard_through(question, through, cancel)
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
    let count = graph.count();
    if threads < 2 || count < WORTH_IT {
        return graph.betweenness(0..count, cancel);
    }
    let part = |number: usize| number * count / PARTS..(number + 1) * count / PARTS;
    let every = |first: usize| -> Result<Vec<(usize, Vec<f64>)>, Cancelled> {
        let numbers = (first..PARTS).step_by(threads);
        numbers.map(|number| Ok((number, graph.betweenness(part(number), cancel)?))).collect()
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
