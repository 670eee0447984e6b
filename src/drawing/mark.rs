pub use crate::typeface::Weight;

use crate::quantity::{MapPoint, MapRect};

/// A drawn thing, in its simplest form. The window and the SVG writer both draw marks, and
/// neither decides anything about them; that is how the two show the same picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// An upright rectangle with round corners.
    Box {
        /// Where.
        rect: MapRect,
        /// Corner radius, at most half of the shorter side.
        corner: f64,
        /// Inside.
        fill: Option<Ink>,
        /// Border, centred on the edge.
        stroke: Option<Stroke>,
    },
    /// A line through points, or a filled area. Filled paths are convex.
    Path {
        /// At least two points.
        points: Vec<MapPoint>,
        /// Whether the last point joins the first.
        closed: bool,
        /// Inside, for closed paths.
        fill: Option<Ink>,
        /// Line.
        stroke: Option<Stroke>,
    },
    /// A disc or ring.
    Circle {
        /// Middle.
        center: MapPoint,
        /// Radius.
        radius: f64,
        /// Inside.
        fill: Option<Ink>,
        /// Border.
        stroke: Option<Stroke>,
    },
    /// One line of text. What does not fit was shortened before.
    Text {
        /// The anchor: left, middle or right end of the base line, by `align`.
        at: MapPoint,
        /// The text.
        text: String,
        /// Height of the font, in the same units as the coordinates.
        size: f64,
        /// Thickness of the letters.
        weight: Weight,
        /// Which end `at` is.
        align: Align,
        /// Colour.
        ink: Ink,
    },
    /// Marks that belong to a range of zooms, 1 being full size.
    Detail {
        /// The smallest zoom at which they are drawn.
        from_zoom: f64,
        /// They are drawn only below this zoom; the largest number where there is no such end.
        below_zoom: f64,
        /// What is drawn.
        marks: Vec<Mark>,
    },
}

/// A line's colour, width and dashes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub ink: Ink,
    /// Width, in the same units as the coordinates.
    pub width: f64,
    /// Lengths of dash and gap; solid when not given.
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    /// A solid line.
    #[must_use]
    pub const fn solid(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: None }
    }
}

/// Which end of a text its anchor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// The text starts there.
    Left,
    /// The text is centred there.
    Center,
    /// The text ends there.
    Right,
}

