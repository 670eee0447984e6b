//! One position, or several at once.

use eframe::egui::{Id, RichText, Ui};

use super::domains;
use super::field::{
    Shared, choose, choose_of_many, heading, long_text, records, remembered, score, text,
};
use super::measures;
use crate::drawing::Ink;
use crate::edit::{Command, LineCommand, PositionCommand, PositionValue, UnitCommand};
use crate::gui::app::context::PanelContext;
use crate::model::{Gathered, Holder, Position, PositionId, PositionKind, UnitId};
use crate::quantity::Score;
use crate::session::{Action, EditAction, Item, Seat, SelectAction};

/// The fields of one position.
pub(super) fn inspect(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId) {
    let Some(position) = cx.session.seen_stage().positions().get(id) else { return };
    let send = |command| cx.send(Command::Position(command));
    ui.label(RichText::new("Position").color(cx.color(Ink::TextQuiet)));
    if let Some(title) = text(ui, Id::new(("title", id)), "Title", &position.title) {
        send(PositionCommand::Rename { position: id, title });
    }
    holders(cx, ui, id, position);
    place_in_chart(cx, ui, id);
    unit_of(cx, ui, &[id], position.unit);
    heading(ui, "Kind of seat");
    let kinds = [
        (PositionKind::Person, "person".to_owned()),
        (PositionKind::Team, "team".to_owned()),
        (PositionKind::Assistant, "assistant".to_owned()),
    ];
    if let Some(kind) = choose(ui, Id::new(("kind", id)), "Kind of seat", &position.kind, &kinds) {
        send(PositionCommand::Set(PositionValue::Kind { positions: vec![id], kind }));
    }
    work_of(cx, ui, &[id]);
    domains::expertise(cx, ui, &[id]);
    domains::rights(cx, ui, &[id]);
    leading_of(cx, ui, &[id]);
    crate::gui::page::survey::survey_of(cx, ui, id);
    super::routines::routines_of(cx, ui, id);
    measures::of_position(cx, ui, id);
    heading(ui, "Notes");
    let typed = long_text(ui, Id::new(("notes", id)), "Notes", &position.notes);
    if let Some((notes, group)) = typed {
        let value = PositionValue::Notes { position: id, notes };
        let command = Command::Position(PositionCommand::Set(value));
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
    ui.add_space(12.0);
    if ui.button("Remove this position").clicked() {
        cx.send(Action::Edit(EditAction::RemoveSelected));
    }
}

fn holders(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId, position: &Position) {
    heading(ui, "Held by");
    if cx.session.names_hidden() && !position.is_vacant() {
        ui.label("Names are hidden; H shows them.");
        return;
    }
    let set = |holders: Vec<Holder>| {
        cx.send(Command::Position(PositionCommand::Set(PositionValue::Holders {
            position: id,
            holders,
        })));
    };
    for (number, holder) in position.holders.iter().enumerate() {
        ui.horizontal(|ui| {
            if ui.small_button("×").on_hover_text("No longer holds it").clicked() {
                let mut left = position.holders.clone();
                left.remove(number);
                set(left);
            }
            let label = format!("Holder {}", number + 1);
            if let Some(name) = text(ui, Id::new(("holder", id, number)), &label, &holder.name) {
                let mut named = position.holders.clone();
                named[number].name = name.into();
                set(named);
            }
        });
    }
    if position.is_vacant() {
        ui.label("Vacant: it keeps its place, but is not counted among the people.");
    }
    let words = if position.is_vacant() { "Somebody holds it" } else { "Add a holder" };
    if ui.button(words).clicked() {
        let mut more = position.holders.clone();
        more.push(Holder::unnamed());
        set(more);
    }
}

fn place_in_chart(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId) {
    heading(ui, "Reports to");
    let positions = cx.session.seen_stage().positions();
    let chart = cx.session.chart();
    let now = chart.solid_superior(id);
    let words = now.map_or("nobody".into(), |superior| {
        positions.get(superior).map(title_of).unwrap_or_default()
    });
    let entries = || {
        let others = positions.iter().filter(|(other, _)| *other != id);
        let others = others.map(|(other, position)| (Some(other), title_of(position)));
        std::iter::once((None, "nobody".to_owned())).chain(others).collect()
    };
    let salt = Id::new(("superior", id));
    if let Some(under) = choose_of_many(ui, salt, "Reports to", (&now, &words), entries) {
        cx.send(Command::Line(LineCommand::Reparent { positions: vec![id], under }));
    }
    let reports: Vec<PositionId> = chart.reports(id).map(|(id, _)| id).collect();
    ui.horizontal(|ui| {
        ui.label(match reports.len() {
            0 => "Nobody reports to it".to_owned(),
            1 => "1 reports to it".to_owned(),
            many => format!("{many} report to it"),
        });
        if !reports.is_empty() && ui.small_button("Show them").clicked() {
            cx.send(Action::Select(SelectAction::Positions(reports)));
        }
    });
    if ui.button("Add a report").clicked() {
        cx.send(Action::Edit(EditAction::NewPosition(Seat::Under(id))));
    }
}

pub(super) fn unit_of(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId], now: Option<UnitId>) {
    heading(ui, "Unit");
    let units = cx.session.seen_stage().units();
    let words = now.and_then(|unit| units.get(unit)).map_or("none", |unit| unit.name.as_str());
    let entries = || {
        let all = units.iter().map(|(id, unit)| (Some(id), unit.name.clone()));
        std::iter::once((None, "none".to_owned())).chain(all).collect()
    };
    let salt = Id::new(("unit", ids.first()));
    ui.horizontal(|ui| {
        if let Some(unit) = choose_of_many(ui, salt, "Unit", (&now, words), entries) {
            let positions = ids.to_vec();
            cx.send(Command::Position(PositionCommand::Set(PositionValue::Unit {
                positions,
                unit,
            })));
        }
        if let Some(unit) = now
            && ui.small_button("Open").on_hover_text("Name and nesting of the unit").clicked()
        {
            cx.send(Action::Select(SelectAction::Only(Item::Unit(unit))));
        }
    });
    if let Some(name) = new_name(ui, salt.with("new"), "New unit") {
        cx.send(Command::Unit(UnitCommand::Add { name, parent: None, members: ids.to_vec() }));
    }
}

