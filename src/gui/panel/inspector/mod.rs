//! The side panel: what is selected, or the Reading when nothing is.

mod arc;
mod claims;
mod compared;
mod contrast;
mod domains;
mod field;
mod map;
mod measures;
mod position;
mod reading;
mod routines;
mod several;
mod tab;
mod what_if;

use eframe::egui::{ScrollArea, Ui};

use crate::drawing::picture::ArcId;
use crate::gui::app::context::PanelContext;
use crate::session::Item;
pub(in crate::gui) use field::{choose, choose_within, heading};
pub(in crate::gui) use position::title_of;
pub(in crate::gui) use routines::alone;
pub(in crate::gui) use what_if::{trial_bar, trial_question};

/// Fills the side panel.
pub(in crate::gui) fn side_panel(cx: &PanelContext<'_>, ui: &mut Ui) {
    trial_bar(cx, ui);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.add_space(8.0);
        // Beside the bar that scrolls, not under it.
        ui.set_max_width(ui.available_width() - 10.0);
        let positions = cx.session.selection().positions();
        match (cx.session.selection().single(), positions.as_slice()) {
            (Some(Item::Position(id)), _) => position::inspect(cx, ui, id),
            (Some(Item::Arc(ArcId::Flow(id))), _) => arc::inspect_flow(cx, ui, id),
            (Some(Item::Arc(ArcId::Line(id))), _) => arc::inspect_line(cx, ui, id),
            (Some(Item::Unit(id)), _) => map::inspect_unit(cx, ui, id),
            (None, several @ [_, _, ..]) => several::inspect(cx, ui, several),
            _ => tab::tabs(cx, ui),
        }
        ui.add_space(16.0);
    });
}
