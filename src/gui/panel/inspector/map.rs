//! A unit, and the map as a whole.

use eframe::egui::{Id, RichText, Ui};

use super::field::{choose, heading, long_text, text};
use crate::drawing::Ink;
use crate::edit::{Command, MapCommand, StageCommand, UnitCommand};
use crate::gui::app::context::PanelContext;
use crate::model::{Gathered, PositionId, UnitId};
use crate::session::{Action, EditAction, SelectAction};

/// The fields of a unit.
pub(super) fn inspect_unit(cx: &PanelContext<'_>, ui: &mut Ui, id: UnitId) {
    let stage = cx.session.seen_stage();
    let Some(unit) = stage.units().get(id) else { return };
    ui.label(RichText::new("Unit").color(cx.color(Ink::TextQuiet)));
    if let Some(name) = text(ui, Id::new(("unit name", id)), "Name of the unit", &unit.name) {
        cx.send(Command::Unit(UnitCommand::Rename { unit: id, name }));
    }
    heading(ui, "Lies in");
    let mut entries = vec![(None, "the whole".to_owned())];
    let others = stage.units().iter().filter(|(other, _)| *other != id);
    entries.extend(others.map(|(other, unit)| (Some(other), unit.name.clone())));
    if let Some(parent) = choose(ui, Id::new(("parent", id)), "Lies in", &unit.parent, &entries) {
        cx.send(Command::Unit(UnitCommand::SetParent { unit: id, parent }));
    }
    heading(ui, "Colour");
    crate::gui::canvas::tones(cx, ui, id);
    let mut folded = unit.folded;
    if ui.checkbox(&mut folded, "Drawn as one box").changed() {
        cx.send(Command::Unit(UnitCommand::Fold { units: vec![id], folded }));
    }
    let inside = members_of(cx, id);
    if !inside.is_empty() {
        let count = crate::wording::words::positions(inside.len());
        let words = format!("The work of its {count}; whatever is set is set for all.");
        ui.label(RichText::new(words).small().color(cx.color(Ink::TextQuiet)));
        super::position::work_of(cx, ui, &inside);
    }
    heading(ui, "Notes");
    let typed = long_text(ui, Id::new(("unit notes", id)), "Notes", &unit.notes);
    if let Some((notes, group)) = typed {
        let command = Command::Unit(UnitCommand::SetNotes { unit: id, notes });
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
    let members: Vec<PositionId> = stage
        .positions()
        .iter()
        .filter(|(_, position)| position.unit == Some(id))
        .map(|(id, _)| id)
        .collect();
    ui.add_space(8.0);
    if ui.button(format!("Select its {} positions", members.len())).clicked() {
        cx.send(Action::Select(SelectAction::Positions(members)));
    }
    if ui.button("Remove this unit").clicked() {
        cx.send(Action::Edit(EditAction::RemoveSelected));
    }
}

/// The positions of a unit and of all that are nested in it.
fn members_of(cx: &PanelContext<'_>, unit: UnitId) -> Vec<PositionId> {
    let stage = cx.session.seen_stage();
    let inside = |start: Option<UnitId>| {
        let mut at = start;
        // A circle of units is a drawing error; a bounded walk ends in it all the same.
        for _ in 0..=stage.units().len() {
            match at {
                Some(own) if own == unit => return true,
                Some(own) => at = stage.units().get(own).and_then(|it| it.parent),
                None => return false,
            }
        }
        false
    };
    stage.positions().iter().filter(|(_, it)| inside(it.unit)).map(|(id, _)| id).collect()
}

/// Title and description of the map.
pub(super) fn about_map(cx: &PanelContext<'_>, ui: &mut Ui) {
    let header = cx.session.seen_map().header();
    heading(ui, "About this map");
    if let Some(title) = text(ui, Id::new("map title"), "Title of the map", &header.title) {
        cx.send(Command::Map(MapCommand::SetTitle { title }));
    }
    let id = Id::new("map description");
    let typed = long_text(ui, id, "Description of the map", &header.description);
    if let Some((description, group)) = typed {
        let command = Command::Map(MapCommand::SetDescription { description });
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
    heading(ui, "How this stage was gathered");
    let entries = [
        (Gathered::Together, "drawn by a group together".to_owned()),
        (Gathered::Respondents, "each drew their own arrows".to_owned()),
    ];
    let now = cx.session.seen_stage().record().gathered;
    if let Some(gathered) = choose(ui, Id::new("gathered"), "Gathered", &now, &entries) {
        let stage = cx.session.stage_id();
        cx.send(Command::Stage(StageCommand::SetGathered { stage, gathered }));
    }
}
