use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use super::super::error::{ReadError, ReadWarning};
use super::super::native::{Extra, NativeMap, NativeRoutine, NativeStage};
use super::super::place::places;
use super::super::records::{Records, Why};
use super::answers::outcomes_of;
use super::drawn::{chart_of, gathered_of, tone_of};
use super::from_model::KEPT_VERSION;
use super::presentation::{round_of, scene_of};
use super::turned::position_id;
use super::{VERSION, keep, renamed};
use crate::model::{
    Breach, Change, Chart, Delta, Filling, Header, Holder, OrgMap, PositionId, Record, Routine,
    RoutinePart, Stage, StageId, StageRecord, Table, Unit, breaches,
};
use crate::quantity::{OutOfRange, Share};

/// Makes a map of what was read, and knows where in the text each record stands.
pub(super) struct Reader<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
    /// What the stages are called, in the order of the file.
    stages: Vec<String>,
}

/// A record that is being read: where the file has it, and what it calls itself.
#[derive(Clone, Copy)]
struct At<'a> {
    stage: Option<usize>,
    table: &'static str,
    index: usize,
    name: &'a str,
}

/// What a record says that cannot be.
pub(super) type Wrong = (String, String);

pub(super) fn wrong(what: impl Into<String>, hint: impl Into<String>) -> Wrong {
    (what.into(), hint.into())
}

