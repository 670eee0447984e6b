//! Keeping the picture in step with the session, at the cost of what has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui;

use super::App;
use super::Drawn;
use crate::analysis::Analysis;
use crate::drawing::picture::{Picture, PictureQuestion};
use crate::gui::app::context::Lifted;
use crate::gui::canvas::Fit;
use crate::layout::{Arrangement, arrange};
use crate::model::{PositionId, RoutineId, Subject};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Session, Shown};
use crate::wording::{Lens, scene_headline, trial_words};

/// Pictures with more boxes than this are made beside the window, and nothing glides in them.
const LARGE: usize = 400;

impl App {
    /// Draws the picture anew when something it shows has changed. Where boxes only moved, what
    /// hangs on the moved ones is drawn anew and the rest kept.
    pub(super) fn redraw(&mut self, ctx: &egui::Context) {
        if self.waits_for_readings() {
            return;
        }
        self.bring_part();
        let goal = self.unfolded(ctx);
        let few = goal.points.len() <= LARGE;
        // On a wall the whole picture moves, and not its boxes alone.
        let in_window = self.session.show().is_none() && !self.canvas.is_dragging();
        let glides = few && in_window && self.settings.motion.glides();
        let arrangement = self.glide.arrangement(&goal, glides, ctx);
        // One question is answered in steps, so that it does not tell the answers apart.
        let answer = self.session.shown().answer();
        let answer = answer.map(|answer| (answer.key, Arc::as_ptr(&answer.analysis) as usize));
        let revision = self.session.revision();
        let after = self.session.ghost().and_then(|ghost| ghost.then.as_ref());
        let other = self.session.compared().and_then(|it| it.readings.as_ref());
        let weighed = self.session.weighed().map(|weighed| &weighed.then);
        let ghost = after.or(weighed).or(other).map(|then| Arc::as_ptr(then) as usize);
        let domain = self.session.domain().cloned();
        let names_hidden = self.session.names_hidden();
        let folding = self.session.folding().cloned();
        let (routine, matrix) = self.canvas.shown();
        let headline = headline(&self.session);
        let now = Drawn {
            revision,
            wall: self.session.wall(),
            near: near(&self.session).cloned(),
            lens: self.session.lens(),
            answer,
            ghost,
            domain,
            names_hidden,
            folding,
            headline,
            routine,
            matrix,
        };
        let Some(before) = self.drawn.replace(now.clone()) else {
            self.draw(&arrangement, false, ctx);
            return;
        };
        if before == now && !self.glide.is_moving() && self.lifted.is_none() {
            return;
        }
        let placed = before.revision.says_the_same_as(now.revision);
        let moved_only = placed && Drawn { revision: now.revision, ..before } == now;
        if self.carry(&arrangement, moved_only, ctx) {
            return;
        }
        let same = before.revision.document == revision.document
            && before.revision.stage == revision.stage;
        match moved(&self.picture, &arrangement).filter(|_| moved_only) {
            Some(moved) if moved.is_empty() => self.stamp += 1,
            Some(moved) if moved.len() < LARGE && arrangement.points.len() <= LARGE => {
                self.stamp += 1;
                // What glides ends where its picture has it; what the hand moves does not.
                self.begun += u64::from(!self.glide.is_moving());
                let question = question(&self.session, &arrangement, (routine, matrix));
                Arc::make_mut(&mut self.picture).move_positions(&question.input(), &moved);
            }
            _ => self.draw(&arrangement, same, ctx),
        }
    }

    /// Draws anew. A large picture of the map that is shown already is made beside the window, and
    /// the old one stays until it is there.
    fn draw(&mut self, arrangement: &Arc<Arrangement>, same: bool, ctx: &egui::Context) {
        let question = question(&self.session, arrangement, self.canvas.shown());
        self.begun += 1;
        if same && arrangement.points.len() > LARGE {
            self.workers.paint(self.begun, question);
            self.take_outcomes(ctx);
        } else {
            self.stamp += 1;
            self.picture = Arc::new(question.picture());
        }
    }

    /// Begins the picture of a cut, which is shown once it is there; gives its number.
    pub(super) fn draw_cut(&mut self, cut: &Arc<Arrangement>) -> u64 {
        self.begun += 1;
        let question = question(&self.session, cut, self.canvas.shown());
        self.workers.paint(self.begun, question);
        self.begun
    }

    /// Takes a picture that was made beside the window, unless another was begun since.
    pub(super) fn take_picture(&mut self, number: u64, picture: Arc<Picture>, ctx: &egui::Context) {
        if number == self.begun {
            self.stamp += 1;
            let before = std::mem::replace(&mut self.picture, picture);
            self.go_over(number, &before, ctx);
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
        const MANY: usize = 600;
        let large = self.picture.nodes.len() + self.picture.arcs.len() > MANY;
        if !large || !moved_only || !self.canvas.is_dragging() {
            let lifted = self.lifted.take().is_some();
            if lifted {
                // Whoever was carried has been let go: others make room now.
                self.draw(arrangement, true, ctx);
            }
            return lifted;
        }
        let Some(moved) = moved(&self.picture, arrangement) else { return false };
        // What is being made does not know yet where the hand is.
        self.begun += 1;
        let arcs = Arc::make_mut(&mut self.picture).carry(&moved);
        if self.lifted.is_none() {
            let positions = moved.iter().map(|(id, _)| *id).collect();
            let arcs = arcs.into_iter().collect();
            self.lifted = Some(Arc::new(Lifted { positions, arcs }));
            self.stamp += 1;
        }
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
    if points.len() != picture.nodes.len() {
        return None;
    }
    let mut moved = Vec::new();
    for node in &picture.nodes {
        let point = *points.get(&node.id)?;
        if point != node.center {
            moved.push((node.id, point));
        }
    }
    Some(moved)
}
