//! A drawn sheet as it is measured: where its texts lie, and where the boxes of the map do.

use fulcrum::drawing::Page;
use fulcrum::drawing::picture::{ArcId, Levels, Picture};
use fulcrum::quantity::{MapPoint, MapRect, MapSize};
use fulcrum::typeface::{self, Weight};
use resvg::usvg::roxmltree::{Document, Node};

/// A line of text on a sheet.
pub(crate) struct Line {
    pub(crate) words: String,
    /// How high its letters are, in points.
    pub(crate) size: f64,
    /// What its letters cover: from the height of a capital to the foot of a descender.
    pub(crate) rect: MapRect,
    /// The position in whose group it stands.
    pub(crate) owner: Option<usize>,
}

/// What a sheet shows, in points from its upper left corner.
pub(crate) struct Sheet {
    pub(crate) lines: Vec<Line>,
    /// The boxes of the positions, in the order of the picture.
    pub(crate) boxes: Vec<MapRect>,
    /// All that is the map: its boxes with the areas of their units, and the lane, matrix or
    /// scatter that belongs to it.
    pub(crate) map: Option<MapRect>,
    /// Points for one map unit.
    pub(crate) zoom: f64,
}

impl Sheet {
    /// Reads an SVG document that a picture was written to.
    pub(crate) fn of(picture: &Picture, text: &str, page: &Page) -> Self {
        let document = Document::parse(text).expect("well-formed");
        let root = document.root_element();
        let groups =
            |node: Node| -> Vec<_> { node.children().filter(is_group).map(|it| it.id()).collect() };
        let map = root.children().find(is_group).expect("the map");
        let (origin, zoom) = place(map);
        let own = groups(map);
        // Positions are drawn last, in the order of the picture.
        let positions = &own[own.len() - picture.nodes.len()..];
        let owner = |node: Node| {
            let mut above = node.ancestors();
            above.find_map(|above| positions.iter().position(|it| *it == above.id()))
        };
        let texts = document.descendants().filter(|node| node.tag_name().name() == "text");
        let lines: Vec<Line> = texts.filter_map(|node| line(node, owner(node))).collect();
        let on_sheet = |rect: MapRect| {
            let corner = |at: MapPoint| origin.offset(at.x * zoom, at.y * zoom);
            MapRect { min: corner(rect.min), max: corner(rect.max) }
        };
        let boxes: Vec<MapRect> = picture.nodes.iter().map(|node| on_sheet(node.rect())).collect();
        let beside = is_beside(picture).then(|| beside(root, page)).flatten();
        let areas = picture.areas.iter().flat_map(|area| area.rects.iter().copied().map(on_sheet));
        let map =
            boxes.iter().copied().chain(areas).chain(beside).reduce(|all, one| all.union(&one));
        Self { lines, boxes, map, zoom }
    }

    /// Texts that lie on another text.
    pub(crate) fn covered_lines(&self) -> Vec<String> {
        let mut covered = Vec::new();
        for (number, one) in self.lines.iter().enumerate() {
            for other in &self.lines[number + 1..] {
                if meet(&one.rect, &other.rect) {
                    covered.push(format!("{:?} on {:?}", one.words, other.words));
                }
            }
        }
        covered
    }

    /// Texts that lie on the box of a position that they do not belong to.
    pub(crate) fn lines_on_boxes(&self, picture: &Picture) -> Vec<String> {
        let mut covered = Vec::new();
        for line in &self.lines {
            for (number, rect) in self.boxes.iter().enumerate() {
                if line.owner != Some(number) && meet(&line.rect, rect) {
                    covered.push(format!("{:?} on {}", line.words, picture.nodes[number].name));
                }
            }
        }
        covered
    }
}

/// Whether two rectangles share more than a hair.
fn meet(one: &MapRect, other: &MapRect) -> bool {
    one.expanded(-0.75).overlaps(&other.expanded(-0.75))
}

fn is_group(node: &Node) -> bool {
    node.tag_name().name() == "g"
}

/// Where a group is placed, and how much it is enlarged.
fn place(group: Node) -> (MapPoint, f64) {
    let transform = group.attribute("transform").unwrap_or_default();
    let numbers: Vec<f64> =
        transform.split(['(', ')', ' ']).filter_map(|part| part.parse().ok()).collect();
    let at = |number: usize| numbers.get(number).copied();
    (MapPoint::new(at(0).unwrap_or(0.0), at(1).unwrap_or(0.0)), at(2).unwrap_or(1.0))
}

