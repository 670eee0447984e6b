//! The charts and the table of all measures, below the canvas.

use std::sync::Arc;

use eframe::egui::{Button, Color32, RichText, ScrollArea, Ui, vec2};
use egui_plot::{
    Bar, BarChart, Corner, HLine, Legend, Line, LineStyle, MarkerShape, Plot, PlotPoint,
    PlotPoints, PlotResponse, Points, Polygon, Text, VLine,
};

use super::measure_table::Measures;
use super::outcomes::outcomes;
use super::weights::weights;
use crate::drawing::{Charts, Dot, Ink, UnitBars, charts};
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::strong;
use crate::gui::page::explain::explain_button;
use crate::session::{Action, Item, QuestionKey, SelectAction};
use crate::wording::{MeasureId, words};

/// What is shown in the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Fit,
    Concentration,
    Plane,
    Units,
    Parts,
    Weights,
    Outcomes,
    Positions,
    UnitTable,
}

impl Tab {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Fit, "Fit"),
        (Self::Concentration, "Concentration"),
        (Self::Plane, "Pull by inwardness"),
        (Self::Units, "Units"),
        (Self::Parts, "What makes G"),
        (Self::Weights, "Other weights"),
        (Self::Outcomes, "Outcomes"),
        (Self::Positions, "All measures"),
        (Self::UnitTable, "All measures by unit"),
    ];
}

/// What the panel keeps between frames.
#[derive(Default)]
pub(in crate::gui) struct ChartsPanel {
    tab: Tab,
    /// The charts of an answer, and which answer that was.
    known: Option<(QuestionKey, usize, Arc<Charts>)>,
    positions: Measures,
    units: Measures,
}

impl ChartsPanel {
    /// Shows the panel.
    pub(in crate::gui) fn show(&mut self, cx: &PanelContext<'_>, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            for (tab, name) in Tab::ALL {
                if ui.selectable_label(self.tab == tab, name).clicked() {
                    self.tab = tab;
                }
            }
        });
        ui.separator();
        let Some(answer) = cx.session.shown().answer() else {
            ui.label("Being worked out…");
            return;
        };
        let stage = cx.session.seen_stage();
        let charts = match &self.known {
            Some((key, of, charts))
                if (*key, *of) == (answer.key, Arc::as_ptr(&answer.analysis) as usize) =>
            {
                Arc::clone(charts)
            }
            _ => {
                let (analysis, further) = (&answer.analysis, &answer.further);
                let made = charts(stage, analysis, further, &cx.session.settings());
                let made = Arc::new(made);
                let of = Arc::as_ptr(analysis) as usize;
                self.known = Some((answer.key, of, Arc::clone(&made)));
                made
            }
        };
        match self.tab {
            Tab::Fit => fit(cx, ui, &charts),
            Tab::Concentration => concentration(cx, ui, &charts),
            Tab::Plane => plane(cx, ui, &charts),
            Tab::Units => units(cx, ui, &charts),
            Tab::Parts => parts(cx, ui, &charts),
            Tab::Weights => weights(cx, ui, answer),
            Tab::Outcomes => outcomes(cx, ui, answer),
            Tab::Positions => self.positions.show(cx, ui, answer, false),
            Tab::UnitTable => self.units.show(cx, ui, answer, true),
        }
    }
}

/// A chart at the left, what it says in words at the right.
pub(super) fn beside<'a>(
    ui: &mut Ui,
    chart: impl FnOnce(&mut Ui),
    said: impl FnOnce(&mut Ui) + 'a,
) {
    let room = ui.available_size();
    ui.horizontal_top(|ui| {
        let wide = (room.x * 0.62).max(240.0);
        ui.allocate_ui(vec2(wide, room.y), chart);
        ui.separator();
        ui.vertical(|ui| {
            ScrollArea::vertical().id_salt("said").auto_shrink(false).show(ui, said);
        });
    });
}

