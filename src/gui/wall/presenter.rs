//! The presenter's view, in a window of its own: what is on the wall, what comes next, the note,
//! the clock, all scenes, and the guesses as they come in.

use eframe::egui::{
    self, CentralPanel, Frame, Id, Key, Modifiers, RichText, ScrollArea, Ui, ViewportBuilder,
    ViewportCommand, ViewportId, vec2,
};

use super::board;
use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::settings::Setting;
use crate::gui::app::theme::strong;
use crate::model::{Scene, SceneId};
use crate::session::{Action, Cover, GuessAction, PresentAction, Step};
use crate::wording::{guess_question, guess_words};

/// How long the show runs, and what the clock on the wall says; nothing where the machine's clock
/// tells no time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::gui) struct Clock {
    /// Seconds since the show began.
    pub(in crate::gui) running: f64,
}

impl Clock {
    /// "1:02:03" or "2:03".
    fn words(self) -> String {
        let whole = self.running.max(0.0) as u64;
        let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
        match hours {
            0 => format!("{minutes}:{seconds:02}"),
            hours => format!("{hours}:{minutes:02}:{seconds:02}"),
        }
    }
}

/// Shows the presenter's window beside the one that is on the wall.
pub(in crate::gui) fn window(cx: &PanelContext<'_>, ctx: &egui::Context, clock: Clock) {
    let title = cx.session.window_title();
    let builder = ViewportBuilder::default()
        .with_title(format!("Presenter: {title}"))
        .with_inner_size(vec2(900.0, 620.0))
        .with_min_inner_size(vec2(520.0, 380.0));
    ctx.show_viewport_immediate(ViewportId::from_hash_of("presenter"), builder, |ui, class| {
        let inside = class == egui::ViewportClass::EmbeddedWindow;
        if !inside && ui.input(|input| input.viewport().close_requested()) {
            cx.ask_window(WindowAction::Set(Setting::Presenter(false)));
        }
        if inside {
            view(cx, ui, clock);
        } else {
            keys(cx, ui);
            let frame = Frame::new().fill(cx.color(Ink::Surface)).inner_margin(14.0);
            CentralPanel::default().frame(frame).show(ui, |ui| view(cx, ui, clock));
        }
    });
}

/// The keys of a clicker work here too, wherever it was pointed at last.
fn keys(cx: &PanelContext<'_>, ui: &Ui) {
    let all = [
        (Key::PageDown, PresentAction::Go(Step::Forward)),
        (Key::ArrowRight, PresentAction::Go(Step::Forward)),
        (Key::ArrowDown, PresentAction::Go(Step::Forward)),
        (Key::Space, PresentAction::Go(Step::Forward)),
        (Key::PageUp, PresentAction::Go(Step::Back)),
        (Key::ArrowLeft, PresentAction::Go(Step::Back)),
        (Key::ArrowUp, PresentAction::Go(Step::Back)),
        (Key::Home, PresentAction::Go(Step::First)),
        (Key::End, PresentAction::Go(Step::Last)),
        (Key::B, PresentAction::Cover(Cover::Black)),
        (Key::Period, PresentAction::Cover(Cover::Black)),
        (Key::W, PresentAction::Cover(Cover::White)),
        (Key::H, PresentAction::HideNames),
        (Key::Escape, PresentAction::Leave),
    ];
    let typing = ui.ctx().text_edit_focused();
    for (key, action) in all.into_iter().filter(|_| !typing) {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            cx.send(Action::Present(action));
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F9))
        && cx.session.guessing().is_some()
    {
        cx.send(Action::Guess(GuessAction::Reveal));
    }
    if ui.input(|input| input.viewport().close_requested()) {
        ui.ctx().send_viewport_cmd(ViewportCommand::Close);
    }
}

