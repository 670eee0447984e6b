//! Burns and Stalker's contrasts as a strip: each from the mechanistic to the organic end.

use eframe::egui::{
    Align, Layout, RichText, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2,
};

use super::field::heading;
use crate::analysis::{Contrasts, Defined};
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::page::explain::explain_button;
use crate::wording::{MeasureId, words};

/// A contrast: what it is about, its mechanistic and its organic end, and where this map stands.
type Row<'a> = (&'a str, &'a str, &'a str, &'a Defined<f64>);

/// The strip.
pub(super) fn contrast_strip(cx: &PanelContext<'_>, ui: &mut Ui, contrasts: &Contrasts) {
    let rows: [Row<'_>; 5] = [
        ("Structure of the talk", "down a tree", "a network", &contrasts.network),
        ("Place of knowledge", "at the top", "anywhere", &contrasts.anywhere),
        ("Direction of the talk", "up and down", "sideways", &contrasts.lateral),
        ("Content of the talk", "orders", "questions", &contrasts.consult),
        ("By survey", "mechanistic", "organic", &contrasts.survey),
    ];
    heading(ui, "Mechanistic against organic");
    for row in rows {
        contrast(cx, ui, row);
    }
    explain_button(cx, ui, MeasureId::Contrasts, None, "the contrasts");
}

fn contrast(cx: &PanelContext<'_>, ui: &mut Ui, (name, low, high, value): Row<'_>) {
    ui.add_space(4.0);
    let quiet = cx.color(Ink::TextQuiet);
    let number = match value {
        Ok(value) => words::two(*value),
        Err(why) => format!("not defined: {why}"),
    };
    ui.label(format!("{name}: {number}"));
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let label = format!("{name}: {number}, from 0 {low} to 1 {high}");
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &label));
    let (left, right) = (rect.left() + 7.0, rect.right() - 7.0);
    let middle = rect.center().y;
    let painter = ui.painter();
    painter.hline(left..=right, middle, Stroke::new(3.0, cx.color(Ink::Hairline)));
    let half = (left + right) / 2.0;
    painter.vline(half, middle - 4.0..=middle + 4.0, Stroke::new(1.0, quiet));
    if let Ok(value) = value {
        let x = left + (right - left) * value.clamp(0.0, 1.0) as f32;
        let ink = Ink::Organicity { score: *value, confidence: 1.0 };
        painter.circle_filled(pos2(x, middle), 6.5, cx.color(ink));
        painter.circle_stroke(pos2(x, middle), 6.5, Stroke::new(1.5, cx.color(Ink::Text)));
    }
    let room = vec2(ui.available_width() - 6.0, 16.0);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(room, layout, |ui| {
        ui.label(RichText::new(low).small().color(quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(high).small().color(quiet));
        });
    });
}
