use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::chart::Chart;
use super::fold::{self, Cut, Group, Step};
use super::forest::Forest;
use super::level::Level;
use super::room::Room;
use super::size::{BoxText, NAME_SIZE, TITLE_SIZE, box_room, box_text, group_text, title_text};
use super::tree::Form;
use super::{free, overlap, radial, treemap};
use crate::model::{ChartForm, Position, PositionId, Stage, UnitId};
use crate::quantity::{MapPoint, MapRect, MapSize};

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
    /// The positions that stand for others in an overview, and what they are called together.
    pub groups: BTreeMap<PositionId, Group>,
    /// The rows of the chart from the top level down, each from the highest head to the lowest
    /// foot of its boxes; the columns where the chart runs to the right. None where the levels do
    /// not lie apart from each other: rings, and branches that hang.
    pub levels: Vec<Level>,
    /// The courses of reporting lines as the chart was laid out, each from the report up to its
    /// superior, by the report. Those of positions that were put elsewhere by hand are left out.
    pub courses: Arc<BTreeMap<PositionId, Vec<MapPoint>>>,
    /// The smallest rectangle that holds all boxes.
    pub bounds: MapRect,
}

impl Arrangement {
    /// The box of a position; nothing when it is folded away or unknown.
    #[must_use]
    pub fn rect(&self, id: PositionId) -> Option<MapRect> {
        Some(MapRect::around(*self.points.get(&id)?, self.sizes.get(&id)?.size))
    }

    /// A part of this drawing as the part of another one that holds the same positions; the same
    /// part where nobody stands in it, or where everybody stands in the same place in both.
    #[must_use]
    pub fn carried(&self, part: MapRect, to: &Self) -> MapRect {
        let inside = self.points.iter().filter(|(_, at)| part.contains(**at));
        let inside: Vec<PositionId> = inside.map(|(id, _)| *id).collect();
        if inside.iter().all(|id| self.points.get(id) == to.points.get(id)) {
            return part;
        }
        let boxes = inside.iter().filter_map(|id| to.rect(*to.hidden.get(id).unwrap_or(id)));
        boxes.reduce(|all, one| all.union(&one)).map_or(part, |all| all.expanded(AROUND))
    }

    /// Whether it is an overview, in which boxes stand for several positions.
    #[must_use]
    pub fn is_overview(&self) -> bool {
        !self.groups.is_empty()
    }

    /// The position whose box stands for this one: itself where it is shown; nothing where it is
    /// not known here.
    #[must_use]
    pub fn standing_for(&self, id: PositionId) -> Option<PositionId> {
        if self.points.contains_key(&id) { Some(id) } else { self.hidden.get(&id).copied() }
    }

    /// The side of a square as large as the drawing.
    #[must_use]
    pub fn side(&self) -> f64 {
        (self.bounds.width().max(1.0) * self.bounds.height().max(1.0)).sqrt()
    }

    /// How large titles are where this fills a room: 1 for the smallest letters that can be read.
    #[must_use]
    pub fn letters_in(&self, room: Room) -> f64 {
        letters(self, room, TITLE_SIZE)
    }
}

/// The widest that titles may run, one width after the other until the drawing is largest.
const WIDTHS: [f64; 5] = [158.0, 120.0, 94.0, 215.0, 300.0];

/// Places every position of a stage as a window shows it: holders named, the proportions those of
/// a screen. What was placed by hand stays where it was put. The same stage always gives the same
/// drawing.
#[must_use]
pub fn arrange(stage: &Stage) -> Arrangement {
    let forest = Forest::of(stage);
    let lettering = Lettering { widest: WIDTHS[0], named: Named::All, form: Form::ALL[0] };
    lay_out(stage, &forest, lettering, Room::SCREEN, true)
}

/// Places every position of a stage so that it can be read in a room: names of holders are left
/// out where they could not be, and titles are broken as makes the letters largest. Where
/// positions were placed by hand, the boxes keep the places that they have in the window.
#[must_use]
pub fn arrange_whole_in(stage: &Stage, room: Room) -> Arrangement {
    largest(stage, &Forest::of(stage), room, is_by_hand(stage))
}

