use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::forest::Forest;
use super::size::{BoxText, box_text, unit_text};
use super::{free, overlap, radial, tree};
use crate::model::{ChartForm, Position, PositionId, Stage, UnitId};
use crate::quantity::{MapPoint, MapRect};

/// Where everything of a stage is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arrangement {
    /// The middle of every box that is shown.
    pub points: BTreeMap<PositionId, MapPoint>,
    /// The text and size of every box that is shown.
    pub sizes: Arc<BTreeMap<PositionId, BoxText>>,
    /// The folded-away positions, each with the one that stands for it.
    pub hidden: BTreeMap<PositionId, PositionId>,
    /// The positions that stand for a unit drawn as one box.
    pub folded_units: BTreeMap<PositionId, UnitId>,
    /// The middles of the chart's rows, from the top level down; of its columns where the chart
    /// runs to the right; none where it is drawn as rings.
    pub levels: Vec<f64>,
    /// The smallest rectangle that holds all boxes.
    pub bounds: MapRect,
}

impl Arrangement {
    /// The box of a position; nothing when it is folded away or unknown.
    #[must_use]
    pub fn rect(&self, id: PositionId) -> Option<MapRect> {
        Some(MapRect::around(*self.points.get(&id)?, self.sizes.get(&id)?.size))
    }
}

/// Above the positions that stand in no chart.
const ASIDE: f64 = 110.0;

/// Places every position of a stage: the chart as a tidy tree, those outside of it in rows
/// below, and without any chart by who is connected to whom. What was placed by hand stays
/// where it was put. The same stage always gives the same drawing.
#[must_use]
pub fn arrange(stage: &Stage) -> Arrangement {
    let forest = Forest::of(stage);
    let sizes: BTreeMap<PositionId, BoxText> = stage
        .positions()
        .iter()
        .filter(|(id, _)| !forest.hidden.contains_key(id))
        .map(|(id, position)| (id, text_of(stage, &forest, id, position)))
        .collect();
    let (mut points, levels) = chart(stage, &forest, &sizes);
    let connected = !stage.flows().is_empty();
    if points.is_empty() && connected && forest.loose.len() <= free::MOST {
        points = free::place(stage, &forest.loose, &sizes);
        overlap::separate(&mut points, &sizes);
    } else {
        let bounds = bounds_of(&points, &sizes);
        points.extend(park(stage, &forest.loose, &sizes, bounds));
    }
    let by_hand: BTreeSet<PositionId> = put_by_hand(stage, &mut points);
    if !by_hand.is_empty() {
        overlap::make_room(&mut points, &sizes, &by_hand);
    }
    let bounds = bounds_of(&points, &sizes);
    let Forest { hidden, folded_units, .. } = forest;
    let sizes = Arc::new(sizes);
    Arrangement { points, sizes, hidden, folded_units, levels, bounds }
}

/// The chart in the form that the stage wants: the points, and the middles of its rows or
/// columns.
fn chart(
    stage: &Stage,
    forest: &Forest,
    sizes: &BTreeMap<PositionId, BoxText>,
) -> (BTreeMap<PositionId, MapPoint>, Vec<f64>) {
    let form = stage.record().chart;
    if form == ChartForm::Radial {
        return (radial::place(forest, sizes), Vec::new());
    }
    let sideways = form == ChartForm::Right;
    let turned: BTreeMap<PositionId, BoxText>;
    let measured = if sideways {
        turned = sizes.iter().map(|(id, text)| (*id, text.turned())).collect();
        &turned
    } else {
        sizes
    };
    let placed = tree::place(stage, forest, measured);
    let point = |(x, y): (f64, f64)| match sideways {
        true => MapPoint::new(y, x),
        false => MapPoint::new(x, y),
    };
    let points = placed.points.into_iter().map(|(id, at)| (id, point(at))).collect();
    (points, placed.levels)
}

/// The text of a box: that of the unit which a position stands for, or its own.
fn text_of(stage: &Stage, forest: &Forest, id: PositionId, position: &Position) -> BoxText {
    let unit = forest.folded_units.get(&id).and_then(|unit| stage.units().get(*unit));
    match unit {
        Some(unit) => {
            let others = forest.hidden.iter().filter(|(_, shown)| **shown == id);
            let seats = others.map(|(other, _)| *other).chain([id]);
            let held = seats.filter(|id| {
                stage.positions().get(*id).is_some_and(|position| !position.is_vacant())
            });
            unit_text(&unit.name, held.count())
        }
        None => box_text(position),
    }
}

/// Puts positions where the hand put them.
fn put_by_hand(stage: &Stage, points: &mut BTreeMap<PositionId, MapPoint>) -> BTreeSet<PositionId> {
    let mut put = BTreeSet::new();
    for (id, placement) in stage.placements().iter() {
        if let (Some(at), Some(point)) =
            (placement.at.filter(|at| at.is_placeable()), points.get_mut(&id))
        {
            *point = at;
            put.insert(id);
        }
    }
    put
}

/// Rows below the chart for those who stand outside of it, those of a unit side by side.
fn park(
    stage: &Stage,
    loose: &[PositionId],
    sizes: &BTreeMap<PositionId, BoxText>,
    chart: MapRect,
) -> Vec<(PositionId, MapPoint)> {
    const GAP: f64 = 30.0;
    const BETWEEN_UNITS: f64 = 52.0;
    const ROW: f64 = 120.0;
    let wide = chart.width().max((loose.len() as f64).sqrt().ceil() * 240.0).max(400.0);
    let (left, top) =
        if chart.width() > 0.0 { (chart.min.x, chart.max.y + ASIDE) } else { (0.0, 0.0) };
    let (mut x, mut y) = (left, top);
    let mut before = None;
    let mut parked = Vec::new();
    for id in loose {
        let width = sizes.get(id).map_or(0.0, |text| text.size.width);
        let unit = stage.positions().get(*id).and_then(|position| position.unit);
        if before.is_some_and(|before| before != unit) && x > left {
            x += BETWEEN_UNITS - GAP;
        }
        if x > left && x + width > left + wide {
            (x, y) = (left, y + ROW);
        }
        parked.push((*id, MapPoint::new(x + width / 2.0, y)));
        x += width + GAP;
        before = Some(unit);
    }
    parked
}

fn bounds_of(
    points: &BTreeMap<PositionId, MapPoint>,
    sizes: &BTreeMap<PositionId, BoxText>,
) -> MapRect {
    let boxes =
        points.iter().filter_map(|(id, point)| Some(MapRect::around(*point, sizes.get(id)?.size)));
    boxes.reduce(|all, one| all.union(&one)).unwrap_or_default()
}
