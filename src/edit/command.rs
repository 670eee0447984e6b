use crate::model::{
    Domain, FlowId, FlowKind, Holder, LineId, LineKind, PositionId, PositionKind, RoutineId,
    RoutinePart, Scene, SceneId, StageId, SurveyResponse, UnitId,
};
use crate::quantity::{Expertise, Frequency, MapPoint, Right, Score};

/// Something a person asks to have changed, by subject. All but the last three are about one
/// stage, which is told beside the command.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Positions and what is known of them.
    Position(PositionCommand),
    /// Reporting lines.
    Line(LineCommand),
    /// Flows.
    Flow(FlowCommand),
    /// Units.
    Unit(UnitCommand),
    /// Routines.
    Routine(RoutineCommand),
    /// How the stage is drawn.
    Arrange(ArrangeCommand),
    /// Stages.
    Stage(StageCommand),
    /// Scenes of the presentation.
    Scene(SceneCommand),
    /// The map as a whole.
    Map(MapCommand),
}

/// A change to positions. Titles, keys and names lose their outer spaces.
#[derive(Debug, Clone, PartialEq)]
pub enum PositionCommand {
    /// A new position, held by one unnamed person. The title may be blank.
    Add {
        /// What it is called.
        title: String,
        /// Where it is put; the layout decides when not given.
        at: Option<MapPoint>,
        /// Whom it reports to.
        under: Option<PositionId>,
    },
    /// A new colleague: same superior, same unit, next to a position in the order of reports.
    AddBeside {
        /// What it is called.
        title: String,
        /// Whose colleague.
        beside: PositionId,
        /// Whether it comes after that one; before it otherwise.
        after: bool,
    },
    /// A new superior between a position and the one it reported to.
    AddAbove {
        /// What it is called.
        title: String,
        /// Who reports to it.
        below: PositionId,
    },
    /// Takes positions out with everything that names them: lines, flows, parts in routines,
    /// places, highlights of scenes. Their reports stay, without that line.
    Remove {
        /// Which.
        positions: Vec<PositionId>,
    },
    /// Copies beside the originals, with the lines and flows among them, under the same
    /// superiors. Keys are not copied, because each belongs to one position.
    Duplicate {
        /// Which.
        positions: Vec<PositionId>,
        /// How far to the right of its original a copy is put, in map units.
        dx: f64,
        /// How far below its original a copy is put, in map units.
        dy: f64,
    },
    /// Another title.
    Rename {
        /// Which.
        position: PositionId,
        /// What it is called now.
        title: String,
    },
    /// Another kind of seat.
    SetKind {
        /// Which.
        positions: Vec<PositionId>,
        /// What they are.
        kind: PositionKind,
    },
    /// Who sits in it; nobody makes it vacant.
    SetHolders {
        /// Which.
        position: PositionId,
        /// All who sit in it.
        holders: Vec<Holder>,
    },
    /// Which unit they belong to.
    SetUnit {
        /// Which.
        positions: Vec<PositionId>,
        /// The unit; none takes them out of theirs.
        unit: Option<UnitId>,
    },
    /// Their rank, 1 the highest.
    SetLevel {
        /// Which.
        positions: Vec<PositionId>,
        /// The rank; none when it is not known.
        level: Option<i64>,
    },
    /// How far their work is exploration.
    SetExplore {
        /// Which.
        positions: Vec<PositionId>,
        /// The score; none when it is not known.
        explore: Option<Score>,
    },
    /// How far their work goes by the book.
    SetRules {
        /// Which.
        positions: Vec<PositionId>,
        /// The score; none when it is not known.
        rules: Option<Score>,
    },
    /// What they know in a domain.
    SetExpertise {
        /// Which.
        positions: Vec<PositionId>,
        /// In what.
        domain: Domain,
        /// How much; none when nothing is stated.
        level: Option<Expertise>,
    },
    /// What they may decide in a domain.
    SetRight {
        /// Which.
        positions: Vec<PositionId>,
        /// In what.
        domain: Domain,
        /// How much; none when nothing is stated.
        right: Option<Right>,
    },
    /// Another name for a domain, at every position of the stage.
    RenameDomain {
        /// The domain as it was called.
        from: Domain,
        /// What it is called now.
        to: Domain,
    },
    /// Anything worth remembering.
    SetNotes {
        /// Which.
        position: PositionId,
        /// The whole text.
        notes: String,
    },
    /// The organization's own number for it; no two positions of a stage have the same.
    SetKey {
        /// Which.
        position: PositionId,
        /// The number; none or blank takes it away.
        key: Option<String>,
    },
    /// A further property, by name.
    SetAttribute {
        /// Which.
        positions: Vec<PositionId>,
        /// What the property is called.
        name: String,
        /// Its value; none takes the property away.
        value: Option<String>,
    },
    /// Answers to the organicity survey that are about it.
    SetSurvey {
        /// Which.
        position: PositionId,
        /// All answers, from 1 to 7 each.
        responses: Vec<SurveyResponse>,
    },
}

