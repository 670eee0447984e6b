use super::super::native::{
    NativeFlow, NativeHolder, NativeLine, NativeMap, NativePart, NativePlacement, NativePosition,
    NativeResponse, NativeRoutine, NativeStage, NativeUnit, Number,
};
use super::super::record::{Entries, Text};
use super::super::records::Records;
use super::presentation::{round, scene};
use super::{FORMAT, VERSION, give_back};
use crate::model::{
    ChartForm, Flow, FlowId, FlowKind, Gathered, Holder, Line, LineId, LineKind, OrgMap, Outcomes,
    Placement, Position, PositionId, PositionKind, Routine, RoutineId, Stage, StageId,
    SurveyResponse, Tone, Unit, UnitId, Voice,
};

pub(super) fn map(map: &OrgMap) -> NativeMap<'_> {
    NativeMap {
        stages: map.stages_by_identity().map(|(id, record)| stage(id, record)).collect(),
        scenes: map.scenes().iter().map(|(id, record)| scene(id, record)).collect(),
        guesses: map.rounds().iter().map(|(id, record)| round(id, record)).collect(),
        ..about(map)
    }
}

/// The map without the tables of its stages.
pub(super) fn head(map: &OrgMap) -> NativeMap<'_> {
    NativeMap {
        stages: map.stages_by_identity().map(|(id, stage)| bare(id, stage)).collect(),
        scenes: map.scenes().iter().map(|(id, record)| scene(id, record)).collect(),
        guesses: map.rounds().iter().map(|(id, record)| round(id, record)).collect(),
        ..about(map)
    }
}

/// What is said of the map as a whole.
fn about(map: &OrgMap) -> NativeMap<'_> {
    let header = map.header();
    // A file of a newer minor version keeps the version that its fields belong to.
    let mut extra = give_back(&header.extra);
    let version = extra.shift_remove(KEPT_VERSION).and_then(|v| v.as_str().map(str::to_owned));
    NativeMap {
        format: FORMAT.into(),
        version: version.unwrap_or_else(|| format!("{}.{}", VERSION.0, VERSION.1)),
        title: header.title.clone(),
        description: header.description.clone(),
        settings: header.settings.iter().map(|(name, it)| (name.clone(), Number(*it))).collect(),
        next_id: map.next_id(),
        stages: Vec::new(),
        scenes: Vec::new(),
        guesses: Vec::new(),
        extra: extra.into(),
    }
}

/// Under this name the version of a newer file is kept among its unknown fields.
pub(super) const KEPT_VERSION: &str = "\u{0}version";

fn stage(id: StageId, stage: &Stage) -> NativeStage<'_> {
    NativeStage {
        units: stage.units().iter().map(|(id, it)| unit(id, it)).collect(),
        positions: stage.positions().iter().map(|(id, it)| position(id, it)).collect(),
        lines: stage.lines().iter().map(|(id, it)| line(id, it)).collect(),
        flows: stage.flows().iter().map(|(id, it)| flow(id, it)).collect(),
        routines: stage.routines().iter().map(|(id, it)| routine(id, it)).collect(),
        placements: stage.placements().iter().map(|(id, it)| placement(id, it)).collect(),
        ..bare(id, stage)
    }
}

/// A stage without its tables.
fn bare(id: StageId, stage: &Stage) -> NativeStage<'_> {
    let record = stage.record();
    NativeStage {
        id: id.to_string().into(),
        name: record.name.clone(),
        notes: record.notes.clone(),
        order: record.order.map(Number),
        chart: (record.chart != ChartForm::Down).then(|| record.chart.key().into()),
        outcomes: outcomes(&record.outcomes),
        gathered: (record.gathered != Gathered::Together).then(|| record.gathered.key().into()),
        units: Vec::new(),
        positions: Records::default(),
        lines: Records::default(),
        flows: Records::default(),
        routines: Vec::new(),
        placements: Records::default(),
        extra: give_back(&record.extra).into(),
    }
}

pub(in crate::storage) fn unit(id: UnitId, unit: &Unit) -> NativeUnit {
    NativeUnit {
        id: id.to_string(),
        name: unit.name.clone(),
        parent: unit.parent.map(|id| id.to_string()),
        outcomes: outcomes(&unit.outcomes),
        notes: unit.notes.clone(),
        tone: unit.tone.map(Tone::number),
        folded: unit.folded,
        extra: give_back(&unit.extra).into(),
    }
}