/// The same, but where the whole could not be read as it was placed, it is placed anew; and where
/// that is not enough, branches and those of one unit are drawn as
/// one box each, as few as are needed: an overview.
#[must_use]
pub fn arrange_in(stage: &Stage, room: Room) -> Arrangement {
    let forest = Forest::of(stage);
    let shown = stage.positions().len() - forest.hidden.len();
    if shown <= MOST {
        let whole = largest(stage, &forest, room, is_by_hand(stage));
        if can_be_read(&whole, room) {
            return whole;
        }
        // Places given by hand may be farther apart than can be read.
        if is_by_hand(stage) {
            let whole = largest(stage, &forest, room, false);
            if can_be_read(&whole, room) {
                return whole;
            }
        }
    }
    let cut = readable_cut(stage, &forest, room);
    largest(stage, &cut.of(stage, &forest), room, false)
}

/// With more boxes than this nothing can be read.
const MOST: usize = 220;

fn is_by_hand(stage: &Stage) -> bool {
    stage.placements().iter().any(|(_, placement)| placement.at.is_some())
}

/// Whether every text of a drawing can be read in a room.
fn can_be_read(drawing: &Arrangement, room: Room) -> bool {
    let second = drawing.sizes.values().any(|text| text.second_line.is_some());
    letters(drawing, room, if second { NAME_SIZE } else { TITLE_SIZE }) >= 1.0
        && !(drawing.levels.is_empty() && overlaps_units(drawing))
}

/// Whether areas by head count are too small for their texts.
fn overlaps_units(drawing: &Arrangement) -> bool {
    let only_units = drawing.courses.is_empty() && !drawing.groups.is_empty();
    only_units && {
        let boxes: Vec<MapRect> =
            drawing.points.keys().filter_map(|id| drawing.rect(*id)).collect();
        let cut = drawing.sizes.values().any(BoxText::is_cut);
        let meets = |(number, one): (usize, &MapRect)| {
            boxes[number + 1..].iter().any(|other| one.overlaps(other))
        };
        cut || boxes.iter().enumerate().any(meets)
    }
}

fn letters(drawing: &Arrangement, room: Room, size: f64) -> f64 {
    room.letters(drawing.bounds.expanded(AROUND), size)
}

/// The cut that leaves most open of all that can be read, and is not too much at once.
pub(super) fn readable_cut(stage: &Stage, forest: &Forest, room: Room) -> Cut {
    const FURTHER: usize = 12;
    let (closed, steps) = fold::steps(forest);
    let readable = |cut: &Cut| {
        if cut.boxes(stage, forest) > MOST {
            return false;
        }
        let forest = cut.of(stage, forest);
        WIDTHS[..3].iter().any(|widest| {
            let lettering = Lettering { widest: *widest, named: Named::Nobody, form: Form::ALL[1] };
            can_be_read(&lay_out(stage, &forest, lettering, room, false), room)
        })
    };
    let after = |count: usize| {
        let mut cut = closed.clone();
        steps[..count].iter().for_each(|step| cut.after(*step));
        cut
    };
    let (mut low, mut high) = (0, steps.len().min(MOST) + 1);
    while high - low > 1 {
        let middle = usize::midpoint(low, high);
        if middle <= steps.len() && readable(&after(middle)) { low = middle } else { high = middle }
    }
    let mut cut = after(low);
    while let Some(most) = cut.tray.filter(|most| *most > 6 && !readable(&cut)) {
        cut.tray = Some(most * 4 / 5);
    }
    let above: BTreeMap<PositionId, PositionId> =
        forest.reports.iter().flat_map(|(to, row)| row.iter().map(|from| (*from, *to))).collect();
    let mut tried = 0;
    for step in &steps[low..] {
        // Only what is on the drawing can be opened.
        if !is_shown(&cut, &above, *step) {
            continue;
        }
        tried += 1;
        if tried > FURTHER {
            break;
        }
        let mut further = cut.clone();
        further.after(*step);
        if readable(&further) {
            cut = further;
        }
    }
    cut
}

