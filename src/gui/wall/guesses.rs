//! A round of guesses in place of the map: guesses as they come, then what the map says.

use std::sync::Arc;

use eframe::egui::{
    self, CursorIcon, Id, Key, Pos2, Rect, RichText, Sense, TextEdit, UiBuilder, WidgetInfo,
    WidgetType, vec2,
};

use crate::drawing::guess::GuessBoard;
use crate::drawing::{GuessChart, Ink, Mark, Page, Theme};
use crate::gui::app::context::PanelContext;
use crate::gui::canvas::{Brush, Canvas, Transform};
use crate::model::{Guess, GuessQuestion};
use crate::quantity::MapPoint;
use crate::session::{Action, GuessAction, Revision};
use crate::wording::guess_question;

/// The height of the strip in which guesses are typed, in points.
const FOOT: f32 = 52.0;

/// Where guesses are typed.
pub(in crate::gui) fn field() -> Id {
    Id::new("guess field")
}

/// Shows the round that people guess in, or two stages on one sheet, or else the map.
pub(in crate::gui) fn or_map(cx: &PanelContext<'_>, ui: &mut egui::Ui, canvas: &mut Canvas) {
    match cx.session.guessing() {
        Some(_) => board(cx, ui),
        None if super::board::comparison(cx, ui) => {}
        None => canvas.show(cx, ui),
    }
}

/// Shows the round in the room that is left.
fn board(cx: &PanelContext<'_>, ui: &mut egui::Ui) {
    let Some((_, round)) = cx.session.guessing() else { return };
    let whole = ui.available_rect_before_wrap();
    ui.painter().rect_filled(whole, 0.0, cx.color(Ink::Paper));
    // What is typed has a strip of its own below the board, and covers nothing of it.
    let (rect, foot) = whole.split_top_bottom_at_y((whole.bottom() - FOOT).max(whole.top()));
    let answer = cx.session.guess_answer();
    let center = round.question == GuessQuestion::Center;
    let board = GuessBoard {
        round,
        stage: cx.session.seen_stage(),
        answer: answer.as_ref(),
        ruler: cx.picture.ruler.as_ref().filter(|_| center),
    };
    let (width, height) = (rect.width(), rect.height());
    let mut shapes = Vec::new();
    let transform = Transform { origin: rect.min, zoom: 1.0 };
    let brush = Brush { ctx: ui.ctx(), palette: cx.palette, transform, clip: rect, detail: 1.0 };
    brush.paint(&board.marks(f64::from(width), f64::from(height)), &mut shapes);
    ui.painter().extend(shapes);
    let described = ui.interact(rect, Id::new("guess board"), Sense::click());
    let words = crate::wording::guess_headline(round, board.stage, board.answer, None);
    described.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &words));
    let chart = chart(cx, ui, rect);
    if let Some((chart, marks)) = chart.as_deref() {
        super::board::paint(cx, ui, rect, marks);
        let over = described.hover_pos().and_then(|at| chart.position_at(on_board(at, rect)));
        if over.is_some() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
    }
    let scale = board.scale(f64::from(width), f64::from(height));
    let draft_id = Id::new("guess draft");
    let mut draft: String = ui.data(|data| data.get_temp(draft_id)).unwrap_or_default();
    let pressed = described.interact_pointer_pos().filter(|_| described.clicked());
    let pressed = pressed.map(|at| on_board(at, rect));
    let guess = match (pressed, scale, chart.as_deref()) {
        (Some(at), Some(scale), _) => {
            // Nobody points at a hundredth; three decimals keep apart what is apart on a wall.
            Some(Guess::Number((scale.number(at.y) * 1000.0).round() / 1000.0))
        }
        (Some(at), None, Some((chart, _))) => chart.position_at(at).map(Guess::Position),
        _ => None,
    };
    if let Some(guess) = guess {
        let who = draft.trim().trim_end_matches(':').to_owned();
        cx.send(Action::Guess(GuessAction::Pin(who, guess)));
        draft.clear();
    }
    entry(cx, ui, foot, &mut draft);
    ui.allocate_rect(whole, Sense::hover());
    ui.data_mut(|data| data.insert_temp(draft_id, draft));
}

/// A point of the screen on the board.
fn on_board(at: Pos2, rect: Rect) -> MapPoint {
    MapPoint::new(f64::from(at.x - rect.min.x), f64::from(at.y - rect.min.y))
}

/// What a chart is drawn from.
#[derive(Debug, Clone, PartialEq)]
struct ChartOf {
    revision: Revision,
    page: Page,
}

type Chart = Arc<(GuessChart, Vec<Mark>)>;

/// The chart on which people press whom they mean, until the answer is shown; nothing where a
/// number is guessed.
fn chart(cx: &PanelContext<'_>, ui: &egui::Ui, rect: Rect) -> Option<Chart> {
    let (_, round) = cx.session.guessing()?;
    if round.question.range().is_some() || round.revealed {
        return None;
    }
    let theme = cx.session.show().map_or(cx.settings.theme, |_| Theme::Projector);
    let page = Page::new(theme, f64::from(rect.width()), f64::from(rect.height()));
    let of = ChartOf { revision: cx.session.revision(), page };
    let id = Id::new("guess chart");
    let kept: Option<(ChartOf, Chart)> = ui.data(|data| data.get_temp(id));
    if let Some((known, chart)) = kept
        && known == of
    {
        return Some(chart);
    }
    let chart = GuessChart::of(cx.session.seen_map(), cx.session.stage_id(), page)?;
    let marks = chart.marks();
    let chart: Chart = Arc::new((chart, marks));
    ui.data_mut(|data| data.insert_temp(id, (of, Arc::clone(&chart))));
    Some(chart)
}

fn entry(cx: &PanelContext<'_>, ui: &mut egui::Ui, foot: Rect, draft: &mut String) {
    let Some((id, round)) = cx.session.guessing() else { return };
    let room = foot.shrink2(vec2(30.0, 4.0));
    let builder = UiBuilder::new().id_salt("guess entry").max_rect(room);
    ui.scope_builder(builder, |ui| {
        ui.horizontal_centered(|ui| {
            let hint = match round.question.range() {
                Some(_) => "Ana: 0.9, or press the scale",
                None => "Ana: a name, or press it",
            };
            let typed =
                TextEdit::singleline(draft).id(field()).hint_text(hint).desired_width(260.0);
            let response = ui.add(typed);
            response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::TextEdit, true, guess_question(&round.question))
            });
            let opened = Id::new(("guess round opened", id.0));
            let first = ui.data(|data| data.get_temp::<bool>(opened)).is_none();
            if first && !round.revealed {
                ui.data_mut(|data| data.insert_temp(opened, true));
                response.request_focus();
            }
            if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
                if !draft.trim().is_empty() {
                    cx.send(Action::Guess(GuessAction::Say(std::mem::take(draft))));
                }
                response.request_focus();
            }
            let (label, hint) = match round.revealed {
                true => ("Hide", "Hide the answer again (F9)"),
                false => ("Reveal", "Show the answer (F9)"),
            };
            if ui.button(label).on_hover_text(hint).clicked() {
                cx.send(Action::Guess(GuessAction::Reveal));
            }
            let any = !round.pins.is_empty();
            let back = ui.add_enabled(any, egui::Button::new("Take back"));
            if back.on_hover_text("Take the last guess back").clicked() {
                cx.send(Action::Guess(GuessAction::TakeBack));
            }
            ui.add_space(8.0);
            let many = format!("{}", round.pins.len());
            ui.label(RichText::new(many).color(cx.color(Ink::TextQuiet)));
        });
    });
}
