//! What lies behind everything: unit areas, the mismatch river.

use super::build::View;
use super::unit_title::{self, InPlace, UNIT_SIZE, UnitTitle};
use super::{Picture, UnitFigure, river, routine};
use crate::drawing::{Ink, Mark, Weight};
use crate::layout::UnitArea;
use crate::quantity::{MapPoint, MapRect};
use crate::typeface;
use crate::wording::Lens;

/// How wide the rim of paper round the area of a unit is.
const RIM: f64 = 2.0;

/// What lies behind the boxes.
pub(super) struct Ground {
    /// The marks, lowest first.
    pub(super) marks: Vec<Mark>,
    /// The areas of the units, for those who point at them.
    pub(super) areas: Vec<UnitFigure>,
    /// What the ways of a routine take.
    pub(super) joined: Option<MapRect>,
}

/// The ground of a picture.
pub(super) fn ground(view: &View, picture: &Picture) -> Ground {
    let (nodes, arcs) = (&picture.nodes, &picture.arcs);
    let mut marks = Vec::new();
    let joined = match view.input.lens {
        Lens::Leadership => routine::joined(view, nodes),
        _ => routine::Joined::default(),
    };
    let titles = unit_title::titles(view, &InPlace { picture, joined: &joined });
    // Where levels are the subject, their bands lie behind the boxes and not the units.
    if !matches!(view.input.lens, Lens::AuthorityAndKnowledge | Lens::CenterOfGravity) {
        for (area, titles) in view.areas().iter().zip(&titles) {
            unit(area, titles, &mut marks);
        }
    }
    let bounds = joined.bounds();
    joined.draw(&mut marks);
    if view.input.lens == Lens::AuthorityAndKnowledge {
        let gap = view.input.analysis.and_then(|analysis| analysis.gap.as_ref().ok());
        if let Some(gap) = gap {
            river::river(gap, nodes, arcs, &mut marks);
        }
    }
    let areas = view.areas().iter().zip(titles);
    let areas = areas.map(|(area, titles)| figure(view, area, &titles)).collect();
    Ground { marks, areas, joined: bounds }
}

/// The area of a unit, for those who point at it.
fn figure(view: &View, area: &UnitArea, titles: &[UnitTitle]) -> UnitFigure {
    let name = super::describe::unit_name(view.stage, area.unit);
    let first = area.rects.first().copied().unwrap_or_default();
    let at = titles.first().map_or(UnitArea::title_at(&first), |title| title.at);
    let width = typeface::width(&name, UNIT_SIZE, Weight::SemiBold);
    let right = first.max.x;
    let title = MapRect {
        min: at.offset(-6.0, -UNIT_SIZE - 3.0),
        max: MapPoint::new((at.x + width + 6.0).min(right), at.y + 5.0),
    };
    UnitFigure { unit: area.unit, name, rects: area.rects.clone(), title }
}

/// The area of a unit with its titles.
fn unit(area: &UnitArea, titles: &[UnitTitle], marks: &mut Vec<Mark>) {
    // A rim of paper round all pieces parts the area from those beside it and round it.
    let depth = u8::try_from(area.depth).unwrap_or(u8::MAX);
    for (rim, ink) in [(RIM, Ink::Paper), (0.0, Ink::UnitArea { depth })] {
        marks.extend(area.rects.iter().map(|rect| {
            let rect = rect.expanded(rim);
            let corner = (12.0 + rim).min(rect.width() / 2.0).min(rect.height() / 2.0);
            Mark::Box { rect, corner, fill: Some(ink), stroke: None }
        }));
    }
    marks.extend(titles.iter().flat_map(UnitTitle::marks));
}
