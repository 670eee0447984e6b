//! Keeping the picture in step with the session, at the cost of what has changed.

use std::sync::Arc;

use eframe::egui;

use super::App;
use super::Drawn;
use crate::drawing::picture::{Annotations, Picture, PictureInput, Preview, build};
use crate::gui::app::context::Lifted;
use crate::gui::canvas::Fit;
use crate::layout::{Arrangement, arrange};
use crate::model::{PositionId, RoutineId, Subject};
use crate::quantity::{MapPoint, MapRect};
use crate::session::{Session, Shown};
use crate::wording::{Lens, scene_headline, trial_words};

impl App {
    /// Draws the picture anew when something it shows has changed. Where boxes only moved, what
    /// hangs on the moved ones is drawn anew and the rest kept.
    pub(super) fn redraw(&mut self, ctx: &egui::Context) {
        if self.waits_for_readings() {
            return;
        }
        if let Some(part) = self.part_wanted.take() {
            let part = part.map(|part| self.part_drawn(part));
            self.canvas.fit(part.map_or(Fit::Map, Fit::Part));
        }
        // On a wall the whole picture moves, and not its boxes alone.
        let in_window = self.session.show().is_none();
        let glides = in_window && self.settings.motion.glides() && !self.canvas.is_dragging();
        let arrangement = self.glide.arrangement(&self.session, glides, ctx);
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
        let lens = self.session.lens();
        let near = self.session.in_focus().filter(|_| self.session.show().is_some()).cloned();
        let now = Drawn {
            revision,
            wall: self.session.wall(),
            near,
            lens,
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
            self.picture = Arc::new(draw(&self.session, &arrangement, (routine, matrix)));
            return;
        };
        if before == now && !self.glide.is_moving() && self.lifted.is_none() {
            return;
        }
        let placed = before.revision.says_the_same_as(now.revision);
        let moved_only = placed && Drawn { revision: now.revision, ..before } == now;
        if self.carry(&arrangement, moved_only) {
            return;
        }
        self.stamp += 1;
        let input = picture_input(&self.session, &arrangement, (routine, matrix));
        match moved(&self.picture, &arrangement).filter(|_| moved_only) {
            Some(moved) if moved.is_empty() => {}
            Some(moved) => Arc::make_mut(&mut self.picture).move_positions(&input, &moved),
            None => self.picture = Arc::new(draw(&self.session, &arrangement, (routine, matrix))),
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
    fn carry(&mut self, arrangement: &Arrangement, moved_only: bool) -> bool {
        const LARGE: usize = 600;
        let large = self.picture.nodes.len() + self.picture.arcs.len() > LARGE;
        if !large || !moved_only || !self.canvas.is_dragging() {
            let lifted = self.lifted.take().is_some();
            if lifted {
                // Whoever was carried has been let go: others make room now.
                self.stamp += 1;
                self.picture = Arc::new(draw(&self.session, arrangement, self.canvas.shown()));
            }
            return lifted;
        }
        let Some(moved) = moved(&self.picture, arrangement) else { return false };
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

/// The picture of a session, with the words of the scene above it while a show runs.
fn draw(
    session: &Session,
    arrangement: &Arrangement,
    (routine, matrix): (Option<RoutineId>, bool),
) -> Picture {
    let mut picture = build(&picture_input(session, arrangement, (routine, matrix)));
    if let Some(headline) = headline(session) {
        picture.headline = headline;
    }
    // On a wall a neighbourhood has all the room.
    if let Some(near) = session.in_focus().filter(|_| session.show().is_some()) {
        picture.keep_only(near);
    }
    picture
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
pub(super) fn picture_input<'a>(
    session: &'a Session,
    arrangement: &'a Arrangement,
    (routine, matrix): (Option<RoutineId>, bool),
) -> PictureInput<'a> {
    let answer = session.shown().answer();
    let after = session.ghost().and_then(|ghost| ghost.then.as_deref());
    let words = match session.show() {
        Some(_) => "after the edit",
        None => "after the edit that is looked at",
    };
    let preview = after.map(|analysis| Preview { analysis, words });
    let preview = preview.or_else(|| {
        let analysis = session.weighed()?.then.as_ref();
        Some(Preview { analysis, words: "with the weights that are pointed at" })
    });
    let preview = preview.or_else(|| compared(session));
    let band = answer.and_then(|answer| answer.further.band.as_ref().ok());
    PictureInput {
        map: session.drawn_map(),
        stage: session.stage_id(),
        arrangement,
        analysis: session.shown_analysis(),
        lens: session.lens(),
        annotations: Annotations { band, preview, routine, matrix, domain: session.domain() },
    }
}

/// The readings of the stage that is compared with, in the lens that is about the centres.
fn compared(session: &Session) -> Option<Preview<'_>> {
    let compared = session.compared()?;
    let words = session.seen_map().stage(compared.stage)?.record().name.as_str();
    let analysis = compared.readings.as_deref()?;
    (session.lens() == Lens::CenterOfGravity).then_some(Preview { analysis, words })
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
