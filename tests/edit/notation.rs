//! A map in a few lines of text, and the one check through which every command goes.
//!
//! The solid lines are the indentation; what is stated of a position stands in brackets behind
//! its title; everything else is a line with a dash. Titles are single words; a blank one is an underscore.

use std::collections::BTreeMap;
use std::sync::Arc;

use fulcrum::edit::{Command, Planned, Refused, plan};
use fulcrum::model::*;
use fulcrum::quantity::*;

/// A map that was read from the notation.
pub(crate) struct Sketch {
    pub(crate) map: OrgMap,
    pub(crate) stage: StageId,
}

impl Sketch {
    pub(crate) fn of(text: &str) -> Self {
        let map = OrgMap::new("Sketch");
        let stage = map.first_stage().unwrap();
        let mut sketch = Self { map, stage };
        let mut above: Vec<(usize, PositionId)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(statement) = line.trim().strip_prefix("- ") {
                sketch.statement(statement);
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            above.retain(|(other, _)| *other < indent);
            let id = sketch.position_line(line.trim());
            if let Some((_, superior)) = above.last() {
                sketch.line(id, *superior, LineKind::Solid);
            }
            above.push((indent, id));
        }
        assert_eq!(breaches(&sketch.map), [], "the sketch itself is sound");
        sketch
    }

    pub(crate) fn stage(&self) -> &Stage {
        self.map.stage(self.stage).unwrap()
    }

    /// The position of this title.
    pub(crate) fn at(&self, title: &str) -> PositionId {
        let found = self.stage().positions().iter().find(|(_, position)| position.title == title);
        found.unwrap_or_else(|| panic!("{title} is in the sketch")).0
    }

    pub(crate) fn all(&self, titles: &str) -> Vec<PositionId> {
        titles.split_whitespace().map(|title| self.at(title)).collect()
    }

    pub(crate) fn unit(&self, name: &str) -> UnitId {
        self.stage().units().iter().find(|(_, unit)| unit.name == name).unwrap().0
    }

    pub(crate) fn routine(&self, name: &str) -> RoutineId {
        self.stage().routines().iter().find(|(_, routine)| routine.name == name).unwrap().0
    }

    pub(crate) fn scene(&self, title: &str) -> SceneId {
        self.map.scenes().iter().find(|(_, scene)| scene.title == title).unwrap().0
    }

    /// The line between two positions.
    pub(crate) fn line_between(&self, from: &str, to: &str) -> LineId {
        let (from, to) = (self.at(from), self.at(to));
        let mut lines = self.stage().lines().iter();
        lines.find(|(_, line)| (line.from, line.to) == (from, to)).unwrap().0
    }

    /// The first flow between two positions.
    pub(crate) fn flow_between(&self, from: &str, to: &str) -> FlowId {
        let (from, to) = (self.at(from), self.at(to));
        let mut flows = self.stage().flows().iter();
        flows.find(|(_, flow)| (flow.from, flow.to) == (from, to)).unwrap().0
    }

    fn id(&mut self) -> u64 {
        let before = self.map.next_id();
        self.map.apply(&Change::NextId { before, after: before + 1 }).unwrap();
        before
    }

    fn line(&mut self, from: PositionId, to: PositionId, kind: LineKind) {
        let id = LineId(self.id());
        let line = Line::new(from, to, kind);
        self.map.apply(&Change::Line(self.stage, added(id, line))).unwrap();
    }

    fn position_line(&mut self, text: &str) -> PositionId {
        let (title, rest) = text.split_once(" (").unwrap_or((text, ")"));
        let mut position = Position::held(if title == "_" { "" } else { title });
        let mut placement = Placement::default();
        for part in rest.trim_end_matches(')').split(", ").filter(|part| !part.is_empty()) {
            let words: Vec<&str> = part.split(' ').collect();
            let number = |at: usize| words[at].parse::<f64>().unwrap();
            let domain = |at: usize| Domain::new(words[at]).unwrap();
            match words[0] {
                "at" => placement.at = Some(MapPoint::new(number(1), number(2))),
                "order" => placement.order = Some(number(1)),
                "folded" => placement.folded = true,
                "key" => position.key = Some(words[1].into()),
                "vacant" => position.holders.clear(),
                "held" => position.holders = vec![Holder::named(words[2])],
                "team" => position.kind = PositionKind::Team,
                "assistant" => position.kind = PositionKind::Assistant,
                "level" => position.level = Some(words[1].parse().unwrap()),
                "explore" => position.explore = Some(Score::new(number(1)).unwrap()),
                "rules" => position.rules = Some(Score::new(number(1)).unwrap()),
                "in" => position.unit = Some(self.unit(words[1])),
                "knows" => {
                    position.expertise.insert(domain(1), Expertise::new(number(2)).unwrap());
                }
                "decides" => {
                    position.rights.insert(domain(1), Right::new(number(2)).unwrap());
                }
                "has" => {
                    position.attributes.insert(words[1].into(), words[2].into());
                }
                "notes" => position.notes = words[1].into(),
                other => panic!("{other} is in the notation"),
            }
        }
        let id = PositionId(self.id());
        self.map.apply(&Change::Position(self.stage, added(id, position))).unwrap();
        if placement != Placement::default() {
            self.map.apply(&Change::Placement(self.stage, added(id, placement))).unwrap();
        }
        id
    }

