//! The survey: the form for one respondent after the other, and the preview of answers from a
//! table.

use eframe::egui::{
    Align, Button, Id, Label, Layout, RichText, ScrollArea, Ui, WidgetInfo, WidgetType, vec2,
};

use crate::clipboard::Answers;
use crate::drawing::Ink;
use crate::gui::app::context::{PanelContext, Shown, WindowAction};
use crate::gui::app::theme::strong;
use crate::gui::page::question::given_up;
use crate::gui::panel::inspector::title_of;
use crate::model::{PositionId, SurveyResponse, Voice};
use crate::session::{Action, Export, FileAction, SurveyAction};
use crate::wording::{FEWEST_ANSWERS, READINESS, SURVEY, SurveyItem, survey_page, voice_words};

/// What is being filled in.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    position: Option<PositionId>,
    voice: Voice,
    answers: [Option<u8>; 7],
    readiness: [Option<u8>; 3],
}

/// How many answers there are about a position in each voice, in words.
pub(in crate::gui) fn counts(survey: &[SurveyResponse]) -> String {
    let count = |voice| survey.iter().filter(|response| response.voice == voice).count();
    format!("{} enacted, {} espoused", count(Voice::Enacted), count(Voice::Espoused))
}

/// The survey as a page of its own, to be written where the person says.
pub(in crate::gui) fn page(cx: &PanelContext<'_>) -> Action {
    let text = survey_page(&cx.session.seen_map().header().title);
    let (suggestion, kind) = ("survey.html".to_owned(), "Web page");
    Action::File(FileAction::Export(Export {
        suggestion,
        kind,
        ending: "html",
        content: text.into(),
    }))
}

/// The form. It opens for the position that is asked for, and stays with the one chosen in it.
pub(in crate::gui) fn survey_page_shown(cx: &PanelContext<'_>, ui: &Ui, about: Option<PositionId>) {
    let id = Id::new("survey form");
    let stage = cx.session.seen_stage();
    let first = about.or_else(|| stage.positions().ids().next());
    let kept = ui.data(|data| data.get_temp::<(Option<PositionId>, Draft)>(id));
    let mut draft = match kept {
        Some((opened, draft)) if opened == about => draft,
        _ => Draft {
            position: first,
            voice: Voice::Enacted,
            answers: [None; 7],
            readiness: [None; 3],
        },
    };
    draft.position = draft.position.filter(|id| stage.positions().contains(*id)).or(first);
    let shown = crate::gui::app::theme::modal(ui.ctx(), "survey").show(ui.ctx(), |ui| {
        ui.set_width(760.0_f32.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(strong("Survey", 20.0));
        let words = "Seven questions about how work is done, and three about whoever leads. Respondents stay unnamed: nobody is \
                     asked who they are, and single answers are not shown again.";
        ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        whom(cx, ui, &mut draft);
        let height = ui.ctx().content_rect().height() - 370.0;
        ScrollArea::vertical().max_height(height.max(160.0)).show(ui, |ui| items(ui, &mut draft));
        ui.add_space(8.0);
        buttons(cx, ui, &mut draft);
    });
    let close = shown.should_close();
    ui.data_mut(|data| data.insert_temp(id, (about, draft)));
    if close {
        cx.ask_window(WindowAction::Close);
    }
}

fn whom(cx: &PanelContext<'_>, ui: &mut Ui, draft: &mut Draft) {
    let stage = cx.session.seen_stage();
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.label("About");
        let entries: Vec<(Option<PositionId>, String)> =
            stage.positions().iter().map(|(id, it)| (Some(id), title_of(it))).collect();
        let salt = Id::new("survey about");
        let chosen = crate::gui::panel::inspector::choose(
            ui,
            salt,
            "About which position",
            &draft.position,
            &entries,
        );
        draft.position = chosen.unwrap_or(draft.position);
        let known = draft.position.and_then(|id| stage.positions().get(id));
        if let Some(position) = known {
            let words = format!("so far: {}", counts(&position.survey));
            ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        }
    });
    for voice in [Voice::Enacted, Voice::Espoused] {
        let (name, who) = voice_words(voice);
        ui.radio_value(&mut draft.voice, voice, format!("{name}: {who}"));
    }
    ui.add_space(4.0);
}

fn items(ui: &mut Ui, draft: &mut Draft) {
    for (number, item) in SURVEY.iter().enumerate() {
        ui.add_space(6.0);
        ui.label(strong(format!("{}. {}", number + 1, item.topic), 14.5));
        answer_row(ui, number, item, &mut draft.answers[number]);
    }
    for (place, item) in READINESS.iter().enumerate() {
        let number = SURVEY.len() + place;
        ui.add_space(6.0);
        ui.label(strong(format!("{}. {}", number + 1, item.topic), 14.5));
        answer_row(ui, number, item, &mut draft.readiness[place]);
    }
}

