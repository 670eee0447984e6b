use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ecow::EcoString;
use foldhash::fast::RandomState;

use super::super::own_form;
use super::super::report::Fate;
use super::super::source::{Choices, RelationUse, Sort, Source, Tie};
use super::Builder;
use crate::model::{
    Chart, Flow, FlowId, FlowKind, Line, LineId, LineKind, PositionId, RelationName, Rows,
};
use crate::quantity::Frequency;

/// What is drawn already.
struct Drawn {
    lines: HashSet<(PositionId, PositionId), RandomState>,
    solid: HashSet<PositionId, RandomState>,
    /// The flows, by both ends and the number of the kind; none where all are known to differ.
    flows: Option<HashMap<(PositionId, PositionId, u32), FlowId, RandomState>>,
}

/// What the ties of a relation become.
struct Becomes {
    used: RelationUse,
    scale: Scale,
    /// The flow, where it is one: its kind, the number of that, and whether it is turned round.
    kind: FlowKind,
    number: u32,
    turned: bool,
}

impl Becomes {
    fn is_line(&self) -> bool {
        use RelationUse::{Dotted, Leads, ReportsTo};
        matches!(self.used, ReportsTo | Leads | Dotted)
    }
}

/// What the ties of every relation become, and at the end those of none.
fn all_become(source: &Source, choices: &Choices, scales: &[Scale]) -> Vec<Becomes> {
    let mut numbers = HashMap::new();
    let become_of = |relation: usize| {
        let used = choices.relations.get(relation).copied().unwrap_or(RelationUse::Own);
        let name = source.relations.get(relation).map_or("", String::as_str);
        let (kind, turned) = used.flow().unwrap_or_else(|| (self::relation(name), false));
        let next = numbers.len() as u32;
        let number = *numbers.entry(kind.clone()).or_insert(next);
        let scale = scales.get(relation).copied().unwrap_or(Scale::PLAIN);
        Becomes { used, scale, kind, number, turned }
    };
    (0..=source.relations.len()).map(become_of).collect()
}

/// How the weights of a relation come to lie between 1 and 5.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    const PLAIN: Self = Self { low: 1.0, high: 5.0 };

    fn of(&self, weight: f64) -> f64 {
        1.0 + (weight - self.low) * 4.0 / (self.high - self.low)
    }

    fn is_plain(&self) -> bool {
        self.low >= 1.0 && self.high <= 5.0
    }
}

impl Builder {
    /// Draws the ties as lines and flows.
    pub(super) fn ties(&mut self, source: &Source, choices: &Choices) {
        let scales = scales(source, choices);
        for (relation, scale) in scales.iter().enumerate().filter(|(_, scale)| !scale.is_plain()) {
            self.report.remarks.push(format!(
                "the weights of \"{}\" run outside of 1 to 5; {} to {} became 1 to 5",
                source.relations[relation], scale.low, scale.high
            ));
        }
        let becomes = all_become(source, choices, &scales);
        // Mostly everybody reports to somebody.
        let people = if becomes.iter().any(Becomes::is_line) { self.named.len() } else { 0 };
        let mut lines = HashSet::with_capacity_and_hasher(people, RandomState::default());
        let mut solid = HashSet::with_capacity_and_hasher(people, RandomState::default());
        for (_, line) in self.lines.iter() {
            lines.insert((line.from, line.to));
            if line.kind == LineKind::Solid {
                solid.insert(line.from);
            }
        }
        let all_differ = self.all_differ(source, choices, &becomes);
        let flows = (!all_differ).then(HashMap::default);
        let mut drawn = Drawn { lines, solid, flows };
        self.report.reserve(source.ties.len());
        for tie in &source.ties {
            let known = becomes.get(tie.relation as usize).or(becomes.last());
            if let Some(becomes) = known {
                self.tie(source, tie, becomes, choices.both_ways, &mut drawn);
            }
        }
        self.tell_loops();
    }

