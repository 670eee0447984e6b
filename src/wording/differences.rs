//! What differs between two states of a map, one sentence for each record.

use std::collections::BTreeSet;

use super::words::{list, positions};
use crate::model::{
    Flow, FlowKind, Line, LineKind, OrgMap, Position, PositionId, PositionKind, Record, Stage,
    StageId, Table, UnitId,
};
use crate::quantity::{Score, Weight};

/// What has become of one map in another: what is new, gone or changed, in sentences, the map as a
/// whole first. The same maps give nothing.
#[must_use]
pub fn what_differs(before: &OrgMap, after: &OrgMap) -> Vec<String> {
    let mut said = Vec::new();
    let (old, new) = (before.header(), after.header());
    changed(&mut said, "The map", &[("title", &old.title, &new.title)]);
    if old.description != new.description {
        said.push("The map: its description is another".into());
    }
    if old.settings != new.settings {
        said.push("The map: thresholds or weights are other ones".into());
    }
    let several = before.stages().count().max(after.stages().count()) > 1;
    let ids: BTreeSet<StageId> = before.stages().chain(after.stages()).map(|(id, _)| id).collect();
    for id in ids {
        match (before.stage(id), after.stage(id)) {
            (None, Some(stage)) => said.push(format!("The stage {} is new", name_of(stage))),
            (Some(stage), None) => said.push(format!("The stage {} is gone", name_of(stage))),
            (Some(old), Some(new)) => {
                let start = if several { format!("{}: ", name_of(new)) } else { String::new() };
                said.extend(in_stage(old, new).into_iter().map(|it| format!("{start}{it}")));
            }
            (None, None) => {}
        }
    }
    said.extend(records(before.scenes(), after.scenes(), "scene", |_, scene| scene.title.clone()));
    if said.is_empty() && before != after {
        said.push("The map: something that this version of the program does not show".into());
    }
    said
}

fn name_of(stage: &Stage) -> String {
    format!("\"{}\"", stage.record().name)
}

/// Texts of a record that have changed.
fn changed(said: &mut Vec<String>, what: &str, fields: &[(&str, &str, &str)]) {
    for (name, before, after) in fields.iter().filter(|(_, before, after)| before != after) {
        let quoted = |text: &str| match text {
            "" => "empty".to_owned(),
            text => format!("\"{text}\""),
        };
        said.push(format!("{what}: the {name} was {}, is {}", quoted(before), quoted(after)));
    }
}

fn in_stage(before: &Stage, after: &Stage) -> Vec<String> {
    let mut said = Vec::new();
    let (old, new) = (before.record(), after.record());
    changed(&mut said, "The stage", &[("name", &old.name, &new.name)]);
    if old.notes != new.notes || old.chart != new.chart || old.extra != new.extra {
        said.push("The stage: its notes or the form of its chart are other ones".into());
    }
    for id in both(before.positions(), after.positions()) {
        match (before.positions().get(id), after.positions().get(id)) {
            (None, Some(_)) => said.push(format!("{} is new", seat(after, id))),
            (Some(_), None) => said.push(format!("{} is gone", seat(before, id))),
            (Some(a), Some(b)) if a != b => {
                let parts = parts_of_position((before, a), (after, b));
                said.push(format!("{}: {}", seat(after, id), parts.join("; ")));
            }
            _ => {}
        }
    }
    said.extend(records(before.units(), after.units(), "unit", |_, unit| unit.name.clone()));
    let line = |stage: &Stage, line: &Line| {
        let kind = if line.kind == LineKind::Solid { "reports to" } else { "has a dotted line to" };
        format!("{} {kind} {}", seat(stage, line.from), seat(stage, line.to))
    };
    said.extend(arcs((before, before.lines()), (after, after.lines()), line));
    let flow = |stage: &Stage, flow: &Flow| {
        let kind = match &flow.kind {
            FlowKind::Consult => "consults",
            FlowKind::Instruct => "instructs",
            FlowKind::Inform => "informs",
            FlowKind::Relation(name) => {
                let name = name.name();
                let (from, to) = (seat(stage, flow.from), seat(stage, flow.to));
                return format!("{from} has the relation \"{name}\" to {to}");
            }
        };
        format!("{} {kind} {}", seat(stage, flow.from), seat(stage, flow.to))
    };
    said.extend(arcs((before, before.flows()), (after, after.flows()), flow));
    let routines = (before.routines(), after.routines());
    said.extend(records(routines.0, routines.1, "routine", |_, routine| routine.name.clone()));
    let (old, new) = (before.placements(), after.placements());
    let moved: Vec<PositionId> =
        both(old, new).into_iter().filter(|id| old.get(*id) != new.get(*id)).collect();
    if !moved.is_empty() {
        let names: Vec<String> = moved.iter().map(|id| seat(after, *id)).collect();
        let count = positions(moved.len());
        said.push(format!("Place or folding of {count} on the drawing: {}", list(&names)));
    }
    said
}

/// The identities of two tables.
fn both<K: Ord + Copy, V: Record>(before: &Table<K, V>, after: &Table<K, V>) -> BTreeSet<K> {
    before.ids().chain(after.ids()).collect()
}