pub(super) fn plot<'a>(cx: &PanelContext<'_>, name: &str) -> Plot<'a> {
    Plot::new(name)
        .grid_color(cx.color(Ink::Hairline))
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
        .allow_axis_zoom_drag(false)
        .label_formatter(|_| None)
}

pub(super) fn quiet(cx: &PanelContext<'_>, ui: &mut Ui, words: &str) {
    ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
}

/// The point of a chart nearest to the pointer, where one is near enough.
pub(super) fn near<R>(
    shown: &PlotResponse<R>,
    points: impl Iterator<Item = (f64, f64)>,
) -> Option<usize> {
    const REACH: f32 = 14.0;
    let pointer = shown.response.hover_pos()?;
    let far = |(x, y): (f64, f64)| {
        shown.transform.position_from_point(&PlotPoint::new(x, y)).distance(pointer)
    };
    let places = points.map(far).enumerate();
    let nearest = places.min_by(|a, b| a.1.total_cmp(&b.1))?;
    (nearest.1 <= REACH).then_some(nearest.0)
}

fn fit(cx: &PanelContext<'_>, ui: &mut Ui, charts: &Charts) {
    let dots = &charts.fit.dots;
    if dots.is_empty() {
        quiet(cx, ui, "Not enough drawn: enter explore, and draw arrows or answer the survey.");
        return;
    }
    let selected = cx.session.selection().positions();
    let draw = |ui: &mut Ui| {
        let shown = plot(cx, "fit")
            .include_x(0.0)
            .include_x(1.0)
            .include_y(0.0)
            .include_y(1.0)
            .x_axis_label("explore: 0 routine, 1 exploration")
            .y_axis_label("organicity")
            .show(ui, |plot| {
                let diagonal = PlotPoints::from(vec![[0.0, 0.0], [1.0, 1.0]]);
                let line = Line::new("full fit", diagonal).color(cx.color(Ink::TextQuiet));
                plot.line(line.style(LineStyle::dashed_loose()));
                for dot in dots {
                    plot.points(dot_points(cx, dot, selected.contains(&dot.id)));
                }
            });
        if let Some(dot) = near(&shown, dots.iter().map(|dot| (dot.x, dot.y))).map(|at| &dots[at]) {
            if shown.response.clicked() {
                let item = Item::Position(dot.id);
                cx.send(Action::Select(SelectAction::Only(item)));
            }
            shown.response.on_hover_text_at_pointer(&dot.words);
        }
    };
    let said = |ui: &mut Ui| {
        explain_button(cx, ui, MeasureId::Fit, None, "fit");
        let words = "On the diagonal the way of working fits the work: organic where it \
                     explores, mechanistic where it is routine. Larger is surer.";
        ui.label(words);
        if charts.fit.left_out > 0 {
            let count = words::people(charts.fit.left_out);
            quiet(cx, ui, &format!("{count} left out: explore or arrows are missing."));
        }
        for dot in dots {
            item_button(cx, ui, &dot.words, Item::Position(dot.id));
        }
    };
    beside(ui, draw, said);
}

fn dot_points<'a>(cx: &PanelContext<'_>, dot: &Dot, selected: bool) -> Points<'a> {
    let shape = if selected { MarkerShape::Diamond } else { MarkerShape::Circle };
    let (score, confidence) = (dot.y, 1.0);
    let ink = if selected { Ink::Text } else { Ink::Organicity { score, confidence } };
    Points::new(dot.name.clone(), PlotPoints::from(vec![[dot.x, dot.y]]))
        .shape(shape)
        .radius(4.0 + 5.0 * dot.confidence as f32)
        .color(cx.color(ink))
}

/// A line of words that selects what it is about.
fn item_button(cx: &PanelContext<'_>, ui: &mut Ui, words: &str, item: Item) {
    let selected = cx.session.selection().contains(item);
    if ui.add(Button::selectable(selected, words).wrap()).clicked() {
        cx.send(Action::Select(SelectAction::Only(item)));
    }
}

