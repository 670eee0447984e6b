//! Changes to the map, by command and by gesture, and the walk through the history.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::action::{EditAction, Gesture, HangPlace, History};
use super::effect::Effect;
use super::notice::Tone;
use super::select::{Item, Selection};
use super::state::Session;
use super::view::Tool;
use crate::edit::{
    ArrangeCommand, Command, Composite, FlowCommand, LineCommand, PositionCommand, Refused,
    UnitCommand,
};
use crate::layout::{Arrangement, free_spot};
use crate::model::{Chart, FlowKind, LineKind, PositionId, UnitId};
use crate::quantity::{Frequency, MapPoint};

/// How far below its superior a report is put, in map units.
const DOWN: f64 = 130.0;
/// How far beside a colleague a position is put, in map units.
const ASIDE: f64 = 160.0;

impl Session {
    pub(super) fn edit(&mut self, action: EditAction, effects: &mut Vec<Effect>) {
        match action {
            EditAction::Do(command) => self.execute(&command),
            EditAction::Join(command, group) => {
                let kept = self.view.selection.clone();
                let done = self.document.editor.execute_joined(
                    self.document.stage,
                    &command,
                    kept,
                    &group,
                );
                self.report(&done.map(|done| done.label));
            }
            EditAction::NewPosition(seat) => self.add_position(seat),
            EditAction::EndName(end, title) => self.end_name(end, &title),
            EditAction::Connect { from, to, tool } => self.connect(from, to, tool),
            EditAction::Rehang { positions, place } => self.rehang(&positions, place),
            EditAction::DuplicateSelected { dx, dy } => self.duplicate_selected(dx, dy),
            EditAction::StartNamingUnit(unit) => {
                if self.shown_stage().units().contains(unit) {
                    self.naming.unit = Some(unit);
                }
            }
            EditAction::SetCells(cells) => self.set_cells(&cells),
            EditAction::TryEdit(edit) => self.try_steps(std::slice::from_ref(&edit)),
            EditAction::MakeUnit => self.make_unit(),
            EditAction::ByCommunication => self.arrange_by_communication(effects),
            EditAction::StartRenaming(id) => {
                if self.shown_stage().positions().contains(id) {
                    self.naming.position = Some(id);
                    self.view.selection = Selection::of([Item::Position(id)]);
                }
            }
            EditAction::RemoveSelected => self.remove_selected(),
            EditAction::Tidy => self.tidy(),
        }
        self.view.selection = self.view.selection.within(self.shown_stage());
    }

    pub(super) fn execute(&mut self, command: &Command) {
        if self.writes_over_names(command) {
            self.refuse_over_names(command);
            return;
        }
        self.unfold_scene_for(command);
        let command = self.with_new_places(command);
        let kept = self.view.selection.clone();
        let done = self.document.editor.execute(self.document.stage, &command, kept);
        let done = done.map(|done| {
            if !done.made.is_empty() {
                self.view.selection = Selection::of(done.made.iter().copied().map(Item::Position));
            }
            if let Some(stage) = done.stage {
                // A stage that was made is shown; one that was removed is not.
                self.document.stage = stage;
                self.presenting.folding = None;
            }
            done.label
        });
        self.report(&done);
    }

    pub(super) fn report(&mut self, done: &Result<String, Refused>) {
        match done {
            Ok(label) if label.is_empty() => {}
            Ok(label) => self.view.status.clone_from(label),
            Err(refused) => self.tell(Tone::Problem, refused.to_string()),
        }
    }