    fn tie(
        &mut self,
        source: &Source,
        tie: &Tie,
        becomes: &Becomes,
        both_ways: bool,
        drawn: &mut Drawn,
    ) {
        let table = source.table(tie.table);
        let end = |name: u32| self.named.get(name as usize).copied().flatten();
        let (Some(from), Some(to)) = (end(tie.from), end(tie.to)) else {
            let name = if end(tie.from).is_none() { tie.from } else { tie.to };
            let place =
                if source.sort == Sort::List { "in this list" } else { "among the positions" };
            let why = format!("names \"{}\", who is not {place}", source.names.get(name));
            self.report.note(table, tie.line(), Fate::Refused, why);
            return;
        };
        if from == to {
            let why =
                format!("joins \"{}\" to itself and was left out", source.names.get(tie.from));
            self.report.note(table, tie.line(), Fate::Refused, why);
            return;
        }
        match becomes.used {
            RelationUse::Nothing => {
                self.report.note(table, tie.line(), Fate::Refused, "its relation is left out");
            }
            RelationUse::ReportsTo => self.draw_line((table, tie), (from, to), false, drawn),
            RelationUse::Leads => self.draw_line((table, tie), (to, from), false, drawn),
            RelationUse::Dotted => self.draw_line((table, tie), (from, to), true, drawn),
            _ => {
                let (from, to) = if becomes.turned { (to, from) } else { (from, to) };
                let both = tie.undirected && both_ways;
                self.draw_flow((table, tie), (from, to), becomes, both, drawn);
            }
        }
    }

    fn draw_line(
        &mut self,
        (table, tie): (&Arc<str>, &Tie),
        (from, to): (PositionId, PositionId),
        dotted: bool,
        drawn: &mut Drawn,
    ) {
        if drawn.lines.contains(&(from, to)) {
            let why = "repeats a reporting line and was left out";
            self.report.note(table, tie.line(), Fate::Merged, why);
            return;
        }
        let own = tie.own.as_deref();
        let wants_dotted = own.and_then(|own| own.dotted).unwrap_or(dotted);
        let first = !wants_dotted && drawn.solid.insert(from);
        let kind = if first { LineKind::Solid } else { LineKind::Dotted };
        let mut line = Line::new(from, to, kind);
        let number = self.report.note(table, tie.line(), Fate::Made, "");
        let mut identity = None;
        if let Some(own) = own {
            let mut said = Vec::new();
            own_form::dress_line(&mut line, own, &mut said);
            said.into_iter().for_each(|why| self.report.change(number, why));
            identity = own.identity.filter(|id| !self.lines.contains(LineId(*id)));
        }
        if tie.undirected {
            self.report.change(number, "a reporting line has a direction; it was drawn as written");
        }
        let id = LineId(identity.unwrap_or_else(|| self.number()));
        drawn.lines.insert((from, to));
        self.lines.add(id, line);
    }

    fn draw_flow(
        &mut self,
        (table, tie): (&Arc<str>, &Tie),
        (from, to): (PositionId, PositionId),
        becomes: &Becomes,
        both: bool,
        drawn: &mut Drawn,
    ) {
        let Becomes { kind, number, scale, .. } = becomes;
        let weight = tie.weight.unwrap_or(1.0);
        let is_own = matches!(kind, FlowKind::Relation(_));
        let scaled = if is_own || scale.is_plain() { weight } else { scale.of(weight) };
        let frequency = if is_own { Frequency::count(weight) } else { Frequency::new(scaled) };
        let Ok(frequency) = frequency.and_then(|it| Frequency::count(weight).map(|_| it)) else {
            let why = format!("its weight is {weight}, and a flow needs one above 0; left out");
            self.report.note(table, tie.line(), Fate::Refused, why);
            return;
        };
        let mut fate = Fate::Made;
        let mut why = String::new();
        if scaled != weight {
            (fate, why) = (Fate::Changed, format!("its weight {weight} became {scaled}"));
        }
        let mut flow = Flow::new(from, to, kind.clone(), frequency);
        let mut identity = None;
        if let Some(own) = tie.own.as_deref() {
            let mut said = Vec::new();
            own_form::dress_flow(&mut flow, own, &mut said);
            if !said.is_empty() {
                (fate, why) = (Fate::Changed, said.join("; "));
            }
            identity = own.identity.filter(|id| !self.flows.contains(FlowId(*id)));
        }
        let same = (from, to, *number);
        if let Some(known) = drawn.flows.as_ref().and_then(|flows| flows.get(&same)) {
            (fate, why) = (
                Fate::Merged,
                "repeats a flow; the two were joined, with the greater weight".into(),
            );
            if let Some(lesser) = self.flows.get(*known).filter(|it| frequency > it.frequency) {
                self.flows.replace(*known, Flow { frequency, ..lesser.clone() });
            }
        } else {
            let id = FlowId(identity.unwrap_or_else(|| self.number()));
            if let Some(flows) = &mut drawn.flows {
                flows.insert(same, id);
            }
            self.flows.add(id, flow);
        }
        self.report.note(table, tie.line(), fate, why);
        let back = (to, from, *number);
        if both
            && let Some(flows) = &mut drawn.flows
            && !flows.contains_key(&back)
        {
            let id = FlowId(self.number());
            flows.insert(back, id);
            self.flows.add(id, Flow::new(to, from, kind.clone(), frequency));
        }
    }

