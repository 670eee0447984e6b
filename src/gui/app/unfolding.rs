//! Folding by zoom: of a map that is too large to be read in the window an overview is shown,
//! which opens in place while one zooms in and closes while one zooms out. The rule is one: what is
//! shown is the finest cut whose letters can be read, were it as large as what is shown now.

use std::sync::Arc;

use eframe::egui::{self, Pos2, Rect};

use super::App;
use crate::drawing::picture::Picture;
use crate::drawing::{Page, Theme};
use crate::gui::canvas::Fit;
use crate::layout::{Arrangement, ByPosition, Room, TITLE_SIZE};
use crate::model::{Folding, PositionId};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Item, Revision};

/// Maps of so few boxes are never folded by zoom.
const FEW: usize = 60;
/// A map is folded where its letters would be smaller than this part of what can be read.
const UNREADABLE: f64 = 0.6;
/// A finer cut is shown once its letters are so large, as a part of the smallest that can be read,
/// and left for a coarser one once they are smaller than that.
const OPENS: f64 = 1.0;
const CLOSES: f64 = 0.8;
/// How much further than to where the next cut opens one can zoom before it is there.
const AHEAD: f64 = 1.4;
/// How small the letters of the coarsest cut may be: beyond that one would zoom out to a dot.
const LEAST: f64 = 0.5;
/// How large letters may be while it is not known where the next cut opens.
const LARGEST: f64 = 2.5;
/// The depth of the whole, whichever cuts there are.
const WHOLE: usize = usize::MAX;

/// Which cuts were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Asked {
    #[default]
    None,
    /// The coarsest: until its picture is there, nothing else is made.
    First,
    All,
}

/// What the cuts are made of.
#[derive(Debug, Clone, PartialEq)]
struct Of {
    revision: Revision,
    folding: Option<Folding>,
    room: Room,
}

/// A cut that is shown once its picture is made.
#[derive(Debug)]
struct Coming {
    picture: u64,
    depth: usize,
    cut: Arc<Arrangement>,
    /// The part of it that is made into figures.
    part: Option<MapRect>,
}

/// What is to be shown next, whatever the zoom is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Target {
    /// The coarsest cut, all of it in view.
    Closed,
    /// The whole, and this of it in view.
    Open(Fit),
}

/// Whether the whole is shown although its letters are small, because something in it was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum Held {
    #[default]
    No,
    /// The view is on its way there.
    Flying,
    /// As long as one does not zoom out from this zoom.
    At(f32),
}

/// The cuts through the map that is shown, and which of them is.
#[derive(Debug, Default)]
pub(super) struct Unfolding {
    of: Option<Of>,
    /// The coarsest first, as far as they are known: those of an earlier state until all of the
    /// present one are.
    cuts: Vec<Arc<Arrangement>>,
    /// Whether the cuts are those of the present state.
    fresh: bool,
    /// Whether there are no more cuts than these.
    complete: bool,
    /// Counts the orders; an answer to an earlier one is too late.
    orders: u64,
    asked: Asked,
    /// What is on the screen, and its place among the cuts.
    shown: Option<Arc<Arrangement>>,
    depth: usize,
    coming: Option<Coming>,
    target: Option<Target>,
    held: Held,
    /// The one position that is selected alone.
    selected: Option<PositionId>,
}

impl Unfolding {
    /// The coarsest cut comes next, all of it in view.
    pub(super) fn close(&mut self) {
        self.target = Some(Target::Closed);
    }

    /// Everything is opened next, and this of it is in view.
    pub(super) fn open(&mut self, view: Fit) {
        self.target = Some(Target::Open(view));
    }

    /// Another map is shown.
    pub(super) fn start_anew(&mut self) {
        *self = Self { orders: self.orders, ..Self::default() };
    }

    /// Takes the cuts that are known so far.
    pub(super) fn take(&mut self, order: u64, cuts: Vec<Arc<Arrangement>>, complete: bool) {
        if order == self.orders && (complete || self.fresh || self.cuts.is_empty()) {
            let overviews = |cut: &Arc<Arrangement>| cut.is_overview();
            let mut cuts: Vec<_> = cuts.into_iter().filter(overviews).collect();
            // The first is the one that was asked for alone.
            if let (true, Some(known), Some(first)) =
                (self.fresh, self.cuts.first(), cuts.first_mut())
            {
                *first = Arc::clone(known);
            }
            self.cuts = cuts;
            self.fresh = true;
            self.complete = complete;
        }
    }

    /// Goes over to another state of the map; what is shown stays until its cuts are known.
    fn renew(&mut self, of: Of) {
        if self.of.as_ref() == Some(&of) {
            return;
        }
        let stage = |of: &Of| (of.revision.document, of.revision.stage);
        if self.of.as_ref().is_some_and(|before| stage(before) != stage(&of)) {
            let target = self.target;
            self.start_anew();
            self.target = target;
        }
        (self.fresh, self.complete, self.asked) = (false, false, Asked::None);
        self.of = Some(of);
    }