/// What a colour means. A theme turns it into a colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ink {
    /// The paper behind everything.
    Paper,
    /// A surface that lies on the paper: legend, ruler, panel.
    Surface,
    /// Hairlines and borders of surfaces.
    Hairline,
    /// Text.
    Text,
    /// Text of less weight, still readable.
    TextQuiet,
    /// The inside of a position where the lens says nothing by colour.
    Position,
    /// The border of a position.
    PositionEdge,
    /// Text on the fill that `Organicity` with these values gives.
    OnOrganicity {
        /// 0 mechanistic to 1 organic.
        score: f64,
        /// 0 unknown to 1 sure.
        confidence: f64,
    },
    /// From steel blue (mechanistic) through grey to amber (organic); paler the less sure.
    Organicity {
        /// 0 mechanistic to 1 organic.
        score: f64,
        /// 0 unknown to 1 sure.
        confidence: f64,
    },
    /// Where nothing is known; used for hatching.
    Unknown,
    /// A reporting line.
    Line,
    /// Talk inside of a box that stands for several positions.
    InnerTalk,
    /// A consult flow.
    Consult,
    /// An instruct flow.
    Instruct,
    /// An inform flow.
    Inform,
    /// A relation of one's own, by its place among the relations of the map; after eight the
    /// colours come again.
    Relation {
        /// Its place, 0 the first by name.
        number: u8,
    },
    /// A consult flow where flows are not the subject, or are very many.
    ConsultFaint,
    /// An instruct flow where flows are not the subject, or are very many.
    InstructFaint,
    /// An inform flow where flows are not the subject, or are very many.
    InformFaint,
    /// A relation of one's own where flows are not the subject, or are very many.
    RelationFaint {
        /// Its place, 0 the first by name.
        number: u8,
    },
    /// A dotted reporting line.
    DottedLine,
    /// A reporting line along which no dealings are drawn.
    PaperLine,
    /// A reporting line to a leader whose influence is refused.
    RefusedLine,
    /// The bead on a reporting line: who depends on whom.
    Dependence,
    /// The border of a vacant position.
    Vacant,
    /// The notch of an assistant.
    Assistant,
    /// The second border of a team.
    Team,
    /// The boxes behind that of a unit drawn as one.
    FoldedUnit,
    /// The border of the number of those folded away.
    Folded,
    /// The line under the ring of what is said and what is lived.
    Ring,
    /// The border of a position whose working relations are little known.
    Unsure,
    /// Authority: its marker, and words about it.
    Authority,
    /// A bar of authority.
    AuthorityBar,
    /// Knowledge: its marker, and words about it.
    Knowledge,
    /// The inside of a bar of knowledge.
    KnowledgeBar,
    /// Text on a bar of knowledge.
    OnKnowledgeBar,
    /// Influence: its marker.
    Influence,
    /// The whole mass: its marker.
    Gravity,
    /// The inside of a position by knowledge minus authority.
    Gap {
        /// -1 decides far more than it knows, 0 as much, 1 knows far more than it decides.
        tone: f64,
    },
    /// The second border of a position that decides more than it knows.
    DecidesMore,
    /// Knowledge on its way up to the authority to use it.
    River,
    /// The same where it goes down: more authority than knowledge lies below.
    RiverDown,
    /// The edge of a bar of knowledge, and the thin line in the middle of the river.
    KnowledgeEdge,
    /// The pale band behind a level of the chart.
    LevelBand,
    /// The axis and marks of rulers and charts.
    Axis,
    /// A zone of the level ruler.
    Zone {
        /// 0 the lowest zone to 1 the highest.
        tone: f64,
    },
    /// The way from the centre of authority to that of knowledge.
    Drift,
    /// The margin round the centre of gravity.
    Margin,
    /// What chance gives for the centre of gravity.
    Chance,
    /// Who carries the routine that is shown: border and thread.
    Routine,
    /// The inside of a position that carries the routine that is shown.
    RoutineFill,
    /// An emergent leader: its star and its number.
    Emergent,
    /// Works more mechanistically than its work asks.
    Tighter {
        /// 0 at the edge of what fits to 1 furthest.
        tone: f64,
    },
    /// Works more organically than its work asks.
    Looser {
        /// 0 at the edge of what fits to 1 furthest.
        tone: f64,
    },
    /// Words about being more mechanistic than the work asks.
    TighterText,
    /// Words about being more organic than the work asks.
    LooserText,
    /// A point of a scatter that is more mechanistic than its work asks.
    TighterPoint,
    /// A point that is more organic than its work asks.
    LooserPoint,
    /// A point that is as its work asks.
    FitsPoint,
    /// The rim of a unit in a scatter.
    UnitPoint,
    /// Works as its work asks.
    Fits,
    /// How much there is in a cell of a table.
    Shade {
        /// 0 nothing to 1 much.
        tone: f64,
    },
    /// Text on such a cell.
    OnShade {
        /// The tone of the cell.
        tone: f64,
    },
    /// The band of the scatter in which relations and work fit.
    FitBand,
    /// The area behind a unit.
    UnitArea {
        /// How many units it lies in: the more, the darker.
        depth: u8,
    },
    /// The title of a unit.
    UnitText,
    /// The small accent that tells the units apart.
    UnitAccent {
        /// Which of the accents; they repeat after eight.
        tone: u8,
    },
    /// The inside of a position by its part of the mass.
    Mass {
        /// 0 none to 1 a quarter of the whole or more.
        tone: f64,
    },
}
