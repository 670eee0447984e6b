use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::arrangement::Arrangement;
use super::by_position::ByPosition;
use super::chart::Chart;
use super::course::Courses;
use super::fold::{self, Cut};
use super::forest::Forest;
use super::level::Level;
use super::plain::Plain;
use super::room::Room;
use super::size::{
    Alike, BoxText, NAME_SIZE, TITLE_SIZE, box_room, box_text, group_text, title_text,
};
use super::texts::Texts;
use super::tree::Form;
use super::whole::Whole;
use super::{free, overlap, radial, treemap};
use crate::model::{ChartForm, Position, PositionId, Stage};
use crate::quantity::{MapPoint, MapRect, MapSize};

/// The widest that titles may run, one width after the other until the drawing is largest.
const WIDTHS: [f64; 5] = [158.0, 120.0, 94.0, 215.0, 300.0];

/// Places every position of a stage as a window shows it: holders named, the proportions those of
/// a screen. What was placed by hand stays where it was put. The same stage always gives the same
/// drawing.
#[must_use]
pub fn arrange(stage: &Stage) -> Arrangement {
    let whole = Whole::of(stage);
    if is_plain(stage, &whole) {
        return plain(stage, &whole, Room::SCREEN, true);
    }
    let forest = Cut::nothing(&whole).of(stage, &whole);
    let lettering = Lettering { widest: WIDTHS[0], named: Named::All, form: Form::ALL[0] };
    let drawing = lay_out(stage, &forest, lettering, Room::SCREEN, true);
    folded(drawing, &whole, &forest)
}

/// Places every position of a stage so that it can be read in a room: names of holders are left
/// out where they could not be, and titles are broken as makes the letters largest. Where
/// positions were placed by hand, the boxes keep the places that they have in the window.
#[must_use]
pub fn arrange_whole_in(stage: &Stage, room: Room) -> Arrangement {
    let (whole, by_hand) = (Whole::of(stage), is_by_hand(stage));
    if is_plain(stage, &whole) {
        return plain(stage, &whole, if by_hand { Room::SCREEN } else { room }, by_hand);
    }
    let forest = Cut::nothing(&whole).of(stage, &whole);
    folded(largest(stage, &forest, room, by_hand), &whole, &forest)
}

/// The same, but where the whole could not be read as it was placed, it is placed anew; and where
/// that is not enough, branches and those of one unit are drawn as
/// one box each, as few as are needed: an overview.
#[must_use]
pub fn arrange_in(stage: &Stage, room: Room) -> Arrangement {
    let whole = Whole::of(stage);
    if whole.shown() <= MOST {
        let forest = Cut::nothing(&whole).of(stage, &whole);
        // Places given by hand may be farther apart than can be read.
        for by_hand in [true, false] {
            if by_hand && !is_by_hand(stage) {
                continue;
            }
            let drawing = largest(stage, &forest, room, by_hand);
            if can_be_read(&drawing, room) {
                return folded(drawing, &whole, &forest);
            }
        }
    }
    let forest = readable_cut(stage, &whole, room).of(stage, &whole);
    folded(largest(stage, &forest, room, false), &whole, &forest)
}

/// A drawing of a forest with who is folded away in it.
pub(super) fn folded(drawing: Arrangement, whole: &Whole, forest: &Forest) -> Arrangement {
    Arrangement { hidden: whole.hidden(forest), ..drawing }
}

/// With more boxes than this nothing can be read.
const MOST: usize = 220;

/// With more boxes than this no letter of the whole can be read in any shape on any screen, and the
/// chart is drawn plainly.
const PLAIN: usize = 4_000;

fn is_plain(stage: &Stage, whole: &Whole) -> bool {
    whole.shown() > PLAIN && stage.record().chart == ChartForm::Down
}

