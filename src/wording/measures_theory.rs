//! The readings as one JSON value, under the names that the reference values have.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::analysis::{
    Analysis, Center, Defined, HierarchySource, LeadershipForm, MassPart, Misfit, Organicity,
    OrganicitySource, RoutineClass, Rule, TriedEdit, Undefined, Verdict, WhatIf,
};
use crate::model::{FlowKind, PositionId, Stage, codes};

/// Reasons by the path of the key that has no value.
pub type Reasons = BTreeMap<String, String>;

/// How many edits are listed in each ranking.
const RANKED: usize = 5;
/// An edit, what it does to the top-heaviness, and to the gap.
type Row = (String, f64, Option<f64>);
/// Differences below this are rounding: such changes count as equal when they are ranked.
const TINY: f64 = 1e-12;

/// Everything the readings say, with the reason for every null under its path in `undefined`.
#[must_use]
pub fn theory_json(
    stage: &Stage,
    analysis: &Analysis,
    what_if: Option<&WhatIf>,
    undefined: &mut Reasons,
) -> Value {
    let mut writer = Writer { stage, analysis, codes: codes(stage), undefined };
    let mut out = writer.hierarchy();
    writer.distributions(&mut out);
    out.insert("centre_of_gravity".into(), writer.gravity());
    let closeness = if analysis.people.len() > 1 { &analysis.closeness[..] } else { &[] };
    out.insert("closeness".into(), writer.column(closeness));
    out.insert("concentration".into(), writer.concentration());
    out.insert("gap".into(), writer.gap());
    let norm = json!({
        "influence": writer.number("norm_index.influence", &analysis.norm.influence),
        "decisions": writer.number("norm_index.decisions", &analysis.norm.decisions),
    });
    out.insert("norm_index".into(), norm);
    out.insert("organicity".into(), writer.organicity());
    out.insert("leadership".into(), writer.leadership());
    out.insert("routines".into(), writer.routines());
    let shares = &analysis.flow_shares;
    let shares = json!({
        "consult_share": writer.number("flow_shares.consult_share", &shares.consult),
        "lateral_share": writer.number("flow_shares.lateral_share", &shares.lateral),
    });
    out.insert("flow_shares".into(), shares);
    // The rules without reference values stand apart from those that have them.
    let further = |misfit: &&Misfit| matches!(misfit.rule, Rule::M6 | Rule::M11 | Rule::M12);
    let known = analysis.misfits.iter().filter(|misfit| !further(misfit));
    let known = known.map(|misfit| writer.misfit(misfit)).collect();
    out.insert("misfits".into(), Value::Array(known));
    let more = analysis.misfits.iter().filter(further).map(|misfit| writer.misfit(misfit));
    out.insert("further_misfits".into(), Value::Array(more.collect()));
    if let Some(what_if) = what_if {
        writer.what_if(what_if, &mut out);
    }
    Value::Object(out)
}

struct Writer<'a> {
    stage: &'a Stage,
    analysis: &'a Analysis,
    codes: BTreeMap<PositionId, String>,
    undefined: &'a mut Reasons,
}

