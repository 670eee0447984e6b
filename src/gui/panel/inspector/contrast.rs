//! Burns and Stalker's contrasts as a strip: each from the mechanistic to the organic end.

use eframe::egui::{
    Align, Layout, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2,
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
    // A bar from the middle towards one end: it shows a value and is nothing to take hold of.
    let painter = ui.painter();
    let track = rect.shrink2(vec2(0.0, 3.0));
    painter.rect_filled(track, 0.0, cx.color(Ink::Hairline));
    let half = track.center().x;
    if let Ok(value) = value {
        let x = track.left() + track.width() * value.clamp(0.0, 1.0) as f32;
        let ink = Ink::Organicity { score: *value, confidence: 1.0 };
        let bar = Rect::from_x_y_ranges(half.min(x)..=half.max(x), track.y_range());
        painter.rect_filled(bar, 0.0, cx.color(ink));
        painter.vline(x, track.y_range(), Stroke::new(2.0, cx.color(Ink::Text)));
    }
    painter.vline(half, rect.y_range(), Stroke::new(1.0, quiet));
    let room = vec2(ui.available_width() - 6.0, 16.0);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(room, layout, |ui| {
        ui.label(RichText::new(low).small().color(quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(high).small().color(quiet));
        });
    });
}
