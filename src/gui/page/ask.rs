//! What to ask: a round of guesses, or round the table.

use eframe::egui::{Button, RichText, ScrollArea, Ui};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::theme::{modal, strong};
use crate::gui::page::question::Choices;
use crate::model::{Domain, GuessQuestion};
use crate::session::{Action, GuessAction, TableAction, TableQuestion};
use crate::wording::guess_question;

/// The rounds of guesses there are, and the questions a new one can ask.
pub(in crate::gui) fn guess_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = modal(ui.ctx(), "guess first").show(ui.ctx(), |ui| {
        ui.set_width(480.0);
        ui.label(strong("Guess first", 20.0));
        let words = "People guess before they see what the map says. Choose what to ask; nothing \
                     is shown until you reveal it (F9).";
        ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        ui.add_space(8.0);
        let height = ui.ctx().content_rect().height() - 260.0;
        let mut choices = Choices::of(ui);
        ScrollArea::vertical().max_height(height.max(160.0)).show(ui, |ui| {
            let mut questions =
                vec![GuessQuestion::Center, GuessQuestion::AskedMost, GuessQuestion::Sideways];
            questions.extend(cx.session.domains().iter().cloned().map(GuessQuestion::KnowsMost));
            for question in questions {
                if choices.offer(ui, Button::new(guess_question(&question))) {
                    cx.send(Action::Guess(GuessAction::Open(question)));
                    cx.ask_window(WindowAction::Close);
                }
            }
            let rounds = cx.session.seen_map().rounds();
            if !rounds.is_empty() {
                ui.add_space(10.0);
                ui.label(strong("Rounds in this map", 15.0));
            }
            for (id, round) in rounds.iter() {
                let guesses = match round.pins.len() {
                    1 => "1 guess".to_owned(),
                    many => format!("{many} guesses"),
                };
                let words = format!("{} ({guesses})", guess_question(&round.question));
                if choices.offer(ui, Button::new(words)) {
                    cx.send(Action::Guess(GuessAction::Show(id)));
                    cx.ask_window(WindowAction::Close);
                }
            }
        });
        close(cx, ui);
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}

/// What can be asked round the table.
pub(in crate::gui) fn table_page(cx: &PanelContext<'_>, ui: &Ui) {
    let shown = modal(ui.ctx(), "round the table page").show(ui.ctx(), |ui| {
        ui.set_width(480.0);
        ui.label(strong("Round the table", 20.0));
        let words = "One question, person by person, while the map grows. Enter alone goes on to \
                     the next.";
        ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        ui.add_space(8.0);
        let mut questions = vec![
            (TableQuestion::Reports, "Who reports to whom".to_owned()),
            (TableQuestion::Asks, "Whom do you ask before you decide".to_owned()),
        ];
        for domain in cx.session.domains() {
            let decide = format!("What may you decide in {domain}");
            questions.push((TableQuestion::Rights(domain.clone()), decide));
            let know = format!("How much do you know about {domain}");
            questions.push((TableQuestion::Expertise(domain.clone()), know));
        }
        let mut choices = Choices::of(ui);
        ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
            for (question, words) in questions {
                if choices.offer(ui, Button::new(words)) {
                    cx.send(Action::Table(TableAction::Begin(question)));
                    cx.ask_window(WindowAction::Close);
                }
            }
        });
        new_domain(cx, ui);
        close(cx, ui);
    });
    if shown.should_close() {
        cx.ask_window(WindowAction::Close);
    }
}

/// A domain that nobody has yet can be asked about as well.
fn new_domain(cx: &PanelContext<'_>, ui: &mut Ui) {
    let id = ui.id().with("new domain");
    let mut name: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.label("In another domain:");
        ui.text_edit_singleline(&mut name);
        let domain = Domain::new(&name);
        let decide = ui.button("Decide").clicked();
        let know = ui.button("Know").clicked();
        let question = domain.and_then(|domain| match (decide, know) {
            (true, _) => Some(TableQuestion::Rights(domain)),
            (_, true) => Some(TableQuestion::Expertise(domain)),
            _ => None,
        });
        if let Some(question) = question {
            cx.send(Action::Table(TableAction::Begin(question)));
            cx.ask_window(WindowAction::Close);
        }
    });
    ui.data_mut(|data| data.insert_temp(id, name));
}

fn close(cx: &PanelContext<'_>, ui: &mut Ui) {
    ui.add_space(10.0);
    if ui.button("Close").clicked() {
        cx.ask_window(WindowAction::Close);
    }
}
