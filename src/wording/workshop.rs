//! What a workshop needs on paper: the agenda written from the scenes, the sheet to guess on, and
//! an empty sheet to draw on. Each is one page of HTML that loads nothing from anywhere.

use std::fmt::Write;

use super::guess::guess_question;
use super::survey::{PRINT_STYLE, escaped};
use crate::model::{GuessQuestion, GuessRound, OrgMap, RoundId, Scene, StageId, Subject};

/// How long a workshop takes, in minutes.
pub const WORKSHOP: u32 = 90;

/// One part of a workshop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// When it begins, in minutes from the start.
    pub from: u32,
    /// How long it takes, in minutes; at least 1.
    pub minutes: u32,
    /// What happens.
    pub what: String,
    /// How, and what to ask.
    pub how: String,
}

/// The agenda of a workshop of [`WORKSHOP`] minutes round these scenes. The scenes share what
/// drawing, guessing and closing leave; those about what if and about the comparison of stages
/// take twice as long as the others. More scenes than minutes are shown by several in a minute,
/// and stand as one part.
#[must_use]
pub fn agenda<'a>(scenes: impl IntoIterator<Item = &'a Scene>) -> Vec<AgendaItem> {
    let scenes: Vec<&Scene> = scenes.into_iter().collect();
    let before = [
        (5, "Welcome", "What the map is for, and what it is not: a picture of work, not of worth."),
        (
            20,
            "Draw it round the table",
            "F4: person by person, whom do you ask before you decide? Nobody is an answer too.",
        ),
        (
            10,
            "Guess first",
            "F9: everybody places a pin before anything is shown; hand out the guess sheet.",
        ),
    ];
    let after = [
        (
            10,
            "Keep one change",
            "Choose one edit, keep it as a stage of its own (Ctrl Shift N) and compare the two.",
        ),
        (5, "Close", "Who does what until when? Hand out the report and the pictures."),
    ];
    let fixed: u32 = before.iter().chain(&after).map(|(minutes, ..)| minutes).sum();
    let mut items: Vec<(u32, String, String)> = Vec::new();
    items.extend(before.map(|(minutes, what, how)| (minutes, what.to_owned(), how.to_owned())));
    items.extend(of_scenes(&scenes, WORKSHOP - fixed));
    items.extend(after.map(|(minutes, what, how)| (minutes, what.to_owned(), how.to_owned())));
    let mut from = 0;
    let part = |(minutes, what, how)| {
        let item = AgendaItem { from, minutes, what, how };
        from += minutes;
        item
    };
    items.into_iter().map(part).collect()
}

/// The scenes with their share of so many minutes.
fn of_scenes(scenes: &[&Scene], minutes: u32) -> Vec<(u32, String, String)> {
    let title = |scene: &Scene| match scene.title.trim() {
        "" => "A scene without a title".to_owned(),
        title => title.to_owned(),
    };
    if scenes.is_empty() {
        let how = "Walk through the lenses, 1 to 7; make a scene of what strikes people (F7).";
        return vec![(minutes, "Look at the map".to_owned(), how.to_owned())];
    }
    if scenes.len() as u32 > minutes {
        let names: Vec<String> = scenes.iter().map(|scene| title(scene)).collect();
        return vec![(minutes, format!("{} scenes", scenes.len()), names.join("; "))];
    }
    let weight = |scene: &Scene| match scene.subject {
        Subject::WhatIf | Subject::Comparison { .. } => 2,
        Subject::Map | Subject::Guesses(_) => 1,
    };
    let whole: u32 = scenes.iter().map(|scene| weight(scene)).sum();
    // One minute for each, and the rest by weight; what is left over by rounding goes to the last.
    let rest = minutes - scenes.len() as u32;
    let mut items: Vec<(u32, String, String)> = scenes
        .iter()
        .map(|scene| {
            let share = 1 + rest * weight(scene) / whole;
            (share, title(scene), scene.note.trim().to_owned())
        })
        .collect();
    let given: u32 = items.iter().map(|(minutes, ..)| minutes).sum();
    if let Some((last, ..)) = items.last_mut() {
        *last += minutes - given;
    }
    items
}

/// The agenda as a page to print.
#[must_use]
pub fn agenda_page(title: &str, items: &[AgendaItem]) -> String {
    let mut rows = String::new();
    for item in items {
        let _ = writeln!(
            rows,
            "<tr><td class=\"when\">{}:{:02}</td><td class=\"when\">{} min</td><td><strong>{}\
             </strong><br>{}</td></tr>",
            item.from / 60,
            item.from % 60,
            item.minutes,
            escaped(&item.what),
            escaped(&item.how)
        );
    }
    let heading = headed("Agenda", title);
    let body = format!(
        "<h1>{heading}</h1>\n<p>{WORKSHOP} minutes. Times count from the start.</p>\n\
         <table class=\"rows\">\n{rows}</table>\n"
    );
    page(&heading, &body)
}

