//! Charts as plain values: points, curves and bars with names, before any toolkit.

use crate::analysis::{
    Analysis, Concentration, Defined, Further, PartOfMass, Settings, lorenz, parts_of_mass,
};
use crate::model::{PositionId, Stage, UnitId};

use crate::wording::words::{percent, two};

/// A person in a scatter.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Who.
    pub id: PositionId,
    /// The title of the position.
    pub name: String,
    /// Across.
    pub x: f64,
    /// Up.
    pub y: f64,
    /// How sure, 0 to 1.
    pub confidence: f64,
    /// What a screen reader and the pointer say.
    pub words: String,
}

/// Organicity against explore.
#[derive(Debug, Clone, PartialEq)]
pub struct FitChart {
    /// Those of whom both are known.
    pub dots: Vec<Dot>,
    /// Those of whom one is missing.
    pub left_out: usize,
}

/// One distribution from those with least to those with most.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Of what.
    pub name: &'static str,
    /// From (0, 0) to (1, 1).
    pub points: Vec<(f64, f64)>,
    /// Gini's coefficient: 0 equal.
    pub gini: f64,
}

/// Where the map lies between pull and inwardness, and the borders of the verdict.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaneChart {
    /// Pull to the top.
    pub pull: Defined<f64>,
    /// Inwardness of the whole weight.
    pub inwardness: Defined<f64>,
    /// Above this pull the centre is at the top.
    pub top: f64,
    /// Below this pull it is not between.
    pub between: f64,
    /// Above this inwardness a low pull is at the centre.
    pub inward: f64,
    /// What chance gives for the pull and for the inwardness, where that is known: the 5th to the
    /// 95th percentile.
    pub by_chance: [Option<(f64, f64)>; 2],
}

/// A unit beside the others.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitBars {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Its part of the authority; nothing where it is not defined, here and below.
    pub authority: Option<f64>,
    /// Its part of the knowledge.
    pub knowledge: Option<f64>,
    /// Its part of the influence.
    pub influence: Option<f64>,
    /// Its organicity.
    pub organicity: Option<f64>,
    /// Its mean explore.
    pub explore: Option<f64>,
    /// What a screen reader and the pointer say.
    pub words: String,
}

/// A part of the mass, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct PartRow {
    /// The numbers.
    pub part: PartOfMass,
    /// "Influence weighs 33 % and adds 0.12".
    pub words: String,
}

/// All charts of a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Charts {
    /// Organicity against explore.
    pub fit: FitChart,
    /// Authority, knowledge, influence.
    pub curves: Vec<Curve>,
    /// Pull by inwardness.
    pub plane: PlaneChart,
    /// The units.
    pub units: Vec<UnitBars>,
    /// What makes the centre of gravity.
    pub parts: Vec<PartRow>,
    /// The top-heaviness of the whole, to which the parts add up.
    pub whole: Defined<f64>,
}

/// Makes all charts of a stage.
#[must_use]
pub fn charts(
    stage: &Stage,
    analysis: &Analysis,
    further: &Further,
    settings: &Settings,
) -> Charts {
    let row = |part: PartOfMass| {
        let name = part.part.name();
        let adds = match &part.adds {
            Ok(adds) => two(*adds),
            Err(why) => format!("what is not defined: {why}"),
        };
        let own = match &part.top_heaviness {
            Ok(top) => format!(" (top-heavy at {})", two(*top)),
            Err(_) => String::new(),
        };
        let words = format!("{name}: weighs {}, adds {adds}{own}", percent(part.weight));
        PartRow { part, words }
    };
    Charts {
        fit: fit(stage, analysis),
        curves: curves(analysis),
        plane: PlaneChart {
            pull: analysis.gravity.pull,
            inwardness: analysis.gravity.mass.inwardness,
            top: settings.top_border,
            between: settings.center_border,
            inward: settings.inwardness_center,
            by_chance: match &analysis.chance {
                Some(chance) => [chance.pull, chance.inwardness]
                    .map(|band| band.map(|band| (band.low, band.high))),
                None => [None; 2],
            },
        },
        units: units(stage, further),
        parts: parts_of_mass(analysis, settings).into_iter().map(row).collect(),
        whole: analysis.gravity.mass.top_heaviness,
    }
}

fn fit(stage: &Stage, analysis: &Analysis) -> FitChart {
    let dot = |(person, id): (usize, &PositionId)| {
        let position = stage.positions().get(*id)?;
        let own = analysis.organicity.by_person.get(person)?;
        let (x, y) = (position.explore?.get(), own.score().ok()?);
        let title = position.title.trim();
        let name = if title.is_empty() { "Untitled".to_owned() } else { title.to_owned() };
        let words = format!("{name}: organicity {}, explore {}", two(y), two(x));
        Some(Dot { id: *id, name, x, y, confidence: own.confidence, words })
    };
    let dots: Vec<Dot> = analysis.people.iter().enumerate().filter_map(dot).collect();
    let left_out = analysis.people.len() - dots.len();
    FitChart { dots, left_out }
}

fn curves(analysis: &Analysis) -> Vec<Curve> {
    let columns = [
        ("Authority", &analysis.authority.pooled),
        ("Knowledge", &analysis.knowledge.pooled),
        ("Influence", &analysis.influence),
    ];
    let curve = |(name, column): (&'static str, &Defined<Vec<f64>>)| {
        let column = column.as_ref().ok()?;
        Some(Curve { name, points: lorenz(column), gini: Concentration::of(column).gini })
    };
    columns.into_iter().filter_map(curve).collect()
}

fn units(stage: &Stage, further: &Further) -> Vec<UnitBars> {
    let known = |value: &Defined<f64>| value.as_ref().ok().copied();
    let bars = further.units.iter().filter(|(_, unit)| unit.people > 0).map(|(id, unit)| {
        let name = stage.units().get(*id).map_or_else(String::new, |unit| unit.name.clone());
        let told = |what: &str, value: &Defined<f64>| match value {
            Ok(value) => format!("{what} {}", percent(*value)),
            Err(_) => format!("{what} not defined"),
        };
        let words = format!(
            "{name}: {}, {}, {}; organicity {}, explore {}",
            told("authority", &unit.authority),
            told("knowledge", &unit.knowledge),
            told("influence", &unit.influence),
            unit.organicity.as_ref().map_or("not defined".to_owned(), |value| two(*value)),
            unit.explore.as_ref().map_or("not defined".to_owned(), |value| two(*value)),
        );
        UnitBars {
            id: *id,
            name,
            authority: known(&unit.authority),
            knowledge: known(&unit.knowledge),
            influence: known(&unit.influence),
            organicity: known(&unit.organicity),
            explore: known(&unit.explore),
            words,
        }
    });
    bars.collect()
}