pub(super) fn out_of_range(error: &OutOfRange) -> Wrong {
    wrong(error.to_string(), "correct the number")
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text, stages: Vec::new() }
    }

    pub(super) fn map(&mut self, native: NativeMap<'_>) -> Result<OrgMap, ReadError> {
        self.stages = native.stages.iter().map(|stage| stage.name.clone()).collect();
        let mut extra = Extra::from(native.extra);
        if native.version != format!("{}.{}", VERSION.0, VERSION.1) {
            extra.insert(KEPT_VERSION.into(), native.version.into());
        }
        let header = Header {
            title: native.title,
            description: native.description,
            settings: native.settings.into_iter().map(|(name, it)| (renamed(name), it.0)).collect(),
            extra: keep(extra),
        };
        let whole = At { stage: None, table: "", index: 0, name: "map" };
        let mut stages = Vec::with_capacity(native.stages.len());
        for (index, stage) in native.stages.into_iter().enumerate() {
            self.stage(&mut stages, stage, index)?;
        }
        let mut map = OrgMap::of_stages(header, 1, stages);
        for (index, scene) in native.scenes.into_iter().enumerate() {
            let at = At { stage: None, table: "scenes", index, name: &scene.id };
            let id = self.id(&scene.id, "scene", at)?;
            let made = self.record(at, scene_of(&scene))?;
            let delta = Delta { id, before: None, after: Some(Arc::new(made)) };
            self.apply(&mut map, &Change::Scene(delta), at)?;
        }
        for (index, round) in native.guesses.into_iter().enumerate() {
            let name = round.id.clone();
            let at = At { stage: None, table: "guesses", index, name: &name };
            let id = self.id(&name, "round of guesses", at)?;
            let made = self.record(at, round_of(round))?;
            let delta = Delta { id, before: None, after: Some(Arc::new(made)) };
            self.apply(&mut map, &Change::Round(delta), at)?;
        }
        let highest = highest_identity(&map);
        let after = native.next_id.max(highest.saturating_add(1));
        let before = map.next_id();
        self.apply(&mut map, &Change::NextId { before, after }, whole)?;
        match breaches(&map).first() {
            None => Ok(map),
            Some(breach) => Err(self.refuse(breach)),
        }
    }

    /// What should be looked at in a map that was read.
    pub(super) fn warnings(&self, map: &OrgMap) -> Vec<ReadWarning> {
        let mut warnings = Vec::new();
        for (_, stage) in map.stages() {
            let chart = Chart::of(stage);
            for circle in chart.loops() {
                let name = |id: &PositionId| match stage.positions().get(*id) {
                    Some(position) if !position.title.is_empty() => {
                        format!("\"{}\"", position.title)
                    }
                    _ => id.to_string(),
                };
                let names: Vec<String> = circle.iter().map(name).collect();
                warnings.push(ReadWarning {
                    path: self.path.to_path_buf(),
                    line: None,
                    what: format!(
                        "reporting lines run in a loop among {}; take one of them away",
                        names.join(", ")
                    ),
                });
            }
        }
        warnings
    }

    fn stage(
        &self,
        stages: &mut Vec<(StageId, Stage)>,
        native: NativeStage<'_>,
        number: usize,
    ) -> Result<(), ReadError> {
        let own = At { stage: None, table: "stages", index: number, name: &native.id };
        let id: StageId = self.id(&native.id, "stage", own)?;
        let chart = self.record(own, chart_of(native.chart.as_deref()))?;
        let (name, notes) = (native.name.clone(), native.notes.clone());
        let order = native.order.map(|order| order.0);
        let outcomes = self.record(own, outcomes_of(native.outcomes))?;
        let gathered = self.record(own, gathered_of(native.gathered.as_deref()))?;
        let extra = keep(native.extra);
        let record = StageRecord { name, notes, outcomes, chart, gathered, order, extra };
        if stages.iter().any(|(known, _)| *known == id) {
            return Err(self.again(own));
        }
        let stage = Some(number);
        let mut filling = Filling::default();
        for (index, unit) in native.units.into_iter().enumerate() {
            let at = At { stage, table: "units", index, name: &unit.id };
            let unit_id = self.id(&unit.id, "unit", at)?;
            let parent = unit.parent.as_deref().map(|p| self.id(p, "unit", at)).transpose()?;
            let tone = self.record(at, tone_of(unit.tone))?;
            let made = Unit {
                name: unit.name.clone(),
                parent,
                outcomes: self.record(at, outcomes_of(unit.outcomes))?,
                notes: unit.notes,
                tone,
                folded: unit.folded,
                extra: keep(unit.extra),
            };
            self.add(&mut filling.units, unit_id, made, at)?;
        }
        filling.positions = self.table(native.positions, "positions", number)?;
        filling.lines = self.table(native.lines, "lines", number)?;
        filling.flows = self.table(native.flows, "flows", number)?;
        for (index, routine) in native.routines.into_iter().enumerate() {
            let name = routine.id.clone();
            let at = At { stage, table: "routines", index, name: &name };
            let routine_id = self.id(&name, "routine", at)?;
            let made = self.record(at, routine_of(routine))?;
            self.add(&mut filling.routines, routine_id, made, at)?;
        }
        filling.placements = self.table(native.placements, "placements", number)?;
        stages.push((id, Stage::of(record, filling)));
        Ok(())
    }

    /// A table that was made while it was read, unless one of its records cannot be.
    fn table<N, K, V: Record>(
        &self,
        records: Records<N, K, V>,
        table: &'static str,
        number: usize,
    ) -> Result<Table<K, V>, ReadError> {
        let failed = match records.made() {
            Ok(made) => return Ok(made),
            Err(failed) => failed,
        };
        let at = At { stage: Some(number), table, index: failed.index, name: &failed.name };
        Err(match failed.why {
            Why::Again => self.again(at),
            Why::NoIdentity { what, text } => self.no_identity(&text, what, at),
            Why::Wrong(wrong) => self.wrong(at, wrong),
        })
    }

    /// An identity as it is written.
    fn id<T: FromStr>(&self, text: &str, what: &str, at: At<'_>) -> Result<T, ReadError> {
        text.parse().map_err(|_| self.no_identity(text, what, at))
    }

    fn no_identity(&self, text: &str, what: &str, at: At<'_>) -> ReadError {
        let name = self.told(at.name, at.stage);
        let said = format!("{name} names the {what} \"{text}\", which is no identity of one");
        let hint = "identities are a letter and a number, like p1 for a position";
        ReadError::new(self.path, said, hint).at(self.line_of(at))
    }

    fn record<T>(&self, at: At<'_>, made: Result<T, Wrong>) -> Result<T, ReadError> {
        made.map_err(|wrong| self.wrong(at, wrong))
    }

    fn wrong(&self, at: At<'_>, (what, hint): Wrong) -> ReadError {
        let said = format!("{}: {what}", self.told(at.name, at.stage));
        ReadError::new(self.path, said, hint).at(self.line_of(at))
    }

    /// Adds a record; that it is there already means that two have one identity.
    fn add<K: Ord + Copy, V: Record>(
        &self,
        table: &mut Table<K, V>,
        id: K,
        record: V,
        at: At<'_>,
    ) -> Result<(), ReadError> {
        if table.contains(id) {
            return Err(self.again(at));
        }
        table.add(id, record);
        Ok(())
    }

    /// The same of the map as a whole.
    fn apply(&self, map: &mut OrgMap, change: &Change, at: At<'_>) -> Result<(), ReadError> {
        map.apply(change).map_err(|_| self.again(at))
    }

    /// The refusal of a second record of one identity.
    fn again(&self, at: At<'_>) -> ReadError {
        let (what, hint) = if at.table == "placements" {
            ("is placed here a second time", "take one of the two places out")
        } else {
            ("stands here a second time", "give one of the two another identity")
        };
        let said = format!("{} {what}", self.told(at.name, at.stage));
        ReadError::new(self.path, said, hint).at(self.line_of(at))
    }

    /// The refusal of a map that breaks a rule.
    fn refuse(&self, breach: &Breach) -> ReadError {
        let places = places(self.text);
        let stage = breach.stage.and_then(|id| {
            let id = id.to_string();
            places.iter().find(|place| place.table == "stages" && place.identity == id)
        });
        let stage = stage.map(|place| place.index);
        let placed = breach.record.strip_prefix("place of ");
        let identity = placed.unwrap_or(&breach.record);
        let place = places.iter().find(|place| {
            (place.stage == stage || place.stage.is_none())
                && place.identity == identity
                && (place.table == "placements") == placed.is_some()
        });
        let said = format!("{} {}", self.told(&breach.record, stage), breach.what);
        ReadError::new(self.path, said, "correct the record, or take it out")
            .at(place.map(|place| place.line))
    }

    /// A record's name, with its stage where there are several: records keep their identities
    /// from stage to stage.
    fn told(&self, name: &str, stage: Option<usize>) -> String {
        match stage.and_then(|stage| self.stages.get(stage)) {
            Some(stage) if self.stages.len() > 1 => format!("{name} in the stage \"{stage}\""),
            _ => name.to_owned(),
        }
    }

    /// The line on which a record says its identity.
    fn line_of(&self, at: At<'_>) -> Option<usize> {
        let found = places(self.text).into_iter().find(|place| {
            (place.stage, place.table, place.index) == (at.stage, at.table, at.index)
        });
        found.map(|place| place.line)
    }
}