fn answer_row(ui: &mut Ui, number: usize, item: &SurveyItem, answer: &mut Option<u8>) {
    let side = ((ui.available_width() - 300.0) / 2.0).max(110.0);
    let end = |ui: &mut Ui, words: &str| {
        ui.allocate_ui_with_layout(vec2(side, 40.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(side);
            ui.add(Label::new(words).wrap());
        });
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        end(ui, item.low);
        for value in 1..=7_u8 {
            let chosen = *answer == Some(value);
            let button = Button::new(value.to_string()).selected(chosen).min_size(vec2(32.0, 28.0));
            let response = ui.add(button);
            response.widget_info(|| {
                let label = format!("Item {}, answer {value} of 7", number + 1);
                WidgetInfo::selected(WidgetType::RadioButton, true, chosen, label)
            });
            if response.clicked() {
                *answer = if chosen { None } else { Some(value) };
            }
        }
        ui.add_space(8.0);
        end(ui, item.high);
    });
}

fn buttons(cx: &PanelContext<'_>, ui: &mut Ui, draft: &mut Draft) {
    let given = draft.answers.iter().flatten().count();
    let ready = draft.readiness.iter().flatten().count();
    let enough = given >= FEWEST_ANSWERS || (given == 0 && ready > 0);
    ui.horizontal_wrapped(|ui| {
        let add = ui.add_enabled(enough, Button::new("Add these answers"));
        let add = add.on_disabled_hover_text(
            "Answer four of the first seven items or more, or only some of the last three",
        );
        if add.clicked()
            && let Some(position) = draft.position
        {
            let Draft { voice, answers, readiness, .. } = *draft;
            cx.send(Action::Survey(SurveyAction::Add { position, voice, answers, readiness }));
            (draft.answers, draft.readiness) = ([None; 7], [None; 3]);
        }
        if ui.button("Close").clicked() {
            cx.ask_window(WindowAction::Close);
        }
        if ui.button("Save as a page to print…").clicked() {
            cx.ask_window(WindowAction::Close);
            cx.send(page(cx));
        }
        if ui.button("Import answers…").clicked() {
            cx.ask_window(WindowAction::Close);
            cx.send(Action::File(FileAction::ImportAnswers));
        }
        let known = draft.position.and_then(|id| cx.session.seen_stage().positions().get(id));
        if let (Some(id), true) = (draft.position, known.is_some_and(|it| !it.survey.is_empty()))
            && ui.button("Remove all answers about it").clicked()
        {
            cx.send(Action::Survey(SurveyAction::Clear(id)));
        }
    });
    let words = match enough {
        true => format!("{given} of 7 and {ready} of 3 answered."),
        false => format!(
            "{given} of 7 and {ready} of 3 answered; four of the first seven are needed for them \
             to count."
        ),
    };
    ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
}

/// How many answers there are about a position, and the way to the form.
pub(in crate::gui) fn survey_of(cx: &PanelContext<'_>, ui: &mut Ui, id: PositionId) {
    let Some(position) = cx.session.seen_stage().positions().get(id) else { return };
    crate::gui::panel::inspector::heading(ui, "Survey");
    ui.label(counts(&position.survey));
    if ui.button("Answer the survey…").clicked() {
        cx.ask_window(WindowAction::Show(Shown::Survey(Some(id))));
    }
}

/// What a table of answers would add, and what could not be read.
pub(in crate::gui) fn answers_preview(cx: &PanelContext<'_>, ui: &Ui, answers: &Answers) {
    let count = answers.count();
    let stage = cx.session.seen_stage();
    crate::gui::app::theme::modal(ui.ctx(), "answers").show(ui.ctx(), |ui| {
        ui.set_width(620.0);
        let noun = if count == 1 { "respondent" } else { "respondents" };
        ui.label(strong(format!("Add the answers of {count} {noun}?"), 20.0));
        let words = "Respondents are numbered; their names are left out.";
        ui.label(RichText::new(words).color(cx.color(Ink::TextQuiet)));
        let list = ScrollArea::vertical().id_salt("about").max_height(220.0);
        list.show(ui, |ui| {
            for (id, responses) in &answers.responses {
                let title = stage.positions().get(*id).map(title_of).unwrap_or_default();
                ui.label(format!("{title}: {}", counts(responses)));
            }
        });
        if !answers.told.is_empty() {
            ui.add_space(8.0);
            ui.label(strong("Not read", 15.0).color(cx.color(Ink::Instruct)));
            let list = ScrollArea::vertical().id_salt("not read").max_height(140.0);
            list.show(ui, |ui| {
                for words in &answers.told {
                    ui.label(words);
                }
            });
        }
        ui.add_space(12.0);
        let decided =
            crate::gui::page::question::answers(ui, &[("Add them", true), ("Cancel", false)]);
        match decided.or_else(|| given_up(ui).then_some(false)) {
            Some(true) => cx.send(Action::Survey(SurveyAction::Confirm)),
            Some(false) => cx.send(Action::Survey(SurveyAction::Drop)),
            None => {}
        }
    });
}
