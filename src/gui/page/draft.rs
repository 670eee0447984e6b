//! A file of another program before anything is made of it: the map it would make, small; what
//! becomes of every row; what its columns and relations are used for; and what it would change in
//! the open map.

use eframe::egui::{
    self, Align2, Area, Frame, Grid, Id, Order, Pos2, ProgressBar, Rect, RichText, ScrollArea,
    Sense, Stroke, TextStyle, Ui, WidgetInfo, WidgetType, vec2,
};

use super::question::{answers, given_up};
use super::waiting::waiting;
use crate::drawing::Ink;
use crate::edit::Differences;
use crate::gui::app::context::PanelContext;
use crate::gui::app::theme::{modal, strong};
use crate::gui::panel::inspector::choose_within;
use crate::quantity::{MapPoint, MapRect};
use crate::session::{
    Action, DraftRow, FileAction, ImportAction, Intake, KnownRows, Proposal, Sketch, Way,
};
use crate::storage::{Fate, HEADERS, RelationUse, Use};

/// The encodings that a text can be read in, the usual ones first.
const ENCODINGS: [&str; 14] = [
    "UTF-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "macintosh",
    "UTF-16LE",
    "UTF-16BE",
    "Shift_JIS",
    "gb18030",
    "EUC-KR",
];

/// What can be shown of what a list would change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    Moved,
    New,
    Gone,
    Renamed,
    Changed,
}

/// That a file is being read, how far, and a button to stop it.
pub(in crate::gui) fn reading_note(cx: &PanelContext<'_>, ui: &Ui) {
    let Some((path, part)) = cx.session.reading_file() else { return };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    // It is there at once: frames on which it came up would be taken from reading.
    let area = Area::new(Id::new("reading")).order(Order::Foreground).fade_in(false);
    area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -36.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(format!("Reading {name}"));
                match part {
                    Some(part) => {
                        ui.add(
                            ProgressBar::new(part as f32).desired_width(160.0).show_percentage(),
                        );
                    }
                    None => {
                        waiting(ui);
                    }
                }
                if ui.button("Stop reading").clicked() {
                    cx.send(Action::File(FileAction::StopReading));
                }
            });
        });
    });
}

/// Shows what a file would make, before it is made. A click beside it does not throw it away.
pub(in crate::gui) fn draft_page(cx: &PanelContext<'_>, ui: &Ui, intake: &Intake) {
    let window = ui.ctx().content_rect().size();
    modal(ui.ctx(), "draft").show(ui.ctx(), |ui| {
        ui.set_width((window.x - 90.0).clamp(300.0, 1020.0));
        ui.label(strong(heading(intake), 20.0));
        let height = (window.y - 190.0).max(160.0);
        // Its height at once: it would grow to it frame by frame, and run away under the hand.
        let list = ScrollArea::vertical().id_salt("draft").max_height(height);
        list.min_scrolled_height(height).show(ui, |ui| {
            remarks(cx, ui, intake);
            what_becomes(cx, ui, intake);
            ui.add_space(6.0);
            choices(cx, ui, intake);
            ui.add_space(8.0);
            if let Some(proposal) = &intake.proposal {
                seen(cx, ui, intake, proposal);
            } else {
                waiting(ui);
            }
        });
        ui.add_space(10.0);
        let verb = match (intake.way, intake.is_pasted()) {
            (Way::NewMap, _) => "Make the map",
            (Way::Merge, true) => "Paste them",
            (Way::Merge, false) => "Merge into the map",
        };
        let chosen = answers(ui, &[(verb, true), ("Cancel", false)]);
        match chosen.or_else(|| given_up(ui).then_some(false)) {
            Some(true) => import(cx, ImportAction::Confirm),
            Some(false) => import(cx, ImportAction::Drop),
            None => {}
        }
    });
}

fn import(cx: &PanelContext<'_>, action: ImportAction) {
    cx.send(Action::Import(action));
}

fn heading(intake: &Intake) -> String {
    match &intake.proposal {
        Some(proposal) => format!("{}: {}", intake.name, proposal.draft.report.summary()),
        None => format!("{}…", intake.name),
    }
}