fn line(node: Node, owner: Option<usize>) -> Option<Line> {
    let number = |name: &str| node.attribute(name)?.parse::<f64>().ok();
    let words: String =
        node.descendants().filter(Node::is_text).filter_map(|it| it.text()).collect();
    let (mut at, mut size) = (MapPoint::new(number("x")?, number("y")?), number("font-size")?);
    let bold = node.attribute("font-weight") == Some("600");
    let weight = if bold { Weight::SemiBold } else { Weight::Regular };
    for group in node.ancestors().filter(is_group) {
        let (origin, scale) = place(group);
        at = origin.offset(at.x * scale, at.y * scale);
        size *= scale;
    }
    let width = typeface::width(&words, size, weight);
    let before = match node.attribute("text-anchor") {
        Some("middle") => width / 2.0,
        Some("end") => width,
        _ => 0.0,
    };
    let rect = MapRect {
        min: at.offset(-before, -0.73 * size),
        max: at.offset(width - before, 0.2 * size),
    };
    Some(Line { words, size, rect, owner })
}

/// Whether the map has a lane or a chart that is read with it.
fn is_beside(picture: &Picture) -> bool {
    let bars = picture.levels.as_ref().is_some_and(Levels::has_bars);
    bars || picture.ruler.is_some()
        || picture.routines.is_some()
        || picture.matrix.is_some()
        || picture.scatter.is_some()
}

/// What is drawn beside the map between heading and legend.
fn beside(root: Node, page: &Page) -> Option<MapRect> {
    let marks = root.children().filter(|node| node.tag_name().name() == "rect");
    let number = |node: Node, name: &str| node.attribute(name)?.parse::<f64>().ok();
    let rect = |node: Node| {
        let corner = MapPoint::new(number(node, "x")?, number(node, "y")?);
        let size = MapSize::new(number(node, "width")?, number(node, "height")?);
        Some(MapRect { min: corner, max: corner.offset(size.width, size.height) })
    };
    let inner = |rect: &MapRect| {
        rect.min.y > page.height * 0.06
            && rect.max.y < page.height * 0.97
            && rect.width() < page.width * 0.95
    };
    marks.filter_map(rect).filter(inner).reduce(|all, one| all.union(&one))
}

/// How much of a way lies inside of a rectangle, in the units of both: exactly, piece by piece.
pub(crate) fn inside(path: &[MapPoint], rect: &MapRect) -> f64 {
    let piece = |pair: &[MapPoint]| {
        let (from, to) = (pair[0], pair[1]);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, end, low, high) in
            [(from.x, to.x, rect.min.x, rect.max.x), (from.y, to.y, rect.min.y, rect.max.y)]
        {
            let step = end - start;
            if step.abs() < 1e-12 {
                if start <= low || start >= high {
                    return 0.0;
                }
                continue;
            }
            let (one, two) = ((low - start) / step, (high - start) / step);
            enter = enter.max(one.min(two));
            leave = leave.min(one.max(two));
        }
        (leave - enter).max(0.0) * from.distance(to)
    };
    path.windows(2).map(piece).sum()
}

fn length(path: &[MapPoint]) -> f64 {
    path.windows(2).map(|pair| pair[0].distance(pair[1])).sum()
}

/// How much of all flows that are drawn lies behind foreign boxes, as a part of their length, and
/// the reporting lines that do.
pub(crate) fn behind_boxes(picture: &Picture) -> (f64, Vec<String>) {
    let (mut hidden, mut whole) = (0.0, 0.0);
    let mut lines = Vec::new();
    for arc in picture.arcs.iter().filter(|arc| !arc.on_demand) {
        let foreign = picture.nodes.iter().filter(|node| node.id != arc.from && node.id != arc.to);
        let near = foreign.filter(|node| node.rect().overlaps(&arc.bounds));
        let behind: f64 = near.map(|node| inside(&arc.path, &node.rect().expanded(-0.5))).sum();
        match arc.id {
            ArcId::Flow(_) => {
                hidden += behind;
                whole += length(&arc.path);
            }
            ArcId::Line(_) if behind > 0.5 => lines.push(arc.description.clone()),
            ArcId::Line(_) => {}
        }
    }
    (hidden / f64::max(whole, 1.0), lines)
}
