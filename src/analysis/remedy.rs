//! The one edit that would clear a misfit (MEASURES 7): the fewest first steps of a plan that
//! suits the rule, found by trying them.

mod leaders;

use std::collections::BTreeSet;

use super::analyse::analyse;
use super::cancel::{Cancel, Cancelled};
use super::question::{Question, Settings};
use super::result::{Analysis, HierarchySource, Misfit, Rule};
use super::trial::{StageMap, TriedEdit};
use crate::model::{Chart, Domain, Flow, FlowId, FlowKind, PositionId, Stage};
use crate::quantity::{Frequency, Score};

/// So many steps are tried at the most; a plan that needs more is no single edit.
const MOST_STEPS: usize = 200;
/// How far beyond a threshold a value is set, so that it clearly lies on the other side.
const BEYOND: f64 = 0.1;

/// Finds what to change so that a misfit of this stage no longer fires: the steps, to be taken
/// as one edit. Nothing where no plan clears it.
///
/// # Errors
/// The token was cancelled.
pub fn remedy(
    question: &Question,
    misfit: &Misfit,
    cancel: &Cancel,
) -> Result<Option<Vec<TriedEdit>>, Cancelled> {
    let now = analyse(question, cancel)?;
    let planner = Planner {
        stage: &question.stage,
        settings: &question.settings,
        now: &now,
        chart: Chart::of(&question.stage),
    };
    let map = StageMap::of(&question.stage);
    let clears = |steps: &[TriedEdit]| -> Result<bool, Cancelled> {
        let stage = map.after(steps);
        let then = analyse(&Question { stage, settings: question.settings.clone() }, cancel)?;
        Ok(!then.misfits.iter().any(|other| is_same(other, misfit)))
    };
    for mut plan in planner.plans(misfit) {
        plan.truncate(MOST_STEPS);
        if plan.is_empty() || !clears(&plan)? {
            continue;
        }
        // The fewest first steps that clear it; what half of them does not clear needs more.
        let (mut too_few, mut enough) = (0, plan.len());
        while enough - too_few > 1 {
            let half = usize::midpoint(too_few, enough);
            if clears(&plan[..half])? {
                enough = half;
            } else {
                too_few = half;
            }
        }
        plan.truncate(enough);
        return Ok(Some(plan));
    }
    Ok(None)
}

/// Whether two misfits are the same one, whatever its numbers.
fn is_same(one: &Misfit, other: &Misfit) -> bool {
    let what = |misfit: &Misfit| (misfit.rule, misfit.position, misfit.domain.clone());
    what(one) == what(other)
}

/// Knows what can be done against each misfit.
struct Planner<'a> {
    stage: &'a Stage,
    settings: &'a Settings,
    now: &'a Analysis,
    chart: Chart,
}

