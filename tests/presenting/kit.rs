//! What people take home: the agenda, the pages to print, the pictures of scenes, and the folder
//! with all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command as ProcessCommand;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use fulcrum::analysis::Cancel;
use fulcrum::drawing::{Mark, Page, SceneSheet, StageReadings, Theme};
use fulcrum::edit::{Command, Editor, LineCommand, PositionCommand, PositionValue, StageCommand};
use fulcrum::export::kit;
use fulcrum::model::{
    GuessQuestion, Holder, Manner, OrgMap, PositionId, Scene, StageId, Subject, Veil,
};
use fulcrum::storage::{read, read_orgmap};
use fulcrum::wording::{
    StageChanges, agenda, agenda_page, blank_page, default_scenes, guess_page, guess_questions,
};
use fulcrum::work::write_kit;
use zip::ZipArchive;

fn example(file: &str) -> OrgMap {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(file);
    read(&path).expect("an example").map
}

/// A map with the usual scenes.
fn with_scenes(mut map: OrgMap) -> OrgMap {
    let stage = map.first_stage().unwrap();
    let known = StageReadings::of(&map, stage, &Cancel::never()).unwrap();
    let scenes = default_scenes(&map, stage, Some((&known.analysis, &known.reading)));
    let mut editor = Editor::<()>::new(map);
    for scene in scenes {
        let add = fulcrum::edit::SceneCommand::Add { scene: Box::new(scene) };
        editor.execute(stage, &Command::Scene(add), ()).unwrap();
    }
    map = editor.map().clone();
    map
}

#[test]
fn an_agenda_fills_ninety_minutes_without_a_gap_whatever_the_scenes() {
    let scene = |subject| Scene { subject, ..Scene::new("S", StageId(1), "structure") };
    for count in [0, 1, 2, 9, 39, 40, 41, 200] {
        let mut scenes: Vec<Scene> = (0..count).map(|_| scene(Subject::Map)).collect();
        if count > 2 {
            scenes[1].subject = Subject::WhatIf;
        }
        let items = agenda(&scenes);
        let mut at = 0;
        for item in &items {
            assert_eq!(item.from, at, "{count} scenes");
            assert!(item.minutes >= 1 && !item.what.is_empty());
            at += item.minutes;
        }
        assert_eq!(at, 90, "{count} scenes");
    }
    // By hand: 40 minutes for nine scenes of which one counts twice: 1 + 31 / 10 = 4 each, 7 for
    // the one, and the last takes the one that is left.
    let mut scenes = vec![scene(Subject::Map); 9];
    scenes[1].subject = Subject::WhatIf;
    let minutes: Vec<u32> = agenda(&scenes)[3..12].iter().map(|item| item.minutes).collect();
    assert_eq!(minutes, [4, 7, 4, 4, 4, 4, 4, 4, 5]);
}

#[test]
fn printed_pages_ask_and_do_not_answer_and_load_nothing() {
    let map = example("lab-run-as-plant.orgmap");
    let stage = map.first_stage().unwrap();
    let questions = guess_questions(&map, stage);
    assert!(questions.contains(&GuessQuestion::Center));
    assert!(questions.iter().any(|it| matches!(it, GuessQuestion::KnowsMost(_))));
    let guess = guess_page("<b>A & B</b>", &questions);
    assert!(guess.contains("Where is the centre of gravity?"));
    assert!(guess.contains("&lt;b&gt;A &amp; B&lt;/b&gt;") && !guess.contains("<b>"));
    assert!(!guess.contains("0.67"), "the answer does not stand on the sheet");
    let pages = [guess, blank_page("A"), agenda_page("A", &agenda([]))];
    for page in &pages {
        for outside in ["http", "src=", "href=", "url(", "@import", "<script"] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    }
}

