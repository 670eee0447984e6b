//! A name that is typed where it stands: Enter or going elsewhere keeps it, Esc does not.

use eframe::egui::{Id, Key, Response, TextEdit, Ui, WidgetInfo, WidgetType};

/// The name of one thing while it is typed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Renaming {
    kept: Id,
}

impl Renaming {
    /// Of the thing that this tells apart from all others.
    pub(super) fn of(thing: impl std::hash::Hash + std::fmt::Debug) -> Self {
        Self { kept: Id::new(("renaming", thing)) }
    }

    /// Begins with the name as it is.
    pub(super) fn begin(self, ui: &Ui, name: &str) {
        ui.data_mut(|data| {
            data.insert_temp(self.kept, name.to_owned());
            data.insert_temp(self.first(), true);
        });
    }

    /// What is typed so far; nothing where nothing is.
    pub(super) fn draft(self, ui: &Ui) -> Option<String> {
        ui.data(|data| data.get_temp(self.kept))
    }

    /// Shows the field; gives the new name when the field is left with another one.
    pub(super) fn field(
        self,
        ui: &mut Ui,
        (label, name, mut draft): (&str, &str, String),
        show: impl FnOnce(&mut Ui, TextEdit<'_>) -> Response,
    ) -> Option<String> {
        let field = show(ui, TextEdit::singleline(&mut draft));
        field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, label));
        if ui.data_mut(|data| data.remove_temp::<bool>(self.first())).is_some() {
            field.request_focus();
        }
        if !field.lost_focus() {
            ui.data_mut(|data| data.insert_temp(self.kept, draft));
            return None;
        }
        ui.data_mut(|data| data.remove_temp::<String>(self.kept));
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        (!escaped && draft.trim() != name.trim()).then_some(draft)
    }

    fn first(self) -> Id {
        self.kept.with("first")
    }
}
