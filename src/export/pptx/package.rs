//! The parts of a presentation that are the same whatever it shows.

use super::super::xml::escaped;
use super::SIZE;
use super::shape::{emu, hex};
use crate::drawing::{Ink, Palette, Theme};
use crate::typeface;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespaces of every part that draws something.
pub(super) const SPACES: &str = concat!(
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ",
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""
);
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// The beginning of a tree of shapes.
pub(super) const TREE: &str = concat!(
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>",
    "<p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>",
    "<a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>"
);
const COLORS: &str = concat!(
    "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" ",
    "accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" ",
    "accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>"
);

/// The parts beside slides and notes.
pub(super) fn fixed(title: &str, slides: usize, theme: Theme) -> Vec<(String, String)> {
    let part = |name: &str, text: String| (name.to_owned(), text);
    vec![
        part("[Content_Types].xml", content_types(slides)),
        part("_rels/.rels", root_relations()),
        part("docProps/core.xml", core(title)),
        part("ppt/presentation.xml", presentation(slides)),
        part("ppt/_rels/presentation.xml.rels", presentation_relations(slides)),
        part("ppt/theme/theme1.xml", theme_part(theme)),
        part("ppt/theme/theme2.xml", theme_part(theme)),
        part("ppt/slideMasters/slideMaster1.xml", slide_master(theme)),
        part(
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            relations(&[
                ("slideLayout", "../slideLayouts/slideLayout1.xml"),
                ("theme", "../theme/theme1.xml"),
            ]),
        ),
        part("ppt/slideLayouts/slideLayout1.xml", slide_layout()),
        part(
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            relations(&[("slideMaster", "../slideMasters/slideMaster1.xml")]),
        ),
        part("ppt/notesMasters/notesMaster1.xml", notes_master()),
        part(
            "ppt/notesMasters/_rels/notesMaster1.xml.rels",
            relations(&[("theme", "../theme/theme2.xml")]),
        ),
    ]
}

fn content_types(slides: usize) -> String {
    let main = "application/vnd.openxmlformats-officedocument";
    let mut text = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    let mut add = |name: &str, kind: &str| {
        text.push_str(&format!(
            "<Override PartName=\"/ppt/{name}.xml\" ContentType=\"{main}.{kind}+xml\"/>"
        ));
    };
    add("presentation", "presentationml.presentation.main");
    add("slideMasters/slideMaster1", "presentationml.slideMaster");
    add("slideLayouts/slideLayout1", "presentationml.slideLayout");
    add("notesMasters/notesMaster1", "presentationml.notesMaster");
    add("theme/theme1", "theme");
    add("theme/theme2", "theme");
    for number in 1..=slides {
        add(&format!("slides/slide{number}"), "presentationml.slide");
        add(&format!("notesSlides/notesSlide{number}"), "presentationml.notesSlide");
    }
    text.push_str("</Types>");
    text
}

/// Relations of a part to others, `rId1` the first.
fn relations(targets: &[(&str, &str)]) -> String {
    let mut text = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, (kind, target)) in (1..).zip(targets) {
        text.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"
        ));
    }
    text.push_str("</Relationships>");
    text
}

fn root_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"ppt/presentation.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

fn core(title: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
         <dc:creator>Fulcrum</dc:creator></cp:coreProperties>",
        escaped(title)
    )
}

fn presentation(slides: usize) -> String {
    let (width, height) = (emu(SIZE.0), emu(SIZE.1));
    let list: String = (0..slides)
        .map(|number| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + number, 4 + number))
        .collect();
    format!(
        "{HEAD}<p:presentation {SPACES}>\
         <p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>\
         <p:sldIdLst>{list}</p:sldIdLst>\
         <p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>\
         </p:presentation>"
    )
}

fn presentation_relations(slides: usize) -> String {
    let names: Vec<String> = (1..=slides).map(|it| format!("slides/slide{it}.xml")).collect();
    let mut targets = vec![
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("theme", "theme/theme1.xml"),
    ];
    targets.extend(names.iter().map(|name| ("slide", name.as_str())));
    relations(&targets)
}

pub(super) fn slide_relations(number: usize) -> String {
    let notes = format!("../notesSlides/notesSlide{number}.xml");
    relations(&[
        ("slideLayout", "../slideLayouts/slideLayout1.xml"),
        ("notesSlide", notes.as_str()),
    ])
}

pub(super) fn notes_relations(number: usize) -> String {
    let slide = format!("../slides/slide{number}.xml");
    relations(&[("notesMaster", "../notesMasters/notesMaster1.xml"), ("slide", slide.as_str())])
}