    /// Whether certainly no flow is drawn twice. Where that can be told at once, none needs to be
    /// looked up.
    fn all_differ(&self, source: &Source, choices: &Choices, becomes: &[Becomes]) -> bool {
        let one_each = self.named.iter().flatten().is_sorted_by(|one, next| one < next);
        let both = choices.both_ways && source.has_undirected();
        if !one_each || both {
            return false;
        }
        let mut ends: Vec<(u32, u64)> = Vec::with_capacity(source.ties.len());
        for tie in &source.ties {
            let becomes = &becomes[(tie.relation as usize).min(becomes.len() - 1)];
            // Lines are looked up, and are no flows.
            if becomes.is_line() {
                continue;
            }
            let (from, to) = if becomes.turned { (tie.to, tie.from) } else { (tie.from, tie.to) };
            ends.push((from, u64::from(to) << 32 | u64::from(becomes.number)));
        }
        let rows = Rows::of(source.names.len(), &ends);
        let mut row = Vec::new();
        (0..source.names.len()).all(|from| {
            row.clear();
            row.extend_from_slice(rows.row(from));
            row.sort_unstable();
            row.is_sorted_by(|one, next| one < next)
        })
    }

    /// Says where lines run in a circle. They stay: whoever drew them one by one should see it.
    fn tell_loops(&mut self) {
        if self.lines.is_empty() {
            return;
        }
        for circle in Chart::of_lines(self.lines.iter().map(|(_, line)| line)).loops() {
            let name = |id: &PositionId| {
                let position = self.positions.get(*id);
                position.and_then(|it| it.key.clone()).unwrap_or_else(|| id.to_string().into())
            };
            let names: Vec<EcoString> = circle.iter().map(name).collect();
            self.report.remarks.push(format!(
                "reporting lines run in a loop among {}; take one of them away",
                names.join(", ")
            ));
        }
    }
}

/// The kind of a relation of one's own; a relation without a usable name is a tie.
fn relation(name: &str) -> FlowKind {
    let named = RelationName::new(name);
    let named = named.or_else(|| RelationName::new(&format!("{name} (tie)")));
    let named = named.filter(|_| !name.trim().is_empty()).or_else(|| RelationName::new("tie"));
    named.map_or(FlowKind::Inform, FlowKind::Relation)
}

/// How the weights of every relation that becomes one of the three kinds are brought to 1 to 5:
/// as they are where all lie there, else in proportion.
fn scales(source: &Source, choices: &Choices) -> Vec<Scale> {
    let mut scales = vec![Scale::PLAIN; source.relations.len()];
    for tie in &source.ties {
        let weight = tie.weight.filter(|weight| weight.is_finite() && *weight > 0.0);
        if let (Some(weight), Some(range)) = (weight, scales.get_mut(tie.relation as usize)) {
            *range = Scale { low: range.low.min(weight), high: range.high.max(weight) };
        }
    }
    for (relation, range) in scales.iter_mut().enumerate() {
        let flow = choices.relations.get(relation).and_then(|used| used.flow());
        if flow.is_none() {
            *range = Scale::PLAIN;
        }
    }
    scales
}