/// How a position is called: by its title, or else by who sits in it.
fn seat(stage: &Stage, id: PositionId) -> String {
    let Some(position) = stage.positions().get(id) else { return format!("position {id}") };
    let holder = position.holders.iter().map(|holder| holder.name.trim()).find(|n| !n.is_empty());
    match (position.title.trim(), holder) {
        ("", None) => format!("Position {id} without a name"),
        ("", Some(name)) => format!("\"{name}\""),
        (title, _) => format!("\"{title}\""),
    }
}

/// Records that are new, gone or changed, by their names.
fn records<K: Ord + Copy, V: Record>(
    before: &Table<K, V>,
    after: &Table<K, V>,
    kind: &str,
    name: impl Fn(K, &V) -> String,
) -> Vec<String> {
    let mut said = Vec::new();
    for id in both(before, after) {
        match (before.get(id), after.get(id)) {
            (None, Some(new)) => said.push(format!("The {kind} \"{}\" is new", name(id, new))),
            (Some(old), None) => said.push(format!("The {kind} \"{}\" is gone", name(id, old))),
            (Some(old), Some(new)) if old != new => {
                let (was, is) = (name(id, old), name(id, new));
                said.push(if was == is {
                    format!("The {kind} \"{is}\" is changed")
                } else {
                    format!("The {kind} \"{was}\" is called \"{is}\"")
                });
            }
            _ => {}
        }
    }
    said
}

/// Lines or flows that are new, gone or changed, by what they say.
fn arcs<K: Ord + Copy, V: Record>(
    before: (&Stage, &Table<K, V>),
    after: (&Stage, &Table<K, V>),
    name: impl Fn(&Stage, &V) -> String,
) -> Vec<String> {
    let mut said = Vec::new();
    for id in both(before.1, after.1) {
        match (before.1.get(id), after.1.get(id)) {
            (None, Some(new)) => said.push(format!("New: {}", name(after.0, new))),
            (Some(old), None) => said.push(format!("Gone: {}", name(before.0, old))),
            (Some(old), Some(new)) if old != new => {
                let (was, is) = (name(before.0, old), name(after.0, new));
                said.push(if was == is {
                    format!("{is}, with other strength or marks")
                } else {
                    format!("{was} has become: {is}")
                });
            }
            _ => {}
        }
    }
    said
}

/// What has changed of a position.
fn parts_of_position(before: (&Stage, &Position), after: (&Stage, &Position)) -> Vec<String> {
    let mut said = Vec::new();
    let (a, b) = (before.1, after.1);
    let mut text = |name: &str, was: String, is: String| {
        if was != is {
            let quoted = |text: String| if text.is_empty() { "empty".into() } else { text };
            said.push(format!("{name} was {}, is {}", quoted(was), quoted(is)));
        }
    };
    let holders = |position: &Position| {
        let names: Vec<&str> = position.holders.iter().map(|holder| holder.name.as_str()).collect();
        if names.is_empty() { "vacant".into() } else { names.join(", ") }
    };
    let unit = |stage: &Stage, id: Option<UnitId>| {
        id.and_then(|id| stage.units().get(id)).map(|unit| unit.name.clone()).unwrap_or_default()
    };
    let kind = |kind: PositionKind| match kind {
        PositionKind::Person => "one person",
        PositionKind::Team => "a team",
        PositionKind::Assistant => "an assistant",
    };
    text("the title", a.title.to_string(), b.title.to_string());
    text("the holder", holders(a), holders(b));
    text("the unit", unit(before.0, a.unit), unit(after.0, b.unit));
    let key = |position: &Position| position.key.as_deref().unwrap_or_default().to_owned();
    text("the key", key(a), key(b));
    text("the kind", kind(a.kind).into(), kind(b.kind).into());
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    text("the level", number(a.level.map(|it| it as f64)), number(b.level.map(|it| it as f64)));
    let weights = (a.authority.map(Weight::get), b.authority.map(Weight::get));
    text("stated authority", number(weights.0), number(weights.1));
    for (name, was, is) in [
        ("exploration", a.explore, b.explore),
        ("rules", a.rules, b.rules),
        ("how it wants to be led", a.wants, b.wants),
        ("the pin", a.pin, b.pin),
    ] {
        text(name, number(was.map(Score::get)), number(is.map(Score::get)));
    }
    for domain in a.expertise.keys().chain(b.expertise.keys()).collect::<BTreeSet<_>>() {
        let level = |position: &Position| number(position.expertise.get(domain).map(|it| it.get()));
        text(&format!("expertise in {domain}"), level(a), level(b));
    }
    for domain in a.rights.keys().chain(b.rights.keys()).collect::<BTreeSet<_>>() {
        let right = |position: &Position| number(position.rights.get(domain).map(|it| it.weight()));
        text(&format!("the right over {domain}"), right(a), right(b));
    }
    for name in a.attributes.keys().chain(b.attributes.keys()).collect::<BTreeSet<_>>() {
        let value = |it: &Position| it.attributes.get(name).cloned().unwrap_or_default();
        text(name, value(a).into(), value(b).into());
    }
    text("the notes", a.notes.to_string(), b.notes.to_string());
    if a.survey != b.survey {
        let answers = |position: &Position| format!("{} answers", position.survey.len());
        text("the survey", answers(a), answers(b));
    }
    if said.is_empty() {
        said.push("other shares, answers or fields".into());
    }
    said
}
