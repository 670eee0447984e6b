//! The tabs of the side panel when nothing is selected.

use eframe::egui::{Context, Id, RichText, Ui, WidgetInfo, WidgetType};

use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::session::{Action, SelectAction, Shown};

/// What the panel tells of the whole map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tab {
    /// Verdict, findings, questions.
    #[default]
    Reading,
    /// Single edits and what they would move.
    WhatIf,
    /// Who carries which leadership task.
    Routines,
    /// What the map says to every claim, and outcomes.
    Claims,
    /// Title and description.
    AboutTheMap,
}

impl Tab {
    const ALL: [Self; 5] =
        [Self::Reading, Self::WhatIf, Self::Routines, Self::Claims, Self::AboutTheMap];

    fn name(self) -> &'static str {
        match self {
            Self::Reading => "Reading",
            Self::WhatIf => "What if",
            Self::Routines => "Routines",
            Self::Claims => "Claims",
            Self::AboutTheMap => "About the map",
        }
    }
}

fn chosen() -> Id {
    Id::new("tab of the side panel")
}

fn now(ctx: &Context) -> Tab {
    ctx.data(|data| data.get_temp(chosen())).unwrap_or_default()
}

/// Shows a tab, whatever was selected.
pub(super) fn show(cx: &PanelContext<'_>, ctx: &Context, tab: Tab) {
    cx.send(Action::Select(SelectAction::Clear));
    ctx.data_mut(|data| data.insert_temp(chosen(), tab));
}

/// Fills the side panel when nothing is selected.
pub(super) fn tabs(cx: &PanelContext<'_>, ui: &mut Ui) {
    let mut tab = now(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for one in Tab::ALL {
            let response = ui.selectable_label(tab == one, RichText::new(one.name()).size(14.0));
            response.widget_info(|| {
                let label = format!("Tab {}", one.name());
                WidgetInfo::selected(WidgetType::SelectableLabel, true, tab == one, label)
            });
            if response.clicked() {
                tab = one;
                ui.data_mut(|data| data.insert_temp(chosen(), one));
            }
        }
    });
    ui.separator();
    match tab {
        Tab::Reading => {}
        Tab::WhatIf => return super::what_if::what_if_section(cx, ui),
        Tab::Routines => return super::routines::routines_section(cx, ui),
        Tab::AboutTheMap => return super::map::about_map(cx, ui),
        Tab::Claims => {}
    }
    ui.horizontal(|ui| {
        ui.label(strong(tab.name(), 20.0));
        let state = match cx.session.shown() {
            Shown::Nothing => "being worked out…",
            Shown::Stale(_) => "updating…",
            Shown::Fresh(_) => "",
            Shown::Failed { .. } => "not up to date",
        };
        ui.label(RichText::new(state).color(cx.color(Ink::TextQuiet)));
    });
    if let Shown::Failed { why, .. } = cx.session.shown() {
        ui.label(RichText::new(why).color(cx.color(Ink::Instruct)));
    }
    let Some(answer) = cx.session.shown().answer() else { return };
    match tab {
        Tab::Claims => super::claims::claims_section(cx, ui, answer),
        _ => super::reading::reading_section(cx, ui, answer),
    }
}