    fn statement(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let stage = self.stage;
        match words.as_slice() {
            ["unit", name, outer @ ..] => {
                let parent = outer.get(1).map(|outer| self.unit(outer));
                let unit = Unit { name: (*name).into(), parent, ..Unit::default() };
                let id = UnitId(self.id());
                self.map.apply(&Change::Unit(stage, added(id, unit))).unwrap();
            }
            ["routine", name, who @ ..] => {
                let parts = who.iter().map(|title| part(self.at(title))).collect();
                let routine = Routine { name: (*name).into(), parts, ..Routine::default() };
                let id = RoutineId(self.id());
                self.map.apply(&Change::Routine(stage, added(id, routine))).unwrap();
            }
            ["scene", title, who @ ..] => {
                let highlight = who.iter().map(|title| self.at(title)).collect();
                let scene = scene(title, stage, highlight);
                let id = SceneId(self.id());
                self.map.apply(&Change::Scene(added(id, scene))).unwrap();
            }
            [from, "dotted", to] => self.line(self.at(from), self.at(to), LineKind::Dotted),
            [from, kind, to, often] => {
                let (from, to) = (self.at(from), self.at(to));
                let (kind, frequency) = (flow_kind(kind), often.parse().unwrap());
                let frequency = Frequency::count(frequency).unwrap();
                let flow = Flow::new(from, to, kind, frequency);
                let id = FlowId(self.id());
                self.map.apply(&Change::Flow(stage, added(id, flow))).unwrap();
            }
            _ => panic!("{text} is in the notation"),
        }
    }
}

fn added<K, V>(id: K, record: V) -> Delta<K, V> {
    Delta { id, before: None, after: Some(Arc::new(record)) }
}

pub(crate) fn part(position: PositionId) -> RoutinePart {
    RoutinePart { position, step: None, together: false, extra: Extra::default() }
}

pub(crate) fn scene(title: &str, stage: StageId, highlight: Vec<PositionId>) -> Scene {
    Scene { highlight, ..Scene::new(title, stage, "Structure") }
}

pub(crate) fn flow_kind(word: &str) -> FlowKind {
    match word {
        "consults" => FlowKind::Consult,
        "instructs" => FlowKind::Instruct,
        "informs" => FlowKind::Inform,
        name => FlowKind::Relation(RelationName::new(name).unwrap()),
    }
}

/// A stage in the notation. Colleagues stand in their order, then by identity.
pub(crate) fn written(map: &OrgMap, stage: StageId) -> String {
    let shown = map.stage(stage).unwrap();
    let mut text = String::new();
    for (_, unit) in shown.units().iter() {
        let outer =
            unit.parent.map(|outer| format!(" in {}", shown.units().get(outer).unwrap().name));
        text += &format!("- unit {}{}\n", unit.name, outer.unwrap_or_default());
    }
    let chart = Chart::of(shown);
    let mut rows: BTreeMap<Option<PositionId>, Vec<PositionId>> = BTreeMap::new();
    for id in shown.positions().ids() {
        rows.entry(chart.solid_superior(id)).or_default().push(id);
    }
    for row in rows.values_mut() {
        let order = |id: &PositionId| {
            shown.placements().get(*id).and_then(|it| it.order).unwrap_or(f64::MAX)
        };
        row.sort_by(|a, b| order(a).total_cmp(&order(b)));
    }
    outline(shown, &rows, None, 0, &mut text);
    let title = |id: &PositionId| shown.positions().get(*id).unwrap().title.to_string();
    for (_, line) in shown.lines().iter().filter(|(_, line)| line.kind == LineKind::Dotted) {
        text += &format!("- {} dotted {}\n", title(&line.from), title(&line.to));
    }
    for (_, flow) in shown.flows().iter() {
        let kind = match &flow.kind {
            FlowKind::Consult => "consults",
            FlowKind::Instruct => "instructs",
            FlowKind::Inform => "informs",
            FlowKind::Relation(name) => name.name(),
        };
        let often = flow.frequency.get();
        text += &format!("- {} {kind} {} {often}\n", title(&flow.from), title(&flow.to));
    }
    for (_, routine) in shown.routines().iter() {
        let who: Vec<String> = routine.parts.iter().map(|part| title(&part.position)).collect();
        text += &format!("- routine {} {}\n", routine.name, who.join(" "));
    }
    for (_, scene) in map.scenes().iter().filter(|(_, scene)| scene.stage == stage) {
        let who: Vec<String> = scene.highlight.iter().map(title).collect();
        text += &format!("- scene {} {}\n", scene.title, who.join(" "));
    }
    text
}

