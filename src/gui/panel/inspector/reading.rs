//! The Reading: the verdict in one sentence, then the findings, those of the lens first, and what
//! nobody has drawn yet.

use eframe::egui::{
    CollapsingHeader, Context, Frame, RichText, Stroke, Ui, WidgetInfo, WidgetType,
};

use crate::analysis::Misfit;
use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, Shown as Page, WindowAction};
use crate::gui::app::theme::strong;
use crate::gui::page::explain::explain_button;
use crate::model::{FlowKind, PositionId};
use crate::session::{Action, Answer, Highlight, Item, SelectAction, Tool, ViewAction};
use crate::wording::{Finding, Ground, Lens, MeasureId, Question, Sentence, glosses};

/// So many findings are open; the others are folded until asked for.
const OPEN: usize = 3;

/// The verdict, the findings and the questions.
pub(super) fn reading_section(cx: &PanelContext<'_>, ui: &mut Ui, answer: &Answer) {
    verdict(cx, ui, &answer.reading.verdict);
    super::compared::compared_section(cx, ui);
    findings(cx, ui, answer);
    questions(cx, ui, &answer.reading.questions);
    super::contrast::contrast_strip(cx, ui, &answer.further.contrasts);
}

/// A sentence whose less common words are explained on hover.
pub(super) fn sentence(ui: &mut Ui, words: RichText) {
    let glosses = glosses(words.text());
    let label = ui.label(words);
    if !glosses.is_empty() {
        label.on_hover_text(glosses.join("\n\n"));
    }
}

fn verdict(cx: &PanelContext<'_>, ui: &mut Ui, verdict: &Sentence) {
    Frame::group(ui.style()).fill(cx.color(Ink::Paper)).inner_margin(12.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        sentence(ui, strong(&verdict.sentence, 17.0));
        let quiet = |words: &str| RichText::new(words).color(cx.color(Ink::TextQuiet));
        ui.label(quiet(&verdict.evidence));
        ui.horizontal_wrapped(|ui| {
            if verdict.number.is_some() {
                ui.label(quiet(&verdict.known.words()));
            }
            explain_button(cx, ui, MeasureId::Pull, None, "the verdict");
        });
    });
    ui.add_space(6.0);
}

fn findings(cx: &PanelContext<'_>, ui: &mut Ui, answer: &Answer) {
    let lens = cx.session.lens();
    let mut all: Vec<&Finding> = answer.reading.findings.iter().collect();
    // Those of the lens first; among them the weightiest first, as they come.
    all.sort_by_key(|finding| lens != Lens::Structure && finding.measure.lens() != lens);
    let (open, rest) = all.split_at(all.len().min(OPEN));
    open.iter().for_each(|finding| show_finding(cx, ui, finding));
    if !rest.is_empty() {
        ui.add_space(8.0);
        let words = match rest.len() {
            1 => "1 more finding".to_owned(),
            count => format!("{count} more findings"),
        };
        let header = CollapsingHeader::new(strong(words, 14.5)).id_salt("more findings");
        header.show(ui, |ui| rest.iter().for_each(|finding| show_finding(cx, ui, finding)));
    }
}

fn show_finding(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding) {
    ui.add_space(8.0);
    let shown = cx.session.highlight().is_some_and(|it| it.sentence == finding.sentence);
    let line = if shown { Stroke::new(2.0, cx.color(Ink::Text)) } else { Stroke::NONE };
    let margin = if shown { 8.0 } else { 0.0 };
    Frame::new().stroke(line).inner_margin(margin).corner_radius(8.0).show(ui, |ui| {
        ui.label(strong(&finding.title, 14.5));
        sentence(ui, RichText::new(&finding.sentence));
        let quiet = |words: String| RichText::new(words).small().color(cx.color(Ink::TextQuiet));
        if let Some(outlook) = &finding.outlook {
            ui.label(RichText::new(outlook).color(cx.color(Ink::TextQuiet)));
        }
        ui.label(quiet(format!("{}; {}", finding.evidence, finding.known.words())));
        ui.horizontal_wrapped(|ui| buttons(cx, ui, finding, shown));
    });
}