/// Whether what a step opens is a box of a drawing.
fn is_shown(cut: &Cut, above: &BTreeMap<PositionId, PositionId>, step: Step) -> bool {
    let (Step::Open(id) | Step::Spread(id)) = step else { return true };
    let spread = matches!(step, Step::Spread(_));
    let superiors = std::iter::successors(Some(id), |id| above.get(id).copied());
    !superiors.skip(usize::from(!spread)).any(|superior| cut.closed.contains(&superior))
}

/// A forest in the form of the boxes in which its letters are largest.
pub(super) fn largest(stage: &Stage, forest: &Forest, room: Room, by_hand: bool) -> Arrangement {
    let widths = if by_hand { &WIDTHS[..1] } else { &WIDTHS[..] };
    let frame = if by_hand { Room::SCREEN } else { room };
    let large = stage.positions().len() - forest.hidden.len() > LARGE;
    let mut best: Option<(f64, Arrangement)> = None;
    for named in [Named::All, Named::Repeated, Named::Nobody] {
        for (widest, form) in widths.iter().flat_map(|width| Form::ALL.map(|form| (*width, form))) {
            if (by_hand || large) && form != Form::ALL[0] {
                continue;
            }
            let lettering = Lettering { widest, named, form };
            let drawing = lay_out(stage, forest, lettering, frame, by_hand);
            let cut = drawing.sizes.values().filter(|text| text.is_cut()).count();
            let whole = if cut > 0 { CUT } else { 1.0 };
            let letters = letters(&drawing, room, TITLE_SIZE) * whole;
            if best.as_ref().is_none_or(|(before, _)| letters > before * BETTER) {
                best = Some((letters, drawing));
            }
        }
        if best.as_ref().is_some_and(|(_, drawing)| can_be_read(drawing, room)) {
            break;
        }
    }
    best.map(|(_, drawing)| drawing).unwrap_or_default()
}

/// A forest of many boxes in the form in which its letters are largest, of the few forms that are
/// worth the time.
pub(super) fn large(stage: &Stage, forest: &Forest, room: Room) -> Arrangement {
    let drawings = WIDTHS[..3].iter().map(|widest| {
        let lettering = Lettering { widest: *widest, named: Named::Repeated, form: Form::ALL[0] };
        lay_out(stage, forest, lettering, room, false)
    });
    let size = |drawing: &Arrangement| letters(drawing, room, TITLE_SIZE);
    drawings.max_by(|one, other| size(one).total_cmp(&size(other))).unwrap_or_default()
}

/// Round the boxes: the areas of units, and arrows that bend round them.
const AROUND: f64 = 20.0;
/// How much smaller letters may be so that no title is cut off.
const CUT: f64 = 0.75;
/// By how much letters must be larger for another form of the boxes to be worth it.
const BETTER: f64 = 1.02;
/// With more positions than this, fewer forms are tried.
const LARGE: usize = 1_000;

/// How the boxes are lettered.
#[derive(Debug, Clone, Copy)]
struct Lettering {
    /// The widest that a line may run, in map units.
    widest: f64,
    named: Named,
    /// How the reports of one superior who lead nobody stand.
    form: Form,
}

/// Whose holders are named.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Named {
    All,
    /// Those whose title somebody else has too.
    Repeated,
    Nobody,
}

