//! Keeping the picture in step with the session, at the cost of what has changed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;

use super::App;
use super::Drawn;
use crate::analysis::Analysis;
use crate::drawing::picture::{Picture, PictureQuestion};
use crate::gui::app::context::Lifted;
use crate::gui::canvas::{Fit, MANY};
use crate::layout::{Arrangement, arrange};
use crate::model::{PositionId, RoutineId, Subject};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Ask, Screen, Session, Shown};
use crate::wording::{Lens, scene_headline, trial_words};

/// In pictures with more boxes than this nothing glides, and boxes are not moved one by one.
const LARGE: usize = 400;
/// The readings of a map of more people than this come after its picture.
const MANY_PEOPLE: usize = 4_000;
/// How long a frame waits for the picture of what was changed: that of a small map is there on the
/// same frame.
const PATIENCE: Duration = Duration::from_millis(3);
/// How long the first frame of another map or stage waits, and that on which names are hidden.
const FIRST_PATIENCE: Duration = Duration::from_millis(60);

/// The pictures that were begun, by number, and how far the one that is shown is behind.
#[derive(Debug, Default)]
pub(super) struct Begun {
    last: u64,
    shown: u64,
    /// The first that may still be shown.
    from: u64,
}

impl Begun {
    /// The number of the one that was begun last.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// What is being made is not shown any more.
    fn give_up(&mut self) {
        self.from = self.last + 1;
    }

    /// Whether the one that was begun last is still to come.
    pub(super) fn waits(&self) -> bool {
        self.last > self.shown && self.last >= self.from
    }

    /// Takes one, unless a later one is shown or it was given up.
    fn take(&mut self, number: u64) -> bool {
        let wanted = number > self.shown && number >= self.from;
        if wanted {
            self.shown = number;
        }
        wanted
    }
}

impl App {
    /// Draws the picture anew when something it shows has changed. Where boxes only moved, what
    /// hangs on the moved ones is drawn anew and the rest kept.
    pub(super) fn redraw(&mut self, ctx: &egui::Context) {
        if self.waits_for_readings() {
            return;
        }
        self.leave_other_map();
        self.bring_part();
        let goal = self.unfolded(ctx);
        let part = goal.as_ref().and_then(|goal| self.part_of(goal));
        let now = self.to_draw(part);
        let Some(goal) = goal else {
            // What changes while the first picture is made is drawn after it.
            self.drawn.get_or_insert(now);
            return;
        };
        let before = self.drawn.replace(now.clone());
        let figures = goal.points.len() + self.picture.arcs.len();
        let few = goal.points.len() <= LARGE && figures <= MANY;
        // On a wall the whole picture moves, and not its boxes alone.
        let in_window = self.session.show().is_none() && !self.canvas.is_dragging();
        let glides = few && in_window && self.settings.motion.glides();
        let arrangement = self.glide.arrangement(&goal, glides, ctx);
        let Some(before) = before else {
            self.draw(&goal, &arrangement, FIRST_PATIENCE, ctx);
            return;
        };
        if before == now && !self.glide.is_moving() && !self.canvas.is_dragging() {
            let landed = self.lifted.as_ref().is_none_or(|lifted| lifted.landing.is_some());
            if landed {
                return;
            }
        }
        let hides = now.names_hidden && !before.names_hidden;
        let placed = before.revision.says_the_same_as(now.revision);
        let moved_only = placed && Drawn { revision: now.revision, ..before } == now;
        if self.carry(&goal, moved_only, ctx) {
            return;
        }
        let patience = if hides { FIRST_PATIENCE } else { PATIENCE };
        // What glides ends where its picture has it; what the hand moves does not.
        let holds = self.glide.is_moving() || !self.begun.waits();
        let moved_only = moved_only && holds && self.follow(&arrangement);
        if !moved_only {
            self.draw(&goal, &arrangement, patience, ctx);
        }
        if hides && self.begun.waits() {
            // Rather nothing than names that were just hidden.
            self.show_nothing();
        }
    }