/// A change to reporting lines.
#[derive(Debug, Clone, PartialEq)]
pub enum LineCommand {
    /// A new line. Refused when it closes a loop or would be a second solid one.
    Add {
        /// Who reports.
        from: PositionId,
        /// The superior.
        to: PositionId,
        /// The line or a further one.
        kind: LineKind,
    },
    /// Takes lines out.
    Remove {
        /// Which.
        lines: Vec<LineId>,
    },
    /// Solid or dotted. A line made solid makes the solid line of the same position dotted.
    SetKind {
        /// Which.
        line: LineId,
        /// What it is.
        kind: LineKind,
    },
    /// Another superior in place of the present one. Refused when it closes a loop.
    Reparent {
        /// Who reports.
        positions: Vec<PositionId>,
        /// The superior; none makes them report to nobody.
        under: Option<PositionId>,
    },
    /// The superior becomes the one who reports.
    Reverse {
        /// Which.
        lines: Vec<LineId>,
    },
}

/// A change to flows. No two flows of a kind lead from one position to the same other one.
#[derive(Debug, Clone, PartialEq)]
pub enum FlowCommand {
    /// A new flow.
    Add {
        /// The asker, teller or informer.
        from: PositionId,
        /// The asked, told or informed.
        to: PositionId,
        /// What goes along it.
        kind: FlowKind,
        /// How often.
        frequency: Frequency,
    },
    /// Takes flows out.
    Remove {
        /// Which.
        flows: Vec<FlowId>,
    },
    /// Something else goes along them.
    SetKind {
        /// Which.
        flows: Vec<FlowId>,
        /// What goes along them now.
        kind: FlowKind,
    },
    /// How often they happen.
    SetFrequency {
        /// Which.
        flows: Vec<FlowId>,
        /// How often.
        frequency: Frequency,
    },
    /// The other way round.
    Reverse {
        /// Which.
        flows: Vec<FlowId>,
    },
}

/// A change to units.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitCommand {
    /// A new unit.
    Add {
        /// What it is called; not blank.
        name: String,
        /// The unit it lies in.
        parent: Option<UnitId>,
        /// The positions that move into it.
        members: Vec<PositionId>,
    },
    /// Another name.
    Rename {
        /// Which.
        unit: UnitId,
        /// What it is called now; not blank.
        name: String,
    },
    /// The unit it lies in. Refused when that lies in it.
    SetParent {
        /// Which.
        unit: UnitId,
        /// Where it lies; none when in no other.
        parent: Option<UnitId>,
    },
    /// Anything worth remembering.
    SetNotes {
        /// Which.
        unit: UnitId,
        /// The whole text.
        notes: String,
    },
    /// Takes a unit out. Its positions and units go to the unit it lies in.
    Remove {
        /// Which.
        unit: UnitId,
    },
}

/// A change to routines.
#[derive(Debug, Clone, PartialEq)]
pub enum RoutineCommand {
    /// A new routine.
    Add {
        /// What it is called; not blank.
        name: String,
        /// Who carries it.
        parts: Vec<RoutinePart>,
    },
    /// Another name.
    Rename {
        /// Which.
        routine: RoutineId,
        /// What it is called now; not blank.
        name: String,
    },
    /// Who carries it, and how.
    SetParts {
        /// Which.
        routine: RoutineId,
        /// All parts.
        parts: Vec<RoutinePart>,
    },
    /// Takes a routine out.
    Remove {
        /// Which.
        routine: RoutineId,
    },
}

/// A change to how the stage is drawn; what it says stays.
#[derive(Debug, Clone, PartialEq)]
pub enum ArrangeCommand {
    /// Puts positions somewhere.
    Move {
        /// Which, and where to.
        positions: Vec<(PositionId, MapPoint)>,
    },
    /// Gives positions back to the layout.
    Unplace {
        /// Which.
        positions: Vec<PositionId>,
    },
    /// Their place among their colleagues, smaller first.
    SetOrder {
        /// Which, and the place; none puts one behind those that have a place.
        orders: Vec<(PositionId, Option<f64>)>,
    },
    /// Moves a position along the row of its colleagues.
    Reorder {
        /// Which.
        position: PositionId,
        /// By how many colleagues: forward when above 0. It stops at the ends.
        by: i64,
    },
    /// Folds away, or shows, everything below.
    Fold {
        /// Which.
        positions: Vec<PositionId>,
        /// Folded away or shown.
        folded: bool,
    },
}

/// A change to the stages of the map.
#[derive(Debug, Clone, PartialEq)]
pub enum StageCommand {
    /// A new stage.
    Add {
        /// What it is called; not blank.
        name: String,
        /// The stage whose records it starts with, under the same identities; empty otherwise.
        copy_of: Option<StageId>,
    },
    /// Another name.
    Rename {
        /// Which.
        stage: StageId,
        /// What it is called now; not blank.
        name: String,
    },
    /// Anything worth remembering.
    SetNotes {
        /// Which.
        stage: StageId,
        /// The whole text.
        notes: String,
    },
    /// Takes a stage out with everything in it and the scenes that show it. Refused for the last.
    Remove {
        /// Which.
        stage: StageId,
    },
}

/// A change to the scenes of the presentation.
#[derive(Debug, Clone, PartialEq)]
pub enum SceneCommand {
    /// A new scene, after all others.
    Add {
        /// What it shows.
        scene: Scene,
    },
    /// Another content.
    Update {
        /// Which.
        id: SceneId,
        /// What it shows now.
        scene: Scene,
    },
    /// Takes a scene out.
    Remove {
        /// Which.
        id: SceneId,
    },
    /// Another order: the first scene named gets the first place, and so on.
    Reorder {
        /// Every scene once.
        order: Vec<SceneId>,
    },
}

/// A change to the map as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapCommand {
    /// Another title.
    SetTitle {
        /// What it is called now.
        title: String,
    },
    /// What it is about.
    SetDescription {
        /// The whole text.
        description: String,
    },
}