fn lay_out(
    stage: &Stage,
    forest: &Forest,
    lettering: Lettering,
    room: Room,
    by_hand: bool,
) -> Arrangement {
    let mut sizes = texts(stage, forest, lettering);
    let mut drawing = Arrangement::default();
    let (alone, talking) = apart(stage, forest);
    if forest.roots.is_empty() && !forest.groups.is_empty() {
        drawing.points = by_head_count(stage, forest, room, &mut sizes);
    } else if stage.record().chart == ChartForm::Radial {
        drawing.points = radial::place(forest, &sizes);
        let bounds = bounds_of(&drawing.points, &sizes);
        drawing.points.extend(park(&forest.loose, &sizes, bounds));
    } else if forest.roots.is_empty() && !talking.is_empty() && talking.len() <= free::MOST {
        drawing.points = free::place(stage, &talking, &sizes, room);
        let bounds = bounds_of(&drawing.points, &sizes);
        drawing.points.extend(park(&alone, &sizes, bounds));
    } else {
        let chart = Chart::of(stage, forest, &forest.loose, &sizes, room, lettering.form);
        drawing.points = chart.points();
        let levels = chart.bands().into_iter();
        drawing.levels = levels.map(|(start, end)| Level { start, end }).collect();
        let moved = match by_hand {
            true => follow_hands(stage, &chart, &mut drawing.points),
            false => BTreeSet::new(),
        };
        let mut courses = chart.courses();
        courses.retain(|report, _| !moved.contains(report));
        let superiors: Vec<_> = chart.superiors().filter(|(_, to)| moved.contains(to)).collect();
        superiors.iter().for_each(|(report, _)| drop(courses.remove(report)));
        drawing.courses = Arc::new(courses);
    }
    if by_hand {
        let put = put_by_hand(stage, &mut drawing.points);
        if !put.is_empty() {
            overlap::make_room(&mut drawing.points, &sizes, &put);
        }
    }
    drawing.bounds = bounds_of(&drawing.points, &sizes);
    drawing.sizes = Arc::new(sizes);
    drawing.hidden.clone_from(&forest.hidden);
    drawing.folded_units.clone_from(&forest.folded_units);
    drawing.groups.clone_from(&forest.groups);
    drawing
}

/// The units of a map without reporting lines as areas by their head counts, which fill the room.
fn by_head_count(
    stage: &Stage,
    forest: &Forest,
    room: Room,
    sizes: &mut BTreeMap<PositionId, BoxText>,
) -> BTreeMap<PositionId, MapPoint> {
    /// How much larger than the smallest letters titles are.
    const LETTERS: f64 = 1.35;
    const GAP: f64 = 9.0;
    /// No area is a smaller part of the middle one than this.
    const LEAST: f64 = 0.5;
    let people = people(stage, forest);
    let count = |id: &PositionId| people.get(id).copied().unwrap_or(0) as f64;
    let mut counts: Vec<f64> = forest.loose.iter().map(count).collect();
    counts.sort_by(f64::total_cmp);
    let middle = counts.get(counts.len() / 2).copied().unwrap_or(1.0);
    // The smallest units together are no unit, and get no more room than one.
    let is_unit = |id: &PositionId| forest.groups.get(id).is_none_or(|group| group.unit.is_some());
    let weight = |id: &PositionId| if is_unit(id) { count(id) } else { middle };
    let weights: Vec<f64> =
        forest.loose.iter().map(|id| weight(id).max(LEAST * middle).max(1.0)).collect();
    let unit = TITLE_SIZE / LETTERS;
    let areas = treemap::squarified(&weights, room.width * unit, room.height * unit);
    let mut points = BTreeMap::new();
    for (id, area) in forest.loose.iter().zip(areas) {
        points.insert(*id, area.center());
        let size = MapSize::new((area.width() - GAP).max(0.0), (area.height() - GAP).max(0.0));
        if let Some(text) = sizes.get_mut(id) {
            *text = match (forest.groups.get(id), stage.positions().get(*id)) {
                (Some(group), _) => group_text(&group.name, count(id) as usize, size),
                (None, Some(position)) => title_text(position, size),
                (None, None) => continue,
            };
            // A text that does not fit makes its box larger, which shows that it is too much.
            text.size =
                MapSize::new(size.width.max(text.size.width), size.height.max(text.size.height));
        }
    }
    points
}

/// How many people each box stands for.
fn people(stage: &Stage, forest: &Forest) -> BTreeMap<PositionId, usize> {
    let mut people: BTreeMap<PositionId, usize> = BTreeMap::new();
    for (id, _) in stage.positions().iter().filter(|(_, position)| !position.is_vacant()) {
        *people.entry(forest.hidden.get(&id).copied().unwrap_or(id)).or_default() += 1;
    }
    people
}

/// Those outside of the chart, without and with flows.
fn apart(stage: &Stage, forest: &Forest) -> (Vec<PositionId>, Vec<PositionId>) {
    let talk: BTreeSet<PositionId> =
        stage.flows().iter().flat_map(|(_, flow)| [flow.from, flow.to]).collect();
    forest.loose.iter().partition(|id| !talk.contains(id))
}

