//! The standard measures as one JSON value, under the names that the reference values have.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::measures_theory::Reasons;
use crate::analysis::{BROKERAGE, Core, Defined, Formal, Standard, View};
use crate::model::{PositionId, Stage, UnitId, codes};

/// All views, with the reason for every null under its path in `undefined`.
#[must_use]
pub fn standard_json(stage: &Stage, standard: &Standard, undefined: &mut Reasons) -> Value {
    let codes = codes(stage);
    let code = |id: &PositionId| codes.get(id).cloned().unwrap_or_else(|| id.to_string());
    let names: Vec<String> = standard.people.iter().map(code).collect();
    let mut out = Map::new();
    for (kind, view) in &standard.views {
        let path = format!("standard.{kind}");
        let mut writer = Writer { stage, names: &names, path, undefined };
        let cutpoints: Vec<String> = view.cutpoints.iter().map(code).collect();
        out.insert(kind.clone(), writer.view(view, &cutpoints));
    }
    Value::Object(out)
}

struct Writer<'a> {
    stage: &'a Stage,
    names: &'a [String],
    path: String,
    undefined: &'a mut Reasons,
}

impl Writer<'_> {
    fn number(&mut self, path: &str, value: &Defined<f64>) -> Value {
        match value {
            // Counts are written without a point.
            Ok(value) if value.fract() == 0.0 && value.abs() < 1e15 => json!(*value as i64),
            Ok(value) => json!(value),
            Err(why) => {
                self.undefined.insert(format!("{}.{path}", self.path), why.to_string());
                Value::Null
            }
        }
    }

    fn people(&self, places: &[usize]) -> Value {
        places.iter().map(|place| self.names[*place].clone()).collect()
    }

    fn view(&mut self, view: &View, cutpoints: &[String]) -> Value {
        let mut graph = Map::new();
        for (name, value) in &view.whole {
            let value = self.number(&format!("graph.{name}"), value);
            graph.insert((*name).to_owned(), value);
        }
        graph.insert("cutpoints".into(), json!(cutpoints));
        let mut own = Map::new();
        for (name, value) in &view.krackhardt {
            let value = self.number(&format!("graph.own_krackhardt.{name}"), value);
            own.insert((*name).to_owned(), value);
        }
        graph.insert("own_krackhardt".into(), Value::Object(own));
        let core = self.core(&view.core);
        graph.insert("core_lip".into(), core);
        let mut node = self.columns(view);
        if let Some(units) = &view.units {
            graph.insert("ei_undirected_by_dept".into(), self.units(&units.external_by_unit));
            let counts = self.names.iter().zip(&units.brokerage).map(|(name, counts)| {
                let roles = BROKERAGE.iter().zip(counts);
                let roles: BTreeMap<&str, u64> =
                    roles.map(|(role, count)| (*role, *count)).collect();
                (name.clone(), json!(roles))
            });
            node.insert("brokerage_gf".into(), Value::Object(counts.collect()));
        }
        if let Some(formal) = &view.formal {
            let value = self.formal(formal);
            graph.insert("formal".into(), value);
            let leaves =
                self.names.iter().cloned().zip(formal.is_leaf().into_iter().map(Value::Bool));
            node.insert("formal_is_leaf".into(), Value::Object(leaves.collect()));
        }
        json!({ "graph": graph, "node": node })
    }

    fn columns(&mut self, view: &View) -> Map<String, Value> {
        let mut node = Map::new();
        for (name, values) in &view.by_person {
            let mut column = Map::new();
            for (person, value) in self.names.iter().zip(values) {
                let value = self.number(&format!("node.{name}.{person}"), value);
                column.insert(person.clone(), value);
            }
            node.insert((*name).to_owned(), Value::Object(column));
        }
        node
    }

    fn units(&self, by_unit: &BTreeMap<UnitId, f64>) -> Value {
        let name = |id: &UnitId| match self.stage.units().get(*id) {
            Some(unit) => unit.name.clone(),
            None => id.to_string(),
        };
        Value::Object(by_unit.iter().map(|(id, value)| (name(id), json!(value))).collect())
    }

    fn core(&mut self, core: &Core) -> Value {
        if core.boundary_degree.is_none() {
            let path = format!("{}.graph.core_lip.boundary_degree", self.path);
            self.undefined.insert(path, "the core is empty".into());
        }
        json!({
            "size": core.size,
            "errors": core.errors,
            "boundary_degree": core.boundary_degree,
            "boundary_tie": core.boundary_tie,
            "certain": self.people(&core.certain),
            "tied": self.people(&core.tied),
            "core_by_input_order": self.people(&core.members),
        })
    }

    fn formal(&mut self, formal: &Formal) -> Value {
        let loops: Vec<Value> = formal.loops.iter().map(|circle| self.people(circle)).collect();
        json!({
            "roots": self.people(&formal.roots),
            "leaves": self.people(&formal.leaves),
            "managers": formal.managers,
            "span_mean_over_managers":
                self.number("graph.formal.span_mean_over_managers", &formal.span_mean),
            "span_max": formal.span_max,
            "span_median_over_managers":
                self.number("graph.formal.span_median_over_managers", &formal.span_median),
            "levels": formal.levels,
            "mean_depth": self.number("graph.formal.mean_depth", &formal.mean_depth),
            "loops": loops,
            "several_bosses": self.people(&formal.several_superiors),
        })
    }
}
