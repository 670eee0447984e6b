//! Documents and presentations: what is in them is what the map says.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use fulcrum::analysis::Cancel;
use fulcrum::drawing::{Page, Theme};
use fulcrum::export::{ExportError, Slide, SlideOrder, pdf, pptx, slide_page, slides, svg};
use fulcrum::model::{OrgMap, Scene, StageId};
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

/// A box too small for its title shows the beginning of it, and says the whole when it is edited.
#[test]
fn boxes_of_a_slide_say_whole_titles_in_letters_that_fit() {
    let text = include_bytes!("../../examples/plant.orgmap");
    let map = read_orgmap(text, Path::new("plant.orgmap")).unwrap().map;
    let (_, parts) = presented(&map, Some(Lens::Structure));
    let slide = &parts["ppt/slides/slide1.xml"];
    let stage = map.stage(map.first_stage().unwrap()).unwrap();
    for (_, position) in stage.positions().iter() {
        let wanted = format!("<a:t>{}</a:t>", position.title);
        assert!(slide.contains(&wanted), "{wanted}");
    }
}

const A4: (u32, u32) = (842, 595);

fn printed(map: &OrgMap, lens: Option<Lens>) -> (Vec<Slide>, Vec<u8>) {
    let page = Page::new(Theme::Light, f64::from(A4.0), f64::from(A4.1));
    let slides = slides(&SlideOrder { lens, ..order(map, page) }, &Cancel::never()).unwrap();
    let bytes = pdf(&map.header().title, &slides, Theme::Light, A4).unwrap();
    (slides, bytes)
}

/// The dictionaries of a document, without the packed streams; a sign a byte.
fn dictionaries(bytes: &[u8]) -> Vec<String> {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let objects = text.split(" obj\n").skip(1);
    objects.map(|object| object.split("stream\n").next().unwrap().to_owned()).collect()
}

/// A text of a dictionary: in brackets a sign a byte, between pointed brackets UTF-16.
fn text_of(written: &str) -> String {
    if let Some(plain) = written.strip_prefix('(') {
        return plain.split(")/").next().unwrap().replace("\\(", "(").replace("\\)", ")");
    }
    let hex = written.strip_prefix("<FEFF").unwrap().split('>').next().unwrap();
    let unit = |at: usize| u16::from_str_radix(&hex[at..at + 4], 16).unwrap();
    String::from_utf16(&(0..hex.len()).step_by(4).map(unit).collect::<Vec<_>>()).unwrap()
}

#[test]
fn a_document_has_a_page_of_its_size_and_a_bookmark_for_every_lens() {
    let (slides, bytes) = printed(&school(), None);
    assert!(bytes.starts_with(b"%PDF-1."));
    let found = dictionaries(&bytes);
    let pages: Vec<&String> = found.iter().filter(|it| it.contains("/Type/Page/")).collect();
    assert_eq!(pages.len(), Lens::ALL.len());
    assert!(pages.iter().all(|page| page.contains("/MediaBox[0 0 842 595]")), "{pages:?}");
    let marked: Vec<String> = found
        .iter()
        .filter(|it| it.contains("/Dest "))
        .map(|it| text_of(it.split("/Title").nth(1).unwrap()))
        .collect();
    let titles: Vec<&String> = slides.iter().map(|slide| &slide.title).collect();
    assert_eq!(marked.iter().collect::<Vec<_>>(), titles);
}

#[test]
fn a_document_carries_subsets_of_its_fonts_and_of_no_more_scripts_than_it_needs() {
    let families = |map: &OrgMap| {
        let (_, bytes) = printed(map, Some(Lens::Structure));
        let found = dictionaries(&bytes);
        let fonts: Vec<String> = found
            .into_iter()
            .filter(|it| it.contains("/Type/FontDescriptor"))
            .map(|it| {
                assert!(it.contains("/FontFile2 ") || it.contains("/FontFile3 "), "{it}");
                let name = it.split("/FontName/").nth(1).unwrap().to_owned();
                let (tag, name) = name.split_once('+').expect("a subset has a tag");
                assert!(tag.len() == 6 && tag.chars().all(|letter| letter.is_ascii_uppercase()));
                name.split(['/', '-']).next().unwrap().to_owned()
            })
            .collect();
        assert!(bytes.len() < 400_000, "{} bytes for {fonts:?}", bytes.len());
        fonts.into_iter().collect::<BTreeSet<_>>()
    };
    assert_eq!(families(&school()), BTreeSet::from(["Inter".to_owned()]));
    let hostile = families(&hostile());
    for face in ["Inter", "NotoSansHebrew", "NotoSansArabic", "NotoSansThai"] {
        assert!(hostile.contains(face), "{face} of {hostile:?}");
    }
}

#[test]
fn a_document_is_the_same_every_time() {
    let (one, other) = (printed(&school(), None).1, printed(&school(), None).1);
    assert!(one == other);
}

