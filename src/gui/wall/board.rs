//! Sheets of marks in the window: a comparison in the place of the map, and scenes in small.

use std::sync::Arc;

use eframe::egui::{self, Id, Rect, Sense, Ui, WidgetInfo, WidgetType};

use crate::drawing::{Ink, Mark, Page, Palette, SHEET, Theme, shrunk};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::color32;
use crate::gui::canvas::{Brush, Transform};
use crate::model::SceneId;
use crate::quantity::MapPoint;

/// Paints marks whose origin lies in the corner of a rectangle.
pub(super) fn paint(cx: &PanelContext<'_>, ui: &Ui, rect: Rect, marks: &[Mark]) {
    let mut shapes = Vec::new();
    let transform = Transform { origin: rect.min, zoom: 1.0 };
    let brush = Brush { ctx: ui.ctx(), palette: cx.palette, transform, clip: rect, detail: 1.0 };
    brush.paint(marks, &mut shapes);
    ui.painter_at(rect).extend(shapes);
}

/// Shows the shown stage and the one that it is compared with in the place of the map; false while
/// there is nothing to show of them.
pub(super) fn comparison(cx: &PanelContext<'_>, ui: &mut Ui) -> bool {
    let Some(comparison) = cx.session.comparison() else { return false };
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0.0, cx.color(Ink::Paper));
    let theme = match cx.session.show() {
        Some(_) => Theme::Projector,
        None => cx.settings.theme,
    };
    let page = Page::new(theme, f64::from(rect.width()), f64::from(rect.height()));
    let key = (Arc::as_ptr(comparison) as usize, rect.width(), rect.height(), theme);
    let id = Id::new("comparison marks");
    type Kept = ((usize, f32, f32, Theme), Arc<Vec<Mark>>);
    let kept: Option<Kept> = ui.data(|data| data.get_temp(id));
    let marks = match kept {
        Some((of, marks)) if of == key => marks,
        _ => {
            let marks = Arc::new(comparison.marks(&page));
            ui.data_mut(|data| data.insert_temp::<Kept>(id, (key, marks.clone())));
            marks
        }
    };
    paint(cx, ui, rect, &marks);
    let described = ui.interact(rect, Id::new("comparison board"), Sense::click());
    let words = format!("{} {}", comparison.headline, comparison.words);
    described.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &words));
    ui.allocate_rect(rect, Sense::hover());
    true
}

/// A scene in small, or an empty frame while it is being drawn.
pub(super) fn thumbnail(cx: &PanelContext<'_>, ui: &Ui, rect: Rect, scene: SceneId) {
    let palette = Palette::of(Theme::Projector);
    let paper = color32(palette.color(Ink::Paper));
    ui.painter().rect_filled(rect, 2.0, paper);
    let Some(sheet) = cx.session.scene_sheet(scene) else { return };
    let (width, height) = SHEET;
    let id = Id::new(("scene marks", scene));
    let of = Arc::as_ptr(sheet) as usize;
    let kept: Option<(usize, Arc<Vec<Mark>>)> = ui.data(|data| data.get_temp(id));
    let marks = match kept {
        Some((known, marks)) if known == of => marks,
        _ => {
            let page = Page::new(Theme::Projector, width, height);
            let marks = Arc::new(sheet.marks(&page));
            ui.data_mut(|data| data.insert_temp(id, (of, Arc::clone(&marks))));
            marks
        }
    };
    let mut shapes = Vec::new();
    let zoom = f64::from(rect.width()) / width.max(1.0);
    let transform = Transform { origin: rect.min, zoom: 1.0 };
    let brush = Brush { ctx: ui.ctx(), palette: &palette, transform, clip: rect, detail: 1.0 };
    brush.paint(&shrunk(&marks, MapPoint::default(), zoom), &mut shapes);
    egui::Painter::new(ui.ctx().clone(), ui.layer_id(), rect.intersect(ui.clip_rect()))
        .extend(shapes);
}