/// A stage of many boxes, all of them alike.
fn plain(stage: &Stage, whole: &Whole, room: Room, by_hand: bool) -> Arrangement {
    const SOME: usize = 96;
    let apart = stage.positions().len().div_ceil(SOME);
    let some = stage.positions().iter().step_by(apart.max(1)).map(|(_, position)| position);
    let alike = Alike::of(some, WIDTHS[0]);
    let chart = Plain::of(whole, alike.size, room.aspect());
    let mut drawing = Arrangement { points: chart.points(), ..Arrangement::default() };
    let mut out = BTreeSet::new();
    if by_hand && is_by_hand(stage) {
        let moved = follow_hands(stage, chart.superiors(), &mut drawing.points);
        out = without_course(moved, chart.superiors());
        let put = put_by_hand(stage, &mut drawing.points);
        overlap::make_room(&mut drawing.points, |_| alike.size, &put);
    }
    let mut courses = Courses::plain(chart.into_lines());
    if !out.is_empty() {
        courses.retain(|report| !out.contains(&report));
    }
    let boxes = drawing.points.values().map(|at| MapRect::around(*at, alike.size));
    drawing.bounds = boxes.reduce(|all, one| all.union(&one)).unwrap_or_default();
    drawing.courses = Arc::new(courses);
    drawing.sizes = Arc::new(Texts::alike(alike));
    drawing.folded_units.clone_from(&whole.folded_units);
    drawing.hidden = whole.hidden(&Forest::default());
    drawing
}

fn is_by_hand(stage: &Stage) -> bool {
    stage.placements().iter().any(|(_, placement)| placement.at.is_some())
}