fn outline(
    stage: &Stage,
    rows: &BTreeMap<Option<PositionId>, Vec<PositionId>>,
    superior: Option<PositionId>,
    depth: usize,
    text: &mut String,
) {
    for id in rows.get(&superior).into_iter().flatten() {
        let position = stage.positions().get(*id).unwrap();
        let stated = stated(stage, *id, position);
        let stated = if stated.is_empty() { stated } else { format!(" ({stated})") };
        let title = if position.title.is_empty() { "_" } else { &position.title };
        *text += &format!("{}{title}{stated}\n", "  ".repeat(depth));
        outline(stage, rows, Some(*id), depth + 1, text);
    }
}

fn stated(stage: &Stage, id: PositionId, position: &Position) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(position.key.as_ref().map(|key| format!("key {key}")));
    match position.holders.as_slice() {
        [] => parts.push("vacant".into()),
        [holder] if holder.name.is_empty() => {}
        holders => parts.extend(holders.iter().map(|holder| format!("held by {}", holder.name))),
    }
    match position.kind {
        PositionKind::Person => {}
        PositionKind::Team => parts.push("team".into()),
        PositionKind::Assistant => parts.push("assistant".into()),
    }
    let unit = position.unit.map(|unit| stage.units().get(unit).unwrap());
    parts.extend(unit.map(|unit| format!("in {}", unit.name)));
    parts.extend(position.level.map(|level| format!("level {level}")));
    parts.extend(position.explore.map(|score| format!("explore {}", score.get())));
    parts.extend(position.rules.map(|score| format!("rules {}", score.get())));
    for (domain, level) in &position.expertise {
        parts.push(format!("knows {domain} {}", level.get()));
    }
    for (domain, right) in &position.rights {
        parts.push(format!("decides {domain} {}", right.weight()));
    }
    for (name, value) in &position.attributes {
        parts.push(format!("has {name} {value}"));
    }
    if !position.notes.is_empty() {
        parts.push(format!("notes {}", position.notes));
    }
    let placement = stage.placements().get(id).cloned().unwrap_or_default();
    parts.extend(placement.at.map(|at| format!("at {} {}", at.x, at.y)));
    parts.extend(placement.order.map(|order| format!("order {order}")));
    parts.extend(placement.folded.then(|| "folded".into()));
    parts.join(", ")
}

/// Plans a command and sweeps what must hold for each: a sound map stays sound, the inverse
/// takes it back, a step that is empty changes nothing, each record is named once, and the plan
/// is the same on a second try.
pub(crate) fn planned(
    map: &OrgMap,
    stage: StageId,
    ids_from: u64,
    command: &Command,
) -> Result<(Planned, OrgMap), Refused> {
    let planned = plan(map, stage, ids_from, command)?;
    let step = &planned.transaction;
    let after = step.applied_to(map).unwrap();
    if breaches(map).is_empty() {
        assert_eq!(breaches(&after), [], "{command:?} leaves the map sound");
    }
    assert!(!step.label.trim().is_empty(), "{command:?} has a label");
    assert_eq!(step.is_empty(), after == *map, "{command:?} is empty exactly when nothing changed");
    assert_eq!(step.inverse().applied_to(&after).unwrap(), *map, "{command:?} can be taken back");
    assert_eq!(step.clone().squash(), *step, "{command:?} names each record once");
    assert_eq!(plan(map, stage, ids_from, command), Ok(planned.clone()), "{command:?} again");
    Ok((planned, after))
}

/// Before, command, after. Gives the label of the step.
#[track_caller]
pub(crate) fn check(before: &str, command: impl Fn(&Sketch) -> Command, after: &str) -> String {
    let sketch = Sketch::of(before);
    let command = command(&sketch);
    let (planned, map) = planned(&sketch.map, sketch.stage, 0, &command).unwrap();
    let wanted = Sketch::of(after);
    assert_eq!(
        written(&map, sketch.stage),
        written(&wanted.map, wanted.stage),
        "{command:?} on\n{before}"
    );
    planned.transaction.label
}

/// Before, and a command that is refused. Gives the refusal in words.
#[track_caller]
pub(crate) fn refused(before: &str, command: impl Fn(&Sketch) -> Command) -> String {
    let sketch = Sketch::of(before);
    let command = command(&sketch);
    match planned(&sketch.map, sketch.stage, 0, &command) {
        Ok((planned, _)) => panic!("{command:?} is refused, not {planned:?}"),
        Err(refused) => {
            assert!(!refused.why.is_empty() && !refused.hint.is_empty());
            refused.to_string()
        }
    }
}