    /// A cut and its place, or the whole.
    fn level(&self, depth: usize, whole: &Arc<Arrangement>) -> (usize, Arc<Arrangement>) {
        match self.cuts.get(depth) {
            Some(cut) => (depth, Arc::clone(cut)),
            None => (WHOLE, Arc::clone(whole)),
        }
    }
}

/// The finest of the cuts whose letters can be read, with some play round the present one.
fn depth_at(letters: &[f64], present: usize) -> usize {
    let finest = letters.iter().rposition(|letters| *letters >= OPENS).unwrap_or(0);
    let closes = letters.get(present).is_none_or(|letters| *letters < CLOSES);
    if finest > present || closes { finest } else { present }
}

impl Unfolding {
    /// The cut that is on the screen.
    pub(super) fn shown(&self) -> Option<&Arc<Arrangement>> {
        self.shown.as_ref()
    }

    /// What is to be in view next, where something was asked for.
    pub(super) fn next_view(&self) -> Option<Fit> {
        match self.target {
            Some(Target::Open(view)) => Some(view),
            Some(Target::Closed) | None => None,
        }
    }
}

impl App {
    /// What is to be drawn: the whole of a map that can be read, else the cut that was shown last,
    /// and nothing before there is one. Another one that belongs to the zoom is begun.
    pub(super) fn unfolded(&mut self, ctx: &egui::Context) -> Option<Arc<Arrangement>> {
        let whole = Arc::clone(self.session.arrangement());
        if whole.points.is_empty() && !self.session.seen_stage().positions().is_empty() {
            // Its places are being worked out.
            return None;
        }
        let Some((room, smallest)) = self.folds(&whole) else {
            let unfolding = &mut self.unfolding;
            (unfolding.shown, unfolding.coming) = (None, None);
            self.canvas.limit_zoom(None);
            match unfolding.target.take() {
                Some(Target::Closed) => self.canvas.fit(Fit::Map),
                Some(Target::Open(view)) => self.canvas.fit(view),
                None => {}
            }
            return Some(whole);
        };
        let (revision, folding) = (self.session.revision(), self.session.folding().cloned());
        self.unfolding.renew(Of { revision, folding, room });
        self.open_for_selected();
        let wanted = self.wanted_depth(&whole, smallest);
        self.ask_for_cuts(wanted, room, ctx);
        self.set_out_for(wanted, &whole, ctx);
        self.unfolding.shown.clone()
    }

    /// The room that a map is folded for, and its smallest letters in points; nothing where the
    /// whole of it can be read there.
    fn folds(&self, whole: &Arrangement) -> Option<(Room, f64)> {
        let usual = Rect::from_min_size(Pos2::ZERO, egui::vec2(1280.0, 720.0));
        let rect = self.canvas.rect().unwrap_or(usual);
        let theme = self.session.show().map_or(self.settings.theme, |_| Theme::Projector);
        // In steps, so that a window that is being made larger is not laid out on every frame.
        let side = |length: f32| f64::from((length / 48.0).round().max(1.0) * 48.0);
        let page = Page::new(theme, side(rect.width()), side(rect.height()));
        let room = page.room();
        let large = whole.points.len() > FEW && !self.canvas.matrix;
        (large && whole.letters_in(room) < UNREADABLE).then_some((room, page.smallest))
    }

    /// Opens the map where someone is selected or named who is folded away.
    fn open_for_selected(&mut self) {
        let selected = self.session.selection().single().and_then(Item::position);
        let other = std::mem::replace(&mut self.unfolding.selected, selected) != selected;
        let Some(shown) = self.unfolding.shown.as_ref() else { return };
        let folded = |id: &PositionId| !shown.points.contains_key(id);
        let one = selected.filter(|_| other);
        if let Some(id) = self.session.renaming().or(one).filter(folded)
            && self.session.arrangement().points.contains_key(&id)
        {
            self.unfolding.open(Fit::Position(id));
        }
    }