    /// Puts boxes where they are now, with what hangs on them; false where the picture has to be
    /// drawn anew for that.
    fn follow(&mut self, arrangement: &Arc<Arrangement>) -> bool {
        match moved(&self.picture, arrangement) {
            Some(moved) if moved.is_empty() => self.stamp += 1,
            Some(moved) if moved.len() < LARGE && arrangement.points.len() <= LARGE => {
                self.stamp += 1;
                let question = question(&self.session, arrangement, self.canvas.shown());
                Arc::make_mut(&mut self.picture).move_positions(&question.input(), &moved);
            }
            _ => return false,
        }
        true
    }

    /// Of another map nothing is known yet, and nothing of the one before is shown any more; what
    /// is being made of another stage is not shown either.
    fn leave_other_map(&mut self) {
        let (Some(drawn), now) = (&self.drawn, self.session.revision()) else { return };
        let (document, stage) = (drawn.revision.document, drawn.revision.stage);
        if (document, stage) != (now.document, now.stage) {
            self.drawn = None;
            self.begun.give_up();
            if document != now.document {
                self.show_nothing();
            }
        }
    }

    /// Asks for the readings. Those of a map that is large and not on the screen yet wait for its
    /// picture, which comes sooner then and says most; unless it is the picture that waits for them.
    pub(super) fn analyse(&mut self, question: Box<Ask>) {
        let large = question.question.stage.positions().len() > MANY_PEOPLE;
        let comes = self.session.screen() == Screen::Map && !self.waits_for_readings();
        match large && comes && self.picture.nodes.is_empty() {
            true => self.unread = Some(question),
            false => {
                self.unread = None;
                self.workers.analyse(*question);
            }
        }
    }

    /// Gives up the readings that were asked for.
    pub(super) fn forget_analysis(&mut self) {
        self.unread = None;
        self.workers.forget_analysis();
    }

    fn show_nothing(&mut self) {
        self.lifted = None;
        self.picture = Arc::clone(&self.blank);
        self.stamp += 1;
    }

    /// Everything that decides what the picture is to show.
    fn to_draw(&self, part: Option<MapRect>) -> Drawn {
        // One question is answered in steps, so that it does not tell the answers apart.
        let answer = self.session.shown().answer();
        let answer = answer.map(|answer| (answer.key, Arc::as_ptr(&answer.analysis) as usize));
        let after = self.session.ghost().and_then(|ghost| ghost.then.as_ref());
        let other = self.session.compared().and_then(|it| it.readings.as_ref());
        let weighed = self.session.weighed().map(|weighed| &weighed.then);
        let ghost = after.or(weighed).or(other).map(|then| Arc::as_ptr(then) as usize);
        let (routine, matrix) = self.canvas.shown();
        Drawn {
            revision: self.session.revision(),
            wall: self.session.wall(),
            near: near(&self.session).cloned(),
            lens: self.session.lens(),
            answer,
            ghost,
            domain: self.session.domain().cloned(),
            names_hidden: self.session.names_hidden(),
            folding: self.session.folding().cloned(),
            headline: headline(&self.session),
            routine,
            matrix,
            part,
        }
    }

    /// Draws anew. The picture is made beside the window; the one that is shown stays until it is
    /// there, which for a small map is at once. Boxes that are on their way to the places of the
    /// picture stand where they are now.
    fn draw(
        &mut self,
        goal: &Arc<Arrangement>,
        now: &Arc<Arrangement>,
        patience: Duration,
        ctx: &egui::Context,
    ) {
        let part = self.drawn.as_ref().and_then(|drawn| drawn.part);
        self.begin(goal, part);
        self.take_outcomes(ctx);
        let until = Instant::now() + patience;
        while self.begun.waits() {
            let left = until.saturating_duration_since(Instant::now());
            let Some(outcome) = self.workers.outcome_within(left) else { break };
            self.take_outcome(outcome, ctx);
        }
        if !Arc::ptr_eq(goal, now) {
            self.follow(now);
        }
    }

