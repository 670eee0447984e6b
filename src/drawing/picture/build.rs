//! Making a picture, and moving positions in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::arc::FlowManner;
use super::beside::{self, Besides};
use super::curve::Outline;
use super::edge_routing::EdgeRouting;
use super::obstacle::Obstacles;
use super::part::Part;
use super::talk::Talk;
use super::waiting::Waiting;
use super::whereabouts::Whereabouts;
use super::{
    Carried, Lens, NodeFigure, Picture, PictureInput, RoutineList, describe, figure, ground,
    legend, levels, marker, matrix, routine, scatter, share,
};
use crate::analysis::Settings;
use crate::layout::{Arrangement, BoxText, UnitArea, unit_areas};
use crate::model::{Chart, FlowKind, Position, PositionId, RelationName, Stage, Tone, UnitId};
use crate::quantity::{MapPoint, MapRect};
use crate::wording::{LensInput, lens_message};

/// The picture of a stage through a lens. A stage that is not in the map, or has no positions,
/// gives a picture with a title and nothing else.
#[must_use]
pub fn build(input: &PictureInput) -> Picture {
    build_part(input, None)
}

/// The same of a part of the map alone: the boxes that lie in it and those at the other ends of the
/// lines that cross it. Flows wait until they are asked for, and figures that would need all boxes
/// are left out; where the centres lie, how large the map is and what it says stay those of all.
#[must_use]
pub fn build_part(input: &PictureInput, part: Option<MapRect>) -> Picture {
    let mut picture = bare(input);
    let Some(stage) = input.map.stage(input.stage) else { return picture };
    let view = View::of(stage, input, part);
    let message = lens_message(&view.told());
    (picture.headline, picture.reading) = (message.finding, message.reading);
    picture.crowded = view.crowded;
    picture.routines = view.routines.clone();
    picture.scatter = scatter::scatter(&view);
    if input.annotations.matrix && input.lens == Lens::Communication {
        picture.matrix = matrix::matrix(&view);
    }
    if let Some(matrix) = &picture.matrix {
        // It stands in the place of the map.
        (picture.headline, picture.reading) = matrix::message(matrix);
        picture.legend = legend::rows(&view, &picture);
        return picture;
    }
    picture.besides.clone_from(&view.besides);
    picture.outside = view.part.as_ref().map(Part::outside).unwrap_or_default();
    picture.nodes = nodes(&view);
    let outlines = picture.outlines();
    let obstacles = Obstacles::of(&outlines);
    let (edge_routing, arcs) = EdgeRouting::of(&view, &outlines, &obstacles);
    picture.edge_routing = edge_routing;
    picture.arcs = arcs;
    picture.waiting = Waiting::of(&view);
    picture.whereabouts = Whereabouts::of(&picture.nodes, &picture.arcs).with_obstacles(obstacles);
    picture.follow(&view);
    picture.legend = legend::rows(&view, &picture);
    if let Some(left_out) = left_out(&view, &picture) {
        let apart = if picture.caption.is_empty() { "" } else { "; " };
        picture.caption = format!("{}{apart}{left_out}", picture.caption);
    }
    picture
}

/// A picture with a title and nothing else.
fn bare(input: &PictureInput) -> Picture {
    let title = title(input);
    let caption = describe::caption(input, &title);
    Picture {
        lens: input.lens,
        title,
        headline: String::new(),
        reading: String::new(),
        ground: Vec::new(),
        areas: Vec::new(),
        nodes: Vec::new(),
        arcs: Vec::new(),
        markers: Vec::new(),
        previews: Vec::new(),
        ruler: None,
        levels: None,
        routines: None,
        scatter: None,
        matrix: None,
        legend: Vec::new(),
        caption,
        bounds: MapRect::default(),
        is_overview: input.arrangement.is_overview(),
        crowded: false,
        besides: Besides::new(),
        edge_routing: EdgeRouting::default(),
        outside: Arc::default(),
        whereabouts: Whereabouts::default(),
        waiting: None,
    }
}

/// What the picture leaves out, in words.
fn left_out(view: &View, picture: &Picture) -> Option<String> {
    let talk = view.talk.as_ref().filter(|_| !view.flows_on_demand());
    let waiting = picture.waiting.as_ref().map(|waiting| waiting.words());
    talk.and_then(Talk::left_out).or(waiting)
}