#[test]
fn a_kit_holds_everything_once_and_every_picture_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let map = with_scenes(example("lab-run-as-plant.orgmap"));
    let stage = map.first_stage().unwrap();
    let place = folder.path().join("kit");
    let mut told = Vec::new();
    let tell = &mut |done: usize, total: usize| told.push((done, total));
    let written = write_kit(&map, stage, (&place, false), &Cancel::never(), tell).unwrap();
    let names: BTreeSet<String> = written
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), written.len());
    for name in ["report.html", "agenda.html", "guess-sheet.html", "survey.html", "map-sheet.html"]
    {
        assert!(names.contains(name), "{name}");
    }
    let pictures: Vec<&String> = names.iter().filter(|name| name.ends_with(".png")).collect();
    assert_eq!(pictures.len(), map.scenes().len());
    for picture in &pictures {
        let page = picture.replace(".png", ".pdf");
        assert!(names.contains(&page), "{page}");
    }
    let pages = names.iter().filter(|name| name.ends_with(".pdf"));
    assert_eq!(pages.clone().count(), map.scenes().len() + 1, "and all of them in one");
    for name in pages {
        let bytes = std::fs::read(place.join(name)).unwrap();
        assert!(
            bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
            "{name}"
        );
    }
    assert!(names.contains("scenes.pdf"));
    let slides = slide_texts(&std::fs::read(place.join("slides.pptx")).unwrap());
    assert_eq!(slides.len(), map.scenes().len(), "a slide for every scene");
    assert!(pictures[0].starts_with("scene-01-the-structure"), "{}", pictures[0]);
    for name in pictures {
        let bytes = std::fs::read(place.join(name)).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"), "{name}");
    }
    let text = std::fs::read(place.join("map.orgmap")).unwrap();
    let back = read_orgmap(&text, Path::new("map.orgmap")).unwrap().map;
    assert_eq!(back.scenes().len(), map.scenes().len());
    let (done, total) = *told.last().unwrap();
    assert_eq!(done, total, "what is told ends with all of it");
    // A second kit in the same place writes nothing over.
    let again = write_kit(&map, stage, (&place, false), &Cancel::never(), &mut |_, _| {});
    assert!(again.is_err_and(|why| why.to_string().contains("there")));
    assert!(write_kit(&map, stage, (&place, true), &Cancel::never(), &mut |_, _| {}).is_ok());
}

#[test]
fn a_kit_that_is_called_off_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let map = example("plant.orgmap");
    let place = folder.path().join("kit");
    let stage = map.first_stage().unwrap();
    let counter = Arc::new(AtomicU64::new(0));
    let off = Cancel::at(&counter);
    counter.fetch_add(1, Ordering::AcqRel);
    let done = write_kit(&map, stage, (&place, false), &off, &mut |_, _| {});
    assert!(done.is_err());
    assert!(!place.exists());
}

/// The parts of a presentation that hold its slides, in order of their names.
fn slide_texts(bytes: &[u8]) -> Vec<String> {
    let parts = presentation(bytes).into_iter();
    let slides = parts.filter(|(name, _)| name.starts_with("ppt/slides/slide"));
    slides.map(|(_, text)| text).collect()
}

/// Every part of a presentation: its name and its text.
fn presentation(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(part.name().unwrap().into_owned(), text);
    }
    parts
}

/// The texts of a document as another program reads them; nothing where that program is missing,
/// which is said. Pages are parted by form feeds.
fn document_text(bytes: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, bytes).unwrap();
    let read = ProcessCommand::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
    match read {
        Ok(read) => {
            assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
            Some(String::from_utf8_lossy(&read.stdout).into_owned())
        }
        Err(why) => {
            eprintln!("texts of documents are not read: pdftotext: {why}");
            None
        }
    }
}