    fn begin(&mut self, arrangement: &Arc<Arrangement>, part: Option<MapRect>) -> u64 {
        let number = self.begun.next();
        let question = question(&self.session, arrangement, self.canvas.shown());
        self.workers.paint(number, PictureQuestion { part, ..question });
        number
    }

    /// Begins the picture of a cut, which is shown once it is there; gives its number.
    pub(super) fn draw_cut(&mut self, cut: &Arc<Arrangement>, part: Option<MapRect>) -> u64 {
        self.begin(cut, part)
    }

    /// Takes a picture that was made beside the window, unless a later one is shown.
    pub(super) fn take_picture(&mut self, number: u64, picture: Arc<Picture>, ctx: &egui::Context) {
        if self.begun.take(number) {
            self.stamp += 1;
            let landed = |lifted: &Arc<Lifted>| lifted.landing.is_some_and(|from| number >= from);
            if self.lifted.as_ref().is_some_and(landed) {
                self.lifted = None;
            }
            if let Some(question) = self.unread.take() {
                self.workers.analyse(*question);
            }
            let before = std::mem::replace(&mut self.picture, picture);
            if !self.picture.nodes.is_empty() {
                self.pace.take_picture();
            }
            if self.go_over(number, &before, ctx) {
                // What was begun before is of the cut that was shown then.
                self.begun.give_up();
            }
            self.workers.dispose(before);
        }
    }

    /// Whether another stage is shown of which nothing is known yet: the old picture stays until
    /// the new one can be drawn in full.
    fn waits_for_readings(&self) -> bool {
        let Some(drawn) = &self.drawn else { return false };
        let now = self.session.revision();
        drawn.revision.document == now.document
            && drawn.revision.stage != now.stage
            && drawn.revision.veiled == now.veiled
            && matches!(self.session.shown(), Shown::Nothing)
            && !self.session.seen_stage().positions().is_empty()
    }

    /// Brings into view what a scene shows.
    fn bring_part(&mut self) {
        match self.part_wanted.take() {
            Some(Some(part)) => {
                let part = self.part_drawn(part);
                self.unfolding.open(Fit::Part(part));
            }
            Some(None) => self.unfolding.close(),
            None => {}
        }
    }

    /// A part of the map that a scene shows, where the map is laid out for a wall.
    fn part_drawn(&self, part: MapRect) -> MapRect {
        let id = self.session.stage_id();
        match self.session.wall().and_then(|_| self.session.drawn_map().stage(id)) {
            Some(stage) => arrange(stage).carried(part, self.session.arrangement()),
            None => part,
        }
    }

    /// On a large map the hand carries positions above a drawing that stays as it is. False when
    /// everything has to be drawn anew.
    fn carry(
        &mut self,
        arrangement: &Arc<Arrangement>,
        moved_only: bool,
        ctx: &egui::Context,
    ) -> bool {
        let figures = self.picture.nodes.len() + self.picture.arcs.len();
        let large = figures > MANY || self.picture.is_part();
        if !large || !moved_only || !self.canvas.is_dragging() {
            return self.let_go(arrangement, ctx);
        }
        let Some(moved) = moved(&self.picture, arrangement) else { return false };
        // What is being made does not know yet where the hand is.
        self.begun.give_up();
        let known = self.lifted.take().filter(|it| it.landing.is_none());
        let same = known.filter(|it| moved.iter().all(|(id, _)| it.positions.contains(id)));
        let positions = match same {
            Some(lifted) => Arc::clone(&lifted.positions),
            None => {
                self.stamp += 1;
                Arc::new(moved.iter().map(|(id, _)| *id).collect())
            }
        };
        let carried = self.picture.carried(&moved);
        self.lifted = Some(Arc::new(Lifted { positions, carried, landing: None }));
        true
    }