impl Picture {
    /// Puts positions elsewhere, as on every frame of a drag. `input` is what the picture was
    /// built from, but with the new points in its arrangement; `moved` are the positions that
    /// moved and where to. The result equals [`build`] with the same input, at the cost of what
    /// the moved positions touch.
    pub fn move_positions(&mut self, input: &PictureInput, moved: &[(PositionId, MapPoint)]) {
        let Some(stage) = input.map.stage(input.stage) else { return };
        let mut regions = Vec::new();
        let mut indices = Vec::new();
        for (id, to) in moved {
            let Ok(index) = self.nodes.binary_search_by_key(id, |node| node.id) else { continue };
            let before = self.nodes[index].rect();
            Arc::make_mut(&mut self.nodes[index]).center = *to;
            regions.extend([before, self.nodes[index].rect()]);
            indices.push(index);
        }
        indices.sort_unstable();
        let outlines = self.outlines();
        let obstacles = Obstacles::of(&outlines);
        self.edge_routing.reroute(&mut self.arcs, &outlines, &obstacles, &indices, &regions);
        let view = View::of(stage, input, None);
        if view.crowded != self.crowded || view.besides != self.besides {
            self.crowded = view.crowded;
            self.besides.clone_from(&view.besides);
            self.nodes = nodes(&view);
        }
        self.whereabouts = Whereabouts::of(&self.nodes, &self.arcs).with_obstacles(obstacles);
        self.follow(&view);
        self.legend = legend::rows(&view, self);
    }

    /// Positions as the hand carries them above this picture: they and their own arcs move, and
    /// nothing makes room for them. It costs what the carried ones touch; [`build`] has to follow
    /// when they are let go.
    #[must_use]
    pub fn carried(&self, moved: &[(PositionId, MapPoint)]) -> Carried {
        let mut outlines = self.outlines();
        let mut ways = BTreeMap::new();
        let mut carried = Carried::default();
        for (id, to) in moved {
            let Ok(index) = self.nodes.binary_search_by_key(id, |node| node.id) else { continue };
            let from = outlines[index].center;
            outlines[index].center = *to;
            ways.insert(index, (to.x - from.x, to.y - from.y));
            let node = NodeFigure { center: *to, ..NodeFigure::clone(&self.nodes[index]) };
            carried.nodes.insert(*id, Arc::new(node));
        }
        carried.arcs = self.edge_routing.carried(&self.arcs, &outlines, &ways);
        carried
    }

    /// Brings all that follows from where the positions are up to date.
    fn follow(&mut self, view: &View) {
        let ground = ground::ground(view, self);
        (self.ground, self.areas) = (ground.marks, ground.areas);
        self.levels = levels::levels(view);
        self.ruler = marker::ruler(view, self.levels.as_ref());
        // Behind the boxes, so that it covers no title.
        let mut drift;
        (self.markers, drift) = marker::markers(view);
        self.previews = marker::previews(view);
        marker::ways(&self.markers, &self.previews, &mut drift);
        self.ground.append(&mut drift);
        let boxes = self.nodes.iter().map(|node| node.rect().expanded(8.0));
        let drawn = self.arcs.iter().filter(|arc| !arc.on_demand);
        let courses = drawn.filter_map(|arc| super::curve::bounds(&arc.path));
        let areas = view.areas().iter().flat_map(|area| area.rects.iter().copied());
        let bars = self.nodes.iter().filter_map(|node| share::reach(view, node.id, &node.rect()));
        self.bounds = boxes
            .chain(bars)
            .chain(self.nodes.iter().filter_map(|node| self.beside_of(node)))
            .chain(courses)
            .chain(areas)
            .chain(ground.joined)
            .chain(view.part.as_ref().map(|_| view.input.arrangement.bounds.expanded(8.0)))
            .reduce(|one, other| one.union(&other))
            .unwrap_or_default();
    }

    pub(super) fn outlines(&self) -> Vec<Outline> {
        let outline = |node: &Arc<NodeFigure>| Outline {
            center: node.center,
            size: node.size,
            corner: node.corner,
        };
        self.nodes.iter().map(outline).collect()
    }
}

/// Several positions that are drawn as one box.
pub(super) struct Boxed {
    /// What they are called together.
    pub(super) name: String,
    /// The unit that they are, where they are one.
    pub(super) unit: Option<UnitId>,
    pub(super) members: Vec<PositionId>,
}