/// How the file as a whole was understood.
fn remarks(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake) {
    const FEW: usize = 3;
    let Some(proposal) = &intake.proposal else { return };
    for remark in proposal.draft.report.remarks.iter().take(FEW) {
        ui.label(RichText::new(remark).color(cx.color(Ink::TextQuiet)));
    }
}

/// A new map, or a part of the open one with all that would change.
fn what_becomes(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake) {
    if !intake.can_merge {
        return;
    }
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for (words, way) in [("A new map", Way::NewMap), ("Merge into the open map", Way::Merge)] {
            if ui.radio(intake.way == way, words).clicked() {
                import(cx, ImportAction::Way(way));
            }
        }
    });
    let plan = intake.proposal.as_ref().and_then(|proposal| proposal.plan.as_ref());
    if let Some(plan) = plan.filter(|_| intake.way == Way::Merge) {
        differences(cx, ui, intake, &plan.differences);
    }
}

/// What becomes of those who are on the map already.
fn known(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake) {
    ui.horizontal_wrapped(|ui| {
        for (words, rows) in [
            ("update them", KnownRows::Update),
            ("leave them as they are", KnownRows::LeaveOut),
            ("bring them in once more, without their keys", KnownRows::Again),
        ] {
            if ui.radio(intake.known == rows, words).clicked() {
                import(cx, ImportAction::Known(rows));
            }
        }
    });
}

fn differences(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake, found: &Differences) {
    if found.same > 0 || intake.known != KnownRows::Update {
        known(cx, ui, intake);
    } else if intake.is_pasted() {
        ui.label("None of them is on the map already.");
        found.told.iter().take(4).for_each(|told| drop(ui.label(told)));
        return;
    }
    let id = Id::new(("part of the differences", &intake.name));
    let mut part = ui.data(|data| data.get_temp::<Part>(id)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{} are on the map already:", found.same));
        for (at, words, count) in [
            (Part::Moved, "moved", found.moved.len()),
            (Part::New, "new", found.new.len()),
            (Part::Gone, "gone", found.gone.len()),
            (Part::Renamed, "renamed", found.renamed.len()),
            (Part::Changed, "changed otherwise", found.changed.len()),
        ] {
            if ui.selectable_label(part == at, format!("{count} {words}")).clicked() {
                part = at;
            }
        }
        let (new, other) = found.flows;
        if new + other > 0 {
            ui.label(format!("; flows: {new} new, {other} with another frequency"));
        }
    });
    ui.data_mut(|data| data.insert_temp(id, part));
    let nothing = |text: &str| if text.is_empty() { "nobody".to_owned() } else { text.to_owned() };
    let lines: Vec<String> = match part {
        Part::Moved => {
            let line = |it: &crate::edit::Moved| {
                format!("{}: from {} to {}", it.who, nothing(&it.from), nothing(&it.to))
            };
            found.moved.iter().map(line).collect()
        }
        Part::New => found.new.clone(),
        Part::Gone => found.gone.clone(),
        Part::Renamed => found.renamed.iter().map(|(a, b)| format!("{a} is now {b}")).collect(),
        Part::Changed => found.changed.iter().map(|(who, what)| format!("{who}: {what}")).collect(),
    };
    let row = ui.text_style_height(&TextStyle::Body);
    let list = ScrollArea::vertical().id_salt("differences").max_height(110.0);
    list.auto_shrink([false, true]).show_rows(ui, row, lines.len(), |ui, range| {
        for line in lines.get(range).unwrap_or_default() {
            ui.add(egui::Label::new(line).truncate());
        }
    });
    for told in found.told.iter().take(4) {
        ui.label(RichText::new(told).color(cx.color(Ink::Instruct)));
    }
    if !found.gone.is_empty() && found.same > 0 {
        let mut remove = intake.remove_gone;
        let words = format!("Take out the {} who are gone", found.gone.len());
        if ui.checkbox(&mut remove, words).changed() {
            import(cx, ImportAction::RemoveGone(remove));
        }
    }
}

