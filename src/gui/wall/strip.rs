//! Below the map: the stages as tabs, and the scenes as a strip of small pictures. Everything done
//! here is one step that can be undone.

use eframe::egui::{
    self, Button, Color32, Id, Key, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind,
    TextEdit, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};

use super::board;
use super::renaming::Renaming;
use crate::drawing::Ink;
use crate::edit::{Command, SceneCommand, StageCommand};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::command::{PresentCommand, WindowCommand};
use crate::model::{Manner, Scene, SceneId, StageId, Subject};
use crate::session::{Action, EditAction, PresentAction, ViewAction};

/// The size of a scene in the strip, in points.
const SMALL: Vec2 = vec2(144.0, 81.0);

/// Whether there is anything to show below the map.
pub(in crate::gui) fn has_something(cx: &PanelContext<'_>) -> bool {
    let map = cx.session.seen_map();
    !map.scenes().is_empty() || map.stages().nth(1).is_some()
}

/// The stages, and the scenes below them.
pub(in crate::gui) fn strip(cx: &PanelContext<'_>, ui: &mut Ui) {
    if cx.session.seen_map().stages().nth(1).is_some() {
        stages(cx, ui);
    }
    if cx.session.seen_map().scenes().is_empty() {
        return;
    }
    if cx.session.sheets_are_stale() {
        cx.send(Action::Present(PresentAction::DrawScenes));
    }
    ScrollArea::horizontal().id_salt("scenes").show(ui, |ui| {
        ui.horizontal(|ui| {
            let scenes: Vec<(SceneId, &Scene)> = cx.session.seen_map().scenes().iter().collect();
            let rects: Vec<Rect> = scenes
                .iter()
                .enumerate()
                .map(|(number, (id, scene))| one(cx, ui, number, *id, scene))
                .collect();
            carry(cx, ui, &scenes, &rects);
        });
    });
}

/// One scene: press it to show it, drag it to another place, its menu has the rest.
fn one(cx: &PanelContext<'_>, ui: &mut Ui, number: usize, id: SceneId, scene: &Scene) -> Rect {
    let (rect, response) = ui.allocate_exact_size(SMALL + vec2(0.0, 22.0), Sense::click_and_drag());
    let picture = Rect::from_min_size(rect.min, SMALL);
    board::thumbnail(cx, ui, picture, id);
    let shown = cx.session.scene() == Some(id);
    let (width, ink) = match (shown, response.has_focus() || response.hovered()) {
        (true, _) => (2.5, Ink::Text),
        (_, true) => (1.5, Ink::Text),
        _ => (1.0, Ink::Hairline),
    };
    let line = Stroke::new(width, cx.color(ink));
    ui.painter().rect_stroke(picture, 2.0, line, StrokeKind::Inside);
    let name = format!("Scene {}: {}", number + 1, scene.title);
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, shown, &name));
    let under = Rect::from_min_max(pos2(rect.left(), picture.bottom() + 2.0), rect.max);
    match title_of(id).draft(ui) {
        Some(draft) => title_field(cx, ui, id, draft, under),
        None => {
            let words = RichText::new(format!("{}  {}", number + 1, scene.title)).size(12.5);
            ui.put(under, egui::Label::new(words).truncate().selectable(false));
        }
    }
    if response.clicked() {
        cx.send(Action::Present(PresentAction::Show(id)));
    }
    if response.double_clicked() || (response.has_focus() && ui.input(|it| it.key_pressed(Key::F2)))
    {
        title_of(id).begin(ui, &scene.title);
    }
    response.context_menu(|ui| menu(cx, ui, (number, id), scene));
    if response.drag_started() {
        ui.data_mut(|data| data.insert_temp(carried(), id.0));
    }
    response.on_hover_text(match scene.note.trim() {
        "" => name,
        note => format!("{name}\n{note}"),
    });
    rect
}

fn menu(cx: &PanelContext<'_>, ui: &mut Ui, (number, id): (usize, SceneId), scene: &Scene) {
    let count = cx.session.seen_map().scenes().len();
    let present = |action| cx.send(Action::Present(action));
    let edit = |command| cx.send(Action::Edit(EditAction::Do(Command::Scene(command))));
    if ui.button("Rename").clicked() {
        title_of(id).begin(ui, &scene.title);
    }
    if ui.button("Duplicate").clicked() {
        edit(SceneCommand::Duplicate { id });
    }
    if ui.button("Let it show what is on screen").clicked() {
        present(PresentAction::Recapture(id, cx.part));
    }
    let step = |ui: &mut Ui, words: &str, allowed: bool, to: usize| {
        if ui.add_enabled(allowed, Button::new(words)).clicked() {
            present(PresentAction::Move(id, to));
        }
    };
    step(ui, "Earlier", number > 0, number.saturating_sub(1));
    step(ui, "Later", number + 1 < count, number + 1);
    ui.separator();
    ui.label("Note for the presenter");
    let draft_id = Id::new(("scene note", id));
    let mut draft: String =
        ui.data(|data| data.get_temp(draft_id)).unwrap_or_else(|| scene.note.clone());
    let field = ui.add(TextEdit::multiline(&mut draft).desired_rows(3).desired_width(220.0));
    field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Note"));
    if field.lost_focus() && draft != scene.note {
        edit(SceneCommand::SetNote { id, note: draft });
        ui.data_mut(|data| data.remove_temp::<String>(draft_id));
    } else if field.changed() {
        ui.data_mut(|data| data.insert_temp(draft_id, draft));
    }
    ui.separator();
    if ui.button("Remove").clicked() {
        edit(SceneCommand::Remove { id });
    }
}