/// A field for the name of something new.
fn new_name(ui: &mut Ui, id: Id, label: &str) -> Option<String> {
    let mut draft = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let mut made = None;
    ui.horizontal(|ui| {
        let field = eframe::egui::TextEdit::singleline(&mut draft)
            .hint_text(label)
            .margin(eframe::egui::vec2(8.0, 5.0))
            .desired_width(160.0)
            .id(id.with("field"));
        let response = ui.add(field);
        response.widget_info(|| {
            eframe::egui::WidgetInfo::labeled(eframe::egui::WidgetType::TextEdit, true, label)
        });
        let entered =
            response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
        if (ui.button("Make").clicked() || entered) && !draft.trim().is_empty() {
            made = Some(std::mem::take(&mut draft));
        }
    });
    ui.data_mut(|data| data.insert_temp(id, draft));
    made.map(|name| name.trim().to_owned())
}

/// Explore and rules of one position, or of several at once.
pub(super) fn work_of(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    heading(ui, "The work");
    let said = Said::of_all(cx, ui, ids);
    let positions = || ids.to_vec();
    let salt = Id::new(("work", ids.first(), ids.len()));
    let ends = ("routine", "new every time");
    let set = said.explore.and_then(|now| score(ui, salt.with("explore"), "Explore", ends, now));
    if let Some((explore, group)) = set {
        let positions = positions();
        let command =
            Command::Position(PositionCommand::Set(PositionValue::Explore { positions, explore }));
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
    let ends = ("none", "all by the book");
    let set = said.rules.and_then(|now| score(ui, salt.with("rules"), "Rules", ends, now));
    if let Some((rules, group)) = set {
        let positions = positions();
        let command =
            Command::Position(PositionCommand::Set(PositionValue::Rules { positions, rules }));
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
}

/// What several positions have in common of what was said of them.
#[derive(Clone)]
struct Said {
    explore: Option<Shared<Option<Score>>>,
    rules: Option<Shared<Option<Score>>>,
    wants: Option<Shared<Option<Score>>>,
    pin: Option<Shared<Option<Score>>>,
    pin_after: Option<Shared<Option<Score>>>,
    answered_nobody: bool,
}

impl Said {
    fn of_all(cx: &PanelContext<'_>, ui: &Ui, ids: &[PositionId]) -> Self {
        remembered(cx, ui, "said", ids, || Self::of(&records(cx.session.seen_stage(), ids)))
    }

    fn of(all: &[&Position]) -> Self {
        Self {
            explore: Shared::of(all.iter().map(|position| position.explore)),
            rules: Shared::of(all.iter().map(|position| position.rules)),
            wants: Shared::of(all.iter().map(|position| position.wants)),
            pin: Shared::of(all.iter().map(|position| position.pin)),
            pin_after: Shared::of(all.iter().map(|position| position.pin_after)),
            answered_nobody: !all.is_empty() && all.iter().all(|it| it.answered_nobody),
        }
    }
}

/// What one position, or several at once, wish and believe of being said.
pub(super) fn leading_of(cx: &PanelContext<'_>, ui: &mut Ui, ids: &[PositionId]) {
    heading(ui, "Leading and being led");
    let stage = cx.session.seen_stage();
    let said = Said::of_all(cx, ui, ids);
    let positions = || ids.to_vec();
    let salt = Id::new(("leading", ids.first(), ids.len()));
    let ends = ("be told", "be asked");
    let asked = |now| score(ui, salt.with("wants"), "Wants to be asked", ends, now);
    if let Some((wants, group)) = said.wants.and_then(asked) {
        let positions = positions();
        let command =
            Command::Position(PositionCommand::Set(PositionValue::Wants { positions, wants }));
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
    if stage.record().gathered == Gathered::Respondents {
        let mut nobody = said.answered_nobody;
        if ui.checkbox(&mut nobody, "Was asked and talks with nobody").changed() {
            let (positions, answered) = (positions(), nobody);
            let value = PositionValue::AnsweredNobody { positions, answered };
            cx.send(Command::Position(PositionCommand::Set(value)));
        }
    }
    let ends = ("not at the top", "all at the top");
    let words = "Thinks the centre is at the top";
    let set = said.pin.and_then(|now| score(ui, salt.with("pin"), words, ends, now));
    if let Some((pin, group)) = set {
        let positions = positions();
        let command =
            Command::Position(PositionCommand::Set(PositionValue::Pin { positions, pin }));
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
    let words = "Thinks so after seeing the readings";
    let set = said.pin_after.and_then(|now| score(ui, salt.with("pin after"), words, ends, now));
    if let Some((pin, group)) = set {
        let positions = positions();
        let command =
            Command::Position(PositionCommand::Set(PositionValue::PinAfter { positions, pin }));
        cx.send(Action::Edit(EditAction::Join(command, group)));
    }
}

/// The title, or what stands for one.
pub(in crate::gui) fn title_of(position: &Position) -> String {
    if position.title.is_empty() { "Untitled".into() } else { position.title.to_string() }
}