impl Planner<'_> {
    /// The plans to try for a misfit, the most natural one first. The steps of a plan stand in
    /// the order of what each does.
    fn plans(&self, misfit: &Misfit) -> Vec<Vec<TriedEdit>> {
        match (misfit.rule, misfit.position) {
            (Rule::M1, _) => vec![self.loosen(misfit), self.explore_less()],
            (Rule::M2, _) => vec![self.ask_instead(|_| true)],
            (Rule::M3, _) => self.let_those_decide_who_know(),
            (Rule::M4, Some(leader)) => vec![self.hear(leader)],
            (Rule::M5, Some(leader)) => self.live_or_claim(leader),
            (Rule::M6, Some(leader)) => vec![self.lead_as_wanted(leader)],
            (Rule::M7, _) => self.agree_on_rules(),
            (Rule::M8, Some(expert)) => self.ask_expert(expert, misfit.domain.as_ref()),
            (Rule::M9, Some(decider)) => self.ask_who_knows(decider, misfit.domain.as_ref()),
            (Rule::M10, _) => vec![self.consult_each_other(&misfit.positions)],
            (Rule::M11, Some(leader)) => self.pin_anew(leader),
            (Rule::M12, Some(only)) => match &misfit.domain {
                Some(domain) => self.teach(only, domain),
                None => vec![self.bridge(only)],
            },
            _ => Vec::new(),
        }
    }

    fn flows(&self, kind: &FlowKind) -> Vec<(FlowId, &Flow)> {
        let held = |flow: &Flow| {
            self.now.person(flow.from).is_some() && self.now.person(flow.to).is_some()
        };
        let own = self.stage.flows().iter();
        let mut flows: Vec<(FlowId, &Flow)> =
            own.filter(|(_, flow)| flow.kind == *kind && held(flow)).collect();
        flows.sort_by(|(a, one), (b, other)| {
            other.frequency.get().total_cmp(&one.frequency.get()).then(a.cmp(b))
        });
        flows
    }

    fn asks(&self, asker: PositionId, asked: PositionId) -> bool {
        let mut flows = self.stage.flows().iter();
        flows.any(|(_, f)| f.kind == FlowKind::Consult && f.from == asker && f.to == asked)
    }

    fn ask(&self, asker: PositionId, asked: PositionId) -> Option<TriedEdit> {
        let new = asker != asked && !self.asks(asker, asked);
        new.then_some(TriedEdit::Ask { asker, asked, frequency: Frequency::ONE })
    }

    /// The same, as often as talk along the line mostly is.
    fn ask_often(&self, asker: PositionId, asked: PositionId) -> Option<TriedEdit> {
        const OFTEN: f64 = 4.0;
        let frequency = Frequency::new(OFTEN).unwrap_or(Frequency::ONE);
        self.ask(asker, asked)?;
        Some(TriedEdit::Ask { asker, asked, frequency })
    }

    /// The people above a position, the nearest first.
    fn above(&self, of: PositionId) -> Vec<PositionId> {
        if self.now.hierarchy.source == HierarchySource::Levels {
            return self.on_better_levels(of);
        }
        let mut found = Vec::new();
        let mut open = vec![of];
        let mut seen = BTreeSet::from([of]);
        let mut at = 0;
        while let Some(position) = open.get(at).copied() {
            at += 1;
            let lines = self.stage.lines().iter().filter(|(_, line)| line.from == position);
            for above in lines.map(|(_, line)| line.to) {
                if seen.insert(above) {
                    open.push(above);
                    found.extend(self.now.person(above).map(|_| above));
                }
            }
        }
        found
    }

    /// The people on better levels, the nearest first.
    fn on_better_levels(&self, of: PositionId) -> Vec<PositionId> {
        let depth = |id: &PositionId| self.now.hierarchy.depth.get(id).copied();
        let mine = depth(&of);
        let mut above: Vec<PositionId> = self.now.people.clone();
        above.retain(|id| depth(id).zip(mine).is_some_and(|(theirs, mine)| theirs < mine));
        above.sort_by_key(|id| (std::cmp::Reverse(depth(id)), *id));
        above
    }

    /// The people below a position, the nearest first.
    fn below(&self, of: PositionId) -> Vec<PositionId> {
        let mut below: Vec<PositionId> = self
            .now
            .people
            .iter()
            .copied()
            .filter(|person| *person != of && self.above(*person).contains(&of))
            .collect();
        let depth = |id: &PositionId| self.now.hierarchy.depth.get(id).copied().unwrap_or(0);
        below.sort_by_key(|id| (depth(id), *id));
        below
    }

    /// The people by their part of a column, the largest first.
    fn ranked(&self, column: &[f64]) -> Vec<PositionId> {
        let mut order: Vec<usize> = (0..column.len()).collect();
        order.sort_by(|a, b| column[*b].total_cmp(&column[*a]).then(a.cmp(b)));
        let named = order.into_iter().filter_map(|person| self.now.people.get(person).copied());
        named.collect()
    }

    /// M1: looser rules first, then questions across the lines.
    fn loosen(&self, misfit: &Misfit) -> Vec<TriedEdit> {
        let fired = |name: &str| misfit.numbers.iter().any(|(known, _)| *known == name);
        let mut plan = Vec::new();
        if fired("rules")
            && let Ok(rules) = Score::new((self.settings.rigid_rules - BEYOND).max(0.0))
        {
            let bound = |id: &PositionId| {
                let own = self.stage.positions().get(*id)?.rules?.get();
                (own > rules.get()).then_some((own, *id))
            };
            let mut bound: Vec<_> = self.now.people.iter().filter_map(bound).collect();
            bound.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            plan.extend(
                bound.into_iter().map(|(_, position)| TriedEdit::Rules { position, rules }),
            );
        }
        if fired("lateral share") {
            plan.extend(self.questions_across());
        }
        plan
    }

    /// Everybody asks those who know most among those neither above nor below them.
    fn questions_across(&self) -> Vec<TriedEdit> {
        let known = self.now.knowledge.pooled.as_ref();
        let order = known.map_or_else(|_| self.now.people.clone(), |column| self.ranked(column));
        let in_line: Vec<BTreeSet<PositionId>> =
            self.now.people.iter().map(|id| self.above(*id).into_iter().collect()).collect();
        let above = |id: PositionId, other: PositionId| {
            self.now.person(id).is_some_and(|person| in_line[person].contains(&other))
        };
        let mut plan = Vec::new();
        for apart in 1..order.len() {
            for (place, asker) in order.iter().enumerate() {
                let asked = order[(place + apart) % order.len()];
                if !above(*asker, asked) && !above(asked, *asker) {
                    plan.extend(self.ask_often(*asker, asked));
                }
                if plan.len() >= MOST_STEPS {
                    return plan;
                }
            }
        }
        plan
    }

    /// M1 and M3, where nothing else helps: the work is made to fit instead.
    fn explore_less(&self) -> Vec<TriedEdit> {
        let Ok(explore) = Score::new((self.settings.exploratory - BEYOND).max(0.0)) else {
            return Vec::new();
        };
        let own = |id: &PositionId| self.stage.positions().get(*id)?.explore;
        let mut high: Vec<PositionId> = self.now.people.clone();
        high.retain(|id| own(id).is_some_and(|own| own > explore));
        high.sort_by(|a, b| {
            own(b).partial_cmp(&own(a)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b))
        });
        high.into_iter().map(|position| TriedEdit::Explore { position, explore }).collect()
    }

    /// M2: the most frequent orders become questions.
    fn ask_instead(&self, told: impl Fn(&Flow) -> bool) -> Vec<TriedEdit> {
        let orders = self.flows(&FlowKind::Instruct).into_iter().filter(|(_, flow)| told(flow));
        orders.map(|(id, flow)| self.turned(id, flow, true)).collect()
    }

    /// A question in place of an order, or the other way round; where there is one already, the
    /// flow goes.
    fn turned(&self, id: FlowId, flow: &Flow, asked: bool) -> TriedEdit {
        let wanted = if asked { FlowKind::Consult } else { FlowKind::Instruct };
        let same_ends = |it: &Flow| it.from == flow.from && it.to == flow.to;
        let mut flows = self.stage.flows().iter().filter(|(_, it)| same_ends(it));
        // Of two of one kind the first is turned.
        if flows.any(|(other, it)| it.kind == wanted || (it.kind == flow.kind && other < id)) {
            return TriedEdit::Drop(id);
        }
        if asked { TriedEdit::AskInsteadOfTell(id) } else { TriedEdit::TellInsteadOfAsk(id) }
    }

    /// M3: in one domain after the other, those who know decide; if that is not enough, everybody
    /// who knows does.
    fn let_those_decide_who_know(&self) -> Vec<Vec<TriedEdit>> {
        let decide = |place: usize| {
            self.now.knowledge.by_domain.iter().filter_map(move |(domain, column)| {
                let position = *self.ranked(&column.all()).get(place)?;
                let knows = self.now.person(position).is_some_and(|person| column[person] > 0.0);
                let domain = domain.clone();
                knows.then_some(TriedEdit::Decide { position, domain })
            })
        };
        let give = self.now.knowledge.by_domain.iter().filter_map(|(domain, column)| {
            let rights = self.now.authority.by_domain.get(domain)?;
            let (from, to) =
                (*self.ranked(&rights.all()).first()?, *self.ranked(&column.all()).first()?);
            (from != to).then(|| TriedEdit::GiveRight { domain: domain.clone(), from, to })
        });
        let silent = decide(0).filter(|edit| match edit {
            TriedEdit::Decide { domain, .. } => !self.now.authority.by_domain.contains_key(domain),
            _ => false,
        });
        let mut plans = vec![give.chain(silent).collect::<Vec<_>>()];
        plans.push((0..self.now.people.len()).flat_map(decide).collect());
        if let (Ok(sought), Some(domain)) =
            (&self.now.knowledge.sought, Domain::new("everyday decisions"))
        {
            let asked = self.ranked(sought).into_iter();
            let decide = |position| TriedEdit::Decide { position, domain: domain.clone() };
            plans.push(asked.map(decide).collect());
        }
        plans.push(self.explore_less());
        plans
    }

    /// M4: asks those below, the nearest first.
    fn hear(&self, leader: PositionId) -> Vec<TriedEdit> {
        self.below(leader).into_iter().filter_map(|below| self.ask(leader, below)).collect()
    }

    /// M7: rules where nothing is new; then orders in place of questions down the line; then
    /// work that explores for those who work loosely.
    fn agree_on_rules(&self) -> Vec<Vec<TriedEdit>> {
        let score = |id: &PositionId| {
            let person = self.now.person(*id)?;
            self.now.organicity.by_person.get(person)?.score().ok()
        };
        let mut order = self.now.people.clone();
        let by = |id: &PositionId| score(id).unwrap_or(-1.0);
        order.sort_by(|a, b| by(b).total_cmp(&by(a)).then(a.cmp(b)));
        let mut rules: Vec<TriedEdit> = Vec::new();
        if let Ok(all) = Score::new(1.0) {
            let set = |position: &PositionId| TriedEdit::Rules { position: *position, rules: all };
            rules.extend(order.iter().map(set));
        }
        let mut orders = rules.clone();
        let down = self.flows(&FlowKind::Consult).into_iter();
        orders.extend(down.map(|(id, flow)| self.turned(id, flow, false)));
        let mut work = Vec::new();
        if let Ok(explore) = Score::new((self.settings.routine + 2.0 * BEYOND).min(1.0)) {
            let low = |id: &&PositionId| {
                let own = self.stage.positions().get(**id).and_then(|one| one.explore);
                own.is_some_and(|own| own < explore)
            };
            let set = |position: &PositionId| TriedEdit::Explore { position: *position, explore };
            work.extend(order.iter().filter(low).map(set));
        }
        vec![rules, orders, work]
    }

    /// M8: somebody above asks; else the expert decides.
    fn ask_expert(&self, expert: PositionId, domain: Option<&Domain>) -> Vec<Vec<TriedEdit>> {
        let above = self.above(expert).into_iter();
        let mut plans: Vec<Vec<TriedEdit>> =
            above.filter_map(|asker| Some(vec![self.ask(asker, expert)?])).collect();
        let Some(domain) = domain else { return plans };
        let decide = TriedEdit::Decide { position: expert, domain: domain.clone() };
        plans.push(vec![decide]);
        let alone = self.decide_alone(expert, domain);
        let others = self.now.authority.by_domain.keys().filter(|other| *other != domain);
        let everywhere = others.flat_map(|other| self.decide_alone(expert, other));
        plans.push(alone.into_iter().chain(everywhere).collect());
        plans
    }

    /// Everybody else's rights in a domain go to one person.
    fn decide_alone(&self, to: PositionId, domain: &Domain) -> Vec<TriedEdit> {
        let rights = self.now.authority.by_domain.get(domain);
        let mut others = rights.map(|rights| self.ranked(&rights.all())).unwrap_or_default();
        others.retain(|from| {
            let share = rights.zip(self.now.person(*from)).map(|(rights, at)| rights[at]);
            *from != to && share.is_some_and(|share| share > 0.0)
        });
        let give = |from| TriedEdit::GiveRight { domain: domain.clone(), from, to };
        let mut steps: Vec<TriedEdit> = others.into_iter().map(give).collect();
        steps.push(TriedEdit::Decide { position: to, domain: domain.clone() });
        steps
    }

    /// M9: asks the one who knows most.
    fn ask_who_knows(&self, decider: PositionId, domain: Option<&Domain>) -> Vec<Vec<TriedEdit>> {
        let column = domain.and_then(|domain| self.now.knowledge.by_domain.get(domain));
        let known = column.map(|column| self.ranked(&column.all())).unwrap_or_default();
        let asked = known.into_iter().find_map(|expert| self.ask(decider, expert));
        vec![asked.into_iter().collect()]
    }

    /// M12: somebody near learns it too.
    fn teach(&self, only: PositionId, domain: &Domain) -> Vec<Vec<TriedEdit>> {
        let flows = self.stage.flows().iter();
        let asking = flows.filter(|(_, f)| f.kind == FlowKind::Consult && f.to == only);
        let beside = self.chart.solid_superior(only).into_iter().chain(self.below(only));
        let near = asking.map(|(_, flow)| flow.from).chain(beside).chain(self.now.people.clone());
        let mut near = near.filter(|id| *id != only && self.now.person(*id).is_some());
        let learn = |position| TriedEdit::Learn { position, domain: domain.clone() };
        vec![near.next().map(learn).into_iter().collect()]
    }

    /// M12: those whom one person alone connects ask each other.
    fn bridge(&self, only: PositionId) -> Vec<TriedEdit> {
        let mut group: Vec<usize> = (0..self.now.people.len()).collect();
        let counted = |flow: &&Flow| {
            !matches!(flow.kind, FlowKind::Relation(_)) && flow.from != only && flow.to != only
        };
        for flow in self.stage.flows().iter().map(|(_, flow)| flow).filter(counted) {
            let ends = self.now.person(flow.from).zip(self.now.person(flow.to));
            if let Some((from, to)) = ends.map(|(from, to)| (group[from], group[to])) {
                group.iter_mut().filter(|own| **own == from).for_each(|own| *own = to);
            }
        }
        let mut pieces: Vec<(usize, PositionId)> = Vec::new();
        for (person, piece) in group.iter().enumerate() {
            let id = self.now.people[person];
            if id != only && !pieces.iter().any(|(known, _)| known == piece) {
                pieces.push((*piece, id));
            }
        }
        let size = |piece: usize| group.iter().filter(|own| **own == piece).count();
        pieces.sort_by_key(|(piece, id)| (std::cmp::Reverse(size(*piece)), *id));
        let Some((_, first)) = pieces.first().copied() else { return Vec::new() };
        let others = pieces.iter().skip(1);
        others.filter_map(|(_, other)| self.ask(first, *other)).collect()
    }
}