pub(in crate::storage) fn line(id: LineId, line: &Line) -> NativeLine<'_> {
    NativeLine {
        id: id.to_string().into(),
        from: line.from.to_string().into(),
        to: line.to.to_string().into(),
        kind: if line.kind == LineKind::Solid { "solid" } else { "dotted" }.into(),
        accepts: line.accepts.map(|rating| Number(rating.get())),
        distance: line.distance.map(|rating| Number(rating.get())),
        distance_proper: line.distance_proper.map(|rating| Number(rating.get())),
        extra: give_back(&line.extra).into(),
    }
}

pub(in crate::storage) fn position(id: PositionId, position: &Position) -> NativePosition<'_> {
    NativePosition {
        id: id.to_string().into(),
        key: position.key.clone(),
        title: position.title.clone(),
        kind: match position.kind {
            PositionKind::Person => None,
            PositionKind::Team => Some("team".into()),
            PositionKind::Assistant => Some("assistant".into()),
        },
        holders: position.holders.iter().map(holder).collect(),
        unit: position.unit.map(|id| id.to_string().into()),
        level: position.level,
        authority: position.authority.map(|authority| Number(authority.get())),
        explore: position.explore.map(|explore| Number(explore.get())),
        rules: position.rules.map(|rules| Number(rules.get())),
        wants: position.wants.map(|wants| Number(wants.get())),
        pin: position.pin.map(|pin| Number(pin.get())),
        pin_after: position.pin_after.map(|pin| Number(pin.get())),
        answered_nobody: position.answered_nobody,
        expertise: position
            .expertise
            .iter()
            .map(|(domain, level)| (domain.name().into(), Number(level.get())))
            .collect(),
        rights: position
            .rights
            .iter()
            .map(|(domain, right)| (domain.name().into(), Number(right.weight())))
            .collect(),
        survey: position.survey.iter().map(response).collect(),
        notes: position.notes.clone(),
        attributes: position
            .attributes
            .iter()
            .map(|(name, value)| (Text::from(&**name), Text::from(value.as_str())))
            .collect(),
        extra: give_back(&position.extra).into(),
    }
}

pub(in crate::storage) fn holder(holder: &Holder) -> NativeHolder {
    let share = holder.share.get();
    NativeHolder {
        name: holder.name.clone(),
        share: (share < 1.0).then_some(Number(share)),
        extra: give_back(&holder.extra).into(),
    }
}

fn outcomes(outcomes: &Outcomes) -> Entries<String, Number> {
    let amounts = outcomes.iter();
    amounts.map(|(name, amount)| (name.name().to_owned(), Number(amount.get()))).collect()
}

pub(in crate::storage) fn response(response: &SurveyResponse) -> NativeResponse {
    NativeResponse {
        respondent: response.respondent.clone(),
        voice: if response.voice == Voice::Espoused { "espoused" } else { "enacted" }.into(),
        answers: response.answers.to_vec(),
        readiness: match response.readiness.iter().any(Option::is_some) {
            true => response.readiness.to_vec(),
            false => Vec::new(),
        },
        extra: give_back(&response.extra).into(),
    }
}

pub(in crate::storage) fn flow(id: FlowId, flow: &Flow) -> NativeFlow<'_> {
    let (kind, relation) = match &flow.kind {
        FlowKind::Consult => ("consult", None),
        FlowKind::Instruct => ("instruct", None),
        FlowKind::Inform => ("inform", None),
        FlowKind::Relation(name) => ("relation", Some(name.name().into())),
    };
    let frequency = flow.frequency.get();
    NativeFlow {
        id: id.to_string().into(),
        from: flow.from.to_string().into(),
        to: flow.to.to_string().into(),
        kind: kind.into(),
        relation,
        frequency: (frequency != 1.0).then_some(Number(frequency)),
        took_up: flow.took_up.map(|part| Number(part.get())),
        extra: give_back(&flow.extra).into(),
    }
}

pub(in crate::storage) fn routine(id: RoutineId, routine: &Routine) -> NativeRoutine {
    let part = |part: &crate::model::RoutinePart| NativePart {
        position: part.position.to_string(),
        step: part.step,
        together: part.together,
        extra: give_back(&part.extra).into(),
    };
    NativeRoutine {
        id: id.to_string(),
        name: routine.name.clone(),
        parts: routine.parts.iter().map(part).collect(),
        extra: give_back(&routine.extra).into(),
    }
}

pub(in crate::storage) fn placement(id: PositionId, placement: &Placement) -> NativePlacement<'_> {
    NativePlacement {
        position: id.to_string().into(),
        at: placement.at.map(|at| (Number(at.x), Number(at.y))),
        order: placement.order.map(Number),
        folded: placement.folded,
        extra: give_back(&placement.extra).into(),
    }
}
