//! Presentations: what is in them is what the map says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use fulcrum::analysis::Cancel;
use fulcrum::drawing::{Page, Theme};
use fulcrum::export::{Slide, SlideOrder, pptx, slide_page, slides};
use fulcrum::model::{OrgMap, StageId};
use fulcrum::storage::{Choices, Incoming, draft, open_bytes, read_orgmap};
use fulcrum::wording::Lens;
use quick_xml::events::Event;

fn school() -> OrgMap {
    let text = include_bytes!("../../examples/school.orgmap");
    read_orgmap(text, Path::new("school.orgmap")).unwrap().map
}

/// Names that would end a tag, run to the left, or have no letters in most fonts.
fn hostile() -> OrgMap {
    let list = "id,name,title,Reports To\n1,<b>&\"'</b>,]]>,\n2,\u{5de}\u{5e0}\u{5d4}\u{5dc},\u{645}\u{62f}\u{64a}\u{631} 7,1\n\
        3,\u{1}\u{b},\u{0e1c}\u{0e39}\u{0e49},1\n4,\u{65e5}\u{672c},\u{1f9d1},2\n";
    match open_bytes(Path::new("hostile.csv"), list.as_bytes(), None, &mut |_, _| true).unwrap() {
        Incoming::Source(source, _) => draft(&source, &Choices::guess(&source)).map,
        Incoming::Map(..) => panic!("a list is no map"),
    }
}

fn order<'a>(map: &'a OrgMap, page: Page) -> SlideOrder<'a> {
    SlideOrder::new(map, map.first_stage().unwrap_or(StageId(1)), page)
}

fn presented(map: &OrgMap, lens: Option<Lens>) -> (Vec<Slide>, BTreeMap<String, String>) {
    let order = SlideOrder { lens, unfold: true, ..order(map, slide_page()) };
    let slides = slides(&order, &Cancel::never()).unwrap();
    let bytes = pptx("A title & more", &slides, Theme::Light).unwrap();
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for number in 0..packed.len() {
        let mut part = packed.by_index(number).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        parts.insert(name, text);
    }
    (slides, parts)
}

/// The elements of a part with their attributes, in their order; fails when it is not well formed.
fn elements(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let key = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                    (key, String::from_utf8(attribute.value.to_vec()).unwrap())
                });
                let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                found.push((name, attributes.collect()));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_map_without_scenes_has_a_slide_for_every_lens() {
    let (slides, parts) = presented(&school(), None);
    assert_eq!(slides.len(), Lens::ALL.len());
    for (number, slide) in (1..).zip(&slides) {
        let text = &parts[&format!("ppt/slides/slide{number}.xml")];
        let title = quick_xml::escape::escape(slide.title.as_str());
        assert!(text.contains(&*title), "{title}");
        assert!(parts[&format!("ppt/notesSlides/notesSlide{number}.xml")].contains("<a:t>"));
    }
}

#[test]
fn every_part_is_well_formed_and_every_relation_leads_to_one() {
    for map in [school(), hostile()] {
        let (_, parts) = presented(&map, None);
        let types = &parts["[Content_Types].xml"];
        for (name, text) in &parts {
            elements(text);
            let known = name.ends_with(".rels") || types.contains(&format!("\"/{name}\""));
            assert!(known || name == "[Content_Types].xml", "{name} has no type");
            if let Some((folder, file)) = name.rsplit_once("_rels/") {
                let from = format!("{folder}{}", file.trim_end_matches(".rels"));
                assert!(from.is_empty() || parts.contains_key(&from), "{from} of {name}");
                for (_, attributes) in elements(text).iter().filter(|it| it.0 == "Relationship") {
                    let mut path: Vec<&str> =
                        folder.split('/').filter(|it| !it.is_empty()).collect();
                    for step in attributes["Target"].split('/') {
                        match step {
                            ".." => path.truncate(path.len() - 1),
                            step => path.push(step),
                        }
                    }
                    assert!(parts.contains_key(&path.join("/")), "{} of {name}", path.join("/"));
                }
            }
        }
    }
}

#[test]
fn positions_are_boxes_with_their_words_and_lines_hang_on_them() {
    let map = school();
    let (_, parts) = presented(&map, Some(Lens::Structure));
    let found = elements(&parts["ppt/slides/slide1.xml"]);
    let stage = map.stage(map.first_stage().unwrap()).unwrap();
    let named = |name: &str| {
        found
            .iter()
            .any(|(tag, it)| tag == "p:cNvPr" && it.get("name").is_some_and(|it| it.contains(name)))
    };
    for (_, position) in stage.positions().iter() {
        assert!(named(&position.title), "{}", position.title);
    }
    let ids: Vec<&String> = found
        .iter()
        .filter(|(tag, _)| tag == "p:cNvPr")
        .filter_map(|(_, it)| it.get("id"))
        .collect();
    let once: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "no two shapes have one number");
    let ends: Vec<&String> = found
        .iter()
        .filter(|(tag, _)| tag == "a:stCxn" || tag == "a:endCxn")
        .filter_map(|(_, it)| it.get("id"))
        .collect();
    assert!(ends.iter().all(|end| ids.contains(end)), "lines hang on shapes that are there");
    // All but a few lines are straight or bent once or twice.
    assert!(ends.len() >= stage.lines().len(), "{} of {}", ends.len() / 2, stage.lines().len());
    assert!(!found.iter().any(|(tag, _)| tag == "p:pic"), "no picture stands for shapes");
}
