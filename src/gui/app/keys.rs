//! Who has the keyboard, and what is done with it.

use eframe::egui::{self, Key, Modifiers};

use super::App;
use super::context::{PanelContext, Shown};
use crate::gui::canvas::NameDraft;
use crate::gui::command::search::Search;
use crate::gui::command::shortcut::Typing;
use crate::session::{Screen, Trial};

impl App {
    pub(super) fn take_keys(&mut self, ctx: &egui::Context) {
        let typing = self.typing(ctx);
        let Self { session, picture, palette, settings, outbox, canvas, .. } = self;
        let cx = PanelContext::new(session, picture, palette, settings, outbox);
        let cx = cx.with_pointer(canvas.empty_point(ctx)).with_part(canvas.part(picture));
        if typing == Typing::Canvas && canvas.take_kind(&cx, ctx) {
            return;
        }
        let escaped = ctx.input(|input| input.key_pressed(Key::Escape));
        if escaped && typing == Typing::Canvas && canvas.escape(&cx) {
            ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        }
        if escaped && typing == Typing::Panel {
            leave_focus(ctx);
        }
        self.keyboard.take(&cx, ctx, typing);
    }

    /// Who has the keyboard.
    pub(super) fn typing(&self, ctx: &egui::Context) -> Typing {
        let focused = ctx.memory(egui::Memory::focused);
        // An open menu has the keys to itself, and Esc closes it and nothing that lies under it.
        if egui::Popup::is_any_open(ctx) {
            return Typing::Question;
        }
        let naming = self.session.renaming().is_some() || self.session.naming_unit().is_some();
        if self.session.leaving().is_some()
            || self.session.file_question().is_some()
            || self.session.shows_lost_maps()
            || self.session.pasting().is_some()
            || self.session.intake().is_some()
            || self.session.importing().is_some()
            || self.session.trial().is_some_and(Trial::must_be_decided)
            || self.question.is_some()
        {
            return Typing::Question;
        }
        match self.shown {
            Some(Shown::Find | Shown::Palette) => {
                let ready = focused == Some(Search::field()) || self.search.is_ready();
                return if ready { Typing::Search } else { Typing::Opening };
            }
            Some(_) => return Typing::Question,
            None => {}
        }
        if naming && self.session.screen() == Screen::Map {
            let ready =
                focused == Some(NameDraft::field()) || self.canvas.name_is_ready(&self.session);
            return if ready { Typing::Name } else { Typing::Opening };
        }
        match focused {
            _ if ctx.text_edit_focused() => Typing::Field,
            None => Typing::Canvas,
            focused if focused == self.canvas.keyboard() => Typing::Canvas,
            Some(_) => Typing::Panel,
        }
    }
}

/// Takes the keyboard away from whatever has it; the canvas takes it up.
pub(super) fn leave_focus(ctx: &egui::Context) {
    if let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
}
