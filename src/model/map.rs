use std::collections::BTreeMap;
use std::sync::Arc;

use super::{
    Change, Conflict, Extra, GuessRound, RoundId, Scene, SceneId, Stage, StageId, StageRecord,
    Table,
};

/// The document: everything a person draws and saves.
///
/// A copy is cheap and frozen: it shares its tables with the original. The only way to change a
/// map is [`OrgMap::apply`].
#[derive(Debug, Clone, PartialEq)]
pub struct OrgMap {
    pub(super) header: Arc<Header>,
    pub(super) next_id: u64,
    pub(super) stages: Vec<(StageId, Stage)>,
    pub(super) scenes: Table<SceneId, Scene>,
    pub(super) rounds: Table<RoundId, GuessRound>,
}

/// What the map as a whole is called, and the policy it is read by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    /// The title, shown on every picture.
    pub title: String,
    /// What it is about, where it comes from, under which licence.
    pub description: String,
    /// Thresholds and weights that differ from the usual ones, by name. Which names there are and
    /// what they decide, `analysis::SETTINGS` says; what it does not know has no effect.
    pub settings: BTreeMap<String, f64>,
    /// Fields of a newer version.
    pub extra: Extra,
}

impl Default for OrgMap {
    fn default() -> Self {
        Self::new("")
    }
}

impl OrgMap {
    /// An empty map with one empty stage.
    #[must_use]
    pub fn new(title: impl Into<String>) -> Self {
        let record = StageRecord { name: "As is".into(), ..StageRecord::default() };
        Self {
            header: Arc::new(Header { title: title.into(), ..Header::default() }),
            next_id: 2,
            stages: vec![(StageId(1), Stage { record, ..Stage::default() })],
            scenes: Table::default(),
            rounds: Table::default(),
        }
    }

    /// A map without a stage, to be filled by applying changes. It breaks the rule that a map
    /// has a stage until one was added.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            header: Arc::default(),
            next_id: 1,
            stages: Vec::new(),
            scenes: Table::default(),
            rounds: Table::default(),
        }
    }

    /// A map that holds one stage and nothing else: for trials that are thrown away.
    #[must_use]
    pub fn of_stage(id: StageId, stage: Stage) -> Self {
        Self { next_id: u64::MAX, stages: vec![(id, stage)], ..Self::blank() }
    }

    /// A map of stages that were made whole, each of an identity of its own, as a file that is
    /// read makes it.
    #[must_use]
    pub fn of_stages(header: Header, next_id: u64, mut stages: Vec<(StageId, Stage)>) -> Self {
        stages.sort_by_key(|(id, _)| *id);
        Self { header: Arc::new(header), next_id, stages, ..Self::blank() }
    }

    /// Title and description.
    #[must_use]
    pub fn header(&self) -> &Arc<Header> {
        &self.header
    }

    /// The number that the next new record will have as its identity.
    #[must_use]
    pub fn next_id(&self) -> u64 {
        self.next_id
    }

    /// The stages in the order in which they follow each other.
    pub fn stages(&self) -> impl Iterator<Item = (StageId, &Stage)> {
        let mut stages: Vec<(StageId, &Stage)> = self.stages_by_identity().collect();
        let order = |stage: &Stage| stage.record.order.unwrap_or(f64::INFINITY);
        stages.sort_by(|(_, one), (_, other)| order(one).total_cmp(&order(other)));
        stages.into_iter()
    }

    /// The stages in the order of their identities, as files have them.
    pub fn stages_by_identity(&self) -> impl Iterator<Item = (StageId, &Stage)> {
        self.stages.iter().map(|(id, stage)| (*id, stage))
    }

    /// One stage.
    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<&Stage> {
        self.stages.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| &self.stages[at].1)
    }

    /// The stage that is shown when none was chosen: the first.
    #[must_use]
    pub fn first_stage(&self) -> Option<StageId> {
        self.stages().next().map(|(id, _)| id)
    }

    /// The first stage of this name, ignoring case and outer spaces.
    #[must_use]
    pub fn stage_by_name(&self, name: &str) -> Option<StageId> {
        let wanted = name.trim().to_lowercase();
        self.stages()
            .find(|(_, stage)| stage.record.name.trim().to_lowercase() == wanted)
            .map(|(id, _)| id)
    }

    /// The scenes of the presentation, in the order of their identities.
    #[must_use]
    pub fn scenes(&self) -> &Table<SceneId, Scene> {
        &self.scenes
    }

    /// The rounds of guesses, in the order of their identities.
    #[must_use]
    pub fn rounds(&self) -> &Table<RoundId, GuessRound> {
        &self.rounds
    }

    /// Carries one change out. This is the one door through which a map changes. It checks that
    /// the record is as the change says it was; what must hold among records is checked by
    /// [`super::breaches`].
    ///
    /// # Errors
    /// The record is not as the change says it was; the map is as before.
    pub fn apply(&mut self, change: &Change) -> Result<(), Conflict> {
        change.apply_to(self)
    }
}