/// The units that are folded by hand, and the groups of an overview, each with the position that
/// stands for it.
fn boxed(stage: &Stage, arrangement: &Arrangement) -> BTreeMap<PositionId, Boxed> {
    let units = arrangement.folded_units.iter().map(|(stand_in, unit)| {
        let (name, members) = (describe::unit_name(stage, *unit), vec![*stand_in]);
        (*stand_in, Boxed { name, unit: Some(*unit), members })
    });
    let groups = arrangement.groups.iter().map(|(stand_in, group)| {
        let (name, members) = (group.name.clone(), vec![*stand_in]);
        (*stand_in, Boxed { name, unit: group.unit, members })
    });
    units.chain(groups).collect()
}

/// What the parts of a picture are made from, looked up once.
pub(super) struct View<'a> {
    pub(super) stage: &'a Stage,
    pub(super) input: &'a PictureInput<'a>,
    /// Those drawn, in the order of their identities; of a part, those made.
    pub(super) shown: Vec<(PositionId, &'a Position, Cow<'a, BoxText>, MapPoint)>,
    pub(super) manner: FlowManner,
    /// What is made, where it is not everything.
    pub(super) part: Option<Part>,
    /// Whether bars beside the boxes would reach other boxes.
    pub(super) crowded: bool,
    /// The figures that find room beside their boxes.
    pub(super) besides: Besides,
    /// The routines, in the lens that is about them.
    pub(super) routines: Option<RoutineList>,
    /// How many positions are folded away below each.
    pub(super) folded: BTreeMap<PositionId, usize>,
    /// The positions that are drawn as one box, by the one that stands for them.
    pub(super) boxed: BTreeMap<PositionId, Boxed>,
    /// What is said between and inside of boxes, where some stand for several positions.
    pub(super) talk: Option<Talk>,
    /// The relations of the map, by name.
    pub(super) relations: Vec<RelationName>,
    tones: BTreeMap<UnitId, u8>,
    chart: Chart,
    areas: Vec<UnitArea>,
}

impl<'a> View<'a> {
    fn of(stage: &'a Stage, input: &'a PictureInput<'a>, part: Option<MapRect>) -> Self {
        let arrangement = input.arrangement;
        let folds = !arrangement.hidden.is_empty();
        let talk = folds.then(|| Talk::of(stage, arrangement));
        let areas = areas_in(stage, arrangement, part);
        let part = part.map(|within| Part::of(stage, arrangement, talk.as_ref(), within));
        let shown: Vec<_> = stage
            .positions()
            .iter()
            .filter(|(id, _)| !arrangement.hidden.contains_key(id))
            .filter(|(id, _)| part.as_ref().is_none_or(|part| part.has(*id)))
            .filter_map(|(id, position)| {
                let text = arrangement.sizes.of(&id, position)?;
                let at = arrangement.points.get(&id)?;
                Some((id, position, text, *at))
            })
            .collect();
        let mut folded = BTreeMap::new();
        let mut boxed = boxed(stage, arrangement);
        for (hidden, stand_in) in arrangement.hidden.iter() {
            match boxed.get_mut(stand_in) {
                Some(boxed) => boxed.members.push(*hidden),
                None => *folded.entry(*stand_in).or_insert(0) += 1,
            }
        }
        let flows = stage.flows().len();
        let many = !folds && flows > 100 && flows > 2 * arrangement.points.len();
        // Only where the talk is the subject does it stand in front.
        let faint = many || input.lens != Lens::Communication;
        let thin = many || input.lens == Lens::Structure;
        let tones = stage
            .units()
            .iter()
            .zip((0..Tone::COUNT).cycle())
            .map(|((id, unit), number)| (id, unit.tone.map_or(number, Tone::number)))
            .collect();
        let mut view = Self {
            stage,
            input,
            shown,
            manner: FlowManner { faint, thin, many, relation: 0 },
            relations: relations(stage),
            crowded: part.is_some(),
            part,
            besides: Besides::new(),
            routines: None,
            folded,
            boxed,
            talk,
            tones,
            chart: Chart::of(stage),
            areas,
        };
        view.routines = routine::list(&view);
        // What needs all boxes is left out of a part, so that every part looks alike.
        if view.part.is_none() {
            view.besides = beside::besides(&view);
            view.crowded = input.lens == Lens::AuthorityAndKnowledge && share::are_crowded(&view);
        }
        view
    }

