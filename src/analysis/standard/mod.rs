//! The standard measures of network analysis, one kind of arc at a time (MEASURES 4). Weights
//! are ignored, arcs of a position to itself dropped, parallel arcs merged.

mod bounds;
mod brandes;
mod centrality;
mod condensed;
mod core;
mod digraph;
mod eigen;
mod formal;
mod krackhardt;
mod linear;
mod paths;
mod sampled;
mod spread;
mod ties;

use std::collections::BTreeMap;

use super::cancel::{Cancel, Cancelled};
use super::network::Rows;
use super::people::{Arrow, People};
use super::question::Question;
use super::undefined::Defined;
use crate::model::{FlowKind, PositionId, UnitId};
use condensed::Condensed;

pub use self::core::Core;
pub use digraph::Digraph;
pub use formal::Formal;
pub use paths::Nearness;
pub use sampled::Sampled;

/// Columns by person, by name.
type Columns = Vec<(&'static str, Vec<Defined<f64>>)>;

/// The standard measures of a stage, by kind of arc.
#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// The people, in the order of their identities: the rows of every column.
    pub people: Vec<PositionId>,
    /// One view for each kind of arc that is drawn, by name; `reports_to` when there are none.
    pub views: BTreeMap<String, View>,
}

/// The measures of one kind of arc.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Measures of the whole, by name.
    pub whole: Vec<(&'static str, Defined<f64>)>,
    /// Krackhardt's four by the definitions, by name.
    pub krackhardt: Vec<(&'static str, Defined<f64>)>,
    /// Measures by person: a name and a value for each.
    pub by_person: Vec<(&'static str, Vec<Defined<f64>>)>,
    /// People without whom the rest falls into more pieces.
    pub cutpoints: Vec<PositionId>,
    /// The core, against the periphery.
    pub core: Core,
    /// Where units are named: how far ties leave them, and who goes between them.
    pub units: Option<Units>,
    /// Of `reports_to` alone.
    pub formal: Option<Formal>,
}

/// Ties within and between units.
#[derive(Debug, Clone, PartialEq)]
pub struct Units {
    /// Of each pair once: external minus internal as a part of both, by unit.
    pub external_by_unit: BTreeMap<UnitId, f64>,
    /// Gould and Fernandez's counts by person: coordinator, itinerant, representative,
    /// gatekeeper, liaison, all.
    pub brokerage: Vec<[u64; 6]>,
}

/// The names of Gould and Fernandez's roles, in the order of the counts.
pub const BROKERAGE: [&str; 6] = ["w_I", "w_O", "b_IO", "b_OI", "b_O", "t"];

/// Works out the standard measures of every kind of arc on a stage.
///
/// # Errors
/// The token was cancelled.
pub fn standard(question: &Question, cancel: &Cancel) -> Result<Standard, Cancelled> {
    let through: &Through<'_> =
        &|graph, sources, cancel| graph.betweenness(sources.iter().map(|it| *it as usize), cancel);
    standard_through(question, Searches::with(through), cancel)
}

/// How betweenness from some sources is worked out: by whom and where, that is another's matter.
pub type Through<'a> = dyn Fn(&Digraph, &[u32], &Cancel) -> Result<Vec<f64>, Cancelled> + 'a;

/// From whom shortest paths are looked for.
#[derive(Clone, Copy)]
pub struct Searches<'a> {
    /// How they are.
    pub through: &'a Through<'a>,
    /// Up to so many people from everybody. Where they are more, how far the numbers can be from
    /// those of all stands beside them.
    pub most: usize,
    /// From so many, where people are more.
    pub sources: usize,
}

impl<'a> Searches<'a> {
    /// As many as are worth the time.
    #[must_use]
    pub fn with(through: &'a Through<'a>) -> Self {
        Self { through, most: 20_000, sources: 2_048 }
    }
}

/// The same, with shortest paths looked for as is said.
///
/// # Errors
/// The token was cancelled.
pub fn standard_through(
    question: &Question,
    searches: Searches<'_>,
    cancel: &Cancel,
) -> Result<Standard, Cancelled> {
    let people = People::of(&question.stage);
    let mut views = BTreeMap::new();
    for (kind, arcs) in arcs_by_kind(question, &people) {
        let graph = Digraph::new(people.count(), &arcs);
        let lines = kind == REPORTS_TO;
        views.insert(kind, view(&graph, &people, (lines, searches), cancel)?);
    }
    let people = (0..people.count()).map(|person| people.id(person)).collect();
    Ok(Standard { people, views })
}

/// The part of a seat in the core that each node has, on rows that lead both ways, each in order,
/// without repeats and nowhere to oneself.
pub(super) fn core_of(near: &Rows) -> Vec<f64> {
    core::core(near).seat
}

/// How far talk runs like orders down a tree: the mean of Krackhardt's hierarchy and efficiency,
/// 1 all one way and without a spare tie.
pub(super) fn talk_hierarchy(
    count: usize,
    arcs: &[(u32, u32)],
    cancel: &Cancel,
) -> Result<Defined<f64>, Cancelled> {
    let graph = Digraph::new(count, arcs);
    let reached = Condensed::of(&graph, false).reached_by(cancel)?;
    Ok(krackhardt::one_way(&graph, &reached))
}

/// The name of the view of reporting lines.
const REPORTS_TO: &str = "reports_to";

/// The arcs of every kind that is drawn.
fn arcs_by_kind(question: &Question, people: &People<'_>) -> BTreeMap<String, Vec<(u32, u32)>> {
    let mut arcs: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    let pair = |from: usize, to: usize| (from as u32, to as u32);
    let between = |from: usize, to: usize| Some(pair(people.person[from]?, people.person[to]?));
    for line in &people.lines {
        let view = arcs.entry(REPORTS_TO.into()).or_default();
        view.extend(between(line.from, line.to));
    }
    for (name, list) in [
        ("consults", &people.consults),
        ("instructs", &people.instructs),
        ("informs", &people.informs),
    ] {
        if !list.is_empty() {
            arcs.insert(name.into(), list.iter().map(Arrow::pair).collect());
        }
    }
    for arrow in &people.relations {
        let kind = question.stage.flows().get(arrow.id).map(|flow| &flow.kind);
        if let Some(FlowKind::Relation(name)) = kind {
            arcs.entry(name.to_string()).or_default().push(arrow.pair());
        }
    }
    if arcs.is_empty() {
        arcs.insert(REPORTS_TO.into(), Vec::new());
    }
    arcs
}

fn view(
    graph: &Digraph,
    people: &People<'_>,
    (lines, searches): (bool, Searches<'_>),
    cancel: &Cancel,
) -> Result<View, Cancelled> {
    let unit: Vec<Option<UnitId>> = people.positions().map(|position| position.unit).collect();
    let named = unit.iter().any(Option::is_some);
    let paths = paths::Paths::of(graph, searches, cancel)?;
    let formal = lines.then(|| formal::formal(graph, &paths.reached_by));
    let core = core::core(&graph.near);
    let (fragmentation, without) = ties::fragmentation(graph);
    let mut whole = ties::counts(graph);
    let krackhardt = krackhardt::krackhardt(graph, &paths.reached_by, cancel)?;
    whole.extend(krackhardt::of_sna(&krackhardt));
    whole.extend(ties::components(graph));
    whole.extend(centrality::centralization(graph, &paths));
    whole.extend(ties::transitivity(graph, cancel)?);
    whole.extend(paths.distances());
    whole.extend(paths.reaching(graph));
    whole.push(("flow_hierarchy", ties::flow_hierarchy(graph)));
    whole.extend(spread::spread(graph));
    whole.extend(core.correlations(graph));
    whole.push(("fragmentation", fragmentation));
    let mut by_person = centrality::by_person(graph, &paths, cancel)?;
    by_person.extend(ties::by_person(graph, cancel)?);
    by_person.push(("fragmentation_without", without));
    by_person.extend(paths.local_reaching());
    if named {
        let (undirected, directed) = ties::external(graph, &unit);
        whole.push(("ei_undirected", undirected));
        whole.push(("ei_directed", directed));
        by_person.push(("ei_undirected", ties::external_by_person(graph, &unit)));
    }
    if let Some(formal) = &formal {
        by_person.extend(formal.by_person());
    }
    let ids = |places: Vec<usize>| places.into_iter().map(|place| people.id(place)).collect();
    Ok(View {
        whole,
        krackhardt,
        by_person,
        cutpoints: ids(ties::cutpoints(graph)),
        units: named.then(|| Units {
            external_by_unit: ties::external_by_unit(graph, &unit),
            brokerage: ties::brokerage(graph, &unit),
        }),
        core,
        formal,
    })
}
