use super::{
    Composite, Fragment, GuessCommand, MapCommand, Merge, PositionValue, SceneCommand, StageCommand,
};
use crate::model::{
    ChartForm, Domain, FlowId, FlowKind, LineId, LineKind, PositionId, RoutineId, RoutinePart,
    Tone, UnitId,
};
use crate::quantity::{Frequency, MapPoint, Rating, Score};

/// An action that would change the map, by its subject.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// About positions.
    Position(PositionCommand),
    /// About reporting lines.
    Line(LineCommand),
    /// About flows.
    Flow(FlowCommand),
    /// About units.
    Unit(UnitCommand),
    /// About routines.
    Routine(RoutineCommand),
    /// About how positions sit on the drawing.
    Arrange(ArrangeCommand),
    /// About stages.
    Stage(StageCommand),
    /// About scenes.
    Scene(SceneCommand),
    /// About rounds of guesses.
    Guess(GuessCommand),
    /// About the map as a whole.
    Map(MapCommand),
    /// Records from elsewhere.
    Insert(Fragment),
    /// A list, held against what is there.
    Merge(Box<Merge>),
    /// Several commands as one step.
    All(Composite),
}

/// A command about positions.
#[derive(Debug, Clone, PartialEq)]
pub enum PositionCommand {
    /// Adds a held position, in the unit of its superior.
    Add {
        /// Its title; may be blank.
        title: String,
        /// Where it stands; placed by the layout when not given.
        at: Option<MapPoint>,
        /// Its superior.
        under: Option<PositionId>,
    },
    /// Adds a colleague: same superior, same unit, next to a position in the row.
    AddBeside {
        /// Its title; may be blank.
        title: String,
        /// Whose colleague.
        beside: PositionId,
        /// After that one; before it otherwise.
        after: bool,
    },
    /// Adds a superior between a position and the one it reported to.
    AddAbove {
        /// Its title; may be blank.
        title: String,
        /// Who reports to it.
        below: PositionId,
    },
    /// Adds copies of positions, with the lines and flows among them and under the same
    /// superiors. A key is not copied, because it belongs to one position.
    Duplicate {
        /// Which.
        positions: Vec<PositionId>,
        /// How far to the right of its original a copy is put, in map units.
        dx: f64,
        /// How far below its original a copy is put, in map units.
        dy: f64,
    },
    /// Removes positions with everything that names them: lines, flows, parts in routines,
    /// places, highlights of scenes. Their reports stay, without that line.
    Remove {
        /// Which.
        positions: Vec<PositionId>,
    },
    /// Changes a title.
    Rename {
        /// Which.
        position: PositionId,
        /// The new title.
        title: String,
    },
    /// Gives a domain another name wherever it stands in the stage.
    RenameDomain {
        /// The domain.
        from: Domain,
        /// Its new name. Where some have that domain already, the two become one; refused when
        /// one position has a level or a right in both.
        to: Domain,
    },
    /// Gives positions another value in one respect.
    Set(PositionValue),
}

/// A command about reporting lines.
#[derive(Debug, Clone, PartialEq)]
pub enum LineCommand {
    /// Adds a line. Refused when it closes a loop or would be a second solid one.
    Add {
        /// Who reports.
        from: PositionId,
        /// The superior.
        to: PositionId,
        /// Solid or dotted.
        kind: LineKind,
    },
    /// Removes lines.
    Remove {
        /// Which.
        lines: Vec<LineId>,
    },
    /// Makes a line solid or dotted. The solid line that a new one takes the place of becomes
    /// dotted.
    SetKind {
        /// Which.
        line: LineId,
        /// The new kind.
        kind: LineKind,
    },
    /// Changes how far those who report accept influence along lines.
    SetAccepts {
        /// Which.
        lines: Vec<LineId>,
        /// 1 not at all, 5 gladly; none when it is not known.
        accepts: Option<Rating>,
    },
    /// Changes how far away superiors keep along lines.
    SetDistance {
        /// Which.
        lines: Vec<LineId>,
        /// 1 near, 5 far; none when it is not known.
        distance: Option<Rating>,
    },
    /// Changes how far away superiors should keep along lines.
    SetDistanceProper {
        /// Which.
        lines: Vec<LineId>,
        /// 1 near, 5 far; none when it is not known.
        distance: Option<Rating>,
    },
    /// Gives positions another superior by the solid line, or none. Refused when it closes a
    /// loop.
    Reparent {
        /// Which.
        positions: Vec<PositionId>,
        /// The new superior.
        under: Option<PositionId>,
    },
    /// Puts positions into the row of a colleague: under the same superior by the solid line,
    /// next to that colleague. Refused when it closes a loop.
    PlaceBeside {
        /// Which.
        positions: Vec<PositionId>,
        /// Whose colleagues they become.
        colleague: PositionId,
        /// After that one; before it otherwise.
        after: bool,
    },
    /// Turns lines round: the superior reports from now on.
    Reverse {
        /// Which.
        lines: Vec<LineId>,
    },
}