fn concentration(cx: &PanelContext<'_>, ui: &mut Ui, charts: &Charts) {
    if charts.curves.is_empty() {
        quiet(cx, ui, "Not enough drawn: draw lines and arrows, or enter expertise and rights.");
        return;
    }
    let ink = |name: &str| match name {
        "Authority" => cx.color(Ink::Authority),
        "Knowledge" => cx.color(Ink::Knowledge),
        _ => cx.color(Ink::Influence),
    };
    let draw = |ui: &mut Ui| {
        plot(cx, "lorenz")
            .include_x(1.0)
            .include_y(1.0)
            .legend(Legend::default().position(Corner::LeftTop))
            .x_axis_label("part of the people, those with least first")
            .y_axis_label("part of the whole")
            .show(ui, |plot| {
                let equal = PlotPoints::from(vec![[0.0, 0.0], [1.0, 1.0]]);
                let line = Line::new("all alike", equal).color(cx.color(Ink::TextQuiet));
                plot.line(line.style(LineStyle::dashed_loose()));
                for curve in &charts.curves {
                    let points: Vec<[f64; 2]> =
                        curve.points.iter().map(|(x, y)| [*x, *y]).collect();
                    let line = Line::new(curve.name, PlotPoints::from(points));
                    plot.line(line.color(ink(curve.name)).width(2.5));
                }
            });
    };
    let said = |ui: &mut Ui| {
        explain_button(cx, ui, MeasureId::EffectiveNumber, None, "concentration");
        ui.label("The further below the dashed line, the fewer people have most of it.");
        for curve in &charts.curves {
            let words = format!("{}: Gini {}", curve.name, words::two(curve.gini));
            ui.label(RichText::new(words).color(ink(curve.name)));
        }
    };
    beside(ui, draw, said);
}

fn plane(cx: &PanelContext<'_>, ui: &mut Ui, charts: &Charts) {
    let plane = &charts.plane;
    let (pull, inward) = match (&plane.pull, &plane.inwardness) {
        (Ok(pull), Ok(inward)) => (*pull, *inward),
        (Err(why), _) | (_, Err(why)) => {
            quiet(cx, ui, &format!("Not enough drawn: {why}."));
            return;
        }
    };
    let text = |x: f64, y: f64, words: &str| {
        let words = RichText::new(words).size(13.0).color(cx.color(Ink::TextQuiet));
        Text::new("", PlotPoint::new(x, y), words)
    };
    let draw = |ui: &mut Ui| {
        plot(cx, "plane")
            .include_x(pull.min(-0.1))
            .include_x(pull.max(1.05))
            .include_y(inward.min(-0.3))
            .include_y(inward.max(1.0))
            .x_axis_label("pull to the top")
            .y_axis_label("inwardness")
            .show(ui, |plot| {
                if let Some(band) = band_of_chance(cx, plane.by_chance, (pull, inward)) {
                    plot.polygon(band);
                }
                let border = cx.color(Ink::Hairline);
                plot.vline(VLine::new("between", plane.between).color(border).width(1.5));
                plot.vline(VLine::new("top", plane.top).color(border).width(1.5));
                plot.hline(HLine::new("inward", plane.inward).color(border).width(1.5));
                let (left, high) = (plane.between / 2.0, f64::midpoint(plane.inward, 1.0));
                plot.text(text(left, high, "at the centre"));
                plot.text(text(left, plane.inward - 0.15, "spread out"));
                plot.text(text(f64::midpoint(plane.between, plane.top), high, "between"));
                plot.text(text(f64::midpoint(plane.top, 1.05), high, "at the top"));
                let point = PlotPoints::from(vec![[pull, inward]]);
                let point = Points::new("this map", point).radius(9.0);
                plot.points(point.color(cx.color(Ink::Gravity)));
            });
    };
    let said = |ui: &mut Ui| {
        explain_button(cx, ui, MeasureId::Quadrant, None, "pull by inwardness");
        let words =
            format!("This map: pull {}, inwardness {}.", words::percent(pull), words::two(inward));
        ui.label(strong(words, 15.0));
        for (what, value, band) in
            [("pull", pull, plane.by_chance[0]), ("inwardness", inward, plane.by_chance[1])]
        {
            if let Some((low, high)) = band {
                let place = if (low..=high).contains(&value) { "inside" } else { "outside" };
                let (low, high) = (words::two(low), words::two(high));
                ui.label(format!("The {what} lies {place} what chance gives, {low} to {high}."));
            }
        }
        ui.label("The borders are settings of the map, not findings.");
    };
    beside(ui, draw, said);
}

