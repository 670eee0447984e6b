//! Fields that keep what is being typed to themselves until it is meant.

use eframe::egui::{
    self, Id, Key, Response, RichText, Slider, SliderClamping, TextEdit, Ui, WidgetInfo,
    WidgetType, vec2,
};

use crate::gui::app::context::PanelContext;
use crate::gui::app::places;
use crate::model::{Position, PositionId, Stage};
use crate::quantity::Score;
use crate::session::Revision;

/// A line of text with a name. Gives what was typed when Enter is pressed or the field is left.
pub(super) fn text(ui: &mut Ui, id: Id, label: &str, now: &str) -> Option<String> {
    typed(ui, id, label, now)
}

/// A long text that is being typed.
#[derive(Debug, Clone, Default)]
struct Draft {
    text: String,
    /// What was there before.
    before: String,
    /// When it was kept last, on the clock of the window.
    kept: f64,
}

/// Several lines of text with a name. Gives what was typed every few seconds, so that little of it
/// can be lost, and when the field is left; and a name for the typing it belongs to, so that it is
/// one step to undo.
pub(super) fn long_text(ui: &mut Ui, id: Id, label: &str, now: &str) -> Option<(String, String)> {
    const EVERY: f64 = 2.0;
    let time = ui.input(|input| input.time);
    let known = ui.data(|data| data.get_temp::<Draft>(id));
    let fresh = || Draft { text: now.to_owned(), before: now.to_owned(), kept: time };
    let (began, mut draft) = (known.is_none(), known.unwrap_or_else(fresh));
    let field = TextEdit::multiline(&mut draft.text).desired_rows(3);
    let field = field.margin(vec2(8.0, 5.0)).desired_width(f32::INFINITY);
    let response = ui.add(field.id(id.with("field")));
    places::tell(label, response.rect);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
    if response.has_focus() {
        let group = drag_name(ui, id, began);
        let due = draft.text != now && time - draft.kept >= EVERY;
        let given = due.then(|| (draft.text.clone(), group));
        if due {
            draft.kept = time;
        } else if draft.text != now {
            let wait = std::time::Duration::from_secs_f64((EVERY - (time - draft.kept)).max(0.0));
            ui.ctx().request_repaint_after(wait);
        } else {
            draft.kept = time;
        }
        ui.data_mut(|data| data.insert_temp(id, draft));
        return given;
    }
    let given_up = ui.input(|input| input.key_pressed(Key::Escape));
    let left = ui.data_mut(|data| data.remove_temp::<Draft>(id)).is_some() && response.lost_focus();
    let last = if given_up { draft.before } else { draft.text };
    (left && last != now).then(|| (last, drag_name(ui, id, false)))
}

fn typed(ui: &mut Ui, id: Id, label: &str, now: &str) -> Option<String> {
    let mut draft = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| now.to_owned());
    let field = TextEdit::singleline(&mut draft);
    let field = field.margin(vec2(8.0, 5.0)).desired_width(f32::INFINITY);
    let response = ui.add(field.id(id.with("field")));
    places::tell(label, response.rect);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(id, draft));
        return None;
    }
    let known = ui.data_mut(|data| data.remove_temp::<String>(id)).is_some();
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    (known && response.lost_focus() && !escaped && draft != now).then_some(draft)
}

/// The number of the present step of a scale with its word; all steps, with the present one
/// marked, while the pointer rests on it or on the slider. The scale begins with `first`.
pub(super) fn step_words(
    ui: &mut Ui,
    slider: &Response,
    (first, words): (usize, &[&str]),
    value: f64,
) {
    let last = first + words.len().saturating_sub(1);
    let step = (value.round().max(0.0) as usize).clamp(first, last);
    let word = words.get(step - first).copied().unwrap_or_default();
    let number = (value * 100.0).round() / 100.0;
    let line = ui.label(RichText::new(format!("{number}: {word}")).small());
    let list = |ui: &mut Ui| {
        for (number, word) in (first..).zip(words) {
            let text = RichText::new(format!("{number} {word}"));
            ui.label(if number == step { text.strong() } else { text.weak() });
        }
    };
    slider.clone().on_hover_ui(list);
    line.on_hover_ui(list);
}

/// What several positions have in one respect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shared<T> {
    /// All the same.
    Same(T),
    /// Several different things.
    Mixed,
}

impl<T: PartialEq> Shared<T> {
    /// What these have in common; nothing for none.
    pub(super) fn of(values: impl IntoIterator<Item = T>) -> Option<Self> {
        let mut values = values.into_iter();
        let first = values.next()?;
        Some(if values.all(|value| value == first) { Self::Same(first) } else { Self::Mixed })
    }
}

/// The records of positions that are in the order of their identities, as those of a selection are:
/// of very many in one walk through the table.
pub(super) fn records<'a>(stage: &'a Stage, ids: &[PositionId]) -> Vec<&'a Position> {
    if ids.len() < stage.positions().len() / 16 {
        return ids.iter().filter_map(|id| stage.positions().get(*id)).collect();
    }
    let mut wanted = ids.iter().copied().peekable();
    let all = stage.positions().iter().filter(|(id, _)| {
        while wanted.next_if(|next| next < id).is_some() {}
        wanted.next_if_eq(id).is_some()
    });
    all.map(|(_, position)| position).collect()
}

