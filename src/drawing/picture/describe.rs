//! What a screen reader says of the parts of a picture.

use super::PictureInput;
use super::build::View;
use crate::analysis::{Analysis, Organicity};
use crate::layout::BoxText;
use crate::model::{Chart, Flow, FlowKind, Line, LineKind, Position, PositionId, Stage, UnitId};
use crate::wording::{Lens, words};

/// The name of a position in full: title, or what stands in for a blank one.
pub(super) fn name(stage: &Stage, id: PositionId) -> String {
    let title = stage.positions().get(id).map_or("", |position| position.title.trim());
    if title.is_empty() { "untitled position".into() } else { title.into() }
}

/// The name of a unit, or what stands in for a blank one.
pub(super) fn unit_name(stage: &Stage, unit: UnitId) -> String {
    let name = stage.units().get(unit).map_or("", |unit| unit.name.trim());
    if name.is_empty() { "untitled unit".into() } else { name.into() }
}

/// Several that are drawn as one box: how many people, and what the readings say of them together.
pub(super) fn boxed(view: &View, id: PositionId, text: &BoxText) -> String {
    let what = if view.unit_in_box(id).is_some() { "Unit " } else { "" };
    let mut parts = vec![format!("{what}{}", view.name_of(id)), "folded".into()];
    parts.extend(text.second_line.clone());
    if let Some(score) = super::figure::organicity_in_box(view, id) {
        parts.push(format!("organic {}", words::two(score)));
    }
    parts.join(", ")
}

/// The title of the map and what the readings of the lens were worked out from.
pub(super) fn caption(input: &PictureInput, title: &str) -> String {
    let Some(analysis) = input.analysis.filter(|_| input.lens != Lens::Structure) else {
        return title.into();
    };
    let evidence = &analysis.evidence;
    let people = evidence.people;
    let arrows = format!("from {} of {people} people's arrows", evidence.drew_arrows);
    if input.lens == Lens::Communication {
        return format!("{title}; {arrows}");
    }
    let further = [
        ("expertise", evidence.with_expertise),
        ("decision rights", evidence.with_rights),
        ("survey", evidence.surveyed),
    ];
    let further = further.map(|(what, count)| match count {
        0 => format!("no {what}"),
        count => format!("{what} of {count}"),
    });
    format!("{title}; {arrows}; {}", further.join(", "))
}

/// A position: who holds it, whom it reports to, and what the readings say of it.
pub(super) fn position(view: &View, chart: &Chart, id: PositionId, position: &Position) -> String {
    let stage = view.stage;
    let mut parts = vec![name(stage, id)];
    if position.is_vacant() {
        parts.push("vacant".into());
    } else {
        let named = position.holders.iter().map(|holder| holder.name.trim());
        let names: Vec<_> = named.filter(|name| !name.is_empty()).collect();
        if !names.is_empty() {
            parts.push(format!("held by {}", names.join(" and ")));
        }
    }
    parts.push(match chart.solid_superior(id) {
        Some(superior) => format!("reports to {}", name(stage, superior)),
        None => "reports to nobody".into(),
    });
    if let Some(hidden) = view.folded.get(&id) {
        parts.push(format!("{hidden} folded away below"));
    }
    if let Some(analysis) = view.input.analysis {
        parts.extend(readings(analysis, id));
    }
    parts.join(", ")
}

fn readings(analysis: &Analysis, id: PositionId) -> Vec<String> {
    let mut parts = Vec::new();
    let Some(person) = analysis.person(id) else { return parts };
    match analysis.organicity.by_person.get(person).map(Organicity::score) {
        Some(Ok(score)) => parts.push(format!("organic {}", words::two(score))),
        _ => parts.push("mechanistic or organic not known".into()),
    }
    let gap = analysis.gap.as_ref().ok().and_then(|gap| gap.by_person.get(person));
    if let Some(gap) = gap {
        let size = words::percent(gap.abs());
        parts.push(if gap.abs() < 0.0005 {
            "knows as much as it decides".into()
        } else if gap > 0.0 {
            format!("knows {size} more than it decides")
        } else {
            format!("decides {size} more than it knows")
        });
    }
    parts
}

/// A reporting line.
pub(super) fn line(stage: &Stage, line: &Line) -> String {
    let how = match line.kind {
        LineKind::Solid => "reports to",
        LineKind::Dotted => "also reports to",
    };
    format!("{} {how} {}", name(stage, line.from), name(stage, line.to))
}

/// A flow.
pub(super) fn flow(stage: &Stage, flow: &Flow) -> String {
    let (from, to) = (name(stage, flow.from), name(stage, flow.to));
    let often = flow.frequency.get();
    match &flow.kind {
        FlowKind::Consult => format!("{from} consults {to}, frequency {often} of 5"),
        FlowKind::Instruct => format!("{from} instructs {to}, frequency {often} of 5"),
        FlowKind::Inform => format!("{from} informs {to}, frequency {often} of 5"),
        FlowKind::Relation(relation) => format!("{relation}: from {from} to {to}"),
    }
}

/// Two flows of one kind that run both ways.
pub(super) fn both_ways(stage: &Stage, flow: &Flow) -> String {
    let (from, to) = (name(stage, flow.from), name(stage, flow.to));
    match &flow.kind {
        FlowKind::Consult => format!("{from} and {to} consult each other"),
        FlowKind::Instruct => format!("{from} and {to} instruct each other"),
        FlowKind::Inform => format!("{from} and {to} inform each other"),
        FlowKind::Relation(relation) => format!("{relation}: between {from} and {to}"),
    }
}