    /// Everything selected goes in one step; what hangs on a position goes with it.
    fn remove_selected(&mut self) {
        let positions = self.view.selection.positions();
        let stage = self.shown_stage();
        let stays = |from: PositionId, to: PositionId| {
            !positions.contains(&from) && !positions.contains(&to)
        };
        let mut lines = self.view.selection.lines();
        lines.retain(|id| stage.lines().get(*id).is_some_and(|line| stays(line.from, line.to)));
        let mut flows = self.view.selection.flows();
        flows.retain(|id| stage.flows().get(*id).is_some_and(|flow| stays(flow.from, flow.to)));
        let units = self.view.selection.items().filter_map(Item::unit);
        let units = units.map(|unit| Command::Unit(UnitCommand::Remove { unit }));
        let mut commands: Vec<Command> = Vec::new();
        if !positions.is_empty() {
            commands
                .push(Command::Position(PositionCommand::Remove { positions: positions.clone() }));
        }
        if !lines.is_empty() {
            commands.push(Command::Line(LineCommand::Remove { lines }));
        }
        if !flows.is_empty() {
            commands.push(Command::Flow(FlowCommand::Remove { flows }));
        }
        commands.extend(units);
        let several = commands.len() > 1;
        let label = format!("Remove {} things", self.view.selection.len());
        match commands.pop() {
            Some(only) if !several => self.execute(&only),
            Some(last) => {
                commands.push(last);
                self.execute(&Command::All(Composite { label, commands }));
            }
            None => {}
        }
    }

    /// Copies stand where they were put; they get their identities in the order of the originals.
    fn duplicate_selected(&mut self, dx: f64, dy: f64) {
        let positions = self.view.selection.positions();
        let first = self.document.editor.identity_from();
        let points = &self.view.arrangement.points;
        let moved: Vec<_> = (first..)
            .zip(&positions)
            .filter_map(|(id, original)| {
                Some((PositionId(id), points.get(original)?.offset(dx, dy)))
            })
            .collect();
        let label = match positions.len() {
            1 => "Duplicate a position".to_owned(),
            many => format!("Duplicate {many} positions"),
        };
        let copy = Command::Position(PositionCommand::Duplicate { positions, dx: 0.0, dy: 0.0 });
        let put = Command::Arrange(ArrangeCommand::Move { positions: moved });
        self.execute(&Command::All(Composite { label, commands: vec![copy, put] }));
    }

    /// The command that adds the line or flow of a tool's kind; nothing for tools that draw
    /// none.
    pub(super) fn connecting(
        &self,
        from: PositionId,
        to: PositionId,
        tool: Tool,
    ) -> Option<Command> {
        let flow = |kind| {
            Some(Command::Flow(FlowCommand::Add { from, to, kind, frequency: Frequency::ONE }))
        };
        match tool {
            Tool::Consult => flow(FlowKind::Consult),
            Tool::Instruct => flow(FlowKind::Instruct),
            Tool::Inform => flow(FlowKind::Inform),
            Tool::ReportsTo => {
                let (positions, under) = (vec![from], Some(to));
                Some(Command::Line(LineCommand::Reparent { positions, under }))
            }
            Tool::DottedTo => {
                let kind = LineKind::Dotted;
                Some(Command::Line(LineCommand::Add { from, to, kind }))
            }
            Tool::Select | Tool::Position => None,
        }
    }

    pub(super) fn connect(&mut self, from: PositionId, to: PositionId, tool: Tool) {
        let already = Chart::of(self.shown_stage()).solid_superior(from) == Some(to);
        if tool == Tool::ReportsTo && already {
            self.view.status = "It reports there already; Shift R draws a dotted line".into();
            return;
        }
        if let Some(command) = self.connecting(from, to, tool) {
            self.execute(&command);
            if tool == Tool::ReportsTo {
                self.view.hung = Some((from, to));
            }
        }
    }

    fn rehang(&mut self, positions: &[PositionId], place: HangPlace) {
        // Whoever hangs below somebody who is moved as well goes along.
        let chart = Chart::of(self.shown_stage());
        let all: BTreeSet<PositionId> = positions.iter().copied().collect();
        let goes_along = |id: &PositionId| {
            chart.solid_superior(*id).is_some_and(|superior| all.contains(&superior))
        };
        let positions: Vec<PositionId> =
            positions.iter().copied().filter(|id| !goes_along(id)).collect();
        let by = match place {
            HangPlace::Under(superior) => superior,
            HangPlace::Beside { colleague, .. } => colleague,
        };
        self.view.hung = positions.first().map(|first| (*first, by));
        let command = match place {
            HangPlace::Under(superior) => {
                LineCommand::Reparent { positions, under: Some(superior) }
            }
            HangPlace::Beside { colleague, after } => {
                LineCommand::PlaceBeside { positions, colleague, after }
            }
        };
        let kept = self.view.selection.clone();
        self.execute(&Command::Line(command));
        self.view.selection = kept;
    }

