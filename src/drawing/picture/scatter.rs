//! Working relations against what the work asks: every position and every unit as a point.

use std::collections::BTreeMap;

use super::build::View;
use super::describe;
use super::second_line::Fit;
use crate::analysis::Settings;
use crate::model::{PositionId, UnitId};
use crate::wording::Lens;

/// The scatter of organicity over exploration. Both axes run from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// Those of whom both are known, in the order of their identities.
    pub positions: Vec<ScatterPoint<PositionId>>,
    /// The units of these, each at the mean of its own.
    pub units: Vec<ScatterPoint<UnitId>>,
    /// Up to this difference, relations fit the work.
    pub band: f64,
    /// How far the work of the map explores, and how organic its relations are on the whole.
    pub mean: (f64, f64),
}

/// A point of the scatter.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterPoint<Id> {
    /// Which.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// How far its work explores, 0 to 1.
    pub explore: f64,
    /// How organic its working relations are, 0 to 1.
    pub organicity: f64,
}

impl<Id> ScatterPoint<Id> {
    /// Organicity minus exploration: negative is tighter than the work asks.
    #[must_use]
    pub fn apart(&self) -> f64 {
        self.organicity - self.explore
    }

    /// How it is drawn.
    pub(in crate::drawing) fn fit(&self, band: f64) -> Fit {
        Fit::of(self.apart(), band)
    }
}

/// The scatter, in the lens that is about fit; nothing where nobody's both are known.
pub(super) fn scatter(view: &View) -> Option<Scatter> {
    let analysis = view.input.analysis.filter(|_| view.input.lens == Lens::Fit)?;
    let people = analysis.people.iter().zip(&analysis.organicity.by_person);
    let point = |(id, own): (&PositionId, &crate::analysis::Organicity)| {
        let explore = view.stage.positions().get(*id)?.explore?.get();
        let organicity = own.score().ok()?;
        let name = describe::name(view.stage, *id);
        Some(ScatterPoint { id: *id, name, explore, organicity })
    };
    let positions: Vec<ScatterPoint<PositionId>> = people.filter_map(point).collect();
    // The figures of the headline, so that the two say the same.
    let mean = (*analysis.mean_explore.as_ref().ok()?, *analysis.organicity.map.as_ref().ok()?);
    if positions.is_empty() {
        return None;
    }
    let mut members: BTreeMap<UnitId, Vec<(f64, f64)>> = BTreeMap::new();
    for point in &positions {
        if let Some(unit) = view.stage.positions().get(point.id).and_then(|it| it.unit) {
            members.entry(unit).or_default().push((point.explore, point.organicity));
        }
    }
    let units = members.into_iter().filter_map(|(id, members)| {
        let (explore, organicity) = mean_of(members.into_iter())?;
        Some(ScatterPoint { id, name: describe::unit_name(view.stage, id), explore, organicity })
    });
    let band = Settings::of(view.input.map).fit_band;
    Some(Scatter { units: units.collect(), positions, band, mean })
}

fn mean_of(points: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64)> {
    let (mut count, mut x, mut y) = (0.0, 0.0, 0.0);
    for point in points {
        count += 1.0;
        x += point.0;
        y += point.1;
    }
    (count > 0.0).then(|| (x / count, y / count))
}