#[test]
fn pages_and_slides_of_a_kit_say_what_the_scenes_say() {
    let map = with_scenes(example("three-ways.orgmap"));
    let stages: Vec<StageId> = map.stages().map(|(id, _)| id).collect();
    let made = kit(&map, stages[0], &Cancel::never(), &mut |_, _| {}).unwrap();
    let file = |name: &str| &made.iter().find(|file| file.name == name).unwrap().bytes;
    let page = Page::new(Theme::Projector, 1920.0, 1080.0);
    let mut headlines = Vec::new();
    for (_, scene) in map.scenes().iter() {
        let known = StageReadings::of(&map, scene.stage, &Cancel::never()).unwrap();
        let sheet = SceneSheet::of(&map, scene, &known, &page, &Cancel::never()).unwrap();
        headlines.push(sheet.headline);
    }
    let presentation = presentation(file("slides.pptx"));
    let plain = |text: &str| text.replace("&amp;", "&").replace("&apos;", "'");
    for (number, headline) in (1..).zip(&headlines) {
        let slide = &presentation[&format!("ppt/slides/slide{number}.xml")];
        assert!(plain(slide).contains(headline.as_str()), "slide {number}: {headline}");
    }
    for (number, (_, scene)) in (1..).zip(map.scenes().iter()) {
        let Subject::Comparison { with, .. } = scene.subject else { continue };
        let slide = &presentation[&format!("ppt/slides/slide{number}.xml")];
        for stage in [with, scene.stage] {
            let name = &map.stage(stage).unwrap().record().name;
            assert!(plain(slide).contains(name.as_str()), "both stages stand on it: {name}");
        }
        assert!(slide.contains("reports to somebody else"), "its signs are explained");
    }
    let comparisons = map
        .scenes()
        .iter()
        .filter(|(_, scene)| matches!(scene.subject, Subject::Comparison { .. }));
    assert!(comparisons.count() > 0, "the usual scenes compare the stages");
    let Some(text) = document_text(file("scenes.pdf")) else { return };
    let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
    assert_eq!(pages.len(), headlines.len(), "a page for every scene");
    for (page, headline) in pages.iter().zip(&headlines) {
        let said: String = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let first: String = headline.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        assert!(said.contains(&first), "{headline:?} on a page that says {said:?}");
    }
}

/// A lab whose first five people have names, also in a title and in notes.
fn named() -> (OrgMap, [&'static str; 5]) {
    const NAMES: [&str; 5] =
        ["Anna Berg", "Bodil Larsen", "Chidi Okafor", "Dora Zimmer", "Émile Zátopek"];
    let map = with_scenes(example("lab-run-as-plant.orgmap"));
    let stage = map.first_stage().unwrap();
    let ids: Vec<PositionId> = map.stage(stage).unwrap().positions().ids().take(5).collect();
    let mut editor = Editor::<()>::new(map);
    for (id, name) in ids.iter().zip(NAMES) {
        let holders = vec![Holder::named(name)];
        let value = PositionValue::Holders { position: *id, holders };
        editor.execute(stage, &Command::Position(PositionCommand::Set(value)), ()).unwrap();
    }
    let title = "Bodil Larsen".to_owned();
    let rename = PositionCommand::Rename { position: ids[1], title };
    editor.execute(stage, &Command::Position(rename), ()).unwrap();
    (editor.map().clone(), NAMES)
}

#[test]
fn a_kit_with_names_hidden_names_nobody_in_any_page_map_or_picture() {
    let (map, names) = named();
    let words: Vec<&str> = names.iter().flat_map(|name| name.split(' ')).collect();
    let stage = map.first_stage().unwrap();
    let plain = kit(&map, stage, &Cancel::never(), &mut |_, _| {}).unwrap();
    let text = |files: &[fulcrum::export::KitFile]| -> String {
        let pages = files.iter().filter(|file| file.name.ends_with(".html"));
        pages.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).collect()
    };
    assert!(text(&plain).contains("Bodil Larsen"), "the search finds what is there");
    let seen = Veil::of(&map).map(&map);
    let hidden = kit(&seen, stage, &Cancel::never(), &mut |_, _| {}).unwrap();
    let said = text(&hidden);
    for word in &words {
        assert!(!said.contains(word), "{word}");
    }
    for file in &hidden {
        assert!(
            words.iter().all(|word| !file.name.contains(&word.to_lowercase())),
            "{}",
            file.name
        );
    }
    let bytes = |files: &[fulcrum::export::KitFile], name: &str| {
        files.iter().find(|file| file.name == name).unwrap().bytes.clone()
    };
    let slides =
        |files| -> String { presentation(&bytes(files, "slides.pptx")).into_values().collect() };
    assert!(slides(&plain).contains("Anna Berg"), "the search finds what is there");
    let said = slides(&hidden);
    for word in &words {
        assert!(!said.contains(word), "{word} stands on a slide");
    }
    for file in hidden.iter().filter(|file| file.name.ends_with(".pdf")) {
        let Some(said) = document_text(&file.bytes) else { break };
        assert!(!said.trim().is_empty());
        assert!(words.iter().all(|word| !said.contains(word)), "{}: {said}", file.name);
        // Titles of documents and entries of their outlines are not part of the text.
        let raw = String::from_utf8_lossy(&file.bytes);
        assert!(words.iter().all(|word| !raw.contains(word)), "{}", file.name);
    }
    let page = Page::new(Theme::Projector, 1280.0, 720.0);
    let known = StageReadings::of(&seen, stage, &Cancel::never()).unwrap();
    for (_, scene) in seen.scenes().iter() {
        let sheet = SceneSheet::of(&seen, scene, &known, &page, &Cancel::never()).unwrap();
        for mark in sheet.marks(&page) {
            if let Mark::Text { text, .. } = mark {
                assert!(words.iter().all(|word| !text.contains(word)), "{text}");
            }
        }
    }
}