    /// A command that gives positions another superior, with their moving there where they were
    /// placed by hand.
    fn with_new_places(&self, command: &Command) -> Command {
        let moves = match command {
            Command::Line(LineCommand::Reparent { positions, under: Some(superior) }) => {
                self.new_places(positions, HangPlace::Under(*superior))
            }
            Command::Line(LineCommand::PlaceBeside { positions, colleague, after }) => {
                let place = HangPlace::Beside { colleague: *colleague, after: *after };
                self.new_places(positions, place)
            }
            Command::Line(_)
            | Command::Position(_)
            | Command::Flow(_)
            | Command::Unit(_)
            | Command::Routine(_)
            | Command::Arrange(_)
            | Command::Stage(_)
            | Command::Scene(_)
            | Command::Guess(_)
            | Command::Map(_)
            | Command::Insert(_)
            | Command::Merge(_)
            | Command::All(_) => Vec::new(),
        };
        if moves.is_empty() {
            return command.clone();
        }
        let put = Command::Arrange(ArrangeCommand::Move { positions: moves });
        let label = self.document.editor.label_of(self.document.stage, command).unwrap_or_default();
        Command::All(Composite { label, commands: vec![command.clone(), put] })
    }

    /// A free place below a position, for a report, where that was placed by hand; elsewhere the
    /// layout finds one.
    pub(super) fn spot_below(&self, superior: PositionId) -> Option<MapPoint> {
        let placement = self.shown_stage().placements().get(superior)?;
        placement.at?;
        self.spot(superior, 0.0, DOWN)
    }

    /// A free place beside a position that reports to nobody: the layout would put another top far
    /// away, behind all that lies below this one.
    pub(super) fn spot_beside_top(&self, colleague: PositionId, after: bool) -> Option<MapPoint> {
        let top = Chart::of(self.shown_stage()).solid_superior(colleague).is_none();
        let aside = if after { ASIDE } else { -ASIDE };
        top.then(|| self.spot(colleague, aside, 0.0)).flatten()
    }

    fn spot(&self, from: PositionId, dx: f64, dy: f64) -> Option<MapPoint> {
        let arrangement = &self.view.arrangement;
        let near = arrangement.points.get(&from)?.offset(dx, dy);
        let size = arrangement.sizes.size(&from)?;
        Some(free_spot(arrangement, near, size)).filter(|at| at.is_placeable())
    }

    /// Where positions that were placed by hand go when they come to hang elsewhere: near there.
    /// The others are placed by the layout, and one that gets its first superior and stands below
    /// it already stays where the hand has put it.
    fn new_places(
        &self,
        positions: &[PositionId],
        place: HangPlace,
    ) -> Vec<(PositionId, MapPoint)> {
        let stage = self.shown_stage();
        let near = match place {
            HangPlace::Under(id) => {
                self.view.arrangement.points.get(&id).map(|at| at.offset(0.0, DOWN))
            }
            HangPlace::Beside { colleague, after } => {
                let aside = if after { ASIDE } else { -ASIDE };
                self.view.arrangement.points.get(&colleague).map(|at| at.offset(aside, 0.0))
            }
        };
        let Some(near) = near else { return Vec::new() };
        let by_hand = |id: &PositionId| {
            stage.placements().get(*id).is_some_and(|placement| placement.at.is_some())
        };
        let mut arrangement = Arrangement::clone(&self.view.arrangement);
        let mut places = Vec::new();
        let stays = |id: &PositionId| match place {
            HangPlace::Under(superior) => self.stands_below(*id, superior),
            HangPlace::Beside { .. } => false,
        };
        for id in positions.iter().copied().filter(|id| by_hand(id) && !stays(id)) {
            let Some(size) = arrangement.sizes.size(&id) else { continue };
            arrangement.points.remove(&id);
            let at = free_spot(&arrangement, near, size);
            arrangement.points.insert(id, at);
            places.push((id, at));
        }
        places
    }

