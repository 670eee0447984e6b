//! The standard measures, under the names that the reference values have.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::{Figure, Named, Number};
use crate::analysis::{BROKERAGE, Core, Formal, Standard, View};
use crate::model::{PositionId, Stage, UnitId, codes};

/// All views: one for each kind of arrow.
pub(super) type StandardFigures = Named<ViewFigures>;

/// The standard measures of one kind of arrow.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ViewFigures {
    /// Of the whole graph.
    graph: GraphFigures,
    /// Of every person.
    node: NodeFigures,
}

/// Standard measures of a whole graph.
#[derive(Debug, Serialize, JsonSchema)]
struct GraphFigures {
    /// Each measure under its own name.
    #[serde(flatten)]
    whole: Named<Figure>,
    /// People without whom the graph falls apart.
    cutpoints: Vec<String>,
    /// Krackhardt's four dimensions of hierarchy.
    own_krackhardt: Named<Figure>,
    /// Core and periphery after Lip (2011).
    core_lip: CoreFigures,
    /// E-I index by unit, where units are named.
    #[serde(skip_serializing_if = "Option::is_none")]
    ei_undirected_by_dept: Option<Named<Number>>,
    /// Spans and levels, of the chart alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    formal: Option<FormalFigures>,
}

/// Standard measures by person.
#[derive(Debug, Serialize, JsonSchema)]
struct NodeFigures {
    /// Each measure under its own name, then each person.
    #[serde(flatten)]
    columns: Named<Named<Figure>>,
    /// Gould and Fernandez's roles, counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    brokerage_gf: Option<Named<Named<u64>>>,
    /// Whether nobody reports to a person, in the chart alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    formal_is_leaf: Option<Named<bool>>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct CoreFigures {
    size: usize,
    errors: usize,
    boundary_degree: Figure<usize>,
    boundary_tie: bool,
    certain: Vec<String>,
    tied: Vec<String>,
    core_by_input_order: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct FormalFigures {
    roots: Vec<String>,
    leaves: Vec<String>,
    managers: usize,
    span_mean_over_managers: Figure,
    span_max: usize,
    span_median_over_managers: Figure,
    levels: usize,
    mean_depth: Figure,
    loops: Vec<Vec<String>>,
    several_bosses: Vec<String>,
}

/// The figures of all views.
pub(super) fn standard_figures(stage: &Stage, standard: &Standard) -> StandardFigures {
    let codes = codes(stage);
    let code = |id: &PositionId| codes.get(id).cloned().unwrap_or_else(|| id.to_string());
    let people: Vec<String> = standard.people.iter().map(code).collect();
    let views = standard.views.iter().map(|(kind, view)| {
        let cutpoints = view.cutpoints.iter().map(code).collect();
        (kind.clone(), Names { stage, people: &people }.view(view, cutpoints))
    });
    Named::of(views)
}

/// Knows what everybody is called in files.
struct Names<'a> {
    stage: &'a Stage,
    people: &'a [String],
}

impl Names<'_> {
    fn people(&self, places: &[usize]) -> Vec<String> {
        places.iter().map(|place| self.people[*place].clone()).collect()
    }

    fn by_person<T>(&self, values: impl Iterator<Item = T>) -> Named<T> {
        Named::of(self.people.iter().cloned().zip(values))
    }

    fn unit(&self, id: UnitId) -> String {
        self.stage.units().get(id).map_or_else(|| id.to_string(), |unit| unit.name.clone())
    }

    fn view(&self, view: &View, cutpoints: Vec<String>) -> ViewFigures {
        let figures = |values: &[(&'static str, crate::analysis::Defined<f64>)]| {
            Named::of(values.iter().map(|(name, value)| (*name, Figure::of(value))))
        };
        let units = view.units.as_ref();
        let by_unit = units.map(|units| {
            let all = units.external_by_unit.iter();
            Named::of(all.map(|(id, value)| (self.unit(*id), Number(*value))))
        });
        let brokerage = units.map(|units| {
            let roles =
                |counts: &[u64]| Named::of(BROKERAGE.into_iter().zip(counts.iter().copied()));
            self.by_person(units.brokerage.iter().map(|counts| roles(counts)))
        });
        let columns = view
            .by_person
            .iter()
            .map(|(name, values)| (*name, self.by_person(values.iter().map(Figure::of))));
        let formal = view.formal.as_ref();
        ViewFigures {
            graph: GraphFigures {
                whole: figures(&view.whole),
                cutpoints,
                own_krackhardt: figures(&view.krackhardt),
                core_lip: self.core(&view.core),
                ei_undirected_by_dept: by_unit,
                formal: formal.map(|formal| self.formal(formal)),
            },
            node: NodeFigures {
                columns: Named::of(columns),
                brokerage_gf: brokerage,
                formal_is_leaf: formal.map(|it| self.by_person(it.is_leaf().into_iter())),
            },
        }
    }

    fn core(&self, core: &Core) -> CoreFigures {
        CoreFigures {
            size: core.size,
            errors: core.errors,
            boundary_degree: match core.boundary_degree {
                Some(degree) => Figure(Ok(degree)),
                None => Figure::none("the core is empty"),
            },
            boundary_tie: core.boundary_tie,
            certain: self.people(&core.certain),
            tied: self.people(&core.tied),
            core_by_input_order: self.people(&core.members),
        }
    }

    fn formal(&self, formal: &Formal) -> FormalFigures {
        FormalFigures {
            roots: self.people(&formal.roots),
            leaves: self.people(&formal.leaves),
            managers: formal.managers,
            span_mean_over_managers: Figure::of(&formal.span_mean),
            span_max: formal.span_max,
            span_median_over_managers: Figure::of(&formal.span_median),
            levels: formal.levels,
            mean_depth: Figure::of(&formal.mean_depth),
            loops: formal.loops.iter().map(|circle| self.people(circle)).collect(),
            several_bosses: self.people(&formal.several_superiors),
        }
    }
}
