//! The tour: two minutes on an example, step by step, left at any moment.

use eframe::egui::{Align2, Area, Frame, Id, Order, RichText, Ui, vec2};

use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, WindowAction};
use crate::gui::app::settings::{EmptyDrag, Setting};
use crate::gui::app::theme::strong;
use crate::session::{Action, EXAMPLES, FileAction, Next, ViewAction};
use crate::wording::Lens;

/// A step: what stands there, and the lens it is seen through.
struct TourStep {
    heading: &'static str,
    text: &'static str,
    lens: Lens,
}

const STEPS: [TourStep; 7] = [
    TourStep {
        heading: "Who reports to whom",
        text: "This is a lab: new work every day, and all authority at the top. A box is a \
               position, a line leads up to the superior. Press a box to select it; the panel at \
               the right is then about it.",
        lens: Lens::Structure,
    },
    TourStep {
        heading: "How you like to move",
        text: "Dragging empty canvas can move the map, as on street maps, or select with a box, as \
               in design tools. The wheel zooms. Choose now; the settings keep it.",
        lens: Lens::Structure,
    },
    TourStep {
        heading: "Who talks to whom",
        text: "Green arrows ask before deciding, red ones tell what to do, grey ones let know. \
               Select a position, press C and type the first letters of another name: that draws \
               one.",
        lens: Lens::Communication,
    },
    TourStep {
        heading: "Who decides, who knows",
        text: "Left of a box its share of decisions, right its share of knowledge. The river is \
               what must cross each line to meet its decision.",
        lens: Lens::AuthorityAndKnowledge,
    },
    TourStep {
        heading: "Where the centre of gravity is",
        text: "A is the middle of authority, K of knowledge, G of all. The ruler says how far up \
               they lie: 0 everyone counts alike, 1 it runs on orders alone. Let people guess \
               before you show it (F9).",
        lens: Lens::CenterOfGravity,
    },
    TourStep {
        heading: "What weighs most",
        text: "With nothing selected, the panel lists every finding with its number. Show brings \
               it to the front; Clear tries the one edit that would clear it, beside the map, to \
               be kept or dropped.",
        lens: Lens::Fit,
    },
    TourStep {
        heading: "On the wall",
        text: "F7 makes a scene of what you see, F5 puts the scenes on the wall, F8 opens your own \
               view with notes and clock. F1 has all of this again. Ctrl N begins your own map.",
        lens: Lens::Structure,
    },
];

/// The example that is toured.
pub(in crate::gui) fn begin(cx: &PanelContext<'_>) {
    let example = EXAMPLES.iter().position(|example| example.file == "lab-run-as-plant.orgmap");
    cx.send(Action::File(FileAction::Leave(Next::Example(example.unwrap_or_default()))));
    cx.ask_window(WindowAction::Tour(Some(0)));
}

/// Shows the step that the tour is at.
pub(in crate::gui) fn tour(cx: &PanelContext<'_>, ui: &Ui, at: usize) {
    let Some(step) = STEPS.get(at) else { return };
    let area = Area::new(Id::new("tour")).order(Order::Foreground);
    area.anchor(Align2::LEFT_BOTTOM, vec2(20.0, -60.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(16.0).show(ui, |ui| {
            ui.set_width(380.0);
            let place = format!("Tour, {} of {}", at + 1, STEPS.len());
            ui.label(RichText::new(place).color(cx.color(Ink::TextQuiet)));
            ui.label(strong(step.heading, 18.0));
            ui.add(eframe::egui::Label::new(step.text).wrap());
            if at == 1 {
                drags(cx, ui);
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let go = |to: usize| {
                    if let Some(step) = STEPS.get(to) {
                        cx.send(Action::View(ViewAction::Lens(step.lens)));
                        cx.ask_window(WindowAction::Tour(Some(to)));
                    }
                };
                if ui.add_enabled(at > 0, eframe::egui::Button::new("Step back")).clicked() {
                    go(at.saturating_sub(1));
                }
                let last = at + 1 == STEPS.len();
                if !last && ui.button("Step on").clicked() {
                    go(at + 1);
                }
                let words = if last { "End the tour" } else { "Leave the tour" };
                if ui.button(words).clicked() {
                    cx.ask_window(WindowAction::Tour(None));
                }
            });
        });
    });
}

fn drags(cx: &PanelContext<'_>, ui: &mut Ui) {
    ui.horizontal(|ui| {
        for (drag, words) in
            [(EmptyDrag::Pans, "It moves the map"), (EmptyDrag::Selects, "It selects with a box")]
        {
            if ui.radio(cx.settings.empty_drag == drag, words).clicked() {
                cx.ask_window(WindowAction::Set(Setting::EmptyDrag(drag)));
            }
        }
    });
}
