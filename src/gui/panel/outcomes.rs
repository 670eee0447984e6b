//! Outcomes against what the claims say moves them: a point for each unit and stage, and a line
//! only where there are enough of them.

use eframe::egui::{ScrollArea, Ui};
use egui_plot::{Line, LineStyle, PlotPoints, Points};

use super::charts::{beside, near, plot, quiet};
use crate::drawing::Ink;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::session::Answer;
use crate::wording::{LedgerRow, OutcomePoints, OutcomeScatter, words};

/// Every claim about effect with its points.
pub(super) fn outcomes(cx: &PanelContext<'_>, ui: &mut Ui, answer: &Answer) {
    let rows: Vec<(&LedgerRow, &OutcomeScatter)> =
        answer.ledger.iter().filter_map(|row| Some((row, row.scatter.as_ref()?))).collect();
    if rows.is_empty() {
        let why = match answer.ledger.is_empty() {
            true => "The claims are being held against chance…",
            false => {
                "No outcome is entered. Enter one by unit and stage under Claims, such as results, \
                 commitment, ideas tried."
            }
        };
        quiet(cx, ui, why);
        return;
    }
    ScrollArea::vertical().id_salt("outcomes").show(ui, |ui| {
        for (row, scatter) in rows {
            ui.label(strong(format!("{}. {}", row.claim.number, row.claim.claim), 14.5));
            for (by, points) in [("unit", &scatter.by_unit), ("stage", &scatter.by_stage)] {
                if !points.points.is_empty() {
                    ui.push_id((row.claim.number, by), |ui| {
                        one(cx, ui, (row, by), &scatter.outcome, points);
                    });
                }
            }
            ui.add_space(10.0);
        }
    });
}

fn one(
    cx: &PanelContext<'_>,
    ui: &mut Ui,
    (row, by): (&LedgerRow, &str),
    outcome: &str,
    points: &OutcomePoints,
) {
    const HEIGHT: f32 = 190.0;
    let found = points.association();
    ui.allocate_ui(eframe::egui::vec2(ui.available_width(), HEIGHT), |ui| {
        let draw = |ui: &mut Ui| {
            let name = format!("outcome {} {by}", row.claim.number);
            let shown = plot(cx, &name)
                .height(HEIGHT)
                .set_margin_fraction(eframe::egui::vec2(0.1, 0.15))
                .x_axis_label(points.predictor)
                .y_axis_label(outcome)
                .show(ui, |plot| {
                    if let Ok(found) = &found {
                        let xs = points.points.iter().map(|it| it.x);
                        let ends = [
                            xs.clone().fold(f64::INFINITY, f64::min),
                            xs.fold(f64::NEG_INFINITY, f64::max),
                        ];
                        let line = ends.map(|x| [x, found.intercept + found.slope * x]);
                        let line = Line::new("least squares", PlotPoints::from(line.to_vec()));
                        let line = line.color(cx.color(Ink::TextQuiet)).width(2.0);
                        plot.line(line.style(LineStyle::dashed_loose()));
                    }
                    for it in &points.points {
                        let point = PlotPoints::from(vec![[it.x, it.y]]);
                        let point = Points::new(it.name.clone(), point).radius(6.0);
                        plot.points(point.color(cx.color(Ink::Knowledge)));
                    }
                });
            let places = points.points.iter().map(|it| (it.x, it.y));
            if let Some(at) = near(&shown, places) {
                let it = &points.points[at];
                let (x, y) = (words::two(it.x), words::two(it.y));
                shown.response.on_hover_text_at_pointer(format!(
                    "{}: {outcome} {y}, {} {x}",
                    it.name, points.predictor
                ));
            }
        };
        let said = |ui: &mut Ui| {
            let count = points.points.len();
            ui.label(strong(format!("By {by}: n = {count}"), 14.0));
            match &found {
                Ok(_) => ui.label(&row.sentence),
                Err(why) => ui.label(format!("No line is drawn: {why}.")),
            };
        };
        beside(ui, draw, said);
    });
}