    /// Whoever was carried has been let go: others make room now, and until the picture of that is
    /// there they stay where they were let go. False where nobody was carried, or it is begun.
    fn let_go(&mut self, arrangement: &Arc<Arrangement>, ctx: &egui::Context) -> bool {
        let Some(lifted) = self.lifted.take() else { return false };
        if lifted.landing.is_some() {
            self.lifted = Some(lifted);
            return false;
        }
        let landing = Some(self.begun.last() + 1);
        let (positions, carried) = (Arc::clone(&lifted.positions), lifted.carried.clone());
        self.lifted = Some(Arc::new(Lifted { positions, carried, landing }));
        self.draw(arrangement, arrangement, PATIENCE, ctx);
        true
    }
}

/// The neighbourhood that has all the room on a wall.
fn near(session: &Session) -> Option<&Arc<BTreeSet<PositionId>>> {
    session.in_focus().filter(|_| session.show().is_some())
}

/// What stands above the scene that is shown.
fn headline(session: &Session) -> Option<String> {
    session.show()?;
    let scene = session.seen_map().scenes().get(session.scene()?)?;
    if session.subject() == Subject::WhatIf
        && let Some(ghost) = session.ghost()
    {
        let edit = trial_words(session.seen_stage(), &ghost.edit);
        return Some(format!("What if: {edit}?"));
    }
    let unchanged =
        scene.stage == session.stage_id() && Lens::named(&scene.lens) == Some(session.lens());
    let answer = session.shown().answer();
    let readings = answer.map(|answer| (answer.analysis.as_ref(), answer.reading.as_ref()));
    scene_headline(scene, session.seen_stage(), readings).filter(|_| unchanged)
}

/// What the picture of a session is made from.
pub(super) fn question(
    session: &Session,
    arrangement: &Arc<Arrangement>,
    (routine, matrix): (Option<RoutineId>, bool),
) -> PictureQuestion {
    let answer = session.shown().answer();
    let after = session.ghost().and_then(|ghost| ghost.then.clone());
    let words = match session.show() {
        Some(_) => "after the edit",
        None => "after the edit that is looked at",
    };
    let preview = after.map(|analysis| (analysis, words.to_owned()));
    let preview = preview.or_else(|| {
        let analysis = Arc::clone(&session.weighed()?.then);
        Some((analysis, "with the weights that are pointed at".to_owned()))
    });
    PictureQuestion {
        map: session.drawn_map().clone(),
        stage: session.stage_id(),
        arrangement: Arc::clone(arrangement),
        analysis: session.held_analysis(),
        further: answer.map(|answer| Arc::clone(&answer.further)),
        preview: preview.or_else(|| compared(session)),
        lens: session.lens(),
        routine,
        matrix,
        domain: session.domain().cloned(),
        headline: headline(session),
        near: near(session).cloned(),
        part: None,
    }
}

/// The readings of the stage that is compared with, in the lens that is about the centres.
fn compared(session: &Session) -> Option<(Arc<Analysis>, String)> {
    let compared = session.compared()?;
    let words = session.seen_map().stage(compared.stage)?.record().name.clone();
    let analysis = compared.readings.clone()?;
    (session.lens() == Lens::CenterOfGravity).then_some((analysis, words))
}

/// The positions that stand elsewhere than in a picture; nothing when other positions are shown
/// than before, as after folding.
fn moved(picture: &Picture, arrangement: &Arrangement) -> Option<Vec<(PositionId, MapPoint)>> {
    let points = &arrangement.points;
    if picture.is_part() {
        let mut moved = Vec::new();
        for node in &picture.nodes {
            let at = *points.get(&node.id)?;
            if at != node.center {
                moved.push((node.id, at));
            }
        }
        return Some(moved);
    }
    if points.len() != picture.nodes.len() {
        return None;
    }
    let mut moved = Vec::new();
    // Both are in the order of their identities.
    for (node, (id, point)) in picture.nodes.iter().zip(points) {
        if node.id != *id {
            return None;
        }
        if *point != node.center {
            moved.push((node.id, *point));
        }
    }
    Some(moved)
}