    /// Whether a position without a superior stands where a report of this one might.
    fn stands_below(&self, id: PositionId, superior: PositionId) -> bool {
        const LOWEST: f64 = 4.0 * DOWN;
        const WIDEST: f64 = 6.0 * ASIDE;
        let points = &self.view.arrangement.points;
        let (Some(own), Some(its)) = (points.get(&id), points.get(&superior)) else {
            return false;
        };
        let first = Chart::of(self.shown_stage()).solid_superior(id).is_none();
        let down = own.y - its.y;
        first && (own.x - its.x).abs() <= WIDEST && (0.6 * DOWN..=LOWEST).contains(&down)
    }

    fn make_unit(&mut self) {
        let members = self.view.selection.positions();
        let parent = self.shared_unit(&members);
        let name = self.free_unit_name();
        let id = UnitId(self.document.editor.identity_from());
        let command = Command::Unit(UnitCommand::Add { name, parent, members });
        let group = super::name::naming_group(id.0);
        let kept = self.view.selection.clone();
        let done = self.document.editor.execute_joined(self.document.stage, &command, kept, &group);
        self.report(&done.map(|done| done.label));
        if self.shown_stage().units().contains(id) {
            self.naming.unit = Some(id);
            self.naming.fresh_unit = Some(id);
        }
    }

    /// The unit that all of these belong to.
    fn shared_unit(&self, members: &[PositionId]) -> Option<UnitId> {
        let stage = self.shown_stage();
        let unit = |id: &PositionId| stage.positions().get(*id).and_then(|position| position.unit);
        let first = unit(members.first()?)?;
        members.iter().all(|id| unit(id) == Some(first)).then_some(first)
    }

    fn free_unit_name(&self) -> String {
        let taken =
            |name: &str| self.shown_stage().units().iter().any(|(_, unit)| unit.name == name);
        let names = (2..).map(|number: u32| format!("New unit {number}"));
        let mut names = std::iter::once("New unit".to_owned()).chain(names);
        names.find(|name| !taken(name)).unwrap_or_default()
    }

    fn tidy(&mut self) {
        let mut positions = self.view.selection.positions();
        if positions.is_empty() {
            positions = self.shown_stage().placements().ids().collect();
        }
        self.execute(&Command::Arrange(ArrangeCommand::Unplace { positions }));
    }

    pub(super) fn gesture(&mut self, gesture: Gesture) {
        match gesture {
            Gesture::Begin(label) => self.document.editor.begin(label, self.view.selection.clone()),
            Gesture::Preview(command) => {
                match self.document.editor.preview(self.document.stage, &command) {
                    Ok(_) => self.follow_preview(&command),
                    Err(refused) => self.tell(Tone::Problem, refused.to_string()),
                }
            }
            Gesture::Commit => {
                self.view.arranged = None;
                if let Some(label) = self.document.editor.commit(self.view.selection.clone()) {
                    self.view.status = label;
                }
            }
            Gesture::Bail => self.document.editor.bail(),
        }
    }

    /// While many positions are on the map, those who are dragged move and nobody makes room for
    /// them before they are let go.
    fn follow_preview(&mut self, command: &Command) {
        const MANY: usize = 300;
        let Command::Arrange(ArrangeCommand::Move { positions }) = command else { return };
        if self.view.arrangement.points.len() <= MANY {
            return;
        }
        let arrangement = Arc::make_mut(&mut self.view.arrangement);
        for (id, at) in positions {
            if let Some(point) = arrangement.points.get_mut(id) {
                *point = *at;
            }
        }
        self.view.arranged = Some(self.revision());
    }

    pub(super) fn walk(&mut self, step: History) {
        self.naming.position = None;
        let (walked, verb) = match step {
            History::Undo => (self.document.editor.undo(), "Undone"),
            History::Redo => (self.document.editor.redo(), "Done again"),
        };
        let Some(walked) = walked else { return };
        self.view.status = format!("{verb}: {}", walked.label);
        if self.document.editor.map().stage(walked.stage).is_some() {
            self.document.stage = walked.stage;
        } else if let Some(first) = self.document.editor.map().first_stage() {
            self.document.stage = first;
        }
        self.view.selection = walked.keepsake.within(self.shown_stage());
    }
}