/// What columns and relations are used for, and the encoding of the text.
fn choices(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake) {
    let list = ScrollArea::vertical().id_salt("uses").max_height(120.0);
    list.show(ui, |ui| {
        columns(cx, ui, intake);
        relations(cx, ui, intake);
    });
    let source = &intake.source;
    ui.horizontal_wrapped(|ui| {
        if source.has_undirected() {
            let mut both = intake.choices.both_ways;
            if ui.checkbox(&mut both, "Ties without a direction count both ways").changed() {
                import(cx, ImportAction::BothWays(both));
            }
        }
        if let Some(now) = source.encoding {
            ui.label("Read as:");
            let mut all: Vec<(&'static str, String)> =
                ENCODINGS.iter().map(|name| (*name, (*name).to_owned())).collect();
            if !ENCODINGS.contains(&now) {
                all.insert(0, (now, now.to_owned()));
            }
            let id = Id::new("encoding of a file");
            if let Some(encoding) = choose_within(ui, id, "Encoding", &now, &all, 130.0) {
                import(cx, ImportAction::Encoding(encoding));
            }
        }
        if intake.is_waiting {
            waiting(ui);
        }
    });
}

fn columns(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake) {
    let source = &intake.source;
    let uses: Vec<(Use, String)> =
        HEADERS.iter().map(|row| (row.used_as, row.word.to_owned())).collect();
    ui.horizontal_wrapped(|ui| {
        for (number, (name, used)) in source.columns.iter().zip(&intake.choices.columns).enumerate()
        {
            let name = match name.trim() {
                "" => format!("column {}", number + 1),
                name => name.to_owned(),
            };
            ui.label(format!("{name}:")).on_hover_text(source.sample(number).join("\n"));
            let id = Id::new(("use of a column of a file", number));
            let label = format!("Use of {name}");
            if let Some(used) = choose_within(ui, id, &label, used, &uses, 110.0) {
                import(cx, ImportAction::UseColumn(number, used));
            }
            ui.add_space(8.0);
        }
    });
}

fn relations(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake) {
    let source = &intake.source;
    let kinds: Vec<(RelationUse, String)> =
        RelationUse::ALL.iter().map(|used| (*used, used.word().to_owned())).collect();
    for (number, (name, used)) in source.relations.iter().zip(&intake.choices.relations).enumerate()
    {
        ui.horizontal(|ui| {
            let name = if name.is_empty() { "the ties" } else { name.as_str() };
            ui.label(format!("{name} ({}): the first", source.ties_of(number)));
            let id = Id::new(("use of a relation of a file", number));
            let label = format!("Use of {name}");
            if let Some(used) = choose_within(ui, id, &label, used, &kinds, 150.0) {
                import(cx, ImportAction::UseRelation(number, used));
            }
            ui.label("the second");
        });
    }
}

/// The map, small, and the rows beside it.
fn seen(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake, proposal: &Proposal) {
    let wide = ui.available_width() >= 640.0;
    let both = |ui: &mut Ui| {
        let width = if wide { ui.available_width() * 0.4 } else { ui.available_width() };
        ui.vertical(|ui| small_map(cx, ui, intake, proposal, width));
        ui.vertical(|ui| rows(cx, ui, &intake.name, &proposal.rows));
    };
    if wide {
        ui.horizontal_top(both)
    } else {
        ui.vertical(|ui| both(ui))
    };
}

fn small_map(cx: &PanelContext<'_>, ui: &mut Ui, intake: &Intake, proposal: &Proposal, width: f32) {
    let stage = proposal.map().first_stage().and_then(|id| proposal.map().stage(id));
    let count = |of: fn(&crate::model::Stage) -> usize| stage.map_or(0, of);
    let (people, lines) = (count(|it| it.positions().len()), count(|it| it.lines().len()));
    let flows = count(|it| it.flows().len());
    let words = format!(
        "{}, {lines} reporting lines, {flows} flows",
        crate::wording::words::positions(people)
    );
    ui.label(RichText::new(&words).color(cx.color(Ink::TextQuiet)));
    let (area, response) = ui.allocate_exact_size(vec2(width, 260.0), Sense::hover());
    let label = format!("{} as a map: {words}", intake.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, label.as_str()));
    ui.painter().rect_filled(area, 4.0, cx.color(Ink::Paper));
    match &proposal.sketch {
        Some(sketch) => {
            let under = paint(cx, ui, area, sketch);
            if let Some(title) = under {
                response.on_hover_text(title);
            }
        }
        None => {
            let why = if people == 0 { "nobody" } else { "too many to be shown so small" };
            let font = TextStyle::Body.resolve(ui.style());
            let color = cx.color(Ink::TextQuiet);
            ui.painter().text(area.center(), Align2::CENTER_CENTER, why, font, color);
        }
    }
}

