use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

use super::super::error::{ReadError, ReadWarning};
use super::super::native::{
    NativeFlow, NativeMap, NativePlacement, NativePosition, NativeResponse, NativeRoutine,
    NativeScene, NativeStage, Number,
};
use super::from_model::KEPT_VERSION;
use super::{VERSION, keep};
use crate::model::{
    Change, Chart, Delta, Domain, Flow, FlowKind, Header, Holder, Line, LineKind, OrgMap,
    Placement, Position, PositionId, PositionKind, RelationName, Routine, RoutinePart, Scene,
    StageId, StageRecord, SurveyResponse, Unit, Voice, breaches,
};
use crate::quantity::{
    Expertise, Frequency, MapPoint, MapRect, OutOfRange, Right, Score, Share, Weight,
};

/// Makes a map of what was read, and knows where in the text each record stands.
pub(super) struct Reader<'a> {
    pub(super) path: &'a Path,
    pub(super) text: &'a str,
}

/// What a record says that cannot be.
type Wrong = (String, String);

fn wrong(what: impl Into<String>, hint: impl Into<String>) -> Wrong {
    (what.into(), hint.into())
}

fn out_of_range(error: &OutOfRange) -> Wrong {
    wrong(error.to_string(), "correct the number")
}

impl Reader<'_> {
    pub(super) fn map(&self, native: NativeMap) -> Result<OrgMap, ReadError> {
        let mut map = OrgMap::blank();
        let mut extra = native.extra;
        if native.version != format!("{}.{}", VERSION.0, VERSION.1) {
            extra.insert(KEPT_VERSION.into(), native.version.into());
        }
        let header =
            Header { title: native.title, description: native.description, extra: keep(extra) };
        let before = Arc::clone(map.header());
        self.apply(&mut map, &Change::Header { before, after: Arc::new(header) }, "map")?;
        for stage in native.stages {
            self.stage(&mut map, stage)?;
        }
        for scene in native.scenes {
            let id = self.id(&scene.id, "scene", &scene.id)?;
            let made = self.record(&scene.id, scene_of(&scene))?;
            let delta = Delta { id, before: None, after: Some(Arc::new(made)) };
            self.apply(&mut map, &Change::Scene(delta), &scene.id)?;
        }
        let highest = highest_identity(&map);
        let after = native.next_id.max(highest.saturating_add(1));
        let before = map.next_id();
        self.apply(&mut map, &Change::NextId { before, after }, "map")?;
        match breaches(&map).into_iter().next() {
            None => Ok(map),
            Some(breach) => {
                let what = format!("{} {}", breach.record, breach.what);
                let hint = "correct the record, or take it out";
                let line = self.line_of(&breach.record);
                Err(ReadError::new(self.path, what, hint).at(line))
            }
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

    fn stage(&self, map: &mut OrgMap, native: NativeStage) -> Result<(), ReadError> {
        let id: StageId = self.id(&native.id, "stage", &native.id)?;
        let record =
            StageRecord { name: native.name, notes: native.notes, extra: keep(native.extra) };
        let delta = Delta { id, before: None, after: Some(Arc::new(record)) };
        self.apply(map, &Change::Stage(delta), &native.id)?;
        for unit in native.units {
            let unit_id = self.id(&unit.id, "unit", &unit.id)?;
            let parent =
                unit.parent.as_deref().map(|p| self.id(p, "unit", &unit.id)).transpose()?;
            let made = Unit { name: unit.name, parent, notes: unit.notes, extra: keep(unit.extra) };
            let delta = Delta { id: unit_id, before: None, after: Some(Arc::new(made)) };
            self.apply(map, &Change::Unit(id, delta), &unit.id)?;
        }
        for position in native.positions {
            let name = position.id.clone();
            let position_id = self.id(&name, "position", &name)?;
            let made = self.record(&name, position_of(position))?;
            let delta = Delta { id: position_id, before: None, after: Some(Arc::new(made)) };
            self.apply(map, &Change::Position(id, delta), &name)?;
        }
        self.arcs(map, id, native.lines, native.flows)?;
        for routine in native.routines {
            let name = routine.id.clone();
            let routine_id = self.id(&name, "routine", &name)?;
            let made = self.record(&name, routine_of(routine))?;
            let delta = Delta { id: routine_id, before: None, after: Some(Arc::new(made)) };
            self.apply(map, &Change::Routine(id, delta), &name)?;
        }
        for placement in native.placements {
            let name = placement.position.clone();
            let position = self.id(&name, "position", &name)?;
            let made = placement_of(placement);
            let delta = Delta { id: position, before: None, after: Some(Arc::new(made)) };
            self.apply(map, &Change::Placement(id, delta), &name)?;
        }
        Ok(())
    }

    fn arcs(
        &self,
        map: &mut OrgMap,
        stage: StageId,
        lines: Vec<super::super::native::NativeLine>,
        flows: Vec<NativeFlow>,
    ) -> Result<(), ReadError> {
        for line in lines {
            let id = self.id(&line.id, "reporting line", &line.id)?;
            let kind = match line.kind.as_str() {
                "solid" => Ok(LineKind::Solid),
                "dotted" => Ok(LineKind::Dotted),
                other => {
                    Err(wrong(format!("a line of kind \"{other}\""), "lines are solid or dotted"))
                }
            };
            let made = Line {
                from: self.id(&line.from, "position", &line.id)?,
                to: self.id(&line.to, "position", &line.id)?,
                kind: self.record(&line.id, kind)?,
                extra: keep(line.extra),
            };
            let delta = Delta { id, before: None, after: Some(Arc::new(made)) };
            self.apply(map, &Change::Line(stage, delta), &line.id)?;
        }
        for flow in flows {
            let name = flow.id.clone();
            let id = self.id(&name, "flow", &name)?;
            let made = self.record(&name, flow_of(flow))?;
            let delta = Delta { id, before: None, after: Some(Arc::new(made)) };
            self.apply(map, &Change::Flow(stage, delta), &name)?;
        }
        Ok(())
    }

    /// An identity as it is written.
    fn id<T: FromStr>(&self, text: &str, what: &str, record: &str) -> Result<T, ReadError> {
        text.parse().map_err(|_| {
            let said = format!("{record} names the {what} \"{text}\", which is no identity of one");
            let hint = "identities are a letter and a number, like p1 for a position";
            ReadError::new(self.path, said, hint).at(self.line_of(record))
        })
    }

    fn record<T>(&self, record: &str, made: Result<T, Wrong>) -> Result<T, ReadError> {
        made.map_err(|(what, hint)| {
            ReadError::new(self.path, format!("{record}: {what}"), hint).at(self.line_of(record))
        })
    }

    /// Adds a record; that it is there already means that two have one identity.
    fn apply(&self, map: &mut OrgMap, change: &Change, record: &str) -> Result<(), ReadError> {
        map.apply(change).map_err(|_| {
            let what = format!("{record} stands here a second time");
            let line = self.lines_of(record).nth(1).or_else(|| self.line_of(record));
            ReadError::new(self.path, what, "give one of the two another identity").at(line)
        })
    }

    /// The line on which a record says its identity.
    fn line_of(&self, record: impl Display) -> Option<usize> {
        self.lines_of(&record.to_string()).next()
    }

    fn lines_of(&self, record: &str) -> impl Iterator<Item = usize> {
        let record = record.strip_prefix("place of ").unwrap_or(record);
        let quoted = format!("\"{record}\"");
        self.text.lines().enumerate().filter_map(move |(number, line)| {
            let at = line.find("\"id\"").or_else(|| line.find("\"position\""))?;
            line[at..].contains(&quoted).then_some(number + 1)
        })
    }
}

fn highest_identity(map: &OrgMap) -> u64 {
    let of_stage = |stage: &crate::model::Stage| {
        let last = [
            stage.positions().ids().last().map(|id| id.0),
            stage.units().ids().last().map(|id| id.0),
            stage.lines().ids().last().map(|id| id.0),
            stage.flows().ids().last().map(|id| id.0),
            stage.routines().ids().last().map(|id| id.0),
        ];
        last.into_iter().flatten().max().unwrap_or(0)
    };
    let stages = map.stages().map(|(id, stage)| id.0.max(of_stage(stage)));
    stages.chain(map.scenes().ids().map(|id| id.0)).max().unwrap_or(0)
}

fn position_of(native: NativePosition) -> Result<Position, Wrong> {
    let kind = match native.kind.as_deref() {
        None | Some("person") => PositionKind::Person,
        Some("team") => PositionKind::Team,
        Some("assistant") => PositionKind::Assistant,
        Some(other) => {
            let what = format!("a position of kind \"{other}\"");
            return Err(wrong(what, "a position is a person's, a team's or an assistant's"));
        }
    };
    let score = |number: Option<Number>| {
        number.map(|number| Score::new(number.0)).transpose().map_err(|e| out_of_range(&e))
    };
    let unit = native.unit.as_deref().map(|unit| {
        unit.parse().map_err(|()| wrong(format!("the unit \"{unit}\""), "units are named like u1"))
    });
    let authority = native.authority.map(|number| Weight::new(number.0));
    Ok(Position {
        key: native.key,
        title: native.title,
        kind,
        holders: native.holders.into_iter().map(holder_of).collect::<Result<_, _>>()?,
        unit: unit.transpose()?,
        level: native.level,
        authority: authority.transpose().map_err(|error| out_of_range(&error))?,
        explore: score(native.explore)?,
        rules: score(native.rules)?,
        expertise: by_domain(native.expertise, Expertise::new)?,
        rights: by_domain(native.rights, Right::new)?,
        survey: native.survey.into_iter().map(response_of).collect::<Result<_, _>>()?,
        notes: native.notes,
        attributes: native.attributes.into_iter().collect(),
        extra: keep(native.extra),
    })
}

fn by_domain<V>(
    entries: indexmap::IndexMap<String, Number>,
    make: impl Fn(f64) -> Result<V, OutOfRange>,
) -> Result<BTreeMap<Domain, V>, Wrong> {
    let mut table = BTreeMap::new();
    for (name, number) in entries {
        let domain = Domain::new(&name)
            .ok_or_else(|| wrong("a domain without a name", "name it, or take it out"))?;
        let value = make(number.0)
            .map_err(|error| wrong(format!("in \"{name}\", {error}"), "correct the number"))?;
        table.insert(domain, value);
    }
    Ok(table)
}

fn holder_of(native: super::super::native::NativeHolder) -> Result<Holder, Wrong> {
    let share = Share::new(native.share.map_or(1.0, |share| share.0));
    Ok(Holder {
        name: native.name,
        share: share.map_err(|error| out_of_range(&error))?,
        extra: keep(native.extra),
    })
}

fn response_of(native: NativeResponse) -> Result<SurveyResponse, Wrong> {
    let voice = match native.voice.as_str() {
        "espoused" => Voice::Espoused,
        "enacted" => Voice::Enacted,
        other => {
            let what = format!("a survey answer of voice \"{other}\"");
            return Err(wrong(what, "the voice is espoused or enacted"));
        }
    };
    let count = native.answers.len();
    let answers = native.answers.try_into().map_err(|_| {
        wrong(format!("{count} survey answers"), "there are seven; write null where one is missing")
    })?;
    Ok(SurveyResponse { respondent: native.respondent, voice, answers, extra: keep(native.extra) })
}

fn position_id(text: &str) -> Result<PositionId, Wrong> {
    text.parse()
        .map_err(|()| wrong(format!("the position \"{text}\""), "positions are named like p1"))
}

fn flow_of(native: NativeFlow) -> Result<Flow, Wrong> {
    let kind = match (native.kind.as_str(), native.relation.as_deref()) {
        ("consult", None) => FlowKind::Consult,
        ("instruct", None) => FlowKind::Instruct,
        ("inform", None) => FlowKind::Inform,
        ("relation", Some(name)) => match RelationName::new(name) {
            Some(name) => FlowKind::Relation(name),
            None => {
                let what = format!("a relation called \"{name}\"");
                return Err(wrong(what, "give it a name that lines and flows do not have"));
            }
        },
        (other, _) => {
            let what = format!("a flow of kind \"{other}\"");
            return Err(wrong(what, "flows consult, instruct, inform, or are a named relation"));
        }
    };
    let number = native.frequency.map_or(1.0, |frequency| frequency.0);
    let frequency = match kind {
        FlowKind::Relation(_) => Frequency::count(number),
        _ => Frequency::new(number),
    };
    Ok(Flow {
        from: position_id(&native.from)?,
        to: position_id(&native.to)?,
        kind,
        frequency: frequency.map_err(|error| out_of_range(&error))?,
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

fn placement_of(native: NativePlacement) -> Placement {
    Placement {
        at: native.at.map(|(x, y)| MapPoint::new(x.0, y.0)),
        order: native.order.map(|order| order.0),
        folded: native.folded,
        extra: keep(native.extra),
    }
}

fn scene_of(native: &NativeScene) -> Result<Scene, Wrong> {
    let stage = native.stage.parse().map_err(|()| {
        wrong(format!("the stage \"{}\"", native.stage), "stages are named like s1")
    })?;
    let viewport = native.viewport.map(|[left, top, right, bottom]| MapRect {
        min: MapPoint::new(left.0, top.0),
        max: MapPoint::new(right.0, bottom.0),
    });
    Ok(Scene {
        title: native.title.clone(),
        stage,
        lens: native.lens.clone(),
        viewport,
        highlight: native.highlight.iter().map(|id| position_id(id)).collect::<Result<_, _>>()?,
        note: native.note.clone(),
        extra: keep(native.extra.clone()),
    })
}