fn title_of(id: SceneId) -> Renaming {
    Renaming::of(("scene", id))
}

fn title_field(cx: &PanelContext<'_>, ui: &mut Ui, id: SceneId, draft: String, under: Rect) {
    let now = cx.session.seen_map().scenes().get(id).map_or("", |scene| scene.title.as_str());
    let asked = ("Title of the scene", now, draft);
    let title = title_of(id).field(ui, asked, |ui, field| ui.put(under, field));
    if let Some(title) = title {
        let command = Command::Scene(SceneCommand::Rename { id, title });
        cx.send(Action::Edit(EditAction::Do(command)));
    }
}

fn carried() -> Id {
    Id::new("carried scene")
}

/// Where a carried scene would come to lie, and putting it there.
fn carry(cx: &PanelContext<'_>, ui: &Ui, scenes: &[(SceneId, &Scene)], rects: &[Rect]) {
    let Some(id) = ui.data(|data| data.get_temp::<u64>(carried())) else { return };
    let id = SceneId(id);
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let (Some(at), Some(here)) = (pointer, scenes.iter().position(|(other, _)| *other == id))
    else {
        return;
    };
    // Before the first one whose middle is right of the hand.
    let before = rects.iter().filter(|rect| rect.center().x < at.x).count();
    let to = if before > here { before - 1 } else { before };
    if ui.input(|input| input.pointer.any_released()) {
        ui.data_mut(|data| data.remove_temp::<u64>(carried()));
        if to != here {
            cx.send(Action::Present(PresentAction::Move(id, to)));
        }
        return;
    }
    let edge = match rects.get(before) {
        Some(rect) => rect.left() - 4.0,
        None => rects.last().map_or(at.x, |rect| rect.right() + 4.0),
    };
    let range = rects.first().map_or(at.y..=at.y, |rect| rect.top()..=rect.bottom());
    ui.painter().vline(edge, range, Stroke::new(3.0, cx.color(Ink::Routine)));
    let ghost = Rect::from_center_size(at, SMALL * 0.6);
    ui.painter().rect_stroke(ghost, 2.0, Stroke::new(1.5, cx.color(Ink::Text)), StrokeKind::Middle);
    ui.painter().rect_filled(ghost, 2.0, Color32::from_black_alpha(24));
}

/// The stages as tabs, with what is done with them.
fn stages(cx: &PanelContext<'_>, ui: &mut Ui) {
    let shown = cx.session.stage_id();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Stages").color(cx.color(Ink::TextQuiet)));
        let all: Vec<(StageId, String)> = cx
            .session
            .seen_map()
            .stages()
            .map(|(id, stage)| (id, stage.record().name.clone()))
            .collect();
        for (place, (id, name)) in all.iter().enumerate() {
            stage(cx, ui, (place, *id), name, &all);
        }
        let new = WindowCommand::Present(PresentCommand::NewStage);
        if ui.button("New from this one").on_hover_text(new.name()).clicked() {
            new.run(cx);
        }
        let other = all.iter().rev().find(|(id, _)| *id != shown).map(|(id, _)| *id);
        let compared = match cx.session.subject() {
            Subject::Comparison { manner, .. } => Some(manner),
            _ => None,
        };
        for (manner, words) in [(Manner::Beside, "Side by side"), (Manner::Over, "Laid over")] {
            let now = compared == Some(manner);
            let with = cx.session.compared().map(|it| it.stage).or(other);
            let Some(with) = with else { continue };
            if ui.selectable_label(now, words).clicked() {
                let manner = (!now).then_some((with, manner));
                cx.send(Action::Present(PresentAction::Lay(manner)));
            }
        }
    });
}

fn stage(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    (place, id): (usize, StageId),
    name: &str,
    all: &[(StageId, String)],
) {
    let edit = |command| cx.send(Action::Edit(EditAction::Do(Command::Stage(command))));
    let renaming = Renaming::of(("stage", id));
    if let Some(draft) = renaming.draft(ui) {
        let asked = ("Name of the stage", name, draft);
        let given = renaming.field(ui, asked, |ui, field| ui.add(field.desired_width(140.0)));
        if let Some(name) = given.filter(|name| !name.trim().is_empty()) {
            edit(StageCommand::Rename { stage: id, name });
        }
        return;
    }
    let tab = Button::selectable(cx.session.stage_id() == id, strong(name, 14.0));
    let tab = ui.add(tab).on_hover_text("Show this stage; double-click renames it");
    if tab.clicked() {
        cx.send(Action::View(ViewAction::Stage(id)));
    }
    if tab.double_clicked() {
        renaming.begin(ui, name);
    }
    tab.context_menu(|ui| {
        if ui.button("Rename").clicked() {
            renaming.begin(ui, name);
        }
        let earlier = Button::new("Earlier");
        if ui.add_enabled(place > 0, earlier).clicked() {
            edit(StageCommand::Move { stage: id, to: place.saturating_sub(1) });
        }
        if ui.add_enabled(place + 1 < all.len(), Button::new("Later")).clicked() {
            edit(StageCommand::Move { stage: id, to: place + 1 });
        }
        ui.separator();
        if ui.add_enabled(all.len() > 1, Button::new("Remove")).clicked() {
            edit(StageCommand::Remove { stage: id });
        }
    });
}
