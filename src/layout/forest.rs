use std::collections::{BTreeMap, BTreeSet};

use super::fold::Group;
use super::whole::Whole;
use crate::model::{PositionId, UnitId};

/// What is drawn of a stage as trees: everybody under one superior at the most, colleagues in
/// order.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// Those without a superior who have reports, in order.
    pub(super) roots: Vec<PositionId>,
    /// Reports in order.
    pub(super) reports: BTreeMap<PositionId, Vec<PositionId>>,
    /// Those with neither superior nor reports.
    pub(super) loose: Vec<PositionId>,
    /// Of those outside of a map without a chart, who has flows and who has not.
    pub(super) talking: Vec<PositionId>,
    pub(super) silent: Vec<PositionId>,
    /// How many people each stands for; who is in it is drawn.
    pub(super) people: BTreeMap<PositionId, usize>,
    /// The positions that stand for a unit drawn as one box.
    pub(super) folded_units: BTreeMap<PositionId, UnitId>,
    /// The positions that stand for others that are drawn as one box because they are too many.
    pub(super) groups: BTreeMap<PositionId, Group>,
    /// Those whose place among their colleagues was given by hand.
    pub(super) ordered: BTreeSet<PositionId>,
    /// Who stands for whom in those groups, by their numbers in the whole.
    pub(super) standing: Vec<(u32, Members)>,
}

/// Several who are drawn as one box.
#[derive(Debug)]
pub(super) enum Members {
    /// The branch below the one who stands for them.
    Branch(u32),
    /// These.
    Some(Vec<u32>),
}

impl Members {
    pub(super) fn of<'a>(&'a self, whole: &'a Whole) -> &'a [u32] {
        match self {
            Self::Branch(head) => whole.branch(*head),
            Self::Some(members) => members,
        }
    }
}
