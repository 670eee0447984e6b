//! Every measure with its numbers, driven by the list of all measures.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Named};
use super::map::Codes;
use crate::wording::measured::{OfPerson, Readings};
use crate::wording::{MeasureId, measure};

/// A measure: what it is called, and its numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MeasureFigures {
    /// What it is called.
    name: &'static str,
    /// Of the whole map.
    map: Named<Figure>,
    /// By position.
    positions: Named<Named<Figure>>,
    /// By unit.
    units: Named<Named<Figure>>,
}

/// All measures by their keys.
pub(super) fn measure_figures(codes: &Codes<'_>, readings: &Readings<'_>) -> Named<MeasureFigures> {
    let all = MeasureId::ALL.iter();
    Named::of(all.map(|id| (id.key(), MeasureFigures::of(*id, codes, readings))))
}

impl MeasureFigures {
    fn of(id: MeasureId, codes: &Codes<'_>, readings: &Readings<'_>) -> Self {
        let map = id.of_map(readings);
        let positions = id.by_person().iter().map(|(name, read)| {
            let people = readings.analysis.people.iter().enumerate();
            let column = people.map(|(at, position)| {
                let person = OfPerson { readings: *readings, id: *position, at };
                (position, Figure::of(&read(&person)))
            });
            (*name, codes.by_position(column))
        });
        let units = id.by_unit().iter().map(|(name, read)| {
            let column = readings.further.units.iter().map(|(unit, figures)| {
                let known = readings.stage.units().get(*unit);
                let called = known.map_or_else(|| unit.to_string(), |it| it.name.clone());
                (called, Figure::of(&read(figures)))
            });
            (*name, Named::of(column))
        });
        Self {
            name: measure(id).name,
            map: Named::of(map.iter().map(|part| (part.name, Figure::of(&part.value)))),
            positions: Named::of(positions),
            units: Named::of(units),
        }
    }
}