fn highest_identity(map: &OrgMap) -> u64 {
    let of_stage = |stage: &Stage| {
        let last = [
            stage.positions().last_id().map(|id| id.0),
            stage.units().last_id().map(|id| id.0),
            stage.lines().last_id().map(|id| id.0),
            stage.flows().last_id().map(|id| id.0),
            stage.routines().last_id().map(|id| id.0),
        ];
        last.into_iter().flatten().max().unwrap_or(0)
    };
    let stages = map.stages().map(|(id, stage)| id.0.max(of_stage(stage)));
    let shown = map.scenes().ids().map(|id| id.0).chain(map.rounds().ids().map(|id| id.0));
    stages.chain(shown).max().unwrap_or(0)
}

pub(in crate::storage) fn holder_of(
    native: super::super::native::NativeHolder,
) -> Result<Holder, Wrong> {
    let share = Share::new(native.share.map_or(1.0, |share| share.0));
    Ok(Holder {
        name: native.name,
        share: share.map_err(|error| out_of_range(&error))?,
        extra: keep(native.extra),
    })
}

fn routine_of(native: NativeRoutine) -> Result<Routine, Wrong> {
    let part = |part: super::super::native::NativePart| {
        Ok::<_, Wrong>(RoutinePart {
            position: position_id(&part.position)?,
            step: part.step,
            together: part.together,
            extra: keep(part.extra),
        })
    };
    let parts = native.parts.into_iter().map(part).collect::<Result<_, _>>()?;
    Ok(Routine { name: native.name, parts, extra: keep(native.extra) })
}