impl Writer<'_> {
    fn code(&self, id: PositionId) -> String {
        self.codes.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    fn names(&self, ids: &[PositionId]) -> Value {
        ids.iter().map(|id| self.code(*id)).collect()
    }

    fn null(&mut self, path: &str, why: Undefined) -> Value {
        self.undefined.insert(format!("map.{path}"), why.to_string());
        Value::Null
    }

    fn number(&mut self, path: &str, value: &Defined<f64>) -> Value {
        match value {
            Ok(value) => json!(value),
            Err(why) => self.null(path, *why),
        }
    }

    /// A column by person.
    fn column(&self, values: &[f64]) -> Value {
        let people = self.analysis.people.iter().zip(values);
        let named = people.map(|(id, value)| (self.code(*id), json!(value)));
        Value::Object(named.collect())
    }

    fn distribution(&mut self, path: &str, values: &Defined<Vec<f64>>) -> Value {
        match values {
            Ok(values) => self.column(values),
            Err(why) => self.null(path, *why),
        }
    }

    fn by_position(&self, values: impl Iterator<Item = (PositionId, Value)>) -> Value {
        Value::Object(values.map(|(id, value)| (self.code(id), value)).collect())
    }

    fn hierarchy(&self) -> Map<String, Value> {
        let hierarchy = &self.analysis.hierarchy;
        let source = match hierarchy.source {
            HierarchySource::Lines => "lines",
            HierarchySource::Levels => "levels",
            HierarchySource::None => "none",
        };
        let depth = hierarchy.depth.iter().map(|(id, depth)| (*id, json!(depth)));
        let height = hierarchy.height.iter().map(|(id, height)| (*id, json!(height)));
        let mut out = Map::new();
        out.insert("hierarchy_from".into(), json!(source));
        out.insert("tops".into(), self.names(&hierarchy.tops));
        out.insert("unplaced".into(), self.names(&hierarchy.unplaced));
        out.insert("levels".into(), json!(hierarchy.levels));
        out.insert("depth".into(), self.by_position(depth));
        out.insert("height".into(), self.by_position(height));
        out
    }

    fn distributions(&mut self, out: &mut Map<String, Value>) {
        let analysis = self.analysis;
        let all = [
            ("authority", &analysis.authority.pooled),
            ("authority_position", &analysis.authority.chart),
            ("authority_declared", &analysis.authority.declared),
            ("knowledge", &analysis.knowledge.pooled),
            ("knowledge_held", &analysis.knowledge.held),
            ("knowledge_sought", &analysis.knowledge.sought),
            ("influence", &analysis.influence),
            ("mass", &analysis.mass),
        ];
        for (name, values) in all {
            let value = self.distribution(name, values);
            out.insert(name.into(), value);
        }
    }

    fn gravity(&mut self) -> Value {
        let gravity = &self.analysis.gravity;
        let parts: Vec<&str> = gravity
            .parts
            .iter()
            .map(|part| match part {
                MassPart::Decisions => "decisions",
                MassPart::KnowledgeHeld => "knowledge held",
                MassPart::Influence => "influence",
            })
            .collect();
        let verdict = match gravity.verdict {
            Verdict::NoChart => "no chart drawn",
            Verdict::ChartOnly => "chart only",
            Verdict::AtTheTop => "at the top",
            Verdict::Between => "between the top and the centre",
            Verdict::AtTheCenter => "at the centre",
            Verdict::SpreadOut => "spread out",
            Verdict::Undecided => "not defined",
        };
        json!({
            "authority": self.center("authority", &gravity.authority),
            "knowledge": self.center("knowledge", &gravity.knowledge),
            "influence": self.center("influence", &gravity.influence),
            "mass": self.center("mass", &gravity.mass),
            "mass_if_pure_command": self.center("mass_if_pure_command", &gravity.pure_command),
            "pull_to_the_top":
                self.number("centre_of_gravity.pull_to_the_top", &gravity.pull),
            "core_share":
                self.number("centre_of_gravity.core_share", &gravity.core_share),
            "parts_used": parts,
            "verdict": verdict,
        })
    }

    fn center(&mut self, name: &str, center: &Center) -> Value {
        let path = |key: &str| format!("centre_of_gravity.{name}.{key}");
        let median = match &center.median {
            Ok(median) => json!({
                "nodes": self.names(&median.people),
                "mean_steps": median.mean_steps,
            }),
            Err(why) => self.null(&path("centre"), *why),
        };
        json!({
            "height": self.number(&path("height"), &center.height),
            "top_heaviness": self.number(&path("top_heaviness"), &center.top_heaviness),
            "inwardness": self.number(&path("inwardness"), &center.inwardness),
            "centre": median,
        })
    }

    fn concentration(&mut self) -> Value {
        let analysis = self.analysis;
        let all = [
            ("authority", &analysis.authority.pooled),
            ("knowledge", &analysis.knowledge.pooled),
            ("influence", &analysis.influence),
        ];
        let mut out = Map::new();
        for (name, column) in all {
            let value = match column {
                Ok(column) => self.concentration_of(name, column),
                Err(why) => self.null(&format!("concentration.{name}"), *why),
            };
            out.insert(name.into(), value);
        }
        Value::Object(out)
    }

    fn concentration_of(&mut self, name: &str, column: &[f64]) -> Value {
        let concentration = crate::analysis::Concentration::of(column);
        let top: Vec<PositionId> =
            concentration.top.iter().map(|person| self.analysis.people[*person]).collect();
        let path = format!("concentration.{name}.herfindahl");
        json!({
            "top_share": concentration.top_share,
            "top": self.names(&top),
            "effective_number": concentration.effective_number,
            "herfindahl": self.number(&path, &concentration.herfindahl),
            "gini": concentration.gini,
        })
    }

    fn gap(&mut self) -> Value {
        let gap = match &self.analysis.gap {
            Ok(gap) => gap,
            Err(why) => return self.null("gap", *why),
        };
        let crossing = gap.crossing.iter().map(|(id, amount)| (*id, json!(amount)));
        json!({
            "node": self.column(&gap.by_person),
            "tv": gap.tv,
            "emd_steps": self.number("gap.emd_steps", &gap.steps),
            "down_steps": self.number("gap.down_steps", &gap.down_steps),
            "vertical_share": self.number("gap.vertical_share", &gap.vertical_share),
            "emd_normalised": self.number("gap.emd_normalised", &gap.steps_normalised),
            "edge_flow": self.by_position(crossing),
        })
    }

    fn organicity(&mut self) -> Value {
        let reading = &self.analysis.organicity;
        let mut node = Map::new();
        for (id, one) in self.analysis.people.iter().zip(&reading.by_person) {
            let code = self.code(*id);
            let value = self.organicity_of(&code, one);
            node.insert(code, value);
        }
        json!({
            "map": {
                "score": self.number("organicity.map.score", &reading.map),
                "confidence": reading.confidence,
            },
            "node": node,
        })
    }

    fn organicity_of(&mut self, code: &str, one: &Organicity) -> Value {
        let path = |key: &str| format!("organicity.node.{code}.{key}");
        let source = match (one.source, &one.score) {
            (Some(OrganicitySource::Survey), _) => json!("survey"),
            (Some(OrganicitySource::Flows), _) => json!("flows"),
            (None, Err(why)) => self.null(&path("source"), *why),
            (None, Ok(_)) => Value::Null,
        };
        json!({
            "score": self.number(&path("score"), &one.score),
            "source": source,
            "confidence": one.confidence,
            "flows": self.number(&path("flows"), &one.flows),
            "indicators": {
                "consult": self.number(&path("indicators.consult"), &one.consult),
                "lateral": self.number(&path("indicators.lateral"), &one.lateral),
                "mutual": self.number(&path("indicators.mutual"), &one.mutual),
                "loose": self.number(&path("indicators.loose"), &one.loose),
            },
            "espoused": self.number(&path("espoused"), &one.espoused),
            "espoused_minus_enacted":
                self.number(&path("espoused_minus_enacted"), &one.espoused_minus_enacted),
        })
    }

    fn leadership(&mut self) -> Value {
        let leadership = &self.analysis.leadership;
        let mut pairs = Map::new();
        for dependence in leadership.lines.values() {
            let name =
                format!("{}>{}", self.code(dependence.leader), self.code(dependence.follower));
            let path = format!("leadership.pairs.{name}.inequality");
            let value = json!({
                "follower_on_leader": dependence.follower_on_leader,
                "leader_on_follower": dependence.leader_on_follower,
                "inequality": self.number(&path, &dependence.inequality),
            });
            pairs.insert(name, value);
        }
        let mut out = Map::new();
        out.insert("pairs".into(), Value::Object(pairs));
        out.insert("leader".into(), self.leaders());
        let without = &leadership.influence_without_reports;
        let value = self.number("leadership.influence_of_people_without_reports", without);
        out.insert("influence_of_people_without_reports".into(), value);
        let heads = &leadership.people_without_reports;
        let value = self.number("leadership.people_without_reports", heads);
        out.insert("people_without_reports".into(), value);
        out.insert("emergent".into(), self.names(&leadership.emergent));
        let half = self.half();
        out.insert("half_of_influence".into(), half);
        Value::Object(out)
    }

    fn leaders(&mut self) -> Value {
        let mut out = Map::new();
        for (id, leader) in &self.analysis.leadership.leaders {
            let code = self.code(*id);
            let path = |key: &str| format!("leadership.leader.{code}.{key}");
            let value = json!({
                "layers_below": leader.layers_below,
                "insulation": self.number(&path("insulation"), &leader.insulation),
                "insulation_chain_only":
                    self.number(&path("insulation_chain_only"), &leader.insulation_chain_only),
                "consults_downward_share":
                    self.number(&path("consults_downward_share"), &leader.consults_downward),
                "consult_vs_instruct":
                    self.number(&path("consult_vs_instruct"), &leader.consult_vs_instruct),
            });
            out.insert(code, value);
        }
        Value::Object(out)
    }

    fn half(&mut self) -> Value {
        let half = match &self.analysis.leadership.half {
            Ok(half) => half,
            Err(why) => return self.null("leadership.half_of_influence", *why),
        };
        let form = match half.form {
            LeadershipForm::LeaderCentered => "leader-centred",
            LeadershipForm::DistributedCoordinated => "distributed-coordinated",
            LeadershipForm::DistributedFragmented => "distributed-fragmented",
        };
        let path = "leadership.half_of_influence.mutual_consultation";
        json!({
            "people": self.names(&half.people),
            "share": half.share,
            "mutual_consultation": self.number(path, &half.mutual_consultation),
            "form": form,
        })
    }

    fn routines(&self) -> Value {
        let class = |class: RoutineClass| match class {
            RoutineClass::Solo => "solo",
            RoutineClass::Collaborated => "collaborated",
            RoutineClass::Collective => "collective",
            RoutineClass::Coordinated => "coordinated",
        };
        let named = self.stage.routines().iter().filter_map(|(id, routine)| {
            Some((routine.name.clone(), json!(class(*self.analysis.routines.get(&id)?))))
        });
        Value::Object(named.collect())
    }

    fn misfit(&self, misfit: &Misfit) -> Value {
        let mut rule = rule_words(misfit.rule).to_owned();
        if let Some(domain) = &misfit.domain {
            rule = format!("{rule} ({domain})");
        }
        json!({ "rule": rule, "node": misfit.position.map(|id| self.code(id)) })
    }

    fn what_if(&self, what_if: &WhatIf, out: &mut Map<String, Value>) {
        let rows: Vec<Row> = what_if
            .edits
            .iter()
            .map(|moved| (self.edit(&moved.edit), moved.top_heaviness, moved.tv))
            .collect();
        let ranked = |size: &dyn Fn(&Row) -> f64| {
            let mut rows: Vec<&Row> = rows.iter().collect();
            // Changes that differ by rounding only are equal, and then the name decides.
            let rank = |row: &Row| -(size(row).abs() / TINY).round();
            rows.sort_by(|a, b| rank(a).total_cmp(&rank(b)).then_with(|| a.0.cmp(&b.0)));
            let value = |row: &&(String, f64, Option<f64>)| json!({ "edit": row.0, "d_top_heaviness": row.1, "d_tv": row.2 });
            rows.iter().take(RANKED).map(value).collect::<Value>()
        };
        out.insert("what_if_top5_by_d_top_heaviness".into(), ranked(&|row| row.1));
        out.insert("what_if_top5_by_d_tv".into(), ranked(&|row| row.2.unwrap_or(0.0)));
        out.insert("what_if_edits_tried".into(), json!(what_if.tried));
    }

    fn edit(&self, edit: &TriedEdit) -> String {
        let ends = |id: &crate::model::FlowId| match self.stage.flows().get(*id) {
            Some(flow) => format!("{}>{}", self.code(flow.from), self.code(flow.to)),
            None => String::new(),
        };
        match edit {
            TriedEdit::Drop(id) => {
                let kind = self.stage.flows().get(*id).map(|flow| &flow.kind);
                let word = match kind {
                    Some(FlowKind::Instruct) => "instructs",
                    Some(FlowKind::Inform) => "informs",
                    _ => "consults",
                };
                format!("drop {word} {}", ends(id))
            }
            TriedEdit::AskInsteadOfTell(id) => format!("ask instead of tell {}", ends(id)),
            TriedEdit::Leave(id) => format!("person {} leaves", self.code(*id)),
            other => crate::wording::trial_words(self.stage, other),
        }
    }
}

/// A rule's number and name.
#[must_use]
pub fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::M1 => "M1 rigid hierarchy on exploratory work",
        Rule::M2 => "M2 instructive communication on exploratory work",
        Rule::M3 => "M3 authority at the top, knowledge not",
        Rule::M4 => "M4 insulated leader",
        Rule::M5 => "M5 says organic, experienced as mechanistic",
        Rule::M7 => "M7 loose on routine work",
        Rule::M8 => "M8 stranded expert",
        Rule::M9 => "M9 decides without knowing or asking",
        Rule::M10 => "M10 leadership distributed but fragmented",
        Rule::M6 => "M6 influence refused",
        Rule::M11 => "M11 pin too high",
        Rule::M12 => "M12 single point",
    }
}
