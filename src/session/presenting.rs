//! The map on the wall: scenes made, shown and walked through.

use std::path::PathBuf;

use super::effect::Effect;
use super::focus::Focus;
use super::highlight::Highlight;
use super::notice::Tone;
use super::round_table::RoundTable;
use super::select::{Item, Selection};
use super::sheets::Sheets;
use super::state::Session;
use super::trail::Trail;
use super::veil::Veiled;
use crate::drawing::picture::ArcId;
use crate::edit::{Command, Composite, SceneCommand, StageCommand};
use crate::layout::{Room, arrange};
use crate::model::{Folding, Manner, Neighborhood, Scene, SceneId, StageId, Subject};
use crate::quantity::MapRect;
use crate::wording::{Lens, default_scenes};

/// What is asked of scenes and of the show.
#[derive(Debug, Clone, PartialEq)]
pub enum PresentAction {
    /// Make a scene of what is on screen; the part of the map that is seen, where it is not all.
    Capture(Option<MapRect>),
    /// Let a scene show from now on what is on screen.
    Recapture(SceneId, Option<MapRect>),
    /// Make the usual sequence of scenes.
    DefaultScenes,
    /// Show a scene.
    Show(SceneId),
    /// Put a scene at another place, 0 the first.
    Move(SceneId, usize),
    /// Begin the show: with the first scene, or with what is on screen.
    Start {
        /// With what is on screen.
        here: bool,
    },
    /// Go to another scene.
    Go(Step),
    /// End the show.
    Stop,
    /// Leave the topmost layer of the show; the show itself at the end.
    Leave,
    /// Cover the wall, or uncover it.
    Cover(Cover),
    /// Take a pointer up, or lay it down.
    Point(Pointer),
    /// Show where the centre has been in the stages before, or not.
    Trail,
    /// Hide the names of holders, or show them again.
    HideNames,
    /// The wall has this room for the map, which is laid out for it.
    Wall(Room),
    /// Draw all scenes anew, as they will stand on the wall.
    DrawScenes,
    /// Show the shown stage with another one in the place of the map, laid in this manner; the map
    /// again without one.
    Lay(Option<(StageId, Manner)>),
    /// Ask where the kit of the workshop is to go; give it up while it is being made.
    AskKit,
    /// Make the kit of the workshop in this folder.
    MakeKit(PathBuf),
    /// A new stage with all that the shown one holds; it is shown.
    NewStage,
    /// The stage so many places further is shown.
    StepStage(isize),
}

impl PresentAction {
    /// Whether it changes the map, and not only what of it is shown.
    pub(super) fn changes_map(&self) -> bool {
        matches!(
            self,
            Self::Capture(_)
                | Self::Recapture(..)
                | Self::DefaultScenes
                | Self::Move(..)
                | Self::NewStage
        )
    }
}

/// Which scene comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next one.
    Forward,
    /// The one before.
    Back,
    /// The first.
    First,
    /// The last.
    Last,
}

/// What covers the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// Black.
    Black,
    /// White.
    White,
}

/// What the pointer of the presenter does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pointer {
    /// Darkens all but where it is.
    Spotlight,
    /// Draws a dot with a short trail.
    Laser,
    /// Draws lines, which go with the next scene.
    Pen,
}

/// A show that runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Show {
    /// What covers the wall.
    pub cover: Option<Cover>,
    /// What the pointer does.
    pub pointer: Option<Pointer>,
    /// Whether the trail of the centre is shown.
    pub trail: bool,
    /// Counts the scenes shown, so that what was drawn on one goes with the next.
    pub turn: u64,
}

/// How the map is shown to others.
#[derive(Debug, Default)]
pub(super) struct Presenting {
    /// The scene that was shown last.
    pub(super) scene: Option<SceneId>,
    pub(super) show: Option<Show>,
    /// What is folded away in the scene that is shown.
    pub(super) folding: Option<Folding>,
    /// What the scene shows beside the map.
    pub(super) subject: Subject,
    pub(super) names_hidden: bool,
    /// What is seen of the map while names are hidden.
    pub(super) veiled: Option<Veiled>,
    /// The room that the wall has for the map.
    pub(super) wall: Option<Room>,
    /// The scenes as they will stand on the wall.
    pub(super) sheets: Sheets,
    /// Where the centre was in the stages before.
    pub(super) trail: Option<Trail>,
    /// How far the kit is that is being made.
    pub(super) kit: Option<(usize, usize)>,
    /// The round at the table that is under way.
    pub(super) table: Option<RoundTable>,
}