    /// The depth that belongs to the zoom, or that something was asked for at.
    fn wanted_depth(&mut self, whole: &Arrangement, smallest: f64) -> usize {
        let (zoom, flies) = (self.canvas.goal().zoom, self.canvas.is_flying());
        let unfolding = &mut self.unfolding;
        match unfolding.target {
            Some(Target::Closed) => return 0,
            Some(Target::Open(_)) => return WHOLE,
            None => {}
        }
        unfolding.held = match unfolding.held {
            Held::Flying if !flies => Held::At(zoom),
            Held::At(at) if zoom < at * 0.98 => Held::No,
            held => held,
        };
        self.canvas.limit_zoom(None);
        let Some(shown) = unfolding.shown.as_ref() else { return 0 };
        if unfolding.held != Held::No {
            return unfolding.depth;
        }
        let letter = shown.side() * f64::from(zoom) * TITLE_SIZE / smallest;
        let levels = unfolding.cuts.iter().map(AsRef::as_ref).chain([whole]);
        let letters: Vec<f64> = levels.map(|level| letter / level.side()).collect();
        let present = unfolding.depth.min(unfolding.cuts.len());
        let known = unfolding.complete || present + 1 < unfolding.cuts.len();
        let times = match letters.get(present + 1).filter(|_| known) {
            Some(next) => OPENS * AHEAD / next,
            None => LARGEST / letters.get(present).copied().unwrap_or(1.0),
        };
        let least = LEAST / letters.first().copied().unwrap_or(1.0);
        let limit = |times: f64| (f64::from(zoom) * times) as f32;
        let most = if present < unfolding.cuts.len() { limit(times) } else { f32::INFINITY };
        self.canvas.limit_zoom((!unfolding.cuts.is_empty()).then(|| (limit(least), most)));
        depth_at(&letters, present)
    }

    /// Asks for the cuts of the present state, once, and not while the whole is shown and edited:
    /// of a map that is not on the screen yet for the first, and for the others when it is.
    fn ask_for_cuts(&mut self, wanted: usize, room: Room, ctx: &egui::Context) {
        let unfolding = &mut self.unfolding;
        let whole = unfolding.depth == WHOLE && wanted >= unfolding.cuts.len();
        let asks = match unfolding.asked {
            Asked::None if unfolding.cuts.is_empty() => Asked::First,
            Asked::None => Asked::All,
            Asked::First if unfolding.shown.is_some() && !unfolding.complete => Asked::All,
            Asked::First | Asked::All => return,
        };
        if whole && unfolding.shown.is_some() {
            return;
        }
        let map = self.session.drawn_map();
        let Some(stage) = map.stage(self.session.stage_id()).cloned() else { return };
        unfolding.asked = asks;
        unfolding.orders += 1;
        self.workers.unfold(unfolding.orders, stage, room, asks == Asked::First);
        self.take_outcomes(ctx);
    }

    /// Begins the picture of a cut that is not on the screen yet.
    fn set_out_for(&mut self, wanted: usize, whole: &Arc<Arrangement>, ctx: &egui::Context) {
        let begun = self.begun.last();
        let unfolding = &mut self.unfolding;
        if unfolding.cuts.is_empty() && !unfolding.complete {
            return;
        }
        let (depth, cut) = unfolding.level(wanted, whole);
        let stays = unfolding.shown.as_ref().is_some_and(|shown| {
            Arc::ptr_eq(shown, &cut) || (depth == WHOLE && unfolding.depth == WHOLE)
        });
        if stays {
            unfolding.shown = Some(cut);
            unfolding.coming = None;
            self.reach_target();
            return;
        }
        let same = |coming: &Coming| coming.picture == begun && Arc::ptr_eq(&coming.cut, &cut);
        if !unfolding.coming.as_ref().is_some_and(same) {
            let part = self.part_to_come(&cut);
            let picture = self.draw_cut(&cut, part);
            self.unfolding.coming = Some(Coming { picture, depth, cut, part });
            self.take_outcomes(ctx);
        }
    }

    /// What was asked for is shown; the view goes there.
    fn reach_target(&mut self) {
        match self.unfolding.target.take() {
            Some(Target::Closed) => self.canvas.fit(Fit::Map),
            Some(Target::Open(view)) => {
                self.unfolding.held = Held::Flying;
                self.canvas.fit(view);
            }
            None => {}
        }
    }

    /// Goes over to the cut whose picture has come: what lies under the pointer stays there, all
    /// as large together as before, and every box sets out from where it or the box that held it
    /// was drawn. False where the picture is not that of a cut to go over to.
    pub(super) fn go_over(&mut self, picture: u64, drawn: &Picture, ctx: &egui::Context) -> bool {
        let came = |coming: &mut Coming| coming.picture == picture;
        let Some(Coming { depth, cut, part, .. }) = self.unfolding.coming.take_if(came) else {
            return false;
        };
        if let Some(drawn) = &mut self.drawn {
            drawn.part = part;
        }
        let (stays_closed, shows_all) = (self.unfolding.depth == depth, self.canvas.shows_all());
        self.unfolding.depth = depth;
        let before = self.unfolding.shown.replace(Arc::clone(&cut));
        let stays_whole = stays_closed && depth == 0 && shows_all;
        let before = before.filter(|before| !before.points.is_empty() && !stays_whole);
        let Some(before) = before else {
            self.glide.set_out_from(ByPosition::default());
            self.canvas.fit(Fit::OtherMap);
            self.reach_target();
            return true;
        };
        let mut before = Arrangement::clone(&before);
        let drawn = drawn.nodes.iter().filter(|node| before.points.contains_key(&node.id));
        let drawn: Vec<_> = drawn.map(|node| (node.id, node.center)).collect();
        before.points.extend(drawn);
        self.rebase(&before, &cut, ctx);
        self.reach_target();
        true
    }