/// What the presenter sees.
pub(in crate::gui) fn view(cx: &PanelContext<'_>, ui: &mut Ui, clock: Clock) {
    if cx.session.sheets_are_stale() {
        cx.send(Action::Present(PresentAction::DrawScenes));
    }
    let scenes: Vec<(SceneId, &Scene)> = cx.session.seen_map().scenes().iter().collect();
    let here = cx.session.scene().and_then(|id| scenes.iter().position(|(it, _)| *it == id));
    let next = cx.session.scene_at(Step::Forward);
    ui.horizontal(|ui| {
        ui.label(strong(clock.words(), 26.0));
        let place = match here {
            Some(here) => format!("scene {} of {}", here + 1, scenes.len()),
            None => format!("{} scenes", scenes.len()),
        };
        ui.label(RichText::new(place).color(cx.color(Ink::TextQuiet)));
        for (words, step) in [("Back", Step::Back), ("Next", Step::Forward)] {
            if ui.add_enabled(!scenes.is_empty(), egui::Button::new(words)).clicked() {
                cx.send(Action::Present(PresentAction::Go(step)));
            }
        }
        if ui.button("End the show").clicked() {
            cx.send(Action::Present(PresentAction::Stop));
        }
    });
    ui.add_space(8.0);
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        let plain = egui::Layout::top_down(egui::Align::Min);
        left.with_layout(plain, |ui| {
            now_and_next(cx, ui, here.and_then(|here| scenes.get(here)), next);
        });
        right.with_layout(plain, |ui| {
            guesses(cx, ui);
            list(cx, ui, &scenes);
        });
    });
    ui.ctx().request_repaint_after(std::time::Duration::from_secs(1));
}

fn now_and_next(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    now: Option<&(SceneId, &Scene)>,
    next: Option<SceneId>,
) {
    let quiet = cx.color(Ink::TextQuiet);
    if let Some((_, scene)) = now {
        ui.label(strong(scene.title.clone(), 18.0));
        let note = match scene.note.trim() {
            "" => RichText::new("No note. Write one in the menu of the scene.").color(quiet),
            note => RichText::new(note).size(16.0),
        };
        ui.add(egui::Label::new(note).wrap());
        ui.add_space(10.0);
    }
    let words = match next.and_then(|id| cx.session.seen_map().scenes().get(id)) {
        Some(scene) => format!("Next: {}", scene.title),
        None if now.is_none() => String::new(),
        None => "This is the last scene".to_owned(),
    };
    ui.label(RichText::new(words).color(quiet));
    let Some(next) = next else { return };
    let width = ui.available_width().min(420.0);
    let (rect, _) = ui.allocate_exact_size(vec2(width, width * 9.0 / 16.0), egui::Sense::hover());
    board::thumbnail(cx, ui, rect, next);
}

/// The guesses of the round that is shown, as they come in: for the presenter alone.
fn guesses(cx: &PanelContext<'_>, ui: &mut Ui) {
    let Some((_, round)) = cx.session.guessing() else { return };
    // With names hidden nobody is named here either.
    let seen = cx.session.seen_map().rounds();
    let id = cx.session.guessing().map(|(id, _)| id);
    let round = id.and_then(|id| seen.get(id)).unwrap_or(round);
    ui.label(strong(guess_question(&round.question), 16.0));
    let stage = cx.session.seen_stage();
    for pin in &round.pins {
        let said = guess_words(&round.question, pin.guess, stage);
        let after = if pin.after { " (after the answer)" } else { "" };
        ui.label(match pin.who.trim() {
            "" => format!("{said}{after}"),
            who => format!("{who}: {said}{after}"),
        });
    }
    ui.horizontal(|ui| {
        let words = if round.revealed { "Hide the answer" } else { "Reveal" };
        if ui.button(words).clicked() {
            cx.send(Action::Guess(GuessAction::Reveal));
        }
        let count = match round.pins.len() {
            0 => "nobody has guessed yet".to_owned(),
            1 => "1 guess".to_owned(),
            many => format!("{many} guesses"),
        };
        ui.label(RichText::new(count).color(cx.color(Ink::TextQuiet)));
    });
    ui.add_space(10.0);
}

fn list(cx: &PanelContext<'_>, ui: &mut Ui, scenes: &[(SceneId, &Scene)]) {
    ScrollArea::vertical().id_salt(Id::new("scenes of the presenter")).show(ui, |ui| {
        for (number, (id, scene)) in scenes.iter().enumerate() {
            let shown = cx.session.scene() == Some(*id);
            let words = format!("{}  {}", number + 1, scene.title);
            if ui.selectable_label(shown, words).clicked() {
                cx.send(Action::Present(PresentAction::Show(*id)));
            }
        }
        if scenes.is_empty() {
            ui.label("There is no scene yet; F7 makes one of what is on screen.");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn the_clock_counts_minutes_and_then_hours() {
        assert_eq!(Clock { running: 63.4 }.words(), "1:03");
        assert_eq!(Clock { running: 3_725.0 }.words(), "1:02:05");
        assert_eq!(Clock { running: -1.0 }.words(), "0:00");
    }
}
