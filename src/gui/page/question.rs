//! The row of buttons under a question: Enter takes the first, Tab walks them, and the one with
//! the keyboard is seen.

use eframe::egui::{Button, Key, Stroke, StrokeKind, Ui};

use crate::gui::app::theme::strong;

/// Shows the answers to a question that is open above everything, the usual one first; gives the
/// one that was chosen.
pub(in crate::gui) fn answers<T: Copy>(ui: &mut Ui, choices: &[(&str, T)]) -> Option<T> {
    let opens = just_opened(ui);
    let mut chosen = None;
    ui.horizontal(|ui| {
        for (number, (label, value)) in choices.iter().enumerate() {
            let usual = number == 0;
            let button =
                if usual { Button::new(strong(*label, 15.0)) } else { Button::new(*label) };
            let response = ui.add(button);
            if usual && opens {
                response.request_focus();
            }
            if response.has_focus() {
                let line = Stroke::new(2.0, ui.visuals().strong_text_color());
                ui.painter().rect_stroke(response.rect.expand(3.0), 5.0, line, StrokeKind::Middle);
            }
            if response.clicked() {
                chosen = Some(*value);
            }
        }
    });
    let nowhere = ui.memory(|memory| memory.focused().is_none());
    let entered = nowhere && ui.input(|input| input.key_pressed(Key::Enter));
    chosen.or(choices.first().filter(|_| entered).map(|(_, value)| *value))
}

/// The buttons of a page that offers choices: the first has the keyboard when the page opens, Tab
/// walks them, and the one with the keyboard is seen.
pub(in crate::gui) struct Choices {
    takes: bool,
}

impl Choices {
    /// Those of a page that is shown on this frame.
    pub(in crate::gui) fn of(ui: &Ui) -> Self {
        Self { takes: just_opened(ui) }
    }

    /// One button; true when it was pressed.
    pub(in crate::gui) fn offer(&mut self, ui: &mut Ui, button: Button<'_>) -> bool {
        let response = ui.add(button);
        if std::mem::take(&mut self.takes) {
            response.request_focus();
        }
        if response.has_focus() {
            let line = Stroke::new(2.0, ui.visuals().strong_text_color());
            ui.painter().rect_stroke(response.rect.expand(3.0), 5.0, line, StrokeKind::Middle);
        }
        response.clicked()
    }
}

/// Whether Esc was pressed on the topmost question; a click beside it says nothing.
pub(in crate::gui) fn given_up(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Escape))
}

/// Whether this was not shown on the frame before.
fn just_opened(ui: &Ui) -> bool {
    let id = ui.id().with("shown on frame");
    let now = ui.ctx().cumulative_frame_nr();
    let before = ui.data_mut(|data| data.get_temp_mut_or(id, 0_u64).to_owned());
    ui.data_mut(|data| data.insert_temp(id, now));
    now > before + 1
}
