use std::collections::{BTreeMap, BTreeSet};

use super::arrangement::Arrangement;
use super::overlap::Grid;
use crate::model::{PositionId, Stage, UnitId};
use crate::quantity::{MapPoint, MapRect};

/// The area behind the members of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitArea {
    /// The unit.
    pub unit: UnitId,
    /// How many units it lies in.
    pub depth: usize,
    /// The pieces: as few as can be without covering anybody else's box.
    pub rects: Vec<MapRect>,
}

impl UnitArea {
    /// Where a name starts in the upper left corner of a piece, on its base line.
    #[must_use]
    pub fn title_at(piece: &MapRect) -> MapPoint {
        piece.min.offset(10.0, 16.0)
    }
}

/// Room between a box and the border of its unit's area.
const MARGIN: f64 = 13.0;
/// More room for every unit that lies in it.
const NESTED: f64 = 9.0;
/// Room above for the name.
const TITLE: f64 = 12.0;

/// The areas of all units that have members on the drawing, outer ones first.
#[must_use]
pub fn unit_areas(stage: &Stage, arrangement: &Arrangement) -> Vec<UnitArea> {
    let members = members(stage, arrangement);
    let mut drawn = Grid::default();
    for id in arrangement.points.keys() {
        arrangement.rect(*id).into_iter().for_each(|rect| drawn.add_for(*id, rect));
    }
    let nesting = nesting_below(stage, &members);
    let mut areas: Vec<UnitArea> = Vec::new();
    for (unit, ids) in &members {
        let inner = nesting.get(unit).copied().unwrap_or(0);
        let margin = MARGIN + NESTED * inner as f64;
        let own: BTreeSet<PositionId> = ids.iter().copied().collect();
        let covers_others = |area: &MapRect| drawn.meets(area, |id| !own.contains(&id));
        let boxes: Vec<MapRect> = ids.iter().filter_map(|id| arrangement.rect(*id)).collect();
        let mut rects = merge(boxes, |rect| !covers_others(&rect.expanded(margin)));
        for rect in &mut rects {
            *rect = rect.expanded(margin);
            rect.min.y -= TITLE;
        }
        if !rects.is_empty() {
            areas.push(UnitArea { unit: *unit, depth: depth(stage, *unit), rects });
        }
    }
    areas.sort_by_key(|area| (area.depth, area.unit));
    areas
}

/// The positions on the drawing of every unit, those of the units in it included.
fn members(stage: &Stage, arrangement: &Arrangement) -> BTreeMap<UnitId, Vec<PositionId>> {
    let mut members: BTreeMap<UnitId, Vec<PositionId>> = BTreeMap::new();
    for (id, position) in stage.positions().iter() {
        if !arrangement.points.contains_key(&id) {
            continue;
        }
        for unit in position.unit.into_iter().flat_map(|unit| outwards(stage, unit)) {
            members.entry(unit).or_default().push(id);
        }
    }
    members
}

/// A unit and the units it lies in.
fn outwards(stage: &Stage, unit: UnitId) -> Vec<UnitId> {
    let mut way = vec![unit];
    let mut at = stage.units().get(unit).and_then(|unit| unit.parent);
    while let Some(parent) = at.filter(|parent| !way.contains(parent)) {
        way.push(parent);
        at = stage.units().get(parent).and_then(|unit| unit.parent);
    }
    way
}

fn depth(stage: &Stage, unit: UnitId) -> usize {
    outwards(stage, unit).len() - 1
}

/// How many units lie in each other inside of each unit; those with none are left out.
fn nesting_below(
    stage: &Stage,
    members: &BTreeMap<UnitId, Vec<PositionId>>,
) -> BTreeMap<UnitId, usize> {
    let mut nesting: BTreeMap<UnitId, usize> = BTreeMap::new();
    for unit in members.keys() {
        for (steps, outer) in outwards(stage, *unit).into_iter().enumerate().skip(1) {
            let deepest = nesting.entry(outer).or_default();
            *deepest = steps.max(*deepest);
        }
    }
    nesting
}

/// Joins boxes as long as what joins them covers nobody else and stays in one neighbourhood.
fn merge(mut boxes: Vec<MapRect>, free: impl Fn(&MapRect) -> bool) -> Vec<MapRect> {
    boxes.sort_by(|a, b| a.min.y.total_cmp(&b.min.y).then(a.min.x.total_cmp(&b.min.x)));
    let mut pieces: Vec<MapRect> = Vec::new();
    for rect in boxes {
        let home = pieces.iter_mut().find(|piece| near(piece, &rect) && free(&piece.union(&rect)));
        match home {
            Some(piece) => *piece = piece.union(&rect),
            None => pieces.push(rect),
        }
    }
    loop {
        let pair = pieces.iter().enumerate().find_map(|(a, first)| {
            let fits = |second: &MapRect| near(first, second) && free(&first.union(second));
            pieces
                .iter()
                .enumerate()
                .skip(a + 1)
                .find(|(_, second)| fits(second))
                .map(|(b, _)| (a, b))
        });
        let Some((a, b)) = pair else { return pieces };
        let second = pieces.remove(b);
        pieces[a] = pieces[a].union(&second);
    }
}

/// Whether two boxes are near enough to be seen as belonging together.
fn near(a: &MapRect, b: &MapRect) -> bool {
    const ACROSS: f64 = 420.0;
    const DOWN: f64 = 220.0;
    let gap_x = (b.min.x - a.max.x).max(a.min.x - b.max.x).max(0.0);
    let gap_y = (b.min.y - a.max.y).max(a.min.y - b.max.y).max(0.0);
    gap_x <= ACROSS && gap_y <= DOWN
}
