//! What the readings say about the one thing that is selected.

use eframe::egui::{RichText, Ui};

use super::field::heading;
use crate::analysis::{Analysis, Defined};
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::page::explain::explain_button;
use crate::model::{LineId, PositionId};
use crate::wording::{MeasureId, words};

/// The measures of one position, each with its sentence.
pub(super) fn of_position(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId) {
    heading(ui, "What the map says");
    let Some(answer) = cx.session.shown().answer() else {
        ui.label("Being worked out…");
        return;
    };
    let analysis: &Analysis = &answer.analysis;
    let Some(person) = analysis.person(id) else {
        ui.label("Vacant, so it holds no authority, knowledge or influence.");
        return;
    };
    let share = |column: &Defined<Vec<f64>>| {
        column.as_ref().map_err(|why| *why).map(|column| column[person])
    };
    let rows = [
        ("Authority", MeasureId::Authority, share(&analysis.authority.pooled)),
        ("Knowledge", MeasureId::Knowledge, share(&analysis.knowledge.pooled)),
        ("Influence", MeasureId::Influence, share(&analysis.influence)),
    ];
    for (name, measure, value) in rows {
        line(cx, ui, &words::share_sentence(name, value));
        explain_button(cx, ui, measure, Some(id), name);
    }
    if let Ok(gap) = &analysis.gap {
        line(cx, ui, &words::gap_sentence(gap.by_person[person]));
        explain_button(cx, ui, MeasureId::Gap, Some(id), "Gap");
    }
    line(cx, ui, &words::organicity_sentence(&analysis.organicity.by_person[person]));
    explain_button(cx, ui, MeasureId::Organicity, Some(id), "Organicity");
    if let Some(leader) = analysis.leadership.leaders.get(&id) {
        for (sentence, measure) in words::leader_sentences(leader) {
            line(cx, ui, &sentence);
            explain_button(cx, ui, measure, None, crate::wording::measure(measure).name);
        }
    }
}

/// How the two ends of a reporting line depend on each other.
pub(super) fn of_line(cx: &PanelContext<'_>, ui: &mut Ui, id: LineId) {
    let Some(answer) = cx.session.shown().answer() else { return };
    if let Some(dependence) = answer.analysis.leadership.lines.get(&id) {
        heading(ui, "What the map says");
        line(cx, ui, &words::dependence_sentence(dependence));
        explain_button(cx, ui, MeasureId::Inequality, None, "Leader and follower");
    }
}

fn line(cx: &PanelContext<'_>, ui: &mut Ui, words: &str) {
    let color = if cx.session.shown().is_fresh() { Ink::Text } else { Ink::TextQuiet };
    ui.label(RichText::new(words).color(cx.color(color)));
}