#[test]
fn pages_that_no_reader_opens_are_refused_with_what_can_be_made() {
    let (slides, _) = printed(&school(), Some(Lens::Structure));
    for (width, height) in [(0, 595), (842, 0), (14_401, 595), (842, u32::MAX)] {
        let refused = pdf("", &slides, Theme::Light, (width, height)).unwrap_err();
        assert_eq!(refused, ExportError::PageSize { width, height });
        assert!(refused.to_string().contains("14400x14400"), "{refused}");
    }
    for size in [(1, 1), (14_400, 1)] {
        assert!(pdf("", &slides, Theme::Light, size).is_ok(), "{size:?}");
    }
}

/// The words in every shape of a slide, by the name of the shape, with the size of the first.
fn words_of_shapes(slide: &str) -> Vec<(String, Vec<String>, f64)> {
    let shapes = slide.split("<p:sp>").skip(1).map(|it| it.split("</p:sp>").next().unwrap());
    let between = |text: &str, open: &str, close: &str| -> Vec<String> {
        let parts = text.split(open).skip(1);
        parts.map(|it| it.split(close).next().unwrap().to_owned()).collect()
    };
    let shape = |text: &str| {
        let name = between(text, "name=\"", "\"").remove(0);
        let size = between(text, "sz=\"", "\"").first().map_or(0.0, |it| it.parse().unwrap());
        (name, between(text, "<a:t>", "</a:t>"), size / 100.0)
    };
    shapes.map(shape).collect()
}

#[test]
fn the_number_of_a_step_stands_on_its_disc_and_not_among_the_words_of_the_box() {
    let text = include_bytes!("../../examples/plant.orgmap");
    let plant = read_orgmap(text, Path::new("plant.orgmap")).unwrap().map;
    let (_, parts) = presented(&plant, Some(Lens::Leadership));
    let shapes = words_of_shapes(&parts["ppt/slides/slide1.xml"]);
    for name in ["Plant manager", "Head of production", "Head of logistics"] {
        let words = |it: &&(String, Vec<String>, f64)| it.0 == name && !it.1.is_empty();
        let found = shapes.iter().find(words).unwrap_or_else(|| panic!("no box of {name}"));
        assert_eq!(found.1, [name]);
    }
    for step in ["1", "2", "3"] {
        assert!(shapes.iter().any(|it| it.1 == [step]), "step {step} is told");
    }
}

#[test]
fn a_picture_is_the_same_whether_or_not_a_look_was_taken_at_all_pairs() {
    let text = include_bytes!("../../examples/plant.orgmap");
    let plant = read_orgmap(text, Path::new("plant.orgmap")).unwrap().map;
    let page = Page::new(Theme::Light, 1600.0, 1000.0);
    let stage = plant.first_stage().unwrap();
    for lens in Lens::ALL {
        let alone =
            slides(&SlideOrder { lens: Some(lens), ..order(&plant, page) }, &Cancel::never());
        // Beside the lens that shows what comes of all pairs, they are looked at.
        let scenes = [lens, Lens::CenterOfGravity].map(|it| Scene::new("", stage, it.key()));
        let beside =
            slides(&SlideOrder { scenes: Some(&scenes), ..order(&plant, page) }, &Cancel::never());
        let drawn = |slides: &[Slide]| svg(&slides[0].picture, Theme::Light, 1600, 1000);
        let (alone, beside) = (alone.unwrap(), beside.unwrap());
        assert_eq!(drawn(&alone), drawn(&beside), "{}", lens.name());
        assert_eq!((&alone[0].title, &alone[0].note), (&beside[0].title, &beside[0].note));
    }
}

#[test]
fn no_word_of_a_box_is_broken_where_another_font_steps_in_for_inter() {
    use fulcrum::drawing::Weight;
    let text = include_bytes!("../../examples/plant.orgmap");
    let plant = read_orgmap(text, Path::new("plant.orgmap")).unwrap().map;
    let order = order(&plant, slide_page());
    let slides = slides(&order, &Cancel::never()).unwrap();
    let bytes = pptx("Plant", &slides, Theme::Light).unwrap();
    let mut packed = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut slide = String::new();
    packed.by_name("ppt/slides/slide1.xml").unwrap().read_to_string(&mut slide).unwrap();
    let mut count = 0;
    for shape in slide.split("<p:sp>").skip(1).filter(|it| it.contains("wrap=\"square\"")) {
        let shape = shape.split("</p:sp>").next().unwrap();
        let value =
            |of: &str| -> Option<f64> { shape.split(of).nth(1)?.split('"').next()?.parse().ok() };
        let (Some(wide), Some(inset)) = (value("<a:ext cx=\""), value("lIns=\"")) else { continue };
        let room = (wide - 2.0 * inset) / 12_700.0;
        let (Some(size), Some(words)) = (value("sz=\""), shape.split("<a:t>").nth(1)) else {
            continue;
        };
        for word in words.split("</a:t>").next().unwrap().split_whitespace() {
            let width = fulcrum::typeface::width(word, size / 100.0, Weight::SemiBold);
            assert!(1.09 * width <= room + 0.1, "{word} is {width} wide in {room}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}