    /// Moves the view over to another cut.
    fn rebase(&mut self, before: &Arrangement, cut: &Arrangement, ctx: &egui::Context) {
        let Some(rect) = self.canvas.rect() else { return };
        let scale = before.side() / cut.side();
        let view = self.canvas.viewport;
        let pointer = ctx.pointer_latest_pos().filter(|at| rect.contains(*at));
        let pointed = view.transform(rect).map_point(pointer.unwrap_or(rect.center()));
        let Some((from, to)) = counterpart(before, cut, pointed) else { return };
        // Seen from the point that stays, in the units of the new view.
        let away = |at: &MapPoint| ((at.x - from.x) / scale, (at.y - from.y) / scale);
        let set_out = cut.points.keys().filter_map(|id| {
            let (x, y) = away(before.points.get(&before.standing_for(*id)?)?);
            Some((*id, to.offset(x, y)))
        });
        self.glide.set_out_from(set_out.collect());
        self.canvas.rebase(scale, from, to);
    }
}

/// A point of one cut and the point of another that shows the same: in the box nearest to what is
/// pointed at, and in that one of its members which lies there in the room that they take where it
/// is opened; or in the box that it goes into.
fn counterpart(
    before: &Arrangement,
    after: &Arrangement,
    at: MapPoint,
) -> Option<(MapPoint, MapPoint)> {
    let (id, from) = nearest(before, at, |_| true)?;
    let inner = within(&from, at);
    let member = |it: PositionId| before.standing_for(it) == Some(id);
    if let Some(room) = room_of(after, member) {
        let wanted = across(&from, inner, &room);
        let (_, to) = nearest(after, wanted, member)?;
        return Some((inner, within(&to, wanted)));
    }
    let holder = after.standing_for(id)?;
    let room = room_of(before, |it| after.standing_for(it) == Some(holder))?;
    Some((inner, across(&room, inner, &after.rect(holder)?)))
}

/// The box of those wanted that is nearest to a point.
fn nearest(
    of: &Arrangement,
    at: MapPoint,
    wanted: impl Fn(PositionId) -> bool,
) -> Option<(PositionId, MapRect)> {
    let away = |rect: &MapRect| at.distance(within(rect, at));
    let boxes = of.points.keys().filter(|id| wanted(**id));
    let boxes = boxes.filter_map(|id| Some((*id, of.rect(*id)?)));
    boxes.min_by(|one, other| away(&one.1).total_cmp(&away(&other.1)))
}

/// The point that lies in one rectangle as another point lies in another one.
fn across(from: &MapRect, at: MapPoint, to: &MapRect) -> MapPoint {
    let part =
        |at: f64, low: f64, length: f64| if length > 0.0 { (at - low) / length } else { 0.5 };
    let x = to.min.x + part(at.x, from.min.x, from.width()) * to.width();
    let y = to.min.y + part(at.y, from.min.y, from.height()) * to.height();
    MapPoint::new(x, y)
}

/// The point of a rectangle that is nearest to a point.
fn within(rect: &MapRect, at: MapPoint) -> MapPoint {
    MapPoint::new(at.x.clamp(rect.min.x, rect.max.x), at.y.clamp(rect.min.y, rect.max.y))
}

/// The room that the boxes of those wanted take together.
fn room_of(of: &Arrangement, wanted: impl Fn(PositionId) -> bool) -> Option<MapRect> {
    let boxes = of.points.keys().copied().filter(|id| wanted(*id)).filter_map(|id| of.rect(id));
    boxes.reduce(|all, one| all.union(&one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finest_cut_that_can_be_read_is_shown_with_some_play() {
        // Too small to open, readable, and large enough for the next.
        assert_eq!(depth_at(&[1.2, 0.9, 0.3], 0), 0);
        assert_eq!(depth_at(&[1.4, 1.0, 0.4], 0), 1);
        assert_eq!(depth_at(&[1.3, 0.9, 0.3], 1), 1);
        assert_eq!(depth_at(&[1.1, 0.7, 0.2], 1), 0);
        // Several at once, and nothing that can be read.
        assert_eq!(depth_at(&[4.0, 2.0, 1.1], 0), 2);
        assert_eq!(depth_at(&[0.4, 0.2, 0.1], 2), 0);
    }
}
