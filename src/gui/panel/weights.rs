//! The triangle of weightings: what the verdict would be under other weights, and where the centre
//! of gravity would then lie on the map.

use eframe::egui::{
    Align2, FontId, Pos2, RichText, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::charts::{beside, quiet};
use crate::drawing::{Ink, Triangle, triangle};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::page::explain::explain_button;
use crate::model::PositionId;
use crate::session::{Action, Answer, ViewAction};
use crate::wording::{MeasureId, words};

/// Letters beside the corners take so much room.
const MARGIN: f32 = 26.0;

pub(super) fn weights(cx: &PanelContext<'_>, ui: &mut Ui, answer: &Answer) {
    let stage = cx.session.seen_stage();
    let hidden = cx.session.names_hidden();
    let name = |id: PositionId| match stage.positions().get(id) {
        Some(position) if !hidden => position.title.to_string(),
        _ => "one person".into(),
    };
    let settings = cx.session.settings();
    let Some(triangle) = triangle(&answer.analysis, &settings, &name) else {
        quiet(
            cx,
            ui,
            "Not enough drawn: where the centre lies between people and top is not defined.",
        );
        return;
    };
    let draw = |ui: &mut Ui| picture(cx, ui, &triangle);
    let said = |ui: &mut Ui| {
        explain_button(cx, ui, MeasureId::Pull, None, "other weights");
        let looked_at = cx.session.weighed().map(|weighed| weighed.tenths);
        let cell = triangle.cells.iter().find(|cell| Some(cell.tenths) == looked_at);
        match cell {
            Some(cell) => ui.label(strong(&cell.words, 15.0)),
            None => ui.label(
                "Each disc weighs decisions, knowledge and influence in another way. Point at one \
                 to see on the map where the centre of gravity would lie; the ring is how they \
                 weigh now.",
            ),
        };
        for (ink, count, said) in &triangle.verdicts {
            let weightings = if *count == 1 { "weighting" } else { "weightings" };
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
                ui.painter().circle_filled(rect.center(), 5.0, cx.color(*ink));
                ui.label(format!("{said}: {count} {weightings}"));
            });
        }
        if let Ok(firmness) = &answer.analysis.firmness {
            let share = words::percent(firmness.share_agreeing());
            ui.label(format!("{share} of them give the verdict of this map."));
        }
    };
    beside(ui, draw, said);
}

fn picture(cx: &PanelContext<'_>, ui: &mut Ui, triangle: &Triangle) {
    let room = ui.available_size();
    let side = (room.x - 2.0 * MARGIN).min((room.y - 2.0 * MARGIN) / 0.866).clamp(110.0, 420.0);
    let size = vec2(room.x, side * 0.866 + 2.0 * MARGIN);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let words = "What the verdict would be under 66 other weightings";
        WidgetInfo::labeled(WidgetType::Image, true, words)
    });
    let corner = pos2(rect.center().x - side / 2.0, rect.top() + MARGIN);
    let place = |(x, y): (f64, f64)| corner + vec2(x as f32, y as f32) * side;
    let painter = ui.painter_at(rect);
    let reach = side / 20.0;
    let near = |at: Pos2| {
        let far = triangle.cells.iter().map(|cell| place(cell.at).distance(at)).enumerate();
        let nearest = far.min_by(|a, b| a.1.total_cmp(&b.1))?;
        (nearest.1 <= reach * 1.3).then(|| &triangle.cells[nearest.0])
    };
    let pointed = response.hover_pos().and_then(near);
    for cell in &triangle.cells {
        let at = place(cell.at);
        match cell.ink {
            Some(ink) => painter.circle_filled(at, reach * 0.86, cx.color(ink)),
            None => {
                painter.circle_stroke(at, reach * 0.5, Stroke::new(1.0, cx.color(Ink::Hairline)))
            }
        };
        if pointed.is_some_and(|pointed| pointed.tenths == cell.tenths) {
            painter.circle_stroke(at, reach, Stroke::new(2.0, cx.color(Ink::Text)));
        }
    }
    if let Some(present) = triangle.present {
        let at = place(present);
        painter.circle_stroke(at, reach * 1.15, Stroke::new(5.0, cx.color(Ink::Surface)));
        painter.circle_stroke(at, reach * 1.15, Stroke::new(2.5, cx.color(Ink::Text)));
    }
    let anchors = [Align2::CENTER_BOTTOM, Align2::CENTER_TOP, Align2::CENTER_TOP];
    let aside = [vec2(0.0, -8.0), vec2(0.0, 8.0), vec2(0.0, 8.0)];
    for ((vertex, anchor), aside) in triangle.corners.iter().zip(anchors).zip(aside) {
        let at = place(vertex.at) + aside;
        painter.text(at, anchor, vertex.name, FontId::proportional(13.0), cx.color(Ink::Text));
    }
    let wanted = pointed.map(|cell| cell.tenths);
    if wanted != cx.session.weighed().map(|weighed| weighed.tenths) {
        cx.send(Action::View(ViewAction::Weigh(wanted)));
    }
    if let Some(cell) = pointed {
        response.on_hover_text_at_pointer(RichText::new(&cell.words));
    }
}