/// What chance gives, as a pale area behind the point: of what is not known, all there is.
fn band_of_chance<'a>(
    cx: &PanelContext<'_>,
    [pull, inward]: [Option<(f64, f64)>; 2],
    point: (f64, f64),
) -> Option<Polygon<'a>> {
    pull.or(inward)?;
    let (left, right) = pull.unwrap_or((point.0 - 0.01, point.0 + 0.01));
    let (low, high) = inward.unwrap_or((point.1 - 0.01, point.1 + 0.01));
    let corners = vec![[left, low], [right, low], [right, high], [left, high]];
    let band = Polygon::new("what chance gives", PlotPoints::from(corners));
    Some(band.fill_color(cx.color(Ink::Chance)).stroke(eframe::egui::Stroke::NONE))
}

/// The name of a unit below its bars. Neighbours stand on two lines, so that they do not touch.
fn unit_name(cx: &PanelContext<'_>, at: usize, unit: &UnitBars, most: f64) -> Text {
    let down = if at.is_multiple_of(2) { 0.05 } else { 0.16 };
    let words = RichText::new(short(&unit.name)).size(12.0).color(cx.color(Ink::Text));
    let text = Text::new("", PlotPoint::new(at as f64, -down * most), words);
    text.anchor(eframe::egui::Align2::CENTER_TOP)
}

fn units(cx: &PanelContext<'_>, ui: &mut Ui, charts: &Charts) {
    if charts.units.is_empty() {
        quiet(cx, ui, "Not enough drawn: select positions and make a unit of them (Ctrl G).");
        return;
    }
    let kinds: [(&str, Ink, f64); 3] = [
        ("authority", Ink::Authority, -0.26),
        ("knowledge", Ink::Knowledge, 0.0),
        ("influence", Ink::Influence, 0.26),
    ];
    let parts = charts.units.iter().flat_map(|it| [it.authority, it.knowledge, it.influence]);
    let most = parts.flatten().fold(0.05, f64::max);
    let draw = |ui: &mut Ui| {
        let shown = plot(cx, "units")
            .legend(Legend::default().position(Corner::RightTop))
            .include_y(0.0)
            .y_axis_label("part of the whole")
            .show_axes([false, true])
            .y_axis_formatter(|mark, _| match mark.value < -1e-9 {
                true => String::new(),
                false => format!("{}", (mark.value * 100.0).round() / 100.0),
            })
            .include_y(-0.3 * most)
            .include_y(1.25 * most)
            .x_grid_spacer(egui_plot::uniform_grid_spacer(|_| [1.0, 1.0, 1.0]))
            .show(ui, |plot| {
                for (name, ink, aside) in kinds {
                    let color: Color32 = cx.color(ink);
                    let value = |unit: &UnitBars| match name {
                        "authority" => unit.authority,
                        "knowledge" => unit.knowledge,
                        _ => unit.influence,
                    };
                    let bars = charts.units.iter().enumerate().filter_map(|(at, unit)| {
                        Some(Bar::new(at as f64 + aside, value(unit)?).width(0.24).fill(color))
                    });
                    plot.bar_chart(BarChart::new(name, bars.collect()).color(color));
                }
                for (at, unit) in charts.units.iter().enumerate() {
                    plot.text(unit_name(cx, at, unit, most));
                }
            });
        let pointer = shown.response.hover_pos();
        let column = pointer.map(|at| shown.transform.value_from_position(at).x.round());
        let unit = column.filter(|at| *at >= 0.0).and_then(|at| charts.units.get(at as usize));
        if let Some(unit) = unit {
            if shown.response.clicked() {
                cx.send(Action::Select(SelectAction::Only(Item::Unit(unit.id))));
            }
            shown.response.on_hover_text_at_pointer(&unit.words);
        }
    };
    let said = |ui: &mut Ui| {
        explain_button(cx, ui, MeasureId::Fit, None, "units");
        for unit in &charts.units {
            item_button(cx, ui, &unit.words, Item::Unit(unit.id));
        }
    };
    beside(ui, draw, said);
}

