//! What each part of the mass adds to its height: they sum to the height of the whole.

use super::question::Settings;
use super::result::{Analysis, MassPart};
use super::undefined::{Defined, Undefined};

/// One part of the mass.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartOfMass {
    /// Which.
    pub part: MassPart,
    /// Its weight among the parts that exist, 0 to 1; they sum to 1.
    pub weight: f64,
    /// Its own top-heaviness: 1 all at the top, 0 spread like people.
    pub top_heaviness: Defined<f64>,
    /// Its own inwardness: 0 as central as people on average, 1 all on the most central.
    pub inwardness: Defined<f64>,
    /// What it adds to the top-heaviness of the whole; all of these sum to it.
    pub adds: Defined<f64>,
}

/// The parts of the mass that exist.
#[must_use]
pub fn parts_of_mass(analysis: &Analysis, settings: &Settings) -> Vec<PartOfMass> {
    let columns = |part: MassPart| match part {
        MassPart::Decisions => (&analysis.authority.declared, settings.weight_decisions),
        MassPart::KnowledgeHeld => (&analysis.knowledge.held, settings.weight_knowledge),
        MassPart::Influence => (&analysis.influence, settings.weight_influence),
    };
    let parts = &analysis.gravity.parts;
    let all: f64 = parts.iter().map(|part| columns(*part).1).sum();
    let mass = analysis.mass.as_ref().map_err(|why| *why);
    let placed = mass.map(|mass| Heights::of(analysis, mass).placed);
    let of = |part: &MassPart| {
        let (column, weight) = columns(*part);
        let column = column.as_ref().ok()?;
        let weight = weight / all;
        let own = Heights::of(analysis, column);
        let top_heaviness = own.top_heaviness(analysis, own.placed);
        let adds = match placed {
            Ok(placed) => own.top_heaviness(analysis, placed).map(|top| weight * top),
            Err(why) => Err(why),
        };
        let inwardness = inwardness(analysis, column);
        Some(PartOfMass { part: *part, weight, top_heaviness, inwardness, adds })
    };
    parts.iter().filter_map(of).collect()
}

/// The weight of a column that is in the chart, and that weight by height.
struct Heights {
    placed: f64,
    lifted: f64,
}

impl Heights {
    fn of(analysis: &Analysis, column: &[f64]) -> Self {
        let heights = &analysis.hierarchy.height;
        let each = column.iter().zip(&analysis.people);
        let each = each.filter_map(|(share, id)| Some((share, heights.get(id)?)));
        let (placed, lifted) = each.fold((0.0, 0.0), |(placed, lifted), (share, height)| {
            (placed + share, lifted + share * height)
        });
        Self { placed, lifted }
    }

    /// (y - u) / (1 - u) with the weight in the chart counted as a part of `whole`.
    fn top_heaviness(&self, analysis: &Analysis, whole: f64) -> Defined<f64> {
        let equal = *analysis.equal_height.as_ref().map_err(|why| *why)?;
        if whole <= 0.0 {
            return Err(Undefined::Unplaced);
        }
        if equal >= 1.0 - 1e-12 {
            return Err(Undefined::OneLevel);
        }
        Ok((self.lifted - self.placed * equal) / whole / (1.0 - equal))
    }
}

fn inwardness(analysis: &Analysis, column: &[f64]) -> Defined<f64> {
    let near = analysis.closeness.as_ref().map_err(|why| *why)?;
    let mean = near.iter().sum::<f64>() / near.len() as f64;
    let largest = near.iter().copied().fold(0.0, f64::max);
    if largest - mean <= 1e-12 {
        return Err(Undefined::AllEqual);
    }
    let own: f64 = column.iter().zip(near).map(|(share, near)| share * near).sum();
    Ok((own - mean) / (largest - mean))
}