/// A command about flows.
#[derive(Debug, Clone, PartialEq)]
pub enum FlowCommand {
    /// Adds a flow.
    Add {
        /// Who starts it.
        from: PositionId,
        /// Whom it goes to.
        to: PositionId,
        /// What it carries.
        kind: FlowKind,
        /// How often.
        frequency: Frequency,
    },
    /// Removes flows.
    Remove {
        /// Which.
        flows: Vec<FlowId>,
    },
    /// Makes flows another kind.
    SetKind {
        /// Which.
        flows: Vec<FlowId>,
        /// The new kind.
        kind: FlowKind,
    },
    /// Changes how often flows happen.
    SetFrequency {
        /// Which.
        flows: Vec<FlowId>,
        /// The new frequency.
        frequency: Frequency,
    },
    /// Changes how far what was said on consult flows is taken up.
    SetTookUp {
        /// Which.
        flows: Vec<FlowId>,
        /// 0 nothing, 1 all; none when it is not known.
        took_up: Option<Score>,
    },
    /// Turns flows round.
    Reverse {
        /// Which.
        flows: Vec<FlowId>,
    },
}

/// A command about units.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitCommand {
    /// Adds a unit.
    Add {
        /// Its name.
        name: String,
        /// The unit it lies in.
        parent: Option<UnitId>,
        /// The positions that belong to it from now on.
        members: Vec<PositionId>,
    },
    /// Puts positions into the unit of a name; it is made when there is none.
    Join {
        /// The name.
        name: String,
        /// Which positions.
        members: Vec<PositionId>,
    },
    /// Changes a name.
    Rename {
        /// Which.
        unit: UnitId,
        /// The new name.
        name: String,
    },
    /// Changes the accent by which a unit is told apart.
    SetTone {
        /// Which.
        unit: UnitId,
        /// The accent; none to have one chosen.
        tone: Option<Tone>,
    },
    /// Draws units as one box each, or with all that is in them.
    Fold {
        /// Which.
        units: Vec<UnitId>,
        /// As one box or not.
        folded: bool,
    },
    /// Puts a unit into another one, or out of any.
    SetParent {
        /// Which.
        unit: UnitId,
        /// The unit it lies in.
        parent: Option<UnitId>,
    },
    /// Changes the notes.
    SetNotes {
        /// Which.
        unit: UnitId,
        /// The new notes.
        notes: String,
    },
    /// Removes a unit; its members and the units in it move up to where it lay.
    Remove {
        /// Which.
        unit: UnitId,
    },
}

/// A command about routines.
#[derive(Debug, Clone, PartialEq)]
pub enum RoutineCommand {
    /// Adds a routine.
    Add {
        /// Its name.
        name: String,
        /// Who carries it.
        parts: Vec<RoutinePart>,
    },
    /// Changes a name.
    Rename {
        /// Which.
        routine: RoutineId,
        /// The new name.
        name: String,
    },
    /// Changes who carries it.
    SetParts {
        /// Which.
        routine: RoutineId,
        /// Everybody who carries it.
        parts: Vec<RoutinePart>,
    },
    /// Removes a routine.
    Remove {
        /// Which.
        routine: RoutineId,
    },
}

/// A command about how positions sit on the drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum ArrangeCommand {
    /// Puts positions where the hand put them.
    Move {
        /// Each with its new place.
        positions: Vec<(PositionId, MapPoint)>,
    },
    /// Gives positions back to the layout.
    Unplace {
        /// Which.
        positions: Vec<PositionId>,
    },
    /// Sets the order of colleagues.
    Reorder {
        /// The colleagues, from left to right.
        positions: Vec<PositionId>,
    },
    /// Moves a position along the row of its colleagues.
    Shift {
        /// Which.
        position: PositionId,
        /// By how many places: to the right when above 0. It stops at the ends.
        by: i64,
    },
    /// Sets the places of positions among their colleagues, smaller first.
    SetOrder {
        /// Each with its place; one without follows those that have one.
        orders: Vec<(PositionId, Option<f64>)>,
    },
    /// Draws the chart in another form.
    SetForm {
        /// The form.
        form: ChartForm,
        /// Whether those placed by hand stay where they are.
        keep_placed: bool,
    },
    /// Folds what is below positions away, or out again.
    Fold {
        /// Which.
        positions: Vec<PositionId>,
        /// Away or out.
        folded: bool,
    },
}