/// The notes of a slide, a paragraph for each line.
pub(super) fn notes(note: &str) -> String {
    let lines: String = note
        .lines()
        .map(|line| {
            format!("<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{}</a:t></a:r></a:p>", escaped(line))
        })
        .collect();
    let lines = if lines.is_empty() { "<a:p/>".to_owned() } else { lines };
    format!(
        "{HEAD}<p:notes {SPACES}><p:cSld><p:spTree>{TREE}\
         <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/>\
         <p:txBody><a:bodyPr/><a:lstStyle/>{lines}</p:txBody></p:sp>\
         </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
}

fn theme_part(theme: Theme) -> String {
    let palette = Palette::of(theme);
    let color = |ink: Ink| hex(palette.color(ink).over(palette.color(Ink::Paper)));
    let accents: String = (0..6u8)
        .map(|tone| {
            let number = tone + 1;
            let color = color(Ink::UnitAccent { tone });
            format!("<a:accent{number}><a:srgbClr val=\"{color}\"/></a:accent{number}>")
        })
        .collect();
    let (text, paper) = (color(Ink::Text), color(Ink::Paper));
    let (quiet, surface) = (color(Ink::TextQuiet), color(Ink::Surface));
    let font = |kind: &str| {
        format!(
            "<a:{kind}><a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/></a:{kind}>"
        )
    };
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}<a:prstDash val=\"solid\"/></a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         name=\"Fulcrum\"><a:themeElements><a:clrScheme name=\"Fulcrum\">\
         <a:dk1><a:srgbClr val=\"{text}\"/></a:dk1><a:lt1><a:srgbClr val=\"{paper}\"/></a:lt1>\
         <a:dk2><a:srgbClr val=\"{quiet}\"/></a:dk2><a:lt2><a:srgbClr val=\"{surface}\"/></a:lt2>\
         {accents}<a:hlink><a:srgbClr val=\"{text}\"/></a:hlink>\
         <a:folHlink><a:srgbClr val=\"{quiet}\"/></a:folHlink></a:clrScheme>\
         <a:fontScheme name=\"Fulcrum\">{}{}</a:fontScheme>\
         <a:fmtScheme name=\"Fulcrum\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{line}{line}{line}</a:lnStyleLst>\
         <a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>",
        font("majorFont"),
        font("minorFont")
    )
}

/// Where the title stands on a slide.
pub(super) fn title_place() -> String {
    let (left, top) = (emu(10.0), emu(6.0));
    let (width, height) = (emu(SIZE.0 - 20.0), emu(super::TITLE - 6.0));
    format!(
        "<a:xfrm><a:off x=\"{left}\" y=\"{top}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>"
    )
}

fn title_shape() -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr>\
         <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\">\
         <a:normAutofit/></a:bodyPr><a:lstStyle/>\
         <a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>",
        title_place()
    )
}

fn slide_master(theme: Theme) -> String {
    let size = (typeface::line_height(18.0) * 100.0).round() as i64;
    let paper = hex(Palette::of(theme).color(Ink::Paper));
    let level = |tag: &str, size: i64, bold: &str| {
        format!(
            "<a:{tag} marL=\"0\" indent=\"0\" algn=\"l\"><a:buNone/><a:defRPr sz=\"{size}\"{bold}>\
             <a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
             <a:latin typeface=\"+mn-lt\"/></a:defRPr></a:{tag}>"
        )
    };
    format!(
        "{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"{paper}\"/>\
         </a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{}</p:spTree></p:cSld>{COLORS}\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle>\
         <p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        title_shape(),
        level("lvl1pPr", size, " b=\"1\""),
        level("lvl1pPr", 1800, ""),
        level("lvl1pPr", 1800, "")
    )
}

fn slide_layout() -> String {
    format!(
        "{HEAD}<p:sldLayout {SPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title Only\">\
         <p:spTree>{TREE}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>\
         </p:sldLayout>",
        title_shape()
    )
}

fn notes_master() -> String {
    format!(
        "{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/>\
         </a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}\
         <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>\
         <a:off x=\"685800\" y=\"685800\"/><a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>\
         <p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"1\"/></p:nvPr></p:nvSpPr>\
         <p:spPr><a:xfrm><a:off x=\"685800\" y=\"4114800\"/><a:ext cx=\"5486400\" cy=\"4343400\"/>\
         </a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Notes</a:t></a:r>\
         </a:p></p:txBody></p:sp></p:spTree></p:cSld>{COLORS}\
         <p:notesStyle><a:lvl1pPr><a:defRPr sz=\"1200\"><a:solidFill><a:srgbClr val=\"000000\"/>\
         </a:solidFill></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>"
    )
}