/// What is found by a look at all of many positions, kept as long as they and the map stay as they
/// are.
pub(super) fn remembered<T: Clone + Send + Sync + 'static>(
    cx: &PanelContext<'_>,
    ui: &Ui,
    what: &str,
    ids: &[PositionId],
    look: impl FnOnce() -> T,
) -> T {
    /// So few are looked at on every frame.
    const FEW: usize = 200;
    if ids.len() <= FEW {
        return look();
    }
    let of = (Id::new(ids), cx.session.revision());
    let place = Id::new(("remembered", what));
    let known = ui.data(|data| data.get_temp::<((Id, Revision), T)>(place));
    if let Some((_, found)) = known.filter(|(known, _)| *known == of) {
        return found;
    }
    let found = look();
    ui.data_mut(|data| data.insert_temp(place, (of, found.clone())));
    found
}

/// A value from 0 to 1 that may be absent, with the names of its ends. Gives the new value, and
/// a name for the drag it belongs to, so that one drag is one step to undo.
pub(super) fn score(
    ui: &mut Ui,
    id: Id,
    label: &str,
    ends: (&str, &str),
    shared: Shared<Option<Score>>,
) -> Option<(Option<Score>, String)> {
    let (now, mixed) = match shared {
        Shared::Same(now) => (now, false),
        Shared::Mixed => (Score::new(0.5).ok(), true),
    };
    let mut given = now.is_some();
    let mut changed = None;
    let group = drag_name(ui, id, false);
    let words = if mixed { format!("{label}: they differ") } else { label.to_owned() };
    if ui.checkbox(&mut given, words).changed() {
        let value = if given { Score::new(0.5).ok() } else { None };
        changed = Some((value, format!("{group} set")));
    }
    let Some(now) = now else { return changed };
    let mut value = now.get();
    // The slider, its number, and no more than the panel is wide.
    ui.spacing_mut().slider_width = (ui.available_width() - 76.0).clamp(60.0, 260.0);
    let slider = Slider::new(&mut value, 0.0..=1.0).clamping(SliderClamping::Edits);
    let response = ui.add(
        slider
            .step_by(0.05)
            .custom_formatter(|value, _| format!("{}", (value * 100.0).round() / 100.0)),
    );
    response.widget_info(|| WidgetInfo::slider(true, value, label));
    ui.small(format!("0 {}, 1 {}", ends.0, ends.1));
    if response.changed()
        && let Ok(value) = Score::new((value * 100.0).round() / 100.0)
    {
        changed = Some((Some(value), drag_name(ui, id, response.drag_started())));
    }
    changed
}

/// The name of the present drag of a widget; a new one when a drag starts.
pub(super) fn drag_name(ui: &Ui, id: Id, starts: bool) -> String {
    let number = ui.data_mut(|data| {
        let number = data.get_temp_mut_or_default::<u64>(id.with("drag"));
        if starts {
            *number += 1;
        }
        *number
    });
    format!("{id:?} {number}")
}

/// A heading above a group of fields.
pub(in crate::gui) fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(10.0);
    ui.label(crate::gui::app::theme::strong(text, 15.0));
}

/// A menu that shows the chosen entry, whose entries are many and are only listed while it is open;
/// gives the new choice.
pub(in crate::gui) fn choose_of_many<T: PartialEq + Clone>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    (now, words): (&T, &str),
    entries: impl FnOnce() -> Vec<(T, String)>,
) -> Option<T> {
    menu_of(ui, id, label, (now, words), 190.0, entries)
}

/// A menu that shows the chosen entry; gives the new choice.
pub(in crate::gui) fn choose<T: PartialEq + Clone>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    now: &T,
    entries: &[(T, String)],
) -> Option<T> {
    choose_within(ui, id, label, now, entries, 190.0)
}

/// The same, so wide.
pub(in crate::gui) fn choose_within<T: PartialEq + Clone>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    now: &T,
    entries: &[(T, String)],
    width: f32,
) -> Option<T> {
    let shown = entries.iter().find(|(entry, _)| entry == now);
    let words = shown.map_or("", |(_, words)| words.as_str());
    menu_of(ui, id, label, (now, words), width, || entries.to_vec())
}

fn menu_of<T: PartialEq + Clone>(
    ui: &mut Ui,
    id: Id,
    label: &str,
    (now, words): (&T, &str),
    width: f32,
    entries: impl FnOnce() -> Vec<(T, String)>,
) -> Option<T> {
    let mut chosen = None;
    let combo = egui::ComboBox::from_id_salt(id).selected_text(words).width(width);
    let response = combo.show_ui(ui, |ui| {
        for (entry, words) in entries() {
            if ui.selectable_label(entry == *now, words).clicked() {
                chosen = Some(entry);
            }
        }
    });
    let response = response.response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::ComboBox, true, label);
        info.current_text_value = Some(words.to_owned());
        info
    });
    chosen.filter(|choice| choice != now)
}