/// The beginning of a name, where the whole does not fit.
fn short(name: &str) -> String {
    const MOST: usize = 13;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let start: String = name.chars().take(MOST - 1).collect();
    format!("{}…", start.trim_end())
}

fn parts(cx: &PanelContext<'_>, ui: &mut Ui, charts: &Charts) {
    let places: Vec<(f64, f64, &str)> = charts
        .parts
        .iter()
        .filter_map(|row| {
            let (top, inward) = (row.part.top_heaviness.ok()?, row.part.inwardness.ok()?);
            Some((inward, top, row.part.part.name()))
        })
        .collect();
    let whole = charts.whole.ok().zip(charts.plane.inwardness.ok());
    if places.is_empty() {
        quiet(cx, ui, "Not enough drawn: no part of the weight has a height and an inwardness.");
        return;
    }
    let draw = |ui: &mut Ui| {
        plot(cx, "parts")
            .include_x(0.0)
            .include_y(0.0)
            .set_margin_fraction(vec2(0.2, 0.25))
            .x_axis_label("inwardness")
            .y_axis_label("top-heaviness")
            .show(ui, |plot| {
                let mut corners: Vec<[f64; 2]> = places.iter().map(|(x, y, _)| [*x, *y]).collect();
                corners.extend(corners.first().copied());
                let outline = Line::new("parts", PlotPoints::from(corners));
                plot.line(outline.color(cx.color(Ink::Hairline)).width(2.0));
                for (x, y, name) in &places {
                    let ink = match *name {
                        "recorded decisions" => Ink::Authority,
                        "entered expertise" => Ink::Knowledge,
                        _ => Ink::Influence,
                    };
                    let point = Points::new(*name, PlotPoints::from(vec![[*x, *y]]));
                    plot.points(point.radius(7.0).color(cx.color(ink)));
                    let words = format!("{name}\n");
                    let words = RichText::new(words).size(13.0).color(cx.color(Ink::Text));
                    let at = PlotPoint::new(*x, *y);
                    let label = Text::new("", at, words);
                    plot.text(label.anchor(eframe::egui::Align2::CENTER_BOTTOM));
                }
                if let Some((top, inward)) = whole {
                    let point = Points::new("G", PlotPoints::from(vec![[inward, top]]));
                    plot.points(point.radius(8.0).color(cx.color(Ink::Gravity)));
                    let words = RichText::new("\nG").size(15.0).strong().color(cx.color(Ink::Text));
                    let label = Text::new("", PlotPoint::new(inward, top), words);
                    plot.text(label.anchor(eframe::egui::Align2::CENTER_TOP));
                }
            });
    };
    let said = |ui: &mut Ui| {
        explain_button(cx, ui, MeasureId::Mass, None, "what makes G");
        for row in &charts.parts {
            ui.label(&row.words);
        }
        if let Ok(whole) = &charts.whole {
            let words = format!("Together: top-heavy at {}.", words::two(*whole));
            ui.label(strong(words, 15.0));
        }
        ui.label("G lies inside of the figure for any weights; these are settings of the map.");
    };
    beside(ui, draw, said);
}