/// Whether every text of a drawing can be read in a room.
fn can_be_read(drawing: &Arrangement, room: Room) -> bool {
    let second = drawing.sizes.values().any(|text| text.second_line.is_some());
    drawing.letters(room, if second { NAME_SIZE } else { TITLE_SIZE }) >= 1.0
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

/// The cut that leaves most open of all that can be read, and is not too much at once.
pub(super) fn readable_cut(stage: &Stage, whole: &Whole, room: Room) -> Cut {
    const FURTHER: usize = 12;
    let (closed, steps) = fold::steps(whole);
    let readable = |cut: &Cut| {
        if cut.boxes(whole) > MOST {
            return false;
        }
        let forest = cut.of(stage, whole);
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
    // Only what is on the drawing can be opened.
    let mut tried = 0;
    for step in &steps[low..] {
        if !cut.shows(whole, *step) {
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

/// A forest in the form of the boxes in which its letters are largest.
pub(super) fn largest(stage: &Stage, forest: &Forest, room: Room, by_hand: bool) -> Arrangement {
    let widths = if by_hand { &WIDTHS[..1] } else { &WIDTHS[..] };
    let frame = if by_hand { Room::SCREEN } else { room };
    let large = forest.people.len() > LARGE;
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
            let letters = drawing.letters_in(room) * whole;
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
    let tried = if forest.people.len() > PLAIN { 1 } else { 3 };
    let drawings = WIDTHS[..tried].iter().map(|widest| {
        let lettering = Lettering { widest: *widest, named: Named::Repeated, form: Form::ALL[0] };
        (*widest, lay_out(stage, forest, lettering, room, false))
    });
    let size = |(_, drawing): &(f64, Arrangement)| drawing.letters_in(room);
    let largest = drawings.max_by(|one, other| size(one).total_cmp(&size(other)));
    let (widest, mut drawing) = largest.unwrap_or_default();
    let Arrangement { sizes, groups, folded_units, .. } = &mut drawing;
    // Where there is no chart, texts are made for their areas.
    if !forest.roots.is_empty() {
        let plain = |id: &PositionId| !groups.contains_key(id) && !folded_units.contains_key(id);
        Arc::make_mut(sizes).forget(widest, plain);
    }
    drawing
}

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
    let talking = &forest.talking;
    let points: BTreeMap<PositionId, MapPoint>;
    if forest.roots.is_empty() && !forest.groups.is_empty() {
        points = by_head_count(stage, forest, room, &mut sizes);
    } else if stage.record().chart == ChartForm::Radial {
        let mut all = radial::place(forest, &sizes);
        let bounds = bounds_of(all.iter(), &sizes);
        all.extend(park(&forest.loose, &sizes, bounds));
        points = all;
    } else if !talking.is_empty() && talking.len() <= free::MOST {
        let mut all = free::place(stage, talking, &sizes, room);
        let bounds = bounds_of(all.iter(), &sizes);
        all.extend(park(&forest.silent, &sizes, bounds));
        points = all;
    } else {
        points = BTreeMap::new();
        chart(stage, forest, (lettering.form, &sizes), room, by_hand, &mut drawing);
    }
    if !points.is_empty() {
        drawing.points = points.into_iter().collect();
    }
    if by_hand {
        let put = put_by_hand(stage, &mut drawing.points);
        if !put.is_empty() {
            let size = |id| sizes.get(&id).map(|text| text.size).unwrap_or_default();
            overlap::make_room(&mut drawing.points, size, &put);
        }
    }
    drawing.bounds = bounds_of(drawing.points.iter(), &sizes);
    drawing.sizes = Arc::new(sizes.into());
    drawing.folded_units.clone_from(&forest.folded_units);
    drawing.groups.clone_from(&forest.groups);
    drawing
}

/// Places a chart, with its levels and courses.
fn chart(
    stage: &Stage,
    forest: &Forest,
    (form, sizes): (Form, &BTreeMap<PositionId, BoxText>),
    room: Room,
    by_hand: bool,
    drawing: &mut Arrangement,
) {
    let chart = Chart::of(stage, forest, &forest.loose, sizes, room, form);
    drawing.points = chart.points().into_iter().collect();
    let levels = chart.bands().into_iter();
    drawing.levels = levels.map(|(start, end)| Level { start, end }).collect();
    let mut courses: Courses = chart.courses().into_iter().collect();
    if by_hand {
        let moved = follow_hands(stage, chart.superiors(), &mut drawing.points);
        let out = without_course(moved, chart.superiors());
        courses.retain(|report| !out.contains(&report));
    }
    drawing.courses = Arc::new(courses);
}

/// Those who stand elsewhere, and their reports: their lines take another course.
fn without_course(
    mut moved: BTreeSet<PositionId>,
    superiors: impl Iterator<Item = (PositionId, PositionId)>,
) -> BTreeSet<PositionId> {
    if !moved.is_empty() {
        let below = superiors.filter(|(_, to)| moved.contains(to)).map(|(report, _)| report);
        let below: Vec<PositionId> = below.collect();
        moved.extend(below);
    }
    moved
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
    let count = |id: &PositionId| forest.people.get(id).copied().unwrap_or(0) as f64;
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

/// The text of every box that is shown.
fn texts(stage: &Stage, forest: &Forest, lettering: Lettering) -> BTreeMap<PositionId, BoxText> {
    let shown = || {
        let position = |id: &PositionId| Some((*id, stage.positions().get(*id)?));
        forest.people.keys().filter_map(position)
    };
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    shown().for_each(|(_, position)| *titles.entry(position.title.trim()).or_default() += 1);
    let repeated =
        |position: &Position| titles.get(position.title.trim()).is_some_and(|it| *it > 1);
    let named = |position: &Position| match lettering.named {
        Named::All => true,
        Named::Repeated => repeated(position),
        Named::Nobody => false,
    };
    let text = |id: PositionId, position: &Position| {
        let unit = forest.folded_units.get(&id).and_then(|unit| stage.units().get(*unit));
        let name = unit.map(|unit| &unit.name).or(forest.groups.get(&id).map(|group| &group.name));
        match name {
            Some(name) => {
                let people = forest.people.get(&id).copied().unwrap_or(0);
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
    superiors: impl Iterator<Item = (PositionId, PositionId)>,
    points: &mut ByPosition<MapPoint>,
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
    for (report, superior) in superiors {
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
fn put_by_hand(stage: &Stage, points: &mut ByPosition<MapPoint>) -> BTreeSet<PositionId> {
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

fn bounds_of<'a>(
    points: impl Iterator<Item = (&'a PositionId, &'a MapPoint)>,
    sizes: &BTreeMap<PositionId, BoxText>,
) -> MapRect {
    let boxes = points.filter_map(|(id, at)| Some(MapRect::around(*at, sizes.get(id)?.size)));
    boxes.reduce(|all, one| all.union(&one)).unwrap_or_default()
}