impl Session {
    /// The show that runs.
    #[must_use]
    pub fn show(&self) -> Option<&Show> {
        self.presenting.show.as_ref()
    }

    /// The scene that was shown last, as long as it is there.
    #[must_use]
    pub fn scene(&self) -> Option<SceneId> {
        self.presenting.scene.filter(|id| self.map().scenes().contains(*id))
    }

    /// What is shown beside the map.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self.presenting.subject {
            Subject::Comparison { with, .. } if self.map().stage(with).is_none() => Subject::Map,
            Subject::Guesses(round) if !self.map().rounds().contains(round) => Subject::Map,
            subject => subject,
        }
    }

    /// The room on the wall that the map is laid out for; nothing while no show runs.
    #[must_use]
    pub fn wall(&self) -> Option<Room> {
        self.presenting.wall.filter(|_| self.presenting.show.is_some())
    }

    /// Whether nobody is to be told who holds which position.
    #[must_use]
    pub fn names_hidden(&self) -> bool {
        self.presenting.names_hidden
    }

    /// The scene before or after the one shown; nothing at the ends.
    #[must_use]
    pub fn scene_at(&self, step: Step) -> Option<SceneId> {
        let scenes: Vec<SceneId> = self.map().scenes().ids().collect();
        let here = self.scene().and_then(|id| scenes.iter().position(|other| *other == id));
        let at = match (step, here) {
            (Step::First, _) | (Step::Forward, None) => 0,
            (Step::Last, _) => scenes.len().checked_sub(1)?,
            (Step::Forward, Some(here)) => here + 1,
            (Step::Back, Some(here)) => here.checked_sub(1)?,
            (Step::Back, None) => return None,
        };
        scenes.get(at).copied()
    }

    pub(super) fn present(&mut self, action: &PresentAction, effects: &mut Vec<Effect>) {
        match *action {
            PresentAction::Capture(part) => self.capture(part),
            PresentAction::Recapture(id, part) => self.recapture(id, part),
            PresentAction::DefaultScenes => self.make_default_scenes(),
            PresentAction::Show(id) => self.show_scene(id, effects),
            PresentAction::Move(id, to) => self.move_scene(id, to),
            PresentAction::Start { here } => self.start_show(here, effects),
            PresentAction::Go(step) => match self.scene_at(step) {
                Some(id) => self.show_scene(id, effects),
                None => self.view.status = end_words(step).into(),
            },
            PresentAction::Stop => self.stop_show(effects),
            PresentAction::Leave => self.leave_show(effects),
            PresentAction::Wall(room) => {
                self.presenting.wall = Some(room);
                let scene = self.scene().and_then(|id| self.map().scenes().get(id));
                effects.push(Effect::ShowPart(scene.and_then(|scene| scene.viewport)));
            }
            PresentAction::DrawScenes => self.draw_scenes(effects),
            PresentAction::Lay(laid) => self.lay(laid, effects),
            PresentAction::AskKit => self.ask_kit(effects),
            PresentAction::MakeKit(ref folder) => self.make_kit(folder.clone(), effects),
            PresentAction::NewStage => self.new_stage(),
            PresentAction::StepStage(by) => self.step_stage(by, effects),
            PresentAction::HideNames => {
                self.presenting.names_hidden = !self.presenting.names_hidden;
                let hidden = self.presenting.names_hidden;
                self.view.status =
                    if hidden { "Names are hidden" } else { "Names are shown" }.into();
            }
            PresentAction::Cover(_) | PresentAction::Point(_) | PresentAction::Trail => {
                if let Some(show) = &mut self.presenting.show {
                    show.change(action);
                }
            }
        }
    }

    /// What is on screen, as a scene.
    fn seen(&self, part: Option<MapRect>) -> Scene {
        let stage = self.shown_stage();
        let highlight = self.view.highlight.as_ref();
        let items = highlight.map(|it| it.items.clone()).unwrap_or_default();
        // Scenes keep the part of the map as the window lays it out.
        let part = part.map(|part| match self.wall() {
            Some(_) => self.arrangement().carried(part, &arrange(self.drawn_stage())),
            None => part,
        });
        let folded = stage.placements().iter().filter(|(_, placement)| placement.folded);
        let units = stage.units().iter().filter(|(_, unit)| unit.folded);
        let lens = self.view.lens;
        let title = highlight.map_or_else(|| lens.name().to_owned(), |it| it.sentence.clone());
        Scene {
            subject: self.seen_subject(),
            viewport: part,
            focus: self
                .view
                .focus
                .as_ref()
                .map(|focus| Neighborhood { around: focus.around.clone(), steps: focus.steps }),
            folding: Some(self.presenting.folding.clone().unwrap_or_else(|| Folding {
                positions: folded.map(|(id, _)| id).collect(),
                units: units.map(|(id, _)| id).collect(),
            })),
            highlight: items.positions(),
            flows: items.flows(),
            lines: items.lines(),
            ..Scene::new(title, self.document.stage, lens.key())
        }
    }

    fn seen_subject(&self) -> Subject {
        match (self.subject(), self.compared()) {
            (Subject::Map, Some(compared)) => {
                Subject::Comparison { with: compared.stage, manner: Manner::default() }
            }
            (subject, _) => subject,
        }
    }

    fn capture(&mut self, part: Option<MapRect>) {
        let scene = Box::new(self.seen(part));
        self.execute(&Command::Scene(SceneCommand::Add { scene }));
        self.presenting.scene = self.map().scenes().ids().last();
    }

    fn recapture(&mut self, id: SceneId, part: Option<MapRect>) {
        let Some(before) = self.map().scenes().get(id).cloned() else { return };
        let seen = self.seen(part);
        let (title, note, extra) = (before.title, before.note, before.extra);
        let scene = Box::new(Scene { title, note, extra, ..seen });
        self.execute(&Command::Scene(SceneCommand::Update { id, scene }));
    }

    fn make_default_scenes(&mut self) {
        let answer = self.readings.shown.answer();
        let readings = answer.map(|answer| (answer.analysis.as_ref(), answer.reading.as_ref()));
        let scenes = default_scenes(self.map(), self.document.stage, readings);
        let count = scenes.len();
        let add = |scene| Command::Scene(SceneCommand::Add { scene: Box::new(scene) });
        let commands = scenes.into_iter().map(add).collect();
        let label = format!("Make a sequence of {count} scenes");
        self.execute(&Command::All(Composite { label, commands }));
    }

    fn move_scene(&mut self, id: SceneId, to: usize) {
        let mut order: Vec<SceneId> = self.map().scenes().ids().collect();
        order.retain(|other| *other != id);
        order.insert(to.min(order.len()), id);
        let shown = self.scene();
        let places: Vec<SceneId> = self.map().scenes().ids().collect();
        // Contents are dealt out anew over the same identities: what is shown goes along.
        let follow = shown.and_then(|shown| order.iter().position(|other| *other == shown));
        self.execute(&Command::Scene(SceneCommand::Reorder { order }));
        self.presenting.scene = follow.and_then(|at| places.get(at).copied());
    }

    fn start_show(&mut self, here: bool, effects: &mut Vec<Effect>) {
        if self.presenting.show.is_none() {
            self.presenting.show = Some(Show::default());
            effects.push(Effect::Present(true));
        }
        self.view.selection = Selection::default();
        let first = self.map().scenes().ids().next();
        match first.filter(|_| !here) {
            Some(first) => self.show_scene(first, effects),
            None => effects.push(Effect::ShowPart(None)),
        }
    }

    fn stop_show(&mut self, effects: &mut Vec<Effect>) {
        if self.presenting.show.take().is_some() {
            self.presenting.folding = None;
            self.presenting.subject = Subject::Map;
            effects.push(Effect::Present(false));
            effects.push(Effect::ShowPart(None));
        }
    }

    /// One layer after the other: what covers the wall, the pointer, the guesses, then what the
    /// canvas leaves, then the show.
    fn leave_show(&mut self, effects: &mut Vec<Effect>) {
        let Some(show) = &mut self.presenting.show else { return };
        if show.cover.take().is_some() || show.pointer.take().is_some() {
            return;
        }
        if self.has_layer() {
            self.leave_layer();
        } else {
            self.stop_show(effects);
        }
    }

    pub(super) fn show_scene(&mut self, id: SceneId, effects: &mut Vec<Effect>) {
        let Some(scene) = self.map().scenes().get(id).cloned() else {
            self.tell(Tone::Problem, "That scene is not in the map any more");
            return;
        };
        self.presenting.scene = Some(id);
        if let Some(show) = &mut self.presenting.show {
            show.turn += 1;
            show.cover = None;
        }
        if scene.stage != self.document.stage {
            self.document.stage = scene.stage;
            self.naming.position = None;
        }
        self.view.selection = Selection::default();
        self.view.lens = Lens::named(&scene.lens).unwrap_or_default();
        self.narrow();
        let focus = scene.focus.as_ref();
        self.view.focus =
            focus.map(|it| Focus { around: it.around.clone(), steps: it.steps.clamp(1, 9) });
        self.view.highlight = highlight_of(&scene);
        self.presenting.folding = scene.folding.clone();
        self.show_subject(scene.subject, effects);
        self.view.status = format!("Scene: {}", scene.title);
        effects.push(Effect::ShowPart(scene.viewport));
    }

    fn show_subject(&mut self, subject: Subject, effects: &mut Vec<Effect>) {
        self.presenting.subject = subject;
        let with = match subject {
            Subject::Comparison { with, .. } => Some(with),
            _ => None,
        };
        if self.compared().map(|it| it.stage) != with {
            self.compare(with, effects);
        }
        if subject != Subject::WhatIf {
            self.preview(None, effects);
            return;
        }
        let answer = self.readings.shown.answer();
        let misfit = answer.and_then(|answer| answer.analysis.misfits.first()).cloned();
        if let Some(misfit) = misfit {
            self.find_remedy(&misfit, effects);
        }
    }

    fn new_stage(&mut self) {
        let from = self.document.stage;
        let more = (2..).map(|number: u32| format!("To be {number}"));
        let mut names = std::iter::once("To be".to_owned()).chain(more);
        let name = names.find(|name| self.map().stage_by_name(name).is_none()).unwrap_or_default();
        self.execute(&Command::Stage(StageCommand::Add { name, copy_of: Some(from) }));
        self.presenting.folding = None;
    }

    fn step_stage(&mut self, by: isize, effects: &mut Vec<Effect>) {
        let stages: Vec<StageId> = self.map().stages().map(|(id, _)| id).collect();
        let here = stages.iter().position(|id| *id == self.document.stage).unwrap_or(0);
        match here.checked_add_signed(by).and_then(|at| stages.get(at)).copied() {
            Some(id) => self.go_to_stage(id, effects),
            None => self.view.status = "There is no further stage that way".into(),
        }
    }

    /// Shows another stage; what is selected and is there too stays so.
    pub(super) fn go_to_stage(&mut self, stage: StageId, effects: &mut Vec<Effect>) {
        if self.map().stage(stage).is_none() || stage == self.document.stage {
            return;
        }
        self.document.stage = stage;
        self.naming.position = None;
        self.presenting.folding = None;
        let kept = self.view.selection.within(self.shown_stage());
        self.view.selection = kept;
        effects.push(Effect::ShowPart(None));
    }
}

impl Show {
    fn change(&mut self, action: &PresentAction) {
        match *action {
            PresentAction::Cover(cover) => {
                self.cover = (self.cover != Some(cover)).then_some(cover);
            }
            PresentAction::Point(pointer) => {
                self.pointer = (self.pointer != Some(pointer)).then_some(pointer);
            }
            PresentAction::Trail => self.trail = !self.trail,
            _ => {}
        }
    }
}

fn highlight_of(scene: &Scene) -> Option<Highlight> {
    let positions = scene.highlight.iter().map(|id| Item::Position(*id));
    let flows = scene.flows.iter().map(|id| Item::Arc(ArcId::Flow(*id)));
    let lines = scene.lines.iter().map(|id| Item::Arc(ArcId::Line(*id)));
    let items = Selection::of(positions.chain(flows).chain(lines));
    (!items.is_empty()).then(|| Highlight { sentence: scene.title.clone(), items })
}

fn end_words(step: Step) -> &'static str {
    match step {
        Step::Forward => "This is the last scene",
        Step::Back => "This is the first scene",
        Step::First | Step::Last => {
            "There is no scene yet; Shift F7 makes one of what is on screen"
        }
    }
}
