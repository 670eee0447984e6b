//! Pictures as files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that panics says what is wrong"
)]

#[path = "../display/sample.rs"]
mod sample;

mod clear;
mod documents;
mod measured;
mod organization;
mod sheet;
mod telling;

use fulcrum::drawing::picture::{Annotations, Picture, PictureInput, build};
use fulcrum::drawing::{Page, Theme};
use fulcrum::export::{ExportError, png, svg};
use fulcrum::layout::arrange_in;
use fulcrum::model::{OrgMap, Position};
use fulcrum::wording::Lens;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::{Options, Tree, roxmltree};
use sample::{STAGE, Sample, company, company_readings};

fn picture(map: &OrgMap, lens: Lens) -> Picture {
    picture_for(map, lens, Theme::Light)
}

fn picture_for(map: &OrgMap, lens: Lens, theme: Theme) -> Picture {
    let room = Page::new(theme, 1280.0, 720.0).room();
    let readings = company_readings(map);
    build(&PictureInput {
        map,
        stage: STAGE,
        arrangement: &arrange_in(map.stage(STAGE).expect("the stage"), room),
        analysis: Some(&readings),
        lens,
        annotations: Annotations::default(),
    })
}

#[test]
fn an_svg_is_well_formed_and_keeps_its_texts() {
    let map = company();
    for lens in Lens::ALL {
        for theme in Theme::ALL {
            let text = svg(&picture_for(&map, lens, theme), theme, 1280, 720);
            let document = roxmltree::Document::parse(&text).expect("well-formed");
            let root = document.root_element();
            assert_eq!(
                (root.attribute("width"), root.attribute("height")),
                (Some("1280"), Some("720"))
            );
            let shown = |wanted: &str| {
                root.descendants().any(|node| {
                    node.has_tag_name(("http://www.w3.org/2000/svg", "text"))
                        && node.text() == Some(wanted)
                })
            };
            let broken = shown("Managing") && shown("Director");
            assert!(shown("Managing Director") || broken, "{theme:?}");
            // The other lenses show a figure in the place of the name, and on a wall names give way
            // to titles.
            let named = matches!(lens, Lens::Structure | Lens::Organicity | Lens::Communication);
            if theme != Theme::Projector {
                assert_eq!(shown("Ada Field"), named, "{}", lens.name());
            }
            assert!(Tree::from_str(&text, &Options::default()).is_ok());
        }
    }
}

#[test]
fn hostile_names_stay_names() {
    let hostile = "</text><script>&\"'\u{0}\u{1}\u{b}\u{ffff}]]>";
    let mut sample = Sample::new(hostile);
    sample.put(1, Position { title: hostile.into(), ..Position::held("") });
    sample.unit(2, hostile);
    let text = svg(&picture(&sample.map, Lens::Structure), Theme::Dark, 900, 600);
    let document = roxmltree::Document::parse(&text).expect("well-formed");
    assert!(!document.descendants().any(|node| node.tag_name().name() == "script"));
    let title = document.root_element().first_element_child().expect("a title");
    assert_eq!(title.text(), Some("</text><script>&\"'\u{fffd}\u{fffd}\u{fffd}\u{fffd}]]>"));
}

#[test]
fn the_same_picture_gives_the_same_bytes() {
    let map = company();
    let once = svg(&picture(&map, Lens::CenterOfGravity), Theme::Light, 800, 600);
    let twice = svg(&picture(&map, Lens::CenterOfGravity), Theme::Light, 800, 600);
    assert_eq!(once, twice);
}

#[test]
fn a_png_has_the_size_that_was_asked_for_and_is_not_blank() {
    let map = company();
    for theme in Theme::ALL {
        let bytes = png(&picture(&map, Lens::Organicity), theme, 640, 360).expect("a picture");
        let pixels = Pixmap::decode_png(&bytes).expect("a PNG");
        assert_eq!((pixels.width(), pixels.height()), (640, 360));
        let first = pixels.pixel(0, 0);
        let other = pixels.pixels().iter().filter(|pixel| Some(**pixel) != first).count();
        assert!(other > 640 * 360 / 20, "only {other} points are drawn");
    }
}

#[test]
fn sizes_that_no_picture_has_are_refused() {
    let map = company();
    let picture = picture(&map, Lens::Structure);
    for (width, height) in [(0, 100), (100, 0), (16_385, 10), (u32::MAX, u32::MAX)] {
        let refused = png(&picture, Theme::Light, width, height);
        assert_eq!(refused, Err(ExportError::Size { width, height }));
    }
    assert!(png(&picture, Theme::Light, 1, 1).is_ok());
    assert!(roxmltree::Document::parse(&svg(&picture, Theme::Light, 0, 0)).is_ok());
}

#[test]
fn an_empty_map_is_a_picture_too() {
    let picture = picture(&OrgMap::new("Nothing yet"), Lens::Structure);
    assert!(svg(&picture, Theme::Light, 300, 200).contains("Nothing yet"));
    assert!(png(&picture, Theme::Light, 300, 200).is_ok());
}