/// The text of every box that is shown.
fn texts(stage: &Stage, forest: &Forest, lettering: Lettering) -> BTreeMap<PositionId, BoxText> {
    let shown = || stage.positions().iter().filter(|(id, _)| !forest.hidden.contains_key(id));
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    shown().for_each(|(_, position)| *titles.entry(position.title.trim()).or_default() += 1);
    let repeated =
        |position: &Position| titles.get(position.title.trim()).is_some_and(|it| *it > 1);
    let named = |position: &Position| match lettering.named {
        Named::All => true,
        Named::Repeated => repeated(position),
        Named::Nobody => false,
    };
    let people = people(stage, forest);
    let text = |id: PositionId, position: &Position| {
        let unit = forest.folded_units.get(&id).and_then(|unit| stage.units().get(*unit));
        let name = unit.map(|unit| &unit.name).or(forest.groups.get(&id).map(|group| &group.name));
        match name {
            Some(name) => {
                let people = people.get(&id).copied().unwrap_or(0);
                group_text(name, people, box_room(lettering.widest))
            }
            None => box_text(position, lettering.widest, named(position)),
        }
    };
    shown().map(|(id, position)| (id, text(id, position))).collect()
}

/// Lets those who were not put anywhere follow their superior, who was; gives all who stand
/// elsewhere than the chart had them.
fn follow_hands(
    stage: &Stage,
    chart: &Chart,
    points: &mut BTreeMap<PositionId, MapPoint>,
) -> BTreeSet<PositionId> {
    let mut ways: BTreeMap<PositionId, (f64, f64)> = BTreeMap::new();
    for (id, placement) in stage.placements().iter() {
        let at = placement.at.filter(|at| at.is_placeable());
        if let (Some(at), Some(from)) = (at, points.get(&id)) {
            ways.insert(id, (at.x - from.x, at.y - from.y));
        }
    }
    if ways.is_empty() {
        return BTreeSet::new();
    }
    for (report, superior) in chart.superiors() {
        if ways.contains_key(&report) {
            continue;
        }
        if let (Some((x, y)), Some(point)) = (ways.get(&superior).copied(), points.get_mut(&report))
        {
            *point = point.offset(x, y);
            ways.insert(report, (x, y));
        }
    }
    ways.into_keys().collect()
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

/// Rows below a drawing for those who stand outside of it.
fn park(
    loose: &[PositionId],
    sizes: &BTreeMap<PositionId, BoxText>,
    drawing: MapRect,
) -> Vec<(PositionId, MapPoint)> {
    const GAP: f64 = 20.0;
    const ASIDE: f64 = 60.0;
    let size = |id: &PositionId| sizes.get(id).map(|text| text.size).unwrap_or_default();
    let cell = loose.iter().map(size).fold((0.0_f64, 0.0_f64), |(width, height), size| {
        (width.max(size.width), height.max(size.height))
    });
    let wide = drawing.width().max((loose.len() as f64).sqrt() * (cell.0 + GAP));
    let columns = ((wide + GAP) / (cell.0 + GAP)).floor().max(1.0) as usize;
    let top = if drawing.height() > 0.0 { drawing.max.y + ASIDE } else { 0.0 };
    let place = |(number, id): (usize, &PositionId)| {
        let (column, row) = ((number % columns) as f64, (number / columns) as f64);
        let x = drawing.min.x + column * (cell.0 + GAP) + cell.0 / 2.0;
        (*id, MapPoint::new(x, top + row * (cell.1 + GAP) + cell.1 / 2.0))
    };
    loose.iter().enumerate().map(place).collect()
}

fn bounds_of(
    points: &BTreeMap<PositionId, MapPoint>,
    sizes: &BTreeMap<PositionId, BoxText>,
) -> MapRect {
    let boxes =
        points.iter().filter_map(|(id, point)| Some(MapRect::around(*point, sizes.get(id)?.size)));
    boxes.reduce(|all, one| all.union(&one)).unwrap_or_default()
}