    /// What the message of the lens is made from.
    fn told(&self) -> LensInput<'_> {
        LensInput {
            lens: self.input.lens,
            stage: self.stage,
            analysis: self.input.analysis,
            settings: Settings::of(self.input.map),
            routine: routine::shown(self),
        }
    }

    /// Whether flows are drawn only for whom one points at or selects.
    pub(super) fn flows_on_demand(&self) -> bool {
        !matches!(self.input.lens, Lens::Structure | Lens::Communication)
    }

    /// Whether hollow markers are shown.
    pub(super) fn shows_previews(&self) -> bool {
        self.input.annotations.preview.is_some()
    }

    /// How flows of a kind are drawn on this picture.
    pub(super) fn manner_of(&self, kind: &FlowKind) -> FlowManner {
        let place = match kind {
            FlowKind::Relation(name) => self.relations.binary_search(name).unwrap_or(0),
            _ => 0,
        };
        FlowManner { relation: u8::try_from(place).unwrap_or(u8::MAX), ..self.manner }
    }

    /// The people whom the box of a position stands for: its own holder, or everybody in a unit
    /// that is drawn as one box. Columns of the analysis.
    pub(super) fn people_in_box(&self, id: PositionId) -> Vec<usize> {
        let Some(analysis) = self.input.analysis else { return Vec::new() };
        match self.boxed.get(&id) {
            Some(boxed) => boxed.members.iter().filter_map(|id| analysis.person(*id)).collect(),
            None => analysis.person(id).into_iter().collect(),
        }
    }

    /// The unit that a position's box is drawn for, where it is drawn as one box.
    pub(super) fn unit_in_box(&self, id: PositionId) -> Option<UnitId> {
        self.boxed.get(&id).and_then(|boxed| boxed.unit)
    }

    /// Whether a position's box stands for several that are drawn as one.
    pub(super) fn is_boxed(&self, id: PositionId) -> bool {
        self.boxed.contains_key(&id)
    }

    /// What a box is called.
    pub(super) fn name_of(&self, id: PositionId) -> String {
        match self.boxed.get(&id) {
            Some(boxed) => boxed.name.clone(),
            None => describe::name(self.stage, id),
        }
    }

    /// The drawn position that stands for this one: itself, or the one it is folded into.
    pub(super) fn standing_for(&self, id: PositionId) -> PositionId {
        self.input.arrangement.hidden.get(&id).copied().unwrap_or(id)
    }

    /// Who reports to whom.
    pub(super) fn chart(&self) -> &Chart {
        &self.chart
    }

    /// The areas behind the units, outermost first.
    pub(super) fn areas(&self) -> &[UnitArea] {
        &self.areas
    }

    /// The accent of a unit: that of the outermost unit it lies in, so that one department
    /// keeps one accent.
    pub(super) fn tone(&self, unit: UnitId) -> u8 {
        let mut outermost = unit;
        // A circle of units is a drawing error; a bounded walk ends in it all the same.
        for _ in 0..self.stage.units().len() {
            match self.stage.units().get(outermost).and_then(|unit| unit.parent) {
                Some(parent) => outermost = parent,
                None => break,
            }
        }
        self.tones.get(&outermost).copied().unwrap_or(0)
    }
}

/// The areas behind the units that lie in a part, where one is made.
fn areas_in(stage: &Stage, arrangement: &Arrangement, part: Option<MapRect>) -> Vec<UnitArea> {
    // In an overview the boxes are units themselves.
    let mut areas = match arrangement.groups.is_empty() {
        true => unit_areas(stage, arrangement),
        false => Vec::new(),
    };
    areas.retain(|area| {
        part.is_none_or(|within| area.rects.iter().any(|rect| rect.overlaps(&within)))
    });
    areas
}

fn nodes(view: &View) -> Vec<Arc<NodeFigure>> {
    view.shown
        .iter()
        .map(|(id, position, text, at)| Arc::new(figure::node(view, *id, position, text, *at)))
        .collect()
}

/// The title of the map, with the stage where there are several.
fn title(input: &PictureInput) -> String {
    let title = input.map.header().title.trim();
    let title = if title.is_empty() { "Untitled map" } else { title };
    let stage = input.map.stage(input.stage).map_or("", |stage| stage.record().name.trim());
    let mut title = title.to_owned();
    if input.map.stages().count() > 1 && !stage.is_empty() {
        title = format!("{title}: {stage}");
    }
    if let Some(domain) = input.annotations.domain {
        title = format!("{title} ({domain} alone)");
    }
    title
}

/// The names of the relations of one's own in a stage, in order.
fn relations(stage: &Stage) -> Vec<RelationName> {
    let names = stage.flows().iter().filter_map(|(_, flow)| match &flow.kind {
        FlowKind::Relation(name) => Some(name.clone()),
        _ => None,
    });
    names.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}