/// Paints boxes and lines into an area; gives the title under the pointer.
fn paint(cx: &PanelContext<'_>, ui: &Ui, area: Rect, sketch: &Sketch) -> Option<String> {
    let rects = sketch.boxes.iter().map(|(rect, _)| *rect);
    let whole = rects.reduce(|all, one| all.union(&one))?.expanded(12.0);
    let scale = (f64::from(area.width()) / whole.width().max(1.0))
        .min(f64::from(area.height()) / whole.height().max(1.0))
        .min(1.0);
    let middle = whole.center();
    let place = |point: MapPoint| -> Pos2 {
        let (x, y) = ((point.x - middle.x) * scale, (point.y - middle.y) * scale);
        area.center() + vec2(x as f32, y as f32)
    };
    let boxed = |rect: &MapRect| Rect::from_min_max(place(rect.min), place(rect.max));
    let painter = ui.painter().with_clip_rect(area);
    for (ends, ink) in [(&sketch.flows, Ink::Consult), (&sketch.lines, Ink::Line)] {
        let stroke = Stroke::new(1.0, cx.color(ink).gamma_multiply(0.7));
        for (from, to) in ends {
            painter.line_segment([place(*from), place(*to)], stroke);
        }
    }
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let mut under = None;
    for (rect, title) in &sketch.boxes {
        let rect = boxed(rect);
        painter.rect_filled(rect, 2.0, cx.color(Ink::Position));
        let edge = Stroke::new(0.7, cx.color(Ink::PositionEdge));
        painter.rect_stroke(rect, 2.0, edge, egui::StrokeKind::Middle);
        if rect.height() > 13.0 {
            let font = egui::FontId::proportional((rect.height() * 0.3).clamp(8.0, 13.0));
            let clipped = painter.with_clip_rect(rect.intersect(area));
            clipped.text(rect.center(), Align2::CENTER_CENTER, title, font, cx.color(Ink::Text));
        }
        if pointer.is_some_and(|at| rect.contains(at)) {
            under = Some(title.clone());
        }
    }
    under
}

/// What becomes of every row, or of those of one fate.
fn rows(cx: &PanelContext<'_>, ui: &mut Ui, file: &str, rows: &[DraftRow]) {
    let id = Id::new(("fate that is shown", file));
    let mut only = ui.data(|data| data.get_temp::<Option<Fate>>(id)).flatten();
    ui.horizontal_wrapped(|ui| {
        if ui.selectable_label(only.is_none(), format!("all {}", rows.len())).clicked() {
            only = None;
        }
        for fate in Fate::ALL {
            let count = rows.iter().filter(|row| row.fate == fate).count();
            let words = format!("{count} {}", fate.word());
            if ui.selectable_label(only == Some(fate), words).clicked() {
                only = Some(fate);
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, only));
    let shown: Vec<&DraftRow> =
        rows.iter().filter(|row| only.is_none_or(|fate| row.fate == fate)).collect();
    let height = ui.text_style_height(&TextStyle::Body) + 3.0;
    let list = ScrollArea::both().id_salt("rows of a file").max_height(238.0);
    list.auto_shrink([false, false]).show_rows(ui, height, shown.len(), |ui, range| {
        let grid =
            Grid::new("rows of a file").num_columns(4).striped(true).min_row_height(height - 3.0);
        grid.spacing(vec2(12.0, 3.0)).show(ui, |ui| {
            for row in shown.get(range).unwrap_or_default() {
                ui.label(RichText::new(&row.place).color(cx.color(Ink::TextQuiet)));
                let ink = match row.fate {
                    Fate::Made | Fate::Merged => Ink::TextQuiet,
                    Fate::Changed => Ink::Text,
                    Fate::Refused => Ink::Instruct,
                };
                ui.label(RichText::new(row.fate.word()).color(cx.color(ink)));
                ui.label(shortened(&row.words)).on_hover_text(&row.words);
                ui.label(&row.why).on_hover_text(&row.why);
                ui.end_row();
            }
        });
    });
}

/// So much of a row that its neighbours still find room.
fn shortened(words: &str) -> String {
    const MOST: usize = 42;
    let line: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