/// What can be guessed about a stage: the rounds that were opened for it, or else where the centre
/// is, who is asked most and how much goes sideways, and who knows most in each domain.
#[must_use]
pub fn guess_questions(map: &OrgMap, stage: StageId) -> Vec<GuessQuestion> {
    let rounds: Vec<(RoundId, &GuessRound)> =
        map.rounds().iter().filter(|(_, round)| round.stage == stage).collect();
    let mut questions: Vec<GuessQuestion> = Vec::new();
    for (_, round) in &rounds {
        if !questions.contains(&round.question) {
            questions.push(round.question.clone());
        }
    }
    if !questions.is_empty() {
        return questions;
    }
    questions.extend([GuessQuestion::Center, GuessQuestion::AskedMost, GuessQuestion::Sideways]);
    let positions = map.stage(stage).into_iter().flat_map(|stage| stage.positions().iter());
    let mut domains: Vec<_> =
        positions.flat_map(|(_, position)| position.expertise.keys().cloned()).collect();
    domains.sort();
    domains.dedup();
    questions.extend(domains.into_iter().map(GuessQuestion::KnowsMost));
    questions
}

/// The sheet to guess on, with these questions and no answer.
#[must_use]
pub fn guess_page(title: &str, questions: &[GuessQuestion]) -> String {
    let heading = headed("Guess first", title);
    let mut body = format!(
        "<h1>{heading}</h1>\n<p>Guess before the answer is shown. There is nothing to win: what \
         people expect is worth as much as what is. You may leave your name out.</p>\n\
         <p class=\"about\">Name: <span class=\"line\"></span></p>\n"
    );
    for (number, question) in questions.iter().enumerate() {
        let _ = writeln!(body, "<h2>{}. {}</h2>", number + 1, escaped(&guess_question(question)));
        body.push_str(&match question {
            GuessQuestion::Center => scale(
                ["everyone counts alike", "in between", "it runs on orders alone"],
                ["0", "0.5", "1"],
            ),
            GuessQuestion::Sideways => {
                scale(["none of it", "half of it", "all of it"], ["0 %", "50 %", "100 %"])
            }
            GuessQuestion::AskedMost | GuessQuestion::KnowsMost(_) => {
                "<p class=\"about\">Position: <span class=\"line\"></span></p>\n".to_owned()
            }
        });
    }
    page(&heading, &body)
}

/// A line to make a cross on, with what its ends and middle say.
fn scale(ends: [&str; 3], numbers: [&str; 3]) -> String {
    let mut ticks = String::new();
    for tick in 0..=10 {
        let long = if tick % 5 == 0 { " class=\"long\"" } else { "" };
        let _ = write!(ticks, "<td{long}></td>");
    }
    let [low, middle, high] = ends.map(escaped);
    let [a, b, c] = numbers;
    format!(
        "<p class=\"small\">Make one cross on the line.</p>\n<table class=\"scale\"><tr>{ticks}\
         </tr></table>\n<table class=\"ends\"><tr><td>{a}<br>{low}</td><td class=\"middle\">{b}\
         <br>{middle}</td><td class=\"high\">{c}<br>{high}</td></tr></table>\n"
    )
}

/// An empty sheet to draw a map on by hand, with the signs that the program draws with.
#[must_use]
pub fn blank_page(title: &str) -> String {
    let heading = headed("Map sheet", title);
    let arrow = |color: &str, dash: &str, words: &str| {
        format!(
            "<span class=\"sign\"><svg width=\"64\" height=\"14\" viewBox=\"0 0 64 14\">\
             <path d=\"M2 7H56\" stroke=\"{color}\" stroke-width=\"2\" fill=\"none\"{dash}/>\
             <path d=\"M54 2L62 7L54 12Z\" fill=\"{color}\"/></svg> {words}</span>\n"
        )
    };
    let body = format!(
        "<h1>{heading}</h1>\n<p class=\"small\">One box for each position, the superior above. \
         Write how often beside an arrow: 1 seldom, 5 every day. Whoever asks nobody gets a \
         circle.</p>\n<p>{}{}{}<span class=\"sign\">Date: <span class=\"line short\"></span></span>\
         </p>\n<div class=\"sheet\"></div>\n",
        arrow("#1b7a3d", "", "asks before deciding"),
        arrow("#b3261e", "", "tells what to do"),
        arrow("#555555", " stroke-dasharray=\"6 4\"", "lets know"),
    );
    page(&heading, &body)
}

fn headed(what: &str, title: &str) -> String {
    match title.trim() {
        "" => what.to_owned(),
        title => format!("{what}: {}", escaped(title)),
    }
}

fn page(heading: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>{heading}\
         </title>\n<style>\n{PRINT_STYLE}{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

const STYLE: &str = "\
h2 { font-size: 13pt; margin: 7mm 0 2mm; break-after: avoid; }
.small { color: #555; font-size: 9.5pt; }
.rows td { padding: 2.2mm 3mm 2.2mm 0; border-top: 0.25mm solid #bbb; vertical-align: top; }
.when { white-space: nowrap; width: 1%; }
.scale { border-top: 0.6mm solid #222; }
.scale td { height: 3mm; border-left: 0.35mm solid #222; width: 10%; }
.scale td.long { height: 5mm; }
.scale td:last-child { width: 0; }
.ends td { width: 33.3%; font-size: 9.5pt; color: #333; }
.ends .middle { text-align: center; } .ends .high { text-align: right; }
.sign { display: inline-block; margin-right: 8mm; } .sign svg { vertical-align: middle; }
.short { width: 30mm; }
.sheet { height: 195mm; border: 0.35mm solid #444; border-radius: 2mm; }
";