fn buttons(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding, shown: bool) {
    if Highlight::is_there(finding) {
        let (words, hint) = match shown {
            true => ("Show all again", "Bring everything back"),
            false => ("Show", "Bring the positions and arrows it is about to the front"),
        };
        let button = ui.small_button(words).on_hover_text(hint);
        button.widget_info(|| {
            let label = format!("{words} {}", finding.title);
            WidgetInfo::labeled(WidgetType::Button, true, label)
        });
        if button.clicked() {
            let highlight = if shown { None } else { Highlight::of(finding) };
            cx.send(Action::View(ViewAction::Highlight(highlight)));
        }
    }
    explain_button(cx, ui, finding.measure, None, &finding.title);
    if let Some(misfit) = &finding.misfit {
        change_button(cx, ui, finding, misfit);
    }
}

/// The one change that a misfit would not outlast, put on trial.
fn change_button(cx: &PanelContext<'_>, ui: &mut Ui, finding: &Finding, misfit: &Misfit) {
    if cx.session.clearing() == Some(misfit) {
        let words = RichText::new("looking for the change…").small();
        ui.label(words.color(cx.color(Ink::TextQuiet)));
        return;
    }
    let hint =
        "Find the smallest change after which this would no longer hold, and put it on trial";
    let button = ui.small_button("Try the change").on_hover_text(hint);
    button.widget_info(|| {
        let label = format!("Try the change for {}", finding.title);
        WidgetInfo::labeled(WidgetType::Button, true, label)
    });
    if button.clicked() {
        cx.send(Action::View(ViewAction::Clear(misfit.clone())));
    }
}

/// What nobody has drawn yet: asked, and each with the way to answer it.
fn questions(cx: &PanelContext<'_>, ui: &mut Ui, questions: &[Question]) {
    if questions.is_empty() {
        return;
    }
    ui.add_space(12.0);
    Frame::group(ui.style()).inner_margin(10.0).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(strong("Not drawn yet", 14.5));
        for question in questions {
            ui.add_space(6.0);
            ui.label(&question.sentence);
            let quiet = RichText::new(&question.would_tell).small();
            ui.label(quiet.color(cx.color(Ink::TextQuiet)));
            let words = question.entry_words();
            let button = ui.small_button(words);
            button.widget_info(|| {
                let label = format!("{words}: {}", question.sentence);
                WidgetInfo::labeled(WidgetType::Button, true, label)
            });
            if button.clicked() {
                open_entry(cx, ui.ctx(), question);
            }
        }
    });
}

/// Opens what would answer a question.
fn open_entry(cx: &PanelContext<'_>, ctx: &Context, question: &Question) {
    let about = question.positions.first().copied();
    if let Some(id) = about {
        cx.send(Action::Select(SelectAction::Only(Item::Position(id))));
    }
    let tool = match question.ground {
        Ground::People => Some(Tool::Position),
        Ground::Chart => Some(Tool::ReportsTo),
        Ground::Flows => Some(Tool::Consult),
        _ => None,
    };
    match (question.ground, tool) {
        (_, Some(tool)) => cx.send(Action::View(ViewAction::Tool(tool))),
        (Ground::Survey, _) => cx.ask_window(WindowAction::Show(Page::Survey(about))),
        (Ground::Routines, _) => super::tab::show(cx, ctx, super::tab::Tab::Routines),
        _ if about.is_none() => {
            if let Some(id) = first_open(cx, question.ground) {
                cx.send(Action::Select(SelectAction::Only(Item::Position(id))));
            }
        }
        _ => {}
    }
}

/// The first position of which this is not known, whose fields are then shown.
fn first_open(cx: &PanelContext<'_>, ground: Ground) -> Option<PositionId> {
    let stage = cx.session.seen_stage();
    let asks = |id: PositionId| {
        let mut flows = stage.flows().iter();
        flows.any(|(_, it)| it.from == id && it.kind == FlowKind::Consult)
    };
    let mut positions = stage.positions().iter().filter(|(_, it)| !it.is_vacant());
    let found = positions.find(|(id, it)| match ground {
        Ground::Expertise => it.expertise.is_empty(),
        Ground::Rights => it.rights.is_empty(),
        Ground::Explore => it.explore.is_none(),
        Ground::Rules => it.rules.is_none(),
        Ground::Ratings => it.wants.is_none(),
        Ground::Pins => it.pin.is_none(),
        _ => !asks(*id),
    });
    found.map(|(id, _)| id).or_else(|| stage.positions().ids().next())
}