/// Five people as they are, and as they may be: one new, one gone, one under somebody else.
fn two_stages() -> (OrgMap, StageId, StageId, [PositionId; 5]) {
    let mut editor = Editor::<()>::new(OrgMap::new("Two"));
    let before = editor.map().first_stage().unwrap();
    let add = |editor: &mut Editor<()>, stage, title: &str, under| {
        let add = PositionCommand::Add { title: title.into(), at: None, under };
        editor.execute(stage, &Command::Position(add), ()).unwrap().made[0]
    };
    let top = add(&mut editor, before, "Top", None);
    let left = add(&mut editor, before, "Left", Some(top));
    let right = add(&mut editor, before, "Right", Some(top));
    let leaf = add(&mut editor, before, "Leaf", Some(left));
    let copy = StageCommand::Add { name: "To be".into(), copy_of: Some(before) };
    editor.execute(before, &Command::Stage(copy), ()).unwrap();
    let after = editor.map().stages().nth(1).unwrap().0;
    let new = add(&mut editor, after, "New", Some(right));
    let moved = LineCommand::Reparent { positions: vec![leaf], under: Some(right) };
    editor.execute(after, &Command::Line(moved), ()).unwrap();
    let gone = PositionCommand::Remove { positions: vec![left] };
    editor.execute(after, &Command::Position(gone), ()).unwrap();
    (editor.map().clone(), before, after, [top, left, right, leaf, new])
}

#[test]
fn what_differs_between_stages_is_told_by_who_is_new_gone_and_elsewhere() {
    let (map, before, after, [_, left, _, leaf, new]) = two_stages();
    let of = |id| map.stage(id).unwrap();
    let changes = StageChanges::between(of(before), of(after));
    assert_eq!((changes.added, changes.removed), (vec![new], vec![left]));
    assert_eq!(changes.moved, [leaf]);
    assert!(StageChanges::between(of(before), of(before)).is_empty());
}

#[test]
fn two_stages_stand_on_one_sheet_in_one_scale_with_a_sign_for_every_change() {
    let (map, before, after, _) = two_stages();
    let page = Page::new(Theme::Projector, 1280.0, 720.0);
    let known = StageReadings::of(&map, after, &Cancel::never()).unwrap();
    for manner in Manner::ALL {
        let subject = Subject::Comparison { with: before, manner };
        let scene = Scene { subject, ..Scene::new("Both", after, "structure") };
        let sheet = SceneSheet::of(&map, &scene, &known, &page, &Cancel::never()).unwrap();
        let texts: Vec<(String, f64)> = sheet
            .marks(&page)
            .into_iter()
            .filter_map(|mark| match mark {
                Mark::Text { text, size, .. } => Some((text, size)),
                _ => None,
            })
            .collect();
        let count = |wanted: &str| texts.iter().filter(|(text, _)| text == wanted).count();
        assert_eq!(count("New"), 1, "{manner:?}");
        assert_eq!(count("Left"), 1, "who is gone is shown where he was: {manner:?}");
        assert_eq!((count("+"), count("−")), (1, 1), "{manner:?}");
        assert_eq!(count("→"), if manner == Manner::Beside { 2 } else { 1 }, "{manner:?}");
        let sizes: BTreeSet<u64> = texts
            .iter()
            .filter(|(text, _)| ["Top", "Right", "Leaf"].contains(&text.as_str()))
            .map(|(_, size)| (size * 1000.0).round() as u64)
            .collect();
        assert_eq!(sizes.len(), 1, "one scale for both: {manner:?} {sizes:?}");
    }
}
