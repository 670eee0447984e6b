//! A unit, and the map as a whole.

use eframe::egui::{Id, RichText, Ui};

use super::field::{choose, heading, long_text, text};
use crate::display::Ink;
use crate::edit::{Command, MapCommand, UnitCommand};
use crate::gui::context::PanelContext;
use crate::model::{PositionId, UnitId};
use crate::session::{Action, EditAction, SelectAction};

/// The fields of a unit.
pub(super) fn inspect_unit(cx: &PanelContext<'_>, ui: &mut Ui, id: UnitId) {
    let stage = cx.session.shown_stage();
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
    heading(ui, "Notes");
    if let Some(notes) = long_text(ui, Id::new(("unit notes", id)), "Notes", &unit.notes) {
        cx.send(Command::Unit(UnitCommand::SetNotes { unit: id, notes }));
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

/// Title and description of the map.
pub(super) fn about_map(cx: &PanelContext<'_>, ui: &mut Ui) {
    let header = cx.session.map().header();
    heading(ui, "About this map");
    if let Some(title) = text(ui, Id::new("map title"), "Title of the map", &header.title) {
        cx.send(Command::Map(MapCommand::SetTitle { title }));
    }
    let id = Id::new("map description");
    if let Some(description) = long_text(ui, id, "Description of the map", &header.description) {
        cx.send(Command::Map(MapCommand::SetDescription { description }));
    }
}
