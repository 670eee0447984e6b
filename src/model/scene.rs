use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    Change, Delta, Extra, FlowId, LineId, OrgMap, Placement, PositionId, RoundId, Stage, StageId,
    Unit, UnitId,
};
use crate::quantity::MapRect;

/// One step of a presentation.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// Shown to everybody.
    pub title: String,
    /// The stage it shows.
    pub stage: StageId,
    /// The name of the lens it is read through.
    pub lens: String,
    /// What it shows beside the map.
    pub subject: Subject,
    /// The part of the map it shows; the whole when not given.
    pub viewport: Option<MapRect>,
    /// The neighbourhood that alone is shown; everybody when not given.
    pub focus: Option<Neighborhood>,
    /// What is folded away; as the map has it when not given.
    pub folding: Option<Folding>,
    /// The positions it points at.
    pub highlight: Vec<PositionId>,
    /// The flows it points at. What the map no longer holds is passed over.
    pub flows: Vec<FlowId>,
    /// The reporting lines it points at. What the map no longer holds is passed over.
    pub lines: Vec<LineId>,
    /// For the presenter alone.
    pub note: String,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Scene {
    /// The whole of a stage through a lens.
    #[must_use]
    pub fn new(title: impl Into<String>, stage: StageId, lens: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            stage,
            lens: lens.into(),
            subject: Subject::Map,
            viewport: None,
            focus: None,
            folding: None,
            highlight: Vec::new(),
            flows: Vec::new(),
            lines: Vec::new(),
            note: String::new(),
            extra: Extra::default(),
        }
    }
}

/// What a scene shows beside the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Subject {
    /// The map alone.
    #[default]
    Map,
    /// What the edit would move that clears the weightiest misfit.
    WhatIf,
    /// Another stage beside its own.
    Comparison {
        /// The stage compared with.
        with: StageId,
        /// How the two are laid.
        manner: Manner,
    },
    /// A round of guesses.
    Guesses(RoundId),
}

/// How two stages are laid to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Manner {
    /// Side by side.
    #[default]
    Beside,
    /// One over the other.
    Over,
}

impl Manner {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Beside, Self::Over];

    /// The word for it in files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Beside => "beside",
            Self::Over => "over",
        }
    }

    /// The manner of this word; nothing when it is none.
    #[must_use]
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manner| manner.key() == key)
    }
}

/// The positions round some others. Those the map no longer holds are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighborhood {
    /// Round whom.
    pub around: Vec<PositionId>,
    /// How many lines or flows away.
    pub steps: usize,
}

/// What is folded away in a scene. What the map no longer holds is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folding {
    /// The positions below whom nothing is shown.
    pub positions: BTreeSet<PositionId>,
    /// The units that are drawn as one box.
    pub units: BTreeSet<UnitId>,
}

impl Neighborhood {
    /// Those in it; nothing where nobody is left whom it is round.
    #[must_use]
    pub fn within(&self, stage: &Stage) -> Option<BTreeSet<PositionId>> {
        let lines = stage.lines().iter().map(|(_, line)| (line.from, line.to));
        let flows = stage.flows().iter().map(|(_, flow)| (flow.from, flow.to));
        let ties: Vec<(PositionId, PositionId)> = lines.chain(flows).collect();
        let mut near: BTreeSet<PositionId> =
            self.around.iter().copied().filter(|id| stage.positions().contains(*id)).collect();
        if near.is_empty() {
            return None;
        }
        for _ in 0..self.steps {
            let reached = ties.iter().flat_map(|(from, to)| {
                [(from, to), (to, from)]
                    .into_iter()
                    .filter(|(here, _)| near.contains(here))
                    .map(|(_, there)| *there)
            });
            let reached: Vec<PositionId> = reached.collect();
            near.extend(reached);
        }
        Some(near)
    }
}

impl Folding {
    /// A map with one of its stages folded so. What does not fit is passed over.
    #[must_use]
    pub fn of(&self, map: &OrgMap, id: StageId) -> OrgMap {
        let mut drawn = map.clone();
        let Some(stage) = map.stage(id) else { return drawn };
        let mut changes = Vec::new();
        for position in stage.positions().ids() {
            let before = stage.placements().share(position);
            let wanted = self.positions.contains(&position);
            if before.as_ref().is_some_and(|it| it.folded) != wanted {
                let placement = before.as_deref().cloned().unwrap_or_default();
                let after = Some(Arc::new(Placement { folded: wanted, ..placement }));
                changes.push(Change::Placement(id, Delta { id: position, before, after }));
            }
        }
        for (unit, record) in stage.units().iter() {
            let wanted = self.units.contains(&unit);
            if record.folded != wanted {
                let before = stage.units().share(unit);
                let after = Some(Arc::new(Unit { folded: wanted, ..record.clone() }));
                changes.push(Change::Unit(id, Delta { id: unit, before, after }));
            }
        }
        for change in changes {
            // Each was made from the map as it is; one that does not fit changes nothing.
            let _ = drawn.apply(&change);
        }
        drawn
    }
}
