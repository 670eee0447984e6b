//! The triangle of weightings: what the verdict would be if decisions, knowledge and influence
//! weighed otherwise. Each of the 66 weightings is a disc in a triangle whose corners weigh one
//! part alone.

use crate::analysis::{Analysis, MassPart, Settings, Verdict};
use crate::wording::words::percent;
use crate::wording::zone_words;

use super::Ink;

/// The triangle, in a square of side 1 with its first corner at the top.
#[derive(Debug, Clone, PartialEq)]
pub struct Triangle {
    /// All weightings, in the order of the grid.
    pub cells: Vec<Cell>,
    /// The corners: where each part weighs alone.
    pub corners: [Vertex; 3],
    /// Where the weights of the settings lie; nothing where they weigh nothing.
    pub present: Option<(f64, f64)>,
    /// Each verdict that a weighting gives, with its ink, how many weightings give it, and its
    /// name; the most frequent first.
    pub verdicts: Vec<(Ink, usize, String)>,
}

/// One weighting.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The weights of decisions, knowledge and influence, in tenths.
    pub tenths: [u8; 3],
    /// Where it lies.
    pub at: (f64, f64),
    /// The colour of its verdict; nothing where it weighs nothing that is there.
    pub ink: Option<Ink>,
    /// "Decisions 20 %, knowledge 50 %, influence 30 %: between (pull 45 %)".
    pub words: String,
}

/// A corner of the triangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vertex {
    /// The part that weighs alone there.
    pub part: MassPart,
    /// Where it lies.
    pub at: (f64, f64),
    /// Its name.
    pub name: &'static str,
}

const TOP: (f64, f64) = (0.5, 0.0);
const LEFT: (f64, f64) = (0.0, 0.866);
const RIGHT: (f64, f64) = (1.0, 0.866);

/// Makes the triangle; nothing where no pull is defined.
#[must_use]
pub fn triangle(
    analysis: &Analysis,
    settings: &Settings,
    name: &dyn Fn(crate::model::PositionId) -> String,
) -> Option<Triangle> {
    let firmness = analysis.firmness.as_ref().ok()?;
    let mut verdicts: Vec<(Ink, usize, String)> = Vec::new();
    let mut cells = Vec::new();
    for weighting in &firmness.weightings {
        let tenths = weighting.tenths();
        let parts = [weighting.decisions, weighting.knowledge, weighting.influence];
        let mut words = format!(
            "Decisions {}, knowledge {}, influence {}: ",
            percent(parts[0]),
            percent(parts[1]),
            percent(parts[2])
        );
        let ink = weighting.verdict.map(|verdict| {
            let ink = ink_of(verdict);
            let said = called(verdict, name);
            words.push_str(&said);
            match verdicts.iter_mut().find(|(_, _, known)| *known == said) {
                Some((_, count, _)) => *count += 1,
                None => verdicts.push((ink, 1, said)),
            }
            ink
        });
        match (ink, weighting.pull) {
            (None, _) => words.push_str("nothing that is there is weighed"),
            (_, Ok(pull)) => words.push_str(&format!(" ({} of orders alone)", percent(pull))),
            _ => {}
        }
        cells.push(Cell { tenths, at: place(parts), ink, words });
    }
    verdicts.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    let weights = settings.weights();
    let all: f64 = weights.iter().sum();
    let corner = |part, at, name| Vertex { part, at, name };
    Some(Triangle {
        cells,
        corners: [
            corner(MassPart::Decisions, TOP, "decisions alone"),
            corner(MassPart::KnowledgeHeld, LEFT, "knowledge alone"),
            corner(MassPart::Influence, RIGHT, "influence alone"),
        ],
        present: (all > 0.0).then(|| place(weights.map(|weight| weight / all))),
        verdicts,
    })
}

/// The two verdicts of a low pull count as one here: chance parts them, and chance is drawn for
/// the present weights alone.
fn called(verdict: Verdict, name: &dyn Fn(crate::model::PositionId) -> String) -> String {
    match verdict {
        Verdict::OnOnePerson(one) => format!("on one person, {}", name(one)),
        Verdict::AtTheCenter | Verdict::SpreadOut => "at the centre or spread out".into(),
        other => zone_words(other).into(),
    }
}

/// The tones are those of the zones of the level ruler.
fn ink_of(verdict: Verdict) -> Ink {
    match verdict {
        Verdict::AtTheTop => Ink::Gravity,
        Verdict::Between => Ink::Shade { tone: 1.0 },
        Verdict::OnOnePerson(_) => Ink::Influence,
        Verdict::AtTheBottom => Ink::Authority,
        _ => Ink::Knowledge,
    }
}

fn place([decisions, knowledge, influence]: [f64; 3]) -> (f64, f64) {
    let mixed = |of: fn((f64, f64)) -> f64| {
        decisions * of(TOP) + knowledge * of(LEFT) + influence * of(RIGHT)
    };
    (mixed(|at| at.0), mixed(|at| at.1))
}
