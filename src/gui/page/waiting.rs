//! That something is being waited for.

use std::time::Duration;

use eframe::egui::{Color32, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2};

/// So long one dot is the strong one.
const STEP: Duration = Duration::from_millis(200);
/// How many there are.
const DOTS: u8 = 3;

/// Dots of which one after the other is strong, a few times in a second and not on every frame of
/// the screen: what is waited for needs the processor itself.
pub(super) fn waiting(ui: &mut Ui) -> Response {
    let height = ui.spacing().interact_size.y;
    let (radius, apart) = (height / 10.0, height / 2.6);
    let size = Vec2::new(apart * f32::from(DOTS), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let steps = ui.input(|input| input.time) / STEP.as_secs_f64();
    let strong = steps.rem_euclid(f64::from(DOTS)) as u8;
    let color = ui.visuals().strong_text_color();
    for dot in 0..DOTS {
        let middle = pos2(rect.min.x + apart * (f32::from(dot) + 0.5), rect.center().y);
        let color: Color32 = if dot == strong { color } else { color.gamma_multiply(0.3) };
        ui.painter().circle_filled(middle, radius, color);
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, "waiting"));
    ui.ctx().request_repaint_after(STEP);
    response
}
